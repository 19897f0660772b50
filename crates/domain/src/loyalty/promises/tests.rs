use proptest::prelude::*;
use uuid::Uuid;

use super::rate::{HALF_LIFE_DAYS, Outcome, kept_on_time, kept_on_time_among, posterior};
use super::*;

const DAY: i64 = 86_400;

fn at(day: i64) -> Timestamp {
    Timestamp::from_micros(0).plus_seconds(day * DAY)
}

fn promise(due: i64) -> Promise {
    let fact = Fact {
        no: 1,
        noted_at: at(0),
        noted_by: None,
        corrects: None,
        what: Happened::Made(Made {
            words: "Send the draft".into(),
            who: None,
            at: at(0),
            due_at: at(due),
        }),
    };
    Promise {
        id: PromiseId::from_uuid(Uuid::nil()),
        client: ClientId::from_uuid(Uuid::nil()),
        client_key: "h1".into(),
        client_name: None,
        standing: standing(std::slice::from_ref(&fact)).unwrap(),
        facts: vec![fact],
    }
}

/// `k5` kept on day 5; `r3>20` another moment, day 20, agreed on day 3; `a3>20` the same, noted today; `b7` broken on day 7; `u` reopened;
/// `m9` the promise should have been due on day 9. Each on its own day; the result with its moment, or the refusal.
fn told(due: i64, steps: &str, today: i64) -> String {
    let mut it = promise(due);
    for step in steps.split_whitespace() {
        let (kind, rest) = step.split_at(1);
        let number = |text: &str| text.parse::<i64>().unwrap();
        let now = at(today);
        let decided = match kind {
            "k" => it
                .keep(at(number(rest)), None, now)
                .map(|what| (what, None)),
            "b" => it
                .break_it(at(number(rest)), "we forgot", now)
                .map(|what| (what, None)),
            "r" | "a" => {
                let (on, to) = rest.split_once('>').unwrap();
                let (on, to) = (at(number(on)), at(number(to)));
                let noted = if kind == "r" { on } else { now };
                it.renegotiate(on, to, "the bank needs a week", noted)
                    .map(|what| (what, None))
            }
            "u" => it.reopen().map(|no| (Happened::TakenBack, Some(no))),
            "m" => {
                let right = Made {
                    due_at: at(number(rest)),
                    ..it.standing.made.clone()
                };
                it.correct(&right, now)
                    .map(|no| (Happened::Made(right), Some(no)))
            }
            other => panic!("{other}"),
        };
        match decided {
            Ok((what, corrects)) => it = it.with(what, corrects, now, None),
            Err(refusal) => return format!("{refusal:?}"),
        }
    }
    let standing = &it.standing;
    let settled = standing.settled_at.map_or(String::new(), |moment| {
        format!(" on {}", moment.micros() / 1_000_000 / DAY)
    });
    let due = standing.due_at.micros() / 1_000_000 / DAY;
    format!("{} due {due}{settled}", standing.state.as_str())
}

