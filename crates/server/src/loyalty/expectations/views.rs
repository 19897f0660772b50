//! What the interface says about expectations.

use domain::ids::{ContactId, ExpectationId, TouchpointId};
use domain::loyalty::expectations::iceberg::Knowledge;
use domain::loyalty::expectations::{ChangeKind, ExpectationChange, ExpectationSnapshot};
use domain::loyalty::{Evidence, EvidenceKind, Expectation, Level, Status};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::loyalty::about::Serving;
use crate::signals::events::views::ClientNameView;
use crate::signals::views::ClientForm;
use crate::view::present;

/// How much depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ExpectationLevel)]
pub enum LevelView {
    Must,
    Should,
    Delight,
}

impl From<LevelView> for Level {
    fn from(level: LevelView) -> Self {
        match level {
            LevelView::Must => Self::Must,
            LevelView::Should => Self::Should,
            LevelView::Delight => Self::Delight,
        }
    }
}

impl From<Level> for LevelView {
    fn from(level: Level) -> Self {
        match level {
            Level::Must => Self::Must,
            Level::Should => Self::Should,
            Level::Delight => Self::Delight,
        }
    }
}

/// How sure we may be of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ExpectationStatus)]
pub enum StatusView {
    /// We think so; it never counts as known.
    Assumed,
    /// The client said it once, in passing.
    Stated,
    /// The client heard it from us and agreed.
    Confirmed,
    Retired,
}

impl From<Status> for StatusView {
    fn from(status: Status) -> Self {
        match status {
            Status::Assumed => Self::Assumed,
            Status::Stated => Self::Stated,
            Status::Confirmed => Self::Confirmed,
            Status::Retired => Self::Retired,
        }
    }
}

impl From<StatusView> for Status {
    fn from(status: StatusView) -> Self {
        match status {
            StatusView::Assumed => Self::Assumed,
            StatusView::Stated => Self::Stated,
            StatusView::Confirmed => Self::Confirmed,
            StatusView::Retired => Self::Retired,
        }
    }
}

/// How an expectation stands on the iceberg.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ExpectationKnowledge)]
pub enum KnowledgeView {
    /// Confirmed by the client within its half-life: only then it is known.
    Fresh,
    /// Confirmed once, due for asking again.
    Stale,
    Stated,
    /// Our guess.
    Assumed,
    /// No part of the iceberg any more.
    Retired,
}

/// What an expectation rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ExpectationEvidenceKind)]
pub enum EvidenceKindView {
    /// The client said it.
    Said,
    /// A discovery session.
    Session,
    /// The client's own page.
    Portal,
    Survey,
    Touch,
    /// Somebody of us saw it.
    Observed,
}

impl From<EvidenceKind> for EvidenceKindView {
    fn from(kind: EvidenceKind) -> Self {
        match kind {
            EvidenceKind::Said => Self::Said,
            EvidenceKind::Session => Self::Session,
            EvidenceKind::Portal => Self::Portal,
            EvidenceKind::Survey => Self::Survey,
            EvidenceKind::Touch => Self::Touch,
            EvidenceKind::Observed => Self::Observed,
        }
    }
}

impl From<EvidenceKindView> for EvidenceKind {
    fn from(kind: EvidenceKindView) -> Self {
        match kind {
            EvidenceKindView::Said => Self::Said,
            EvidenceKindView::Session => Self::Session,
            EvidenceKindView::Portal => Self::Portal,
            EvidenceKindView::Survey => Self::Survey,
            EvidenceKindView::Touch => Self::Touch,
            EvidenceKindView::Observed => Self::Observed,
        }
    }
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ExpectationEvidence)]
pub struct EvidenceView {
    pub kind: EvidenceKindView,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Word for word, where words were spoken or written.
    pub words: Option<String>,
    /// Where it can be looked up: the id of a session or a touch.
    pub reference: Option<String>,
}

impl From<Evidence> for EvidenceView {
    fn from(it: Evidence) -> Self {
        Self {
            kind: it.kind.into(),
            at: it.at,
            words: it.words,
            reference: it.reference,
        }
    }
}

/// One piece of evidence, to be kept.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[schema(as = ExpectationEvidenceForm)]
pub struct EvidenceForm {
    pub kind: EvidenceKindView,
    /// RFC 3339; now if nothing is said.
    pub at: Option<String>,
    pub words: Option<String>,
    pub reference: Option<String>,
}

/// A touchpoint whose live plan serves an expectation.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ServedBy)]
pub struct ServedByView {
    #[schema(value_type = String, format = "uuid")]
    pub id: TouchpointId,
    pub key: String,
    pub label: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Expectation)]
pub struct ExpectationView {
    #[schema(value_type = String, format = "uuid")]
    pub id: ExpectationId,
    pub client: ClientNameView,
    /// Who on the client's side expects it; `null`: the client as a whole.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub contact: Option<ContactId>,
    /// In the client's words where it said them.
    pub words: String,
    pub level: LevelView,
    /// 1 stated, 2 probed, 3 unspoken.
    pub depth: u8,
    pub status: StatusView,
    /// Confirmed within its half-life: only then it counts as known.
    pub fresh: bool,
    pub knowledge: KnowledgeView,
    pub theme: Option<String>,
    /// 1 to 9: how much it counts.
    pub weight: u8,
    /// What it takes to be met, in words that can be checked.
    pub target: Option<String>,
    pub source: String,
    #[schema(value_type = String, format = DateTime)]
    pub stated_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub confirmed_at: Option<Timestamp>,
    pub half_life_days: u16,
    /// When the client is to be asked again; `null` unless it is confirmed.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub ask_again_at: Option<Timestamp>,
    pub evidence: Vec<EvidenceView>,
    /// Touchpoints whose live plans serve it, by its theme or by itself.
    pub served_by: Vec<ServedByView>,
}

