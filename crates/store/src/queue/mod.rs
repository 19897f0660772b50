//! Work in the background, and what happened.
//!
//! A job is taken by one worker for the time of a lease, which its heartbeat renews; a worker that dies loses it,
//! and the job is taken again. So a job may run twice and must not mind.

#[cfg(test)]
mod tests;

use domain::ids::{JobId, OrganizationId};
use domain::time::Timestamp;

use crate::access::read_all;
use crate::db::{Db, Tx, args, numbered, read_id, read_id_opt, statements};
use crate::error::{Result, StoreError};

statements! { "queue": append_event cancel_job claim_job count_jobs delete_events delete_old_jobs enqueue_job find_job finish_job heartbeat_job list_events next_due release_job retry_job  }

/// Work for later.
#[derive(Debug, Clone)]
pub struct NewJob {
    pub id: JobId,
    /// `None` for the server's own work.
    pub organization: Option<OrganizationId>,
    pub kind: String,
    pub payload: serde_json::Value,
    /// Nothing of the same key is queued while one waits or runs.
    pub dedupe_key: Option<String>,
    pub run_at: Timestamp,
    /// How often it is tried in all.
    pub max_attempts: u32,
    pub created_at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JobState {
    Queued,
    Running,
    Done,
    Cancelled,
    Failed,
}

impl JobState {
    const ALL: [Self; 5] = [
        Self::Queued,
        Self::Running,
        Self::Done,
        Self::Cancelled,
        Self::Failed,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
            Self::Failed => "failed",
        }
    }

    fn read(text: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or(StoreError::Unreadable("jobs.state"))
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    pub id: JobId,
    pub organization: Option<OrganizationId>,
    pub kind: String,
    pub payload: serde_json::Value,
    pub state: JobState,
    pub run_at: Timestamp,
    /// How often it was tried, this time too.
    pub attempts: u32,
    pub max_attempts: u32,
    pub progress: Option<serde_json::Value>,
    pub last_error: Option<String>,
    pub cancel_requested: bool,
    pub created_at: Timestamp,
    pub finished_at: Option<Timestamp>,
}

/// What a heartbeat hears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pulse {
    GoOn,
    /// Somebody no longer wants it: stop and say `finish(…, JobState::Cancelled)`.
    Cancel,
    /// The lease ran out and another worker may have it: stop and say nothing.
    Lost,
}

/// What became of a failed job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterFailure {
    TriedAgain(Timestamp),
    GivenUp,
    /// It was not this worker's any more.
    Lost,
}

/// How long after the n-th failed attempt (from 1) a job is tried again: 5 s, 10 s, 20 s … up to an hour.
pub fn backoff_seconds(attempts: u32) -> i64 {
    let doublings = attempts.saturating_sub(1).min(10);
    (5_i64 << doublings).min(3600)
}

#[derive(sqlx::FromRow)]
struct JobRow {
    id: String,
    organization_id: Option<String>,
    kind: String,
    payload: String,
    state: String,
    run_at: i64,
    attempts: i64,
    max_attempts: i64,
    progress: Option<String>,
    last_error: Option<String>,
    cancel_requested: bool,
    created_at: i64,
    finished_at: Option<i64>,
}

fn read_json(text: &str, column: &'static str) -> Result<serde_json::Value> {
    serde_json::from_str(text).map_err(|_| StoreError::Unreadable(column))
}

impl TryFrom<JobRow> for Job {
    type Error = StoreError;

    fn try_from(row: JobRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "jobs.id")?,
            organization: read_id_opt(row.organization_id.as_deref(), "jobs.organization_id")?,
            kind: row.kind,
            payload: read_json(&row.payload, "jobs.payload")?,
            state: JobState::read(&row.state)?,
            run_at: Timestamp::from_micros(row.run_at),
            attempts: u32::try_from(row.attempts).unwrap_or_default(),
            max_attempts: u32::try_from(row.max_attempts).unwrap_or_default(),
            progress: row
                .progress
                .as_deref()
                .map(|text| read_json(text, "jobs.progress"))
                .transpose()?,
            last_error: row.last_error,
            cancel_requested: row.cancel_requested,
            created_at: Timestamp::from_micros(row.created_at),
            finished_at: row.finished_at.map(Timestamp::from_micros),
        })
    }
}

