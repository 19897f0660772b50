//! Shares whose answers come in clusters: the standards of one delivery, the months of one client. What stands together
//! goes wrong together, so that many answers of few clusters say less than as many independent ones.

use serde::{Deserialize, Serialize};

use super::{Interval, proportion};

/// The sums over clusters from which a share and its interval follow. Whole numbers, so that they add up in any order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clusters {
    count: u64,
    hits: u64,
    n: u64,
    hits_squared: u64,
    n_squared: u64,
    both: u64,
}

impl Clusters {
    /// Adds a cluster of `n` answers with so many hits. An empty one says nothing.
    pub fn add(&mut self, hits: u64, n: u64) {
        self.add_alike(hits, n, 1);
    }

    /// Adds so many clusters that are alike.
    pub fn add_alike(&mut self, hits: u64, n: u64, clusters: u64) {
        if n > 0 {
            self.count += clusters;
            self.hits += clusters * hits;
            self.n += clusters * n;
            self.hits_squared += clusters * hits * hits;
            self.n_squared += clusters * n * n;
            self.both += clusters * hits * n;
        }
    }

    pub fn merge(&mut self, other: &Clusters) {
        self.count += other.count;
        self.hits += other.hits;
        self.n += other.n;
        self.hits_squared += other.hits_squared;
        self.n_squared += other.n_squared;
        self.both += other.both;
    }

    /// Clusters that are not empty.
    pub fn count(&self) -> u64 {
        self.count
    }

    pub fn hits(&self) -> u64 {
        self.hits
    }

    pub fn n(&self) -> u64 {
        self.n
    }

    /// hits ÷ n, 0..=1.
    pub fn share(&self) -> Option<f64> {
        proportion::share(self.hits as f64, self.n as f64)
    }

    /// The linearized (Taylor) variance of the share, k ÷ (k − 1) · Σ(hits − share · n)² ÷ (Σn)²; `None` from fewer than
    /// two clusters.
    pub fn variance(&self) -> Option<f64> {
        let share = self.share()?;
        let k = self.count as f64;
        let squares = self.hits_squared as f64 - 2.0 * share * self.both as f64
            + share * share * self.n_squared as f64;
        (self.count > 1).then(|| k / (k - 1.0) * squares.max(0.0) / (self.n as f64).powi(2))
    }

    /// As many independent answers would say as much: n ÷ design effect, never more than n and never less than one a
    /// cluster. Where all or none are hits, the clusters show no spread, and each counts as one answer.
    pub fn effective_n(&self) -> f64 {
        let (n, k) = (self.n as f64, self.count as f64);
        let Some(share) = self.share() else {
            return 0.0;
        };
        let alone = share * (1.0 - share) / n;
        match self.variance() {
            Some(variance) if alone > 0.0 && variance > 0.0 => (n * alone / variance).clamp(k, n),
            _ => k,
        }
    }

    /// Wilson's interval with the effective n (Korn and Graubard 1998, with Wilson's in place of the exact interval:
    /// Dean and Pagano 2015). It stays inside 0..=1 and never has zero width.
    pub fn interval(&self, level: f64) -> Option<Interval> {
        let n = self.effective_n();
        proportion::wilson(self.share()? * n, n, level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::LEVEL;

    fn of(clusters: &[(u64, u64)]) -> Clusters {
        let mut sums = Clusters::default();
        for &(hits, n) in clusters {
            sums.add(hits, n);
        }
        sums
    }

    #[test]
    fn clusters_of_one_are_wilson() {
        let sums = of(&[
            (1, 1),
            (1, 1),
            (0, 1),
            (1, 1),
            (0, 1),
            (1, 1),
            (1, 1),
            (1, 1),
        ]);
        assert_eq!((sums.hits(), sums.n(), sums.count()), (6, 8, 8));
        assert_eq!(sums.effective_n(), 8.0);
        assert_eq!(sums.interval(LEVEL), proportion::wilson(6.0, 8.0, LEVEL));
    }

    /// By hand: share 0.5; deviations 2, −2, 2, −2; variance 4/3 · 16 ÷ 256 = 1/12; alone 0.25 ÷ 16 = 1/64; effective n
    /// 16 · 12 ÷ 64 = 3, and one a cluster is 4.
    #[test]
    fn what_goes_wrong_together_counts_less() {
        let sums = of(&[(4, 4), (0, 4), (4, 4), (0, 4)]);
        assert!((sums.variance().unwrap() - 1.0 / 12.0).abs() < 1e-12);
        assert_eq!(sums.effective_n(), 4.0);
        let spread = of(&[(3, 4), (2, 4), (2, 4), (1, 4)]);
        // Deviations 1, 0, 0, −1: variance 4/3 · 2 ÷ 256 = 1/96, under 1/64: never more than n.
        assert!((spread.variance().unwrap() - 1.0 / 96.0).abs() < 1e-12);
        assert_eq!(spread.effective_n(), 16.0);
    }

    #[test]
    fn all_or_none_has_an_interval_all_the_same() {
        let sums = of(&[(0, 6); 5]);
        let interval = sums.interval(LEVEL).unwrap();
        assert_eq!(interval, proportion::wilson(0.0, 5.0, LEVEL).unwrap());
        assert_eq!(Clusters::default().interval(LEVEL), None);
        assert_eq!(of(&[(2, 6)]).effective_n(), 1.0);
        let mut alike = of(&[(1, 2)]);
        alike.add_alike(0, 6, 5);
        alike.add_alike(0, 0, 9);
        let mut one_by_one = of(&[(0, 6); 5]);
        one_by_one.add(1, 2);
        assert_eq!(alike, one_by_one);
    }

    #[test]
    fn any_split_gives_the_same_sums() {
        let all: Vec<(u64, u64)> = (0..40).map(|i| (i % 5, 4 + i % 3)).collect();
        let whole = of(&all);
        for cut in 0..=all.len() {
            let mut left = of(&all[..cut]);
            left.merge(&of(&all[cut..]));
            assert_eq!(left, whole);
        }
    }
}