impl ExpectationView {
    pub fn of(it: Expectation, serving: &Serving, now: Timestamp) -> Self {
        let fresh = it.is_fresh(now);
        Self {
            fresh,
            knowledge: match Knowledge::of(it.status, fresh) {
                Some(Knowledge::Fresh) => KnowledgeView::Fresh,
                Some(Knowledge::Stale) => KnowledgeView::Stale,
                Some(Knowledge::Stated) => KnowledgeView::Stated,
                Some(Knowledge::Assumed) => KnowledgeView::Assumed,
                None => KnowledgeView::Retired,
            },
            served_by: serving.by(it.id, it.theme.as_deref()),
            ask_again_at: it.due_at(),
            id: it.id,
            client: ClientNameView {
                id: it.client,
                key: it.client_key,
                name: it.client_name,
            },
            contact: it.contact,
            words: it.words,
            level: it.level.into(),
            depth: it.depth,
            status: it.status.into(),
            theme: it.theme,
            weight: it.weight,
            target: it.target,
            source: it.source,
            stated_at: it.stated_at,
            confirmed_at: it.confirmed_at,
            half_life_days: it.half_life_days,
            evidence: it.evidence.into_iter().map(Into::into).collect(),
        }
    }
}

/// How an expectation stood before or after a change.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ExpectationState)]
pub struct StateView {
    pub words: String,
    pub level: LevelView,
    pub depth: u8,
    pub status: StatusView,
    pub theme: Option<String>,
    pub weight: u8,
    pub target: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub confirmed_at: Option<Timestamp>,
    pub half_life_days: u16,
    #[schema(value_type = Option<String>, format = "uuid")]
    pub contact: Option<ContactId>,
}

impl From<ExpectationSnapshot> for StateView {
    fn from(it: ExpectationSnapshot) -> Self {
        Self {
            words: it.words,
            level: it.level.into(),
            depth: it.depth,
            status: it.status.into(),
            theme: it.theme,
            weight: it.weight,
            target: it.target,
            confirmed_at: it.confirmed_at,
            half_life_days: it.half_life_days,
            contact: it.contact,
        }
    }
}

/// What was done to an expectation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ExpectationChangeKind)]
pub enum ChangeKindView {
    /// What was a guess of ours, the client said.
    Stated,
    Corrected,
    Confirmed,
    Retired,
    /// The change before it was taken back.
    Undone,
}

/// One line of an expectation's history.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ExpectationChange)]
pub struct ChangeView {
    pub kind: ChangeKindView,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who did it, as they were called then.
    pub by: String,
    /// The client did it, on their own page.
    pub by_client: bool,
    pub before: StateView,
    pub after: StateView,
}

impl From<ExpectationChange> for ChangeView {
    fn from(it: ExpectationChange) -> Self {
        Self {
            kind: match it.kind {
                ChangeKind::Stated => ChangeKindView::Stated,
                ChangeKind::Corrected => ChangeKindView::Corrected,
                ChangeKind::Confirmed => ChangeKindView::Confirmed,
                ChangeKind::Retired => ChangeKindView::Retired,
                ChangeKind::Undone => ChangeKindView::Undone,
            },
            at: it.at,
            by: it.by,
            by_client: it.by_client,
            before: it.before.into(),
            after: it.after.into(),
        }
    }
}

/// An expectation with what became of it, the newest first.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ExpectationWithHistory)]
pub struct HistoryView {
    pub expectation: ExpectationView,
    pub history: Vec<ChangeView>,
}

/// What a client expects, to be kept. The same words of the same client, while they hold, are the same expectation.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct ExpectationForm {
    pub client: ClientForm,
    /// A contact of the client.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub contact: Option<ContactId>,
    pub words: String,
    pub level: LevelView,
    /// 1 stated (if nothing is said), 2 probed, 3 unspoken.
    pub depth: Option<u8>,
    /// `assumed`, `stated` or `confirmed`.
    pub status: StatusView,
    /// A slug that puts like expectations together.
    pub theme: Option<String>,
    /// 1 to 9; if nothing is said 3 for a must, 2 for a should, 1 for a delight.
    pub weight: Option<i64>,
    /// What it takes to be met, in words that can be checked.
    pub target: Option<String>,
    /// Where we have it from.
    pub source: String,
    /// RFC 3339; now if nothing is said.
    pub stated_at: Option<String>,
    /// RFC 3339; only of confirmed ones, then `stated_at` if nothing is said.
    pub confirmed_at: Option<String>,
    /// 1 to 3,650; 540 if nothing is said.
    pub half_life_days: Option<i64>,
    #[serde(default)]
    pub evidence: Vec<EvidenceForm>,
}

/// What is to be corrected; what is absent stays. With other words a confirmed expectation is only stated, until the
/// client confirms these.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[schema(as = ExpectationChangeForm)]
pub struct EditForm {
    pub words: Option<String>,
    pub level: Option<LevelView>,
    pub depth: Option<u8>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub theme: Option<Option<String>>,
    pub weight: Option<i64>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub target: Option<Option<String>>,
    pub half_life_days: Option<i64>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub contact: Option<Option<ContactId>>,
    /// One thing more that it rests on.
    pub add_evidence: Option<EvidenceForm>,
}

/// When the client said that it is so.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct Confirmation {
    /// RFC 3339; now if nothing is said.
    pub at: Option<String>,
    /// The client's own words; where they say something else, these count from now on.
    pub words: Option<String>,
}
