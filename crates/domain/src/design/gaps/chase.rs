//! Detector *chase*: clients had to ask for news, so an outbound touch was missing.
//!
//! **Definition.** A chase is an inbound touch whose words say so ("where is …", "any news"). What it followed may be an
//! event or a touch within the days before; of several candidates the one is blamed after which clients chase most
//! beyond the usual rate. That one and the chases it explains are taken out, and what is left is looked at again, until
//! nothing stands out; so an invoice is blamed once, and not again as the letter that carried it. What no event or touch
//! explains is blamed on the stage it came up in, where that stage has far more than its share.
//!
//! **Evidence.** The chasing contacts; after how many of all such events or touches they came, with the interval; how
//! many would have come by chance.
//!
//! **Confidence.** The probability that chasing after it is more than [`RATIO`] times as frequent as usual (Gamma–Poisson).

use std::collections::{BTreeMap, BTreeSet};

use statrs::distribution::{ContinuousCDF, Gamma};

use super::confidence::calibrated;
use super::finding::{About, After, Detector, Finding, Ground, ItemKind, Share, Suggestion};
use super::history::{CueSeen, History, Minutes};
use super::inputs::{Inputs, Named};
use super::kept::{Kept, Ranked};
use super::unanswered_event;
use super::watch::Watch;
use crate::design::TouchpointKind;
use crate::signals::CueKind;
use crate::signals::record::Direction;

/// Days after something within which a chase may be about it; each is tried.
const WINDOWS: [u32; 3] = [7, 14, 30];
const LONGEST: u32 = WINDOWS[WINDOWS.len() - 1];

/// So many times the usual rate is too much.
pub const RATIO: f64 = 2.0;

/// From so few chases nothing is concluded.
const FEWEST: usize = 3;
const FEWEST_OF_STAGE: usize = 8;

/// Raised from this probability on.
const PROBABLE: f64 = 0.8;

/// Something that a chase can be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cause {
    /// By the number of the kind.
    Event(i32),
    /// By the number of the touchpoint.
    Touchpoint(i32),
}

/// One chasing contact and what went before it, each kind of thing once, the latest.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Chase {
    at: Minutes,
    client: i64,
    record: i64,
    stage: i32,
    before: Vec<(Cause, Minutes)>,
}

/// What was counted.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    chases: Vec<Chase>,
    /// How often each thing happened, with the whole of each window over.
    events: BTreeMap<i32, [u64; WINDOWS.len()]>,
    /// By the touchpoint's number.
    touches: Vec<[u64; WINDOWS.len()]>,
    /// Days in which clients could have chased.
    days: u64,
    /// Inbound touches by stage; the first is for none.
    inbound: Vec<u64>,
}

impl PartialEq for Tally {
    fn eq(&self, other: &Tally) -> bool {
        self.sorted() == other.sorted()
            && (&self.events, self.days) == (&other.events, other.days)
            && (&self.touches, &self.inbound) == (&other.touches, &other.inbound)
    }
}

impl Tally {
    pub fn see(&mut self, watch: &Watch, history: &History<'_>) {
        let bounds = [
            history.touches.first().map(|touch| touch.at),
            history.events.first().map(|event| event.at),
        ];
        let Some(first) = bounds.into_iter().flatten().min() else {
            return;
        };
        let left = watch.client(history.client).departed;
        let last = if left {
            let ends = [
                history.touches.last().map(|touch| touch.at),
                history.events.last().map(|event| event.at),
            ];
            ends.into_iter().flatten().max().unwrap_or(first)
        } else {
            watch.now
        };
        self.days += u64::from(last.days_since(first));
        let chases: Vec<&CueSeen> = history
            .cues
            .iter()
            .filter(|cue| cue.kind == CueKind::Chase && cue.of_touch)
            .collect();
        for event in history.events {
            let counts = self.events.entry(event.kind).or_default();
            count(counts, event.at, watch.now);
        }
        for touch in history.touches {
            if touch.direction == Some(Direction::In) {
                let stage = watch.place(touch.touchpoint).stage;
                add_at(&mut self.inbound, stage + 1, |count| *count += 1);
            }
            if watch.is_contact(touch) && !is_chase(&chases, touch.at, touch.touchpoint) {
                add_at(&mut self.touches, touch.touchpoint, |counts| {
                    count(counts, touch.at, watch.now);
                });
            }
        }
        for chase in &chases {
            self.chases.push(Chase {
                at: chase.at,
                client: history.client,
                record: chase.record,
                stage: chase.stage,
                before: before(watch, history, &chases, chase.at),
            });
        }
    }

    pub fn merge(&mut self, other: &Tally) {
        self.chases.extend(other.chases.iter().cloned());
        for (kind, theirs) in &other.events {
            add(self.events.entry(*kind).or_default(), theirs);
        }
        for (at, theirs) in (0_i32..).zip(&other.touches) {
            add_at(&mut self.touches, at, |ours| add(ours, theirs));
        }
        self.days += other.days;
        for (at, theirs) in (0_i32..).zip(&other.inbound) {
            add_at(&mut self.inbound, at, |ours| *ours += theirs);
        }
    }

