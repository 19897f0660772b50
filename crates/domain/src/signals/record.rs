//! What one row of a file, or one item of the API, becomes before the store numbers it.
//!
//! A record names things by their keys; the store turns keys into ids and dense numbers. Two records with
//! the same external id are the same fact: the content hash tells whether they also say the same.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::time::Timestamp;

/// Who answered or was touched. `key` is unique within the organization.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientRecord {
    pub key: String,
    pub name: Option<String>,
    /// Attribute key and its readable value ("age" → "25 to 34"). Unknown values are left out, never "".
    pub attributes: Vec<(Arc<str>, Arc<str>)>,
}

/// One answer within a response.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerRecord {
    /// The key of the question.
    pub question: Arc<str>,
    pub value: AnswerValue,
}

/// What was answered. Scores stand on the question's scale: whoever builds a record has checked that.
#[derive(Clone, Debug, PartialEq)]
pub enum AnswerValue {
    Score(f64),
    Text(String),
    /// Codes of a choice or of a coded comment, in the order given.
    Codes(Vec<Arc<str>>),
}

/// One questionnaire of one client.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseRecord {
    /// Unique within (organization, source).
    pub external_id: String,
    pub client: ClientRecord,
    pub occurred_at: Timestamp,
    /// The key of the channel by which the questionnaire was answered.
    pub channel: Option<Arc<str>>,
    /// How many people of the population this response stands for, relative to the mean of 1. Finite and > 0.
    pub weight: f64,
    pub answers: Vec<AnswerRecord>,
}

/// Who started a touch: we (`out`) or the client (`in`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    #[default]
    Out,
    In,
}

impl Direction {
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Out => "out",
            Direction::In => "in",
        }
    }

    pub fn parse(text: &str) -> Option<Direction> {
        [Direction::Out, Direction::In]
            .into_iter()
            .find(|direction| direction.as_str() == text)
    }
}

/// One encounter of one client at one touchpoint at one time.
#[derive(Clone, Debug, PartialEq)]
pub struct TouchRecord {
    pub external_id: String,
    pub client: ClientRecord,
    pub touchpoint: String,
    pub channel: Option<String>,
    pub occurred_at: Timestamp,
    pub direction: Direction,
    pub planned: bool,
    pub note: Option<String>,
    /// Felt against expectation, −3 (far under) to +3 (far over).
    pub perception: Option<i8>,
    pub emotion: Option<String>,
}

/// Something that happened to a client.
#[derive(Clone, Debug, PartialEq)]
pub struct EventRecord {
    pub external_id: String,
    pub client: ClientRecord,
    /// The key of the kind of event; a kind that nobody knows is made.
    pub kind: String,
    pub occurred_at: Timestamp,
    pub note: Option<String>,
}

/// The first 16 bytes of SHA-256 over a canonical form: enough to tell "the same again" from "same key, other values".
pub type ContentHash = [u8; 16];

impl ResponseRecord {
    /// Hashes everything but the external id. The order of answers does not matter, as columns move between files.
    pub fn content_hash(&self) -> ContentHash {
        let mut canon = Canon::default();
        canon.client(&self.client);
        canon.number(self.occurred_at.micros() as f64);
        canon.text(self.channel.as_deref().unwrap_or(""));
        canon.number(self.weight);
        let mut answers: Vec<&AnswerRecord> = self.answers.iter().collect();
        answers.sort_by(|a, b| a.question.cmp(&b.question));
        for answer in answers {
            canon.text(&answer.question);
            match &answer.value {
                AnswerValue::Score(score) => canon.number(*score),
                AnswerValue::Text(text) => canon.text(text),
                AnswerValue::Codes(codes) => codes.iter().for_each(|code| canon.text(code)),
            }
        }
        canon.finish()
    }
}

impl TouchRecord {
    /// Hashes everything but the external id.
    pub fn content_hash(&self) -> ContentHash {
        let mut canon = Canon::default();
        canon.client(&self.client);
        canon.text(&self.touchpoint);
        canon.text(self.channel.as_deref().unwrap_or(""));
        canon.number(self.occurred_at.micros() as f64);
        canon.text(self.direction.as_str());
        canon.text(if self.planned { "planned" } else { "" });
        canon.text(self.note.as_deref().unwrap_or(""));
        canon.number(self.perception.map_or(f64::NAN, f64::from));
        canon.text(self.emotion.as_deref().unwrap_or(""));
        canon.finish()
    }
}

impl EventRecord {
    /// Hashes everything but the external id.
    pub fn content_hash(&self) -> ContentHash {
        let mut canon = Canon::default();
        canon.client(&self.client);
        canon.text(&self.kind);
        canon.number(self.occurred_at.micros() as f64);
        canon.text(self.note.as_deref().unwrap_or(""));
        canon.finish()
    }
}

/// Length-prefixed text, so that ("ab", "c") and ("a", "bc") differ.
#[derive(Default)]
struct Canon(Vec<u8>);

impl Canon {
    fn text(&mut self, text: &str) {
        self.0.extend_from_slice(&(text.len() as u32).to_le_bytes());
        self.0.extend_from_slice(text.as_bytes());
    }

    fn number(&mut self, number: f64) {
        self.0.extend_from_slice(&number.to_bits().to_le_bytes());
    }

    fn client(&mut self, client: &ClientRecord) {
        self.text(&client.key);
        self.text(client.name.as_deref().unwrap_or(""));
        let mut attributes: Vec<_> = client.attributes.iter().collect();
        attributes.sort();
        for (key, value) in attributes {
            self.text(key);
            self.text(value);
        }
    }

    fn finish(self) -> ContentHash {
        let digest = Sha256::digest(&self.0);
        let mut hash = [0; 16];
        hash.copy_from_slice(&digest[..16]);
        hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(answers: Vec<AnswerRecord>) -> ResponseRecord {
        ResponseRecord {
            external_id: "1".into(),
            client: ClientRecord {
                key: "c".into(),
                ..ClientRecord::default()
            },
            occurred_at: Timestamp::from_micros(0),
            channel: None,
            weight: 1.0,
            answers,
        }
    }

    fn score(question: &str, score: f64) -> AnswerRecord {
        AnswerRecord {
            question: question.into(),
            value: AnswerValue::Score(score),
        }
    }

    #[test]
    fn the_hash_ignores_the_order_of_columns_and_sees_every_value() {
        let a = response(vec![score("a", 1.0), score("b", 2.0)]).content_hash();
        assert_eq!(
            a,
            response(vec![score("b", 2.0), score("a", 1.0)]).content_hash()
        );
        assert_ne!(
            a,
            response(vec![score("a", 2.0), score("b", 1.0)]).content_hash()
        );
        let mut other = response(vec![score("a", 1.0), score("b", 2.0)]);
        other.client.attributes.push(("age".into(), "25".into()));
        assert_ne!(a, other.content_hash());
    }
}
