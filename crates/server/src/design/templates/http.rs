//! How HTTP says it.
#![allow(
    unused_qualifications,
    reason = "utoipa names parameter types by their full path"
)]

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops;
use super::views::{AppliedView, ApplyForm, TemplateDetailView, TemplateView};
use crate::App;
use crate::error::Problem;
use crate::http::{Body, Params, Signed};
use crate::view::List;

/// The operations of templates.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_templates))
        .routes(routes!(show_template))
        .routes(routes!(apply_template))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct LocaleParams {
    /// The language of the labels: `en` (when nothing is said) or `de`.
    locale: Option<String>,
}

/// What firms of some industries usually have
#[utoipa::path(get, path = "/v1/templates", tag = "design", params(LocaleParams),
    extensions(("x-permission" = json!("read_design"))), responses((status = 200, body = List<TemplateView>)))]
async fn list_templates(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<LocaleParams>,
) -> Result<Json<List<TemplateView>>, Problem> {
    let items = ops::list_templates(&app, &actor, params.locale.as_deref()).await?;
    Ok(Json(List { items }))
}

/// A template with all it holds
#[utoipa::path(get, path = "/v1/templates/{key}", tag = "design", params(("key" = String, Path), LocaleParams),
    extensions(("x-permission" = json!("read_design"))), responses((status = 200, body = TemplateDetailView)))]
async fn show_template(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(key): Path<String>,
    Params(params): Params<LocaleParams>,
) -> Result<Json<TemplateDetailView>, Problem> {
    Ok(Json(
        ops::show_template(&app, &actor, &key, params.locale.as_deref()).await?,
    ))
}

/// Bring a template's touchpoints into the inventory
///
/// Stages and channels that are not there are made. Touchpoints whose keys are there stay as they are. Can be undone.
#[utoipa::path(post, path = "/v1/templates/{key}/apply", tag = "design", params(("key" = String, Path)),
    request_body = ApplyForm, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = AppliedView)))]
async fn apply_template(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(key): Path<String>,
    Body(form): Body<ApplyForm>,
) -> Result<Json<AppliedView>, Problem> {
    Ok(Json(ops::apply_template(&app, &actor, &key, &form).await?))
}