#[derive(sqlx::FromRow)]
struct CancelRow {
    cancel_requested: bool,
}

#[derive(sqlx::FromRow)]
struct CountRow {
    state: String,
    count: i64,
}

#[derive(sqlx::FromRow)]
struct DueRow {
    run_at: Option<i64>,
}

/// Work that waits to be done, of the whole server.
#[derive(Clone, Debug)]
pub struct Queue {
    db: Db,
}

impl Queue {
    pub(crate) fn new(db: Db) -> Self {
        Self { db }
    }

    /// False where the same thing waits or runs already.
    pub async fn enqueue(&self, new: &NewJob) -> Result<bool> {
        let values = args![
            new.id,
            new.organization,
            new.kind.as_str(),
            new.payload.to_string(),
            new.dedupe_key.as_deref(),
            new.run_at,
            i64::from(new.max_attempts),
            new.created_at,
        ];
        Ok(self.db.run(&sql::enqueue_job, values).await? > 0)
    }

    /// Takes the job that has been due the longest, until `lease_until`. `worker` names the taker, uniquely.
    pub async fn claim(
        &self,
        worker: &str,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<Option<Job>> {
        let rows: Vec<JobRow> = self
            .db
            .run_returning(&sql::claim_job, args![now, lease_until, worker])
            .await?;
        rows.into_iter().next().map(Job::try_from).transpose()
    }

    /// The worker is alive: renews the lease and notes the progress, if any is given.
    pub async fn heartbeat(
        &self,
        id: JobId,
        worker: &str,
        lease_until: Timestamp,
        progress: Option<&serde_json::Value>,
    ) -> Result<Pulse> {
        let values = args![
            id,
            worker,
            lease_until,
            progress.map(|progress| progress.to_string())
        ];
        let rows: Vec<CancelRow> = self.db.run_returning(&sql::heartbeat_job, values).await?;
        Ok(match rows.first() {
            None => Pulse::Lost,
            Some(row) if row.cancel_requested => Pulse::Cancel,
            Some(_) => Pulse::GoOn,
        })
    }

    /// It is done.
    pub async fn finish(&self, id: JobId, worker: &str, now: Timestamp) -> Result<bool> {
        self.end(id, worker, JobState::Done, now, None).await
    }

    /// It was stopped because nobody wants it any more.
    pub async fn finish_cancelled(&self, id: JobId, worker: &str, now: Timestamp) -> Result<bool> {
        self.end(id, worker, JobState::Cancelled, now, None).await
    }

    /// It failed: it is tried again later, or given up after its last attempt.
    pub async fn fail(
        &self,
        job: &Job,
        worker: &str,
        error: &str,
        now: Timestamp,
    ) -> Result<AfterFailure> {
        if job.attempts >= job.max_attempts {
            let ended = self
                .end(job.id, worker, JobState::Failed, now, Some(error))
                .await?;
            return Ok(if ended {
                AfterFailure::GivenUp
            } else {
                AfterFailure::Lost
            });
        }
        let again = now.plus_seconds(backoff_seconds(job.attempts));
        let kept = self
            .db
            .run(&sql::retry_job, args![job.id, worker, again, error])
            .await?
            > 0;
        Ok(if kept {
            AfterFailure::TriedAgain(again)
        } else {
            AfterFailure::Lost
        })
    }

    /// It failed in a way that no second try will mend.
    pub async fn give_up(
        &self,
        id: JobId,
        worker: &str,
        error: &str,
        now: Timestamp,
    ) -> Result<bool> {
        self.end(id, worker, JobState::Failed, now, Some(error))
            .await
    }

    /// The server stops: the job goes back untried.
    pub async fn release(&self, id: JobId, worker: &str, now: Timestamp) -> Result<bool> {
        Ok(self
            .db
            .run(&sql::release_job, args![id, worker, now])
            .await?
            > 0)
    }

    async fn end(
        &self,
        id: JobId,
        worker: &str,
        state: JobState,
        now: Timestamp,
        error: Option<&str>,
    ) -> Result<bool> {
        let values = args![id, worker, state.as_str(), now, error];
        Ok(self.db.run(&sql::finish_job, values).await? > 0)
    }

    /// False where it is over already.
    pub async fn cancel(&self, id: JobId, now: Timestamp) -> Result<bool> {
        Ok(self.db.run(&sql::cancel_job, args![id, now]).await? > 0)
    }

    pub async fn job(&self, id: JobId) -> Result<Option<Job>> {
        let row: Option<JobRow> = self.db.row(&sql::find_job, args![id]).await?;
        row.map(Job::try_from).transpose()
    }

    /// How many jobs are in each state that occurs.
    pub async fn counts(&self) -> Result<Vec<(JobState, i64)>> {
        let rows: Vec<CountRow> = self.db.rows(&sql::count_jobs, args![]).await?;
        rows.into_iter()
            .map(|row| Ok((JobState::read(&row.state)?, row.count)))
            .collect()
    }

    /// When the next waiting job is due.
    pub async fn next_due(&self) -> Result<Option<Timestamp>> {
        let row: Option<DueRow> = self.db.row(&sql::next_due, args![]).await?;
        Ok(row.and_then(|row| row.run_at).map(Timestamp::from_micros))
    }

    /// Forgets jobs that were over before this moment.
    pub async fn delete_old(&self, before: Timestamp) -> Result<u64> {
        self.db.run(&sql::delete_old_jobs, args![before]).await
    }
}

/// Something that happened in an organization.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    pub no: i64,
    pub organization: OrganizationId,
    pub at: Timestamp,
    /// `signals_recorded`, `import_finished`, `import_undone`.
    pub kind: String,
    pub payload: serde_json::Value,
}

