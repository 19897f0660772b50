//! What can be done about the inventory.

mod audiences;
mod cells;
mod changes;
mod files;
mod steps;
mod touchpoints;

pub use audiences::{change_audience, create_audience, delete_audience, list_audiences};
pub use cells::{leave_cell_empty, open_cell};
pub use changes::{list_changes, undo_change, write_change_rejects};
pub use files::{bring_in, export_inventory, import_inventory};
pub use steps::{order_channels, order_stages, remove_channel, remove_stage};
pub use touchpoints::{
    change_touchpoint, change_touchpoints, create_touchpoint, list_touchpoints, remove_touchpoint,
};

use domain::access::{Actor, Grant, Permission, Person};
use domain::design::Touchpoint;
use domain::design::inventory::{ChangeKind, coverage};
use domain::ids::ChangeId;
use serde_json::Value;
use store::design::Design;
use store::design::inventory::{Changed, Inventory, InventoryStep, NewChange};

use super::views::{CellView, CoverageView, InventoryView};
use crate::App;
use crate::access::ops::{Subject, name_of, note};
use crate::design::views::{Named, OwnerView, TouchpointView};
use crate::error::Problem;

/// The inventory with the people who answer for it: what views are made of.
pub struct Known {
    pub inventory: Inventory,
    pub people: Vec<Person>,
}

impl Known {
    pub async fn read(app: &App, grant: &Grant) -> Result<Self, Problem> {
        let org = app.store().org(grant);
        let (inventory, people) = (org.inventory().await?, org.people().await?);
        Ok(Self { inventory, people })
    }

    pub fn design(&self) -> &Design {
        &self.inventory.design
    }

    pub fn stage_named(&self, touchpoint: &Touchpoint) -> Option<Named> {
        let stage = touchpoint.stage.and_then(|id| self.design().stage(id))?;
        Some(Named {
            key: stage.key.clone(),
            label: stage.label.clone(),
        })
    }

    fn channel_named(&self, touchpoint: &Touchpoint) -> Option<Named> {
        let channel = touchpoint
            .channel
            .and_then(|id| self.design().channel(id))?;
        Some(Named {
            key: channel.key.clone(),
            label: channel.label.clone(),
        })
    }

    fn owner(&self, touchpoint: &Touchpoint) -> Option<OwnerView> {
        let owner = touchpoint.owner?;
        let person = self.people.iter().find(|person| person.id == owner)?;
        Some(OwnerView {
            id: person.id,
            name: person.name.clone(),
        })
    }

    /// A touchpoint as the interface tells it.
    pub fn view(&self, it: &Touchpoint) -> TouchpointView {
        let asked = self.design().questions.iter();
        let asked = asked.filter(|question| question.touchpoint == Some(it.id));
        let audiences = it.profile.audiences.iter();
        let audiences = audiences.filter_map(|id| self.inventory.audience(*id));
        TouchpointView {
            id: it.id,
            key: it.key.clone(),
            label: it.label.clone(),
            kind: it.kind.into(),
            existence: it.existence.into(),
            stage: self.stage_named(it),
            channel: self.channel_named(it),
            owner: self.owner(it),
            position: it.position,
            moment_of_truth: it.profile.moment_of_truth,
            importance: it.profile.importance,
            department: it.profile.department.clone(),
            our_attention: it.profile.our_attention,
            industry_attention: it.profile.industry_attention,
            audiences: audiences
                .map(|audience| Named {
                    key: audience.key.clone(),
                    label: audience.label.clone(),
                })
                .collect(),
            reason: it.profile.reason.clone(),
            note: it.profile.note.clone(),
            questions: asked.map(Into::into).collect(),
            change: None,
        }
    }
}

/// Everything that the grid and its list show.
pub async fn show_inventory(app: &App, actor: &Actor) -> Result<InventoryView, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let known = Known::read(app, &grant).await?;
    let design = known.design();
    let existences = design.touchpoints.iter().map(|it| it.existence);
    let covered = coverage(existences);
    let mut departments: Vec<String> = design
        .touchpoints
        .iter()
        .filter_map(|it| it.profile.department.clone())
        .collect();
    departments.sort_by_key(|name| (name.to_lowercase(), name.clone()));
    departments.dedup();
    Ok(InventoryView {
        stages: design.stages.iter().cloned().map(Into::into).collect(),
        channels: design.channels.iter().cloned().map(Into::into).collect(),
        audiences: known
            .inventory
            .audiences
            .iter()
            .cloned()
            .map(Into::into)
            .collect(),
        departments,
        cells: cells(&known.inventory),
        touchpoints: design.touchpoints.iter().map(|it| known.view(it)).collect(),
        coverage: CoverageView {
            live: covered.live,
            missing: covered.missing,
            value: covered.value,
            low: covered.interval.map(|interval| interval.low),
            high: covered.interval.map(|interval| interval.high),
            n: covered.n(),
        },
    })
}

fn cells(inventory: &Inventory) -> Vec<CellView> {
    let named = |key: &str, label: &str| Named {
        key: key.to_owned(),
        label: label.to_owned(),
    };
    let design = &inventory.design;
    let all = inventory.empty_cells.iter().filter_map(|cell| {
        let stage = design.stage(cell.place.stage)?;
        let channel = design.channel(cell.place.channel)?;
        let audience = cell.place.audience.and_then(|id| inventory.audience(id));
        Some(CellView {
            stage: named(&stage.key, &stage.label),
            channel: named(&channel.key, &channel.label),
            audience: audience.map(|it| named(&it.key, &it.label)),
            reason: cell.reason.clone(),
            decided_at: cell.decided_at,
        })
    });
    all.collect()
}

/// What a change is kept as, and what the audit log says of it.
pub struct Doing<'a> {
    pub kind: ChangeKind,
    /// The operation.
    pub action: &'a str,
    pub subject: Subject,
    /// What the change is about, for people.
    pub label: String,
    pub detail: Value,
}

/// Does all of the steps as one change that can be taken back, and writes it into the audit log.
pub async fn change_by(
    app: &App,
    grant: &Grant,
    doing: Doing<'_>,
    steps: &[InventoryStep],
) -> Result<Changed, Problem> {
    let change = new_change(app, grant, doing.kind, doing.label, doing.detail.clone()).await?;
    let org = app.store().org(grant);
    let changed = org.change_inventory(&change, steps).await?;
    if changed.change.is_some() {
        note(app, grant, doing.action, doing.subject, doing.detail).await?;
    }
    Ok(changed)
}

pub(super) async fn new_change(
    app: &App,
    grant: &Grant,
    kind: ChangeKind,
    label: String,
    detail: Value,
) -> Result<NewChange, Problem> {
    Ok(NewChange {
        id: app.id::<ChangeId>(),
        at: app.now(),
        by_name: name_of(app, grant).await?,
        kind,
        label,
        detail,
        rejects: Vec::new(),
    })
}
