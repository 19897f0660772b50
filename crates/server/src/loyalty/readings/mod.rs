//! How expectations are met: by the client's own word, or from files in which people were asked what they expected and
//! what they met.

pub mod cli;
mod http;
pub mod ops;
pub mod pairs;
pub mod views;

pub use http::router;
