//! Touch plans: writing one, having it reviewed, making it live, comparing its versions.

pub mod door;
pub mod http;
pub mod ops;
pub mod views;
