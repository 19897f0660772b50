//! What the interface says about discovery sessions.

use domain::ids::{ContactId, DiscoveryId, ExpectationId, LinkId};
use domain::loyalty::discovery::wording::{Flag, FlagKind, Why};
use domain::loyalty::discovery::{
    BankQuestion, DepthReason, DiscoveryState, Outcome, SuggestedDepth,
};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::design::views::OwnerView;
use crate::loyalty::expectations::views::LevelView;
use crate::loyalty::portal::views::LinkView;
use crate::signals::events::views::ClientNameView;
use crate::view::present;

/// How far a session has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DiscoveryState)]
pub enum StateView {
    /// Being held, or not played back yet.
    Open,
    /// The client has not answered every statement.
    PlayedBack,
    /// The client has answered every statement.
    Confirmed,
}

impl From<DiscoveryState> for StateView {
    fn from(state: DiscoveryState) -> Self {
        match state {
            DiscoveryState::Open => Self::Open,
            DiscoveryState::PlayedBack => Self::PlayedBack,
            DiscoveryState::Confirmed => Self::Confirmed,
        }
    }
}

/// What became of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = StatementOutcome)]
pub enum OutcomeView {
    /// Not played back yet.
    Noted,
    /// Played back, not answered.
    Waiting,
    Confirmed,
    /// The client said it in other words.
    Corrected,
    Declined,
}

impl From<Outcome> for OutcomeView {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Noted => Self::Noted,
            Outcome::Waiting => Self::Waiting,
            Outcome::Confirmed => Self::Confirmed,
            Outcome::Corrected => Self::Corrected,
            Outcome::Declined => Self::Declined,
        }
    }
}

/// One thing that the client said.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DiscoveryStatement)]
pub struct StatementView {
    /// In the client's own words.
    pub words: String,
    pub level: LevelView,
    /// 1 stated, 2 probed, 3 unspoken.
    pub depth: u8,
    pub theme: Option<String>,
    /// It was played back, and stands in the ledger as this.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub expectation: Option<ExpectationId>,
    pub outcome: OutcomeView,
    /// What the client says instead, where it was corrected.
    pub corrected_to: Option<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DiscoverySession)]
pub struct DiscoveryView {
    #[schema(value_type = String, format = "uuid")]
    pub id: DiscoveryId,
    pub client: ClientNameView,
    #[schema(value_type = Option<String>, format = "uuid")]
    pub contact: Option<ContactId>,
    pub held_by: Option<OwnerView>,
    #[schema(value_type = String, format = DateTime)]
    pub held_at: Timestamp,
    /// Keys of the bank, or words of our own, in the order in which they were asked.
    pub questions: Vec<String>,
    pub statements: Vec<StatementView>,
    /// What else was noticed; the client never sees it.
    pub note: String,
    pub state: StateView,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub played_back_at: Option<Timestamp>,
    /// The link by which it can be answered.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub link: Option<LinkId>,
}

/// Why so deep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DepthReason)]
pub enum DepthReasonView {
    /// Begin with what is said anyway.
    LittleKnown,
    /// What is stated is known: ask what lies behind it.
    StatedKnown,
    /// What is probed is known, and trust is strong enough or not measured yet.
    ProbedKnown,
    /// The weakest leg of trust is not strong enough yet.
    TrustTooWeak,
}

/// How deep to ask next. A suggestion: nothing is locked.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = SuggestedDepth)]
pub struct SuggestedDepthView {
    pub depth: u8,
    pub because: DepthReasonView,
}

impl From<SuggestedDepth> for SuggestedDepthView {
    fn from(it: SuggestedDepth) -> Self {
        Self {
            depth: it.depth,
            because: match it.because {
                DepthReason::LittleKnown => DepthReasonView::LittleKnown,
                DepthReason::StatedKnown => DepthReasonView::StatedKnown,
                DepthReason::ProbedKnown => DepthReasonView::ProbedKnown,
                DepthReason::TrustTooWeak => DepthReasonView::TrustTooWeak,
            },
        }
    }
}

/// The sessions with one client, the newest first.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DiscoverySessions)]
pub struct DiscoveriesView {
    pub items: Vec<DiscoveryView>,
    pub suggested: SuggestedDepthView,
}

