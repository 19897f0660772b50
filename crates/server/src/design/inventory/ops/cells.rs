//! Cells of the grid that stay empty on purpose.

use domain::access::{Actor, Grant, Permission};
use domain::design::inventory::{CellPlace, ChangeKind, EmptyCell, read_words};
use domain::ids::ChangeId;
use serde_json::json;
use store::design::inventory::{Inventory, InventoryStep};

use super::{Doing, change_by};
use crate::App;
use crate::access::ops::Subject;
use crate::design::inventory::views::CellForm;
use crate::error::{Fields, Problem};

/// Decides that nothing belongs in a cell. A cell that was decided before gets the new reason.
pub async fn leave_cell_empty(
    app: &App,
    actor: &Actor,
    form: &CellForm,
) -> Result<Option<ChangeId>, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let inventory = app.store().org(&grant).inventory().await?;
    let mut fields = Fields::default();
    let audience = form.audience.as_deref();
    let place = read_place(
        &mut fields,
        &inventory,
        &form.stage,
        &form.channel,
        audience,
    );
    let reason = fields.take("reason", read_words(&form.reason)).flatten();
    if reason.is_none() && fields.is_empty() {
        fields.refuse("reason", "Say why nothing belongs here.");
    }
    let (Some(place), Some(reason), true) = (place, reason, fields.is_empty()) else {
        return Err(fields.problem());
    };
    let standing = inventory.design.touchpoints.iter().find(|it| {
        let here = it.stage == Some(place.stage) && it.channel == Some(place.channel);
        let there = !matches!(
            it.existence,
            domain::design::Existence::Retired | domain::design::Existence::NotApplicable
        );
        here && there && place.audience.is_none()
    });
    if let Some(standing) = standing {
        let detail = format!("“{}” stands in this cell.", standing.label);
        return Err(Problem::because(crate::error::Code::InUse, detail));
    }
    let cell = EmptyCell {
        place,
        reason,
        decided_at: app.now(),
    };
    let step = InventoryStep::LeaveEmpty(cell);
    change_cell(app, &grant, &inventory, place, "leave_cell_empty", step).await
}

/// Something may belong in the cell after all.
pub async fn open_cell(
    app: &App,
    actor: &Actor,
    stage: &str,
    channel: &str,
    audience: Option<&str>,
) -> Result<Option<ChangeId>, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let inventory = app.store().org(&grant).inventory().await?;
    let mut fields = Fields::default();
    let place = read_place(&mut fields, &inventory, stage, channel, audience);
    let place = place.ok_or_else(|| fields.problem())?;
    let step = InventoryStep::Open(place);
    change_cell(app, &grant, &inventory, place, "open_cell", step).await
}

fn read_place(
    fields: &mut Fields,
    inventory: &Inventory,
    stage: &str,
    channel: &str,
    audience: Option<&str>,
) -> Option<CellPlace> {
    let design = &inventory.design;
    let found = design.stages.iter().find(|it| it.key == stage);
    let stage = fields.take(
        "stage",
        found.ok_or_else(|| format!("there is no stage {stage:?}")),
    );
    let found = design.channels.iter().find(|it| it.key == channel);
    let channel = fields.take(
        "channel",
        found.ok_or_else(|| format!("there is no channel {channel:?}")),
    );
    let audience = match audience.filter(|key| !key.is_empty()) {
        None => Some(None),
        Some(key) => {
            let found = inventory.audience_by_key(key).map(|it| Some(it.id));
            fields.take(
                "audience",
                found.ok_or_else(|| format!("there is no audience {key:?}")),
            )
        }
    };
    Some(CellPlace {
        stage: stage?.id,
        channel: channel?.id,
        audience: audience?,
    })
}

async fn change_cell(
    app: &App,
    grant: &Grant,
    inventory: &Inventory,
    place: CellPlace,
    action: &str,
    step: InventoryStep,
) -> Result<Option<ChangeId>, Problem> {
    let design = &inventory.design;
    let stage = design.stage(place.stage).map(|it| &*it.label);
    let channel = design.channel(place.channel).map(|it| &*it.label);
    let audience = place.audience.and_then(|id| inventory.audience(id));
    let named = [stage, channel, audience.map(|it| &*it.label)];
    let label = named.into_iter().flatten().collect::<Vec<_>>().join(" × ");
    let subject = domain::design::inventory::cell_subject(&place);
    let doing = Doing {
        kind: ChangeKind::Cell,
        action,
        subject: Subject::new("cell", subject, &label),
        label,
        detail: json!({}),
    };
    Ok(change_by(app, grant, doing, &[step]).await?.change)
}
