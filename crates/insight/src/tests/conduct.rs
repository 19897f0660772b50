//! What was done and felt: any split and any order of merging give the same, and a late fact counts once wherever it
//! stands.

use std::collections::BTreeMap;

use domain::{
    signals::{EntryKind, LogRow, deliveries::Heard},
    time::Granularity,
};
use proptest::prelude::*;

use super::{
    merging::check_rows,
    world::{self, DAY, Dice, START},
};
use crate::{
    By, Conduct, Scope, Snapshot,
    conduct::{Conducting, KINDS},
    grouping::{Grouped, Grouping},
    measures::conduct::{ConductName, of},
};

/// One touch as it is known at last, for the plainest possible count.
#[derive(Clone, Copy)]
struct Last {
    client: i64,
    touchpoint: i32,
    time: i64,
    heard: Heard,
    /// Standards met, checked, further defects.
    delivery: Option<(u64, u64, u64)>,
}

fn some_heard(dice: &mut Dice) -> Heard {
    let mut score = |sides: u64| (dice.roll(sides) < 7).then(|| dice.roll(7) as i8 - 3);
    let (own, felt) = (score(12), score(10));
    let hit = (dice.roll(3) == 0).then(|| dice.roll(2) == 0);
    Heard { own, felt, hit }
}

/// Touches, some with deliveries, some with later facts, and what is true of them.
fn touches(seed: u64, clients: i64) -> (Vec<LogRow>, Vec<Last>) {
    let mut dice = Dice(seed);
    let (mut rows, mut known) = (Vec::new(), Vec::new());
    let mut record = 0;
    for client in 1..=clients {
        for _ in 0..dice.roll(5) {
            record += 1;
            let time = START + dice.roll(300) as i64 * DAY + dice.roll(86_400) as i64 * 1_000_000;
            let touchpoint = dice.roll(world::TOUCHPOINTS as u64) as i32 + 1;
            let mut heard = some_heard(&mut dice);
            let touch = LogRow {
                touchpoint,
                stage: touchpoint % 2,
                question: heard.in_touch(),
                ..LogRow::empty(EntryKind::Touch, time, client, record)
            };
            rows.push(touch);
            let delivery = (dice.roll(3) > 0).then(|| {
                let checked = dice.roll(5);
                let met = checked - dice.roll(checked + 1).min(dice.roll(3));
                (met, checked, dice.roll(4) / 3)
            });
            if let Some((met, checked, defects)) = delivery {
                rows.push(LogRow {
                    kind: EntryKind::Delivery.code(),
                    question: -1,
                    score: met as f64,
                    scale_high: checked as i16,
                    scale_low: defects as i16,
                    ..touch
                });
            }
            for _ in 0..dice.roll(3) {
                record += 1;
                let after = heard.then(some_heard(&mut dice));
                rows.push(LogRow {
                    kind: EntryKind::Felt.code(),
                    question: heard.corrected_to(after),
                    record,
                    ..touch
                });
                heard = after;
            }
            known.push(Last {
                client,
                touchpoint,
                time,
                heard,
                delivery,
            });
        }
    }
    (rows, known)
}

fn scope(snapshot: &Snapshot) -> Scope {
    Scope::resolve(snapshot, &[], None).unwrap().kinds(&KINDS)
}

/// The same again, by hand.
fn expected(known: &[&Last]) -> BTreeMap<&'static str, (Option<f64>, u64)> {
    let share = |hits: usize, n: usize| ((n > 0).then(|| 100.0 * hits as f64 / n as f64), n as u64);
    let lists: Vec<_> = known
        .iter()
        .filter_map(|last| last.delivery.map(|it| (it, last)))
        .filter(|((_, checked, _), _)| *checked > 0)
        .collect();
    let is_perfect = |(met, checked, defects): (u64, u64, u64)| met == checked && defects == 0;
    let perfect = lists.iter().filter(|(it, _)| is_perfect(*it)).count();
    let checked: u64 = lists.iter().map(|((_, checked, _), _)| checked).sum();
    let missed: u64 = lists
        .iter()
        .map(|((met, checked, _), _)| checked - met)
        .sum();
    let gaps: Vec<f64> = known
        .iter()
        .filter_map(|last| Some(f64::from(last.heard.own?) - f64::from(last.heard.felt?)))
        .collect();
    let blind = known
        .iter()
        .filter(|last| last.heard.felt.is_none())
        .count();
    let hits = |wanted: bool| {
        known
            .iter()
            .filter(|last| last.heard.hit == Some(wanted))
            .count()
    };
    let zone = jiff::tz::TimeZone::get("America/Los_Angeles").unwrap();
    let mut months: BTreeMap<(i64, i16, i8), bool> = BTreeMap::new();
    for (it, last) in &lists {
        let date = domain::time::Timestamp::from_micros(last.time).date(&zone);
        *months
            .entry((last.client, date.year(), date.month()))
            .or_insert(true) &= is_perfect(*it);
    }
    let flawless = months.values().filter(|flawless| **flawless).count();
    let mean = (!gaps.is_empty()).then(|| gaps.iter().sum::<f64>() / gaps.len() as f64);
    [
        ("perfection", share(perfect, lists.len())),
        ("rolled_perfection", share(flawless, months.len())),
        ("say_do_gap", share(missed as usize, checked as usize)),
        ("do_feel_gap", (mean, gaps.len() as u64)),
        ("blind_share", share(blind, known.len())),
        (
            "emotion_hit_rate",
            share(hits(true), hits(true) + hits(false)),
        ),
    ]
    .into()
}

