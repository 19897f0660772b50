//! A journey as it is lived through, beside what was designed.

use domain::access::{Actor, Permission};
use domain::design::journeys::feeling::LivedVerdict;
use domain::design::journeys::{Journey, JourneyStep};
use domain::ids::JourneyId;
use insight::{Felt, Filter, InsightError};

use super::{Desk, named, told};
use crate::App;
use crate::design::journeys::ops::get_journey;
use crate::error::Problem;
use crate::insight::asking::{Asked, Window};
use crate::insight::views::{LivedReason, LivedStepView, LivedVerdictView, LivedView};

/// How each step of a journey is felt by those it is designed for, in a period.
pub async fn get_journey_lived(
    app: &App,
    actor: &Actor,
    id: JourneyId,
    asked: &Asked,
) -> Result<LivedView, Problem> {
    let journey = get_journey(app, actor, id).await?.journey;
    let mut wanted = audience_filter(app, actor, &journey).await?;
    wanted.extend(journey.document.filters.iter().cloned());
    let desk = Desk::open(app, actor).await?;
    let asked = asked.clone();
    desk.compute(move |desk| lived(desk, &journey, &wanted, &asked))
        .await
}

/// The conditions of the audience that the journey is designed for.
async fn audience_filter(
    app: &App,
    actor: &Actor,
    journey: &Journey,
) -> Result<Vec<String>, Problem> {
    let Some(key) = &journey.document.audience else {
        return Ok(Vec::new());
    };
    let grant = actor.require(Permission::ReadDesign)?;
    let audiences = app.store().org(&grant).audiences().await?;
    let found = audiences.into_iter().find(|audience| audience.key == *key);
    // Drawn from everybody it would be somebody else's line.
    let gone = || {
        let words = format!("The audience “{key}” is no longer in the inventory. Choose another.");
        Problem::field("audience", words)
    };
    Ok(found.ok_or_else(gone)?.filter)
}

fn lived(
    desk: &Desk,
    journey: &Journey,
    wanted: &[String],
    asked: &Asked,
) -> Result<LivedView, Problem> {
    let mut filters: Vec<Filter> = Vec::new();
    for text in wanted {
        // It was read when it was saved; an attribute may have gone since, which the engine tells.
        let filter = text.parse().map_err(InsightError::Query);
        filters.push(filter.map_err(told)?);
    }
    filters.extend(asked.filters.iter().cloned());
    let window = Window::of(asked, &desk.calendar()?, &desk.zone, desk.now)?;
    let felt = desk
        .engine
        .felt(&desk.snapshot, &filters, Some(window.shown.period))
        .map_err(told)?;
    let steps = journey.document.steps.iter().map(|step| {
        let touchpoint = step
            .touchpoint
            .as_deref()
            .and_then(|key| desk.design.touchpoint_by_key(key));
        let found = touchpoint.and_then(|touchpoint| felt.get(&touchpoint.no));
        let mut view = lived_step(desk, step, found);
        view.touchpoint = touchpoint.map(named);
        if touchpoint.is_none() {
            view.reason = Some(LivedReason::NoTouchpoint);
        }
        view
    });
    Ok(LivedView {
        journey: journey.id.to_string(),
        revision: journey.revision,
        period: window.shown.view(),
        filters: filters.iter().map(ToString::to_string).collect(),
        steps: steps.collect(),
    })
}

fn lived_step(desk: &Desk, step: &JourneyStep, felt: Option<&Felt>) -> LivedStepView {
    let nothing = Felt::default();
    let felt = felt.unwrap_or(&nothing);
    let estimate = felt.estimate();
    let hidden = desk.discretion.hides(estimate.n);
    let verdict = if hidden {
        LivedVerdict::Unknown
    } else {
        LivedVerdict::of(step.feeling, estimate.interval, estimate.n)
    };
    LivedStepView {
        step: step.id.clone(),
        touchpoint: None,
        designed: step.feeling,
        ratings: felt.ratings.n(),
        perceptions: felt.perceptions.n(),
        gap: step
            .feeling
            .zip(estimate.value)
            .filter(|_| !hidden)
            .map(|(designed, value)| value - f64::from(designed)),
        verdict: match verdict {
            LivedVerdict::Short => LivedVerdictView::Short,
            LivedVerdict::AsDesigned => LivedVerdictView::AsDesigned,
            LivedVerdict::Beyond => LivedVerdictView::Beyond,
            LivedVerdict::Unknown => LivedVerdictView::Unknown,
        },
        reason: match estimate.n {
            0 => Some(LivedReason::NothingHeard),
            _ if hidden => Some(LivedReason::Hidden),
            1..=9 => Some(LivedReason::TooFew),
            _ => None,
        },
        estimate: desk.discretion.view(&estimate),
    }
}
