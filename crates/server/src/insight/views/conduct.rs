//! What was planned, done and felt.

use serde::Serialize;
use utoipa::ToSchema;

use super::{EstimateView, NamedView, PeriodView, TouchpointRefView};

/// How we conducted ourselves: never by colleague, always by touchpoint, stage or time.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Conduct)]
pub struct ConductView {
    /// Percent of touches with a checklist at which nothing went wrong.
    pub perfection: EstimateView,
    /// Percent of client-months without any defect. `also`: what it would be if defects fell independently.
    pub rolled_perfection: EstimateView,
    /// Percent of checked standards that were not met.
    pub say_do_gap: EstimateView,
    /// Staff's own score − what the client felt, −6…6 points; over 0: we think it goes better than clients feel it does.
    pub do_feel_gap: EstimateView,
    /// Mean of the staff's own scores in the same pairs, −3…3.
    pub own: Option<f64>,
    /// Mean of what the clients felt in the same pairs, −3…3.
    pub felt: Option<f64>,
    /// Percent of touches of which nobody knows how they were felt.
    pub blind_share: EstimateView,
    /// Percent of touches with a known emotion at which the intended one was felt.
    pub emotion_hit_rate: EstimateView,
    /// Touches in the period, with or without a checklist.
    pub touches: u64,
    /// Touches with a checklist or a defect.
    pub deliveries: u64,
}

/// How often a standard was met.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct StandardKeptView {
    pub id: String,
    /// As the newest plan that has it says it.
    pub words: String,
    /// What the live plan wants, 0…1; null where the live plan no longer has it.
    pub wanted: Option<f64>,
    /// Percent of deliveries in which it was met, of those in which it was checked.
    pub estimate: EstimateView,
    pub met: u64,
    pub checked: u64,
}

/// How often something went wrong.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct DefectCountView {
    /// The id of the plan's failure; null for what stands in words only, counted together.
    pub failure: Option<String>,
    pub words: String,
    pub count: u64,
    /// Made good on the spot.
    pub recovered: u64,
}

/// One point of a trend.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ConductPointView {
    pub label: String,
    pub perfection: EstimateView,
    pub say_do_gap: EstimateView,
    pub do_feel_gap: EstimateView,
}

/// The conduct at one touchpoint.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TouchpointConductView {
    pub touchpoint: TouchpointRefView,
    /// All time when nothing was asked for: null.
    pub period: Option<PeriodView>,
    pub conduct: ConductView,
    /// In the order of the live plan; then those that it no longer has.
    pub standards: Vec<StandardKeptView>,
    /// The most frequent first.
    pub defects: Vec<DefectCountView>,
    /// By month.
    pub trend: Vec<ConductPointView>,
}

/// What was planned, done and felt in a stage.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct StageConductView {
    /// Null: touchpoints without a stage.
    pub stage: Option<NamedView>,
    /// Percent of the stage's live touchpoints that have a live plan; null where there are none.
    pub planned: Option<f64>,
    /// Live touchpoints: the n of `planned`.
    pub touchpoints: u64,
    /// Of them, with a live plan.
    pub with_plan: u64,
    /// Percent of checked standards that were met; null while nobody records them.
    pub done: Option<f64>,
    /// Percent of touches felt as expected or better, of those with a known perception.
    pub felt: EstimateView,
    pub conduct: ConductView,
}

/// The conduct at one touchpoint, in the list of all.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ConductRowView {
    pub touchpoint: TouchpointRefView,
    pub conduct: ConductView,
}

/// The conduct of the whole organization.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ConductPageView {
    /// All time when nothing was asked for: null.
    pub period: Option<PeriodView>,
    pub whole: ConductView,
    pub by_stage: Vec<StageConductView>,
    /// Touchpoints with touches in the period.
    pub by_touchpoint: Vec<ConductRowView>,
    /// By month.
    pub trend: Vec<ConductPointView>,
}
