//! The programme: where the five steps stand, who contributes what, and the page that shows it by link.

mod facts;
pub mod http;
pub mod ops;
pub mod views;
