//! What clients expect of us.
//!
//! - **expectation**: what one client expects, in their words where they said it. *Level*: must, should, delight.
//!   *Depth*: 1 stated, 2 probed, 3 unspoken. *Weight*: how much it counts, by its level where nothing else is said.
//! - **status**: assumed → stated → confirmed → retired. What we assume of a group is assumed of each of its clients and
//!   never counts as known: "do not assume that clients in the same business expect the same" (Tovey). Only the
//!   client's own confirmation promotes it.
//! - **fresh**: confirmed within its half-life. What is older is due for asking again, and is not known any more.
//! - **theme**: a slug that puts like expectations together, so that a plan can serve them.
//! - **evidence**: what it rests on: what the client said, a survey, a touch, a session.
//! - **change**: what became of it and who did it. A correction is a further fact; what stood before is kept.

use serde::{Deserialize, Serialize};

use crate::ids::{ClientId, ContactId, ExpectationId};
use crate::time::Timestamp;

pub mod asking;
pub mod iceberg;

/// How much depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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

    /// How much an expectation of this level counts where nothing else is said: a must three times a delight.
    pub const fn weight(self) -> u8 {
        match self {
            Level::Must => 3,
            Level::Should => 2,
            Level::Delight => 1,
        }
    }
}

/// How sure we may be of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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

/// The greatest weight.
pub const GREATEST_WEIGHT: u8 = 9;

/// The longest words of an expectation, in characters.
pub const LONGEST_WORDS: usize = 1_000;

/// The longest target, in characters.
pub const LONGEST_TARGET: usize = 300;

/// Pieces of evidence that one expectation holds at most.
pub const MOST_EVIDENCE: usize = 50;

/// What an expectation rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// The client said it.
    Said,
    /// A discovery session; the reference is its id.
    Session,
    /// The client's own page.
    Portal,
    Survey,
    /// A touch; the reference is its id.
    Touch,
    /// Somebody of us saw it.
    Observed,
}

impl EvidenceKind {
    pub const ALL: [EvidenceKind; 6] = [
        EvidenceKind::Said,
        EvidenceKind::Session,
        EvidenceKind::Portal,
        EvidenceKind::Survey,
        EvidenceKind::Touch,
        EvidenceKind::Observed,
    ];
}

/// One thing that an expectation rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub kind: EvidenceKind,
    pub at: Timestamp,
    /// Word for word, where words were spoken or written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Where it can be looked up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

/// What one client expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    pub id: ExpectationId,
    pub client: ClientId,
    /// The client's key, to be shown.
    pub client_key: String,
    pub client_name: Option<String>,
    /// Who on the client's side expects it; `None`: the client as a whole, or it is not known who.
    pub contact: Option<ContactId>,
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
    /// 1..=[`GREATEST_WEIGHT`].
    pub weight: u8,
    /// What it takes to be met, in words that can be checked: "within a day".
    pub target: Option<String>,
    /// In the order in which it came.
    pub evidence: Vec<Evidence>,
}

/// All that can change of an expectation, as it stood at one moment. Kept as a document in the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpectationSnapshot {
    #[serde(default)]
    pub contact: Option<ContactId>,
    pub words: String,
    pub level: Level,
    pub depth: u8,
    pub status: Status,
    #[serde(default)]
    pub theme: Option<String>,
    #[serde(default)]
    pub confirmed_at: Option<Timestamp>,
    pub half_life_days: u16,
    pub weight: u8,
    #[serde(default)]
    pub target: Option<String>,
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

/// What somebody wants to be different. `None` leaves it as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExpectationEdit {
    pub contact: Option<Option<ContactId>>,
    pub words: Option<String>,
    pub level: Option<Level>,
    pub depth: Option<u8>,
    pub theme: Option<Option<String>>,
    pub half_life_days: Option<u16>,
    pub weight: Option<u8>,
    pub target: Option<Option<String>>,
    pub evidence: Option<Vec<Evidence>>,
}

/// What was done to an expectation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// What was a guess of ours, the client said.
    Stated,
    Corrected,
    Confirmed,
    Retired,
    /// The change before it was taken back.
    Undone,
}

impl ChangeKind {
    pub const ALL: [ChangeKind; 5] = [
        ChangeKind::Stated,
        ChangeKind::Corrected,
        ChangeKind::Confirmed,
        ChangeKind::Retired,
        ChangeKind::Undone,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            ChangeKind::Stated => "stated",
            ChangeKind::Corrected => "corrected",
            ChangeKind::Confirmed => "confirmed",
            ChangeKind::Retired => "retired",
            ChangeKind::Undone => "undone",
        }
    }

    pub fn parse(text: &str) -> Option<ChangeKind> {
        ChangeKind::ALL.into_iter().find(|it| it.as_str() == text)
    }
}

/// One line of the history of an expectation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectationChange {
    /// The number of the fact that says it to the ladder.
    pub no: i64,
    pub kind: ChangeKind,
    pub at: Timestamp,
    /// Who did it, as they were called then.
    pub by: String,
    /// The client did it, on their own page.
    pub by_client: bool,
    pub before: ExpectationSnapshot,
    pub after: ExpectationSnapshot,
}

/// Why it can't be done to an expectation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ExpectationRefusal {
    #[error("this expectation is retired; write down what the client expects now as a new one")]
    Retired,
    #[error("an expectation can't be confirmed before it was stated")]
    BeforeStated,
    #[error("say what the client expects")]
    NoWords,
    #[error("nothing has been changed that could be taken back")]
    NothingToUndo,
}

