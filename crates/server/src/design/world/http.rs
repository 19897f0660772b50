//! How HTTP says it.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::access::Locale;
use domain::ids::InsightId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops;
use super::views::{InsightChange, InsightView, NewInsight, OfferParams, OfferedView, WorldView};
use crate::App;
use crate::error::{Problem, ProblemBody};
use crate::http::{Body, Item, Params, Signed};
use crate::view::List;

/// The operations on the customer's world.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(show_world, note_insight))
        .routes(routes!(offer_touchpoints))
        .routes(routes!(change_insight))
}

/// What is known of the customer's world, and how well of whom
#[utoipa::path(get, path = "/v1/world", tag = "design", extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = WorldView)))]
async fn show_world(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<WorldView>, Problem> {
    Ok(Json(ops::show_world(&app, &actor).await?.into()))
}

/// Note something about the customer's world
#[utoipa::path(post, path = "/v1/world", tag = "design", request_body = NewInsight,
    extensions(("x-permission" = json!("edit_design"))),
    responses((status = 201, body = InsightView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn note_insight(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(new): Body<NewInsight>,
) -> Result<(StatusCode, Json<InsightView>), Problem> {
    let made = ops::note_insight(&app, &actor, &new).await?;
    Ok((StatusCode::CREATED, Json(made.into())))
}

/// Correct, withdraw or restore an insight
#[utoipa::path(patch, path = "/v1/world/{id}", tag = "design", params(("id" = String, Path)),
    request_body = InsightChange, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = InsightView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn change_insight(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<InsightId>,
    Body(change): Body<InsightChange>,
) -> Result<Json<InsightView>, Problem> {
    Ok(Json(
        ops::change_insight(&app, &actor, id, &change).await?.into(),
    ))
}

/// Touchpoints of templates that would answer what is known
#[utoipa::path(get, path = "/v1/world/offers", tag = "design", params(OfferParams),
    extensions(("x-permission" = json!("read_design"))), responses((status = 200, body = List<OfferedView>)))]
async fn offer_touchpoints(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<OfferParams>,
) -> Result<Json<List<OfferedView>>, Problem> {
    let locale = params
        .locale
        .as_deref()
        .and_then(Locale::parse)
        .unwrap_or(Locale::En);
    let found = ops::offer_touchpoints(&app, &actor, params.template.as_deref(), locale).await?;
    Ok(Json(List::of(found)))
}
