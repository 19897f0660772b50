//! What the interface says about findings.

use domain::ids::{ClientId, FindingId, PersonId, TouchpointId};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use super::about::AboutView;
use crate::design::views::{ExistenceView, KindView, Named, OwnerView};

/// A way of seeing that a touch is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Detector)]
pub enum DetectorView {
    /// The template of the industry has it, the inventory does not.
    Template,
    /// An event that should be followed by a touch is not.
    UnansweredEvent,
    /// Clients whom nobody has touched for too long.
    Silence,
    /// No touchpoint in a cell whose neighbours have some.
    EmptyCell,
    /// Clients confirmed an expectation that no plan serves.
    UnservedExpectation,
    /// Clients had to ask for news.
    Chase,
    /// Clients say that they missed something.
    Wish,
}

/// What became of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FindingState)]
pub enum StateView {
    Open,
    Accepted,
    Dismissed,
    Snoozed,
    /// Its ground is gone.
    Closed,
}

/// The touchpoint that should be made. Whoever accepts may change all of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Suggestion)]
pub struct SuggestionView {
    /// None: `about` has to be worded.
    pub label: Option<String>,
    pub label_de: Option<String>,
    pub stage: Option<Named>,
    pub channel: Option<Named>,
    pub kind: KindView,
    /// It is there and should have been used: then nothing new needs to be made.
    pub existing: Option<Named>,
}

/// So many of so many, with Wilson's 95 % interval.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = FindingShare)]
pub struct ShareView {
    pub hits: u64,
    pub n: u64,
    /// 0…1.
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

/// What was decided, by whom and when.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
#[schema(as = FindingDecision)]
pub struct DecisionView {
    /// Why it was dismissed.
    pub reason: Option<String>,
    /// The day on which it comes back.
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<jiff::civil::Date>,
    pub owner: Option<OwnerView>,
    #[schema(value_type = Option<String>, format = Date)]
    pub review_by: Option<jiff::civil::Date>,
    pub touchpoint: Option<PlannedView>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
    pub by: Option<String>,
    /// When its touchpoint was first seen live.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub live_at: Option<Timestamp>,
}

/// The touchpoint that an accepted finding became.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PlannedTouchpoint)]
pub struct PlannedView {
    #[schema(value_type = String, format = "uuid")]
    pub id: TouchpointId,
    pub key: String,
    pub label: String,
    pub existence: ExistenceView,
}

/// A touch that ought to exist and does not.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = GapFinding)]
pub struct GapView {
    #[schema(value_type = String, format = "uuid")]
    pub id: FindingId,
    /// The number that marks it in the drawer and on the grid.
    pub no: i32,
    pub detector: DetectorView,
    pub state: StateView,
    /// Probability that the touch really is missing, 0…1.
    pub confidence: f64,
    pub suggestion: SuggestionView,
    pub about: AboutView,
    /// None where nothing was counted.
    pub share: Option<ShareView>,
    /// Events, touches, comments or clients behind it.
    pub evidence: u64,
    #[schema(value_type = String, format = DateTime)]
    pub first_seen_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    pub last_seen_at: Timestamp,
    /// Raised within the last seven days.
    pub new: bool,
    pub decision: DecisionView,
}

/// What kind of thing stands behind a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = EvidenceKind)]
pub enum EvidenceKind {
    Event,
    Touch,
    Comment,
    Client,
}

/// One thing behind a finding.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Evidence)]
pub struct EvidenceView {
    pub kind: EvidenceKind,
    pub client: Option<EvidenceClient>,
    /// When it happened; of a client: when it was last touched or confirmed.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
    /// Whole days since then.
    pub days: u32,
    /// What happened: the kind of event, or the touchpoint.
    pub what: Option<Named>,
    /// The words of the client, or the note.
    pub words: Option<String>,
    /// The part of the words that was heard as a cue.
    pub phrase: Option<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EvidenceClient {
    #[schema(value_type = String, format = "uuid")]
    pub id: ClientId,
    pub key: String,
    pub name: Option<String>,
}

/// A page of what stands behind a finding.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EvidencePage {
    pub items: Vec<EvidenceView>,
    /// How many there are, also those that are not listed.
    pub total: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// What the planned touchpoint shall be; what is left out is as suggested.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[schema(as = GapAcceptance)]
pub struct Acceptance {
    pub label: Option<String>,
    /// The stage's key.
    pub stage: Option<String>,
    /// The channel's key.
    pub channel: Option<String>,
    pub kind: Option<KindView>,
    #[schema(value_type = String, format = "uuid")]
    pub owner: PersonId,
    /// Today or later.
    #[schema(value_type = String, format = Date)]
    pub review_by: jiff::civil::Date,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[schema(as = GapDismissal)]
pub struct Dismissal {
    /// So that others can follow.
    pub reason: String,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[schema(as = GapSnooze)]
pub struct Snooze {
    /// The day on which it comes back.
    #[schema(value_type = String, format = Date)]
    pub until: jiff::civil::Date,
}
