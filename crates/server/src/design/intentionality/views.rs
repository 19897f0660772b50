//! What the interface says about our attention and the industry's, and what it is told.

use domain::design::intentionality::Comparison;
use domain::ids::{ComparisonId, TouchpointId};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::design::views::{ExistenceView, Named};
use crate::view::present;

/// What attention somebody else gives a touchpoint.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Comparison)]
pub struct ComparisonView {
    #[schema(value_type = String, format = "uuid")]
    pub id: ComparisonId,
    #[schema(value_type = String, format = "uuid")]
    pub touchpoint: TouchpointId,
    /// Who was looked at.
    pub who: String,
    /// 0 (none) to 5 (nothing left to chance).
    pub attention: u8,
    /// What was seen.
    pub evidence: String,
    /// A web address.
    pub link: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    pub seen_at: Timestamp,
    /// Older than 24 months: kept, and no longer counted.
    pub outdated: bool,
}

impl ComparisonView {
    pub fn of(it: Comparison, now: Timestamp) -> Self {
        let since = now.plus_seconds(-domain::design::intentionality::FRESH_SECONDS);
        Self {
            id: it.id,
            touchpoint: it.touchpoint,
            who: it.who,
            attention: it.attention,
            evidence: it.evidence,
            link: it.link,
            seen_at: it.seen_at,
            outdated: it.seen_at < since,
        }
    }
}

#[derive(Deserialize, ToSchema)]
pub struct NewComparison {
    #[schema(value_type = String, format = "uuid")]
    pub touchpoint: TouchpointId,
    pub who: String,
    /// 0–5.
    pub attention: i64,
    pub evidence: String,
    /// A web address.
    pub link: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    pub seen_at: Timestamp,
}

/// What is left out stays; `null` empties.
#[derive(Default, Deserialize, ToSchema)]
pub struct ComparisonChange {
    pub who: Option<String>,
    pub attention: Option<i64>,
    pub evidence: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub link: Option<Option<String>>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub seen_at: Option<Timestamp>,
}

/// Our attention against the industry's.
#[derive(Serialize, ToSchema)]
#[schema(as = Intentionality)]
pub struct IntentionalityView {
    /// Every touchpoint that is or should be there, in the order of the inventory.
    pub items: Vec<IntentionView>,
    /// Ids of those to which we give more than others, by importance × (ours − industry), the most first.
    #[schema(value_type = Vec<String>)]
    pub over_managed: Vec<TouchpointId>,
    /// Ids of those to which others give little, by importance × (3 − industry), the most first.
    #[schema(value_type = Vec<String>)]
    pub ignored_by_others: Vec<TouchpointId>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Intention)]
pub struct IntentionView {
    #[schema(value_type = String, format = "uuid")]
    pub id: TouchpointId,
    pub key: String,
    pub label: String,
    pub existence: ExistenceView,
    pub stage: Option<Named>,
    pub importance: u8,
    /// 0–5; none: unknown.
    pub ours: Option<f64>,
    pub ours_from: OursFrom,
    /// 0–5; none: unknown.
    pub industry: Option<f64>,
    pub industry_from: IndustryFrom,
    /// Comparisons of the last 24 months that count.
    pub n: usize,
    /// When the oldest and the newest of them were seen.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub seen_from: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub seen_to: Option<Timestamp>,
    /// Comparisons that are too old to count.
    pub outdated: usize,
    /// importance × (ours − industry).
    pub over_manage: Option<f64>,
    /// importance × (3 − industry).
    pub ignored: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OursFrom {
    /// 5 × what the plan earns.
    Plan,
    Estimate,
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum IndustryFrom {
    /// The mean of comparisons.
    Comparisons,
    /// What the template assumes.
    Assumed,
    Unknown,
}
