use std::collections::BTreeSet;

use super::wording::{Language, check};
use super::*;
use crate::loyalty::HALF_LIFE_DAYS;

fn at(day: i64) -> Timestamp {
    Timestamp::from_micros(0).plus_seconds(day * 86_400)
}

fn id(n: u128) -> ExpectationId {
    ExpectationId::from_uuid(uuid::Uuid::from_u128(n))
}

fn statement(words: &str, expectation: Option<u128>) -> Statement {
    Statement {
        words: words.into(),
        level: Level::Should,
        depth: 2,
        theme: None,
        expectation: expectation.map(id),
    }
}

fn discovery(statements: Vec<Statement>) -> Discovery {
    Discovery {
        id: DiscoveryId::from_uuid(uuid::Uuid::nil()),
        client: ClientId::from_uuid(uuid::Uuid::nil()),
        client_key: "h1".into(),
        client_name: None,
        contact: None,
        held_by: None,
        held_at: at(1),
        notes: DiscoveryNotes {
            questions: vec!["last-time".into()],
            statements,
            note: String::new(),
            written: None,
        },
        played_back_at: None,
        link: None,
    }
}

fn expectation(words: &str, status: Status) -> Expectation {
    Expectation {
        id: id(1),
        client: ClientId::from_uuid(uuid::Uuid::nil()),
        client_key: "h1".into(),
        client_name: None,
        contact: None,
        words: words.into(),
        level: Level::Should,
        depth: 2,
        status,
        theme: None,
        source: "discovery".into(),
        stated_at: at(1),
        confirmed_at: None,
        half_life_days: HALF_LIFE_DAYS,
        weight: 2,
        target: None,
        evidence: Vec::new(),
    }
}

#[test]
fn what_became_of_a_statement() {
    let check = |expectation: Option<u128>, now: Option<Expectation>, expected: Outcome| {
        let it = statement("Ring me first", expectation);
        assert_eq!(it.outcome(now.as_ref()), expected, "{now:?}");
    };
    let now = |words: &str, status| Some(expectation(words, status));
    check(None, None, Outcome::Noted);
    check(
        Some(1),
        now("Ring me first", Status::Stated),
        Outcome::Waiting,
    );
    check(
        Some(1),
        now("Ring me first", Status::Confirmed),
        Outcome::Confirmed,
    );
    check(
        Some(1),
        now("ring me first.", Status::Confirmed),
        Outcome::Confirmed,
    );
    check(
        Some(1),
        now("Ring Tom first", Status::Confirmed),
        Outcome::Corrected,
    );
    check(
        Some(1),
        now("Ring me first", Status::Retired),
        Outcome::Declined,
    );
}

#[test]
fn a_session_goes_from_open_to_confirmed() {
    let link = LinkId::from_uuid(uuid::Uuid::nil());
    let open = discovery(vec![statement("a", None), statement("b", None)]);
    assert_eq!(open.state(&[Outcome::Noted; 2]), DiscoveryState::Open);
    assert_eq!(open.unplayed().count(), 2);
    let played = open.play_back(link, at(2), &[id(1), id(2)]).unwrap();
    assert_eq!(played.unplayed().count(), 0);
    let outcomes = [Outcome::Confirmed, Outcome::Waiting];
    assert_eq!(played.state(&outcomes), DiscoveryState::PlayedBack);
    let outcomes = [Outcome::Corrected, Outcome::Declined];
    assert_eq!(played.state(&outcomes), DiscoveryState::Confirmed);

    // What was played back stays; more can be said, and is played back in its turn.
    let mut notes = played.notes.clone();
    notes.statements[0].words = "another".into();
    let other = played.clone().rewrite(notes);
    assert_eq!(other, Err(DiscoveryRefusal::PlayedBack));
    let mut notes = played.notes.clone();
    notes.statements.remove(1);
    assert_eq!(
        played.clone().rewrite(notes),
        Err(DiscoveryRefusal::PlayedBack)
    );
    let mut notes = played.notes.clone();
    notes.statements.insert(0, statement("c", None));
    let more = played.rewrite(notes).unwrap();
    assert_eq!(more.unplayed().next().unwrap().words, "c");
    let again = more.play_back(link, at(3), &[id(3)]).unwrap();
    assert_eq!(again.notes.statements[0].expectation, Some(id(3)));
    assert_eq!(again.played().count(), 3);
    assert_eq!(again.played_back_at, Some(at(3)));
}

