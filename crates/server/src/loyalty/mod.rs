//! What clients expect of us.

mod http;
pub mod ops;
pub mod promises;
pub mod views;

pub use http::router;
