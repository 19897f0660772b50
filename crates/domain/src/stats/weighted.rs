//! Weighted answers: what one response stands for in the population.

use super::mean::Sample;

/// The sums over weighted answers from which estimate, variance and effective n follow. They are sums over answers,
/// so they can be added up in any order; `at` gives them per distinct value, which keeps them exact.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weighted {
    points: Vec<Point>,
}

/// All answers with one value: how many, Σw and Σw².
#[derive(Clone, Copy, Debug, PartialEq)]
struct Point {
    value: f64,
    n: f64,
    weight: f64,
    squared: f64,
}

impl Weighted {
    pub fn new() -> Weighted {
        Weighted::default()
    }

    /// Adds `n` answers of one value, with the sum of their weights and of the squares of their weights.
    pub fn at(mut self, value: f64, n: f64, weight: f64, squared: f64) -> Weighted {
        self.points.push(Point {
            value,
            n,
            weight,
            squared,
        });
        self
    }

    /// All answers of both.
    pub fn and(mut self, other: Weighted) -> Weighted {
        self.points.extend(other.points);
        self
    }

    /// From the values and weights themselves.
    pub fn of(values: &[f64], weights: &[f64]) -> Weighted {
        values
            .iter()
            .zip(weights)
            .fold(Weighted::new(), |sums, (&value, &w)| {
                sums.at(value, 1.0, w, w * w)
            })
    }

    /// Number of answers.
    pub fn n(&self) -> f64 {
        self.points.iter().map(|point| point.n).sum()
    }

    fn weight(&self) -> f64 {
        self.points.iter().map(|point| point.weight).sum()
    }

    /// θ = Σws ÷ Σw; `None` when nothing has a weight.
    pub fn mean(&self) -> Option<f64> {
        let weight = self.weight();
        (weight > 0.0).then(|| {
            self.points
                .iter()
                .map(|point| point.weight * point.value)
                .sum::<f64>()
                / weight
        })
    }

    /// Kish's effective number of answers, (Σw)² ÷ Σw²: as many equally weighted answers would say as much.
    pub fn effective_n(&self) -> f64 {
        let squared: f64 = self.points.iter().map(|point| point.squared).sum();
        if squared > 0.0 {
            self.weight().powi(2) / squared
        } else {
            0.0
        }
    }

    /// The linearized (Taylor) variance n ÷ (n − 1) · Σ(w(s − θ) ÷ Σw)², as `svymean` of R's survey package
    /// has it for independent answers; `None` from fewer than two answers.
    pub fn variance(&self) -> Option<f64> {
        let (n, weight, mean) = (self.n(), self.weight(), self.mean()?);
        let sum: f64 = self
            .points
            .iter()
            .map(|point| point.squared * (point.value - mean).powi(2))
            .sum();
        (n > 1.0).then(|| n / (n - 1.0) * sum / (weight * weight))
    }

    pub fn standard_error(&self) -> Option<f64> {
        self.variance().map(f64::sqrt)
    }

    /// As a sample, for the t interval and Welch's test; `None` when nothing has a weight.
    pub fn sample(&self) -> Option<Sample> {
        self.mean().map(|mean| Sample {
            n: self.n(),
            mean,
            standard_error: self.standard_error(),
        })
    }
}
