//! How HTTP says it.
#![allow(
    unused_qualifications,
    reason = "utoipa names parameter types by their full path"
)]

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::{ClientId, MergeId};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops;
use super::views::{ClientPair, MergeView, NewMerge, PairView};
use crate::App;
use crate::error::Problem;
use crate::http::{Body, Item, Params, Signed};
use crate::view::{List, Page};

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_duplicates))
        .routes(routes!(tell_clients_apart))
        .routes(routes!(doubt_clients_again))
        .routes(routes!(list_merges, merge_clients))
        .routes(routes!(undo_merge))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct DuplicateParams {
    /// The cursor from `next`.
    after: Option<String>,
}

/// Clients who may be one and the same, with what speaks for it
///
/// Nothing is merged by itself. A page may be short, or empty, while there is a next one; a pair that shares two things may
/// come on two pages.
#[utoipa::path(get, path = "/v1/duplicates", tag = "clients", params(DuplicateParams),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = Page<PairView>)))]
async fn list_duplicates(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<DuplicateParams>,
) -> Result<Json<Page<PairView>>, Problem> {
    let (items, next) = ops::list_duplicates(&app, &actor, params.after.as_deref()).await?;
    Ok(Json(Page { items, next }))
}

/// Two clients are two, however alike
#[utoipa::path(post, path = "/v1/duplicates/dismiss", tag = "clients", request_body = ClientPair,
    extensions(("x-permission" = json!("edit_clients"))), responses((status = 204)))]
async fn tell_clients_apart(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(pair): Body<ClientPair>,
) -> Result<StatusCode, Problem> {
    ops::tell_apart(&app, &actor, pair).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Two who were told apart may be one after all
#[utoipa::path(post, path = "/v1/duplicates/restore", tag = "clients", request_body = ClientPair,
    extensions(("x-permission" = json!("edit_clients"))), responses((status = 204)))]
async fn doubt_clients_again(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(pair): Body<ClientPair>,
) -> Result<StatusCode, Problem> {
    ops::doubt_again(&app, &actor, pair).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct MergeParams {
    /// Id of a client: only those that have to do with it.
    #[param(value_type = Option<String>)]
    client: Option<ClientId>,
}

/// The latest merges
#[utoipa::path(get, path = "/v1/merges", tag = "clients", params(MergeParams),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = List<MergeView>)))]
async fn list_merges(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<MergeParams>,
) -> Result<Json<List<MergeView>>, Problem> {
    let items = ops::list_merges(&app, &actor, params.client).await?;
    Ok(Json(List { items }))
}

/// Make one of two clients
///
/// The kept one is given all facts of the other and what it lacks. It can be taken back without loss.
#[utoipa::path(post, path = "/v1/merges", tag = "clients", request_body = NewMerge,
    extensions(("x-permission" = json!("edit_clients"))), responses((status = 201, body = MergeView)))]
async fn merge_clients(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(new): Body<NewMerge>,
) -> Result<(StatusCode, Json<MergeView>), Problem> {
    let merged = ops::merge_clients(&app, &actor, new).await?;
    Ok((StatusCode::CREATED, Json(merged)))
}

/// Take a merge back
#[utoipa::path(post, path = "/v1/merges/{id}/undo", tag = "clients", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_clients"))), responses((status = 200, body = MergeView)))]
async fn undo_merge(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<MergeId>,
) -> Result<Json<MergeView>, Problem> {
    Ok(Json(ops::undo_merge(&app, &actor, id).await?))
}
