//! What happened between a client and us: all of it, or what the client saw of it.

pub mod http;
pub mod ops;
pub mod sources;
pub mod views;
