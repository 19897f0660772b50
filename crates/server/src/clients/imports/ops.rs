//! What can be done with files of clients.

use std::collections::HashMap;
use std::path::PathBuf;

use bytes::Bytes;
use domain::access::{Actor, Grant, Permission};
use domain::clients::Client;
use domain::clients::contacts::Contact;
use domain::clients::duplicates::{Profile, marks};
use domain::ids::{ImportId, UploadId};
use futures::Stream;
use serde_json::json;
use store::clients::{ClientImport, profile_of};
use store::{OrgStore, StoreError};

use super::reading::{Read, read};
use super::resolve::{Known, find_twins, keys, profiles, resolve};
use super::views::{ClientImportView, ListedClientImport, UndoneClientImport};
use crate::App;
use crate::access::ops::{Subject, name_of, note};
use crate::clients::directory::ops::ClientQuery;
use crate::error::{Code, Problem};
use crate::insight::export::{Cell, Sheet};
use crate::signals::{BoxedError, files};

/// The longest name of a file that is kept.
const LONGEST_NAME: usize = 200;
/// Keys, numbers and marks that are looked up at once.
const MANY: usize = 5_000;

/// Takes a file in and brings its clients into the address book, or says what would come of it.
pub async fn import_clients(
    app: &App,
    actor: &Actor,
    name: &str,
    dry_run: bool,
    bytes: impl Stream<Item = Result<Bytes, BoxedError>> + Send + Unpin,
) -> Result<ClientImportView, Problem> {
    let grant = actor.require(Permission::EditClients)?;
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
) -> Result<ClientImportView, Problem> {
    let grant = actor.require(Permission::EditClients)?;
    let read = read_file(path, name).await?;
    take(app, &grant, name, dry_run, read).await
}

async fn read_file(path: PathBuf, name: &str) -> Result<Read, Problem> {
    let name = name.to_owned();
    tokio::task::spawn_blocking(move || read(&path, &name))
        .await
        .map_err(Problem::internal)?
}

async fn contacts_by_client(
    org: &OrgStore,
    numbers: &[i64],
) -> Result<HashMap<i64, Vec<Contact>>, Problem> {
    let mut contacts: HashMap<i64, Vec<Contact>> = HashMap::new();
    for some in numbers.chunks(MANY) {
        for contact in org.contacts_of(some, false).await? {
            contacts.entry(contact.client).or_default().push(contact);
        }
    }
    Ok(contacts)
}

async fn known(org: &OrgStore, read: &Read) -> Result<Known, Problem> {
    let mut asked: Vec<String> = keys(read).into_iter().flatten().collect();
    asked.sort_unstable();
    asked.dedup();
    let mut clients = HashMap::new();
    for some in asked.chunks(MANY) {
        clients.extend(org.clients_by_key(some).await?);
    }
    let numbers: Vec<i64> = clients.values().map(|client| client.no).collect();
    Ok(Known {
        contacts: contacts_by_client(org, &numbers).await?,
        clients,
        people: org.people().await?,
        definitions: org.attribute_definitions().await?,
    })
}

/// Those who are there already and share a mark, by that mark.
async fn sharing(
    org: &OrgStore,
    profiles: &[(usize, Profile)],
) -> Result<HashMap<String, Vec<(Client, Profile)>>, Problem> {
    let mut asked: Vec<String> = profiles.iter().flat_map(|(_, it)| marks(it)).collect();
    asked.sort_unstable();
    asked.dedup();
    let mut found: Vec<(String, i64)> = Vec::new();
    for some in asked.chunks(MANY) {
        let some: Vec<&str> = some.iter().map(String::as_str).collect();
        found.extend(org.clients_of_marks(&some).await?);
    }
    let mut numbers: Vec<i64> = found.iter().map(|(_, no)| *no).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let contacts = contacts_by_client(org, &numbers).await?;
    let mut clients: HashMap<i64, (Client, Profile)> = HashMap::new();
    for some in numbers.chunks(MANY) {
        for client in org.clients_by_no(some).await? {
            let of = contacts.get(&client.no).map_or(&[][..], Vec::as_slice);
            let profile = profile_of(&client, of);
            clients.insert(client.no, (client, profile));
        }
    }
    let mut sharing: HashMap<String, Vec<(Client, Profile)>> = HashMap::new();
    for (mark, no) in found {
        let of_mark = sharing.entry(mark).or_default();
        if let Some(client) = clients.get(&no).filter(|_| of_mark.len() < 20) {
            of_mark.push(client.clone());
        }
    }
    Ok(sharing)
}

