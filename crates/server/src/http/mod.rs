//! How the program speaks HTTP: which routes there are, and what surrounds every one of them.

mod assets;
mod extract;
mod frame;
pub mod guard;
mod health;
mod problem;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate as _};
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

pub use assets::are_built as web_is_built;
pub use extract::{Body, Item, Params, Signed};

use crate::App;
use crate::error::Problem;

/// The title page of openapi.json; the operations are added by the nouns.
#[derive(utoipa::OpenApi)]
#[openapi(
    info(title = "Touchstone", description = "Customer experience management: what clients experience, judged \
        against what they expect. How the interface is built is told in docs/api-design.md.", license(name = "Apache-2.0", identifier = "Apache-2.0")),
    components(schemas(crate::error::ProblemBody)),
    tags(
        (name = "access", description = "Organizations, people, sessions, tokens, audit"),
        (name = "design", description = "Stages, channels, touchpoints, annotations"),
        (name = "clients", description = "Service levels that were promised"),
        (name = "signals", description = "Touches, responses, events, imports"),
        (name = "loyalty", description = "What clients expect"),
        (name = "insight", description = "Measures and the screens made of them"),
        (name = "prompts", description = "What one person should do next for one client, and why"),
        (name = "reports", description = "The programme and its published progress"),
    )
)]
struct Title;

/// Every operation of the interface. A noun adds one line here.
fn operations() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Title::openapi())
        .merge(crate::access::http::router())
        .merge(crate::design::http::router())
        .merge(crate::design::platform::http::router())
        .merge(crate::design::journeys::http::router())
        .merge(crate::design::gaps::router())
        .merge(crate::clients::router())
        .merge(crate::signals::router())
        .merge(crate::loyalty::router())
        .merge(crate::design::world::http::router())
        .merge(crate::insight::router())
        .merge(crate::prompts::router())
        .merge(crate::reports::http::router())
        .merge(crate::insight::gaps::router())
        .merge(crate::insight::ladder::router())
}

/// The document that describes every operation.
pub fn openapi() -> OpenApi {
    operations().into_openapi()
}

/// openapi.json as it stands in the repository: readable, with a line end.
pub fn openapi_text() -> String {
    let mut text = openapi()
        .to_pretty_json()
        .expect("a description of our own types is JSON");
    text.push('\n');
    text
}

/// The whole program as a service.
pub fn router(app: App) -> Router {
    let (api, document) = operations().split_for_parts();
    let guard = guard::Guard::of(&document);
    let body_limit =
        usize::try_from(app.config().body_limit_kb.saturating_mul(1024)).unwrap_or(usize::MAX);
    let compressible =
        DefaultPredicate::new().and(NotForContentType::const_new("text/event-stream"));
    api.layer(from_fn_with_state((app.clone(), guard), guard::check))
        .layer(from_fn(frame::finish_changes))
        .layer(from_fn(frame::remember_route))
        .layer(DefaultBodyLimit::max(body_limit))
        .merge(health::router())
        .fallback(assets::serve)
        .layer(
            CompressionLayer::new()
                .gzip(true)
                .compress_when(compressible),
        )
        .layer(from_fn(frame::security_headers))
        .layer(CatchPanicLayer::custom(problem::of_panic))
        .layer(from_fn_with_state(app.clone(), frame::time_limit))
        .layer(from_fn_with_state(app.clone(), frame::observe))
        .with_state(app)
}

impl axum::response::IntoResponse for Problem {
    fn into_response(self) -> axum::response::Response {
        problem::respond(self)
    }
}
