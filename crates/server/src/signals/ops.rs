//! What can be done about files, imports and mappings.

use std::path::PathBuf;

use bytes::Bytes;
use domain::access::{Actor, Grant, Permission};
use domain::ids::{ImportId, MappingId, UploadId};
use domain::signals::mapping::{FileHints, Mapping, MappingError, ready};
use futures::Stream;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use store::signals::{Import, NewImport, NewMapping, Upload};

use super::{
    explain::{Explained, Saved, explain, look},
    files,
    needs::check_questions,
    outcome::{OutcomeError, OutcomeView, work_out},
    reading::Table,
    run::unreadable,
    views::{ImportForm, MappingDocumentView, MappingView, UploadView, builtin_view, saved_view},
};
use crate::{
    App,
    access::ops::{Subject, name_of, note},
    error::{Code, Problem},
    jobs::{self, Order},
};

/// Uploads that nobody imported are kept for a day.
const KEPT_SECONDS: i64 = 86_400;
/// Names of files and mappings.
const LONGEST_NAME: usize = 200;

/// Why bytes stopped coming in.
pub type BoxedError = Box<dyn std::error::Error + Send + Sync>;

/// Takes in a file and explains it.
pub async fn upload_file(
    app: &App,
    actor: &Actor,
    name: &str,
    bytes: impl Stream<Item = Result<Bytes, BoxedError>> + Send + Unpin,
) -> Result<UploadView, Problem> {
    let grant = actor.require(Permission::RunImports)?;
    let name = read_name("name", name)?;
    clear_old_uploads(app, &grant).await?;
    let id: UploadId = app.id();
    let size = files::receive(app, grant.organization(), id, bytes).await?;
    let path = files::path(app, grant.organization(), id);
    let explained = match explain_file(app, &grant, path, &name, FileHints::default()).await {
        Ok(explained) => explained,
        Err(problem) => {
            files::remove(app, grant.organization(), id).await;
            return Err(problem);
        }
    };
    keep(app, &grant, id, &name, size, &explained).await?;
    Ok(UploadView::of(id, name, size, explained))
}

async fn keep(
    app: &App,
    grant: &Grant,
    id: UploadId,
    name: &str,
    bytes: u64,
    explained: &Explained,
) -> Result<(), Problem> {
    let details = serde_json::to_value(explained).map_err(Problem::internal)?;
    let upload = Upload {
        id,
        name: name.to_owned(),
        bytes,
        details,
        created_at: app.now(),
    };
    app.store().org(grant).add_upload(&upload).await?;
    Ok(())
}

/// Takes away files that were uploaded a day ago and that no import waits for.
pub(super) async fn clear_old_uploads(app: &App, grant: &Grant) -> Result<(), Problem> {
    let org = app.store().org(grant);
    for upload in org
        .uploads_before(app.now().plus_seconds(-KEPT_SECONDS))
        .await?
    {
        files::remove(app, grant.organization(), upload.id).await;
        org.delete_upload(upload.id).await?;
    }
    Ok(())
}

/// Looks at a file on a thread of its own and explains it with the mappings of the organization.
pub async fn explain_file(
    app: &App,
    grant: &Grant,
    path: PathBuf,
    name: &str,
    hints: FileHints,
) -> Result<Explained, Problem> {
    let saved: Vec<Saved> = app
        .store()
        .org(grant)
        .mappings()
        .await?
        .into_iter()
        .filter_map(|saved| {
            // One that a later version wrote can't be used, and is no reason to fail.
            let mapping = Mapping::from_value(saved.document).ok()?;
            Some(Saved {
                id: saved.id.to_string(),
                name: saved.name,
                mapping,
            })
        })
        .collect();
    let zone = zone(app, grant).await?;
    let today = app.now().date(&zone);
    let name = name.to_owned();
    let explained = tokio::task::spawn_blocking(move || {
        look(&path, &name, &hints).map(|looked| explain(looked, &name, &saved, today))
    });
    explained
        .await
        .map_err(Problem::internal)?
        .map_err(unreadable)
}

