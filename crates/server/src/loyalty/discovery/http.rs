//! How HTTP says it.
#![allow(
    unused_qualifications,
    reason = "utoipa names parameter types by their full path"
)]

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::{ClientId, DiscoveryId};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops;
use super::views::{
    DiscoveriesView, DiscoveryChange, DiscoveryView, FlagView, NewDiscovery, PlayBack,
    PlayedBackView, QuestionView, Wording,
};
use crate::App;
use crate::error::{Problem, ProblemBody};
use crate::http::{Body, Item, Params, Signed};
use crate::view::List;

/// The operations of this part.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_discovery_questions))
        .routes(routes!(check_wording))
        .routes(routes!(list_client_discoveries, begin_discovery))
        .routes(routes!(show_discovery, change_discovery, delete_discovery))
        .routes(routes!(play_back_discovery))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct QuestionParams {
    /// 1, 2 or 3; all if nothing is said.
    depth: Option<u8>,
}

/// The question bank
///
/// Open questions by depth, none of which has the answer in it.
#[utoipa::path(get, path = "/v1/discovery-questions", tag = "loyalty", params(QuestionParams),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = List<QuestionView>)))]
async fn list_discovery_questions(
    Signed(actor): Signed,
    Params(params): Params<QuestionParams>,
) -> Result<Json<List<QuestionView>>, Problem> {
    let items = ops::list_questions(&actor, params.depth)?;
    Ok(Json(List { items }))
}

/// Look at a wording
///
/// What is leading, manipulative, double or absolute in a question, with its place. Nothing is kept.
#[utoipa::path(post, path = "/v1/wording", tag = "loyalty", request_body = Wording,
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = List<FlagView>)))]
async fn check_wording(
    Signed(actor): Signed,
    Body(wording): Body<Wording>,
) -> Result<Json<List<FlagView>>, Problem> {
    let items = ops::check_wording(&actor, &wording)?;
    Ok(Json(List { items }))
}

/// Discovery sessions with a client, and how deep to ask next
#[utoipa::path(get, path = "/v1/clients/{id}/discoveries", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = DiscoveriesView)))]
async fn list_client_discoveries(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ClientId>,
) -> Result<Json<DiscoveriesView>, Problem> {
    Ok(Json(ops::list_discoveries(&app, &actor, id).await?))
}

/// Begin a discovery session
#[utoipa::path(post, path = "/v1/clients/{id}/discoveries", tag = "loyalty", params(("id" = String, Path)),
    request_body = NewDiscovery, extensions(("x-permission" = json!("record_signals"))),
    responses((status = 201, body = DiscoveryView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn begin_discovery(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ClientId>,
    Body(new): Body<NewDiscovery>,
) -> Result<(StatusCode, Json<DiscoveryView>), Problem> {
    let begun = ops::begin_discovery(&app, &actor, id, &new).await?;
    Ok((StatusCode::CREATED, Json(begun)))
}

/// One discovery session
#[utoipa::path(get, path = "/v1/discoveries/{id}", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = DiscoveryView)))]
async fn show_discovery(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<DiscoveryId>,
) -> Result<Json<DiscoveryView>, Problem> {
    Ok(Json(ops::show_discovery(&app, &actor, id).await?))
}

/// Write on in a discovery session
///
/// Statements that were played back stay as they are.
#[utoipa::path(patch, path = "/v1/discoveries/{id}", tag = "loyalty", params(("id" = String, Path)),
    request_body = DiscoveryChange, extensions(("x-permission" = json!("record_signals"))),
    responses((status = 200, body = DiscoveryView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn change_discovery(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<DiscoveryId>,
    Body(change): Body<DiscoveryChange>,
) -> Result<Json<DiscoveryView>, Problem> {
    let changed = ops::change_discovery(&app, &actor, id, &change).await?;
    Ok(Json(changed))
}

/// Throw away a discovery session that was never played back
#[utoipa::path(delete, path = "/v1/discoveries/{id}", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("record_signals"))), responses((status = 204)))]
async fn delete_discovery(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<DiscoveryId>,
) -> Result<StatusCode, Problem> {
    ops::delete_discovery(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Play back to the client what was understood
///
/// Statements become expectations that the client has stated; by the link the client confirms, corrects or declines each.
#[utoipa::path(post, path = "/v1/discoveries/{id}/play-back", tag = "loyalty", params(("id" = String, Path)),
    request_body = PlayBack, extensions(("x-permission" = json!("record_signals"))),
    responses((status = 200, body = PlayedBackView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn play_back_discovery(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<DiscoveryId>,
    Body(form): Body<PlayBack>,
) -> Result<Json<PlayedBackView>, Problem> {
    Ok(Json(ops::play_back(&app, &actor, id, &form).await?))
}
