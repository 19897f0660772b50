//! Hold-outs: leaving a plus-one out by lot, to learn what it does.
//!
//! Extras are given to those whom we like, at good moments; clients who got them were happier before. Only a lot makes
//! the ones with and the ones without alike. The lot is drawn by a hash, so that nobody can choose, and asking twice
//! gives the same answer.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{Gift, State};
use crate::stats::mean::Sample;
use crate::stats::{Difference, Interval, LEVEL, p_of_t, t_of_level};

/// Fewer clients than this on either side give no difference.
pub const FEWEST_CLIENTS: usize = 10;

/// Whether the lot says to leave it out for this client this time. `turn`: how often it was this client's turn before,
/// given or held out. Only while it still surprises: what is expected is not withheld.
pub fn held_out(plus_one: Uuid, client: Uuid, turn: u32, percent: i64, state: State) -> bool {
    if percent <= 0 || !matches!(state, State::Idea | State::Trial | State::Active) {
        return false;
    }
    let mut hash = Sha256::new();
    hash.update(plus_one.as_bytes());
    hash.update(client.as_bytes());
    hash.update(turn.to_be_bytes());
    let bytes = hash.finalize();
    let drawn = u64::from_be_bytes([
        bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7],
    ]);
    // The top 53 bits as a share of one.
    let share = (drawn >> 11) as f64 / (1u64 << 53) as f64;
    share * 100.0 < percent as f64
}

/// One side of the comparison: how the touch was felt, −3…+3.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Side {
    pub clients: usize,
    /// Gifts, or turns that were left out, with a felt score.
    pub n: usize,
    pub mean: f64,
}

/// With it against without it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HoldOut {
    pub given: Option<Side>,
    pub held_out: Option<Side>,
    /// Given − held out, in steps of −3…+3, over the means of clients: turns of one client are alike and must not count as
    /// many. Most clients stand on both sides, and who is kinder is kinder on both: what the sides share is taken off the
    /// error (Welch's where nobody stands on both). Unknown with fewer than [`FEWEST_CLIENTS`] on either side.
    pub difference: Option<Difference>,
}

/// What the plus-one does to how the touch is felt.
pub fn analyse(gifts: &[Gift]) -> HoldOut {
    let side = |held_out: bool| {
        let mut by_client: BTreeMap<i64, (f64, f64)> = BTreeMap::new();
        for gift in gifts.iter().filter(|gift| gift.held_out == held_out) {
            if let Some(felt) = gift.felt {
                let (sum, n) = by_client.entry(gift.client).or_default();
                *sum += f64::from(felt);
                *n += 1.0;
            }
        }
        let n: f64 = by_client.values().map(|(_, n)| n).sum();
        let means: BTreeMap<i64, f64> = by_client
            .into_iter()
            .map(|(client, (sum, n))| (client, sum / n))
            .collect();
        (n as usize, means)
    };
    let (given, left_out) = (side(false), side(true));
    let sample = |means: &BTreeMap<i64, f64>| {
        let means: Vec<f64> = means.values().copied().collect();
        Sample::of(&means)
    };
    let told = |(n, means): &(usize, BTreeMap<i64, f64>)| {
        sample(means).map(|sample| Side {
            clients: means.len(),
            n: *n,
            mean: sample.mean,
        })
    };
    let enough = given.1.len().min(left_out.1.len()) >= FEWEST_CLIENTS;
    let difference = enough
        .then(|| {
            let (a, b) = (sample(&given.1)?, sample(&left_out.1)?);
            let welch = a.compare(b, LEVEL)?;
            Some(together(&given.1, &left_out.1, (a, b)).unwrap_or(welch))
        })
        .flatten();
    HoldOut {
        given: told(&given),
        held_out: told(&left_out),
        difference,
    }
}

/// The difference of two means over clients of whom some stand on both sides: the variance of each side less twice what
/// they share, with the degrees of freedom of the smaller side. `None` where nobody or only one stands on both, or nothing
/// of the variance is left.
fn together(
    given: &BTreeMap<i64, f64>,
    left_out: &BTreeMap<i64, f64>,
    (a, b): (Sample, Sample),
) -> Option<Difference> {
    let both = given
        .iter()
        .filter_map(|(client, with)| Some((with - a.mean, left_out.get(client)? - b.mean)));
    let (mut shared, mut k) = (0.0, 0.0);
    for (with, without) in both {
        shared += with * without;
        k += 1.0;
    }
    if k < 2.0 {
        return None;
    }
    let covariance = k / (k - 1.0) * shared / (a.n * b.n);
    let variance = a.standard_error?.powi(2) + b.standard_error?.powi(2) - 2.0 * covariance;
    if variance <= 0.0 {
        return None;
    }
    let (difference, error) = (a.mean - b.mean, variance.sqrt());
    let df = a.n.min(b.n) - 1.0;
    let half = t_of_level(LEVEL, df) * error;
    Some(Difference {
        difference,
        interval: Interval::new(difference - half, difference + half),
        p: p_of_t(difference / error, df),
    })
}
