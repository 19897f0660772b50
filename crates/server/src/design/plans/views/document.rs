//! The plan document as the interface describes it. In JSON it is the same as the document that is kept.

use domain::design::plans::PlanDocument;
use domain::ids::{ElementId, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Problem;

/// What shall happen at a touchpoint. Every part may be empty while it is being written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = PlanDocument)]
pub struct PlanDocumentView {
    /// Always 1.
    pub format: u32,
    /// What this touch is for, from the client's side.
    pub purpose: String,
    /// Who stands in when the owner can't.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub deputy: Option<PersonId>,
    /// What sets it off.
    pub trigger: Option<TriggerView>,
    /// Days after the trigger.
    pub window: Option<WindowView>,
    /// The key of a channel.
    pub channel: Option<String>,
    pub script: String,
    /// Ordered: when two conflict, the earlier wins.
    pub standards: Vec<StandardView>,
    /// What the client shall feel, in plain words.
    pub emotions: Vec<String>,
    pub senses: Vec<SenseUseView>,
    pub behaviours: Vec<BehaviourView>,
    /// The static elements that the client meets here.
    pub elements: Vec<ElementUseView>,
    /// What can go wrong, each with its recovery.
    pub failures: Vec<FailureView>,
    pub plus_ones: Vec<PlusOneView>,
    /// With the client.
    pub minutes: Option<u32>,
    /// Before and after.
    pub preparation_minutes: Option<u32>,
    pub cost_cents: Option<u64>,
    /// ISO 4217.
    pub currency: Option<String>,
    pub expectations: Vec<ServedView>,
    /// Keys of the parts of the platform's promise that it expresses.
    pub expresses: Vec<String>,
    /// The last day on which the plan counts as fresh.
    #[schema(value_type = Option<String>, format = Date)]
    pub review_by: Option<Date>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = PlanTrigger)]
pub struct TriggerView {
    pub kind: TriggerKindView,
    /// The key of a kind of event, where the kind is `event`.
    #[serde(default)]
    pub event: Option<String>,
    /// The key of another touchpoint, where the kind is `touch`.
    #[serde(default)]
    pub touchpoint: Option<String>,
    /// The attribute of the client in which a day stands that returns every year, where the kind is `schedule`.
    #[serde(default)]
    pub attribute: Option<String>,
    #[serde(default)]
    pub words: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PlanTriggerKind)]
pub enum TriggerKindView {
    /// Something happened to the client.
    Event,
    /// A touch at another touchpoint.
    Touch,
    /// The calendar.
    Schedule,
    /// The client turns to us.
    Client,
    /// The client enters a stage.
    Stage,
}

/// Negative days are before the trigger; both ends are included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PlanWindow)]
pub struct WindowView {
    pub from_days: i32,
    pub to_days: i32,
}

/// What is checked at every delivery.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = PlanStandard)]
pub struct StandardView {
    /// Stays the same from version to version; given when left out.
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    pub words: String,
    /// The share of deliveries in which it shall be met, 0…1.
    #[serde(default = "always")]
    pub wanted: f64,
}

fn always() -> f64 {
    1.0
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = PlanSense)]
pub struct SenseUseView {
    pub sense: SenseView,
    #[serde(default)]
    pub words: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Sense)]
pub enum SenseView {
    Sight,
    Sound,
    Smell,
    Taste,
    Touch,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = PlanBehaviour)]
pub struct BehaviourView {
    pub kind: BehaviourKindView,
    #[serde(default)]
    pub words: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PlanBehaviourKind)]
pub enum BehaviourKindView {
    Voice,
    Attitude,
    Style,
}

/// An element of the platform by its id, or in words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = PlanElement)]
pub struct ElementUseView {
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "uuid")]
    pub id: Option<ElementId>,
    #[serde(default)]
    pub words: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = PlanFailure)]
pub struct FailureView {
    #[serde(default)]
    pub id: String,
    /// What can go wrong.
    #[serde(default)]
    pub words: String,
    /// How it is made good.
    #[serde(default)]
    pub recovery: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = PlanPlusOne)]
pub struct PlusOneView {
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    pub words: String,
    pub state: PlusOneStateView,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PlanPlusOneState)]
pub enum PlusOneStateView {
    Idea,
    Trial,
    Active,
    /// Clients expect it by now.
    Norm,
    Retired,
}

/// An expectation that this touch serves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = PlanExpectation)]
pub struct ServedView {
    pub level: ServedLevelView,
    #[serde(default)]
    pub words: String,
    /// The theme under which confirmed expectations of clients are counted.
    #[serde(default)]
    pub theme: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PlanExpectationLevel)]
pub enum ServedLevelView {
    Must,
    Should,
    Delight,
}

/// Both have the same form; a test holds them together.
pub fn read_document(view: &PlanDocumentView) -> Result<PlanDocument, Problem> {
    serde_json::to_value(view)
        .and_then(serde_json::from_value)
        .map_err(Problem::internal)
}

impl PlanDocumentView {
    pub fn of(document: &PlanDocument) -> Result<Self, Problem> {
        serde_json::to_value(document)
            .and_then(serde_json::from_value)
            .map_err(Problem::internal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_and_what_is_shown_have_the_same_form() {
        let full = serde_json::json!({
            "format": 1, "purpose": "p", "deputy": "0190b6a2-5f7e-7c3a-9d1e-2f4b6a8c0d1e",
            "trigger": { "kind": "event", "event": "claim", "touchpoint": "review", "attribute": "day", "words": "w" }, "window": { "from_days": -1, "to_days": 3 },
            "channel": "phone", "script": "s", "standards": [{ "id": "a", "words": "w", "wanted": 0.95 }],
            "emotions": ["calm"], "senses": [{ "sense": "sight", "words": "w" }],
            "behaviours": [{ "kind": "voice", "words": "w" }], "elements": [{ "id": null, "words": "w" }],
            "failures": [{ "id": "f", "words": "w", "recovery": "r" }],
            "plus_ones": [{ "id": "x", "words": "w", "state": "trial" }], "minutes": 5, "preparation_minutes": 2,
            "cost_cents": 100, "currency": "EUR", "expectations": [{ "level": "must", "words": "w", "theme": "t" }],
            "expresses": ["warm"], "review_by": "2027-06-01",
        });
        let view: PlanDocumentView = serde_json::from_value(full.clone()).unwrap();
        let document = read_document(&view).unwrap();
        assert_eq!(serde_json::to_value(&document).unwrap(), full);
        assert_eq!(PlanDocumentView::of(&document).unwrap(), view);
        let empty = PlanDocumentView::of(&PlanDocument::default()).unwrap();
        let names = |value: &serde_json::Value| -> Vec<String> {
            value.as_object().unwrap().keys().cloned().collect()
        };
        assert_eq!(
            names(&serde_json::to_value(empty).unwrap()),
            names(&serde_json::to_value(PlanDocument::default()).unwrap())
        );
    }
}
