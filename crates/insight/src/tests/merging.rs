//! The law of the mergeable fold: any split of the rows, any order of merging, the same answer.

use std::{collections::BTreeMap, fmt::Debug};

use crate::{
    By, MeasureName, Scope, Snapshot,
    fold::Fold,
    grouping::{Grouped, Grouping},
    people::{Counting, CountingEntries},
    rows::Rows,
    tally::Tallying,
};
use domain::time::Granularity;
use proptest::prelude::*;

use super::world::{self, Dice};

/// The state of some rows, through columns as the engine makes them.
fn state_of<F: Fold>(fold: &F, scope: &Scope, rows: &[domain::signals::LogRow]) -> F::State {
    let mut state = fold.start();
    if !rows.is_empty() {
        let batch = crate::log::batch_of(rows).unwrap();
        let mut view = Rows::of(&batch);
        scope.select(&mut view);
        fold.update(&mut state, &view);
    }
    state
}

/// Cuts sorted rows between clients, at random.
fn split(rows: &[domain::signals::LogRow], dice: &mut Dice) -> Vec<Vec<domain::signals::LogRow>> {
    let mut parts: Vec<Vec<_>> = vec![Vec::new()];
    for (at, row) in rows.iter().enumerate() {
        let other_client = at > 0 && rows[at - 1].client != row.client;
        if other_client && dice.roll(4) == 0 {
            parts.push(Vec::new());
        }
        parts.last_mut().unwrap().push(*row);
    }
    // Empty parts are parts too.
    parts.insert(dice.roll(parts.len() as u64 + 1) as usize, Vec::new());
    parts
}

/// Merges states pairwise in a random tree until one is left.
fn merge_anyhow<F: Fold>(fold: &F, mut states: Vec<F::State>, dice: &mut Dice) -> F::State {
    while states.len() > 1 {
        let other = states.swap_remove(dice.roll(states.len() as u64) as usize);
        let at = dice.roll(states.len() as u64) as usize;
        fold.merge(&mut states[at], &other);
    }
    states.pop().unwrap_or_else(|| fold.start())
}

fn check<F: Fold>(fold: &F, scope: &Scope, seed: u64, same: impl Fn(&F::State, &F::State))
where
    F::State: Debug,
{
    check_rows(fold, scope, world::rows(seed, 40), seed, same);
}

/// The law, for rows of one's own.
pub(super) fn check_rows<F: Fold>(
    fold: &F,
    scope: &Scope,
    mut rows: Vec<domain::signals::LogRow>,
    seed: u64,
    same: impl Fn(&F::State, &F::State),
) where
    F::State: Debug,
{
    crate::log::sort(&mut rows);
    let whole = state_of(fold, scope, &rows);
    let mut dice = Dice(seed ^ 0xabcd);
    let states: Vec<F::State> = split(&rows, &mut dice)
        .iter()
        .map(|part| state_of(fold, scope, part))
        .collect();

    // In order, and in any order.
    let mut in_order = fold.start();
    for state in &states {
        fold.merge(&mut in_order, state);
    }
    same(&whole, &in_order);
    let states: Vec<F::State> = states
        .iter()
        .map(|state| {
            // On the way, a state may be shipped as bytes.
            let bytes = postcard::to_stdvec(state).unwrap();
            let shipped: F::State = postcard::from_bytes(&bytes).unwrap();
            same(state, &shipped);
            shipped
        })
        .collect();
    same(&whole, &merge_anyhow(fold, states, &mut dice));

    // The neutral element, from both sides.
    let mut left = fold.start();
    fold.merge(&mut left, &whole);
    same(&whole, &left);
    let mut right = whole.clone();
    fold.merge(&mut right, &fold.start());
    same(&whole, &right);
}

fn scope(snapshot: &Snapshot) -> Scope {
    Scope::resolve(snapshot, &[], None).unwrap()
}

