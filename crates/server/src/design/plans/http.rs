//! How HTTP says it.
#![allow(
    unused_qualifications,
    reason = "utoipa names parameter types by their full path"
)]

use axum::Json;
use axum::extract::{Path, State};
use domain::ids::TouchpointId;
use serde::Deserialize;
use utoipa::{IntoParams, OpenApi as _};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops;
use super::views::{
    PlanChangedView, PlanComparisonView, PlanForm, PlanStepForm, PlanSummaryView, PlanVersionView,
    PlanView, TouchpointPlanView,
};
use crate::App;
use crate::error::{Code, Problem, ProblemBody};
use crate::http::{Body, Item, Params, Signed};
use crate::view::List;

/// What problems carry under `current`; no operation answers with it by itself.
#[derive(utoipa::OpenApi)]
#[openapi(components(schemas(PlanChangedView)))]
struct Told;

/// The operations on plans.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Told::openapi())
        .routes(routes!(list_plans))
        .routes(routes!(show_plan, save_plan))
        .routes(routes!(review_plan))
        .routes(routes!(reopen_plan))
        .routes(routes!(publish_plan))
        .routes(routes!(discard_plan))
        .routes(routes!(list_plan_versions))
        .routes(routes!(show_plan_version))
        .routes(routes!(compare_plans))
}

/// Every touchpoint with where its plan stands
#[utoipa::path(get, path = "/v1/plans", tag = "design", extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = List<PlanSummaryView>)))]
async fn list_plans(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<PlanSummaryView>>, Problem> {
    let items = ops::list_plans(&app, &actor).await?;
    Ok(Json(List { items }))
}

/// The plan of a touchpoint: what is live, what is being written, and what that lacks
#[utoipa::path(get, path = "/v1/touchpoints/{id}/plan", tag = "design", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = TouchpointPlanView)))]
async fn show_plan(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<TouchpointId>,
) -> Result<Json<TouchpointPlanView>, Problem> {
    Ok(Json(ops::show_plan(&app, &actor, id).await?))
}

/// Keep what somebody wrote
///
/// Beginning from a live version makes the next one. Somebody who read an earlier revision is refused with
/// `plan_changed` and gets, under `current`, what stands there now and both changes laid together.
#[utoipa::path(put, path = "/v1/touchpoints/{id}/plan", tag = "design", params(("id" = String, Path)),
    request_body = PlanForm, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = TouchpointPlanView),
        (status = 409, body = ProblemBody, description = "plan_changed: `current` is a PlanChanged"),
        (status = 422, body = ProblemBody)))]
async fn save_plan(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<TouchpointId>,
    Body(form): Body<PlanForm>,
) -> Result<Json<TouchpointPlanView>, Problem> {
    Ok(Json(ops::save_plan(&app, &actor, id, &form).await?))
}

/// Say that you have read the draft whole
#[utoipa::path(post, path = "/v1/touchpoints/{id}/plan/review", tag = "design", params(("id" = String, Path)),
    request_body = PlanStepForm, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = TouchpointPlanView),
        (status = 409, body = ProblemBody, description = "plan_incomplete: each error names a field and what it lacks")))]
async fn review_plan(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<TouchpointId>,
    Body(form): Body<PlanStepForm>,
) -> Result<Json<TouchpointPlanView>, Problem> {
    Ok(Json(
        ops::review_plan(&app, &actor, id, form.revision).await?,
    ))
}

/// Make a reviewed plan a draft again; begin the next version of a live one
#[utoipa::path(post, path = "/v1/touchpoints/{id}/plan/reopen", tag = "design", params(("id" = String, Path)),
    request_body = PlanStepForm, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = TouchpointPlanView), (status = 409, body = ProblemBody)))]
async fn reopen_plan(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<TouchpointId>,
    Body(form): Body<PlanStepForm>,
) -> Result<Json<TouchpointPlanView>, Problem> {
    Ok(Json(
        ops::reopen_plan(&app, &actor, id, form.revision).await?,
    ))
}

/// Make the reviewed plan live, and its touchpoint with it
#[utoipa::path(post, path = "/v1/touchpoints/{id}/plan/publish", tag = "design", params(("id" = String, Path)),
    request_body = PlanStepForm, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = TouchpointPlanView),
        (status = 409, body = ProblemBody, description = "plan_incomplete: each error names a field and what it lacks; plan_not_reviewed")))]
async fn publish_plan(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<TouchpointId>,
    Body(form): Body<PlanStepForm>,
) -> Result<Json<TouchpointPlanView>, Problem> {
    Ok(Json(
        ops::publish_plan(&app, &actor, id, form.revision).await?,
    ))
}

/// Throw the draft away; what is live stays
#[utoipa::path(post, path = "/v1/touchpoints/{id}/plan/discard", tag = "design", params(("id" = String, Path)),
    request_body = PlanStepForm, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = TouchpointPlanView), (status = 409, body = ProblemBody)))]
async fn discard_plan(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<TouchpointId>,
    Body(form): Body<PlanStepForm>,
) -> Result<Json<TouchpointPlanView>, Problem> {
    Ok(Json(
        ops::discard_plan(&app, &actor, id, form.revision).await?,
    ))
}

/// All versions of a plan, the newest first
#[utoipa::path(get, path = "/v1/touchpoints/{id}/plan/versions", tag = "design", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = List<PlanVersionView>)))]
async fn list_plan_versions(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<TouchpointId>,
) -> Result<Json<List<PlanVersionView>>, Problem> {
    let items = ops::list_plan_versions(&app, &actor, id).await?;
    Ok(Json(List { items }))
}

/// One version of a plan
#[utoipa::path(get, path = "/v1/touchpoints/{id}/plan/versions/{n}", tag = "design",
    params(("id" = String, Path), ("n" = i32, Path)),
    extensions(("x-permission" = json!("read_design"))), responses((status = 200, body = PlanView)))]
async fn show_plan_version(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((id, n)): Path<(String, String)>,
) -> Result<Json<PlanView>, Problem> {
    let gone = || Problem::new(Code::NotFound);
    let (id, n) = (
        id.parse().map_err(|_| gone())?,
        n.parse().map_err(|_| gone())?,
    );
    Ok(Json(ops::show_plan_version(&app, &actor, id, n).await?))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct CompareParams {
    /// The earlier version; the live one when not said.
    a: Option<i32>,
    /// The later version; the newest when not said.
    b: Option<i32>,
}

/// In what two versions of a plan differ, field by field
#[utoipa::path(get, path = "/v1/touchpoints/{id}/plan/compare", tag = "design",
    params(("id" = String, Path), CompareParams),
    extensions(("x-permission" = json!("read_design"))), responses((status = 200, body = PlanComparisonView)))]
async fn compare_plans(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<TouchpointId>,
    Params(params): Params<CompareParams>,
) -> Result<Json<PlanComparisonView>, Problem> {
    Ok(Json(
        ops::compare_plans(&app, &actor, id, params.a, params.b).await?,
    ))
}
