//! Changes of the inventory: done in one transaction, kept with what stood there before.

use domain::design::Touchpoint;
use domain::design::inventory::{Change, ChangeItem, ChangeKind};
use domain::ids::{AudienceId, ChangeId, OrganizationId, TouchpointId};
use domain::time::Timestamp;
use serde::Serialize;

use super::rows::{ChangeItemRow, ChangeRejectRow, ChangeRow, LabelRow};
use super::work::Work;
use super::{Inventory, InventoryStep, in_use, sql};
use crate::access::read_all;
use crate::db::{Tx, args, json, without_nul};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

/// Rows that travel in one statement.
const BATCH: usize = 1_000;

/// A change to be kept.
#[derive(Debug, Clone)]
pub struct NewChange {
    pub id: ChangeId,
    pub at: Timestamp,
    pub by_name: String,
    pub kind: ChangeKind,
    pub label: String,
    pub detail: serde_json::Value,
    /// Rows of the file that were not taken.
    pub rejects: Vec<ChangeReject>,
}

/// A row of a file that was not taken, as it stood there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeReject {
    pub line: i64,
    pub reason: String,
    pub cells: Vec<String>,
}

/// The inventory after a change.
#[derive(Debug, Clone)]
pub struct Changed {
    pub inventory: Inventory,
    /// `None`: everything stood as it was asked to be.
    pub change: Option<ChangeId>,
    /// What the change touched.
    pub items: Vec<ChangeItem>,
}

#[derive(Serialize)]
struct TouchpointJson<'a> {
    id: TouchpointId,
    no: i32,
    key: &'a str,
    label: &'a str,
    kind: &'static str,
    existence: &'static str,
    stage_id: Option<domain::ids::StageId>,
    channel_id: Option<domain::ids::ChannelId>,
    owner_id: Option<domain::ids::PersonId>,
    position: i32,
    moment_of_truth: u8,
    importance: u8,
    department: Option<&'a str>,
    our_attention: Option<u8>,
    industry_attention: Option<u8>,
    reason: Option<&'a str>,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct IdJson {
    id: TouchpointId,
}

#[derive(Serialize)]
struct AudienceOfJson {
    id: TouchpointId,
    audience_id: AudienceId,
}

#[derive(Serialize)]
struct ItemJson<'a> {
    position: usize,
    subject: &'a str,
    image_before: Option<String>,
    image_after: Option<String>,
}

#[derive(Serialize)]
struct RejectJson<'a> {
    line: i64,
    reason: &'a str,
    cells: String,
}

fn written<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value)
        .map(without_nul)
        .map_err(|_| StoreError::Unreadable("the change to be kept"))
}

impl Tx {
    /// Writes what stands otherwise.
    pub(super) async fn write_inventory(
        &mut self,
        tenant: OrganizationId,
        work: &Work,
    ) -> Result<()> {
        let design = &work.inventory.design;
        for it in &design.stages {
            if !work.stages_before.iter().any(|known| known.id == it.id) {
                let (key, label) = (it.key.as_str(), it.label.as_str());
                let values = args![tenant, it.id, it.no, key, label, it.position];
                self.run(&crate::design::sql::insert_stage, values).await?;
            }
        }
        for it in &design.channels {
            if !work.channels_before.iter().any(|known| known.id == it.id) {
                let (key, label) = (it.key.as_str(), it.label.as_str());
                let values = args![tenant, it.id, it.no, key, label, it.position];
                self.run(&crate::design::sql::insert_channel, values)
                    .await?;
            }
        }
        let stand: Vec<&Touchpoint> = work
            .order
            .iter()
            .filter_map(|id| work.touchpoint(*id))
            .collect();
        for some in stand.chunks(BATCH) {
            self.write_touchpoints(tenant, some).await?;
        }
        for id in &work.order {
            if work.touchpoint(*id).is_none() {
                let removed = self.run(&sql::delete_touchpoint, args![tenant, *id]).await;
                in_use(removed, "the touchpoint")?;
            }
        }
        for place in work.cells.keys() {
            let (stage, channel, audience) = (place.stage, place.channel, place.audience);
            let values = args![tenant, stage, channel, audience];
            self.run(&sql::delete_empty_cell, values).await?;
            if let Some(cell) = work.cell(place) {
                let (reason, at) = (cell.reason.as_str(), cell.decided_at);
                let values = args![tenant, stage, channel, audience, reason, at];
                self.run(&sql::insert_empty_cell, values).await?;
            }
        }
        Ok(())
    }