/// Whether two wordings say the same but for case, spaces and punctuation.
pub fn same_words(a: &str, b: &str) -> bool {
    let plain = |text: &str| -> String {
        let kept = text.chars().filter(|c| c.is_alphanumeric());
        kept.flat_map(char::to_lowercase).collect()
    };
    plain(a) == plain(b)
}

const DAY: i64 = 86_400;

impl Expectation {
    /// When a confirmed one is due for asking again; `None`: it is not confirmed.
    pub fn due_at(&self) -> Option<Timestamp> {
        let confirmed = self.confirmed_at?;
        (self.status == Status::Confirmed)
            .then(|| confirmed.plus_seconds(i64::from(self.half_life_days) * DAY))
    }

    /// Whether it counts as known: confirmed by the client, within its half-life. Assumed and stated ones never do.
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        self.confirmed_at.is_some_and(|at| at <= now) && self.due_at().is_some_and(|due| now <= due)
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

    /// The client says it in other words: these count from now on, and are confirmed by being theirs.
    pub fn say_otherwise(
        self,
        words: &str,
        at: Timestamp,
    ) -> Result<Expectation, ExpectationRefusal> {
        let words = tidy_words(words).ok_or(ExpectationRefusal::NoWords)?;
        Expectation { words, ..self }.confirm(at)
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

    /// We correct what we wrote down. What the client confirmed were the words: with others it is only stated, until
    /// the client confirms these. So it is with another contact: what one of them confirmed the other did not. Level,
    /// depth, theme and weight are our own reading and leave the confirmation alone.
    pub fn correct(self, edit: ExpectationEdit) -> Result<Expectation, ExpectationRefusal> {
        if self.status == Status::Retired {
            return Err(ExpectationRefusal::Retired);
        }
        let mut changed = self;
        let another = matches!((changed.contact, edit.contact.flatten()), (Some(one), Some(other)) if one != other);
        let mut said_otherwise = another;
        if let Some(words) = &edit.words {
            let words = tidy_words(words).ok_or(ExpectationRefusal::NoWords)?;
            said_otherwise |= !same_words(&words, &changed.words);
            changed.words = words;
        }
        if changed.status == Status::Confirmed && said_otherwise {
            changed.status = Status::Stated;
            changed.confirmed_at = None;
        }
        let level = edit.level.unwrap_or(changed.level);
        if edit.weight.is_none() && changed.weight == changed.level.weight() {
            // It had the weight of its level, and keeps it with another level.
            changed.weight = level.weight();
        }
        changed.level = level;
        changed.depth = edit.depth.unwrap_or(changed.depth);
        changed.theme = edit.theme.unwrap_or(changed.theme);
        changed.half_life_days = edit.half_life_days.unwrap_or(changed.half_life_days);
        changed.weight = edit.weight.unwrap_or(changed.weight);
        changed.target = edit.target.unwrap_or(changed.target);
        changed.contact = edit.contact.unwrap_or(changed.contact);
        changed.evidence = edit.evidence.unwrap_or(changed.evidence);
        let over = changed.evidence.len().saturating_sub(MOST_EVIDENCE);
        changed.evidence.drain(..over);
        Ok(changed)
    }

    /// It rests on one thing more. The oldest goes where there are too many.
    pub fn with_evidence(mut self, evidence: Evidence) -> Expectation {
        if !self.evidence.contains(&evidence) {
            self.evidence.push(evidence);
        }
        let over = self.evidence.len().saturating_sub(MOST_EVIDENCE);
        self.evidence.drain(..over);
        self
    }

    /// As it stood before its last change. `None`: it was never changed; what was only just written down is retired, so
    /// that even a slip can be looked up.
    pub fn undo(self, last: Option<&ExpectationChange>) -> Result<Expectation, ExpectationRefusal> {
        match last {
            Some(last) => Ok(self.with_snapshot(last.before.clone())),
            None if self.status == Status::Retired => Err(ExpectationRefusal::NothingToUndo),
            None => self.retire(),
        }
    }

    /// The client said what we had only assumed. What is stated or confirmed already stays as it is.
    pub fn say(self) -> Expectation {
        match self.status {
            Status::Assumed => Expectation {
                status: Status::Stated,
                ..self
            },
            _ => self,
        }
    }

    /// What can change of it.
    pub fn snapshot(&self) -> ExpectationSnapshot {
        ExpectationSnapshot {
            contact: self.contact,
            words: self.words.clone(),
            level: self.level,
            depth: self.depth,
            status: self.status,
            theme: self.theme.clone(),
            confirmed_at: self.confirmed_at,
            half_life_days: self.half_life_days,
            weight: self.weight,
            target: self.target.clone(),
            evidence: self.evidence.clone(),
        }
    }

    /// The same expectation as it stood then.
    pub fn with_snapshot(self, state: ExpectationSnapshot) -> Expectation {
        Expectation {
            contact: state.contact,
            words: state.words,
            level: state.level,
            depth: state.depth,
            status: state.status,
            theme: state.theme,
            confirmed_at: state.confirmed_at,
            half_life_days: state.half_life_days,
            weight: state.weight,
            target: state.target,
            evidence: state.evidence,
            ..self
        }
    }
}

/// Words with single spaces; `None` where nothing is said.
pub fn tidy_words(text: &str) -> Option<String> {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// Whether a plan serves an expectation: a live plan names its theme, or the expectation itself. `named`: whether live
/// plans name something.
pub fn is_served(named: impl Fn(&str) -> bool, id: ExpectationId, theme: Option<&str>) -> bool {
    theme.is_some_and(&named) || named(&id.to_string())
}

#[cfg(test)]
mod tests;
