//! Detector *unanswered event*: an event that should be followed by a touch within so many days, and is not.
//!
//! **Definition.** What should follow comes from the answer that was set for the kind of event; from a live plan that has
//! the event as its trigger; from the template; or, where none of these says anything, from the custom: a touchpoint
//! that follows most events of the kind, and follows them more often than it goes before them, is how such events are
//! answered here, and the days within which it mostly comes are its window. An answer at a named touchpoint counts
//! whoever started it; where any touch does, only ours count, and nothing that merely stands there. Events whose window
//! is still open don't count, also when they are answered already. A few slips are no gap: a finding is raised when
//! probably more than one event in ten goes unanswered.
//!
//! **Evidence.** The unanswered events; their share of all, with its interval.
//!
//! **Confidence.** The probability that more than [`TOLERATED`] go unanswered, given what was counted (Jeffreys' prior).

use std::collections::BTreeMap;

use statrs::distribution::{Beta, ContinuousCDF};

use super::confidence::calibrated;
use super::finding::{About, Basis, Detector, Finding, Ground, ItemKind, Share, Suggestion};
use super::history::{EventSeen, History, Minutes, TouchSeen};
use super::inputs::{Inputs, Named, Spot};
use super::kept::{Kept, Ranked};
use super::template;
use super::watch::{Obligation, Watch};
use crate::design::{Existence, TouchpointKind};
use crate::signals::record::Direction;
use crate::stats::{LEVEL, proportion};

/// Up to this share of unanswered events is a slip, not a gap.
pub const TOLERATED: f64 = 0.10;

/// Days that the measure of missed touches grants beyond the window.
pub const GRACE_DAYS: u32 = 2;

/// Raised from this probability on.
const PROBABLE: f64 = 0.5;

/// Days around an event in which a custom is looked for.
const LEARN_DAYS: usize = 45;
/// From so few events nothing is learned.
const LEARN_FROM: u64 = 20;
/// A custom follows at least this share of events, beyond what goes before them.
const MOST: f64 = 0.5;

/// What was counted of one obligation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Events whose window has closed.
    pub due: u64,
    pub unanswered: Kept,
    /// Events in the period whose window and grace have passed.
    pub overdue: u64,
    /// Of these, without a touch.
    pub missed: u64,
}

impl Tally {
    pub fn merge(&mut self, other: &Tally) {
        self.due += other.due;
        self.unanswered.merge(&other.unanswered);
        self.overdue += other.overdue;
        self.missed += other.missed;
    }
}

/// Counts a client's events.
pub(super) fn see(tallies: &mut [Tally], watch: &Watch, history: &History<'_>) {
    for event in history.events {
        for &at in watch.of_event(event.kind) {
            one(
                &mut tallies[at],
                &watch.obligations[at],
                watch,
                history,
                event,
            );
        }
    }
}

fn one(
    tally: &mut Tally,
    obligation: &Obligation,
    watch: &Watch,
    history: &History<'_>,
    event: &EventSeen,
) {
    let end = event.at.plus_days(obligation.within_days);
    if end > watch.now {
        return;
    }
    let with_grace = end.plus_days(GRACE_DAYS);
    let answered = after(history.touches, event.at)
        .iter()
        .take_while(|touch| touch.at <= with_grace)
        .find(|touch| watch.answers(touch, obligation))
        .map(|touch| touch.at);
    tally.due += 1;
    if answered.is_none_or(|at| at > end) {
        tally.unanswered.add(Ranked {
            rank: i64::from(event.at.0),
            client: history.client,
            record: Some(event.record),
            at: Some(event.at),
            kind: ItemKind::Event,
        });
    }
    if with_grace <= watch.now && watch.in_period(event.at) {
        tally.overdue += 1;
        tally.missed += u64::from(answered.is_none());
    }
}

fn after(touches: &[TouchSeen], at: Minutes) -> &[TouchSeen] {
    &touches[touches.partition_point(|touch| touch.at < at)..]
}

