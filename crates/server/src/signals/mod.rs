//! Touches, responses and files: what comes in.
//!
//! A file is received ([`files`]), read ([`reading`]), explained ([`explain`]), tried ([`outcome`]) and brought in
//! ([`run`]), by the web and by the command line alike. Programs send touches and responses directly ([`record`]).

mod abandoned;
pub mod cli;
pub mod deliveries;
pub mod events;
pub mod explain;
pub(crate) mod files;
mod http;
mod jobs;
pub mod leftovers;
mod needs;
pub mod ops;
pub(crate) mod organization;
pub mod outcome;
pub mod reading;
pub mod record;
pub mod run;
mod say;
pub mod views;

pub use abandoned::watch;
pub use http::router;
pub use jobs::RunImport;
pub use ops::BoxedError;
