//! One plus-one for one client: which of them, and why.

use std::cmp::{Ordering, Reverse};

use super::State;
use super::asking::Guard;
use super::measures::Reactions;

/// A plus-one as one client sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate<Id> {
    pub id: Id,
    pub state: State,
    pub reactions: Reactions,
    pub cost_cents: i64,
    /// How often this client got it.
    pub given: u32,
    /// What stands in the way of giving it just so.
    pub guard: Option<Guard>,
    /// Whether it belongs to the touchpoint at which the client is met next.
    pub fits: bool,
}

impl<Id> Candidate<Id> {
    /// What the next wow is worth betting on: the wow rate with one imagined wow and one imagined shrug, so that an
    /// untried one gets its chance.
    fn chance(&self) -> f64 {
        f64::from(self.reactions.wow + 1) / f64::from(self.reactions.n() + 2)
    }
}

/// The one to suggest. Never what the client did not want, never a norm (that is no surprise), never one that the
/// client has had twice (the third time makes it a norm). What fits the next touch goes first, then what the client has
/// not had, then what needs no asking, then the better chance of a wow, then the cheaper one.
pub fn suggest<Id: Copy + Ord>(candidates: &[Candidate<Id>]) -> Option<Candidate<Id>> {
    candidates
        .iter()
        .filter(|it| matches!(it.state, State::Trial | State::Active))
        .filter(|it| it.guard != Some(Guard::Unwanted) && it.given < super::ratchet::THIRD_TIME - 1)
        .max_by(|a, b| better(a, b))
        .copied()
}

fn better<Id: Copy + Ord>(a: &Candidate<Id>, b: &Candidate<Id>) -> Ordering {
    let first = |it: &Candidate<Id>| (it.fits, Reverse(it.given), it.guard.is_none());
    first(a)
        .cmp(&first(b))
        .then(a.chance().total_cmp(&b.chance()))
        .then(b.cost_cents.cmp(&a.cost_cents))
        .then(b.id.cmp(&a.id))
}
