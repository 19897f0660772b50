//! How HTTP says it.
#![allow(
    unused_qualifications,
    reason = "utoipa names parameter types by their full path"
)]

use axum::Json;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use domain::ids::{ClientId, ExpectationId};
use serde::Deserialize;
use serde_json::Value;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::measured::{ClientIcebergView, IcebergView};
use super::ops::Wanted;
use super::views::{
    Confirmation, EditForm, ExpectationForm, ExpectationView, HistoryView, LevelView, StatusView,
};
use super::{iceberg, ops};
use crate::App;
use crate::error::{Problem, ProblemBody};
use crate::http::{Body, Item, Params, Signed};
use crate::signals::views::RecordedListView;
use crate::view::Page;

/// The operations of this part.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_expectations, add_expectations))
        .routes(routes!(list_due_expectations))
        .routes(routes!(show_expectation, change_expectation))
        .routes(routes!(confirm_expectation))
        .routes(routes!(retire_expectation))
        .routes(routes!(undo_expectation))
        .routes(routes!(export_expectations_csv))
        .routes(routes!(show_iceberg))
        .routes(routes!(show_client_iceberg))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ExpectationParams {
    /// Id of a client: only what it expects.
    #[param(value_type = Option<String>)]
    client: Option<ClientId>,
    /// Only of this theme.
    theme: Option<String>,
    #[param(value_type = Option<StatusView>, inline)]
    status: Option<String>,
    #[param(value_type = Option<LevelView>, inline)]
    level: Option<String>,
    /// 1, 2 or 3.
    depth: Option<u8>,
    /// Only what the client is to be asked again by now.
    #[serde(default)]
    due: bool,
    /// Only what is confirmed and served by no live plan.
    #[serde(default)]
    orphans: bool,
}

/// Which page of them.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct PageParams {
    /// The cursor from `next`.
    #[param(value_type = Option<String>)]
    cursor: Option<ExpectationId>,
    /// 1 to 200; 200 when not said.
    limit: Option<usize>,
}

impl ExpectationParams {
    fn wanted(self) -> Result<Wanted, Problem> {
        Ok(Wanted {
            client: self.client,
            theme: self.theme,
            status: self.status.as_deref().map(ops::read_status).transpose()?,
            level: self.level.as_deref().map(ops::read_level).transpose()?,
            depth: self.depth,
            due: self.due,
            orphans: self.orphans,
            after: None,
        })
    }
}

/// What clients expect
#[utoipa::path(get, path = "/v1/expectations", tag = "loyalty", params(ExpectationParams, PageParams),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = Page<ExpectationView>)))]
async fn list_expectations(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<ExpectationParams>,
    Params(page): Params<PageParams>,
) -> Result<Json<Page<ExpectationView>>, Problem> {
    let wanted = Wanted {
        after: page.cursor,
        ..params.wanted()?
    };
    let found = ops::list_expectations(&app, &actor, wanted, page.limit).await?;
    Ok(Json(found))
}

/// Write down what clients expect
///
/// One expectation, or `{items: […]}` with up to 1,000: good items are kept, the others are listed in `errors`.
#[utoipa::path(post, path = "/v1/expectations", tag = "loyalty", request_body = ExpectationForm,
    extensions(("x-permission" = json!("record_signals"))), responses((status = 200, body = RecordedListView)))]
