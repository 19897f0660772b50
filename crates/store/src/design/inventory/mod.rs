//! The inventory: audiences, cells that stay empty on purpose, changes with what stood there before, discoveries that
//! were decided, and comparisons.

mod changes;
mod comparisons;
mod discovery;
mod rows;
#[cfg(test)]
mod tests;
mod undo;
mod work;

use domain::design::inventory::{Audience, EmptyCell, Patch};
use domain::design::{Channel, Stage};
use domain::ids::{AudienceId, ChannelId, OrganizationId, StageId, TouchpointId};
use domain::time::Timestamp;

use super::{Design, NewChannel, NewStage, NewTouchpoint};
use crate::access::read_all;
use crate::db::{Tx, args, statements};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

pub use changes::{ChangeReject, Changed, NewChange};
pub use discovery::{DecidedDiscovery, InboundNote, NewDecision, TouchWay, Unplaced};
pub use undo::{InTheWay, Undone};

use rows::{AudienceRow, EmptyCellRow, UsedRow};

statements! { "inventory": delete_audience delete_audiences_of delete_channel delete_comparison delete_decided_discovery delete_empty_cell delete_stage delete_touchpoint find_change find_channel_use find_stage_use insert_audience insert_audiences_of insert_change insert_change_items insert_change_rejects insert_comparison insert_empty_cell list_applied_templates list_audiences list_change_items list_change_rejects list_changes list_comparisons list_decided_discoveries list_empty_cells list_inbound_notes list_later_changes list_touch_ways list_unplaced mark_undone update_audience update_comparison upsert_decided_discovery upsert_touchpoints }

/// The design with what the inventory says about it, at one moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inventory {
    pub design: Design,
    pub audiences: Vec<Audience>,
    pub empty_cells: Vec<EmptyCell>,
}

impl Inventory {
    pub fn audience(&self, id: AudienceId) -> Option<&Audience> {
        self.audiences.iter().find(|audience| audience.id == id)
    }

    pub fn audience_by_key(&self, key: &str) -> Option<&Audience> {
        self.audiences.iter().find(|audience| audience.key == key)
    }
}

/// One thing to be done to the inventory. Steps are done in their order, all of them or none.
#[derive(Debug, Clone)]
pub enum InventoryStep {
    /// A stage that should be there; one of the same key is left alone.
    Stage(NewStage),
    Channel(NewChannel),
    /// A touchpoint to be made; its key must be free.
    Create(NewTouchpoint),
    Change(TouchpointId, Patch),
    Remove(TouchpointId),
    /// A cell that stays empty, by the keys of its stage and channel; a known one gets this reason.
    LeaveEmpty(EmptyCell),
    Open(domain::design::inventory::CellPlace),
}

impl Tx {
    pub(crate) async fn inventory(&mut self, tenant: OrganizationId) -> Result<Inventory> {
        let design = self.design(tenant).await?;
        let audiences: Vec<AudienceRow> = self.rows(&sql::list_audiences, args![tenant]).await?;
        let cells: Vec<EmptyCellRow> = self.rows(&sql::list_empty_cells, args![tenant]).await?;
        Ok(Inventory {
            design,
            audiences: read_all(audiences)?,
            empty_cells: read_all(cells)?,
        })
    }
}

fn filter_json(filter: &[String]) -> Result<String> {
    serde_json::to_string(filter)
        .map(crate::db::without_nul)
        .map_err(|_| StoreError::Unreadable("audiences.filter"))
}

impl OrgStore {
    /// The whole inventory in one consistent view.
    pub async fn inventory(&self) -> Result<Inventory> {
        let mut view = self.db.view().await?;
        let inventory = view.inventory(self.tenant()).await?;
        view.commit().await?;
        Ok(inventory)
    }

    /// The audiences in the order in which they were made.
    pub async fn audiences(&self) -> Result<Vec<Audience>> {
        read_all(
            self.db
                .rows::<AudienceRow>(&sql::list_audiences, args![self.tenant()])
                .await?,
        )
    }

    /// Refused where the key is taken.
    pub async fn create_audience(&self, new: &Audience, now: Timestamp) -> Result<()> {
        let values = args![
            self.tenant(),
            new.id,
            new.key.as_str(),
            new.label.as_str(),
            filter_json(&new.filter)?,
            now
        ];
        self.db.run(&sql::insert_audience, values).await?;
        Ok(())
    }

