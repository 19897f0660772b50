//! One row of the experience log: the flat, append-only, all-numeric table that every analysis reads.
//!
//! Words, names and keys stay in the store; the log holds each organization's dense numbers for them, so that a
//! measure over many million rows touches nothing but a few narrow columns.

use serde::{Deserialize, Serialize};

use super::record::Direction;
use super::scale::Scale;

/// The code of "none" in every column of dense numbers (touchpoint, stage, channel, person, question, contact, …).
pub const NONE: i32 = -1;

/// The code of [`LogRow::measure`] in rows that belong to no question.
pub const NO_MEASURE: u8 = u8::MAX;

/// The codes of [`LogRow::measure`] in rows of touches; no question has them.
const MANNERS: [(u8, Direction, bool); 4] = [
    (251, Direction::Out, false),
    (252, Direction::Out, true),
    (253, Direction::In, false),
    (254, Direction::In, true),
];

/// The code of who started a touch and whether it was planned.
pub const fn manner(direction: Direction, planned: bool) -> u8 {
    match (direction, planned) {
        (Direction::Out, false) => MANNERS[0].0,
        (Direction::Out, true) => MANNERS[1].0,
        (Direction::In, false) => MANNERS[2].0,
        (Direction::In, true) => MANNERS[3].0,
    }
}

/// Who started a touch and whether it was planned, by its code.
pub const fn manner_of(code: u8) -> Option<(Direction, bool)> {
    match code {
        251..=254 => {
            let (_, direction, planned) = MANNERS[(code - 251) as usize];
            Some((direction, planned))
        }
        _ => None,
    }
}

/// What a row of the log records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum EntryKind {
    /// One encounter of one client at one touchpoint; `measure` says who started it and whether it was planned
    /// ([`LogRow::manner`]), `question` what is known so far of how it went ([`super::deliveries::Heard::of_touch`]).
    Touch = 0,
    /// One questionnaire of one client, whatever was answered in it.
    Response = 1,
    /// One scored answer of a response.
    Answer = 2,
    /// Words given in a response; the words themselves are in the store under `record`.
    Comment = 3,
    /// A choice among codes made in a response.
    Choice = 4,
    /// How a touch was delivered against its plan; `record` is the touch. `score` counts the standards that were met,
    /// `scale_high` those that were checked, `scale_low` the defects; `perception` is the staff's own score.
    Delivery = 5,
    /// Something that happened to the client; `question` is the number of the kind of event, `record` the event.
    Event = 6,
    /// The words of a touch or of a comment say that something was missing; `question` is the code of the
    /// [kind of cue](super::cues::CueKind), `record` the touch or the response that has the words. Where it is a touch,
    /// `measure` says so, as in the row of the touch itself.
    Cue = 7,
    /// Something became known later of how a touch was felt. It stands at the touch's time and place; `question` says
    /// what was known of the touch before and after ([`super::deliveries::Heard::of_correction`]), so that a fold takes
    /// back the one and adds the other, and counts the touch once, whatever stands in which segment.
    Felt = 8,
    /// A [fact](crate::loyalty::facts::Fact) from which standing is read. `measure` says of which kind; `record` is the
    /// first fact of its chain of corrections and `person` counts those; `contact` is the number of its subject.
    /// `question` and `score` say what is so: of a reading its source and δ, of a plus-one the reaction, of a proof its
    /// kind and its worth. An expectation's level, status, half-life and weight stand in `emotion`, `perception`,
    /// `scale_high` and `weight`, its theme in `question`, the moment of its confirmation in `score`.
    Fact = 9,
}

impl EntryKind {
    pub const ALL: [EntryKind; 10] = [
        EntryKind::Touch,
        EntryKind::Response,
        EntryKind::Answer,
        EntryKind::Comment,
        EntryKind::Choice,
        EntryKind::Delivery,
        EntryKind::Event,
        EntryKind::Cue,
        EntryKind::Felt,
        EntryKind::Fact,
    ];

    /// The number that stands in the log.
    pub const fn code(self) -> u8 {
        self as u8
    }

    pub fn of_code(code: u8) -> Option<EntryKind> {
        EntryKind::ALL.get(usize::from(code)).copied()
    }
}

/// What a question asks for, and with it which measure reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum QuestionKind {
    /// How likely are you to recommend us, 0–10: NPS.
    Recommend = 0,
    /// How good was it: mean and CSAT.
    Rating = 1,
    /// How easy was it: CES.
    Effort = 2,
    /// In your own words.
    Comment = 3,
    /// One or more of given codes.
    Choice = 4,
}

impl QuestionKind {
    pub const ALL: [QuestionKind; 5] = [
        QuestionKind::Recommend,
        QuestionKind::Rating,
        QuestionKind::Effort,
        QuestionKind::Comment,
        QuestionKind::Choice,
    ];

    /// The number that stands in the log.
    pub const fn code(self) -> u8 {
        self as u8
    }

    pub fn of_code(code: u8) -> Option<QuestionKind> {
        QuestionKind::ALL.get(usize::from(code)).copied()
    }

    /// The word used in documents, the API and the store.
    pub const fn name(self) -> &'static str {
        match self {
            QuestionKind::Recommend => "recommend",
            QuestionKind::Rating => "rating",
            QuestionKind::Effort => "effort",
            QuestionKind::Comment => "comment",
            QuestionKind::Choice => "choice",
        }
    }

    pub fn of_name(name: &str) -> Option<QuestionKind> {
        QuestionKind::ALL
            .into_iter()
            .find(|kind| kind.name() == name)
    }

    /// Whether its answers are scores on a scale.
    pub const fn scored(self) -> bool {
        matches!(
            self,
            QuestionKind::Recommend | QuestionKind::Rating | QuestionKind::Effort
        )
    }
}

