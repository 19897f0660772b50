//! One run of the gap finder, from the log to what is kept.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{Duration, Instant};

use domain::access::{Actor, Grant, Permission};
use domain::design::findings::reconcile;
use domain::ids::{FindingId, OrganizationId};
use domain::time::{Period, Timestamp};
use insight::{Gaps, SourceError};
use jiff::tz::TimeZone;
use store::OrgStore;
use store::design::findings::EndedRun;
use tracing::info;

use super::gather;
use crate::App;
use crate::error::Problem;
use crate::insight::source;

/// How often somebody who watches hears how far it is.
const TICK: Duration = Duration::from_millis(200);

/// What has come while a run looked is looked at by the next, this often in a row.
const ROUNDS: usize = 3;

/// Looks for gaps and keeps what was found, until nothing new has come meanwhile. `report` hears how far it is, in percent.
pub async fn find_gaps(
    app: &App,
    organization: OrganizationId,
    report: &(dyn Fn(u8) + Send + Sync),
) -> Result<EndedRun, Problem> {
    let grant = Actor::system(organization).require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let mut run = find_once(app, &grant, &org, report).await?;
    for _ in 1..ROUNDS {
        if org.log_head().await?.last_seq <= run.up_to_seq {
            break;
        }
        let next = find_once(app, &grant, &org, report).await?;
        run = EndedRun {
            started_at: run.started_at,
            milliseconds: run.milliseconds + next.milliseconds,
            raised: run.raised + next.raised,
            closed: run.closed + next.closed,
            ..next
        };
    }
    Ok(run)
}

async fn find_once(
    app: &App,
    grant: &Grant,
    org: &OrgStore,
    report: &(dyn Fn(u8) + Send + Sync),
) -> Result<EndedRun, Problem> {
    let (started_at, clock) = (app.now(), Instant::now());
    let up_to_seq = org.log_head().await?.last_seq;
    let gaps = look(app, grant, org, None, report).await?;
    let now = app.now();
    org.note_live_findings(now).await?;
    let known = org.findings().await?;
    let today = now.date(&zone_of(org).await?);
    let changes = reconcile(&known, gaps.findings, today);
    let ids: Vec<FindingId> = changes.raised.iter().map(|_| app.id()).collect();
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let run = EndedRun {
        started_at,
        finished_at: now,
        milliseconds: i64::try_from(clock.elapsed().as_millis()).unwrap_or(i64::MAX),
        up_to_seq,
        clients: i64::try_from(gaps.clients).unwrap_or(i64::MAX),
        raised: count(changes.raised.len() + changes.back.len()),
        closed: count(changes.closed.len()),
    };
    org.keep_findings(&changes, &ids, &run).await?;
    info!(
        raised = run.raised,
        closed = run.closed,
        clients = run.clients,
        milliseconds = run.milliseconds,
        "looked for gaps"
    );
    Ok(run)
}

pub(super) async fn zone_of(org: &OrgStore) -> Result<TimeZone, Problem> {
    let organization = org.organization().await?;
    Ok(organization.map_or(TimeZone::UTC, |organization| organization.time_zone.zone()))
}

/// What the detectors find now; nothing is kept. `period` is what the measures are about.
pub(super) async fn look(
    app: &App,
    grant: &Grant,
    org: &OrgStore,
    period: Option<Period>,
    report: &(dyn Fn(u8) + Send + Sync),
) -> Result<Gaps, Problem> {
    let now: Timestamp = app.now();
    let moment = source::read(app, grant).await?;
    let inputs = gather::inputs(org, &moment.design, now, period).await?;
    let (engine, words, snapshot) = (app.engine().clone(), org.clone(), moment.snapshot);
    let progress = Arc::new(AtomicU8::new(0));
    let heard = Arc::clone(&progress);
    let store = tokio::runtime::Handle::current();
    let mut work = tokio::task::spawn_blocking(move || {
        engine.find_gaps(
            &snapshot,
            &inputs,
            &mut |wishes| {
                store
                    .block_on(gather::wish_words(&words, wishes))
                    .map_err(|problem| SourceError(Box::new(problem)))
            },
            &|percent| progress.store(percent, Ordering::Relaxed),
        )
    });
    loop {
        match tokio::time::timeout(TICK, &mut work).await {
            Ok(ended) => {
                return ended.map_err(Problem::internal)?.map_err(Problem::internal);
            }
            Err(_) => report(heard.load(Ordering::Relaxed)),
        }
    }
}
