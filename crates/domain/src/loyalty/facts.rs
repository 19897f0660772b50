//! The dated facts from which a client's standing is read.
//!
//! - **fact**: something that was so from its moment `at` on, or that happened then. Facts are appended; one that was
//!   wrong is corrected by a later fact about the same thing, never rewritten.
//! - **root**: the first fact of a chain of corrections; **version** counts them. Of a chain only the highest version
//!   counts ([`settle`]): a corrected fact gives what the right fact would have given.
//! - **subject**: the number of what the fact is about: of an expectation, of a plus-one. 0 where it is about the whole
//!   relationship.
//! - **reading**: how an expectation is met, as δ = perceived − target in steps: −3 far short, 0 as expected, +3 far
//!   beyond. A scale's whole length counts as six steps ([`delta`]).
//! - **proof**: what the client did: kept apart from what it said, to test the ladder.

use super::{Level, Status};
use crate::signals::{EntryKind, LogRow};
use crate::time::Timestamp;

/// The theme of an expectation that has none.
pub const NO_THEME: i32 = -1;

/// The subject of a fact about the whole relationship.
pub const NO_SUBJECT: i64 = 0;

/// The steps that a scale's whole length counts as: from −3 to +3.
pub const STEPS: f64 = 6.0;

/// How much an expectation counts in the mean where nobody said otherwise: a must three times a delight.
pub const fn weight_of(level: Level) -> f64 {
    match level {
        Level::Must => 3.0,
        Level::Should => 2.0,
        Level::Delight => 1.0,
    }
}

/// δ of a perception against its target, both on one scale from `low` to `high`, in steps. `None` where the scale has no
/// length or a figure is none.
pub fn delta(target: f64, perceived: f64, low: f64, high: f64) -> Option<f64> {
    let delta = (perceived - target) * STEPS / (high - low);
    (low != high && delta.is_finite()).then_some(delta)
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $kind:ident = $code:literal $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$each])* $kind = $code,)* }

        impl $name {
            pub const ALL: &[$name] = &[$($name::$kind,)*];

            /// The number that stands in the store and in the log.
            pub const fn code(self) -> i32 {
                self as i32
            }

            pub fn of_code(code: i32) -> Option<$name> {
                $name::ALL.iter().copied().find(|it| it.code() == code)
            }

            pub const fn as_str(self) -> &'static str {
                match self { $($name::$kind => $word,)* }
            }

            pub fn parse(text: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|it| it.as_str() == text)
            }
        }
    };
}

words! {
    /// What sort of fact it is.
    FactKind {
        /// An expectation is in this state from now on.
        Expectation = 1 "expectation",
        /// How an expectation is met.
        Reading = 2 "reading",
        /// A plus-one was given, and how the client took it.
        PlusOne = 3 "plus_one",
        /// What the client did.
        Proof = 4 "proof",
        /// Corrects another fact: it was not so at all.
        Withdrawn = 5 "withdrawn",
    }
}

words! {
    /// Where a reading comes from.
    ReadingSource {
        /// The client said it to us.
        Said = 1 "said",
        /// A touch was felt, at a touchpoint whose live plan serves the expectation.
        Touch = 2 "touch",
        Survey = 3 "survey",
        /// The client said it on its own page.
        Portal = 4 "portal",
    }
}

words! {
    /// How a client took a plus-one.
    Reaction {
        Wow = 1 "wow",
        Noticed = 2 "noticed",
        Unnoticed = 3 "unnoticed",
        Unwanted = 4 "unwanted",
    }
}

impl Reaction {
    /// Whether the client felt it, and gladly: only then it can earn loyalty.
    pub const fn felt(self) -> bool {
        matches!(self, Reaction::Wow | Reaction::Noticed)
    }
}

words! {
    /// What a client did that proves, or belies, its standing.
    ProofKind {
        Renewal = 1 "renewal",
        Purchase = 2 "purchase",
        Referral = 3 "referral",
        Review = 4 "review",
        Reference = 5 "reference",
        Departure = 6 "departure",
    }
}

impl ProofKind {
    /// Whether it recommends us to others.
    pub const fn advocacy(self) -> bool {
        matches!(
            self,
            ProofKind::Referral | ProofKind::Review | ProofKind::Reference
        )
    }
}

/// What an expectation is from its fact on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExpectationState {
    pub level: Level,
    pub status: Status,
    /// How much it counts in the mean; above 0.
    pub weight: f64,
    /// Days after its confirmation in which it counts as known.
    pub half_life_days: u16,
    /// When the client confirmed it last.
    pub confirmed_at: Option<Timestamp>,
    /// Number of its theme, [`NO_THEME`] where it has none.
    pub theme: i32,
}

impl ExpectationState {
    /// Confirmed by the client, within its half-life: only then it is known.
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        self.status == Status::Confirmed
            && self.confirmed_at.is_some_and(|at| {
                at <= now && now <= at.plus_seconds(i64::from(self.half_life_days) * 86_400)
            })
    }
}

