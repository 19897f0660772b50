//! The gaps of the simulated firm, and what shows them: events that nobody answers, clients who fall silent, contacts that
//! chase, comments that miss something, expectations that nobody serves.
//!
//! What is true stands in a [`GapPlan`]: the demo's own ([`GapPlan::of_demo`]) is fixed, others are drawn from a seed, so
//! that the gap finder can be tried on firms it has never seen. Its streams of chance are its own; the firm's other story
//! is the same with and without it, but for the touches of those who fall silent.

mod plan;
mod records;
mod story;
mod words;
mod words_de;
mod words_en;

#[cfg(test)]
mod evaluation;
#[cfg(test)]
mod tests;

pub use plan::{After, Answered, Expected, GapPlan, KindPlan, SpotPlan, ThemePlan};
pub use story::{GapComment, GapEvent, GapExpectation, GapStory, GapTouch, Said};
