//! Sealing: what has come in is written into segments, by month and ordered by client and time inside, and taken out of
//! the tail, in one transaction.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::access::{Actor, Permission};
use domain::ids::{OrganizationId, SegmentId};
use domain::signals::LogRow;
use domain::time::{Granularity, Timestamp};
use futures::future::BoxFuture;
use insight::SegmentInfo;
use jiff::tz::TimeZone;
use serde_json::json;
use store::StoreError;
use store::queue::Event;
use store::signals::Segment;
use tracing::{info, warn};

use crate::App;
use crate::error::Problem;
use crate::jobs::{Handler, JobError, Listener, Order, Work, enqueue};

/// A tail of programs' records longer than this is sealed as soon as another one comes.
const LONG_TAIL: i64 = 10_000;

/// After an import even a short tail is worth sealing: nothing more comes with it.
const AFTER_IMPORT: i64 = 1_000;

/// While an import runs, sealing would take turns with it at writing; only a very long tail is worth that.
const WHILE_IMPORTING: i64 = 1_000_000;

/// Records that one segment writing takes, so that memory stays small whatever was imported.
const STRETCH: i64 = 100_000;

/// Segments of one month with fewer rows than this are merged with what comes next.
const SMALL: u64 = 200_000;

/// How often the tails of all organizations are looked at.
const ROUND: Duration = Duration::from_secs(300);

/// A tail this old is sealed at night whatever its length.
const NIGHTLY: i64 = 1;

/// The job `seal_log`.
pub struct SealLog;

impl Handler for SealLog {
    fn kind(&self) -> &'static str {
        "seal_log"
    }

    fn run<'a>(&'a self, work: &'a Work) -> BoxFuture<'a, Result<(), JobError>> {
        Box::pin(async move {
            match work.organization {
                Some(organization) => seal_log(&work.app, organization)
                    .await
                    .map(|_| ())
                    .map_err(JobError::from),
                None => Ok(()),
            }
        })
    }
}

/// Hears of everything that comes in, and has a tail sealed that has grown long: after a big import, mostly.
pub struct SealLongTails;

impl Listener for SealLongTails {
    fn hear<'a>(&'a self, app: &'a App, event: &'a Event) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async move {
            let length = match event.kind.as_str() {
                "import_finished" => AFTER_IMPORT,
                "signals_recorded" if event.payload["import"] == 0 => LONG_TAIL,
                _ => WHILE_IMPORTING,
            };
            let grant = Actor::system(event.organization).require(Permission::ReadInsight)?;
            let head = app.store().org(&grant).log_head().await?;
            if head.last_seq - head.sealed_seq > length {
                enqueue_sealing(app, event.organization).await?;
            }
            Ok(())
        })
    }
}

/// Puts sealing into the queue, once at a time for each organization: after a big import, and when the tail is long.
pub async fn enqueue_sealing(app: &App, organization: OrganizationId) -> Result<(), Problem> {
    let order = Order {
        organization: Some(organization),
        kind: SealLog.kind(),
        payload: json!({}),
        once: Some(format!("{} {organization}", SealLog.kind())),
        not_before: None,
    };
    enqueue(app, order).await?;
    Ok(())
}

/// Looks at all tails now and then, for as long as the program runs: long ones are sealed at once, others at night.
pub async fn watch_tails(app: App) {
    while !stopped_within(&app, ROUND).await {
        if let Err(problem) = look_at_tails(&app).await {
            warn!(
                cause = problem.cause(),
                "the tails of the log could not be looked at: {problem}"
            );
        }
    }
}

/// Waits; whether the program was asked to stop meanwhile.
async fn stopped_within(app: &App, time: Duration) -> bool {
    let mut stopping = app.stopping();
    let stopped = async { stopping.wait_for(|stopping| *stopping).await.is_ok() };
    tokio::time::timeout(time, stopped).await.unwrap_or(false)
}

async fn look_at_tails(app: &App) -> Result<(), Problem> {
    for organization in app.store().access().organizations().await? {
        let grant = Actor::system(organization.id).require(Permission::ReadInsight)?;
        let head = app.store().org(&grant).log_head().await?;
        let length = head.last_seq - head.sealed_seq;
        let hour = jiff::Timestamp::from(app.now())
            .to_zoned(organization.time_zone.zone())
            .hour();
        let night = (2..4).contains(&hour);
        if length > LONG_TAIL || (night && length >= NIGHTLY) {
            enqueue_sealing(app, organization.id).await?;
        }
    }
    Ok(())
}

