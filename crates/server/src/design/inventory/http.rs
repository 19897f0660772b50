//! How HTTP says it.
#![allow(
    unused_qualifications,
    reason = "utoipa names parameter types by their full path"
)]

use axum::Json;
use axum::body::Body as RawBody;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::ids::{AudienceId, ChangeId, ChannelId, StageId, TouchpointId};
use futures::StreamExt as _;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops;
use super::views::{
    AudienceChange, AudienceView, BulkForm, BulkView, CellForm, ChangeView, ChangedView,
    InventoryImportView, InventoryView, NewAudience,
};
use crate::App;
use crate::design::views::{
    ChannelView, NewTouchpoint, StageView, StepOrder, TouchpointChange, TouchpointView,
};
use crate::error::Problem;
use crate::http::{Body, Item, Params, Signed};
use crate::signals::BoxedError;
use crate::view::{List, Page};

/// The operations of the inventory.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(show_inventory))
        .routes(routes!(list_touchpoints, create_touchpoint))
        .routes(routes!(change_touchpoint, remove_touchpoint))
        .routes(routes!(change_touchpoints))
        .routes(routes!(order_stages))
        .routes(routes!(remove_stage))
        .routes(routes!(order_channels))
        .routes(routes!(remove_channel))
        .routes(routes!(list_audiences, create_audience))
        .routes(routes!(change_audience, delete_audience))
        .routes(routes!(leave_cell_empty, open_cell))
        .routes(routes!(list_changes))
        .routes(routes!(undo_change))
        .routes(routes!(list_change_rejects))
        .routes(routes!(import_inventory))
        .routes(routes!(export_inventory_csv))
        .routes(routes!(export_inventory_xlsx))
}

/// The whole inventory
///
/// Stages, channels, audiences, departments, cells that stay empty on purpose, every touchpoint, and the coverage.
#[utoipa::path(get, path = "/v1/inventory", tag = "design", extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = InventoryView)))]
async fn show_inventory(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<InventoryView>, Problem> {
    Ok(Json(ops::show_inventory(&app, &actor).await?))
}

/// The places where clients meet us
#[utoipa::path(get, path = "/v1/touchpoints", tag = "design", extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = List<TouchpointView>)))]
async fn list_touchpoints(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<TouchpointView>>, Problem> {
    let items = ops::list_touchpoints(&app, &actor).await?;
    Ok(Json(List { items }))
}

/// Add a touchpoint
#[utoipa::path(post, path = "/v1/touchpoints", tag = "design", request_body = NewTouchpoint,
    extensions(("x-permission" = json!("edit_design"))), responses((status = 201, body = TouchpointView)))]
async fn create_touchpoint(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(new): Body<NewTouchpoint>,
) -> Result<(StatusCode, Json<TouchpointView>), Problem> {
    let made = ops::create_touchpoint(&app, &actor, &new).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// Change a touchpoint
///
/// What is left out stays. The answer names the change, by which it can be undone.
#[utoipa::path(patch, path = "/v1/touchpoints/{id}", tag = "design", params(("id" = String, Path)),
    request_body = TouchpointChange, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = TouchpointView)))]
async fn change_touchpoint(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<TouchpointId>,
    Body(change): Body<TouchpointChange>,
) -> Result<Json<TouchpointView>, Problem> {
    Ok(Json(
        ops::change_touchpoint(&app, &actor, id, &change).await?,
    ))
}

/// Remove a touchpoint that nothing refers to
///
/// One that clients have met, or that has questions or a plan, is retired instead. Can be undone.
#[utoipa::path(delete, path = "/v1/touchpoints/{id}", tag = "design", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 200, body = ChangedView)))]
async fn remove_touchpoint(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<TouchpointId>,
) -> Result<Json<ChangedView>, Problem> {
    let change = ops::remove_touchpoint(&app, &actor, id).await?;
    Ok(Json(ChangedView { change }))
}

/// Change several touchpoints at once
///
/// Up to 5,000. All are changed, or none: one change, which can be undone.
#[utoipa::path(post, path = "/v1/touchpoints/bulk", tag = "design", request_body = BulkForm,
    extensions(("x-permission" = json!("edit_design"))), responses((status = 200, body = BulkView)))]
