//! Work in the background: what a noun says about its jobs, and the loop that runs them.

use std::time::Duration;

use domain::ids::{JobId, OrganizationId};
use futures::future::BoxFuture;
use serde_json::Value;

use crate::App;
use crate::error::Problem;

/// One kind of work. A noun adds its handlers to [`handlers`].
pub trait Handler: Send + Sync + 'static {
    /// The name in the queue, such as `run_import`. Never changes: queued work outlives an upgrade.
    fn kind(&self) -> &'static str;

    /// Does the work. It may be run again after a crash, so what was done before must not be done twice.
    fn run<'a>(&'a self, work: &'a Work) -> BoxFuture<'a, Result<(), JobError>>;
}

/// Every kind of work this program knows. A noun adds one line here.
pub fn handlers() -> Vec<Box<dyn Handler>> {
    Vec::new()
}

/// One job that is being run.
pub struct Work {
    pub app: App,
    pub id: JobId,
    /// Whose work it is; `Actor::system(work.organization)` acts for it.
    pub organization: OrganizationId,
    pub payload: Value,
    /// 1 at the first run.
    pub attempt: u32,
}

/// How a run ended, if not well.
#[derive(Debug)]
pub enum JobError {
    /// May work another time: tried again after a growing wait, until the attempts are used up.
    Again(Problem),
    /// Will never work: not tried again.
    Never(Problem),
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

/// How long to wait before attempt `attempt + 1`: 5 s, 20 s, 80 s, … at most an hour.
pub fn wait_after(attempt: u32) -> Duration {
    Duration::from_secs(5 * 4_u64.saturating_pow(attempt.saturating_sub(1).min(5)))
        .min(Duration::from_secs(3600))
}