/// One thing that the client said, as it is written down.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[schema(as = DiscoveryStatementForm)]
pub struct StatementForm {
    pub words: String,
    pub level: LevelView,
    pub depth: u8,
    pub theme: Option<String>,
    /// As it was given, where it was played back: such a statement stays as it is.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub expectation: Option<ExpectationId>,
}

/// A session that begins.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct NewDiscovery {
    #[schema(value_type = Option<String>, format = "uuid")]
    pub contact: Option<ContactId>,
    /// RFC 3339; now if nothing is said.
    pub held_at: Option<String>,
    #[serde(default)]
    pub questions: Vec<String>,
    #[serde(default)]
    pub statements: Vec<StatementForm>,
    #[serde(default)]
    pub note: String,
}

/// A session as it is now; what is absent stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct DiscoveryChange {
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub contact: Option<Option<ContactId>>,
    pub held_at: Option<String>,
    pub questions: Option<Vec<String>>,
    /// All of them; those that were played back as they were given.
    pub statements: Option<Vec<StatementForm>>,
    pub note: Option<String>,
}

/// How the client gets to see it.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct PlayBack {
    /// For how many days the link works, 1 to 400; 90 if nothing is said.
    pub days: Option<u16>,
}

/// A session that was played back, and the link that is told once.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlayedBackView {
    pub discovery: DiscoveryView,
    pub link: LinkView,
    /// The path of the client's own page. It is shown once: only its hash is kept.
    pub address: String,
}

/// One question of the bank.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DiscoveryQuestion)]
pub struct QuestionView {
    pub key: &'static str,
    /// 1 stated, 2 probed, 3 unspoken.
    pub depth: u8,
    pub en: &'static str,
    pub de: &'static str,
}

impl From<&BankQuestion> for QuestionView {
    fn from(it: &BankQuestion) -> Self {
        Self {
            key: it.key,
            depth: it.depth,
            en: it.en,
            de: it.de,
        }
    }
}

/// A question to be looked at.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct Wording {
    pub text: String,
    /// `en` or `de`; found out where nothing is said.
    pub language: Option<String>,
}

/// What is wrong with a wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WordingKind)]
pub enum FlagKindView {
    /// It has the answer in it.
    Leading,
    /// It puts the client under pressure.
    Manipulative,
    /// It asks two things at once.
    Double,
    /// It asks for always or never.
    Absolute,
}

/// Why a wording is pointed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WordingReason)]
pub enum WhyView {
    TagQuestion,
    NegativeOpening,
    PresumesGood,
    PraisesItself,
    AsksToAgree,
    Supposes,
    AsksForScore,
    Pressure,
    OthersDo,
    Flatters,
    TwoThings,
    TwoQuestions,
    Extreme,
}

impl From<Why> for WhyView {
    fn from(why: Why) -> Self {
        match why {
            Why::TagQuestion => Self::TagQuestion,
            Why::NegativeOpening => Self::NegativeOpening,
            Why::PresumesGood => Self::PresumesGood,
            Why::PraisesItself => Self::PraisesItself,
            Why::AsksToAgree => Self::AsksToAgree,
            Why::Supposes => Self::Supposes,
            Why::AsksForScore => Self::AsksForScore,
            Why::Pressure => Self::Pressure,
            Why::OthersDo => Self::OthersDo,
            Why::Flatters => Self::Flatters,
            Why::TwoThings => Self::TwoThings,
            Why::TwoQuestions => Self::TwoQuestions,
            Why::Extreme => Self::Extreme,
        }
    }
}

/// A part of a text that is pointed out.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = WordingFlag)]
pub struct FlagView {
    /// The first character of the part, counted in Unicode characters (code points) from 0.
    pub from: usize,
    /// The character after its last.
    pub to: usize,
    pub kind: FlagKindView,
    pub why: WhyView,
    /// How it could be asked instead, in the language of the text; "…" stands for what is asked about.
    pub better: Option<String>,
}

impl From<Flag> for FlagView {
    fn from(it: Flag) -> Self {
        Self {
            from: it.from,
            to: it.to,
            kind: match it.why.kind() {
                FlagKind::Leading => FlagKindView::Leading,
                FlagKind::Manipulative => FlagKindView::Manipulative,
                FlagKind::Double => FlagKindView::Double,
                FlagKind::Absolute => FlagKindView::Absolute,
            },
            why: it.why.into(),
            better: it.better,
        }
    }
}
