//! The ledger of what clients expect, and the iceberg it makes.

mod http;
mod iceberg;
pub mod measured;
pub mod ops;
mod read;
pub mod views;

pub use http::router;
pub use iceberg::of_client;