/// The time zone of the organization.
pub async fn zone(app: &App, grant: &Grant) -> Result<TimeZone, Problem> {
    let organization = app.store().org(grant).organization().await?;
    Ok(organization.map_or(TimeZone::UTC, |organization| organization.time_zone.zone()))
}

async fn find_upload(
    app: &App,
    grant: &Grant,
    id: UploadId,
) -> Result<(Upload, Explained), Problem> {
    let gone = || Problem::not_found("such file any more: files are kept for a day");
    let upload = app.store().org(grant).upload(id).await?.ok_or_else(gone)?;
    let explained = serde_json::from_value(upload.details.clone()).map_err(Problem::internal)?;
    Ok((upload, explained))
}

pub async fn show_upload(app: &App, actor: &Actor, id: UploadId) -> Result<UploadView, Problem> {
    let grant = actor.require(Permission::RunImports)?;
    let (upload, explained) = find_upload(app, &grant, id).await?;
    Ok(UploadView::of(id, upload.name, upload.bytes, explained))
}

/// Reads a file again with what a person says of its form.
pub async fn read_upload_again(
    app: &App,
    actor: &Actor,
    id: UploadId,
    hints: FileHints,
) -> Result<UploadView, Problem> {
    let grant = actor.require(Permission::RunImports)?;
    let (upload, _) = find_upload(app, &grant, id).await?;
    let path = files::path(app, grant.organization(), id);
    let mut explained = explain_file(app, &grant, path, &upload.name, hints.clone()).await?;
    explained.proposal.file = hints;
    app.store().org(&grant).delete_upload(id).await?;
    keep(app, &grant, id, &upload.name, upload.bytes, &explained).await?;
    Ok(UploadView::of(id, upload.name, upload.bytes, explained))
}

/// What a mapping would make of a file, without keeping anything.
pub async fn preview_upload(
    app: &App,
    actor: &Actor,
    id: UploadId,
    mapping: Value,
) -> Result<OutcomeView, Problem> {
    let grant = actor.require(Permission::RunImports)?;
    let (upload, explained) = find_upload(app, &grant, id).await?;
    let mapping = read_mapping(mapping)?;
    let table = Table {
        path: files::path(app, grant.organization(), id),
        layout: explained.layout,
        bytes: upload.bytes,
    };
    preview_file(app, &grant, table, mapping).await
}

/// The same for any file of known form.
pub async fn preview_file(
    app: &App,
    grant: &Grant,
    table: Table,
    mapping: Mapping,
) -> Result<OutcomeView, Problem> {
    check_questions(&app.store().org(grant), &mapping).await?;
    let zone = zone(app, grant).await?;
    let outcome = tokio::task::spawn_blocking(move || work_out(&table, &mapping, &zone))
        .await
        .map_err(Problem::internal)?;
    outcome.map_err(|error| match error {
        OutcomeError::Read(error) => unreadable(error),
        OutcomeError::Mapping(error) => does_not_fit(&error),
    })
}

fn does_not_fit(error: &MappingError) -> Problem {
    Problem::because(Code::MappingDoesNotFit, sentence(error))
}

fn sentence(error: &MappingError) -> String {
    let text = error.to_string();
    if text.ends_with(['.', '?']) {
        text
    } else {
        format!("{text}.")
    }
}

/// Reads a mapping document; what is wrong with it is told about the field `mapping`.
pub fn read_mapping(document: Value) -> Result<Mapping, Problem> {
    Mapping::from_value(document).map_err(|error| Problem::field("mapping", sentence(&error)))
}

