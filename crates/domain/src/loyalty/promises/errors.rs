//! Errors of ours that nobody had promised not to make, and who came to hear of them first.

use super::MOST_WORDS;
use crate::ids::{ClientId, PersonId, PromiseId};
use crate::time::Timestamp;

/// Who found an error of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FoundBy {
    Us,
    Client,
}

impl FoundBy {
    pub const fn as_str(self) -> &'static str {
        match self {
            FoundBy::Us => "us",
            FoundBy::Client => "client",
        }
    }

    pub fn parse(text: &str) -> Option<FoundBy> {
        [FoundBy::Us, FoundBy::Client]
            .into_iter()
            .find(|it| it.as_str() == text)
    }
}

/// An error of ours, and how the client came to hear of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnError {
    pub id: PromiseId,
    pub client: ClientId,
    pub client_key: String,
    pub client_name: Option<String>,
    pub words: String,
    /// When it happened.
    pub at: Timestamp,
    pub found_by: FoundBy,
    /// When we told the client; `None`: not yet.
    pub told_at: Option<Timestamp>,
    pub noted_at: Timestamp,
    pub noted_by: Option<PersonId>,
    /// It was no error after all, or is written down twice.
    pub withdrawn: bool,
}

impl OwnError {
    /// The client heard of it from us before finding it.
    pub fn is_owned_first(&self) -> bool {
        self.found_by == FoundBy::Us && self.told_at.is_some() && !self.withdrawn
    }

    /// What is wrong with it, by field.
    pub fn faults(&self, now: Timestamp) -> Vec<(&'static str, &'static str)> {
        let mut faults = Vec::new();
        match self.words.chars().count() {
            0 => faults.push(("words", "Say what went wrong.")),
            1..=MOST_WORDS => {}
            _ => faults.push(("words", "This has at most 1,000 characters.")),
        }
        if self.at > now {
            faults.push(("at", "This is in the future."));
        }
        match self.told_at {
            Some(at) if at > now => faults.push(("told_at", "This is in the future.")),
            Some(at) if at < self.at => {
                faults.push(("told_at", "This is before the error happened."));
            }
            _ => {}
        }
        faults
    }
}
