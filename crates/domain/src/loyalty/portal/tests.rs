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
