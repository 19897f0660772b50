//! Flows, the trap, the proof, the asymmetry and the gap table.

use proptest::prelude::*;

use super::super::asymmetry::{by_sign, slopes, stayed_by_sign};
use super::super::flows::{Flows, Rate};
use super::super::gaps::{Gaps, Pair, table, theme_in_words};
use super::super::proof::{Trial, Trials, Verdict, auc};
use super::super::trap::{Candidate, order, weigh};
use super::*;

fn near(found: f64, expected: f64, within: f64) {
    assert!(
        (found - expected).abs() <= within,
        "{found}, not {expected}"
    );
}

#[test]
fn clients_flow_from_moment_to_moment() {
    let rules = Rules::default();
    let moments = [day(5), day(20), day(60), day(300)];
    let course = client(
        &[(Level::Must, Some(0.0))],
        &[
            (50, plus_one(Reaction::Wow)),
            (250, proof(ProofKind::Departure)),
        ],
    );
    let mut flows = Flows::new(4);
    flows.see(&course, &rules, &moments, day(3), Some(1_000.0));
    let mut late = Flows::new(4);
    late.see(&Course::default(), &rules, &moments, day(30), None);
    flows.merge(&late);
    let at = |moment: usize, rung: Rung| flows.standing[moment][rung.place()].clients;
    assert_eq!((at(0, Rung::Unknown), at(1, Rung::Satisfied)), (1, 1));
    assert_eq!((at(2, Rung::Loyal), at(2, Rung::Unknown)), (1, 1));
    assert_eq!((at(3, Rung::Unknown), at(3, Rung::Loyal)), (1, 0));
    assert_eq!(flows.left[2][Rung::Loyal.place()].clients, 1);
    assert_eq!(flows.came[1][Rung::Unknown.place()].clients, 1);
    let worth = flows.standing[2][Rung::Loyal.place()];
    assert_eq!((worth.worth, worth.valued), (1_000.0, 1));
    assert_eq!(
        flows
            .rises()
            .iter()
            .map(|it| (it.hits, it.n))
            .collect::<Vec<_>>(),
        [(0, 0), (1, 1), (0, 0), (1, 1)]
    );
    assert_eq!(flows.slips().last().map(|it| it.n), Some(0));
    assert_eq!(Rate::of(0, 0).share, None);
}

#[test]
fn the_trap_knows_what_it_does_not_know() {
    let check = |revenue, alternatives, last: Option<i64>, expected: Option<f64>, days: i64| {
        let candidate = Candidate {
            client: 1,
            revenue,
            alternatives,
            last_plus_one: last.map(day),
            since: day(0),
        };
        let found = weigh(candidate, day(400));
        assert_eq!(
            (found.product, found.days, found.never),
            (expected, days, last.is_none())
        );
        found
    };
    let deep = check(
        Some(48_000.0),
        Some(2.0),
        Some(190),
        Some(48_000.0 * 2.0 * 210.0),
        210,
    );
    let never = check(
        Some(9_800.0),
        Some(3.0),
        None,
        Some(9_800.0 * 3.0 * 400.0),
        400,
    );
    let blind = check(Some(99_000.0), None, Some(100), None, 300);
    let none = check(Some(99_000.0), Some(0.0), Some(100), Some(0.0), 300);
    let mut all = [blind.clone(), none.clone(), never.clone(), deep.clone()];
    all.sort_by(order);
    assert_eq!(all, [deep, never, none, blind]);
}

