//! What clients expect of us.

mod http;
pub mod ops;
pub mod readings;
pub mod views;

use utoipa_axum::router::OpenApiRouter;

use crate::App;

/// The operations of this noun.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(http::router())
        .merge(readings::router())
}
