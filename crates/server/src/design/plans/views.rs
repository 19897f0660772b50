//! What the interface says about plans, and what it is told.

mod document;

use domain::design::plans::{FieldChange, Gate, ItemChange};
use domain::ids::{PersonId, PlanId, TouchpointId};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

pub use document::{PlanDocumentView, ServedLevelView, read_document};

use crate::design::views::{ExistenceView, KindView, Named, OwnerView};

/// The touchpoint that a plan is of.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PlanTouchpoint)]
pub struct PlanTouchpointView {
    #[schema(value_type = String, format = "uuid")]
    pub id: TouchpointId,
    pub key: String,
    pub label: String,
    pub kind: KindView,
    pub existence: ExistenceView,
    pub stage: Option<Named>,
    pub channel: Option<Named>,
    /// Of the touchpoint, and so of its plan.
    pub owner: Option<OwnerView>,
}

/// Who did something and when.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = PlanStamp)]
pub struct StampView {
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Null for a program, or Touchstone itself.
    pub by: Option<PlanPersonView>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = PlanPerson)]
pub struct PlanPersonView {
    #[schema(value_type = String, format = "uuid")]
    pub id: PersonId,
    pub name: String,
}

/// One version.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Plan)]
pub struct PlanView {
    #[schema(value_type = String, format = "uuid")]
    pub id: PlanId,
    /// Counted from 1 for each touchpoint.
    pub version: i32,
    /// draft, reviewed, live, superseded
    pub state: String,
    pub document: PlanDocumentView,
    /// Who stands in for the owner, by name.
    pub deputy: Option<PlanPersonView>,
    pub saved: StampView,
    pub reviewed: Option<StampView>,
    pub published: Option<StampView>,
    /// When a later version took its place.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until: Option<Timestamp>,
    /// Whole months past its review-by day; null while that is not over.
    pub stale_months: Option<i32>,
}

/// Something that keeps a plan from going live.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = PlanLack)]
pub struct LackView {
    /// Named as in the document; `owner` stands on the touchpoint.
    pub field: String,
    /// The entry of a list: its id, or its place counted from 1 where it has none.
    pub item: Option<String>,
    /// empty, no_words, no_recovery, deputy_is_owner, window_backwards, review_passed, no_event, no_currency
    pub code: String,
    /// What the entry says.
    pub about: Option<String>,
    /// As a sentence, in English.
    pub message: String,
}

/// How far a plan is.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = PlanGate)]
pub struct GateView {
    /// Nothing is lacking. A draft still needs its review.
    pub complete: bool,
    /// The fields that this kind of touchpoint's plan can't go live without.
    pub required: Vec<String>,
    /// Of these, the ones that are filled and have no lack.
    pub filled: Vec<String>,
    pub lacks: Vec<LackView>,
}

impl From<&Gate> for GateView {
    fn from(gate: &Gate) -> Self {
        let name = |field: &domain::design::plans::PlanField| field.as_str().to_owned();
        Self {
            complete: gate.is_open(),
            required: gate.required.iter().map(name).collect(),
            filled: gate.filled.iter().map(name).collect(),
            lacks: gate
                .lacks
                .iter()
                .map(|lack| LackView {
                    field: name(&lack.field),
                    item: lack.item.clone(),
                    code: lack.code.as_str().to_owned(),
                    about: lack.about.clone(),
                    message: lack.sentence(),
                })
                .collect(),
        }
    }
}

/// A field in which two versions differ.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = PlanFieldChange)]
pub struct FieldChangeView {
    pub field: String,
    /// As in the document.
    #[schema(value_type = Object)]
    pub before: Value,
    #[schema(value_type = Object)]
    pub after: Value,
    /// Of a list: its entries that differ.
    pub items: Vec<ItemChangeView>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = PlanItemChange)]
pub struct ItemChangeView {
    /// Its id, or its words where it has none.
    pub item: String,
    /// added, removed, changed, moved
    pub change: String,
    #[schema(value_type = Option<Object>)]
    pub before: Option<Value>,
    #[schema(value_type = Option<Object>)]
    pub after: Option<Value>,
    /// Its place before, counted from 0.
    pub from: Option<usize>,
    pub to: Option<usize>,
}

