//! What one person should do next for one client, and why.

pub mod feed;
mod http;
mod jobs;
pub mod ops;
pub mod reasons;
pub mod views;

pub use http::router;
pub use jobs::{RefreshAfterSignals, RefreshPrompts, watch};
