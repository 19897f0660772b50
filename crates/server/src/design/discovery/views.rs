//! What the interface says about touchpoints that nobody wrote down, and what it is told.

use domain::ids::{ChangeId, TouchpointId};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::design::views::{KindView, Named, TouchpointView};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DiscoveryGround {
    /// Touches of this channel happen at a touchpoint that stands in another one.
    OtherChannel,
    /// Clients come with the same matter again and again.
    Words,
    /// An import brought it, clients meet it, and it has no place on the grid yet.
    Unplaced,
    /// A file of mails, meetings or tickets.
    File,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DirectionView {
    /// The client came to us.
    In,
    /// We came to the client.
    Out,
}

/// A touchpoint that happens and that nobody wrote down.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Discovery)]
pub struct DiscoveryView {
    /// Names it when it is accepted or dismissed.
    pub ground: String,
    pub kind: DiscoveryGround,
    pub label: String,
    /// The channel; its key may be one that is still to be made.
    pub channel: Option<Named>,
    pub direction: Option<DirectionView>,
    /// How often it happened, by the newest 500,000 touches; for what is only known from surveys, questionnaires that asked about it.
    pub n: usize,
    /// Different clients, where they can be counted.
    pub clients: Option<usize>,
    /// None where the file does not say.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub first: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last: Option<Timestamp>,
    /// Up to three of the words behind it.
    pub samples: Vec<String>,
    /// A touchpoint that is, or may be, the same thing.
    pub similar_to: Option<SimilarView>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SimilarView {
    #[schema(value_type = String, format = "uuid")]
    pub id: TouchpointId,
    pub key: String,
    pub label: String,
}

/// What was found in a file.
#[derive(Serialize, ToSchema)]
pub struct FileDiscoveriesView {
    pub items: Vec<DiscoveryView>,
    /// `mail`, `calendar` or `table`.
    pub format: String,
    /// Mails, meetings or tickets that were read.
    pub read: usize,
    /// Those without words, or that could not be read.
    pub skipped: usize,
    /// What to know about how it was read, as sentences.
    pub notes: Vec<String>,
}

#[derive(Deserialize, ToSchema)]
pub struct AcceptForm {
    pub items: Vec<AcceptItem>,
}

#[derive(Deserialize, ToSchema)]
pub struct AcceptItem {
    /// The ground of the discovery.
    pub ground: Option<String>,
    pub label: String,
    /// Key or label of a stage; one that is not there is made.
    pub stage: Option<String>,
    /// Key or label of a channel; one that is not there is made.
    pub channel: Option<String>,
    /// `dynamic` when nothing is said.
    pub kind: Option<KindView>,
    /// For what is unplaced: the touchpoint that gets this place.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub touchpoint: Option<TouchpointId>,
}

#[derive(Serialize, ToSchema)]
pub struct AcceptedView {
    pub items: Vec<TouchpointView>,
    #[schema(value_type = Option<String>, format = "uuid")]
    pub change: Option<ChangeId>,
}

#[derive(Deserialize, ToSchema)]
pub struct DismissForm {
    pub items: Vec<DismissItem>,
}

#[derive(Deserialize, ToSchema)]
pub struct DismissItem {
    pub ground: String,
    pub label: String,
}

#[derive(Deserialize, ToSchema)]
pub struct RestoreForm {
    pub grounds: Vec<String>,
}

/// A discovery that somebody dismissed.
#[derive(Serialize, ToSchema)]
pub struct DismissedView {
    pub ground: String,
    pub label: String,
    pub by: String,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}
