//! Taking a change of the inventory back.

use std::collections::HashMap;

use domain::design::inventory::{ChangeItem, Image, Obstacle, Step, undo};
use domain::design::{Channel, Stage};
use domain::ids::{ChangeId, OrganizationId};
use domain::time::Timestamp;
use serde::Serialize;

use super::changes::{Changed, NewChange};
use super::rows::{ChangeItemRow, ChangeRow, LaterRow};
use super::sql;
use super::work::{Work, cell_image, channel_image, stage_image, touchpoint_image};
use crate::access::read_all;
use crate::db::{Tx, args, json, narrow, read_id};
use crate::error::{Result, StoreError};
use crate::numbers::Numbers;
use crate::org::OrgStore;

/// What came of taking a change back.
#[derive(Debug, Clone)]
pub enum Undone {
    Done(Box<Changed>),
    /// It was taken back before.
    Already,
    /// These were touched again since.
    Blocked(Vec<InTheWay>),
}

/// Something that stands in the way of taking a change back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InTheWay {
    pub label: Option<String>,
    /// The change that touched it last, and by whom; `None` where it was no change of the inventory.
    pub later: Option<(ChangeId, Timestamp, String)>,
}

#[derive(Serialize)]
struct SubjectJson<'a> {
    subject: &'a str,
}

impl OrgStore {
    /// Takes a change back by a change of its own. `None` where there is no such change; refused as
    /// [`StoreError::InUse`] where what it made is referred to by now.
    pub async fn undo_change(&self, id: ChangeId, by: &NewChange) -> Result<Option<Undone>> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let found: Option<ChangeRow> = tx.row(&sql::find_change, args![tenant, id]).await?;
        let Some(change) = found else {
            return Ok(None);
        };
        let change: domain::design::inventory::Change = change.try_into()?;
        if change.undone_at.is_some() {
            return Ok(Some(Undone::Already));
        }
        let items: Vec<ChangeItemRow> = tx.rows(&sql::list_change_items, args![tenant, id]).await?;
        let items: Vec<ChangeItem> = read_all(items)?;
        let mut work = Work::on(tx.inventory(tenant).await?);
        let steps = match undo(&items, present(&work)) {
            Ok(steps) => steps,
            Err(obstacles) => {
                let ways = tx.name_obstacles(tenant, id, obstacles).await?;
                return Ok(Some(Undone::Blocked(ways)));
            }
        };
        let mut goes = Vec::new();
        for step in steps {
            take(&mut work, &mut numbers, step, &mut goes)?;
        }
        let mut items = work.items();
        tx.write_inventory(tenant, &work).await?;
        for image in goes {
            tx.drop_if_unused(tenant, &mut work, image, &mut items)
                .await?;
        }
        tx.keep_change(tenant, by, &items, Some(id)).await?;
        tx.run(&sql::mark_undone, args![tenant, id, by.at]).await?;
        if let Some(first) = change.undoes {
            // What this change had taken back stands again.
            let values = args![tenant, first, None::<Timestamp>];
            tx.run(&sql::mark_undone, values).await?;
        }
        numbers.design_version += 1;
        work.inventory.design.version = numbers.design_version;
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(Some(Undone::Done(Box::new(Changed {
            inventory: work.inventory,
            change: Some(by.id),
            items,
        }))))
    }
}

/// How each thing stands at present.
fn present(work: &Work) -> impl Fn(&str) -> Option<Image> + use<> {
    let inventory = &work.inventory;
    let touchpoints = inventory.design.touchpoints.iter().map(touchpoint_image);
    let stages = inventory.design.stages.iter().map(stage_image);
    let channels = inventory.design.channels.iter().map(channel_image);
    let cells = inventory.empty_cells.iter().map(cell_image);
    let all: HashMap<String, Image> = touchpoints
        .chain(stages)
        .chain(channels)
        .chain(cells)
        .map(|image| (image.subject(), image))
        .collect();
    move |subject| all.get(subject).cloned()
}

