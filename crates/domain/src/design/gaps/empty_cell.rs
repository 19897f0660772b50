//! Detector *empty cell*: stage × channel × audience without a touchpoint while its neighbours have some.
//!
//! **Definition.** The stages stand in the order of the client's life. A cell without any touchpoint is a gap when both
//! before and after it a stage not further than [`REACH`] away has touchpoints in the same channel, and the stage is in use
//! in another channel: clients who came along this channel find it broken off. Before the first and after the last
//! stage of a channel nothing is broken off. A cell that has touchpoints for other audiences only is a gap for an audience
//! that is met in this channel in a stage beside it.
//! Retired and not applicable touchpoints, and cells decided to need none, are decisions and no gaps.
//!
//! **Evidence.** The touchpoints beside it.
//!
//! **Confidence.** Grows with the share of stages that use the channel, and of channels that the stage uses.

use std::collections::{BTreeMap, BTreeSet};

use super::confidence::calibrated;
use super::finding::{About, Detector, Finding, Ground, Suggestion};
use super::inputs::{Inventory, Named, Spot};
use crate::design::{Existence, TouchpointKind};

/// So many stages away is still beside: two cells that are empty side by side are two gaps.
const REACH: usize = 2;

/// At most so many neighbours are named.
const NAMED: usize = 6;

/// For whom a touchpoint is, as far as it fills a cell.
fn serves(spot: &Spot, audience: Option<&str>) -> bool {
    match audience {
        None => true,
        Some(audience) => {
            spot.audiences.is_empty() || spot.audiences.iter().any(|it| it == audience)
        }
    }
}

struct Grid<'a> {
    inventory: &'a Inventory,
    cells: BTreeMap<(usize, usize), Vec<&'a Spot>>,
    decided: BTreeSet<(usize, usize, Option<&'a str>)>,
}

impl<'a> Grid<'a> {
    fn new(inventory: &'a Inventory) -> Grid<'a> {
        let place = |list: &[Named], key: &str| list.iter().position(|it| it.key == key);
        let mut cells: BTreeMap<_, Vec<&Spot>> = BTreeMap::new();
        for spot in &inventory.touchpoints {
            let (Some(stage), Some(channel)) = (&spot.stage, &spot.channel) else {
                continue;
            };
            if let (Some(stage), Some(channel)) = (
                place(&inventory.stages, stage),
                place(&inventory.channels, channel),
            ) {
                cells.entry((stage, channel)).or_default().push(spot);
            }
        }
        let decided = inventory
            .cells
            .iter()
            .filter_map(|cell| {
                Some((
                    place(&inventory.stages, &cell.stage)?,
                    place(&inventory.channels, &cell.channel)?,
                    cell.audience.as_deref(),
                ))
            })
            .collect();
        Grid {
            inventory,
            cells,
            decided,
        }
    }

    fn at(&self, stage: usize, channel: usize) -> &[&'a Spot] {
        self.cells.get(&(stage, channel)).map_or(&[], Vec::as_slice)
    }

    /// The touchpoints of a cell that are, or are meant to be, there for an audience.
    fn filled(&self, stage: usize, channel: usize, audience: Option<&str>) -> Vec<&'a Spot> {
        let there = |spot: &&&Spot| {
            matches!(
                spot.existence,
                Existence::Live | Existence::Planned | Existence::Missing
            ) && serves(spot, audience)
        };
        self.at(stage, channel)
            .iter()
            .filter(there)
            .copied()
            .collect()
    }

    /// Somebody thought about this cell: it has a touchpoint, whatever its existence, or it was decided to need none.
    fn thought_of(&self, stage: usize, channel: usize, audience: Option<&str>) -> bool {
        self.decided.contains(&(stage, channel, None))
            || audience.is_some_and(|it| self.decided.contains(&(stage, channel, Some(it))))
            || self
                .at(stage, channel)
                .iter()
                .any(|spot| serves(spot, audience))
    }

    /// The nearest stages before and after that have touchpoints in the channel for an audience, with these.
    fn beside(
        &self,
        stage: usize,
        channel: usize,
        audience: Option<&str>,
    ) -> (Vec<&'a Spot>, Vec<&'a Spot>) {
        let filled =
            |it: usize| Some(self.filled(it, channel, audience)).filter(|it| !it.is_empty());
        let before = (stage.saturating_sub(REACH)..stage).rev().find_map(filled);
        let last = (stage + REACH).min(self.inventory.stages.len().saturating_sub(1));
        let after = (stage + 1..=last).find_map(filled);
        (before.unwrap_or_default(), after.unwrap_or_default())
    }

