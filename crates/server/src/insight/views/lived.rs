//! A journey as it is lived through.

use serde::Serialize;
use utoipa::ToSchema;

use super::{EstimateView, NamedView, PeriodView};

/// A journey as clients live through it, step by step, on the measure −2…+2 on which it is designed.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct LivedView {
    pub journey: String,
    /// Of the journey whose steps these are.
    pub revision: i64,
    pub period: PeriodView,
    /// The filters that were applied: the audience's, the journey's own, and what was asked for.
    pub filters: Vec<String>,
    /// In the order of the journey.
    pub steps: Vec<LivedStepView>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct LivedStepView {
    /// Id of the step.
    pub step: String,
    pub touchpoint: Option<NamedView>,
    /// What was designed, −2…2; null: not decided yet.
    pub designed: Option<i8>,
    /// Mean feeling −2…2, 0 being as expected: perceptions × ⅔; ratings drawn straight from the worst point (−2) over
    /// the expected one (0) to the best (+2).
    pub estimate: EstimateView,
    /// How many ratings are in n.
    pub ratings: u64,
    /// How many perceptions of touches are in n.
    pub perceptions: u64,
    /// Lived minus designed.
    pub gap: Option<f64>,
    pub verdict: LivedVerdictView,
    /// Why nothing, or not much, can be said.
    pub reason: Option<LivedReason>,
}

/// How the lived feeling stands to the designed one, by its whole interval and from ten answers on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LivedVerdictView {
    Short,
    AsDesigned,
    Beyond,
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LivedReason {
    /// The step is at no touchpoint.
    NoTouchpoint,
    /// Nobody was asked or said anything in this period.
    NothingHeard,
    /// Under ten answers.
    TooFew,
    /// Under five answers, and you may not see such groups.
    Hidden,
}
