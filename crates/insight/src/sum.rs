//! Sums of floats that come out the same, to the last digits, whatever the order of adding and merging.

use serde::{Deserialize, Serialize};

/// A compensated sum (Neumaier): what each addition rounds away is kept and given back at the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sum {
    total: f64,
    lost: f64,
}

impl Sum {
    #[inline]
    pub fn add(&mut self, value: f64) {
        let total = self.total + value;
        self.lost += if self.total.abs() >= value.abs() {
            (self.total - total) + value
        } else {
            (value - total) + self.total
        };
        self.total = total;
    }

    pub fn merge(&mut self, other: &Sum) {
        self.add(other.total);
        self.lost += other.lost;
    }

    pub fn value(&self) -> f64 {
        self.total + self.lost
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_rounding_loses() {
        let mut sum = Sum::default();
        for value in [1.0, 1e100, 1.0, -1e100] {
            sum.add(value);
        }
        assert_eq!(sum.value(), 2.0);
        let (mut left, mut right) = (Sum::default(), Sum::default());
        for _ in 0..1000 {
            left.add(0.1);
            right.add(0.3);
        }
        let mut other_way = right;
        other_way.merge(&left);
        left.merge(&right);
        assert!((left.value() - 400.0).abs() < 1e-12);
        assert_eq!(left.value(), other_way.value());
    }
}
