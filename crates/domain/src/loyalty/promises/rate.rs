//! How reliably promises are kept on time.

use statrs::distribution::{Beta, ContinuousCDF};

use super::{Standing, State};
use crate::stats::Interval;
use crate::time::Timestamp;

/// After so many days an outcome counts half: a year.
pub const HALF_LIFE_DAYS: f64 = 365.0;

/// One promise whose end is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    pub on_time: bool,
    /// When it was kept or broken.
    pub at: Timestamp,
}

impl Outcome {
    /// `None` while it runs.
    pub fn of(standing: &Standing) -> Option<Outcome> {
        Outcome::of_state(standing.state, standing.settled_at)
    }

    pub fn of_state(state: State, settled_at: Option<Timestamp>) -> Option<Outcome> {
        let on_time = match state {
            State::Kept => true,
            State::KeptLate | State::Broken => false,
            State::Open | State::Renegotiated => return None,
        };
        settled_at.map(|at| Outcome { on_time, at })
    }
}

/// Share of promises kept on time, 0..=1.
///
/// kept ÷ (kept + late + broken). Promises still running are left out: counting them as kept would make young clients
/// look well served. The estimate is the median of the Beta posterior over a uniform prior, Beta(1 + Σ w kept, 1 + Σ w
/// not), where an outcome weighs w = ½^(age ÷ 365 days): what we did lately says more about what we will do.
/// Source: Bayes' rule for a Bernoulli share with a conjugate prior; exponential forgetting.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KeptOnTime {
    pub value: f64,
    /// The central 95 % of the posterior.
    pub interval: Interval,
    /// Promises whose end is known, each counted whole.
    pub n: usize,
    /// Those kept on time, each counted whole.
    pub kept: usize,
    /// What they weigh today, together.
    pub weight: f64,
}

/// `None` where no promise has come to an end yet: unknown, not a half. The order of the outcomes does not matter.
/// Outcomes after `now` are left out, so that the rate can be asked for a day in the past.
pub fn kept_on_time(
    outcomes: &[Outcome],
    now: Timestamp,
    half_life_days: f64,
) -> Option<KeptOnTime> {
    let mut past: Vec<Outcome> = outcomes.iter().copied().filter(|it| it.at <= now).collect();
    // Summed from the oldest, so that the order of the facts can't change the last digit.
    past.sort_by_key(|it| (it.at, it.on_time));
    if past.is_empty() {
        return None;
    }
    let (mut kept, mut not) = (0.0, 0.0);
    for outcome in &past {
        let days = (now.micros() - outcome.at.micros()) as f64 / 86_400_000_000.0;
        let weight = 0.5_f64.powf(days / half_life_days);
        if outcome.on_time {
            kept += weight;
        } else {
            not += weight;
        }
    }
    let (value, interval) = posterior(1.0 + kept, 1.0 + not)?;
    Some(KeptOnTime {
        value,
        interval,
        n: past.len(),
        kept: past.iter().filter(|it| it.on_time).count(),
        weight: kept + not,
    })
}

/// Median and central 95 % of Beta(a, b).
pub fn posterior(a: f64, b: f64) -> Option<(f64, Interval)> {
    let beta = Beta::new(a, b).ok()?;
    let at = |p: f64| quantile(&beta, p);
    Some((at(0.5), Interval::new(at(0.025), at(0.975))))
}

/// By bisection on the distribution function, which is exact to the last digits everywhere; the library's own inverse
/// takes a few Newton steps and stops early in the tails.
fn quantile(beta: &Beta, p: f64) -> f64 {
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if beta.cdf(middle) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}
