#![allow(
    unused_qualifications,
    reason = "utoipa names parameter types by their full path"
)]

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::ids::{InvitationId, PersonId, TokenId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::cookies;
use crate::App;
use crate::access::views::{
    Acceptance, AuditView, ColleagueView, InvitationView, Me, NewInvitation, NewOrganization,
    NewToken, OpenInvitation, OrganizationChange, OrganizationView, PersonChange, PersonView,
    TokenView,
};
use crate::access::{Identity, Visitor, ops};
use crate::error::Problem;
use crate::http::{Body, Item, Params, Signed};
use crate::view::{List, Page};

/// Make a further organization
#[utoipa::path(post, path = "/v1/organizations", tag = "access", request_body = NewOrganization,
    extensions(("x-permission" = json!("manage_organization"))), responses((status = 201, body = OrganizationView)))]
pub async fn create_organization(
    State(app): State<App>,
    identity: Identity,
    Body(new): Body<NewOrganization>,
) -> Result<(StatusCode, Json<OrganizationView>), Problem> {
    let made = ops::create_organization(&app, &identity, &new).await?;
    Ok((StatusCode::CREATED, Json(made.into())))
}

/// Change the organization's name or time zone
#[utoipa::path(patch, path = "/v1/organization", tag = "access", request_body = OrganizationChange,
    extensions(("x-permission" = json!("manage_organization"))), responses((status = 200, body = OrganizationView)))]
pub async fn change_organization(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(change): Body<OrganizationChange>,
) -> Result<Json<OrganizationView>, Problem> {
    let changed = ops::change_organization(&app, &actor, &change).await?;
    Ok(Json(changed.into()))
}

/// Everybody who is or was a member
#[utoipa::path(get, path = "/v1/people", tag = "access", extensions(("x-permission" = json!("manage_people"))),
    responses((status = 200, body = List<PersonView>)))]
pub async fn list_people(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<PersonView>>, Problem> {
    Ok(Json(List::of(ops::list_people(&app, &actor).await?)))
}

/// Who can be given something to answer for, by name
#[utoipa::path(get, path = "/v1/colleagues", tag = "access", extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = List<ColleagueView>)))]
pub async fn list_colleagues(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<ColleagueView>>, Problem> {
    Ok(Json(List::of(ops::list_colleagues(&app, &actor).await?)))
}

/// Change somebody's role, close their access or open it again
#[utoipa::path(patch, path = "/v1/people/{id}", tag = "access", params(("id" = String, Path)),
    request_body = PersonChange, extensions(("x-permission" = json!("manage_people"))),
    responses((status = 200, body = PersonView)))]
pub async fn change_person(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<PersonId>,
    Body(change): Body<PersonChange>,
) -> Result<Json<PersonView>, Problem> {
    let changed = ops::change_person(&app, &actor, id, &change).await?;
    Ok(Json(changed.into()))
}

/// Invitations that can still be accepted
#[utoipa::path(get, path = "/v1/invitations", tag = "access", extensions(("x-permission" = json!("manage_people"))),
    responses((status = 200, body = List<InvitationView>)))]
pub async fn list_invitations(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<InvitationView>>, Problem> {
    let open = ops::list_invitations(&app, &actor).await?;
    Ok(Json(List {
        items: open
            .into_iter()
            .map(|it| InvitationView::of(it, None))
            .collect(),
    }))
}

/// Invite somebody: gives a link to pass on
#[utoipa::path(post, path = "/v1/invitations", tag = "access", request_body = NewInvitation,
    extensions(("x-permission" = json!("manage_people"))), responses((status = 201, body = InvitationView)))]
pub async fn invite_person(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(new): Body<NewInvitation>,
) -> Result<(StatusCode, Json<InvitationView>), Problem> {
    let (made, link) = ops::invite_person(&app, &actor, &new).await?;
    Ok((
        StatusCode::CREATED,
        Json(InvitationView::of(made, Some(link))),
    ))
}

/// Withdraw an invitation
#[utoipa::path(delete, path = "/v1/invitations/{id}", tag = "access", params(("id" = String, Path)),
    extensions(("x-permission" = json!("manage_people"))), responses((status = 204)))]
pub async fn revoke_invitation(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<InvitationId>,
) -> Result<StatusCode, Problem> {
    ops::revoke_invitation(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What an invitation is for
#[utoipa::path(get, path = "/v1/invitations/by-token/{token}", tag = "access", params(("token" = String, Path)),
    responses((status = 200, body = OpenInvitation)))]
pub async fn show_invitation(
    State(app): State<App>,
    visitor: Visitor,
    Item(token): Item<String>,
) -> Result<Json<OpenInvitation>, Problem> {
    ops::show_invitation(&app, &visitor, &token).await.map(Json)
}

/// Join an organization
#[utoipa::path(post, path = "/v1/invitations/by-token/{token}/accept", tag = "access",
    params(("token" = String, Path)), request_body = Acceptance, responses((status = 200, body = Me)))]
pub async fn accept_invitation(
    State(app): State<App>,
    visitor: Visitor,
    Item(token): Item<String>,
    Body(acceptance): Body<Acceptance>,
) -> Result<(HeaderMap, Json<Me>), Problem> {
    let entered = ops::accept_invitation(&app, &visitor, &token, &acceptance).await?;
    Ok((cookies(&app, &entered), Json(entered.me)))
}

/// Tokens that are not revoked
#[utoipa::path(get, path = "/v1/tokens", tag = "access", extensions(("x-permission" = json!("manage_tokens"))),
    responses((status = 200, body = List<TokenView>)))]
pub async fn list_tokens(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<TokenView>>, Problem> {
    let tokens = ops::list_tokens(&app, &actor).await?;
    Ok(Json(List {
        items: tokens
            .into_iter()
            .map(|it| TokenView::of(it, None))
            .collect(),
    }))
}

/// Make a token: its secret is shown once
#[utoipa::path(post, path = "/v1/tokens", tag = "access", request_body = NewToken,
    extensions(("x-permission" = json!("manage_tokens"))), responses((status = 201, body = TokenView)))]
pub async fn create_token(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(new): Body<NewToken>,
) -> Result<(StatusCode, Json<TokenView>), Problem> {
    let (made, secret) = ops::create_token(&app, &actor, &new).await?;
    Ok((StatusCode::CREATED, Json(TokenView::of(made, Some(secret)))))
}

/// Revoke a token
#[utoipa::path(delete, path = "/v1/tokens/{id}", tag = "access", params(("id" = String, Path)),
    extensions(("x-permission" = json!("manage_tokens"))), responses((status = 204)))]
pub async fn revoke_token(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<TokenId>,
) -> Result<StatusCode, Problem> {
    ops::revoke_token(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AuditParams {
    /// Only this operation, such as `undo_import`.
    action: Option<String>,
    /// The `next` of the page before.
    before: Option<String>,
    /// 1 to 500, 50 unless told.
    limit: Option<usize>,
}

/// Who did what, newest first
#[utoipa::path(get, path = "/v1/audit", tag = "access", params(AuditParams),
    extensions(("x-permission" = json!("read_audit"))), responses((status = 200, body = Page<AuditView>)))]
pub async fn list_audit(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<AuditParams>,
) -> Result<Json<Page<AuditView>>, Problem> {
    let limit = params.limit.unwrap_or(50);
    let (entries, next) =
        ops::list_audit(&app, &actor, params.action, params.before.as_deref(), limit).await?;
    Ok(Json(Page {
        items: entries.into_iter().map(Into::into).collect(),
        next,
    }))
}
