//! What the detectors keep of all histories.

use std::cmp::Reverse;

use super::finding::{Basis, Finding, Share};
use super::history::{CueSeen, History, Minutes};
use super::inputs::{Inputs, WishWords};
use super::measures::{self, Counts};
use super::watch::Watch;
use super::{chase, empty_cell, silence, template, unanswered_event, unserved_expectation, wish};
use crate::signals::CueKind;

/// What was seen in some clients' histories. Merging is associative and [`Gathered::new`] its neutral element: any split
/// of the clients and any order of merging gives the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Gathered {
    events: Vec<unanswered_event::Tally>,
    silences: Vec<silence::Tally>,
    chases: chase::Tally,
    wishes: Wishes,
    pub counts: Counts,
    touched: Clients,
    /// Reused from client to client.
    days: Scratch,
}

/// A wish that was seen; its words stand in the store, under the cue's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WishSeen {
    pub client: i64,
    pub cue: CueSeen,
}

/// Wishes are read again with their words; more than so many, the newest, would tell nothing new.
pub const WISHES_KEPT: usize = 20_000;

/// The newest wishes.
#[derive(Debug, Clone, Default)]
struct Wishes(Vec<WishSeen>);

impl PartialEq for Wishes {
    fn eq(&self, other: &Wishes) -> bool {
        self.sorted() == other.sorted()
    }
}

impl Wishes {
    fn add(&mut self, wish: WishSeen) {
        self.0.push(wish);
        self.trim();
    }

    fn merge(&mut self, other: &Wishes) {
        self.0.extend(&other.0);
        self.trim();
    }

    fn trim(&mut self) {
        if self.0.len() >= 2 * WISHES_KEPT {
            self.0.sort_unstable_by_key(WishSeen::order);
            self.0.truncate(WISHES_KEPT);
        }
    }

    fn sorted(&self) -> Vec<WishSeen> {
        let mut wishes = self.0.clone();
        wishes.sort_unstable_by_key(WishSeen::order);
        wishes.truncate(WISHES_KEPT);
        wishes
    }
}

impl WishSeen {
    fn order(&self) -> (Reverse<Minutes>, i64, i64, bool) {
        (
            Reverse(self.cue.at),
            self.client,
            self.cue.record,
            self.cue.of_touch,
        )
    }
}

/// A set of clients' numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Clients(Vec<u64>);

impl Clients {
    fn add(&mut self, client: i64) {
        if let Ok(at) = usize::try_from(client) {
            if self.0.len() <= at / 64 {
                self.0.resize(at / 64 + 1, 0);
            }
            self.0[at / 64] |= 1 << (at % 64);
        }
    }

    fn merge(&mut self, other: &Clients) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (ours, theirs) in self.0.iter_mut().zip(&other.0) {
            *ours |= theirs;
        }
    }

    fn has(&self, client: i64) -> bool {
        usize::try_from(client)
            .ok()
            .and_then(|at| self.0.get(at / 64).map(|word| word >> (at % 64) & 1 == 1))
            .unwrap_or(false)
    }
}

/// Says nothing, so that it makes no difference.
#[derive(Debug, Clone, Default)]
struct Scratch(Vec<i32>);

impl PartialEq for Scratch {
    fn eq(&self, _: &Scratch) -> bool {
        true
    }
}

impl Gathered {
    /// Of no histories.
    pub fn new(watch: &Watch) -> Gathered {
        Gathered {
            events: vec![unanswered_event::Tally::default(); watch.obligations.len()],
            silences: silence::tallies(watch),
            chases: chase::Tally::default(),
            wishes: Wishes::default(),
            counts: Counts::default(),
            touched: Clients::default(),
            days: Scratch::default(),
        }
    }

    /// Takes in one client's history. What lies in the future is left out by whoever hands it in.
    pub fn see(&mut self, watch: &Watch, history: &History<'_>) {
        unanswered_event::see(&mut self.events, watch, history);
        if silence::see(&mut self.silences, &mut self.days.0, watch, history) {
            self.touched.add(history.client);
        }
        self.chases.see(watch, history);
        for cue in history.cues.iter().filter(|cue| cue.kind == CueKind::Wish) {
            self.wishes.add(WishSeen {
                client: history.client,
                cue: *cue,
            });
        }
        self.counts.see(watch, history);
    }

    pub fn merge(&mut self, other: &Gathered) {
        for (ours, theirs) in self.events.iter_mut().zip(&other.events) {
            ours.merge(theirs);
        }
        for (ours, theirs) in self.silences.iter_mut().zip(&other.silences) {
            ours.merge(theirs);
        }
        self.chases.merge(&other.chases);
        self.wishes.merge(&other.wishes);
        self.counts.merge(&other.counts);
        self.touched.merge(&other.touched);
    }
}

impl Gathered {
    /// The wishes whose words are wanted, the newest first.
    pub fn wishes(&self) -> Vec<WishSeen> {
        self.wishes.sorted()
    }

    /// Touches that rules and live plans called for, and that had not come when their window and
    /// [`GRACE_DAYS`](super::GRACE_DAYS) were over ÷ all such, of the events in the period. What only the template or custom
    /// says was never promised, and is not counted.
    pub fn missed_touch_rate(&self, watch: &Watch) -> Option<Share> {
        let promised: Vec<bool> = watch
            .obligations
            .iter()
            .map(|one| matches!(one.basis, Basis::Rule | Basis::Plan))
            .collect();
        measures::missed_touch_rate(&self.events, &promised)
    }

    /// Everything that all detectors find, the surest first; of the same ground only the surest. `words` are those of
    /// [`Gathered::wishes`].
    pub fn findings(mut self, inputs: &Inputs, watch: &Watch, words: &[WishWords]) -> Vec<Finding> {
        let touched = std::mem::take(&mut self.touched);
        silence::never_touched(&mut self.silences, watch, |client| touched.has(client));
        let mut findings = Vec::new();
        if let Some(template) = &inputs.template {
            findings.extend(template::find(&inputs.inventory, template));
        }
        findings.extend(unanswered_event::find(inputs, watch, &self.events));
        findings.extend(silence::find(inputs, watch, &self.silences));
        findings.extend(empty_cell::find(&inputs.inventory));
        findings.extend(unserved_expectation::find(&inputs.themes, inputs.now));
        findings.extend(chase::find(inputs, watch, &self.chases));
        findings.extend(wish::find(inputs, words));
        findings.sort_by(|a, b| {
            let surest = b.confidence.total_cmp(&a.confidence);
            let most = b.items_total.cmp(&a.items_total);
            surest.then(most).then_with(|| a.ground.cmp(&b.ground))
        });
        let mut grounds = std::collections::BTreeSet::new();
        findings.retain(|finding| grounds.insert(finding.ground.clone()));
        findings
    }
}
