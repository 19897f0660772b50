//! The ladder of the whole organization.

use domain::ids::ClientId;
use domain::loyalty::ladder::asymmetry::{Slope, Slopes};
use domain::loyalty::ladder::flows::{Rate, Weight};
use domain::loyalty::ladder::gaps::GapRow;
use domain::loyalty::ladder::proof::Calibration;
use domain::loyalty::ladder::{Basis, Rung, Settings};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{DifferenceView, IntervalView};
use crate::insight::ladder::ops::{Trap, Whole};

/// How many of how many, with Wilson's interval.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = LadderRate)]
pub struct RateView {
    pub count: u64,
    pub n: u64,
    /// 0..=1; none without any
    pub share: Option<f64>,
    pub interval: Option<IntervalView>,
}

impl From<Rate> for RateView {
    fn from(it: Rate) -> Self {
        Self {
            count: it.hits,
            n: it.n,
            share: it.share,
            interval: it.interval.map(Into::into),
        }
    }
}

/// The clients on one rung.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = RungCount)]
pub struct RungView {
    pub rung: &'static str,
    pub clients: u64,
    /// Of all clients at that moment.
    pub share: RateView,
    /// What they are worth in a year together, over those of whom it is known.
    pub worth: f64,
    pub worth_known: u64,
}

/// Where clients stood at the end of a stretch of time.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = LadderStretch)]
pub struct StretchView {
    /// Such as 2026-Q3.
    pub label: String,
    #[schema(value_type = String, format = DateTime)]
    pub from: Timestamp,
    /// The moment looked at; the last stretch ends now.
    #[schema(value_type = String, format = DateTime)]
    pub to: Timestamp,
    pub clients: u64,
    /// unknown, dissatisfied, satisfied, loyal, ambassador
    pub rungs: Vec<RungView>,
}

/// Clients who moved, or stayed, between two moments.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = LadderMove)]
pub struct MoveView {
    /// None: they came.
    pub from: Option<&'static str>,
    /// None: they left.
    pub to: Option<&'static str>,
    pub clients: u64,
    pub worth: f64,
}

/// What happened between the ends of two stretches.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = LadderStep)]
pub struct StepView {
    pub moves: Vec<MoveView>,
    /// Of the satisfied, how many became loyal or ambassadors.
    pub rises: RateView,
    /// Of the loyal and ambassadors, how many fell back to satisfied or dissatisfied.
    pub slips: RateView,
}

/// Where clients stand, and how they moved.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Ladder)]
pub struct LadderView {
    /// expectations; or scores, as long as no client has confirmed an expectation: then nobody can be loyal
    pub basis: &'static str,
    /// Clients with anything in the log.
    pub clients: u64,
    /// Clients in the address book of whom the log knows nothing: unknown, and in no figure here.
    pub never_met: u64,
    pub stretches: Vec<StretchView>,
    pub steps: Vec<StepView>,
    /// Over all steps together.
    pub rises: RateView,
    pub slips: RateView,
    pub rules: RulesView,
    #[schema(value_type = String, format = DateTime)]
    pub computed_at: Timestamp,
}

impl From<Whole> for LadderView {
    fn from(whole: Whole) -> Self {
        let flows = &whole.flows;
        let stretches = whole.stretches.iter().zip(&flows.standing);
        let stretches = stretches.map(|(stretch, standing)| {
            let all: u64 = standing.iter().map(|it| it.clients).sum();
            StretchView {
                label: stretch.label.clone(),
                from: stretch.from,
                to: stretch.to,
                clients: all,
                rungs: Rung::ALL
                    .into_iter()
                    .map(|rung| {
                        let it = standing[rung.place()];
                        RungView {
                            rung: rung.as_str(),
                            clients: it.clients,
                            share: Rate::of(it.clients, all).into(),
                            worth: it.worth,
                            worth_known: it.valued,
                        }
                    })
                    .collect(),
            }
        });
        let (rises, slips) = (flows.rises(), flows.slips());
        let all = |rates: &[Rate]| rates.last().copied().unwrap_or(Rate::of(0, 0)).into();
        let steps = (0..flows.moved.len()).map(|step| StepView {
            moves: moves(&flows.moved[step], &flows.came[step], &flows.left[step]),
            rises: rises[step].into(),
            slips: slips[step].into(),
        });
        Self {
            basis: whole.rules.basis.as_str(),
            clients: whole.clients,
            never_met: whole.never_met,
            steps: steps.collect(),
            stretches: stretches.collect(),
            rises: all(&rises),
            slips: all(&slips),
            rules: RulesView::of(&whole.settings, whole.rules.basis),
            computed_at: whole.computed_at,
        }
    }
}

fn moves(moved: &[[Weight; 5]; 5], came: &[Weight; 5], left: &[Weight; 5]) -> Vec<MoveView> {
    let mut all = Vec::new();
    let mut add = |from: Option<Rung>, to: Option<Rung>, it: &Weight| {
        if it.clients > 0 {
            all.push(MoveView {
                from: from.map(Rung::as_str),
                to: to.map(Rung::as_str),
                clients: it.clients,
                worth: it.worth,
            });
        }
    };
    for from in Rung::ALL {
        for to in Rung::ALL {
            add(Some(from), Some(to), &moved[from.place()][to.place()]);
        }
    }
    for rung in Rung::ALL {
        add(None, Some(rung), &came[rung.place()]);
        add(Some(rung), None, &left[rung.place()]);
    }
    all
}

/// What became of the clients who stood on one rung a month before their renewal or departure.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = CalibrationRow)]
pub struct CalibrationRowView {
    pub rung: &'static str,
    /// Of whom how many renewed.
    pub stayed: RateView,
    pub left: u64,
}

