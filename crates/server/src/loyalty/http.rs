//! How HTTP says it.
#![allow(
    unused_qualifications,
    reason = "utoipa names parameter types by their full path"
)]

use axum::Json;
use axum::extract::State;
use domain::ids::{ClientId, ExpectationId};
use serde::Deserialize;
use serde_json::Value;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops;
use super::views::{Confirmation, ExpectationForm, ExpectationView};
use crate::App;
use crate::error::Problem;
use crate::http::{Body, Item, Params, Signed};
use crate::signals::views::RecordedListView;
use crate::view::Page;

/// The operations of this noun.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_expectations, add_expectations))
        .routes(routes!(confirm_expectation))
        .routes(routes!(retire_expectation))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ExpectationParams {
    /// Id of a client: only what it expects.
    #[param(value_type = Option<String>)]
    client: Option<ClientId>,
    /// Only of this theme.
    theme: Option<String>,
    /// The cursor from `next`.
    #[param(value_type = Option<String>)]
    cursor: Option<ExpectationId>,
}

/// What clients expect
#[utoipa::path(get, path = "/v1/expectations", tag = "loyalty", params(ExpectationParams),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = Page<ExpectationView>)))]
async fn list_expectations(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<ExpectationParams>,
) -> Result<Json<Page<ExpectationView>>, Problem> {
    let ExpectationParams {
        client,
        theme,
        cursor,
    } = params;
    let (items, next) = ops::list_expectations(&app, &actor, client, theme, cursor).await?;
    let now = app.now();
    let items = items
        .into_iter()
        .map(|it| ExpectationView::of(it, now))
        .collect();
    Ok(Json(Page { items, next }))
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
    Ok(Json(ExpectationView::of(changed, app.now())))
}

/// It holds no longer
#[utoipa::path(post, path = "/v1/expectations/{id}/retire", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("record_signals"))), responses((status = 200, body = ExpectationView)))]
async fn retire_expectation(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ExpectationId>,
) -> Result<Json<ExpectationView>, Problem> {
    let changed = ops::retire_expectation(&app, &actor, id).await?;
    Ok(Json(ExpectationView::of(changed, app.now())))
}
