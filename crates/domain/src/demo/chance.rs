//! Reproducible chance: one ChaCha stream for each client and use, so that clients can be made in any order.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A stream of chance that depends only on (seed, stream).
#[derive(Debug, Clone)]
pub struct Chance {
    source: ChaCha8Rng,
    spare: Option<f64>,
}

impl Chance {
    pub fn new(seed: u64, stream: u64) -> Chance {
        let mut source = ChaCha8Rng::seed_from_u64(seed);
        source.set_stream(stream);
        Chance {
            source,
            spare: None,
        }
    }

    /// Uniform in `0..1`.
    pub fn unit(&mut self) -> f64 {
        (self.source.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn happens(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// A whole number in `0..end`; 0 when `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        ((self.unit() * end as f64) as usize).min(end.saturating_sub(1))
    }

    /// One of the items. The list must not be empty.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// Standard normal, by Box and Muller (the second of each pair is kept).
    pub fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        let angle = std::f64::consts::TAU * self.unit();
        self.spare = Some(radius * angle.sin());
        radius * angle.cos()
    }

    /// Poisson with a small mean, by Knuth's product.
    pub fn count(&mut self, mean: f64) -> usize {
        let floor = (-mean).exp();
        let mut product = self.unit();
        let mut count = 0;
        while product > floor {
            product *= self.unit();
            count += 1;
        }
        count
    }

    /// Index of a share, where the shares add up to about 1.
    pub fn share(&mut self, shares: impl Iterator<Item = f64>) -> usize {
        let at = self.unit();
        let mut sum = 0.0;
        let mut last = 0;
        for (index, share) in shares.enumerate() {
            sum += share;
            last = index;
            if at < sum {
                return index;
            }
        }
        last
    }
}
