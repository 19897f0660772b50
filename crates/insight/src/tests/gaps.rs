//! Gathered histories: any split of the log, any order of merging, the same histories and the same findings.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    design::{
        Existence, TouchpointKind,
        gaps::{
            ClientTerm, CueSeen, EventSeen, History, Inputs, Named, Spot, TierTerm, TouchSeen,
            WishSeen, WishWords,
        },
    },
    signals::{AnswerRule, EntryKind, EventKind, LogRow, log::manner, record::Direction},
    time::Timestamp,
};
use proptest::prelude::*;

use super::world::{self, Bench, DAY, Dice, START};
use crate::{
    Scope, Snapshot, Tail,
    fold::Fold,
    gaps::{Gaps, Histories, Remembering},
    rows::Rows,
};

const CLIENTS: i64 = 60;
const DAYS: u64 = 500;

type Whole = Vec<(i64, Vec<TouchSeen>, Vec<EventSeen>, Vec<CueSeen>)>;

/// Touches in every manner, events of which some are followed by a touch, cues, and rows that are no history.
fn rows(seed: u64) -> Vec<LogRow> {
    let mut dice = Dice(seed);
    let mut rows = world::rows(seed, CLIENTS / 2);
    let mut record = 1_000_000;
    for client in 1..=CLIENTS {
        for _ in 0..dice.roll(40) {
            record += 1;
            let time = START + dice.roll(DAYS) as i64 * DAY + dice.roll(86_400) as i64 * 1_000_000;
            let touchpoint = 1 + dice.roll(6) as i32;
            let direction = if dice.roll(3) == 0 {
                Direction::In
            } else {
                Direction::Out
            };
            let touch = LogRow {
                touchpoint,
                stage: touchpoint % 3,
                ..LogRow::touch(time, client, record, direction, dice.roll(2) == 0)
            };
            match dice.roll(6) {
                0 => rows.push(LogRow {
                    question: 1 + dice.roll(3) as i32,
                    ..LogRow::empty(EntryKind::Event, time, client, record)
                }),
                1 => {
                    let touch = LogRow {
                        measure: manner(Direction::In, false),
                        ..touch
                    };
                    rows.push(touch);
                    rows.push(LogRow {
                        kind: EntryKind::Cue.code(),
                        question: dice.roll(2) as i32,
                        ..touch
                    });
                }
                2 => rows.push(LogRow {
                    touchpoint,
                    ..LogRow::empty(EntryKind::Touch, time, client, record)
                }),
                _ => rows.push(touch),
            }
        }
    }
    rows
}

fn inputs() -> Inputs {
    let now = Timestamp::from_micros(START + (DAYS as i64 + 10) * DAY);
    let mut inputs = Inputs::at(now);
    let kind = |no: i32, answer: Option<AnswerRule>| EventKind {
        no,
        key: format!("kind{no}"),
        label: format!("Kind {no}"),
        answer,
    };
    inputs.event_kinds = vec![
        kind(1, AnswerRule::new(vec!["place2".into()], 10).ok()),
        kind(2, AnswerRule::new(vec![], 3).ok()),
        kind(3, None),
    ];
    inputs.inventory.stages = (0..3).map(|no| Named::new(format!("s{no}"), "S")).collect();
    inputs.inventory.touchpoints = (1..=6)
        .map(|no| Spot {
            no,
            key: format!("place{no}"),
            label: format!("Place {no}"),
            kind: if no == 6 {
                TouchpointKind::Static
            } else {
                TouchpointKind::Dynamic
            },
            existence: Existence::Live,
            stage: Some(format!("s{}", no % 3)),
            channel: None,
            audiences: vec![],
        })
        .collect();
    inputs.tiers = vec![TierTerm {
        key: "gold".into(),
        label: "Gold".into(),
        max_silence_days: Some(60),
    }];
    inputs.clients = (0..=CLIENTS)
        .map(|client| ClientTerm {
            tier: (client % 2 == 0).then_some(0),
            departed: client % 7 == 0,
            since: (client % 3 == 0).then_some(Timestamp::from_micros(START)),
        })
        .collect();
    inputs
}

/// All histories, as the fold remembers them.
fn whole(histories: &Histories) -> Whole {
    let see = |all: &mut Whole, history: &History<'_>| {
        all.push((
            history.client,
            history.touches.to_vec(),
            history.events.to_vec(),
            history.cues.to_vec(),
        ));
    };
    histories.gather(inputs().now, Vec::new, see, |ours: &mut Whole, theirs| {
        ours.extend(theirs);
    })
}

/// What one client lived through.
type Seen = (Vec<TouchSeen>, Vec<EventSeen>, Vec<CueSeen>);

/// The same, without bytes: straight from the rows.
fn plainly(rows: &[LogRow]) -> Whole {
    let mut all: BTreeMap<i64, Seen> = BTreeMap::new();
    for row in rows {
        let at = domain::design::gaps::Minutes::of_micros(row.time);
        match EntryKind::of_code(row.kind).unwrap() {
            EntryKind::Touch => all.entry(row.client).or_default().0.push(TouchSeen {
                at,
                touchpoint: row.touchpoint,
                direction: row.manner().map(|it| it.0),
                planned: row.manner().is_some_and(|it| it.1),
            }),
            EntryKind::Event => all.entry(row.client).or_default().1.push(EventSeen {
                at,
                kind: row.question,
                record: row.record,
            }),
            EntryKind::Cue => all.entry(row.client).or_default().2.push(CueSeen {
                at,
                kind: domain::signals::CueKind::of_code(row.question).unwrap(),
                touchpoint: row.touchpoint,
                stage: row.stage,
                record: row.record,
                of_touch: row.manner().is_some(),
            }),
            _ => {}
        }
    }
    all.into_iter()
        .map(|(client, (mut touches, mut events, mut cues))| {
            touches.sort_by_key(|touch| {
                let code = touch
                    .direction
                    .map(|direction| manner(direction, touch.planned));
                (touch.at, touch.touchpoint, code)
            });
            events.sort();
            cues.sort();
            (client, touches, events, cues)
        })
        .collect()
}