    /// How much of the channel and of the stage is in use for an audience, 0..=1 each.
    fn use_of(&self, stage: usize, channel: usize, audience: Option<&str>) -> (f64, f64) {
        let (stages, channels) = (self.inventory.stages.len(), self.inventory.channels.len());
        let of_channel = (0..stages)
            .filter(|&it| it != stage && !self.filled(it, channel, audience).is_empty())
            .count();
        let of_stage = (0..channels)
            .filter(|&it| it != channel && !self.filled(stage, it, audience).is_empty())
            .count();
        (
            of_channel as f64 / stages.saturating_sub(1).max(1) as f64,
            of_stage as f64 / channels.saturating_sub(1).max(1) as f64,
        )
    }
}

pub(super) fn find(inventory: &Inventory) -> Vec<Finding> {
    let grid = Grid::new(inventory);
    let mut findings = Vec::new();
    for stage in 0..inventory.stages.len() {
        for channel in 0..inventory.channels.len() {
            if !grid.thought_of(stage, channel, None) {
                findings.extend(whole_cell(&grid, stage, channel));
            } else if !grid.filled(stage, channel, None).is_empty() {
                let left_out = inventory
                    .audiences
                    .iter()
                    .filter_map(|audience| for_audience(&grid, stage, channel, audience));
                findings.extend(left_out);
            }
        }
    }
    findings
}

fn whole_cell(grid: &Grid<'_>, stage: usize, channel: usize) -> Option<Finding> {
    let (before, after) = grid.beside(stage, channel, None);
    let (of_channel, of_stage) = grid.use_of(stage, channel, None);
    if before.is_empty() || after.is_empty() || of_stage == 0.0 {
        return None;
    }
    let raw = 0.6 * of_channel + 0.4 * of_stage;
    Some(finding(
        grid,
        (stage, channel),
        None,
        &[before, after].concat(),
        raw,
    ))
}

fn for_audience(
    grid: &Grid<'_>,
    stage: usize,
    channel: usize,
    audience: &Named,
) -> Option<Finding> {
    let key = Some(audience.key.as_str());
    if grid.thought_of(stage, channel, key) {
        return None;
    }
    let (before, after) = grid.beside(stage, channel, key);
    if before.is_empty() && after.is_empty() {
        return None;
    }
    let (of_channel, of_stage) = grid.use_of(stage, channel, key);
    // That the touch exists for others says more than its neighbours do.
    let raw = 0.5 + 0.3 * of_channel + 0.2 * of_stage;
    let neighbours = [grid.filled(stage, channel, None), before, after].concat();
    Some(finding(
        grid,
        (stage, channel),
        Some(audience),
        &neighbours,
        raw,
    ))
}

fn finding(
    grid: &Grid<'_>,
    (stage, channel): (usize, usize),
    audience: Option<&Named>,
    neighbours: &[&Spot],
    raw: f64,
) -> Finding {
    let stage = &grid.inventory.stages[stage];
    let channel = &grid.inventory.channels[channel];
    let kinds = |kind| neighbours.iter().filter(|spot| spot.kind == kind).count();
    let kind = TouchpointKind::ALL
        .iter()
        .copied()
        .max_by_key(|&kind| (kinds(kind), kind == TouchpointKind::Dynamic))
        .unwrap_or(TouchpointKind::Dynamic);
    Finding {
        detector: Detector::EmptyCell,
        ground: Ground::new(
            Detector::EmptyCell,
            &[
                &stage.key,
                &channel.key,
                audience.map_or("*", |it| it.key.as_str()),
            ],
        ),
        suggestion: Suggestion {
            stage: Some(stage.key.clone()),
            channel: Some(channel.key.clone()),
            audience: audience.map(|it| it.key.clone()),
            ..Suggestion::of_kind(kind)
        },
        confidence: calibrated(Detector::EmptyCell, raw),
        about: About::EmptyCell {
            stage: stage.clone(),
            channel: channel.clone(),
            audience: audience.cloned(),
            neighbours: neighbours.iter().take(NAMED).map(|it| it.named()).collect(),
        },
        share: None,
        items: Vec::new(),
        items_total: 0,
    }
}