/// What follows and what goes before events for which nothing was set. Comparing the days after an event with the days
/// before it, for the same clients, tells an answer from what happens all the time anyway.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Learning {
    /// By kind: events with a whole window on their far side.
    events: BTreeMap<i32, u64>,
    /// By kind and touchpoint.
    around: BTreeMap<(i32, i32), Around>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Around {
    /// Events with the touchpoint's first touch on this day after them.
    after: Vec<u32>,
    /// Events with its last touch on this day before them.
    before: Vec<u32>,
}

impl Learning {
    pub fn see(&mut self, watch: &Watch, history: &History<'_>) {
        for event in history.events {
            if !watch.unruled.contains(&event.kind)
                || event.at.plus_days(LEARN_DAYS as u32) > watch.now
            {
                continue;
            }
            *self.events.entry(event.kind).or_default() += 1;
            let middle = history.touches.partition_point(|touch| touch.at < event.at);
            let mut seen: Vec<i32> = Vec::new();
            for touch in &history.touches[middle..] {
                let day = touch.at.days_since(event.at) as usize;
                if day >= LEARN_DAYS {
                    break;
                }
                if could_answer(watch, touch) && !seen.contains(&touch.touchpoint) {
                    seen.push(touch.touchpoint);
                    self.around(event.kind, touch.touchpoint).after[day] += 1;
                }
            }
            seen.clear();
            for touch in history.touches[..middle].iter().rev() {
                let day = event.at.days_since(touch.at) as usize;
                if day >= LEARN_DAYS {
                    break;
                }
                if could_answer(watch, touch) && !seen.contains(&touch.touchpoint) {
                    seen.push(touch.touchpoint);
                    self.around(event.kind, touch.touchpoint).before[day] += 1;
                }
            }
        }
    }

    fn around(&mut self, kind: i32, touchpoint: i32) -> &mut Around {
        self.around
            .entry((kind, touchpoint))
            .or_insert_with(|| Around {
                after: vec![0; LEARN_DAYS],
                before: vec![0; LEARN_DAYS],
            })
    }

    pub fn merge(&mut self, other: &Learning) {
        for (kind, events) in &other.events {
            *self.events.entry(*kind).or_default() += events;
        }
        for (key, theirs) in &other.around {
            let ours = self.around(key.0, key.1);
            for day in 0..LEARN_DAYS {
                ours.after[day] += theirs.after[day];
                ours.before[day] += theirs.before[day];
            }
        }
    }

    pub(super) fn customs(&self) -> Vec<Obligation> {
        self.around
            .iter()
            .filter_map(|(&(event, touchpoint), around)| {
                let events = *self.events.get(&event)?;
                let within_days = around.custom(events)?;
                Some(Obligation {
                    event,
                    touchpoints: vec![touchpoint],
                    within_days,
                    basis: Basis::Learned,
                })
            })
            .collect()
    }
}

impl Around {
    /// The days within which the touchpoint mostly follows; `None` when that is not the custom.
    fn custom(&self, events: u64) -> Option<u32> {
        if events < LEARN_FROM {
            return None;
        }
        let (mut after, mut before) = (0_u64, 0_u64);
        let mut best: Option<(i64, u32, u64, u64)> = None;
        for day in 0..LEARN_DAYS {
            after += u64::from(self.after[day]);
            before += u64::from(self.before[day]);
            let beyond = after as i64 - before as i64;
            if best.is_none_or(|(most, ..)| beyond > most) {
                best = Some((beyond, day as u32 + 1, after, before));
            }
        }
        let (beyond, days, after, before) = best?;
        let n = events as f64;
        let low = proportion::wilson(after as f64, n, LEVEL)?.low;
        let high = proportion::wilson(before as f64, n, LEVEL)?.high;
        (beyond as f64 >= MOST * n && low > high).then_some(days)
    }
}

