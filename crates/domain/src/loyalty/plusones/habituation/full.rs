//! The whole sequence: norm, fading, and both slopes.
//!
//! y = μ(client) + c₊·above − c₋·below + ε, where *above* and *below* follow from α and δ by
//! [`super::sequence`]. For each pair of a grid the slopes follow by least squares within clients; the best pair has
//! the smallest sum of squared errors. Intervals hold all that some likely pair gives (profile likelihood).

use super::super::regression::{Fit, Sums};
use super::{CHI_SQUARE, CLIENTS, Felt, NotEstimable, Turn, sequence, telling, withdrawal};
use crate::stats::Interval;

/// So many turns at which it was left out after it had been given are needed.
pub const LEFT_OUT: usize = 30;
/// Longest table of what stopping costs.
const LONGEST: u32 = 8;

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Full {
    pub alpha: f64,
    pub alpha_interval: Interval,
    /// Share of the norm that fades in a day.
    pub decay: f64,
    pub decay_interval: Interval,
    /// What a delivery lifts that nobody expected.
    pub above: f64,
    pub above_interval: Interval,
    /// What leaving it out costs somebody who is sure of it.
    pub below: f64,
    pub below_interval: Interval,
    /// What stopping after the nth delivery in a row costs, n from 1.
    pub losses: Vec<Loss>,
    pub clients: usize,
    /// Turns at which it was left out after it had been given.
    pub left_out: usize,
}

/// What stopping after n deliveries costs, as a positive number of steps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Loss {
    pub after: u32,
    pub loss: f64,
    pub band: Interval,
}

/// The coarse grid's step of α.
const COARSE: f64 = 0.02;

/// One point of the grid.
#[derive(Debug, Clone, Copy)]
struct Tried {
    alpha: f64,
    decay: f64,
    fit: Fit,
}

fn try_pair(turns: &[Vec<Turn>], alpha: f64, decay: f64) -> Tried {
    let mut sums = Sums::default();
    for client in turns {
        let felt = sequence(alpha, decay, client.iter().map(|it| (it.given, it.days)));
        let measured = |(felt, turn): (&Felt, &Turn)| Some((felt.above, -felt.below, turn.y?));
        sums.take(felt.iter().zip(client).filter_map(measured));
    }
    Tried {
        alpha,
        decay,
        fit: sums.two(),
    }
}

/// Turns at which it was left out although it had been given before, and was measured.
fn left_out(turns: &[Vec<Turn>]) -> usize {
    let of_client = |client: &Vec<Turn>| {
        let first = client.iter().position(|turn| turn.given);
        first.map_or(0, |first| {
            let later = client[first..].iter();
            later.filter(|turn| !turn.given && turn.y.is_some()).count()
        })
    };
    turns.iter().map(of_client).sum()
}

/// Estimates all of it, or says why it can't be told.
pub fn estimate(turns: &[Vec<Turn>]) -> Result<Full, NotEstimable> {
    let clients = telling(turns);
    if clients < CLIENTS {
        return Err(NotEstimable::TooFewClients { clients });
    }
    let left_out = left_out(turns);
    if left_out < LEFT_OUT {
        return Err(NotEstimable::NeverLeftOut);
    }
    let mut tried = Vec::new();
    let coarse_alphas = (0..=49).map(|step| f64::from(step) * COARSE + 0.01);
    let coarse_decays = [0.0, 0.002, 0.005, 0.01, 0.015, 0.02, 0.03, 0.05, 0.1];
    for alpha in coarse_alphas {
        for decay in coarse_decays {
            tried.push(try_pair(turns, alpha, decay));
        }
    }
    // Finer around the best one, twice.
    for (alpha_step, share) in [(0.005, 0.25), (0.00125, 0.0625)] {
        let best = best(&tried);
        for a in -4..=4 {
            for d in -4..=4 {
                let alpha = (best.alpha + f64::from(a) * alpha_step).clamp(0.001, 0.995);
                let step = (best.decay * share).max(0.0005);
                let decay = (best.decay + f64::from(d) * step).max(0.0);
                tried.push(try_pair(turns, alpha, decay));
            }
        }
    }
    let best = best(&tried);
    let measured: usize = turns
        .iter()
        .map(|client| client.iter().filter(|turn| turn.y.is_some()).count())
        .sum();
    let df = measured.saturating_sub(turns.len() + 4) as f64;
    if df < 1.0 || best.fit.sse <= 0.0 {
        return Err(NotEstimable::NoVariation);
    }
    let bound = best.fit.sse * (1.0 + CHI_SQUARE / df);
    let mut likely: Vec<Tried> = tried.into_iter().filter(|it| it.fit.sse <= bound).collect();
    // The grid's own points end up to a step too early, which would make the interval too narrow.
    let decays: Vec<f64> = coarse_decays
        .into_iter()
        .chain([0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0].map(|share| share * best.decay))
        .collect();
    for step in [-COARSE, COARSE] {
        let ends = likely.iter().map(|it| it.alpha);
        let mut inside = ends.fold(best.alpha, |end, alpha| {
            if (alpha - end) * step > 0.0 {
                alpha
            } else {
                end
            }
        });
        let mut outside = (inside + step).clamp(0.001, 0.995);
        for _ in 0..8 {
            let alpha = (inside + outside) / 2.0;
            let tried = decays.iter().map(|decay| try_pair(turns, alpha, *decay));
            let found: Vec<Tried> = tried.filter(|it| it.fit.sse <= bound).collect();
            if found.is_empty() {
                outside = alpha;
            } else {
                inside = alpha;
                likely.extend(found);
            }
        }
    }
    let over = |value: &dyn Fn(&Tried) -> (f64, f64)| {
        let mut all = Interval::new(f64::INFINITY, f64::NEG_INFINITY);
        for it in &likely {
            let (low, high) = value(it);
            all = Interval::new(all.low.min(low), all.high.max(high));
        }
        all
    };
    let alpha_interval = over(&|it| (it.alpha, it.alpha));
    if alpha_interval.high > 0.985 {
        return Err(NotEstimable::Unbounded);
    }
    let half = |it: &Tried, variance: f64| ((bound - it.fit.sse).max(0.0) * variance).sqrt();
    let below = |it: &Tried| {
        let half = half(it, it.fit.second_variance);
        (it.fit.second - half, it.fit.second + half)
    };
    let losses = (1..=LONGEST)
        .map(|after| Loss {
            after,
            loss: withdrawal(best.fit.second, best.alpha, after),
            band: over(&|it| {
                let (low, high) = below(it);
                (
                    withdrawal(low, it.alpha, after),
                    withdrawal(high, it.alpha, after),
                )
            }),
        })
        .collect();
    Ok(Full {
        alpha: best.alpha,
        alpha_interval,
        decay: best.decay,
        decay_interval: over(&|it| (it.decay, it.decay)),
        above: best.fit.first,
        above_interval: over(&|it| {
            let half = half(it, it.fit.first_variance);
            (it.fit.first - half, it.fit.first + half)
        }),
        below: best.fit.second,
        below_interval: over(&below),
        losses,
        clients,
        left_out,
    })
}

fn best(tried: &[Tried]) -> Tried {
    let best = tried.iter().min_by(|a, b| a.fit.sse.total_cmp(&b.fit.sse));
    // The grid is never empty.
    best.copied().unwrap_or(Tried {
        alpha: 0.0,
        decay: 0.0,
        fit: Sums::default().one(),
    })
}
