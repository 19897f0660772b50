//! The customer's world.

pub mod http;
pub mod ops;
pub mod views;
