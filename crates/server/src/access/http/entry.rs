use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::ids::SessionId;

use super::{cookies, no_session};
use crate::App;
use crate::access::views::{
    Me, MyChange, NewSession, NewSetup, OrganizationChoice, SessionView, Setup,
};
use crate::access::{Identity, Visitor, ops};
use crate::error::Problem;
use crate::http::{Body, Item};
use crate::view::List;

type Entrance = (HeaderMap, Json<Me>);

fn let_in(app: &App, entered: ops::Entered) -> Entrance {
    (cookies(app, &entered), Json(entered.me))
}

/// Whether nobody owns this server yet
#[utoipa::path(get, path = "/v1/setup", tag = "access", responses((status = 200, body = Setup)))]
pub async fn show_setup(State(app): State<App>) -> Result<Json<Setup>, Problem> {
    Ok(Json(Setup {
        needed: ops::show_setup(&app).await?,
    }))
}

/// Make the first organization and its owner
#[utoipa::path(post, path = "/v1/setup", tag = "access", request_body = NewSetup, responses((status = 200, body = Me)))]
pub async fn set_up(
    State(app): State<App>,
    visitor: Visitor,
    Body(new): Body<NewSetup>,
) -> Result<Entrance, Problem> {
    let entered = ops::set_up(&app, &visitor, &new).await?;
    Ok(let_in(&app, entered))
}

/// Sign in
#[utoipa::path(post, path = "/v1/session", tag = "access", request_body = NewSession,
    responses((status = 200, body = Me)))]
pub async fn sign_in(
    State(app): State<App>,
    visitor: Visitor,
    before: Option<Identity>,
    Body(new): Body<NewSession>,
) -> Result<Entrance, Problem> {
    let entered = ops::sign_in(&app, &visitor, before.as_ref(), &new.email, &new.password).await?;
    Ok(let_in(&app, entered))
}

/// Sign out
#[utoipa::path(delete, path = "/v1/session", tag = "access", responses((status = 204)))]
pub async fn sign_out(
    State(app): State<App>,
    identity: Option<Identity>,
) -> Result<(StatusCode, HeaderMap), Problem> {
    ops::sign_out(&app, identity.as_ref()).await?;
    Ok((StatusCode::NO_CONTENT, no_session(&app)))
}

/// Show another organization in this browser
#[utoipa::path(post, path = "/v1/session/organization", tag = "access", request_body = OrganizationChoice,
    extensions(("x-permission" = json!("manage_own_session"))), responses((status = 200, body = Me)))]
pub async fn switch_organization(
    State(app): State<App>,
    identity: Identity,
    Body(choice): Body<OrganizationChoice>,
) -> Result<Json<Me>, Problem> {
    ops::switch_organization(&app, &identity, choice.id)
        .await
        .map(Json)
}

/// Who is signed in
#[utoipa::path(get, path = "/v1/me", tag = "access", extensions(("x-permission" = json!("manage_own_session"))),
    responses((status = 200, body = Me)))]
pub async fn show_me(State(app): State<App>, identity: Identity) -> Result<Json<Me>, Problem> {
    ops::show_me(&app, &identity).await.map(Json)
}

/// Change the own name, language or password
#[utoipa::path(patch, path = "/v1/me", tag = "access", request_body = MyChange,
    extensions(("x-permission" = json!("manage_own_session"))), responses((status = 200, body = Me)))]
pub async fn change_me(
    State(app): State<App>,
    visitor: Visitor,
    identity: Identity,
    Body(change): Body<MyChange>,
) -> Result<Json<Me>, Problem> {
    ops::change_me(&app, &visitor, &identity, change)
        .await
        .map(Json)
}

/// The browsers in which I am signed in
#[utoipa::path(get, path = "/v1/sessions", tag = "access", extensions(("x-permission" = json!("manage_own_session"))),
    responses((status = 200, body = List<SessionView>)))]
pub async fn list_sessions(
    State(app): State<App>,
    identity: Identity,
) -> Result<Json<List<SessionView>>, Problem> {
    let current = identity.session().map(|session| session.id);
    let sessions = ops::list_sessions(&app, &identity).await?;
    Ok(Json(List {
        items: sessions
            .into_iter()
            .map(|it| SessionView::of(it, current))
            .collect(),
    }))
}

/// Sign another browser out
#[utoipa::path(delete, path = "/v1/sessions/{id}", tag = "access", params(("id" = String, Path)),
    extensions(("x-permission" = json!("manage_own_session"))), responses((status = 204)))]
pub async fn revoke_session(
    State(app): State<App>,
    identity: Identity,
    Item(id): Item<SessionId>,
) -> Result<StatusCode, Problem> {
    ops::revoke_session(&app, &identity, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
