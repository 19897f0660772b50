//! The demo organization: a simulated firm in the store, so that a newcomer sees a product that is alive. What is true
//! of it is told in docs/demo.md.

pub mod cli;
mod drawing;
mod gaps;
mod inventory;
pub mod ops;
mod people;
mod plans;
mod platform;
mod plusones;
mod world;
