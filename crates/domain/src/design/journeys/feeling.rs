//! One measure for how a step feels, −2…+2, where 0 is *as expected*: the designed feeling is set on it, and what
//! clients said is put on it by the two rules below. Both keep the ends and the middle, and run straight in between.
//!
//! - A **perception** of a touch, −3…+3 against expectation, is multiplied by ⅔.
//! - A **rating** on a scale from w (worst) to b (best) with the expected point e ([`Scale::as_expected`]: 4 on 1–5,
//!   7.5 on 0–10) is 2 × (s − e) ÷ (b − e) from e on and 2 × (s − e) ÷ (e − w) under it: on 1–5, the points are
//!   −2, −1⅓, −⅔, 0, +2.
//!
//! The lived feeling of a step is the mean over all of them with Student's interval. Each counts as independent, also
//! where a client noted and rated the same touch: the interval is then a little too narrow.

use crate::signals::Scale;
use crate::stats::Interval;
use crate::stats::small::Badge;

pub const WORST: i8 = -2;
pub const BEST: i8 = 2;

/// A perception against expectation, −3…+3, as a feeling.
pub fn of_perception(perception: f64) -> f64 {
    perception * f64::from(BEST) / 3.0
}

/// A rating on its scale, more being better, as a feeling.
pub fn of_rating(scale: Scale, score: f64) -> f64 {
    let expected = scale.as_expected();
    let end = if score >= expected {
        f64::from(scale.high()) - expected
    } else {
        expected - f64::from(scale.low())
    };
    // On a scale of two points the worse one is as expected, and nothing lies under it.
    if end == 0.0 {
        return 0.0;
    }
    f64::from(BEST) * (score - expected) / end
}

/// How the lived feeling stands to the designed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LivedVerdict {
    /// The whole interval lies under what was designed.
    Short,
    /// The interval holds it.
    AsDesigned,
    /// The whole interval lies over it.
    Beyond,
    /// Under ten answers, no interval, or nothing was designed.
    Unknown,
}

impl LivedVerdict {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::AsDesigned => "as_designed",
            Self::Beyond => "beyond",
            Self::Unknown => "unknown",
        }
    }

    pub fn of(designed: Option<i8>, interval: Option<Interval>, n: u64) -> Self {
        let (Some(designed), Some(interval)) = (designed.map(f64::from), interval) else {
            return Self::Unknown;
        };
        if matches!(Badge::of(n), Badge::None | Badge::CountsOnly) {
            Self::Unknown
        } else if interval.high < designed {
            Self::Short
        } else if interval.low > designed {
            Self::Beyond
        } else {
            Self::AsDesigned
        }
    }
}
