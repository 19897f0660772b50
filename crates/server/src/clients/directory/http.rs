//! How HTTP says it.
#![allow(
    unused_qualifications,
    reason = "utoipa names parameter types by their full path"
)]

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::ClientId;
use serde::Deserialize;
use store::clients::ClientOrder;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops::{self, ClientQuery};
use super::views::{ClientChange, ClientView, ListedClientView, NewClientForm};
use crate::App;
use crate::error::Problem;
use crate::http::{Body, Item, Params, Signed};
use crate::view::Page;

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_clients, create_client))
        .routes(routes!(get_client, change_client))
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ClientSort)]
enum Sort {
    #[default]
    Name,
    /// Whom we met last comes first.
    LastTouch,
    /// Whom we have not met for longest comes first.
    Silence,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ClientParams {
    /// What was typed: each word begins a word of the name, the key, a contact, an address, a phone number or an
    /// attribute. Such a list is in the order of the words found.
    #[serde(default)]
    q: String,
    #[serde(default)]
    #[param(inline)]
    sort: Sort,
    /// The cursor from `next`.
    after: Option<String>,
    /// 50 if nothing is said, at most 200.
    limit: Option<usize>,
}

impl From<ClientParams> for ClientQuery {
    fn from(params: ClientParams) -> Self {
        Self {
            q: params.q,
            order: match params.sort {
                Sort::Name => ClientOrder::Name,
                Sort::LastTouch => ClientOrder::LastTouch,
                Sort::Silence => ClientOrder::Silence,
            },
            after: params.after,
            limit: params.limit,
        }
    }
}

/// Clients, all or those that were typed for
#[utoipa::path(get, path = "/v1/clients", tag = "clients", params(ClientParams),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = Page<ListedClientView>)))]
async fn list_clients(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<ClientParams>,
) -> Result<Json<Page<ListedClientView>>, Problem> {
    let page = ops::list_clients(&app, &actor, &params.into()).await?;
    Ok(Json(page))
}

/// Write a client down
#[utoipa::path(post, path = "/v1/clients", tag = "clients", request_body = NewClientForm,
    extensions(("x-permission" = json!("edit_clients"))), responses((status = 201, body = ClientView)))]
async fn create_client(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(form): Body<NewClientForm>,
) -> Result<(StatusCode, Json<ClientView>), Problem> {
    let made = ops::create_client(&app, &actor, &form).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// What is known of a client
#[utoipa::path(get, path = "/v1/clients/{id}", tag = "clients", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = ClientView)))]
async fn get_client(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ClientId>,
) -> Result<Json<ClientView>, Problem> {
    Ok(Json(ops::get_client(&app, &actor, id).await?))
}

/// Change what is known of a client
#[utoipa::path(patch, path = "/v1/clients/{id}", tag = "clients", params(("id" = String, Path)),
    request_body = ClientChange, extensions(("x-permission" = json!("edit_clients"))),
    responses((status = 200, body = ClientView)))]
async fn change_client(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ClientId>,
    Body(change): Body<ClientChange>,
) -> Result<Json<ClientView>, Problem> {
    Ok(Json(ops::change_client(&app, &actor, id, &change).await?))
}
