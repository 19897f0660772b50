//! The norm ratchet: when a surprise has become what is expected.
//!
//! A plus-one is given; from the first time on it is on *trial*. After [`ENOUGH`] known reactions it is *active*, if at
//! least [`WOW_FLOOR`] of them were wows. It is a *norm* after the third delivery to one client, or when under
//! [`WOW_FLOOR`] of the last [`ENOUGH`] known reactions were wows. People may move it by hand; each time it comes back
//! to trial or active it is counted anew.
//!
//! Where it stands is a fold over what happened, never a field that somebody overwrites: a reaction that comes later, a
//! gift that is taken back or noted in the wrong order give what the right facts would have given.

use std::collections::{BTreeMap, BTreeSet};

use super::{Gift, Reaction, State};
use crate::time::Timestamp;

/// So many deliveries make it a norm for one client.
pub const THIRD_TIME: u32 = 3;
/// So many known reactions say something.
pub const ENOUGH: usize = 10;
/// Under this share of wows it surprises no more.
pub const WOW_FLOOR: f64 = 0.30;

/// Somebody moved it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// Order among moves of the same moment.
    pub no: u64,
    pub at: Timestamp,
    pub to: State,
}

/// Why it stands where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Somebody moved it.
    Moved,
    /// It was given for the first time.
    FirstGift,
    /// Enough reactions, and the wow rate holds.
    StillSurprises { wows: u32, of: u32 },
    /// Given to this client for the third time.
    ThirdTime { client: i64 },
    /// The wow rate of the last reactions fell under the floor.
    WornOut { wows: u32, of: u32 },
}

impl Why {
    pub const fn as_str(self) -> &'static str {
        match self {
            Why::Moved => "moved",
            Why::FirstGift => "first_gift",
            Why::StillSurprises { .. } => "still_surprises",
            Why::ThirdTime { .. } => "third_time",
            Why::WornOut { .. } => "worn_out",
        }
    }
}

/// One step of its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub at: Timestamp,
    pub from: State,
    pub to: State,
    pub why: Why,
}

/// A plus-one's life until now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Life {
    pub state: State,
    /// Since when, where it ever moved.
    pub since: Option<Timestamp>,
    /// In the order of time.
    pub steps: Vec<Step>,
    /// Clients who expect it by now: by their number. Of a plus-one that was retired they are kept, because a client
    /// who got it three times still looks for it.
    pub expecting: BTreeSet<i64>,
}

impl Life {
    /// Whether a replacement is wanted: it is a norm now. Whether there is one already is for the caller to know.
    pub fn wants_replacement(&self) -> bool {
        self.state == State::Norm
    }
}

/// What counts since it came to trial or active last.
#[derive(Default)]
struct Count {
    by_client: BTreeMap<i64, u32>,
    unwanted_by: BTreeSet<i64>,
    /// Known reactions, in the order of time: whether each was a wow.
    reactions: Vec<bool>,
}

impl Count {
    fn take(&mut self, gift: &Gift) {
        *self.by_client.entry(gift.client).or_default() += 1;
        match gift.reaction {
            None => {}
            Some(Reaction::Unwanted) => {
                self.unwanted_by.insert(gift.client);
                self.reactions.push(false);
            }
            Some(reaction) => self.reactions.push(reaction == Reaction::Wow),
        }
    }

    /// Wows among the last known reactions, where there are enough of them.
    fn last(&self) -> Option<(u32, u32)> {
        let from = self.reactions.len().checked_sub(ENOUGH)?;
        let wows = self.reactions[from..].iter().filter(|wow| **wow).count();
        Some((wows as u32, ENOUGH as u32))
    }
}

enum Fact<'a> {
    Move(&'a Move),
    Gift(&'a Gift),
}

impl Fact<'_> {
    /// Moves go before gifts of the same moment: who takes it up again means what is given from then on.
    fn order(&self) -> (Timestamp, u8, u64) {
        match self {
            Fact::Move(it) => (it.at, 0, it.no),
            Fact::Gift(it) => (it.at, 1, it.no),
        }
    }
}

/// Where the plus-one stands, by what happened. The order in which the facts are handed in does not matter.
pub fn life(moves: &[Move], gifts: &[Gift]) -> Life {
    let mut facts: Vec<Fact<'_>> = moves.iter().map(Fact::Move).collect();
    facts.extend(gifts.iter().map(Fact::Gift));
    facts.sort_by_key(Fact::order);
    let mut life = Life {
        state: State::Idea,
        since: None,
        steps: Vec::new(),
        expecting: BTreeSet::new(),
    };
    let mut count = Count::default();
    for fact in facts {
        match fact {
            Fact::Move(it) => {
                if it.to == life.state {
                    continue;
                }
                let surprises = |state| matches!(state, State::Trial | State::Active);
                if surprises(it.to) && !surprises(life.state) {
                    count = Count::default();
                }
                step(&mut life, it.at, it.to, Why::Moved);
            }
            Fact::Gift(gift) => take_gift(&mut life, &mut count, gift),
        }
    }
    life
}

fn take_gift(life: &mut Life, count: &mut Count, gift: &Gift) {
    if gift.held_out {
        return;
    }
    count.take(gift);
    if life.state == State::Idea {
        step(life, gift.at, State::Trial, Why::FirstGift);
    }
    let third = count.by_client.get(&gift.client).copied() >= Some(THIRD_TIME);
    if third && !count.unwanted_by.contains(&gift.client) {
        life.expecting.insert(gift.client);
    }
    if !matches!(life.state, State::Trial | State::Active) {
        return;
    }
    if third {
        let why = Why::ThirdTime {
            client: gift.client,
        };
        step(life, gift.at, State::Norm, why);
        return;
    }
    // Only a reaction says something new; a gift that nobody has heard of yet leaves the rate as it was.
    if gift.reaction.is_none() {
        return;
    }
    let Some((wows, of)) = count.last() else {
        return;
    };
    if f64::from(wows) < WOW_FLOOR * f64::from(of) {
        step(life, gift.at, State::Norm, Why::WornOut { wows, of });
        let all = count.by_client.keys();
        let expecting = all.filter(|client| !count.unwanted_by.contains(client));
        life.expecting.extend(expecting);
    } else if life.state == State::Trial {
        step(
            life,
            gift.at,
            State::Active,
            Why::StillSurprises { wows, of },
        );
    }
}

fn step(life: &mut Life, at: Timestamp, to: State, why: Why) {
    life.steps.push(Step {
        at,
        from: life.state,
        to,
        why,
    });
    life.state = to;
    life.since = Some(at);
}

/// Why it can't be moved there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoveRefusal {
    #[error("it stands there already")]
    SameState,
    #[error("an idea is tried first, before it can be active or a norm")]
    NotTried,
    #[error("it was given already, so it is an idea no more; retire it instead")]
    Given,
}

/// Whether somebody may move it there by hand. `given`: how often it was given.
pub fn may_move(from: State, to: State, given: u64) -> Result<(), MoveRefusal> {
    match (from, to) {
        _ if from == to => Err(MoveRefusal::SameState),
        (State::Idea, State::Active | State::Norm) => Err(MoveRefusal::NotTried),
        (_, State::Active | State::Norm) if given == 0 => Err(MoveRefusal::NotTried),
        (_, State::Idea) if given > 0 => Err(MoveRefusal::Given),
        _ => Ok(()),
    }
}
