//! What comes back: an estimate for each group, never without its n.

use domain::{
    signals::Scale,
    stats::{Interval, small::Badge},
    time::Period,
};

use crate::query::{By, MeasureName};

/// One figure with everything that is needed to judge it.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// In the measure's unit (NPS −100..=100 points, CSAT and CES 0..=100 percent, the mean on its scale); `None`
    /// without answers. A distribution has no single value.
    pub value: Option<f64>,
    /// Answers counted.
    pub n: u64,
    /// Kish's effective number of answers; n when not weighted.
    pub n_effective: f64,
    /// In the measure's unit; `None` where the method has none, as for the mean of a single answer.
    pub interval: Option<Interval>,
    pub standard_error: Option<f64>,
    /// The interval's confidence level.
    pub level: f64,
    /// How the interval was made.
    pub method: &'static str,
    pub weighted: bool,
    /// Answers that were off their scale; they are not in n.
    pub rejected: u64,
    pub badge: Badge,
    /// A second figure that is read beside this one: the mean of CSAT and CES.
    pub also: Option<Figure>,
    /// How the answers fall, from the worst to the best: detractors, passives, promoters; or one part for each point.
    pub parts: Vec<Part>,
    pub notes: Vec<Note>,
}

/// A figure beside the main one.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub name: &'static str,
    /// On the scale, more being better.
    pub value: f64,
    pub interval: Option<Interval>,
    pub standard_error: Option<f64>,
    pub method: &'static str,
}

/// A share of the answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub label: String,
    /// Answers, not weighted.
    pub count: u64,
    /// 0..=1 of all answers, weighted if the estimate is.
    pub share: f64,
    /// Wilson's interval of the share, 0..=1.
    pub interval: Option<Interval>,
}

/// What a reader must know besides the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Note {
    /// The answers were given on other scales than the measure is defined on.
    OtherScale(Scale),
    /// Answers on several scales stand together; a mean over them would mean nothing, so there is none.
    MixedScales,
}

/// One group of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// One for each dimension of the grouping, in its order.
    pub keys: Vec<Key>,
    /// The scale of the answers, when it is the same for all.
    pub scale: Option<Scale>,
    pub estimate: Estimate,
}

/// Which value of a dimension a group stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The dense number in the log, the attribute's code, or the calendar unit's start in microseconds; −1: none.
    pub no: i64,
    /// What filters take: the key; `none` where the rows have no value; the label for a calendar unit.
    pub code: String,
    /// What people read; empty where the rows have no value.
    pub label: String,
}

/// The answer to a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub measure: MeasureName,
    pub by: Vec<By>,
    pub weighted: bool,
    /// As asked.
    pub period: Option<Period>,
    /// Ordered by the dimensions' order of terms, and by time.
    pub groups: Vec<Group>,
    /// Everything together, as if no grouping had been asked for.
    pub total: Estimate,
    pub total_scale: Option<Scale>,
}
