//! Our attention against the industry's.

pub mod http;
pub mod ops;
pub mod views;
