//! Clients in and out as files: tables and cards.

mod cards;
pub mod cli;
mod export;
pub mod http;
pub mod ops;
mod reading;
mod resolve;
#[cfg(test)]
mod tests;
pub mod views;
