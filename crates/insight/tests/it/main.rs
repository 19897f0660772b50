//! The engine from outside: rows go in, numbers come out, whatever way the rows are cut and kept.

mod kept;
mod merging;
mod questions;
mod real;
mod world;
