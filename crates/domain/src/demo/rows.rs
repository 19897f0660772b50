//! The simulated firm as rows of the experience log, for benchmarks of any size.

use super::facts::{ClientFacts, DemoValue, Detail};
use super::firm::{CHANNELS, SPOTS, STAGES};
use super::simulate::{DemoSize, Simulation};
use crate::signals::deliveries::Heard;
use crate::signals::log::{EntryKind, LogRow, QuestionKind};
use crate::signals::record::Direction;
use crate::signals::scale::Scale;

/// Rows client by client, each client's rows in time order. Only one client is held at a time. Codes are indexes into
/// the lists of [`super::firm`]; the client's number is its index, the record is client × 2^20 + its place.
pub fn log_rows(size: DemoSize) -> impl Iterator<Item = LogRow> {
    let rows = Rows::new(&Simulation::new(size));
    (0..size.clients)
        .scan(Simulation::new(size), move |simulation, index| {
            Some(rows.of(&simulation.client(index, Detail::Numbers)))
        })
        .flatten()
}

/// What a row needs to know about questions and touchpoints.
struct Rows {
    questions: Vec<(QuestionKind, Option<Scale>, Option<usize>)>,
    places: Vec<(i32, i32)>,
}

impl Rows {
    fn new(simulation: &Simulation) -> Rows {
        let index = |found: Option<usize>| found.map_or(-1, |index| index as i32);
        Rows {
            questions: simulation
                .questions()
                .iter()
                .map(|question| {
                    (
                        question.kind,
                        question.scale().and_then(|scale| scale.parse().ok()),
                        question.spot,
                    )
                })
                .collect(),
            places: SPOTS
                .iter()
                .map(|spot| {
                    (
                        index(STAGES.iter().position(|stage| stage.key == spot.stage)),
                        index(
                            CHANNELS
                                .iter()
                                .position(|channel| channel.key == spot.channel),
                        ),
                    )
                })
                .collect(),
        }
    }

    fn of(&self, facts: &ClientFacts) -> Vec<LogRow> {
        let client = facts.client.index as i64;
        let mut record = client << 20;
        let mut rows = Vec::with_capacity(facts.touches.len() + facts.responses.len() * 10);
        for touch in &facts.touches {
            record += 1;
            let (stage, channel) = self.places[touch.spot];
            let direction = if touch.outbound {
                Direction::Out
            } else {
                Direction::In
            };
            let row = LogRow {
                touchpoint: touch.spot as i32,
                stage,
                channel,
                emotion: touch.emotion.map_or(0, |emotion| emotion as u8 + 1),
                source: 0,
                question: Heard::of_felt(touch.perception).in_touch(),
                ..LogRow::touch(touch.at.micros(), client, record, direction, touch.planned)
            };
            rows.push(touch.perception.map_or(row, |felt| row.felt(felt)));
        }
        for response in &facts.responses {
            record += 1;
            let base = LogRow {
                channel: response.channel as i32,
                weight: response.weight,
                source: 0,
                ..LogRow::empty(EntryKind::Response, response.at.micros(), client, record)
            };
            rows.push(base);
            for answer in &response.answers {
                let (measure, scale, spot) = self.questions[answer.question];
                let (kind, score) = match answer.value {
                    DemoValue::Score(score) => (EntryKind::Answer, f64::from(score)),
                    DemoValue::Text(_) => (EntryKind::Comment, f64::NAN),
                    DemoValue::Choice(_) => (EntryKind::Choice, f64::NAN),
                };
                rows.push(LogRow {
                    kind: kind.code(),
                    question: answer.question as i32,
                    measure: measure.code(),
                    touchpoint: spot.map_or(-1, |spot| spot as i32),
                    stage: spot.map_or(-1, |spot| self.places[spot].0),
                    channel: spot.map_or(base.channel, |spot| self.places[spot].1),
                    score,
                    scale_low: scale.map_or(0, Scale::worst),
                    scale_high: scale.map_or(0, Scale::best),
                    ..base
                });
            }
        }
        rows.sort_by_key(LogRow::order);
        rows
    }
}
