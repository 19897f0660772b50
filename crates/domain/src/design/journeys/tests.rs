use std::collections::BTreeSet;

use proptest::prelude::*;

use super::feeling::{LivedVerdict, of_perception, of_rating};
use super::*;
use crate::signals::Scale;
use crate::stats::Interval;

fn keys(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn known() -> Known {
    Known {
        stages: keys(&["join", "serve"]),
        channels: keys(&["phone", "letter"]),
        touchpoints: keys(&["kickoff_call", "statement"]),
        audiences: keys(&["premier"]),
    }
}

fn step(id: &str) -> JourneyStep {
    JourneyStep {
        id: id.to_owned(),
        stage: "join".to_owned(),
        touchpoint: None,
        label: format!("Step {id}"),
        channel: None,
        expectation: String::new(),
        action: String::new(),
        feeling: None,
        plus_ones: Vec::new(),
        backstage: String::new(),
        owner: String::new(),
        moment_of_truth: false,
    }
}

fn journey(ids: &[&str]) -> JourneyDocument {
    JourneyDocument {
        version: VERSION,
        name: "Becoming a client".to_owned(),
        note: String::new(),
        audience: None,
        filters: Vec::new(),
        steps: ids.iter().map(|id| step(id)).collect(),
        links: None,
    }
}

fn link(from: &str, to: &str) -> JourneyLink {
    JourneyLink {
        from: from.to_owned(),
        to: to.to_owned(),
    }
}

fn check(change: impl FnOnce(&mut JourneyDocument), field: &str, said: &str) {
    let mut document = journey(&["a", "b", "c"]);
    change(&mut document);
    let faults = settle(&document, &known()).expect_err("it is wrong");
    let told: Vec<String> = faults
        .iter()
        .map(|fault| format!("{}: {}", fault.field, fault.refusal))
        .collect();
    assert!(
        faults
            .iter()
            .any(|fault| fault.field == field && fault.refusal.to_string().contains(said)),
        "{field}: {said} is not among {told:?}"
    );
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    check(|it| it.steps.clear(), "steps", "at least one step");
    check(|it| it.name = "  ".into(), "name", "a name is needed");
    check(|it| it.version = 2, "version", "the form 2");
    check(|it| it.name = "x".repeat(121), "name", "121 characters");
    check(|it| it.note = "a\u{7}b".into(), "note", "control");
    check(
        |it| it.steps[1].label = " ".into(),
        "steps[1].label",
        "step 2 needs a name",
    );
    check(|it| it.steps[2].id = "a b".into(), "steps[2].id", "“a b”");
    check(
        |it| it.steps[2].id = "a".into(),
        "steps[2].id",
        "two steps have the id “a”",
    );
    check(
        |it| it.steps[1].stage = "onboard".into(),
        "steps[1].stage",
        "step 2 (“Step b”) is at the stage “onboard”, which is not here; there are: join, serve",
    );
    check(
        |it| it.steps[0].channel = Some("fax".into()),
        "steps[0].channel",
        "“fax”",
    );
    check(
        |it| it.steps[0].touchpoint = Some("x".into()),
        "steps[0].touchpoint",
        "not in the inventory",
    );
    check(
        |it| it.audience = Some("nobody".into()),
        "audience",
        "“nobody”",
    );
    check(
        |it| it.steps[2].feeling = Some(3),
        "steps[2].feeling",
        "from −2 to +2; step 3 (“Step c”) has 3",
    );
    check(
        |it| it.steps[2].feeling = Some(-3),
        "steps[2].feeling",
        "has -3",
    );
    check(
        |it| it.steps[0].expectation = "x".repeat(2001),
        "steps[0].expectation",
        "2001",
    );
    check(
        |it| it.steps[0].plus_ones = vec!["x".into(); 13],
        "steps[0].plus_ones",
        "13 plus-ones",
    );
    check(
        |it| it.filters = vec!["attr.a=b".into(); 9],
        "filters",
        "at most 8",
    );
    check(
        |it| it.steps = (0..81).map(|n| step(&format!("s{n}"))).collect(),
        "steps",
        "at most 80 steps",
    );
    check(
        |it| it.links = Some(vec![link("a", "z")]),
        "links[0].to",
        "“z”",
    );
    check(
        |it| it.links = Some(vec![link("a", "a")]),
        "links[0]",
        "leads to itself",
    );
    check(
        |it| it.links = Some(vec![link("a", "b"), link("a", "b")]),
        "links[1]",
        "stands twice",
    );
    check(
        |it| it.links = Some(vec![link("a", "b"), link("b", "c"), link("c", "a")]),
        "links[2]",
        "in a circle: “Step a” → “Step b” → “Step c” → “Step a”",
    );
}

#[test]
fn ways_may_part_and_meet_again() {
    let mut document = journey(&["a", "b", "c", "d"]);
    document.links = Some(vec![
        link("a", "b"),
        link("a", "c"),
        link("b", "d"),
        link("c", "d"),
    ]);
    assert_eq!(settle(&document, &known()), Ok(document));
}

#[test]
fn spaces_are_tidied_and_nothing_else() {
    let mut document = journey(&["a"]);
    document.name = "  Becoming \n a client ".into();
    document.audience = Some(" premier ".into());
    document.steps[0].expectation = " One.\r\nTwo. ".into();
    document.steps[0].plus_ones = vec!["".into(), " a  card ".into()];
    document.steps[0].touchpoint = Some(" ".into());
    let settled = settle(&document, &known()).unwrap();
    assert_eq!(settled.name, "Becoming a client");
    assert_eq!(settled.audience.as_deref(), Some("premier"));
    assert_eq!(settled.steps[0].expectation, "One.\nTwo.");
    assert_eq!(settled.steps[0].plus_ones, ["a card"]);
    assert_eq!(settled.steps[0].touchpoint, None);
}

#[test]
fn a_document_of_another_form_is_not_guessed_at() {
    let text =
        r#"{"version":1,"name":"x","steps":[{"id":"a","stage":"join","label":"A","mood":1}]}"#;
    let error = serde_json::from_str::<JourneyDocument>(text).unwrap_err();
    assert!(error.to_string().contains("mood"), "{error}");
    let least = r#"{"version":1,"name":"x","steps":[{"id":"a","stage":"join","label":"A"}]}"#;
    let read: JourneyDocument = serde_json::from_str(least).unwrap();
    assert_eq!(
        read.steps[0].feeling, None,
        "not decided, rather than as expected"
    );
}

#[test]
fn differences_are_told_step_by_step() {
    let older = journey(&["a", "b", "c", "d"]);
    let mut newer = older.with_step_at("a", 2);
    newer.steps.retain(|step| step.id != "d");
    newer.steps.push(step("e"));
    newer.steps[0].feeling = Some(1);
    newer.name = "Joining".into();
    use JourneyChange::*;
    assert_eq!(
        compare(&older, &newer),
        [
            Whole {
                field: "name",
                from: "Becoming a client".into(),
                to: "Joining".into()
            },
            Removed {
                step: "d".into(),
                label: "Step d".into()
            },
            Changed {
                step: "b".into(),
                label: "Step b".into(),
                field: "feeling",
                from: String::new(),
                to: "1".into()
            },
            Moved {
                step: "a".into(),
                label: "Step a".into(),
                from: 1,
                to: 3
            },
            Added {
                step: "e".into(),
                label: "Step e".into()
            },
        ]
    );
    assert_eq!(compare(&newer, &newer), []);
}

#[test]
fn what_clients_said_becomes_a_feeling() {
    let near = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-12, "{found}");
    for (perception, expected) in [(-3.0, -2.0), (-1.0, -2.0 / 3.0), (0.0, 0.0), (3.0, 2.0)] {
        near(of_perception(perception), expected);
    }
    for (scale, score, expected) in [
        ("1-5", 1.0, -2.0),
        ("1-5", 2.0, -4.0 / 3.0),
        ("1-5", 3.0, -2.0 / 3.0),
        ("1-5", 4.0, 0.0),
        ("1-5", 5.0, 2.0),
        ("0-10", 0.0, -2.0),
        ("0-10", 7.0, -2.0 * 0.5 / 7.5),
        ("0-10", 8.0, 0.4),
        ("0-10", 10.0, 2.0),
        ("1-7", 6.0, 0.0),
        ("1-2", 1.0, 0.0),
        ("1-2", 2.0, 2.0),
    ] {
        near(of_rating(scale.parse::<Scale>().unwrap(), score), expected);
    }
}

