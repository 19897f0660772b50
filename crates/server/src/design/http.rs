//! How HTTP says it.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::{AnnotationId, ChannelId, StageId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops;
use super::views::{AnnotationView, ChannelView, NewAnnotation, NewStep, StageView, StepChange};
use crate::App;
use crate::error::Problem;
use crate::http::{Body, Item, Signed};
use crate::view::List;

/// The operations of this noun.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_stages, create_stage))
        .routes(routes!(change_stage))
        .routes(routes!(list_channels, create_channel))
        .routes(routes!(change_channel))
        .routes(routes!(list_annotations, create_annotation))
        .routes(routes!(delete_annotation))
        .merge(super::inventory::http::router())
        .merge(super::templates::http::router())
        .merge(super::discovery::http::router())
        .merge(super::intentionality::http::router())
        .merge(super::plans::http::router())
}

/// The steps of a client's life with us
#[utoipa::path(get, path = "/v1/stages", tag = "design", extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = List<StageView>)))]
async fn list_stages(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<StageView>>, Problem> {
    Ok(Json(List::of(ops::list_stages(&app, &actor).await?)))
}

/// Add a stage
#[utoipa::path(post, path = "/v1/stages", tag = "design", request_body = NewStep,
    extensions(("x-permission" = json!("edit_design"))), responses((status = 201, body = StageView)))]
async fn create_stage(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(new): Body<NewStep>,
) -> Result<(StatusCode, Json<StageView>), Problem> {
    let made = ops::create_stage(&app, &actor, &new).await?;
    Ok((StatusCode::CREATED, Json(made.into())))
}

/// Change a stage's label or place
#[utoipa::path(patch, path = "/v1/stages/{id}", tag = "design", params(("id" = String, Path)),
    request_body = StepChange, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = StageView)))]
async fn change_stage(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<StageId>,
    Body(change): Body<StepChange>,
) -> Result<Json<StageView>, Problem> {
    let changed = ops::change_stage(&app, &actor, id, &change).await?;
    Ok(Json(changed.into()))
}

/// The ways how touches happen
#[utoipa::path(get, path = "/v1/channels", tag = "design", extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = List<ChannelView>)))]
async fn list_channels(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<ChannelView>>, Problem> {
    Ok(Json(List::of(ops::list_channels(&app, &actor).await?)))
}

/// Add a channel
#[utoipa::path(post, path = "/v1/channels", tag = "design", request_body = NewStep,
    extensions(("x-permission" = json!("edit_design"))), responses((status = 201, body = ChannelView)))]
async fn create_channel(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(new): Body<NewStep>,
) -> Result<(StatusCode, Json<ChannelView>), Problem> {
    let made = ops::create_channel(&app, &actor, &new).await?;
    Ok((StatusCode::CREATED, Json(made.into())))
}

/// Change a channel's label or place
#[utoipa::path(patch, path = "/v1/channels/{id}", tag = "design", params(("id" = String, Path)),
    request_body = StepChange, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = ChannelView)))]
async fn change_channel(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ChannelId>,
    Body(change): Body<StepChange>,
) -> Result<Json<ChannelView>, Problem> {
    let changed = ops::change_channel(&app, &actor, id, &change).await?;
    Ok(Json(changed.into()))
}

/// The dated remarks on the charts
#[utoipa::path(get, path = "/v1/annotations", tag = "design", extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = List<AnnotationView>)))]
async fn list_annotations(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<AnnotationView>>, Problem> {
    Ok(Json(List::of(ops::list_annotations(&app, &actor).await?)))
}

/// Add a remark to the charts
#[utoipa::path(post, path = "/v1/annotations", tag = "design", request_body = NewAnnotation,
    extensions(("x-permission" = json!("edit_design"))), responses((status = 201, body = AnnotationView)))]
async fn create_annotation(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(new): Body<NewAnnotation>,
) -> Result<(StatusCode, Json<AnnotationView>), Problem> {
    let made = ops::create_annotation(&app, &actor, &new).await?;
    Ok((StatusCode::CREATED, Json(made.into())))
}

/// Remove a remark
#[utoipa::path(delete, path = "/v1/annotations/{id}", tag = "design", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 204)))]
async fn delete_annotation(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<AnnotationId>,
) -> Result<StatusCode, Problem> {
    ops::delete_annotation(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
