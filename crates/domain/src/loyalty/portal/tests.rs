use super::*;
use crate::loyalty::{HALF_LIFE_DAYS, Level};

fn at(day: i64) -> Timestamp {
    Timestamp::from_micros(0).plus_seconds(day * 86_400)
}

fn uuid(n: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(n)
}

fn expectation(n: u128, status: Status, contact: Option<u128>) -> Expectation {
    Expectation {
        id: ExpectationId::from_uuid(uuid(n)),
        client: ClientId::from_uuid(uuid(1)),
        client_key: "h1".into(),
        client_name: None,
        contact: contact.map(|n| ContactId::from_uuid(uuid(n))),
        words: format!("{n}"),
        level: Level::Should,
        depth: 1,
        status,
        theme: None,
        source: "interview".into(),
        stated_at: at(1),
        confirmed_at: (status == Status::Confirmed).then(|| at(n as i64)),
        half_life_days: HALF_LIFE_DAYS,
        weight: 2,
        target: None,
        evidence: Vec::new(),
    }
}

#[test]
fn a_link_shows_its_own_client_and_contact() {
    let check = |contact: Option<u128>, client: u128, link: Option<u128>, shown: bool| {
        let it = expectation(9, Status::Stated, contact);
        let link = link.map(|n| ContactId::from_uuid(uuid(n)));
        assert_eq!(
            is_shown(&it, ClientId::from_uuid(uuid(client)), link),
            shown,
            "{contact:?} {client} {link:?}"
        );
    };
    check(None, 1, None, true);
    check(Some(5), 1, None, true);
    check(None, 1, Some(5), true);
    check(Some(5), 1, Some(5), true);
    check(Some(6), 1, Some(5), false);
    check(None, 2, None, false);
    let retired = expectation(9, Status::Retired, None);
    assert!(!is_shown(&retired, retired.client, None));
}

#[test]
fn a_contact_is_told_what_they_brought_about_and_what_nobody_in_particular_did() {
    let expected = [
        expectation(1, Status::Confirmed, None),
        expectation(2, Status::Confirmed, Some(5)),
        expectation(3, Status::Retired, Some(5)),
        expectation(4, Status::Confirmed, Some(6)),
    ];
    let check = |because_of: Option<u128>, contact: Option<u128>, told: bool| {
        let change = MadeChange {
            id: ChangeId::from_uuid(uuid(20)),
            client: ClientId::from_uuid(uuid(1)),
            words: "It is there".to_owned(),
            said: Some("I wish it were there".to_owned()),
            at: at(1),
            because_of: because_of.map(|n| ExpectationId::from_uuid(uuid(n))),
            finding: None,
            made_by: None,
        };
        let contact = contact.map(|n| ContactId::from_uuid(uuid(n)));
        assert_eq!(
            is_told(&change, &expected, contact),
            told,
            "{because_of:?} {contact:?}"
        );
    };
    for because_of in [None, Some(1), Some(2), Some(4), Some(9)] {
        check(because_of, None, true);
    }
    check(None, Some(5), true);
    check(Some(1), Some(5), true);
    check(Some(2), Some(5), true);
    check(Some(3), Some(5), true);
    check(Some(4), Some(5), false);
    check(Some(9), Some(5), false);
}

#[test]
fn nobody_confirms_words_that_they_did_not_see() {
    let check = |words: &str, seen: &str, same: bool| {
        let it = Expectation {
            words: words.to_owned(),
            ..expectation(9, Status::Stated, None)
        };
        assert_eq!(is_as_seen(&it, seen), same, "{words:?} {seen:?}");
    };
    check("Bring paper", "Bring paper", true);
    check("Bring paper", " Bring\n paper ", true);
    check("Never bring paper", "Bring paper", false);
    check("Bring paper", "bring paper", false);
    check("Bring paper", "", false);
}

#[test]
fn what_needs_an_answer_comes_first_and_guesses_are_few() {
    let mut all = vec![
        expectation(900, Status::Confirmed, None),
        expectation(10, Status::Confirmed, None),
        expectation(30, Status::Stated, None),
    ];
    all.extend((40..50).map(|n| expectation(n, Status::Assumed, None)));
    let mut heavy = expectation(60, Status::Assumed, None);
    heavy.weight = 9;
    all.push(heavy);
    let now = at(1_000);
    let order = |all: Vec<Expectation>| -> Vec<String> {
        let shown = for_client(all, now).into_iter();
        shown.map(|it| it.words).collect()
    };
    let expected = ["30", "10", "60", "40", "41", "42", "43", "900"];
    assert_eq!(order(all.clone()), expected);
    all.reverse();
    assert_eq!(order(all), expected);
}

#[test]
fn words_lead_back() {
    for asking in Asking::ALL {
        assert_eq!(Asking::parse(asking.as_str()), Some(asking));
    }
}

mod told {
    use super::*;
    use crate::design::TouchpointKind;
    use crate::design::findings::{Acceptance, FindingState, KnownFinding};
    use crate::design::gaps::{
        About, Detector, Finding, Ground as FindingGround, Item, ItemKind, Suggestion,
    };
    use crate::ids::{FindingId, PersonId, TouchpointId};

    const LIVE: u128 = 70;

