//! How HTTP says it.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_DISPOSITION;
use axum::response::{IntoResponse as _, Response};
use domain::design::Key;
use domain::ids::JourneyId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops;
use super::views::{DocumentView, JourneySave, JourneyView, SummaryView};
use crate::App;
use crate::error::{Problem, ProblemBody};
use crate::http::{Body, Item, Signed};
use crate::view::List;

/// The operations on journeys.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_journeys, create_journey))
        .routes(routes!(import_journey))
        .routes(routes!(get_journey, save_journey, delete_journey))
        .routes(routes!(export_journey))
}

/// Journeys as designed, by name
#[utoipa::path(get, path = "/v1/journeys", tag = "design", extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = List<SummaryView>)))]
async fn list_journeys(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<SummaryView>>, Problem> {
    Ok(Json(List::of(ops::list_journeys(&app, &actor).await?)))
}

/// Draw a journey
#[utoipa::path(post, path = "/v1/journeys", tag = "design", request_body = DocumentView,
    extensions(("x-permission" = json!("edit_design"))),
    responses((status = 201, body = JourneyView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn create_journey(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(document): Body<DocumentView>,
) -> Result<(StatusCode, Json<JourneyView>), Problem> {
    let made = ops::create_journey(&app, &actor, &document.into()).await?;
    Ok((StatusCode::CREATED, Json(made.into())))
}

/// Bring in a journey that was exported
#[utoipa::path(post, path = "/v1/journeys/import", tag = "design", request_body = DocumentView,
    extensions(("x-permission" = json!("edit_design"))),
    responses((status = 201, body = JourneyView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn import_journey(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(document): Body<DocumentView>,
) -> Result<(StatusCode, Json<JourneyView>), Problem> {
    let made = ops::import_journey(&app, &actor, &document.into()).await?;
    Ok((StatusCode::CREATED, Json(made.into())))
}

/// One journey
#[utoipa::path(get, path = "/v1/journeys/{id}", tag = "design", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_design"))), responses((status = 200, body = JourneyView)))]
async fn get_journey(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<JourneyId>,
) -> Result<Json<JourneyView>, Problem> {
    Ok(Json(ops::get_journey(&app, &actor, id).await?.into()))
}

/// Save a journey; refused with `journey_changed` when somebody else was faster
#[utoipa::path(put, path = "/v1/journeys/{id}", tag = "design", params(("id" = String, Path)),
    request_body = JourneySave, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = JourneyView), (status = CONFLICT, body = ProblemBody),
        (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn save_journey(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<JourneyId>,
    Body(save): Body<JourneySave>,
) -> Result<Json<JourneyView>, Problem> {
    let saved = ops::save_journey(&app, &actor, id, save.revision, &save.document.into()).await?;
    Ok(Json(saved.into()))
}

/// Remove a journey
#[utoipa::path(delete, path = "/v1/journeys/{id}", tag = "design", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 204)))]
async fn delete_journey(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<JourneyId>,
) -> Result<StatusCode, Problem> {
    ops::delete_journey(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A journey as a document that can be brought in again
#[utoipa::path(get, path = "/v1/journeys/{id}/export.json", tag = "design", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_design"))), responses((status = 200, body = DocumentView)))]
async fn export_journey(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<JourneyId>,
) -> Result<Response, Problem> {
    let document = ops::export_journey(&app, &actor, id).await?;
    // A header holds plain letters only; the browser is told the whole name by the page.
    let name: String = Key::of_label(&document.name)
        .map(|key| key.as_str().to_owned())
        .unwrap_or_default()
        .chars()
        .filter(char::is_ascii)
        .collect();
    let disposition = format!("attachment; filename=\"journey-{name}.json\"");
    let body = Json(DocumentView::from(document));
    Ok(([(CONTENT_DISPOSITION, disposition)], body).into_response())
}
