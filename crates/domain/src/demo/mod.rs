//! The demo organization: a simulated firm whose truth is known.
//!
//! It serves three ends: a newcomer sees a product that is alive, tests ask whether the analysis finds what is true,
//! and benchmarks get as many rows as they want. Everything follows from a size, a seed and a last day; no clock, no
//! machine and no order of clients changes it.
//!
//! - **spot**: a touchpoint of the firm with its true quality, drift and weights ([`firm`]).
//! - **facts**: what one client did, felt and said ([`facts`]).
//! - **truth**: what every survey would have found, had everybody answered ([`truth`]).
//!
//! How an answer comes about. What a client feels at a touch is the touchpoint's quality at that moment, plus the effect
//! of the tier and (on the premises) of the branch, plus the client's own kindness, plus chance. The ticked box is that,
//! once more blurred, rounded to a whole point. Answering depends on the tier alone, so that weighting by tier undoes the
//! bias. The overall rating and the willingness to recommend add up the latest experiences of half a year, each with its
//! true weight. The chance of leaving grows as the running experience falls.

pub mod bonds;
pub mod care;
pub(crate) mod chance;
pub mod clients;
pub mod colleagues;
pub mod conduct;
pub mod discovery;
pub mod facts;
pub mod firm;
pub mod gaps;
pub mod inventory;
pub mod journeys;
pub mod ladder;
mod life;
pub mod money;
pub mod platform;
pub mod plusones;
mod records;
mod rows;
mod simulate;
mod truth;
mod words;
mod words_de;
mod words_en;
pub mod world;

pub use facts::{ClientFacts, Detail, Subject};
pub use records::{DemoRecords, SOURCE};
pub use rows::log_rows;
pub use simulate::{DemoSize, Simulation};
pub use truth::{TrueIntervention, Truth, TruthCell};
pub use words::Tongue;

#[cfg(test)]
mod tests;
