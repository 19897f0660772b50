//! What becomes of findings: a person decides, and the finder minds what was decided.
//!
//! - **open**: waits for a decision.
//! - **accepted**: a touchpoint is planned for it (or one that is there shall be used), with an owner and a review date.
//! - **dismissed**, with a reason: its ground is never raised again.
//! - **snoozed** until a day: comes back by itself.
//! - **closed**: its ground is gone, without anybody's doing here.

use jiff::civil::Date;

use super::gaps::{Course, Finding};
use crate::ids::{FindingId, PersonId, TouchpointId};
use crate::time::Timestamp;

/// A finding with what was decided about it.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownFinding {
    pub id: FindingId,
    /// Dense within the organization: the number on the grid and in the drawer.
    pub no: i32,
    pub found: Finding,
    pub state: FindingState,
    /// When it was raised; again, when its ground had been gone and came back.
    pub first_seen_at: Timestamp,
    /// When the finder last found its ground.
    pub last_seen_at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindingState {
    Open,
    Accepted(Acceptance),
    Dismissed {
        reason: String,
        at: Timestamp,
        by: String,
    },
    Snoozed {
        /// Open again on this day.
        until: Date,
        at: Timestamp,
        by: String,
    },
    Closed {
        at: Timestamp,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    pub owner: PersonId,
    /// The day by which its plan is looked at.
    pub review_by: Date,
    pub touchpoint: TouchpointId,
    /// The touchpoint was made for it; otherwise it was there already.
    pub made: bool,
    pub at: Timestamp,
    pub by: String,
    /// When the touchpoint was first seen live after the decision.
    pub live_at: Option<Timestamp>,
}

/// The longest reason, in characters.
pub const LONGEST_REASON: usize = 500;

/// Why it can't be done to a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FindingRefusal {
    #[error("this gap was decided already; reopen it first")]
    Decided,
    #[error("this gap is closed: what it was found by is gone")]
    Closed,
    #[error("this gap is open already")]
    Open,
    #[error("say in a few words why, so that others can follow")]
    NoReason,
    #[error("a reason has at most {LONGEST_REASON} characters")]
    LongReason,
    #[error("a day to come is needed")]
    Past,
}

impl FindingState {
    pub const WORDS: [&'static str; 5] = ["open", "accepted", "dismissed", "snoozed", "closed"];

    pub const fn as_str(&self) -> &'static str {
        match self {
            FindingState::Open => "open",
            FindingState::Accepted(_) => "accepted",
            FindingState::Dismissed { .. } => "dismissed",
            FindingState::Snoozed { .. } => "snoozed",
            FindingState::Closed { .. } => "closed",
        }
    }

    /// The state as it is on this day: who was put off until today is open.
    pub fn on(self, today: Date) -> FindingState {
        match self {
            FindingState::Snoozed { until, .. } if until <= today => FindingState::Open,
            other => other,
        }
    }

    /// Open on that day, or why not.
    pub fn require_open(&self, today: Date) -> Result<(), FindingRefusal> {
        match self.clone().on(today) {
            // Who was put off may be decided early.
            FindingState::Open | FindingState::Snoozed { .. } => Ok(()),
            FindingState::Closed { .. } => Err(FindingRefusal::Closed),
            FindingState::Accepted(_) | FindingState::Dismissed { .. } => {
                Err(FindingRefusal::Decided)
            }
        }
    }

    pub fn accept(
        self,
        acceptance: Acceptance,
        today: Date,
    ) -> Result<FindingState, FindingRefusal> {
        self.require_open(today)?;
        if acceptance.review_by < today {
            return Err(FindingRefusal::Past);
        }
        Ok(FindingState::Accepted(acceptance))
    }

    pub fn dismiss(
        self,
        reason: &str,
        by: String,
        at: Timestamp,
        today: Date,
    ) -> Result<FindingState, FindingRefusal> {
        self.require_open(today)?;
        let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
        match reason.chars().count() {
            0 => Err(FindingRefusal::NoReason),
            1..=LONGEST_REASON => Ok(FindingState::Dismissed { reason, at, by }),
            _ => Err(FindingRefusal::LongReason),
        }
    }

