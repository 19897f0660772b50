//! Two periods or segments side by side: what changed, and whether that is more than chance.

use std::collections::BTreeMap;

use domain::stats::{Difference, adjust::holm};

use crate::{
    answer::{Estimate, Key},
    engine::Engine,
    error::InsightError,
    grouping::{Code, Grouping},
    measures::{self, Measure},
    query::{By, MeasureName, Query},
    source::Snapshot,
    tally::{Tally, Tallying},
};

/// Differences under this adjusted p are called significant.
pub const ALPHA: f64 = 0.05;

/// A measure compared in every group.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    pub measure: MeasureName,
    pub by: Vec<By>,
    pub items: Vec<Compared>,
    /// How many differences were tested together.
    pub comparisons: usize,
    /// How they were tested.
    pub method: &'static str,
}

/// One group's two estimates.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    pub keys: Vec<Key>,
    pub a: Estimate,
    pub b: Estimate,
    /// `None` when one side has too few answers for a test.
    pub change: Option<Change>,
}

/// A tested difference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// `a − b` in the measure's unit, with its own 95 % interval and p.
    pub tested: Difference,
    /// Holm's p over all differences tested together.
    pub p_adjusted: f64,
    pub significant: bool,
}

/// Adjusts differences that are looked at together, in their order.
pub fn adjust(differences: &[Option<Difference>]) -> Vec<Option<Change>> {
    let ps: Vec<f64> = differences
        .iter()
        .map(|tested| tested.map_or(f64::NAN, |tested| tested.p))
        .collect();
    let adjusted = holm(&ps);
    differences
        .iter()
        .zip(adjusted)
        .map(|(tested, p_adjusted)| {
            tested.map(|tested| Change {
                tested,
                p_adjusted,
                significant: p_adjusted < ALPHA,
            })
        })
        .collect()
}

pub(crate) fn compare(
    engine: &Engine,
    snapshot: &Snapshot,
    a: &Query,
    b: &Query,
    by: &[By],
) -> Result<Comparison, InsightError> {
    let measure = measures::of(a.measure);
    let grouped = |query: &Query| Query {
        measure: a.measure,
        by: by.to_vec(),
        ..query.clone()
    };
    let (a, b) = (grouped(a), grouped(b));
    let mut sides: BTreeMap<Code, (Tally, Tally)> = BTreeMap::new();
    let grouping = Grouping::resolve(by, &snapshot.dimensions)?;
    for (at, query) in [&a, &b].into_iter().enumerate() {
        let scope = measures::scope(snapshot, query)?;
        let tallying = Tallying {
            weighted: query.weighted,
        };
        for (code, tally) in engine.grouped(snapshot, &scope, by, tallying)?.1 {
            let side = sides.entry(code).or_default();
            if at == 0 {
                side.0 = tally;
            } else {
                side.1 = tally;
            }
        }
    }
    let mut sides: Vec<(Code, (Tally, Tally))> = sides.into_iter().collect();
    grouping.sort(&mut sides);
    let weighted = a.weighted || b.weighted;
    let differences: Vec<Option<Difference>> = sides
        .iter()
        .map(|(_, (of_a, of_b))| measure.difference(of_a, of_b, weighted))
        .collect();
    let changes = adjust(&differences);
    let items = sides
        .iter()
        .zip(changes)
        .map(|((code, (of_a, of_b)), change)| Compared {
            keys: grouping.keys(code),
            a: measure.estimate(of_a, a.weighted),
            b: measure.estimate(of_b, b.weighted),
            change,
        })
        .collect();
    Ok(Comparison {
        measure: a.measure,
        by: by.to_vec(),
        items,
        comparisons: differences.iter().flatten().count(),
        method: method(measure),
    })
}

fn method(measure: &dyn Measure) -> &'static str {
    match measure.about().name {
        MeasureName::Nps => "MOVER",
        MeasureName::Csat | MeasureName::Ces => "Newcombe",
        MeasureName::Mean => "Welch",
        MeasureName::Distribution => "none",
    }
}
