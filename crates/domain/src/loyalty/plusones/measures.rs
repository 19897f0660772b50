//! What plus-ones give and what they cost.

use statrs::distribution::{ChiSquared, ContinuousCDF};

use super::ratchet::Life;
use super::{Gift, Reaction, State};
use crate::stats::proportion::{share, wilson};
use crate::stats::{Interval, LEVEL};
use crate::time::Timestamp;

const DAY: i64 = 86_400_000_000;
/// A year, in days.
const YEAR: f64 = 365.0;

/// How clients took it. Held-out ones and those that nobody has heard of yet are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reactions {
    pub wow: u32,
    pub noticed: u32,
    pub unnoticed: u32,
    pub unwanted: u32,
}

impl Reactions {
    pub fn of<'a>(gifts: impl IntoIterator<Item = &'a Gift>) -> Reactions {
        let mut all = Reactions::default();
        for gift in gifts.into_iter().filter(|gift| gift.given()) {
            match gift.reaction {
                Some(Reaction::Wow) => all.wow += 1,
                Some(Reaction::Noticed) => all.noticed += 1,
                Some(Reaction::Unnoticed) => all.unnoticed += 1,
                Some(Reaction::Unwanted) => all.unwanted += 1,
                None => {}
            }
        }
        all
    }

    /// Known reactions.
    pub fn n(self) -> u32 {
        self.wow + self.noticed + self.unnoticed + self.unwanted
    }

    pub fn wow_rate(self) -> Rate {
        Rate::of(self.wow, self.n())
    }

    pub fn unwanted_rate(self) -> Rate {
        Rate::of(self.unwanted, self.n())
    }
}

/// A share with its n and its Wilson interval; without answers neither is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    pub value: Option<f64>,
    pub interval: Option<Interval>,
    pub n: u32,
}

impl Rate {
    pub fn of(hits: u32, n: u32) -> Rate {
        let (hits, of) = (f64::from(hits), f64::from(n));
        Rate {
            value: share(hits, of),
            interval: wilson(hits, of, LEVEL),
            n,
        }
    }
}

/// What one wow costs, in the unit of `cost_cents`: the cost of one delivery ÷ the wow rate. Unknown without a wow; then
/// the upper end is open too.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CostPerWow {
    pub cents: f64,
    pub low: f64,
    /// `None`: the rate's interval reaches down to nothing.
    pub high: Option<f64>,
}

pub fn cost_per_wow(cost_cents: i64, reactions: Reactions) -> Option<CostPerWow> {
    let rate = reactions.wow_rate();
    let (value, interval) = (rate.value.filter(|rate| *rate > 0.0)?, rate.interval?);
    let cost = cost_cents as f64;
    Some(CostPerWow {
        cents: cost / value,
        low: cost / interval.high,
        high: (interval.low > 0.0).then(|| cost / interval.low),
    })
}

/// What a year of it costs, by what was given in the last one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Yearly {
    /// In hundredths of the currency.
    pub cents: f64,
    /// By the exact Poisson interval of the number of deliveries.
    pub interval: Interval,
    pub minutes: f64,
    /// Deliveries that it is reckoned from.
    pub n: u32,
}

/// The yearly cost of going on as in the twelve months before `now`. A plus-one that is younger is stretched to a year,
/// from a month on; before that the year is what was given.
pub fn yearly(cost_cents: i64, minutes: i64, gifts: &[Gift], now: Timestamp) -> Yearly {
    let year_ago = a_year_before(now);
    let given = || gifts.iter().filter(|gift| gift.given() && gift.at <= now);
    let lately = given().filter(|gift| gift.at > year_ago).count() as u32;
    yearly_of(
        (cost_cents, minutes),
        lately,
        given().map(|gift| gift.at).min(),
        now,
    )
}

/// Since when deliveries count for the year up to `now`.
pub fn a_year_before(now: Timestamp) -> Timestamp {
    now.plus_seconds(-(YEAR as i64) * 86_400)
}

/// The same from counts: how often it was given within the year, and when for the first time.
pub fn yearly_of(
    (cost_cents, minutes): (i64, i64),
    n: u32,
    first: Option<Timestamp>,
    now: Timestamp,
) -> Yearly {
    let days = first.map_or(YEAR, |first| {
        (now.micros() - first.micros()) as f64 / DAY as f64
    });
    let stretch = if days < 30.0 {
        1.0
    } else {
        YEAR / days.min(YEAR)
    };
    let per_year = |count: f64| count * stretch * cost_cents as f64;
    let count = poisson(n);
    Yearly {
        cents: per_year(f64::from(n)),
        interval: Interval::new(per_year(count.low), per_year(count.high)),
        minutes: f64::from(n) * stretch * minutes as f64,
        n,
    }
}

/// The exact interval of a count (Garwood 1936).
pub fn poisson(count: u32) -> Interval {
    let tail = (1.0 - LEVEL) / 2.0;
    let quantile = |df: f64, p: f64| {
        ChiSquared::new(df).map_or(f64::NAN, |distribution| distribution.inverse_cdf(p) / 2.0)
    };
    let count = f64::from(count);
    let low = if count > 0.0 {
        quantile(2.0 * count, tail)
    } else {
        0.0
    };
    Interval::new(low, quantile(2.0 * count + 2.0, 1.0 - tail))
}

/// New surprises for each that wore out, in one stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Replenishment {
    /// How many became active for the first time.
    pub new: u32,
    /// How many became a norm.
    pub worn_out: u32,
}

impl Replenishment {
    pub fn of<'a>(
        lives: impl IntoIterator<Item = &'a Life>,
        from: Timestamp,
        to: Timestamp,
    ) -> Replenishment {
        let within = |at: Timestamp| from < at && at <= to;
        let mut all = Replenishment::default();
        for life in lives {
            let first = |state| life.steps.iter().find(move |step| step.to == state);
            all.new += u32::from(first(State::Active).is_some_and(|step| within(step.at)));
            let norms = life.steps.iter().filter(|step| step.to == State::Norm);
            all.worn_out += u32::from(norms.into_iter().any(|step| within(step.at)));
        }
        all
    }

    /// New ÷ worn out; unknown while nothing wore out. Under 1 the debt grows.
    pub fn ratio(self) -> Option<f64> {
        (self.worn_out > 0).then(|| f64::from(self.new) / f64::from(self.worn_out))
    }
}
