//! How complete the touches are, and how the finder's last run went.

use domain::access::{Actor, Permission};
use domain::design::findings::courses;
use domain::design::gaps::{coverage, days_to_live};
use store::queue::JobState;

use super::gather;
use super::jobs::order;
use super::run::{look, zone_of};
use super::views::{MeasuresView, RunState, RunView};
use crate::App;
use crate::error::Problem;
use crate::insight::asking::NamedPeriod;

pub async fn get_gap_measures(
    app: &App,
    actor: &Actor,
    period: Option<&str>,
) -> Result<MeasuresView, Problem> {
    let grant = actor.require(Permission::ReadInsight)?;
    let org = app.store().org(&grant);
    let now = app.now();
    let zone = zone_of(&org).await?;
    let period = period
        .filter(|text| !text.is_empty())
        .map(|text| NamedPeriod::parse("period", text, &zone, now))
        .transpose()?;
    let gaps = look(
        app,
        &grant,
        &org,
        period.as_ref().map(|named| named.period),
        &|_| {},
    )
    .await?;
    let inventory = gather::inventory(&org.inventory().await?);
    let known = org.findings().await?;
    Ok(MeasuresView {
        period: period.map(|named| named.view()),
        coverage: coverage(&inventory).map(Into::into),
        missed_touch_rate: gaps.missed_touches.map(Into::into),
        planned_share: gaps.counts.planned_share().map(Into::into),
        chase_ratio: gaps.counts.chase_ratio().map(Into::into),
        days_to_live: days_to_live(&courses(&known), now).map(Into::into),
    })
}

/// How the last run went, and how far the one that waits or runs is.
pub async fn show_gap_run(app: &App, actor: &Actor) -> Result<RunView, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let run = app.store().org(&grant).gap_run().await?;
    let job = match run.job {
        Some(id) => app.store().queue().job(id).await?,
        None => None,
    };
    let state = match job.as_ref().map(|job| job.state) {
        Some(JobState::Queued) => RunState::Queued,
        Some(JobState::Running) => RunState::Running,
        Some(JobState::Failed) => RunState::Failed,
        _ if run.ended.is_some() => RunState::Done,
        _ => RunState::Never,
    };
    let percent = job
        .and_then(|job| job.progress)
        .and_then(|progress| progress["percent"].as_u64())
        .and_then(|percent| u8::try_from(percent.min(100)).ok());
    Ok(RunView {
        state,
        progress: match state {
            RunState::Done => 100,
            RunState::Running => percent.unwrap_or_default(),
            _ => 0,
        },
        started_at: run.ended.map(|run| run.started_at),
        finished_at: run.ended.map(|run| run.finished_at),
        milliseconds: run.ended.map(|run| run.milliseconds),
        clients: run.ended.map(|run| run.clients),
        raised: run.ended.map(|run| run.raised),
        closed: run.ended.map(|run| run.closed),
    })
}

/// Has the finder run now; one that runs already is not begun twice.
pub async fn run_gap_finder(app: &App, actor: &Actor) -> Result<RunView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    order(app, grant.organization(), 0).await?;
    show_gap_run(app, actor).await
}
