//! How HTTP says it.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use domain::ids::{ClientId, GiftId, PlusOneId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops;
use super::views::{
    BoardView, ClientPlusOnesView, DetailView, GiftParams, GiftReaction, GiftView, GivenView,
    HabituationView, NewGiftForm, NewPlusOneForm, PlusOneChange, PlusOneMove, PlusOneView,
    SuggestionParams, SuggestionView,
};
use crate::App;
use crate::error::{Problem, ProblemBody};
use crate::http::{Body, Item, Params, Signed};
use crate::view::Page;

/// The operations on plus-ones.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_plus_ones, add_plus_one))
        .routes(routes!(export_plus_ones))
        .routes(routes!(show_plus_one, change_plus_one))
        .routes(routes!(move_plus_one, take_back_plus_one_move))
        .routes(routes!(vote_plus_one, unvote_plus_one))
        .routes(routes!(show_habituation))
        .routes(routes!(list_gifts, give_plus_one))
        .routes(routes!(export_gifts))
        .routes(routes!(react_to_gift, take_back_gift))
        .routes(routes!(restore_gift))
        .routes(routes!(list_client_plus_ones))
        .routes(routes!(suggest_plus_one))
}

/// The studio: all plus-ones, their norm debt and replenishment
#[utoipa::path(get, path = "/v1/plus-ones", tag = "loyalty", extensions(("x-permission" = json!("read_insight"))),
    responses((status = 200, body = BoardView)))]
