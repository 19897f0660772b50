//! What clients expect of us, what we understood of it, and what they see of it.

mod about;
pub mod advocacy;
pub mod discovery;
pub mod expectations;
pub mod plusones;
pub mod portal;
pub mod promises;
pub mod readings;
pub mod sprints;
pub mod timeline;
pub mod trust;

use utoipa_axum::router::OpenApiRouter;

use crate::App;

/// The operations of this noun.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(expectations::router())
        .merge(discovery::router())
        .merge(portal::router())
        .merge(promises::http::router())
        .merge(trust::http::router())
        .merge(advocacy::http::router())
        .merge(plusones::http::router())
        .merge(sprints::http::router())
        .merge(readings::router())
}
