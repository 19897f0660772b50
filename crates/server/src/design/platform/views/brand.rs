use domain::design::platform::{Alignment, BehaviourKind, ElementKind, Exam, ExamSubject};
use domain::ids::{ElementId, ExamId, PictureId, StandardId, TouchpointId};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use store::design::platform::Picture;
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::ops::{ShownDue, ShownElement, ShownExam, ShownStandard, TrendPoint, Word};
use crate::design::views::ExistenceView;

/// What sort of thing an element of the brand is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ElementKind)]
pub enum ElementKindView {
    /// Name, logo, colours, type.
    Identity,
    /// Letters, brochures, advertisements.
    Print,
    /// The product and what it comes in.
    Product,
    /// Rooms, fronts, signs.
    Space,
    /// Pages, screens, e-mails.
    Digital,
    /// What people wear and carry.
    Dress,
}

impl From<ElementKindView> for ElementKind {
    fn from(kind: ElementKindView) -> Self {
        match kind {
            ElementKindView::Identity => Self::Identity,
            ElementKindView::Print => Self::Print,
            ElementKindView::Product => Self::Product,
            ElementKindView::Space => Self::Space,
            ElementKindView::Digital => Self::Digital,
            ElementKindView::Dress => Self::Dress,
        }
    }
}

impl From<ElementKind> for ElementKindView {
    fn from(kind: ElementKind) -> Self {
        match kind {
            ElementKind::Identity => Self::Identity,
            ElementKind::Print => Self::Print,
            ElementKind::Product => Self::Product,
            ElementKind::Space => Self::Space,
            ElementKind::Digital => Self::Digital,
            ElementKind::Dress => Self::Dress,
        }
    }
}

/// Which side of behaviour a standard is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = BehaviourKind)]
pub enum BehaviourKindView {
    /// What is said and how it sounds.
    Voice,
    /// What is thought of the person in front.
    Attitude,
    /// How it is done.
    Style,
}

impl From<BehaviourKindView> for BehaviourKind {
    fn from(kind: BehaviourKindView) -> Self {
        match kind {
            BehaviourKindView::Voice => Self::Voice,
            BehaviourKindView::Attitude => Self::Attitude,
            BehaviourKindView::Style => Self::Style,
        }
    }
}

impl From<BehaviourKind> for BehaviourKindView {
    fn from(kind: BehaviourKind) -> Self {
        match kind {
            BehaviourKind::Voice => Self::Voice,
            BehaviourKind::Attitude => Self::Attitude,
            BehaviourKind::Style => Self::Style,
        }
    }
}

/// A part of the promise that something expresses.
#[derive(Serialize, ToSchema)]
#[schema(as = ExpressedPart)]
pub struct ExpressedPartView {
    pub key: String,
    pub words: String,
    /// It is a part of the platform in force; else it was taken out.
    pub in_force: bool,
}

impl From<Word> for ExpressedPartView {
    fn from(it: Word) -> Self {
        Self {
            key: it.key,
            words: it.words,
            in_force: it.in_force,
        }
    }
}

/// The latest look at something.
#[derive(Serialize, ToSchema)]
#[schema(as = LatestExam)]
pub struct LatestExamView {
    #[schema(minimum = 0, maximum = 4)]
    pub score: i32,
    #[schema(value_type = String, format = "date-time")]
    pub examined_at: Timestamp,
}

impl From<Exam> for LatestExamView {
    fn from(it: Exam) -> Self {
        Self {
            score: it.score,
            examined_at: it.examined_at,
        }
    }
}

/// Where an element is met.
#[derive(Serialize, ToSchema)]
#[schema(as = ElementTouchpoint)]
pub struct MetAtView {
    #[schema(value_type = String, format = "uuid")]
    pub id: TouchpointId,
    pub key: String,
    pub label: String,
    pub existence: ExistenceView,
}

/// A static element of the brand.
#[derive(Serialize, ToSchema)]
#[schema(as = Element)]
pub struct ElementView {
    #[schema(value_type = String, format = "uuid")]
    pub id: ElementId,
    pub label: String,
    pub kind: ElementKindView,
    pub note: String,
    pub expresses: Vec<ExpressedPartView>,
    /// It expresses nothing of the platform in force.
    pub orphan: bool,
    pub touchpoints: Vec<MetAtView>,
    /// In the order in which they are shown.
    #[schema(value_type = Vec<String>)]
    pub pictures: Vec<PictureId>,
    pub exam: Option<LatestExamView>,
}