#[test]
fn the_area_under_the_curve_is_the_share_of_pairs_in_order() {
    // By hand: 2 of 3 who stayed stand above; pairs (stayed, left): 3·2; ties half.
    let found = auc(&[(1, 1), (2, 1)]).unwrap();
    // Pairs: stayed low with left low ½, with left high 0; two stayed high: with left low 1, with left high ½, each.
    near(found.value, (0.5 + 0.0 + 2.0 * (1.0 + 0.5)) / 6.0, 1e-12);
    // Perfectly told apart, and yet not certain.
    let perfect = auc(&[(0, 5), (5, 0)]).unwrap();
    assert_eq!(perfect.value, 1.0);
    assert!(perfect.interval.low < 0.6 && perfect.interval.high == 1.0);
    assert_eq!(auc(&[(3, 0), (4, 0)]), None);
    // Against the same numbers computed by DeLong's formula from the single placements, by hand in a table:
    // stayed 10/30/60, left 20/10/5 on three rungs.
    let found = auc(&[(10, 20), (30, 10), (60, 5)]).unwrap();
    let left: Vec<f64> = [(0.0, 20), (1.0, 10), (2.0, 5)]
        .into_iter()
        .flat_map(|(x, n)| vec![x; n])
        .collect();
    let stayed: Vec<f64> = [(0.0, 10), (1.0, 30), (2.0, 60)]
        .into_iter()
        .flat_map(|(x, n)| vec![x; n])
        .collect();
    let psi = |a: f64, b: f64| {
        if a > b {
            1.0
        } else if a == b {
            0.5
        } else {
            0.0
        }
    };
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let v10: Vec<f64> = stayed
        .iter()
        .map(|s| mean(&left.iter().map(|l| psi(*s, *l)).collect::<Vec<_>>()))
        .collect();
    let v01: Vec<f64> = left
        .iter()
        .map(|l| mean(&stayed.iter().map(|s| psi(*s, *l)).collect::<Vec<_>>()))
        .collect();
    let var = |values: &[f64]| {
        let centre = mean(values);
        values.iter().map(|v| (v - centre).powi(2)).sum::<f64>()
            / (values.len() as f64 - 1.0)
            / values.len() as f64
    };
    let value = mean(&v10);
    let error = (var(&v10) + var(&v01)).sqrt();
    near(found.value, value, 1e-12);
    let half = 1.959_963_984_540_054 * error / (value * (1.0 - value));
    let low = 1.0 / (1.0 + (-((value / (1.0 - value)).ln() - half)).exp());
    near(found.interval.low, low, 1e-12);
}

fn trial(items: &[(Level, Option<f64>)], more: &[(i64, What)], kind: ProofKind) -> Trials {
    let mut more = more.to_vec();
    more.push((60, proof(kind)));
    let mut trials = Trials::default();
    trials.see(&client(items, &more), &Rules::default(), day(100));
    trials
}

#[test]
fn what_clients_did_tests_where_they_stood_a_month_before() {
    let mut trials = Trials::default();
    let wow = (15, plus_one(Reaction::Wow));
    let met = [(Level::Must, Some(0.0))];
    let short = [(Level::Must, Some(-2.0))];
    for _ in 0..40 {
        trials.merge(&trial(&met, &[wow], ProofKind::Renewal));
        trials.merge(&trial(&met, &[], ProofKind::Renewal));
        trials.merge(&trial(&short, &[], ProofKind::Departure));
    }
    for _ in 0..10 {
        trials.merge(&trial(&met, &[], ProofKind::Departure));
        trials.merge(&trial(&short, &[], ProofKind::Renewal));
        // Told on the way out: it is not what was known a month before.
        trials.merge(&trial(&met, &[(55, said(-3.0))], ProofKind::Departure));
    }
    assert_eq!(
        trials.by_rung,
        [(0, 0), (10, 40), (40, 20), (40, 0), (0, 0)]
    );
    let found = trials.calibrate();
    assert_eq!(found.verdict, Verdict::Predicts);
    assert_eq!(found.contrasts.len(), 2);
    near(
        found.contrasts[0].difference.difference,
        1.0 - 40.0 / 60.0,
        1e-12,
    );
    assert!(
        found
            .contrasts
            .iter()
            .all(|it| it.p < 0.01 && it.p >= it.difference.p)
    );
    near(found.rows[1].share.unwrap(), 0.2, 1e-12);
    let few = trial(&met, &[], ProofKind::Departure).calibrate();
    assert_eq!((few.verdict, few.auc), (Verdict::NotEnough, None));
}

/// Each trial another client's.
fn alone(by_rung: [(u64, u64); 5]) -> Trials {
    let mut trials = Trials::default();
    for (rung, (stayed, left)) in Rung::ALL.into_iter().zip(by_rung) {
        for no in 0..stayed + left {
            trials.take(&[Trial {
                rung,
                stayed: no < stayed,
                felt: None,
            }]);
        }
    }
    assert_eq!(trials.by_rung, by_rung);
    trials
}

