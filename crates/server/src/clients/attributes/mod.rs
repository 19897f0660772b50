//! What may be known of clients, with the benefit that the client has of it.

pub mod http;
pub mod ops;
pub mod views;
