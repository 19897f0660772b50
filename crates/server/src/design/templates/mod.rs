//! Templates: the touchpoints that a firm of an industry usually has, brought into the inventory.

pub mod http;
pub mod ops;
pub mod views;
