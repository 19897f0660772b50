//! The client's own page: links to it, what it shows, what the client answers there.

mod http;
pub mod ops;
mod page;
mod promised;
pub mod proposals;
pub mod requests;
pub mod views;

pub use http::router;
pub use page::{Page, open};
