//! What the interface says about advocacy and departures, and what it is told.

use domain::ids::{AdvocacyId, ClientId, DepartureId};
use domain::loyalty::advocacy::blame::Kind as Blame;
use domain::loyalty::advocacy::departures::{Code, SignalKind};
use domain::loyalty::advocacy::growth::EarnedGrowth;
use domain::loyalty::advocacy::{Kind, Share};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use store::loyalty::advocacy::{AdvocacyCounts, Counted};
use utoipa::{IntoParams, ToSchema};

use crate::signals::events::views::ClientNameView;
use crate::view::words;

words! {
    /// How a client speaks for us: sent somebody, wrote about us, lets others ask about us.
    KindView as AdvocacyKind = Kind { Referral Review Reference }
}

words! {
    /// What on our side made a client leave.
    CodeView as DepartureCode = Code {
        PromiseBroken NotHeard NeverAsked Silence ErrorNotOwned PersonLeft Knowledge PriceUnexplained NoExtra OtherOurs
    }
}

words! {
    /// What could have been seen before a client left.
    MissedKindView as MissedSignKind = SignalKind {
        /// The client had to ask for what should have come by itself.
        Chase
        /// For longer than promised the client heard nothing from us.
        Silence
        BrokenPromise
        LatePromise
        /// An error of ours that the client had to find.
        FoundError
        /// An expectation was met short.
        Short
    }
}

words! {
    /// What sort of blame it is.
    BlameKindView as BlameKind = Blame {
        /// The client is called something.
        Character
        /// The client is said not to have done something.
        Omission
        /// The client is said not to have understood.
        Understanding
        /// The client wanted too much or the wrong thing.
        Demand
        /// The client is said to be at fault.
        Fault
    }
}

/// What sort of thing of ours made a client speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AdvocacyCauseKind)]
pub enum CauseKindView {
    Touch,
    PlusOne,
    Touchpoint,
}

impl CauseKindView {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Touch => "touch",
            Self::PlusOne => "plus_one",
            Self::Touchpoint => "touchpoint",
        }
    }
}

/// What of ours made the client speak.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AdvocacyCause)]
pub struct CausedByView {
    pub kind: CauseKindView,
    /// A UUID.
    pub id: String,
    /// What it is called; empty where it is known by its id alone.
    pub label: String,
}

/// One act of advocacy.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Advocacy)]
pub struct AdvocacyView {
    #[schema(value_type = String, format = "uuid")]
    pub id: AdvocacyId,
    pub client: ClientNameView,
    pub kind: KindView,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// What was said, word for word.
    pub words: Option<String>,
    pub caused_by: Option<CausedByView>,
    /// Whom a referral brought.
    pub new_client: Option<ClientNameView>,
    pub revenue_cents: Option<i64>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewAdvocacyCause)]
pub struct CausedByForm {
    pub kind: CauseKindView,
    /// A UUID.
    pub id: String,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewAdvocacy)]
pub struct AdvocacyForm {
    /// Id of the client.
    #[schema(value_type = String, format = "uuid")]
    pub client: ClientId,
    pub kind: KindView,
    /// RFC 3339; now when not said.
    pub at: Option<String>,
    /// At most 2,000 characters.
    pub words: Option<String>,
    pub caused_by: Option<CausedByForm>,
    /// Id of whom a referral brought.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub new_client: Option<ClientId>,
    /// What a referral brought in.
    pub revenue_cents: Option<i64>,
}

/// Whose, and from where on.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListParams {
    /// Id of a client.
    #[param(value_type = Option<String>)]
    pub client: Option<ClientId>,
    /// The cursor from `next`.
    pub after: Option<String>,
    /// 1 to 200; 100 when not said.
    pub limit: Option<usize>,
}

/// A share from 0 to 1 with Wilson's interval; null of nothing.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = AdvocacyShare)]
pub struct ShareView {
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub hits: u64,
    pub n: u64,
}

impl From<Share> for ShareView {
    fn from(it: Share) -> Self {
        Self {
            value: it.value,
            low: it.interval.map(|it| it.low),
            high: it.interval.map(|it| it.high),
            hits: it.hits,
            n: it.n,
        }
    }
}

/// How many spoke for us within the last twelve months.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AdvocacyRates)]
pub struct RatesView {
    /// Clients with an act of any kind ÷ clients.
    pub advocates: ShareView,
    /// Clients who sent somebody ÷ clients.
    pub referrers: ShareView,
    /// Referrals that brought a client ÷ referrals.
    pub conversion: ShareView,
    /// New clients by referral for each client.
    pub k: Option<f64>,
}

/// So many, of so many clients.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = AdvocacyCount)]
pub struct CountView {
    pub count: u64,
    /// Clients behind them: one who did two things is one.
    pub n: u64,
}

impl From<Counted> for CountView {
    fn from(it: Counted) -> Self {
        Self {
            count: it.count,
            n: it.clients,
        }
    }
}

/// How many spoke for us and how many left, of all time; what was taken back is not counted.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = AdvocacyCounts)]
pub struct CountsView {
    /// Of all three kinds.
    pub acts: CountView,
    pub referrals: CountView,
    pub reviews: CountView,
    pub references: CountView,
    pub departures: CountView,
}