/// Queues an upload to be imported.
pub async fn start_import(app: &App, actor: &Actor, form: ImportForm) -> Result<Import, Problem> {
    let grant = actor.require(Permission::RunImports)?;
    let id: UploadId = form
        .upload
        .parse()
        .map_err(|_| Problem::field("upload", "This is no id of an upload."))?;
    let (upload, explained) = find_upload(app, &grant, id).await?;
    let mapping = read_mapping(form.mapping)?;
    // Refused now rather than in the background.
    domain::signals::mapping::apply::Plan::bind(
        &mapping,
        &explained.layout.columns,
        &TimeZone::UTC,
    )
    .map_err(|error| does_not_fit(&error))?;
    if let Some(name) = form
        .save_mapping_as
        .as_deref()
        .filter(|name| !name.trim().is_empty())
    {
        keep_mapping(app, &grant, name, &mapping).await?;
    }
    let import = create_import(app, &grant, &upload.name, &mapping, Some(id)).await?;
    let order = Order {
        organization: Some(grant.organization()),
        kind: super::jobs::RUN_IMPORT,
        payload: json!({ "import": import.id, "rows": explained.counted.then_some(explained.rows) }),
        once: Some(format!("{} {}", super::jobs::RUN_IMPORT, import.id)),
        not_before: None,
    };
    jobs::enqueue(app, order).await?;
    Ok(import)
}

/// Writes an import down, queued; whoever calls runs it.
pub async fn create_import(
    app: &App,
    grant: &Grant,
    file_name: &str,
    mapping: &Mapping,
    upload: Option<UploadId>,
) -> Result<Import, Problem> {
    check_questions(&app.store().org(grant), mapping).await?;
    let new = NewImport {
        id: app.id(),
        file_name: file_name.to_owned(),
        source: mapping.source.clone(),
        mapping_name: mapping.name.clone(),
        mapping: serde_json::to_value(mapping).map_err(Problem::internal)?,
        upload,
        by_name: name_of(app, grant).await?,
        created_at: app.now(),
    };
    let import = app.store().org(grant).create_import(&new).await?;
    let detail = json!({ "source": import.source, "mapping": import.mapping_name });
    note(
        app,
        grant,
        "start_import",
        Subject::new("import", import.id, file_name),
        detail,
    )
    .await?;
    Ok(import)
}

/// The imports of the organization, newest first. `before` is the number of the last one seen.
pub async fn list_imports(
    app: &App,
    actor: &Actor,
    before: Option<i32>,
    limit: usize,
) -> Result<Vec<Import>, Problem> {
    let grant = actor.require(Permission::RunImports)?;
    Ok(app.store().org(&grant).imports(before, limit).await?)
}

pub async fn show_import(app: &App, actor: &Actor, id: ImportId) -> Result<Import, Problem> {
    let grant = actor.require(Permission::RunImports)?;
    app.store()
        .org(&grant)
        .import(id)
        .await?
        .ok_or_else(|| Problem::not_found("such import"))
}

/// Stops an import that waits or runs. What it has written is undone.
pub async fn cancel_import(app: &App, actor: &Actor, id: ImportId) -> Result<Import, Problem> {
    let grant = actor.require(Permission::RunImports)?;
    let import = show_import(app, actor, id).await?;
    if !app.store().org(&grant).cancel_import(id, app.now()).await? {
        return Err(Problem::because(
            Code::Conflict,
            "This import is over already; it can be undone.",
        ));
    }
    note(
        app,
        &grant,
        "cancel_import",
        Subject::new("import", id, import.file_name),
        json!({}),
    )
    .await?;
    show_import(app, actor, id).await
}

/// Takes back everything an import brought.
pub async fn undo_import(app: &App, actor: &Actor, id: ImportId) -> Result<Import, Problem> {
    let grant = actor.require(Permission::RunImports)?;
    let undone = match app.store().org(&grant).undo_import(id, app.now()).await {
        Ok(undone) => undone.ok_or_else(|| Problem::not_found("such import"))?,
        Err(store::StoreError::WrongState(_)) => {
            return Err(Problem::because(
                Code::Conflict,
                "This import is not over, or was undone before.",
            ));
        }
        Err(error) => return Err(error.into()),
    };
    let import = show_import(app, actor, id).await?;
    let detail = json!({
        "responses": undone.responses, "questions": undone.questions, "touchpoints": undone.touchpoints, "clients": undone.clients,
    });
    note(
        app,
        &grant,
        "undo_import",
        Subject::new("import", id, import.file_name.clone()),
        detail,
    )
    .await?;
    Ok(import)
}