/// What a fact says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum What {
    Expectation(ExpectationState),
    /// δ in steps.
    Reading {
        delta: f64,
        source: ReadingSource,
    },
    /// `None`: nobody noted how the client took it.
    PlusOne {
        reaction: Option<Reaction>,
    },
    /// What it was worth in a year, in hundredths of the organization's currency; 0 where that says nothing.
    Proof {
        kind: ProofKind,
        cents: i64,
    },
    Withdrawn,
}

impl What {
    pub const fn kind(&self) -> FactKind {
        match self {
            What::Expectation(_) => FactKind::Expectation,
            What::Reading { .. } => FactKind::Reading,
            What::PlusOne { .. } => FactKind::PlusOne,
            What::Proof { .. } => FactKind::Proof,
            What::Withdrawn => FactKind::Withdrawn,
        }
    }
}

/// One fact, as it stands in the store and, flat, in the experience log.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fact {
    /// The number of the first fact of its chain of corrections; its own where it corrects none.
    pub root: i64,
    /// How many corrections came before it.
    pub version: i32,
    /// Number of the client.
    pub client: i64,
    pub at: Timestamp,
    pub subject: i64,
    pub what: What,
}

/// The codes of [`LogRow::measure`] in rows of facts begin here; no question and no touch has them.
const MEASURES: u8 = 240;

const fn level_code(level: Level) -> u8 {
    match level {
        Level::Must => 1,
        Level::Should => 2,
        Level::Delight => 3,
    }
}

const fn status_code(status: Status) -> i8 {
    match status {
        Status::Assumed => 1,
        Status::Stated => 2,
        Status::Confirmed => 3,
        Status::Retired => 4,
    }
}

impl Fact {
    /// As a row of the log. The columns carry what their fact needs: see [`EntryKind::Fact`].
    pub fn row(&self) -> LogRow {
        let empty = LogRow {
            measure: MEASURES + self.what.kind().code() as u8,
            contact: self.subject,
            person: self.version,
            ..LogRow::empty(EntryKind::Fact, self.at.micros(), self.client, self.root)
        };
        match self.what {
            What::Expectation(state) => LogRow {
                emotion: level_code(state.level),
                perception: status_code(state.status),
                scale_high: i16::try_from(state.half_life_days).unwrap_or(i16::MAX),
                weight: state.weight,
                // Exact up to the year 2255.
                score: state.confirmed_at.map_or(f64::NAN, |at| at.micros() as f64),
                question: state.theme,
                ..empty
            },
            What::Reading { delta, source } => LogRow {
                score: delta,
                question: source.code(),
                ..empty
            },
            What::PlusOne { reaction } => LogRow {
                question: reaction.map_or(0, Reaction::code),
                ..empty
            },
            What::Proof { kind, cents } => LogRow {
                score: cents as f64,
                question: kind.code(),
                ..empty
            },
            What::Withdrawn => empty,
        }
    }

    /// Reads what [`Fact::row`] wrote; `None` for rows of other kinds.
    pub fn of_row(row: &LogRow) -> Option<Fact> {
        if row.kind != EntryKind::Fact.code() {
            return None;
        }
        let kind = FactKind::of_code(i32::from(row.measure.checked_sub(MEASURES)?))?;
        let what = match kind {
            FactKind::Expectation => What::Expectation(ExpectationState {
                level: (Level::ALL.into_iter()).find(|it| level_code(*it) == row.emotion)?,
                status: (Status::ALL.into_iter()).find(|it| status_code(*it) == row.perception)?,
                weight: row.weight,
                half_life_days: u16::try_from(row.scale_high).ok()?,
                confirmed_at: (!row.score.is_nan())
                    .then(|| Timestamp::from_micros(row.score as i64)),
                theme: row.question,
            }),
            FactKind::Reading => What::Reading {
                delta: row.score,
                source: ReadingSource::of_code(row.question)?,
            },
            FactKind::PlusOne => What::PlusOne {
                reaction: Reaction::of_code(row.question),
            },
            FactKind::Proof => What::Proof {
                kind: ProofKind::of_code(row.question)?,
                cents: row.score as i64,
            },
            FactKind::Withdrawn => What::Withdrawn,
        };
        Some(Fact {
            root: row.record,
            version: row.person,
            client: row.client,
            at: Timestamp::from_micros(row.time),
            subject: row.contact,
            what,
        })
    }
}

/// Leaves of every chain of corrections only its newest fact, and none where that withdraws it; then in the order of time
/// (and of the chains' beginnings, where times are equal). In whatever order the facts come, the same is left.
pub fn settle(facts: &mut Vec<Fact>) {
    facts.sort_unstable_by_key(|fact| (fact.root, std::cmp::Reverse(fact.version)));
    facts.dedup_by_key(|fact| fact.root);
    facts.retain(|fact| fact.what != What::Withdrawn);
    facts.sort_unstable_by_key(|fact| (fact.at, fact.root));
}

#[cfg(test)]
mod tests;
