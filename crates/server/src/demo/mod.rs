//! The demo organization: a simulated firm in the store, so that a newcomer sees a product that is alive. What is true
//! of it is told in docs/demo.md.

mod bonds;
mod care;
pub mod cli;
mod clients;
mod discovery;
mod drawing;
mod gaps;
mod inventory;
mod ladder;
pub mod ops;
mod people;
mod plans;
mod platform;
mod plusones;
mod world;
