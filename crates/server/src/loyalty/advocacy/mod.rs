//! Who speaks for us, who left and why, and what of our growth was earned.

pub mod departures;
pub mod http;
pub mod ops;
pub mod revenue;
pub mod views;
