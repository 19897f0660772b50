//! The client's own page: links to it, what it shows, what the client answers there.

mod http;
pub mod ops;
mod page;
pub mod views;

pub use http::router;
