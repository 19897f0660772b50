//! How HTTP says it.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::ClientSegmentId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops;
use super::views::{
    ClientSegmentChange, FieldView, NewClientSegment, SegmentPreview, SegmentQuestion, SegmentView,
};
use crate::App;
use crate::error::Problem;
use crate::http::{Body, Item, Signed};
use crate::view::List;

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_filter_fields))
        .routes(routes!(list_segments, create_segment))
        .routes(routes!(preview_segment))
        .routes(routes!(change_segment, delete_segment))
}

/// What filters over clients may ask for
#[utoipa::path(get, path = "/v1/segment-fields", tag = "clients",
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = List<FieldView>)))]
async fn list_filter_fields(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<FieldView>>, Problem> {
    let items = ops::list_filter_fields(&app, &actor).await?;
    Ok(Json(List { items }))
}

/// Saved filters over clients, each with how many it means now
#[utoipa::path(get, path = "/v1/segments", tag = "clients", extensions(("x-permission" = json!("read_clients"))),
    responses((status = 200, body = List<SegmentView>)))]
async fn list_segments(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<SegmentView>>, Problem> {
    let items = ops::list_segments(&app, &actor).await?;
    Ok(Json(List { items }))
}

/// Save a filter
#[utoipa::path(post, path = "/v1/segments", tag = "clients", request_body = NewClientSegment,
    extensions(("x-permission" = json!("edit_clients"))), responses((status = 201, body = SegmentView)))]
async fn create_segment(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(new): Body<NewClientSegment>,
) -> Result<(StatusCode, Json<SegmentView>), Problem> {
    let made = ops::create_segment(&app, &actor, &new).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// Whom a filter means now; nothing is kept
#[utoipa::path(post, path = "/v1/segments/preview", tag = "clients", request_body = SegmentQuestion,
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = SegmentPreview)))]
async fn preview_segment(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(question): Body<SegmentQuestion>,
) -> Result<Json<SegmentPreview>, Problem> {
    let preview = ops::preview_segment(&app, &actor, &question.filter).await?;
    Ok(Json(preview))
}

/// Change a saved filter
#[utoipa::path(patch, path = "/v1/segments/{id}", tag = "clients", params(("id" = String, Path)),
    request_body = ClientSegmentChange, extensions(("x-permission" = json!("edit_clients"))),
    responses((status = 200, body = SegmentView)))]
async fn change_segment(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ClientSegmentId>,
    Body(change): Body<ClientSegmentChange>,
) -> Result<Json<SegmentView>, Problem> {
    Ok(Json(ops::change_segment(&app, &actor, id, &change).await?))
}

/// Forget a saved filter; its clients stay
#[utoipa::path(delete, path = "/v1/segments/{id}", tag = "clients", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_clients"))), responses((status = 204)))]
async fn delete_segment(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ClientSegmentId>,
) -> Result<StatusCode, Problem> {
    ops::delete_segment(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
