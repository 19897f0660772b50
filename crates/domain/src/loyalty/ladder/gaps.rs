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
    let mut of_client: BTreeMap<i64, Vec<&Pair>> = BTreeMap::new();
    for pair in pairs {
        of_client.entry(pair.client).or_default().push(pair);
    }
    let mut gaps = Gaps::default();
    for own in of_client.into_values() {
        gaps.see(own);
    }
    gaps.table()
}

type Key = (String, u64, u64);

/// The table while clients are looked at, one after the other. What is kept grows with the items, not with the clients.
#[derive(Debug, Clone, Default)]
pub struct Gaps {
    items: BTreeMap<Key, Sums>,
}

/// What is known of one item.
#[derive(Debug, Clone)]
struct Sums {
    scale: (f64, f64),
    /// The first gap that was seen. The sums are of what lies beyond it, so that gaps that are all equal have no spread to
    /// the last digit.
    anchor: f64,
    n: u64,
    clients: u64,
    expected: f64,
    perceived: f64,
    /// Over clients, of a client's sum s of gaps beyond the anchor and its number of pairs n: Σs, Σs², Σsn, Σn².
    sum: f64,
    squares: f64,
    products: f64,
    n_squares: f64,
    /// Short of, at, and beyond what was expected.
    counts: [u64; 3],
}

impl Gaps {
    /// All pairs of one client, whose numbers are not looked at: the next call counts another client.
    pub fn see<'a>(&mut self, own: impl IntoIterator<Item = &'a Pair>) {
        let mut seen: BTreeMap<Key, (f64, f64)> = BTreeMap::new();
        for pair in own {
            let (low, high) = pair.scale;
            let key = (pair.item.clone(), low.to_bits(), high.to_bits());
            let gap = pair.perceived - pair.expected;
            let sums = self.items.entry(key.clone()).or_insert(Sums {
                scale: pair.scale,
                anchor: gap,
                n: 0,
                clients: 0,
                expected: 0.0,
                perceived: 0.0,
                sum: 0.0,
                squares: 0.0,
                products: 0.0,
                n_squares: 0.0,
                counts: [0; 3],
            });
            sums.n += 1;
            sums.expected += pair.expected;
            sums.perceived += pair.perceived;
            let place = if gap < 0.0 {
                0
            } else if gap > 0.0 {
                2
            } else {
                1
            };
            sums.counts[place] += 1;
            let it = seen.entry(key).or_default();
            it.0 += gap - sums.anchor;
            it.1 += 1.0;
        }
        for (key, (sum, n)) in seen {
            if let Some(sums) = self.items.get_mut(&key) {
                sums.clients += 1;
                sums.sum += sum;
                sums.squares += sum * sum;
                sums.products += sum * n;
                sums.n_squares += n * n;
            }
        }
    }

    /// What was seen so far, the widest shortfall first.
    pub fn table(self) -> Vec<GapRow> {
        let items = self.items.into_iter();
        let mut rows: Vec<GapRow> = items.map(|((item, ..), sums)| sums.row(item)).collect();
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
}

impl Sums {
    /// The mean of all gaps with Taylor's variance over clients, k ÷ (k − 1) · Σ(s − mean · n)² ÷ (Σn)². Its n counts
    /// clients, whose number gives the degrees of freedom.
    fn sample(&self) -> Sample {
        let (n, k) = (self.n as f64, self.clients as f64);
        let mean = self.sum / n;
        let squares = self.squares - 2.0 * mean * self.products + mean * mean * self.n_squares;
        Sample {
            n: k,
            mean: self.anchor + mean,
            standard_error: (k > 1.0).then(|| (k / (k - 1.0) * squares.max(0.0)).sqrt() / n),
        }
    }

    fn row(&self, item: String) -> GapRow {
        let sample = self.sample();
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
        let [short, met, beyond] = self.counts.map(|hits| Rate::of(hits, self.n));
        GapRow {
            item,
            scale: self.scale,
            n: self.n,
            clients: self.clients,
            expected: self.expected / self.n as f64,
            perceived: self.perceived / self.n as f64,
            gap: sample.mean,
            interval: sample.interval(LEVEL),
            p,
            short,
            met,
            beyond,
        }
    }
}
