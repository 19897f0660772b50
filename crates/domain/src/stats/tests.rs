//! Every golden number of the reference, to the digits given there. The published methods we did not choose (Wald,
//! Rocks' adjusted Wald, Tango's score interval) are here as references: they show what the chosen ones are better at.

use super::{
    adjust::{benjamini_hochberg, holm},
    control::{Signal, Varying, Xmr},
    mean::Sample,
    proportion,
    recommendation::Recommendation,
    small::{Badge, finite_population, is_hidden, n_needed},
    weighted::Weighted,
    *,
};

#[track_caller]
fn near(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance,
        "{found} is not {expected} ± {tolerance}"
    );
}

#[track_caller]
fn spans(found: Interval, expected: (f64, f64), tolerance: f64) {
    near(found.low, expected.0, tolerance);
    near(found.high, expected.1, tolerance);
}

fn counts(counts: (u32, u32, u32)) -> Recommendation {
    Recommendation::new(
        f64::from(counts.0),
        f64::from(counts.1),
        f64::from(counts.2),
    )
}

// --- references -------------------------------------------------------------------------------------------------

fn wald(r: Recommendation, z: f64) -> Interval {
    let (score, error) = (r.score().unwrap(), r.standard_error().unwrap());
    Interval::new(score - z * error, score + z * error)
}

/// Rocks 2016: three quarters of a detractor and of a promoter and one and a half passives more, then Wald.
fn adjusted(r: Recommendation) -> Recommendation {
    Recommendation::new(r.detractors + 0.75, r.passives + 1.5, r.promoters + 0.75)
}

/// Tango 1998: the score interval of the paired difference, which the net promoter score is.
fn tango(r: Recommendation, z: f64) -> Interval {
    let (n, d, p) = (r.n(), r.detractors, r.promoters);
    let score = |delta: f64| {
        let a = 2.0 * n;
        let b = -d - p + (2.0 * n - p + d) * delta;
        let c = -d * delta * (1.0 - delta);
        let q = ((b * b - 4.0 * a * c).max(0.0).sqrt() - b) / (2.0 * a);
        let variance = n * (2.0 * q + delta * (1.0 - delta));
        let gap = p - d - n * delta;
        if gap == 0.0 {
            0.0
        } else {
            gap / variance.max(0.0).sqrt()
        }
    };
    // The statistic falls as delta grows: find where it passes ±z.
    let solve = |target: f64| {
        let (mut low, mut high) = (-1.0_f64, 1.0_f64);
        for _ in 0..200 {
            let middle = 0.5 * (low + high);
            if score(middle) > target {
                low = middle
            } else {
                high = middle
            }
        }
        0.5 * (low + high)
    };
    Interval {
        low: if d == n { -1.0 } else { solve(z) },
        high: if p == n { 1.0 } else { solve(-z) },
    }
}

// --- 1.1 the score and its interval -----------------------------------------------------------------------------

/// d, m, p, score, Wald, Rocks, Tango, MOVER–Wilson, all at 95 %.
type Golden = (
    (u32, u32, u32),
    f64,
    (f64, f64),
    (f64, f64),
    (f64, f64),
    (f64, f64),
);

const INTERVALS: &[Golden] = &[
    (
        (9, 12, 15),
        0.166667,
        (-0.094435, 0.427768),
        (-0.095296, 0.402988),
        (-0.100600, 0.408984),
        (-0.097357, 0.404142),
    ),
    (
        (20, 30, 50),
        0.30,
        (0.146922, 0.453078),
        (0.140511, 0.442013),
        (0.139551, 0.443393),
        (0.139745, 0.441762),
    ),
    (
        (60, 95, 95),
        0.14,
        (0.043950, 0.236050),
        (0.042937, 0.233743),
        (0.042742, 0.234328),
        (0.042806, 0.233841),
    ),
    (
        (100, 250, 650),
        0.55,
        (0.508539, 0.591461),
        (0.506907, 0.589803),
        (0.507011, 0.589946),
        (0.506849, 0.589734),
    ),
    (
        (0, 3, 7),
        0.70,
        (0.415974, 0.984026),
        (0.210539, 0.866384),
        (0.228194, 0.892209),
        (0.288943, 0.892209),
    ),
    (
        (0, 0, 5),
        1.0,
        (1.0, 1.0),
        (0.174915, 1.075085),
        (0.131035, 1.0),
        (0.385549, 1.0),
    ),
    (
        (25, 0, 0),
        -1.0,
        (-1.0, -1.0),
        (-1.035945, -0.749769),
        (-1.0, -0.733615),
        (-1.0, -0.811638),
    ),
    (
        (0, 1, 0),
        0.0,
        (0.0, 0.0),
        (-0.600114, 0.600114),
        (-0.793451, 0.793451),
        (-0.793451, 0.793451),
    ),
];

