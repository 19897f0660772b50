use proptest::prelude::*;

use super::similar::{NEAR, Pieces, near, plain};
use super::*;

fn at(minute: i64) -> Timestamp {
    Timestamp::EPOCH.plus_seconds(minute * 60)
}

#[test]
fn the_timer_runs_and_can_be_set() {
    let clock = Clock::start(at(0), 60).unwrap();
    assert_eq!(clock.seconds_left(at(18)), 42 * 60);
    assert_eq!(clock.seconds_left(at(61)), 0);
    // Running out ends nothing: the link opens until it is closed, or half a day is over.
    assert!(clock.is_open(at(61)));
    assert!(!clock.is_open(at(12 * 60)));
    let check = |minutes, now, wanted: Result<i64, SprintRefusal>| {
        let extended = clock.extend(minutes, at(now));
        assert_eq!(extended.map(|it| it.ends_at), wanted.map(at));
    };
    check(10, 30, Ok(70));
    check(-10, 30, Ok(50));
    // Less than nothing is now; more after the end goes on from now.
    check(-60, 30, Ok(30));
    check(5, 90, Ok(95));
    check(LONGEST + 1, 0, Err(SprintRefusal::Minutes));
    check(i64::MAX, 0, Err(SprintRefusal::Minutes));
    check(i64::MIN, 0, Err(SprintRefusal::Minutes));
    for minutes in [0, -5, LONGEST + 1] {
        assert_eq!(Clock::start(at(0), minutes), Err(SprintRefusal::Minutes));
    }
    let closed = Clock {
        closed_at: Some(at(50)),
        ..clock
    };
    assert!(!closed.is_open(at(51)));
    assert_eq!(closed.extend(5, at(51)), Err(SprintRefusal::Closed));
    assert_eq!(closed.seconds_left(at(500)), 10 * 60);
}

#[test]
fn a_sprint_has_room_for_fifty_and_a_pace() {
    assert_eq!(may_join(49), Ok(()));
    assert_eq!(may_join(50), Err(SprintRefusal::Full));
    assert_eq!(may_add(99, 29), Ok(()));
    assert_eq!(may_add(99, 30), Err(SprintRefusal::TooFast));
    assert_eq!(may_add(1_000, 0), Err(SprintRefusal::Overflowing));
}

#[test]
fn near_lines_are_pointed_out_and_strangers_are_not() {
    let check = |typed: &str, line: &str, is_near: bool| {
        let found = near(typed, [line], 3);
        assert_eq!(
            !found.is_empty(),
            is_near,
            "{typed:?} and {line:?}: {:?} {:?}",
            plain(typed),
            Pieces::of(typed).similarity(&Pieces::of(line)),
        );
    };
    // While it is typed, as in the picture of the sprint.
    check(
        "voice note after the mee",
        "Voice memo after every review",
        false,
    );
    check("voice memo aft", "Voice memo after every review", true);
    check(
        "Voice memos after reviews",
        "Voice memo after every review",
        true,
    );
    check(
        "Send a handwritten card",
        "A hand-written card to each client",
        true,
    );
    check(
        "Handwritten birthday card",
        "birthday cards, handwritten",
        true,
    );
    check(
        "Parking code beforehand",
        "Send the parking code with the agenda",
        true,
    );
    check(
        "Meet them at the gate",
        "Ring the day after the audit",
        false,
    );
    check(
        "A child’s chair in the meeting room",
        "Childs chair, meeting room",
        true,
    );
    check("Fruit in the waiting room", "Coffee as they like it", false);
    check(
        "Handgeschriebene Grußkarte",
        "Grusskarten, handgeschrieben",
        true,
    );
    check(
        "Ein Anruf vor der Zinsänderung",
        "Anrufe vor Zinsaenderungen",
        true,
    );
    check("Rückruf am selben Tag", "Protokoll am selben Abend", false);
    check(
        "Kaffee wie sie ihn mögen",
        "Kaffee, wie Sie ihn moegen",
        true,
    );
    // Too little to say.
    check("card", "card", false);
    check("", "", false);
}

#[test]
fn the_nearest_comes_first_and_few_are_shown() {
    let lines = [
        "Birthday card by post",
        "Fruit basket",
        "Handwritten birthday card",
        "Birthday cards handwritten by the adviser",
        "Birthday card",
    ];
    let found = near("handwritten birthday card", lines, 2);
    let places: Vec<usize> = found.iter().map(|it| it.at).collect();
    assert_eq!(places, [2, 3]);
    assert_eq!(found[0].similarity, 1.0);
}

proptest! {
    #[test]
    fn similarity_is_symmetric_and_one_of_itself(a in "[a-zäöü ]{0,30}", b in "[a-zäöü ]{0,30}") {
        let (one, other) = (Pieces::of(&a), Pieces::of(&b));
        prop_assert_eq!(one.similarity(&other), other.similarity(&one));
        prop_assert!((0.0..=1.0).contains(&one.similarity(&other)));
        if one != Pieces::default() {
            prop_assert_eq!(one.similarity(&one), 1.0);
        }
    }

    /// Case, accents, punctuation and little words don't make a new idea.
    #[test]
    fn dress_does_not_matter(words in proptest::collection::vec("[b-df-hj-np-tv-z]{4,9}", 2..6)) {
        let bare = words.join(" ");
        let dressed = format!("The {}!", words.join(" and the ").to_uppercase());
        let found = near(&dressed, [bare.as_str()], 1);
        prop_assert!(found.first().is_some_and(|it| it.similarity >= NEAR));
    }

    /// More time is never less time.
    #[test]
    fn extending_lengthens(minutes in 1..60i64, now in 0..200i64) {
        let clock = Clock::start(at(0), 60).unwrap();
        if let Ok(longer) = clock.extend(minutes, at(now)) {
            prop_assert!(longer.ends_at > clock.ends_at);
            prop_assert!(longer.seconds_left(at(now)) >= minutes * 60);
        }
    }
}
