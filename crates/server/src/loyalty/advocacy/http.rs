//! How HTTP says it.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::{AdvocacyId, DepartureId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::views::{
    AdvocacyForm, AdvocacyView, BlameForm, BlameView, CountsView, DepartureForm, DepartureView,
    GrowthView, ListParams, RatesView, RecordedRevenue, RevenueListForm, YearParams,
};
use super::{departures, ops, revenue};
use crate::App;
use crate::error::{Problem, ProblemBody};
use crate::http::{Body, Item, Params, Signed};
use crate::loyalty::promises::http::csv_file;
use crate::view::{List, Page};

/// The operations on advocacy and departures.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_advocacy, note_advocacy))
        .routes(routes!(show_advocacy_rates))
        .routes(routes!(show_advocacy_counts))
        .routes(routes!(withdraw_advocacy))
        .routes(routes!(restore_advocacy))
        .routes(routes!(export_advocacy_csv))
        .routes(routes!(list_departures, note_departure))
        .routes(routes!(check_departure_words))
        .routes(routes!(withdraw_departure))
        .routes(routes!(restore_departure))
        .routes(routes!(export_departures_csv))
        .routes(routes!(show_earned_growth))
        .routes(routes!(record_revenue))
        .routes(routes!(withdraw_revenue))
}

/// Who spoke for us
#[utoipa::path(get, path = "/v1/advocacy", tag = "loyalty", params(ListParams),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = Page<AdvocacyView>)))]
async fn list_advocacy(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<ListParams>,
) -> Result<Json<Page<AdvocacyView>>, Problem> {
    Ok(Json(ops::list_advocacy(&app, &actor, &params).await?))
}

/// Write down that somebody spoke for us
#[utoipa::path(post, path = "/v1/advocacy", tag = "loyalty", request_body = AdvocacyForm,
    extensions(("x-permission" = json!("record_signals"))),
    responses((status = 201, body = AdvocacyView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn note_advocacy(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(form): Body<AdvocacyForm>,
) -> Result<(StatusCode, Json<AdvocacyView>), Problem> {
    let made = ops::note_advocacy(&app, &actor, &form).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// How many spoke for us within the last twelve months
#[utoipa::path(get, path = "/v1/advocacy/rates", tag = "loyalty", extensions(("x-permission" = json!("read_insight"))),
    responses((status = 200, body = RatesView)))]
async fn show_advocacy_rates(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<RatesView>, Problem> {
    Ok(Json(ops::show_advocacy_rates(&app, &actor).await?))
}

/// How many spoke for us and how many left, of all time
#[utoipa::path(get, path = "/v1/advocacy/counts", tag = "loyalty", extensions(("x-permission" = json!("read_clients"))),
    responses((status = 200, body = CountsView)))]
async fn show_advocacy_counts(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<CountsView>, Problem> {
    Ok(Json(ops::show_advocacy_counts(&app, &actor).await?))
}

/// Take an act of advocacy back that was none
#[utoipa::path(delete, path = "/v1/advocacy/{id}", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("record_signals"))), responses((status = 204)))]
async fn withdraw_advocacy(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<AdvocacyId>,
) -> Result<StatusCode, Problem> {
    ops::withdraw_advocacy(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Bring an act of advocacy back that was taken back
#[utoipa::path(post, path = "/v1/advocacy/{id}/restore", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("record_signals"))), responses((status = 200, body = AdvocacyView)))]
async fn restore_advocacy(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<AdvocacyId>,
) -> Result<Json<AdvocacyView>, Problem> {
    Ok(Json(ops::restore_advocacy(&app, &actor, id).await?))
}

/// Bring a departure back that was taken back
#[utoipa::path(post, path = "/v1/departures/{id}/restore", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("record_signals"))), responses((status = 204)))]
async fn restore_departure(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<DepartureId>,
) -> Result<StatusCode, Problem> {
    departures::restore_departure(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who left and why, as a table
#[utoipa::path(get, path = "/v1/export/departures.csv", tag = "loyalty", extensions(("x-permission" = json!("read_clients"))),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn export_departures_csv(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Response, Problem> {
    let bytes = departures::export_departures(&app, &actor).await?;
    Ok(csv_file("departures", bytes))
}

/// Who spoke for us, as a table
#[utoipa::path(get, path = "/v1/export/advocacy.csv", tag = "loyalty", extensions(("x-permission" = json!("read_clients"))),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn export_advocacy_csv(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Response, Problem> {
    let bytes = ops::export_advocacy(&app, &actor).await?;
    Ok(csv_file("advocacy", bytes))
}

/// Who left, and what we could have seen
#[utoipa::path(get, path = "/v1/departures", tag = "loyalty", params(ListParams),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = Page<DepartureView>)))]
async fn list_departures(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<ListParams>,
) -> Result<Json<Page<DepartureView>>, Problem> {
    Ok(Json(
        departures::list_departures(&app, &actor, &params).await?,
    ))
}

/// Write down that a client left, and why, on our side
#[utoipa::path(post, path = "/v1/departures", tag = "loyalty", request_body = DepartureForm,
    extensions(("x-permission" = json!("record_signals"))),
    responses((status = 201, body = DepartureView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn note_departure(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(form): Body<DepartureForm>,
) -> Result<(StatusCode, Json<DepartureView>), Problem> {
    let made = departures::note_departure(&app, &actor, &form).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// Point out words that blame the client
#[utoipa::path(post, path = "/v1/departures/wording", tag = "loyalty", request_body = BlameForm,
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = List<BlameView>)))]
async fn check_departure_words(
    Signed(actor): Signed,
    Body(form): Body<BlameForm>,
) -> Result<Json<List<BlameView>>, Problem> {
    let items = departures::check_departure_words(&actor, &form)?;
    Ok(Json(List { items }))
}

/// Take a departure back: the client came back, or never left
#[utoipa::path(delete, path = "/v1/departures/{id}", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("record_signals"))), responses((status = 204)))]
async fn withdraw_departure(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<DepartureId>,
) -> Result<StatusCode, Problem> {
    departures::withdraw_departure(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How a year grew, and what of it was earned
#[utoipa::path(get, path = "/v1/earned-growth", tag = "loyalty", params(YearParams),
    extensions(("x-permission" = json!("read_insight"))), responses((status = 200, body = GrowthView)))]
async fn show_earned_growth(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<YearParams>,
) -> Result<Json<GrowthView>, Problem> {
    Ok(Json(
        revenue::show_earned_growth(&app, &actor, &params).await?,
    ))
}

/// Record what clients brought in
#[utoipa::path(post, path = "/v1/revenue", tag = "loyalty", request_body = RevenueListForm,
    extensions(("x-permission" = json!("record_signals"))),
    responses((status = 201, body = RecordedRevenue), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn record_revenue(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(form): Body<RevenueListForm>,
) -> Result<(StatusCode, Json<RecordedRevenue>), Problem> {
    let recorded = revenue::record_revenue(&app, &actor, &form).await?;
    Ok((StatusCode::CREATED, Json(recorded)))
}

/// Take back what a client did not bring in
#[utoipa::path(delete, path = "/v1/revenue/{id}", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("record_signals"))), responses((status = 204)))]
async fn withdraw_revenue(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<i64>,
) -> Result<StatusCode, Problem> {
    revenue::withdraw_revenue(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
