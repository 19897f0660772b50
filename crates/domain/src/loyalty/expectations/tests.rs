use proptest::prelude::*;

use super::*;

fn at(day: i64) -> Timestamp {
    Timestamp::from_micros(0).plus_seconds(day * 86_400)
}

fn expectation(status: Status, confirmed_on: Option<i64>) -> Expectation {
    Expectation {
        id: ExpectationId::from_uuid(uuid::Uuid::nil()),
        client: ClientId::from_uuid(uuid::Uuid::nil()),
        client_key: "h1".into(),
        client_name: None,
        words: "Ring me before I read it in the paper".into(),
        level: Level::Must,
        depth: 2,
        status,
        theme: Some("bad-news-first".into()),
        source: "interview".into(),
        stated_at: at(0),
        confirmed_at: confirmed_on.map(at),
        half_life_days: HALF_LIFE_DAYS,
        contact: None,
        weight: Level::Must.weight(),
        target: None,
        evidence: Vec::new(),
    }
}

#[test]
fn only_what_was_confirmed_lately_is_known() {
    let check = |status, confirmed_on, today: i64, known: bool| {
        assert_eq!(
            expectation(status, confirmed_on).is_fresh(at(today)),
            known,
            "{status:?} {confirmed_on:?} {today}"
        );
    };
    check(Status::Assumed, None, 1, false);
    check(Status::Stated, None, 1, false);
    check(Status::Confirmed, Some(10), 11, true);
    check(Status::Confirmed, Some(10), 550, true);
    check(Status::Confirmed, Some(10), 551, false);
    check(Status::Retired, Some(10), 11, false);
    // Even a wrong date does not make an assumption known.
    check(Status::Assumed, Some(10), 11, false);
    // Nobody has confirmed tomorrow what is known today.
    check(Status::Confirmed, Some(12), 11, false);
    check(Status::Confirmed, Some(11), 11, true);
}

#[test]
fn what_weighs_most_and_waits_longest_is_asked_again_first() {
    let of = |id: u128, weight: u8, confirmed_on: i64, half_life_days: u16| Expectation {
        id: ExpectationId::from_uuid(uuid::Uuid::from_u128(id)),
        weight,
        half_life_days,
        ..expectation(Status::Confirmed, Some(confirmed_on))
    };
    let check = |first: Expectation, then: Expectation, why: &str| {
        assert!(first.ask_place() < then.ask_place(), "{why}");
    };
    check(of(2, 3, 10, 90), of(1, 1, 10, 90), "what weighs more");
    check(
        of(2, 3, 400, 90),
        of(1, 2, 10, 90),
        "however long the other waits",
    );
    check(of(2, 9, 10, 90), of(1, 3, 10, 90), "weighed by hand");
    check(of(2, 3, 10, 90), of(1, 3, 11, 90), "of equals the older");
    check(
        of(2, 3, 20, 30),
        of(1, 3, 10, 90),
        "old is what is past its own half-life",
    );
    check(
        of(1, 3, 10, 90),
        of(2, 3, 10, 90),
        "alike in both: always the same one",
    );
    for status in [Status::Assumed, Status::Stated, Status::Retired] {
        let place = expectation(status, Some(10)).ask_place();
        assert_eq!(
            place, None,
            "{status:?}: never confirmed, nothing to ask again"
        );
    }
}

#[test]
fn what_one_human_being_confirmed_another_did_not() {
    let contact = |n: u128| ContactId::from_uuid(uuid::Uuid::from_u128(n));
    let check = |before: Option<u128>, after: Option<u128>, status: Status| {
        let known = Expectation {
            contact: before.map(contact),
            ..expectation(Status::Confirmed, Some(10))
        };
        let edit = ExpectationEdit {
            contact: Some(after.map(contact)),
            ..edit()
        };
        let changed = known.correct(edit).unwrap();
        assert_eq!(changed.status, status, "{before:?} {after:?}");
        assert_eq!(
            changed.confirmed_at.is_some(),
            status == Status::Confirmed,
            "{before:?} {after:?}"
        );
    };
    check(Some(1), Some(2), Status::Stated);
    check(Some(1), Some(1), Status::Confirmed);
    // Who it was is only now written down, or no longer.
    check(None, Some(1), Status::Confirmed);
    check(Some(1), None, Status::Confirmed);
}

