//! What clients expect of us, what we understood of it, and what they see of it.

mod about;
pub mod discovery;
pub mod expectations;
pub mod portal;
pub mod readings;

use utoipa_axum::router::OpenApiRouter;

use crate::App;

/// The operations of this noun.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(expectations::router())
        .merge(discovery::router())
        .merge(portal::router())
        .merge(readings::router())
}
