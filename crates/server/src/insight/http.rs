//! How HTTP says it.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::ids::JourneyId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::asking::Asked;
use super::export::Sheet;
use super::ops;
use super::views::{
    CockpitView, CommentList, CompareAnswer, ConductPageView, DimensionsView, LivedView,
    MeasureAnswer, MeasureList, ScoreboardView, TouchpointConductView, TouchpointInsightView,
};
use crate::App;
use crate::error::{Problem, ProblemBody};
use crate::http::{Item, Params, Signed};

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_measures))
        .routes(routes!(get_measure))
        .routes(routes!(compare_measures))
        .routes(routes!(get_dimensions))
        .routes(routes!(get_scoreboard))
        .routes(routes!(get_touchpoint_insight))
        .routes(routes!(get_journey_lived))
        .routes(routes!(list_comments))
        .routes(routes!(get_cockpit))
        .routes(routes!(get_conduct))
        .routes(routes!(get_touchpoint_conduct))
        .routes(routes!(export_measure_csv))
        .routes(routes!(export_measure_xlsx))
        .routes(routes!(export_scoreboard_csv))
        .routes(routes!(export_scoreboard_xlsx))
}

type Pairs = Params<Vec<(String, String)>>;

/// The measures there are, each with its definition.
#[utoipa::path(get, path = "/v1/measures", operation_id = "list_measures", tag = "insight",
    extensions(("x-permission" = json!("read_insight"))),
    responses((status = OK, body = MeasureList)))]
async fn list_measures(Signed(actor): Signed) -> Result<Json<MeasureList>, Problem> {
    ops::list_measures(&actor).map(Json)
}

/// One measure of the experience log, whole or in groups.
#[utoipa::path(get, path = "/v1/measure", operation_id = "get_measure", tag = "insight",
    extensions(("x-permission" = json!("read_insight"))),
    params(
        ("measure" = String, Query, description = "nps, csat, ces, mean or distribution"),
        ("by" = Option<String>, Query, description = "touchpoint, stage, channel, question, source, attr.<key>, time.day|week|month|quarter|year; several with commas"),
        ("where" = Option<Vec<String>>, Query, description = "Such as touchpoint=wifi,parking or attr.terminal=A; may repeat, all must hold"),
        ("period" = Option<String>, Query, description = "2017, 2017-Q2, 2017-05, 2016..2017, last-90-days; all time when not said"),
        ("weighted" = Option<bool>, Query, description = "Count each response with its weight"),
    ),
    responses((status = OK, body = MeasureAnswer), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn get_measure(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(pairs): Pairs,
) -> Result<Json<MeasureAnswer>, Problem> {
    ops::get_measure(&app, &actor, &Asked::of_pairs(&pairs)?)
        .await
        .map(Json)
}

/// Two periods or segments, with the difference, its interval and p.
#[utoipa::path(get, path = "/v1/compare", operation_id = "compare_measures", tag = "insight",
    extensions(("x-permission" = json!("read_insight"))),
    params(
        ("measure" = String, Query, description = "nps, csat, ces or mean"),
        ("a" = String, Query, description = "period:2017, or a filter such as attr.terminal=A"),
        ("b" = String, Query, description = "What a is compared with, in the same words"),
        ("by" = Option<String>, Query, description = "Compare within each group; p is then corrected for all (Holm)"),
        ("where" = Option<Vec<String>>, Query, description = "Holds for both sides; may repeat"),
        ("period" = Option<String>, Query, description = "Holds for both sides where they are segments"),
        ("weighted" = Option<bool>, Query),
    ),
    responses((status = OK, body = CompareAnswer), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn compare_measures(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(pairs): Pairs,
) -> Result<Json<CompareAnswer>, Problem> {
    ops::compare_measures(&app, &actor, &Asked::of_pairs(&pairs)?)
        .await
        .map(Json)
}

/// Everything that can be filtered and grouped by, and when there were answers.
#[utoipa::path(get, path = "/v1/dimensions", operation_id = "get_dimensions", tag = "insight",
    extensions(("x-permission" = json!("read_insight"))),
    responses((status = OK, body = DimensionsView)))]
