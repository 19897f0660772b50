//! What clients expect of us.

pub mod advocacy;
mod http;
pub mod ops;
pub mod plusones;
pub mod promises;
pub mod sprints;
pub mod trust;
pub mod views;

pub use http::router;
