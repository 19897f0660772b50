//! How HTTP says it.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use domain::ids::PromiseId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::views::{
    BrokenForm, ConductView, Correction, KeptForm, LineForm, LineView, OfClient, OwnErrorChange,
    OwnErrorForm, OwnErrorParams, OwnErrorView, PromiseForm, PromiseParams, PromiseView,
    RenegotiationForm,
};
use super::{errors, line, ops};
use crate::App;
use crate::error::{Problem, ProblemBody};
use crate::http::{Body, Item, Params, Signed};
use crate::view::Page;

/// The operations on promises and on errors of ours.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_promises, make_promise))
        .routes(routes!(parse_promise))
        .routes(routes!(show_promise_conduct))
        .routes(routes!(export_promises_csv))
        .routes(routes!(show_promise, correct_promise, unmake_promise))
        .routes(routes!(keep_promise))
        .routes(routes!(renegotiate_promise))
        .routes(routes!(break_promise))
        .routes(routes!(reopen_promise))
        .routes(routes!(list_own_errors, note_own_error))
        .routes(routes!(change_own_error, withdraw_own_error))
}

/// What we said we would do
#[utoipa::path(get, path = "/v1/promises", tag = "loyalty", params(PromiseParams),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = Page<PromiseView>)))]
async fn list_promises(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<PromiseParams>,
) -> Result<Json<Page<PromiseView>>, Problem> {
    Ok(Json(ops::list_promises(&app, &actor, &params).await?))
}

/// Write a promise down
#[utoipa::path(post, path = "/v1/promises", tag = "loyalty", request_body = PromiseForm,
    extensions(("x-permission" = json!("record_signals"))),
    responses((status = 201, body = PromiseView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn make_promise(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(form): Body<PromiseForm>,
) -> Result<(StatusCode, Json<PromiseView>), Problem> {
    let made = ops::make_promise(&app, &actor, &form).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// Read a promise written in one line
///
/// English and German. Nothing is kept. What can be read in two ways is a doubt, with its readings.
#[utoipa::path(post, path = "/v1/promises/parse", tag = "loyalty", request_body = LineForm,
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = LineView)))]
async fn parse_promise(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(form): Body<LineForm>,
) -> Result<Json<LineView>, Problem> {
    Ok(Json(line::parse_promise(&app, &actor, &form).await?))
}

/// How promises stand, and how reliably they are kept on time
#[utoipa::path(get, path = "/v1/promises/conduct", tag = "loyalty", params(OfClient),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = ConductView)))]
async fn show_promise_conduct(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<OfClient>,
) -> Result<Json<ConductView>, Problem> {
    Ok(Json(
        ops::show_promise_conduct(&app, &actor, params.client).await?,
    ))
}

/// Promises as a table
#[utoipa::path(get, path = "/v1/export/promises.csv", tag = "loyalty", params(PromiseParams),
    extensions(("x-permission" = json!("read_clients"))),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn export_promises_csv(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<PromiseParams>,
) -> Result<Response, Problem> {
    let bytes = ops::export_promises(&app, &actor, &params).await?;
    Ok(csv_file("promises", bytes))
}

/// A table as a file to be saved.
pub fn csv_file(name: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}.csv\""),
        ),
    ];
    (headers, bytes).into_response()
}

/// One promise with its history
#[utoipa::path(get, path = "/v1/promises/{id}", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = PromiseView)))]
async fn show_promise(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<PromiseId>,
) -> Result<Json<PromiseView>, Problem> {
    Ok(Json(ops::show_promise(&app, &actor, id).await?))
}