#[test]
fn the_clients_own_word_promotes_it() {
    let known = expectation(Status::Assumed, None).confirm(at(7)).unwrap();
    assert_eq!(
        (known.status, known.confirmed_at),
        (Status::Confirmed, Some(at(7)))
    );
    let again = known.clone().confirm(at(300)).unwrap();
    assert_eq!(again.confirmed_at, Some(at(300)));
    assert_eq!(again.confirm(at(8)).unwrap().confirmed_at, Some(at(300)));
    assert_eq!(
        known.clone().confirm(at(-1)),
        Err(ExpectationRefusal::BeforeStated)
    );
    let gone = known.retire().unwrap();
    assert_eq!(
        gone.clone().confirm(at(9)),
        Err(ExpectationRefusal::Retired)
    );
    assert_eq!(gone.retire(), Err(ExpectationRefusal::Retired));
}

#[test]
fn words_lead_back() {
    for level in Level::ALL {
        assert_eq!(Level::parse(level.as_str()), Some(level));
    }
    for status in Status::ALL {
        assert_eq!(Status::parse(status.as_str()), Some(status));
    }
}

fn edit() -> ExpectationEdit {
    ExpectationEdit::default()
}

#[test]
fn with_other_words_it_is_stated_again() {
    let known = || expectation(Status::Confirmed, Some(10));
    let check = |words: &str, status: Status| {
        let edit = ExpectationEdit {
            words: Some(words.to_owned()),
            ..edit()
        };
        assert_eq!(known().correct(edit).unwrap().status, status, "{words}");
    };
    check("ring me  before I read it in the paper!", Status::Confirmed);
    check("Ring me before it is in the paper", Status::Stated);
    // What we make of it is ours to correct.
    let ours = ExpectationEdit {
        level: Some(Level::Delight),
        depth: Some(3),
        theme: Some(None),
        half_life_days: Some(90),
        target: Some(Some("The same day".into())),
        ..edit()
    };
    let changed = known().correct(ours).unwrap();
    assert_eq!(
        (changed.status, changed.confirmed_at, changed.weight),
        (Status::Confirmed, Some(at(10)), 1)
    );
    let empty = ExpectationEdit {
        words: Some("  ".into()),
        ..edit()
    };
    assert_eq!(known().correct(empty), Err(ExpectationRefusal::NoWords));
    let retired = known().retire().unwrap();
    assert_eq!(retired.correct(edit()), Err(ExpectationRefusal::Retired));
}

#[test]
fn a_weight_that_was_chosen_stays_with_another_level() {
    let heavy = expectation(Status::Stated, None)
        .correct(ExpectationEdit {
            weight: Some(8),
            ..edit()
        })
        .unwrap();
    let lower = heavy
        .correct(ExpectationEdit {
            level: Some(Level::Should),
            ..edit()
        })
        .unwrap();
    assert_eq!((lower.level, lower.weight), (Level::Should, 8));
}

#[test]
fn the_clients_own_words_take_the_place_of_ours() {
    let said = expectation(Status::Assumed, None)
        .say_otherwise("  Ring   Tom, not me ", at(3))
        .unwrap();
    assert_eq!(
        (said.words.as_str(), said.status, said.confirmed_at),
        ("Ring Tom, not me", Status::Confirmed, Some(at(3)))
    );
    assert_eq!(
        said.say_otherwise(" ", at(4)),
        Err(ExpectationRefusal::NoWords)
    );
}

fn change(before: &Expectation, after: &Expectation) -> ExpectationChange {
    ExpectationChange {
        no: 1,
        kind: ChangeKind::Corrected,
        at: at(20),
        by: "Cora".into(),
        by_client: false,
        before: before.snapshot(),
        after: after.snapshot(),
    }
}

