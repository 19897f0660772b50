//! The ladder: clients are placed by the rules of [`domain::loyalty::ladder`] as facts arrive, and their standings are kept
//! so that they can be listed.

mod export;
mod field;
mod gaps;
mod gather;
mod http;
mod jobs;
pub mod ops;
mod run;
mod trap;
pub mod views;
mod whom;

pub use field::StandingField;
pub use http::router;
pub use jobs::{PlaceAfterFacts, PlaceClients, watch};
pub use run::{Reach, place_clients};
