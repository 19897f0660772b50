use proptest::prelude::*;

use super::*;

fn at(day: i64) -> Timestamp {
    Timestamp::from_micros(0).plus_seconds(day * 86_400)
}

fn reading(root: i64, version: i32, day: i64, delta: f64) -> Fact {
    Fact {
        root,
        version,
        client: 7,
        at: at(day),
        subject: 3,
        what: What::Reading {
            delta,
            source: ReadingSource::Said,
        },
    }
}

#[test]
fn a_scales_whole_length_is_six_steps() {
    let check = |target, perceived, low, high, expected: Option<f64>| {
        let found = delta(target, perceived, low, high);
        assert_eq!(
            found, expected,
            "{perceived} against {target} on {low}–{high}"
        );
    };
    check(5.0, 6.0, 1.0, 7.0, Some(1.0));
    check(7.0, 1.0, 1.0, 7.0, Some(-6.0));
    check(8.0, 8.0, 1.0, 10.0, Some(0.0));
    check(8.0, 6.5, 1.0, 10.0, Some(-1.0));
    // Reversed: 1 is best.
    check(2.0, 1.0, 5.0, 1.0, Some(1.5));
    check(2.0, 1.0, 3.0, 3.0, None);
    check(f64::NAN, 1.0, 1.0, 7.0, None);
}

#[test]
fn what_was_confirmed_lately_is_known_until_its_half_life_has_passed() {
    let state = |status| ExpectationState {
        level: Level::Should,
        status,
        weight: 2.0,
        half_life_days: 30,
        confirmed_at: Some(at(10)),
        theme: NO_THEME,
    };
    let check = |status, day, fresh| assert_eq!(state(status).is_fresh(at(day)), fresh, "{day}");
    check(Status::Confirmed, 9, false);
    check(Status::Confirmed, 10, true);
    check(Status::Confirmed, 40, true);
    check(Status::Confirmed, 41, false);
    check(Status::Stated, 11, false);
    check(Status::Assumed, 11, false);
    check(Status::Retired, 11, false);
}

#[test]
fn words_and_codes_lead_back() {
    for kind in FactKind::ALL {
        assert_eq!(FactKind::parse(kind.as_str()), Some(*kind));
        assert_eq!(FactKind::of_code(kind.code()), Some(*kind));
    }
    for kind in ProofKind::ALL {
        assert_eq!(ProofKind::parse(kind.as_str()), Some(*kind));
    }
    for reaction in Reaction::ALL {
        assert_eq!(Reaction::parse(reaction.as_str()), Some(*reaction));
    }
    for source in ReadingSource::ALL {
        assert_eq!(ReadingSource::parse(source.as_str()), Some(*source));
    }
    assert_eq!(Reaction::of_code(0), None);
}

#[test]
fn of_a_chain_of_corrections_the_last_counts() {
    let mut facts = vec![
        reading(5, 1, 2, -2.0),
        reading(4, 0, 3, 1.0),
        reading(5, 0, 9, 2.0),
    ];
    settle(&mut facts);
    assert_eq!(facts, [reading(5, 1, 2, -2.0), reading(4, 0, 3, 1.0)]);
    facts.push(Fact {
        what: What::Withdrawn,
        ..reading(4, 1, 3, 0.0)
    });
    settle(&mut facts);
    assert_eq!(facts, [reading(5, 1, 2, -2.0)]);
}

fn what() -> impl Strategy<Value = What> {
    let state = (
        0..3_usize,
        0..4_usize,
        0.5..9.0_f64,
        1..3_650_u16,
        -1..99_i32,
    )
        .prop_map(|(level, status, weight, half_life_days, theme)| {
            What::Expectation(ExpectationState {
                level: Level::ALL[level],
                status: Status::ALL[status],
                weight,
                half_life_days,
                confirmed_at: (status == 2).then(|| at(1_234)),
                theme,
            })
        });
    prop_oneof![
        state,
        (-6.0..6.0_f64, 0..4_usize).prop_map(|(delta, source)| What::Reading {
            delta,
            source: ReadingSource::ALL[source],
        }),
        (0..5_usize).prop_map(|code| What::PlusOne {
            reaction: Reaction::ALL.get(code).copied(),
        }),
        (0..6_usize, -5_000_000..5_000_000_i64).prop_map(|(kind, cents)| What::Proof {
            kind: ProofKind::ALL[kind],
            cents,
        }),
        Just(What::Withdrawn),
    ]
}

fn fact() -> impl Strategy<Value = Fact> {
    (1..40_i64, 0..5_i32, 1..3_i64, 0..900_i64, 1..6_i64, what()).prop_map(
        |(root, version, client, day, subject, what)| Fact {
            root,
            version,
            client,
            at: at(day),
            subject,
            what,
        },
    )
}

proptest! {
    #[test]
    fn a_fact_reads_back_from_its_row(fact in fact()) {
        prop_assert_eq!(Fact::of_row(&fact.row()), Some(fact));
    }

    #[test]
    fn the_order_in_which_facts_come_does_not_matter(
        mut facts in prop::collection::vec(fact(), 0..60),
        seed in any::<u64>(),
    ) {
        // Of one chain and version there is one fact.
        facts.sort_by_key(|fact| (fact.root, fact.version));
        facts.dedup_by_key(|fact| (fact.root, fact.version));
        let mut other = facts.clone();
        other.sort_by_key(|fact| (fact.root as u64 * 31 + fact.version as u64 + 7).wrapping_mul(seed | 1));
        settle(&mut facts);
        settle(&mut other);
        prop_assert_eq!(&facts, &other);
        // Settling twice changes nothing.
        settle(&mut other);
        prop_assert_eq!(facts, other);
    }
}
