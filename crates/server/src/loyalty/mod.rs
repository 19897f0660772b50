//! What clients expect of us.

mod http;
pub mod ops;
pub mod plusones;
pub mod sprints;
pub mod views;

pub use http::router;