async fn add_expectations(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(body): Body<Value>,
) -> Result<Json<RecordedListView>, Problem> {
    Ok(Json(ops::add_expectations(&app, &actor, body).await?))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct DueParams {
    /// Also what will be due within so many days, up to 366.
    within_days: Option<u16>,
    /// The cursor from `next`.
    cursor: Option<String>,
    /// 1 to 200; 200 when not said.
    limit: Option<usize>,
}

/// What clients are to be asked again
///
/// Confirmed expectations past their half-life: what weighs most comes first, of equals what waits longest.
#[utoipa::path(get, path = "/v1/expectations/due", tag = "loyalty", params(DueParams),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = Page<ExpectationView>)))]
async fn list_due_expectations(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<DueParams>,
) -> Result<Json<Page<ExpectationView>>, Problem> {
    let (ahead, cursor) = (params.within_days, params.cursor.as_deref());
    let page = ops::list_due_expectations(&app, &actor, ahead, cursor, params.limit).await?;
    Ok(Json(page))
}

/// One expectation and its history
#[utoipa::path(get, path = "/v1/expectations/{id}", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = HistoryView)))]
async fn show_expectation(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ExpectationId>,
) -> Result<Json<HistoryView>, Problem> {
    Ok(Json(ops::show_expectation(&app, &actor, id).await?))
}

/// Correct an expectation
///
/// What stood before is kept. With other words a confirmed expectation is only stated, until the client confirms these.
#[utoipa::path(patch, path = "/v1/expectations/{id}", tag = "loyalty", params(("id" = String, Path)),
    request_body = EditForm, extensions(("x-permission" = json!("record_signals"))),
    responses((status = 200, body = ExpectationView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn change_expectation(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ExpectationId>,
    Body(form): Body<EditForm>,
) -> Result<Json<ExpectationView>, Problem> {
    let changed = ops::change_expectation(&app, &actor, id, &form).await?;
    Ok(Json(changed))
}

/// The client confirmed it
#[utoipa::path(post, path = "/v1/expectations/{id}/confirm", tag = "loyalty", params(("id" = String, Path)),
    request_body = Confirmation, extensions(("x-permission" = json!("record_signals"))),
    responses((status = 200, body = ExpectationView)))]
async fn confirm_expectation(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ExpectationId>,
    Body(confirmation): Body<Confirmation>,
) -> Result<Json<ExpectationView>, Problem> {
    let changed = ops::confirm_expectation(&app, &actor, id, &confirmation).await?;
    Ok(Json(changed))
}

/// It holds no longer
#[utoipa::path(post, path = "/v1/expectations/{id}/retire", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("record_signals"))), responses((status = 200, body = ExpectationView)))]
async fn retire_expectation(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ExpectationId>,
) -> Result<Json<ExpectationView>, Problem> {
    Ok(Json(ops::retire_expectation(&app, &actor, id).await?))
}

/// Take back what was last done to an expectation
///
/// One that was only just written down is retired.
#[utoipa::path(post, path = "/v1/expectations/{id}/undo", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("record_signals"))), responses((status = 200, body = ExpectationView)))]
async fn undo_expectation(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ExpectationId>,
) -> Result<Json<ExpectationView>, Problem> {
    Ok(Json(ops::undo_expectation(&app, &actor, id).await?))
}

/// What clients expect, as a file: all of it, however much that is
#[utoipa::path(get, path = "/v1/export/expectations.csv", tag = "loyalty", params(ExpectationParams),
    extensions(("x-permission" = json!("read_clients"))),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn export_expectations_csv(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<ExpectationParams>,
) -> Result<Response, Problem> {
    let csv = ops::export_expectations(&app, &actor, params.wanted()?).await?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            CONTENT_DISPOSITION,
            "attachment; filename=\"expectations.csv\"",
        ),
    ];
    Ok((headers, csv).into_response())
}

/// What all clients together expect, and how much of it we know
#[utoipa::path(get, path = "/v1/iceberg", tag = "loyalty", extensions(("x-permission" = json!("read_clients"))),
    responses((status = 200, body = IcebergView)))]
async fn show_iceberg(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<IcebergView>, Problem> {
    Ok(Json(iceberg::show_iceberg(&app, &actor).await?))
}

/// What one client expects, and how much of it we know
#[utoipa::path(get, path = "/v1/clients/{id}/iceberg", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = ClientIcebergView)))]
async fn show_client_iceberg(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ClientId>,
) -> Result<Json<ClientIcebergView>, Problem> {
    let iceberg = iceberg::show_client_iceberg(&app, &actor, id).await?;
    Ok(Json(iceberg))
}