#[test]
fn nps_intervals() {
    let z = z_of_level(LEVEL);
    near(z, 1.959963985, 5e-10);
    for &(given, score, by_wald, by_rocks, by_tango, by_mover) in INTERVALS {
        let r = counts(given);
        near(r.score().unwrap(), score, 5e-7);
        spans(wald(r, z), by_wald, 5.1e-7);
        spans(wald(adjusted(r), z), by_rocks, 5.1e-7);
        spans(tango(r, z), by_tango, 1.1e-6);
        spans(r.interval(LEVEL).unwrap(), by_mover, 5.1e-7);
    }
}

#[test]
fn nps_variance_is_that_of_r() {
    let r = counts((9, 12, 15));
    near(r.variance().unwrap(), 0.638888889, 5e-10);
    near(r.standard_error().unwrap(), 0.133217542, 5e-10);
    near(counts((25, 35, 40)).variance().unwrap(), 0.6275, 1e-12);
    // 1,000 answers of the simulated CRAN data: 0.10, variance 0.814.
    near((0.814_f64 / 1000.0).sqrt(), 0.02853069, 5e-9);
}

#[test]
fn the_paired_difference_is_that_of_published_programs() {
    let z = z_of_level(LEVEL);
    spans(
        tango(counts((40, 100, 20)), z),
        (-0.218064, -0.030865),
        1e-6,
    );
    spans(tango(counts((7, 13, 1)), z), (-0.517232, -0.026003), 1e-6);
}

#[test]
fn nps_of_nobody_is_unknown() {
    let nobody = counts((0, 0, 0));
    assert_eq!(nobody.score(), None);
    assert_eq!(nobody.variance(), None);
    assert_eq!(nobody.interval(LEVEL), None);
    assert_eq!(nobody.compare(counts((1, 1, 1)), LEVEL), None);
    assert_eq!(counts((1, 1, 1)).compare(nobody, LEVEL), None);
}

/// Populations (detractors, passives, promoters) of the reference's exact enumeration.
const POPULATIONS: [(f64, f64, f64); 7] = [
    (0.5, 0.0, 0.5),
    (1.0 / 12.0, 1.0 / 12.0, 5.0 / 6.0),
    (0.25, 0.5, 0.25),
    (1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0),
    (0.2, 0.3, 0.5),
    (0.05, 0.15, 0.8),
    (0.02, 0.08, 0.9),
];

/// Every outcome of n answers with its probability.
fn outcomes(n: u32, population: (f64, f64, f64)) -> Vec<(Recommendation, f64)> {
    let log_factorial: Vec<f64> = (0..=n)
        .scan(0.0, |sum, k| {
            *sum += f64::from(k.max(1)).ln();
            Some(*sum)
        })
        .collect();
    let term = |k: u32, p: f64| {
        if k == 0 {
            0.0
        } else {
            f64::from(k) * p.ln() - log_factorial[k as usize]
        }
    };
    let mut found = Vec::new();
    for d in 0..=n {
        for p in 0..=n - d {
            let m = n - d - p;
            let log = log_factorial[n as usize]
                + term(d, population.0)
                + term(m, population.1)
                + term(p, population.2);
            if log.exp() > 1e-15 {
                found.push((counts((d, m, p)), log.exp()));
            }
        }
    }
    found
}

