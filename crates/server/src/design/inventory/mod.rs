//! The inventory: touchpoints, audiences, cells that stay empty on purpose, files, and changes that can be undone.

pub mod cli;
mod export;
mod file;
pub mod http;
pub mod ops;
mod resolve;
pub mod views;
