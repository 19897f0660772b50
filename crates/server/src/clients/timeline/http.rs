//! How HTTP says it.
#![allow(
    unused_qualifications,
    reason = "utoipa names parameter types by their full path"
)]

use axum::Json;
use axum::extract::State;
use domain::clients::timeline::Eye;
use domain::ids::ClientId;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops;
use super::views::TimelineItemView;
use crate::App;
use crate::error::Problem;
use crate::http::{Item, Params, Signed};
use crate::view::Page;

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(client_timeline))
}

/// Whose eye.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = TimelineView)]
enum View {
    /// Only what the client saw, awaited or was asked.
    Client,
    #[default]
    Full,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct TimelineParams {
    #[serde(default)]
    #[param(inline)]
    view: View,
    /// The cursor from `next`.
    before: Option<String>,
    /// 50 if nothing is said, at most 200.
    limit: Option<usize>,
}

/// What happened between a client and us, the latest first
#[utoipa::path(get, path = "/v1/clients/{id}/timeline", tag = "clients",
    params(("id" = String, Path), TimelineParams), extensions(("x-permission" = json!("read_clients"))),
    responses((status = 200, body = Page<TimelineItemView>)))]
async fn client_timeline(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ClientId>,
    Params(params): Params<TimelineParams>,
) -> Result<Json<Page<TimelineItemView>>, Problem> {
    let eye = match params.view {
        View::Client => Eye::Client,
        View::Full => Eye::Ours,
    };
    let before = params.before.as_deref();
    let (items, next) = ops::client_timeline(&app, &actor, id, eye, before, params.limit).await?;
    let items = items.into_iter().map(Into::into).collect();
    Ok(Json(Page { items, next }))
}