/// Put right what was written down wrongly
///
/// The history keeps both; the promise stands as if only the right one had been written.
#[utoipa::path(patch, path = "/v1/promises/{id}", tag = "loyalty", params(("id" = String, Path)),
    request_body = Correction, extensions(("x-permission" = json!("record_signals"))),
    responses((status = 200, body = PromiseView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn correct_promise(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<PromiseId>,
    Body(form): Body<Correction>,
) -> Result<Json<PromiseView>, Problem> {
    Ok(Json(ops::correct_promise(&app, &actor, id, &form).await?))
}

/// Undo a promise that was just written down by a slip; once something has happened to it, it stays
#[utoipa::path(delete, path = "/v1/promises/{id}", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("record_signals"))), responses((status = 204)))]
async fn unmake_promise(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<PromiseId>,
) -> Result<StatusCode, Problem> {
    ops::unmake_promise(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// It was done
#[utoipa::path(post, path = "/v1/promises/{id}/keep", tag = "loyalty", params(("id" = String, Path)),
    request_body = KeptForm, extensions(("x-permission" = json!("record_signals"))),
    responses((status = 200, body = PromiseView), (status = CONFLICT, body = ProblemBody)))]
async fn keep_promise(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<PromiseId>,
    Body(form): Body<KeptForm>,
) -> Result<Json<PromiseView>, Problem> {
    Ok(Json(ops::keep_promise(&app, &actor, id, &form).await?))
}

/// Another moment was agreed
///
/// Only before the promise is due; afterwards it is late or broken.
#[utoipa::path(post, path = "/v1/promises/{id}/renegotiate", tag = "loyalty", params(("id" = String, Path)),
    request_body = RenegotiationForm, extensions(("x-permission" = json!("record_signals"))),
    responses((status = 200, body = PromiseView), (status = CONFLICT, body = ProblemBody)))]
async fn renegotiate_promise(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<PromiseId>,
    Body(form): Body<RenegotiationForm>,
) -> Result<Json<PromiseView>, Problem> {
    Ok(Json(
        ops::renegotiate_promise(&app, &actor, id, &form).await?,
    ))
}

/// It will not be done, or came to nothing
#[utoipa::path(post, path = "/v1/promises/{id}/break", tag = "loyalty", params(("id" = String, Path)),
    request_body = BrokenForm, extensions(("x-permission" = json!("record_signals"))),
    responses((status = 200, body = PromiseView), (status = CONFLICT, body = ProblemBody)))]
async fn break_promise(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<PromiseId>,
    Body(form): Body<BrokenForm>,
) -> Result<Json<PromiseView>, Problem> {
    Ok(Json(ops::break_promise(&app, &actor, id, &form).await?))
}

/// Take the last step of a promise back
#[utoipa::path(post, path = "/v1/promises/{id}/reopen", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("record_signals"))),
    responses((status = 200, body = PromiseView), (status = CONFLICT, body = ProblemBody)))]
async fn reopen_promise(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<PromiseId>,
) -> Result<Json<PromiseView>, Problem> {
    Ok(Json(ops::reopen_promise(&app, &actor, id).await?))
}

/// Errors of ours, and who told whom
#[utoipa::path(get, path = "/v1/own-errors", tag = "loyalty", params(OwnErrorParams),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = Page<OwnErrorView>)))]
async fn list_own_errors(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<OwnErrorParams>,
) -> Result<Json<Page<OwnErrorView>>, Problem> {
    Ok(Json(errors::list_own_errors(&app, &actor, &params).await?))
}

/// Write an error of ours down
#[utoipa::path(post, path = "/v1/own-errors", tag = "loyalty", request_body = OwnErrorForm,
    extensions(("x-permission" = json!("record_signals"))),
    responses((status = 201, body = OwnErrorView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn note_own_error(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(form): Body<OwnErrorForm>,
) -> Result<(StatusCode, Json<OwnErrorView>), Problem> {
    let made = errors::note_own_error(&app, &actor, &form).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// Say that the client was told, correct it or withdraw it
#[utoipa::path(patch, path = "/v1/own-errors/{id}", tag = "loyalty", params(("id" = String, Path)),
    request_body = OwnErrorChange, extensions(("x-permission" = json!("record_signals"))),
    responses((status = 200, body = OwnErrorView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn change_own_error(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<PromiseId>,
    Body(form): Body<OwnErrorChange>,
) -> Result<Json<OwnErrorView>, Problem> {
    Ok(Json(
        errors::change_own_error(&app, &actor, id, &form).await?,
    ))
}

/// Withdraw an error that was none
#[utoipa::path(delete, path = "/v1/own-errors/{id}", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("record_signals"))), responses((status = 204)))]
async fn withdraw_own_error(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<PromiseId>,
) -> Result<StatusCode, Problem> {
    let withdrawn = OwnErrorChange {
        withdrawn: Some(true),
        ..OwnErrorChange::default()
    };
    errors::change_own_error(&app, &actor, id, &withdrawn).await?;
    Ok(StatusCode::NO_CONTENT)
}