fn groupings() -> Vec<Vec<By>> {
    vec![
        vec![],
        vec![By::Touchpoint],
        vec![By::Time(Granularity::Week), By::Touchpoint],
        vec![
            By::Attribute("tier".into()),
            By::Channel,
            By::Time(Granularity::Year),
        ],
        vec![
            By::Question,
            By::Source,
            By::Stage,
            By::Time(Granularity::Day),
        ],
    ]
}

fn snapshot() -> Snapshot {
    world::snapshot(Vec::new(), Vec::new(), 40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn tallies_merge(seed: u64) {
        let snapshot = snapshot();
        for by in groupings() {
            let grouping = Grouping::resolve(&by, &snapshot.dimensions).unwrap();
            let fold = Grouped { grouping, accumulator: Tallying { weighted: false } };
            check(&fold, &scope(&snapshot), seed, |a, b| assert_eq!(a, b));
        }
    }

    #[test]
    fn weighted_tallies_merge(seed: u64) {
        let snapshot = snapshot();
        for by in groupings() {
            let grouping = Grouping::resolve(&by, &snapshot.dimensions).unwrap();
            let fold = Grouped { grouping, accumulator: Tallying { weighted: true } };
            check(&fold, &scope(&snapshot), seed, |a, b| {
                assert_eq!(a.0.keys().collect::<Vec<_>>(), b.0.keys().collect::<Vec<_>>());
                for (a, b) in a.0.values().zip(b.0.values()) {
                    assert_eq!((a.n(), a.rejected), (b.n(), b.rejected));
                    for (a, b) in a.histograms().iter().zip(b.histograms()) {
                        assert_eq!(a.counts(), b.counts());
                        for place in 0..a.counts().len() {
                            let (a, b) = (a.weight(place), b.weight(place));
                            assert!((a - b).abs() <= 1e-12 * a.abs().max(1.0), "{a} {b}");
                        }
                    }
                }
            });
        }
    }

    #[test]
    fn heads_merge(seed: u64) {
        let snapshot = snapshot();
        for by in groupings() {
            let grouping = Grouping::resolve(&by, &snapshot.dimensions).unwrap();
            let fold = Grouped { grouping, accumulator: Counting };
            check(&fold, &scope(&snapshot), seed, |a, b| assert_eq!(a, b));
        }
    }

    #[test]
    fn entries_merge(seed: u64) {
        let snapshot = snapshot();
        for by in groupings() {
            let grouping = Grouping::resolve(&by, &snapshot.dimensions).unwrap();
            let fold = Grouped { grouping, accumulator: CountingEntries };
            check(&fold, &scope(&snapshot), seed, |a, b| assert_eq!(a, b));
        }
    }

    /// The tally against the plainest possible count.
    #[test]
    fn tallies_are_right(seed: u64) {
        let rows = world::rows(seed, 40);
        let snapshot = world::snapshot(Vec::new(), rows.clone(), 40);
        let bench = world::Bench::new();
        let answer = bench.engine.measure(&snapshot, &crate::Query::new(MeasureName::Mean).by(By::Touchpoint)).unwrap();
        let mut expected: BTreeMap<i64, (u64, u64, f64)> = BTreeMap::new();
        for row in rows.iter().filter(|row| row.kind == 2 && row.measure == 1) {
            let entry = expected.entry(i64::from(row.touchpoint)).or_default();
            if (1.0..=5.0).contains(&row.score) {
                entry.0 += 1;
                entry.2 += row.score;
            } else {
                entry.1 += 1;
            }
        }
        prop_assert_eq!(answer.groups.len(), expected.len());
        for group in &answer.groups {
            let (n, rejected, sum) = expected[&group.keys[0].no];
            prop_assert_eq!((group.estimate.n, group.estimate.rejected), (n, rejected));
            if n > 0 {
                prop_assert!((group.estimate.value.unwrap() - sum / n as f64).abs() < 1e-12);
            }
        }
    }
}