#[test]
fn a_promise_goes_its_way() {
    let check = |due, steps, today, expected: &str| {
        assert_eq!(told(due, steps, today), expected, "{steps}");
    };
    check(10, "", 5, "open due 10");
    check(10, "k5", 5, "kept due 10 on 5");
    check(10, "k10", 11, "kept due 10 on 10");
    check(10, "k11", 11, "kept_late due 10 on 11");
    check(10, "b4", 11, "broken due 10 on 4");
    check(10, "r3>20", 3, "renegotiated due 20");
    check(10, "r3>20 k15", 15, "kept due 20 on 15");
    check(10, "r3>20 k25", 25, "kept_late due 20 on 25");
    check(10, "r3>20 r5>30 k25", 25, "kept due 30 on 25");
    check(10, "r3>5 k4", 4, "kept due 5 on 4");
    check(10, "r3>20 b21", 22, "broken due 20 on 21");
    // Once it is due it is kept late or broken, not renegotiated.
    check(10, "r11>20", 11, "TooLateToRenegotiate");
    check(10, "r10>20", 10, "renegotiated due 20");
    check(10, "r3>2", 3, "DueBeforeAgreed");
    // What was agreed in time is not late because it was written down late.
    check(10, "a9>20", 11, "renegotiated due 20");
    check(10, "a9>20 k15", 16, "kept due 20 on 15");
    check(10, "a9>11 k12", 13, "kept_late due 11 on 12");
    check(10, "a11>20", 12, "TooLateToRenegotiate");
    check(10, "a13>20", 12, "InFuture");
    check(10, "a-1>20", 12, "BeforeMade");
    check(10, "a9>9", 12, "DueBeforeAgreed");
    check(10, "a5>15 a4>20", 12, "BeforeLastAgreed");
    check(10, "a5>15 a12>20", 16, "renegotiated due 20");
    check(10, "k5 k6", 6, "Settled");
    check(10, "k5 b6", 6, "Settled");
    check(10, "b5 r6>20", 6, "Settled");
    check(10, "k12", 11, "InFuture");
    check(10, "k-1", 11, "BeforeMade");
    // Reopening takes the last step back, one at a time.
    check(10, "u", 5, "NothingToTakeBack");
    check(10, "k5 u", 6, "open due 10");
    check(10, "k5 u k12", 13, "kept_late due 10 on 12");
    check(10, "r3>20 k5 u", 6, "renegotiated due 20");
    check(10, "r3>20 k5 u u", 6, "open due 10");
    check(10, "r3>20 k5 u u u", 6, "NothingToTakeBack");
    check(10, "b5 u k8", 9, "kept due 10 on 8");
    // What was written down wrongly is put right, also afterwards.
    check(10, "m20", 5, "open due 20");
    check(10, "k15 m20", 16, "kept due 20 on 15");
    check(20, "k15 m10", 16, "kept_late due 10 on 15");
    check(10, "m20 m30 k25", 26, "kept due 30 on 25");
    check(10, "m-5", 5, "DueBeforeMade");
}

#[test]
fn causes_and_reasons_are_asked_for() {
    let it = promise(10);
    let now = at(11);
    assert_eq!(
        it.break_it(now, "  ", now),
        Err(PromiseRefusal::CauseNeeded)
    );
    assert_eq!(
        it.renegotiate(at(3), at(20), " ", at(3)),
        Err(PromiseRefusal::WhyNeeded)
    );
    let late = it
        .keep(
            now,
            Some("Waited for the bank and did not say so".into()),
            now,
        )
        .unwrap();
    let late = it.clone().with(late, None, now, None);
    assert!(late.standing.cause.is_some());
    // In time, there is nothing to explain.
    let kept = it.keep(at(5), Some("why?".into()), now).unwrap();
    assert_eq!(it.clone().with(kept, None, now, None).standing.cause, None);
    assert!(it.standing.is_overdue(now));
    assert!(!it.standing.is_overdue(at(10)));
    assert!(!late.standing.is_overdue(now));
}

#[test]
fn a_reminder_comes_before_the_moment() {
    let check = |made: i64, due: i64, remind: i64| {
        let hours = |n: i64| Timestamp::from_micros(0).plus_seconds(n * 3_600);
        assert_eq!(
            remind_at(hours(made), hours(due)),
            hours(remind),
            "{made} {due}"
        );
    };
    check(0, 240, 216);
    check(0, 120, 96);
    check(0, 50, 40);
    check(0, 5, 4);
    check(10, 10, 10);
}

