//! Where clients meet the organization: the inventory of touchpoints with all that is done to it, and dated remarks.

pub mod discovery;
pub mod gaps;
pub mod http;
pub mod intentionality;
pub mod inventory;
pub mod journeys;
pub mod ops;
pub mod plans;
pub mod platform;
pub mod templates;
pub mod views;
pub mod world;
