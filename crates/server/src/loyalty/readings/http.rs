//! How HTTP says it.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::ExpectationId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::views::{PairsForm, PairsOutcome, ReadingForm, ReadingView};
use super::{ops, pairs};
use crate::App;
use crate::error::{Problem, ProblemBody};
use crate::http::{Body, Item, Signed};
use crate::view::List;

/// The operations on readings.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_readings, add_reading))
        .routes(routes!(withdraw_reading))
        .routes(routes!(import_pairs))
}

/// How an expectation was met, by the client's own word
#[utoipa::path(get, path = "/v1/expectations/{id}/readings", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = List<ReadingView>)))]
async fn list_readings(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ExpectationId>,
) -> Result<Json<List<ReadingView>>, Problem> {
    let items = ops::list_readings(&app, &actor, id).await?;
    Ok(Json(List { items }))
}

/// The client said how it is met
#[utoipa::path(post, path = "/v1/expectations/{id}/readings", tag = "loyalty", params(("id" = String, Path)),
    request_body = ReadingForm, extensions(("x-permission" = json!("record_signals"))),
    responses((status = 201, body = ReadingView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn add_reading(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ExpectationId>,
    Body(form): Body<ReadingForm>,
) -> Result<(StatusCode, Json<ReadingView>), Problem> {
    let made = ops::add_reading(&app, &actor, id, &form).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// Take a reading back: it was not so
#[utoipa::path(delete, path = "/v1/readings/{id}", tag = "loyalty",
    params(("id" = i64, Path, description = "The number of the reading.")),
    extensions(("x-permission" = json!("record_signals"))), responses((status = 204)))]
async fn withdraw_reading(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<i64>,
) -> Result<StatusCode, Problem> {
    ops::withdraw_reading(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Bring in a table in which people said what they expect and what they met
///
/// Each pair of columns becomes an expectation of each person with a reading; the same table again changes nothing.
#[utoipa::path(post, path = "/v1/expectations/import", tag = "loyalty", request_body = PairsForm,
    extensions(("x-permission" = json!("record_signals"))),
    responses((status = 200, body = PairsOutcome), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn import_pairs(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(form): Body<PairsForm>,
) -> Result<Json<PairsOutcome>, Problem> {
    Ok(Json(pairs::import_pairs(&app, &actor, &form).await?))
}
