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
