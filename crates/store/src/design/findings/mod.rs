//! What the gap finder found, and what was decided about it.

mod sources;
#[cfg(test)]
mod tests;

use domain::design::findings::{Acceptance, FindingState, KnownFinding, Reconciled};
use domain::design::gaps::Finding;
use domain::ids::{FindingId, JobId, TouchpointId};
use domain::time::Timestamp;
use serde::Serialize;

pub use sources::{ClientFacts, RecordText};

use crate::access::read_all;
use crate::db::{args, json, narrow, read_id, read_id_opt, statements, without_nul};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

statements! { "findings": close_finding decide_finding delete_planned_touchpoint find_finding find_gap_run finish_gap_run insert_findings list_client_terms list_comments_of list_findings list_notes_of note_live_findings order_gap_run refresh_finding }

/// The last run of the gap finder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GapRun {
    /// The job that waits, runs or ran last.
    pub job: Option<JobId>,
    /// The rest is about the last run that ended; `None` before the first.
    pub ended: Option<EndedRun>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndedRun {
    pub started_at: Timestamp,
    pub finished_at: Timestamp,
    pub milliseconds: i64,
    /// Records up to this one were looked at.
    pub up_to_seq: i64,
    /// Clients with a history.
    pub clients: i64,
    /// New findings, and those that came back.
    pub raised: i64,
    pub closed: i64,
}

#[derive(sqlx::FromRow)]
struct RunRow {
    job_id: Option<String>,
    started_at: Option<i64>,
    finished_at: Option<i64>,
    milliseconds: Option<i64>,
    up_to_seq: Option<i64>,
    clients: Option<i64>,
    raised: Option<i64>,
    closed: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct FindingRow {
    id: String,
    no: i64,
    document: String,
    first_seen_at: i64,
    last_seen_at: i64,
    state: String,
    reason: Option<String>,
    until_day: Option<String>,
    owner_id: Option<String>,
    review_by: Option<String>,
    touchpoint_id: Option<String>,
    touchpoint_made: bool,
    decided_at: Option<i64>,
    decided_by: Option<String>,
    live_at: Option<i64>,
}

impl TryFrom<FindingRow> for KnownFinding {
    type Error = StoreError;

    fn try_from(row: FindingRow) -> Result<Self> {
        let found: Finding = serde_json::from_str(&row.document)
            .map_err(|_| StoreError::Unreadable("findings.document"))?;
        let id = read_id(&row.id, "findings.id")?;
        let no = narrow(row.no, "findings.no")?;
        let first_seen_at = Timestamp::from_micros(row.first_seen_at);
        let last_seen_at = Timestamp::from_micros(row.last_seen_at);
        let state = read_state(row).ok_or(StoreError::Unreadable("findings.state"))?;
        Ok(Self {
            id,
            no,
            found,
            state,
            first_seen_at,
            last_seen_at,
        })
    }
}

fn read_state(row: FindingRow) -> Option<FindingState> {
    let at = row.decided_at.map(Timestamp::from_micros);
    let by = row.decided_by.unwrap_or_default();
    Some(match row.state.as_str() {
        "open" => FindingState::Open,
        "accepted" => FindingState::Accepted(Acceptance {
            owner: row.owner_id?.parse().ok()?,
            review_by: row.review_by?.parse().ok()?,
            touchpoint: row.touchpoint_id?.parse().ok()?,
            made: row.touchpoint_made,
            at: at?,
            by,
            live_at: row.live_at.map(Timestamp::from_micros),
        }),
        "dismissed" => FindingState::Dismissed {
            reason: row.reason?,
            at: at?,
            by,
        },
        "snoozed" => FindingState::Snoozed {
            until: row.until_day?.parse().ok()?,
            at: at?,
            by,
        },
        "closed" => FindingState::Closed { at: at? },
        _ => return None,
    })
}

#[derive(Serialize)]
struct FindingJson<'a> {
    id: FindingId,
    no: i32,
    detector: &'static str,
    ground: &'a str,
    document: String,
}

fn write_document(finding: &Finding) -> Result<String> {
    serde_json::to_string(finding)
        .map(without_nul)
        .map_err(|_| StoreError::Unreadable("findings.document"))
}

impl OrgStore {
    /// Every finding, in the order of their numbers.
    pub async fn findings(&self) -> Result<Vec<KnownFinding>> {
        let rows: Vec<FindingRow> = self
            .db
            .rows(&sql::list_findings, args![self.tenant()])
            .await?;
        read_all(rows)
    }

    pub async fn finding(&self, id: FindingId) -> Result<Option<KnownFinding>> {
        let row: Option<FindingRow> = self
            .db
            .row(&sql::find_finding, args![self.tenant(), id])
            .await?;
        row.map(KnownFinding::try_from).transpose()
    }