#[test]
fn a_ladder_that_says_nothing_is_found_out() {
    let found = alone([(0, 0), (30, 15), (60, 30), (20, 10), (0, 0)]).calibrate();
    assert_eq!(found.verdict, Verdict::NotShown);
    near(found.auc.unwrap().value, 0.5, 1e-12);
    let misleading = alone([(0, 0), (80, 5), (60, 30), (20, 40), (0, 0)]);
    assert_eq!(misleading.calibrate().verdict, Verdict::Misleads);
}

/// So many clients felt alike, of whom so many stayed.
fn felt(trials: &mut Trials, (short, beyond): (i16, i16), (n, stayed): (u64, u64)) {
    for no in 0..n {
        trials.take(&[Trial {
            rung: Rung::Satisfied,
            stayed: no < stayed,
            felt: Some((short, beyond)),
        }]);
    }
}

#[test]
fn slopes_recover_what_made_the_data() {
    // Stay = 0.8 + 0.084·short + 0.026·beyond, exactly in expectation, at many places.
    let mut many = Trials::default();
    for short in [-20_i16, -15, -10, -5, 0] {
        for beyond in [0_i16, 5, 10, 15, 20] {
            let share = 0.8 + 0.084 * f64::from(short) / 10.0 + 0.026 * f64::from(beyond) / 10.0;
            let stayed = (share * 1_000.0).round() as u64;
            felt(&mut many, (short, beyond), (1_000, stayed));
        }
    }
    let found = slopes(&many).unwrap();
    near(found.as_expected, 0.8, 1e-9);
    near(found.short.per_step, 0.084, 1e-9);
    near(found.beyond.per_step, 0.026, 1e-9);
    near(found.ratio.unwrap().value, 0.084 / 0.026, 1e-6);
    assert!(found.difference.interval.low > 0.0 && found.difference.p < 1e-6);
    assert_eq!(found.n, 25_000);
    assert_eq!(found.points.iter().map(|it| it.n).sum::<u64>(), 25_000);
    // Against a simple case that one can do by hand: two groups, the error of a share.
    let two = |beyond: bool| {
        let mut two = Trials::default();
        felt(&mut two, (0, 0), (100, 90));
        felt(&mut two, (-10, 0), (100, 60));
        if beyond {
            felt(&mut two, (0, 10), (100, 90));
        }
        two
    };
    let found = slopes(&two(true)).unwrap();
    near(found.short.per_step, 0.3, 1e-9);
    let error = ((0.9 * 0.1 / 100.0 + 0.6 * 0.4 / 100.0) * 300.0_f64 / 297.0).sqrt();
    near(
        found.short.interval.high - found.short.per_step,
        1.959_963_984_540_054 * error,
        1e-9,
    );
    near(found.beyond.per_step, 0.0, 1e-9);
    assert_eq!(found.ratio, None, "a ratio to nothing says nothing");
    // Nobody was ever felt beyond: the two can't be told apart.
    assert_eq!(slopes(&two(false)), None);
}

#[test]
fn what_falling_short_costs_is_not_told_from_a_few_departures() {
    let check = |left: u64, told: bool| {
        let mut trials = Trials::default();
        felt(&mut trials, (-10, 2), (20, 20 - left));
        felt(&mut trials, (-2, 10), (20, 20));
        felt(&mut trials, (-1, 1), (20, 20));
        assert_eq!(slopes(&trials).is_some(), told, "{left}");
        assert_eq!(stayed_by_sign(&trials).is_some(), told, "{left}");
    };
    check(0, false);
    check(1, false);
    check(4, false);
    check(5, true);
}

/// Sixty clients with one to three trials each, alike within a client.
fn households() -> Vec<Vec<Trial>> {
    (0..60_i64)
        .map(|no| {
            let trial = |at: i64| {
                let level = no * 7 % 5 - 2;
                let short = -((no * 3 + at) % 8).min(4 - 2 * level).max(0);
                let beyond = ((no * 5 + at * 2) % 7 + 2 * level).max(0);
                Trial {
                    rung: Rung::ALL[(1 + (no + level + at % 2).rem_euclid(4)) as usize],
                    stayed: (no * 11 + at * 3) % 10 + level + short / 2 >= 1,
                    felt: Some((short as i16, beyond as i16)),
                }
            };
            (0..1 + no % 3).map(trial).collect()
        })
        .collect()
}

