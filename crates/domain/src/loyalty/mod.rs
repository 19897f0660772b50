//! What clients expect of us, and whether we earn their loyalty.
//!
//! - [`expectations`]: the ledger of what each client expects, its history, the iceberg it makes.
//! - [`discovery`]: sessions in which expectations are asked for, the question bank, the check of wording.
//! - [`facts`]: the dated facts from which standing is read.
//! - [`portal`]: the client's own page, opened by a link.

pub mod advocacy;
pub mod discovery;
pub mod expectations;
pub mod facts;
pub mod ladder;
pub mod plusones;
pub mod portal;
pub mod promises;
pub mod seen;
pub mod sprints;
pub mod trust;

pub use expectations::{
    Evidence, EvidenceKind, Expectation, ExpectationChange, ExpectationEdit, ExpectationRefusal,
    ExpectationSnapshot, HALF_LIFE_DAYS, LONGEST_HALF_LIFE, Level, Status,
};