impl From<ShownElement> for ElementView {
    fn from(it: ShownElement) -> Self {
        let met_at = it.touchpoints.into_iter().map(|touchpoint| MetAtView {
            id: touchpoint.id,
            key: touchpoint.key,
            label: touchpoint.label,
            existence: touchpoint.existence.into(),
        });
        Self {
            id: it.element.id,
            label: it.element.label,
            kind: it.element.kind.into(),
            note: it.element.note,
            expresses: it.expressed.parts.into_iter().map(Into::into).collect(),
            orphan: it.expressed.orphan,
            touchpoints: met_at.collect(),
            pictures: it.element.pictures,
            exam: it.exam.map(Into::into),
        }
    }
}

#[derive(Deserialize, ToSchema)]
pub struct NewElement {
    pub label: String,
    pub kind: ElementKindView,
    #[serde(default)]
    pub note: String,
    /// Keys of parts of the promise.
    #[serde(default)]
    pub expresses: Vec<String>,
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub touchpoints: Vec<TouchpointId>,
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub pictures: Vec<PictureId>,
}

#[derive(Default, Deserialize, ToSchema)]
pub struct ElementChange {
    pub label: Option<String>,
    pub kind: Option<ElementKindView>,
    pub note: Option<String>,
    pub expresses: Option<Vec<String>>,
    #[schema(value_type = Option<Vec<String>>)]
    pub touchpoints: Option<Vec<TouchpointId>>,
    #[schema(value_type = Option<Vec<String>>)]
    pub pictures: Option<Vec<PictureId>>,
}

/// A standard of behaviour.
#[derive(Serialize, ToSchema)]
#[schema(as = BehaviourStandard)]
pub struct StandardView {
    #[schema(value_type = String, format = "uuid")]
    pub id: StandardId,
    pub kind: BehaviourKindView,
    pub words: String,
    pub expresses: Vec<ExpressedPartView>,
    /// It expresses nothing of the platform in force.
    pub orphan: bool,
    pub example: String,
    pub counter_example: String,
    pub exam: Option<LatestExamView>,
}