#[derive(sqlx::FromRow)]
struct EventRow {
    no: i64,
    organization_id: String,
    at: i64,
    kind: String,
    payload: String,
}

impl TryFrom<EventRow> for Event {
    type Error = StoreError;

    fn try_from(row: EventRow) -> Result<Self> {
        Ok(Self {
            no: row.no,
            organization: read_id(&row.organization_id, "outbox.organization_id")?,
            at: Timestamp::from_micros(row.at),
            kind: row.kind,
            payload: read_json(&row.payload, "outbox.payload")?,
        })
    }
}

impl Tx {
    /// Notes that something happened; it is heard of when the transaction is committed, or never.
    pub(crate) async fn append_event(
        &mut self,
        organization: OrganizationId,
        at: Timestamp,
        kind: &str,
        payload: &serde_json::Value,
    ) -> Result<()> {
        self.run(
            &sql::append_event,
            args![organization, at, kind, payload.to_string()],
        )
        .await?;
        Ok(())
    }
}

/// What happened and nobody has heard of yet.
#[derive(Clone, Debug)]
pub struct Outbox {
    db: Db,
}

impl Outbox {
    pub(crate) fn new(db: Db) -> Self {
        Self { db }
    }

    /// The oldest events, at most so many.
    pub async fn waiting(&self, limit: usize) -> Result<Vec<Event>> {
        read_all(
            self.db
                .rows::<EventRow>(&sql::list_events, args![limit])
                .await?,
        )
    }

    /// These were heard. An event that was heard but not noted so comes again.
    pub async fn heard(&self, events: &[Event]) -> Result<()> {
        if events.is_empty() {
            return Ok(());
        }
        let numbers = numbered(events.iter().map(|event| event.no))?;
        self.db.run(&sql::delete_events, args![numbers]).await?;
        Ok(())
    }
}
