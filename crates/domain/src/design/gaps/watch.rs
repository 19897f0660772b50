//! What to look out for: everything that is known besides histories, resolved to the numbers of the log once.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::Basis;
use super::history::{Minutes, TouchSeen};
use super::inputs::{ClientTerm, Inputs};
use super::template::{Match, Matching};
use super::unanswered_event::Learning;
use crate::design::TouchpointKind;
use crate::signals::NONE;
use crate::signals::record::Direction;
use crate::time::Period;

/// After an event of one kind, one of these touchpoints within so many days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Obligation {
    /// Number of the kind of event.
    pub event: i32,
    /// Numbers of the touchpoints, any of which answers, ascending; empty: any touch of ours.
    pub touchpoints: Vec<i32>,
    pub within_days: u32,
    pub basis: Basis,
}

/// Where a touchpoint stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub stage: i32,
    /// A sign, a page: nobody turned to the client, so it ends no silence and answers nothing.
    pub stands_still: bool,
}

const UNKNOWN: Place = Place {
    stage: NONE,
    stands_still: false,
};

/// Keys of kinds of events with which a relationship ends.
const ENDS: &[&str] = &[
    "departure",
    "departed",
    "left",
    "leaving",
    "churn",
    "churned",
    "account_closed",
    "contract_terminated",
    "contract_cancelled",
    "kuendigung",
    "austritt",
    "abgang",
];

/// Whether a relationship ends with events of this kind.
pub(super) fn ends(key: &str) -> bool {
    ENDS.contains(&key.replace('-', "_").as_str())
}

/// What the detectors look out for in histories.
#[derive(Debug, Clone)]
pub struct Watch {
    pub(super) now: Minutes,
    /// For the measures; detectors read all of the past.
    pub(super) period: Option<(Minutes, Minutes)>,
    pub(super) obligations: Vec<Obligation>,
    by_event: BTreeMap<i32, Vec<usize>>,
    /// Kinds of events for which nothing was set, so that the custom has to be learned.
    pub(super) unruled: BTreeSet<i32>,
    ends: BTreeSet<i32>,
    /// By the touchpoint's number.
    places: Vec<Place>,
    /// The rule of each tier.
    pub(super) limits: Vec<Option<u32>>,
    clients: Vec<ClientTerm>,
}

impl Watch {
    pub fn new(inputs: &Inputs) -> Watch {
        let inventory = &inputs.inventory;
        let last = inventory.touchpoints.iter().map(|spot| spot.no).max();
        let mut places = vec![UNKNOWN; last.map_or(0, |last| last.max(0) as usize + 1)];
        for spot in &inventory.touchpoints {
            let stage = spot
                .stage
                .as_ref()
                .and_then(|key| inventory.stages.iter().position(|stage| stage.key == *key));
            if let Ok(no) = usize::try_from(spot.no) {
                places[no] = Place {
                    stage: stage.map_or(NONE, |stage| stage as i32),
                    stands_still: spot.kind == TouchpointKind::Static,
                };
            }
        }
        let mut watch = Watch {
            now: Minutes::of(inputs.now),
            period: inputs.period.map(of_period),
            obligations: Vec::new(),
            by_event: BTreeMap::new(),
            unruled: BTreeSet::new(),
            ends: inputs
                .event_kinds
                .iter()
                .filter(|kind| ends(&kind.key))
                .map(|kind| kind.no)
                .collect(),
            places,
            limits: inputs
                .tiers
                .iter()
                .map(|tier| tier.max_silence_days.map(u32::from))
                .collect(),
            clients: inputs.clients.clone(),
        };
        for obligation in obligations(inputs) {
            watch.add(obligation);
        }
        let ruled: BTreeSet<i32> = watch.by_event.keys().copied().collect();
        watch.unruled = inputs
            .event_kinds
            .iter()
            .map(|kind| kind.no)
            .filter(|no| !ruled.contains(no))
            .collect();
        watch
    }

    /// Whether histories have to be gone through once for what is the custom here.
    pub fn has_to_learn(&self) -> bool {
        !self.unruled.is_empty()
    }

    /// Takes over what is the custom here.
    pub fn learn(&mut self, learning: &Learning) {
        for obligation in learning.customs() {
            self.add(obligation);
        }
    }

    fn add(&mut self, obligation: Obligation) {
        let same = |known: &Obligation| {
            known.event == obligation.event && known.touchpoints == obligation.touchpoints
        };
        if self.obligations.iter().any(same) {
            return;
        }
        let at = self.obligations.len();
        self.by_event.entry(obligation.event).or_default().push(at);
        self.obligations.push(obligation);
    }

