//! Kept states: used, right, and thrown away when they no longer hold.

use crate::{Answer, By, Filter, MeasureName, Query, Snapshot};
use domain::{
    signals::LogRow,
    time::{Granularity, Period},
};

use super::world::{self, Bench, DAY, START};

/// Three segments by time, and a tail.
fn cut(bench: &Bench, rows: &[LogRow]) -> Snapshot {
    let third = |at: i64| (START + at * 100 * DAY, START + (at + 1) * 100 * DAY);
    let within = |(from, to): (i64, i64)| -> Vec<LogRow> {
        rows.iter()
            .filter(|row| (from..to).contains(&row.time))
            .copied()
            .collect()
    };
    let segments = (0..3)
        .map(|at| bench.seal(at as usize, within(third(at))))
        .collect();
    world::snapshot(segments, within((START + 300 * DAY, i64::MAX)), 200)
}

fn questions() -> Vec<Query> {
    let tier = |values: &[&str]| Filter::new(By::Attribute("tier".into()), values.iter().copied());
    let year = Period {
        from: world::at("2024-01-01T08:00:00Z"),
        to: world::at("2024-07-01T07:00:00Z"),
    };
    vec![
        Query::new(MeasureName::Nps),
        Query::new(MeasureName::Nps)
            .weighted()
            .by(By::Time(Granularity::Month)),
        Query::new(MeasureName::Csat)
            .by(By::Touchpoint)
            .by(By::Time(Granularity::Week)),
        Query::new(MeasureName::Mean)
            .by(By::Attribute("tier".into()))
            .within(year),
        Query::new(MeasureName::Ces).filtered(tier(&["gold", "A,B"])),
        Query::new(MeasureName::Distribution)
            .by(By::Question)
            .filtered(Filter::new(By::Touchpoint, ["place1", "Place 3"])),
    ]
}

/// Equal but for the last digits of weighted sums.
fn assert_same(a: &Answer, b: &Answer) {
    assert_eq!(a.groups.len(), b.groups.len());
    for (a, b) in a.groups.iter().zip(&b.groups) {
        assert_eq!(
            (&a.keys, a.estimate.n, a.estimate.rejected),
            (&b.keys, b.estimate.n, b.estimate.rejected)
        );
        let close = |a: Option<f64>, b: Option<f64>| match (a, b) {
            (Some(a), Some(b)) => assert!((a - b).abs() < 1e-9, "{a} {b}"),
            (a, b) => assert_eq!(a, b),
        };
        close(a.estimate.value, b.estimate.value);
        close(
            a.estimate.interval.map(|i| i.low),
            b.estimate.interval.map(|i| i.low),
        );
    }
    assert_eq!(a.total.n, b.total.n);
}

#[test]
fn cut_or_whole_cold_or_kept_the_answer_is_the_same() {
    let bench = Bench::new();
    let rows = world::rows(7, 200);
    let cut = cut(&bench, &rows);
    let whole = world::snapshot(Vec::new(), rows, 200);
    for query in questions() {
        let expected = bench.engine.measure(&whole, &query).unwrap();
        let cold = bench.engine.measure(&cut, &query).unwrap();
        assert_same(&cold, &expected);
        let before = bench.engine.usage();
        let warm = bench.engine.measure(&cut, &query).unwrap();
        let after = bench.engine.usage();
        assert_eq!(warm, cold);
        assert_eq!(
            after.row_groups, before.row_groups,
            "nothing was read again"
        );
        assert!(after.from_memory > before.from_memory);

        // After a restart, from disk.
        let engine = Bench::reopen(bench.folder.path());
        assert_eq!(engine.measure(&cut, &query).unwrap(), cold);
        assert_eq!((engine.usage().computed, engine.usage().row_groups), (0, 0));
        assert!(engine.usage().from_disk > 0);
    }
}

#[test]
fn new_rows_in_the_tail_cost_no_segment() {
    let bench = Bench::new();
    let rows = world::rows(8, 200);
    let mut snapshot = cut(&bench, &rows);
    let query = Query::new(MeasureName::Nps).by(By::Time(Granularity::Month));
    let before = bench.engine.measure(&snapshot, &query).unwrap();
    let read = bench.engine.usage().row_groups;
    let mut tail = snapshot.tail.rows().to_vec();
    let one = *tail
        .iter()
        .find(|row| row.measure == 0 && row.score <= 10.0)
        .unwrap();
    tail.push(LogRow {
        record: 1_000_000,
        client: 7,
        ..one
    });
    snapshot.tail = tail.into();
    let after = bench.engine.measure(&snapshot, &query).unwrap();
    assert_eq!(after.total.n, before.total.n + 1);
    assert_eq!(bench.engine.usage().row_groups, read);
}

#[test]
fn a_period_over_whole_segments_uses_what_was_kept_for_all_time() {
    let bench = Bench::new();
    let snapshot = cut(&bench, &world::rows(9, 200));
    bench
        .engine
        .measure(&snapshot, &Query::new(MeasureName::Nps))
        .unwrap();
    let before = bench.engine.usage();
    let first_two = Period {
        from: domain::time::Timestamp::from_micros(START),
        to: domain::time::Timestamp::from_micros(START + 200 * DAY),
    };
    let answer = bench
        .engine
        .measure(&snapshot, &Query::new(MeasureName::Nps).within(first_two))
        .unwrap();
    assert!(answer.total.n > 0);
    assert_eq!(bench.engine.usage().row_groups, before.row_groups);
}

