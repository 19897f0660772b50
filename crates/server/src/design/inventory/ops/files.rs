//! The inventory as files: spreadsheets that come in, and one that goes out.

use std::path::PathBuf;

use bytes::Bytes;
use domain::access::{Actor, Grant, Permission};
use domain::design::inventory::ChangeKind;
use domain::ids::UploadId;
use futures::Stream;
use serde_json::json;

use super::{Known, new_change};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::design::inventory::file::{Read, read};
use crate::design::inventory::resolve::resolve;
use crate::design::inventory::views::InventoryImportView;
use crate::design::plans::door::Drafts;
use crate::error::Problem;
use crate::insight::export::Sheet;
use crate::signals::{BoxedError, files};

/// The longest name of a file that is kept.
const LONGEST_NAME: usize = 200;

/// Takes a file in and brings its touchpoints into the inventory.
pub async fn import_inventory(
    app: &App,
    actor: &Actor,
    name: &str,
    dry_run: bool,
    bytes: impl Stream<Item = Result<Bytes, BoxedError>> + Send + Unpin,
) -> Result<InventoryImportView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let id: UploadId = app.id();
    files::receive(app, grant.organization(), id, bytes).await?;
    let path = files::path(app, grant.organization(), id);
    let read = read_file(path, name).await;
    files::remove(app, grant.organization(), id).await;
    take(app, &grant, name, dry_run, read?).await
}

/// Brings in a file that lies on this machine; for the command line.
pub async fn bring_in(
    app: &App,
    actor: &Actor,
    path: PathBuf,
    name: &str,
    dry_run: bool,
) -> Result<InventoryImportView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let read = read_file(path, name).await?;
    take(app, &grant, name, dry_run, read).await
}

async fn read_file(path: PathBuf, name: &str) -> Result<Read, Problem> {
    let name = name.to_owned();
    tokio::task::spawn_blocking(move || read(&path, &name))
        .await
        .map_err(Problem::internal)?
}

async fn take(
    app: &App,
    grant: &Grant,
    name: &str,
    dry_run: bool,
    read: Read,
) -> Result<InventoryImportView, Problem> {
    let known = Known::read(app, grant).await?;
    let org = app.store().org(grant);
    let drafts = Drafts::read(app, &org).await?;
    let resolved = resolve(app, &known.inventory, &known.people, &drafts, &read);
    let mut outcome = resolved.outcome;
    if dry_run {
        return Ok(outcome);
    }
    for audience in &resolved.audiences {
        org.create_audience(audience, app.now()).await?;
    }
    let name: String = name.chars().take(LONGEST_NAME).collect();
    let detail = json!({
        "created": outcome.created, "updated": outcome.updated, "unchanged": outcome.unchanged,
        "rejected": outcome.rejected,
    });
    let mut kept = detail.clone();
    kept["columns"] = json!(read.columns);
    let mut change = new_change(app, grant, ChangeKind::Import, name.clone(), kept).await?;
    change.rejects = resolved.rejects;
    outcome.change = org.change_inventory(&change, &resolved.steps).await?.change;
    if outcome.change.is_some() {
        let subject = Subject::new("inventory", grant.organization(), name);
        note(app, grant, "import_inventory", subject, detail).await?;
    }
    Ok(outcome)
}

/// The whole inventory as a table that can be brought in again as it is.
pub async fn export_inventory(app: &App, actor: &Actor) -> Result<Sheet, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let known = Known::read(app, &grant).await?;
    Ok(crate::design::inventory::export::sheet(&known))
}
