//! What one simulated client did, felt and said: lean facts, before they become records or log rows.

use super::words::Tongue;
use crate::time::Timestamp;

/// How much of the truth a run spells out. Chance is drawn alike for all, so they tell the same story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Numbers only: for many million rows.
    Numbers,
    /// With the words of comments.
    Words,
    /// With what every survey would have found, had everybody answered.
    Truth,
}

/// Everything about one client.
#[derive(Debug, Clone, PartialEq)]
pub struct ClientFacts {
    pub client: DemoClient,
    /// In time order.
    pub touches: Vec<DemoTouch>,
    /// In time order.
    pub responses: Vec<DemoResponse>,
    /// Everything that was asked, answered or not; empty but in [`Detail::Truth`].
    pub asked: Vec<Asked>,
}

/// A household or a company.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoClient {
    pub index: u64,
    pub key: String,
    pub name: String,
    pub tongue: Tongue,
    /// Index into [`super::firm::TIERS`].
    pub tier: usize,
    /// Index into [`super::firm::BRANCHES`].
    pub branch: usize,
    pub attributes: Vec<(&'static str, &'static str)>,
    pub expectations: Vec<DemoExpectation>,
    /// The month of joining, counted from the first month of the story; negative: was there before.
    pub joined: i32,
    /// The running experience at the end of the story, on the scale 1–5 before rounding.
    pub experience: f64,
    pub left: Option<DemoDeparture>,
}

/// How much depends on an expectation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Must,
    Should,
    Delight,
}

/// What one client expects at one touchpoint.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoExpectation {
    pub spot: usize,
    pub level: Level,
    /// 1 stated, 2 probed, 3 unspoken.
    pub depth: u8,
    /// What would be just right, on the scale 1–5 before rounding.
    pub target: f64,
}

/// A client who left, and where we had fallen short most.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DemoDeparture {
    pub at: Timestamp,
    /// The touchpoint that was felt worst in the last half year.
    pub cause: Option<usize>,
}

/// One encounter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DemoTouch {
    pub at: Timestamp,
    pub spot: usize,
    pub outbound: bool,
    pub planned: bool,
    /// Against expectation, −3…+3, where somebody noted it.
    pub perception: Option<i8>,
    /// Index into [`EMOTIONS`].
    pub emotion: Option<usize>,
    /// What was truly felt, 1–5 before rounding.
    pub felt: f64,
}

/// Emotions, from the worst to the best.
pub const EMOTIONS: &[&str] = &["anger", "sadness", "surprise", "trust", "joy"];

/// One questionnaire that came back.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoResponse {
    pub at: Timestamp,
    /// Index into [`super::firm::CHANNELS`].
    pub channel: usize,
    /// Mean propensity to answer ÷ this client's.
    pub weight: f64,
    pub answers: Vec<DemoAnswer>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct DemoAnswer {
    /// Index into [`super::firm::questions`].
    pub question: usize,
    pub value: DemoValue,
}

#[derive(Debug, Clone, PartialEq)]
pub enum DemoValue {
    Score(i16),
    /// Empty in [`Detail::Numbers`] and [`Detail::Truth`].
    Text(String),
    /// Index into [`super::firm::WISHES`].
    Choice(usize),
}

/// What was asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    Overall,
    Recommend,
    Spot(usize),
}

/// One question put to one client, with what the answer would be on average.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asked {
    /// When the answer came, or would have come.
    pub at: Timestamp,
    pub subject: Subject,
    pub expected: Expected,
}

/// The distribution of an answer, summed up.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Expected {
    pub mean: f64,
    /// Probability of one of the two best points.
    pub top_two: f64,
    /// Probability of 0–6 (only for the question about recommending).
    pub detractor: f64,
}
