//! Running the gap finder: what it reads ([`gather`]), when it runs ([`jobs`]), and the measures beside it.

mod gather;
mod http;
mod jobs;
mod measures;
mod run;
mod views;

pub use http::router;
pub use jobs::{FindGaps, FindGapsAfterSignals, watch};
pub use run::find_gaps;