#[test]
fn an_invented_expectation_is_refused() {
    let open = discovery(vec![statement("a", None)]);
    let notes = DiscoveryNotes {
        statements: vec![statement("a", Some(9))],
        ..DiscoveryNotes::default()
    };
    assert_eq!(
        open.clone().rewrite(notes),
        Err(DiscoveryRefusal::PlayedBack)
    );
    let many = DiscoveryNotes {
        statements: vec![statement("a", None); MOST_STATEMENTS + 1],
        ..DiscoveryNotes::default()
    };
    assert_eq!(open.rewrite(many), Err(DiscoveryRefusal::TooMany));
    let link = LinkId::from_uuid(uuid::Uuid::nil());
    let empty = discovery(Vec::new()).play_back(link, at(2), &[]);
    assert_eq!(empty.unwrap_err(), DiscoveryRefusal::NothingToPlayBack);
}

#[test]
fn how_deep_to_ask_next() {
    use DepthReason::{LittleKnown, ProbedKnown, StatedKnown, TrustTooWeak};
    let check = |fresh: [u64; 2], weakest: Option<f64>, depth: u8, because: DepthReason| {
        assert_eq!(
            suggest_depth(fresh, weakest),
            SuggestedDepth { depth, because },
            "{fresh:?} {weakest:?}"
        );
    };
    check([0, 0], None, 1, LittleKnown);
    check([2, 0], Some(90.0), 1, LittleKnown);
    check([3, 0], None, 2, StatedKnown);
    check([1, 2], None, 2, StatedKnown);
    check([0, 3], None, 3, ProbedKnown);
    check([5, 3], None, 3, ProbedKnown);
    check([5, 3], Some(49.9), 2, TrustTooWeak);
    check([5, 3], Some(50.0), 3, ProbedKnown);
}

#[test]
fn the_bank_has_a_dozen_open_questions_at_every_depth() {
    for depth in 1..=3 {
        let count = BANK.iter().filter(|it| it.depth == depth).count();
        assert!(count >= 12, "{count} at depth {depth}");
    }
    let keys: BTreeSet<&str> = BANK.iter().map(|it| it.key).collect();
    assert_eq!(keys.len(), BANK.len(), "a key occurs twice");
    for it in BANK {
        for (text, language) in [(it.en, Language::English), (it.de, Language::German)] {
            let flags = check(text, Some(language));
            assert!(flags.is_empty(), "{text}: {flags:?}");
            assert_eq!(Language::of(text), language, "{text}");
            assert!(text.ends_with(['?', '.']), "{text}");
        }
    }
}

#[test]
fn pauses_within_one_sitting_are_one_change() {
    let at = |seconds: i64| Timestamp::EPOCH.plus_seconds(1_000_000 + seconds);
    let person = |n: u128| PersonId::from_uuid(uuid::Uuid::from_u128(n));
    let (ours, other) = (person(1), person(2));
    let written = |by: Option<PersonId>| {
        let mut it = discovery(Vec::new());
        it.notes.written = Some(Written {
            by,
            at: at(0).micros(),
        });
        it
    };
    let check = |last: Option<PersonId>, by: Option<PersonId>, after: i64, one: bool| {
        assert_eq!(written(last).is_one_sitting(by, at(after)), one, "{after}");
    };
    check(Some(ours), Some(ours), 3, true);
    check(Some(ours), Some(ours), SITTING - 1, true);
    check(Some(ours), Some(ours), SITTING, false);
    check(Some(ours), Some(other), 3, false);
    check(None, None, 3, false);
    // Written before anybody noted who wrote.
    assert!(!discovery(Vec::new()).is_one_sitting(Some(ours), at(1)));
}
