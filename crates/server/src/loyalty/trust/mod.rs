//! The trust we have earned: signals, legs, the pulse, and trust against renewal.

pub mod export;
mod field;
pub mod firm;
pub mod http;
pub mod ops;
pub mod pulse;
pub mod views;

pub use field::WeakestLeg;
