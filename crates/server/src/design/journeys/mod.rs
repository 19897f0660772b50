//! Journeys as designed. How they are lived through stands with `insight`.

pub mod http;
pub mod ops;
pub mod views;
