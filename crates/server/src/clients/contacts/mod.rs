//! Human beings on the client's side: how they want to be reached, and what they allowed.

pub mod http;
pub mod ops;
pub mod views;