#[test]
fn a_step_falls_short_only_with_its_whole_interval() {
    let of = |designed, low, high, n| LivedVerdict::of(designed, Some(Interval::new(low, high)), n);
    assert_eq!(of(Some(1), -0.5, 0.9, 30), LivedVerdict::Short);
    assert_eq!(of(Some(1), -0.5, 1.0, 30), LivedVerdict::AsDesigned);
    assert_eq!(of(Some(0), 0.1, 1.0, 30), LivedVerdict::Beyond);
    assert_eq!(of(Some(1), -0.5, 0.9, 9), LivedVerdict::Unknown);
    assert_eq!(of(None, -0.5, 0.9, 30), LivedVerdict::Unknown);
    assert_eq!(LivedVerdict::of(Some(1), None, 30), LivedVerdict::Unknown);
}

fn any_step() -> impl Strategy<Value = JourneyStep> {
    (
        "[ -~]{0,12}",
        prop::option::of("kickoff_call|statement"),
        prop::option::of(-2_i8..=2),
        "[a-zäöü \n\"\\\\]{0,40}",
        prop::collection::vec("[a-z ]{0,10}", 0..4),
        any::<bool>(),
    )
        .prop_map(
            |(label, touchpoint, feeling, words, plus_ones, moment)| JourneyStep {
                label: format!("x{label}"),
                touchpoint,
                feeling,
                expectation: words.clone(),
                backstage: words,
                plus_ones,
                moment_of_truth: moment,
                ..step("")
            },
        )
}

