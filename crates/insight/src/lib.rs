//! The analysis engine. Every figure is a mergeable fold over the experience log, whose rows stand ordered by client
//! and time in immutable Parquet segments, plus a tail of rows not yet sealed.
//!
//! - [`source`]: what the engine reads; the server fills it.
//! - [`query`], [`answer`]: what is asked, and what comes back.
//! - [`measures`]: the catalogue, one file for each measure.
//! - [`engine`]: all cores, kept partial results.
//! - [`fold`]: the trait that everything else rests on.

pub mod answer;
pub mod compare;
pub mod engine;
pub mod error;
pub mod fold;
pub mod grouping;
pub mod keep;
pub mod log;
pub mod measures;
pub mod people;
pub mod query;
pub mod rows;
pub mod run;
pub mod scoreboard;
pub mod scope;
pub mod segments;
pub mod source;
pub mod standing;
pub mod sum;
pub mod tally;

#[cfg(test)]
mod tests;

pub use answer::{Answer, Estimate, Group, Key, Note, Part};
pub use compare::{Comparison, Compared};
pub use domain::stats::small::Badge;
pub use engine::{Engine, Limits};
pub use error::InsightError;
pub use query::{By, Filter, MeasureName, Query, QueryRefusal};
pub use segments::SegmentInfo;
pub use source::{
    AttributeColumn, AttributeValue, Dimensions, QuestionTerm, Snapshot, Source, SourceError, Term,
    TouchpointTerm,
};
