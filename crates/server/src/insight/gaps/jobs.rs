//! When the gap finder runs: after imports and recorded signals, once things have calmed down, and every night.

use std::time::Duration;

use domain::access::{Actor, Permission};
use domain::ids::{JobId, OrganizationId};
use futures::future::BoxFuture;
use serde_json::json;
use store::queue::Event;
use tracing::warn;

use super::run::find_gaps;
use crate::App;
use crate::error::Problem;
use crate::jobs::{Handler, JobError, Listener, Order, Work, enqueue};

/// The name in the queue.
pub const FIND_GAPS: &str = "find_gaps";

/// More is likely to come right after the first; one run then looks at all of it.
const CALM: i64 = 20;

/// How often all organizations are looked at for whether the night's run is due.
const ROUND: Duration = Duration::from_secs(300);

/// After a run it is not night again for so many seconds.
const DAY: i64 = 20 * 3_600;

/// The job `find_gaps`.
pub struct FindGaps;

impl Handler for FindGaps {
    fn kind(&self) -> &'static str {
        FIND_GAPS
    }

    fn run<'a>(&'a self, work: &'a Work) -> BoxFuture<'a, Result<(), JobError>> {
        Box::pin(async move {
            let Some(organization) = work.organization else {
                return Ok(());
            };
            let report = |percent: u8| work.report(json!({ "percent": percent }));
            find_gaps(&work.app, organization, &report).await?;
            Ok(())
        })
    }
}

/// Hears of everything from which a gap could be seen.
pub struct FindGapsAfterSignals;

impl Listener for FindGapsAfterSignals {
    fn hear<'a>(&'a self, app: &'a App, event: &'a Event) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async move {
            let matters = match event.kind.as_str() {
                "import_finished"
                | "import_undone"
                | "expectations_changed"
                | "inventory_changed"
                | "plan_published" => true,
                // An import says when it is over.
                "signals_recorded" => event.payload["import"] == 0,
                _ => false,
            };
            if matters {
                order(app, event.organization, CALM).await?;
            }
            Ok(())
        })
    }
}

/// Puts a run into the queue, once at a time for each organization.
pub(super) async fn order(
    app: &App,
    organization: OrganizationId,
    in_seconds: i64,
) -> Result<Option<JobId>, Problem> {
    let order = Order {
        organization: Some(organization),
        kind: FIND_GAPS,
        payload: json!({}),
        // Whoever asks for a run now does not wait for the one that waits for calm.
        once: Some(format!("{FIND_GAPS} {organization} {}", in_seconds > 0)),
        not_before: (in_seconds > 0).then(|| app.now().plus_seconds(in_seconds)),
    };
    let job = enqueue(app, order).await?;
    if let Some(id) = job {
        let grant = Actor::system(organization).require(Permission::EditDesign)?;
        app.store().org(&grant).order_gap_run(id).await?;
    }
    Ok(job)
}

/// Has every organization looked at every night, for as long as the program runs: silence grows without anything
/// coming in.
pub async fn watch(app: App) {
    let mut stopping = app.stopping();
    loop {
        let stopped = tokio::time::timeout(ROUND, stopping.wait_for(|stopping| *stopping))
            .await
            .is_ok();
        if stopped {
            return;
        }
        if let Err(problem) = look_at_all(&app).await {
            warn!(
                cause = problem.cause(),
                "whether gaps are to be looked for could not be seen: {problem}"
            );
        }
    }
}

async fn look_at_all(app: &App) -> Result<(), Problem> {
    let now = app.now();
    for organization in app.store().access().organizations().await? {
        let hour = jiff::Timestamp::from(now)
            .to_zoned(organization.time_zone.zone())
            .hour();
        if !(3..6).contains(&hour) {
            continue;
        }
        let grant = Actor::system(organization.id).require(Permission::EditDesign)?;
        let last = app.store().org(&grant).gap_run().await?.ended;
        if last.is_none_or(|run| run.finished_at.plus_seconds(DAY) <= now) {
            order(app, organization.id, 0).await?;
        }
    }
    Ok(())
}
