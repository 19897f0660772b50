//! Plus-ones: the small extras that nobody expected, and how they wear out.
//!
//! - **plus-one**: a small extra a client did not expect. *State*: idea → trial → active → norm → retired.
//! - **gift**: one delivery of a plus-one to one client, or its deliberate absence (*held out*), with the client's
//!   *reaction*: wow, noticed, unnoticed, unwanted; and how the touch was *felt* against expectation, −3…+3.
//! - **norm**: what delights today is expected tomorrow. The ratchet ([`ratchet`]) says when.
//! - **norm debt**: what a year of the norms that we must keep costs.
//! - **replenishment**: how many new ones became active for each that became a norm.
//! - **habituation** ([`habituation`]): how far one delivery moves what the client expects, α.

pub mod asking;
pub mod habituation;
pub mod holdouts;
pub mod measures;
pub mod ratchet;
pub mod regression;
pub mod suggestion;

#[cfg(test)]
mod tests;

pub use super::facts::Reaction;
use crate::time::Timestamp;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$of])* $variant,)* }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }

            pub fn parse(text: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|it| it.as_str() == text)
            }
        }
    };
}

words! {
    /// Where a plus-one stands.
    State {
        /// Thought of, perhaps voted on.
        Idea = "idea",
        /// Given fewer than ten times.
        Trial = "trial",
        /// It still surprises: the wow rate holds.
        Active = "active",
        /// Expected by now: kept, or gracefully withdrawn.
        Norm = "norm",
        /// Given no more.
        Retired = "retired",
    }
}

words! {
    /// What one delivery costs, roughly: for ideas that nobody has reckoned yet.
    CostClass {
        /// Nothing but a thought or a minute.
        Free = "free",
        /// A coffee.
        Tiny = "tiny",
        /// A lunch.
        Small = "small",
        /// Somebody must sign it off.
        Large = "large",
    }
}

/// The longest words of a plus-one, in characters: one line.
pub const LONGEST_WORDS: usize = 140;
/// The most that one delivery may cost, in hundredths of the currency.
pub const DEAREST: i64 = 100_000_000;
/// The most minutes of one delivery: a working day.
pub const LONGEST_MINUTES: i64 = 480;
/// The largest share that may be held out, in percent: beyond half, the plus-one is not given but withheld.
pub const MOST_HELD_OUT: i64 = 50;

/// What one plus-one is, apart from where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    pub words: String,
    pub cost_class: CostClass,
    /// Money of one delivery, in hundredths of the currency.
    pub cost_cents: i64,
    /// ISO 4217, three capitals.
    pub currency: String,
    /// Somebody's time for one delivery.
    pub minutes: i64,
    /// Whether the client is to be asked before it is given.
    pub ask_first: bool,
    /// Percent of deliveries that are left out by lot, to learn what the plus-one does.
    pub hold_out_percent: i64,
}

/// What is wrong with a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CardRefusal {
    #[error("say in one line what the client gets")]
    NoWords,
    #[error("one line has at most {LONGEST_WORDS} characters")]
    TooLong,
    #[error("one delivery costs 0 to 1,000,000")]
    Cost,
    #[error("a currency has three letters, such as EUR")]
    Currency,
    #[error("one delivery takes 0 to {LONGEST_MINUTES} minutes")]
    Minutes,
    #[error(
        "at most {MOST_HELD_OUT} percent are held out: beyond that it is not given but withheld"
    )]
    HeldOut,
}

impl Card {
    /// Everything that is wrong, with the field it is about.
    pub fn faults(&self) -> Vec<(&'static str, CardRefusal)> {
        let length = self.words.chars().count();
        let currency = &self.currency;
        let checks = [
            ("words", length == 0, CardRefusal::NoWords),
            ("words", length > LONGEST_WORDS, CardRefusal::TooLong),
            (
                "cost_cents",
                !(0..=DEAREST).contains(&self.cost_cents),
                CardRefusal::Cost,
            ),
            (
                "currency",
                currency.len() != 3 || !currency.bytes().all(|c| c.is_ascii_uppercase()),
                CardRefusal::Currency,
            ),
            (
                "minutes",
                !(0..=LONGEST_MINUTES).contains(&self.minutes),
                CardRefusal::Minutes,
            ),
            (
                "hold_out_percent",
                !(0..=MOST_HELD_OUT).contains(&self.hold_out_percent),
                CardRefusal::HeldOut,
            ),
        ];
        checks
            .into_iter()
            .filter(|(_, wrong, _)| *wrong)
            .map(|(field, _, refusal)| (field, refusal))
            .collect()
    }
}

/// One delivery to one client, or its deliberate absence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gift {
    /// Order among gifts of the same moment.
    pub no: u64,
    pub at: Timestamp,
    /// Number of the client.
    pub client: i64,
    /// By lot it was not given this time.
    pub held_out: bool,
    /// Unknown until somebody saw or heard it.
    pub reaction: Option<Reaction>,
    /// How the touch was felt against expectation, −3…+3, by the client's own word.
    pub felt: Option<i8>,
}

impl Gift {
    /// Whether the client got something.
    pub fn given(&self) -> bool {
        !self.held_out
    }
}
