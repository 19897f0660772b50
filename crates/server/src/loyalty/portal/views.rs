//! What the client's own page says, and what we say about its links.

use domain::ids::{
    ChangeId, ClientId, ContactId, ExpectationId, FindingId, LinkId, LinkRequestId, TouchpointId,
};
use domain::loyalty::portal::{Asking, ClientLink, MadeChange, Wish};
use domain::loyalty::{Expectation, Status};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::loyalty::promises::views::StateView;

/// A link to one client's own page.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ClientLink)]
pub struct LinkView {
    #[schema(value_type = String, format = "uuid")]
    pub id: LinkId,
    #[schema(value_type = String, format = "uuid")]
    pub client: ClientId,
    /// For whom it is; `null`: for the client as a whole.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub contact: Option<ContactId>,
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
}

impl From<ClientLink> for LinkView {
    fn from(it: ClientLink) -> Self {
        Self {
            id: it.id,
            client: it.client,
            contact: it.contact,
            created_at: it.created_at,
            expires_at: it.expires_at,
        }
    }
}

/// For whom a link is, and how long it works.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct NewClientLink {
    #[schema(value_type = Option<String>, format = "uuid")]
    pub contact: Option<ContactId>,
    /// RFC 3339, at most 400 days ahead; 90 days if nothing is said.
    pub expires_at: Option<String>,
}

/// A new link. Its address is told once: only its hash is kept.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NewClientLinkView {
    pub link: LinkView,
    /// The path of the client's own page.
    pub address: String,
}

/// Something that is different because a client spoke up.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ChangeForClient)]
pub struct ChangeView {
    #[schema(value_type = String, format = "uuid")]
    pub id: ChangeId,
    pub words: String,
    pub said: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    #[schema(value_type = Option<String>, format = "uuid")]
    pub because_of: Option<ExpectationId>,
    /// The finding from which it was proposed.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub finding: Option<FindingId>,
}

/// Something that is there now, for which this client spoke up. The client sees nothing of it before it is told.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ChangeProposal)]
pub struct ProposalView {
    #[schema(value_type = String, format = "uuid")]
    pub finding: FindingId,
    /// What is there now.
    pub touchpoint: ProposalPlaceView,
    /// The client's own words.
    pub said: Option<String>,
    /// What they confirmed and nothing served.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub because_of: Option<ExpectationId>,
    /// Since when it is there.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ChangeProposalPlace)]
pub struct ProposalPlaceView {
    #[schema(value_type = String, format = "uuid")]
    pub id: TouchpointId,
    pub key: String,
    pub label: String,
}

/// Somebody whose link no longer works asks for another one.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = LinkRequest)]
pub struct LinkRequestView {
    #[schema(value_type = String, format = "uuid")]
    pub id: LinkRequestId,
    #[schema(value_type = String, format = "uuid")]
    pub client: ClientId,
    /// For whom the old link was; null: for the client as a whole.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub contact: Option<ContactId>,
    pub contact_name: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    pub asked_at: Timestamp,
}

impl From<MadeChange> for ChangeView {
    fn from(it: MadeChange) -> Self {
        Self {
            id: it.id,
            words: it.words,
            said: it.said,
            at: it.at,
            because_of: it.because_of,
            finding: it.finding,
        }
    }
}

/// What is different now, in our words to the client.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct NewChangeForClient {
    pub words: String,
    /// What the client said, in their words.
    pub said: Option<String>,
    /// RFC 3339; now if nothing is said.
    pub at: Option<String>,
    /// The expectation that it serves.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub because_of: Option<ExpectationId>,
    /// The proposal that it makes good on.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub finding: Option<FindingId>,
}

/// How an expectation stands, as the client is asked about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PortalState {
    /// The client said it; we ask whether we understood.
    Said,
    /// Our guess: the client never told us.
    Guess,
    /// Confirmed so long ago that we ask again.
    AskAgain,
    Confirmed,
}

/// What the client expects of us, as we understood it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PortalExpectation {
    #[schema(value_type = String, format = "uuid")]
    pub id: ExpectationId,
    pub words: String,
    pub state: PortalState,
    /// When the client said it; `null` of a guess.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub said_at: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub confirmed_at: Option<Timestamp>,
}

