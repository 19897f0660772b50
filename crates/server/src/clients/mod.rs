//! Who has the relationship with us: the address book, and the service levels that were promised.

pub mod attributes;
pub mod contacts;
pub mod directory;
mod http;
pub mod ops;
pub mod views;

use utoipa_axum::router::OpenApiRouter;

use crate::App;

/// The operations of this noun.
pub fn router() -> OpenApiRouter<App> {
    http::router()
        .merge(directory::http::router())
        .merge(contacts::http::router())
        .merge(attributes::http::router())
}
