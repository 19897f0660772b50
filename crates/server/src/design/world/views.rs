//! What the interface says about the customer's world, and what it is told.

use domain::design::plans::ServedLevel;
use domain::design::world::{Evidence, Facet};
use domain::ids::InsightId;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::ops::{AudienceKnowledge, Noted, Offered, World};
use crate::design::plans::views::ServedLevelView;
use crate::design::views::{Named, OwnerView};
use crate::view::present;

/// From which side the customer's world is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Facet)]
pub enum FacetView {
    /// A day in their life.
    Day,
    /// What they are trying to get done.
    Goal,
    /// What presses on them.
    Pressure,
    /// How they call things.
    Words,
    /// What else they use.
    Tools,
    /// How our service fits in.
    Fit,
}

/// Where an insight comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WorldEvidence)]
pub enum EvidenceView {
    Interview,
    Observation,
    Review,
    Comment,
}

macro_rules! both_ways {
    ($view:ident = $word:ident: $($name:ident)*) => {
        impl From<$view> for $word {
            fn from(it: $view) -> Self {
                match it { $($view::$name => Self::$name,)* }
            }
        }

        impl From<$word> for $view {
            fn from(it: $word) -> Self {
                match it { $($word::$name => Self::$name,)* }
            }
        }
    };
}

both_ways! { FacetView = Facet: Day Goal Pressure Words Tools Fit }
both_ways! { ServedLevelView = ServedLevel: Must Should Delight }
both_ways! { EvidenceView = Evidence: Interview Observation Review Comment }

/// What we may assume that clients of the audience expect. It never counts as known.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Assumption)]
pub struct AssumptionView {
    /// Theme of the expectation, as plans and clients' own expectations name it.
    pub theme: String,
    pub level: ServedLevelView,
}

/// One thing that is known of the customer's world.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WorldInsight)]
pub struct InsightView {
    #[schema(value_type = String, format = "uuid")]
    pub id: InsightId,
    /// Key of the audience; null: all clients.
    pub audience: Option<String>,
    pub facet: FacetView,
    pub words: String,
    /// What was said, word for word.
    pub quote: Option<String>,
    pub evidence: EvidenceView,
    pub source: Option<String>,
    #[schema(value_type = String, format = "date-time")]
    pub seen_at: Timestamp,
    pub half_life_days: u16,
    /// From then on it is due for another look.
    #[schema(value_type = String, format = "date-time")]
    pub due_at: Timestamp,
    pub fresh: bool,
    pub withdrawn: bool,
    pub assumes: Option<AssumptionView>,
    pub noted_by: Option<OwnerView>,
}

impl From<Noted> for InsightView {
    fn from(it: Noted) -> Self {
        let insight = it.insight;
        Self {
            id: insight.id,
            due_at: insight.due_at(),
            fresh: insight.is_fresh(it.now),
            withdrawn: insight.withdrawn_at.is_some(),
            audience: insight.audience,
            facet: insight.facet.into(),
            words: insight.words,
            quote: insight.quote,
            evidence: insight.evidence.into(),
            source: insight.source,
            seen_at: insight.seen_at,
            half_life_days: insight.half_life_days,
            assumes: insight.assumes.map(|it| AssumptionView {
                theme: it.theme,
                level: it.level.into(),
            }),
            noted_by: it.by.map(|person| OwnerView {
                id: person.id,
                name: person.name,
            }),
        }
    }
}

/// How well one audience is known: its own insights and those about all clients.
#[derive(Debug, Serialize, ToSchema)]
pub struct AudienceKnowledgeView {
    /// Null: all clients.
    pub audience: Option<Named>,
    /// Facets with a fresh insight.
    pub seen: Vec<FacetView>,
    /// Facets whose insights have all aged.
    pub aged: Vec<FacetView>,
    /// Facets that nobody has looked at.
    pub blank: Vec<FacetView>,
    pub evidence: Vec<EvidenceView>,
}

impl From<AudienceKnowledge> for AudienceKnowledgeView {
    fn from(it: AudienceKnowledge) -> Self {
        let facets = |all: Vec<Facet>| all.into_iter().map(Into::into).collect();
        Self {
            audience: it.audience.map(|(key, label)| Named { key, label }),
            seen: facets(it.knowledge.seen),
            aged: facets(it.knowledge.aged),
            blank: facets(it.knowledge.blank),
            evidence: it.knowledge.evidence.into_iter().map(Into::into).collect(),
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = World)]
pub struct WorldView {
    /// The newest first; withdrawn ones among them.
    pub insights: Vec<InsightView>,
    /// All clients first, then each audience.
    pub audiences: Vec<AudienceKnowledgeView>,
}

impl From<World> for WorldView {
    fn from(it: World) -> Self {
        Self {
            insights: it.insights.into_iter().map(Into::into).collect(),
            audiences: it.audiences.into_iter().map(Into::into).collect(),
        }
    }
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewWorldInsight)]
pub struct NewInsight {
    #[serde(default)]
    pub audience: Option<String>,
    pub facet: FacetView,
    /// At most 1,000 characters, as the quote.
    pub words: String,
    #[serde(default)]
    pub quote: Option<String>,
    pub evidence: EvidenceView,
    #[serde(default)]
    pub source: Option<String>,
    /// RFC 3339; now when not said.
    #[serde(default)]
    pub seen_at: Option<String>,
    /// 1 to 3,650; 365 when not said.
    #[serde(default)]
    pub half_life_days: Option<u16>,
    #[serde(default)]
    pub assumes: Option<AssumptionView>,
}

/// What is absent stays as it is; null empties it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WorldInsightChange)]
pub struct InsightChange {
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub audience: Option<Option<String>>,
    pub facet: Option<FacetView>,
    pub words: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub quote: Option<Option<String>>,
    pub evidence: Option<EvidenceView>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub source: Option<Option<String>>,
    pub seen_at: Option<String>,
    pub half_life_days: Option<u16>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<AssumptionView>)]
    pub assumes: Option<Option<AssumptionView>>,
    /// True takes it off the board, false puts it back.
    pub withdrawn: Option<bool>,
}

/// Which template is read, and in which language.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OfferParams {
    /// Key of a template; when absent, those that were applied.
    pub template: Option<String>,
    /// `de` for German.
    pub locale: Option<String>,
}

/// A touchpoint of a template that would answer something that is known and is not in the inventory.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OfferedTouchpoint)]
pub struct OfferedView {
    pub template: String,
    pub key: String,
    pub label: String,
    pub purpose: String,
    /// Share of the insight's weighed words that it has, 0..1.
    pub fit: f64,
    /// The insights that it would answer, best first.
    #[schema(value_type = Vec<String>)]
    pub insights: Vec<InsightId>,
}

impl From<Offered> for OfferedView {
    fn from(it: Offered) -> Self {
        Self {
            template: it.template,
            key: it.choice.key,
            label: it.label,
            purpose: it.purpose,
            fit: it.choice.fit,
            insights: it.choice.insights,
        }
    }
}
