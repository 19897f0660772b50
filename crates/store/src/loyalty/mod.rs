//! What clients expect of us, and the facts from which their standing is read.

pub mod discovery;
pub mod expectations;
pub mod facts;
pub mod ladder;
pub mod portal;

pub use expectations::{
    ConfirmedExpectation, ExpectationFilter, ExpectationWrite, Kept, NewExpectation, ThemeCount,
    Written,
};
