//! Clients who may be one and the same, and those who were found to be.

pub mod http;
pub mod ops;
pub mod views;