/// Does one step. Stages and channels that may go are collected: whether they are free shows when the rest is done.
fn take(work: &mut Work, numbers: &mut Numbers, step: Step, goes: &mut Vec<Image>) -> Result<()> {
    let design = &work.inventory.design;
    match step {
        Step::Put(Image::Touchpoint(image)) => {
            let stage_gone = image.stage.is_some_and(|id| design.stage(id).is_none());
            let channel_gone = image.channel.is_some_and(|id| design.channel(id).is_none());
            if stage_gone || channel_gone {
                return Err(StoreError::Gone(
                    "the stage or channel in which a touchpoint stood",
                ));
            }
            work.put(image.into());
        }
        Step::Put(Image::Cell {
            place,
            reason,
            decided_at,
        }) => work.put_cell(
            place,
            Some(domain::design::inventory::EmptyCell {
                place,
                reason,
                decided_at,
            }),
        ),
        Step::Put(Image::Stage { id, key, label }) => {
            numbers.stage += 1;
            let no = narrow(numbers.stage, "numbers.stage")?;
            work.put_stage(Stage {
                id,
                no,
                key,
                label,
                position: no,
            });
        }
        Step::Put(Image::Channel { id, key, label }) => {
            numbers.channel += 1;
            let no = narrow(numbers.channel, "numbers.channel")?;
            work.put_channel(Channel {
                id,
                no,
                key,
                label,
                position: no,
            });
        }
        Step::Remove(Image::Touchpoint(image)) => work.remove(image.id),
        Step::Remove(Image::Cell { place, .. }) => work.put_cell(place, None),
        Step::Remove(image @ (Image::Stage { .. } | Image::Channel { .. })) => goes.push(image),
    }
    Ok(())
}

impl Tx {
    /// A stage or channel that came with the change goes with it, unless something else stands in it by now.
    async fn drop_if_unused(
        &mut self,
        tenant: OrganizationId,
        work: &mut Work,
        image: Image,
        items: &mut Vec<ChangeItem>,
    ) -> Result<()> {
        let dropped = match &image {
            Image::Stage { id, .. } => self.drop_stage(tenant, *id).await?,
            Image::Channel { id, .. } => {
                let design = work.inventory.design.clone();
                self.drop_channel(tenant, &design, *id).await?
            }
            Image::Touchpoint(_) | Image::Cell { .. } => None,
        };
        if dropped == Some(true) {
            let design = &mut work.inventory.design;
            match &image {
                Image::Stage { id, .. } => design.stages.retain(|it| it.id != *id),
                Image::Channel { id, .. } => design.channels.retain(|it| it.id != *id),
                Image::Touchpoint(_) | Image::Cell { .. } => {}
            }
            items.push(ChangeItem {
                subject: image.subject(),
                before: Some(image),
                after: None,
            });
        }
        Ok(())
    }

    async fn name_obstacles(
        &mut self,
        tenant: OrganizationId,
        id: ChangeId,
        obstacles: Vec<Obstacle>,
    ) -> Result<Vec<InTheWay>> {
        let subjects: Vec<SubjectJson<'_>> = obstacles
            .iter()
            .map(|it| SubjectJson {
                subject: &it.subject,
            })
            .collect();
        let values = args![tenant, id, json(&subjects)?];
        let rows: Vec<LaterRow> = self.rows(&sql::list_later_changes, values).await?;
        let mut later: HashMap<String, (ChangeId, Timestamp, String)> = HashMap::new();
        for row in rows {
            let id = read_id(&row.id, "changes.id")?;
            let at = Timestamp::from_micros(row.at);
            later.entry(row.subject).or_insert((id, at, row.by_name));
        }
        Ok(obstacles
            .into_iter()
            .map(|it| InTheWay {
                later: later.remove(&it.subject),
                label: it.label,
            })
            .collect())
    }
}
