//! The program `touchstone`: command line, HTTP, jobs and the web interface over store and insight.
//!
//! Each noun has a folder with `ops.rs` (what can be done, without HTTP), `http.rs` (how HTTP says it) and, where
//! it needs them, `jobs.rs` and `cli.rs`.

pub mod access;
pub mod app;
pub mod cli;
pub mod clients;
pub mod config;
pub mod demo;
pub mod design;
pub mod error;
pub mod http;
pub mod insight;
pub mod jobs;
pub mod loyalty;
pub mod metrics;
pub mod prompts;
pub mod reports;
pub mod signals;
pub mod view;

pub use app::App;
pub use error::{Code, FieldError, Problem};
