//! What is told of the whole: the programme.

pub mod programme;
