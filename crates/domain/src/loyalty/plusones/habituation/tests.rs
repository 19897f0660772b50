use proptest::prelude::*;

use super::fading::{self, Model};
use super::*;
use crate::demo::chance::Chance;

const RUN: [bool; 6] = [true, true, true, true, false, true];

fn close(got: f64, wanted: f64, digits: i32) {
    assert!(
        (got - wanted).abs() <= 0.5 * 10f64.powi(-digits) * 1.000_001,
        "{got} instead of {wanted}"
    );
}

/// Reference §3.1, to the digits printed there.
#[test]
fn the_state_sequence_is_the_published_one() {
    let plain = sequence(0.35, 0.0, RUN.map(|given| (given, 30.0)));
    for (felt, wanted) in plain
        .iter()
        .zip([1.0, 0.65, 0.4225, 0.274625, 0.0, 0.46602906])
    {
        close(felt.above, wanted, 8);
    }
    close(plain[4].below, 0.82149375, 8);
    let fading = sequence(0.35, 0.01, RUN.map(|given| (given, 30.0)));
    for (felt, wanted) in fading
        .iter()
        .zip([1.0, 0.740714, 0.615859, 0.555737, 0.0, 0.772133])
    {
        close(felt.above, wanted, 6);
    }
    close(fading[4].below, 0.473213, 6);
}

#[test]
fn lifts_half_life_withdrawal_and_recovery() {
    close(half_life(0.35), 1.609041, 6);
    for (nth, wanted) in [(1, 1.2), (2, 0.78), (3, 0.507), (4, 0.32955), (5, 0.214208)] {
        close(lift(1.2, 0.35, nth), wanted, 6);
    }
    // 1 − 0.65⁴, as the sequence's fifth turn says.
    close(withdrawal(1.0, 0.35, 4), 0.82149375, 8);
    assert_eq!(half_life(0.0), f64::INFINITY);
    assert_eq!(recovery_days(0.5, 0.0), None);
    close(recovery_days(0.5, 0.01).unwrap(), 69.314718, 6);
}

/// Clients with their own level, given by lot at each of ten turns, normal noise of one step.
fn simulated(seed: u64, clients: usize, alpha: f64, share: f64) -> Turns {
    let mut chance = Chance::new(seed, 7);
    (0..clients)
        .map(|_| {
            let level = chance.normal();
            let mut earlier = 0;
            (0..10)
                .map(|_| {
                    let given = chance.happens(share);
                    let lifted = if given {
                        1.2 * (1.0f64 - alpha).powi(earlier)
                    } else {
                        0.0
                    };
                    earlier += i32::from(given);
                    Turn {
                        given,
                        days: 30.0,
                        y: Some(level + lifted + chance.normal()),
                    }
                })
                .collect()
        })
        .collect()
}

/// Reference §3.1: over 40 runs α = 0.35 is found within the published spread, and lies in the interval as often.
#[test]
fn a_known_alpha_is_recovered_within_the_published_spread() {
    // Clients, published mean, spread, coverage.
    for (clients, mean, spread, cover) in [(100, 0.352, 0.055, 0.90), (400, 0.349, 0.026, 0.95)] {
        let runs: Vec<fading::Habituation> = (0..40)
            .map(|seed| {
                let turns = simulated(seed, clients, 0.35, 0.8);
                fading::estimate(&turns, Model::Fading).unwrap()
            })
            .collect();
        let n = runs.len() as f64;
        let found = runs.iter().map(|run| run.alpha).sum::<f64>() / n;
        let squares: f64 = runs.iter().map(|run| (run.alpha - found).powi(2)).sum();
        let sd = (squares / (n - 1.0)).sqrt();
        let hits = runs
            .iter()
            .filter(|run| run.interval.contains(0.35))
            .count() as f64
            / n;
        let beta = runs.iter().map(|run| run.first_lift).sum::<f64>() / n;
        eprintln!("{clients} clients: alpha {found:.3} sd {sd:.3} cover {hits:.2} beta {beta:.3}");
        // Three standard errors of a mean of forty; of two spreads of forty, three standard errors of their ratio.
        assert!(
            (found - mean).abs() < 3.0 * spread / n.sqrt() + 0.01,
            "{found}"
        );
        assert!(
            sd < spread * 1.45 && sd > spread / 1.6,
            "{sd} instead of {spread}"
        );
        assert!(hits >= cover - 0.12, "{hits}");
        assert!((beta - 1.2).abs() < 0.06, "{beta}");
        assert!(runs.iter().all(fading::Habituation::wears_out));
    }
}

