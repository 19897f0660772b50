use uuid::Uuid;

use super::*;

fn day(n: i64) -> Timestamp {
    Timestamp::from_micros(n * 86_400_000_000)
}

fn insight(n: u128, facet: Facet, words: &str, seen: i64) -> WorldInsight {
    WorldInsight {
        id: InsightId::from_uuid(Uuid::from_u128(n)),
        audience: None,
        facet,
        words: words.to_owned(),
        quote: None,
        evidence: Evidence::Interview,
        source: None,
        seen_at: day(seen),
        half_life_days: 365,
        assumes: None,
        withdrawn_at: None,
        noted_by: None,
    }
}

#[test]
fn an_insight_ages_and_can_be_withdrawn() {
    let one = insight(1, Facet::Goal, "They want to retire at sixty.", 0);
    assert!(one.is_fresh(day(365)));
    assert!(!one.is_fresh(day(366)));
    let gone = WorldInsight {
        withdrawn_at: Some(day(1)),
        ..one
    };
    assert!(!gone.is_fresh(day(2)));
}

#[test]
fn what_is_wrong_is_said_with_its_field() {
    let good = insight(1, Facet::Goal, "They want to retire at sixty.", 0);
    assert_eq!(good.faults(day(0)), []);
    let bad = WorldInsight {
        words: String::new(),
        quote: Some("x".repeat(1_001)),
        seen_at: day(9),
        half_life_days: 0,
        ..good
    };
    assert_eq!(
        bad.faults(day(8)),
        [
            ("words", WorldRefusal::NoWords),
            ("quote", WorldRefusal::TooLong(1_001, 1_000)),
            ("seen_at", WorldRefusal::InTheFuture),
            ("half_life_days", WorldRefusal::HalfLife),
        ]
    );
}

#[test]
fn an_audience_is_known_by_its_own_insights_and_those_about_everybody() {
    let mut about = vec![
        insight(1, Facet::Day, "Up at six.", 900),
        insight(2, Facet::Goal, "Retire.", 0),
        insight(3, Facet::Words, "They say statement.", 900),
        insight(4, Facet::Tools, "Two other banks.", 900),
    ];
    about[2].audience = Some("premier".to_owned());
    about[2].evidence = Evidence::Review;
    about[3].withdrawn_at = Some(day(901));
    let premier = knowledge(&about, Some("premier"), day(1_000));
    assert_eq!(premier.seen, [Facet::Day, Facet::Words]);
    assert_eq!(premier.aged, [Facet::Goal]);
    assert_eq!(premier.blank, [Facet::Pressure, Facet::Tools, Facet::Fit]);
    assert_eq!(premier.evidence, [Evidence::Interview, Evidence::Review]);
    assert_eq!(knowledge(&about, None, day(1_000)).seen, [Facet::Day]);
    assert_eq!(knowledge(&[], None, day(0)).blank, Facet::ALL);
}

#[test]
fn the_template_is_read_with_the_customers_eyes() {
    let offer = |key: &str, text: &str| Offer {
        key: key.to_owned(),
        text: text.to_owned(),
    };
    let offers = [
        offer(
            "transfer_progress",
            "Progress of the transfer. Never have to ask where the money is.",
        ),
        offer(
            "first_invoice_call",
            "First invoice explained. Know every line of the first invoice before it is paid.",
        ),
        offer(
            "hold_music",
            "Waiting on the phone. Know how long it takes, or be rung back.",
        ),
        offer(
            "website",
            "Website. See within a minute whom we help and what it costs.",
        ),
    ];
    let mut transfer = insight(
        1,
        Facet::Pressure,
        "During a transfer they can't see their money.",
        0,
    );
    transfer.quote = Some("I never know where my money is.".to_owned());
    let invoice = insight(
        2,
        Facet::Words,
        "Invoices are read line by line, at the kitchen table.",
        0,
    );
    let cat = insight(3, Facet::Day, "Breakfast with two cats.", 0);
    let found = choices(&[&transfer, &invoice, &cat], &offers, 9);
    let keys: Vec<&str> = found.iter().map(|it| it.key.as_str()).collect();
    assert_eq!(keys, ["transfer_progress", "first_invoice_call"]);
    assert_eq!(found[0].insights, [transfer.id]);
    assert!(found.iter().all(|it| (0.0..=1.0).contains(&it.fit)));
    assert!(choices(&[&cat], &offers, 9).is_empty());
    assert_eq!(choices(&[&transfer, &invoice], &offers, 1).len(), 1);
    assert!(choices(&[], &offers, 9).is_empty() && choices(&[&cat], &[], 9).is_empty());
}
