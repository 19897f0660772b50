//! How a plus-one wears out, and what holding it out has shown.

use domain::access::{Actor, Permission};
use domain::ids::PlusOneId;
use domain::loyalty::plusones::Gift;
use domain::loyalty::plusones::habituation::fading::{self, Habituation, Model};
use domain::loyalty::plusones::habituation::full::{self, Full};
use domain::loyalty::plusones::habituation::{
    CLIENTS, NotEstimable, Outcome, deliveries_alone, telling, turns,
};
use domain::loyalty::plusones::holdouts::{FEWEST_CLIENTS, Side, analyse};
use domain::loyalty::plusones::ratchet::THIRD_TIME;

use super::gone;
use crate::App;
use crate::error::Problem;
use crate::loyalty::plusones::views::{
    EstimateView, HabituationView, HalfLifeView, HoldOutView, NotEstimableView, PointView,
    SideView, WearView,
};

/// How far one delivery moves what clients expect, or why that can't be told.
pub async fn show_habituation(
    app: &App,
    actor: &Actor,
    id: PlusOneId,
) -> Result<HabituationView, Problem> {
    let grant = actor.require(Permission::ReadInsight)?;
    let org = app.store().org(&grant);
    let it = org.plus_one(id).await?.ok_or_else(gone)?;
    let gifts = org.plus_one_gifts(it.no).await?;
    // Hundreds of fits over all turns: not on a thread that answers others.
    tokio::task::spawn_blocking(move || habituation(&gifts))
        .await
        .map_err(Problem::internal)
}

/// By how the touch was felt, where enough clients said so; else by whether they were delighted.
fn habituation(gifts: &[Gift]) -> HabituationView {
    let (felt, wow) = (turns(gifts, Outcome::Felt), turns(gifts, Outcome::Wow));
    let (outcome, turns) = if telling(&felt) >= telling(&wow).min(CLIENTS) {
        (Outcome::Felt, felt)
    } else {
        (Outcome::Wow, wow)
    };
    let clients = telling(&turns);
    let wear = fading::estimate(&deliveries_alone(&turns), Model::Norm);
    let loss = full::estimate(&turns);
    HabituationView {
        outcome: outcome.into(),
        not_estimable: wear.as_ref().err().map(|why| not_estimable(*why, clients)),
        loss_not_estimable: loss.as_ref().err().map(|why| not_estimable(*why, clients)),
        estimate: wear.ok().map(|wear| wear_view(wear, loss.ok().as_ref())),
        third_time: THIRD_TIME,
    }
}

fn not_estimable(why: NotEstimable, clients: usize) -> NotEstimableView {
    NotEstimableView {
        reason: (&why).into(),
        clients,
        clients_needed: CLIENTS,
    }
}

fn wear_view(it: Habituation, loss: Option<&Full>) -> WearView {
    let curve = it.curve.iter().map(|point| {
        let loss = loss.and_then(|loss| loss.losses.iter().find(|it| it.after == point.nth));
        let observed = point.observed;
        let interval = observed.and_then(|it| it.interval);
        PointView {
            nth: point.nth,
            lift: EstimateView::of(point.lift, point.band),
            observed: observed.map(|it| it.mean),
            observed_low: interval.map(|it| it.low),
            observed_high: interval.map(|it| it.high),
            n: observed.map(|it| it.n),
            loss: loss.map(|it| EstimateView::of(it.loss, it.band)),
        }
    });
    WearView {
        curve: curve.collect(),
        alpha: EstimateView::of(it.alpha, it.interval),
        first_lift: EstimateView::of(it.first_lift, it.first_interval),
        half_life: HalfLifeView {
            deliveries: it.half_life.deliveries,
            low: it.half_life.low,
            high: it.half_life.high,
        },
        ratio: it.ratio,
        wears_out: it.wears_out(),
        clients: it.clients,
        turns: it.turns,
    }
}

/// What holding it out has shown so far.
pub fn hold_out(gifts: &[Gift]) -> HoldOutView {
    let found = analyse(gifts);
    let side = |side: Side| SideView {
        clients: side.clients,
        n: side.n,
        mean: side.mean,
    };
    let difference = found.difference;
    HoldOutView {
        given: found.given.map(side),
        held_out: found.held_out.map(side),
        difference: difference.map(|it| it.difference),
        low: difference.map(|it| it.interval.low),
        high: difference.map(|it| it.interval.high),
        p: difference.map(|it| it.p),
        clients_needed: FEWEST_CLIENTS,
    }
}