#[test]
fn owned_first_means_that_we_told_it_before_it_was_found() {
    let error = |found_by, told: Option<i64>, withdrawn| OwnError {
        id: PromiseId::from_uuid(Uuid::nil()),
        client: ClientId::from_uuid(Uuid::nil()),
        client_key: "h1".into(),
        client_name: None,
        words: "The fee was charged twice".into(),
        at: at(1),
        found_by,
        told_at: told.map(at),
        noted_at: at(3),
        noted_by: None,
        withdrawn,
    };
    let check = |found_by, told, withdrawn, owned: bool| {
        assert_eq!(error(found_by, told, withdrawn).is_owned_first(), owned);
    };
    check(FoundBy::Us, Some(2), false, true);
    check(FoundBy::Us, None, false, false);
    check(FoundBy::Client, Some(2), false, false);
    check(FoundBy::Us, Some(2), true, false);
    assert!(error(FoundBy::Us, Some(2), false).faults(at(3)).is_empty());
    assert_eq!(
        error(FoundBy::Us, Some(0), false).faults(at(3))[0].0,
        "told_at"
    );
    assert_eq!(
        error(FoundBy::Us, Some(4), false).faults(at(3))[0].0,
        "told_at"
    );
    assert_eq!(error(FoundBy::Us, None, false).faults(at(0))[0].0, "at");
}

#[track_caller]
fn close(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-9, "{a} {b}");
}

/// Quantiles of scipy.stats.beta (SciPy 1.16): ppf(0.5), ppf(0.025), ppf(0.975).
#[test]
fn the_posterior_is_as_scipy_has_it() {
    let check = |a, b, value, low, high| {
        let (median, interval) = posterior(a, b).unwrap();
        close(median, value);
        close(interval.low, low);
        close(interval.high, high);
    };
    check(1.0, 1.0, 0.5, 0.025, 0.975);
    check(
        12.0,
        2.0,
        0.8742092342092513,
        0.6397025647321225,
        0.9807933280174715,
    );
    check(
        1.0,
        2.0,
        0.2928932188134525,
        0.01257911709342505,
        0.841886116991581,
    );
    check(
        101.0,
        11.0,
        0.9041760691438334,
        0.8405575910719599,
        0.9494835791059807,
    );
    check(
        1.0,
        41.0,
        0.016763923826512345,
        0.0006173168932865189,
        0.08604383629402843,
    );
    check(
        8.5,
        3.25,
        0.7364122744203674,
        0.4487981303743984,
        0.9266782405662584,
    );
}

/// Ages 0, 30, 365, 730 and 10 days: weights ½^(age ÷ 365), summed by hand, quantiles by SciPy.
#[test]
fn what_was_lately_weighs_more() {
    let now = at(1_000);
    let outcomes: Vec<Outcome> = [
        (0, true),
        (30, true),
        (365, false),
        (730, true),
        (10, false),
    ]
    .map(|(age, on_time)| Outcome {
        on_time,
        at: at(1_000 - age),
    })
    .to_vec();
    let rate = kept_on_time(&outcomes, now, HALF_LIFE_DAYS).unwrap();
    close(rate.value, 0.57070880221362);
    close(rate.interval.low, 0.18468911407572644);
    close(rate.interval.high, 0.8999109305341079);
    close(rate.weight, 3.6758103085620712);
    assert_eq!((rate.n, rate.kept), (5, 3));
    // A year ago only three of them had happened.
    let then = kept_on_time(&outcomes, at(635), HALF_LIFE_DAYS).unwrap();
    assert_eq!((then.n, then.kept), (2, 1));
    assert_eq!(kept_on_time(&outcomes, at(100), HALF_LIFE_DAYS), None);
    assert_eq!(kept_on_time(&[], now, HALF_LIFE_DAYS), None);
}

fn among(told: &[(i64, bool, i64)]) -> Vec<(i64, Outcome)> {
    let outcome = |&(client, on_time, day)| {
        let at = at(day);
        (client, Outcome { on_time, at })
    };
    told.iter().map(outcome).collect()
}

