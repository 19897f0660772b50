//! Inventories as grids: channels that clients use along a stretch of their life, cells taken out on purpose, cells that
//! are empty because nobody needs them, decided and undecided.

use std::collections::BTreeSet;

use super::{Judged, Trial, without_histories};
use crate::demo::chance::Chance;
use crate::design::gaps::{DecidedCell, Detector, Inputs, Named, Spot};
use crate::design::{Existence, TouchpointKind};
use crate::time::Timestamp;

const STAGES: usize = 8;
const CHANNELS: usize = 7;
const AUDIENCES: [&str; 3] = ["families", "companies", "young"];

/// The share of the cells of a stretch that is taken out, that needs nothing and was decided, and that needs nothing and
/// nobody decided.
const TAKEN: f64 = 0.10;
const DECIDED: f64 = 0.06;
const NOT_NEEDED: f64 = 0.02;
/// The share of cells outside all stretches that has a touchpoint.
const STRAY: f64 = 0.05;
/// The share of filled cells that is for some audiences only, and of these, that leaves one out on purpose.
const FOR_SOME: f64 = 0.12;

const STREAM: u64 = super::super::plan::STREAMS - 2;

struct Grid {
    inputs: Inputs,
    /// `stage/channel/audience` of what was taken out on purpose.
    taken: BTreeSet<String>,
}

fn grid(seed: u64) -> Grid {
    let mut chance = Chance::new(seed, STREAM);
    let mut inputs = Inputs::at(Timestamp::from_micros(0));
    let named = |word: &str, no: usize| Named::new(format!("{word}{no}"), format!("{word} {no}"));
    inputs.inventory.stages = (0..STAGES).map(|no| named("stage", no)).collect();
    inputs.inventory.channels = (0..CHANNELS).map(|no| named("channel", no)).collect();
    inputs.inventory.audiences = AUDIENCES.iter().map(|it| Named::new(*it, *it)).collect();
    let mut taken = BTreeSet::new();
    for channel in 0..CHANNELS {
        let first = chance.below(3);
        let last = STAGES - 1 - chance.below(3);
        for stage in 0..STAGES {
            let (stage_key, channel_key) = (format!("stage{stage}"), format!("channel{channel}"));
            let inside = (first..=last).contains(&stage);
            let mut fate = chance.unit();
            if !inside {
                if fate < STRAY {
                    inputs
                        .inventory
                        .touchpoints
                        .push(spot(&inputs, &stage_key, &channel_key));
                }
                continue;
            }
            // What is taken out stands between others, or nobody could say that it was there.
            let between = stage > first && stage < last;
            if between && fate < TAKEN {
                taken.insert(format!("{stage_key}/{channel_key}/*"));
                continue;
            }
            fate -= TAKEN;
            if between && (0.0..DECIDED).contains(&fate) {
                inputs.inventory.cells.push(DecidedCell {
                    stage: stage_key,
                    channel: channel_key,
                    audience: None,
                });
                continue;
            }
            fate -= DECIDED;
            if between && (0.0..NOT_NEEDED).contains(&fate) {
                continue;
            }
            let mut one = spot(&inputs, &stage_key, &channel_key);
            if chance.happens(FOR_SOME) {
                let left_out = AUDIENCES[chance.below(AUDIENCES.len())];
                let others = AUDIENCES.iter().filter(|it| **it != left_out);
                one.audiences = others.map(|it| (*it).to_owned()).collect();
                if chance.happens(0.5) {
                    taken.insert(format!("{stage_key}/{channel_key}/{left_out}"));
                } else {
                    inputs.inventory.cells.push(DecidedCell {
                        stage: stage_key,
                        channel: channel_key,
                        audience: Some(left_out.to_owned()),
                    });
                }
            }
            inputs.inventory.touchpoints.push(one);
        }
    }
    Grid { inputs, taken }
}

fn spot(inputs: &Inputs, stage: &str, channel: &str) -> Spot {
    let no = inputs.inventory.touchpoints.len() as i32;
    Spot {
        no,
        key: format!("spot{no}"),
        label: format!("Spot {no}"),
        kind: TouchpointKind::Dynamic,
        existence: Existence::Live,
        stage: Some(stage.to_owned()),
        channel: Some(channel.to_owned()),
        audiences: Vec::new(),
    }
}

pub(super) fn trial(seed: u64) -> Trial {
    let grid = grid(seed);
    let mut trial = Trial {
        there: grid.taken.len() as u64,
        ..Trial::default()
    };
    for finding in without_histories(&grid.inputs) {
        if finding.detector != Detector::EmptyCell {
            continue;
        }
        let cell = finding
            .ground
            .as_str()
            .split_once(':')
            .map_or("", |(_, rest)| rest);
        let is_true = grid.taken.contains(cell);
        trial.found += u64::from(is_true);
        trial.judged.push(Judged {
            confidence: finding.confidence,
            is_true,
        });
    }
    trial
}
