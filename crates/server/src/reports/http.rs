//! How HTTP says it.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::ids::LinkId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops;
use super::views::{LinkView, NewLink, ProgrammeView, PublishedView};
use crate::App;
use crate::error::{Problem, ProblemBody};
use crate::http::{Body, Item, Signed};
use crate::view::List;

/// The operations on the programme.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(show_programme))
        .routes(routes!(list_progress_links, publish_progress))
        .routes(routes!(revoke_progress_link))
        .routes(routes!(show_progress))
}

/// Where the five steps stand, and what each department puts in
#[utoipa::path(get, path = "/v1/programme", tag = "reports", extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = ProgrammeView)))]
async fn show_programme(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<ProgrammeView>, Problem> {
    Ok(Json(ops::show_programme(&app, &actor).await?.into()))
}

/// Links to the progress page that were not withdrawn
#[utoipa::path(get, path = "/v1/programme/links", tag = "reports",
    extensions(("x-permission" = json!("edit_design"))), responses((status = 200, body = List<LinkView>)))]
async fn list_progress_links(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<LinkView>>, Problem> {
    Ok(Json(List::of(ops::list_links(&app, &actor).await?)))
}

/// Publish the progress page by a link
#[utoipa::path(post, path = "/v1/programme/links", tag = "reports", request_body = NewLink,
    extensions(("x-permission" = json!("edit_design"))),
    responses((status = 201, body = PublishedView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn publish_progress(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(new): Body<NewLink>,
) -> Result<(StatusCode, Json<PublishedView>), Problem> {
    let (link, secret) = ops::publish_progress(&app, &actor, &new).await?;
    let address = format!("/progress/{secret}");
    Ok((
        StatusCode::CREATED,
        Json(PublishedView {
            link: link.into(),
            address,
        }),
    ))
}

/// Withdraw a link to the progress page
#[utoipa::path(delete, path = "/v1/programme/links/{id}", tag = "reports", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 204)))]
async fn revoke_progress_link(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<LinkId>,
) -> Result<StatusCode, Problem> {
    ops::revoke_link(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The published progress page, for whoever holds its link
#[utoipa::path(get, path = "/v1/progress/{secret}", tag = "reports", params(("secret" = String, Path)),
    responses((status = 200, body = ProgrammeView)))]
async fn show_progress(
    State(app): State<App>,
    Path(secret): Path<String>,
) -> Result<Json<ProgrammeView>, Problem> {
    Ok(Json(ops::show_progress(&app, &secret).await?.into()))
}