/// The same figures computed from the definitions by a Python script: sums over clients, one after the other, with every
/// pair of trials compared.
#[test]
fn clients_with_several_trials_count_as_one_cluster() {
    let mut trials = Trials::default();
    for own in households() {
        trials.take(&own);
    }
    let found = trials.calibrate();
    let auc = found.auc.unwrap();
    assert_eq!((auc.stayed, auc.left), (94, 26));
    near(auc.value, 0.524_549_918_166_939_1, 1e-12);
    near(auc.interval.low, 0.393_688_853_895_361_96, 1e-9);
    near(auc.interval.high, 0.652_124_267_015_649_4, 1e-9);
    let slopes = slopes(&trials).unwrap();
    near(slopes.as_expected, 0.801_819_938_464_837, 1e-9);
    for (found, value, low, high) in [
        (
            slopes.short.interval,
            slopes.short.per_step - 0.656_602_846_158_103,
            0.277_387_393_252_974_35,
            1.035_818_299_063_231_9,
        ),
        (
            slopes.beyond.interval,
            slopes.beyond.per_step - 0.384_343_868_542_006_64,
            0.137_139_577_004_880_8,
            0.631_548_160_079_132_5,
        ),
        (
            slopes.difference.interval,
            slopes.difference.difference - 0.272_258_977_616_096_4,
            -0.278_401_934_177_752_05,
            0.822_919_889_409_944_9,
        ),
    ] {
        near(value, 0.0, 1e-9);
        near(found.low, low, 1e-9);
        near(found.high, high, 1e-9);
    }
    let sign = stayed_by_sign(&trials).unwrap();
    for (found, n, share, low, high) in [
        (
            sign.short,
            25,
            0.4,
            0.234_033_023_777_479_67,
            0.592_605_426_410_33,
        ),
        (
            sign.met,
            51,
            41.0 / 51.0,
            0.675_419_205_188_343_9,
            0.889_846_574_875_333,
        ),
        (
            sign.beyond,
            44,
            43.0 / 44.0,
            0.877_441_845_484_874_4,
            0.996_142_900_322_185_2,
        ),
    ] {
        assert_eq!(found.n, n);
        near(found.mean.unwrap(), share, 1e-12);
        let interval = found.interval.unwrap();
        near(interval.low, low, 1e-9);
        near(interval.high, high, 1e-9);
    }
    near(sign.cost.unwrap().difference, 41.0 / 51.0 - 0.4, 1e-12);
    near(
        sign.gain.unwrap().difference,
        43.0 / 44.0 - 41.0 / 51.0,
        1e-12,
    );
}

#[test]
fn trials_are_the_same_in_any_order_and_any_parts() {
    let all = households();
    let whole = {
        let mut whole = Trials::default();
        all.iter().for_each(|own| whole.take(own));
        whole
    };
    for cut in [0, 1, 17, 59, 60] {
        let (mut left, mut right) = (Trials::default(), Trials::default());
        all[..cut].iter().rev().for_each(|own| right.take(own));
        all[cut..].iter().for_each(|own| left.take(own));
        left.merge(&right);
        assert_eq!(left, whole);
    }
}

#[test]
fn outcomes_by_the_sign_of_the_gap() {
    let samples = [
        (-1.0, 6.0),
        (-2.0, 8.0),
        (0.0, 9.0),
        (0.0, 8.0),
        (1.0, 9.0),
        (2.0, 9.0),
    ];
    let found = by_sign(samples);
    assert_eq!((found.short.n, found.met.n, found.beyond.n), (2, 2, 2));
    assert_eq!((found.short.mean, found.met.mean), (Some(7.0), Some(8.5)));
    near(found.cost.unwrap().difference, 1.5, 1e-12);
    near(found.gain.unwrap().difference, 0.5, 1e-12);
    assert_eq!(by_sign([]).met.mean, None);
}

