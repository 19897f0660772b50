//! A small made-up log, different for each seed.

use std::sync::Arc;

use crate::{
    AttributeColumn, AttributeValue, Dimensions, Engine, Limits, QuestionTerm, SegmentInfo,
    Snapshot, Tail, Term, TouchpointTerm,
};
use domain::{
    signals::{EntryKind, LogRow, QuestionKind, Scale},
    time::Timestamp,
};

pub const START: i64 = 1_700_000_000_000_000;
pub const DAY: i64 = 86_400_000_000;

/// Numbers from a seed (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }
}

pub const TOUCHPOINTS: i32 = 4;

/// Responses with answers of all kinds, on and off their scales, some with comments, and touches.
pub fn rows(seed: u64, clients: i64) -> Vec<LogRow> {
    let mut dice = Dice(seed);
    let mut rows = Vec::new();
    let mut record = 0;
    for client in 1..=clients {
        for _ in 0..1 + dice.roll(3) {
            record += 1;
            let time = START + dice.roll(400) as i64 * DAY + dice.roll(86_400) as i64 * 1_000_000;
            let weight = 0.25 + dice.roll(100) as f64 / 37.0;
            let batch = dice.roll(4) as i32;
            let common = |row: LogRow| LogRow {
                weight,
                batch,
                source: batch,
                channel: (client % 3) as i32 - 1,
                ..row
            };
            if dice.roll(4) == 0 {
                rows.push(common(LogRow {
                    touchpoint: 1,
                    ..LogRow::empty(EntryKind::Touch, time, client, record)
                }));
                continue;
            }
            rows.push(common(LogRow::empty(
                EntryKind::Response,
                time,
                client,
                record,
            )));
            for touchpoint in 1..=TOUCHPOINTS {
                if dice.roll(3) == 0 {
                    continue;
                }
                let score = dice.roll(8) as f64;
                let answer = LogRow::answer(
                    time,
                    client,
                    record,
                    touchpoint,
                    QuestionKind::Rating,
                    Scale::ONE_TO_FIVE,
                    score,
                );
                rows.push(common(LogRow {
                    touchpoint,
                    stage: touchpoint % 2,
                    ..answer
                }));
            }
            let score = dice.roll(13) as f64;
            rows.push(common(LogRow::answer(
                time,
                client,
                record,
                5,
                QuestionKind::Recommend,
                Scale::RECOMMEND,
                score,
            )));
            let scale: Scale = "1-5r".parse().unwrap();
            let score = dice.roll(6) as f64;
            rows.push(common(LogRow::answer(
                time,
                client,
                record,
                6,
                QuestionKind::Effort,
                scale,
                score,
            )));
            if dice.roll(3) == 0 {
                rows.push(common(LogRow {
                    touchpoint: 2,
                    question: 7,
                    measure: QuestionKind::Comment.code(),
                    ..LogRow::empty(EntryKind::Comment, time, client, record)
                }));
            }
        }
    }
    rows
}

pub fn dimensions(clients: i64) -> Dimensions {
    let term = |no: i32, key: &str| Term {
        no,
        key: key.to_owned(),
        label: key.to_uppercase(),
    };
    let question = |no: i32, key: &str, kind, scale: &str, touchpoint| QuestionTerm {
        no,
        key: key.to_owned(),
        label: key.to_uppercase(),
        kind,
        scale: scale.parse().ok(),
        touchpoint,
        aspect: None,
        primary: touchpoint.is_some(),
    };
    let mut questions: Vec<QuestionTerm> = (1..=TOUCHPOINTS)
        .map(|no| {
            question(
                no,
                &format!("rate{no}"),
                QuestionKind::Rating,
                "1-5",
                Some(no),
            )
        })
        .collect();
    questions.push(question(
        5,
        "recommend",
        QuestionKind::Recommend,
        "0-10",
        None,
    ));
    questions.push(question(6, "effort", QuestionKind::Effort, "1-5r", None));
    questions.push(question(7, "words", QuestionKind::Comment, "", None));
    let tier = |key: &str| AttributeValue {
        key: key.to_owned(),
        label: key.to_owned(),
    };
    Dimensions {
        touchpoints: (1..=TOUCHPOINTS)
            .map(|no| TouchpointTerm {
                no,
                key: format!("place{no}"),
                label: format!("Place {no}"),
                stage: Some(no % 2),
                channel: None,
            })
            .collect(),
        questions,
        stages: vec![term(1, "arrive"), term(0, "stay")],
        channels: vec![term(0, "web"), term(1, "phone")],
        sources: (0..4).map(|no| term(no, &format!("survey{no}"))).collect(),
        attributes: [(
            "tier".to_owned(),
            AttributeColumn {
                label: "Tier".to_owned(),
                values: vec![tier("gold"), tier("silver"), tier("A,B")],
                code_of_client: (0..=clients)
                    .map(|client| (client % 4) as i32 - 1)
                    .collect(),
            },
        )]
        .into(),
        attributes_version: 1,
        merged: Arc::default(),
        time_zone: Some(jiff::tz::TimeZone::get("America/Los_Angeles").unwrap()),
    }
}

/// An engine over a folder that goes with it.
pub struct Bench {
    pub engine: Engine,
    pub folder: tempfile::TempDir,
}

impl Bench {
    pub fn new() -> Bench {
        let folder = tempfile::tempdir().unwrap();
        Bench {
            engine: Bench::reopen(folder.path()),
            folder,
        }
    }

    /// Another engine over the same folder, as after a restart.
    pub fn reopen(folder: &std::path::Path) -> Engine {
        let limits = Limits {
            keep_on_disk_from_rows: 1,
            ..Limits::default()
        };
        Engine::with_limits(folder, limits).unwrap()
    }

    pub fn seal(&self, at: usize, rows: Vec<LogRow>) -> SegmentInfo {
        let id = format!("s{at}");
        self.engine
            .seal(&id, &SegmentInfo::path_of("one", "2024-01", &id), rows)
            .unwrap()
    }
}

pub fn snapshot(segments: Vec<SegmentInfo>, tail: Vec<LogRow>, clients: i64) -> Snapshot {
    Snapshot {
        segments,
        tail: Tail::of(tail),
        retracted: Default::default(),
        dimensions: Arc::new(dimensions(clients)),
    }
}

pub fn at(time: &str) -> Timestamp {
    Timestamp::parse_rfc3339(time).unwrap()
}
