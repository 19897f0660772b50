//! How HTTP says it.
#![allow(
    unused_qualifications,
    reason = "utoipa names parameter types by their full path"
)]

use std::convert::Infallible;
use std::time::Duration;

use axum::Json;
use axum::body::Body as RawBody;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::access::Actor;
use domain::ids::{ImportId, UploadId};
use domain::signals::mapping::FileHints;
use futures::{Stream, StreamExt as _, stream};
use serde::Deserialize;
use serde_json::Value;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::leftovers;
use super::ops::{self, BoxedError};
use super::outcome::OutcomeView;
use super::record;
use super::views::{
    FileForm, ImportForm, ImportView, MappingDocumentView, MappingForm, MappingView, PreviewForm,
    RecordedListView, ResponseForm, TouchForm, UploadView,
};
use crate::App;
use crate::error::Problem;
use crate::http::{Body, Item, Params, Signed};
use crate::view::{List, Page};

/// How often the progress of an import is looked at while somebody watches.
const LOOK: Duration = Duration::from_millis(300);
/// Imports on one page.
const PAGE: usize = 50;

/// The operations of this noun.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(upload_file))
        .routes(routes!(show_upload))
        .routes(routes!(read_upload_again))
        .routes(routes!(preview_upload))
        .routes(routes!(list_imports, start_import))
        .routes(routes!(show_import))
        .routes(routes!(watch_import))
        .routes(routes!(cancel_import))
        .routes(routes!(undo_import))
        .routes(routes!(list_rejects))
        .routes(routes!(list_left_out))
        .routes(routes!(list_mappings, save_mapping))
        .routes(routes!(show_mapping, delete_mapping))
        .routes(routes!(record_touches))
        .routes(routes!(record_responses))
        .merge(super::deliveries::http::router())
        .merge(super::events::router())
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct UploadParams {
    /// What the file is called.
    name: String,
}

/// Send a file to be imported
///
/// The body is the file as it is, up to 200 MB: CSV, TSV, XLSX or JSON lines.
#[utoipa::path(post, path = "/v1/uploads", tag = "signals", params(UploadParams),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    extensions(("x-permission" = json!("run_imports"))), responses((status = 201, body = UploadView)))]
async fn upload_file(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<UploadParams>,
    body: RawBody,
) -> Result<(StatusCode, Json<UploadView>), Problem> {
    let bytes = body
        .into_data_stream()
        .map(|piece| piece.map_err(BoxedError::from));
    let upload = ops::upload_file(&app, &actor, &params.name, bytes).await?;
    Ok((StatusCode::CREATED, Json(upload)))
}

/// A file and what its columns probably mean
#[utoipa::path(get, path = "/v1/uploads/{id}", tag = "signals", params(("id" = String, Path)),
    extensions(("x-permission" = json!("run_imports"))), responses((status = 200, body = UploadView)))]
async fn show_upload(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<UploadId>,
) -> Result<Json<UploadView>, Problem> {
    Ok(Json(ops::show_upload(&app, &actor, id).await?))
}

/// Read a file again with another encoding, delimiter, header or sheet
#[utoipa::path(post, path = "/v1/uploads/{id}/read", tag = "signals", params(("id" = String, Path)),
    request_body = FileForm, extensions(("x-permission" = json!("run_imports"))),
    responses((status = 200, body = UploadView)))]
async fn read_upload_again(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<UploadId>,
    Body(form): Body<FileForm>,
) -> Result<Json<UploadView>, Problem> {
    let FileForm {
        encoding,
        delimiter,
        header_rows,
        skip_rows,
        sheet,
    } = form;
    let hints = FileHints {
        encoding,
        delimiter,
        header_rows,
        skip_rows,
        sheet,
    };
    Ok(Json(ops::read_upload_again(&app, &actor, id, hints).await?))
}

/// What a mapping would make of a file
#[utoipa::path(post, path = "/v1/uploads/{id}/preview", tag = "signals", params(("id" = String, Path)),
    request_body = PreviewForm, extensions(("x-permission" = json!("run_imports"))),
    responses((status = 200, body = OutcomeView)))]
async fn preview_upload(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<UploadId>,
    Body(form): Body<PreviewForm>,
) -> Result<Json<OutcomeView>, Problem> {
    Ok(Json(
        ops::preview_upload(&app, &actor, id, form.mapping).await?,
    ))
}

