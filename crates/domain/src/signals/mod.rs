//! What clients did and said, as it reaches us.
//!
//! - **question**: what was asked; its kind says which measure reads it, its scale what its scores mean.
//! - **response**: one questionnaire of one client, with its answers.
//! - **touch**: one encounter of one client at one touchpoint.
//! - **delivery**: how a touch was done against its plan: checklist, defects, the staff's own score.
//! - **felt**: what became known later of how a touch was felt; a later fact corrects an earlier one.
//! - **event**: something that happened to a client (an invoice, a complaint, a death), of a *kind*; a kind may have an
//!   answer rule: which touch of ours should follow within how many days.
//! - **cue**: words by which a client shows that a touch was missing: a *chase* or a *wish*.
//! - **experience log**: the flat, append-only table of touches, responses and events that all analysis reads.
//! - **source**: where external ids are unique, such as one year of a survey; exact duplicates are found by it.
//! - **batch**: the import a row came with, so that an import can be undone as a whole.

pub mod cues;
pub mod deliveries;
pub mod emotions;
pub mod events;
pub mod log;
pub mod mapping;
pub mod record;
pub mod scale;

pub use cues::CueKind;
pub use events::{AnswerRule, EventKind};
pub use log::{EntryKind, LogRow, NO_MEASURE, NONE, QuestionKind};
pub use scale::{Band, Scale, ScaleRefusal};
