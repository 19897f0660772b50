//! Falling short costs more than going beyond earns: shown, never assumed.
//!
//! Two views. [`slopes`]: what a step short and a step beyond are worth in renewals, by least squares on both at once
//! (they don't cancel within a client). [`by_sign`]: the mean of any outcome where delivery fell short of, met and went
//! beyond what was expected (reference: mobile clients of the ECSI, satisfaction 7.483 / 8.183 / 8.120);
//! [`stayed_by_sign`]: the same of staying.

use super::proof::{Trials, compare as compare_shares};
use crate::stats::clusters::Clusters;
use crate::stats::{Difference, Interval, LEVEL, mean::Sample, p_of_z, z_of_level};

/// What a step is worth, in shares of clients who stay.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slope {
    /// Positive: more steps short mean fewer who stay, more beyond mean more who do.
    pub per_step: f64,
    pub interval: Interval,
    /// Two-sided, against nothing.
    pub p: f64,
}

/// What the trials say about steps short and steps beyond.
#[derive(Debug, Clone, PartialEq)]
pub struct Slopes {
    pub n: u64,
    /// Share who stay where everything is as expected.
    pub as_expected: f64,
    /// What a step short on average costs.
    pub short: Slope,
    /// What a step beyond on average earns.
    pub beyond: Slope,
    /// Cost less gain of a step, with its interval: above 0 falling short weighs more.
    pub difference: Difference,
    /// Cost ÷ gain; `None` unless both are told from nothing: a ratio to nothing says nothing.
    pub ratio: Option<Ratio>,
    /// The points of the picture: by the mean of all steps, rounded to whole ones.
    pub points: Vec<Point>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ratio {
    pub value: f64,
    pub interval: Interval,
}

/// Trials whose touches were felt alike on average.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// −6…+6 half steps.
    pub half_steps: i16,
    pub n: u64,
    pub stayed: u64,
    pub interval: Option<Interval>,
}

/// Fewer trials than this give no slope.
const LEAST: u64 = 20;

/// A line through fewer departures, or fewer renewals, is no finding: where everybody stayed it would look certain, where
/// one left, steep.
pub const LEAST_EITHER: u64 = 5;

type Three = [f64; 3];

/// Least squares of staying on (1, steps short, steps beyond), with errors that hold for shares and for clients with
/// several trials (the sandwich with clients as clusters). `None` with under twenty trials, under five who left or stayed,
/// or where the two can't be told apart.
pub fn slopes(trials: &Trials) -> Option<Slopes> {
    // By tenths of a step short and beyond: trials, and how many stayed.
    let cells = &trials.by_felt;
    let clients = trials.scatter.clients() as f64;
    let n: u64 = cells.values().map(|cell| cell.0).sum();
    let all: u64 = cells.values().map(|cell| cell.1).sum();
    if n < LEAST || all.min(n - all) < LEAST_EITHER || clients < 2.0 {
        return None;
    }
    let rows = || {
        cells.iter().map(|(&(short, beyond), &(n, stayed))| {
            let x: Three = [1.0, f64::from(short) / 10.0, f64::from(beyond) / 10.0];
            (x, n as f64, stayed as f64)
        })
    };
    let (mut xx, mut xy) = ([[0.0; 3]; 3], [0.0; 3]);
    for (x, n, stayed) in rows() {
        for i in 0..3 {
            xy[i] += x[i] * stayed;
            for j in 0..3 {
                xx[i][j] += n * x[i] * x[j];
            }
        }
    }
    let inverse = invert(xx)?;
    let beta = times(inverse, xy);
    let meat = trials.scatter.meat(beta);
    // With one trial a client it is White's n ÷ (n − 3).
    let few = clients / (clients - 1.0) * (n as f64 - 1.0) / (n as f64 - 3.0);
    let covariance = |i: usize, j: usize| -> f64 {
        let mut sum = 0.0;
        for (a, row) in meat.iter().enumerate() {
            for (b, cell) in row.iter().enumerate() {
                sum += inverse[i][a] * cell * inverse[b][j];
            }
        }
        sum * few
    };
    let z = z_of_level(LEVEL);
    let told = |value: f64, variance: f64| {
        let error = variance.max(0.0).sqrt();
        let interval = Interval::new(value - z * error, value + z * error);
        let p = if error > 0.0 {
            p_of_z(value / error)
        } else {
            1.0
        };
        (interval, p)
    };
    let slope = |i: usize| {
        let (interval, p) = told(beta[i], covariance(i, i));
        Slope {
            per_step: beta[i],
            interval,
            p,
        }
    };
    let (short, beyond) = (slope(1), slope(2));
    let difference = beta[1] - beta[2];
    let (interval, p) = told(
        difference,
        covariance(1, 1) + covariance(2, 2) - 2.0 * covariance(1, 2),
    );
    let both = short.interval.low > 0.0 && beyond.interval.low > 0.0;
    let ratio = both.then(|| {
        let value = beta[1] / beta[2];
        let relative = covariance(1, 1) / beta[1].powi(2) + covariance(2, 2) / beta[2].powi(2)
            - 2.0 * covariance(1, 2) / (beta[1] * beta[2]);
        let factor = (z * relative.max(0.0).sqrt()).exp();
        Ratio {
            value,
            interval: Interval::new(value / factor, value * factor),
        }
    });
    Some(Slopes {
        n,
        as_expected: beta[0],
        short,
        beyond,
        difference: Difference {
            difference,
            interval,
            p,
        },
        ratio,
        points: trials
            .by_half
            .iter()
            .map(|(half_steps, shares)| Point {
                half_steps: *half_steps,
                n: shares.n(),
                stayed: shares.hits(),
                interval: shares.interval(LEVEL),
            })
            .collect(),
    })
}

