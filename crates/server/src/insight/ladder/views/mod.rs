//! What the interface says about the ladder.

mod lists;
mod proof;
mod standing;
mod whole;

use domain::loyalty::ladder::Basis;
use domain::stats::{Difference, Interval};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

pub use super::whom::WhomParams;
pub use lists::{GapRowView, GapTableView, OkTrapView, TrapNextView, TrapOwnerView};
pub use proof::CalibrationView;
pub use standing::{ClientStandingView, WhatIfForm};
pub use whole::{LadderView, RulesForm, RulesView, StepView};

use crate::view::words;

words! {
    /// What standing is read from.
    BasisView as StandingBasis = Basis {
        /// What clients confirmed they expect.
        Expectations
        /// Survey scores, as long as nothing is known of expectations. They never make anybody loyal.
        Scores
    }
}

/// A stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = LadderUnit)]
pub enum UnitView {
    Month,
    Quarter,
    Year,
}

/// A 95 % interval, its ends included.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = LadderInterval)]
pub struct IntervalView {
    pub low: f64,
    pub high: f64,
}

impl From<Interval> for IntervalView {
    fn from(it: Interval) -> Self {
        Self {
            low: it.low,
            high: it.high,
        }
    }
}

/// A difference with its interval and two-sided p-value.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = LadderDifference)]
pub struct DifferenceView {
    pub difference: f64,
    pub interval: IntervalView,
    pub p: f64,
}

impl From<Difference> for DifferenceView {
    fn from(it: Difference) -> Self {
        Self {
            difference: it.difference,
            interval: it.interval.into(),
            p: it.p,
        }
    }
}

/// Of whom, over which stretches of time.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LadderParams {
    /// `quarter` when not said.
    #[param(value_type = Option<UnitView>, inline)]
    pub unit: Option<String>,
    /// How many of them, 2 to 12; 4 when not said. The last one ends now.
    pub stretches: Option<u8>,
    /// Only clients whose attribute has a value: attr.tier=gold
    pub r#where: Option<String>,
    /// Only clients that a saved filter means: its id.
    pub segment: Option<String>,
    /// Only clients to whom a tier was promised: its key.
    pub tier: Option<String>,
}

impl LadderParams {
    pub fn whom(&self) -> WhomParams {
        WhomParams {
            r#where: self.r#where.clone(),
            segment: self.segment.clone(),
            tier: self.tier.clone(),
        }
    }
}

#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TrapParams {
    /// At most so many, up to 1,000; 50 when not said.
    pub limit: Option<usize>,
    /// Only clients whose attribute has a value: attr.tier=gold
    pub r#where: Option<String>,
    /// Only clients that a saved filter means: its id.
    pub segment: Option<String>,
    /// Only clients to whom a tier was promised: its key.
    pub tier: Option<String>,
}

impl TrapParams {
    pub fn whom(&self) -> WhomParams {
        WhomParams {
            r#where: self.r#where.clone(),
            segment: self.segment.clone(),
            tier: self.tier.clone(),
        }
    }
}
