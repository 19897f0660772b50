//! The ladder of the whole organization.

use domain::loyalty::ladder::flows::{Rate, Weight};
use domain::loyalty::ladder::{Basis, Rung, Settings};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{BasisView, IntervalView};
use crate::clients::directory::views::RungView;
use crate::insight::ladder::ops::Whole;

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
pub struct RungCountView {
    pub rung: RungView,
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
    pub rungs: Vec<RungCountView>,
}

/// Clients who moved, or stayed, between two moments.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = LadderMove)]
pub struct MoveView {
    /// None: they came.
    pub from: Option<RungView>,
    /// None: they left.
    pub to: Option<RungView>,
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
    /// Scores, as long as no client has confirmed an expectation: then nobody can be loyal.
    pub basis: BasisView,
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
                        RungCountView {
                            rung: rung.into(),
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
            basis: whole.rules.basis.into(),
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
                from: from.map(Into::into),
                to: to.map(Into::into),
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

/// What holds for the ladder.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = LadderRules)]
pub struct RulesView {
    pub basis: BasisView,
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
            basis: basis.into(),
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