fn state_of(rows: &[LogRow]) -> Histories {
    let mut state = Remembering.start();
    if !rows.is_empty() {
        let mut rows = rows.to_vec();
        crate::log::sort(&mut rows);
        let batch = crate::log::batch_of(&rows).unwrap();
        let mut view = Rows::of(&batch);
        scope().select(&mut view);
        Remembering.update(&mut state, &view);
    }
    state
}

fn scope() -> Scope {
    let snapshot = world::snapshot(Vec::new(), Vec::new(), CLIENTS);
    let kinds = [EntryKind::Touch, EntryKind::Event, EntryKind::Cue];
    Scope::resolve(&snapshot, &[], None).unwrap().kinds(&kinds)
}

/// Each wish in its own words; the words of one client in seven are gone.
fn words(wishes: &[WishSeen]) -> Vec<WishWords> {
    wishes
        .iter()
        .filter(|wish| wish.client % 7 != 0)
        .map(|wish| WishWords {
            client: wish.client,
            record: wish.cue.record,
            of_touch: wish.cue.of_touch,
            at: wish.cue.at.timestamp(),
            touchpoint: wish.cue.touchpoint,
            text: "I wish you had explained the invoice.".to_owned(),
        })
        .collect()
}

fn find(bench: &Bench, snapshot: &Snapshot) -> Gaps {
    bench
        .engine
        .find_gaps(
            snapshot,
            &inputs(),
            &mut |wishes| Ok(words(wishes)),
            &|_| {},
        )
        .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn histories_merge(seed: u64) {
        let rows = rows(seed);
        let mut dice = Dice(seed ^ 0x77);
        let expected = plainly(&rows);
        prop_assert_eq!(&whole(&state_of(&rows)), &expected);

        // Split by time and by client alike, as segments and row groups do; some parts are empty.
        let mut parts: Vec<Vec<LogRow>> = vec![Vec::new(); 1 + dice.roll(90) as usize];
        for row in &rows {
            let at = dice.roll(parts.len() as u64) as usize;
            parts[at].push(*row);
        }
        let mut states: Vec<Histories> = parts.iter().map(|part| state_of(part)).collect();
        for state in &mut states {
            let bytes = postcard::to_stdvec(state).unwrap();
            *state = postcard::from_bytes(&bytes).unwrap();
        }
        while states.len() > 1 {
            let other = states.swap_remove(dice.roll(states.len() as u64) as usize);
            let at = dice.roll(states.len() as u64) as usize;
            Remembering.merge(&mut states[at], &other);
        }
        prop_assert_eq!(&whole(&states[0]), &expected);

        // The neutral element, from both sides.
        let mut left = Remembering.start();
        Remembering.merge(&mut left, &states[0]);
        Remembering.merge(&mut left, &Remembering.start());
        prop_assert_eq!(&whole(&left), &expected);
    }

    #[test]
    fn findings_do_not_depend_on_where_the_log_is_cut(seed: u64) {
        let rows = rows(seed);
        let bench = Bench::new();
        let whole = find(&bench, &world::snapshot(Vec::new(), rows.clone(), CLIENTS));
        let mut dice = Dice(seed ^ 0x99);
        let mut parts: Vec<Vec<LogRow>> = vec![Vec::new(); 5];
        for row in rows {
            parts[dice.roll(5) as usize].push(row);
        }
        let tail = parts.pop().unwrap();
        let segments = (0..).zip(parts)
            .filter(|(_, part)| !part.is_empty())
            .map(|(at, part)| bench.seal(at, part))
            .collect();
        let cut = world::snapshot(segments, tail, CLIENTS);
        prop_assert_eq!(&find(&bench, &cut), &whole);
        // From what was kept on the disk, after a restart.
        let again = Bench { engine: Bench::reopen(bench.folder.path()), folder: bench.folder };
        prop_assert_eq!(&find(&again, &cut), &whole);
        let usage = again.engine.usage();
        prop_assert!(usage.from_disk > 0 && usage.computed == 0 && usage.bytes == 0, "{:?}", usage);
    }
}

#[test]
fn undone_imports_leave_no_history() {
    let bench = Bench::new();
    let rows = rows(3);
    let marked = rows.iter().map(|row| LogRow {
        batch: i32::from(row.client % 2 == 0),
        ..*row
    });
    let mut snapshot = world::snapshot(Vec::new(), Vec::new(), CLIENTS);
    snapshot.segments = vec![bench.seal(0, marked.collect())];
    snapshot.retracted = [1].into();
    let odd = rows.into_iter().filter(|row| row.client % 2 != 0).collect();
    let kept = Snapshot {
        tail: Tail::of(odd),
        segments: Vec::new(),
        retracted: Default::default(),
        dimensions: Arc::new(world::dimensions(CLIENTS)),
    };
    let found = find(&bench, &snapshot);
    assert!(!found.findings.is_empty());
    assert_eq!(found, find(&bench, &kept));
}