/// Without habituation the test speaks up in about one run of twenty.
#[test]
fn the_null_is_rejected_as_rarely_as_it_should_be() {
    let runs = 200;
    let rejected = (0..runs)
        .filter(|seed| {
            let turns = simulated(1_000 + seed, 100, 0.0, 0.8);
            fading::estimate(&turns, Model::Fading).is_ok_and(|found| found.wears_out())
        })
        .count();
    eprintln!("{rejected} of {runs}");
    // Binomial(200, 0.05): 3 to 19 in 99.8 of 100 cases.
    assert!((3..=19).contains(&rejected), "{rejected}");
}

#[test]
fn what_stays_for_good_is_told_apart() {
    let mut turns = simulated(5, 800, 0.35, 0.6);
    for turn in turns.iter_mut().flatten().filter(|turn| turn.given) {
        turn.y = turn.y.map(|y| y + 0.5);
    }
    let found = fading::estimate(&turns, Model::Permanent).unwrap();
    assert!(found.interval.contains(0.35), "{found:?}");
    assert!((found.permanent - 0.5).abs() < 0.15, "{found:?}");
}

#[test]
fn it_is_withheld_where_the_data_cannot_tell() {
    let check = |turns: &Turns, wanted| {
        assert_eq!(fading::estimate(turns, Model::Fading).unwrap_err(), wanted);
    };
    check(&Vec::new(), NotEstimable::TooFewClients { clients: 0 });
    check(
        &simulated(1, 99, 0.35, 1.0),
        NotEstimable::TooFewClients { clients: 99 },
    );
    let twice: Turns = simulated(1, 300, 0.35, 1.0)
        .into_iter()
        .map(|client| client[..2].to_vec())
        .collect();
    check(&twice, NotEstimable::TooFewClients { clients: 0 });
    let mut flat = simulated(1, 120, 0.35, 1.0);
    for turn in flat.iter_mut().flatten() {
        turn.y = Some(1.0);
    }
    check(&flat, NotEstimable::NoVariation);
    // It does nothing at all: any α fits.
    let mut idle = simulated(3, 120, 0.35, 0.5);
    let mut chance = Chance::new(11, 1);
    for turn in idle.iter_mut().flatten() {
        turn.y = Some(chance.normal());
    }
    check(&idle, NotEstimable::Unbounded);
}

#[test]
fn the_curve_falls_within_its_band_and_beside_what_was_seen() {
    let found = fading::estimate(&simulated(2, 400, 0.35, 0.7), Model::Fading).unwrap();
    assert_eq!(found.curve.len(), 8);
    for (point, next) in found.curve.iter().zip(&found.curve[1..]) {
        assert!(point.lift > next.lift);
        assert!(point.band.contains(point.lift));
    }
    let first = &found.curve[0];
    assert_eq!(first.band, found.first_interval);
    let seen = first.observed.unwrap();
    assert_eq!(seen.n, 400);
    assert!(seen.interval.unwrap().contains(first.lift));
    let half = found.half_life;
    assert!(half.low < half.deliveries.unwrap() && half.deliveries < half.high);
}

/// Full sequences with δ = 0.01 a day, c₊ = 1.2, c₋ = 2.0.
fn whole(seed: u64, clients: usize) -> Turns {
    let mut chance = Chance::new(seed, 8);
    (0..clients)
        .map(|_| {
            let level = chance.normal();
            let run: Vec<(bool, f64)> = (0..10)
                .map(|_| (chance.happens(0.7), 5.0 + 50.0 * chance.unit()))
                .collect();
            let felt = sequence(0.35, 0.01, run.iter().copied());
            run.iter()
                .zip(felt)
                .map(|(&(given, days), felt)| Turn {
                    given,
                    days,
                    y: Some(level + 1.2 * felt.above - 2.0 * felt.below + chance.normal()),
                })
                .collect()
        })
        .collect()
}

