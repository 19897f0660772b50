//! How HTTP says it.
#![allow(
    unused_qualifications,
    reason = "utoipa names parameter types by their full path"
)]

mod brand;
mod cards;

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops::{self, ShownPlatform, ShownVersion};
use super::views::{
    ComparisonView, PartView, PlatformRevision, PlatformSaving, PlatformView, VersionView,
};
use crate::App;
use crate::error::{Code, Problem};
use crate::http::{Body, Params, Signed};
use crate::view::List;

/// The operations of the platform.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(show_platform, save_platform))
        .routes(routes!(publish_platform))
        .routes(routes!(discard_platform))
        .routes(routes!(list_platform_versions))
        .routes(routes!(show_platform_version))
        .merge(brand::router())
        .merge(cards::router())
}

impl From<ShownPlatform> for PlatformView {
    fn from(it: ShownPlatform) -> Self {
        let parts = it.parts().iter().map(|part| PartView {
            key: part.key.clone(),
            words: part.words.clone(),
        });
        Self {
            parts: parts.collect(),
            revision: it.revision,
            draft: it.draft.map(Into::into),
            published: it.published.map(Into::into),
            lacks: it.lacks.into_iter().map(Into::into).collect(),
            changes: it.changes.into_iter().map(Into::into).collect(),
            versions: it.versions,
        }
    }
}

impl From<ShownVersion> for ComparisonView {
    fn from(it: ShownVersion) -> Self {
        Self {
            version: it.version.into(),
            against: it.against,
            changes: it.changes.into_iter().map(Into::into).collect(),
        }
    }
}

/// The platform: its draft over the published version
#[utoipa::path(get, path = "/v1/platform", tag = "design", extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = PlatformView)))]
async fn show_platform(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<PlatformView>, Problem> {
    Ok(Json(ops::show_platform(&app, &actor).await?.into()))
}

/// Save the draft, or begin one
///
/// `platform_changed`: somebody else saved or published meanwhile. Nothing is written then; read the platform again,
/// put both together and save over the new revision.
#[utoipa::path(put, path = "/v1/platform", tag = "design", request_body = PlatformSaving,
    extensions(("x-permission" = json!("edit_design"))), responses((status = 200, body = PlatformView)))]
async fn save_platform(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(form): Body<PlatformSaving>,
) -> Result<Json<PlatformView>, Problem> {
    let saved = ops::save_platform(&app, &actor, form.revision, form.document.into()).await?;
    Ok(Json(saved.into()))
}

/// Put the draft in force
///
/// `platform_incomplete`: something is missing; the errors say what.
#[utoipa::path(post, path = "/v1/platform/publish", tag = "design", request_body = PlatformRevision,
    extensions(("x-permission" = json!("edit_design"))), responses((status = 200, body = PlatformView)))]
async fn publish_platform(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(form): Body<PlatformRevision>,
) -> Result<Json<PlatformView>, Problem> {
    let published = ops::publish_platform(&app, &actor, form.revision).await?;
    Ok(Json(published.into()))
}

/// Give the draft up
#[utoipa::path(post, path = "/v1/platform/discard", tag = "design", request_body = PlatformRevision,
    extensions(("x-permission" = json!("edit_design"))), responses((status = 200, body = PlatformView)))]
async fn discard_platform(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(form): Body<PlatformRevision>,
) -> Result<Json<PlatformView>, Problem> {
    let left = ops::discard_platform(&app, &actor, form.revision).await?;
    Ok(Json(left.into()))
}

/// Every version of the platform, newest first
#[utoipa::path(get, path = "/v1/platform/versions", tag = "design",
    extensions(("x-permission" = json!("read_design"))), responses((status = 200, body = List<VersionView>)))]
async fn list_platform_versions(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<VersionView>>, Problem> {
    let versions = ops::list_platform_versions(&app, &actor).await?;
    Ok(Json(List::of(versions)))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct AgainstParams {
    /// The version to compare with; the one before it, if it is not said.
    against: Option<i32>,
}

/// One version, compared with another
#[utoipa::path(get, path = "/v1/platform/versions/{version}", tag = "design",
    params(("version" = i32, Path), AgainstParams), extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = ComparisonView)))]
async fn show_platform_version(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(version): Path<String>,
    Params(params): Params<AgainstParams>,
) -> Result<Json<ComparisonView>, Problem> {
    let version = version.parse().map_err(|_| Problem::new(Code::NotFound))?;
    let shown = ops::show_platform_version(&app, &actor, version, params.against).await?;
    Ok(Json(shown.into()))
}