prop_compose! {
    fn any_journey()(
        steps in prop::collection::vec(any_step(), 1..20),
        forward in prop::option::of(prop::collection::vec((0_usize..20, 1_usize..20), 0..12)),
        audience in prop::option::of(Just("premier".to_owned())),
    ) -> JourneyDocument {
        let many = steps.len();
        let name = |at: usize| format!("s{at}");
        let links = forward.map(|pairs| {
            let ways: BTreeSet<(usize, usize)> = pairs
                .into_iter()
                .map(|(from, by)| (from % many, from % many + by))
                .filter(|(_, to)| *to < many)
                .collect();
            ways.into_iter().map(|(from, to)| link(&name(from), &name(to))).collect()
        });
        let steps = steps.into_iter().enumerate();
        let steps = steps.map(|(at, step)| JourneyStep { id: name(at), ..step }).collect();
        JourneyDocument { audience, steps, links, ..journey(&[]) }
    }
}

#[test]
fn pauses_within_one_sitting_are_one_change() {
    let person = |n: u128| Some(PersonId::from_uuid(uuid::Uuid::from_u128(n)));
    let start = Timestamp::from_micros(0);
    let check =
        |revision: i64, last: Option<PersonId>, by: Option<PersonId>, after: i64, same: bool| {
            let it = Journey {
                id: JourneyId::from_uuid(uuid::Uuid::nil()),
                revision,
                document: journey(&[]),
                created_at: start,
                changed_at: start,
                changed_by: last,
            };
            assert_eq!(
                it.is_one_sitting(by, start.plus_seconds(after)),
                same,
                "{revision} {after}"
            );
        };
    check(2, person(1), person(1), 5, true);
    check(2, person(1), person(1), SITTING - 1, true);
    check(2, person(1), person(1), SITTING, false);
    check(2, person(1), person(2), 5, false);
    check(2, None, None, 5, false);
    check(1, person(1), person(1), 5, false);
}

proptest! {
    #[test]
    fn an_exported_journey_is_read_as_the_same(document in any_journey()) {
        let settled = settle(&document, &known()).unwrap();
        let text = serde_json::to_string_pretty(&settled).unwrap();
        let read: JourneyDocument = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&settle(&read, &known()).unwrap(), &settled);
    }

    #[test]
    fn moving_keeps_all_steps(document in any_journey(), from in 0_usize..20, to in 0_usize..25) {
        let from = from % document.steps.len();
        let id = document.steps[from].id.clone();
        let moved = document.with_step_at(&id, to);
        let ids = |it: &JourneyDocument| it.steps.iter().map(|step| step.id.clone()).collect::<BTreeSet<_>>();
        prop_assert_eq!(ids(&moved), ids(&document));
        prop_assert_eq!(moved.steps.len(), document.steps.len());
        let place = to.min(document.steps.len() - 1);
        prop_assert_eq!(&moved.steps[place].id, &id);
        let told = compare(&document, &moved);
        prop_assert!(told.len() <= 1, "one move is one change: {:?}", told);
        prop_assert_eq!(told.is_empty(), place == from);
        prop_assert_eq!(moved.with_step_at(&id, from), document);
    }
}
