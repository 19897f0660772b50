//! What the interface says about prompts, and what it is told.

use domain::ids::{
    ClientId, ContactId, ExpectationId, LinkId, LinkRequestId, PersonId, PlusOneId, PromiseId,
    PromptId, TouchpointId,
};
use domain::loyalty::expectations::iceberg::Knowledge;
use domain::prompts::{Felt, Urgency};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use store::prompts::CalendarLink;
use utoipa::{IntoParams, ToSchema};

use crate::loyalty::expectations::views::LevelView;
use crate::loyalty::plusones::views::ReactionView;
use crate::signals::deliveries::views::{CheckForm, DefectForm, DeliveryView};
use crate::view::words;

mod care;
mod prompt;

pub use care::{
    CareKindView, CarePlaceView, CareRuleForm, CareRuleView, CareTierView, CountsView, ExceptView,
};
pub use prompt::{PromptKindView, PromptPlanView, PromptStateView, PromptView, SnoozeView};

words! {
    /// How pressing a touch is.
    UrgencyView as TodayUrgency = Urgency {
        /// Past its grace.
        Late
        Due
        Coming
    }
}

words! {
    /// How well an expectation is known.
    KnownView as TodayKnown = Knowledge {
        /// Confirmed by the client, within its half-life.
        Fresh
        /// Confirmed longer ago.
        Stale
        Stated
        /// Our guess.
        Assumed
    }
}

words! {
    /// How something was felt, as a score of the same answer has it.
    FeltView as FeltByScore = Felt { Short Expected Beyond }
}

/// What is coming for one client.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Upcoming)]
pub struct UpcomingView {
    pub today: String,
    /// What the client is called.
    pub client_name: String,
    /// What has been shown the longest first.
    pub open: Vec<PromptView>,
    /// What lately became of others, the newest first.
    pub over: Vec<PromptView>,
}

/// What one person does today.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Today)]
pub struct TodayView {
    /// In the organization's time zone.
    pub day: String,
    pub time_zone: String,
    /// Three to seven, what has been due the longest first.
    pub touches: Vec<TodayTouchView>,
    /// How many more are due than are shown.
    pub more: usize,
    /// Whether there may be more than that: no more than 100 are counted.
    pub more_at_least: bool,
    /// Where a touch can be logged, with what is checked there.
    pub places: Vec<PlaceView>,
    /// What the person has promised and is due within the week, or over its time.
    pub promises: Vec<TodayPromiseView>,
    /// The newest words of clients about what the person answers for.
    pub words: Vec<WordsView>,
    /// Clients whose link no longer works and who ask for a new one, the longest waiting first.
    pub link_requests: Vec<TodayLinkRequestView>,
    /// Nobody has set a rule yet, and no live plan asks for anything.
    pub without_rules: bool,
}

/// A client who asks for a new link to their own page.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TodayLinkRequest)]
pub struct TodayLinkRequestView {
    #[schema(value_type = String, format = "uuid")]
    pub id: LinkRequestId,
    pub client: TodayClientView,
    /// For whom the old link was; null: for the client as a whole.
    pub contact: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    pub asked_at: Timestamp,
}

/// What comes next for a client, as they read it on their own page.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PortalNext {
    pub items: Vec<PortalNextItem>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PortalNextItem {
    /// What the touchpoint is called.
    pub what: String,
    /// Who of us; null: somebody of us.
    pub who: Option<String>,
    /// `YYYY-MM-DD`, first and last day; both null: soon.
    pub from: Option<String>,
    pub to: Option<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TodayTouch)]
pub struct TodayTouchView {
    pub client: TodayClientView,
    pub urgency: UrgencyView,
    /// Days past the last one that was in order.
    pub days_late: i32,
    /// Why: one client's prompts stand together, the most pressing first.
    pub prompts: Vec<PromptView>,
    /// Where it is suggested to happen: the id of a place.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub touchpoint: Option<TouchpointId>,
    /// At most three, what is confirmed and fresh first.
    pub expectations: Vec<TodayExpectationView>,
    /// What we said we would do for this client and is still to be done, the first due in front.
    pub promises: Vec<TodayPromiseView>,
    /// One small extra for this client; never one that they did not want.
    pub plus_one: Option<TodayPlusOneView>,
}

/// Something that we said we would do, still to be done.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TodayPromise)]
pub struct TodayPromiseView {
    #[schema(value_type = String, format = "uuid")]
    pub id: PromiseId,
    #[schema(value_type = String, format = "uuid")]
    pub client: ClientId,
    pub client_name: String,
    pub words: String,
    #[schema(value_type = String, format = DateTime)]
    pub due_at: Timestamp,
    /// Its day in the organization's time zone.
    pub due: String,
    pub overdue: bool,
    /// Whoever is signed in does it.
    pub mine: bool,
}

/// A small extra that could be given.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TodayPlusOne)]
pub struct TodayPlusOneView {
    #[schema(value_type = String, format = "uuid")]
    pub id: PlusOneId,
    pub words: String,
    /// Ask the client before.
    pub ask_first: bool,
    /// The lot says to leave it out this time and to note how the touch was felt.
    pub hold_out: bool,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TodayClient)]