fn assert_is(conduct: &Conduct, known: &[&Last]) {
    let expected = expected(known);
    for name in ConductName::ALL {
        let estimate = of(name).estimate(conduct);
        let (value, n) = expected[name.as_str()];
        assert_eq!(estimate.n, n, "{}", name.as_str());
        match (estimate.value, value) {
            (Some(found), Some(value)) => assert!(
                (found - value).abs() < 1e-9,
                "{}: {found} {value}",
                name.as_str()
            ),
            (found, value) => assert_eq!(found, value, "{}", name.as_str()),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn conduct_merges(seed: u64) {
        let snapshot = world::snapshot(Vec::new(), Vec::new(), 40);
        for by in [vec![], vec![By::Touchpoint], vec![By::Stage, By::Time(Granularity::Month)], vec![By::Attribute("tier".into())]] {
            let grouping = Grouping::resolve(&by, &snapshot.dimensions).unwrap();
            let zone = snapshot.dimensions.zone();
            let fold = Grouped { grouping, accumulator: Conducting { zone } };
            check_rows(&fold, &scope(&snapshot), touches(seed, 40).0, seed, |a, b| assert_eq!(a, b));
        }
    }

    #[test]
    fn conduct_is_right(seed: u64) {
        let (rows, known) = touches(seed, 40);
        let snapshot = world::snapshot(Vec::new(), rows, 40);
        let bench = world::Bench::new();
        let groups = bench.engine.conduct(&snapshot, &[], None, &[By::Touchpoint]).unwrap();
        for (keys, conduct) in &groups {
            let here: Vec<&Last> = known.iter().filter(|last| i64::from(last.touchpoint) == keys[0].no).collect();
            assert_is(conduct, &here);
        }
        let all: Vec<&Last> = known.iter().collect();
        if let Some((_, conduct)) = bench.engine.conduct(&snapshot, &[], None, &[]).unwrap().first() {
            assert_is(conduct, &all);
        }
    }
}

/// Touches in one segment, their deliveries in another, what was said later in a third and in the tail: nothing counts
/// twice, and nothing is lost. The kept states of the segments stay right when more is said.
#[test]
fn a_late_fact_counts_once_over_sealed_segments() {
    let bench = world::Bench::new();
    let (rows, known) = touches(11, 60);
    let all: Vec<&Last> = known.iter().collect();
    let of_kind = |kind: EntryKind| -> Vec<LogRow> {
        rows.iter()
            .filter(|row| row.kind == kind.code())
            .copied()
            .collect()
    };
    let (early, late): (Vec<LogRow>, Vec<LogRow>) = of_kind(EntryKind::Felt)
        .into_iter()
        .partition(|row| row.record % 2 == 0);
    let segments = vec![
        bench.seal(1, of_kind(EntryKind::Touch)),
        bench.seal(2, of_kind(EntryKind::Delivery)),
        bench.seal(3, early),
    ];
    let before = world::snapshot(segments.clone(), Vec::new(), 60);
    bench
        .engine
        .conduct(&before, &[], None, &[By::Touchpoint])
        .unwrap();
    let snapshot = world::snapshot(segments, late, 60);
    let whole = bench.engine.conduct(&snapshot, &[], None, &[]).unwrap();
    assert_is(&whole[0].1, &all);
    let mut sum = Conduct::default();
    for (_, conduct) in bench
        .engine
        .conduct(&snapshot, &[], None, &[By::Touchpoint])
        .unwrap()
    {
        sum.merge(&conduct);
    }
    assert_is(&sum, &all);
    assert_eq!(sum, whole[0].1);
}