/// Worked out apart from this program (Python: Taylor's variance by client over that of independent promises; the sums
/// scaled by it; SciPy's beta).
#[test]
fn promises_to_one_client_are_no_independent_tries() {
    let check = |told: &[(i64, bool, i64)], [effective, value, low, high]: [f64; 4]| {
        let rate = kept_on_time_among(&among(told), at(1_000), HALF_LIFE_DAYS).unwrap();
        close(rate.effective, effective);
        close(rate.value, value);
        close(rate.interval.low, low);
        close(rate.interval.high, high);
        rate
    };
    let six = [
        (1, true, 1_000),
        (1, true, 900),
        (1, false, 800),
        (1, true, 600),
        (2, false, 950),
        (2, false, 700),
        (2, true, 635),
        (2, false, 620),
        (3, true, 990),
        (3, true, 940),
        (3, true, 400),
        (3, true, 640),
        (4, true, 1_000),
        (4, false, 270),
        (5, false, 999),
        (5, false, 990),
        (5, true, 300),
        (6, true, 970),
    ];
    let rate = check(
        &six,
        [
            6.703102544605678,
            0.5935134355013177,
            0.26751407775239766,
            0.8682389914491639,
        ],
    );
    close(rate.weight, 12.576787194025083);
    assert_eq!((rate.n, rate.kept), (18, 11));
    // All settled today: the clusters' own effective n, here 16 ÷ 5.3 and never under one a client.
    let day = |client, kept: usize, n: usize| (0..n).map(move |at| (client, at < kept, 1_000));
    let apart: Vec<_> = [day(1, 4, 4), day(2, 0, 4), day(3, 4, 4), day(4, 0, 4)]
        .into_iter()
        .flatten()
        .collect();
    check(&apart, [4.0, 0.5, 0.14663279963467313, 0.8533672003653268]);
    let mixed: Vec<_> = [day(1, 3, 4), day(2, 1, 4), day(3, 4, 4), day(4, 1, 2)]
        .into_iter()
        .flatten()
        .collect();
    let rate = check(
        &mixed,
        [
            7.067307692307692,
            0.6198649272961062,
            0.2961192840807008,
            0.880376891097923,
        ],
    );
    let mut clusters = crate::stats::clusters::Clusters::default();
    for (hits, n) in [(3, 4), (1, 4), (4, 4), (1, 2)] {
        clusters.add(hits, n);
    }
    close(rate.effective, clusters.effective_n());
    // One client, or nobody who was let down: one promise a client.
    let one: Vec<_> = day(1, 3, 4).collect();
    let rate = kept_on_time_among(&among(&one), at(1_000), HALF_LIFE_DAYS).unwrap();
    close(rate.effective, 1.0);
    let all: Vec<_> = day(1, 3, 3).chain(day(2, 3, 3)).collect();
    let rate = kept_on_time_among(&among(&all), at(1_000), HALF_LIFE_DAYS).unwrap();
    let (value, interval) = posterior(3.0, 1.0).unwrap();
    close(rate.value, value);
    close(rate.interval.low, interval.low);
    // So old that it weighs nothing: only the prior is left.
    let old = among(&[(1, true, 0), (1, true, 0)]);
    let rate = kept_on_time_among(&old, at(900_000), HALF_LIFE_DAYS).unwrap();
    assert_eq!((rate.n, rate.effective), (2, 0.0));
    close(rate.value, 0.5);
}

#[test]
fn running_promises_have_no_outcome() {
    for state in State::ALL {
        let outcome = Outcome::of_state(state, Some(at(1)));
        assert_eq!(outcome.is_none(), state.is_running());
        assert_eq!(State::parse(state.as_str()), Some(state));
    }
}

fn a_fact() -> impl Strategy<Value = Happened> {
    prop_oneof![
        (0_i64..60).prop_map(|day| Happened::Kept {
            at: at(day),
            cause: None
        }),
        (0_i64..60, 1_i64..90).prop_map(|(day, due)| Happened::Renegotiated {
            at: at(day),
            due_at: at(due),
            why: "why".into(),
        }),
        (0_i64..60).prop_map(|day| Happened::Broken {
            at: at(day),
            cause: "cause".into()
        }),
        Just(Happened::TakenBack),
    ]
}

fn facts_of(tail: Vec<Happened>) -> Vec<Fact> {
    let mut facts = promise(30).facts;
    for what in tail {
        facts.push(Fact {
            no: facts.len() as u32 + 1,
            noted_at: at(facts.len() as i64),
            noted_by: None,
            corrects: None,
            what,
        });
    }
    facts
}