    fn finding(
        n: u128,
        detector: Detector,
        about: About,
        items: &[(ItemKind, i64, i64)],
    ) -> KnownFinding {
        KnownFinding {
            id: FindingId::from_uuid(uuid(n)),
            no: 1,
            found: Finding {
                detector,
                ground: FindingGround::stored(format!("{n}")),
                suggestion: Suggestion {
                    label: None,
                    label_de: None,
                    key: None,
                    stage: None,
                    channel: None,
                    kind: TouchpointKind::Dynamic,
                    audience: None,
                    existing: Some("there".to_owned()),
                },
                confidence: 0.9,
                about,
                share: None,
                items: items
                    .iter()
                    .map(|(kind, client, record)| Item {
                        kind: *kind,
                        client: *client,
                        record: Some(*record),
                        at: Some(at(*record)),
                        days: 0,
                    })
                    .collect(),
                items_total: 0,
            },
            state: accepted(LIVE, Some(50)),
            first_seen_at: at(0),
            last_seen_at: at(0),
        }
    }

    fn accepted(touchpoint: u128, live: Option<i64>) -> FindingState {
        FindingState::Accepted(Acceptance {
            owner: PersonId::from_uuid(uuid(1)),
            review_by: "2026-04-01".parse().unwrap(),
            touchpoint: TouchpointId::from_uuid(uuid(touchpoint)),
            made: true,
            at: at(10),
            by: "Ana".to_owned(),
            live_at: live.map(at),
        })
    }

    fn wish() -> About {
        About::Wish {
            theme: vec!["wifi".to_owned()],
            touchpoint: None,
            clients: 3,
            words: vec!["Somebody else's words".to_owned()],
        }
    }

    /// Who is told what of it: "finding by ground at day".
    fn told(findings: &[KnownFinding], client: i64, confirmed: &[Expectation]) -> Vec<String> {
        let live = |named: LiveAt<'_>| match named {
            LiveAt::Id(id) => (id.as_uuid() == uuid(LIVE)).then_some(id),
            LiveAt::Key("there") => Some(TouchpointId::from_uuid(uuid(LIVE))),
            LiveAt::Key(_) => None,
        };
        proposals(findings, client, confirmed, live)
            .iter()
            .map(|it| {
                let ground = match it.ground {
                    Ground::Comment(record) => format!("comment {record}"),
                    Ground::Expectation(id) => format!("expectation {}", id.as_uuid().as_u128()),
                };
                let day = it.since.micros() / 86_400_000_000;
                format!("{} by {ground} at {day}", it.finding.as_uuid().as_u128())
            })
            .collect()
    }

    #[test]
    fn only_a_clients_own_words_lead_to_what_it_is_told() {
        let comments = [
            (ItemKind::Comment, 1, 20),
            (ItemKind::Comment, 1, 30),
            (ItemKind::Comment, 2, 40),
            (ItemKind::Touch, 3, 41),
        ];
        let one = || finding(5, Detector::Wish, wish(), &comments);
        // The newest of their own; nobody hears of another's.
        assert_eq!(told(&[one()], 1, &[]), ["5 by comment 30 at 50"]);
        assert_eq!(told(&[one()], 2, &[]), ["5 by comment 40 at 50"]);
        // What a colleague noted of a touch is not the client's word.
        assert_eq!(told(&[one()], 3, &[]), Vec::<String>::new());
        assert_eq!(told(&[one()], 9, &[]), Vec::<String>::new());
        // Not before it is there, and not after it is gone.
        let with = |state| KnownFinding { state, ..one() };
        for state in [
            accepted(LIVE, None),
            accepted(71, Some(50)),
            FindingState::Open,
        ] {
            assert_eq!(told(&[with(state)], 1, &[]), Vec::<String>::new());
        }
        // Its ground is gone, because what was there is used.
        let closed = with(FindingState::Closed { at: at(60) });
        assert_eq!(
            told(std::slice::from_ref(&closed), 1, &[]),
            ["5 by comment 30 at 60"]
        );
        let mut nowhere = closed;
        nowhere.found.suggestion.existing = None;
        assert_eq!(told(&[nowhere], 1, &[]), Vec::<String>::new());
        // Silence and cells have nobody's words.
        let silence = About::Silence {
            tier: None,
            limit_days: None,
            longest_days: 9,
        };
        let silent = finding(6, Detector::Silence, silence, &[(ItemKind::Client, 1, 3)]);
        assert_eq!(told(&[silent], 1, &[]), Vec::<String>::new());
    }

    #[test]
    fn what_a_client_confirmed_counts_and_what_we_guessed_does_not() {
        let unserved = || {
            let about = About::UnservedExpectation {
                theme: "wifi".to_owned(),
                clients: 3,
                must: 1,
                words: vec!["Somebody else's words".to_owned()],
            };
            finding(
                7,
                Detector::UnservedExpectation,
                about,
                &[(ItemKind::Client, 2, 1)],
            )
        };
        let themed = |n, status| Expectation {
            theme: Some("wifi".to_owned()),
            ..expectation(n, status, None)
        };
        let check = |expected: &[Expectation], told_of: &[&str]| {
            assert_eq!(told(&[unserved()], 1, expected), told_of);
        };
        check(
            &[themed(9, Status::Confirmed)],
            &["7 by expectation 9 at 50"],
        );
        check(&[themed(9, Status::Assumed)], &[]);
        check(&[themed(9, Status::Stated)], &[]);
        check(&[expectation(9, Status::Confirmed, None)], &[]);
        check(&[], &[]);
    }
}