impl From<FieldChange> for FieldChangeView {
    fn from(change: FieldChange) -> Self {
        Self {
            field: change.field.as_str().to_owned(),
            before: change.before,
            after: change.after,
            items: change.items.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<ItemChange> for ItemChangeView {
    fn from(change: ItemChange) -> Self {
        Self {
            item: change.item,
            change: change.change.as_str().to_owned(),
            before: change.before,
            after: change.after,
            from: change.from,
            to: change.to,
        }
    }
}

/// The plan of a touchpoint, as its page shows it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TouchpointPlan)]
pub struct TouchpointPlanView {
    pub touchpoint: PlanTouchpointView,
    /// none, draft, reviewed, live, stale: the live version's where there is one, else the draft's.
    pub state: String,
    /// What is being written, draft or reviewed.
    pub draft: Option<PlanView>,
    pub live: Option<PlanView>,
    /// Of the draft; of the live version where nothing is being written; of an empty plan where there is none.
    pub gate: GateView,
    /// Send it back with a change; 0 while there is no plan.
    pub revision: i64,
    /// 0…1: share of required fields filled × freshness. Of the live version; of the draft while there is none.
    pub attention: f64,
    /// In what the draft differs from the live version.
    pub changes: Vec<FieldChangeView>,
    /// How often the draft was saved since it was begun.
    pub saves: i64,
}

/// A plan in the list of all plans.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PlanSummary)]
pub struct PlanSummaryView {
    pub touchpoint: PlanTouchpointView,
    /// none, draft, reviewed, live, stale
    pub state: String,
    pub live: Option<LivePlanView>,
    pub draft: Option<DraftPlanView>,
    /// 0…1: share of required fields filled × freshness. Of the live version; of the draft while there is none; null
    /// without any plan.
    pub attention: Option<f64>,
    /// How many things keep the draft from going live; 0 without a draft.
    pub lacks: usize,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = LivePlan)]
pub struct LivePlanView {
    pub version: i32,
    /// The last day on which it counts as fresh.
    #[schema(value_type = Option<String>, format = Date)]
    pub review_by: Option<jiff::civil::Date>,
    /// Whole months past that day; null while it is not over.
    pub stale_months: Option<i32>,
    #[schema(value_type = String, format = DateTime)]
    pub published_at: Timestamp,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DraftPlan)]
pub struct DraftPlanView {
    pub version: i32,
    /// draft, reviewed
    pub state: String,
    pub saved: StampView,
}

/// A version in the list of a plan's versions.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PlanVersion)]
pub struct PlanVersionView {
    pub version: i32,
    /// draft, reviewed, live, superseded
    pub state: String,
    pub saved: StampView,
    pub reviewed: Option<StampView>,
    pub published: Option<StampView>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until: Option<Timestamp>,
    /// Deliveries that were recorded under it.
    pub deliveries: i64,
}

/// Two versions beside each other.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PlanComparison)]
pub struct PlanComparisonView {
    pub a: PlanVersionView,
    pub b: PlanVersionView,
    /// The fields in which b differs from a.
    pub changes: Vec<FieldChangeView>,
}

/// A plan as somebody wrote it.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct PlanForm {
    /// The revision that was read. Another one by now means that somebody else has saved: `plan_changed`.
    pub revision: i64,
    pub document: PlanDocumentView,
}

/// A step in a plan's life.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct PlanStepForm {
    /// The revision that was read.
    pub revision: i64,
}

/// Under `current` of a problem `plan_changed`: what somebody else has saved, and both changes laid together.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PlanChanged)]
pub struct PlanChangedView {
    /// Send this one to save over it.
    pub revision: i64,
    pub saved: StampView,
    /// What stands there now.
    pub document: PlanDocumentView,
    /// What both of you began with; null when that is too long ago.
    pub base: Option<PlanDocumentView>,
    /// Both changes together; where they contradict, yours. Null without a base.
    pub merged: Option<PlanDocumentView>,
    /// Fields that you changed.
    pub mine: Vec<String>,
    /// Fields that they changed.
    pub theirs: Vec<String>,
    /// Fields in which something is lost unless you choose.
    pub conflicts: Vec<String>,
}
