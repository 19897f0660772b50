//! The ladder over the log: any split, any order of merging, all clients or some, the same standings as straight from the
//! facts.

use std::collections::{BTreeMap, HashMap};

use domain::{
    loyalty::{
        Level, Status,
        facts::{ExpectationState, Fact, ProofKind, Reaction, ReadingSource, What},
        ladder::{
            Course, Evidence, Felt, Rules, Rung, Scored, Serving, flows::Flows, proof::Trials,
            scores,
        },
    },
    signals::{EntryKind, LogRow, NONE, QuestionKind, Scale, deliveries::Heard, record::Direction},
    time::Timestamp,
};
use proptest::prelude::*;

use super::world::{self, Bench, DAY, Dice, START};
use crate::{
    LadderInputs, Placed, Scope, Snapshot, Tail,
    fold::Fold,
    ladder::{Gathering, Memory},
    rows::Rows,
};

const CLIENTS: i64 = 50;
const DAYS: u64 = 900;

fn what(dice: &mut Dice, time: i64) -> What {
    match dice.roll(9) {
        0..=2 => What::Expectation(ExpectationState {
            level: Level::ALL[dice.roll(3) as usize],
            status: [
                Status::Confirmed,
                Status::Confirmed,
                Status::Stated,
                Status::Retired,
            ][dice.roll(4) as usize],
            weight: 1.0 + dice.roll(5) as f64 / 3.0,
            half_life_days: 200 + dice.roll(400) as u16,
            confirmed_at: (dice.roll(4) > 0)
                .then(|| Timestamp::from_micros(time - dice.roll(2) as i64 * DAY)),
            theme: dice.roll(4) as i32 - 1,
        }),
        3..=5 => What::Reading {
            delta: dice.roll(13) as f64 / 2.0 - 3.0 + dice.roll(2) as f64 / 7.0,
            source: ReadingSource::ALL[dice.roll(4) as usize],
        },
        6 => What::PlusOne {
            reaction: Reaction::ALL.get(dice.roll(5) as usize).copied(),
        },
        7 => What::Proof {
            kind: ProofKind::ALL[dice.roll(6) as usize],
            cents: dice.roll(9_000_000) as i64 - 1_000,
        },
        _ => What::Withdrawn,
    }
}

/// Facts, some of them corrected, touches felt at once, later, or felt anew, scores, and other rows.
pub(super) fn rows(seed: u64) -> Vec<LogRow> {
    let mut dice = Dice(seed);
    let mut rows = world::rows(seed, CLIENTS / 2);
    let mut record = 1_000_000;
    for client in 1..=CLIENTS {
        let mut roots = Vec::new();
        for _ in 0..dice.roll(30) {
            record += 1;
            let fraction = dice.roll(3) as i64 / 2 * 123_456;
            let time = START
                + dice.roll(DAYS) as i64 * DAY
                + dice.roll(86_400) as i64 * 1_000_000
                + fraction;
            match dice.roll(5) {
                0 => {
                    let felt = (dice.roll(2) == 0).then(|| dice.roll(7) as i8 - 3);
                    let mut heard = Heard::of_felt(felt);
                    let touch = LogRow {
                        touchpoint: 1 + dice.roll(3) as i32,
                        question: heard.in_touch(),
                        ..LogRow::touch(time, client, record, Direction::Out, true)
                    };
                    rows.push(touch);
                    for _ in 0..dice.roll(3) {
                        let after = heard.then(Heard {
                            own: Some(dice.roll(7) as i8 - 3),
                            felt: (dice.roll(2) == 0).then(|| dice.roll(7) as i8 - 3),
                            hit: Some(dice.roll(2) == 0),
                        });
                        if after != heard {
                            rows.push(LogRow {
                                kind: EntryKind::Felt.code(),
                                question: heard.corrected_to(after),
                                ..touch
                            });
                        }
                        heard = after;
                    }
                }
                1 => rows.push(LogRow::answer(
                    time,
                    client,
                    record,
                    7,
                    if dice.roll(2) == 0 {
                        QuestionKind::Recommend
                    } else {
                        QuestionKind::Effort
                    },
                    "0-10".parse().unwrap(),
                    dice.roll(12) as f64,
                )),
                _ => {
                    let fact = Fact {
                        root: record,
                        version: 0,
                        client,
                        at: Timestamp::from_micros(time),
                        subject: 1 + dice.roll(4) as i64,
                        what: what(&mut dice, time),
                    };
                    roots.push(fact);
                    rows.push(fact.row());
                    if dice.roll(5) == 0 {
                        let wrong = &mut roots[dice.roll(1) as usize];
                        wrong.version += 1;
                        wrong.what = what(&mut dice, time);
                        rows.push(wrong.row());
                    }
                }
            }
        }
    }
    rows
}