pub struct TodayClientView {
    #[schema(value_type = String, format = "uuid")]
    pub id: ClientId,
    pub key: String,
    pub name: String,
    pub tier: Option<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TodayExpectation)]
pub struct TodayExpectationView {
    #[schema(value_type = String, format = "uuid")]
    pub id: ExpectationId,
    pub words: String,
    pub level: LevelView,
    pub known: KnownView,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub confirmed_at: Option<Timestamp>,
}

/// A touchpoint where a touch can be logged.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TodayPlace)]
pub struct PlaceView {
    #[schema(value_type = String, format = "uuid")]
    pub id: TouchpointId,
    pub key: String,
    pub label: String,
    pub channel: Option<String>,
    /// With the client, by the live plan.
    pub minutes: Option<u32>,
    /// In the order in which they win.
    pub standards: Vec<StandardView>,
    pub failures: Vec<FailureView>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TodayStandard)]
pub struct StandardView {
    pub id: String,
    pub words: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TodayFailure)]
pub struct FailureView {
    pub id: String,
    pub words: String,
    pub recovery: String,
}

/// What a client wrote.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TodayWords)]
pub struct WordsView {
    pub words: String,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Null: about everything.
    pub touchpoint: Option<CarePlaceView>,
    /// As the same answer scored it; null where it has no score.
    pub felt: Option<FeltView>,
    pub client: TodayClientView,
}

/// A touch that has happened, with everything that was noted of it, in one request. Everything in it has an id that the
/// client makes: sent again, sent late or sent in another order it is still the same.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct LogForm {
    /// Made by who sends it, once for each touch: a UUID, or another text that nobody else makes.
    pub id: String,
    #[schema(value_type = String, format = "uuid")]
    pub client: ClientId,
    #[schema(value_type = String, format = "uuid")]
    pub touchpoint: TouchpointId,
    /// The prompts that it answers.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub prompts: Vec<PromptId>,
    /// When it happened, RFC 3339; not when it is sent.
    pub occurred_at: String,
    /// The key of a channel; the touchpoint's own if nothing is said.
    pub channel: Option<String>,
    /// The standards that were checked, of the plan that was live then.
    #[serde(default)]
    pub standards: Vec<CheckForm>,
    #[serde(default)]
    pub defects: Vec<DefectForm>,
    /// −3 to 3: one's own view, stored before the client's is shown.
    pub self_score: Option<i8>,
    pub note: Option<String>,
    /// What was promised in it.
    #[serde(default)]
    pub promises: Vec<LogPromiseForm>,
    /// The plus-one that was given with it, or left out by lot.
    pub plus_one: Option<LogPlusOneForm>,
}

/// Something that was promised with a touch. The same words with the same touch are one promise.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct LogPromiseForm {
    /// What is promised; with `as_typed` the whole line.
    pub words: String,
    /// Nobody has read the line yet (there was no connection): it is read as of when the touch happened. What is said
    /// besides holds where the line does not say it.
    #[serde(default)]
    pub as_typed: bool,
    /// The day by which, `YYYY-MM-DD`; it is meant with its working hours, until 17:00 in the organization's time zone.
    pub due: Option<String>,
    /// The moment by which, RFC 3339; before `due`.
    pub due_at: Option<String>,
    /// Whoever is signed in if nothing is said.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub who: Option<PersonId>,
    /// To whom of the client's.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub contact: Option<ContactId>,
}

/// A plus-one as it was given with a touch.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct LogPlusOneForm {
    #[schema(value_type = String, format = "uuid")]
    pub id: PlusOneId,
    pub reaction: Option<ReactionView>,
    /// By lot it was left out this time.
    #[serde(default)]
    pub held_out: bool,
    /// The client was asked before, and wanted it.
    #[serde(default)]
    pub asked_first: bool,
}

/// What became of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LoggedStatus {
    Created,
    /// The same was here before.
    Unchanged,
}

/// What became of a log.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Logged)]
pub struct LoggedView {
    pub status: LoggedStatus,
    pub delivery: DeliveryView,
    /// What became of the prompts that it answers.
    pub prompts: Vec<PromptView>,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct SnoozeForm {
    /// `YYYY-MM-DD`
    pub until: String,
    pub reason: String,
    /// When it was said, RFC 3339, where it is sent later: what was said last holds. Now if nothing is said.
    pub at: Option<String>,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct NotNeededForm {
    pub reason: String,
    /// When it was said, RFC 3339, where it is sent later.
    pub at: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DoneParams {
    /// When it was said, RFC 3339, where it is sent later: its day is the day on which it was done.
    pub at: Option<String>,
}

/// A link to one's own calendar.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = CalendarLink)]
pub struct CalendarLinkView {
    #[schema(value_type = String, format = "uuid")]
    pub id: LinkId,
    #[schema(value_type = String, format = "uuid")]
    pub person: PersonId,
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
}

impl From<CalendarLink> for CalendarLinkView {
    fn from(it: CalendarLink) -> Self {
        Self {
            id: it.id,
            person: it.person,
            created_at: it.created_at,
        }
    }
}

/// A link that was just made: its address is told once.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = NewCalendarLink)]
pub struct NewCalendarLinkView {
    pub link: CalendarLinkView,
    /// The whole address, for a calendar program to subscribe to. Who has it can read the calendar.
    pub address: String,
}
