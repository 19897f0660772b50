//! Whether the ladder predicts what clients do, and what falling short costs.

use domain::loyalty::ladder::asymmetry::{BySign, Group, Slope, Slopes};
use domain::loyalty::ladder::flows::Rate;
use domain::loyalty::ladder::proof::Verdict;
use serde::Serialize;
use utoipa::ToSchema;

use super::whole::RateView;
use super::{DifferenceView, IntervalView};
use crate::clients::directory::views::RungView;
use crate::insight::ladder::ops::Whole;
use crate::view::words;

words! {
    /// Whether those who stood higher stayed more often.
    VerdictView as LadderVerdict = Verdict {
        /// Too few stayed, or left.
        NotEnough
        /// The interval holds 0.5.
        NotShown
        Predicts
        /// Those who stood higher left more often.
        Misleads
    }
}

/// What became of the clients who stood on one rung a month before their renewal or departure.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = CalibrationRow)]
pub struct CalibrationRowView {
    pub rung: RungView,
    /// Of whom how many renewed.
    pub stayed: RateView,
    pub left: u64,
}

/// One rung against the one below it.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = CalibrationContrast)]
pub struct ContrastView {
    /// With loyal, ambassadors are counted in.
    pub above: RungView,
    pub below: RungView,
    pub n_above: u64,
    pub n_below: u64,
    pub difference: DifferenceView,
    /// Holm-adjusted for all contrasts.
    pub p: f64,
}

/// Probability that of one who stayed and one who left, the one who stayed stood higher; 0.5 says nothing.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = CalibrationAuc)]
pub struct AucView {
    pub value: f64,
    pub interval: IntervalView,
    pub p: f64,
    pub stayed: u64,
    pub left: u64,
}

/// What a step on average is worth, in shares of clients who stay.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = AsymmetrySlope)]
pub struct SlopeView {
    pub per_step: f64,
    pub interval: IntervalView,
    pub p: f64,
}

impl From<Slope> for SlopeView {
    fn from(it: Slope) -> Self {
        Self {
            per_step: it.per_step,
            interval: it.interval.into(),
            p: it.p,
        }
    }
}

/// Clients whose touches were felt alike on average.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = AsymmetryPoint)]
pub struct PointView {
    /// In steps.
    pub delta: f64,
    pub stayed: RateView,
}

/// Who stayed, of those who were served alike.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = OutcomeBySign)]
pub struct OutcomeView {
    /// Renewals and departures.
    pub n: u64,
    /// Share of them in which the client stayed; none without any
    pub share: Option<f64>,
    /// With clients as clusters.
    pub interval: Option<IntervalView>,
}

impl From<Group> for OutcomeView {
    fn from(it: Group) -> Self {
        Self {
            n: it.n,
            share: it.mean,
            interval: it.interval.map(Into::into),
        }
    }
}

/// Who stayed where delivery fell short of, met, or went beyond what was expected in the year before.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = AsymmetryBySign)]
pub struct BySignView {
    pub short: OutcomeView,
    /// Within a quarter of a step of what was expected.
    pub met: OutcomeView,
    pub beyond: OutcomeView,
    /// Met less short: what falling short costs.
    pub cost: Option<DifferenceView>,
    /// Beyond less met: what going beyond earns.
    pub gain: Option<DifferenceView>,
}

impl From<BySign> for BySignView {
    fn from(it: BySign) -> Self {
        Self {
            short: it.short.into(),
            met: it.met.into(),
            beyond: it.beyond.into(),
            cost: it.cost.map(Into::into),
            gain: it.gain.map(Into::into),
        }
    }
}

/// What falling short costs beside what going beyond earns.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Asymmetry)]
pub struct AsymmetryView {
    pub n: u64,
    /// Share who stay where everything is as expected.
    pub as_expected: f64,
    pub short: SlopeView,
    pub beyond: SlopeView,
    /// Cost less gain of a step.
    pub difference: DifferenceView,
    /// Cost ÷ gain; none unless both are told from nothing.
    pub ratio: Option<f64>,
    pub ratio_interval: Option<IntervalView>,
    pub points: Vec<PointView>,
}

impl From<Slopes> for AsymmetryView {
    fn from(it: Slopes) -> Self {
        Self {
            n: it.n,
            as_expected: it.as_expected,
            short: it.short.into(),
            beyond: it.beyond.into(),
            difference: it.difference.into(),
            ratio: it.ratio.map(|ratio| ratio.value),
            ratio_interval: it.ratio.map(|ratio| ratio.interval.into()),
            points: it
                .points
                .iter()
                .map(|point| PointView {
                    delta: f64::from(point.half_steps) / 2.0,
                    stayed: RateView {
                        count: point.stayed,
                        n: point.n,
                        share: Rate::of(point.stayed, point.n).share,
                        interval: point.interval.map(Into::into),
                    },
                })
                .collect(),
        }
    }
}

/// Whether the ladder predicts what clients do.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = LadderCalibration)]
pub struct CalibrationView {
    pub verdict: VerdictView,
    /// Days between the standing and what came of it.
    pub lead_days: i64,
    pub rows: Vec<CalibrationRowView>,
    pub contrasts: Vec<ContrastView>,
    pub auc: Option<AucView>,
    /// None: under five renewals or departures, or touches were never felt beyond or never short.
    pub asymmetry: Option<AsymmetryView>,
    /// None: under five renewals or departures with felt touches before them.
    pub by_sign: Option<BySignView>,
}

impl CalibrationView {
    pub fn of(whole: Whole) -> Self {
        let it = whole.calibration;
        Self {
            verdict: it.verdict.into(),
            lead_days: domain::loyalty::ladder::proof::LEAD_DAYS,
            rows: it
                .rows
                .iter()
                .map(|row| CalibrationRowView {
                    rung: row.rung.into(),
                    stayed: RateView {
                        count: row.stayed,
                        n: row.stayed + row.left,
                        share: row.share,
                        interval: row.interval.map(Into::into),
                    },
                    left: row.left,
                })
                .collect(),
            contrasts: it
                .contrasts
                .iter()
                .map(|contrast| ContrastView {
                    above: contrast.above.into(),
                    below: contrast.below.into(),
                    n_above: contrast.n_above,
                    n_below: contrast.n_below,
                    difference: contrast.difference.into(),
                    p: contrast.p,
                })
                .collect(),
            auc: it.auc.map(|auc| AucView {
                value: auc.value,
                interval: auc.interval.into(),
                p: auc.p,
                stayed: auc.stayed,
                left: auc.left,
            }),
            asymmetry: whole.slopes.map(Into::into),
            by_sign: whole.by_sign.map(Into::into),
        }
    }
}
