//! Plus-ones: the board, who got what, how it wears out.

pub mod http;
pub mod ops;
pub mod views;
