//! The simulated firm as records, in the form in which files and the API bring them.

use std::sync::Arc;

use super::facts::{ClientFacts, DemoValue, EMOTIONS};
use super::firm::{CHANNELS, SPOTS, WISHES};
use super::simulate::Simulation;
use crate::signals::record::{
    AnswerRecord, AnswerValue, ClientRecord, Direction, ResponseRecord, TouchRecord,
};

/// The source under which the demo's external ids are unique.
pub const SOURCE: &str = "demo";

/// Turns facts into records, sharing the keys that all of them name.
#[derive(Debug)]
pub struct DemoRecords {
    questions: Vec<Arc<str>>,
    channels: Vec<Arc<str>>,
    wishes: Vec<Arc<str>>,
}

impl DemoRecords {
    pub fn new(simulation: &Simulation) -> DemoRecords {
        DemoRecords {
            questions: simulation
                .questions()
                .iter()
                .map(|question| question.key.as_str().into())
                .collect(),
            channels: CHANNELS.iter().map(|channel| channel.key.into()).collect(),
            wishes: WISHES.iter().map(|(key, _, _)| (*key).into()).collect(),
        }
    }

    /// Who it is; every record of the client carries it.
    pub fn client(&self, facts: &ClientFacts) -> ClientRecord {
        ClientRecord {
            key: facts.client.key.clone(),
            name: Some(facts.client.name.clone()),
            attributes: facts
                .client
                .attributes
                .iter()
                .map(|(key, value)| ((*key).into(), (*value).into()))
                .collect(),
        }
    }

    pub fn touches(&self, facts: &ClientFacts) -> Vec<TouchRecord> {
        let client = self.client(facts);
        facts
            .touches
            .iter()
            .enumerate()
            .map(|(index, touch)| TouchRecord {
                external_id: format!("{}-t{}", facts.client.key, index + 1),
                client: client.clone(),
                touchpoint: SPOTS[touch.spot].key.into(),
                channel: Some(SPOTS[touch.spot].channel.into()),
                occurred_at: touch.at,
                direction: if touch.outbound {
                    Direction::Out
                } else {
                    Direction::In
                },
                planned: touch.planned,
                note: None,
                perception: touch.perception,
                emotion: touch.emotion.map(|emotion| EMOTIONS[emotion].into()),
            })
            .collect()
    }

    pub fn responses(&self, facts: &ClientFacts) -> Vec<ResponseRecord> {
        let client = self.client(facts);
        facts
            .responses
            .iter()
            .enumerate()
            .map(|(index, response)| ResponseRecord {
                external_id: format!("{}-r{}", facts.client.key, index + 1),
                client: client.clone(),
                occurred_at: response.at,
                channel: Some(self.channels[response.channel].clone()),
                weight: response.weight,
                answers: response
                    .answers
                    .iter()
                    .map(|answer| AnswerRecord {
                        question: self.questions[answer.question].clone(),
                        value: match &answer.value {
                            DemoValue::Score(score) => AnswerValue::Score(f64::from(*score)),
                            DemoValue::Text(text) => AnswerValue::Text(text.clone()),
                            DemoValue::Choice(wish) => {
                                AnswerValue::Codes(vec![self.wishes[*wish].clone()])
                            }
                        },
                    })
                    .collect(),
            })
            .collect()
    }
}