    async fn write_touchpoints(
        &mut self,
        tenant: OrganizationId,
        some: &[&Touchpoint],
    ) -> Result<()> {
        let rows: Vec<TouchpointJson<'_>> = some
            .iter()
            .map(|it| TouchpointJson {
                id: it.id,
                no: it.no,
                key: &it.key,
                label: &it.label,
                kind: it.kind.as_str(),
                existence: it.existence.as_str(),
                stage_id: it.stage,
                channel_id: it.channel,
                owner_id: it.owner,
                position: it.position,
                moment_of_truth: it.profile.moment_of_truth.into(),
                importance: it.profile.importance,
                department: it.profile.department.as_deref(),
                our_attention: it.profile.our_attention,
                industry_attention: it.profile.industry_attention,
                reason: it.profile.reason.as_deref(),
                note: it.profile.note.as_deref(),
            })
            .collect();
        self.run(&sql::upsert_touchpoints, args![tenant, json(&rows)?])
            .await?;
        let ids: Vec<IdJson> = some.iter().map(|it| IdJson { id: it.id }).collect();
        self.run(&sql::delete_audiences_of, args![tenant, json(&ids)?])
            .await?;
        let audiences: Vec<AudienceOfJson> = some
            .iter()
            .flat_map(|it| {
                it.profile.audiences.iter().map(|id| AudienceOfJson {
                    id: it.id,
                    audience_id: *id,
                })
            })
            .collect();
        if !audiences.is_empty() {
            let values = args![tenant, json(&audiences)?];
            self.run(&sql::insert_audiences_of, values).await?;
        }
        Ok(())
    }

    /// Keeps a change with what it touched.
    pub(super) async fn keep_change(
        &mut self,
        tenant: OrganizationId,
        change: &NewChange,
        items: &[ChangeItem],
        undoes: Option<ChangeId>,
    ) -> Result<()> {
        let told = serde_json::json!({ "items": items.len() });
        self.append_event(tenant, change.at, "inventory_changed", &told)
            .await?;
        let values = args![
            tenant,
            change.id,
            change.at,
            change.by_name.as_str(),
            change.kind.as_str(),
            change.label.as_str(),
            written(&change.detail)?,
            items.len(),
            change.rejects.len(),
            undoes,
        ];
        self.run(&sql::insert_change, values).await?;
        for (batch, some) in items.chunks(BATCH).enumerate() {
            let mut rows = Vec::with_capacity(some.len());
            for (at, item) in some.iter().enumerate() {
                rows.push(ItemJson {
                    position: batch * BATCH + at + 1,
                    subject: &item.subject,
                    image_before: item.before.as_ref().map(written).transpose()?,
                    image_after: item.after.as_ref().map(written).transpose()?,
                });
            }
            let values = args![tenant, change.id, json(&rows)?];
            self.run(&sql::insert_change_items, values).await?;
        }
        for some in change.rejects.chunks(BATCH) {
            let mut rows = Vec::with_capacity(some.len());
            for it in some {
                rows.push(RejectJson {
                    line: it.line,
                    reason: &it.reason,
                    cells: written(&it.cells)?,
                });
            }
            let values = args![tenant, change.id, json(&rows)?];
            self.run(&sql::insert_change_rejects, values).await?;
        }
        Ok(())
    }
}

impl OrgStore {
    /// Does all of this to the inventory, or nothing of it, and keeps how it stood before. Where nothing is otherwise
    /// than it was, and no row was rejected, no change is kept.
    pub async fn change_inventory(
        &self,
        change: &NewChange,
        steps: &[InventoryStep],
    ) -> Result<Changed> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let mut work = Work::on(tx.inventory(tenant).await?);
        for step in steps {
            work.step(&mut numbers, step)?;
        }
        let items = work.items();
        let keep = !items.is_empty() || !change.rejects.is_empty();
        if keep {
            tx.write_inventory(tenant, &work).await?;
            tx.keep_change(tenant, change, &items, None).await?;
            numbers.design_version += 1;
            work.inventory.design.version = numbers.design_version;
            tx.save(tenant, &numbers).await?;
            tx.commit().await?;
        }
        Ok(Changed {
            inventory: work.inventory,
            change: keep.then_some(change.id),
            items,
        })
    }

    /// The changes before that one, or the last ones, the newest first.
    pub async fn changes(&self, before: Option<ChangeId>, limit: usize) -> Result<Vec<Change>> {
        let values = args![self.tenant(), before, limit];
        read_all(
            self.db
                .rows::<ChangeRow>(&sql::list_changes, values)
                .await?,
        )
    }

    pub async fn change(&self, id: ChangeId) -> Result<Option<Change>> {
        let values = args![self.tenant(), id];
        let row: Option<ChangeRow> = self.db.row(&sql::find_change, values).await?;
        row.map(TryInto::try_into).transpose()
    }

    /// What a change touched, as it stood before and after.
    pub async fn change_items(&self, id: ChangeId) -> Result<Vec<ChangeItem>> {
        let values = args![self.tenant(), id];
        read_all(
            self.db
                .rows::<ChangeItemRow>(&sql::list_change_items, values)
                .await?,
        )
    }

    /// The rows of a file that a change did not take, in their order.
    pub async fn change_rejects(&self, id: ChangeId) -> Result<Vec<ChangeReject>> {
        let values = args![self.tenant(), id];
        read_all(
            self.db
                .rows::<ChangeRejectRow>(&sql::list_change_rejects, values)
                .await?,
        )
    }

    /// Keys of the templates whose applying stands.
    pub async fn applied_templates(&self) -> Result<Vec<String>> {
        let rows: Vec<LabelRow> = self
            .db
            .rows(&sql::list_applied_templates, args![self.tenant()])
            .await?;
        Ok(rows.into_iter().map(|row| row.label).collect())
    }
}
