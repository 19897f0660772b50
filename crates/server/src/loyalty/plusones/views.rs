//! What the interface says about plus-ones, and what it is told.

mod wear;

use domain::ids::{ClientId, ExpectationId, GiftId, PersonId, PlusOneId, SprintId, TouchpointId};
use domain::loyalty::plusones::measures::{CostPerWow, Rate, Yearly};
use domain::loyalty::plusones::ratchet::Why;
use domain::loyalty::plusones::{CostClass, Reaction, State};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::design::views::OwnerView;
use crate::signals::events::views::ClientNameView;
use crate::view::{present, told, words};

pub use wear::{
    EstimateView, HabituationView, HalfLifeView, HoldOutView, NotEstimableView, PointView,
    SideView, WearView,
};

words! {
    /// Where a plus-one stands.
    StateView as PlusOneState = State {
        Idea
        /// Given fewer than ten times.
        Trial
        /// It still surprises.
        Active
        /// Expected by now.
        Norm
        /// Given no more.
        Retired
    }
}

words! {
    /// How a client took it.
    ReactionView as Reaction = Reaction { Wow Noticed Unnoticed Unwanted }
}

words! {
    /// What one delivery costs, roughly.
    CostClassView as CostClass = CostClass {
        /// A thought or a minute.
        Free
        /// A coffee.
        Tiny
        /// A lunch.
        Small
        /// Somebody must sign it off.
        Large
    }
}

told! {
    /// Why a plus-one stands where it stands.
    WhyView as PlusOneWhy = Why {
        /// Somebody moved it.
        Moved
        /// It was given for the first time.
        FirstGift
        /// Enough reactions, and the wow rate holds.
        StillSurprises
        /// Given to one client for the third time.
        ThirdTime
        /// The wow rate of the last reactions fell under the floor.
        WornOut
    }
}

/// A share of deliveries with a known reaction.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PlusOneRate)]
pub struct RateView {
    /// 0..=1; null without a known reaction.
    pub value: Option<f64>,
    /// Wilson's 95 % interval.
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub n: u32,
}

impl From<Rate> for RateView {
    fn from(it: Rate) -> Self {
        Self {
            value: it.value,
            low: it.interval.map(|it| it.low),
            high: it.interval.map(|it| it.high),
            n: it.n,
        }
    }
}

/// What one wow costs, in hundredths of the currency.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = CostPerWow)]
pub struct CostPerWowView {
    pub cents: f64,
    pub low: f64,
    /// Null: the wow rate's interval reaches down to nothing.
    pub high: Option<f64>,
}

impl From<CostPerWow> for CostPerWowView {
    fn from(it: CostPerWow) -> Self {
        Self {
            cents: it.cents,
            low: it.low,
            high: it.high,
        }
    }
}

/// What a year of it costs, by what was given in the last one.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = YearlyCost)]
pub struct YearlyView {
    pub cents: f64,
    pub low: f64,
    pub high: f64,
    pub minutes: f64,
    /// Deliveries that it is reckoned from.
    pub n: u32,
}

impl From<Yearly> for YearlyView {
    fn from(it: Yearly) -> Self {
        Self {
            cents: it.cents,
            low: it.interval.low,
            high: it.interval.high,
            minutes: it.minutes,
            n: it.n,
        }
    }
}

/// How clients took it. Held-out turns are none of these.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
#[schema(as = Reactions)]
pub struct ReactionsView {
    pub wow: u32,
    pub noticed: u32,
    pub unnoticed: u32,
    pub unwanted: u32,
    /// Given, and nobody has heard yet.
    pub unknown: u32,
}

/// What became of a norm.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = NormDecision)]
pub struct NormView {
    /// Clients in whose ledger it stands as something that should be.
    pub clients: i64,
    /// When somebody decided to keep it.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub kept_at: Option<Timestamp>,
    pub kept_by: Option<OwnerView>,
    /// Whether a new surprise in its place is asked for.
    pub replacement_wanted: bool,
    /// The plus-one that took its place.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub replaced_by: Option<PlusOneId>,
}

/// A touchpoint by its names.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PlusOnePlace)]
pub struct PlaceView {
    #[schema(value_type = String, format = "uuid")]
    pub id: TouchpointId,
    pub key: String,
    pub label: String,
}