impl PortalExpectation {
    pub fn of(it: Expectation, now: Timestamp) -> Self {
        let state = match it.status {
            Status::Assumed => PortalState::Guess,
            Status::Confirmed if it.is_fresh(now) => PortalState::Confirmed,
            Status::Confirmed => PortalState::AskAgain,
            Status::Stated | Status::Retired => PortalState::Said,
        };
        Self {
            id: it.id,
            state,
            said_at: (state != PortalState::Guess).then_some(it.stated_at),
            confirmed_at: it.confirmed_at,
            words: it.words,
        }
    }
}

/// Something that changed because the client spoke up.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PortalChange {
    pub words: String,
    pub said: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

/// How often the client wants to be asked how it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PortalAsking)]
pub enum AskingView {
    AfterEachMeeting,
    TwiceAYear,
    Never,
}

impl From<Asking> for AskingView {
    fn from(it: Asking) -> Self {
        match it {
            Asking::AfterEachMeeting => Self::AfterEachMeeting,
            Asking::TwiceAYear => Self::TwiceAYear,
            Asking::Never => Self::Never,
        }
    }
}

impl From<AskingView> for Asking {
    fn from(it: AskingView) -> Self {
        match it {
            AskingView::AfterEachMeeting => Self::AfterEachMeeting,
            AskingView::TwiceAYear => Self::TwiceAYear,
            AskingView::Never => Self::Never,
        }
    }
}

/// What the client wishes of how we keep in touch.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PortalWishes)]
pub struct WishView {
    pub asking: Option<AskingView>,
    pub words: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

impl From<Wish> for WishView {
    fn from(it: Wish) -> Self {
        Self {
            asking: it.asking.map(Into::into),
            words: it.words,
            at: it.at,
        }
    }
}

/// Who of us answers for the relationship.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PortalPerson {
    pub name: String,
    pub email: String,
}

/// A promise as the client sees it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PortalPromise {
    pub id: String,
    pub words: String,
    /// Who of us promised it.
    pub who: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    pub due_at: Timestamp,
    pub state: StateView,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub kept_at: Option<Timestamp>,
    /// Whole days past the moment that was agreed; of kept ones that were late.
    pub days_late: Option<i64>,
    /// Why it was late or broken, on our side.
    pub cause: Option<String>,
}

/// How many promises came out how, and the newest of them. Counts, no shares: a client has few.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PortalPromises {
    pub kept: usize,
    pub late: usize,
    pub broken: usize,
    pub open: usize,
    /// Those to be done first, the next in front; then the rest, the newest in front; twenty at most.
    pub items: Vec<PortalPromise>,
}

/// The client's own page.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Portal)]
pub struct PortalView {
    pub organization: String,
    /// In which days and hours are meant.
    pub time_zone: String,
    /// Whom to greet: the contact for whom the link is, or the client.
    pub greeting: Option<String>,
    /// The client as a whole.
    pub client: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// When the link stops working.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
    /// Whom to turn to; `null`: nobody answers for this client yet.
    pub person: Option<PortalPerson>,
    /// What needs an answer comes first.
    pub expectations: Vec<PortalExpectation>,
    /// What we said we would do.
    pub promises: PortalPromises,
    /// The newest first.
    pub changes: Vec<PortalChange>,
    /// `null`: nothing was said yet.
    pub wishes: Option<WishView>,
}

/// What the client answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PortalAnswerKind {
    /// It is so.
    Confirm,
    /// It is so in other words: `words`.
    Correct,
    /// It is not so, or no longer.
    NoLonger,
    /// Takes back the client's own last answer.
    Undo,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct PortalAnswer {
    pub answer: PortalAnswerKind,
    /// The words as the client was shown them; needed to confirm. Where they were changed since, nothing is written.
    pub seen: Option<String>,
    /// Needed to correct; else what the client wants to add.
    pub words: Option<String>,
}

/// Something that we should know.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct PortalNewExpectation {
    pub words: String,
}

/// How often we may ask, and anything else about how to keep in touch.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct PortalWishForm {
    pub asking: Option<AskingView>,
    pub words: Option<String>,
}
