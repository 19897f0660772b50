//! What the interface says about the design, and what it is told.

use domain::design::{Annotation, Channel, Existence, Question, Stage, TouchpointKind};
use domain::ids::{AnnotationId, ChangeId, ChannelId, PersonId, StageId, TouchpointId};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::view::present;

/// What sort of place a touchpoint is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = TouchpointKind)]
pub enum KindView {
    /// People meet: a call, a visit, a chat.
    Dynamic,
    /// It stands there: a sign, a package, a page.
    Static,
    /// What was made for the client: a report, an invoice, a contract.
    WorkProduct,
}

impl From<KindView> for TouchpointKind {
    fn from(kind: KindView) -> Self {
        match kind {
            KindView::Dynamic => Self::Dynamic,
            KindView::Static => Self::Static,
            KindView::WorkProduct => Self::WorkProduct,
        }
    }
}

impl From<TouchpointKind> for KindView {
    fn from(kind: TouchpointKind) -> Self {
        match kind {
            TouchpointKind::Dynamic => Self::Dynamic,
            TouchpointKind::Static => Self::Static,
            TouchpointKind::WorkProduct => Self::WorkProduct,
        }
    }
}

/// Whether a touchpoint is really there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Existence)]
pub enum ExistenceView {
    Live,
    Planned,
    /// It should be there and is not.
    Missing,
    Retired,
    NotApplicable,
}

impl From<ExistenceView> for Existence {
    fn from(existence: ExistenceView) -> Self {
        match existence {
            ExistenceView::Live => Self::Live,
            ExistenceView::Planned => Self::Planned,
            ExistenceView::Missing => Self::Missing,
            ExistenceView::Retired => Self::Retired,
            ExistenceView::NotApplicable => Self::NotApplicable,
        }
    }
}

impl From<Existence> for ExistenceView {
    fn from(existence: Existence) -> Self {
        match existence {
            Existence::Live => Self::Live,
            Existence::Planned => Self::Planned,
            Existence::Missing => Self::Missing,
            Existence::Retired => Self::Retired,
            Existence::NotApplicable => Self::NotApplicable,
        }
    }
}

/// A thing by its stable key and its present label.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Named {
    pub key: String,
    pub label: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Stage)]
pub struct StageView {
    #[schema(value_type = String, format = "uuid")]
    pub id: StageId,
    pub key: String,
    pub label: String,
    /// Stages stand in this order.
    pub position: i32,
}

impl From<Stage> for StageView {
    fn from(it: Stage) -> Self {
        Self {
            id: it.id,
            key: it.key,
            label: it.label,
            position: it.position,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = Channel)]
pub struct ChannelView {
    #[schema(value_type = String, format = "uuid")]
    pub id: ChannelId,
    pub key: String,
    pub label: String,
    /// Channels stand in this order.
    pub position: i32,
}

impl From<Channel> for ChannelView {
    fn from(it: Channel) -> Self {
        Self {
            id: it.id,
            key: it.key,
            label: it.label,
            position: it.position,
        }
    }
}

/// A stage or a channel to be made. Its key is made of the label and stays.
#[derive(Deserialize, ToSchema)]
pub struct NewStep {
    pub label: String,
}

/// The order in which stages or channels stand.
#[derive(Deserialize, ToSchema)]
pub struct StepOrder {
    /// Keys of all of them, the first first.
    pub keys: Vec<String>,
}

#[derive(Default, Deserialize, ToSchema)]
pub struct StepChange {
    pub label: Option<String>,
    pub position: Option<i32>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Touchpoint)]
pub struct TouchpointView {
    #[schema(value_type = String, format = "uuid")]
    pub id: TouchpointId,
    pub key: String,
    pub label: String,
    pub kind: KindView,
    pub existence: ExistenceView,
    pub stage: Option<Named>,
    pub channel: Option<Named>,
    /// Who answers for it.
    pub owner: Option<OwnerView>,
    pub position: i32,
    /// Here a client decides what to think of the whole.
    pub moment_of_truth: bool,
    /// 1 (hardly matters) to 5 (decides).
    pub importance: u8,
    pub department: Option<String>,
    /// Our attention, 0–5: an estimate that counts as long as there is no plan.
    pub our_attention: Option<u8>,
    /// The industry's attention, 0–5, assumed: it counts as long as nobody was compared.
    pub industry_attention: Option<u8>,
    /// For whom it is; none: for everybody.
    pub audiences: Vec<Named>,
    /// Why it is retired or not applicable.
    pub reason: Option<String>,
    pub note: Option<String>,
    /// What clients are asked about it.
    pub questions: Vec<QuestionView>,
    /// The change that made it so, in the answer to who has changed it: it can be undone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "uuid")]
    pub change: Option<ChangeId>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TouchpointOwner)]