/// A plus-one on the board.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PlusOne)]
pub struct PlusOneView {
    #[schema(value_type = String, format = "uuid")]
    pub id: PlusOneId,
    pub words: String,
    pub state: StateView,
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
    pub cost_class: CostClassView,
    /// Of one delivery, in hundredths of the currency.
    pub cost_cents: i64,
    pub currency: String,
    pub minutes: i64,
    pub ask_first: bool,
    /// Asked first because the card says so, or because a tenth or more did not want it.
    pub must_ask: bool,
    /// Percent of deliveries that are left out by lot.
    pub hold_out_percent: i64,
    pub touchpoint: Option<PlaceView>,
    pub votes: i64,
    /// Whether the person who asks is for it.
    pub voted: bool,
    pub given: i64,
    /// Turns that were left out by lot.
    pub held_out: i64,
    pub reactions: ReactionsView,
    pub wow: RateView,
    pub unwanted: RateView,
    pub cost_per_wow: Option<CostPerWowView>,
    pub yearly: YearlyView,
    pub norm: NormView,
    /// Clients with three measured deliveries or more; a half-life needs a hundred.
    pub telling_clients: i64,
    #[schema(value_type = Option<String>, format = "uuid")]
    pub sprint: Option<SprintId>,
    /// The norm whose place it takes.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub replaces: Option<PlusOneId>,
    /// What was said to clients when it was withdrawn.
    pub farewell: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    pub made_at: Timestamp,
    pub made_by: Option<OwnerView>,
}

/// What the norms of one currency cost in a year.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = NormDebt)]
pub struct DebtView {
    pub currency: String,
    pub cents: f64,
    pub low: f64,
    pub high: f64,
    pub minutes: f64,
    /// Deliveries that it is reckoned from.
    pub n: u32,
    /// Norms that we must keep.
    pub norms: u32,
}

/// New surprises against those that wore out, in twelve months.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Replenishment)]
pub struct ReplenishmentView {
    pub new: u32,
    pub worn_out: u32,
    /// New ÷ worn out; null while nothing wore out. Under 1 the debt grows.
    pub ratio: Option<f64>,
}

/// The studio: all plus-ones, and what they cost and give together.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PlusOneBoard)]
pub struct BoardView {
    pub items: Vec<PlusOneView>,
    pub debt: Vec<DebtView>,
    pub replenishment: ReplenishmentView,
}

/// One step of a plus-one's life.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PlusOneStep)]
pub struct StepView {
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub from: StateView,
    pub to: StateView,
    pub why: WhyView,
    /// Of `third_time`: who got it for the third time.
    pub client: Option<ClientNameView>,
    /// Of `still_surprises` and `worn_out`: wows among the last reactions.
    pub wows: Option<u32>,
    pub of: Option<u32>,
}

/// A plus-one with its life.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PlusOneDetail)]
pub struct DetailView {
    pub plus_one: PlusOneView,
    pub steps: Vec<StepView>,
    pub hold_out: HoldOutView,
}

/// A plus-one to be thought of.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct NewPlusOneForm {
    /// One line: what the client gets.
    pub words: String,
    /// `tiny` if nothing is said.
    pub cost_class: Option<CostClassView>,
    pub cost_cents: Option<i64>,
    /// ISO 4217; EUR if nothing is said.
    pub currency: Option<String>,
    pub minutes: Option<i64>,
    pub ask_first: Option<bool>,
    pub hold_out_percent: Option<i64>,
    #[schema(value_type = Option<String>, format = "uuid")]
    pub touchpoint: Option<TouchpointId>,
    /// The norm whose place it takes.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub replaces: Option<PlusOneId>,
}

/// What is to be said otherwise of a plus-one. What is absent stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct PlusOneChange {
    pub words: Option<String>,
    pub cost_class: Option<CostClassView>,
    pub cost_cents: Option<i64>,
    pub currency: Option<String>,
    pub minutes: Option<i64>,
    pub ask_first: Option<bool>,
    pub hold_out_percent: Option<i64>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, format = "uuid")]
    pub touchpoint: Option<Option<TouchpointId>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, format = "uuid")]
    pub replaces: Option<Option<PlusOneId>>,
    /// Of a norm: it is kept, and joins the plan; or that is open again.
    pub kept: Option<bool>,
    /// What is said to clients when it is withdrawn.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub farewell: Option<Option<String>>,
}

