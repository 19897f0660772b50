//! How HTTP says it.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::ids::{ChangeId, ClientId, LinkId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::views::{
    ChangeView, LinkView, NewChangeForClient, NewClientLink, NewClientLinkView, PortalAnswer,
    PortalNewExpectation, PortalView, PortalWishForm,
};
use super::{ops, page};
use crate::App;
use crate::access::Visitor;
use crate::error::{Code, Problem, ProblemBody};
use crate::http::{Body, Item, Signed};
use crate::view::List;

/// The operations of this part.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_client_links, create_client_link))
        .routes(routes!(revoke_client_link))
        .routes(routes!(list_client_changes, add_client_change))
        .routes(routes!(delete_client_change))
        .routes(routes!(show_portal))
        .routes(routes!(answer_portal_expectation))
        .routes(routes!(add_portal_expectation))
        .routes(routes!(change_portal_wishes))
}

/// Links to a client's own page that were not withdrawn
#[utoipa::path(get, path = "/v1/clients/{id}/links", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = List<LinkView>)))]
async fn list_client_links(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ClientId>,
) -> Result<Json<List<LinkView>>, Problem> {
    Ok(Json(List::of(ops::list_links(&app, &actor, id).await?)))
}

/// Make a link to a client's own page
///
/// Its address is told once. Whoever has it can read that page, without a password.
#[utoipa::path(post, path = "/v1/clients/{id}/links", tag = "loyalty", params(("id" = String, Path)),
    request_body = NewClientLink, extensions(("x-permission" = json!("record_signals"))),
    responses((status = 201, body = NewClientLinkView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn create_client_link(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ClientId>,
    Body(new): Body<NewClientLink>,
) -> Result<(StatusCode, Json<NewClientLinkView>), Problem> {
    let (link, secret) = ops::create_link(&app, &actor, id, &new).await?;
    let view = NewClientLinkView {
        link: link.into(),
        address: format!("/c/{secret}"),
    };
    Ok((StatusCode::CREATED, Json(view)))
}

/// Withdraw a link to a client's own page
#[utoipa::path(delete, path = "/v1/client-links/{id}", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("record_signals"))), responses((status = 204)))]
async fn revoke_client_link(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<LinkId>,
) -> Result<StatusCode, Problem> {
    ops::revoke_link(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What is different because a client spoke up
#[utoipa::path(get, path = "/v1/clients/{id}/changes", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = List<ChangeView>)))]
async fn list_client_changes(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ClientId>,
) -> Result<Json<List<ChangeView>>, Problem> {
    Ok(Json(List::of(ops::list_changes(&app, &actor, id).await?)))
}

/// Tell a client what is different because they spoke up
#[utoipa::path(post, path = "/v1/clients/{id}/changes", tag = "loyalty", params(("id" = String, Path)),
    request_body = NewChangeForClient, extensions(("x-permission" = json!("record_signals"))),
    responses((status = 201, body = ChangeView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn add_client_change(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ClientId>,
    Body(new): Body<NewChangeForClient>,
) -> Result<(StatusCode, Json<ChangeView>), Problem> {
    let change = ops::add_change(&app, &actor, id, &new).await?;
    Ok((StatusCode::CREATED, Json(change.into())))
}

/// Take back that something is different because of a client
#[utoipa::path(delete, path = "/v1/client-changes/{id}", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("record_signals"))), responses((status = 204)))]
async fn delete_client_change(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ChangeId>,
) -> Result<StatusCode, Problem> {
    ops::delete_change(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A client's own page, for whoever holds its link
///
/// Looking records nothing.
#[utoipa::path(get, path = "/v1/portal/{secret}", tag = "loyalty", params(("secret" = String, Path)),
    responses((status = 200, body = PortalView), (status = NOT_FOUND, body = ProblemBody)))]
async fn show_portal(
    State(app): State<App>,
    visitor: Visitor,
    Path(secret): Path<String>,
) -> Result<Json<PortalView>, Problem> {
    Ok(Json(page::show(&app, &visitor, &secret).await?))
}

/// The client answers what we understood
#[utoipa::path(post, path = "/v1/portal/{secret}/expectations/{id}", tag = "loyalty",
    params(("secret" = String, Path), ("id" = String, Path)), request_body = PortalAnswer,
    responses((status = 200, body = PortalView), (status = NOT_FOUND, body = ProblemBody)))]
async fn answer_portal_expectation(
    State(app): State<App>,
    visitor: Visitor,
    Path((secret, id)): Path<(String, String)>,
    Body(answer): Body<PortalAnswer>,
) -> Result<Json<PortalView>, Problem> {
    let id = id.parse().map_err(|_| Problem::new(Code::NotFound))?;
    let view = page::answer(&app, &visitor, (secret.as_str(), id), &answer).await?;
    Ok(Json(view))
}

/// The client tells us something that we should know
#[utoipa::path(post, path = "/v1/portal/{secret}/new-expectations", tag = "loyalty",
    params(("secret" = String, Path)), request_body = PortalNewExpectation,
    responses((status = 200, body = PortalView), (status = NOT_FOUND, body = ProblemBody)))]
async fn add_portal_expectation(
    State(app): State<App>,
    visitor: Visitor,
    Path(secret): Path<String>,
    Body(new): Body<PortalNewExpectation>,
) -> Result<Json<PortalView>, Problem> {
    Ok(Json(page::add(&app, &visitor, &secret, &new).await?))
}

/// The client says how often we may ask
#[utoipa::path(post, path = "/v1/portal/{secret}/wishes", tag = "loyalty", params(("secret" = String, Path)),
    request_body = PortalWishForm,
    responses((status = 200, body = PortalView), (status = NOT_FOUND, body = ProblemBody)))]
async fn change_portal_wishes(
    State(app): State<App>,
    visitor: Visitor,
    Path(secret): Path<String>,
    Body(form): Body<PortalWishForm>,
) -> Result<Json<PortalView>, Problem> {
    Ok(Json(page::wish(&app, &visitor, &secret, &form).await?))
}
