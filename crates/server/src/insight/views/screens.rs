//! What the screens are made of: scoreboard, one touchpoint, comments, cockpit.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::{
    ChangeView, EstimateView, KeyView, LabelView, NamedView, PartView, PeriodView, PeriodsView,
};

/// A touchpoint, with what is needed to name and place it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TouchpointRefView {
    pub id: String,
    pub key: String,
    pub label: String,
    /// dynamic, static, work_product
    pub kind: String,
    /// live, planned, missing, retired, not_applicable
    pub existence: String,
    pub stage: Option<NamedView>,
    pub channel: Option<NamedView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct QuestionRefView {
    pub key: String,
    pub label: String,
    pub scale: String,
    pub aspect: Option<String>,
}

/// One point of a trend.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TrendPointView {
    pub label: String,
    pub from: String,
    pub to: String,
    pub estimate: EstimateView,
}

/// Shares of respondents, 0…1; together 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct StandingView {
    pub loyal: f64,
    pub satisfied: f64,
    pub dissatisfied: f64,
    /// Not asked, not met, or not answered.
    pub unknown: f64,
}

/// What a sentence says, for the reader's language to word.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct FindingView {
    /// Stable; docs/findings.md lists the codes with their arguments.
    pub code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub touchpoints: Vec<NamedView>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct OverallView {
    pub rating: Option<EstimateView>,
    pub rating_scale: Option<String>,
    pub nps: Option<EstimateView>,
    pub rating_change: Option<ChangeView>,
    pub nps_change: Option<ChangeView>,
    pub rating_trend: Vec<TrendPointView>,
    pub nps_trend: Vec<TrendPointView>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ScoreboardRowView {
    pub touchpoint: TouchpointRefView,
    /// The question that gives the score; null where nobody asks.
    pub question: Option<QuestionRefView>,
    /// Mean of that question.
    pub estimate: Option<EstimateView>,
    /// Its two best points, in percent.
    pub csat: Option<EstimateView>,
    pub standing: StandingView,
    /// The whole interval lies under as expected.
    pub short: bool,
    /// Where "as expected" lies on this question's scale.
    pub as_expected: Option<f64>,
    pub change: Option<ChangeView>,
    pub trend: Vec<TrendPointView>,
    /// Clients who said something about it in the period.
    pub comments: u64,
}

/// All touchpoints with their scores.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ScoreboardView {
    pub period: PeriodView,
    pub against: Option<LabelView>,
    /// Clients who answered anything in the period.
    pub respondents: u64,
    pub findings: Vec<FindingView>,
    pub overall: OverallView,
    pub rows: Vec<ScoreboardRowView>,
    /// On the scale that most touchpoints have.
    pub as_expected: f64,
    /// How many comparisons the changes were corrected for.
    pub comparisons: usize,
    /// year, quarter, month or week: what a point of a trend is.
    pub trend_by: String,
    pub weighted: bool,
    /// Standing rests on scores because no expectations are recorded.
    pub fallback: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct DistributionView {
    pub code: String,
    pub label: String,
    pub n: u64,
    pub hidden: bool,
    pub parts: Vec<PartView>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SegmentItemView {
    pub code: String,
    pub label: String,
    pub estimate: EstimateView,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SegmentView {
    pub attribute: String,
    pub label: String,
    pub items: Vec<SegmentItemView>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AspectView {
    pub question: QuestionRefView,
    /// Which measure the estimate is: mean, ces or nps.
    pub measure: String,
    pub estimate: EstimateView,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AnnotationMarkView {
    pub id: String,
    pub at: String,
    pub label: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ThemeView {
    pub code: String,
    pub label: String,
    /// Clients, not mentions.
    pub clients: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CommentSummaryView {
    /// Clients who said something.
    pub total: u64,
    /// codes: given by who read the comments; words: counted by us.
    pub themes_by: String,
    pub themes: Vec<ThemeView>,
}

/// One touchpoint in depth.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TouchpointInsightView {
    pub touchpoint: TouchpointRefView,
    pub question: Option<QuestionRefView>,
    pub as_expected: Option<f64>,
    pub period: PeriodView,
    pub against: Option<LabelView>,
    pub respondents: u64,
    pub findings: Vec<FindingView>,
    pub estimate: Option<EstimateView>,
    pub csat: Option<EstimateView>,
    pub change: Option<ChangeView>,
    pub short: bool,
    pub standing: StandingView,
    /// The answers of everybody, then of each value of the attribute asked for.
    pub distribution: Vec<DistributionView>,
    pub trend: Vec<TrendPointView>,
    pub trend_by: String,
    pub segments: Vec<SegmentView>,
    /// Further ratings of the same touchpoint.
    pub aspects: Vec<AspectView>,
    pub annotations: Vec<AnnotationMarkView>,
    pub comments: CommentSummaryView,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CommentView {
    /// Number of the response it stands in.
    pub record: i64,
    pub at: String,
    pub text: Option<String>,
    pub codes: Vec<KeyView>,
    /// How the same response scored the same touchpoint.
    pub score: Option<f64>,
    pub scale: Option<String>,
    pub touchpoint: Option<NamedView>,
    pub question: NamedView,
    /// What is known of the client, with readable names.
    pub client_attributes: BTreeMap<String, String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CommentList {
    pub items: Vec<CommentView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// The filters leave fewer than five clients, whose words would point at them.
    pub hidden: bool,
}

/// A share of clients with Wilson's interval, all 0…1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct ShareView {
    pub share: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Clients with this standing.
    pub n: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct ClientStandingView {
    pub loyal: ShareView,
    pub satisfied: ShareView,
    pub dissatisfied: ShareView,
    pub unknown: ShareView,
    /// All clients.
    pub clients: u64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct TouchpointCountsView {
    /// The whole interval lies at or over as expected.
    pub as_expected: u64,
    /// The whole interval lies under it.
    pub short: u64,
    /// The interval holds it.
    pub unclear: u64,
    /// Nobody asked, or too few answered.
    pub unknown: u64,
    pub total: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct StageScoreView {
    pub stage: String,
    pub label: String,
    /// Mean over the stage's primary ratings.
    pub estimate: EstimateView,
    pub short: bool,
    /// Percent of touchpoints with a live plan; null while there are no plans.
    pub planned: Option<f64>,
    /// Percent of planned standards met; null while nobody records them.
    pub done: Option<f64>,
    /// Percent of answers that were as expected or better.
    pub felt: Option<f64>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct CoverageView {
    pub live: u64,
    pub missing: u64,
    pub planned: u64,
    pub total: u64,
    /// Live touchpoints that nobody asked about in the period.
    pub not_asked: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MoverView {
    pub touchpoint: TouchpointRefView,
    pub change: ChangeView,
    pub estimate: Option<EstimateView>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct EvidenceView {
    pub estimate: Option<EstimateView>,
    pub change: Option<ChangeView>,
    pub comments: u64,
}

/// Something that waits for a decision.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct WorkItemView {
    /// short, falling, unknown, stale, missing
    pub why: String,
    pub touchpoint: TouchpointRefView,
    pub evidence: EvidenceView,
    /// Name of the touchpoint's owner.
    pub owner: Option<String>,
    /// open, ask, plan
    pub next: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LastImportView {
    pub id: String,
    pub file_name: String,
    pub state: String,
    pub imported: u64,
    pub rejected: u64,
    pub finished_at: Option<String>,
    pub by: Option<String>,
}

/// The CX lead's first screen.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CockpitView {
    pub period: PeriodView,
    pub against: Option<LabelView>,
    pub respondents: u64,
    /// The headline first, then what follows it.
    pub findings: Vec<FindingView>,
    pub touchpoints: TouchpointCountsView,
    pub standing: ClientStandingView,
    pub nps: Option<EstimateView>,
    pub nps_change: Option<ChangeView>,
    pub overall: Option<EstimateView>,
    pub overall_change: Option<ChangeView>,
    pub rating_scale: Option<String>,
    pub as_expected: Option<f64>,
    pub fallback: bool,
    pub by_stage: Vec<StageScoreView>,
    pub coverage: CoverageView,
    /// Changes that hold after Holm's correction, the largest first.
    pub movers: Vec<MoverView>,
    /// Live touchpoints nobody asked about.
    pub unknown: Vec<TouchpointRefView>,
    pub worklist: Vec<WorkItemView>,
    pub last_import: Option<LastImportView>,
    pub periods: PeriodsView,
}
