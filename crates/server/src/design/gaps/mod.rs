//! Findings of the gap finder: what is shown, what stands behind, what is decided.

mod about;
mod evidence;
mod http;
pub mod ops;
pub mod views;

pub use http::router;
