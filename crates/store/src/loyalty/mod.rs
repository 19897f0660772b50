//! What clients expect of us, and the facts from which their standing is read.

pub mod advocacy;
pub mod discovery;
pub mod expectations;
pub mod facts;
pub mod ladder;
pub mod plusones;
pub mod portal;
pub mod promises;
pub mod sprints;
pub mod timeline;
pub mod trust;

pub use expectations::{
    ConfirmedExpectation, ExpectationFilter, ExpectationWrite, Kept, NewExpectation, ThemeCount,
    Written,
};
