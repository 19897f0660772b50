//! Intervals and tests of the measures: pure functions of counts and sums, so that every engine and every screen
//! gets the same number.
//!
//! - [`proportion`]: a share's Wilson interval, the difference of two shares (Newcombe's hybrid).
//! - [`recommendation`]: the net promoter score's MOVER–Wilson interval and the difference of two scores.
//! - [`mean`]: the t interval, Welch's test.
//! - [`median`]: the median of counted values and its interval from the order statistics.
//! - [`weighted`]: Taylor variance and Kish's effective n.
//! - [`clusters`]: shares whose answers come in clusters.
//! - [`adjust`]: many comparisons at once (Holm; Benjamini and Hochberg).
//! - [`control`]: control charts, for single values and for scores from a varying number of answers.
//! - [`small`]: what may be said about few answers, and how many would be needed.

pub mod adjust;
pub mod clusters;
pub mod control;
pub mod mean;
pub mod median;
pub mod proportion;
pub mod recommendation;
pub mod small;
pub mod weighted;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use statrs::distribution::{Continuous, ContinuousCDF, Normal, StudentsT};

/// The confidence level of every interval we print.
pub const LEVEL: f64 = 0.95;

/// A confidence interval, its ends included.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

impl Interval {
    pub fn new(low: f64, high: f64) -> Interval {
        Interval { low, high }
    }

    pub fn contains(self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    pub fn width(self) -> f64 {
        self.high - self.low
    }

    /// The same interval in another unit, such as percent for shares. A negative factor turns it round.
    pub fn times(self, factor: f64) -> Interval {
        let (a, b) = (self.low * factor, self.high * factor);
        Interval {
            low: a.min(b),
            high: a.max(b),
        }
    }

    fn clamp(self, least: f64, most: f64) -> Interval {
        Interval {
            low: self.low.clamp(least, most),
            high: self.high.clamp(least, most),
        }
    }
}

/// The difference of two estimates, `a − b`, with its interval and the two-sided p-value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    pub difference: f64,
    pub interval: Interval,
    /// The smallest α at which zero falls outside the interval, 0..=1.
    pub p: f64,
}

impl Difference {
    /// The same difference in another unit.
    pub fn times(self, factor: f64) -> Difference {
        Difference {
            difference: self.difference * factor,
            interval: self.interval.times(factor),
            p: self.p,
        }
    }
}

/// The two-sided normal quantile: 1.959964 for 0.95.
pub fn z_of_level(level: f64) -> f64 {
    // The one that is asked for thousands of times a page.
    if level == LEVEL {
        return 1.959_963_984_540_054;
    }
    standard_normal().inverse_cdf(0.5 + level / 2.0)
}

/// The two-sided p-value of a standard normal statistic.
pub fn p_of_z(z: f64) -> f64 {
    statrs::function::erf::erfc(z.abs() / std::f64::consts::SQRT_2)
}

/// The two-sided quantile of Student's t with `df` degrees of freedom; infinite where df is not positive.
pub fn t_of_level(level: f64, df: f64) -> f64 {
    let Ok(t) = StudentsT::new(0.0, 1.0, df) else {
        return f64::INFINITY;
    };
    let near = t_of_z(z_of_level(level), df);
    if df >= MANY {
        return near;
    }
    // Neither the expansion nor the library's inverse is exact here; Newton's steps make them so.
    let tail = 0.5 - level / 2.0;
    let mut quantile = if df >= 5.0 {
        near
    } else {
        t.inverse_cdf(1.0 - tail)
    };
    for _ in 0..4 {
        quantile += (t.sf(quantile) - tail) / t.pdf(quantile);
    }
    quantile
}

/// From as many degrees of freedom on, the expansion around z is exact to nine digits.
const MANY: f64 = 100.0;

/// Cornish and Fisher's expansion of t around z (Abramowitz and Stegun 26.7.5).
fn t_of_z(z: f64, df: f64) -> f64 {
    let z2 = z * z;
    z + z * (z2 + 1.0) / (4.0 * df)
        + z * ((5.0 * z2 + 16.0) * z2 + 3.0) / (96.0 * df * df)
        + z * (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / (384.0 * df.powi(3))
        + z * ((((79.0 * z2 + 776.0) * z2 + 1482.0) * z2 - 1920.0) * z2 - 945.0)
            / (92160.0 * df.powi(4))
}

/// The two-sided p-value of Student's t with `df` degrees of freedom.
pub fn p_of_t(t: f64, df: f64) -> f64 {
    match StudentsT::new(0.0, 1.0, df) {
        Ok(distribution) => (2.0 * distribution.sf(t.abs())).min(1.0),
        Err(_) => 1.0,
    }
}

fn standard_normal() -> Normal {
    Normal::standard()
}

/// Square-and-add (Newcombe 1998; Zou and Donner 2008, "MOVER"): the interval of a difference from the two
/// intervals, which need not be symmetric.
fn mover(a: f64, of_a: Interval, b: f64, of_b: Interval) -> Interval {
    let difference = a - b;
    Interval {
        low: difference - ((a - of_a.low).powi(2) + (of_b.high - b).powi(2)).sqrt(),
        high: difference + ((of_a.high - a).powi(2) + (b - of_b.low).powi(2)).sqrt(),
    }
}

/// The p-value that belongs to an interval method: the α at which zero sits on the interval's edge, found by
/// bisection on z. Intervals widen with z, so there is one such α.
fn p_by_bisection(difference: f64, interval_at: impl Fn(f64) -> Interval) -> f64 {
    if difference == 0.0 {
        return 1.0;
    }
    let (mut inside, mut outside) = (38.0, 0.0);
    if !interval_at(inside).contains(0.0) {
        return 0.0;
    }
    for _ in 0..80 {
        let z = 0.5 * (inside + outside);
        if interval_at(z).contains(0.0) {
            inside = z;
        } else {
            outside = z;
        }
    }
    p_of_z(inside)
}
