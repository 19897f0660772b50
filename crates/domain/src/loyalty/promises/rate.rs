//! How reliably promises are kept on time.

use std::collections::BTreeMap;

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
///
/// Over many clients ([`kept_on_time_among`]) promises made to one client are no independent tries: who forgets one forgets
/// the next. The sums are then scaled to what the clusters are worth, see [`KeptOnTime::effective`].
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
    /// As many promises, each to another client and settled today, would say as much: what enters the posterior. Equal to
    /// the weight where every promise was made to another client.
    pub effective: f64,
}

/// Of one client, or of promises that have nothing to do with each other. `None` where no promise has come to an end yet:
/// unknown, not a half. The order of the outcomes does not matter. Outcomes after `now` are left out, so that the rate can
/// be asked for a day in the past.
pub fn kept_on_time(
    outcomes: &[Outcome],
    now: Timestamp,
    half_life_days: f64,
) -> Option<KeptOnTime> {
    let apart: Vec<(i64, Outcome)> = (0..).zip(outcomes.iter().copied()).collect();
    kept_on_time_among(&apart, now, half_life_days)
}

/// Over many clients, whose numbers stand before the outcomes: clients, not promises, are taken for what is independent.
/// Else as [`kept_on_time`], which it equals where every promise was made to another client.
pub fn kept_on_time_among(
    outcomes: &[(i64, Outcome)],
    now: Timestamp,
    half_life_days: f64,
) -> Option<KeptOnTime> {
    let past = outcomes.iter().copied().filter(|(_, it)| it.at <= now);
    let mut past: Vec<(i64, Outcome)> = past.collect();
    // Summed from the oldest, so that the order of the facts can't change the last digit.
    past.sort_by_key(|(client, it)| (it.at, it.on_time, *client));
    if past.is_empty() {
        return None;
    }
    let mut clients: BTreeMap<i64, Own> = BTreeMap::new();
    let (mut kept, mut not, mut squares) = (0.0, 0.0, 0.0);
    for (client, outcome) in &past {
        let days = (now.micros() - outcome.at.micros()) as f64 / 86_400_000_000.0;
        let weight = 0.5_f64.powf(days / half_life_days);
        let own = clients.entry(*client).or_default();
        own.n += 1.0;
        own.weight += weight;
        squares += weight * weight;
        if outcome.on_time {
            own.kept += weight;
            kept += weight;
        } else {
            not += weight;
        }
    }
    let weight = kept + not;
    let effective = if clients.len() == past.len() || weight <= 0.0 {
        weight
    } else {
        worth(clients.values(), kept / weight, weight, squares)
    };
    // What weighs nothing any more leaves the prior as it is.
    let left = if weight > 0.0 {
        effective / weight
    } else {
        1.0
    };
    let (value, interval) = posterior(1.0 + kept * left, 1.0 + not * left)?;
    Some(KeptOnTime {
        value,
        interval,
        n: past.len(),
        kept: past.iter().filter(|(_, it)| it.on_time).count(),
        weight,
        effective,
    })
}

/// What was promised to one client: how many, what they weigh, and what those weigh that were kept on time.
#[derive(Clone, Copy, Default)]
struct Own {
    n: f64,
    weight: f64,
    kept: f64,
}

/// The weight ÷ design effect: how much wider the weighted share spreads over clients (Taylor's variance
/// k ÷ (k − 1) · Σ(kept − share · weight)²) than over as many independent promises (share · (1 − share) · Σw²). Never more
/// than all of it, never less than one promise of mean weight a client. With equal weights it is
/// [`crate::stats::clusters::Clusters::effective_n`].
fn worth<'a>(
    clients: impl Iterator<Item = &'a Own> + Clone,
    share: f64,
    weight: f64,
    squares: f64,
) -> f64 {
    let k = clients.clone().count() as f64;
    let least: f64 = clients.clone().map(|it| it.weight / it.n).sum();
    let spread: f64 = clients
        .map(|it| (it.kept - share * it.weight).powi(2))
        .sum();
    let alone = share * (1.0 - share) * squares;
    let worth = if k > 1.0 && alone > 0.0 && spread > 0.0 {
        weight * alone / (k / (k - 1.0) * spread)
    } else {
        least
    };
    worth.max(least).min(weight)
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
