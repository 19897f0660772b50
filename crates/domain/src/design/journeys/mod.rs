//! Journeys as designed: what a client of one audience should live through with us, step by step.
//!
//! - **step**: one moment of the journey, at a stage; usually at a touchpoint, whose plan says how it is done.
//! - **lane**: what is said of every step: expectation, action, channel, feeling, plus-ones, backstage, owner.
//! - **feeling**: how the step should feel, −2…+2, where 0 is *as expected*; `None` is *not decided yet*.
//! - **to-be line**: the feelings as designed; **as-is line**: how clients felt it ([`feeling`]).
//! - **moment of truth**: a step at which clients decide whether they stay.
//! - **links**: what leads to what, where that is not simply the next step. A journey never leads back.
//!
//! The document names stages, channels and touchpoints by their keys, so that it can be read by another organization,
//! and by this one after a restore. It is versioned: [`VERSION`] is the form that is written.

use serde::{Deserialize, Serialize};

use crate::ids::{JourneyId, PersonId};
use crate::time::Timestamp;

mod check;
mod compare;
pub mod feeling;
#[cfg(test)]
mod tests;

pub use check::{JourneyFault, JourneyRefusal, Known, settle};
pub use compare::{JourneyChange, compare};

/// The form of the document that this program writes and reads.
pub const VERSION: u32 = 1;

/// Most steps of one journey: more do not fit any sheet that somebody reads.
pub const MOST_STEPS: usize = 80;
/// Characters of a name, a label, an owner.
pub const LABEL: usize = 120;
/// Characters of an expectation, an action, what happens backstage.
pub const WORDS: usize = 2_000;
/// Plus-ones of one step.
pub const MOST_PLUS_ONES: usize = 12;
/// Filters that say whose journey it is.
pub const MOST_FILTERS: usize = 8;

/// A journey as it is kept and exchanged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JourneyDocument {
    pub version: u32,
    pub name: String,
    /// What the journey is about, in a sentence or two.
    #[serde(default)]
    pub note: String,
    /// Key of the audience that it is designed for; `None`: for everybody.
    #[serde(default)]
    pub audience: Option<String>,
    /// Who else is meant, written as in questions to the log: `attr.tier=premier`. All of them must hold.
    #[serde(default)]
    pub filters: Vec<String>,
    /// In the order in which they are lived through.
    pub steps: Vec<JourneyStep>,
    /// What leads to what; `None`: each step to the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub links: Option<Vec<JourneyLink>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JourneyStep {
    /// Unique within the journey; 1 to 40 letters, digits, `-` and `_`.
    pub id: String,
    /// Key of the stage.
    pub stage: String,
    /// Key of the touchpoint where it happens; `None`: something without us, such as a client asking a friend.
    #[serde(default)]
    pub touchpoint: Option<String>,
    pub label: String,
    /// Key of the channel, where it is not the touchpoint's.
    #[serde(default)]
    pub channel: Option<String>,
    /// What the client expects, in the client's words.
    #[serde(default)]
    pub expectation: String,
    /// What the client does.
    #[serde(default)]
    pub action: String,
    /// −2…+2, 0 being as expected; `None`: not decided yet.
    #[serde(default)]
    pub feeling: Option<i8>,
    #[serde(default)]
    pub plus_ones: Vec<String>,
    /// What has to happen behind the scenes.
    #[serde(default)]
    pub backstage: String,
    /// Who answers for it, in words; empty: the touchpoint's owner.
    #[serde(default)]
    pub owner: String,
    #[serde(default)]
    pub moment_of_truth: bool,
}

/// One step leads to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JourneyLink {
    pub from: String,
    pub to: String,
}

/// A journey of the organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journey {
    pub id: JourneyId,
    /// Grows by one with every change, so that two people cannot overwrite each other unnoticed.
    pub revision: i64,
    pub document: JourneyDocument,
    pub created_at: Timestamp,
    pub changed_at: Timestamp,
    /// `None`: a program, or Touchstone itself.
    pub changed_by: Option<PersonId>,
}

/// Pauses shorter than this do not end a sitting, in seconds: a quarter of an hour.
pub const SITTING: i64 = 15 * 60;

impl Journey {
    /// Whether a change goes on with what the same person was just changing. The editor saves at every pause; who reads
    /// the audit log wants to know that somebody worked on it, not how often they paused.
    pub fn is_one_sitting(&self, by: Option<PersonId>, at: Timestamp) -> bool {
        self.revision > 1
            && by.is_some()
            && by == self.changed_by
            && at < self.changed_at.plus_seconds(SITTING)
    }
}

impl JourneyDocument {
    pub fn step(&self, id: &str) -> Option<&JourneyStep> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// What leads to what, also where each step simply leads to the next.
    pub fn ways(&self) -> Vec<(&str, &str)> {
        match &self.links {
            Some(links) => links
                .iter()
                .map(|link| (link.from.as_str(), link.to.as_str()))
                .collect(),
            None => self
                .steps
                .windows(2)
                .map(|pair| (pair[0].id.as_str(), pair[1].id.as_str()))
                .collect(),
        }
    }

    /// The same journey with one step at another place, counted from 0; the place of the last one when it lies beyond.
    pub fn with_step_at(&self, id: &str, place: usize) -> Self {
        let mut moved = self.clone();
        if let Some(from) = moved.steps.iter().position(|step| step.id == id) {
            let step = moved.steps.remove(from);
            moved.steps.insert(place.min(moved.steps.len()), step);
        }
        moved
    }
}