    pub fn snooze(
        self,
        until: Date,
        by: String,
        at: Timestamp,
        today: Date,
    ) -> Result<FindingState, FindingRefusal> {
        self.require_open(today)?;
        if until <= today {
            return Err(FindingRefusal::Past);
        }
        Ok(FindingState::Snoozed { until, at, by })
    }

    /// Takes a decision back.
    pub fn reopen(self) -> Result<FindingState, FindingRefusal> {
        match self {
            FindingState::Open => Err(FindingRefusal::Open),
            FindingState::Closed { .. } => Err(FindingRefusal::Closed),
            _ => Ok(FindingState::Open),
        }
    }
}

/// What a run changes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reconciled {
    /// Grounds that nobody has seen before.
    pub raised: Vec<Finding>,
    /// Known grounds with today's evidence, and the state that they have now.
    pub refreshed: Vec<(FindingId, Finding, FindingState)>,
    /// Of these, those that are open again: put off until today, or gone and back.
    pub back: Vec<FindingId>,
    /// Open ones whose ground is gone.
    pub closed: Vec<FindingId>,
}

/// Puts what a run has found beside what is known. The same ground stays the same finding; a dismissed ground is left
/// alone, whatever speaks for it now.
pub fn reconcile(known: &[KnownFinding], found: Vec<Finding>, today: Date) -> Reconciled {
    let mut changes = Reconciled::default();
    let mut by_ground: std::collections::BTreeMap<_, _> = found
        .into_iter()
        .map(|finding| (finding.ground.clone(), finding))
        .collect();
    for one in known {
        let found = by_ground.remove(&one.found.ground);
        match (one.state.clone().on(today), found) {
            (FindingState::Dismissed { .. }, _)
            | (FindingState::Closed { .. } | FindingState::Accepted(_), None) => {}
            (FindingState::Closed { .. }, Some(found)) => {
                changes.back.push(one.id);
                changes.refreshed.push((one.id, found, FindingState::Open));
            }
            (state @ (FindingState::Accepted(_) | FindingState::Snoozed { .. }), Some(found)) => {
                changes.refreshed.push((one.id, found, state));
            }
            (FindingState::Open, Some(found)) => {
                if one.state != FindingState::Open {
                    changes.back.push(one.id);
                }
                changes.refreshed.push((one.id, found, FindingState::Open));
            }
            (FindingState::Open | FindingState::Snoozed { .. }, None) => {
                changes.closed.push(one.id)
            }
        }
    }
    changes.raised = by_ground.into_values().collect();
    // The surest gets the lowest number.
    changes.raised.sort_by(|a, b| {
        let surest = b.confidence.total_cmp(&a.confidence);
        surest.then_with(|| a.ground.cmp(&b.ground))
    });
    changes
}

