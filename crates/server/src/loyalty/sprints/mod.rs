//! Sprints: a shared hour in which people think up plus-ones, by a link on their phones.

pub mod http;
pub mod live;
pub mod ops;
pub mod room;
pub mod views;
