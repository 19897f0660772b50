//! How HTTP says it.
#![allow(
    unused_qualifications,
    reason = "utoipa names parameter types by their full path"
)]

use axum::Json;
use axum::body::Body as RawBody;
use axum::extract::State;
use axum::http::StatusCode;
use futures::StreamExt as _;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops;
use super::views::{
    AcceptForm, AcceptedView, DiscoveryView, DismissForm, DismissedView, FileDiscoveriesView,
    RestoreForm,
};
use crate::App;
use crate::error::Problem;
use crate::http::{Body, Params, Signed};
use crate::signals::BoxedError;
use crate::view::List;

/// The operations of discovery.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_discoveries))
        .routes(routes!(discover_in_file))
        .routes(routes!(accept_discoveries))
        .routes(routes!(dismiss_discoveries))
        .routes(routes!(list_dismissed_discoveries))
        .routes(routes!(restore_discoveries))
}

/// Touchpoints that happen and that nobody wrote down
///
/// Found in the experience log, the most frequent first; what was decided before is left out.
#[utoipa::path(get, path = "/v1/discoveries", tag = "design", extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = List<DiscoveryView>)))]
async fn list_discoveries(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<DiscoveryView>>, Problem> {
    let items = ops::list_discoveries(&app, &actor).await?;
    Ok(Json(List { items }))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct DiscoveryFileParams {
    /// What the file is called.
    name: String,
}

/// Look for touchpoints in a file of mails, meetings or tickets
///
/// The body is the file as it is: a mailbox (mbox), one mail (eml), a calendar (ics) or a table of tickets (CSV, TSV,
/// XLSX). Nothing of it is kept.
#[utoipa::path(post, path = "/v1/discoveries/file", tag = "design", params(DiscoveryFileParams),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 200, body = FileDiscoveriesView)))]
async fn discover_in_file(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<DiscoveryFileParams>,
    body: RawBody,
) -> Result<Json<FileDiscoveriesView>, Problem> {
    let bytes = body
        .into_data_stream()
        .map(|piece| piece.map_err(BoxedError::from));
    Ok(Json(
        ops::discover_in_file(&app, &actor, &params.name, bytes).await?,
    ))
}

/// Write discoveries down as touchpoints
///
/// They are live: they happen. Can be undone.
#[utoipa::path(post, path = "/v1/discoveries/accept", tag = "design", request_body = AcceptForm,
    extensions(("x-permission" = json!("edit_design"))), responses((status = 200, body = AcceptedView)))]
async fn accept_discoveries(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(form): Body<AcceptForm>,
) -> Result<Json<AcceptedView>, Problem> {
    Ok(Json(
        ops::accept_discoveries(&app, &actor, &form.items).await?,
    ))
}

/// Don't show discoveries again
#[utoipa::path(post, path = "/v1/discoveries/dismiss", tag = "design", request_body = DismissForm,
    extensions(("x-permission" = json!("edit_design"))), responses((status = 204)))]
async fn dismiss_discoveries(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(form): Body<DismissForm>,
) -> Result<StatusCode, Problem> {
    ops::dismiss_discoveries(&app, &actor, &form.items).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The discoveries that were dismissed, newest first
#[utoipa::path(get, path = "/v1/discoveries/dismissed", tag = "design",
    extensions(("x-permission" = json!("read_design"))), responses((status = 200, body = List<DismissedView>)))]
async fn list_dismissed_discoveries(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<DismissedView>>, Problem> {
    let items = ops::list_dismissed_discoveries(&app, &actor).await?;
    Ok(Json(List { items }))
}

/// Show dismissed discoveries again
#[utoipa::path(post, path = "/v1/discoveries/restore", tag = "design", request_body = RestoreForm,
    extensions(("x-permission" = json!("edit_design"))), responses((status = 204)))]
async fn restore_discoveries(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(form): Body<RestoreForm>,
) -> Result<StatusCode, Problem> {
    ops::restore_discoveries(&app, &actor, &form.grounds).await?;
    Ok(StatusCode::NO_CONTENT)
}
