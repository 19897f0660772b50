//! The customer's world: what is known of the people for whom everything else is designed. "Companies need to learn how
//! to see the world from the customer's point of view" (Schmitt, the first of five steps).
//!
//! - **insight** (of the customer's world): one statement about an audience, under one facet, with where it comes from
//!   and when it was seen. A quote is kept word for word.
//! - **facet**: a day in their life, what they are trying to get done, what presses on them, their words, what else they
//!   use, how our service fits in.
//! - **fresh**: seen within its half-life. What is older is due for another look; it stays, and says so.
//! - **assumption**: what an insight lets us assume that every client of the audience expects. It is assumed and stays
//!   so: only a client's own confirmation makes an expectation known.

use serde::{Deserialize, Serialize};

mod choices;

use crate::design::plans::ServedLevel;
use crate::ids::{InsightId, PersonId};
use crate::time::Timestamp;

pub use choices::{Choice, Offer, choices};

super::words! {
    /// From which side the customer's world is seen.
    Facet {
        /// A day in their life.
        Day = "day",
        /// What they are trying to get done.
        Goal = "goal",
        /// What presses on them.
        Pressure = "pressure",
        /// How they call things.
        Words = "words",
        /// What else they use, before, beside and instead of us.
        Tools = "tools",
        /// How our service fits in.
        Fit = "fit",
    }

    /// Where an insight comes from.
    Evidence {
        Interview = "interview",
        Observation = "observation",
        Review = "review",
        Comment = "comment",
    }
}

/// Days after which an insight is due for another look, where nothing else is said: a year.
pub const HALF_LIFE_DAYS: u16 = 365;
/// The longest half-life, in days: ten years.
pub const LONGEST_HALF_LIFE: u16 = 3_650;
/// Characters of a statement or of a quote.
pub const WORDS: usize = 1_000;
/// Characters of what says where it comes from.
pub const SOURCE: usize = 200;

/// What we may assume that clients of the audience expect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assumption {
    /// Of the expectation, as plans and clients' own expectations name it.
    pub theme: String,
    pub level: ServedLevel,
}

/// One thing that is known of the customer's world.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorldInsight {
    pub id: InsightId,
    /// Key of the audience; `None`: all clients.
    pub audience: Option<String>,
    pub facet: Facet,
    /// What it is, in our words.
    pub words: String,
    /// What was said, word for word.
    pub quote: Option<String>,
    pub evidence: Evidence,
    /// Which interview, which review: enough to find it again.
    pub source: Option<String>,
    pub seen_at: Timestamp,
    pub half_life_days: u16,
    pub assumes: Option<Assumption>,
    /// It was taken off the board; kept so that this can be undone.
    pub withdrawn_at: Option<Timestamp>,
    /// `None`: a program, or Touchstone itself.
    pub noted_by: Option<PersonId>,
}

/// What is wrong with an insight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WorldRefusal {
    #[error("say in a sentence what it is")]
    NoWords,
    #[error("this is {0} characters long and may have {1}; shorten it")]
    TooLong(usize, usize),
    #[error("this was seen in the future; give the day on which it was seen")]
    InTheFuture,
    #[error("a half-life lasts 1 to {LONGEST_HALF_LIFE} days")]
    HalfLife,
}

impl WorldInsight {
    /// Everything that is wrong, with its field.
    pub fn faults(&self, now: Timestamp) -> Vec<(&'static str, WorldRefusal)> {
        let mut faults = Vec::new();
        if self.words.is_empty() {
            faults.push(("words", WorldRefusal::NoWords));
        }
        for (field, text, most) in [
            ("words", Some(&self.words), WORDS),
            ("quote", self.quote.as_ref(), WORDS),
            ("source", self.source.as_ref(), SOURCE),
        ] {
            let length = text.map_or(0, |text| text.chars().count());
            if length > most {
                faults.push((field, WorldRefusal::TooLong(length, most)));
            }
        }
        if self.seen_at > now {
            faults.push(("seen_at", WorldRefusal::InTheFuture));
        }
        if !(1..=LONGEST_HALF_LIFE).contains(&self.half_life_days) {
            faults.push(("half_life_days", WorldRefusal::HalfLife));
        }
        faults
    }

    /// From this moment on it is due for another look.
    pub fn due_at(&self) -> Timestamp {
        self.seen_at
            .plus_seconds(i64::from(self.half_life_days) * 86_400)
    }

    /// On the board, and seen within its half-life.
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        self.withdrawn_at.is_none() && now <= self.due_at()
    }
}

/// How well one audience is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knowledge {
    /// Facets with at least one fresh insight, in their order.
    pub seen: Vec<Facet>,
    /// Facets without any.
    pub blank: Vec<Facet>,
    /// Facets that have insights, none of them fresh.
    pub aged: Vec<Facet>,
    /// Kinds of evidence among the fresh ones.
    pub evidence: Vec<Evidence>,
}

/// What is known of an audience: its own insights, and those about all clients.
pub fn knowledge(insights: &[WorldInsight], audience: Option<&str>, now: Timestamp) -> Knowledge {
    let about: Vec<&WorldInsight> = insights
        .iter()
        .filter(|it| it.withdrawn_at.is_none())
        .filter(|it| it.audience.is_none() || it.audience.as_deref() == audience)
        .collect();
    let any = |facet: Facet, fresh: bool| {
        about
            .iter()
            .any(|it| it.facet == facet && (!fresh || it.is_fresh(now)))
    };
    let facets = |wanted: &dyn Fn(Facet) -> bool| {
        Facet::ALL
            .iter()
            .copied()
            .filter(|it| wanted(*it))
            .collect()
    };
    Knowledge {
        seen: facets(&|facet| any(facet, true)),
        blank: facets(&|facet| !any(facet, false)),
        aged: facets(&|facet| any(facet, false) && !any(facet, true)),
        evidence: Evidence::ALL
            .iter()
            .copied()
            .filter(|kind| {
                about
                    .iter()
                    .any(|it| it.evidence == *kind && it.is_fresh(now))
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests;
