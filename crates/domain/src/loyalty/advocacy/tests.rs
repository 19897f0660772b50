use proptest::prelude::*;
use uuid::Uuid;

use super::blame::blame;
use super::departures::{Cause, Code, Departure, Sign, SignalKind, missed, silences};
use super::growth::{TwoYears, earned_growth};
use super::*;
use crate::ids::DepartureId;

fn day(day: i64) -> Timestamp {
    Timestamp::from_micros(0).plus_seconds(day * 86_400)
}

fn client(n: u128) -> ClientId {
    ClientId::from_uuid(Uuid::from_u128(n))
}

#[track_caller]
fn close(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-9, "{a} {b}");
}

/// *Winning on Purpose*, appendix B: revenue grows from 100 to 130; last year's clients bring 85, new ones 45, of which 20
/// were bought and 25 earned.
#[test]
fn earned_growth_as_in_the_book() {
    let client = |last, this, referred| TwoYears {
        last,
        this,
        referred,
    };
    let clients = [
        client(6_000, 5_000, false),
        client(3_000, 3_500, true),
        client(1_000, 0, false),
        client(0, 2_000, false),
        client(0, 1_500, true),
        client(0, 1_000, true),
        client(0, 0, true),
    ];
    let it = earned_growth(&clients).unwrap();
    close(it.nrr, 0.85);
    close(it.enc, 0.25);
    close(it.egr, 0.10);
    close(it.bought, 0.20);
    close(it.growth, 0.30);
    close(it.ratio.unwrap(), 1.0 / 3.0);
    assert_eq!((it.clients, it.new, it.referred), (3, 3, 2));
    assert_eq!((it.last, it.this), (10_000, 13_000));
    // It may be negative while revenue grows.
    let bought = earned_growth(&[client(100, 60, false), client(0, 90, false)]).unwrap();
    assert!(bought.egr < 0.0 && bought.growth > 0.0);
    // Where nothing grew there is no share of the growth.
    assert_eq!(
        earned_growth(&[client(100, 90, false)]).unwrap().ratio,
        None
    );
    assert_eq!(earned_growth(&[client(0, 90, false)]), None);
    // However much somebody has written down.
    let much = [client(i64::MAX, i64::MAX, false); 3];
    close(earned_growth(&much).unwrap().growth, 0.0);
    assert_eq!(earned_growth(&[]), None);
}

#[test]
fn rates_count_clients_and_not_acts() {
    let acts = [
        (client(1), Kind::Referral, true),
        (client(1), Kind::Referral, false),
        (client(2), Kind::Review, false),
        (client(3), Kind::Referral, true),
    ];
    let it = rates(&acts, 10);
    assert_eq!((it.advocates.hits, it.advocates.n), (3, 10));
    assert_eq!(
        (it.referrers.hits, it.conversion.hits, it.conversion.n),
        (2, 2, 3)
    );
    close(it.k.unwrap(), 0.2);
    // Wilson for 3 of 10: 0.107791 to 0.603222 (Newcombe 1998).
    let interval = it.advocates.interval.unwrap();
    assert!((interval.low - 0.107791).abs() < 1e-5 && (interval.high - 0.603222).abs() < 1e-5);
    let none = rates(&[], 0);
    assert_eq!(
        (none.k, none.advocates.value, none.conversion.interval),
        (None, None, None)
    );
    // Who has left still has spoken for us.
    assert_eq!(rates(&acts, 1).advocates.n, 3);
}

fn advocacy(kind: Kind) -> Advocacy {
    Advocacy {
        id: AdvocacyId::from_uuid(Uuid::nil()),
        client: client(1),
        client_key: "h1".into(),
        client_name: None,
        kind,
        at: day(5),
        words: None,
        caused_by: None,
        new_client: Some(client(2)),
        revenue_cents: None,
        noted_at: day(5),
        noted_by: None,
        withdrawn: false,
    }
}

#[test]
fn only_referrals_bring_clients() {
    let fields = |it: Advocacy| -> Vec<&str> {
        it.faults(day(6))
            .into_iter()
            .map(|(field, _)| field)
            .collect()
    };
    assert!(fields(advocacy(Kind::Referral)).is_empty());
    assert_eq!(fields(advocacy(Kind::Review)), ["new_client"]);
    assert_eq!(
        fields(Advocacy {
            new_client: Some(client(1)),
            ..advocacy(Kind::Referral)
        }),
        ["new_client"]
    );
    assert_eq!(
        fields(Advocacy {
            at: day(7),
            revenue_cents: Some(-1),
            ..advocacy(Kind::Referral)
        }),
        ["at", "revenue"]
    );
    for kind in Kind::ALL {
        assert_eq!(Kind::parse(kind.as_str()), Some(kind));
    }
}

