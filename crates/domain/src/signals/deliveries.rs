//! How a touch was delivered against its plan, what the staff thought of it, and how the client felt about it.
//!
//! The three are kept apart: what was planned (the plan), what was done (the checklist and the defects), what was felt
//! (the perception). The staff's own score is stored before the client's is shown, and stays: whoever has seen how it
//! was felt can't be asked any more.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::log::NONE;
use super::record::{ContentHash, TouchRecord};

/// The worst and the best that a touch can be felt as, against expectation.
pub const FELT: std::ops::RangeInclusive<i8> = -3..=3;

/// One standard that was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Of the plan's standard.
    pub id: String,
    pub met: bool,
}

/// Something that went wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Defect {
    /// Of the plan's failures; `None` for what no plan foresaw.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// Whether it was made good on the spot.
    #[serde(default)]
    pub recovered: bool,
}

/// What was done at one touch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeliveryRecord {
    /// Only standards that somebody checked: one that nobody looked at is neither met nor missed.
    pub checks: Vec<Check>,
    pub defects: Vec<Defect>,
    /// −3…3, in the eyes of the staff.
    pub self_score: Option<i8>,
}

impl DeliveryRecord {
    /// Standards that were met, of those that were checked.
    pub fn met(&self) -> usize {
        self.checks.iter().filter(|check| check.met).count()
    }

    /// Whether nothing went wrong: every standard that was checked is met, and there is no other defect. `None` where
    /// nothing was checked: then a delivery without a defect says nothing.
    pub fn is_perfect(&self) -> Option<bool> {
        (!self.checks.is_empty())
            .then(|| self.met() == self.checks.len() && self.defects.is_empty())
    }

    /// Hashes the touch and how it was delivered, so that the same again is told from the same key with other values.
    pub fn content_hash(&self, touch: &TouchRecord) -> ContentHash {
        let mut hasher = Sha256::new();
        hasher.update(touch.content_hash());
        let kept = (&self.checks, &self.defects, self.self_score);
        hasher.update(serde_json::to_vec(&kept).unwrap_or_default());
        let mut hash = ContentHash::default();
        hash.copy_from_slice(&hasher.finalize()[..16]);
        hash
    }
}

/// All that is known of how one touch went in people's eyes. The log keeps it as one small number, before and after each
/// fact, so that a late fact takes back what it corrects and every fold counts it once, wherever its rows stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Heard {
    /// The staff's own score, −3…3.
    pub own: Option<i8>,
    /// What the client felt, −3…3.
    pub felt: Option<i8>,
    /// Whether the client felt one of the emotions that the plan intends.
    pub hit: Option<bool>,
}

impl Heard {
    /// Only what the client felt, as far as that is known.
    pub fn of_felt(felt: Option<i8>) -> Heard {
        Heard {
            felt,
            ..Heard::default()
        }
    }

    /// The number in the log, 0 where nothing is known: own + 8 × felt + 64 × hit, each part 0 where it is not known,
    /// else the score + 4, and 1 for a miss and 2 for a hit.
    pub fn code(self) -> i16 {
        let score = |part: Option<i8>| part.map_or(0, |score| i16::from(score.clamp(-3, 3)) + 4);
        let hit = self.hit.map_or(0, |hit| 1 + i16::from(hit));
        score(self.own) + 8 * score(self.felt) + 64 * hit
    }

    pub fn of_code(code: i16) -> Option<Heard> {
        let score = |part: i16| match part {
            0 => Some(None),
            part => i8::try_from(part - 4)
                .ok()
                .filter(|it| FELT.contains(it))
                .map(Some),
        };
        let hit = match code / 64 {
            0 => None,
            1 => Some(false),
            2 => Some(true),
            _ => return None,
        };
        (code >= 0).then_some(())?;
        Some(Heard {
            own: score(code % 8)?,
            felt: score(code / 8 % 8)?,
            hit,
        })
    }

    /// As it stands in the row of a touch: none where nothing is known.
    pub fn in_touch(self) -> i32 {
        match self.code() {
            0 => NONE,
            code => i32::from(code),
        }
    }

    /// What a touch's row says.
    pub fn of_touch(question: i32) -> Heard {
        i16::try_from(question)
            .ok()
            .and_then(Heard::of_code)
            .unwrap_or_default()
    }

    /// As a correction stands in the row of a later fact: from this to that.
    pub fn corrected_to(self, after: Heard) -> i32 {
        256 * i32::from(self.code()) + i32::from(after.code())
    }

    /// What the row of a later fact says: what was known before, and after.
    pub fn of_correction(question: i32) -> (Heard, Heard) {
        (
            Heard::of_touch(question.div_euclid(256)),
            Heard::of_touch(question.rem_euclid(256)),
        )
    }

    /// What is known after a later fact: each part that it says replaces what was known.
    pub fn then(self, later: Heard) -> Heard {
        Heard {
            own: later.own.or(self.own),
            felt: later.felt.or(self.felt),
            hit: later.hit.or(self.hit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(id: &str, met: bool) -> Check {
        Check {
            id: id.to_owned(),
            met,
        }
    }

    #[test]
    fn everything_known_fits_one_small_number_and_reads_back() {
        let scores: Vec<Option<i8>> = std::iter::once(None).chain(FELT.map(Some)).collect();
        let mut seen = std::collections::BTreeSet::new();
        for &own in &scores {
            for &felt in &scores {
                for hit in [None, Some(false), Some(true)] {
                    let heard = Heard { own, felt, hit };
                    assert_eq!(Heard::of_code(heard.code()), Some(heard));
                    assert_eq!(Heard::of_touch(heard.in_touch()), heard);
                    let before = Heard::of_felt(Some(2));
                    let both = Heard::of_correction(before.corrected_to(heard));
                    assert_eq!(both, (before, heard));
                    assert!(seen.insert(heard.code()));
                }
            }
        }
        assert_eq!(Heard::default().code(), 0);
        assert_eq!(Heard::default().in_touch(), NONE);
        for code in [-1, 192, 5000] {
            assert_eq!(Heard::of_code(code), None, "{code}");
        }
    }

    #[test]
    fn a_later_fact_replaces_only_what_it_says() {
        let first = Heard {
            own: Some(2),
            felt: Some(1),
            hit: None,
        };
        let later = Heard {
            own: None,
            felt: Some(-2),
            hit: Some(false),
        };
        let both = Heard {
            own: Some(2),
            felt: Some(-2),
            hit: Some(false),
        };
        assert_eq!(first.then(later), both);
        assert_eq!(first.then(Heard::default()), first);
    }

    #[test]
    fn nothing_checked_is_not_perfect() {
        let mut record = DeliveryRecord::default();
        assert_eq!(record.is_perfect(), None);
        record.checks = vec![check("a", true), check("b", true)];
        assert_eq!((record.is_perfect(), record.met()), (Some(true), 2));
        record.defects.push(Defect {
            failure: None,
            words: "late".to_owned(),
            recovered: true,
        });
        assert_eq!(
            record.is_perfect(),
            Some(false),
            "made good is still a defect"
        );
        record.defects.clear();
        record.checks[1].met = false;
        assert_eq!((record.is_perfect(), record.met()), (Some(false), 1));
    }
}
