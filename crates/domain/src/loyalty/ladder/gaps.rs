//! The gap table: for each thing that several clients expect, what they expected, what they met, and the gap.
//!
//! SERVQUAL's gap is perceived − expected, per item. It is a description, not a score to predict with: perceived quality
//! alone explains satisfaction ten times better than the difference does (reference §3). So both sides stand beside it.

use std::collections::BTreeMap;

use crate::stats::{Interval, LEVEL, adjust::holm, mean::Sample};

use super::flows::Rate;

/// One client's expectation and how it was met, on one scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Number of the client: pairs of one client are alike.
    pub client: i64,
    /// What is expected: a theme.
    pub item: String,
    /// The scale's ends.
    pub scale: (f64, f64),
    pub expected: f64,
    pub perceived: f64,
}

/// One row of the table. Figures are in points of the item's scale.
#[derive(Debug, Clone, PartialEq)]
pub struct GapRow {
    pub item: String,
    pub scale: (f64, f64),
    pub n: u64,
    /// Who spoke: a client may expect one thing twice.
    pub clients: u64,
    pub expected: f64,
    pub perceived: f64,
    /// Perceived less expected.
    pub gap: f64,
    /// Student's t with clients as clusters (Taylor's variance, clients − 1 degrees of freedom); with one pair a client it
    /// is the plain one. `None` from one client.
    pub interval: Option<Interval>,
    /// Of the gap against nothing, Holm-adjusted over the table.
    pub p: Option<f64>,
    /// Pairs short of, at, and beyond what was expected.
    pub short: Rate,
    pub met: Rate,
    pub beyond: Rate,
}

/// A theme as people would write it: `reach-a-person` is *Reach a person*.
pub fn theme_in_words(theme: &str) -> String {
    let words = theme.replace(['-', '_'], " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}

/// The table, the widest shortfall first. Pairs on different scales are never put together.
pub fn table(pairs: &[Pair]) -> Vec<GapRow> {
    let mut items: BTreeMap<(&str, u64, u64), Vec<&Pair>> = BTreeMap::new();
    for pair in pairs {
        let (low, high) = pair.scale;
        items
            .entry((&pair.item, low.to_bits(), high.to_bits()))
            .or_default()
            .push(pair);
    }
    let mut rows: Vec<GapRow> = items
        .into_values()
        .filter_map(|pairs| row(&pairs))
        .collect();
    let tested: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].p.is_some()).collect();
    let ps: Vec<f64> = tested.iter().filter_map(|at| rows[*at].p).collect();
    for (at, p) in tested.into_iter().zip(holm(&ps)) {
        rows[at].p = Some(p);
    }
    rows.sort_by(|a, b| {
        let share = |row: &GapRow| row.gap / (row.scale.1 - row.scale.0).abs();
        share(a).total_cmp(&share(b)).then(a.item.cmp(&b.item))
    });
    rows
}

fn row(pairs: &[&Pair]) -> Option<GapRow> {
    let gaps: Vec<f64> = pairs.iter().map(|it| it.perceived - it.expected).collect();
    let n = pairs.len() as u64;
    let mean = |of: fn(&Pair) -> f64| pairs.iter().map(|it| of(it)).sum::<f64>() / n as f64;
    let mut of_client: BTreeMap<i64, (f64, f64)> = BTreeMap::new();
    for (pair, gap) in pairs.iter().zip(&gaps) {
        let sums = of_client.entry(pair.client).or_default();
        sums.0 += gap;
        sums.1 += 1.0;
    }
    let sample = clustered(of_client.values())?;
    let count = |is: fn(f64) -> bool| {
        let hits = gaps.iter().filter(|gap| is(**gap)).count() as u64;
        Rate::of(hits, n)
    };
    let nothing = Sample {
        standard_error: Some(0.0),
        mean: 0.0,
        n: f64::INFINITY,
    };
    let p = sample.standard_error.and_then(|error| {
        if error > 0.0 {
            Some(crate::stats::p_of_t(sample.mean / error, sample.n - 1.0))
        } else {
            sample.compare(nothing, LEVEL).map(|it| it.p)
        }
    });
    let first = pairs.first()?;
    Some(GapRow {
        item: first.item.clone(),
        scale: first.scale,
        n,
        clients: of_client.len() as u64,
        expected: mean(|it| it.expected),
        perceived: mean(|it| it.perceived),
        gap: sample.mean,
        interval: sample.interval(LEVEL),
        p,
        short: count(|gap| gap < 0.0),
        met: count(|gap| gap == 0.0),
        beyond: count(|gap| gap > 0.0),
    })
}

/// The mean of all values, from each client's sum and number of values, with Taylor's variance
/// k ÷ (k − 1) · Σ(sum − mean · n)² ÷ (Σn)². Its n counts clients, whose number gives the degrees of freedom.
fn clustered<'a>(clients: impl Iterator<Item = &'a (f64, f64)> + Clone) -> Option<Sample> {
    let (mut sum, mut n, mut k) = (0.0, 0.0, 0.0);
    for (own, count) in clients.clone() {
        sum += own;
        n += count;
        k += 1.0;
    }
    if n == 0.0 {
        return None;
    }
    let mean = sum / n;
    let squares: f64 = clients
        .map(|(own, count)| (own - mean * count).powi(2))
        .sum();
    Some(Sample {
        n: k,
        mean,
        standard_error: (k > 1.0).then(|| (k / (k - 1.0) * squares).sqrt() / n),
    })
}
