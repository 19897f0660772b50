//! DESIGN's order of decisions, case by case.

use super::super::scores::verdict;
use super::*;
use Level::{Delight, Must, Should};
use Rung::{Ambassador, Dissatisfied, Loyal, Satisfied, Unknown};

fn check(items: &[(Level, Option<f64>)], more: &[(i64, What)], expected: Rung, why: &str) {
    let found = client(items, more).standing(&Rules::default(), day(20));
    let codes: Vec<&str> = found.reasons.iter().map(Reason::code).collect();
    assert_eq!(
        (found.rung, codes.join(" ").as_str()),
        (expected, why),
        "{items:?} {more:?}"
    );
}

#[test]
fn the_order_of_decisions() {
    let wow = (15, plus_one(Reaction::Wow));
    // Nothing confirmed: nothing known, whatever extras were felt.
    check(&[], &[wow], Unknown, "nothing_known");
    check(&[(Must, None)], &[wow], Unknown, "little_covered");
    // A must that is short decides at once, at however little coverage.
    check(
        &[
            (Must, Some(-1.0)),
            (Must, None),
            (Should, None),
            (Should, None),
        ],
        &[wow],
        Dissatisfied,
        "must_short",
    );
    check(
        &[(Must, Some(-2.0)), (Must, Some(-1.0)), (Should, Some(3.0))],
        &[],
        Dissatisfied,
        "must_short must_short",
    );
    // Anything but a must does not, below half of the weight.
    check(
        &[(Should, Some(-3.0)), (Should, None), (Should, None)],
        &[],
        Unknown,
        "little_covered",
    );
    // Exactly half is enough.
    check(
        &[(Should, Some(-3.0)), (Should, None)],
        &[],
        Dissatisfied,
        "mean_short",
    );
    check(
        &[(Should, Some(-1.0)), (Delight, Some(0.0))],
        &[],
        Satisfied,
        "mean_below no_plus_one",
    );
    check(
        &[(Should, Some(-1.0)), (Delight, Some(0.0))],
        &[wow],
        Satisfied,
        "mean_below",
    );
    // Exactly the tolerance is within it.
    check(
        &[(Must, Some(-0.5))],
        &[],
        Satisfied,
        "must_below mean_below no_plus_one",
    );
    check(&[(Must, Some(-0.51))], &[], Dissatisfied, "must_short");
    // A must a little short keeps from loyal, however well the rest is met.
    check(
        &[(Must, Some(-0.4)), (Should, Some(3.0))],
        &[wow],
        Satisfied,
        "must_below met",
    );
    // Met as expected is OK, and no more.
    check(&[(Must, Some(0.0))], &[], Satisfied, "no_plus_one met");
    check(&[(Must, Some(3.0))], &[], Satisfied, "no_plus_one met");
    check(&[(Must, Some(0.0))], &[wow], Loyal, "plus_one_felt met");
}

#[test]
fn only_a_plus_one_that_was_felt_and_welcome_earns_loyal() {
    let with = |reaction| What::PlusOne { reaction };
    let check_one = |what, expected, why: &str| {
        check(&[(Must, Some(0.0))], &[(15, what)], expected, why);
    };
    check_one(with(Some(Reaction::Wow)), Loyal, "plus_one_felt met");
    check_one(with(Some(Reaction::Noticed)), Loyal, "plus_one_felt met");
    check_one(
        with(Some(Reaction::Unnoticed)),
        Satisfied,
        "no_plus_one met",
    );
    check_one(with(Some(Reaction::Unwanted)), Satisfied, "no_plus_one met");
    check_one(with(None), Satisfied, "no_plus_one met");
    // What comes later is not known yet.
    check(
        &[(Must, Some(0.0))],
        &[(21, plus_one(Reaction::Wow))],
        Satisfied,
        "no_plus_one met",
    );
}

