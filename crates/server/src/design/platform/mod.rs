//! The experiential platform: its versions, what expresses it, how well, and what it means in each job.

pub mod http;
pub mod ops;
pub mod reading;
pub mod views;
