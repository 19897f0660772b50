//! Standing over time.

use proptest::prelude::*;

use super::*;
use Level::{Must, Should};

fn told(course: &Course, rules: &Rules, until: i64) -> Vec<(i64, Rung, Rung)> {
    let days = |at: Timestamp| (at.micros() - day(0).micros()) / 86_400_000_000;
    course
        .transitions(rules, day(until))
        .into_iter()
        .map(|it| (days(it.at), it.from, it.to.rung))
        .collect()
}

#[test]
fn a_life_with_its_turns() {
    use Rung::{Ambassador, Dissatisfied, Loyal, Satisfied, Unknown};
    let course = client(
        &[(Must, Some(0.0))],
        &[
            (50, plus_one(Reaction::Wow)),
            (60, proof(ProofKind::Referral)),
        ],
    );
    let rules = Rules::default();
    assert_eq!(
        told(&course, &rules, 2_000),
        [
            (10, Unknown, Satisfied),
            (50, Satisfied, Loyal),
            (60, Loyal, Ambassador),
            // Half a year after the plus-one it is the norm of yesterday, and nobody gave another.
            (232, Ambassador, Satisfied),
            // A year after the reading nobody knows any more.
            (375, Satisfied, Unknown),
        ]
    );
    assert_eq!(
        course.due(&rules, day(100)),
        Some(Timestamp::from_micros(day(232).micros() + 1))
    );
    assert_eq!(course.due(&rules, day(2_000)), None);

    // A correction of the reading rewrites the history that follows from it, as if the right one had been there.
    let facts = |delta| {
        vec![
            fact(1, 0, 1, state(Must, 1.0, 0)),
            fact(2, 10, 1, said(delta)),
        ]
    };
    let mut corrected = facts(0.0);
    corrected.push(Fact {
        version: 1,
        ..fact(2, 10, 1, said(-2.0))
    });
    assert_eq!(
        told(&self::course(corrected), &rules, 100),
        [(10, Unknown, Dissatisfied)]
    );
}

#[test]
fn what_is_stale_is_not_known() {
    let facts = vec![
        fact(1, 0, 1, state(Must, 1.0, 0)),
        fact(2, 500, 1, said(-2.0)),
        // Confirmed again much later.
        fact(3, 700, 1, state(Must, 1.0, 700)),
    ];
    let rules = Rules::default();
    assert_eq!(
        told(&course(facts), &rules, 800),
        [
            (500, Rung::Unknown, Rung::Dissatisfied),
            (540, Rung::Dissatisfied, Rung::Unknown),
            (700, Rung::Unknown, Rung::Dissatisfied),
        ]
    );
}

#[test]
fn who_left_is_gone_until_it_buys_again() {
    let course = client(
        &[],
        &[
            (10, proof(ProofKind::Renewal)),
            (50, proof(ProofKind::Departure)),
            (90, proof(ProofKind::Purchase)),
        ],
    );
    assert_eq!(course.left(day(49)), None);
    assert_eq!(course.left(day(60)), Some(day(50)));
    assert_eq!(course.left(day(95)), None);
}

#[test]
fn a_window_over_a_leap_day_has_as_many_days_as_any_other() {
    // 29 February 2024 lies between; windows are so many times 24 hours, whatever calendars and clocks do.
    let moment = |text: &str| Timestamp::parse_rfc3339(text).unwrap();
    let given = Fact {
        at: moment("2024-01-15T12:00:00+01:00"),
        ..fact(3, 0, 9, plus_one(Reaction::Noticed))
    };
    let mut facts = client_facts(moment("2024-01-10T00:00:00Z"));
    facts.push(given);
    let course = course(facts);
    let rules = Rules {
        plus_one_days: 60,
        ..Rules::default()
    };
    let rung = |text: &str| course.standing(&rules, moment(text)).rung;
    assert_eq!(rung("2024-03-15T11:00:00Z"), Rung::Loyal);
    assert_eq!(rung("2024-03-15T12:00:01+01:00"), Rung::Satisfied);
    // The same moment told from elsewhere.
    assert_eq!(rung("2024-03-15T22:30:00+11:30"), Rung::Loyal);
}

