//! What clients did and said, as it reaches us.
//!
//! - **question**: what was asked; its kind says which measure reads it, its scale what its scores mean.
//! - **response**: one questionnaire of one client, with its answers.
//! - **touch**: one encounter of one client at one touchpoint.
//! - **experience log**: the flat, append-only table of touches and responses that all analysis reads.
//! - **source**: where external ids are unique, such as one year of a survey; exact duplicates are found by it.
//! - **batch**: the import a row came with, so that an import can be undone as a whole.

pub mod log;
pub mod mapping;
pub mod record;
pub mod scale;

pub use log::{EntryKind, LogRow, NO_MEASURE, NONE, QuestionKind};
pub use scale::{Band, Scale, ScaleRefusal};
