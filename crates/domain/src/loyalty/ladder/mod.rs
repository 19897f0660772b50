//! The ladder: where a client stands with us, by what it expects and how that was met.
//!
//! - **standing**: unknown, dissatisfied, satisfied, loyal; an *ambassador* is a loyal client with an act of advocacy.
//!   It judges our conduct, never the client.
//! - **rung**: one of them, as a word. **reason**: what decided, so that everybody can say why.
//! - **basis**: expectations where the organization knows any; else survey scores, and that is said.
//! - **evidence**: all facts about one client that bear on it, in any order. **course**: the same, put in order once, to be
//!   asked at any moment.
//! - **transition**: a standing gave way to another, at a moment, for reasons.
//! - **OK-trap**: satisfied, worth much, able to leave, long without a plus-one.
//! - **proof**: what clients then did. It never makes a standing (but for the advocacy of the loyal); it tests the ladder.
//!
//! The rule (Tovey), at one moment, over the expectations that the client confirmed and that are fresh:
//!
//! 1. any *must* short by more than the tolerance → dissatisfied, even when little else is known;
//! 2. how under half of the expectations' weight is met is known → unknown;
//! 3. the weighted mean of δ short by more than the tolerance → dissatisfied;
//! 4. no must short at all, mean at or beyond what was expected, and a plus-one felt in the window → loyal;
//! 5. else satisfied: it is OK, and that holds nobody.

pub mod alike;
pub mod asymmetry;
pub mod course;
pub mod flows;
pub mod gaps;
pub mod proof;
pub mod scores;
pub mod standing;
pub mod trap;

use super::Level;
use super::facts::{Fact, ProofKind, ReadingSource, settle};
use crate::time::Timestamp;

pub use course::{Course, Transition};
pub use standing::{Item, Standing};

/// A standing as a word, from the lowest to the highest; unknown is none of them and stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Rung {
    Unknown = 0,
    Dissatisfied = 1,
    Satisfied = 2,
    Loyal = 3,
    Ambassador = 4,
}

impl Rung {
    pub const ALL: [Rung; 5] = [
        Rung::Unknown,
        Rung::Dissatisfied,
        Rung::Satisfied,
        Rung::Loyal,
        Rung::Ambassador,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Rung::Unknown => "unknown",
            Rung::Dissatisfied => "dissatisfied",
            Rung::Satisfied => "satisfied",
            Rung::Loyal => "loyal",
            Rung::Ambassador => "ambassador",
        }
    }

    pub fn parse(text: &str) -> Option<Rung> {
        Rung::ALL.into_iter().find(|rung| rung.as_str() == text)
    }

    /// Its place in [`Rung::ALL`].
    pub const fn place(self) -> usize {
        self as usize
    }
}

/// Whether the organization knows any expectations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// What this client confirmed it expects.
    Expectations,
    /// Survey scores, as long as nothing is known of expectations. They never make anybody loyal.
    Scores,
}

impl Basis {
    pub const fn as_str(self) -> &'static str {
        match self {
            Basis::Expectations => "expectations",
            Basis::Scores => "scores",
        }
    }

    pub fn parse(text: &str) -> Option<Basis> {
        [Basis::Expectations, Basis::Scores]
            .into_iter()
            .find(|basis| basis.as_str() == text)
    }
}

/// What the organization has set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rules {
    pub basis: Basis,
    /// Steps by which one may fall short before it counts: half a step where nothing is set.
    pub tolerance: f64,
    /// Days in which a reading, a score or an act of advocacy counts.
    pub reading_days: u16,
    /// Days in which a felt plus-one counts.
    pub plus_one_days: u16,
}

/// The least tolerance, and the greatest, in steps.
pub const TOLERANCES: std::ops::RangeInclusive<f64> = 0.0..=2.0;

/// The shortest window, and the longest, in days.
pub const WINDOWS: std::ops::RangeInclusive<u16> = 30..=1_825;

/// Share of the expectations' weight that has to be covered by readings.
pub const COVERAGE: f64 = 0.5;

/// Each older reading of an expectation counts half of the one after it: the newest weighs more than all before.
pub const FADE: f64 = 0.5;

impl Default for Rules {
    fn default() -> Rules {
        Rules {
            basis: Basis::Expectations,
            tolerance: 0.5,
            reading_days: 365,
            plus_one_days: 182,
        }
    }
}

/// What an organization sets: the rules' figures, and where it keeps what clients are worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    pub tolerance: f64,
    pub reading_days: u16,
    pub plus_one_days: u16,
    /// The attribute of clients that holds what they are worth in a year.
    pub revenue_attribute: Option<String>,
    /// The attribute that holds how many others could serve them.
    pub alternatives_attribute: Option<String>,
}