fn client_facts(at: Timestamp) -> Vec<Fact> {
    let expectation = What::Expectation(ExpectationState {
        level: Must,
        status: Status::Confirmed,
        weight: 3.0,
        half_life_days: HALF_LIFE_DAYS,
        confirmed_at: Some(at),
        theme: NO_THEME,
    });
    let at_once = |root, what| Fact {
        at,
        ..fact(root, 0, 1, what)
    };
    vec![at_once(1, expectation), at_once(2, said(0.5))]
}

fn some_what() -> impl Strategy<Value = What> {
    let expectation = (0..3_usize, 1..4_u8, 0..4_usize, 0..800_i64).prop_map(
        |(level, weight, status, confirmed)| {
            What::Expectation(ExpectationState {
                level: Level::ALL[level],
                status: Status::ALL[status],
                weight: f64::from(weight),
                half_life_days: 200,
                confirmed_at: (status == 2).then(|| day(confirmed)),
                theme: level as i32,
            })
        },
    );
    prop_oneof![
        3 => expectation,
        4 => (-6..7_i32).prop_map(|half| said(f64::from(half) / 2.0)),
        2 => (0..5_usize).prop_map(|code| What::PlusOne { reaction: Reaction::ALL.get(code).copied() }),
        1 => (0..6_usize).prop_map(|kind| proof(ProofKind::ALL[kind])),
        1 => Just(What::Withdrawn),
    ]
}

fn some_evidence() -> impl Strategy<Value = Evidence> {
    let fact = (1..30_i64, 0..3_i32, 0..800_i64, 1..5_i64, some_what()).prop_map(
        |(root, version, on, subject, what)| Fact {
            version,
            ..fact(root, on, subject, what)
        },
    );
    let felt = (0..800_i64, 0..4_i32, -3..4_i32).prop_map(|(on, touchpoint, delta)| Felt {
        at: day(on),
        record: on,
        touchpoint,
        delta: f64::from(delta),
    });
    let scored = (0..800_i64, -1..2_i32).prop_map(|(on, verdict)| Scored {
        at: day(on),
        record: on,
        verdict: f64::from(verdict),
    });
    (
        prop::collection::vec(fact, 0..40),
        prop::collection::vec(felt, 0..10),
        prop::collection::vec(scored, 0..10),
    )
        .prop_map(|(mut facts, mut felt, scored)| {
            facts.sort_by_key(|it| (it.root, it.version));
            facts.dedup_by_key(|it| (it.root, it.version));
            felt.sort_by_key(|it| it.record);
            felt.dedup_by_key(|it| it.record);
            Evidence {
                facts,
                felt,
                scored,
            }
        })
}

fn shuffled(evidence: &Evidence, seed: u64) -> Evidence {
    let mut other = evidence.clone();
    let mix = |number: i64| (number as u64 ^ seed).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    other
        .facts
        .sort_by_key(|it| mix(it.root * 8 + i64::from(it.version)));
    other.felt.sort_by_key(|it| mix(it.record));
    other.scored.reverse();
    other
}

fn both_rules() -> [Rules; 2] {
    [Basis::Expectations, Basis::Scores].map(|basis| Rules {
        basis,
        ..Rules::default()
    })
}