fn departure(causes: &[(bool, Code, &str)]) -> Departure {
    Departure {
        id: DepartureId::from_uuid(Uuid::nil()),
        client: client(1),
        client_key: "h1".into(),
        client_name: None,
        at: day(5),
        causes: causes
            .iter()
            .map(|(ours, code, words)| Cause {
                ours: *ours,
                code: *code,
                words: (*words).to_owned(),
            })
            .collect(),
        words: Some("You were difficult to reach".into()),
        revenue_cents: None,
        noted_at: day(5),
        noted_by: None,
        withdrawn: false,
    }
}

#[test]
fn a_departure_has_a_cause_on_our_side() {
    let check = |causes: &[(bool, Code, &str)], expected: &[&str]| {
        let faults = departure(causes).faults(day(6));
        let fields: Vec<&str> = faults.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, expected, "{causes:?}");
    };
    check(&[(true, Code::Silence, "")], &[]);
    check(
        &[
            (true, Code::Silence, "We took three weeks"),
            (false, Code::OtherOurs, "They moved to Spain"),
        ],
        &[],
    );
    check(&[], &["causes"]);
    check(
        &[(false, Code::OtherOurs, "They moved to Spain")],
        &["causes"],
    );
    check(&[(true, Code::OtherOurs, " ")], &["causes[0].words"]);
    check(
        &[(true, Code::Silence, "They never answered")],
        &["causes[0].words"],
    );
    check(
        &[(true, Code::Silence, "We never answered their letter")],
        &[],
    );
    for code in Code::ALL {
        assert_eq!(Code::parse(code.as_str()), Some(code));
    }
}

/// The words that are pointed out, joined by a bar.
#[track_caller]
fn check_blame(text: &str, expected: &str) {
    let flags: Vec<String> = blame(text)
        .into_iter()
        .map(|flag| format!("{}: {}", flag.kind.as_str(), &text[flag.at]))
        .collect();
    assert_eq!(flags.join(" | "), expected, "{text}");
}

#[test]
fn blame_in_english() {
    check_blame("They were difficult.", "character: difficult");
    check_blame("A difficult client", "character: difficult");
    check_blame(
        "Always difficult and rude",
        "character: difficult | character: rude",
    );
    check_blame(
        "The client was impatient with the process",
        "character: impatient",
    );
    check_blame(
        "Unreasonable, never satisfied",
        "character: Unreasonable | demand: never satisfied",
    );
    check_blame(
        "Mr Roy never answered. He ignored our letters.",
        "omission: never answered | omission: ignored",
    );
    check_blame("They didn't read the report", "omission: didn't read");
    check_blame("She misunderstood the fees", "understanding: misunderstood");
    check_blame(
        "The customer did not understand the product",
        "understanding: did not understand",
    );
    check_blame(
        "They had unrealistic expectations",
        "demand: unrealistic expectations",
    );
    check_blame("Only cared about price", "demand: Only cared about price");
    check_blame("Bargain hunters from the start", "demand: Bargain hunters");
    check_blame("It was their fault", "fault: their fault");
    check_blame("It was the client’s fault", "fault: client’s fault");
    check_blame(
        "There was nothing we could have done",
        "fault: nothing we could have done",
    );
    check_blame("We did everything right", "fault: did everything right");
    check_blame("They never told us", "omission: never told us");
    check_blame("He overreacted", "character: overreacted");
    check_blame(
        "High-maintenance from day one",
        "character: High-maintenance",
    );
    check_blame(
        "They refused to sign and forgot the meeting",
        "omission: refused to | omission: forgot",
    );
    check_blame(
        "They complained about everything",
        "demand: complained about everything",
    );
}

#[test]
fn what_is_said_of_us_is_no_blame() {
    check_blame("We were difficult to reach", "");
    check_blame("We never answered their letter", "");
    check_blame("We ignored two of her calls", "");
    check_blame("Our adviser forgot the review and didn't reply", "");
    check_blame("It was difficult to reach us", "");
    check_blame("The form was too complicated and we did not explain it", "");
    check_blame("A difficult market, and we said nothing", "");
    check_blame("We misunderstood what they wanted", "");
    check_blame("We failed to call back", "");
    check_blame("They found us difficult", "");
    check_blame("Nobody told them about the new fee", "");
    check_blame("We promised the figures for March and sent them in May", "");
    check_blame("", "");
}