async fn change_touchpoints(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(form): Body<BulkForm>,
) -> Result<Json<BulkView>, Problem> {
    Ok(Json(
        ops::change_touchpoints(&app, &actor, &form.ids, &form.change).await?,
    ))
}

/// Put the stages in another order
#[utoipa::path(put, path = "/v1/stages/order", tag = "design", request_body = StepOrder,
    extensions(("x-permission" = json!("edit_design"))), responses((status = 200, body = List<StageView>)))]
async fn order_stages(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(order): Body<StepOrder>,
) -> Result<Json<List<StageView>>, Problem> {
    Ok(Json(List::of(
        ops::order_stages(&app, &actor, &order.keys).await?,
    )))
}

/// Remove a stage in which nothing stands
#[utoipa::path(delete, path = "/v1/stages/{id}", tag = "design", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 204)))]
async fn remove_stage(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<StageId>,
) -> Result<StatusCode, Problem> {
    ops::remove_stage(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Put the channels in another order
#[utoipa::path(put, path = "/v1/channels/order", tag = "design", request_body = StepOrder,
    extensions(("x-permission" = json!("edit_design"))), responses((status = 200, body = List<ChannelView>)))]
async fn order_channels(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(order): Body<StepOrder>,
) -> Result<Json<List<ChannelView>>, Problem> {
    Ok(Json(List::of(
        ops::order_channels(&app, &actor, &order.keys).await?,
    )))
}

/// Remove a channel that nothing uses
#[utoipa::path(delete, path = "/v1/channels/{id}", tag = "design", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 204)))]
async fn remove_channel(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ChannelId>,
) -> Result<StatusCode, Problem> {
    ops::remove_channel(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The groups of clients for whom touchpoints are designed
#[utoipa::path(get, path = "/v1/audiences", tag = "design", extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = List<AudienceView>)))]
async fn list_audiences(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<AudienceView>>, Problem> {
    Ok(Json(List::of(ops::list_audiences(&app, &actor).await?)))
}

/// Add an audience
#[utoipa::path(post, path = "/v1/audiences", tag = "design", request_body = NewAudience,
    extensions(("x-permission" = json!("edit_design"))), responses((status = 201, body = AudienceView)))]
async fn create_audience(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(new): Body<NewAudience>,
) -> Result<(StatusCode, Json<AudienceView>), Problem> {
    let made = ops::create_audience(&app, &actor, &new).await?;
    Ok((StatusCode::CREATED, Json(made.into())))
}

/// Change an audience
#[utoipa::path(patch, path = "/v1/audiences/{id}", tag = "design", params(("id" = String, Path)),
    request_body = AudienceChange, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = AudienceView)))]
async fn change_audience(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<AudienceId>,
    Body(change): Body<AudienceChange>,
) -> Result<Json<AudienceView>, Problem> {
    let changed = ops::change_audience(&app, &actor, id, &change).await?;
    Ok(Json(changed.into()))
}

/// Remove an audience that nothing refers to
#[utoipa::path(delete, path = "/v1/audiences/{id}", tag = "design", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 204)))]
async fn delete_audience(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<AudienceId>,
) -> Result<StatusCode, Problem> {
    ops::delete_audience(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Leave a cell of the grid empty on purpose
#[utoipa::path(put, path = "/v1/cells", tag = "design", request_body = CellForm,
    extensions(("x-permission" = json!("edit_design"))), responses((status = 200, body = ChangedView)))]