#[test]
fn nps_interval_covers_as_enumerated() {
    // An eighth population of the reference mirrors the seventh, where every method covers alike.
    let coverage = |n: u32, method: &dyn Fn(Recommendation) -> Interval| {
        POPULATIONS
            .iter()
            .map(|&population| {
                let truth = population.2 - population.0;
                let within = |r: Recommendation| {
                    let interval = method(r);
                    interval.low - 1e-9 <= truth && truth <= interval.high + 1e-9
                };
                outcomes(n, population)
                    .into_iter()
                    .filter(|&(r, _)| within(r))
                    .map(|(_, p)| p)
                    .sum::<f64>()
            })
            .fold(1.0, f64::min)
    };
    let z = z_of_level(LEVEL);
    for (n, least) in [(10, 0.927), (20, 0.936), (50, 0.935), (100, 0.943)] {
        near(coverage(n, &|r| r.interval(LEVEL).unwrap()), least, 6e-4);
    }
    for (n, least) in [(10, 0.649), (20, 0.860), (50, 0.910), (100, 0.930)] {
        near(coverage(n, &|r| wald(r, z)), least, 6e-4);
    }
}

// --- 1.2 two scores ---------------------------------------------------------------------------------------------

#[test]
fn nps_differences() {
    let (a, b) = (counts((9, 12, 15)), counts((25, 35, 40)));
    let found = a.compare(b, LEVEL).unwrap();
    near(found.difference, 0.0166667, 5e-8);
    spans(found.interval, (-0.286247, 0.301636), 5.1e-7);
    near(found.p, 0.914, 2e-2);
    let found = counts((20, 30, 50))
        .compare(counts((35, 30, 35)), LEVEL)
        .unwrap();
    near(found.difference, 0.30, 1e-12);
    spans(found.interval, (0.072623, 0.514744), 5.1e-7);
    assert!(found.p < 0.05);
}

#[test]
fn nps_differences_by_the_published_tests() {
    let z = |a: Recommendation, b: Recommendation| {
        let error = (a.variance().unwrap() / a.n() + b.variance().unwrap() / b.n()).sqrt();
        (a.score().unwrap() - b.score().unwrap(), error)
    };
    let (a, b) = (counts((9, 12, 15)), counts((25, 35, 40)));
    let (difference, error) = z(a, b);
    near(error, 0.154990043, 5e-10);
    near(p_of_z(difference / error), 0.914365521, 1e-9);
    spans(
        Interval::new(
            difference - 1.959963985 * error,
            difference + 1.959963985 * error,
        ),
        (-0.287108, 0.320442),
        5.1e-7,
    );
    let (difference, error) = z(adjusted(a), adjusted(b));
    near(difference / error, 0.055110, 5.1e-7);
    near(p_of_z(difference / error), 0.956051, 5.1e-7);
    spans(
        Interval::new(
            difference - 1.959963985 * error,
            difference + 1.959963985 * error,
        ),
        (-0.283949, 0.300380),
        5.1e-7,
    );
    let (a, b) = (counts((20, 30, 50)), counts((35, 30, 35)));
    let (difference, error) = z(a, b);
    near(error, 0.114455231, 5e-10);
    near(p_of_z(difference / error), 0.008764342, 1e-9);
    let (difference, error) = z(adjusted(a), adjusted(b));
    near(difference / error, 2.589074, 5.1e-7);
    near(p_of_z(difference / error), 0.009623, 5.1e-7);
}

#[test]
fn p_and_interval_agree() {
    let (a, b) = (counts((20, 30, 50)), counts((35, 30, 35)));
    let p = a.compare(b, LEVEL).unwrap().p;
    // At the level 1 − p zero sits on the edge.
    near(a.compare(b, 1.0 - p).unwrap().interval.low, 0.0, 1e-7);
    near(a.compare(a, LEVEL).unwrap().p, 1.0, 0.0);
    assert!(
        counts((0, 0, 500))
            .compare(counts((500, 0, 0)), LEVEL)
            .unwrap()
            .p
            < 1e-30
    );
}

