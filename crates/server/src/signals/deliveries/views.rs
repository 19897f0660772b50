//! What the interface says about deliveries, and what it is told.

use domain::ids::{ClientId, DeliveryId, TouchId};
use domain::signals::record::Direction;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::signals::views::ClientForm;

/// A touch that was planned, and how it went. Makes the touch, too.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct DeliveryForm {
    /// Unique within the source: the same again changes nothing. Left out, one is made.
    pub external_id: Option<String>,
    /// Where it comes from; `deliveries` if nothing is said.
    pub source: Option<String>,
    pub client: ClientForm,
    /// RFC 3339.
    pub occurred_at: String,
    /// The key of a channel; the touchpoint's own if nothing is said.
    pub channel: Option<String>,
    #[schema(value_type = Option<String>)]
    pub direction: Option<Direction>,
    pub note: Option<String>,
    /// The standards that were checked. One that nobody checked is left out: it counts nowhere.
    #[serde(default)]
    pub standards: Vec<CheckForm>,
    #[serde(default)]
    pub defects: Vec<DefectForm>,
    /// −3 (far short of what the client expects) to 3 (far beyond): what the staff think, before they are shown what the
    /// client felt.
    pub self_score: Option<i8>,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct CheckForm {
    /// Of a standard of the plan.
    pub id: String,
    pub met: bool,
}

/// Something that went wrong: one of the plan's failures, or something else in words.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct DefectForm {
    /// The id of a failure of the plan.
    pub failure: Option<String>,
    pub words: Option<String>,
    /// Whether it was made good on the spot.
    #[serde(default)]
    pub recovered: bool,
}

/// How a client felt about a touch. What is left out stays as it was known.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct FeltForm {
    /// −3 (far short of what was expected) to 3 (far beyond).
    pub perception: Option<i8>,
    /// In a word, as the client said it.
    pub emotion: Option<String>,
    pub words: Option<String>,
}

/// What the staff think of a touch.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct SelfScoreForm {
    /// −3 (far short of what the client expects) to 3 (far beyond).
    pub self_score: i8,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Delivery)]
pub struct DeliveryView {
    #[schema(value_type = String, format = "uuid")]
    pub id: DeliveryId,
    #[schema(value_type = String, format = "uuid")]
    pub touch: TouchId,
    pub client: DeliveryClientView,
    #[schema(value_type = String, format = DateTime)]
    pub occurred_at: Timestamp,
    /// `out` or `in`
    #[schema(value_type = String)]
    pub direction: Direction,
    pub note: Option<String>,
    /// The version of the plan that was live then; null where there was none.
    pub plan_version: Option<i32>,
    pub standards: Vec<CheckView>,
    pub defects: Vec<DefectView>,
    /// Every standard that was checked is met and nothing went wrong; null where nothing was checked.
    pub perfect: Option<bool>,
    /// −3…3
    pub self_score: Option<i8>,
    /// What the client felt; only shown once the staff's own score is stored.
    pub felt: Option<FeltView>,
    /// What the client felt is known and not shown yet: there is no self-score.
    pub felt_waits: bool,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DeliveryClient)]
pub struct DeliveryClientView {
    #[schema(value_type = String, format = "uuid")]
    pub id: ClientId,
    pub key: String,
    pub name: Option<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DeliveryCheck)]
pub struct CheckView {
    pub id: String,
    /// As the plan had it then.
    pub words: String,
    pub met: bool,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DeliveryDefect)]
pub struct DefectView {
    pub failure: Option<String>,
    pub words: String,
    pub recovered: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Felt)]
pub struct FeltView {
    /// −3…3
    pub perception: Option<i8>,
    pub emotion: Option<String>,
    pub words: Option<String>,
    /// When it was last said.
    #[schema(value_type = String, format = DateTime)]
    pub said_at: Timestamp,
}

/// What is known of a touch now.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TouchFelt)]
pub struct TouchFeltView {
    #[schema(value_type = String, format = "uuid")]
    pub touch: TouchId,
    /// `recorded`, or `unchanged` where this was known already.
    pub status: String,
    pub felt: FeltView,
}