/// One row of the experience log. Absent codes are −1 ([`NONE`]), absent figures NaN.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogRow {
    /// Microseconds since the epoch, UTC.
    pub time: i64,
    /// An [`EntryKind`] code.
    pub kind: u8,
    pub client: i64,
    pub contact: i64,
    pub touchpoint: i32,
    pub stage: i32,
    pub channel: i32,
    pub person: i32,
    pub question: i32,
    /// A [`QuestionKind`] code, or [`NO_MEASURE`]; in rows of touches how they came about ([`manner`]).
    pub measure: u8,
    /// As it was given, also when it is off the scale; NaN when the row has none.
    pub score: f64,
    /// The worst point of the scale; above `scale_high` when the scale is reversed. Both 0 when there is none.
    pub scale_low: i16,
    /// The best point of the scale.
    pub scale_high: i16,
    /// What one response stands for in the population; 1 when nobody was weighted.
    pub weight: f64,
    /// Felt against expectation, −3…+3; 0 also when not said. A touch of which it was said carries it as its `score` on
    /// [`Scale::PERCEPTION`] as well, so that "as expected" and "nobody noted it" are two things.
    pub perception: i8,
    /// Code of the emotion, 0 when none was said.
    pub emotion: u8,
    /// −1…1, NaN when there are no words or no model for their language.
    pub sentiment: f32,
    /// Number of the source (a survey's year, an API client) within which external ids are unique.
    pub source: i32,
    /// Number of the import that brought the row, 0 for the API.
    pub batch: i32,
    /// Sequence number of the touch, response or event it belongs to, to find its words.
    pub record: i64,
}

impl LogRow {
    /// A row that says nothing yet but who and when; the caller fills in what is known.
    pub fn empty(kind: EntryKind, time: i64, client: i64, record: i64) -> LogRow {
        LogRow {
            time,
            kind: kind.code(),
            client,
            contact: -1,
            touchpoint: NONE,
            stage: NONE,
            channel: NONE,
            person: NONE,
            question: NONE,
            measure: NO_MEASURE,
            score: f64::NAN,
            scale_low: 0,
            scale_high: 0,
            weight: 1.0,
            perception: 0,
            emotion: 0,
            sentiment: f32::NAN,
            source: NONE,
            batch: 0,
            record,
        }
    }

    /// A scored answer to a question of the given kind and scale.
    pub fn answer(
        time: i64,
        client: i64,
        record: i64,
        question: i32,
        kind: QuestionKind,
        scale: Scale,
        score: f64,
    ) -> LogRow {
        LogRow {
            question,
            measure: kind.code(),
            score,
            scale_low: scale.worst(),
            scale_high: scale.best(),
            ..LogRow::empty(EntryKind::Answer, time, client, record)
        }
    }

    /// A touch, by who started it and whether it was planned.
    pub fn touch(
        time: i64,
        client: i64,
        record: i64,
        direction: Direction,
        planned: bool,
    ) -> LogRow {
        LogRow {
            measure: manner(direction, planned),
            ..LogRow::empty(EntryKind::Touch, time, client, record)
        }
    }

    /// Who started a touch and whether it was planned; `None`: the row is no touch, or nobody noted it.
    pub fn manner(&self) -> Option<(Direction, bool)> {
        manner_of(self.measure)
    }

    /// The same touch, of which it was said how it was felt against expectation, −3…+3.
    pub fn felt(self, perception: i8) -> LogRow {
        LogRow {
            perception,
            score: f64::from(perception),
            scale_low: Scale::PERCEPTION.worst(),
            scale_high: Scale::PERCEPTION.best(),
            ..self
        }
    }

    pub fn scale(&self) -> Option<Scale> {
        Scale::of_log(self.scale_low, self.scale_high)
    }

    /// The order inside a segment: a client's rows together, in time order, a response's rows together.
    pub fn order(&self) -> (i64, i64, i64, u8, i32) {
        (
            self.client,
            self.time,
            self.record,
            self.kind,
            self.question,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_lead_back_to_their_words() {
        for kind in EntryKind::ALL {
            assert_eq!(EntryKind::of_code(kind.code()), Some(kind));
        }
        for kind in QuestionKind::ALL {
            assert_eq!(QuestionKind::of_code(kind.code()), Some(kind));
            assert_eq!(QuestionKind::of_name(kind.name()), Some(kind));
        }
        assert_eq!(EntryKind::of_code(EntryKind::ALL.len() as u8), None);
        assert_eq!(QuestionKind::of_code(NO_MEASURE), None);
    }

    #[test]
    fn a_touch_says_who_started_it() {
        for direction in [Direction::Out, Direction::In] {
            for planned in [false, true] {
                let row = LogRow::touch(0, 1, 1, direction, planned);
                assert_eq!(row.manner(), Some((direction, planned)));
                assert_eq!(QuestionKind::of_code(row.measure), None);
            }
        }
        assert_eq!(LogRow::empty(EntryKind::Touch, 0, 1, 1).manner(), None);
    }

    #[test]
    fn a_row_without_a_question_has_no_scale() {
        assert_eq!(LogRow::empty(EntryKind::Touch, 0, 1, 1).scale(), None);
        let row = LogRow::answer(
            0,
            1,
            1,
            2,
            QuestionKind::Effort,
            "1-5r".parse().unwrap(),
            2.0,
        );
        assert_eq!(row.scale().unwrap().to_string(), "1-5r");
        assert!(row.scale_low > row.scale_high);
    }
}
