//! How HTTP says it.
#![allow(
    unused_qualifications,
    reason = "utoipa names parameter types by their full path"
)]

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::ids::ClientId;
use serde::Deserialize;
use serde_json::Value;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops;
use super::views::{EventForm, EventKindChange, EventKindView, EventView, NewEventKind};
use crate::App;
use crate::error::Problem;
use crate::http::{Body, Params, Signed};
use crate::signals::views::RecordedListView;
use crate::view::{List, Page};

/// The operations about events.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_event_kinds, create_event_kind))
        .routes(routes!(change_event_kind))
        .routes(routes!(list_events, record_events))
}

/// The kinds of events, and what should follow them
#[utoipa::path(get, path = "/v1/event-kinds", tag = "signals", extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = List<EventKindView>)))]
async fn list_event_kinds(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<EventKindView>>, Problem> {
    Ok(Json(List::of(ops::list_event_kinds(&app, &actor).await?)))
}

/// Add a kind of event
#[utoipa::path(post, path = "/v1/event-kinds", tag = "signals", request_body = NewEventKind,
    extensions(("x-permission" = json!("edit_design"))), responses((status = 201, body = EventKindView)))]
async fn create_event_kind(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(new): Body<NewEventKind>,
) -> Result<(StatusCode, Json<EventKindView>), Problem> {
    let made = ops::create_event_kind(&app, &actor, &new).await?;
    Ok((StatusCode::CREATED, Json(made.into())))
}

/// Change what a kind of event is called or what should follow it
#[utoipa::path(patch, path = "/v1/event-kinds/{key}", tag = "signals", params(("key" = String, Path)),
    request_body = EventKindChange, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = EventKindView)))]
async fn change_event_kind(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(key): Path<String>,
    Body(change): Body<EventKindChange>,
) -> Result<Json<EventKindView>, Problem> {
    let changed = ops::change_event_kind(&app, &actor, &key, &change).await?;
    Ok(Json(changed.into()))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct EventParams {
    /// Key of a kind: only events of this kind.
    kind: Option<String>,
    /// Id of a client: only its events.
    #[param(value_type = Option<String>)]
    client: Option<ClientId>,
    /// The cursor from `next`.
    cursor: Option<String>,
}

/// What happened to clients, the newest records first
#[utoipa::path(get, path = "/v1/events", tag = "signals", params(EventParams),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = Page<EventView>)))]
async fn list_events(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<EventParams>,
) -> Result<Json<Page<EventView>>, Problem> {
    let (kind, cursor) = (params.kind.as_deref(), params.cursor.as_deref());
    let (items, next) = ops::list_events(&app, &actor, kind, params.client, cursor).await?;
    let items = items.into_iter().map(Into::into).collect();
    Ok(Json(Page { items, next }))
}

/// Record events
///
/// One event, or `{items: […]}` with up to 1,000: good items are kept, the others are listed in `errors`.
#[utoipa::path(post, path = "/v1/events", tag = "signals", request_body = EventForm,
    extensions(("x-permission" = json!("record_signals"))), responses((status = 200, body = RecordedListView)))]
async fn record_events(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(body): Body<Value>,
) -> Result<Json<RecordedListView>, Problem> {
    Ok(Json(ops::record_events(&app, &actor, body).await?))
}
