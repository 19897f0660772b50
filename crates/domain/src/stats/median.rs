//! The median of counted values, and its interval from the order statistics, which assumes nothing of how the values
//! are distributed.

use statrs::distribution::{Binomial, DiscreteCDF};

use super::Interval;

/// The k-th smallest value, from 1, of values with their counts in ascending order.
fn kth(sorted: &[(f64, u64)], k: u64) -> Option<f64> {
    let mut passed = 0;
    for (value, count) in sorted {
        passed += count;
        if passed >= k {
            return Some(*value);
        }
    }
    None
}

/// The median of values in ascending order, each with how often it occurs; between the two middle ones their mean.
/// `None` where there is none.
pub fn of_counts(sorted: &[(f64, u64)]) -> Option<f64> {
    let n: u64 = sorted.iter().map(|(_, count)| count).sum();
    if n == 0 {
        return None;
    }
    let (low, high) = (kth(sorted, n.div_ceil(2))?, kth(sorted, n / 2 + 1)?);
    Some(f64::midpoint(low, high))
}

/// The interval of the median between two order statistics, the r-th smallest and the r-th largest, with the greatest r
/// for which the level is held: P(Bin(n, ½) < r) ≤ α ÷ 2 (Conover, *Practical Nonparametric Statistics*, 3.2).
/// `None` where the values are too few for any: under six at 95 %.
pub fn interval(sorted: &[(f64, u64)], level: f64) -> Option<Interval> {
    let n: u64 = sorted.iter().map(|(_, count)| count).sum();
    let binomial = Binomial::new(0.5, n).ok()?;
    let tail = (1.0 - level) / 2.0;
    // P(X ≤ r − 1) ≤ α/2 holds up to some r: found by halving, because n may be in the millions.
    let (mut holds, mut fails) = (0, n / 2 + 1);
    while fails - holds > 1 {
        let middle = holds + (fails - holds) / 2;
        if binomial.cdf(middle - 1) <= tail {
            holds = middle;
        } else {
            fails = middle;
        }
    }
    if holds == 0 {
        return None;
    }
    Some(Interval::new(
        kth(sorted, holds)?,
        kth(sorted, n + 1 - holds)?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ones(n: u64) -> Vec<(f64, u64)> {
        (1..=n).map(|value| (value as f64, 1)).collect()
    }

    #[test]
    fn the_median_of_counted_values() {
        let check = |sorted: &[(f64, u64)], expected: Option<f64>| {
            assert_eq!(of_counts(sorted), expected, "{sorted:?}");
        };
        check(&[], None);
        check(&[(4.0, 1)], Some(4.0));
        check(&[(4.0, 1), (8.0, 1)], Some(6.0));
        check(&[(1.0, 1), (4.0, 1), (8.0, 1)], Some(4.0));
        check(&[(1.0, 3), (9.0, 1)], Some(1.0));
        check(&[(1.0, 2), (9.0, 2)], Some(5.0));
    }

    /// Ranks from the published table of the sign test's interval (Conover, table A3; R: `qbinom(.025, n, .5)`).
    #[test]
    fn the_ranks_are_those_of_the_table() {
        let check = |n: u64, ranks: Option<(f64, f64)>| {
            let found = interval(&ones(n), 0.95).map(|it| (it.low, it.high));
            assert_eq!(found, ranks, "n = {n}");
        };
        check(0, None);
        check(5, None);
        check(6, Some((1.0, 6.0)));
        check(8, Some((1.0, 8.0)));
        check(9, Some((2.0, 8.0)));
        check(10, Some((2.0, 9.0)));
        check(15, Some((4.0, 12.0)));
        check(20, Some((6.0, 15.0)));
        check(25, Some((8.0, 18.0)));
        check(100, Some((40.0, 61.0)));
    }

    #[test]
    fn counted_and_listed_values_give_the_same() {
        let listed = [(2.0, 1), (2.0, 1), (5.0, 1), (5.0, 1), (5.0, 1), (7.0, 1)];
        let counted = [(2.0, 2), (5.0, 3), (7.0, 1)];
        assert_eq!(of_counts(&listed), of_counts(&counted));
        assert_eq!(interval(&listed, 0.95), interval(&counted, 0.95));
    }
}