    /// Writes what a run has changed, and how it ended. `ids` are for the new findings, one each.
    pub async fn keep_findings(
        &self,
        changes: &Reconciled,
        ids: &[FindingId],
        run: &EndedRun,
    ) -> Result<()> {
        let tenant = self.tenant();
        let now = run.finished_at;
        let mut tx = self.db.write().await?;
        tx.lock(tenant).await?;
        let known: Vec<FindingRow> = tx.rows(&sql::list_findings, args![tenant]).await?;
        let known: Vec<KnownFinding> = read_all(known)?;
        let last = known.last().map_or(0, |one| one.no);
        // Another run may have raised the same since this one has looked.
        let is_new = |finding: &Finding| known.iter().all(|one| one.found.ground != finding.ground);
        let raised = changes
            .raised
            .iter()
            .zip(ids)
            .filter(|(finding, _)| is_new(finding));
        let mut rows = Vec::new();
        for ((finding, id), no) in raised.zip(last + 1..) {
            rows.push(FindingJson {
                id: *id,
                no,
                detector: finding.detector.as_str(),
                ground: finding.ground.as_str(),
                document: write_document(finding)?,
            });
        }
        if !rows.is_empty() {
            tx.run(&sql::insert_findings, args![tenant, json(&rows)?, now])
                .await?;
        }
        for (id, finding, _) in &changes.refreshed {
            let back = changes.back.contains(id);
            let values = args![tenant, *id, write_document(finding)?, now, back];
            tx.run(&sql::refresh_finding, values).await?;
        }
        for id in &changes.closed {
            tx.run(&sql::close_finding, args![tenant, *id, now]).await?;
        }
        let values = args![
            tenant,
            run.started_at,
            run.finished_at,
            run.milliseconds,
            run.up_to_seq,
            run.clients,
            run.raised,
            run.closed,
        ];
        tx.run(&sql::finish_gap_run, values).await?;
        tx.commit().await
    }

    /// Writes a decision. False where there is no such finding, or somebody has decided since `before` was read.
    pub async fn decide_finding(
        &self,
        id: FindingId,
        before: &FindingState,
        after: &FindingState,
    ) -> Result<bool> {
        let (mut reason, mut until, mut accepted, mut decided) = (None, None, None, None);
        match after {
            FindingState::Open => {}
            FindingState::Accepted(acceptance) => {
                decided = Some((acceptance.at, Some(acceptance.by.as_str())));
                accepted = Some(acceptance);
            }
            FindingState::Dismissed {
                reason: why,
                at,
                by,
            } => {
                decided = Some((*at, Some(by.as_str())));
                reason = Some(why.as_str());
            }
            FindingState::Snoozed { until: day, at, by } => {
                decided = Some((*at, Some(by.as_str())));
                until = Some(day.to_string());
            }
            FindingState::Closed { at } => decided = Some((*at, None)),
        }
        let values = args![
            self.tenant(),
            id,
            before.as_str(),
            after.as_str(),
            reason,
            until,
            accepted.map(|it| it.owner),
            accepted.map(|it| it.review_by.to_string()),
            accepted.map(|it| it.touchpoint),
            accepted.is_some_and(|it| it.made),
            decided.map(|(at, _)| at),
            decided.and_then(|(_, by)| by),
            accepted.and_then(|it| it.live_at),
        ];
        Ok(self.db.run(&sql::decide_finding, values).await? > 0)
    }

    /// Notes of accepted findings whose touchpoint is live now that it went live; of how many.
    pub async fn note_live_findings(&self, now: Timestamp) -> Result<u64> {
        self.db
            .run(&sql::note_live_findings, args![self.tenant(), now])
            .await
    }

    /// Takes away a touchpoint that was planned for a finding. False where something came of it already: then it stays.
    pub async fn remove_planned_touchpoint(&self, id: TouchpointId) -> Result<bool> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let removed = match tx
            .run(&sql::delete_planned_touchpoint, args![tenant, id])
            .await
        {
            Ok(count) => count > 0,
            // A plan, a question or a remark refers to it.
            Err(StoreError::Unknown(_)) => return Ok(false),
            Err(error) => return Err(error),
        };
        if removed {
            numbers.design_version += 1;
            tx.save(tenant, &numbers).await?;
            tx.commit().await?;
        }
        Ok(removed)
    }

    /// Notes which job looks for gaps next.
    pub async fn order_gap_run(&self, job: JobId) -> Result<()> {
        self.db
            .run(&sql::order_gap_run, args![self.tenant(), job])
            .await?;
        Ok(())
    }

    /// The last run and the next.
    pub async fn gap_run(&self) -> Result<GapRun> {
        let row: Option<RunRow> = self
            .db
            .row(&sql::find_gap_run, args![self.tenant()])
            .await?;
        let Some(row) = row else {
            return Ok(GapRun::default());
        };
        let ended = match (row.started_at, row.finished_at) {
            (Some(started_at), Some(finished_at)) => Some(EndedRun {
                started_at: Timestamp::from_micros(started_at),
                finished_at: Timestamp::from_micros(finished_at),
                milliseconds: row.milliseconds.unwrap_or_default(),
                up_to_seq: row.up_to_seq.unwrap_or_default(),
                clients: row.clients.unwrap_or_default(),
                raised: row.raised.unwrap_or_default(),
                closed: row.closed.unwrap_or_default(),
            }),
            _ => None,
        };
        Ok(GapRun {
            job: read_id_opt(row.job_id.as_deref(), "gap_runs.job_id")?,
            ended,
        })
    }
}