/// Import a file
#[utoipa::path(post, path = "/v1/imports", tag = "signals", request_body = ImportForm,
    extensions(("x-permission" = json!("run_imports"))), responses((status = 202, body = ImportView)))]
async fn start_import(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(form): Body<ImportForm>,
) -> Result<(StatusCode, Json<ImportView>), Problem> {
    let import = ops::start_import(&app, &actor, form).await?;
    Ok((
        StatusCode::ACCEPTED,
        Json(ImportView::of(&import, app.now())),
    ))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct PageParams {
    /// The cursor from `next`.
    cursor: Option<String>,
}

/// The imports, newest first
#[utoipa::path(get, path = "/v1/imports", tag = "signals", params(PageParams),
    extensions(("x-permission" = json!("run_imports"))), responses((status = 200, body = Page<ImportView>)))]
async fn list_imports(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<PageParams>,
) -> Result<Json<Page<ImportView>>, Problem> {
    let before = match params.cursor.as_deref().map(str::parse) {
        None => None,
        Some(Ok(no)) => Some(no),
        Some(Err(_)) => return Err(Problem::field("cursor", "This is no cursor of this list.")),
    };
    let imports = ops::list_imports(&app, &actor, before, PAGE).await?;
    let next = imports
        .last()
        .filter(|_| imports.len() == PAGE)
        .map(|last| last.no.to_string());
    let items = imports
        .iter()
        .map(|import| ImportView::of(import, app.now()))
        .collect();
    Ok(Json(Page { items, next }))
}

/// An import and how far it is
#[utoipa::path(get, path = "/v1/imports/{id}", tag = "signals", params(("id" = String, Path)),
    extensions(("x-permission" = json!("run_imports"))), responses((status = 200, body = ImportView)))]
async fn show_import(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ImportId>,
) -> Result<Json<ImportView>, Problem> {
    let import = ops::show_import(&app, &actor, id).await?;
    Ok(Json(ImportView::of(&import, app.now())))
}

/// Watch an import
///
/// A stream of events named `import`, each the import as it is now, until it is over.
#[utoipa::path(get, path = "/v1/imports/{id}/events", tag = "signals", params(("id" = String, Path)),
    extensions(("x-permission" = json!("run_imports"))),
    responses((status = 200, body = ImportView, content_type = "text/event-stream")))]
async fn watch_import(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ImportId>,
) -> Result<Response, Problem> {
    ops::show_import(&app, &actor, id).await?;
    Ok(Sse::new(events(app, actor, id))
        .keep_alive(KeepAlive::default())
        .into_response())
}

/// Asks the store rather than the runner: an import on the command line is watched as well.
fn events(app: App, actor: Actor, id: ImportId) -> impl Stream<Item = Result<Event, Infallible>> {
    struct Watching {
        app: App,
        actor: Actor,
        last: Option<ImportView>,
        over: bool,
    }
    let start = Watching {
        app,
        actor,
        last: None,
        over: false,
    };
    stream::unfold(start, move |mut watching| async move {
        if watching.over {
            return None;
        }
        let mut stopping = watching.app.stopping();
        loop {
            // An import that is gone, or a right that was taken away, ends the stream.
            let import = ops::show_import(&watching.app, &watching.actor, id)
                .await
                .ok()?;
            let now = ImportView::of(&import, watching.app.now());
            if watching.last.as_ref() != Some(&now) {
                watching.over = now.is_over();
                let event = Event::default().event("import").json_data(&now).ok()?;
                watching.last = Some(now);
                return Some((Ok(event), watching));
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                _ = stopping.wait_for(|stopping| *stopping) => return None,
            }
        }
    })
}

/// Stop an import
///
/// What it has written so far is undone.
#[utoipa::path(post, path = "/v1/imports/{id}/cancel", tag = "signals", params(("id" = String, Path)),
    extensions(("x-permission" = json!("run_imports"))), responses((status = 200, body = ImportView)))]
async fn cancel_import(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ImportId>,
) -> Result<Json<ImportView>, Problem> {
    let import = ops::cancel_import(&app, &actor, id).await?;
    Ok(Json(ImportView::of(&import, app.now())))
}

/// Undo an import
///
/// Its responses go, and the questions, touchpoints and clients that nothing else uses.
#[utoipa::path(post, path = "/v1/imports/{id}/undo", tag = "signals", params(("id" = String, Path)),
    extensions(("x-permission" = json!("run_imports"))), responses((status = 200, body = ImportView)))]
