//! What the interface says about possible twins and merges.

use domain::clients::duplicates::{Likeness, Reason, ReasonKind};
use domain::ids::{ClientId, MergeId};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::clients::directory::views::ListedClientView;
use crate::view::words;

words! {
    /// What two clients have in common, or not.
    ReasonKindView as LikenessReasonKind = ReasonKind {
        SameEmail
        SamePhone
        SameName
        /// One letter apart, or one name left out.
        SimilarName
        SameBirthday
        OtherBirthday
    }
}

/// What speaks for two clients being one, or against it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = LikenessReason)]
pub struct ReasonView {
    pub kind: ReasonKindView,
    /// What both have, as the first one writes it.
    pub what: String,
}

impl From<Reason> for ReasonView {
    fn from(reason: Reason) -> Self {
        Self {
            kind: reason.kind.into(),
            what: reason.what,
        }
    }
}

/// Two clients who may be one.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DuplicatePair)]
pub struct PairView {
    pub a: ListedClientView,
    pub b: ListedClientView,
    pub why: Vec<ReasonView>,
    /// How much speaks for it, 50 to 100 points; not a probability.
    pub score: u8,
}

impl PairView {
    pub fn of(a: ListedClientView, b: ListedClientView, likeness: Likeness) -> Self {
        Self {
            a,
            b,
            why: likeness.why.into_iter().map(Into::into).collect(),
            score: likeness.score,
        }
    }
}

/// Two clients.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
pub struct ClientPair {
    #[schema(value_type = String, format = "uuid")]
    pub a: ClientId,
    #[schema(value_type = String, format = "uuid")]
    pub b: ClientId,
}

#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
pub struct NewMerge {
    /// The client that stands for both from then on.
    #[schema(value_type = String, format = "uuid")]
    pub keep: ClientId,
    /// The client whose facts go to the other.
    #[schema(value_type = String, format = "uuid")]
    pub drop: ClientId,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ClientMerge)]
pub struct MergeView {
    #[schema(value_type = String, format = "uuid")]
    pub id: MergeId,
    /// The client that stands for both.
    pub keep: ListedClientView,
    /// The client whose facts went to the other.
    pub drop: ListedClientView,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub by: String,
    /// Set where it was taken back.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub undone_at: Option<Timestamp>,
}