#[test]
fn nps_false_alarms_as_enumerated() {
    let rate = |n: (u32, u32), population: (f64, f64, f64)| {
        let side = |n: u32| -> Vec<(f64, Interval, f64)> {
            let score = |r: Recommendation, p| (r.score().unwrap(), r.interval(LEVEL).unwrap(), p);
            outcomes(n, population)
                .into_iter()
                .map(|(r, p)| score(r, p))
                .collect()
        };
        let (a, b) = (side(n.0), side(n.1));
        let mut sum = 0.0;
        for &(score_a, interval_a, p_a) in &a {
            for &(score_b, interval_b, p_b) in &b {
                let interval = mover(score_a, interval_a, score_b, interval_b);
                if interval.low > 1e-12 || interval.high < -1e-12 {
                    sum += p_a * p_b;
                }
            }
        }
        sum
    };
    let expected = [
        (0.054, 0.043),
        (0.054, 0.039),
        (0.052, 0.054),
        (0.054, 0.063),
        (0.054, 0.063),
        (0.046, 0.031),
        (0.032, 0.007),
    ];
    for (population, (of_20_50, of_10_10)) in POPULATIONS.into_iter().zip(expected) {
        near(rate((20, 50), population), of_20_50, 6e-4);
        near(rate((10, 10), population), of_10_10, 6e-4);
    }
}

// --- 1.3 weights ------------------------------------------------------------------------------------------------

#[test]
fn weighted_as_in_r_survey() {
    let sums = Weighted::of(
        &[1.0, 1.0, 0.0, -1.0, 1.0, -1.0, 0.0, 1.0],
        &[1.0, 2.0, 1.5, 0.5, 1.0, 3.0, 1.0, 2.0],
    );
    near(sums.mean().unwrap(), 0.2083333333, 5e-11);
    near(sums.standard_error().unwrap(), 0.3975526570, 5e-11);
    near(sums.effective_n(), 6.4, 1e-12);
}

#[test]
fn equal_weights_change_nothing() {
    let values = [4.0, 5.0, 3.0, 5.0, 1.0];
    let weighted = Weighted::of(&values, &[2.5; 5]);
    let plain = Sample::of(&values).unwrap();
    near(weighted.effective_n(), 5.0, 1e-12);
    near(weighted.mean().unwrap(), plain.mean, 1e-12);
    near(
        weighted.standard_error().unwrap(),
        plain.standard_error.unwrap(),
        1e-12,
    );
    assert_eq!(Weighted::new().mean(), None);
    assert_eq!(Weighted::new().effective_n(), 0.0);
    assert_eq!(Weighted::of(&[1.0], &[0.0]).mean(), None);
    assert_eq!(Weighted::of(&[1.0], &[1.0]).variance(), None);
}

// --- 1.4 few answers --------------------------------------------------------------------------------------------

#[test]
fn few_answers_carry_little() {
    for (n, badge) in [
        (0, Badge::None),
        (1, Badge::CountsOnly),
        (9, Badge::CountsOnly),
        (10, Badge::Indicative),
        (29, Badge::Indicative),
        (30, Badge::Sound),
    ] {
        assert_eq!(Badge::of(n), badge, "{n}");
    }
    assert_eq!(n_needed(0.61, 0.10, LEVEL), 234);
    assert_eq!(n_needed(1.0, 0.10, LEVEL), 384);
    near(
        finite_population(240.0, 300.0),
        (60.0_f64 / 299.0).sqrt(),
        1e-12,
    );
    near(finite_population(300.0, 300.0), 0.0, 0.0);
    assert!(!is_hidden(0) && is_hidden(1) && is_hidden(4) && !is_hidden(5));
}

#[test]
fn scores_within_their_range_whatever_the_counts() {
    for n in 1..=12_u32 {
        for d in 0..=n {
            for p in 0..=n - d {
                let r = counts((d, n - d - p, p));
                let interval = r.interval(LEVEL).unwrap();
                assert!(interval.contains(r.score().unwrap()) && interval.width() > 0.0);
                assert!(interval.low >= -1.0 && interval.high <= 1.0);
            }
        }
    }
}