proptest! {
    /// The numbers of facts count, not the order in which they are read.
    #[test]
    fn the_order_of_reading_does_not_matter(tail in prop::collection::vec(a_fact(), 0..6), seed in any::<u64>()) {
        let facts = facts_of(tail);
        let mut shuffled = facts.clone();
        let length = shuffled.len();
        for at in 0..length {
            shuffled.swap(at, (seed as usize).wrapping_mul(at + 7) % length);
        }
        prop_assert_eq!(standing(&facts), standing(&shuffled));
    }

    /// A wrong fact and its correction give what the right fact alone would have given.
    #[test]
    fn a_corrected_fact_gives_what_the_right_one_would_have_given(
        tail in prop::collection::vec(a_fact(), 1..6), place in any::<prop::sample::Index>(), right in a_fact(),
    ) {
        let wrong = facts_of(tail);
        let place = 1 + place.index(wrong.len() - 1);
        let mut corrected = wrong.clone();
        corrected.push(Fact {
            no: wrong.len() as u32 + 1,
            noted_at: at(99),
            noted_by: None,
            corrects: Some(place as u32 + 1),
            what: right.clone(),
        });
        let mut meant = wrong;
        meant[place].what = right;
        prop_assert_eq!(standing(&corrected), standing(&meant));
    }

    #[test]
    fn the_rate_does_not_mind_the_order(mut outcomes in prop::collection::vec((0_i64..900, any::<bool>()), 0..30)) {
        let read = |outcomes: &[(i64, bool)]| {
            let outcomes: Vec<Outcome> =
                outcomes.iter().map(|&(day, on_time)| Outcome { on_time, at: at(day) }).collect();
            kept_on_time(&outcomes, at(900), HALF_LIFE_DAYS)
        };
        let before = read(&outcomes);
        outcomes.reverse();
        prop_assert_eq!(before, read(&outcomes));
        if let Some(rate) = before {
            prop_assert!(rate.interval.low < rate.value && rate.value < rate.interval.high);
            prop_assert!(rate.weight <= rate.n as f64);
        }
    }

    #[test]
    fn of_clients_with_one_promise_each_the_rate_is_that_of_independent_ones(
        mut told in prop::collection::vec((0_i64..5, any::<bool>(), 0_i64..900), 0..30),
    ) {
        let outcomes = among(&told);
        let alone: Vec<Outcome> = outcomes.iter().map(|it| it.1).collect();
        let apart: Vec<(i64, Outcome)> = (10..).zip(alone.iter().copied()).collect();
        let alone = kept_on_time(&alone, at(900), HALF_LIFE_DAYS);
        prop_assert_eq!(kept_on_time_among(&apart, at(900), HALF_LIFE_DAYS), alone);
        let rate = kept_on_time_among(&outcomes, at(900), HALF_LIFE_DAYS);
        told.reverse();
        prop_assert_eq!(kept_on_time_among(&among(&told), at(900), HALF_LIFE_DAYS), rate);
        if let (Some(rate), Some(alone)) = (rate, alone) {
            prop_assert_eq!((rate.n, rate.kept), (alone.n, alone.kept));
            prop_assert!(rate.effective <= rate.weight && rate.effective > 0.0);
            prop_assert!(rate.interval.low < rate.value && rate.value < rate.interval.high);
        }
    }
}

#[test]
fn a_slip_is_undone_at_once_or_stands() {
    let slip = |it: &Promise, seconds: i64| it.may_unmake(at(0).plus_seconds(seconds));
    let fresh = promise(10);
    assert_eq!(slip(&fresh, 0), Ok(()));
    assert_eq!(slip(&fresh, 3_599), Ok(()));
    assert_eq!(slip(&fresh, 3_600), Err(PromiseRefusal::NoSlip));
    let kept = fresh.keep(at(0), None, at(0)).unwrap();
    let kept = fresh.with(kept, None, at(0), None);
    assert_eq!(slip(&kept, 1), Err(PromiseRefusal::NoSlip));
}
