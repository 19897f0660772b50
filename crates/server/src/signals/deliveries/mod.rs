//! How touches were delivered, and how they were felt.

pub mod http;
pub mod ops;
pub mod views;
