//! Touchstone's rules: pure functions over dated facts.
//!
//! Nothing here reads a clock, a file or the network; whoever calls passes the time in.
//! One folder for each noun; `grant` is the one door through which anything is allowed.

pub mod access;
pub mod clients;
pub mod demo;
pub mod design;
pub mod grant;
pub mod ids;
pub mod loyalty;
pub mod prompts;
pub mod reports;
pub mod signals;
pub mod stats;
pub mod time;