// --- 1.5 shares -------------------------------------------------------------------------------------------------

#[test]
fn wilson_intervals() {
    for (hits, n, low, high) in [
        (81.0, 263.0, 0.255289, 0.366210),
        (15.0, 148.0, 0.062386, 0.160487),
        (0.0, 20.0, 0.0, 0.161125),
        (1.0, 29.0, 0.006113, 0.171755),
        (10.0, 10.0, 0.722467, 1.0),
    ] {
        spans(
            proportion::wilson(hits, n, LEVEL).unwrap(),
            (low, high),
            5.1e-7,
        );
    }
    assert_eq!(proportion::wilson(0.0, 0.0, LEVEL), None);
    assert_eq!(proportion::share(0.0, 0.0), None);
}

#[test]
fn differences_of_shares() {
    let (a, b) = ((56.0, 70.0), (48.0, 80.0));
    let found = proportion::compare(a, b, LEVEL).unwrap();
    spans(found.interval, (0.052431, 0.333873), 5.1e-7);
    assert!(found.p < 0.05);
    // The published alternatives for the same counts.
    let error = (0.8 * 0.2 / 70.0 + 0.6 * 0.4 / 80.0_f64).sqrt();
    spans(
        Interval::new(0.2 - 1.959963985 * error, 0.2 + 1.959963985 * error),
        (0.057505, 0.342495),
        5.1e-7,
    );
    let pooled: f64 = 104.0 / 150.0;
    let z = 0.2 / (pooled * (1.0 - pooled) * (1.0 / 70.0 + 1.0 / 80.0)).sqrt();
    near(z * z, 7.023411, 5.1e-7);
    near(p_of_z(z), 0.008045, 5.1e-7);
}

#[test]
fn differences_of_extreme_shares_have_an_answer() {
    for (a, b) in [
        ((9.0, 10.0), (3.0, 10.0)),
        ((10.0, 10.0), (0.0, 10.0)),
        ((1.0, 1.0), (1.0, 1.0)),
        ((0.0, 3.0), (0.0, 1.0)),
    ] {
        let found = proportion::compare(a, b, LEVEL).unwrap();
        assert!(
            found.interval.contains(found.difference) && (0.0..=1.0).contains(&found.p),
            "{a:?} {b:?}"
        );
    }
    assert!(
        proportion::compare((9.0, 10.0), (3.0, 10.0), LEVEL)
            .unwrap()
            .p
            < 0.05
    );
    assert_eq!(proportion::compare((0.0, 0.0), (1.0, 2.0), LEVEL), None);
}

#[test]
fn a_public_experiment() {
    // Cookie Cats, retained on day 7: z 3.164, p .00155 pooled; the hybrid interval agrees to the second digit.
    let found = proportion::compare((8502.0, 44700.0), (8279.0, 45489.0), LEVEL).unwrap();
    near(found.p, 0.00155, 2e-5);
    let pooled: f64 = (8502.0 + 8279.0) / (44700.0 + 45489.0);
    let z = found.difference / (pooled * (1.0 - pooled) * (1.0 / 44700.0 + 1.0 / 45489.0)).sqrt();
    near(z, 3.164, 5e-4);
}

// --- 1.6 means --------------------------------------------------------------------------------------------------

#[test]
fn t_quantiles_and_intervals() {
    for (df, t) in [
        (1.0, 12.706204736),
        (4.0, 2.776445105),
        (30.0, 2.042272456),
        (999.0, 1.962341461),
        (1000.0, 1.962339081),
        (2687.0, 1.960848),
        (1e6, 1.959966357),
    ] {
        near(t_of_level(LEVEL, df), t, 1e-6);
        near(p_of_t(t, df), 0.05, 1e-7);
    }
    // Where one way of computing it hands over to another, the values run on smoothly.
    near(t_of_level(LEVEL, 99.999999), t_of_level(LEVEL, 100.0), 1e-9);
    near(t_of_level(LEVEL, 4.999999), t_of_level(LEVEL, 5.0), 1e-6);
    near(z_of_level(LEVEL), z_of_level(LEVEL + 1e-13), 1e-11);
    let sample = Sample::of(&[6.0, 7.0, 5.0, 7.0, 4.0]).unwrap();
    near(sample.mean, 5.8, 1e-12);
    near(sample.standard_error.unwrap(), 0.58309519, 5e-9);
    spans(sample.interval(LEVEL).unwrap(), (4.181068, 7.418932), 1e-6);
    assert_eq!(Sample::of(&[]), None);
    assert_eq!(Sample::of(&[3.0]).unwrap().interval(LEVEL), None);
}

