//! Touches, responses and files: what comes in.

use utoipa_axum::router::OpenApiRouter;

use crate::App;

/// The operations of this noun.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
}
