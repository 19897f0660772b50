//! Who has the relationship with us: the service levels that were promised.

mod http;
pub mod ops;
pub mod views;

pub use http::router;