    fn sorted(&self) -> Vec<&Chase> {
        let mut chases: Vec<&Chase> = self.chases.iter().collect();
        chases.sort_unstable();
        chases
    }

    fn happened(&self, cause: Cause, window: usize) -> u64 {
        let counts = match cause {
            Cause::Event(kind) => self.events.get(&kind),
            Cause::Touchpoint(no) => usize::try_from(no).ok().and_then(|at| self.touches.get(at)),
        };
        counts.map_or(0, |counts| counts[window])
    }
}

fn count(counts: &mut [u64; WINDOWS.len()], at: Minutes, now: Minutes) {
    for (count, days) in counts.iter_mut().zip(WINDOWS) {
        *count += u64::from(at.plus_days(days) <= now);
    }
}

fn add(ours: &mut [u64; WINDOWS.len()], theirs: &[u64; WINDOWS.len()]) {
    for (ours, theirs) in ours.iter_mut().zip(theirs) {
        *ours += theirs;
    }
}

fn add_at<T: Default + Clone>(list: &mut Vec<T>, at: i32, change: impl FnOnce(&mut T)) {
    if let Ok(at) = usize::try_from(at) {
        if list.len() <= at {
            list.resize(at + 1, T::default());
        }
        change(&mut list[at]);
    }
}

/// Whether a touch is itself a chase: asking twice is not asking about having asked.
fn is_chase(chases: &[&CueSeen], at: Minutes, touchpoint: i32) -> bool {
    chases
        .iter()
        .any(|chase| chase.at == at && chase.touchpoint == touchpoint)
}

fn before(
    watch: &Watch,
    history: &History<'_>,
    chases: &[&CueSeen],
    at: Minutes,
) -> Vec<(Cause, Minutes)> {
    let mut before: Vec<(Cause, Minutes)> = Vec::new();
    let mut note = |cause: Cause, when: Minutes| {
        if !before.iter().any(|(known, _)| *known == cause) {
            before.push((cause, when));
        }
    };
    let recent = |when: Minutes| when < at && when.plus_days(LONGEST) >= at;
    for event in history.events.iter().rev().filter(|event| recent(event.at)) {
        note(Cause::Event(event.kind), event.at);
    }
    for touch in history
        .touches
        .iter()
        .rev()
        .filter(|touch| recent(touch.at))
    {
        if watch.is_contact(touch) && !is_chase(chases, touch.at, touch.touchpoint) {
            note(Cause::Touchpoint(touch.touchpoint), touch.at);
        }
    }
    before
}

/// What speaks for one cause in one window.
struct Case {
    cause: Cause,
    window: usize,
    /// Places in the list of chases that are left.
    chases: Vec<usize>,
    /// Times it happened and was followed by a chase.
    hits: u64,
    expected: f64,
    /// Logarithm of how much likelier the chases are at their own rate than at the usual one.
    evidence: f64,
    raw: f64,
}

pub(super) fn find(inputs: &Inputs, watch: &Watch, tally: &Tally) -> Vec<Finding> {
    let mut left = tally.sorted();
    let mut findings = Vec::new();
    while let Some(case) = strongest(watch, tally, &left) {
        findings.extend(finding(inputs, watch, tally, &left, &case));
        let blamed: BTreeSet<usize> = case.chases.iter().copied().collect();
        let mut at = 0;
        left.retain(|_| {
            at += 1;
            !blamed.contains(&(at - 1))
        });
    }
    findings.extend(by_stage(inputs, watch, tally, &left));
    findings
}

fn strongest(watch: &Watch, tally: &Tally, left: &[&Chase]) -> Option<Case> {
    let usual = left.len() as f64 / tally.days.max(1) as f64;
    let mut of_cause: BTreeMap<Cause, Vec<(usize, Minutes)>> = BTreeMap::new();
    for (at, chase) in left.iter().enumerate() {
        for (cause, when) in &chase.before {
            of_cause.entry(*cause).or_default().push((at, *when));
        }
    }
    let mut best: Option<Case> = None;
    for (cause, candidates) in of_cause {
        for (window, days) in WINDOWS.into_iter().enumerate() {
            let within: Vec<(usize, Minutes)> = candidates
                .iter()
                .filter(|(at, when)| {
                    when.plus_days(days) >= left[*at].at && when.plus_days(days) <= watch.now
                })
                .copied()
                .collect();
            if within.len() < FEWEST {
                continue;
            }
            let happened = tally.happened(cause, window);
            let expected = usual * happened as f64 * f64::from(days);
            let evidence = evidence(within.len() as f64, expected);
            let raw = probability(within.len() as f64, expected);
            if raw < PROBABLE || best.as_ref().is_some_and(|best| best.evidence >= evidence) {
                continue;
            }
            let occurrences: BTreeSet<(i64, Minutes)> = within
                .iter()
                .map(|(at, when)| (left[*at].client, *when))
                .collect();
            best = Some(Case {
                cause,
                window,
                chases: within.iter().map(|(at, _)| *at).collect(),
                hits: (occurrences.len() as u64).min(happened),
                expected,
                evidence,
                raw,
            });
        }
    }
    best
}