pub struct OwnerView {
    #[schema(value_type = String, format = "uuid")]
    pub id: PersonId,
    pub name: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Question)]
pub struct QuestionView {
    pub key: String,
    pub label: String,
    /// `recommend`, `rating`, `effort`, `comment` or `choice`.
    pub kind: String,
    /// Such as `1-5` or `0-10`; `1-5r` when 1 is best.
    pub scale: Option<String>,
    /// Tells two ratings of one touchpoint apart.
    pub aspect: Option<String>,
    /// The question that gives the touchpoint its score.
    pub primary: bool,
}

impl From<&Question> for QuestionView {
    fn from(it: &Question) -> Self {
        Self {
            key: it.key.clone(),
            label: it.label.clone(),
            kind: it.kind.name().to_owned(),
            scale: it.scale.clone(),
            aspect: it.aspect.clone(),
            primary: it.primary,
        }
    }
}

#[derive(Clone, Deserialize, ToSchema)]
pub struct NewTouchpoint {
    pub label: String,
    pub kind: KindView,
    pub existence: ExistenceView,
    /// The stage's key.
    pub stage: Option<String>,
    /// The channel's key.
    pub channel: Option<String>,
    #[schema(value_type = Option<String>, format = "uuid")]
    pub owner: Option<PersonId>,
    #[serde(default)]
    pub moment_of_truth: bool,
    /// 1–5; 3 when nothing is said.
    pub importance: Option<i64>,
    pub department: Option<String>,
    /// 0–5.
    pub our_attention: Option<i64>,
    /// 0–5.
    pub industry_attention: Option<i64>,
    /// The audiences' keys.
    #[serde(default)]
    pub audiences: Vec<String>,
    /// Needed when it is retired or not applicable.
    pub reason: Option<String>,
    pub note: Option<String>,
}

/// What is left out stays; `null` empties.
#[derive(Clone, Default, Deserialize, ToSchema)]
pub struct TouchpointChange {
    pub label: Option<String>,
    pub kind: Option<KindView>,
    pub existence: Option<ExistenceView>,
    /// The stage's key.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub stage: Option<Option<String>>,
    /// The channel's key.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub channel: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, format = "uuid")]
    pub owner: Option<Option<PersonId>>,
    pub position: Option<i32>,
    pub moment_of_truth: Option<bool>,
    /// 1–5.
    pub importance: Option<i64>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub department: Option<Option<String>>,
    /// 0–5.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i64>)]
    pub our_attention: Option<Option<i64>>,
    /// 0–5.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i64>)]
    pub industry_attention: Option<Option<i64>>,
    /// The audiences' keys; an empty list: for everybody.
    pub audiences: Option<Vec<String>>,
    /// Needed when it becomes retired or not applicable.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub reason: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub note: Option<Option<String>>,
}

/// A dated remark on the charts.
#[derive(Serialize, ToSchema)]
#[schema(as = Annotation)]
pub struct AnnotationView {
    #[schema(value_type = String, format = "uuid")]
    pub id: AnnotationId,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub label: String,
    /// The touchpoint it is about; none when it is about all.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub touchpoint: Option<TouchpointId>,
}

impl From<Annotation> for AnnotationView {
    fn from(it: Annotation) -> Self {
        Self {
            id: it.id,
            at: it.at,
            label: it.label,
            touchpoint: it.touchpoint,
        }
    }
}

#[derive(Deserialize, ToSchema)]
pub struct NewAnnotation {
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub label: String,
    #[schema(value_type = Option<String>, format = "uuid")]
    pub touchpoint: Option<TouchpointId>,
}