/// Seals everything that is in the tail; how many rows. Runs beside itself harmlessly: the later one finds that the log
/// has moved on and leaves it.
pub async fn seal_log(app: &App, organization: OrganizationId) -> Result<usize, Problem> {
    let grant = Actor::system(organization).require(Permission::ReadInsight)?;
    let org = app.store().org(&grant);
    let zone = org
        .organization()
        .await?
        .map_or(TimeZone::UTC, |organization| organization.time_zone.zone());
    let mut sealed = 0;
    loop {
        let head = org.log_head().await?;
        let page = org.tail_to_seal(head.sealed_seq, STRETCH).await?;
        if page.up_to <= head.sealed_seq {
            return Ok(sealed);
        }
        let more = page.more;
        let mut rows = page.rows;
        rows.retain(|row| !head.retracted.contains(&row.batch));
        sealed += rows.len();
        let months = by_month(rows, &zone);
        let (mut written, mut replaced) = (Vec::new(), Vec::new());
        for (month, mut rows) in months {
            let small: Vec<&Segment> = head
                .segments
                .iter()
                .filter(|segment| {
                    segment.rows < SMALL && segment.path.contains(&format!("/{month}/"))
                })
                .collect();
            for segment in small {
                let (info, engine) = (super::source::segment_info(segment), app.engine().clone());
                let known = tokio::task::spawn_blocking(move || engine.rows_of(&info)).await;
                let known = known
                    .map_err(Problem::internal)?
                    .map_err(Problem::internal)?;
                rows.extend(
                    known
                        .into_iter()
                        .filter(|row| !head.retracted.contains(&row.batch)),
                );
                replaced.push(segment.id);
            }
            if !rows.is_empty() {
                written.push(write(app, organization, &month, rows).await?);
            }
        }
        match org
            .seal(&written, &replaced, head.sealed_seq, page.up_to, app.now())
            .await
        {
            Ok(()) => {
                // Somebody may be reading the old files this moment; they are taken away when nobody can be.
                remove_later(
                    app,
                    head.segments
                        .into_iter()
                        .filter(|segment| replaced.contains(&segment.id))
                        .collect(),
                );
            }
            Err(StoreError::WrongState(_)) => {
                remove(app, written).await;
                info!(organization = %organization, "the log was sealed by somebody else meanwhile");
                return Ok(0);
            }
            Err(error) => {
                remove(app, written).await;
                return Err(error.into());
            }
        }
        info!(organization = %organization, rows = sealed, "sealed the log up to record {}", page.up_to);
        if !more {
            return Ok(sealed);
        }
    }
}

/// Rows by the month in which they happened, in the organization's time zone.
fn by_month(rows: Vec<LogRow>, zone: &TimeZone) -> BTreeMap<String, Vec<LogRow>> {
    let mut months: BTreeMap<String, Vec<LogRow>> = BTreeMap::new();
    // Most rows fall into few days, and finding a date is slower than looking one up.
    let mut labels: BTreeMap<i64, String> = BTreeMap::new();
    for row in rows {
        let hour = row.time.div_euclid(3_600_000_000);
        let label = labels.entry(hour).or_insert_with(|| {
            let date = Timestamp::from_micros(hour * 3_600_000_000).date(zone);
            Granularity::Month.label(date.first_of_month())
        });
        match months.get_mut(label.as_str()) {
            Some(month) => month.push(row),
            None => {
                months.insert(label.clone(), vec![row]);
            }
        }
    }
    months
}

async fn write(
    app: &App,
    organization: OrganizationId,
    month: &str,
    rows: Vec<LogRow>,
) -> Result<Segment, Problem> {
    let id: SegmentId = app.id();
    let path = SegmentInfo::path_of(&organization.to_string(), month, &id.to_string());
    let engine = app.engine().clone();
    let written = {
        let (path, id) = (path.clone(), id.to_string());
        tokio::task::spawn_blocking(move || engine.seal(&id, &path, rows)).await
    };
    let written = written
        .map_err(Problem::internal)?
        .map_err(Problem::internal)?;
    let file = app.segment_folder().join(&path);
    let bytes = tokio::fs::metadata(&file)
        .await
        .map_or(0, |about| about.len());
    Ok(Segment {
        id,
        path: written.path,
        rows: written.rows,
        bytes,
        time_from: written.from,
        time_to: written.to,
    })
}

/// Long enough for any answer that began before the segments were replaced.
const GRACE: Duration = Duration::from_secs(120);

/// Removes the oldest kept answers until they take no more room than they may; how many. They are computed again when
/// somebody asks.
pub async fn prune_kept(app: &App) -> Result<usize, Problem> {
    let (engine, room) = (
        app.engine().clone(),
        app.config().kept_answers_mb.saturating_mul(1 << 20),
    );
    let removed = tokio::task::spawn_blocking(move || engine.prune_kept(room)).await;
    let removed = removed
        .map_err(Problem::internal)?
        .map_err(Problem::internal)?;
    if removed > 0 {
        info!(removed, "removed the oldest kept answers");
    }
    Ok(removed)
}

fn remove_later(app: &App, segments: Vec<Segment>) {
    if segments.is_empty() {
        return;
    }
    let app = app.clone();
    tokio::spawn(async move {
        if !stopped_within(&app, GRACE).await {
            remove(&app, segments).await;
        }
    });
}

async fn remove(app: &App, segments: Vec<Segment>) {
    let engine = app.engine().clone();
    let removed = tokio::task::spawn_blocking(move || {
        for segment in &segments {
            if let Err(error) = engine.remove(&super::source::segment_info(segment)) {
                warn!(
                    path = segment.path,
                    "a replaced segment could not be removed: {error}"
                );
            }
        }
    });
    if let Err(error) = removed.await {
        warn!("removing replaced segments broke off: {error}");
    }
}