/// The log likelihood ratio of a Poisson count against what was expected; 0 where there is no excess.
fn evidence(count: f64, expected: f64) -> f64 {
    if count <= expected {
        return 0.0;
    }
    count * (count / expected.max(1e-9)).ln() - (count - expected)
}

/// The probability that the true rate is more than [`RATIO`] times the expected one.
fn probability(count: f64, expected: f64) -> f64 {
    Gamma::new(count + 0.5, 1.0).map_or(0.0, |posterior| posterior.sf(RATIO * (expected + 0.25)))
}

fn finding(
    inputs: &Inputs,
    watch: &Watch,
    tally: &Tally,
    left: &[&Chase],
    case: &Case,
) -> Option<Finding> {
    let mut kept = Kept::default();
    for &at in &case.chases {
        kept.add(ranked(left[at]));
    }
    let (ground, after, suggestion) = match case.cause {
        Cause::Event(no) => {
            let kind = inputs.event_kinds.iter().find(|kind| kind.no == no)?;
            let event = Named::new(&kind.key, &kind.label);
            (
                Ground::new(Detector::Chase, &["event", &kind.key]),
                After::Event { event },
                unanswered_event::suggestion(inputs, &kind.key, &[]),
            )
        }
        Cause::Touchpoint(no) => {
            let spot = inputs
                .inventory
                .touchpoints
                .iter()
                .find(|spot| spot.no == no)?;
            (
                Ground::new(Detector::Chase, &["touchpoint", &spot.key]),
                After::Touchpoint {
                    touchpoint: spot.named(),
                },
                Suggestion {
                    stage: spot.stage.clone(),
                    channel: spot.channel.clone(),
                    ..Suggestion::of_kind(TouchpointKind::Dynamic)
                },
            )
        }
    };
    Some(Finding {
        detector: Detector::Chase,
        ground,
        suggestion,
        confidence: calibrated(Detector::Chase, case.raw),
        about: About::Chase {
            after,
            within_days: WINDOWS[case.window],
            expected: case.expected,
        },
        share: Share::of(case.hits, tally.happened(case.cause, case.window)),
        items: kept.items(watch.now),
        items_total: kept.total(),
    })
}

fn ranked(chase: &Chase) -> Ranked {
    Ranked {
        rank: i64::from(chase.at.0),
        client: chase.client,
        record: Some(chase.record),
        at: Some(chase.at),
        kind: ItemKind::Touch,
    }
}

/// Where chases that nothing explains gather.
fn by_stage(inputs: &Inputs, watch: &Watch, tally: &Tally, left: &[&Chase]) -> Vec<Finding> {
    let inbound: u64 = tally.inbound.iter().sum();
    let mut of_stage: BTreeMap<i32, Vec<&Chase>> = BTreeMap::new();
    for chase in left {
        of_stage.entry(chase.stage).or_default().push(chase);
    }
    let mut findings = Vec::new();
    for (no, chases) in of_stage {
        let of_inbound = usize::try_from(no + 1)
            .ok()
            .and_then(|at| tally.inbound.get(at));
        let stage = usize::try_from(no)
            .ok()
            .and_then(|at| inputs.inventory.stages.get(at));
        let (Some(stage), Some(&of_inbound)) = (stage, of_inbound) else {
            continue;
        };
        let expected = left.len() as f64 * of_inbound as f64 / inbound.max(1) as f64;
        let raw = probability(chases.len() as f64, expected);
        if chases.len() < FEWEST_OF_STAGE || raw < PROBABLE {
            continue;
        }
        let mut kept = Kept::default();
        for chase in &chases {
            kept.add(ranked(chase));
        }
        findings.push(Finding {
            detector: Detector::Chase,
            ground: Ground::new(Detector::Chase, &["stage", &stage.key]),
            suggestion: Suggestion {
                stage: Some(stage.key.clone()),
                ..Suggestion::of_kind(TouchpointKind::Dynamic)
            },
            confidence: calibrated(Detector::Chase, raw),
            about: About::Chase {
                after: After::Stage {
                    stage: stage.clone(),
                },
                within_days: LONGEST,
                expected,
            },
            share: Share::of(chases.len() as u64, of_inbound),
            items: kept.items(watch.now),
            items_total: kept.total(),
        });
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_chases_over_little_are_much_and_over_much_are_not() {
        assert!(probability(6.0, 0.5) > 0.95);
        assert!(probability(6.0, 6.0) < 0.05);
        assert!(evidence(6.0, 0.5) > evidence(6.0, 2.0));
        assert_eq!(evidence(2.0, 6.0), 0.0);
    }
}
