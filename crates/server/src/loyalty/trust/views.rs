//! What the interface says about trust, and what it is told.

use domain::ids::{ClientId, ContactId};
use domain::loyalty::trust::pulse::Reliability;
use domain::loyalty::trust::{Index, Leg, LegStanding, Source, SubPart};
use domain::stats::Interval;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::view::words;

words! {
    /// What trust stands on.
    LegView as TrustLeg = Leg { Credibility Competence Compatibility }
}

words! {
    /// What a leg is made of: of credibility the first four, of competence the next three, of compatibility the rest.
    SubPartView as TrustPart = SubPart {
        Confidence FirstImpression Honesty DeliversAsPromised
        Knowledge TrackRecord SearchingQuestions
        Interest Listening Care Vulnerability
    }
}

words! {
    /// Where a signal comes from: from what we did, or from what the client says.
    SourceView as TrustSource = Source { Behaviour Said }
}

/// A number from 0 to 100 with its interval; null while it is unknown.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = TrustScore)]
pub struct ScoreView {
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub n: usize,
}

impl ScoreView {
    pub fn of(value: Option<f64>, interval: Option<Interval>, n: usize) -> Self {
        Self {
            value,
            low: interval.map(|it| it.low),
            high: interval.map(|it| it.high),
            n,
        }
    }

    pub fn of_index(index: Option<Index>, n: usize) -> Self {
        Self::of(index.map(|it| it.value), index.map(|it| it.interval), n)
    }
}

/// A sub-part of a leg, 0 to 100; null while it has no signal.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TrustPartStanding)]
pub struct PartStandingView {
    pub part: SubPartView,
    pub n: usize,
    pub value: Option<f64>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TrustLegStanding)]
pub struct LegStandingView {
    pub leg: LegView,
    /// 0 to 100; null while the leg has no signal: unknown.
    pub value: Option<f64>,
    /// The central 95 %.
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Signals that count.
    pub n: usize,
    pub parts: Vec<PartStandingView>,
}

impl LegStandingView {
    pub fn of(leg: &LegStanding, parts: Vec<PartStandingView>) -> Self {
        Self {
            leg: leg.leg.into(),
            value: leg.value,
            low: leg.interval.map(|it| it.low),
            high: leg.interval.map(|it| it.high),
            n: leg.n,
            parts,
        }
    }
}

/// What a signal comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = TrustSignalKind)]
pub enum SignalKindView {
    /// Somebody wrote it down.
    Entered,
    Promise,
    Renegotiation,
    OwnError,
    /// What was heard was played back.
    PlayBack,
    /// A wish on how to keep in touch.
    Wish,
}

/// Dated evidence for one sub-part.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TrustSignal)]
pub struct SignalView {
    /// An id where somebody wrote it down; otherwise what it comes from, such as `promise:` and its id.
    pub id: String,
    #[schema(value_type = SignalKindView)]
    pub kind: String,
    pub leg: LegView,
    pub part: SubPartView,
    /// 1 for us, −1 against us.
    pub polarity: i8,
    pub weight: f64,
    /// What is left of the weight at the moment that was asked for; 0 when it is forgotten.
    pub weight_now: f64,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub half_life_days: u16,
    pub source: SourceView,
    pub words: String,
    /// Somebody wrote it down: only these can be corrected or withdrawn by hand.
    pub entered: bool,
}

/// What decides how deep the next questions may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = TrustDepthReason)]
pub enum DepthReasonView {
    /// Too few signals.
    Unknown,
    Credibility,
    Competence,
    Compatibility,
}

impl From<Option<Leg>> for DepthReasonView {
    fn from(weakest: Option<Leg>) -> Self {
        match weakest {
            None => Self::Unknown,
            Some(Leg::Credibility) => Self::Credibility,
            Some(Leg::Competence) => Self::Competence,
            Some(Leg::Compatibility) => Self::Compatibility,
        }
    }
}

/// How deep the next questions may go: a suggestion, never a lock.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TrustDepth)]
pub struct DepthView {
    /// 1 stated, 2 probed, 3 unspoken.
    pub depth: u8,
    /// The weakest leg, which decides.
    pub because: DepthReasonView,
}

/// The trust we have earned with a client. It judges our conduct, never the client.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Trust)]
pub struct TrustView {
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub legs: Vec<LegStandingView>,
    /// Geometric mean of the legs; null under five signals or while a leg has none.
    pub geometric: ScoreView,
    /// Arithmetic mean of the legs, beside it.
    pub arithmetic: ScoreView,
    pub weakest: Option<LegView>,
    pub suggested_depth: DepthView,
    /// The newest first.
    pub signals: Vec<SignalView>,
}

/// A leg over all clients.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = FirmTrustLeg)]
pub struct FirmLegView {
    pub leg: LegView,
    /// Mean of the clients' values, 0 to 100.
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Clients with whom this leg is known.
    pub n: usize,
    /// Clients with whom it is the weakest leg.
    pub weakest_of: usize,
}