pub(super) fn inputs() -> LadderInputs {
    LadderInputs {
        rules: Rules::default(),
        serving: Serving::new(vec![(1, 0), (2, 1), (3, 1)]),
        now: Timestamp::from_micros(START + (DAYS as i64 + 10) * DAY),
        worth: HashMap::from([(1, 100.0), (2, 250.0)]),
    }
}

/// Straight from the rows, without bytes and folds.
fn plainly(rows: &[LogRow]) -> BTreeMap<i64, (i64, Evidence)> {
    let mut all: BTreeMap<i64, (i64, Evidence)> = BTreeMap::new();
    let mut heard: BTreeMap<i64, Heard> = BTreeMap::new();
    for row in rows {
        if row.kind == EntryKind::Felt.code() {
            // Later facts stand in the order in which they came.
            heard.insert(row.record, Heard::of_correction(row.question).1);
        }
    }
    for row in rows {
        let (since, evidence) = all
            .entry(row.client)
            .or_insert((row.time, Evidence::default()));
        *since = (*since).min(row.time);
        let at = Timestamp::from_micros(row.time);
        match EntryKind::of_code(row.kind).unwrap() {
            EntryKind::Fact => evidence.facts.extend(Fact::of_row(row)),
            EntryKind::Touch => {
                let known = heard
                    .get(&row.record)
                    .copied()
                    .unwrap_or(Heard::of_touch(row.question));
                evidence.felt.extend(known.felt.map(|felt| Felt {
                    at,
                    record: row.record,
                    touchpoint: row.touchpoint,
                    delta: felt.into(),
                }));
            }
            EntryKind::Answer if row.touchpoint == NONE => {
                let kind = QuestionKind::of_code(row.measure).unwrap();
                let scale = Scale::of_log(row.scale_low, row.scale_high).unwrap();
                if kind != QuestionKind::Effort {
                    evidence
                        .scored
                        .extend(scores::verdict(row.score, scale).map(|verdict| Scored {
                            at,
                            record: row.record,
                            verdict,
                        }));
                }
            }
            _ => {}
        }
    }
    all.values_mut().for_each(|it| it.1.settle());
    all
}

fn expected(rows: &[LogRow], inputs: &LadderInputs) -> Vec<Placed> {
    plainly(rows)
        .into_iter()
        .map(|(client, (since, evidence))| {
            let course = Course::of(evidence, &inputs.serving);
            Placed {
                client,
                since: Some(Timestamp::from_micros(since)),
                standing: course.standing(&inputs.rules, inputs.now),
                transitions: course.transitions(&inputs.rules, inputs.now),
                due: course.due(&inputs.rules, inputs.now),
                left: course.left(inputs.now),
            }
        })
        .collect()
}

fn scope() -> Scope {
    Scope::resolve(&world::snapshot(Vec::new(), Vec::new(), CLIENTS), &[], None).unwrap()
}

fn state_of(rows: &[LogRow]) -> Memory {
    let mut state = Gathering.start();
    if !rows.is_empty() {
        let mut rows = rows.to_vec();
        crate::log::sort(&mut rows);
        let batch = crate::log::batch_of(&rows).unwrap();
        let mut view = Rows::of(&batch);
        scope().select(&mut view);
        Gathering.update(&mut state, &view);
    }
    state
}

/// All evidence, as the fold remembers it.
fn whole(memory: &Memory) -> BTreeMap<i64, (i64, Evidence)> {
    let mut all = BTreeMap::new();
    memory.each(
        Vec::new,
        |found, client, gathered| found.push((client, (gathered.since, gathered.evidence.clone()))),
        &mut |part| all.extend(part),
    );
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn evidence_is_the_same_however_the_log_is_cut(seed in any::<u64>(), ways in 1..70_usize) {
        let rows = rows(seed);
        let mut pieces = vec![Vec::new(); ways];
        let mut dice = Dice(seed ^ 1);
        for row in &rows {
            pieces[dice.roll(ways as u64) as usize].push(*row);
        }
        let mut state = Gathering.start();
        let halves = pieces.len() / 2;
        let mut right = Gathering.start();
        for piece in &pieces[halves..] {
            Gathering.merge(&mut right, &state_of(piece));
        }
        for piece in pieces[..halves].iter().rev() {
            Gathering.merge(&mut state, &state_of(piece));
        }
        // As it is kept on disk.
        let bytes = postcard::to_stdvec(&right).unwrap();
        Gathering.merge(&mut state, &postcard::from_bytes(&bytes).unwrap());
        prop_assert_eq!(whole(&state), plainly(&rows));
    }
}