#[test]
fn undoing_brings_back_what_stood_before() {
    let known = expectation(Status::Confirmed, Some(10));
    let changed = known
        .clone()
        .correct(ExpectationEdit {
            words: Some("Something else".into()),
            ..edit()
        })
        .unwrap();
    let last = change(&known, &changed);
    assert_eq!(changed.undo(Some(&last)).unwrap(), known);
    // What was just written down is not unsaid: it is retired.
    let gone = known.undo(None).unwrap();
    assert_eq!(gone.status, Status::Retired);
    assert_eq!(gone.undo(None), Err(ExpectationRefusal::NothingToUndo));
}

#[test]
fn a_state_reads_back_as_it_was_kept() {
    let known = expectation(Status::Confirmed, Some(10)).with_evidence(Evidence {
        kind: EvidenceKind::Said,
        at: at(10),
        words: Some("Before the paper, please.".into()),
        reference: None,
    });
    let text = serde_json::to_string(&known.snapshot()).unwrap();
    assert_eq!(
        serde_json::from_str::<ExpectationSnapshot>(&text).unwrap(),
        known.snapshot()
    );
    // One that was kept before there was more to keep.
    let old = r#"{"words":"x","level":"must","depth":1,"status":"assumed","half_life_days":540,"weight":3}"#;
    assert!(serde_json::from_str::<ExpectationSnapshot>(old).is_ok());
}

#[test]
fn evidence_is_kept_once_and_the_newest_fifty() {
    let mut known = expectation(Status::Stated, None);
    for n in 0..70 {
        let said = Evidence {
            kind: EvidenceKind::Said,
            at: at(n),
            words: None,
            reference: None,
        };
        known = known.with_evidence(said.clone()).with_evidence(said);
    }
    assert_eq!(known.evidence.len(), MOST_EVIDENCE);
    assert_eq!(known.evidence[0].at, at(20));
}

#[test]
fn a_plan_serves_by_theme_or_by_id() {
    let id = ExpectationId::from_uuid(uuid::Uuid::nil());
    let named = |word: &str| word == "fees" || word == id.to_string();
    let other = ExpectationId::from_uuid(uuid::Uuid::max());
    assert!(is_served(named, other, Some("fees")));
    assert!(is_served(named, id, None));
    assert!(!is_served(named, other, Some("news")));
    assert!(!is_served(named, other, None));
}

#[test]
fn a_leap_day_ages_like_any_other_day() {
    let leap = Timestamp::parse_rfc3339("2028-02-29T12:00:00Z").unwrap();
    let known = Expectation {
        confirmed_at: Some(leap),
        half_life_days: 366,
        ..expectation(Status::Confirmed, Some(0))
    };
    let due = Timestamp::parse_rfc3339("2029-03-01T12:00:00Z").unwrap();
    assert_eq!(known.due_at(), Some(due));
    assert!(known.is_fresh(due));
    assert!(!known.is_fresh(due.plus_seconds(1)));
}

proptest! {
    /// A correction and its undoing leave no trace, and two corrections of different things come to the same in either
    /// order.
    #[test]
    fn corrections_can_be_taken_back_and_do_not_mind_their_order(
        words in "[a-z ]{1,20}", depth in 1u8..=3, weight in 1u8..=9, confirmed in any::<bool>(),
    ) {
        let start = || expectation(if confirmed { Status::Confirmed } else { Status::Assumed }, confirmed.then_some(9));
        let said = ExpectationEdit { words: Some(format!("x{words}")), ..edit() };
        let placed = ExpectationEdit { depth: Some(depth), weight: Some(weight), ..edit() };
        let one = start().correct(said.clone()).unwrap().correct(placed.clone()).unwrap();
        let other = start().correct(placed).unwrap().correct(said.clone()).unwrap();
        prop_assert_eq!(&one, &other);
        let corrected = start().correct(said).unwrap();
        let last = change(&start(), &corrected);
        prop_assert_eq!(corrected.undo(Some(&last)).unwrap(), start());
    }

    /// Confirmations count the same in whatever order they reach us.
    #[test]
    fn confirmations_may_come_late(mut days in prop::collection::vec(0i64..900, 1..6)) {
        let confirmed = |days: &[i64]| {
            days.iter().fold(expectation(Status::Stated, None), |it, day| it.confirm(at(*day)).unwrap())
        };
        let one = confirmed(&days);
        days.reverse();
        prop_assert_eq!(one, confirmed(&days));
    }
}