    /// False where there is no such audience.
    pub async fn change_audience(
        &self,
        id: AudienceId,
        label: &str,
        filter: &[String],
    ) -> Result<bool> {
        let values = args![self.tenant(), id, label, filter_json(filter)?];
        Ok(self.db.run(&sql::update_audience, values).await? > 0)
    }

    /// False where there is no such audience; refused while something refers to it.
    pub async fn delete_audience(&self, id: AudienceId) -> Result<bool> {
        let removed = self
            .db
            .run(&sql::delete_audience, args![self.tenant(), id])
            .await;
        in_use(removed, "the audience")
    }

    /// Puts the stages in this order. Stages that are not named come after them.
    pub async fn order_stages(&self, order: &[StageId]) -> Result<Vec<Stage>> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let mut stages = tx.design(tenant).await?.stages;
        let place = |id| order.iter().position(|other| *other == id);
        stages.sort_by_key(|stage| (place(stage.id).unwrap_or(usize::MAX), stage.position));
        for (at, stage) in (1..).zip(&mut stages) {
            if stage.position != at {
                stage.position = at;
                let values = args![tenant, stage.id, stage.label.as_str(), at];
                tx.run(&super::sql::update_stage, values).await?;
            }
        }
        numbers.design_version += 1;
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(stages)
    }

    /// Puts the channels in this order. Channels that are not named come after them.
    pub async fn order_channels(&self, order: &[ChannelId]) -> Result<Vec<Channel>> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let mut channels = tx.design(tenant).await?.channels;
        let place = |id| order.iter().position(|other| *other == id);
        channels.sort_by_key(|channel| (place(channel.id).unwrap_or(usize::MAX), channel.position));
        for (at, channel) in (1..).zip(&mut channels) {
            if channel.position != at {
                channel.position = at;
                let values = args![tenant, channel.id, channel.label.as_str(), at];
                tx.run(&super::sql::update_channel, values).await?;
            }
        }
        numbers.design_version += 1;
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(channels)
    }

    /// False where there is no such stage; refused while something stands in it.
    pub async fn remove_stage(&self, id: StageId) -> Result<bool> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let removed = tx.drop_stage(tenant, id).await?;
        let removed = removed.ok_or(StoreError::InUse("the stage"))?;
        numbers.design_version += 1;
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(removed)
    }

    /// False where there is no such channel; refused while something stands in it or was ever recorded by it.
    pub async fn remove_channel(&self, id: ChannelId) -> Result<bool> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let design = tx.design(tenant).await?;
        let removed = tx.drop_channel(tenant, &design, id).await?;
        let removed = removed.ok_or(StoreError::InUse("the channel"))?;
        numbers.design_version += 1;
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(removed)
    }
}

impl Tx {
    /// `None`: it is in use.
    async fn drop_stage(&mut self, tenant: OrganizationId, id: StageId) -> Result<Option<bool>> {
        let used: Option<UsedRow> = self.row(&sql::find_stage_use, args![tenant, id]).await?;
        if used.is_some() {
            return Ok(None);
        }
        let removed = self.run(&sql::delete_stage, args![tenant, id]).await? > 0;
        Ok(Some(removed))
    }

    /// `None`: it is in use.
    async fn drop_channel(
        &mut self,
        tenant: OrganizationId,
        design: &Design,
        id: ChannelId,
    ) -> Result<Option<bool>> {
        let Some(channel) = design.channel(id) else {
            return Ok(Some(false));
        };
        let values = args![tenant, id, channel.no];
        let used: Option<UsedRow> = self.row(&sql::find_channel_use, values).await?;
        if used.is_some() {
            return Ok(None);
        }
        let removed = self.run(&sql::delete_channel, args![tenant, id]).await? > 0;
        Ok(Some(removed))
    }
}

/// What the database says when something still refers to what should go.
fn in_use(removed: Result<u64>, what: &'static str) -> Result<bool> {
    match removed {
        Ok(rows) => Ok(rows > 0),
        Err(StoreError::Unknown(_)) => Err(StoreError::InUse(what)),
        Err(error) => Err(error),
    }
}