fn could_answer(watch: &Watch, touch: &TouchSeen) -> bool {
    touch.direction != Some(Direction::In) && watch.is_contact(touch)
}

/// The probability that more than [`TOLERATED`] of such events go unanswered, 0..=1.
fn probability(unanswered: u64, due: u64) -> f64 {
    let answered = due - unanswered;
    Beta::new(unanswered as f64 + 0.5, answered as f64 + 0.5)
        .map_or(0.0, |posterior| posterior.sf(TOLERATED))
}

pub(super) fn find(inputs: &Inputs, watch: &Watch, tallies: &[Tally]) -> Vec<Finding> {
    watch
        .obligations
        .iter()
        .zip(tallies)
        .filter_map(|(obligation, tally)| of_obligation(inputs, watch, obligation, tally))
        .collect()
}

fn of_obligation(
    inputs: &Inputs,
    watch: &Watch,
    obligation: &Obligation,
    tally: &Tally,
) -> Option<Finding> {
    let unanswered = tally.unanswered.total();
    let raw = probability(unanswered, tally.due);
    if unanswered == 0 || raw < PROBABLE {
        return None;
    }
    let kind = inputs
        .event_kinds
        .iter()
        .find(|kind| kind.no == obligation.event)?;
    let event = Named::new(&kind.key, &kind.label);
    let spots: Vec<&Spot> = obligation
        .touchpoints
        .iter()
        .filter_map(|no| {
            inputs
                .inventory
                .touchpoints
                .iter()
                .find(|spot| spot.no == *no)
        })
        .collect();
    // A rule stands for its kind of event, whichever touchpoints it names today.
    let ground = match (obligation.basis, spots.first()) {
        (Basis::Rule, _) | (_, None) => Ground::new(Detector::UnansweredEvent, &[&kind.key]),
        (_, Some(spot)) => Ground::new(Detector::UnansweredEvent, &[&kind.key, &spot.key]),
    };
    Some(Finding {
        detector: Detector::UnansweredEvent,
        ground,
        suggestion: suggestion(inputs, &kind.key, &spots),
        confidence: calibrated(Detector::UnansweredEvent, raw),
        about: About::UnansweredEvent {
            event,
            touchpoints: spots.iter().map(|spot| spot.named()).collect(),
            within_days: obligation.within_days,
            basis: obligation.basis,
        },
        share: Share::of(unanswered, tally.due),
        items: tally.unanswered.items(watch.now),
        items_total: unanswered,
    })
}

/// The touchpoint that answers, where it is there; else the template's answer to such events, else a touch to be named.
pub(super) fn suggestion(inputs: &Inputs, event: &str, spots: &[&Spot]) -> Suggestion {
    let there = spots
        .iter()
        .find(|spot| spot.existence == Existence::Live)
        .or_else(|| spots.first());
    if let Some(spot) = there {
        return Suggestion {
            label: Some(spot.label.clone()),
            key: Some(spot.key.clone()),
            stage: spot.stage.clone(),
            channel: spot.channel.clone(),
            existing: Some(spot.key.clone()),
            ..Suggestion::of_kind(spot.kind)
        };
    }
    let of_template = inputs
        .template
        .iter()
        .flat_map(|template| &template.touchpoints);
    of_template
        .filter(|spot| spot.after_event.as_deref() == Some(event))
        .max_by_key(|spot| spot.importance)
        .map_or_else(
            || Suggestion::of_kind(TouchpointKind::Dynamic),
            |spot| template::suggestion(&inputs.inventory, spot),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_slips_are_no_gap() {
        let check = |unanswered: u64, due: u64| probability(unanswered, due) >= PROBABLE;
        assert!(check(1, 1));
        assert!(check(3, 5));
        assert!(check(12, 60));
        assert!(!check(0, 40));
        assert!(!check(1, 30));
        assert!(!check(5, 100));
    }
}