async fn list_plus_ones(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<BoardView>, Problem> {
    Ok(Json(ops::show_board(&app, &actor).await?))
}

/// Put an idea on the board
#[utoipa::path(post, path = "/v1/plus-ones", tag = "loyalty", request_body = NewPlusOneForm,
    extensions(("x-permission" = json!("record_signals"))),
    responses((status = 201, body = PlusOneView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn add_plus_one(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(form): Body<NewPlusOneForm>,
) -> Result<(StatusCode, Json<PlusOneView>), Problem> {
    let made = ops::add_plus_one(&app, &actor, &form).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// The board as a table
#[utoipa::path(get, path = "/v1/export/plus-ones.csv", tag = "loyalty",
    extensions(("x-permission" = json!("read_insight"))),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn export_plus_ones(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Response, Problem> {
    let csv = ops::export_board(&app, &actor).await?.to_csv()?;
    Ok(download("plus-ones.csv", csv))
}

/// One plus-one with its life and what holding it out has shown
#[utoipa::path(get, path = "/v1/plus-ones/{id}", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = DetailView)))]
async fn show_plus_one(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<PlusOneId>,
) -> Result<Json<DetailView>, Problem> {
    Ok(Json(ops::show_plus_one(&app, &actor, id).await?))
}

/// Say something else of a plus-one, or keep a norm
#[utoipa::path(patch, path = "/v1/plus-ones/{id}", tag = "loyalty", params(("id" = String, Path)),
    request_body = PlusOneChange, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = PlusOneView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn change_plus_one(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<PlusOneId>,
    Body(change): Body<PlusOneChange>,
) -> Result<Json<PlusOneView>, Problem> {
    Ok(Json(ops::change_plus_one(&app, &actor, id, &change).await?))
}

/// Move a plus-one by hand
#[utoipa::path(post, path = "/v1/plus-ones/{id}/move", tag = "loyalty", params(("id" = String, Path)),
    request_body = PlusOneMove, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = PlusOneView), (status = CONFLICT, body = ProblemBody)))]
async fn move_plus_one(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<PlusOneId>,
    Body(change): Body<PlusOneMove>,
) -> Result<Json<PlusOneView>, Problem> {
    Ok(Json(
        ops::move_plus_one(&app, &actor, id, change.to.into()).await?,
    ))
}

/// Take back the last move by hand
#[utoipa::path(delete, path = "/v1/plus-ones/{id}/move", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 200, body = PlusOneView)))]
async fn take_back_plus_one_move(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<PlusOneId>,
) -> Result<Json<PlusOneView>, Problem> {
    Ok(Json(ops::take_back_move(&app, &actor, id).await?))
}

/// Be for a plus-one
#[utoipa::path(put, path = "/v1/plus-ones/{id}/vote", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("record_signals"))), responses((status = 200, body = PlusOneView)))]
async fn vote_plus_one(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<PlusOneId>,
) -> Result<Json<PlusOneView>, Problem> {
    Ok(Json(ops::vote_plus_one(&app, &actor, id, true).await?))
}

/// Be for it no more
#[utoipa::path(delete, path = "/v1/plus-ones/{id}/vote", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("record_signals"))), responses((status = 200, body = PlusOneView)))]
async fn unvote_plus_one(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<PlusOneId>,
) -> Result<Json<PlusOneView>, Problem> {
    Ok(Json(ops::vote_plus_one(&app, &actor, id, false).await?))
}

/// How a plus-one wears out, or why that can't be told
#[utoipa::path(get, path = "/v1/plus-ones/{id}/habituation", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_insight"))), responses((status = 200, body = HabituationView)))]
async fn show_habituation(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<PlusOneId>,
) -> Result<Json<HabituationView>, Problem> {
    Ok(Json(ops::show_habituation(&app, &actor, id).await?))
}

/// Who got a plus-one, the newest first
#[utoipa::path(get, path = "/v1/plus-ones/{id}/deliveries", tag = "loyalty", params(("id" = String, Path), GiftParams),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = Page<GiftView>)))]
async fn list_gifts(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<PlusOneId>,
    Params(params): Params<GiftParams>,
) -> Result<Json<Page<GiftView>>, Problem> {
    let before = params.before.as_deref();
    Ok(Json(
        ops::list_gifts(&app, &actor, id, before, params.limit).await?,
    ))
}

/// Note a delivery, or that it was held out
///
/// The third delivery to one client, or a wow rate that fell under 30 %, makes the plus-one a norm.
#[utoipa::path(post, path = "/v1/plus-ones/{id}/deliveries", tag = "loyalty", params(("id" = String, Path)),
    request_body = NewGiftForm, extensions(("x-permission" = json!("record_signals"))),
    responses((status = 201, body = GivenView), (status = CONFLICT, body = ProblemBody),
        (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn give_plus_one(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<PlusOneId>,
    Body(form): Body<NewGiftForm>,
) -> Result<(StatusCode, Json<GivenView>), Problem> {
    let given = ops::give(&app, &actor, id, &form).await?;
    Ok((StatusCode::CREATED, Json(given)))
}

/// Everybody who got a plus-one, as a table
#[utoipa::path(get, path = "/v1/plus-ones/{id}/deliveries.csv", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_clients"))),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn export_gifts(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<PlusOneId>,
) -> Result<Response, Problem> {
    let csv = ops::export_gifts(&app, &actor, id).await?.to_csv()?;
    Ok(download("deliveries.csv", csv))
}

/// How the client took it, learnt later or corrected
#[utoipa::path(patch, path = "/v1/gifts/{id}", tag = "loyalty", params(("id" = String, Path)),
    request_body = GiftReaction, extensions(("x-permission" = json!("record_signals"))),
    responses((status = 200, body = GivenView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn react_to_gift(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<GiftId>,
    Body(change): Body<GiftReaction>,
) -> Result<Json<GivenView>, Problem> {
    Ok(Json(ops::react(&app, &actor, id, &change).await?))
}

/// It was not given after all
#[utoipa::path(delete, path = "/v1/gifts/{id}", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("record_signals"))), responses((status = 200, body = GivenView)))]
async fn take_back_gift(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<GiftId>,
) -> Result<Json<GivenView>, Problem> {
    Ok(Json(ops::take_back_gift(&app, &actor, id).await?))
}

/// It was given all the same
#[utoipa::path(post, path = "/v1/gifts/{id}/restore", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("record_signals"))), responses((status = 200, body = GivenView)))]
async fn restore_gift(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<GiftId>,
) -> Result<Json<GivenView>, Problem> {
    Ok(Json(ops::restore_gift(&app, &actor, id).await?))
}

/// What one client got, and expects because of it
#[utoipa::path(get, path = "/v1/clients/{id}/plus-ones", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = ClientPlusOnesView)))]
async fn list_client_plus_ones(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ClientId>,
) -> Result<Json<ClientPlusOnesView>, Problem> {
    Ok(Json(ops::client_plus_ones(&app, &actor, id).await?))
}

/// One plus-one for one client
///
/// Never what this client did not want; says whether to ask before, and whether the lot holds it out this time.
#[utoipa::path(get, path = "/v1/clients/{id}/plus-ones/suggestion", tag = "loyalty",
    params(("id" = String, Path), SuggestionParams),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = SuggestionView)))]
async fn suggest_plus_one(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ClientId>,
    Params(params): Params<SuggestionParams>,
) -> Result<Json<SuggestionView>, Problem> {
    Ok(Json(
        ops::suggest(&app, &actor, id, params.touchpoint).await?,
    ))
}

fn download(name: &str, csv: Vec<u8>) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    (headers, csv).into_response()
}