#[test]
fn advocacy_makes_an_ambassador_of_the_loyal_alone() {
    let wow = (15, plus_one(Reaction::Wow));
    for kind in [ProofKind::Referral, ProofKind::Review, ProofKind::Reference] {
        let act = (16, proof(kind));
        check(
            &[(Must, Some(0.0))],
            &[wow, act],
            Ambassador,
            "advocate plus_one_felt met",
        );
        check(&[(Must, Some(0.0))], &[act], Satisfied, "no_plus_one met");
        check(
            &[(Must, Some(-2.0))],
            &[wow, act],
            Dissatisfied,
            "must_short",
        );
    }
    // Buying is no advocacy, and no proof makes a standing.
    for kind in [
        ProofKind::Renewal,
        ProofKind::Purchase,
        ProofKind::Departure,
    ] {
        check(
            &[(Must, Some(0.0))],
            &[wow, (16, proof(kind))],
            Loyal,
            "plus_one_felt met",
        );
    }
}

#[test]
fn weights_decide_coverage_and_mean() {
    let facts = |covered: f64, other: f64, delta: f64| {
        vec![
            fact(1, 0, 1, state(Should, covered, 0)),
            fact(2, 0, 2, state(Should, other, 0)),
            fact(3, 10, 1, said(delta)),
        ]
    };
    let at = |facts| course(facts).standing(&Rules::default(), day(20));
    assert_eq!(at(facts(1.0, 1.5, -2.0)).rung, Unknown);
    assert_eq!(at(facts(1.5, 1.0, -2.0)).rung, Dissatisfied);
    let mixed = {
        let mut facts = facts(3.0, 1.0, -1.0);
        facts.push(fact(4, 10, 2, said(3.0)));
        at(facts)
    };
    assert_eq!(mixed.mean, Some(0.0));
    // What is short and what is beyond are told apart though they cancel in the mean.
    assert_eq!((mixed.shortfall, mixed.surplus), (Some(-0.75), Some(0.75)));
    assert_eq!((mixed.covered, mixed.total), (4.0, 4.0));
}

#[test]
fn the_newest_reading_weighs_more_than_all_before() {
    let check = |readings: &[(i64, f64)], expected: f64| {
        let mut facts = vec![fact(1, 0, 1, state(Must, 1.0, 0))];
        for (no, (on, delta)) in readings.iter().enumerate() {
            facts.push(fact(10 + no as i64, *on, 1, said(*delta)));
        }
        let found = course(facts).standing(&Rules::default(), day(400));
        let delta = found.items[0].delta.unwrap();
        assert!((delta - expected).abs() < 1e-12, "{readings:?}: {delta}");
        assert_eq!(
            found.items[0].n as usize,
            readings.iter().filter(|it| it.0 >= 35).count()
        );
    };
    check(&[(300, -2.0)], -2.0);
    check(&[(200, 1.0), (300, -2.0)], -1.0);
    check(&[(100, 1.0), (200, 1.0), (300, -2.0)], -5.0 / 7.0);
    // Order of writing is no order of time.
    check(&[(300, -2.0), (100, 1.0), (200, 1.0)], -5.0 / 7.0);
    // Day 34 lies more than a year before day 400.
    check(&[(34, 3.0), (300, -2.0)], -2.0);
    check(&[(35, 1.0), (300, -2.0)], -1.0);
}

#[test]
fn felt_touches_are_read_where_the_live_plan_serves_the_theme() {
    let themed = |theme| {
        What::Expectation(ExpectationState {
            level: Must,
            status: Status::Confirmed,
            weight: 1.0,
            half_life_days: HALF_LIFE_DAYS,
            confirmed_at: Some(day(0)),
            theme,
        })
    };
    let felt = |touchpoint, delta, on| Felt {
        at: day(on),
        record: on,
        touchpoint,
        delta,
    };
    let evidence = Evidence {
        facts: vec![fact(1, 0, 1, themed(7)), fact(2, 0, 2, themed(8))],
        felt: vec![felt(40, -2.0, 5), felt(41, 1.0, 6), felt(42, 3.0, 7)],
        scored: Vec::new(),
    };
    let serving = Serving::new(vec![(40, 7), (41, 8), (43, 7)]);
    let found = Course::of(evidence.clone(), &serving).standing(&Rules::default(), day(20));
    assert_eq!(found.rung, Dissatisfied);
    let read: Vec<_> = found
        .items
        .iter()
        .map(|item| (item.subject, item.delta, item.source))
        .collect();
    let touch = Some(ReadingSource::Touch);
    assert_eq!(read, [(1, Some(-2.0), touch), (2, Some(1.0), touch)]);
    // No plan serves it: nobody knows how it is met.
    let found = Course::of(evidence, &Serving::default()).standing(&Rules::default(), day(20));
    assert_eq!(found.rung, Unknown);
}

