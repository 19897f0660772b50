//! Sessions in which expectations are asked for, the question bank, and the check of wording.

mod http;
mod ops;
mod views;

pub use http::router;
