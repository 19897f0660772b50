//! How HTTP says it.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::{ClientId, ContactId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops;
use super::views::{ConsentView, ContactChange, ContactView, NewConsent, NewContact};
use crate::App;
use crate::error::Problem;
use crate::http::{Body, Item, Signed};
use crate::view::List;

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_contacts, create_contact))
        .routes(routes!(change_contact, remove_contact))
        .routes(routes!(restore_contact))
        .routes(routes!(list_consents, record_consent))
}

/// The human beings on a client's side
#[utoipa::path(get, path = "/v1/clients/{id}/contacts", tag = "clients", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = List<ContactView>)))]
async fn list_contacts(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ClientId>,
) -> Result<Json<List<ContactView>>, Problem> {
    let items = ops::list_contacts(&app, &actor, id).await?;
    Ok(Json(List { items }))
}

/// Add a contact
#[utoipa::path(post, path = "/v1/clients/{id}/contacts", tag = "clients", params(("id" = String, Path)),
    request_body = NewContact, extensions(("x-permission" = json!("edit_clients"))),
    responses((status = 201, body = ContactView)))]
async fn create_contact(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ClientId>,
    Body(form): Body<NewContact>,
) -> Result<(StatusCode, Json<ContactView>), Problem> {
    let made = ops::create_contact(&app, &actor, id, form).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// Change a contact
#[utoipa::path(patch, path = "/v1/contacts/{id}", tag = "clients", params(("id" = String, Path)),
    request_body = ContactChange, extensions(("x-permission" = json!("edit_clients"))),
    responses((status = 200, body = ContactView)))]
async fn change_contact(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ContactId>,
    Body(change): Body<ContactChange>,
) -> Result<Json<ContactView>, Problem> {
    Ok(Json(ops::change_contact(&app, &actor, id, change).await?))
}

/// Take a contact out of the address book
///
/// What they said and allowed stays; the contact can be put back.
#[utoipa::path(delete, path = "/v1/contacts/{id}", tag = "clients", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_clients"))), responses((status = 204)))]
async fn remove_contact(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ContactId>,
) -> Result<StatusCode, Problem> {
    ops::remove_contact(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Put a contact back
#[utoipa::path(post, path = "/v1/contacts/{id}/restore", tag = "clients", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_clients"))), responses((status = 200, body = ContactView)))]
async fn restore_contact(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ContactId>,
) -> Result<Json<ContactView>, Problem> {
    Ok(Json(ops::restore_contact(&app, &actor, id).await?))
}

/// The book of a contact's consents, the latest entry first
#[utoipa::path(get, path = "/v1/contacts/{id}/consents", tag = "clients", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = List<ConsentView>)))]
async fn list_consents(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ContactId>,
) -> Result<Json<List<ConsentView>>, Problem> {
    let items = ops::list_consents(&app, &actor, id).await?;
    Ok(Json(List { items }))
}

/// Write down what a contact allowed, denied or took back
///
/// Nothing is ever changed in the book: whoever changes their mind adds an entry.
#[utoipa::path(post, path = "/v1/contacts/{id}/consents", tag = "clients", params(("id" = String, Path)),
    request_body = NewConsent, extensions(("x-permission" = json!("record_signals"))),
    responses((status = 201, body = List<ConsentView>)))]
async fn record_consent(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ContactId>,
    Body(form): Body<NewConsent>,
) -> Result<(StatusCode, Json<List<ConsentView>>), Problem> {
    let items = ops::record_consent(&app, &actor, id, &form).await?;
    Ok((StatusCode::CREATED, Json(List { items })))
}