/// One rung against the one below it.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = CalibrationContrast)]
pub struct ContrastView {
    /// With loyal, ambassadors are counted in.
    pub above: &'static str,
    pub below: &'static str,
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
                    stayed: Rate::of(point.stayed, point.n).into(),
                })
                .collect(),
        }
    }
}

/// Whether the ladder predicts what clients do.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = LadderCalibration)]
pub struct CalibrationView {
    /// not_enough, not_shown, predicts or misleads
    pub verdict: &'static str,
    /// Days between the standing and what came of it.
    pub lead_days: i64,
    pub rows: Vec<CalibrationRowView>,
    pub contrasts: Vec<ContrastView>,
    pub auc: Option<AucView>,
    /// None: too few renewals and departures, or touches were never felt beyond or never short.
    pub asymmetry: Option<AsymmetryView>,
}

impl CalibrationView {
    pub fn of(it: Calibration, slopes: Option<Slopes>) -> Self {
        Self {
            verdict: it.verdict.as_str(),
            lead_days: domain::loyalty::ladder::proof::LEAD_DAYS,
            rows: it
                .rows
                .iter()
                .map(|row| CalibrationRowView {
                    rung: row.rung.as_str(),
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
                    above: contrast.above.as_str(),
                    below: contrast.below.as_str(),
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
            asymmetry: slopes.map(Into::into),
        }
    }
}

/// A satisfied client, as deep in the trap as the product says.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = OkTrapItem)]
pub struct TrappedView {
    #[schema(value_type = String, format = "uuid")]
    pub id: ClientId,
    pub key: String,
    pub name: Option<String>,
    /// What it is worth in a year; none: not known
    pub revenue: Option<f64>,
    /// How many others could serve it; none: not known
    pub alternatives: Option<f64>,
    /// Days since the last felt plus-one; since the first day where none was ever felt
    pub days: i64,
    pub never: bool,
    /// Revenue × alternatives × days; none where one of them is not known
    pub product: Option<f64>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = OkTrap)]
pub struct OkTrapView {
    /// The deepest first; those of whom something is not known after them.
    pub items: Vec<TrappedView>,
    /// Satisfied clients, all of them.
    pub satisfied: u64,
    pub revenue_attribute: Option<String>,
    pub alternatives_attribute: Option<String>,
}

impl From<Trap> for OkTrapView {
    fn from(trap: Trap) -> Self {
        Self {
            items: trap
                .items
                .into_iter()
                .map(|it| TrappedView {
                    id: it.id,
                    key: it.key,
                    name: it.name,
                    revenue: it.trapped.candidate.revenue,
                    alternatives: it.trapped.candidate.alternatives,
                    days: it.trapped.days,
                    never: it.trapped.never,
                    product: it.trapped.product,
                })
                .collect(),
            satisfied: trap.satisfied,
            revenue_attribute: trap.settings.revenue_attribute,
            alternatives_attribute: trap.settings.alternatives_attribute,
        }
    }
}

/// One thing that is expected: what was expected, what was met, and the gap, in points of its scale.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = GapRow)]
pub struct GapRowView {
    /// Its theme, or its words where it has none.
    pub item: String,
    pub scale_low: f64,
    pub scale_high: f64,
    pub n: u64,
    pub expected: f64,
    pub perceived: f64,
    /// Perceived less expected.
    pub gap: f64,
    pub interval: Option<IntervalView>,
    /// Of the gap against nothing, Holm-adjusted over the table.
    pub p: Option<f64>,
    pub short: RateView,
    pub met: RateView,
    pub beyond: RateView,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = GapTable)]
pub struct GapTableView {
    /// The widest shortfall first.
    pub items: Vec<GapRowView>,
}

impl From<Vec<GapRow>> for GapTableView {
    fn from(rows: Vec<GapRow>) -> Self {
        let items = rows.into_iter().map(|row| GapRowView {
            item: row.item,
            scale_low: row.scale.0,
            scale_high: row.scale.1,
            n: row.n,
            expected: row.expected,
            perceived: row.perceived,
            gap: row.gap,
            interval: row.interval.map(Into::into),
            p: row.p,
            short: row.short.into(),
            met: row.met.into(),
            beyond: row.beyond.into(),
        });
        Self {
            items: items.collect(),
        }
    }
}

/// What holds for the ladder.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = LadderRules)]
pub struct RulesView {
    /// expectations or scores
    pub basis: &'static str,
    /// Steps by which one may fall short before it counts.
    pub tolerance: f64,
    /// Days in which a reading, a score or an act of advocacy counts.
    pub reading_days: u16,
    /// Days in which a felt plus-one counts.
    pub plus_one_days: u16,
    /// The attribute of clients that holds what they are worth in a year.
    pub revenue_attribute: Option<String>,
    /// The attribute that holds how many others could serve them.
    pub alternatives_attribute: Option<String>,
}

impl RulesView {
    pub fn of(settings: &Settings, basis: Basis) -> Self {
        Self {
            basis: basis.as_str(),
            tolerance: settings.tolerance,
            reading_days: settings.reading_days,
            plus_one_days: settings.plus_one_days,
            revenue_attribute: settings.revenue_attribute.clone(),
            alternatives_attribute: settings.alternatives_attribute.clone(),
        }
    }
}

/// What shall hold from now on.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[schema(as = LadderRulesForm)]
pub struct RulesForm {
    pub tolerance: f64,
    pub reading_days: u32,
    pub plus_one_days: u32,
    #[serde(default)]
    pub revenue_attribute: Option<String>,
    #[serde(default)]
    pub alternatives_attribute: Option<String>,
}
