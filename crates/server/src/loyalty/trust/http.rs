//! How HTTP says it.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::{ClientId, TrustSignalId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::views::{
    AnswersForm, FirmTrustView, PulseParams, PulseView, RecordedPulse, SignalCorrection,
    SignalForm, SignalView, TrustParams, TrustView,
};
use super::{export, firm, ops, pulse};
use crate::App;
use crate::error::{Problem, ProblemBody};
use crate::http::{Body, Item, Params, Signed};
use crate::loyalty::promises::http::csv_file;

/// The operations on trust.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(show_trust))
        .routes(routes!(note_trust_signal))
        .routes(routes!(correct_trust_signal, withdraw_trust_signal))
        .routes(routes!(restore_trust_signal))
        .routes(routes!(show_firm_trust))
        .routes(routes!(export_trust_csv))
        .routes(routes!(show_pulse))
        .routes(routes!(record_pulse))
}

/// The trust we have earned with a client, now or at a moment in the past
#[utoipa::path(get, path = "/v1/clients/{id}/trust", tag = "loyalty", params(("id" = String, Path), TrustParams),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = TrustView)))]
async fn show_trust(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ClientId>,
    Params(params): Params<TrustParams>,
) -> Result<Json<TrustView>, Problem> {
    Ok(Json(
        ops::show_trust(&app, &actor, id, params.at.as_deref()).await?,
    ))
}

/// Write down what bears on trust
#[utoipa::path(post, path = "/v1/clients/{id}/trust/signals", tag = "loyalty", params(("id" = String, Path)),
    request_body = SignalForm, extensions(("x-permission" = json!("record_signals"))),
    responses((status = 201, body = SignalView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn note_trust_signal(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ClientId>,
    Body(form): Body<SignalForm>,
) -> Result<(StatusCode, Json<SignalView>), Problem> {
    let made = ops::note_trust_signal(&app, &actor, id, &form).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// Put a signal right
///
/// The wrong one is kept and counts no more; the answer has the id of the right one.
#[utoipa::path(patch, path = "/v1/trust-signals/{id}", tag = "loyalty", params(("id" = String, Path)),
    request_body = SignalCorrection, extensions(("x-permission" = json!("record_signals"))),
    responses((status = 200, body = SignalView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn correct_trust_signal(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<TrustSignalId>,
    Body(form): Body<SignalCorrection>,
) -> Result<Json<SignalView>, Problem> {
    Ok(Json(
        ops::correct_trust_signal(&app, &actor, id, &form).await?,
    ))
}

/// Take a signal back that was none
#[utoipa::path(delete, path = "/v1/trust-signals/{id}", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("record_signals"))), responses((status = 204)))]
async fn withdraw_trust_signal(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<TrustSignalId>,
) -> Result<StatusCode, Problem> {
    ops::withdraw_trust_signal(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Bring a signal back that was taken back
#[utoipa::path(post, path = "/v1/trust-signals/{id}/restore", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("record_signals"))), responses((status = 200, body = SignalView)))]
async fn restore_trust_signal(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<TrustSignalId>,
) -> Result<Json<SignalView>, Problem> {
    Ok(Json(ops::restore_trust_signal(&app, &actor, id).await?))
}

/// The trust we have earned, client by client, as a table
#[utoipa::path(get, path = "/v1/export/trust.csv", tag = "loyalty", extensions(("x-permission" = json!("read_clients"))),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn export_trust_csv(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Response, Problem> {
    let bytes = export::export_trust(&app, &actor).await?;
    Ok(csv_file("trust", bytes))
}

/// Trust over all clients, and trust against renewal
#[utoipa::path(get, path = "/v1/trust", tag = "loyalty", extensions(("x-permission" = json!("read_insight"))),
    responses((status = 200, body = FirmTrustView)))]
async fn show_firm_trust(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<FirmTrustView>, Problem> {
    let kept = firm::show_firm_trust(&app, &actor).await?;
    Ok(Json(FirmTrustView::clone(&kept)))
}

/// The pulse: its questions and what the answers of two years say
#[utoipa::path(get, path = "/v1/pulse", tag = "loyalty", params(PulseParams),
    extensions(("x-permission" = json!("read_insight"))), responses((status = 200, body = PulseView)))]
async fn show_pulse(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<PulseParams>,
) -> Result<Json<PulseView>, Problem> {
    Ok(Json(pulse::show_pulse(&app, &actor, &params).await?))
}

/// Record what one respondent answered
#[utoipa::path(post, path = "/v1/pulses/answers", tag = "loyalty", request_body = AnswersForm,
    extensions(("x-permission" = json!("record_signals"))),
    responses((status = 201, body = RecordedPulse), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn record_pulse(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(form): Body<AnswersForm>,
) -> Result<(StatusCode, Json<RecordedPulse>), Problem> {
    let made = pulse::record_pulse(&app, &actor, &form).await?;
    Ok((StatusCode::CREATED, Json(made)))
}
