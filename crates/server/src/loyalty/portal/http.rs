//! How HTTP says it.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::ids::{ChangeId, ClientId, FindingId, LinkId, LinkRequestId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::views::{
    ChangeView, LinkRequestView, LinkView, NewChangeForClient, NewClientLink, NewClientLinkView,
    PortalAnswer, PortalNewExpectation, PortalView, PortalWishForm, ProposalView,
};
use super::{ops, page, proposals, requests};
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
        .routes(routes!(list_change_proposals))
        .routes(routes!(leave_change_untold))
        .routes(routes!(propose_change_again))
        .routes(routes!(list_link_requests))
        .routes(routes!(settle_link_request))
        .routes(routes!(show_portal))
        .routes(routes!(answer_portal_expectation))
        .routes(routes!(add_portal_expectation))
        .routes(routes!(change_portal_wishes))
        .routes(routes!(ask_for_link))
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

/// Ask for a new link where an old one no longer works
///
/// The answer is the same whether there ever was such a link. Nothing is sent: somebody at the firm reads it.
#[utoipa::path(post, path = "/v1/portal/{secret}/ask-for-link", tag = "loyalty", params(("secret" = String, Path)),
    responses((status = 204), (status = TOO_MANY_REQUESTS, body = ProblemBody)))]
async fn ask_for_link(
    State(app): State<App>,
    visitor: Visitor,
    Path(secret): Path<String>,
) -> Result<StatusCode, Problem> {
    requests::ask_for_link(&app, &visitor, &secret).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who of a client waits for a new link
#[utoipa::path(get, path = "/v1/clients/{id}/link-requests", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = List<LinkRequestView>)))]
async fn list_link_requests(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ClientId>,
) -> Result<Json<List<LinkRequestView>>, Problem> {
    let items = requests::list_requests(&app, &actor, id).await?;
    Ok(Json(List { items }))
}

/// Say that nobody waits for a new link any more
///
/// A new link for the same client or contact says so by itself.
#[utoipa::path(post, path = "/v1/link-requests/{id}/settle", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("record_signals"))), responses((status = 204)))]
async fn settle_link_request(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<LinkRequestId>,
) -> Result<StatusCode, Problem> {
    requests::settle_request(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What could be told to a client as different because of them
///
/// From what the gap finder found in this client's own words, and what is there now. The client sees nothing of it
/// before somebody tells it.
#[utoipa::path(get, path = "/v1/clients/{id}/change-proposals", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = List<ProposalView>)))]
async fn list_change_proposals(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ClientId>,
) -> Result<Json<List<ProposalView>>, Problem> {
    let items = proposals::list_proposals(&app, &actor, id).await?;
    Ok(Json(List { items }))
}

/// Don't tell a client of what could be told
#[utoipa::path(post, path = "/v1/clients/{id}/change-proposals/{finding}/leave", tag = "loyalty",
    params(("id" = String, Path), ("finding" = String, Path)),
    extensions(("x-permission" = json!("record_signals"))), responses((status = 204)))]
async fn leave_change_untold(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((id, finding)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let (id, finding) = of_client(&id, &finding)?;
    proposals::leave_proposal(&app, &actor, id, finding).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Bring back what was not to be told
#[utoipa::path(post, path = "/v1/clients/{id}/change-proposals/{finding}/propose-again", tag = "loyalty",
    params(("id" = String, Path), ("finding" = String, Path)),
    extensions(("x-permission" = json!("record_signals"))), responses((status = 204)))]
async fn propose_change_again(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((id, finding)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let (id, finding) = of_client(&id, &finding)?;
    proposals::bring_back_proposal(&app, &actor, id, finding).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn of_client(id: &str, finding: &str) -> Result<(ClientId, FindingId), Problem> {
    let gone = |_| Problem::new(Code::NotFound);
    Ok((id.parse().map_err(gone)?, finding.parse().map_err(gone)?))
}
