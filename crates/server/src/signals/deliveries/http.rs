//! How HTTP says it.
#![allow(
    unused_qualifications,
    reason = "utoipa names parameter types by their full path"
)]

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::{DeliveryId, TouchId, TouchpointId};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops;
use super::views::{DeliveryForm, DeliveryView, FeltForm, SelfScoreForm, TouchFeltView};
use crate::App;
use crate::error::{Problem, ProblemBody};
use crate::http::{Body, Item, Params, Signed};
use crate::view::Page;

/// Deliveries on one page.
const PAGE: usize = 50;

/// The operations on deliveries.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_deliveries, record_delivery))
        .routes(routes!(score_delivery))
        .routes(routes!(record_felt))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct DeliveryParams {
    /// The cursor of a page, from `next` of the one before.
    cursor: Option<String>,
    /// 1 to 200; 50 when not said.
    limit: Option<usize>,
}

/// How touches at a touchpoint were delivered, the newest first
///
/// By household, never by colleague. What was felt shows only where the staff's own score is stored.
#[utoipa::path(get, path = "/v1/touchpoints/{id}/deliveries", tag = "signals",
    params(("id" = String, Path), DeliveryParams), extensions(("x-permission" = json!("read_clients"))),
    responses((status = 200, body = Page<DeliveryView>), (status = 422, body = ProblemBody)))]
async fn list_deliveries(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<TouchpointId>,
    Params(params): Params<DeliveryParams>,
) -> Result<Json<Page<DeliveryView>>, Problem> {
    let limit = params.limit.unwrap_or(PAGE);
    let page = ops::list_deliveries(&app, &actor, id, params.cursor.as_deref(), limit).await?;
    Ok(Json(page))
}

/// Log a touch with its checklist, its defects and the staff's own score
#[utoipa::path(post, path = "/v1/touchpoints/{id}/deliveries", tag = "signals", params(("id" = String, Path)),
    request_body = DeliveryForm, extensions(("x-permission" = json!("record_signals"))),
    responses((status = 201, body = DeliveryView), (status = 200, body = DeliveryView, description = "It was here already"),
        (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn record_delivery(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<TouchpointId>,
    Body(form): Body<DeliveryForm>,
) -> Result<(StatusCode, Json<DeliveryView>), Problem> {
    let (new, delivery) = ops::record_delivery(&app, &actor, id, &form).await?;
    let status = if new {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    Ok((status, Json(delivery)))
}

/// Store the staff's own score of a delivery that has none
///
/// Once stored it stays: whoever has seen what the client felt can't be asked again.
#[utoipa::path(post, path = "/v1/deliveries/{id}/self-score", tag = "signals", params(("id" = String, Path)),
    request_body = SelfScoreForm, extensions(("x-permission" = json!("record_signals"))),
    responses((status = 200, body = DeliveryView), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn score_delivery(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<DeliveryId>,
    Body(form): Body<SelfScoreForm>,
) -> Result<Json<DeliveryView>, Problem> {
    Ok(Json(
        ops::score_delivery(&app, &actor, id, form.self_score).await?,
    ))
}

/// Say how the client felt about a touch
///
/// A later fact corrects an earlier one; both stay.
#[utoipa::path(post, path = "/v1/touches/{id}/felt", tag = "signals", params(("id" = String, Path)),
    request_body = FeltForm, extensions(("x-permission" = json!("record_signals"))),
    responses((status = 200, body = TouchFeltView), (status = 422, body = ProblemBody)))]
async fn record_felt(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<TouchId>,
    Body(form): Body<FeltForm>,
) -> Result<Json<TouchFeltView>, Problem> {
    Ok(Json(ops::record_felt(&app, &actor, id, &form).await?))
}
