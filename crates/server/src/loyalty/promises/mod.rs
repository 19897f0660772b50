//! What we said we would do, and errors of ours.

pub mod errors;
mod field;
pub mod http;
pub mod jobs;
pub mod line;
pub mod ops;
pub mod views;

pub use field::OpenPromises;
