//! What could be told to a client as "different because of you": proposed from what the gap finder found and a person
//! decided. Nothing of it reaches the client before somebody here has read it and said so.

use crate::design::findings::{FindingState, KnownFinding};
use crate::design::gaps::{About, Detector, ItemKind};
use crate::ids::{ExpectationId, FindingId, TouchpointId};
use crate::loyalty::{Expectation, Status};
use crate::time::Timestamp;

/// Proposals of one client at a time: a list to be read, not to be worked off.
pub const MOST_PROPOSALS: usize = 5;

/// Which of the client's own words a finding stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// What they wrote: number of the response.
    Comment(i64),
    /// What they confirmed.
    Expectation(ExpectationId),
}

/// Something that is there now, for which this client spoke up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub finding: FindingId,
    pub ground: Ground,
    pub touchpoint: TouchpointId,
    /// When the touchpoint was first seen live; of a gap that closed by itself: when.
    pub since: Timestamp,
}

/// What can be told to one client, the newest first. `live`: the touchpoint of this id or key, as long as it is live.
///
/// Only findings that stand on words of this client count, and only their own words are named: what they wrote, or an
/// expectation that they confirmed themselves. What colleagues noted of a touch is not the client's word.
pub fn proposals(
    findings: &[KnownFinding],
    client: i64,
    confirmed: &[Expectation],
    live: impl Fn(LiveAt<'_>) -> Option<TouchpointId>,
) -> Vec<Proposal> {
    let mut found: Vec<Proposal> = findings
        .iter()
        .filter_map(|one| {
            let (touchpoint, since) = what_came(one, &live)?;
            let ground = ground(one, client, confirmed)?;
            Some(Proposal {
                finding: one.id,
                ground,
                touchpoint,
                since,
            })
        })
        .collect();
    found.sort_by_key(|it| (std::cmp::Reverse(it.since), it.finding));
    found.truncate(MOST_PROPOSALS);
    found
}

/// How a touchpoint is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LiveAt<'k> {
    Id(TouchpointId),
    Key(&'k str),
}

fn what_came(
    one: &KnownFinding,
    live: impl Fn(LiveAt<'_>) -> Option<TouchpointId>,
) -> Option<(TouchpointId, Timestamp)> {
    match &one.state {
        FindingState::Accepted(accepted) => {
            let at = accepted.live_at?;
            Some((live(LiveAt::Id(accepted.touchpoint))?, at))
        }
        // Its ground is gone: what should have been used is used now.
        FindingState::Closed { at } => {
            let key = one.found.suggestion.existing.as_deref()?;
            Some((live(LiveAt::Key(key))?, *at))
        }
        _ => None,
    }
}

fn ground(one: &KnownFinding, client: i64, confirmed: &[Expectation]) -> Option<Ground> {
    let theirs = || one.found.items.iter().filter(|item| item.client == client);
    match (&one.found.about, one.found.detector) {
        (About::UnservedExpectation { theme, .. }, _) => confirmed
            .iter()
            .filter(|it| it.status == Status::Confirmed && it.theme.as_deref() == Some(theme))
            .max_by_key(|it| (it.confirmed_at, it.id))
            .map(|it| Ground::Expectation(it.id)),
        (_, Detector::Wish | Detector::Chase) => theirs()
            .filter(|item| item.kind == ItemKind::Comment)
            .max_by_key(|item| (item.at, item.record))
            .and_then(|item| item.record)
            .map(Ground::Comment),
        _ => None,
    }
}
