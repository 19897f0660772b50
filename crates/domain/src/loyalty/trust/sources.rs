//! Signals that follow from what we did, without anybody writing them down.

use super::{HALF_LIFE_DAYS, Signal, Source, SubPart};
use crate::loyalty::promises::{FoundBy, OwnError, Standing, State};
use crate::time::Timestamp;

fn behaviour(part: SubPart, good: bool, weight: f64, at: Timestamp) -> Signal {
    Signal {
        part,
        good,
        weight,
        at,
        half_life_days: HALF_LIFE_DAYS,
        source: Source::Behaviour,
    }
}

/// A promise kept speaks for us (1), one kept late against us (½), a broken one weighs more than a kept one (1½): what is
/// lost is felt more than what is gained. That another moment was agreed in time is honest (½).
pub fn of_promise(standing: &Standing) -> Vec<Signal> {
    let mut signals: Vec<Signal> = standing
        .renegotiations
        .iter()
        .map(|it| of_renegotiation(it.at))
        .collect();
    signals.extend(of_end(standing.state, standing.settled_at));
    signals
}

/// That another moment was agreed before the first one came.
pub fn of_renegotiation(at: Timestamp) -> Signal {
    behaviour(SubPart::Honesty, true, 0.5, at)
}

/// The same of how a promise ended alone.
pub fn of_end(state: State, settled_at: Option<Timestamp>) -> Option<Signal> {
    let at = settled_at?;
    let part = SubPart::DeliversAsPromised;
    match state {
        State::Kept => Some(behaviour(part, true, 1.0, at)),
        State::KeptLate => Some(behaviour(part, false, 0.5, at)),
        State::Broken => Some(behaviour(part, false, 1.5, at)),
        State::Open | State::Renegotiated => None,
    }
}

/// An error that the client hears of from us first is honest (1½), one that the client had to find speaks against us (1).
/// One that was found by us and not told yet says nothing.
pub fn of_own_error(error: &OwnError) -> Option<Signal> {
    (!error.withdrawn)
        .then(|| of_error(error.found_by, error.at, error.told_at))
        .flatten()
}

/// The same from its parts.
pub fn of_error(found_by: FoundBy, at: Timestamp, told_at: Option<Timestamp>) -> Option<Signal> {
    match (found_by, told_at) {
        (FoundBy::Us, Some(told_at)) => Some(behaviour(SubPart::Honesty, true, 1.5, told_at)),
        (FoundBy::Us, None) => None,
        (FoundBy::Client, _) => Some(behaviour(SubPart::Honesty, false, 1.0, at)),
    }
}

/// What we played back and the client confirmed: we have listened (1). What the client corrected was misheard (½ against
/// us): trust judges our conduct, and what was misheard is ours. It weighs less, because to play back what may be wrong is
/// better than not to ask. What nobody played back (an imported line, what a client wrote by itself) says nothing.
pub fn of_play_back(confirmed: bool, at: Timestamp) -> Signal {
    let weight = if confirmed { 1.0 } else { 0.5 };
    behaviour(SubPart::Listening, confirmed, weight, at)
}

/// Something we know of the client was used for the client: a wish remembered (½).
pub fn of_remembered_wish(at: Timestamp) -> Signal {
    behaviour(SubPart::Care, true, 0.5, at)
}
