//! The inventory in hand while it is being changed, before anything is written.

use std::collections::{BTreeMap, HashMap};

use domain::design::inventory::{CellPlace, ChangeItem, EmptyCell, Image, TouchpointImage};
use domain::design::{Channel, Stage, Touchpoint};
use domain::ids::TouchpointId;

use super::{Inventory, InventoryStep};
use crate::db::narrow;
use crate::design::{Design, NewTouchpoint};
use crate::error::{Result, StoreError};
use crate::numbers::Numbers;

/// The inventory while it is being changed.
pub(super) struct Work {
    pub inventory: Inventory,
    places: HashMap<TouchpointId, usize>,
    keys: HashMap<String, TouchpointId>,
    pub(super) stages_before: Vec<Stage>,
    pub(super) channels_before: Vec<Channel>,
    /// How what was touched stood before; `None`: it was not there.
    touchpoints: BTreeMap<TouchpointId, Option<Touchpoint>>,
    pub(super) cells: BTreeMap<CellPlace, Option<EmptyCell>>,
    /// What was touched, in its order.
    pub(super) order: Vec<TouchpointId>,
}

impl Work {
    pub(super) fn on(inventory: Inventory) -> Self {
        let all = &inventory.design.touchpoints;
        Self {
            places: all.iter().enumerate().map(|(at, it)| (it.id, at)).collect(),
            keys: all.iter().map(|it| (it.key.clone(), it.id)).collect(),
            stages_before: inventory.design.stages.clone(),
            channels_before: inventory.design.channels.clone(),
            touchpoints: BTreeMap::new(),
            cells: BTreeMap::new(),
            order: Vec::new(),
            inventory,
        }
    }

    pub(super) fn touchpoint(&self, id: TouchpointId) -> Option<&Touchpoint> {
        let at = self.places.get(&id)?;
        self.inventory.design.touchpoints.get(*at)
    }

    pub(super) fn cell(&self, place: &CellPlace) -> Option<&EmptyCell> {
        let mut all = self.inventory.empty_cells.iter();
        all.find(|cell| cell.place == *place)
    }

    fn remember(&mut self, id: TouchpointId) {
        if !self.touchpoints.contains_key(&id) {
            let before = self.touchpoint(id).cloned();
            self.touchpoints.insert(id, before);
            self.order.push(id);
        }
    }

    /// The touchpoint shall stand like this.
    pub(super) fn put(&mut self, touchpoint: Touchpoint) {
        let id = touchpoint.id;
        self.remember(id);
        self.keys.insert(touchpoint.key.clone(), id);
        let all = &mut self.inventory.design.touchpoints;
        match self.places.get(&id) {
            Some(at) => all[*at] = touchpoint,
            None => {
                self.places.insert(id, all.len());
                all.push(touchpoint);
            }
        }
    }

    /// The touchpoint shall be gone.
    pub(super) fn remove(&mut self, id: TouchpointId) {
        self.remember(id);
        let Some(at) = self.places.remove(&id) else {
            return;
        };
        let gone = self.inventory.design.touchpoints.remove(at);
        self.keys.remove(&gone.key);
        for place in self.places.values_mut().filter(|place| **place > at) {
            *place -= 1;
        }
    }

    /// The cell shall stay empty for this reason, or be open.
    pub(super) fn put_cell(&mut self, place: CellPlace, cell: Option<EmptyCell>) {
        let before = self.cell(&place).cloned();
        self.cells.entry(place).or_insert(before);
        self.inventory.empty_cells.retain(|it| it.place != place);
        self.inventory.empty_cells.extend(cell);
    }

    /// A stage that is new here.
    pub(super) fn put_stage(&mut self, stage: Stage) {
        self.inventory.design.stages.push(stage);
    }

    pub(super) fn put_channel(&mut self, channel: Channel) {
        self.inventory.design.channels.push(channel);
    }

