//! What a client saw of all that is written down between it and us: its own words and deeds, what it heard from us, what it
//! was asked and what it waits for. What we only think, correct among ourselves or hold out on purpose is none of that.

use super::Status;
use super::expectations::ChangeKind;
use super::promises::{FoundBy, State};
use crate::time::Timestamp;

/// Whether the client knows of an expectation as it began: it said so, and is not our guess.
pub fn of_expectation(began: Status) -> bool {
    began != Status::Assumed
}

/// Whether the client knows of a change of an expectation. It said or confirmed it; what we corrected or retired it learns
/// of only where it did so itself.
pub fn of_change(kind: ChangeKind, by_client: bool) -> bool {
    match kind {
        ChangeKind::Stated | ChangeKind::Confirmed => true,
        ChangeKind::Corrected | ChangeKind::Retired => by_client,
        ChangeKind::Undone => false,
    }
}

/// Whether the client knows of an error of ours: it found it, or was told.
pub fn of_error(found_by: FoundBy, told_at: Option<Timestamp>) -> bool {
    found_by == FoundBy::Client || told_at.is_some()
}

/// Until when the client waits for what was promised, and when that came. `None`: it waits no longer, because we said that
/// it will not come.
pub fn awaits(
    state: State,
    due_at: Timestamp,
    settled_at: Option<Timestamp>,
) -> Option<(Timestamp, Option<Timestamp>)> {
    match state {
        State::Open | State::Renegotiated => Some((due_at, None)),
        State::Kept | State::KeptLate => Some((due_at, settled_at)),
        State::Broken => None,
    }
}

/// The places of those changes of an expectation that hold, where each [`ChangeKind::Undone`] takes back the one right
/// before it, another undoing among them. `None`: that it was written down at all was taken back.
pub fn that_hold(changes: &[ChangeKind]) -> Option<Vec<usize>> {
    let mut held = Vec::new();
    let mut end = changes.len();
    while end > 0 {
        end -= 1;
        if changes[end] == ChangeKind::Undone {
            end = end.checked_sub(1)?;
        } else {
            held.push(end);
        }
    }
    held.reverse();
    Some(held)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::ChangeKind::{Confirmed, Corrected, Retired, Stated, Undone};
    use super::*;

    #[test]
    fn what_is_taken_back_never_was() {
        for (changes, held) in [
            (&[][..], Some(vec![])),
            (&[Confirmed], Some(vec![0])),
            (&[Confirmed, Undone], Some(vec![])),
            (&[Stated, Corrected, Undone], Some(vec![0])),
            (&[Stated, Undone, Retired], Some(vec![2])),
            // An undoing that is taken back brings back what it took.
            (&[Confirmed, Undone, Undone], Some(vec![0])),
            (&[Confirmed, Undone, Undone, Undone], Some(vec![])),
            // It was not written down at all; or it was, after all.
            (&[Undone], None),
            (&[Undone, Undone], Some(vec![])),
            (&[Confirmed, Undone, Undone, Undone, Undone], Some(vec![0])),
        ] {
            assert_eq!(that_hold(changes), held, "{changes:?}");
        }
    }

    #[test]
    fn a_guess_of_ours_and_a_quiet_correction_are_not_seen() {
        let seen = Status::ALL.map(of_expectation);
        assert_eq!(seen, [false, true, true, true]);
        for (kind, ours, theirs) in [
            (Stated, true, true),
            (Confirmed, true, true),
            (Corrected, false, true),
            (Retired, false, true),
            (Undone, false, false),
        ] {
            assert_eq!(
                (of_change(kind, false), of_change(kind, true)),
                (ours, theirs)
            );
        }
        let told = Some(Timestamp::from_micros(1));
        for (by, told, seen) in [
            (FoundBy::Us, None, false),
            (FoundBy::Us, told, true),
            (FoundBy::Client, None, true),
        ] {
            assert_eq!(of_error(by, told), seen);
        }
    }

    #[test]
    fn an_open_promise_is_awaited_and_a_broken_one_no_longer() {
        let (due, done) = (Timestamp::from_micros(5), Timestamp::from_micros(3));
        for (state, settled, awaited) in [
            (State::Open, None, Some((due, None))),
            (State::Renegotiated, None, Some((due, None))),
            (State::Kept, Some(done), Some((due, Some(done)))),
            (State::KeptLate, Some(done), Some((due, Some(done)))),
            (State::Broken, Some(done), None),
        ] {
            assert_eq!(awaits(state, due, settled), awaited, "{state:?}");
        }
    }

    proptest! {
        #[test]
        fn taking_back_the_last_change_gives_what_was(places in prop::collection::vec(0_usize..5, 0..12)) {
            let before: Vec<ChangeKind> = places.iter().map(|place| ChangeKind::ALL[*place]).collect();
            // Undo of an undoing is another story: it brings back what that took.
            let mut after = before.clone();
            after.extend([Confirmed, Undone]);
            prop_assert_eq!(that_hold(&after), that_hold(&before));
            let mut twice = before.clone();
            twice.extend([Undone, Undone]);
            prop_assert_eq!(that_hold(&twice), that_hold(&before));
        }
    }
}