impl From<AdvocacyCounts> for CountsView {
    fn from(it: AdvocacyCounts) -> Self {
        Self {
            acts: it.acts.into(),
            referrals: it.referrals.into(),
            reviews: it.reviews.into(),
            references: it.references.into(),
            departures: it.departures.into(),
        }
    }
}

/// One cause of a departure.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DepartureCause)]
pub struct CauseView {
    /// On our side (so it is where nothing is said); otherwise a circumstance, which may only stand beside ours.
    #[serde(default = "ours")]
    pub ours: bool,
    pub code: CodeView,
    /// At most 2,000 characters.
    #[serde(default)]
    pub words: String,
}

fn ours() -> bool {
    true
}

/// A sign that something was amiss.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MissedSign)]
pub struct MissedView {
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub kind: MissedKindView,
    pub words: Option<String>,
    /// Signs in all, this one too.
    pub signs: usize,
}

/// A lost client.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Departure)]
pub struct DepartureView {
    #[schema(value_type = String, format = "uuid")]
    pub id: DepartureId,
    pub client: ClientNameView,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub causes: Vec<CauseView>,
    /// What the client said about it, word for word.
    pub words: Option<String>,
    pub revenue_cents: Option<i64>,
    /// The earliest sign within a year before, and after the client last renewed; null where nothing could be seen.
    pub missed: Option<MissedView>,
    /// Days from that sign to the departure.
    pub warning_days: Option<i64>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewDeparture)]
pub struct DepartureForm {
    /// Id of the client.
    #[schema(value_type = String, format = "uuid")]
    pub client: ClientId,
    /// RFC 3339; now when not said.
    pub at: Option<String>,
    /// At least one on our side. Words of ours that blame the client are refused.
    pub causes: Vec<CauseView>,
    /// What the client said about it, word for word; never judged.
    pub words: Option<String>,
    /// What the client brought in a year.
    pub revenue_cents: Option<i64>,
}

/// Words to be looked through for blame.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BlameText)]
pub struct BlameForm {
    /// At most 2,000 characters.
    pub text: String,
}

/// Words that blame the client.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BlameFlag)]
pub struct BlameView {
    /// In UTF-16 code units, as browsers count.
    pub from: usize,
    pub to: usize,
    pub why: BlameKindView,
}

/// Which year.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct YearParams {
    /// Such as 2026; the last whole year when not said.
    pub year: Option<i16>,
    /// By ISO 4217, such as EUR; the one that most clients pay in when not said.
    pub currency: Option<String>,
}

/// How a year grew. It counts all revenue that is recorded and is no sample, so it has an n and no interval.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EarnedGrowth)]
pub struct GrowthView {
    pub year: i16,
    /// Of all figures here: currencies are never added up.
    pub currency: String,
    /// In which there is revenue in the two years.
    pub currencies: Vec<String>,
    /// Earned growth: retained + earned_new − 1. 0.10 is +10 %. Null where the year before has no revenue.
    pub rate: Option<f64>,
    /// This year's revenue from last year's clients ÷ last year's revenue.
    pub retained: Option<f64>,
    /// This year's revenue from new clients whom others sent ÷ last year's revenue.
    pub earned_new: Option<f64>,
    /// This year's revenue from the other new clients ÷ last year's revenue.
    pub bought_new: Option<f64>,
    /// All growth.
    pub growth: Option<f64>,
    /// Earned growth ÷ all growth; null unless revenue grew.
    pub ratio: Option<f64>,
    pub last_cents: i64,
    pub this_cents: i64,
    /// Clients with revenue in the year before.
    pub n: usize,
    /// New clients; and those of them whom others sent.
    pub new: usize,
    pub referred: usize,
}

impl GrowthView {
    pub fn of(
        year: i16,
        (currency, currencies): (String, Vec<String>),
        it: Option<EarnedGrowth>,
    ) -> Self {
        Self {
            year,
            currency,
            currencies,
            rate: it.map(|it| it.egr),
            retained: it.map(|it| it.nrr),
            earned_new: it.map(|it| it.enc),
            bought_new: it.map(|it| it.bought),
            growth: it.map(|it| it.growth),
            ratio: it.and_then(|it| it.ratio),
            last_cents: it.map_or(0, |it| it.last),
            this_cents: it.map_or(0, |it| it.this),
            n: it.map_or(0, |it| it.clients),
            new: it.map_or(0, |it| it.new),
            referred: it.map_or(0, |it| it.referred),
        }
    }
}

/// How a client decided with its money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RevenueKind)]
pub enum RevenueKindView {
    Purchase,
    /// The client decided to stay.
    Renewal,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewRevenue)]
pub struct RevenueForm {
    /// Id of the client.
    #[schema(value_type = String, format = "uuid")]
    pub client: ClientId,
    pub kind: RevenueKindView,
    /// RFC 3339.
    pub at: String,
    /// In hundredths of the currency: not negative, at most 1,000,000,000,000.
    pub cents: i64,
    /// By ISO 4217; EUR when not said.
    pub currency: Option<String>,
}

/// What clients brought in, up to 1,000 at a time.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewRevenueList)]
pub struct RevenueListForm {
    pub items: Vec<RevenueForm>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RevenueRecorded)]
pub struct RecordedRevenue {
    pub recorded: usize,
    /// By which each can be taken back, in the order of the items.
    pub ids: Vec<i64>,
}