    /// Does one step to it.
    pub(super) fn step(&mut self, numbers: &mut Numbers, step: &InventoryStep) -> Result<()> {
        let design = &self.inventory.design;
        match step {
            InventoryStep::Stage(new) if design.stages.iter().any(|it| it.key == new.key) => {}
            InventoryStep::Stage(new) => {
                numbers.stage += 1;
                let no = narrow(numbers.stage, "numbers.stage")?;
                self.put_stage(Stage {
                    id: new.id,
                    no,
                    key: new.key.clone(),
                    label: new.label.clone(),
                    position: last(design.stages.iter().map(|it| it.position)).max(no - 1) + 1,
                });
            }
            InventoryStep::Channel(new) if design.channels.iter().any(|it| it.key == new.key) => {}
            InventoryStep::Channel(new) => {
                numbers.channel += 1;
                let no = narrow(numbers.channel, "numbers.channel")?;
                self.put_channel(Channel {
                    id: new.id,
                    no,
                    key: new.key.clone(),
                    label: new.label.clone(),
                    position: last(design.channels.iter().map(|it| it.position)).max(no - 1) + 1,
                });
            }
            InventoryStep::Create(new) => {
                if self.keys.contains_key(&new.key) {
                    return Err(StoreError::Taken("this touchpoint's key"));
                }
                numbers.touchpoint += 1;
                let no = narrow(numbers.touchpoint, "numbers.touchpoint")?;
                let made = made(design, new, no)?;
                self.put(made);
            }
            InventoryStep::Change(id, patch) => {
                let before = self.touchpoint(*id);
                let before = before.ok_or(StoreError::Unknown("the touchpoint"))?;
                let after = patch.apply(before);
                if after != *before {
                    self.put(after);
                }
            }
            InventoryStep::Remove(id) => {
                if self.touchpoint(*id).is_none() {
                    return Err(StoreError::Unknown("the touchpoint"));
                }
                self.remove(*id);
            }
            InventoryStep::LeaveEmpty(cell) => {
                let known = self.cell(&cell.place);
                if known.is_none_or(|known| known.reason != cell.reason) {
                    self.put_cell(cell.place, Some(cell.clone()));
                }
            }
            InventoryStep::Open(place) => {
                if self.cell(place).is_some() {
                    self.put_cell(*place, None);
                }
            }
        }
        Ok(())
    }

    /// Everything that stands otherwise than before.
    pub(super) fn items(&self) -> Vec<ChangeItem> {
        let design = &self.inventory.design;
        let mut items = Vec::new();
        let mut came = |image: Image| {
            items.push(ChangeItem {
                subject: image.subject(),
                before: None,
                after: Some(image),
            });
        };
        for stage in &design.stages {
            if !self.stages_before.iter().any(|it| it.id == stage.id) {
                came(stage_image(stage));
            }
        }
        for channel in &design.channels {
            if !self.channels_before.iter().any(|it| it.id == channel.id) {
                came(channel_image(channel));
            }
        }
        for id in &self.order {
            let before = self.touchpoints.get(id).and_then(Option::as_ref);
            push(
                &mut items,
                before.map(touchpoint_image),
                self.touchpoint(*id).map(touchpoint_image),
            );
        }
        for (place, before) in &self.cells {
            let after = self.cell(place).map(cell_image);
            push(&mut items, before.as_ref().map(cell_image), after);
        }
        items
    }
}

fn push(items: &mut Vec<ChangeItem>, before: Option<Image>, after: Option<Image>) {
    let subject = before.as_ref().or(after.as_ref()).map(Image::subject);
    if let Some(subject) = subject.filter(|_| before != after) {
        items.push(ChangeItem {
            subject,
            before,
            after,
        });
    }
}

fn last(positions: impl Iterator<Item = i32>) -> i32 {
    positions.max().unwrap_or(0)
}

pub(super) fn stage_image(it: &Stage) -> Image {
    Image::Stage {
        id: it.id,
        key: it.key.clone(),
        label: it.label.clone(),
    }
}

pub(super) fn channel_image(it: &Channel) -> Image {
    Image::Channel {
        id: it.id,
        key: it.key.clone(),
        label: it.label.clone(),
    }
}

pub(super) fn touchpoint_image(it: &Touchpoint) -> Image {
    Image::Touchpoint(TouchpointImage::from(it))
}

pub(super) fn cell_image(it: &EmptyCell) -> Image {
    Image::Cell {
        place: it.place,
        reason: it.reason.clone(),
        decided_at: it.decided_at,
    }
}

fn made(design: &Design, new: &NewTouchpoint, no: i32) -> Result<Touchpoint> {
    let stage = |key: &String| design.stages.iter().find(|it| it.key == *key);
    let channel = |key: &String| design.channels.iter().find(|it| it.key == *key);
    let stage = match &new.stage {
        None => None,
        Some(key) => Some(stage(key).ok_or(StoreError::Unknown("the stage"))?.id),
    };
    let channel = match &new.channel {
        None => None,
        Some(key) => Some(channel(key).ok_or(StoreError::Unknown("the channel"))?.id),
    };
    let mut profile = new.profile.clone();
    profile.audiences.sort_unstable();
    profile.audiences.dedup();
    Ok(Touchpoint {
        id: new.id,
        no,
        key: new.key.clone(),
        label: new.label.clone(),
        kind: new.kind,
        existence: new.existence,
        stage,
        channel,
        owner: new.owner,
        position: no,
        profile,
    })
}