#[test]
fn the_gap_table_shows_both_sides() {
    let mut client = 0;
    let mut pair = |item: &str, expected: f64, perceived: f64| Pair {
        client: {
            client += 1;
            client
        },
        item: item.to_owned(),
        scale: (1.0, 7.0),
        expected,
        perceived,
    };
    let rows = table(&[
        pair("speed", 6.0, 4.0),
        pair("speed", 5.0, 5.0),
        pair("speed", 7.0, 4.0),
        pair("fun", 2.0, 3.0),
        Pair {
            scale: (0.0, 10.0),
            ..pair("fun", 2.0, 3.0)
        },
    ]);
    assert_eq!(rows.len(), 3, "scales are kept apart");
    let speed = &rows[0];
    assert_eq!((speed.item.as_str(), speed.n), ("speed", 3));
    near(speed.expected, 6.0, 1e-12);
    near(speed.perceived, 13.0 / 3.0, 1e-12);
    near(speed.gap, -5.0 / 3.0, 1e-12);
    assert_eq!(
        (speed.short.hits, speed.met.hits, speed.beyond.hits),
        (2, 1, 0)
    );
    assert!(speed.interval.unwrap().contains(0.0));
    // t = −1.8898 with two degrees of freedom.
    near(speed.p.unwrap(), 0.199_4, 5e-4);
    assert_eq!(rows[1].interval, None);
}

#[test]
fn a_theme_is_shown_in_words() {
    for (theme, words) in [
        ("reach-a-person", "Reach a person"),
        ("überblick", "Überblick"),
        ("fees", "Fees"),
        ("", ""),
    ] {
        assert_eq!(theme_in_words(theme), words);
    }
}

/// Eight pairs of three clients, against figures from a Python script that sums over clients by Taylor's formula.
#[test]
fn what_one_client_expects_twice_counts_as_one_cluster() {
    let gaps = [
        (1, -2.0),
        (1, -2.5),
        (1, -1.5),
        (2, 0.5),
        (2, 1.0),
        (3, -0.5),
        (3, 0.0),
        (3, -1.0),
    ];
    let pairs = gaps.map(|(client, gap)| Pair {
        client,
        item: "reply".to_owned(),
        scale: (-3.0, 3.0),
        expected: 0.0,
        perceived: gap,
    });
    let row = &table(&pairs)[0];
    assert_eq!((row.n, row.clients), (8, 3));
    near(row.gap, -0.75, 1e-12);
    let interval = row.interval.unwrap();
    near(interval.low, -3.9516794347176734, 1e-7);
    near(interval.high, 2.4516794347176734, 1e-7);
    near(row.p.unwrap(), 0.4196189999119906, 1e-7);
}

proptest! {
    /// Against sums over all pairs at once, which have to keep every client; and in whatever order clients come.
    #[test]
    fn the_table_grows_client_by_client(
        told in prop::collection::vec((0_i64..9, -30_i32..=30, 0_i32..=60), 1..60),
    ) {
        let pairs: Vec<Pair> = told
            .iter()
            .map(|&(client, expected, more)| Pair {
                client,
                item: "reply".to_owned(),
                scale: (-3.0, 3.0),
                expected: f64::from(expected) / 10.0,
                perceived: f64::from(expected + more - 30) / 10.0,
            })
            .collect();
        let row = &table(&pairs)[0];
        let n = pairs.len() as f64;
        let gap = pairs.iter().map(|it| it.perceived - it.expected).sum::<f64>() / n;
        prop_assert!((row.gap - gap).abs() < 1e-9);
        let mut clients: std::collections::BTreeMap<i64, f64> = Default::default();
        for pair in &pairs {
            *clients.entry(pair.client).or_default() += pair.perceived - pair.expected - gap;
        }
        let k = clients.len() as f64;
        prop_assert_eq!((row.n, row.clients), (pairs.len() as u64, clients.len() as u64));
        let squares: f64 = clients.values().map(|it| it * it).sum();
        if let Some(interval) = row.interval {
            let half = crate::stats::t_of_level(0.95, k - 1.0) * (k / (k - 1.0) * squares).sqrt() / n;
            prop_assert!((interval.high - row.gap - half).abs() < 1e-6, "{interval:?} {half}");
        } else {
            prop_assert_eq!(clients.len(), 1);
        }
        let mut backwards = Gaps::default();
        for client in clients.keys().rev() {
            backwards.see(pairs.iter().filter(|it| it.client == *client));
        }
        let other = &backwards.table()[0];
        prop_assert!((row.gap - other.gap).abs() < 1e-9 && row.short == other.short && row.n == other.n);
    }
}
