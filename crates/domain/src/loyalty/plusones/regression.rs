//! Least squares on one or two columns, within clients: what is peculiar to a client falls out, because every value is
//! taken against that client's own mean.

/// Sums of squares and products of columns a and b and the response y, each against its client's mean.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Sums {
    pub aa: f64,
    pub ab: f64,
    pub bb: f64,
    pub ay: f64,
    pub by: f64,
    pub yy: f64,
}

impl Sums {
    /// Takes in the turns of one client: (a, b, y).
    pub fn take(&mut self, turns: impl Iterator<Item = (f64, f64, f64)> + Clone) {
        let (mut n, mut a, mut b, mut y) = (0.0, 0.0, 0.0, 0.0);
        for (one, two, response) in turns.clone() {
            n += 1.0;
            a += one;
            b += two;
            y += response;
        }
        if n == 0.0 {
            return;
        }
        let (a, b, y) = (a / n, b / n, y / n);
        for (one, two, response) in turns {
            let (one, two, response) = (one - a, two - b, response - y);
            self.aa += one * one;
            self.ab += one * two;
            self.bb += two * two;
            self.ay += one * response;
            self.by += two * response;
            self.yy += response * response;
        }
    }

    /// y on a alone.
    pub fn one(&self) -> Fit {
        if self.aa <= TINY {
            return Fit::nothing(self.yy);
        }
        let first = self.ay / self.aa;
        Fit {
            first,
            second: 0.0,
            sse: (self.yy - first * self.ay).max(0.0),
            first_variance: 1.0 / self.aa,
            second_variance: 0.0,
        }
    }

    /// y on a and b; on a alone where they can't be told apart.
    pub fn two(&self) -> Fit {
        let determinant = self.aa * self.bb - self.ab * self.ab;
        if determinant <= TINY * self.aa.max(1.0) * self.bb.max(1.0) {
            return self.one();
        }
        let first = (self.bb * self.ay - self.ab * self.by) / determinant;
        let second = (self.aa * self.by - self.ab * self.ay) / determinant;
        Fit {
            first,
            second,
            sse: (self.yy - first * self.ay - second * self.by).max(0.0),
            first_variance: self.bb / determinant,
            second_variance: self.aa / determinant,
        }
    }
}

/// Under this a column doesn't vary.
const TINY: f64 = 1e-9;

/// Coefficients, the sum of squared errors, and the variances of the coefficients per unit of error variance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fit {
    pub first: f64,
    pub second: f64,
    pub sse: f64,
    pub first_variance: f64,
    pub second_variance: f64,
}

impl Fit {
    fn nothing(yy: f64) -> Fit {
        Fit {
            first: 0.0,
            second: 0.0,
            sse: yy,
            first_variance: 0.0,
            second_variance: 0.0,
        }
    }
}
