//! The gap finder: touches that ought to exist and don't.
//!
//! - **detector**: one way of seeing that a touch is missing; each stands in a file of its own with its definition, its
//!   evidence and its confidence.
//! - **finding**: what a detector found: a suggestion, the evidence behind it, and how sure it is.
//! - **ground**: why a finding was raised, as a stable key. Whoever dismisses a finding dismisses its ground, so that it
//!   is never raised again, however often the finder runs; a snoozed ground comes back by itself.
//! - **obligation**: "after an event of this kind, one of these touchpoints within so many days".
//! - **history**: one client's touches, events and cues in time order, as the detectors read them.
//! - **gathered**: what the detectors keep of all histories; it merges, so that histories may be read in any order and
//!   on all cores.
//!
//! Everything here is a pure function of what is handed in; the moment "now" is an argument. How sure a finding is was
//! calibrated on simulated firms whose gaps are known, and docs/gaps.md says how well that holds.

mod chase;
mod confidence;
mod curves;
mod empty_cell;
mod finding;
mod gathered;
mod history;
mod inputs;
mod kept;
mod labels;
mod measures;
mod silence;
mod template;
mod themes;
mod unanswered_event;
mod unserved_expectation;
mod watch;
mod wish;

#[cfg(test)]
pub(crate) use confidence::bare::with_bare_scores;
pub use finding::{
    About, After, Basis, Detector, Finding, Ground, ITEMS_KEPT, Item, ItemKind, Near, Share,
    Suggestion,
};
pub use gathered::{Gathered, WISHES_KEPT, WishSeen};
pub use history::{CueSeen, EventSeen, History, Minutes, TouchSeen};
pub use inputs::{
    ClientTerm, DecidedCell, ExpectationSeen, Inputs, Inventory, Named, PlanTrigger, Spot,
    Template, TemplateSpot, ThemeDemand, TierTerm, WishWords, has_left,
};
pub use measures::{Counts, Course, DaysToLive, coverage, days_to_live};
pub use template::closest;
pub use unanswered_event::{GRACE_DAYS, Learning, TOLERATED};
pub use unserved_expectation::demands;
pub use watch::Watch;

/// Everything that is found in histories that are at hand, in one go.
pub fn find_in(
    inputs: &Inputs,
    histories: &[History<'_>],
    words: impl FnOnce(&[WishSeen]) -> Vec<WishWords>,
) -> Vec<Finding> {
    let mut watch = Watch::new(inputs);
    if watch.has_to_learn() {
        let mut learning = Learning::default();
        for history in histories {
            learning.see(&watch, history);
        }
        watch.learn(&learning);
    }
    let mut gathered = Gathered::new(&watch);
    for history in histories {
        gathered.see(&watch, history);
    }
    let words = words(&gathered.wishes());
    gathered.findings(inputs, &watch, &words)
}
