//! Where clients meet the organization: stages, channels, touchpoints, and dated remarks.

pub mod gaps;
pub mod http;
pub mod journeys;
pub mod ops;
pub mod plans;
pub mod platform;
pub mod views;
