//! What the interface says about the platform, and what it is told.

mod brand;
mod cards;

use domain::design::platform::{
    Change, Lack, Part, PlatformDocument, PlatformVersion, Senses, Touch,
};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use brand::{
    AlignmentView, BehaviourKindView, DueView, ElementChange, ElementKindView, ElementView,
    ExamView, ExpressedPartView, LatestExamView, NewElement, NewExam, NewStandard, PictureView,
    ScoreView, StandardChange, StandardView, SubjectKind, SubjectView, TrendView,
};
pub use cards::{
    HolderState, HolderView, NewRoleCard, RoleCardChange, RoleCardView, Signing, TouchpointParts,
    TraceLinkView, TracePartView, TraceReach, TraceTouchpointView, TraceView,
};

/// One line of the promise.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = PlatformPart)]
pub struct PartView {
    /// Stays when the words are polished. Left empty for a new part: the server makes one of its words.
    #[serde(default)]
    pub key: String,
    pub words: String,
}

/// What each sense meets; empty where nothing is intended.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = PlatformSenses)]
pub struct SensesView {
    pub sight: String,
    pub sound: String,
    pub smell: String,
    pub taste: String,
    pub touch: String,
}

/// What a client is to live through with us.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = PlatformDocument)]
pub struct DocumentView {
    pub theme: String,
    pub promise: Vec<PartView>,
    pub senses: SensesView,
    pub feel: String,
    pub think: String,
    pub act: String,
    pub relate: String,
}

impl From<PlatformDocument> for DocumentView {
    fn from(it: PlatformDocument) -> Self {
        let senses = it.senses;
        Self {
            theme: it.theme,
            promise: it
                .promise
                .into_iter()
                .map(|part| PartView {
                    key: part.key,
                    words: part.words,
                })
                .collect(),
            senses: SensesView {
                sight: senses.sight,
                sound: senses.sound,
                smell: senses.smell,
                taste: senses.taste,
                touch: senses.touch,
            },
            feel: it.feel,
            think: it.think,
            act: it.act,
            relate: it.relate,
        }
    }
}

impl From<DocumentView> for PlatformDocument {
    fn from(it: DocumentView) -> Self {
        let senses = it.senses;
        Self {
            theme: it.theme,
            promise: it
                .promise
                .into_iter()
                .map(|part| Part {
                    key: part.key,
                    words: part.words,
                })
                .collect(),
            senses: Senses {
                sight: senses.sight,
                sound: senses.sound,
                smell: senses.smell,
                taste: senses.taste,
                touch: senses.touch,
            },
            feel: it.feel,
            think: it.think,
            act: it.act,
            relate: it.relate,
        }
    }
}

/// Who touched something last, as they were called then, and when.
#[derive(Serialize, ToSchema)]
#[schema(as = PlatformTouch)]
pub struct TouchView {
    pub by: String,
    #[schema(value_type = String, format = "date-time")]
    pub at: Timestamp,
}

impl From<Touch> for TouchView {
    fn from(it: Touch) -> Self {
        Self {
            by: it.by,
            at: it.at,
        }
    }
}

/// One version of the platform.
#[derive(Serialize, ToSchema)]
#[schema(as = PlatformVersion)]
pub struct VersionView {
    pub version: i32,
    pub document: DocumentView,
    pub changed: TouchView,
    /// `null`: a draft.
    pub published: Option<TouchView>,
}

impl From<PlatformVersion> for VersionView {
    fn from(it: PlatformVersion) -> Self {
        Self {
            version: it.version,
            document: it.document.into(),
            changed: it.changed.into(),
            published: it.published.map(Into::into),
        }
    }
}

/// One thing that keeps the draft from being published.
#[derive(Serialize, ToSchema)]
#[schema(as = PlatformLack)]
pub struct LackView {
    /// `theme`, `promise`, `senses`, `feel`, `think`, `act` or `relate`.
    pub field: String,
    /// The part that it is about, by its position.
    pub item: Option<usize>,
    /// `missing`, `part_without_words`, `part_twice` or `no_sense`.
    pub code: String,
}

impl From<Lack> for LackView {
    fn from(it: Lack) -> Self {
        Self {
            field: it.field.to_owned(),
            item: it.item,
            code: it.code.as_str().to_owned(),
        }
    }
}

/// One difference between two versions.
#[derive(Serialize, ToSchema)]
#[schema(as = PlatformChange)]
pub struct ChangeView {
    /// `theme`, `promise`, `order`, `senses.smell`, `feel`, …
    pub field: String,
    /// The key of the part of the promise.
    pub part: Option<String>,
    /// Empty where it is new.
    pub from: String,
    /// Empty where it was taken out.
    pub to: String,
}

impl From<Change> for ChangeView {
    fn from(it: Change) -> Self {
        Self {
            field: it.field,
            part: it.part,
            from: it.from,
            to: it.to,
        }
    }
}

/// The platform as it stands: the draft over the published version.
#[derive(Serialize, ToSchema)]
#[schema(as = Platform)]
pub struct PlatformView {
    /// Goes back with a save, so that who saves over somebody else's work is told.
    pub revision: i64,
    pub draft: Option<VersionView>,
    pub published: Option<VersionView>,
    /// What keeps the draft from being published.
    pub lacks: Vec<LackView>,
    /// What the draft says otherwise than the published version.
    pub changes: Vec<ChangeView>,
    /// How many versions were published.
    pub versions: usize,
    /// The parts in force: of the published version, or of the draft while there is none.
    pub parts: Vec<PartView>,
}

/// A draft to be saved.
#[derive(Deserialize, ToSchema)]
pub struct PlatformSaving {
    /// The revision that was read; 0 where nothing was there.
    pub revision: i64,
    pub document: DocumentView,
}

/// Which state is meant.
#[derive(Deserialize, ToSchema)]
pub struct PlatformRevision {
    /// The revision that was read.
    pub revision: i64,
}

/// One version beside another.
#[derive(Serialize, ToSchema)]
#[schema(as = PlatformComparison)]
pub struct ComparisonView {
    pub version: VersionView,
    /// The number of the version it is compared with; `null`: there is none before it.
    pub against: Option<i32>,
    pub changes: Vec<ChangeView>,
}
