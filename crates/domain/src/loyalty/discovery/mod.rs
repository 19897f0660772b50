//! Sessions in which we ask what a client expects.
//!
//! - **question bank**: open questions by depth, in every language of the product; none has the answer in it.
//! - **discovery**: one conversation: questions asked, statements in the client's own words.
//! - **play-back**: the client gets what we understood, by a link to their own page, and confirms, corrects or declines
//!   each statement. Played back it is stated; only the client's answer makes it known.
//! - **suggested depth**: how deep the next questions may go. A suggestion: nothing is ever locked.

use serde::{Deserialize, Serialize};

use super::expectations::{Expectation, Level, Status, same_words};
use crate::ids::{ClientId, ContactId, DiscoveryId, ExpectationId, LinkId, PersonId};
use crate::time::Timestamp;

mod bank;
pub mod wording;

pub use bank::{BANK, BankQuestion};

/// Statements of one session at most.
pub const MOST_STATEMENTS: usize = 60;

/// The longest note on a session, in characters.
pub const LONGEST_NOTE: usize = 4_000;

/// What was asked and said, as it is kept: a document, because it is written anew with every stroke of the session.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiscoveryNotes {
    /// Keys of the bank, or words of our own, in the order in which they were asked.
    #[serde(default)]
    pub questions: Vec<String>,
    #[serde(default)]
    pub statements: Vec<Statement>,
    /// What else was noticed; only we see it.
    #[serde(default)]
    pub note: String,
    /// Who wrote here last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<Written>,
}

/// One thing that the client said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// In the client's own words.
    pub words: String,
    pub level: Level,
    pub depth: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// It was played back, and stands in the ledger as this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expectation: Option<ExpectationId>,
}

/// One conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discovery {
    pub id: DiscoveryId,
    pub client: ClientId,
    pub client_key: String,
    pub client_name: Option<String>,
    pub contact: Option<ContactId>,
    /// Who of us asked; `None`: a program.
    pub held_by: Option<PersonId>,
    pub held_at: Timestamp,
    pub notes: DiscoveryNotes,
    /// When what was understood was last sent to the client.
    pub played_back_at: Option<Timestamp>,
    /// The link by which it can be answered.
    pub link: Option<LinkId>,
}

/// How far a session has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DiscoveryState {
    /// Being held, or not played back yet.
    Open,
    /// The client has not answered every statement.
    PlayedBack,
    /// The client has answered every statement.
    Confirmed,
}

/// What became of one statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Not played back yet.
    Noted,
    /// Played back, not answered.
    Waiting,
    Confirmed,
    /// The client said it in other words.
    Corrected,
    Declined,
}

/// Why a session can't be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DiscoveryRefusal {
    #[error("what was played back stays as it was said; correct it in the ledger of expectations")]
    PlayedBack,
    #[error("there is no statement to play back yet")]
    NothingToPlayBack,
    #[error("a session holds at most {MOST_STATEMENTS} statements")]
    TooMany,
    #[error("a session that was played back can't be thrown away")]
    NotOpen,
}

impl Statement {
    /// What became of it. `now`: the expectation that it became, as it stands.
    pub fn outcome(&self, now: Option<&Expectation>) -> Outcome {
        match (self.expectation, now) {
            (None, _) => Outcome::Noted,
            (Some(_), None) => Outcome::Waiting,
            (Some(_), Some(it)) => match it.status {
                Status::Assumed | Status::Stated => Outcome::Waiting,
                Status::Confirmed if same_words(&it.words, &self.words) => Outcome::Confirmed,
                Status::Confirmed => Outcome::Corrected,
                Status::Retired => Outcome::Declined,
            },
        }
    }
}

/// Pauses shorter than this do not end a sitting, in seconds: a quarter of an hour.
pub const SITTING: i64 = 15 * 60;

/// Who wrote in a session last, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// `None`: a program.
    pub by: Option<PersonId>,
    /// Microseconds since 1970.
    pub at: i64,
}

impl Discovery {
    /// Whether a change goes on with what the same person was just writing. The page saves at every pause; who reads the
    /// audit log wants to know that somebody wrote, not how often they paused.
    pub fn is_one_sitting(&self, by: Option<PersonId>, at: Timestamp) -> bool {
        self.notes.written.is_some_and(|last| {
            by.is_some()
                && by == last.by
                && at < Timestamp::from_micros(last.at).plus_seconds(SITTING)
        })
    }