/// Saved mappings and those that come with the program.
pub async fn list_mappings(app: &App, actor: &Actor) -> Result<Vec<MappingView>, Problem> {
    let grant = actor.require(Permission::RunImports)?;
    let saved = app.store().org(&grant).mappings().await?;
    let builtin = ready::all()
        .iter()
        .map(|(key, mapping)| builtin_view(key, mapping));
    Ok(saved.iter().map(saved_view).chain(builtin).collect())
}

/// A mapping by its id, or a ready one by its key.
pub async fn show_mapping(
    app: &App,
    actor: &Actor,
    id: &str,
) -> Result<MappingDocumentView, Problem> {
    let grant = actor.require(Permission::RunImports)?;
    if let Some(mapping) = ready::get(id) {
        let document = serde_json::to_value(mapping).map_err(Problem::internal)?;
        return Ok(MappingDocumentView {
            about: builtin_view(id, mapping),
            mapping: document,
        });
    }
    let gone = || Problem::not_found("such mapping");
    let id: MappingId = id.parse().map_err(|_| gone())?;
    let saved = app
        .store()
        .org(&grant)
        .mapping(id)
        .await?
        .ok_or_else(gone)?;
    Ok(MappingDocumentView {
        about: saved_view(&saved),
        mapping: saved.document,
    })
}

/// Keeps a mapping under a name; the same name again is its next version.
pub async fn save_mapping(
    app: &App,
    actor: &Actor,
    name: &str,
    document: Value,
) -> Result<MappingView, Problem> {
    let grant = actor.require(Permission::RunImports)?;
    let mapping = read_mapping(document)?;
    Ok(saved_view(
        &keep_mapping(app, &grant, name, &mapping).await?,
    ))
}

async fn keep_mapping(
    app: &App,
    grant: &Grant,
    name: &str,
    mapping: &Mapping,
) -> Result<store::signals::Mapping, Problem> {
    let name = read_name("name", name)?;
    let new = NewMapping {
        id: app.id(),
        name: name.clone(),
        source: mapping.source.clone(),
        document: serde_json::to_value(mapping).map_err(Problem::internal)?,
        saved_at: app.now(),
    };
    let saved = app.store().org(grant).save_mapping(&new).await?;
    note(
        app,
        grant,
        "save_mapping",
        Subject::new("mapping", saved.id, &name),
        json!({ "version": saved.version }),
    )
    .await?;
    Ok(saved)
}

/// Takes a saved mapping away. Imports keep the one they used.
pub async fn delete_mapping(app: &App, actor: &Actor, id: &str) -> Result<(), Problem> {
    let grant = actor.require(Permission::RunImports)?;
    if ready::get(id).is_some() {
        return Err(Problem::because(
            Code::Conflict,
            "This mapping comes with the program and stays.",
        ));
    }
    let gone = || Problem::not_found("such mapping");
    let id: MappingId = id.parse().map_err(|_| gone())?;
    let org = app.store().org(&grant);
    let saved = org.mapping(id).await?.ok_or_else(gone)?;
    org.delete_mapping(id).await?;
    note(
        app,
        &grant,
        "delete_mapping",
        Subject::new("mapping", id, saved.name),
        json!({}),
    )
    .await?;
    Ok(())
}

fn read_name(field: &str, text: &str) -> Result<String, Problem> {
    let name: String = text.chars().filter(|c| !c.is_control()).collect();
    let name = name
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or_default()
        .trim()
        .to_owned();
    match name.chars().count() {
        0 => Err(Problem::field(field, "A name is needed.")),
        1..=LONGEST_NAME => Ok(name),
        _ => Err(Problem::field(
            field,
            format!("A name has at most {LONGEST_NAME} characters."),
        )),
    }
}
