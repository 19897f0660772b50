//! Measures and the screens made of them.
//!
//! - [`source`] reads the log for the engine; [`jobs`] seals it.
//! - [`asking`] reads what is asked for; [`ops`] answers; [`views`] is how that looks.
//! - [`gaps`] runs the gap finder; [`ladder`] places clients on the ladder.
//! - [`judge`] and [`findings`] are the rules of reading: hidden, short, changed, and what a headline says.

pub mod asking;
pub mod cli;
pub(crate) mod export;
mod findings;
pub mod gaps;
mod http;
pub mod jobs;
pub(crate) mod judge;
pub mod ladder;
mod natural;
pub mod ops;
pub mod source;
mod themes;
pub mod views;

pub use export::{Cell, Sheet};
pub use http::router;
pub use source::Log;
