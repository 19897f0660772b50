//! The trust we have earned: signals, legs, the pulse, and trust against renewal.

mod field;
pub mod http;
pub mod ops;
pub mod pulse;
pub mod views;

pub use field::WeakestLeg;
