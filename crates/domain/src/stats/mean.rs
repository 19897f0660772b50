//! Means of scores.

use super::{Difference, Interval, p_of_t, p_of_z, t_of_level};

/// What a mean's interval and tests need to know about a sample.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// Number of answers.
    pub n: f64,
    pub mean: f64,
    /// The mean's standard error; `None` from a single answer, which says nothing about the spread.
    pub standard_error: Option<f64>,
}

/// A sample while its values come, one after the other; none of them is kept (Welford 1962).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Running {
    n: f64,
    mean: f64,
    /// Squared deviations from the mean, together.
    squares: f64,
}

impl Running {
    pub fn add(&mut self, value: f64) {
        self.n += 1.0;
        let off = value - self.mean;
        self.mean += off / self.n;
        self.squares += off * (value - self.mean);
    }

    /// `None` without values.
    pub fn sample(&self) -> Option<Sample> {
        Sample::of_spread(self.n, self.mean, self.squares)
    }
}

impl Sample {
    /// From the values themselves; `None` without values.
    pub fn of(values: &[f64]) -> Option<Sample> {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        Sample::of_spread(n, mean, squares)
    }

    /// From n, the mean and the sum of squared deviations from it; `None` without values.
    pub fn of_spread(n: f64, mean: f64, squares: f64) -> Option<Sample> {
        (n > 0.0).then(|| Sample {
            n,
            mean,
            standard_error: (n > 1.0).then(|| (squares.max(0.0) / (n - 1.0) / n).sqrt()),
        })
    }

    /// Student's t interval with n − 1 degrees of freedom; `None` from a single answer.
    pub fn interval(self, level: f64) -> Option<Interval> {
        let half = t_of_level(level, self.n - 1.0) * self.standard_error?;
        Some(Interval::new(self.mean - half, self.mean + half))
    }

    /// Welch's difference `self − other`, for samples of unequal spread; `None` when either has fewer than two answers.
    ///
    /// Two samples without any spread are told apart by whether their means are equal: p is then 1 or 0.
    pub fn compare(self, other: Sample, level: f64) -> Option<Difference> {
        let (a, b) = (self.standard_error?.powi(2), other.standard_error?.powi(2));
        let difference = self.mean - other.mean;
        let variance = a + b;
        if variance == 0.0 {
            let p = if difference == 0.0 { 1.0 } else { 0.0 };
            return Some(Difference {
                difference,
                interval: Interval::new(difference, difference),
                p,
            });
        }
        let error = variance.sqrt();
        let df = variance * variance / (a * a / (self.n - 1.0) + b * b / (other.n - 1.0));
        let half = t_of_level(level, df) * error;
        let t = difference / error;
        Some(Difference {
            difference,
            interval: Interval::new(difference - half, difference + half),
            p: if df.is_finite() {
                p_of_t(t, df)
            } else {
                p_of_z(t)
            },
        })
    }
}
