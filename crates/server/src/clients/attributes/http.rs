//! How HTTP says it.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops;
use super::views::{
    AttributeChange, AttributeUseView, AttributeView, NewAttribute, NewAttributeUse,
};
use crate::App;
use crate::error::Problem;
use crate::http::{Body, Item, Signed};
use crate::view::List;

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_attributes, create_attribute))
        .routes(routes!(change_attribute))
        .routes(routes!(list_attribute_uses, use_attribute))
}

/// What may be known of clients, and what they have of it
#[utoipa::path(get, path = "/v1/attributes", tag = "clients", extensions(("x-permission" = json!("read_clients"))),
    responses((status = 200, body = List<AttributeView>)))]
async fn list_attributes(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<AttributeView>>, Problem> {
    Ok(Json(List::of(ops::list_attributes(&app, &actor).await?)))
}

/// Add an attribute
#[utoipa::path(post, path = "/v1/attributes", tag = "clients", request_body = NewAttribute,
    extensions(("x-permission" = json!("edit_clients"))), responses((status = 201, body = AttributeView)))]
async fn create_attribute(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(new): Body<NewAttribute>,
) -> Result<(StatusCode, Json<AttributeView>), Problem> {
    let made = ops::create_attribute(&app, &actor, &new).await?;
    Ok((StatusCode::CREATED, Json(made.into())))
}

/// Change an attribute
#[utoipa::path(patch, path = "/v1/attributes/{key}", tag = "clients", params(("key" = String, Path)),
    request_body = AttributeChange, extensions(("x-permission" = json!("edit_clients"))),
    responses((status = 200, body = AttributeView)))]
async fn change_attribute(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(key): Item<String>,
    Body(change): Body<AttributeChange>,
) -> Result<Json<AttributeView>, Problem> {
    let changed = ops::change_attribute(&app, &actor, &key, &change).await?;
    Ok(Json(changed.into()))
}

/// When and how an attribute was used for clients, the latest first
#[utoipa::path(get, path = "/v1/attributes/{key}/uses", tag = "clients", params(("key" = String, Path)),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = List<AttributeUseView>)))]
async fn list_attribute_uses(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(key): Item<String>,
) -> Result<Json<List<AttributeUseView>>, Problem> {
    let uses = ops::list_attribute_uses(&app, &actor, &key).await?;
    Ok(Json(List::of(uses)))
}

/// Use an attribute for a client
///
/// Writes down what was done for the client by knowing it.
#[utoipa::path(post, path = "/v1/attributes/{key}/uses", tag = "clients", params(("key" = String, Path)),
    request_body = NewAttributeUse, extensions(("x-permission" = json!("record_signals"))),
    responses((status = 201, body = AttributeView)))]
async fn use_attribute(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(key): Item<String>,
    Body(form): Body<NewAttributeUse>,
) -> Result<(StatusCode, Json<AttributeView>), Problem> {
    let used = ops::use_attribute(&app, &actor, &key, &form).await?;
    Ok((StatusCode::CREATED, Json(used.into())))
}
