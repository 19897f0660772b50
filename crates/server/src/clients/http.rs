//! How HTTP says it.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::TierId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops;
use super::views::{NewTier, TierChange, TierView};
use crate::App;
use crate::error::Problem;
use crate::http::{Body, Item, Signed};
use crate::view::List;

/// The operations of this noun.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_tiers, create_tier))
        .routes(routes!(change_tier, delete_tier))
}

/// The service levels that were promised
#[utoipa::path(get, path = "/v1/tiers", tag = "clients", extensions(("x-permission" = json!("read_clients"))),
    responses((status = 200, body = List<TierView>)))]
async fn list_tiers(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<TierView>>, Problem> {
    Ok(Json(List::of(ops::list_tiers(&app, &actor).await?)))
}

/// Add a tier
#[utoipa::path(post, path = "/v1/tiers", tag = "clients", request_body = NewTier,
    extensions(("x-permission" = json!("edit_clients"))), responses((status = 201, body = TierView)))]
async fn create_tier(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(new): Body<NewTier>,
) -> Result<(StatusCode, Json<TierView>), Problem> {
    let made = ops::create_tier(&app, &actor, &new).await?;
    Ok((StatusCode::CREATED, Json(made.into())))
}

/// Change a tier
#[utoipa::path(patch, path = "/v1/tiers/{id}", tag = "clients", params(("id" = String, Path)),
    request_body = TierChange, extensions(("x-permission" = json!("edit_clients"))),
    responses((status = 200, body = TierView)))]
async fn change_tier(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<TierId>,
    Body(change): Body<TierChange>,
) -> Result<Json<TierView>, Problem> {
    let changed = ops::change_tier(&app, &actor, id, &change).await?;
    Ok(Json(changed.into()))
}

/// Remove a tier
///
/// Its clients stay; they are judged by their own rhythm then.
#[utoipa::path(delete, path = "/v1/tiers/{id}", tag = "clients", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_clients"))), responses((status = 204)))]
async fn delete_tier(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<TierId>,
) -> Result<StatusCode, Problem> {
    ops::delete_tier(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