#[test]
fn welch_on_students_sleep_data() {
    // Student 1908; R's t.test(extra ~ group): t −1.8608, df 17.776, p .07939, interval −3.3654832, 0.2054832.
    let a = Sample::of(&[0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]).unwrap();
    let b = Sample::of(&[1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]).unwrap();
    let found = a.compare(b, LEVEL).unwrap();
    near(found.p, 0.07939, 5.1e-6);
    spans(found.interval, (-3.3654832, 0.2054832), 5.1e-8);
    let flat = Sample::of(&[2.0, 2.0]).unwrap();
    assert_eq!(flat.compare(flat, LEVEL).unwrap().p, 1.0);
    assert_eq!(
        flat.compare(Sample::of(&[3.0, 3.0]).unwrap(), LEVEL)
            .unwrap()
            .p,
        0.0
    );
    assert_eq!(flat.compare(Sample::of(&[3.0]).unwrap(), LEVEL), None);
}

#[test]
fn many_comparisons() {
    let ps = [0.01, 0.04, 0.03, 0.005];
    // As R's p.adjust has them.
    for (found, expected) in holm(&ps).into_iter().zip([0.03, 0.06, 0.06, 0.02]) {
        near(found, expected, 1e-12);
    }
    for (found, expected) in benjamini_hochberg(&ps)
        .into_iter()
        .zip([0.02, 0.04, 0.04, 0.02])
    {
        near(found, expected, 1e-12);
    }
    assert_eq!(holm(&[0.9, 0.8]), [1.0, 1.0]);
    assert!(holm(&[]).is_empty());
    let with_unknown = holm(&[0.02, f64::NAN, 0.5]);
    near(with_unknown[0], 0.04, 1e-12);
    assert!(with_unknown[1].is_nan());
}

// --- 1.7 control charts -----------------------------------------------------------------------------------------

#[test]
fn xmr_of_published_examples() {
    let chart = Xmr::of(&[10.0, 50.0, 40.0, 30.0]).unwrap();
    near(chart.centre, 32.5, 1e-12);
    near(chart.moving_range, 20.0, 1e-12);
    near(chart.high, 85.7, 0.02);
    near(chart.low, -20.7, 0.02);
    near(chart.range_high, 65.36, 1e-9);

    let chart = Xmr::of_summary(2820.631579, 571.8918919);
    // That program rounds 3 ÷ 1.128 to 2.66.
    near(2820.631579 + 2.66 * 571.8918919, 4341.864, 5e-4);
    near(chart.high, 4341.864, 0.3);
    near(chart.range_high, 1868.9427, 5e-5);

    let flow = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];
    let chart = Xmr::of(&flow).unwrap();
    near(chart.centre, 50.81, 1e-9);
    near(chart.moving_range, 1.87778, 5e-6);
    near(chart.high, 55.80409, 5e-6);
    near(chart.low, 45.81591, 5e-6);

    let viscosity = [
        33.75, 33.05, 34.0, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33.00, 33.54,
        33.12, 33.84,
    ];
    let chart = Xmr::of(&viscosity).unwrap();
    near(chart.centre, 33.52333, 5e-6);
    near(chart.moving_range / 1.128, 0.4261651, 5e-8);
    near(chart.low, 32.24484, 5e-6);
    near(chart.high, 34.80183, 5e-6);

    assert_eq!(Xmr::of(&[1.0]), None);
}

