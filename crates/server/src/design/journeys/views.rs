//! What is sent and answered about journeys. The document is the one of [`domain::design::journeys`]; it stands here
//! again so that openapi.json describes it.

use domain::design::journeys::{JourneyDocument, JourneyLink, JourneyStep};
use domain::ids::JourneyId;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ops::Signed;
use crate::design::views::OwnerView;

/// A journey as designed, as it is exported and imported again. It names stages, channels and touchpoints by key.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = JourneyDocument)]
pub struct DocumentView {
    /// The form of the document: 1.
    pub version: u32,
    /// At most 120 characters.
    pub name: String,
    /// What it is about, in a sentence or two.
    #[serde(default)]
    pub note: String,
    /// Key of the audience that it is designed for; null: everybody.
    #[serde(default)]
    pub audience: Option<String>,
    /// Who is meant besides, as in questions to the log: `attr.tier=premier`. All must hold; at most 8.
    #[serde(default)]
    pub filters: Vec<String>,
    /// 1 to 80, in the order in which they are lived through.
    pub steps: Vec<StepView>,
    /// What leads to what, without circles; absent: each step to the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub links: Option<Vec<LinkView>>,
}

/// One moment of a journey.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = JourneyStep)]
pub struct StepView {
    /// Unique within the journey; 1 to 40 letters, digits, `-` and `_`.
    pub id: String,
    /// Key of the stage.
    pub stage: String,
    /// Key of the touchpoint; null: it happens without us.
    #[serde(default)]
    pub touchpoint: Option<String>,
    /// At most 120 characters.
    pub label: String,
    /// Key of the channel, where it is not the touchpoint's.
    #[serde(default)]
    pub channel: Option<String>,
    /// What the client expects, in the client's words. At most 2,000 characters, as action and backstage.
    #[serde(default)]
    pub expectation: String,
    /// What the client does.
    #[serde(default)]
    pub action: String,
    /// −2…2, 0 being as expected; null: not decided yet.
    #[serde(default)]
    #[schema(minimum = -2, maximum = 2)]
    pub feeling: Option<i8>,
    /// At most 12.
    #[serde(default)]
    pub plus_ones: Vec<String>,
    /// What has to happen behind the scenes.
    #[serde(default)]
    pub backstage: String,
    /// Who answers for it, in words; empty: the touchpoint's owner.
    #[serde(default)]
    pub owner: String,
    #[serde(default)]
    pub moment_of_truth: bool,
}

/// One step leads to another.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = JourneyLink)]
pub struct LinkView {
    pub from: String,
    pub to: String,
}

impl From<DocumentView> for JourneyDocument {
    fn from(it: DocumentView) -> Self {
        Self {
            version: it.version,
            name: it.name,
            note: it.note,
            audience: it.audience,
            filters: it.filters,
            steps: it.steps.into_iter().map(Into::into).collect(),
            links: it.links.map(|links| {
                let links = links.into_iter();
                links
                    .map(|LinkView { from, to }| JourneyLink { from, to })
                    .collect()
            }),
        }
    }
}

impl From<StepView> for JourneyStep {
    fn from(it: StepView) -> Self {
        Self {
            id: it.id,
            stage: it.stage,
            touchpoint: it.touchpoint,
            label: it.label,
            channel: it.channel,
            expectation: it.expectation,
            action: it.action,
            feeling: it.feeling,
            plus_ones: it.plus_ones,
            backstage: it.backstage,
            owner: it.owner,
            moment_of_truth: it.moment_of_truth,
        }
    }
}

impl From<JourneyDocument> for DocumentView {
    fn from(it: JourneyDocument) -> Self {
        Self {
            version: it.version,
            name: it.name,
            note: it.note,
            audience: it.audience,
            filters: it.filters,
            steps: it.steps.into_iter().map(Into::into).collect(),
            links: it.links.map(|links| {
                let links = links.into_iter();
                links
                    .map(|JourneyLink { from, to }| LinkView { from, to })
                    .collect()
            }),
        }
    }
}

impl From<JourneyStep> for StepView {
    fn from(it: JourneyStep) -> Self {
        Self {
            id: it.id,
            stage: it.stage,
            touchpoint: it.touchpoint,
            label: it.label,
            channel: it.channel,
            expectation: it.expectation,
            action: it.action,
            feeling: it.feeling,
            plus_ones: it.plus_ones,
            backstage: it.backstage,
            owner: it.owner,
            moment_of_truth: it.moment_of_truth,
        }
    }
}

/// A journey of the organization.
#[derive(Serialize, ToSchema)]
#[schema(as = Journey)]
pub struct JourneyView {
    #[schema(value_type = String)]
    pub id: JourneyId,
    /// Send it back with a change: whoever comes second is refused and loses nothing.
    pub revision: i64,
    pub document: DocumentView,
    #[schema(value_type = String)]
    pub created_at: Timestamp,
    #[schema(value_type = String)]
    pub changed_at: Timestamp,
    /// Null: a program, or Touchstone itself.
    pub changed_by: Option<OwnerView>,
}

/// A journey in the list.
#[derive(Serialize, ToSchema)]
#[schema(as = JourneySummary)]
pub struct SummaryView {
    #[schema(value_type = String)]
    pub id: JourneyId,
    pub name: String,
    pub note: String,
    pub audience: Option<String>,
    pub filters: Vec<String>,
    pub steps: usize,
    pub moments_of_truth: usize,
    /// The designed feelings, step by step; null: not decided yet.
    pub line: Vec<Option<i8>>,
    pub revision: i64,
    #[schema(value_type = String)]
    pub changed_at: Timestamp,
    pub changed_by: Option<OwnerView>,
}

/// A change of a journey.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JourneySave {
    /// The revision that the change is made from.
    pub revision: i64,
    pub document: DocumentView,
}

fn person(signed: &Signed) -> Option<OwnerView> {
    signed.changed_by.as_ref().map(|person| OwnerView {
        id: person.id,
        name: person.name.clone(),
    })
}

impl From<Signed> for JourneyView {
    fn from(it: Signed) -> Self {
        let changed_by = person(&it);
        Self {
            id: it.journey.id,
            revision: it.journey.revision,
            document: it.journey.document.into(),
            created_at: it.journey.created_at,
            changed_at: it.journey.changed_at,
            changed_by,
        }
    }
}

impl From<Signed> for SummaryView {
    fn from(it: Signed) -> Self {
        let changed_by = person(&it);
        let document = it.journey.document;
        Self {
            id: it.journey.id,
            name: document.name,
            note: document.note,
            audience: document.audience,
            filters: document.filters,
            steps: document.steps.len(),
            moments_of_truth: document
                .steps
                .iter()
                .filter(|step| step.moment_of_truth)
                .count(),
            line: document.steps.iter().map(|step| step.feeling).collect(),
            revision: it.journey.revision,
            changed_at: it.journey.changed_at,
            changed_by,
        }
    }
}
