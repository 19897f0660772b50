//! The OK-trap: satisfied clients who are worth much, could go elsewhere, and have felt no plus-one for long.

use std::cmp::Ordering;

use crate::time::Timestamp;

/// A satisfied client.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Number of the client.
    pub client: i64,
    /// What it is worth in a year; `None`: not known.
    pub revenue: Option<f64>,
    /// How many others could serve it; `None`: not known.
    pub alternatives: Option<f64>,
    /// When it felt a plus-one last.
    pub last_plus_one: Option<Timestamp>,
    /// Its first day with us, for those who never felt one.
    pub since: Timestamp,
}

/// A client in the trap.
#[derive(Debug, Clone, PartialEq)]
pub struct Trapped {
    pub candidate: Candidate,
    /// Days since the last felt plus-one; where there was none, since the first day.
    pub days: i64,
    /// No plus-one was ever felt: the days are at least so many.
    pub never: bool,
    /// Revenue × alternatives × days; `None` where one of them is not known. Unknown is not zero.
    pub product: Option<f64>,
}

/// How deep a client is in the trap.
pub fn weigh(candidate: Candidate, now: Timestamp) -> Trapped {
    let since = candidate.last_plus_one.unwrap_or(candidate.since);
    let days = ((now.micros() - since.micros()) / 86_400_000_000).max(0);
    let product = match (candidate.revenue, candidate.alternatives) {
        (Some(revenue), Some(alternatives)) => Some(revenue * alternatives * days as f64),
        _ => None,
    };
    Trapped {
        days,
        never: candidate.last_plus_one.is_none(),
        product,
        candidate,
    }
}

/// The order of the list: the deepest first; those of whom something is not known after them, by what is known.
pub fn order(a: &Trapped, b: &Trapped) -> Ordering {
    let known = |it: &Trapped| {
        let candidate = &it.candidate;
        candidate.revenue.unwrap_or(1.0) * candidate.alternatives.unwrap_or(1.0) * it.days as f64
    };
    (b.product.is_some().cmp(&a.product.is_some()))
        .then_with(|| known(b).total_cmp(&known(a)))
        .then_with(|| a.candidate.client.cmp(&b.candidate.client))
}
