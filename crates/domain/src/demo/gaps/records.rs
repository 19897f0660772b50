//! The gaps as records, in the form in which files and the API bring them.

use std::sync::Arc;

use super::super::facts::ClientFacts;
use super::super::firm::{SPOTS, WHY};
use super::super::simulate::Simulation;
use super::plan::{Answered, GapPlan};
use super::story::GapStory;
use crate::signals::record::{
    AnswerRecord, AnswerValue, ClientRecord, EventRecord, ResponseRecord, TouchRecord,
};
use crate::signals::{AnswerRule, EventKind};

impl GapPlan {
    /// The kinds of events, numbered by their place, with the rules that the firm has set.
    pub fn event_kinds(&self) -> Vec<EventKind> {
        let rule = |answered: Answered| match answered {
            Answered::Rule(spot, days) => AnswerRule::new(vec![spot.to_owned()], days.into()).ok(),
            Answered::AnyTouch(days) => AnswerRule::new(Vec::new(), days.into()).ok(),
            Answered::Custom(..) | Answered::Template(..) | Answered::Nothing => None,
        };
        (0_i32..)
            .zip(&self.kinds)
            .map(|(no, kind)| EventKind {
                no,
                key: kind.key.to_owned(),
                label: kind.label.to_owned(),
                answer: rule(kind.answered),
            })
            .collect()
    }
}

impl GapStory {
    /// Leaves out of the client's other story what did not happen to somebody who was forgotten.
    pub fn cut(&self, facts: &mut ClientFacts) {
        facts.touches.retain(|touch| self.still_happened(touch.at));
        facts
            .responses
            .retain(|response| self.still_happened(response.at));
    }

    pub fn touch_records(&self, client: &ClientRecord) -> Vec<TouchRecord> {
        self.touches
            .iter()
            .enumerate()
            .map(|(index, touch)| TouchRecord {
                external_id: format!("{}-g{}", client.key, index + 1),
                client: client.clone(),
                touchpoint: SPOTS[touch.spot].key.into(),
                channel: Some(SPOTS[touch.spot].channel.into()),
                occurred_at: touch.at,
                direction: touch.direction,
                planned: touch.planned,
                note: touch.note.map(|(words, _)| words.to_owned()),
                perception: None,
                emotion: None,
            })
            .collect()
    }

    pub fn event_records(&self, plan: &GapPlan, client: &ClientRecord) -> Vec<EventRecord> {
        self.events
            .iter()
            .enumerate()
            .map(|(index, event)| EventRecord {
                external_id: format!("{}-e{}", client.key, index + 1),
                client: client.clone(),
                kind: plan.kinds[event.kind].key.into(),
                occurred_at: event.at,
                note: None,
            })
            .collect()
    }

    /// Comments that came without a score.
    pub fn response_records(
        &self,
        simulation: &Simulation,
        client: &ClientRecord,
    ) -> Vec<ResponseRecord> {
        let question: Arc<str> = simulation.questions()[WHY].key.as_str().into();
        self.comments
            .iter()
            .enumerate()
            .map(|(index, comment)| ResponseRecord {
                external_id: format!("{}-c{}", client.key, index + 1),
                client: client.clone(),
                occurred_at: comment.at,
                channel: Some("email".into()),
                weight: 1.0,
                answers: vec![AnswerRecord {
                    question: question.clone(),
                    value: AnswerValue::Text(comment.text.to_owned()),
                }],
            })
            .collect()
    }
}
