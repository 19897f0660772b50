//! Trust against renewal: whether those stay with whom we had earned trust.

use crate::stats::proportion::wilson;
use crate::stats::{Interval, LEVEL};

/// One client at the moment when it stayed or left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decision {
    /// Geometric index just before, 0–100; `None`: unknown.
    pub trust: Option<f64>,
    pub stayed: bool,
}

/// Where the bands of the index begin and end; the last one holds its end.
pub const BANDS: [(f64, f64); 4] = [(0.0, 40.0), (40.0, 60.0), (60.0, 75.0), (75.0, 100.0)];

/// How many stayed in one band of the index.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// `None`: trust was unknown.
    pub range: Option<(f64, f64)>,
    pub n: u64,
    pub stayed: u64,
    /// Share of those who stayed, 0..=1; `None` without decisions.
    pub share: Option<f64>,
    /// Wilson's interval.
    pub interval: Option<Interval>,
}

/// The bands in their order, that of unknown trust last.
pub fn bands(decisions: &[Decision]) -> Vec<Band> {
    let mut bands = Bands::default();
    decisions.iter().for_each(|it| bands.see(it));
    bands.bands()
}

/// Decisions counted by band, one after the other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bands {
    /// Of each band how many decided, and how many of them stayed; that of unknown trust last.
    counts: [(u64, u64); BANDS.len() + 1],
}

impl Bands {
    pub fn see(&mut self, decision: &Decision) {
        let place = match decision.trust {
            None => Some(BANDS.len()),
            Some(trust) => BANDS.iter().position(|&(from, to)| {
                from <= trust && (trust < to || (to == 100.0 && trust <= to))
            }),
        };
        if let Some((n, stayed)) = place.map(|place| &mut self.counts[place]) {
            *n += 1;
            *stayed += u64::from(decision.stayed);
        }
    }

    /// In their order, that of unknown trust last.
    pub fn bands(&self) -> Vec<Band> {
        let ranges = BANDS.into_iter().map(Some).chain([None]);
        let band = |(range, &(n, stayed)): (Option<(f64, f64)>, &(u64, u64))| Band {
            range,
            n,
            stayed,
            share: (n > 0).then(|| stayed as f64 / n as f64),
            interval: wilson(stayed as f64, n as f64, LEVEL),
        };
        ranges.zip(&self.counts).map(band).collect()
    }
}
