//! Events: what happened to clients, and what should follow.

mod http;
pub mod ops;
pub mod views;

pub use http::router;