/// Reference §3.1, N = 400: α .346 (.034), δ .009, c₊ 1.216, c₋ 1.972.
#[test]
fn the_whole_sequence_is_recovered_with_what_stopping_costs() {
    let found: Vec<full::Full> = (0..6)
        .map(|seed| full::estimate(&whole(seed, 400)).unwrap())
        .collect();
    let mean = |of: fn(&full::Full) -> f64| found.iter().map(of).sum::<f64>() / 6.0;
    assert!((mean(|it| it.alpha) - 0.346).abs() < 0.045);
    assert!((mean(|it| it.decay) - 0.009).abs() < 0.006);
    assert!((mean(|it| it.above) - 1.216).abs() < 0.12);
    assert!((mean(|it| it.below) - 1.972).abs() < 0.35);
    for one in &found {
        for loss in &one.losses {
            assert!(loss.band.contains(loss.loss), "{loss:?}");
        }
        let (first, last) = (one.losses[0], one.losses[7]);
        assert!(first.loss < last.loss);
    }
    let never: Turns = simulated(1, 150, 0.35, 1.0);
    assert_eq!(
        full::estimate(&never).unwrap_err(),
        NotEstimable::NeverLeftOut
    );
}

/// Where every fifth turn is left out, the number of deliveries alone makes it wear out a little faster than it does.
#[test]
fn the_norm_is_followed_through_turns_that_were_left_out() {
    let sequences = |seed: u64| -> Turns {
        let mut chance = Chance::new(seed, 9);
        let client = |_| {
            let level = chance.normal();
            let run: Vec<(bool, f64)> = (0..10).map(|_| (chance.happens(0.8), 30.0)).collect();
            let felt = sequence(0.35, 0.0, run.iter().copied());
            let turn = |(&(given, days), felt): (&(bool, f64), Felt)| Turn {
                given,
                days,
                y: given.then(|| level + 1.2 * felt.above + chance.normal()),
            };
            run.iter().zip(felt).map(turn).collect()
        };
        (0..400).map(client).collect()
    };
    let mean = |model: Model| {
        let found = (0..20).map(|seed| fading::estimate(&sequences(seed), model).unwrap());
        found.map(|it| it.alpha).sum::<f64>() / 20.0
    };
    let (norm, count) = (mean(Model::Norm), mean(Model::Fading));
    assert!((norm - 0.35).abs() < 0.015, "{norm}");
    assert!(count > norm + 0.005, "{count}");
    // Where none was left out, both are one.
    let always = simulated(4, 150, 0.35, 1.0);
    let of = |model: Model| fading::estimate(&always, model).unwrap();
    let (norm, count) = (of(Model::Norm), of(Model::Fading));
    assert!((norm.alpha - count.alpha).abs() < 1e-6);
    assert_eq!(norm.curve.len(), count.curve.len());
}

#[test]
fn turns_come_from_gifts_in_the_order_of_time() {
    let at = |day: i64| crate::time::Timestamp::EPOCH.plus_seconds(day * 86_400);
    let gift = |no, day, held_out, reaction, felt| Gift {
        no,
        at: at(day),
        client: 1,
        held_out,
        reaction,
        felt,
    };
    let gifts = [
        gift(2, 40, true, None, Some(-1)),
        gift(1, 10, false, Some(Reaction::Wow), Some(2)),
        gift(3, 41, false, Some(Reaction::Noticed), None),
    ];
    let felt = turns(&gifts, Outcome::Felt);
    let told: Vec<_> = felt[0].iter().map(|it| (it.given, it.days, it.y)).collect();
    assert_eq!(
        told,
        [
            (true, 0.0, Some(2.0)),
            (false, 30.0, Some(-1.0)),
            (true, 1.0, None)
        ]
    );
    let wow = turns(&gifts, Outcome::Wow);
    let told: Vec<_> = wow[0].iter().map(|it| it.y).collect();
    assert_eq!(told, [Some(1.0), None, Some(0.0)]);
}

proptest! {
    /// The norm stays between nothing and everything, so that nobody is surprised by more than the whole.
    #[test]
    fn the_norm_stays_within_bounds(alpha in 0.0..1.0f64, decay in 0.0..0.2f64, run in proptest::collection::vec((any::<bool>(), 0.0..90.0f64), 0..30)) {
        for felt in sequence(alpha, decay, run) {
            prop_assert!((0.0..=1.0).contains(&felt.above));
            prop_assert!((0.0..=1.0).contains(&felt.below));
            prop_assert!(felt.above == 0.0 || felt.below == 0.0);
        }
    }

    /// In whichever order the clients come, the estimate is the same.
    #[test]
    fn the_order_of_clients_does_not_matter(turn in 1..119usize) {
        let turns = simulated(9, 120, 0.4, 0.8);
        let mut turned = turns.clone();
        turned.rotate_left(turn);
        let (a, b) = (fading::estimate(&turns, Model::Fading), fading::estimate(&turned, Model::Fading));
        prop_assert!((a.unwrap().alpha - b.unwrap().alpha).abs() < 1e-6);
    }
}