async fn leave_cell_empty(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(form): Body<CellForm>,
) -> Result<Json<ChangedView>, Problem> {
    let change = ops::leave_cell_empty(&app, &actor, &form).await?;
    Ok(Json(ChangedView { change }))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct CellParams {
    /// The stage's key.
    stage: String,
    /// The channel's key.
    channel: String,
    /// The audience's key, if the decision was made for one.
    audience: Option<String>,
}

/// Take back that a cell stays empty
#[utoipa::path(delete, path = "/v1/cells", tag = "design", params(CellParams),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 200, body = ChangedView)))]
async fn open_cell(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<CellParams>,
) -> Result<Json<ChangedView>, Problem> {
    let audience = params.audience.as_deref();
    let change = ops::open_cell(&app, &actor, &params.stage, &params.channel, audience).await?;
    Ok(Json(ChangedView { change }))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ChangesParams {
    /// The cursor from `next`.
    cursor: Option<String>,
    /// How many, up to 200; 50 when nothing is said.
    limit: Option<usize>,
}

/// What was done to the inventory, newest first
#[utoipa::path(get, path = "/v1/changes", tag = "design", params(ChangesParams),
    extensions(("x-permission" = json!("read_design"))), responses((status = 200, body = Page<ChangeView>)))]
async fn list_changes(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<ChangesParams>,
) -> Result<Json<Page<ChangeView>>, Problem> {
    let before = match params.cursor.as_deref().map(str::parse) {
        None => None,
        Some(Ok(id)) => Some(id),
        Some(Err(_)) => return Err(Problem::field("cursor", "This is no cursor of this list.")),
    };
    let limit = params.limit.unwrap_or(50).clamp(1, 200);
    let changes = ops::list_changes(&app, &actor, before, limit).await?;
    let next = changes
        .last()
        .filter(|_| changes.len() == limit)
        .map(|last| last.id.to_string());
    let items = changes.into_iter().map(Into::into).collect();
    Ok(Json(Page { items, next }))
}

/// Undo a change
///
/// Refused with `change_in_the_way` and the names of what was touched again since. The answer is the change that undoes
/// it; undoing that one does it again.
#[utoipa::path(post, path = "/v1/changes/{id}/undo", tag = "design", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 200, body = ChangeView)))]
async fn undo_change(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ChangeId>,
) -> Result<Json<ChangeView>, Problem> {
    Ok(Json(ops::undo_change(&app, &actor, id).await?.into()))
}

/// The rows of a file that were not taken
///
/// A CSV with the columns of the file, the row and the reason.
#[utoipa::path(get, path = "/v1/changes/{id}/rejects", tag = "design", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn list_change_rejects(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ChangeId>,
) -> Result<Response, Problem> {
    let (name, csv) = ops::write_change_rejects(&app, &actor, id).await?;
    Ok(download(&name, "text/csv; charset=utf-8", csv))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct InventoryFileParams {
    /// What the file is called.
    name: String,
    /// Say what would come of it, and keep nothing.
    #[serde(default)]
    dry_run: bool,
}

/// Bring in touchpoints from a spreadsheet
///
/// The body is the file as it is: CSV, TSV or XLSX with one row a touchpoint; docs/inventory.md says what it may look
/// like. Good rows come in, the others are given back with the reason of each.
#[utoipa::path(post, path = "/v1/inventory/import", tag = "design", params(InventoryFileParams),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 200, body = InventoryImportView)))]
async fn import_inventory(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<InventoryFileParams>,
    body: RawBody,
) -> Result<Json<InventoryImportView>, Problem> {
    let bytes = body
        .into_data_stream()
        .map(|piece| piece.map_err(BoxedError::from));
    Ok(Json(
        ops::import_inventory(&app, &actor, &params.name, params.dry_run, bytes).await?,
    ))
}

/// The inventory as CSV
///
/// It can be brought in again as it is.
#[utoipa::path(get, path = "/v1/export/inventory.csv", tag = "design",
    extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn export_inventory_csv(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Response, Problem> {
    let csv = ops::export_inventory(&app, &actor).await?.to_csv()?;
    Ok(download("inventory.csv", "text/csv; charset=utf-8", csv))
}

/// The inventory as a workbook
///
/// It can be brought in again as it is.
#[utoipa::path(get, path = "/v1/export/inventory.xlsx", tag = "design",
    extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = String, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
async fn export_inventory_xlsx(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Response, Problem> {
    let book = ops::export_inventory(&app, &actor).await?.to_xlsx()?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(download("inventory.xlsx", kind, book))
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
