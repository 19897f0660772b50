//! Touchstone's rules: pure functions over dated facts. No IO, no wall clock, no randomness of its own.

pub mod signals;
pub mod stats;
