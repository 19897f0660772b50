//! Shares: how many of how many.

use super::{Difference, Interval, mover, p_by_bisection, z_of_level};

/// The share `hits ÷ n`, 0..=1; `None` without answers.
///
/// Counts are real numbers, because weighted shares come as share × effective n.
pub fn share(hits: f64, n: f64) -> Option<f64> {
    (n > 0.0).then(|| hits / n)
}

/// Wilson's score interval. It stays inside 0..=1 and never has zero width, also when nobody or everybody did.
/// Source: Wilson 1927; Newcombe 1998, method 3.
pub fn wilson(hits: f64, n: f64, level: f64) -> Option<Interval> {
    (n > 0.0).then(|| wilson_at(hits, n, z_of_level(level)))
}

pub(super) fn wilson_at(hits: f64, n: f64, z: f64) -> Interval {
    let z2 = z * z;
    let centre = (hits + z2 / 2.0) / (n + z2);
    // Rounding can leave a hair of a negative number under the root when everybody did.
    let half = z / (n + z2) * ((hits * (n - hits) / n).max(0.0) + z2 / 4.0).sqrt();
    let low = if hits <= 0.0 { 0.0 } else { centre - half };
    let high = if hits >= n { 1.0 } else { centre + half };
    Interval { low, high }.clamp(0.0, 1.0)
}

/// The difference of two shares `a − b` by Newcombe's hybrid score interval (1998, method 10), with the p-value
/// that belongs to it; `None` when either side has no answers.
pub fn compare(a: (f64, f64), b: (f64, f64), level: f64) -> Option<Difference> {
    let (share_a, share_b) = (share(a.0, a.1)?, share(b.0, b.1)?);
    let at = |z: f64| {
        mover(
            share_a,
            wilson_at(a.0, a.1, z),
            share_b,
            wilson_at(b.0, b.1, z),
        )
    };
    let difference = share_a - share_b;
    Some(Difference {
        difference,
        interval: at(z_of_level(level)),
        p: p_by_bisection(difference, at),
    })
}
