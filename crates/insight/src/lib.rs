//! The analysis engine. Every figure is a mergeable fold over the experience log.

pub mod answer;
pub mod error;
pub mod log;
pub mod query;
pub mod segments;
pub mod source;
pub mod sum;

pub use answer::{Answer, Estimate, Group, Key, Note, Part};
pub use domain::stats::small::Badge;
pub use error::InsightError;
pub use query::{By, Filter, MeasureName, Query, QueryRefusal};
pub use segments::SegmentInfo;
pub use source::{
    AttributeColumn, AttributeValue, Dimensions, QuestionTerm, Snapshot, Source, SourceError, Term,
    TouchpointTerm,
};