fn times(matrix: [Three; 3], vector: Three) -> Three {
    std::array::from_fn(|i| (0..3).map(|j| matrix[i][j] * vector[j]).sum())
}

/// The inverse by cofactors; `None` where there is none to speak of.
fn invert(m: [Three; 3]) -> Option<[Three; 3]> {
    let minor = |r: usize, c: usize| {
        let (r1, r2) = ((r + 1) % 3, (r + 2) % 3);
        let (c1, c2) = ((c + 1) % 3, (c + 2) % 3);
        m[r1][c1] * m[r2][c2] - m[r1][c2] * m[r2][c1]
    };
    let determinant: f64 = (0..3).map(|c| m[0][c] * minor(0, c)).sum();
    let size: f64 = (0..3).map(|i| m[i][i].abs().max(1e-12)).product();
    if !determinant.is_finite() || determinant.abs() < 1e-9 * size {
        return None;
    }
    // Cyclic minors carry their sign already.
    Some(std::array::from_fn(|r| {
        std::array::from_fn(|c| minor(c, r) / determinant)
    }))
}

/// An outcome where delivery fell short of, met, or went beyond what was expected.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    pub n: u64,
    pub mean: Option<f64>,
    pub interval: Option<Interval>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct BySign {
    pub short: Group,
    pub met: Group,
    pub beyond: Group,
    /// Met less short: what falling short costs.
    pub cost: Option<Difference>,
    /// Beyond less met: what going beyond earns.
    pub gain: Option<Difference>,
}

/// Groups outcomes by the sign of δ. Not a difference score: nothing is subtracted from an outcome.
pub fn by_sign(samples: impl IntoIterator<Item = (f64, f64)>) -> BySign {
    let mut groups: [Vec<f64>; 3] = Default::default();
    for (delta, outcome) in samples {
        let place = if delta < 0.0 {
            0
        } else if delta > 0.0 {
            2
        } else {
            1
        };
        groups[place].push(outcome);
    }
    let [short, met, beyond] = groups.map(|values| (values.len() as u64, Sample::of(&values)));
    let group = |(n, sample): (u64, Option<Sample>)| Group {
        n,
        mean: sample.map(|it| it.mean),
        interval: sample.and_then(|it| it.interval(LEVEL)),
    };
    let compare = |a: Option<Sample>, b: Option<Sample>| a?.compare(b?, LEVEL);
    BySign {
        short: group(short),
        met: group(met),
        beyond: group(beyond),
        cost: compare(met.1, short.1),
        gain: compare(beyond.1, met.1),
    }
}

/// Shares of trials in which the client stayed, where touches of the year before were felt short, as expected (within a
/// quarter of a step) and beyond on average. `None` with under five who left or stayed.
pub fn stayed_by_sign(trials: &Trials) -> Option<BySign> {
    let [short, met, beyond] = &trials.by_sign;
    let (hits, n) = trials
        .by_sign
        .iter()
        .fold((0, 0), |sum, it| (sum.0 + it.hits(), sum.1 + it.n()));
    if hits.min(n - hits) < LEAST_EITHER {
        return None;
    }
    let group = |it: &Clusters| Group {
        n: it.n(),
        mean: it.share(),
        interval: it.interval(LEVEL),
    };
    Some(BySign {
        short: group(short),
        met: group(met),
        beyond: group(beyond),
        cost: compare_shares(met, short),
        gain: compare_shares(beyond, met),
    })
}