/// How many of those stayed with whom trust stood so just before they decided.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TrustRenewal)]
pub struct BandView {
    /// From this index on, 0 to 100.
    pub from: f64,
    pub to: f64,
    /// Share of those who stayed, 0 to 1, with Wilson's interval.
    pub renewed: ScoreView,
    /// Renewals and departures.
    pub clients: usize,
}

/// A difference of shares with its interval, −1 to 1.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TrustDifference)]
pub struct DifferenceView {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = FirmTrust)]
pub struct FirmTrustView {
    /// Of many clients the answer is kept for some minutes.
    #[schema(value_type = String, format = DateTime)]
    pub computed_at: Timestamp,
    pub clients: i64,
    /// Clients with whom trust is known.
    pub known: usize,
    /// Mean of the geometric indices of those clients.
    pub geometric: ScoreView,
    pub legs: Vec<FirmLegView>,
    pub renewal: Vec<BandView>,
    /// Share of those who stayed, 0 to 1, of those with whom trust was unknown.
    pub renewal_unknown: ScoreView,
    /// Share of those who stayed where trust stood at 60 or above − below; null while one side has nobody.
    pub difference: Option<DifferenceView>,
}

/// When.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TrustParams {
    /// RFC 3339; now when not said.
    pub at: Option<String>,
}

/// A signal to be written down.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewTrustSignal)]
pub struct SignalForm {
    pub part: SubPartView,
    /// 1 for us, −1 against us.
    pub polarity: i8,
    /// What happened, or what was said. At most 1,000 characters.
    pub words: String,
    pub source: SourceView,
    /// Above 0, at most 5; 1 when not said.
    pub weight: Option<f64>,
    /// RFC 3339; now when not said.
    pub at: Option<String>,
    /// 1 to 3,650; 365 when not said.
    pub half_life_days: Option<u16>,
}

/// What was written down wrongly. What is absent stays as it is; both are kept.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TrustSignalCorrection)]
pub struct SignalCorrection {
    pub part: Option<SubPartView>,
    pub polarity: Option<i8>,
    pub words: Option<String>,
    pub source: Option<SourceView>,
    pub weight: Option<f64>,
    pub at: Option<String>,
    pub half_life_days: Option<u16>,
}

/// How well questions measure one thing; null where too few have answered.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PulseReliability)]
pub struct ReliabilityView {
    /// Cronbach's alpha with Feldt's interval; n: respondents who answered all its questions.
    pub alpha: ScoreView,
    /// McDonald's omega by a one-factor solution; null where none fits.
    pub omega: Option<f64>,
}

impl ReliabilityView {
    /// Of those who `hidden` says are too few to be told, only their number.
    pub fn of(it: Option<Reliability>, hidden: bool) -> Self {
        let n = it.map_or(0, |it| it.n);
        let it = it.filter(|_| !hidden);
        Self {
            alpha: ScoreView::of(it.map(|it| it.alpha), it.map(|it| it.alpha_interval), n),
            omega: it.and_then(|it| it.omega),
        }
    }
}

/// One question of the pulse, answered from 1 (not at all) to 7 (fully).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PulseItem)]
pub struct ItemView {
    pub key: &'static str,
    pub leg: LegView,
    pub words: &'static str,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PulseLeg)]
pub struct PulseLegView {
    pub leg: LegView,
    /// Mean of the respondents' percent of the maximum possible, 0 to 100, with its t interval.
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Respondents with two or three answers of this leg.
    pub n: usize,
    /// They speak for fewer than five clients, and who asks may not see so few: the figures are null.
    pub hidden: bool,
    pub alpha: ScoreView,
    pub omega: Option<f64>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Pulse)]
pub struct PulseView {
    pub items: Vec<ItemView>,
    /// Respondents.
    pub answers: usize,
    pub legs: Vec<PulseLegView>,
    /// Of all nine questions together.
    pub all: ReliabilityView,
}

/// Which pulse.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PulseParams {
    /// `de` for German.
    pub locale: Option<String>,
    /// Id of a client; all when absent.
    #[param(value_type = Option<String>)]
    pub client: Option<ClientId>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PulseAnswer)]
pub struct AnswerForm {
    /// Key of the question.
    pub item: String,
    /// 1 to 7.
    pub score: u8,
}

/// What one respondent answered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPulseAnswers)]
pub struct AnswersForm {
    /// Id of the client.
    #[schema(value_type = String, format = "uuid")]
    pub client: ClientId,
    #[schema(value_type = Option<String>, format = "uuid")]
    pub contact: Option<ContactId>,
    pub answers: Vec<AnswerForm>,
    /// RFC 3339; now when not said.
    pub at: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PulseRecorded)]
pub struct RecordedPulse {
    pub id: String,
}
