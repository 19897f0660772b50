//! What is found.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::inputs::Named;
use crate::design::TouchpointKind;
use crate::stats::{LEVEL, proportion};
use crate::time::Timestamp;

/// A way of seeing that a touch is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detector {
    /// The template of the industry has it, the inventory does not.
    Template,
    /// An event that should be followed by a touch is not.
    UnansweredEvent,
    /// Clients whom nobody has touched for too long.
    Silence,
    /// No touchpoint in a cell whose neighbours have some.
    EmptyCell,
    /// Clients confirmed an expectation that no plan serves.
    UnservedExpectation,
    /// Clients had to ask for news.
    Chase,
    /// Clients say that they missed something.
    Wish,
}

impl Detector {
    pub const ALL: [Detector; 7] = [
        Detector::Template,
        Detector::UnansweredEvent,
        Detector::Silence,
        Detector::EmptyCell,
        Detector::UnservedExpectation,
        Detector::Chase,
        Detector::Wish,
    ];

    /// The word used in documents, the API and the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Detector::Template => "template",
            Detector::UnansweredEvent => "unanswered_event",
            Detector::Silence => "silence",
            Detector::EmptyCell => "empty_cell",
            Detector::UnservedExpectation => "unserved_expectation",
            Detector::Chase => "chase",
            Detector::Wish => "wish",
        }
    }

    pub fn parse(text: &str) -> Option<Detector> {
        Detector::ALL
            .into_iter()
            .find(|detector| detector.as_str() == text)
    }
}

/// Why a finding was raised: `<detector>:<what>`. The same ground always reads the same, whatever the evidence of the
/// day, so that a decision about it holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ground(String);

impl Ground {
    pub(super) fn new(detector: Detector, what: &[&str]) -> Ground {
        Ground(format!("{}:{}", detector.as_str(), what.join("/")))
    }

    /// As it was stored.
    pub fn stored(text: impl Into<String>) -> Ground {
        Ground(text.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// At most so many items stand in a finding; `items_total` says how many there are.
pub const ITEMS_KEPT: usize = 500;

/// One touch that ought to exist and does not, or one kind of touch that is left out too often.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    pub detector: Detector,
    pub ground: Ground,
    pub suggestion: Suggestion,
    /// Probability that the touch really is missing, 0..=1: calibrated on simulated firms (docs/gaps.md).
    pub confidence: f64,
    /// What the finding is about and what speaks for it, in a form that every language can word.
    pub about: About,
    /// How many of how many; `None` where nothing was counted (a template, a cell).
    pub share: Option<Share>,
    /// What stands behind it: unanswered events, silent clients, chasing touches, comments. At most [`ITEMS_KEPT`],
    /// the newest (of clients: the longest silent) first.
    pub items: Vec<Item>,
    /// How many there are, also those that were left out.
    pub items_total: u64,
}

/// The touchpoint that should be made, as far as the detector can tell. Whoever accepts may change all of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// In the organization's own words or the template's; `None`: `about` has to be worded.
    pub label: Option<String>,
    pub label_de: Option<String>,
    /// The template's touchpoint, if one fits.
    pub key: Option<String>,
    /// Key of a stage of the inventory.
    pub stage: Option<String>,
    /// Key of a channel of the inventory.
    pub channel: Option<String>,
    pub kind: TouchpointKind,
    /// Key of an audience.
    pub audience: Option<String>,
    /// Key of the touchpoint that is there and should have been used: then nothing new needs to be made, only done.
    pub existing: Option<String>,
}

impl Suggestion {
    pub(super) fn of_kind(kind: TouchpointKind) -> Suggestion {
        Suggestion {
            label: None,
            label_de: None,
            key: None,
            stage: None,
            channel: None,
            kind,
            audience: None,
            existing: None,
        }
    }
}

/// Hits of n, with Wilson's 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Share {
    pub hits: u64,
    pub n: u64,
    /// 0..=1.
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

impl Share {
    /// `None` of nothing.
    pub fn of(hits: u64, n: u64) -> Option<Share> {
        let (hits_of, of) = (hits as f64, n as f64);
        let interval = proportion::wilson(hits_of, of, LEVEL)?;
        Some(Share {
            hits,
            n,
            value: proportion::share(hits_of, of)?,
            low: interval.low,
            high: interval.high,
        })
    }
}

/// What kind of thing an item is, and with it what its record leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// An event; `record` is its number.
    Event,
    /// A touch with its note.
    Touch,
    /// A response with its comment.
    Comment,
    /// A client; `at` is when it was last touched.
    Client,
}

/// One thing behind a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub kind: ItemKind,
    /// The client's number in the log.
    pub client: i64,
    /// Number of the event, touch or response.
    pub record: Option<i64>,
    pub at: Option<Timestamp>,
    /// Whole days since then.
    pub days: u32,
}

/// Something in the inventory that is nearly what the template means.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Near {
    pub touchpoint: Named,
    /// 0..1; 1 would be the same.
    pub likeness: f64,
}

/// Where an obligation comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The answer that was set for this kind of event.
    Rule,
    /// A live plan with this event as its trigger.
    Plan,
    /// The template of the industry.
    Template,
    /// Most events of this kind are answered, so it is the custom here.
    Learned,
}

/// What clients chased after.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum After {
    Event {
        event: Named,
    },
    Touchpoint {
        touchpoint: Named,
    },
    Stage {
        stage: Named,
    },
    /// Nothing that we know of.
    Nothing,
}

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "detector", rename_all = "snake_case")]
pub enum About {
    Template {
        template: Named,
        touchpoint: Named,
        label_de: String,
        stage: Named,
        channel: Named,
        importance: u8,
        near: Option<Near>,
    },
    UnansweredEvent {
        event: Named,
        /// Any of these would have been an answer; none: any touch of ours.
        touchpoints: Vec<Named>,
        within_days: u32,
        basis: Basis,
    },
    Silence {
        /// `None`: clients whose tier has no rule, measured by their own rhythm.
        tier: Option<Named>,
        /// The tier's rule; `None`: each client's own 90th percentile.
        limit_days: Option<u32>,
        /// The longest silence, in days.
        longest_days: u32,
    },
    EmptyCell {
        stage: Named,
        channel: Named,
        audience: Option<Named>,
        /// Touchpoints of the same channel in the stages beside it, and of the same stage.
        neighbours: Vec<Named>,
    },
    UnservedExpectation {
        theme: String,
        /// Clients who confirmed it, still fresh.
        clients: u64,
        /// Of these, as something that must be.
        must: u64,
        /// A few of their own words.
        words: Vec<String>,
    },
    Chase {
        after: After,
        within_days: u32,
        /// Chasing contacts that would have come by chance, at the usual rate.
        expected: f64,
    },
    Wish {
        /// The words that they have in common; empty: only the touchpoint.
        theme: Vec<String>,
        touchpoint: Option<Named>,
        /// Clients, not mentions.
        clients: u64,
        /// A few of their own words.
        words: Vec<String>,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn detectors_read_back_as_they_were_written() {
        for detector in Detector::ALL {
            assert_eq!(Detector::parse(detector.as_str()), Some(detector));
            assert_eq!(serde_json::to_value(detector).unwrap(), detector.as_str());
        }
    }

    #[test]
    fn a_share_has_its_interval() {
        let share = Share::of(81, 263).unwrap();
        assert!((share.value - 0.307_985).abs() < 1e-6);
        assert!((share.low - 0.255_289).abs() < 1e-6);
        assert!((share.high - 0.366_210).abs() < 1e-6);
        assert_eq!(Share::of(0, 0), None);
    }
}
