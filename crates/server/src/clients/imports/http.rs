//! How HTTP says it.
#![allow(
    unused_qualifications,
    reason = "utoipa names parameter types by their full path"
)]

use axum::Json;
use axum::body::Body as RawBody;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::ids::ImportId;
use futures::StreamExt as _;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops;
use super::views::{ClientImportView, ListedClientImport, UndoneClientImport};
use crate::App;
use crate::clients::directory::http::ClientParams;
use crate::error::Problem;
use crate::http::{Item, Params, Signed};
use crate::signals::BoxedError;
use crate::view::List;

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(import_clients))
        .routes(routes!(list_client_imports))
        .routes(routes!(undo_client_import))
        .routes(routes!(list_client_rejects))
        .routes(routes!(export_clients_csv))
        .routes(routes!(export_clients_xlsx))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ClientFileParams {
    /// What the file is called.
    name: String,
    /// Say what would come of it, and keep nothing.
    #[serde(default)]
    dry_run: bool,
}

/// Bring in clients and contacts from a file
///
/// The body is the file as it is: CSV, TSV or XLSX with one row a contact, or cards (vCard 2.1, 3.0, 4.0); docs/clients.md
/// says what it may look like. Good rows come in, the others are given back with the reason of each.
#[utoipa::path(post, path = "/v1/clients/import", tag = "clients", params(ClientFileParams),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    extensions(("x-permission" = json!("edit_clients"))), responses((status = 200, body = ClientImportView)))]
async fn import_clients(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<ClientFileParams>,
    body: RawBody,
) -> Result<Json<ClientImportView>, Problem> {
    let bytes = body
        .into_data_stream()
        .map(|piece| piece.map_err(BoxedError::from));
    let told = ops::import_clients(&app, &actor, &params.name, params.dry_run, bytes).await?;
    Ok(Json(told))
}

/// The latest files of clients that were brought in, and what came of taking them back
#[utoipa::path(get, path = "/v1/clients/imports", tag = "clients",
    extensions(("x-permission" = json!("edit_clients"))),
    responses((status = 200, body = List<ListedClientImport>)))]
async fn list_client_imports(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<ListedClientImport>>, Problem> {
    let items = ops::list_client_imports(&app, &actor).await?;
    Ok(Json(List { items }))
}

/// Take a file of clients back
///
/// Clients that it brought go, fields that it changed are as they were before. What somebody has said or done since stays:
/// clients of whom more is known, or who were merged; fields that were changed again; contacts who gave a consent.
#[utoipa::path(post, path = "/v1/clients/imports/{id}/undo", tag = "clients", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_clients"))), responses((status = 200, body = UndoneClientImport)))]
async fn undo_client_import(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ImportId>,
) -> Result<Json<UndoneClientImport>, Problem> {
    Ok(Json(ops::undo_client_import(&app, &actor, id).await?))
}

/// The rows of a file that were not taken, with what is wrong with each
#[utoipa::path(get, path = "/v1/clients/imports/{id}/rejects", tag = "clients", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_clients"))),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn list_client_rejects(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ImportId>,
) -> Result<Response, Problem> {
    let (name, csv) = ops::write_client_rejects(&app, &actor, id).await?;
    Ok(download(&name, "text/csv; charset=utf-8", csv.into_bytes()))
}

/// The clients of a list as CSV
///
/// One row a contact, with the same parameters as the list. It can be brought in again as it is.
#[utoipa::path(get, path = "/v1/export/clients.csv", tag = "clients", params(ClientParams),
    extensions(("x-permission" = json!("read_clients"))),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn export_clients_csv(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<ClientParams>,
) -> Result<Response, Problem> {
    let sheet = ops::export_clients(&app, &actor, &params.try_into()?).await?;
    Ok(download(
        "clients.csv",
        "text/csv; charset=utf-8",
        sheet.to_csv()?,
    ))
}

/// The clients of a list as a workbook
///
/// One row a contact, with the same parameters as the list. It can be brought in again as it is.
#[utoipa::path(get, path = "/v1/export/clients.xlsx", tag = "clients", params(ClientParams),
    extensions(("x-permission" = json!("read_clients"))),
    responses((status = 200, body = String, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
async fn export_clients_xlsx(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<ClientParams>,
) -> Result<Response, Problem> {
    let sheet = ops::export_clients(&app, &actor, &params.try_into()?).await?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(download("clients.xlsx", kind, sheet.to_xlsx()?))
}

/// A file to be saved under a name, of which browsers are told the part that every header carries.
fn download(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let ascii: String = name
        .chars()
        .filter(|c| c.is_ascii() && !matches!(c, '"' | '\\') && !c.is_control())
        .collect();
    let disposition = format!("attachment; filename=\"{ascii}\"");
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (CONTENT_DISPOSITION, disposition),
    ];
    (headers, bytes).into_response()
}