    /// What has to follow an event of this kind.
    pub(super) fn of_event(&self, kind: i32) -> &[usize] {
        self.by_event.get(&kind).map_or(&[], Vec::as_slice)
    }

    pub(super) fn place(&self, touchpoint: i32) -> Place {
        usize::try_from(touchpoint)
            .ok()
            .and_then(|at| self.places.get(at))
            .copied()
            .unwrap_or(UNKNOWN)
    }

    pub(super) fn client(&self, client: i64) -> ClientTerm {
        usize::try_from(client)
            .ok()
            .and_then(|at| self.clients.get(at))
            .copied()
            .unwrap_or_default()
    }

    pub(super) fn clients(&self) -> &[ClientTerm] {
        &self.clients
    }

    pub(super) fn ends(&self, kind: i32) -> bool {
        self.ends.contains(&kind)
    }

    /// Somebody turned to somebody: anything but what merely stands there.
    pub(super) fn is_contact(&self, touch: &TouchSeen) -> bool {
        !self.place(touch.touchpoint).stands_still
    }

    pub(super) fn answers(&self, touch: &TouchSeen, obligation: &Obligation) -> bool {
        if obligation.touchpoints.is_empty() {
            touch.direction == Some(Direction::Out) && self.is_contact(touch)
        } else {
            obligation
                .touchpoints
                .binary_search(&touch.touchpoint)
                .is_ok()
        }
    }

    pub(super) fn in_period(&self, at: Minutes) -> bool {
        self.period.is_none_or(|(from, to)| from <= at && at < to)
    }
}

fn of_period(period: Period) -> (Minutes, Minutes) {
    (Minutes::of(period.from), Minutes::of(period.to))
}

/// What was set: rules, then live plans, then the template, each only where the ones before it say nothing.
fn obligations(inputs: &Inputs) -> Vec<Obligation> {
    let no_of: BTreeMap<&str, i32> = inputs
        .inventory
        .touchpoints
        .iter()
        .map(|spot| (spot.key.as_str(), spot.no))
        .collect();
    let mut all = Vec::new();
    for kind in &inputs.event_kinds {
        if let Some(rule) = &kind.answer {
            let mut touchpoints: Vec<i32> = rule
                .touchpoints
                .iter()
                // One that is not there can't have been used; a number that no touch has says so.
                .map(|key| no_of.get(key.as_str()).copied().unwrap_or(NONE))
                .collect();
            touchpoints.sort_unstable();
            touchpoints.dedup();
            all.push(Obligation {
                event: kind.no,
                touchpoints,
                within_days: u32::from(rule.within_days),
                basis: Basis::Rule,
            });
        }
    }
    let ruled: BTreeSet<i32> = all.iter().map(|one: &Obligation| one.event).collect();
    for plan in &inputs.plans {
        let kind = inputs
            .event_kinds
            .iter()
            .find(|kind| kind.key == plan.event);
        if let (Some(kind), Some(&no)) = (kind, no_of.get(plan.touchpoint.as_str())) {
            let by_rule = |one: &Obligation| one.event == kind.no && one.touchpoints.contains(&no);
            if !all.iter().any(by_rule) {
                all.push(Obligation {
                    event: kind.no,
                    touchpoints: vec![no],
                    within_days: plan.within_days,
                    basis: Basis::Plan,
                });
            }
        }
    }
    if let Some(template) = &inputs.template {
        let matching = Matching::new(&inputs.inventory);
        for kind in inputs
            .event_kinds
            .iter()
            .filter(|kind| !ruled.contains(&kind.no))
        {
            let wanted = template
                .touchpoints
                .iter()
                .filter(|spot| spot.after_event.as_deref() == Some(kind.key.as_str()));
            let (mut there, mut longest) = (Vec::new(), 0);
            for spot in wanted {
                // Without a deadline it goes before the event, or whenever it suits.
                let Some(within_days) = spot.within_days else {
                    continue;
                };
                longest = longest.max(within_days);
                if let Match::There(own) = matching.of(spot) {
                    there.push((own.no, within_days));
                }
            }
            for &(no, within_days) in &there {
                if !all
                    .iter()
                    .any(|one| one.event == kind.no && one.touchpoints == [no])
                {
                    all.push(Obligation {
                        event: kind.no,
                        touchpoints: vec![no],
                        within_days,
                        basis: Basis::Template,
                    });
                }
            }
            // None of the template's answers is there: at least some touch of ours should follow.
            if there.is_empty() && longest > 0 && !all.iter().any(|one| one.event == kind.no) {
                all.push(Obligation {
                    event: kind.no,
                    touchpoints: Vec::new(),
                    within_days: longest,
                    basis: Basis::Template,
                });
            }
        }
    }
    all
}
