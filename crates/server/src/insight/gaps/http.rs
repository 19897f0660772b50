//! How HTTP says it.
#![allow(
    unused_qualifications,
    reason = "utoipa names parameter types by their full path"
)]

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::measures;
use super::views::{MeasuresView, RunView};
use crate::App;
use crate::error::Problem;
use crate::http::{Params, Signed};

/// The operations about running the gap finder.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(show_gap_run, run_gap_finder))
        .routes(routes!(get_gap_measures))
}

/// How the gap finder's last run went, and how far the next is
#[utoipa::path(get, path = "/v1/findings/run", tag = "insight", extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = RunView)))]
async fn show_gap_run(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<RunView>, Problem> {
    Ok(Json(measures::show_gap_run(&app, &actor).await?))
}

/// Look for gaps now
///
/// It is done in the background; watch `GET /v1/findings/run`.
#[utoipa::path(post, path = "/v1/findings/run", tag = "insight", extensions(("x-permission" = json!("edit_design"))),
    responses((status = 202, body = RunView)))]
async fn run_gap_finder(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<(StatusCode, Json<RunView>), Problem> {
    let run = measures::run_gap_finder(&app, &actor).await?;
    Ok((StatusCode::ACCEPTED, Json(run)))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct PeriodParams {
    /// Such as `2026`, `2026-05` or `last-90-days`; all of the past if nothing is said.
    period: Option<String>,
}

/// How complete the touches are
#[utoipa::path(get, path = "/v1/gap-measures", tag = "insight", params(PeriodParams),
    extensions(("x-permission" = json!("read_insight"))), responses((status = 200, body = MeasuresView)))]
async fn get_gap_measures(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<PeriodParams>,
) -> Result<Json<MeasuresView>, Problem> {
    let period = params.period.as_deref();
    Ok(Json(
        measures::get_gap_measures(&app, &actor, period).await?,
    ))
}
