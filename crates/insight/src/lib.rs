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
pub mod conduct;
pub mod engine;
pub mod error;
pub mod fold;
pub mod gaps;
pub mod grouping;
pub mod keep;
pub mod ladder;
pub mod lived;
pub mod log;
pub mod measures;
pub mod people;
pub mod query;
pub mod rows;
pub mod run;
pub mod scope;
pub mod scoreboard;
pub mod segments;
pub mod source;
pub mod standing;
pub mod sum;
pub mod tally;

#[cfg(test)]
mod tests;

pub use answer::{Answer, Estimate, Figure, Group, Key, Note, Part};
pub use compare::{Change, Compared, Comparison};
pub use conduct::{Conduct, Pairs};
pub use domain::stats::small::Badge;
pub use engine::{Engine, Limits, Usage};
pub use error::InsightError;
pub use gaps::Gaps;
pub use ladder::{Ladder, LadderInputs, Placed};
pub use lived::Felt;
pub use people::{Entries, Heads};
pub use query::{By, Filter, MeasureName, Query, QueryRefusal};
pub use scope::Scope;
pub use scoreboard::{Row, Scoreboard, ScoreboardQuery, Scored, TrendPoint};
pub use segments::{SegmentInfo, Segments};
pub use source::{
    AttributeColumn, AttributeValue, Dimensions, QuestionTerm, Snapshot, Source, SourceError, Tail,
    Term, TouchpointTerm,
};
pub use standing::{Share, Standing};
pub use tally::{Histogram, Tally};