impl Default for Settings {
    fn default() -> Settings {
        let rules = Rules::default();
        Settings {
            tolerance: rules.tolerance,
            reading_days: rules.reading_days,
            plus_one_days: rules.plus_one_days,
            revenue_attribute: None,
            alternatives_attribute: None,
        }
    }
}

impl Settings {
    pub fn rules(&self, basis: Basis) -> Rules {
        Rules {
            basis,
            tolerance: self.tolerance,
            reading_days: self.reading_days,
            plus_one_days: self.plus_one_days,
        }
    }
}

/// What decided a standing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reason {
    /// The client has confirmed nothing that is still fresh.
    NothingKnown,
    /// Under half of the expectations' weight is covered: `covered` of `total`.
    LittleCovered { covered: f64, total: f64 },
    /// A must is short by more than the tolerance.
    MustShort { subject: i64, delta: f64 },
    /// A must is a little short: within the tolerance, but enough to keep from loyal.
    MustBelow { subject: i64, delta: f64 },
    /// The mean is short by more than the tolerance.
    MeanShort { mean: f64 },
    /// The mean is a little short.
    MeanBelow { mean: f64 },
    /// Met as expected or beyond.
    Met { mean: f64 },
    /// A plus-one was felt in the window.
    PlusOneFelt { subject: i64, at: Timestamp },
    /// None was; the last one ever, where there was any.
    NoPlusOne { last: Option<Timestamp> },
    /// Recommends us, and has done so in the window.
    Advocate { kind: ProofKind, at: Timestamp },
    /// No score in the window.
    NoScores,
    /// By `n` scores: the mean of −1 short, 0 as expected, +1 beyond, with its interval where `n` is above one.
    Scores {
        n: u32,
        mean: f64,
        low: Option<f64>,
        high: Option<f64>,
    },
}

impl Reason {
    /// The word in the interface and in the store.
    pub const fn code(&self) -> &'static str {
        match self {
            Reason::NothingKnown => "nothing_known",
            Reason::LittleCovered { .. } => "little_covered",
            Reason::MustShort { .. } => "must_short",
            Reason::MustBelow { .. } => "must_below",
            Reason::MeanShort { .. } => "mean_short",
            Reason::MeanBelow { .. } => "mean_below",
            Reason::Met { .. } => "met",
            Reason::PlusOneFelt { .. } => "plus_one_felt",
            Reason::NoPlusOne { .. } => "no_plus_one",
            Reason::Advocate { .. } => "advocate",
            Reason::NoScores => "no_scores",
            Reason::Scores { .. } => "scores",
        }
    }
}

/// A touch of which it is known how it was felt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Felt {
    pub at: Timestamp,
    /// Number of the touch.
    pub record: i64,
    /// Number of the touchpoint.
    pub touchpoint: i32,
    /// Against expectation, −3…+3.
    pub delta: f64,
}

/// A survey score that can be read as short, as expected or beyond ([`scores::verdict`]).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    pub at: Timestamp,
    /// Number of the response.
    pub record: i64,
    /// −1, 0 or +1.
    pub verdict: f64,
}

/// All that bears on one client's standing, in any order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence {
    pub facts: Vec<Fact>,
    pub felt: Vec<Felt>,
    pub scored: Vec<Scored>,
}

impl Evidence {
    /// Leaves only what counts, in one order.
    pub fn settle(&mut self) {
        settle(&mut self.facts);
        self.felt
            .sort_unstable_by_key(|felt| (felt.at, felt.record));
        self.scored.sort_unstable_by(|a, b| {
            (a.at, a.record)
                .cmp(&(b.at, b.record))
                .then(a.verdict.total_cmp(&b.verdict))
        });
    }

    pub fn clear(&mut self) {
        self.facts.clear();
        self.felt.clear();
        self.scored.clear();
    }
}

/// Which themes the live plan of each touchpoint serves, both as numbers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Serving(Vec<(i32, i32)>);

impl Serving {
    /// From pairs of touchpoint and theme.
    pub fn new(mut pairs: Vec<(i32, i32)>) -> Serving {
        pairs.sort_unstable();
        pairs.dedup();
        Serving(pairs)
    }

    pub fn serves(&self, touchpoint: i32, theme: i32) -> bool {
        self.0.binary_search(&(touchpoint, theme)).is_ok()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn pairs(&self) -> &[(i32, i32)] {
        &self.0
    }
}

/// One reading of an expectation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    pub at: Timestamp,
    /// The first fact of its chain, or the touch.
    pub record: i64,
    pub delta: f64,
    pub source: ReadingSource,
}

/// `days` after a moment.
pub(crate) fn after_days(at: Timestamp, days: u16) -> Timestamp {
    at.plus_seconds(i64::from(days) * 86_400)
}

/// The order in which levels are shown: what hurts first.
pub(crate) fn gravity(level: Level) -> u8 {
    match level {
        Level::Must => 0,
        Level::Should => 1,
        Level::Delight => 2,
    }
}

#[cfg(test)]
mod tests;