    /// How far it has come, from what became of its statements.
    pub fn state(&self, outcomes: &[Outcome]) -> DiscoveryState {
        if self.played_back_at.is_none() {
            return DiscoveryState::Open;
        }
        let answered = |it: &Outcome| {
            matches!(
                it,
                Outcome::Confirmed | Outcome::Corrected | Outcome::Declined
            )
        };
        if !outcomes.is_empty() && outcomes.iter().all(answered) {
            DiscoveryState::Confirmed
        } else {
            DiscoveryState::PlayedBack
        }
    }

    /// Writes the session anew. Statements that were played back must still be there as they were; in which order does
    /// not matter.
    pub fn rewrite(self, notes: DiscoveryNotes) -> Result<Discovery, DiscoveryRefusal> {
        if notes.statements.len() > MOST_STATEMENTS {
            return Err(DiscoveryRefusal::TooMany);
        }
        let played: Vec<&Statement> = self.played().collect();
        let still: Vec<&Statement> = notes
            .statements
            .iter()
            .filter(|it| it.expectation.is_some())
            .collect();
        let kept = played.len() == still.len() && played.iter().all(|it| still.contains(it));
        if !kept {
            return Err(DiscoveryRefusal::PlayedBack);
        }
        Ok(Discovery { notes, ..self })
    }

    /// The statements that stand in the ledger.
    pub fn played(&self) -> impl Iterator<Item = &Statement> {
        let statements = self.notes.statements.iter();
        statements.filter(|it| it.expectation.is_some())
    }

    /// The statements that the client has not been shown yet.
    pub fn unplayed(&self) -> impl Iterator<Item = &Statement> {
        let statements = self.notes.statements.iter();
        statements.filter(|it| it.expectation.is_none())
    }

    /// The client gets to see it: every new statement has become an expectation, which the client has stated. `became`:
    /// their ids, in the order of [`Discovery::unplayed`].
    pub fn play_back(
        mut self,
        link: LinkId,
        now: Timestamp,
        became: &[ExpectationId],
    ) -> Result<Discovery, DiscoveryRefusal> {
        if self.notes.statements.is_empty() {
            return Err(DiscoveryRefusal::NothingToPlayBack);
        }
        let new = self.notes.statements.iter_mut();
        for (it, id) in new.filter(|it| it.expectation.is_none()).zip(became) {
            it.expectation = Some(*id);
        }
        Ok(Discovery {
            played_back_at: Some(now),
            link: Some(link),
            ..self
        })
    }
}

/// Fresh confirmed expectations of a depth from which on the next depth is suggested.
pub const ENOUGH: u64 = 3;

/// The lower end of the weakest leg of trust, 0..=100, from which on unspoken expectations are worth asking for.
pub const TRUSTED: f64 = 50.0;

/// How deep to ask next, and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SuggestedDepth {
    /// 1, 2 or 3.
    pub depth: u8,
    pub because: DepthReason,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DepthReason {
    /// Little is known: begin with what is said anyway.
    LittleKnown,
    /// What is stated is known: ask what lies behind it.
    StatedKnown,
    /// What is probed is known, and trust is strong enough.
    ProbedKnown,
    /// What is probed is known, but the weakest leg of trust is not strong enough yet, or nothing is known of it.
    TrustTooWeak,
}

/// Suggests the depth of the next questions. `fresh`: how many confirmed and fresh expectations there are of depth 1 and
/// 2; `weakest`: the lower end of the weakest leg of the trust we have earned, where it is known. Unspoken things are asked
/// of those who trust us, not of those of whom we don't know it.
pub fn suggest_depth(fresh: [u64; 2], weakest: Option<f64>) -> SuggestedDepth {
    let (depth, because) = match fresh {
        [stated, probed] if stated + probed < ENOUGH => (1, DepthReason::LittleKnown),
        [_, probed] if probed < ENOUGH => (2, DepthReason::StatedKnown),
        _ if weakest.is_none_or(|it| it < TRUSTED) => (2, DepthReason::TrustTooWeak),
        _ => (3, DepthReason::ProbedKnown),
    };
    SuggestedDepth { depth, because }
}

#[cfg(test)]
mod tests;
