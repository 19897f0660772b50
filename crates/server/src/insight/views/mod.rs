//! What the operations of this noun answer. Every number comes with its n and, where the method has one, its interval.

mod conduct;
mod lived;
mod screens;

pub use conduct::*;
pub use lived::*;
pub use screens::*;

use serde::Serialize;
use utoipa::ToSchema;

/// What can be said about a number from its n.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BadgeView {
    /// No answers.
    None,
    /// Under 10: counts, no figure to lean on.
    CountsOnly,
    /// 10 to 29.
    Indicative,
    /// 30 and more.
    Sound,
}

/// A number that knows how sure it is.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct EstimateView {
    /// In the measure's unit: NPS −100…100 points, CSAT and CES 0…100 percent, the mean on its scale. Null without
    /// answers and when hidden.
    pub value: Option<f64>,
    /// Answers counted.
    pub n: u64,
    /// Kish's effective number of answers; n when not weighted.
    pub n_effective: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Confidence level of the interval.
    pub level: f64,
    /// How the interval was made.
    pub method: String,
    pub weighted: bool,
    /// Answers off the scale, left out.
    pub rejected: u64,
    pub badge: BadgeView,
    /// Under five answers, and you may not see such groups: value, interval and parts are left out.
    pub hidden: bool,
    /// A second figure that belongs to it, such as the mean beside CES.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub also: Option<FigureView>,
    /// How the answers fall, from the worst to the best.
    pub parts: Vec<PartView>,
    /// What to know besides the number, as sentences.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// A figure beside an estimate, of the same answers.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct FigureView {
    pub name: String,
    pub value: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub method: String,
}

/// A share of the answers.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PartView {
    pub label: String,
    /// Not weighted.
    pub count: u64,
    /// 0…1, weighted if the estimate is.
    pub share: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// Something with a stable key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct NamedView {
    pub key: String,
    pub label: String,
}

/// One value of a dimension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct KeyView {
    /// What a filter takes.
    pub code: String,
    pub label: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PeriodView {
    /// RFC 3339.
    pub from: String,
    /// RFC 3339; not included.
    pub to: String,
    pub label: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LabelView {
    pub label: String,
}

/// A measure's definition.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MeasureView {
    pub name: String,
    pub title: String,
    /// The question it answers.
    pub question: String,
    pub formula: String,
    pub unit: String,
    /// What n counts.
    pub n: String,
    /// How the interval is made.
    pub interval: String,
    pub left_out: String,
    /// Where the method comes from.
    pub source: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MeasureList {
    pub items: Vec<MeasureView>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct GroupView {
    /// One for each dimension of `by`.
    pub keys: Vec<KeyView>,
    /// The scale of the answers, when it is the same for all.
    pub scale: Option<String>,
    pub estimate: EstimateView,
}

/// The answer to one question to the experience log.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MeasureAnswer {
    pub measure: String,
    pub unit: String,
    pub by: Vec<String>,
    /// The filters that were applied.
    pub filters: Vec<String>,
    pub period: Option<PeriodView>,
    pub weighted: bool,
    /// Everything together.
    pub total: EstimateView,
    pub scale: Option<String>,
    pub groups: Vec<GroupView>,
    /// Answers off their scale, over all groups.
    pub rejected: u64,
}

/// A difference between two estimates.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct ChangeView {
    /// The newer minus the older, or a minus b, in the measure's unit.
    pub difference: f64,
    pub low: f64,
    pub high: f64,
    pub p: f64,
    /// After Holm's correction over all comparisons of the answer.
    pub p_adjusted: f64,
    /// p_adjusted under 0.05.
    pub significant: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ComparedView {
    pub keys: Vec<KeyView>,
    pub a: EstimateView,
    pub b: EstimateView,
    /// Null where one side has too few answers.
    pub change: Option<ChangeView>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CompareAnswer {
    pub measure: String,
    pub unit: String,
    pub by: Vec<String>,
    /// The two sides in words.
    pub a: String,
    pub b: String,
    /// How the difference's interval is made.
    pub method: String,
    /// How many comparisons p was adjusted for.
    pub comparisons: usize,
    pub weighted: bool,
    pub items: Vec<ComparedView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AttributeValueView {
    pub code: String,
    pub label: String,
    /// Clients.
    pub n: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AttributeView {
    pub key: String,
    pub label: String,
    pub values: Vec<AttributeValueView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct QuestionView {
    pub key: String,
    pub label: String,
    pub kind: String,
    pub scale: Option<String>,
    /// Key of the touchpoint; null: about the whole experience.
    pub touchpoint: Option<String>,
    pub aspect: Option<String>,
    pub primary: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PeriodsView {
    /// First and last answer or touch, RFC 3339.
    pub from: Option<String>,
    pub to: Option<String>,
    /// Years with answers, oldest first.
    pub years: Vec<String>,
    /// What the screens show when no period is asked for.
    pub default: Option<String>,
    /// What that is compared with.
    pub against: Option<String>,
}

/// Everything that can be filtered and grouped by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DimensionsView {
    pub attributes: Vec<AttributeView>,
    pub stages: Vec<NamedView>,
    pub channels: Vec<NamedView>,
    pub touchpoints: Vec<NamedView>,
    pub questions: Vec<QuestionView>,
    pub sources: Vec<NamedView>,
    pub periods: PeriodsView,
}
