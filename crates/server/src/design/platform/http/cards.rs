use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::{RoleCardId, TouchpointId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::super::ops::{self, CardForm};
use super::super::views::{
    NewRoleCard, RoleCardChange, RoleCardView, Signing, TouchpointParts, TraceView,
};
use crate::App;
use crate::error::Problem;
use crate::http::{Body, Item, Signed};
use crate::view::List;

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_role_cards, create_role_card))
        .routes(routes!(change_role_card, remove_role_card))
        .routes(routes!(restore_role_card))
        .routes(routes!(sign_role_card))
        .routes(routes!(show_traceability))
        .routes(routes!(set_expressions))
}

/// What the platform means in each job
#[utoipa::path(get, path = "/v1/role-cards", tag = "design", extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = List<RoleCardView>)))]
async fn list_role_cards(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<RoleCardView>>, Problem> {
    Ok(Json(List::of(ops::list_role_cards(&app, &actor).await?)))
}

/// Add a role card
#[utoipa::path(post, path = "/v1/role-cards", tag = "design", request_body = NewRoleCard,
    extensions(("x-permission" = json!("edit_design"))), responses((status = 201, body = RoleCardView)))]
async fn create_role_card(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(new): Body<NewRoleCard>,
) -> Result<(StatusCode, Json<RoleCardView>), Problem> {
    let form = CardForm {
        job: Some(new.job),
        department: Some(new.department),
        means: Some(new.means),
        holders: Some(new.holders),
    };
    let made = ops::create_role_card(&app, &actor, &form).await?;
    Ok((StatusCode::CREATED, Json(made.into())))
}

/// Change a role card
///
/// A card that says something else asks everybody to sign again. `role_card_changed`: somebody else changed it
/// meanwhile; nothing is written then.
#[utoipa::path(patch, path = "/v1/role-cards/{id}", tag = "design", params(("id" = String, Path)),
    request_body = RoleCardChange, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = RoleCardView)))]
async fn change_role_card(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<RoleCardId>,
    Body(change): Body<RoleCardChange>,
) -> Result<Json<RoleCardView>, Problem> {
    let form = CardForm {
        job: change.job,
        department: change.department,
        means: change.means,
        holders: change.holders,
    };
    let changed = ops::change_role_card(&app, &actor, id, change.wording, &form).await?;
    Ok(Json(changed.into()))
}

/// Take a role card out of use
///
/// Its signatures stay, and it can be brought back.
#[utoipa::path(delete, path = "/v1/role-cards/{id}", tag = "design", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 204)))]
async fn remove_role_card(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<RoleCardId>,
) -> Result<StatusCode, Problem> {
    ops::remove_role_card(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Bring a role card back
#[utoipa::path(post, path = "/v1/role-cards/{id}/restore", tag = "design", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 200, body = RoleCardView)))]
async fn restore_role_card(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<RoleCardId>,
) -> Result<Json<RoleCardView>, Problem> {
    Ok(Json(ops::restore_role_card(&app, &actor, id).await?.into()))
}

/// Sign the card of the own job
#[utoipa::path(post, path = "/v1/role-cards/{id}/sign", tag = "design", params(("id" = String, Path)),
    request_body = Signing, extensions(("x-permission" = json!("sign_role_cards"))),
    responses((status = 200, body = RoleCardView)))]
async fn sign_role_card(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<RoleCardId>,
    Body(signing): Body<Signing>,
) -> Result<Json<RoleCardView>, Problem> {
    let signed = ops::sign_role_card(&app, &actor, id, signing.wording).await?;
    Ok(Json(signed.into()))
}

/// Which touchpoint expresses which part of the promise
#[utoipa::path(get, path = "/v1/traceability", tag = "design", extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = TraceView)))]
async fn show_traceability(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<TraceView>, Problem> {
    Ok(Json(ops::show_traceability(&app, &actor).await?.into()))
}

/// Say which parts of the promise a touchpoint itself expresses
#[utoipa::path(put, path = "/v1/touchpoints/{id}/expresses", tag = "design", params(("id" = String, Path)),
    request_body = TouchpointParts, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = TraceView)))]
async fn set_expressions(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<TouchpointId>,
    Body(form): Body<TouchpointParts>,
) -> Result<Json<TraceView>, Problem> {
    let trace = ops::set_expressions(&app, &actor, id, &form.parts).await?;
    Ok(Json(trace.into()))
}
