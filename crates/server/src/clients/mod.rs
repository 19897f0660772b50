//! Who has the relationship with us: the address book, and the service levels that were promised.

pub mod attributes;
pub mod contacts;
pub mod directory;
mod http;
pub mod imports;
pub mod merges;
pub mod ops;
pub mod segments;
pub mod timeline;
pub mod views;

use utoipa_axum::router::OpenApiRouter;

use crate::App;

/// The operations of this noun.
pub fn router() -> OpenApiRouter<App> {
    http::router()
        .merge(directory::http::router())
        .merge(contacts::http::router())
        .merge(attributes::http::router())
        .merge(imports::http::router())
        .merge(merges::http::router())
        .merge(segments::http::router())
        .merge(timeline::http::router())
}