#[test]
fn blame_in_german() {
    check_blame("Die Kundin war schwierig.", "character: schwierig");
    check_blame("Ein schwieriger Kunde", "character: schwieriger");
    check_blame("Er hat nie geantwortet", "omission: nie geantwortet");
    check_blame(
        "Sie haben den Brief nicht gelesen",
        "omission: nicht gelesen",
    );
    check_blame(
        "Der Kunde hat das Produkt nicht verstanden",
        "understanding: nicht verstanden",
    );
    check_blame(
        "Hatten überzogene Erwartungen",
        "demand: überzogene Erwartungen",
    );
    check_blame("Schaute nur auf den Preis", "demand: nur auf den Preis");
    check_blame("Selbst schuld", "fault: Selbst schuld");
    check_blame("Das war nicht unsere Schuld", "fault: nicht unsere Schuld");
    check_blame(
        "Ein Nörgler, undankbar",
        "character: Nörgler | character: undankbar",
    );
    check_blame("Die Familie war nie zufrieden", "demand: nie zufrieden");
    check_blame("Passte nicht zu uns", "character: Passte nicht zu uns");
    check_blame(
        "Wir haben alles richtig gemacht",
        "fault: alles richtig gemacht",
    );
    check_blame("Wir haben nie geantwortet", "");
    check_blame("Wir waren schwierig zu erreichen", "");
    check_blame("Unser Berater hat den Termin vergessen", "");
    check_blame("Niemand hat sich bei der Familie gemeldet", "");
    check_blame("Das Formular war kompliziert", "");
    check_blame("Eine schwierige Lage, und wir haben geschwiegen", "");
    check_blame("Wir haben nicht zugehört", "");
    check_blame("Uns war nicht klar, was zugesagt war", "");
}

#[test]
fn the_earliest_sign_after_the_last_decision_to_stay() {
    let sign = |on: i64, kind| Sign { at: day(on), kind };
    let signs = [
        sign(900, SignalKind::Short),
        sign(700, SignalKind::Chase),
        sign(850, SignalKind::BrokenPromise),
        sign(100, SignalKind::Silence),
    ];
    let check = |left: i64, renewed: Option<i64>, expected: Option<(i64, usize)>| {
        let found = missed(&signs, day(left), renewed.map(day));
        assert_eq!(
            found.map(|it| (it.warning_days, it.signs)),
            expected,
            "{left} {renewed:?}"
        );
    };
    check(1_000, None, Some((300, 3)));
    check(1_000, Some(800), Some((150, 2)));
    check(1_000, Some(950), None);
    // A renewal after the departure tells nothing.
    check(1_000, Some(1_100), Some((300, 3)));
    check(2_000, None, None);
    check(900, None, Some((200, 2)));
    check(50, None, None);
}

#[test]
fn silence_shows_when_it_has_become_too_long() {
    let check = |touches: &[i64], until: i64, expected: &[i64]| {
        let touches: Vec<Timestamp> = touches.iter().map(|on| day(*on)).collect();
        let found: Vec<i64> = silences(&touches, day(until), 90)
            .iter()
            .map(|it| it.at.micros() / 86_400_000_000)
            .collect();
        assert_eq!(found, expected);
    };
    check(&[], 500, &[]);
    check(&[0], 90, &[]);
    check(&[0], 91, &[90]);
    check(&[300, 0, 50], 400, &[140, 390]);
    check(&[0, 50, 999], 130, &[]);
}

proptest! {
    #[test]
    fn the_order_of_signs_does_not_matter(mut days in prop::collection::vec(0_i64..900, 0..12), left in 0_i64..1_000) {
        let read = |days: &[i64]| {
            let signs: Vec<Sign> = days.iter().map(|on| Sign { at: day(*on), kind: SignalKind::Chase }).collect();
            missed(&signs, day(left), None)
        };
        let before = read(&days);
        days.reverse();
        prop_assert_eq!(before, read(&days));
        prop_assert!(before.is_none_or(|it| (0..=365).contains(&it.warning_days)));
    }

    #[test]
    fn growth_is_earned_or_bought(rows in prop::collection::vec((0_i64..9_999, 0_i64..9_999, any::<bool>()), 1..30)) {
        let clients: Vec<TwoYears> =
            rows.iter().map(|&(last, this, referred)| TwoYears { last, this, referred }).collect();
        if let Some(it) = earned_growth(&clients) {
            prop_assert!((it.egr + it.bought - it.growth).abs() < 1e-9);
        }
    }

    #[test]
    fn no_words_are_too_odd(text in "\\PC{0,80}") {
        for flag in blame(&text) {
            prop_assert!(text.get(flag.at.clone()).is_some());
        }
    }
}

#[test]
fn money_has_a_currency_and_an_end() {
    for (cents, taken) in [
        (0, true),
        (MOST_CENTS, true),
        (MOST_CENTS + 1, false),
        (i64::MAX, false),
        (-1, false),
        (i64::MIN, false),
    ] {
        assert_eq!(fault_of_cents(cents).is_none(), taken, "{cents}");
    }
    for (text, code) in [
        ("EUR", Some("EUR")),
        (" chf ", Some("CHF")),
        ("EURO", None),
        ("€", None),
        ("1EU", None),
        ("", None),
    ] {
        assert_eq!(read_currency(text).as_deref(), code, "{text}");
    }
}
