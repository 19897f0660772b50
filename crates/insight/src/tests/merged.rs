//! Clients who were found to be others: whatever lies in segments under the number of one counts for the other, and again
//! for itself once that is taken back.

use std::sync::Arc;

use proptest::prelude::*;

use super::ladder::{inputs, rows};
use super::world::{self, Bench, DAY, Dice, START};
use crate::gaps::Remembering;
use crate::{
    By, Dimensions, Filter, MeasureName, Placed, Query, Scope, SegmentInfo, Snapshot, Tail,
};
use domain::signals::LogRow;
use domain::time::Timestamp;

const CLIENTS: i64 = 50;

/// Cut by time: three segments and a tail.
fn cut(bench: &Bench, rows: &[LogRow]) -> (Vec<SegmentInfo>, Vec<LogRow>) {
    let within = |from: i64, to: i64| -> Vec<LogRow> {
        let times = START + from * 250 * DAY..START + to * 250 * DAY;
        let rows = rows.iter().filter(|row| times.contains(&row.time));
        rows.copied().collect()
    };
    let segments = (0..3).map(|at| bench.seal(at as usize, within(at, at + 1)));
    (segments.collect(), within(3, 100))
}

fn snapshot(segments: &[SegmentInfo], tail: &[LogRow], merged: &[(i64, i64)]) -> Snapshot {
    Snapshot {
        segments: segments.to_vec(),
        tail: Tail::of(tail.to_vec()),
        retracted: [2].into(),
        dimensions: Arc::new(Dimensions {
            merged: merged.into(),
            ..world::dimensions(CLIENTS)
        }),
    }
}

/// All that is asked of whose rows they are.
#[derive(Debug, PartialEq)]
struct Told {
    heads: Vec<String>,
    by_tier: String,
    gold: u64,
    conduct: String,
    placed: Vec<Placed>,
    some: Vec<Placed>,
    histories: Vec<(i64, usize, usize)>,
}

fn told(bench: &Bench, snapshot: &Snapshot) -> Told {
    let engine = &bench.engine;
    let tier = By::Attribute("tier".into());
    let mut placed = Vec::new();
    engine
        .place_all(snapshot, &inputs(), &mut |some| placed.extend(some))
        .unwrap();
    let heads = engine
        .respondents(snapshot, &[], None, &[By::Touchpoint])
        .unwrap();
    let gold = Query::new(MeasureName::Csat).filtered(Filter::new(tier.clone(), ["gold"]));
    let by_tier = engine
        .measure(snapshot, &Query::new(MeasureName::Nps).by(tier))
        .unwrap();
    let scope = Scope::resolve(snapshot, &[], None).unwrap();
    let histories = engine.fold(snapshot, &scope, &Remembering).unwrap();
    let histories = histories.gather(
        Timestamp::from_micros(i64::MAX / 2),
        Vec::new,
        |seen, it| seen.push((it.client, it.touches.len(), it.events.len())),
        |seen, more| seen.extend(more),
    );
    Told {
        heads: heads
            .into_iter()
            .map(|(keys, it)| {
                let counts = (it.clients.len(), it.responses, it.entries);
                format!("{keys:?} {counts:?} {:?} {:?}", it.first(), it.last())
            })
            .collect(),
        by_tier: format!(
            "{:?}",
            by_tier
                .groups
                .iter()
                .map(|group| (&group.keys, group.estimate.n, group.estimate.value))
                .collect::<Vec<_>>()
        ),
        gold: engine.measure(snapshot, &gold).unwrap().total.n,
        conduct: format!("{:?}", engine.conduct(snapshot, &[], None, &[]).unwrap()),
        placed,
        some: engine.place(snapshot, &inputs(), &[1, 7, 20, 33]).unwrap(),
        histories,
    }
}

/// Pairs of clients, nobody of whom is on both sides.
fn pairs(seed: u64) -> Vec<(i64, i64)> {
    let mut dice = Dice(seed);
    let mut merged: Vec<(i64, i64)> = (1..=CLIENTS)
        .filter(|_| dice.roll(4) == 0)
        .map(|dropped| (dropped, 0))
        .collect();
    let kept: Vec<i64> = (1..=CLIENTS)
        .filter(|no| merged.iter().all(|(dropped, _)| dropped != no))
        .collect();
    for (_, into) in &mut merged {
        *into = kept[dice.roll(kept.len() as u64) as usize];
    }
    merged
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn sealed_rows_count_for_whom_they_are_found_to_be_of(seed in 0_u64..1_000_000) {
        let bench = Bench::new();
        let rows = rows(seed);
        let (segments, tail) = cut(&bench, &rows);
        let before = told(&bench, &snapshot(&segments, &tail, &[]));
        let merged = pairs(seed);
        // The store gives the tail under the numbers that count; segments keep theirs.
        let counted = |row: &LogRow| {
            let found = merged.iter().find(|(dropped, _)| *dropped == row.client);
            LogRow { client: found.map_or(row.client, |(_, into)| *into), ..*row }
        };
        let tail_now: Vec<LogRow> = tail.iter().map(counted).collect();
        let both = snapshot(&segments, &tail_now, &merged);
        let whole: Vec<LogRow> = rows.iter().map(counted).collect();
        let expected = told(&bench, &snapshot(&[], &whole, &[]));
        prop_assert_eq!(&told(&bench, &both), &expected);
        // Kept states serve the same question again, and not the one after it was taken back.
        prop_assert_eq!(&told(&bench, &both), &expected);
        prop_assert_eq!(&told(&bench, &snapshot(&segments, &tail, &[])), &before);
        let again = Bench { engine: Bench::reopen(bench.folder.path()), folder: tempfile::tempdir().unwrap() };
        prop_assert_eq!(&told(&again, &both), &expected);
        prop_assert_eq!(&told(&again, &snapshot(&segments, &tail, &[])), &before);
    }
}
