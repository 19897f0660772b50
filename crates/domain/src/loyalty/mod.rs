//! What clients expect of us.
//!
//! - **expectation**: what one client expects, in their words where they said it. *Level*: must, should, delight.
//!   *Depth*: 1 stated, 2 probed, 3 unspoken.
//! - **status**: assumed → stated → confirmed → retired. What we assume of a group is assumed of each of its clients and
//!   never counts as known: "do not assume that clients in the same business expect the same" (Tovey). Only the
//!   client's own confirmation promotes it.
//! - **fresh**: confirmed within its half-life. What is older is due for asking again, and is not known any more.
//! - **theme**: a slug that puts like expectations together, so that a plan can serve them.

pub mod facts;
pub mod ladder;

use crate::ids::{ClientId, ExpectationId};
use crate::time::Timestamp;

/// How much depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Must,
    Should,
    Delight,
}

impl Level {
    pub const ALL: [Level; 3] = [Level::Must, Level::Should, Level::Delight];

    pub const fn as_str(self) -> &'static str {
        match self {
            Level::Must => "must",
            Level::Should => "should",
            Level::Delight => "delight",
        }
    }

    pub fn parse(text: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.as_str() == text)
    }
}

/// How sure we may be of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// We think so; the client has not said it.
    Assumed,
    /// The client said it once, in passing.
    Stated,
    /// The client heard it from us and agreed.
    Confirmed,
    /// It holds no longer.
    Retired,
}

impl Status {
    pub const ALL: [Status; 4] = [
        Status::Assumed,
        Status::Stated,
        Status::Confirmed,
        Status::Retired,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Status::Assumed => "assumed",
            Status::Stated => "stated",
            Status::Confirmed => "confirmed",
            Status::Retired => "retired",
        }
    }

    pub fn parse(text: &str) -> Option<Status> {
        Status::ALL
            .into_iter()
            .find(|status| status.as_str() == text)
    }
}

/// Days after which a confirmed expectation is due for asking again, where nothing else is said: a year and a half.
pub const HALF_LIFE_DAYS: u16 = 540;

/// The longest half-life, in days: ten years.
pub const LONGEST_HALF_LIFE: u16 = 3_650;

/// What one client expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    pub id: ExpectationId,
    pub client: ClientId,
    /// The client's key, to be shown.
    pub client_key: String,
    pub client_name: Option<String>,
    pub words: String,
    pub level: Level,
    /// 1 stated, 2 probed, 3 unspoken.
    pub depth: u8,
    pub status: Status,
    pub theme: Option<String>,
    /// Where we have it from: an interview, a review, a guess.
    pub source: String,
    pub stated_at: Timestamp,
    pub confirmed_at: Option<Timestamp>,
    pub half_life_days: u16,
}

/// Why it can't be done to an expectation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ExpectationRefusal {
    #[error("this expectation is retired; write down what the client expects now as a new one")]
    Retired,
    #[error("an expectation can't be confirmed before it was stated")]
    BeforeStated,
}

impl Expectation {
    /// Whether it counts as known: confirmed by the client, within its half-life. Assumed and stated ones never do.
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        self.status == Status::Confirmed
            && self
                .confirmed_at
                .is_some_and(|at| now <= at.plus_seconds(i64::from(self.half_life_days) * 86_400))
    }

    /// The client says that it is so. Said again later it is fresh again.
    pub fn confirm(self, at: Timestamp) -> Result<Expectation, ExpectationRefusal> {
        if self.status == Status::Retired {
            return Err(ExpectationRefusal::Retired);
        }
        if at < self.stated_at {
            return Err(ExpectationRefusal::BeforeStated);
        }
        // An earlier confirmation that comes to us late must not make a later one older.
        let confirmed_at = self.confirmed_at.map_or(at, |known| known.max(at));
        Ok(Expectation {
            status: Status::Confirmed,
            confirmed_at: Some(confirmed_at),
            ..self
        })
    }

    /// It holds no longer.
    pub fn retire(self) -> Result<Expectation, ExpectationRefusal> {
        if self.status == Status::Retired {
            return Err(ExpectationRefusal::Retired);
        }
        Ok(Expectation {
            status: Status::Retired,
            ..self
        })
    }
}

#[cfg(test)]
mod tests;
