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
    let band = |range: Option<(f64, f64)>| {
        let of_band = decisions.iter().filter(|it| match (range, it.trust) {
            (None, None) => true,
            (Some((from, to)), Some(trust)) => {
                from <= trust && (trust < to || (to == 100.0 && trust <= to))
            }
            _ => false,
        });
        let (mut n, mut stayed) = (0, 0);
        for decision in of_band {
            n += 1;
            stayed += u64::from(decision.stayed);
        }
        Band {
            range,
            n,
            stayed,
            share: (n > 0).then(|| stayed as f64 / n as f64),
            interval: wilson(stayed as f64, n as f64, LEVEL),
        }
    };
    let ranges = BANDS.into_iter().map(Some).chain([None]);
    ranges.map(band).collect()
}