async fn take(
    app: &App,
    grant: &Grant,
    name: &str,
    dry_run: bool,
    read: Read,
) -> Result<ClientImportView, Problem> {
    let org = app.store().org(grant);
    let known = known(&org, &read).await?;
    let mut resolved = resolve(app, &known, &read);
    let profiles = profiles(&resolved);
    let sharing = sharing(&org, &profiles).await?;
    find_twins(&mut resolved, &profiles, &sharing);
    let mut outcome = resolved.outcome;
    if dry_run {
        return Ok(outcome);
    }
    let id: ImportId = app.id();
    let name: String = name.chars().take(LONGEST_NAME).collect();
    let counts = json!({
        "rows": outcome.rows, "created": outcome.created, "updated": outcome.updated,
        "unchanged": outcome.unchanged, "rejected": outcome.rejected,
    });
    let rejects = if resolved.rejects.is_empty() {
        None
    } else {
        let csv = rejects_sheet(&read.columns, resolved.rejects).to_csv()?;
        Some(String::from_utf8(csv).map_err(Problem::internal)?)
    };
    let import = ClientImport {
        id,
        name: name.clone(),
        at: app.now(),
        by_name: name_of(app, grant).await?,
        counts: counts.clone(),
        rejects,
    };
    org.import_clients(&import, &resolved.clients, app.now())
        .await?;
    outcome.id = Some(id);
    let subject = Subject::new("client_import", id, name);
    note(app, grant, "import_clients", subject, counts).await?;
    Ok(outcome)
}

/// Files of clients that are listed.
const SHOWN: usize = 50;

/// The latest files of clients that were brought in.
pub async fn list_client_imports(
    app: &App,
    actor: &Actor,
) -> Result<Vec<ListedClientImport>, Problem> {
    let grant = actor.require(Permission::EditClients)?;
    let imports = app.store().org(&grant).client_imports(SHOWN).await?;
    Ok(imports.into_iter().map(Into::into).collect())
}

/// Takes a file of clients back as a whole. What somebody has said or done since stays, and is listed.
pub async fn undo_client_import(
    app: &App,
    actor: &Actor,
    id: ImportId,
) -> Result<UndoneClientImport, Problem> {
    let grant = actor.require(Permission::EditClients)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such import");
    let import = org.client_import(id).await?.ok_or_else(gone)?;
    let by = name_of(app, &grant).await?;
    let undone = match org.undo_client_import(id, app.now(), &by).await {
        Ok(undone) => undone.ok_or_else(gone)?,
        Err(StoreError::WrongState(_)) => {
            let detail = "This file was taken back before, or it changed nothing.";
            return Err(Problem::because(Code::Conflict, detail));
        }
        Err(error) => return Err(error.into()),
    };
    let subject = Subject::new("client_import", id, import.name);
    let detail = json!({
        "gone": undone.gone, "restored": undone.restored, "contacts_gone": undone.contacts_gone,
        "stays": undone.stays,
    });
    note(app, &grant, "undo_client_import", subject, detail).await?;
    Ok(undone.into())
}

fn rejects_sheet(columns: &[String], rejects: Vec<(Vec<String>, String)>) -> Sheet {
    let mut columns = columns.to_vec();
    columns.push("What is wrong".to_owned());
    let width = columns.len();
    let rows = rejects.into_iter().map(|(cells, wrong)| {
        let mut row: Vec<Cell> = cells.into_iter().map(Cell::from).collect();
        row.resize(width - 1, Cell::Empty);
        row.push(wrong.into());
        row
    });
    Sheet {
        name: "Rejected",
        rows: rows.collect(),
        columns,
    }
}

/// The rows that were not taken of a file, with what is wrong with each, as CSV; and the name for it.
pub async fn write_client_rejects(
    app: &App,
    actor: &Actor,
    id: ImportId,
) -> Result<(String, String), Problem> {
    let grant = actor.require(Permission::EditClients)?;
    let import = app.store().org(&grant).client_import(id).await?;
    let import = import.ok_or_else(|| Problem::not_found("such import"))?;
    let csv = import.rejects.unwrap_or_default();
    let stem = import
        .name
        .rsplit_once('.')
        .map_or(&*import.name, |it| it.0);
    Ok((format!("{stem}-rejected.csv"), csv))
}

/// The clients of a list as a table that can be brought in again.
pub async fn export_clients(
    app: &App,
    actor: &Actor,
    query: &ClientQuery,
) -> Result<Sheet, Problem> {
    super::export::sheet(app, actor, query).await
}
