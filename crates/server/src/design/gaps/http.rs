//! How HTTP says it.
#![allow(
    unused_qualifications,
    reason = "utoipa names parameter types by their full path"
)]

use axum::Json;
use axum::extract::State;
use domain::ids::FindingId;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops;
use super::views::{Acceptance, DetectorView, Dismissal, EvidencePage, GapView, Snooze, StateView};
use crate::App;
use crate::error::Problem;
use crate::http::{Body, Item, Params, Signed};
use crate::view::List;

/// The operations about findings.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_findings))
        .routes(routes!(show_finding))
        .routes(routes!(list_evidence))
        .routes(routes!(accept_finding))
        .routes(routes!(dismiss_finding))
        .routes(routes!(snooze_finding))
        .routes(routes!(reopen_finding))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct FindingParams {
    /// `open`, `accepted`, `dismissed`, `snoozed` or `closed`; all if nothing is said.
    #[param(value_type = Option<String>)]
    state: Option<StateView>,
    /// Only of this detector.
    #[param(value_type = Option<String>)]
    detector: Option<DetectorView>,
}

/// Touches that ought to exist and do not, the surest first
#[utoipa::path(get, path = "/v1/findings", tag = "design", params(FindingParams),
    extensions(("x-permission" = json!("read_design"))), responses((status = 200, body = List<GapView>)))]
async fn list_findings(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<FindingParams>,
) -> Result<Json<List<GapView>>, Problem> {
    let items = ops::list_findings(&app, &actor, params.state, params.detector).await?;
    Ok(Json(List { items }))
}

/// One finding
#[utoipa::path(get, path = "/v1/findings/{id}", tag = "design", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_design"))), responses((status = 200, body = GapView)))]
async fn show_finding(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<FindingId>,
) -> Result<Json<GapView>, Problem> {
    Ok(Json(ops::show_finding(&app, &actor, id).await?))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct PageParams {
    /// The cursor from `next`.
    cursor: Option<String>,
}

/// What stands behind a finding: events, touches and the clients' words
#[utoipa::path(get, path = "/v1/findings/{id}/evidence", tag = "design", params(("id" = String, Path), PageParams),
    extensions(("x-permission" = json!("read_comments"))), responses((status = 200, body = EvidencePage)))]
async fn list_evidence(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<FindingId>,
    Params(params): Params<PageParams>,
) -> Result<Json<EvidencePage>, Problem> {
    let cursor = params.cursor.as_deref();
    Ok(Json(ops::list_evidence(&app, &actor, id, cursor).await?))
}

/// Accept a finding and plan its touchpoint
#[utoipa::path(post, path = "/v1/findings/{id}/accept", tag = "design", params(("id" = String, Path)),
    request_body = Acceptance, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = GapView)))]
async fn accept_finding(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<FindingId>,
    Body(form): Body<Acceptance>,
) -> Result<Json<GapView>, Problem> {
    Ok(Json(ops::accept_finding(&app, &actor, id, &form).await?))
}

/// Dismiss a finding
///
/// The same ground is not raised again.
#[utoipa::path(post, path = "/v1/findings/{id}/dismiss", tag = "design", params(("id" = String, Path)),
    request_body = Dismissal, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = GapView)))]
async fn dismiss_finding(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<FindingId>,
    Body(form): Body<Dismissal>,
) -> Result<Json<GapView>, Problem> {
    Ok(Json(
        ops::dismiss_finding(&app, &actor, id, &form.reason).await?,
    ))
}

/// Put a finding off until a day
#[utoipa::path(post, path = "/v1/findings/{id}/snooze", tag = "design", params(("id" = String, Path)),
    request_body = Snooze, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = GapView)))]
async fn snooze_finding(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<FindingId>,
    Body(form): Body<Snooze>,
) -> Result<Json<GapView>, Problem> {
    Ok(Json(
        ops::snooze_finding(&app, &actor, id, form.until).await?,
    ))
}

/// Take a decision about a finding back
///
/// A touchpoint that was planned for it goes, unless something came of it already.
#[utoipa::path(post, path = "/v1/findings/{id}/reopen", tag = "design", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 200, body = GapView)))]
async fn reopen_finding(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<FindingId>,
) -> Result<Json<GapView>, Problem> {
    Ok(Json(ops::reopen_finding(&app, &actor, id).await?))
}
