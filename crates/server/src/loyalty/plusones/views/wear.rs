//! How a plus-one wears out, and what holding it out has shown.

use domain::loyalty::plusones::habituation::{NotEstimable, Outcome};
use domain::stats::Interval;
use serde::Serialize;
use utoipa::ToSchema;

use crate::view::{told, words};

told! {
    /// Why the data can't tell.
    NotEstimableReasonView as NotEstimableReason = NotEstimable {
        TooFewClients
        /// Everybody felt the same each time.
        NoVariation
        /// Any wear fits nearly as well.
        Unbounded
        /// It was hardly ever left out after it had been given.
        NeverLeftOut
    }
}

words! {
    /// What was measured.
    OutcomeView as HabituationOutcome = Outcome {
        /// Steps of −3…+3.
        Felt
        /// Share of wows.
        Wow
    }
}

/// One side of a hold-out.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = HoldOutSide)]
pub struct SideView {
    pub clients: usize,
    pub n: usize,
    /// How the touch was felt, −3…+3.
    pub mean: f64,
}

/// With it against without it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = HoldOut)]
pub struct HoldOutView {
    pub given: Option<SideView>,
    pub held_out: Option<SideView>,
    /// Given − held out; null with fewer than ten clients on either side.
    pub difference: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub p: Option<f64>,
    /// Clients that each side needs.
    pub clients_needed: usize,
}

/// A number with its interval.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Estimate)]
pub struct EstimateView {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

impl EstimateView {
    pub fn of(value: f64, interval: Interval) -> Self {
        Self {
            value,
            low: interval.low,
            high: interval.high,
        }
    }
}

/// Deliveries until the lift has halved.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = HalfLife)]
pub struct HalfLifeView {
    /// Null: it does not wear out.
    pub deliveries: Option<f64>,
    pub low: f64,
    /// Null: it may never wear out.
    pub high: Option<f64>,
}

/// The nth delivery.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = HabituationPoint)]
pub struct PointView {
    pub nth: u32,
    /// What the model says that it lifts, with its 95 % band.
    pub lift: EstimateView,
    /// What clients felt at it over their own level, with a 95 % interval.
    pub observed: Option<f64>,
    pub observed_low: Option<f64>,
    pub observed_high: Option<f64>,
    /// Clients behind the observed one.
    pub n: Option<usize>,
    /// What stopping after it costs, as a positive number; null where that can't be told.
    pub loss: Option<EstimateView>,
}

/// Why something can't be told.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = NotEstimable)]
pub struct NotEstimableView {
    pub reason: NotEstimableReasonView,
    /// Clients with three measured deliveries or more.
    pub clients: usize,
    /// How many are needed.
    pub clients_needed: usize,
}

/// How the plus-one wears out.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Habituation)]
pub struct HabituationView {
    pub outcome: OutcomeView,
    pub estimate: Option<WearView>,
    /// Null where there is an estimate.
    pub not_estimable: Option<NotEstimableView>,
    /// Why what stopping costs can't be told; null where it can.
    pub loss_not_estimable: Option<NotEstimableView>,
    /// After so many deliveries to one client it is a norm.
    pub third_time: u32,
}

/// How far one delivery moves what clients expect.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Wear)]
pub struct WearView {
    /// Share of the way, 0..1, with its profile-likelihood interval.
    pub alpha: EstimateView,
    pub first_lift: EstimateView,
    pub half_life: HalfLifeView,
    /// Likelihood ratio against no habituation; over 2.71 it wears out, at the 5 % level.
    pub ratio: f64,
    pub wears_out: bool,
    pub clients: usize,
    pub turns: usize,
    pub curve: Vec<PointView>,
}