async fn get_dimensions(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<DimensionsView>, Problem> {
    ops::get_dimensions(&app, &actor).await.map(Json)
}

/// All touchpoints with their scores, changes and trends.
#[utoipa::path(get, path = "/v1/scoreboard", operation_id = "get_scoreboard", tag = "insight",
    extensions(("x-permission" = json!("read_insight"))),
    params(
        ("period" = Option<String>, Query, description = "The newest useful one when not said"),
        ("against" = Option<String>, Query, description = "A period, year-before, or none; the period before when not said"),
        ("where" = Option<Vec<String>>, Query, description = "May repeat"),
        ("weighted" = Option<bool>, Query),
    ),
    responses((status = OK, body = ScoreboardView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn get_scoreboard(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(pairs): Pairs,
) -> Result<Json<ScoreboardView>, Problem> {
    ops::get_scoreboard(&app, &actor, &Asked::of_pairs(&pairs)?)
        .await
        .map(Json)
}

/// One touchpoint in depth: distribution, trend, segments, aspects, comments.
#[utoipa::path(get, path = "/v1/touchpoints/{id}/insight", operation_id = "get_touchpoint_insight", tag = "insight",
    extensions(("x-permission" = json!("read_insight"))),
    params(
        ("id" = String, Path, description = "Identifier or key of the touchpoint"),
        ("period" = Option<String>, Query),
        ("against" = Option<String>, Query),
        ("where" = Option<Vec<String>>, Query, description = "May repeat"),
        ("segment" = Option<String>, Query, description = "Attribute by whose values the distribution is split"),
        ("weighted" = Option<bool>, Query),
    ),
    responses((status = OK, body = TouchpointInsightView), (status = NOT_FOUND, body = ProblemBody)))]
async fn get_touchpoint_insight(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<String>,
    Params(pairs): Pairs,
) -> Result<Json<TouchpointInsightView>, Problem> {
    ops::get_touchpoint_insight(&app, &actor, &id, &Asked::of_pairs(&pairs)?)
        .await
        .map(Json)
}

/// A journey as clients live through it: the feeling at each step, −2…2, beside the designed one.
#[utoipa::path(get, path = "/v1/journeys/{id}/lived", operation_id = "get_journey_lived", tag = "insight",
    extensions(("x-permission" = json!("read_insight"))),
    params(
        ("id" = String, Path),
        ("period" = Option<String>, Query, description = "The newest useful one when not said"),
        ("where" = Option<Vec<String>>, Query, description = "Besides the journey's own filters; may repeat"),
    ),
    responses((status = OK, body = LivedView), (status = NOT_FOUND, body = ProblemBody),
        (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn get_journey_lived(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<JourneyId>,
    Params(pairs): Pairs,
) -> Result<Json<LivedView>, Problem> {
    ops::get_journey_lived(&app, &actor, id, &Asked::of_pairs(&pairs)?)
        .await
        .map(Json)
}

/// What clients wrote, newest first.
#[utoipa::path(get, path = "/v1/comments", operation_id = "list_comments", tag = "insight",
    extensions(("x-permission" = json!("read_comments"))),
    params(
        ("touchpoint" = Option<String>, Query, description = "Its key"),
        ("period" = Option<String>, Query),
        ("where" = Option<Vec<String>>, Query, description = "Only attributes of clients; may repeat"),
        ("q" = Option<String>, Query, description = "Words that stand in it"),
        ("cursor" = Option<String>, Query, description = "The next of the page before"),
        ("limit" = Option<u32>, Query, description = "1 to 200, 50 when not said"),
    ),
    responses((status = OK, body = CommentList), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn list_comments(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(pairs): Pairs,
) -> Result<Json<CommentList>, Problem> {
    ops::list_comments(&app, &actor, &Asked::of_pairs(&pairs)?)
        .await
        .map(Json)
}

/// The CX lead's first screen.
#[utoipa::path(get, path = "/v1/cockpit", operation_id = "get_cockpit", tag = "insight",
    extensions(("x-permission" = json!("read_insight"))),
    params(
        ("period" = Option<String>, Query),
        ("against" = Option<String>, Query),
        ("where" = Option<Vec<String>>, Query, description = "May repeat"),
        ("weighted" = Option<bool>, Query),
    ),
    responses((status = OK, body = CockpitView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn get_cockpit(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(pairs): Pairs,
) -> Result<Json<CockpitView>, Problem> {
    ops::get_cockpit(&app, &actor, &Asked::of_pairs(&pairs)?)
        .await
        .map(Json)
}

/// The same as get_measure, as a table.
#[utoipa::path(get, path = "/v1/export/measure.csv", operation_id = "export_measure_csv", tag = "insight",
    extensions(("x-permission" = json!("read_insight"))),
    params(("measure" = String, Query), ("by" = Option<String>, Query), ("where" = Option<Vec<String>>, Query),
        ("period" = Option<String>, Query), ("weighted" = Option<bool>, Query)),
    responses((status = OK, body = String, content_type = "text/csv")))]
async fn export_measure_csv(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(pairs): Pairs,
) -> Result<Response, Problem> {
    csv(&ops::export_measure(&app, &actor, &Asked::of_pairs(&pairs)?).await?)
}

/// The same as get_measure, as a workbook.
#[utoipa::path(get, path = "/v1/export/measure.xlsx", operation_id = "export_measure_xlsx", tag = "insight",
    extensions(("x-permission" = json!("read_insight"))),
    params(("measure" = String, Query), ("by" = Option<String>, Query), ("where" = Option<Vec<String>>, Query),
        ("period" = Option<String>, Query), ("weighted" = Option<bool>, Query)),
    responses((status = OK, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
async fn export_measure_xlsx(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(pairs): Pairs,
) -> Result<Response, Problem> {
    xlsx(ops::export_measure(&app, &actor, &Asked::of_pairs(&pairs)?).await?).await
}

/// The scoreboard as a table.
#[utoipa::path(get, path = "/v1/export/scoreboard.csv", operation_id = "export_scoreboard_csv", tag = "insight",
    extensions(("x-permission" = json!("read_insight"))),
    params(("period" = Option<String>, Query), ("against" = Option<String>, Query),
        ("where" = Option<Vec<String>>, Query), ("weighted" = Option<bool>, Query)),
    responses((status = OK, body = String, content_type = "text/csv")))]
async fn export_scoreboard_csv(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(pairs): Pairs,
) -> Result<Response, Problem> {
    csv(&ops::export_scoreboard(&app, &actor, &Asked::of_pairs(&pairs)?).await?)
}

/// The scoreboard as a workbook.
#[utoipa::path(get, path = "/v1/export/scoreboard.xlsx", operation_id = "export_scoreboard_xlsx", tag = "insight",
    extensions(("x-permission" = json!("read_insight"))),
    params(("period" = Option<String>, Query), ("against" = Option<String>, Query),
        ("where" = Option<Vec<String>>, Query), ("weighted" = Option<bool>, Query)),
    responses((status = OK, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
async fn export_scoreboard_xlsx(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(pairs): Pairs,
) -> Result<Response, Problem> {
    xlsx(ops::export_scoreboard(&app, &actor, &Asked::of_pairs(&pairs)?).await?).await
}

fn csv(sheet: &Sheet) -> Result<Response, Problem> {
    file(
        sheet.name,
        "csv",
        "text/csv; charset=utf-8",
        sheet.to_csv()?,
    )
}

async fn xlsx(sheet: Sheet) -> Result<Response, Problem> {
    let name = sheet.name;
    let bytes = tokio::task::spawn_blocking(move || sheet.to_xlsx())
        .await
        .map_err(Problem::internal)??;
    file(
        name,
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        bytes,
    )
}

fn file(
    name: &str,
    ending: &str,
    content: &'static str,
    bytes: Vec<u8>,
) -> Result<Response, Problem> {
    let disposition = format!("attachment; filename=\"{}.{ending}\"", name.to_lowercase());
    Ok((
        [
            (CONTENT_TYPE, content.to_owned()),
            (CONTENT_DISPOSITION, disposition),
        ],
        bytes,
    )
        .into_response())
}

/// What was planned, done and felt: the whole, by stage, by touchpoint, by month.
#[utoipa::path(get, path = "/v1/conduct", operation_id = "get_conduct", tag = "insight",
    extensions(("x-permission" = json!("read_insight"))),
    params(
        ("period" = Option<String>, Query, description = "2017, 2017-Q2, 2017-05, 2016..2017, last-90-days; all time when not said"),
        ("where" = Option<Vec<String>>, Query, description = "May repeat"),
    ),
    responses((status = OK, body = ConductPageView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn get_conduct(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(pairs): Pairs,
) -> Result<Json<ConductPageView>, Problem> {
    ops::get_conduct(&app, &actor, &Asked::of_pairs(&pairs)?)
        .await
        .map(Json)
}

/// What was planned, done and felt at one touchpoint, standard by standard.
#[utoipa::path(get, path = "/v1/touchpoints/{id}/conduct", operation_id = "get_touchpoint_conduct", tag = "insight",
    extensions(("x-permission" = json!("read_insight"))),
    params(
        ("id" = String, Path, description = "Its identifier or key"),
        ("period" = Option<String>, Query, description = "2017, 2017-Q2, 2017-05, 2016..2017, last-90-days; all time when not said"),
        ("where" = Option<Vec<String>>, Query, description = "May repeat; does not hold for the lists of standards and defects"),
    ),
    responses((status = OK, body = TouchpointConductView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn get_touchpoint_conduct(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<String>,
    Params(pairs): Pairs,
) -> Result<Json<TouchpointConductView>, Problem> {
    ops::get_touchpoint_conduct(&app, &actor, &id, &Asked::of_pairs(&pairs)?)
        .await
        .map(Json)
}