/// Where it goes.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct PlusOneMove {
    pub to: StateView,
}

/// One delivery, or its deliberate absence.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Gift)]
pub struct GiftView {
    #[schema(value_type = String, format = "uuid")]
    pub id: GiftId,
    #[schema(value_type = String, format = "uuid")]
    pub plus_one: PlusOneId,
    /// What the plus-one is called now.
    pub plus_one_words: String,
    pub client: ClientNameView,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// By lot it was left out this time.
    pub held_out: bool,
    pub asked_first: bool,
    /// Null: nobody has heard yet.
    pub reaction: Option<ReactionView>,
    /// How the touch was felt against expectation, −3…+3.
    pub felt: Option<i8>,
    /// The client's own words.
    pub words: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub reacted_at: Option<Timestamp>,
    pub given_by: Option<OwnerView>,
    /// It was not so.
    pub taken_back: bool,
}

/// What a delivery has set going.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Given)]
pub struct GivenView {
    pub gift: GiftView,
    /// Where the plus-one stands by now.
    pub state: StateView,
    /// It has become a norm by this: it is written down as something that should be, and a replacement is asked for.
    pub became_norm: bool,
    /// Where it has become a norm: for the third time, or worn out.
    pub why: Option<WhyView>,
}

/// A delivery to be noted.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct NewGiftForm {
    #[schema(value_type = String, format = "uuid")]
    pub client: ClientId,
    /// RFC 3339; now if nothing is said.
    pub at: Option<String>,
    pub reaction: Option<ReactionView>,
    /// −3…+3.
    pub felt: Option<i8>,
    /// The client's own words.
    pub words: Option<String>,
    /// By lot it was left out this time.
    #[serde(default)]
    pub held_out: bool,
    /// The client was asked before, and wanted it.
    #[serde(default)]
    pub asked_first: bool,
    /// Made by who sends it: the same one sent twice is one.
    pub external_id: Option<String>,
}

/// How the client took it. What is absent stays; null says that it is not known after all.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct GiftReaction {
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<ReactionView>)]
    pub reaction: Option<Option<ReactionView>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i8>)]
    pub felt: Option<Option<i8>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub words: Option<Option<String>>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct GiftParams {
    /// The `next` of the page before.
    pub before: Option<String>,
    /// 1 to 200; 50 if nothing is said.
    pub limit: Option<usize>,
}

/// A norm in one client's ledger.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ClientNorm)]
pub struct ClientNormView {
    #[schema(value_type = String, format = "uuid")]
    pub plus_one: PlusOneId,
    pub words: String,
    #[schema(value_type = String, format = "uuid")]
    pub expectation: ExpectationId,
}

/// What one client got, and expects because of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ClientPlusOnes)]
pub struct ClientPlusOnesView {
    /// The newest first, up to 100.
    pub gifts: Vec<GiftView>,
    pub norms: Vec<ClientNormView>,
    /// When the client felt one last: wow or noticed.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_felt_at: Option<Timestamp>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SuggestionParams {
    /// Id of the touchpoint at which the client is met next: what belongs to it goes first.
    #[param(value_type = Option<String>, format = "uuid")]
    pub touchpoint: Option<TouchpointId>,
}

/// One plus-one for one client.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PlusOneSuggestion)]
pub struct SuggestionView {
    /// Null: none fits.
    pub suggested: Option<SuggestedView>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = SuggestedPlusOne)]
pub struct SuggestedView {
    #[schema(value_type = String, format = "uuid")]
    pub id: PlusOneId,
    pub words: String,
    pub state: StateView,
    /// How often this client got it.
    pub given: u32,
    pub wow: RateView,
    pub minutes: i64,
    pub cost_cents: i64,
    pub currency: String,
    /// Ask the client before.
    pub ask_first: bool,
    /// The lot says to leave it out this time and to note how the touch was felt.
    pub hold_out: bool,
}

/// Who is asked about, or who did it.
pub fn owner(id: Option<PersonId>, people: &[domain::access::Person]) -> Option<OwnerView> {
    let person = people.iter().find(|person| Some(person.id) == id)?;
    Some(OwnerView {
        id: person.id,
        name: person.name.clone(),
    })
}
