//! Why clients left, and what we could have seen.

use super::{MOST_WORDS, blame, fault_of_cents};
use crate::ids::{ClientId, DepartureId, PersonId};
use crate::time::Timestamp;

/// What on our side made a client leave, or what else played a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    PromiseBroken,
    /// The client told us, and we did not listen.
    NotHeard,
    /// We never asked what the client expects.
    NeverAsked,
    /// The client heard nothing from us for too long.
    Silence,
    /// An error of ours that we did not tell.
    ErrorNotOwned,
    /// Their person at our firm went, and we handed over badly.
    PersonLeft,
    /// We did not know enough.
    Knowledge,
    /// What it costs, and why, was not made clear.
    PriceUnexplained,
    /// We did what was agreed and never more.
    NoExtra,
    /// Told in the words.
    OtherOurs,
}

impl Code {
    pub const ALL: [Code; 10] = [
        Code::PromiseBroken,
        Code::NotHeard,
        Code::NeverAsked,
        Code::Silence,
        Code::ErrorNotOwned,
        Code::PersonLeft,
        Code::Knowledge,
        Code::PriceUnexplained,
        Code::NoExtra,
        Code::OtherOurs,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Code::PromiseBroken => "promise_broken",
            Code::NotHeard => "not_heard",
            Code::NeverAsked => "never_asked",
            Code::Silence => "silence",
            Code::ErrorNotOwned => "error_not_owned",
            Code::PersonLeft => "person_left",
            Code::Knowledge => "knowledge",
            Code::PriceUnexplained => "price_unexplained",
            Code::NoExtra => "no_extra",
            Code::OtherOurs => "other_ours",
        }
    }

    pub fn parse(text: &str) -> Option<Code> {
        Code::ALL.into_iter().find(|code| code.as_str() == text)
    }
}

/// One cause of a departure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// On our side; otherwise a circumstance (moved away, died, gave up the business).
    pub ours: bool,
    pub code: Code,
    pub words: String,
}

/// A lost client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departure {
    pub id: DepartureId,
    pub client: ClientId,
    pub client_key: String,
    pub client_name: Option<String>,
    pub at: Timestamp,
    /// At least one of them on our side.
    pub causes: Vec<Cause>,
    /// What the client said about it, word for word.
    pub words: Option<String>,
    /// What the client brought in a year, in cents.
    pub revenue_cents: Option<i64>,
    pub noted_at: Timestamp,
    pub noted_by: Option<PersonId>,
    /// The client came back, or never left.
    pub withdrawn: bool,
}

/// The most causes of one departure.
pub const MOST_CAUSES: usize = 12;

impl Departure {
    /// What is wrong with it, by field. Words of ours that blame the client are refused where they stand as a cause on
    /// our side; the client's own words are never judged.
    pub fn faults(&self, now: Timestamp) -> Vec<(String, String)> {
        let mut faults = Vec::new();
        let mut add = |field: &str, words: &str| faults.push((field.to_owned(), words.to_owned()));
        if self.at > now {
            add("at", "This is in the future.");
        }
        if !self.causes.iter().any(|cause| cause.ours) {
            add(
                "causes",
                "Name at least one cause on our side. What else played a part may stand beside it.",
            );
        }
        if self.causes.len() > MOST_CAUSES {
            add("causes", "These are too many; keep the ones that mattered.");
        }
        if let Some(fault) = self.revenue_cents.and_then(fault_of_cents) {
            add("revenue", fault);
        }
        for (at, cause) in self.causes.iter().enumerate() {
            let field = format!("causes[{at}].words");
            let length = cause.words.chars().count();
            if length > MOST_WORDS {
                add(&field, "This has at most 2,000 characters.");
            }
            if cause.code == Code::OtherOurs && cause.words.trim().is_empty() {
                add(&field, "Say what it was.");
            }
            if cause.ours && !blame::blame(&cause.words).is_empty() {
                add(
                    &field,
                    "This speaks about the client. Say what we did, or did not do.",
                );
            }
        }
        faults
    }
}

/// What could have been seen before a client left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SignalKind {
    /// The client had to ask for what should have come by itself.
    Chase,
    /// For longer than promised the client heard nothing from us.
    Silence,
    BrokenPromise,
    LatePromise,
    /// An error of ours that the client had to find.
    FoundError,
    /// An expectation was met short.
    Short,
}

impl SignalKind {
    pub const fn as_str(self) -> &'static str {
        match self {
            SignalKind::Chase => "chase",
            SignalKind::Silence => "silence",
            SignalKind::BrokenPromise => "broken_promise",
            SignalKind::LatePromise => "late_promise",
            SignalKind::FoundError => "found_error",
            SignalKind::Short => "short",
        }
    }
}

/// One such sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sign {
    pub at: Timestamp,
    pub kind: SignalKind,
}

/// Signs further back than this are not laid to a departure: a year.
pub const WINDOW_DAYS: i64 = 365;

/// Days without a touch of ours that count as silence where no tier says otherwise.
pub const SILENCE_DAYS: i64 = 120;

const DAY: i64 = 86_400_000_000;

/// When silence began to show: for every gap between touches of ours (and up to `until`) longer than `limit_days`, the
/// moment at which it became too long. The touches may come in any order.
pub fn silences(touches: &[Timestamp], until: Timestamp, limit_days: i64) -> Vec<Sign> {
    let mut touches: Vec<Timestamp> = touches.iter().copied().filter(|at| *at <= until).collect();
    touches.sort_unstable();
    touches.push(until);
    touches
        .windows(2)
        .filter(|pair| pair[1].micros() - pair[0].micros() > limit_days * DAY)
        .map(|pair| Sign {
            at: pair[0].plus_seconds(limit_days * 86_400),
            kind: SignalKind::Silence,
        })
        .collect()
}

/// The earliest sign that we missed, and how many days before the departure it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missed {
    pub sign: Sign,
    pub warning_days: i64,
    /// How many signs there were.
    pub signs: usize,
}

/// The earliest sign within a year before a departure, and after the client last decided to stay (a renewal): what came
/// before that was forgiven. `None`: nothing could be seen in what is recorded. The signs may come in any order.
pub fn missed(signs: &[Sign], left_at: Timestamp, renewed_at: Option<Timestamp>) -> Option<Missed> {
    let window = left_at.plus_seconds(-WINDOW_DAYS * 86_400);
    let from = renewed_at
        .filter(|at| *at < left_at)
        .map_or(window, |at| at.max(window));
    let seen = || {
        signs
            .iter()
            .filter(|sign| from <= sign.at && sign.at < left_at)
    };
    let sign = *seen().min()?;
    Some(Missed {
        sign,
        warning_days: (left_at.micros() - sign.at.micros()) / DAY,
        signs: seen().count(),
    })
}
