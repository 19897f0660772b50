//! Habituation: how far one delivery moves what the client expects, α, and what follows from it.
//!
//! The norm E of a client for this plus-one starts at nothing. A delivery P (1 given, 0 left out) is felt against it:
//! what lies above surprises, what lies below disappoints; then the norm moves towards it, E ← E + α (P − E), and
//! between deliveries it fades, E ← E·exp(−δ·days). So the nth delivery in a row lifts by c₊(1 − α)ⁿ⁻¹, half as much
//! every ln 2 ÷ −ln(1 − α) deliveries, and leaving it out after n costs c₋(1 − (1 − α)ⁿ).
//! Source: acclimation and memory decay (Das Gupta, Karmarkar and Roels); adaptation level (Helson).
//!
//! - [`fading`] estimates α from how the lift falls with the number of earlier deliveries.
//! - [`full`] estimates α, δ and both slopes from the whole sequence; it needs turns at which it was left out.
//!
//! Both compare a client with that same client alone, and say so when the data can't tell.

pub mod fading;
pub mod full;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::{Gift, Reaction};
use crate::stats::Interval;

/// So many clients with [`EXPOSURES`] deliveries or more are needed.
pub const CLIENTS: usize = 100;
/// A client with fewer deliveries says little about how they wear out.
pub const EXPOSURES: usize = 3;
/// The square of the normal quantile: a profile likelihood's 95 % interval holds what is this much worse, in units of
/// the error variance.
const CHI_SQUARE: f64 = 3.841;
/// The critical value of the test for any habituation: α ≥ 0, so half of the null's mass sits on the boundary.
pub const BOUNDARY: f64 = 2.71;

/// What was measured at each turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// How the touch was felt against expectation, −3…+3.
    Felt,
    /// Whether the reaction was a wow: 1 or 0.
    Wow,
}

impl Outcome {
    pub const fn as_str(self) -> &'static str {
        match self {
            Outcome::Felt => "felt",
            Outcome::Wow => "wow",
        }
    }
}

/// One turn of one client.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Turn {
    pub given: bool,
    /// Days since this client's turn before; 0 at the first.
    pub days: f64,
    /// What was measured; turns without are kept, because they moved the norm all the same.
    pub y: Option<f64>,
}

/// The turns of clients, each client's in the order of time.
pub type Turns = Vec<Vec<Turn>>;

/// What the gifts say, client by client.
pub fn turns(gifts: &[Gift], outcome: Outcome) -> Turns {
    let mut by_client: BTreeMap<i64, Vec<&Gift>> = BTreeMap::new();
    for gift in gifts {
        by_client.entry(gift.client).or_default().push(gift);
    }
    let measured = |gift: &Gift| match outcome {
        Outcome::Felt => gift.felt.map(f64::from),
        Outcome::Wow if gift.held_out => None,
        Outcome::Wow => gift
            .reaction
            .map(|it| f64::from(u8::from(it == Reaction::Wow))),
    };
    let mut all = Vec::with_capacity(by_client.len());
    for mut gifts in by_client.into_values() {
        gifts.sort_by_key(|gift| (gift.at, gift.no));
        let mut before = None;
        let turn = |gift: &&Gift| {
            let at = gift.at.micros();
            let days = before.map_or(0.0, |before| (at - before) as f64 / 86_400e6);
            before = Some(at);
            Turn {
                given: gift.given(),
                days,
                y: measured(gift),
            }
        };
        all.push(gifts.iter().map(turn).collect());
    }
    all
}

/// Clients who say how it wears out: with [`EXPOSURES`] measured deliveries or more.
pub fn telling(turns: &[Vec<Turn>]) -> usize {
    let measured = |turns: &&Vec<Turn>| {
        let given = turns.iter().filter(|it| it.given && it.y.is_some());
        given.count() >= EXPOSURES
    };
    turns.iter().filter(measured).count()
}

/// The same turns, of which only the deliveries are measured. Leaving out what a client is used to hurts, and would
/// pass for a lift of the next delivery where a model knows lifts alone.
pub fn deliveries_alone(turns: &[Vec<Turn>]) -> Turns {
    let alone = |turn: &Turn| Turn {
        y: turn.y.filter(|_| turn.given),
        ..*turn
    };
    turns
        .iter()
        .map(|client| client.iter().map(alone).collect())
        .collect()
}

/// Why the data can't tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotEstimable {
    /// Fewer than [`CLIENTS`] clients with [`EXPOSURES`] measured deliveries.
    TooFewClients { clients: usize },
    /// Everybody felt the same each time.
    NoVariation,
    /// Every value of α up to 1 fits nearly as well.
    Unbounded,
    /// It was hardly ever left out after it had been given.
    NeverLeftOut,
}

impl NotEstimable {
    pub const fn as_str(self) -> &'static str {
        match self {
            NotEstimable::TooFewClients { .. } => "too_few_clients",
            NotEstimable::NoVariation => "no_variation",
            NotEstimable::Unbounded => "unbounded",
            NotEstimable::NeverLeftOut => "never_left_out",
        }
    }
}

/// Deliveries until the lift has halved: ln 2 ÷ −ln(1 − α). Infinite without habituation.
pub fn half_life(alpha: f64) -> f64 {
    std::f64::consts::LN_2 / -(-alpha).ln_1p()
}

/// The half-life with its interval; `None` at its upper end: it may never wear out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HalfLife {
    /// `None`: it does not wear out.
    pub deliveries: Option<f64>,
    pub low: f64,
    pub high: Option<f64>,
}

impl HalfLife {
    fn of(alpha: f64, interval: Interval) -> HalfLife {
        let finite = |alpha: f64| (alpha > 0.0).then(|| half_life(alpha));
        HalfLife {
            deliveries: finite(alpha),
            low: half_life(interval.high),
            high: finite(interval.low),
        }
    }
}

/// What the nth delivery in a row still lifts, n from 1.
pub fn lift(first: f64, alpha: f64, nth: u32) -> f64 {
    first * (1.0 - alpha).powi(nth as i32 - 1)
}

/// What leaving it out after n deliveries in a row costs.
pub fn withdrawal(slope: f64, alpha: f64, n: u32) -> f64 {
    slope * (1.0 - (1.0 - alpha).powi(n as i32))
}

/// Days until a share of the novelty is back: −ln(1 − share) ÷ δ; never without fading.
pub fn recovery_days(share: f64, decay: f64) -> Option<f64> {
    (decay > 0.0).then(|| -(-share).ln_1p() / decay)
}

/// How a delivery is felt against the norm: what lies above it, what lies below.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Felt {
    pub above: f64,
    pub below: f64,
}

/// Runs the norm through one client's turns: how each is felt against it.
pub fn sequence(alpha: f64, decay: f64, turns: impl IntoIterator<Item = (bool, f64)>) -> Vec<Felt> {
    let mut norm = 0.0;
    let against = |(given, days): (bool, f64)| {
        norm *= (-decay * days).exp();
        let delivered = f64::from(u8::from(given));
        let gap = delivered - norm;
        norm += alpha * gap;
        Felt {
            above: gap.max(0.0),
            below: (-gap).max(0.0),
        }
    };
    turns.into_iter().map(against).collect()
}