#[test]
fn an_undone_import_counts_nowhere() {
    let bench = Bench::new();
    let rows = world::rows(10, 200);
    let mut snapshot = cut(&bench, &rows);
    let query = Query::new(MeasureName::Mean).by(By::Source);
    let before = bench.engine.measure(&snapshot, &query).unwrap();
    assert_eq!(before.groups.len(), 4);
    snapshot.retracted = [2].into();
    let after = bench.engine.measure(&snapshot, &query).unwrap();
    let left: Vec<LogRow> = rows.into_iter().filter(|row| row.batch != 2).collect();
    assert_same(
        &after,
        &bench
            .engine
            .measure(&world::snapshot(Vec::new(), left, 200), &query)
            .unwrap(),
    );
    assert_eq!(after.groups.len(), 3);
    // An undone import that is in no segment costs nothing.
    let read = bench.engine.usage().row_groups;
    snapshot.retracted = [2, 99].into();
    assert_eq!(
        bench.engine.measure(&snapshot, &query).unwrap().groups,
        after.groups
    );
    assert_eq!(bench.engine.usage().row_groups, read);
}

#[test]
fn changed_attributes_are_computed_anew() {
    let bench = Bench::new();
    let mut snapshot = cut(&bench, &world::rows(11, 200));
    let query = Query::new(MeasureName::Mean).filtered("attr.tier=gold".parse().unwrap());
    let before = bench.engine.measure(&snapshot, &query).unwrap();
    let mut dimensions = world::dimensions(200);
    dimensions.attributes_version = 2;
    dimensions
        .attributes
        .get_mut("tier")
        .unwrap()
        .code_of_client = vec![0; 201];
    snapshot.dimensions = dimensions.into();
    let after = bench.engine.measure(&snapshot, &query).unwrap();
    assert!(after.total.n > before.total.n);
    assert_eq!(
        after.total.n,
        bench
            .engine
            .measure(&snapshot, &Query::new(MeasureName::Mean))
            .unwrap()
            .total
            .n
    );
}

#[test]
fn segments_give_their_rows_back_in_order_and_go_with_all_that_was_kept() {
    let bench = Bench::new();
    let rows = world::rows(12, 200);
    let segment = bench.seal(0, rows.clone());
    assert_eq!(segment.rows, rows.len() as u64);
    let mut expected = rows;
    crate::log::sort(&mut expected);
    let found = bench.engine.rows_of(&segment).unwrap();
    // NaN differs from itself, so the rows are compared as they print.
    assert_eq!(format!("{found:?}"), format!("{expected:?}"));
    assert_eq!(
        segment.from.micros(),
        expected.iter().map(|row| row.time).min().unwrap()
    );

    let snapshot = world::snapshot(vec![segment.clone()], Vec::new(), 200);
    bench
        .engine
        .measure(&snapshot, &Query::new(MeasureName::Nps))
        .unwrap();
    let files = || walk(bench.folder.path());
    assert_eq!(files(), 2, "the segment and one kept state");
    assert_eq!(bench.engine.prune_kept(0).unwrap(), 1);
    assert_eq!(files(), 1);
    bench.engine.clear_memory();
    bench
        .engine
        .measure(&snapshot, &Query::new(MeasureName::Nps))
        .unwrap();
    bench.engine.remove(&segment).unwrap();
    bench.engine.remove(&segment).unwrap();
    assert_eq!(files(), 0);
    assert!(
        bench
            .engine
            .seal("empty", "org/one/2024-01/empty.parquet", Vec::new())
            .is_err()
    );
}

#[test]
fn a_lost_or_broken_segment_is_an_error_not_a_wrong_number() {
    let bench = Bench::new();
    let segment = bench.seal(0, world::rows(13, 20));
    let snapshot = world::snapshot(vec![segment.clone()], Vec::new(), 20);
    let path = bench.folder.path().join(&segment.path);
    std::fs::write(&path, b"not a segment").unwrap();
    let error = bench
        .engine
        .measure(&snapshot, &Query::new(MeasureName::Nps))
        .unwrap_err();
    assert!(error.to_string().contains(&segment.path), "{error}");
    std::fs::remove_file(&path).unwrap();
    assert!(
        bench
            .engine
            .measure(&snapshot, &Query::new(MeasureName::Nps))
            .is_err()
    );
}

#[test]
fn a_broken_kept_state_is_computed_anew() {
    let bench = Bench::new();
    let segment = bench.seal(0, world::rows(14, 50));
    let snapshot = world::snapshot(vec![segment], Vec::new(), 50);
    let expected = bench
        .engine
        .measure(&snapshot, &Query::new(MeasureName::Nps))
        .unwrap();
    for entry in std::fs::read_dir(bench.folder.path().join("org/one/2024-01/s0.kept")).unwrap() {
        std::fs::write(entry.unwrap().path(), b"\x01garbage").unwrap();
    }
    let engine = Bench::reopen(bench.folder.path());
    assert_eq!(
        engine
            .measure(&snapshot, &Query::new(MeasureName::Nps))
            .unwrap(),
        expected
    );
    assert_eq!(engine.usage().computed, 1);
}

fn walk(folder: &std::path::Path) -> usize {
    std::fs::read_dir(folder)
        .map(|entries| {
            entries
                .flatten()
                .map(|entry| {
                    if entry.path().is_dir() {
                        walk(&entry.path())
                    } else {
                        1
                    }
                })
                .sum()
        })
        .unwrap_or(0)
}
