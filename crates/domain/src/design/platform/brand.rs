use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::{ElementId, ExamId, PictureId, StandardId, TouchpointId};
use crate::stats::{Interval, LEVEL, proportion};
use crate::time::Timestamp;

words! {
    /// What sort of thing an element of the brand is.
    ElementKind {
        /// Name, logo, colours, type.
        Identity = "identity",
        /// Letters, brochures, advertisements.
        Print = "print",
        /// The product and what it comes in.
        Product = "product",
        /// Rooms, fronts, signs.
        Space = "space",
        /// Pages, screens, e-mails.
        Digital = "digital",
        /// What our people wear and carry.
        Dress = "dress",
    }

    /// Which side of behaviour a standard is about.
    BehaviourKind {
        /// What we say and how it sounds.
        Voice = "voice",
        /// What we think of the person before us.
        Attitude = "attitude",
        /// How we do it.
        Style = "style",
    }
}

/// Something of the brand that stands there and says something, wanted or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    pub id: ElementId,
    pub label: String,
    pub kind: ElementKind,
    /// What it is, in a sentence.
    pub note: String,
    /// Keys of parts of the promise.
    pub expresses: Vec<String>,
    /// Where a client meets it.
    pub touchpoints: Vec<TouchpointId>,
    /// In the order in which they are shown.
    pub pictures: Vec<PictureId>,
    pub created_at: Timestamp,
    /// It is no longer used. Kept, so that this can be taken back.
    pub removed_at: Option<Timestamp>,
}

/// How people behave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standard {
    pub id: StandardId,
    pub kind: BehaviourKind,
    pub words: String,
    pub expresses: Vec<String>,
    /// What it looks like when it is met.
    pub example: String,
    /// What it is not.
    pub counter_example: String,
    pub created_at: Timestamp,
    pub removed_at: Option<Timestamp>,
}

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExamSubject {
    Element(ElementId),
    Standard(StandardId),
}

/// The score of what fits the platform without a rest. 0: it says the opposite; 1: it says something else; 2: it says
/// nothing; 3: it fits, with flaws.
pub const HIGHEST_SCORE: i32 = 4;

/// So many days after its last exam, somebody should look again: a room wears out, a voice drifts.
pub const LOOK_AGAIN_AFTER_DAYS: i64 = 365;

/// One look against the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exam {
    pub id: ExamId,
    pub subject: ExamSubject,
    /// 0..=[`HIGHEST_SCORE`].
    pub score: i32,
    /// What was seen.
    pub evidence: String,
    pub picture: Option<PictureId>,
    pub examined_at: Timestamp,
    /// Who looked, as they were called then.
    pub examined_by: String,
    pub created_at: Timestamp,
    /// It was a mistake and counts no more.
    pub withdrawn_at: Option<Timestamp>,
}

/// How far what was examined fits the platform.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alignment {
    /// Mean of the latest exams ÷ 4, 0..=1; `None` while nothing was examined.
    pub value: Option<f64>,
    /// Wilson's interval at 95 %. Scores between 0 and 4 spread less than yes and no, so it is wide rather than narrow,
    /// and it has a width also where all scores are equal.
    pub interval: Option<Interval>,
    /// Subjects with an exam.
    pub n: u64,
    /// Subjects that there are.
    pub of: u64,
}

/// The latest exam of each subject, made no later than `until`. Of two at one moment the one written down later counts.
pub fn latest_exams(exams: &[Exam], until: Timestamp) -> BTreeMap<ExamSubject, &Exam> {
    let mut latest: BTreeMap<ExamSubject, &Exam> = BTreeMap::new();
    for exam in exams {
        if exam.withdrawn_at.is_some() || exam.examined_at > until {
            continue;
        }
        let known = latest.entry(exam.subject).or_insert(exam);
        if (exam.examined_at, exam.created_at, exam.id)
            > (known.examined_at, known.created_at, known.id)
        {
            *known = exam;
        }
    }
    latest
}

/// Mean of the latest exams ÷ 4 over these subjects, as it stood at `until`.
///
/// What was never examined is left out and shown as `n` of `of`: nobody knows how it fits. Source: DESIGN §2.5 of the
/// product, after Schmitt's brand audits.
pub fn alignment(exams: &[Exam], subjects: &[ExamSubject], until: Timestamp) -> Alignment {
    let latest = latest_exams(exams, until);
    let scores: Vec<i32> = subjects
        .iter()
        .filter_map(|subject| latest.get(subject).map(|exam| exam.score))
        .collect();
    let n = scores.len() as f64;
    let points = f64::from(scores.iter().sum::<i32>()) / f64::from(HIGHEST_SCORE);
    Alignment {
        value: proportion::share(points, n),
        interval: proportion::wilson(points, n, LEVEL),
        n: scores.len() as u64,
        of: subjects.len() as u64,
    }
}

/// Something to be examined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub subject: ExamSubject,
    /// `None`: nobody has ever looked.
    pub last: Option<Timestamp>,
    pub since: Timestamp,
}

/// What nobody has looked at for too long, longest first; what nobody has ever looked at comes before it.
pub fn due(exams: &[Exam], subjects: &[(ExamSubject, Timestamp)], now: Timestamp) -> Vec<Due> {
    let latest = latest_exams(exams, now);
    let age = LOOK_AGAIN_AFTER_DAYS * 86_400;
    let mut due: Vec<Due> = subjects
        .iter()
        .filter_map(|(subject, made)| {
            let last = latest.get(subject).map(|exam| exam.examined_at);
            let since = last.map_or(*made, |at| at.plus_seconds(age));
            (since <= now).then_some(Due {
                subject: *subject,
                last,
                since,
            })
        })
        .collect();
    due.sort_by_key(|one| (one.last.is_some(), one.since, one.subject));
    due
}

/// Whether something that names these parts says nothing of the platform in force. A part that was taken out of the
/// promise is expressed by nobody any more.
pub fn expresses_nothing<'k>(
    expresses: &[String],
    parts: impl IntoIterator<Item = &'k str> + Clone,
) -> bool {
    !expresses
        .iter()
        .any(|key| parts.clone().into_iter().any(|part| part == key))
}
