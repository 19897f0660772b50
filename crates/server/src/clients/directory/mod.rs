//! Clients as an address book: finding them, writing them down, changing what is known of them.

pub mod http;
pub(super) mod listing;
pub mod ops;
pub mod views;
