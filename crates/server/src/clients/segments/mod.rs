//! Segments: which clients are meant, as filters over what is known of them, with counts that are live.

pub mod columns;
pub mod derived;
pub mod http;
pub mod ops;
pub mod views;
