//! How HTTP says it.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::ids::ClientId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::trap::list_ok_trap as list_in_trap;
use super::views::{
    CalibrationView, ClientStandingView, GapTableView, LadderParams, LadderView, OkTrapView,
    RulesForm, RulesView, TrapParams, WhatIfForm, WhomParams,
};
use super::{export, gaps, ops};
use crate::App;
use crate::error::{Problem, ProblemBody};
use crate::http::{Body, Item, Params, Signed};
use crate::loyalty::promises::http::csv_file;

/// The operations on the ladder.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(show_ladder))
        .routes(routes!(test_ladder))
        .routes(routes!(list_ok_trap))
        .routes(routes!(list_expectation_gaps))
        .routes(routes!(export_ladder_csv))
        .routes(routes!(export_ok_trap_csv))
        .routes(routes!(export_expectation_gaps_csv))
        .routes(routes!(show_ladder_rules, set_ladder_rules))
        .routes(routes!(show_standing))
        .routes(routes!(suppose_standing))
}

/// Where clients stand, and how they moved
#[utoipa::path(get, path = "/v1/ladder", tag = "loyalty", params(LadderParams),
    extensions(("x-permission" = json!("read_insight"))), responses((status = 200, body = LadderView)))]
async fn show_ladder(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<LadderParams>,
) -> Result<Json<LadderView>, Problem> {
    Ok(Json(ops::show_ladder(&app, &actor, &params).await?.into()))
}

/// Whether the ladder predicts who stays, and what falling short costs
#[utoipa::path(get, path = "/v1/ladder/calibration", tag = "loyalty", params(LadderParams),
    extensions(("x-permission" = json!("read_insight"))), responses((status = 200, body = CalibrationView)))]
async fn test_ladder(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<LadderParams>,
) -> Result<Json<CalibrationView>, Problem> {
    let whole = ops::show_ladder(&app, &actor, &params).await?;
    Ok(Json(CalibrationView::of(whole)))
}

/// Satisfied clients by what they are worth, how easily they could leave, and how long ago a plus-one was felt
#[utoipa::path(get, path = "/v1/ladder/ok-trap", tag = "loyalty", params(TrapParams),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = OkTrapView)))]
async fn list_ok_trap(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<TrapParams>,
) -> Result<Json<OkTrapView>, Problem> {
    Ok(Json(list_in_trap(&app, &actor, &params).await?.into()))
}

/// What was expected and what was met, item by item
#[utoipa::path(get, path = "/v1/ladder/gaps", tag = "loyalty", params(WhomParams),
    extensions(("x-permission" = json!("read_insight"))), responses((status = 200, body = GapTableView)))]
async fn list_expectation_gaps(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<WhomParams>,
) -> Result<Json<GapTableView>, Problem> {
    let gaps = gaps::list_expectation_gaps(&app, &actor, &params).await?;
    Ok(Json(gaps.into()))
}

/// Where clients stand, and how they moved, as a table
#[utoipa::path(get, path = "/v1/export/ladder.csv", tag = "loyalty", params(LadderParams),
    extensions(("x-permission" = json!("read_insight"))),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn export_ladder_csv(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<LadderParams>,
) -> Result<Response, Problem> {
    let bytes = export::export_ladder(&app, &actor, &params).await?;
    Ok(csv_file("ladder", bytes))
}

/// The OK-trap as a table
#[utoipa::path(get, path = "/v1/export/ok-trap.csv", tag = "loyalty", params(WhomParams),
    extensions(("x-permission" = json!("read_clients"))),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn export_ok_trap_csv(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<WhomParams>,
) -> Result<Response, Problem> {
    let bytes = export::export_ok_trap(&app, &actor, &params).await?;
    Ok(csv_file("ok-trap", bytes))
}

/// What was expected and what was met, as a table
#[utoipa::path(get, path = "/v1/export/expectation-gaps.csv", tag = "loyalty", params(WhomParams),
    extensions(("x-permission" = json!("read_insight"))),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn export_expectation_gaps_csv(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<WhomParams>,
) -> Result<Response, Problem> {
    let bytes = export::export_expectation_gaps(&app, &actor, &params).await?;
    Ok(csv_file("expectation-gaps", bytes))
}

/// By which rules clients stand where they stand
#[utoipa::path(get, path = "/v1/ladder/rules", tag = "loyalty", extensions(("x-permission" = json!("read_insight"))),
    responses((status = 200, body = RulesView)))]
async fn show_ladder_rules(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<RulesView>, Problem> {
    let (settings, basis) = ops::show_ladder_rules(&app, &actor).await?;
    Ok(Json(RulesView::of(&settings, basis)))
}

/// Set the ladder's rules; every client is placed anew
#[utoipa::path(put, path = "/v1/ladder/rules", tag = "loyalty", request_body = RulesForm,
    extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = RulesView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn set_ladder_rules(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(form): Body<RulesForm>,
) -> Result<Json<RulesView>, Problem> {
    let (settings, basis) = ops::set_ladder_rules(&app, &actor, &form).await?;
    Ok(Json(RulesView::of(&settings, basis)))
}

/// Where a client stands with us, and why
#[utoipa::path(get, path = "/v1/clients/{id}/standing", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = ClientStandingView)))]
async fn show_standing(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ClientId>,
) -> Result<Json<ClientStandingView>, Problem> {
    Ok(Json(ops::show_standing(&app, &actor, id).await?.into()))
}

/// Where a client would stand if…
///
/// Nothing is kept: it is a question.
#[utoipa::path(post, path = "/v1/clients/{id}/standing/what-if", tag = "loyalty", params(("id" = String, Path)),
    request_body = WhatIfForm, extensions(("x-permission" = json!("read_clients"))),
    responses((status = 200, body = ClientStandingView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn suppose_standing(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ClientId>,
    Body(form): Body<WhatIfForm>,
) -> Result<Json<ClientStandingView>, Problem> {
    Ok(Json(
        ops::suppose_standing(&app, &actor, id, &form).await?.into(),
    ))
}
