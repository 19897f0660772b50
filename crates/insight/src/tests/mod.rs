//! The engine as its users see it: rows go in, numbers come out, whatever way the rows are cut and kept.

mod conduct;
mod gaps;
mod kept;
mod ladder;
mod merged;
mod merging;
mod questions;
mod real;
mod world;