#[test]
fn standings_are_those_of_the_rules_for_all_clients_and_for_some() {
    let bench = Bench::new();
    let rows = rows(7);
    let inputs = inputs();
    let expected = expected(&rows, &inputs);
    let (old, new): (Vec<LogRow>, Vec<LogRow>) =
        rows.iter().partition(|row| row.time < START + 500 * DAY);
    let (one, two): (Vec<LogRow>, Vec<LogRow>) = old.iter().partition(|row| row.record % 2 == 0);
    let segments = vec![bench.seal(1, one), bench.seal(2, two)];
    let snapshot = world::snapshot(segments, new.clone(), CLIENTS);
    let mut found = Vec::new();
    bench
        .engine
        .place_all(&snapshot, &inputs, &mut |some| found.extend(some))
        .unwrap();
    assert_eq!(found, expected);

    // Only some, and one of whom nothing is known.
    let wanted = [3, 9, 9, 1, 40, 777];
    let some = bench.engine.place(&snapshot, &inputs, &wanted).unwrap();
    let clients: Vec<i64> = some.iter().map(|it| it.client).collect();
    assert_eq!(clients, [1, 3, 9, 40, 777]);
    for placed in &some[..4] {
        assert_eq!(
            Some(placed),
            expected.iter().find(|it| it.client == placed.client)
        );
    }
    assert_eq!(
        (some[4].standing.rung, some[4].since),
        (Rung::Unknown, None)
    );

    // After another fact only that client changes, and it becomes what it would have become in one go.
    let mut more = new;
    let last = inputs.now.micros() - DAY;
    let fact = Fact {
        root: 9_000_000,
        version: 0,
        client: 9,
        at: Timestamp::from_micros(last),
        subject: 1,
        what: What::PlusOne {
            reaction: Some(Reaction::Wow),
        },
    };
    more.push(fact.row());
    let later = Snapshot {
        tail: Tail::of(more),
        ..snapshot.clone()
    };
    let again = bench.engine.place(&later, &inputs, &[9]).unwrap();
    assert_eq!(again[0].standing.last_plus_one, Some(fact.at));
    let mut all = Vec::new();
    bench
        .engine
        .place_all(&later, &inputs, &mut |some| all.extend(some))
        .unwrap();
    let changed: Vec<i64> = all
        .iter()
        .zip(&expected)
        .filter(|(a, b)| a != b)
        .map(|(a, _)| a.client)
        .collect();
    assert_eq!(changed, [9]);
    assert!(all.contains(&again[0]));
    let evidence = bench.engine.evidence_of(&later, 9).unwrap();
    assert!(evidence.facts.contains(&fact));
}

#[test]
fn flows_and_trials_are_sums_over_clients() {
    let bench = Bench::new();
    let rows = rows(11);
    let inputs = inputs();
    let moments: Vec<Timestamp> = (0..5)
        .map(|step| Timestamp::from_micros(START + step * 200 * DAY))
        .collect();
    let segments = vec![bench.seal(1, rows.clone())];
    let snapshot = world::snapshot(segments, Vec::new(), CLIENTS);
    let found = bench
        .engine
        .ladder(&snapshot, &inputs, &moments, &|client| client % 3 != 0)
        .unwrap();
    let (mut flows, mut trials, mut clients) = (Flows::new(5), Trials::default(), 0);
    for (client, (since, evidence)) in plainly(&rows) {
        if client % 3 == 0 {
            continue;
        }
        let course = Course::of(evidence, &inputs.serving);
        let since = Timestamp::from_micros(since);
        flows.see(
            &course,
            &inputs.rules,
            &moments,
            since,
            inputs.worth.get(&client).copied(),
        );
        trials.see(&course, &inputs.rules, inputs.now);
        clients += 1;
    }
    assert_eq!((found.trials, found.clients), (trials, clients));
    assert_eq!(found.flows, flows);
    assert!(
        found.flows.standing[4]
            .iter()
            .map(|it| it.clients)
            .sum::<u64>()
            > 10
    );
}