proptest! {
    #[test]
    fn the_order_of_facts_does_not_matter(evidence in some_evidence(), seed in any::<u64>(), on in 0..1_200_i64) {
        let serving = Serving::new(vec![(0, 0), (1, 1), (2, 0)]);
        let one = Course::of(evidence.clone(), &serving);
        let other = Course::of(shuffled(&evidence, seed), &serving);
        for rules in both_rules() {
            prop_assert_eq!(one.standing(&rules, day(on)), other.standing(&rules, day(on)));
            prop_assert_eq!(one.transitions(&rules, day(on)), other.transitions(&rules, day(on)));
        }
    }

    #[test]
    fn a_corrected_fact_gives_what_the_right_one_would_have_given(
        evidence in some_evidence(),
        which in any::<prop::sample::Index>(),
        right in some_what(),
        on in 0..800_i64,
    ) {
        prop_assume!(!evidence.facts.is_empty());
        let wrong = *which.get(&evidence.facts);
        let newest = evidence.facts.iter().filter(|it| it.root == wrong.root).map(|it| it.version).max().unwrap_or(0);
        let corrected = Fact { version: newest + 1, at: day(on), what: right, ..wrong };
        let mut with_correction = evidence.clone();
        with_correction.facts.push(corrected);
        let mut right_at_once = evidence;
        right_at_once.facts.retain(|it| it.root != wrong.root);
        right_at_once.facts.push(Fact { version: 0, ..corrected });
        let serving = Serving::default();
        let one = Course::of(with_correction, &serving);
        let other = Course::of(right_at_once, &serving);
        for rules in both_rules() {
            prop_assert_eq!(one.transitions(&rules, day(1_000)), other.transitions(&rules, day(1_000)));
        }
    }

    #[test]
    fn between_two_moments_nothing_changes(evidence in some_evidence(), on in 0..1_500_i64, seconds in 0..86_400_i64) {
        let course = Course::of(evidence, &Serving::new(vec![(0, 0), (1, 1)]));
        let at = day(on).plus_seconds(seconds);
        for rules in both_rules() {
            let changes = course.transitions(&rules, at);
            let last = changes.last().map_or(Rung::Unknown, |it| it.to.rung);
            prop_assert_eq!(course.standing(&rules, at).rung, last);
            // Every step begins where the one before ended.
            for two in changes.windows(2) {
                prop_assert_eq!(two[0].to.rung, two[1].from);
            }
            // Nothing changes before it is due.
            let due = course.due(&rules, at);
            let just_before = due.map_or(day(3_000), |due| Timestamp::from_micros(due.micros() - 1));
            prop_assert_eq!(course.standing(&rules, just_before).rung, last);
        }
    }

    #[test]
    fn what_happens_later_changes_nothing_before(evidence in some_evidence(), on in 0..800_i64) {
        let serving = Serving::default();
        let whole = Course::of(evidence.clone(), &serving);
        let mut known = evidence;
        // Chains are corrected as a whole: only whole chains are later.
        let later: Vec<i64> = known.facts.iter().filter(|it| it.at > day(on)).map(|it| it.root).collect();
        let touched: Vec<i64> = known.facts.iter().filter(|it| it.at <= day(on)).map(|it| it.root).collect();
        prop_assume!(later.iter().all(|root| !touched.contains(root)));
        known.facts.retain(|it| it.at <= day(on));
        known.felt.retain(|it| it.at <= day(on));
        known.scored.retain(|it| it.at <= day(on));
        let then = Course::of(known, &serving);
        for rules in both_rules() {
            prop_assert_eq!(whole.standing(&rules, day(on)).rung, then.standing(&rules, day(on)).rung);
        }
    }

    #[test]
    fn the_clock_of_the_world_does_not_matter(evidence in some_evidence(), on in 0..1_000_i64, shift in -400_000_000..400_000_000_i64) {
        let rules = Rules::default();
        let here = Course::of(evidence.clone(), &Serving::default());
        let moved = |at: Timestamp| at.plus_seconds(shift);
        let mut away = evidence;
        for fact in &mut away.facts {
            fact.at = moved(fact.at);
            if let What::Expectation(state) = &mut fact.what {
                state.confirmed_at = state.confirmed_at.map(moved);
            }
        }
        let away = Course::of(away, &Serving::default());
        prop_assert_eq!(here.standing(&rules, day(on)).rung, away.standing(&rules, moved(day(on))).rung);
    }

    #[test]
    fn meeting_more_never_lowers_a_standing(evidence in some_evidence(), on in 0..900_i64, more in 0..4_i32) {
        let course = Course::of(evidence, &Serving::default());
        let rules = Rules::default();
        let now = course.standing(&rules, day(on));
        for item in &now.items {
            if let Some(delta) = item.delta {
                let met = [(item.subject, delta + f64::from(more))];
                let then = course.what_if(&rules, day(on), &met, true);
                prop_assert!(then.rung >= now.rung, "{:?} {:?}", now, then);
            }
        }
    }
}

#[test]
fn weights_of_levels_are_what_they_say() {
    use crate::loyalty::facts::weight_of;
    assert_eq!(
        [Must, Should, Level::Delight].map(weight_of),
        [3.0, 2.0, 1.0]
    );
}
