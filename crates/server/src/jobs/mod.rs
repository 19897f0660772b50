//! Work in the background, and what follows from what happened.
//!
//! A noun adds its kinds of work to [`handlers`] and what it wants to hear of to [`listeners`].

mod outbox;
mod worker;

use std::sync::Arc;
use std::time::Duration;

use domain::ids::{JobId, OrganizationId};
use domain::time::Timestamp;
use futures::future::BoxFuture;
use serde_json::Value;
use store::queue::{Event, NewJob};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::App;
use crate::error::Problem;

/// One kind of work.
pub trait Handler: Send + Sync + 'static {
    /// The name in the queue, such as `run_import`. Never changes: queued work outlives an upgrade.
    fn kind(&self) -> &'static str;

    /// Does the work. It may be run again after a crash, so what was done before must not be done twice.
    fn run<'a>(&'a self, work: &'a Work) -> BoxFuture<'a, Result<(), JobError>>;
}

/// Every kind of work this program knows. A noun adds one line here.
pub fn handlers() -> Vec<Arc<dyn Handler>> {
    vec![
        Arc::new(crate::insight::jobs::SealLog),
        Arc::new(crate::insight::gaps::FindGaps),
        Arc::new(crate::loyalty::promises::jobs::RemindOfPromise),
        Arc::new(crate::insight::ladder::PlaceClients),
        Arc::new(crate::signals::RunImport),
        Arc::new(crate::prompts::RefreshPrompts),
    ]
}

/// Somebody who wants to hear what happened. May hear it twice.
pub trait Listener: Send + Sync + 'static {
    fn hear<'a>(&'a self, app: &'a App, event: &'a Event) -> BoxFuture<'a, Result<(), Problem>>;
}

/// Everybody who listens. A noun adds one line here.
pub fn listeners() -> Vec<Arc<dyn Listener>> {
    vec![
        Arc::new(crate::insight::jobs::SealLongTails),
        Arc::new(crate::insight::gaps::FindGapsAfterSignals),
        Arc::new(crate::prompts::RefreshAfterSignals),
        Arc::new(crate::loyalty::promises::jobs::OrderReminders),
        Arc::new(crate::insight::ladder::PlaceAfterFacts),
    ]
}

/// One job that is being run.
pub struct Work {
    pub app: App,
    pub id: JobId,
    /// Whose work it is; `Actor::system` acts for it. `None` for the server's own.
    pub organization: Option<OrganizationId>,
    pub payload: Value,
    /// 1 at the first run.
    pub attempt: u32,
    progress: watch::Sender<Option<Value>>,
    cancelled: watch::Receiver<bool>,
    stopping: watch::Receiver<bool>,
}

impl Work {
    /// Notes how far it is, for whoever looks at the job. Cheap: it is written at most once a second.
    pub fn report(&self, progress: Value) {
        self.progress.send_replace(Some(progress));
    }

    /// Whether to end now, and how: call it between two steps that belong together.
    pub fn check(&self) -> Result<(), JobError> {
        if *self.cancelled.borrow() {
            Err(JobError::Cancelled)
        } else if *self.stopping.borrow() {
            Err(JobError::Stopped)
        } else {
            Ok(())
        }
    }

    /// Turns true when nobody wants the work any more.
    pub fn cancelled(&self) -> watch::Receiver<bool> {
        self.cancelled.clone()
    }
}

/// How a run ended, if not well.
#[derive(Debug)]
pub enum JobError {
    /// May work another time: tried again after a growing wait, until the attempts are used up.
    Again(Problem),
    /// Will never work: not tried again.
    Never(Problem),
    /// Nobody wants it any more.
    Cancelled,
    /// The program is stopping: goes back to the queue as if it had not been begun.
    Stopped,
}

impl From<Problem> for JobError {
    fn from(problem: Problem) -> Self {
        if problem.code.status() >= 500 {
            Self::Again(problem)
        } else {
            Self::Never(problem)
        }
    }
}

impl From<store::StoreError> for JobError {
    fn from(error: store::StoreError) -> Self {
        Problem::from(error).into()
    }
}

/// Work for later.
pub struct Order {
    pub organization: Option<OrganizationId>,
    pub kind: &'static str,
    pub payload: Value,
    /// Nothing of the same key is queued while one waits or runs.
    pub once: Option<String>,
    /// Not before this moment; `None` = now.
    pub not_before: Option<Timestamp>,
}

/// How often work is tried in all.
pub const ATTEMPTS: u32 = 5;

/// Puts work into the queue. `None` where the same waits or runs already.
pub async fn enqueue(app: &App, order: Order) -> Result<Option<JobId>, Problem> {
    let now = app.now();
    let job = NewJob {
        id: app.id(),
        organization: order.organization,
        kind: order.kind.to_owned(),
        payload: order.payload,
        dedupe_key: order.once,
        run_at: order.not_before.unwrap_or(now),
        max_attempts: ATTEMPTS,
        created_at: now,
    };
    let queued = app.store().queue().enqueue(&job).await?;
    app.wake_workers();
    Ok(queued.then_some(job.id))
}

/// The background of a running server. Ends by itself when the program stops.
pub fn start(app: &App) -> JoinSet<()> {
    let mut tasks = JoinSet::new();
    let handlers = Arc::new(worker::by_kind(handlers()));
    for number in 0..app.config().workers {
        tasks.spawn(worker::work(app.clone(), Arc::clone(&handlers), number));
    }
    tasks.spawn(outbox::drain(app.clone(), listeners()));
    tasks.spawn(crate::insight::jobs::watch_tails(app.clone()));
    tasks.spawn(crate::insight::gaps::watch(app.clone()));
    tasks.spawn(crate::insight::ladder::watch(app.clone()));
    tasks.spawn(crate::signals::watch(app.clone()));
    tasks.spawn(crate::prompts::watch(app.clone()));
    tasks.spawn(tidy(app.clone()));
    tasks
}

/// Finished jobs and ended sessions are kept this long, to be looked at.
const KEPT: i64 = 14 * 86_400;

/// Forgets what is long over, every hour, and kept answers that take too much room, every day.
async fn tidy(app: App) {
    let mut stopping = app.stopping();
    for hour in 0_u64.. {
        if hour.is_multiple_of(24)
            && let Err(problem) = crate::insight::jobs::prune_kept(&app).await
        {
            tracing::warn!(
                cause = problem.cause(),
                "kept answers could not be removed, next try in a day: {problem}"
            );
        }
        let before = app.now().plus_seconds(-KEPT);
        let sessions = app.store().access().delete_old_sessions(before).await;
        let jobs = app.store().queue().delete_old(before).await;
        if let Err(error) = sessions.and(jobs) {
            tracing::warn!(
                "tidying up did not work, next try in an hour: {}",
                store::Causes(&error)
            );
        }
        if pause(&mut stopping, Duration::from_secs(3600)).await {
            return;
        }
    }
}

/// Waits; true when the program is stopping.
async fn pause(stopping: &mut watch::Receiver<bool>, time: Duration) -> bool {
    // An error would mean that the application is gone, which is stopping too.
    tokio::time::timeout(time, stopping.wait_for(|stopping| *stopping))
        .await
        .is_ok()
}