async fn undo_import(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ImportId>,
) -> Result<Json<ImportView>, Problem> {
    let import = ops::undo_import(&app, &actor, id).await?;
    Ok(Json(ImportView::of(&import, app.now())))
}

/// The rows that were set aside
///
/// A CSV with the columns of the file, the line and the reason.
#[utoipa::path(get, path = "/v1/imports/{id}/rejects", tag = "signals", params(("id" = String, Path)),
    extensions(("x-permission" = json!("run_imports"))),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn list_rejects(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ImportId>,
) -> Result<Response, Problem> {
    let (name, csv) = leftovers::write_rejects(&app, &actor, id).await?;
    Ok(download(&name, csv))
}

/// The values that were left out
///
/// A CSV with the row, the column, the value and the reason of each; the rows themselves came in. The first 10,000.
#[utoipa::path(get, path = "/v1/imports/{id}/left-out", tag = "signals", params(("id" = String, Path)),
    extensions(("x-permission" = json!("run_imports"))),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn list_left_out(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ImportId>,
) -> Result<Response, Problem> {
    let (name, csv) = leftovers::write_left_out(&app, &actor, id).await?;
    Ok(download(&name, csv))
}

/// A CSV to be saved under a name, of which browsers are told the part that every header carries.
fn download(name: &str, csv: Vec<u8>) -> Response {
    let ascii: String = name
        .chars()
        .filter(|c| c.is_ascii() && !matches!(c, '"' | '\\') && !c.is_control())
        .collect();
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{ascii}\""),
        ),
    ];
    (headers, csv).into_response()
}

/// Saved and ready mappings
#[utoipa::path(get, path = "/v1/mappings", tag = "signals", extensions(("x-permission" = json!("run_imports"))),
    responses((status = 200, body = List<MappingView>)))]
async fn list_mappings(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<MappingView>>, Problem> {
    Ok(Json(List {
        items: ops::list_mappings(&app, &actor).await?,
    }))
}

/// Keep a mapping
///
/// The same name again makes its next version.
#[utoipa::path(post, path = "/v1/mappings", tag = "signals", request_body = MappingForm,
    extensions(("x-permission" = json!("run_imports"))), responses((status = 201, body = MappingView)))]
async fn save_mapping(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(form): Body<MappingForm>,
) -> Result<(StatusCode, Json<MappingView>), Problem> {
    let saved = ops::save_mapping(&app, &actor, &form.name, form.mapping).await?;
    Ok((StatusCode::CREATED, Json(saved)))
}

/// A mapping with its document
#[utoipa::path(get, path = "/v1/mappings/{id}", tag = "signals", params(("id" = String, Path)),
    extensions(("x-permission" = json!("run_imports"))), responses((status = 200, body = MappingDocumentView)))]
async fn show_mapping(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<String>,
) -> Result<Json<MappingDocumentView>, Problem> {
    Ok(Json(ops::show_mapping(&app, &actor, &id).await?))
}

/// Remove a saved mapping
#[utoipa::path(delete, path = "/v1/mappings/{id}", tag = "signals", params(("id" = String, Path)),
    extensions(("x-permission" = json!("run_imports"))), responses((status = 204)))]
async fn delete_mapping(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    ops::delete_mapping(&app, &actor, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Record touches
///
/// One touch, or `{items: […]}` with up to 1,000: good items are kept, the others are listed in `errors`.
#[utoipa::path(post, path = "/v1/touches", tag = "signals", request_body = TouchForm,
    extensions(("x-permission" = json!("record_signals"))), responses((status = 200, body = RecordedListView)))]
async fn record_touches(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(body): Body<Value>,
) -> Result<Json<RecordedListView>, Problem> {
    Ok(Json(record::record_touches(&app, &actor, body).await?))
}

/// Record responses
///
/// One response, or `{items: […]}` with up to 1,000: good items are kept, the others are listed in `errors`.
#[utoipa::path(post, path = "/v1/responses", tag = "signals", request_body = ResponseForm,
    extensions(("x-permission" = json!("record_signals"))), responses((status = 200, body = RecordedListView)))]
async fn record_responses(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(body): Body<Value>,
) -> Result<Json<RecordedListView>, Problem> {
    Ok(Json(record::record_responses(&app, &actor, body).await?))
}
