//! The iceberg of what clients expect: how much of it is known, how much lies below the waterline, what nobody serves.
//!
//! Everything is computed from tallies, so that one client's dozen and a firm's million go the same way. Retired
//! expectations are no part of it.
//!
//! What one client expects stands together: who was asked is known well, who was not is guessed at throughout. Of many
//! clients the shares' intervals therefore take clients for what is independent ([`Iceberg::of_many`]).

use crate::stats::clusters::Clusters;
use crate::stats::{Interval, LEVEL, median, proportion};

use super::Status;

/// Seven eighths and more of an iceberg lie under water: ice of 917 kg/m³ in sea water of 1,027 kg/m³ gives 0.893, and
/// 8/9 is the share that Tovey takes for expectations nobody speaks of.
pub const BELOW_WATER: f64 = 8.0 / 9.0;

/// How an expectation stands on the waterline picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Knowledge {
    /// Confirmed by the client within its half-life.
    Fresh,
    /// Confirmed once, past its half-life: due for asking again.
    Stale,
    /// Said in passing, never confirmed.
    Stated,
    /// Our guess.
    Assumed,
}

impl Knowledge {
    pub const ALL: [Knowledge; 4] = [
        Knowledge::Fresh,
        Knowledge::Stale,
        Knowledge::Stated,
        Knowledge::Assumed,
    ];

    /// `None`: retired, no part of the iceberg.
    pub fn of(status: Status, fresh: bool) -> Option<Knowledge> {
        match status {
            Status::Confirmed if fresh => Some(Knowledge::Fresh),
            Status::Confirmed => Some(Knowledge::Stale),
            Status::Stated => Some(Knowledge::Stated),
            Status::Assumed => Some(Knowledge::Assumed),
            Status::Retired => None,
        }
    }
}

/// So many expectations are alike in what the iceberg asks of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// 1 stated, 2 probed, 3 unspoken.
    pub depth: u8,
    pub knowledge: Knowledge,
    /// Whether a live plan serves them.
    pub served: bool,
    pub count: u64,
}

/// So many confirmed expectations have this age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aged {
    /// Whole days since the client last confirmed them.
    pub days: u32,
    pub count: u64,
}

/// So many clients are alike in how much they expect and what is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alike {
    pub clients: u64,
    /// Expectations of one of them; retired ones left out.
    pub all: u64,
    /// Confirmed and fresh ones.
    pub known: u64,
    /// Those of depth 2 and 3.
    pub below: u64,
    pub confirmed: u64,
    /// Confirmed ones that no live plan serves.
    pub orphans: u64,
}

/// A share, 0..=1, with what it was counted from. Both are absent where there is nothing to count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    pub hits: u64,
    pub n: u64,
    pub value: Option<f64>,
    /// Wilson, 95 %; of many clients with as many answers as their clusters are worth.
    pub interval: Option<Interval>,
}

impl Share {
    /// With clients as clusters.
    fn among(clients: &Clusters) -> Share {
        Share {
            hits: clients.hits(),
            n: clients.n(),
            value: clients.share(),
            interval: clients.interval(LEVEL),
        }
    }

    pub fn of(hits: u64, n: u64) -> Share {
        Share {
            hits,
            n,
            value: (n > 0).then(|| hits as f64 / n as f64),
            interval: proportion::wilson(hits as f64, n as f64, LEVEL),
        }
    }
}

/// How the share below the waterline compares with an iceberg's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waterline {
    /// Nothing to compare.
    Unknown,
    /// The whole interval lies under 8/9: we hear what is said, and miss what is not.
    Shallow,
    /// 8/9 lies within the interval.
    AsIceberg,
    /// The whole interval lies over 8/9.
    Deep,
}

/// The median age of what clients have confirmed, in days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Age {
    pub n: u64,
    pub days: Option<f64>,
    /// From the order statistics, 95 % at least; absent under six, where no such interval exists.
    pub interval: Option<Interval>,
}

/// How many expectations there are at one depth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Layer {
    pub depth: u8,
    pub fresh: u64,
    pub stale: u64,
    pub stated: u64,
    pub assumed: u64,
}

impl Layer {
    pub fn all(&self) -> u64 {
        self.fresh + self.stale + self.stated + self.assumed
    }
}

/// What one client, or all of them, expect of us, measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Iceberg {
    /// Depth 1, 2 and 3.
    pub layers: [Layer; 3],
    /// Confirmed and fresh ÷ all.
    pub known: Share,
    /// Depth 2 and 3 ÷ all, whatever we know of them.
    pub below: Share,
    pub waterline: Waterline,
    /// Confirmed and served by no live plan ÷ confirmed, stale ones too: they were asked for and nobody saw to it.
    pub orphans: Share,
    pub age: Age,
}

impl Iceberg {
    /// In whatever order the tallies come; several may be alike.
    pub fn of(tallies: &[Tally], ages: &[Aged]) -> Iceberg {
        let mut layers = [1, 2, 3].map(|depth| Layer {
            depth,
            ..Layer::default()
        });
        let (mut orphans, mut confirmed) = (0, 0);
        for it in tallies {
            let layer = &mut layers[usize::from(it.depth.clamp(1, 3)) - 1];
            match it.knowledge {
                Knowledge::Fresh => layer.fresh += it.count,
                Knowledge::Stale => layer.stale += it.count,
                Knowledge::Stated => layer.stated += it.count,
                Knowledge::Assumed => layer.assumed += it.count,
            }
            if matches!(it.knowledge, Knowledge::Fresh | Knowledge::Stale) {
                confirmed += it.count;
                orphans += if it.served { 0 } else { it.count };
            }
        }
        let all = layers.iter().map(Layer::all).sum();
        let fresh = layers.iter().map(|layer| layer.fresh).sum();
        let below = Share::of(layers[1].all() + layers[2].all(), all);
        Iceberg {
            layers,
            known: Share::of(fresh, all),
            below,
            waterline: waterline(below.interval),
            orphans: Share::of(orphans, confirmed),
            age: age(ages),
        }
    }

    /// The same of many clients, counted by client: their shares have intervals that take clients for what is independent
    /// (Taylor's variance, [`Clusters`]). The median age is taken over expectations, and its interval over them too.
    pub fn of_many(tallies: &[Tally], ages: &[Aged], clients: &[Alike]) -> Iceberg {
        let share = |count: fn(&Alike) -> (u64, u64)| {
            let mut clusters = Clusters::default();
            for it in clients {
                let (hits, n) = count(it);
                clusters.add_alike(hits, n, it.clients);
            }
            Share::among(&clusters)
        };
        let below = share(|it| (it.below, it.all));
        Iceberg {
            known: share(|it| (it.known, it.all)),
            below,
            waterline: waterline(below.interval),
            orphans: share(|it| (it.orphans, it.confirmed)),
            ..Iceberg::of(tallies, ages)
        }
    }
}

fn waterline(below: Option<Interval>) -> Waterline {
    match below {
        None => Waterline::Unknown,
        Some(interval) if interval.high < BELOW_WATER => Waterline::Shallow,
        Some(interval) if interval.low > BELOW_WATER => Waterline::Deep,
        Some(_) => Waterline::AsIceberg,
    }
}

fn age(ages: &[Aged]) -> Age {
    let mut sorted: Vec<(f64, u64)> = ages
        .iter()
        .filter(|it| it.count > 0)
        .map(|it| (f64::from(it.days), it.count))
        .collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    Age {
        n: sorted.iter().map(|(_, count)| count).sum(),
        days: median::of_counts(&sorted),
        interval: median::interval(&sorted, LEVEL),
    }
}

#[cfg(test)]
mod tests;
