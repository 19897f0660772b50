//! Sprints: a shared hour in which people think up plus-ones.
//!
//! - **sprint**: a room with a link, a timer and a counter; *open* until it is closed, then its link opens nothing.
//! - **participant**: somebody who came in by the link and gave a name; no account, no password.
//! - **idea**: one line. What is near to an idea that stands there already is pointed out while it is typed
//!   ([`similar`]), never refused: the second wording may be the better one.
//! - **vote**: for an idea, once by each participant, taken back as easily.
//!
//! Writing alone side by side and then voting finds more ideas than talking in turn does, and nobody's rank speaks.

pub mod similar;

#[cfg(test)]
mod tests;

use crate::time::Timestamp;

/// Minutes where nothing else is said.
pub const MINUTES: i64 = 60;
/// The longest sprint, in minutes, extensions included: half a working day.
pub const LONGEST: i64 = 240;
/// Ideas to come to.
pub const GOAL: i64 = 100;
/// The most that a goal may be.
pub const HIGHEST_GOAL: i64 = 1_000;
/// People in one sprint.
pub const MOST_PEOPLE: usize = 50;
/// Ideas in one sprint.
pub const MOST_IDEAS: usize = 1_000;
/// Ideas of one participant within a minute: faster than anybody thinks.
pub const IDEAS_A_MINUTE: usize = 30;
/// The longest name of a participant, and of a sprint.
pub const LONGEST_NAME: usize = 40;
pub const LONGEST_TITLE: usize = 80;
/// Hours after the start from which on the link opens nothing, closed or not.
pub const LINK_HOURS: i64 = 12;

/// What is known of a sprint's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    pub started_at: Timestamp,
    pub ends_at: Timestamp,
    pub closed_at: Option<Timestamp>,
}

/// Why it can't be done to a sprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SprintRefusal {
    #[error("this sprint is closed")]
    Closed,
    #[error("a sprint runs 1 to {LONGEST} minutes in all")]
    Minutes,
    #[error("this sprint is full: {MOST_PEOPLE} people are in it")]
    Full,
    #[error("this sprint has {MOST_IDEAS} ideas; that is enough for one hour")]
    Overflowing,
    #[error("wait a moment: more than {IDEAS_A_MINUTE} ideas in one minute")]
    TooFast,
}

impl Clock {
    pub fn start(now: Timestamp, minutes: i64) -> Result<Clock, SprintRefusal> {
        if !(1..=LONGEST).contains(&minutes) {
            return Err(SprintRefusal::Minutes);
        }
        Ok(Clock {
            started_at: now,
            ends_at: now.plus_seconds(minutes * 60),
            closed_at: None,
        })
    }

    /// Whether its link still opens it. The timer running out ends nothing by itself: the best idea may be half typed.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.closed_at.is_none() && now < self.started_at.plus_seconds(LINK_HOURS * 3_600)
    }

    /// Gives more (or less) time. An hour that ran out goes on from now.
    pub fn extend(self, minutes: i64, now: Timestamp) -> Result<Clock, SprintRefusal> {
        if self.closed_at.is_some() {
            return Err(SprintRefusal::Closed);
        }
        if !(-LONGEST..=LONGEST).contains(&minutes) {
            return Err(SprintRefusal::Minutes);
        }
        let from = if minutes > 0 {
            self.ends_at.max(now)
        } else {
            self.ends_at
        };
        let ends_at = from.plus_seconds(minutes * 60).max(now);
        let longest = now.max(self.started_at).plus_seconds(LONGEST * 60);
        if ends_at > longest {
            return Err(SprintRefusal::Minutes);
        }
        Ok(Clock { ends_at, ..self })
    }

    /// Seconds left on the timer; 0 once it ran out.
    pub fn seconds_left(&self, now: Timestamp) -> i64 {
        let end = self.closed_at.map_or(now, |closed| closed.min(now));
        ((self.ends_at.micros() - end.micros()) / 1_000_000).max(0)
    }
}

/// Whether somebody more may come in.
pub fn may_join(people: usize) -> Result<(), SprintRefusal> {
    if people >= MOST_PEOPLE {
        Err(SprintRefusal::Full)
    } else {
        Ok(())
    }
}

/// Whether a participant may add an idea. `lately`: theirs of the last minute.
pub fn may_add(ideas: usize, lately: usize) -> Result<(), SprintRefusal> {
    if ideas >= MOST_IDEAS {
        Err(SprintRefusal::Overflowing)
    } else if lately >= IDEAS_A_MINUTE {
        Err(SprintRefusal::TooFast)
    } else {
        Ok(())
    }
}