#[test]
fn what_would_be_if() {
    let rules = Rules::default();
    let course = client(&[(Must, Some(-2.0)), (Should, None)], &[]);
    let at = day(20);
    assert_eq!(course.standing(&rules, at).rung, Dissatisfied);
    assert_eq!(
        course.what_if(&rules, at, &[(1, 0.0)], false).rung,
        Satisfied
    );
    assert_eq!(course.what_if(&rules, at, &[(1, 0.0)], true).rung, Loyal);
    assert_eq!(
        course.what_if(&rules, at, &[(2, 3.0)], true).rung,
        Dissatisfied
    );
    // What is not known can't be met.
    assert_eq!(
        course.what_if(&rules, at, &[(77, 3.0)], true).rung,
        Dissatisfied
    );
    // Asking changes nothing.
    assert_eq!(course.standing(&rules, at).rung, Dissatisfied);
}

#[test]
fn survey_scores_are_cut_as_the_design_says() {
    let check = |scale: &str, cuts: &[(f64, Option<f64>)]| {
        for (score, expected) in cuts {
            assert_eq!(
                verdict(*score, scale.parse().unwrap()),
                *expected,
                "{score} on {scale}"
            );
        }
    };
    let (short, ok, beyond) = (Some(-1.0), Some(0.0), Some(1.0));
    check(
        "1-5",
        &[
            (1.0, short),
            (3.0, short),
            (3.9, short),
            (4.0, ok),
            (5.0, beyond),
            (6.0, None),
        ],
    );
    check(
        "0-10",
        &[
            (0.0, short),
            (6.0, short),
            (7.0, ok),
            (8.0, ok),
            (9.0, beyond),
            (10.0, beyond),
            (11.0, None),
        ],
    );
    check(
        "1-10",
        &[(0.0, None), (6.0, short), (7.0, ok), (9.0, beyond)],
    );
    check(
        "1-5r",
        &[(1.0, beyond), (2.0, ok), (3.0, short), (5.0, short)],
    );
    check("1-7", &[(7.0, None)]);
}

#[test]
fn scores_make_short_or_ok_and_never_loyal() {
    let rules = Rules {
        basis: Basis::Scores,
        ..Rules::default()
    };
    let check = |verdicts: &[f64], expected: Rung| {
        let scored = |(no, verdict): (usize, &f64)| Scored {
            at: day(10),
            record: no as i64,
            verdict: *verdict,
        };
        let evidence = Evidence {
            facts: vec![
                fact(1, 10, 0, plus_one(Reaction::Wow)),
                fact(2, 11, 0, proof(ProofKind::Referral)),
            ],
            scored: verdicts.iter().enumerate().map(scored).collect(),
            ..Evidence::default()
        };
        let found = Course::of(evidence, &Serving::default()).standing(&rules, day(20));
        assert_eq!(found.rung, expected, "{verdicts:?}: {:?}", found.reasons);
        assert_eq!(found.basis, Basis::Scores);
    };
    check(&[], Unknown);
    check(&[-1.0], Dissatisfied);
    check(&[0.0], Satisfied);
    check(&[1.0], Satisfied);
    check(&[1.0; 40], Satisfied);
    check(&[-1.0, -1.0], Dissatisfied);
    // Short on the whole, but not beyond doubt.
    check(&[-1.0, 0.0], Satisfied);
    check(
        &[-1.0, -1.0, -1.0, 0.0, -1.0, -1.0, -1.0, -1.0],
        Dissatisfied,
    );
}