/// How long accepted findings took to go live.
pub fn courses(known: &[KnownFinding]) -> Vec<Course> {
    known
        .iter()
        .filter_map(|one| match &one.state {
            FindingState::Accepted(accepted) => Some(Course {
                found_at: one.first_seen_at,
                live_at: accepted.live_at,
            }),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::TouchpointKind;
    use crate::design::gaps::{About, Detector, Ground, Named, Suggestion};

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros(seconds * 1_000_000)
    }

    fn finding(ground: &str, confidence: f64) -> Finding {
        Finding {
            detector: Detector::Silence,
            ground: Ground::stored(ground),
            suggestion: Suggestion {
                label: None,
                label_de: None,
                key: None,
                stage: None,
                channel: None,
                kind: TouchpointKind::Dynamic,
                audience: None,
                existing: None,
            },
            confidence,
            about: About::Silence {
                tier: Some(Named::new("gold", "Gold")),
                limit_days: Some(30),
                longest_days: 60,
            },
            share: None,
            items: Vec::new(),
            items_total: 0,
        }
    }

    fn known(n: u128, ground: &str, state: FindingState) -> KnownFinding {
        KnownFinding {
            id: FindingId::from_uuid(uuid::Uuid::from_u128(n)),
            no: n as i32,
            found: finding(ground, 0.5),
            state,
            first_seen_at: at(0),
            last_seen_at: at(0),
        }
    }

    fn accepted() -> FindingState {
        FindingState::Accepted(Acceptance {
            owner: PersonId::from_uuid(uuid::Uuid::nil()),
            review_by: day("2026-04-01"),
            touchpoint: TouchpointId::from_uuid(uuid::Uuid::nil()),
            made: true,
            at: at(10),
            by: "Ana".to_owned(),
            live_at: None,
        })
    }

    fn dismissed() -> FindingState {
        FindingState::Dismissed {
            reason: "We call them".to_owned(),
            at: at(10),
            by: "Ana".to_owned(),
        }
    }

    fn snoozed(until: &str) -> FindingState {
        FindingState::Snoozed {
            until: day(until),
            at: at(10),
            by: "Ana".to_owned(),
        }
    }

    #[test]
    fn the_finder_minds_what_was_decided() {
        let today = day("2026-03-02");
        // What becomes of one known ground: found again or not.
        let check = |state: FindingState, again: bool, expected: &str| {
            let one = known(1, "silence:gold", state);
            let found = if again {
                vec![finding("silence:gold", 0.9)]
            } else {
                vec![]
            };
            let done = reconcile(&[one], found, today);
            let mut told = Vec::new();
            for (_, _, state) in &done.refreshed {
                told.push(format!("refreshed as {}", state.as_str()));
            }
            told.extend(done.back.iter().map(|_| "back".to_owned()));
            told.extend(done.closed.iter().map(|_| "closed".to_owned()));
            told.extend(done.raised.iter().map(|_| "raised".to_owned()));
            assert_eq!(told.join(", "), expected);
        };
        check(FindingState::Open, true, "refreshed as open");
        check(FindingState::Open, false, "closed");
        check(dismissed(), true, "");
        check(dismissed(), false, "");
        check(snoozed("2026-03-03"), true, "refreshed as snoozed");
        check(snoozed("2026-03-02"), true, "refreshed as open, back");
        check(snoozed("2026-03-03"), false, "closed");
        check(accepted(), true, "refreshed as accepted");
        check(accepted(), false, "");
        check(
            FindingState::Closed { at: at(5) },
            true,
            "refreshed as open, back",
        );
        check(FindingState::Closed { at: at(5) }, false, "");
    }

    #[test]
    fn new_grounds_are_raised_the_surest_first() {
        let found = vec![finding("a", 0.3), finding("b", 0.8)];
        let done = reconcile(&[], found, day("2026-03-02"));
        let grounds: Vec<&str> = done.raised.iter().map(|it| it.ground.as_str()).collect();
        assert_eq!(grounds, ["b", "a"]);
    }

    #[test]
    fn a_decision_is_made_once_and_taken_back() {
        let today = day("2026-03-02");
        let ana = || "Ana".to_owned();
        let open = || FindingState::Open;
        let gone = open().dismiss("  we  call ", ana(), at(1), today).unwrap();
        assert!(matches!(&gone, FindingState::Dismissed { reason, .. } if reason == "we call"));
        assert_eq!(
            gone.clone().snooze(day("2026-03-09"), ana(), at(2), today),
            Err(FindingRefusal::Decided)
        );
        assert_eq!(gone.reopen(), Ok(FindingState::Open));
        assert_eq!(
            open().dismiss(" ", ana(), at(1), today),
            Err(FindingRefusal::NoReason)
        );
        assert_eq!(
            open().dismiss(&"x".repeat(501), ana(), at(1), today),
            Err(FindingRefusal::LongReason)
        );
        assert_eq!(
            open().snooze(today, ana(), at(1), today),
            Err(FindingRefusal::Past)
        );
        let later = open()
            .snooze(day("2026-03-09"), ana(), at(1), today)
            .unwrap();
        assert!(later.clone().dismiss("x", ana(), at(2), today).is_ok());
        assert_eq!(later.on(day("2026-03-09")), FindingState::Open);
        let FindingState::Accepted(acceptance) = accepted() else {
            unreachable!()
        };
        assert!(open().accept(acceptance.clone(), today).is_ok());
        assert_eq!(
            open().accept(acceptance.clone(), day("2026-05-01")),
            Err(FindingRefusal::Past)
        );
        assert_eq!(
            FindingState::Closed { at: at(1) }.accept(acceptance, today),
            Err(FindingRefusal::Closed)
        );
        assert_eq!(open().reopen(), Err(FindingRefusal::Open));
    }
}
