//! The net promoter score: the share of promoters less the share of detractors.

use super::{Difference, Interval, mover, p_by_bisection, proportion::wilson_at, z_of_level};

/// How many detractors (0–6), passives (7–8) and promoters (9–10) there are. Real numbers, because weighted
/// shares come as share × effective n.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recommendation {
    pub detractors: f64,
    pub passives: f64,
    pub promoters: f64,
}

impl Recommendation {
    pub fn new(detractors: f64, passives: f64, promoters: f64) -> Recommendation {
        Recommendation {
            detractors,
            passives,
            promoters,
        }
    }

    pub fn n(self) -> f64 {
        self.detractors + self.passives + self.promoters
    }

    /// The score as a fraction, −1..=1; `None` without answers.
    pub fn score(self) -> Option<f64> {
        (self.n() > 0.0).then(|| (self.promoters - self.detractors) / self.n())
    }

    /// The variance of one response, P + D − θ²; `None` without answers.
    pub fn variance(self) -> Option<f64> {
        self.score()
            .map(|score| (self.promoters + self.detractors) / self.n() - score * score)
    }

    /// The standard error √(v ÷ n); `None` without answers.
    pub fn standard_error(self) -> Option<f64> {
        self.variance()
            .map(|variance| (variance.max(0.0) / self.n()).sqrt())
    }

    /// The MOVER–Wilson interval: Newcombe's square-and-add applied to the two shares, which are correlated because
    /// nobody is both. Closed form, stays inside −1..=1, never has zero width, defined from one answer on.
    pub fn interval(self, level: f64) -> Option<Interval> {
        (self.n() > 0.0).then(|| self.interval_at(z_of_level(level)))
    }

    fn interval_at(self, z: f64) -> Interval {
        let n = self.n();
        let (p, d) = (self.promoters / n, self.detractors / n);
        let of_p = wilson_at(self.promoters, n, z);
        let of_d = wilson_at(self.detractors, n, z);
        let spread = (1.0 - p) * (1.0 - d);
        let phi = if p * d == 0.0 || spread <= 0.0 {
            0.0
        } else {
            -(p * d / spread).sqrt()
        };
        let root = |a: f64, b: f64| (a * a + b * b - 2.0 * phi * a * b).max(0.0).sqrt();
        let score = p - d;
        Interval {
            low: score - root(p - of_p.low, of_d.high - d),
            high: score + root(of_p.high - p, d - of_d.low),
        }
        .clamp(-1.0, 1.0)
    }

    /// The difference to another score, `self − other`, by the same square-and-add over the two intervals, with the
    /// p-value that belongs to it; `None` when either has no answers. Answers count as independent.
    pub fn compare(self, other: Recommendation, level: f64) -> Option<Difference> {
        let (a, b) = (self.score()?, other.score()?);
        let at = |z: f64| mover(a, self.interval_at(z), b, other.interval_at(z));
        Some(Difference {
            difference: a - b,
            interval: at(z_of_level(level)),
            p: p_by_bisection(a - b, at),
        })
    }
}