impl From<ShownStandard> for StandardView {
    fn from(it: ShownStandard) -> Self {
        Self {
            id: it.standard.id,
            kind: it.standard.kind.into(),
            words: it.standard.words,
            expresses: it.expressed.parts.into_iter().map(Into::into).collect(),
            orphan: it.expressed.orphan,
            example: it.standard.example,
            counter_example: it.standard.counter_example,
            exam: it.exam.map(Into::into),
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewBehaviourStandard)]
pub struct NewStandard {
    pub kind: BehaviourKindView,
    pub words: String,
    #[serde(default)]
    pub expresses: Vec<String>,
    #[serde(default)]
    pub example: String,
    #[serde(default)]
    pub counter_example: String,
}

#[derive(Default, Deserialize, ToSchema)]
#[schema(as = BehaviourStandardChange)]
pub struct StandardChange {
    pub kind: Option<BehaviourKindView>,
    pub words: Option<String>,
    pub expresses: Option<Vec<String>>,
    pub example: Option<String>,
    pub counter_example: Option<String>,
}

/// A picture that was taken in.
#[derive(Serialize, ToSchema)]
#[schema(as = Picture)]
pub struct PictureView {
    #[schema(value_type = String, format = "uuid")]
    pub id: PictureId,
    pub name: String,
    /// In pixels, as it is kept.
    pub width: u32,
    pub height: u32,
    pub bytes: u64,
}

impl From<Picture> for PictureView {
    fn from(it: Picture) -> Self {
        Self {
            id: it.id,
            name: it.name,
            width: it.width,
            height: it.height,
            bytes: it.bytes,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ExamSubjectKind)]
pub enum SubjectKind {
    Element,
    Standard,
}

/// What is examined.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = ExamSubject)]
pub struct SubjectView {
    pub kind: SubjectKind,
    #[schema(value_type = String, format = "uuid")]
    pub id: Uuid,
}

impl From<ExamSubject> for SubjectView {
    fn from(it: ExamSubject) -> Self {
        match it {
            ExamSubject::Element(id) => Self {
                kind: SubjectKind::Element,
                id: id.as_uuid(),
            },
            ExamSubject::Standard(id) => Self {
                kind: SubjectKind::Standard,
                id: id.as_uuid(),
            },
        }
    }
}

impl From<SubjectView> for ExamSubject {
    fn from(it: SubjectView) -> Self {
        match it.kind {
            SubjectKind::Element => Self::Element(it.id.into()),
            SubjectKind::Standard => Self::Standard(it.id.into()),
        }
    }
}

/// One look at an element or a standard against the platform.
#[derive(Serialize, ToSchema)]
#[schema(as = Exam)]
pub struct ExamView {
    #[schema(value_type = String, format = "uuid")]
    pub id: ExamId,
    pub subject: SubjectView,
    /// The element's label or the standard's words.
    pub label: String,
    /// 0: it says the opposite; 1: something else; 2: nothing; 3: it fits, with flaws; 4: it fits.
    #[schema(minimum = 0, maximum = 4)]
    pub score: i32,
    pub evidence: String,
    #[schema(value_type = Option<String>, format = "uuid")]
    pub picture: Option<PictureId>,
    #[schema(value_type = String, format = "date-time")]
    pub examined_at: Timestamp,
    pub examined_by: String,
}

impl From<ShownExam> for ExamView {
    fn from(it: ShownExam) -> Self {
        Self {
            id: it.exam.id,
            subject: it.exam.subject.into(),
            label: it.label,
            score: it.exam.score,
            evidence: it.exam.evidence,
            picture: it.exam.picture,
            examined_at: it.exam.examined_at,
            examined_by: it.exam.examined_by,
        }
    }
}

#[derive(Deserialize, ToSchema)]
pub struct NewExam {
    pub subject: SubjectView,
    #[schema(minimum = 0, maximum = 4)]
    pub score: i32,
    /// What was seen.
    pub evidence: String,
    #[schema(value_type = Option<String>, format = "uuid")]
    pub picture: Option<PictureId>,
    /// Now, if it is not said.
    #[schema(value_type = Option<String>, format = "date-time")]
    pub examined_at: Option<Timestamp>,
}

/// The mean of the latest exams ÷ 4, with Wilson's interval at 95 %.
#[derive(Serialize, ToSchema)]
#[schema(as = AlignmentScore)]
pub struct ScoreView {
    /// 0..=1; `null` while nothing was examined.
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// How many were examined.
    pub n: u64,
    /// How many there are.
    pub of: u64,
}

impl From<Alignment> for ScoreView {
    fn from(it: Alignment) -> Self {
        Self {
            value: it.value,
            low: it.interval.map(|interval| interval.low),
            high: it.interval.map(|interval| interval.high),
            n: it.n,
            of: it.of,
        }
    }
}

/// How it stood at the end of a month, or stands now.
#[derive(Serialize, ToSchema)]
#[schema(as = AlignmentPoint)]
pub struct TrendView {
    /// Such as `2026-05`.
    pub label: String,
    #[schema(value_type = String, format = "date-time")]
    pub at: Timestamp,
    pub score: ScoreView,
}

impl From<TrendPoint> for TrendView {
    fn from(it: TrendPoint) -> Self {
        Self {
            label: it.label,
            at: it.at,
            score: it.alignment.into(),
        }
    }
}

/// Something that nobody has looked at for a year, or ever.
#[derive(Serialize, ToSchema)]
#[schema(as = ExamDue)]
pub struct DueView {
    pub subject: SubjectView,
    pub label: String,
    /// `null`: nobody has ever looked.
    #[schema(value_type = Option<String>, format = "date-time")]
    pub last: Option<Timestamp>,
    #[schema(value_type = String, format = "date-time")]
    pub since: Timestamp,
}

impl From<ShownDue> for DueView {
    fn from(it: ShownDue) -> Self {
        Self {
            subject: it.subject.into(),
            label: it.label,
            last: it.last,
            since: it.since,
        }
    }
}

/// How far the brand and the behaviour fit the platform.
#[derive(Serialize, ToSchema)]
#[schema(as = Alignment)]
pub struct AlignmentView {
    pub whole: ScoreView,
    pub elements: ScoreView,
    pub standards: ScoreView,
    /// The last twelve months, from the first exam on.
    pub trend: Vec<TrendView>,
    /// Longest first; what nobody has ever looked at comes before it.
    pub due: Vec<DueView>,
}
