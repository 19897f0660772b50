//! Gap finding over the experience log: histories are gathered by a mergeable fold, kept for each sealed segment, and
//! shown to the detectors of [`domain::design::gaps`] client by client, on all cores.
//!
//! What the detectors look out for changes with every rule and every touchpoint; what happened to clients does not. So
//! the fold keeps histories, packed into a few bytes a touch ([`packed`]), and knows nothing of rules: after a day's new
//! touches only the tail is read from rows again.

pub(crate) mod bytes;
mod histories;
pub(crate) mod packed;

use domain::design::gaps::{
    Counts, Finding, Gathered, Inputs, Learning, Share, Watch, WishSeen, WishWords,
};
use domain::signals::EntryKind;

use crate::{
    engine::Engine, error::InsightError, scope::Scope, source::Snapshot, source::SourceError,
};

pub use histories::{Histories, Remembering};

/// What one run of the gap finder found.
#[derive(Clone, Debug, PartialEq)]
pub struct Gaps {
    /// The surest first.
    pub findings: Vec<Finding>,
    /// Touches, planned touches and chasing contacts of the inputs' period.
    pub counts: Counts,
    /// Touches that were called for and did not come, of the inputs' period; `None` where nothing was called for.
    pub missed_touches: Option<Share>,
    /// Clients with a history.
    pub clients: u64,
}

/// How far a run is, in percent.
pub type Progress<'a> = &'a (dyn Fn(u8) + Sync);

/// Fetches the words of wishes, which are not in the log.
pub type ReadWords<'a> = dyn FnMut(&[WishSeen]) -> Result<Vec<WishWords>, SourceError> + 'a;

impl Engine {
    /// Runs all detectors. `words` fetches the texts of the wishes that were seen (the newest first, at most
    /// [`WISHES_KEPT`](domain::design::gaps::WISHES_KEPT)); a text that is gone is left out.
    pub fn find_gaps(
        &self,
        snapshot: &Snapshot,
        inputs: &Inputs,
        words: &mut ReadWords<'_>,
        progress: Progress<'_>,
    ) -> Result<Gaps, InsightError> {
        progress(0);
        let scope = Scope::resolve(snapshot, &[], None)?.kinds(&[
            EntryKind::Touch,
            EntryKind::Event,
            EntryKind::Cue,
        ]);
        let histories = self.fold(snapshot, &scope, &Remembering)?;
        progress(60);
        let mut watch = Watch::new(inputs);
        if watch.has_to_learn() {
            let learned = histories.gather(
                inputs.now,
                Learning::default,
                |learning, history| learning.see(&watch, history),
                |ours, theirs| ours.merge(&theirs),
            );
            watch.learn(&learned);
        }
        progress(75);
        let (gathered, clients) = histories.gather(
            inputs.now,
            || (Gathered::new(&watch), 0_u64),
            |(gathered, clients), history| {
                gathered.see(&watch, history);
                *clients += 1;
            },
            |ours, theirs| {
                ours.0.merge(&theirs.0);
                ours.1 += theirs.1;
            },
        );
        drop(histories);
        progress(90);
        let texts = words(&gathered.wishes())?;
        let counts = gathered.counts;
        let missed_touches = gathered.missed_touch_rate(&watch);
        let findings = gathered.findings(inputs, &watch, &texts);
        progress(100);
        Ok(Gaps {
            findings,
            counts,
            missed_touches,
            clients,
        })
    }
}