#[test]
fn run_rules_of_a_published_example() {
    let values = [
        5045.0, 4350.0, 4350.0, 3975.0, 4290.0, 4430.0, 4485.0, 4285.0, 3980.0, 3925.0, 3645.0,
        3760.0, 3300.0, 3685.0, 3463.0, 5200.0,
    ];
    let chart = Xmr::of(&values).unwrap();
    near(chart.centre, 4135.5, 1e-9);
    near(chart.low, 3188.8688, 5e-5);
    near(chart.high, 5082.1312, 5e-5);
    let at = |signals: Vec<Vec<Signal>>, signal| -> Vec<usize> {
        (0..16)
            .filter(|&i| signals[i].contains(&signal))
            .map(|i| i + 1)
            .collect()
    };
    assert_eq!(at(chart.signals(&values), Signal::Beyond), [16]);
    // That program calls seven in a row a run; eight raise fewer false alarms.
    let sigmas: Vec<f64> = values
        .iter()
        .map(|value| (value - chart.centre) / (chart.moving_range / 1.128))
        .collect();
    assert_eq!(at(control::run_rules_with(&sigmas, 7), Signal::Run), [15]);
    assert!(at(chart.signals(&values), Signal::Near).is_empty());
    let eight: Vec<f64> = std::iter::repeat_n(1.0, 8).collect();
    assert_eq!(control::run_rules(&eight)[7], [Signal::Run]);
}

#[test]
fn charts_for_a_varying_number_of_answers() {
    let hits = [45.0, 95.0, 40.0, 82.0, 66.0, 120.0, 35.0, 62.0, 88.0, 51.0];
    let n = [
        400.0, 520.0, 450.0, 410.0, 600.0, 560.0, 500.0, 430.0, 470.0, 390.0,
    ];
    let periods: Vec<(f64, f64)> = hits.into_iter().zip(n).collect();
    let chart = Varying::shares(&periods).unwrap();
    near(chart.centre, 0.1446088795, 5e-11);
    let expected = [
        0.4022553613,
        0.3705797925,
        0.3875203120,
        0.3990939350,
        0.3549763510,
    ];
    for (point, high) in chart.points.iter().zip(expected) {
        near(point.high, high, 5.1e-11);
    }
    // With plain binomial limits several of these months would be alarms.
    assert!(
        chart
            .signals()
            .iter()
            .all(|signals| !signals.contains(&Signal::Beyond))
    );
    let classical = Varying::shares_by_chance(&periods).unwrap();
    assert!(
        classical
            .signals()
            .iter()
            .filter(|signals| signals.contains(&Signal::Beyond))
            .count()
            >= 3
    );
}

#[test]
fn classical_p_chart_of_orange_juice() {
    let defective = [
        12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9,
        12, 7, 13, 9, 6,
    ];
    let chart = Varying::shares_by_chance(&defective.map(|d| (f64::from(d), 50.0))).unwrap();
    near(chart.centre, 0.2313333, 5e-8);
    near(chart.points[0].low, 0.0524275, 5e-8);
    near(chart.points[0].high, 0.4102391, 5e-8);
    let beyond: Vec<usize> = chart
        .signals()
        .iter()
        .enumerate()
        .filter(|(_, s)| s.contains(&Signal::Beyond))
        .map(|(i, _)| i + 1)
        .collect();
    assert_eq!(beyond, [15, 23]);
}

#[test]
fn charts_of_nps() {
    let steady = [
        (20, 30, 50),
        (21, 30, 49),
        (19, 31, 50),
        (20, 29, 51),
        (22, 30, 48),
        (45, 30, 25),
    ]
    .map(counts);
    let chart = Varying::recommendations(&steady).unwrap();
    near(chart.centre, (273.0 - 147.0) / 600.0, 1e-12);
    assert!(chart.points[5].value < chart.points[5].low || chart.sigma_z > 1.0);
    let same = [counts((1, 1, 3)); 4];
    let chart = Varying::recommendations(&same).unwrap();
    assert!(chart.points.iter().all(|point| point.sigmas == 0.0));
    assert_eq!(
        Varying::recommendations(&[counts((0, 0, 0)), counts((1, 0, 0))]),
        None
    );
    assert_eq!(Varying::shares(&[]), None);
}
