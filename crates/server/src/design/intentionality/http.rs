//! How HTTP says it.
#![allow(
    unused_qualifications,
    reason = "utoipa names parameter types by their full path"
)]

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::ComparisonId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops;
use super::views::{ComparisonChange, ComparisonView, IntentionalityView, NewComparison};
use crate::App;
use crate::error::Problem;
use crate::http::{Body, Item, Signed};
use crate::view::List;

/// The operations of intentionality.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(show_intentionality))
        .routes(routes!(list_comparisons, create_comparison))
        .routes(routes!(change_comparison, delete_comparison))
}

/// Our attention against the industry's
#[utoipa::path(get, path = "/v1/intentionality", tag = "design", extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = IntentionalityView)))]
async fn show_intentionality(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<IntentionalityView>, Problem> {
    Ok(Json(ops::show_intentionality(&app, &actor).await?))
}

/// What attention others give our touchpoints, the newest evidence first
#[utoipa::path(get, path = "/v1/comparisons", tag = "design", extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = List<ComparisonView>)))]
async fn list_comparisons(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<ComparisonView>>, Problem> {
    let found = ops::list_comparisons(&app, &actor).await?;
    let items = found
        .into_iter()
        .map(|it| ComparisonView::of(it, app.now()))
        .collect();
    Ok(Json(List { items }))
}

/// Add what was seen of somebody else
#[utoipa::path(post, path = "/v1/comparisons", tag = "design", request_body = NewComparison,
    extensions(("x-permission" = json!("edit_design"))), responses((status = 201, body = ComparisonView)))]
async fn create_comparison(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(new): Body<NewComparison>,
) -> Result<(StatusCode, Json<ComparisonView>), Problem> {
    let made = ops::create_comparison(&app, &actor, &new).await?;
    let view = ComparisonView::of(made, app.now());
    Ok((StatusCode::CREATED, Json(view)))
}

/// Change what was seen of somebody else
#[utoipa::path(patch, path = "/v1/comparisons/{id}", tag = "design", params(("id" = String, Path)),
    request_body = ComparisonChange, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = ComparisonView)))]
async fn change_comparison(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ComparisonId>,
    Body(change): Body<ComparisonChange>,
) -> Result<Json<ComparisonView>, Problem> {
    let changed = ops::change_comparison(&app, &actor, id, &change).await?;
    Ok(Json(ComparisonView::of(changed, app.now())))
}

/// Remove what was seen of somebody else
#[utoipa::path(delete, path = "/v1/comparisons/{id}", tag = "design", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 204)))]
async fn delete_comparison(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ComparisonId>,
) -> Result<StatusCode, Problem> {
    ops::delete_comparison(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
