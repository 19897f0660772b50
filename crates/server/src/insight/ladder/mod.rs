//! The ladder: clients are placed by the rules of [`domain::loyalty::ladder`] as facts arrive, and their standings are kept
//! so that they can be listed.

mod field;
mod gather;
mod http;
mod jobs;
pub mod ops;
mod run;
pub mod views;

pub use field::StandingField;
pub use http::router;
pub use jobs::{PlaceAfterFacts, PlaceClients, watch};
pub use run::{Whom, place_clients};
