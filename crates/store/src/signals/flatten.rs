//! Touches, responses, events and facts, as rows of the log.

use std::collections::HashMap;

use domain::design::QuestionKind;
use domain::ids::OrganizationId;
use domain::loyalty::facts::Fact;
use domain::signals::cues::cues;
use domain::signals::deliveries::Heard;
use domain::signals::record::Direction;
use domain::signals::{EntryKind, LogRow, NO_MEASURE, NONE, emotions};

use super::records::AnswersJson;
use super::{deliveries, sql};
use crate::db::{Tx, args, narrow};
use crate::design::Design;
use crate::error::{Result, StoreError};

#[derive(sqlx::FromRow)]
struct ResponseRow {
    seq: i64,
    client_no: i64,
    channel_no: i64,
    source_no: i64,
    occurred_at: i64,
    import_no: i64,
    answers: String,
}

#[derive(sqlx::FromRow)]
struct TouchRow {
    seq: i64,
    client_no: i64,
    touchpoint_no: i64,
    channel_no: i64,
    source_no: i64,
    occurred_at: i64,
    import_no: i64,
    perception: Option<i64>,
    emotion: Option<String>,
    direction: String,
    planned: bool,
    /// What the client said, as far as somebody noted it.
    said: Option<String>,
}

#[derive(sqlx::FromRow)]
struct DeliveryRow {
    seq: i64,
    checked: i64,
    met: i64,
    defect_count: i64,
    self_score: Option<i64>,
    heard: i64,
}

/// A later fact with the touch that it is about.
#[derive(sqlx::FromRow)]
struct FeltRow {
    #[sqlx(flatten)]
    touch: TouchRow,
    heard_before: i64,
    heard_after: i64,
}

fn heard(number: i64) -> Result<Heard> {
    i16::try_from(number)
        .ok()
        .and_then(Heard::of_code)
        .ok_or(StoreError::Unreadable("deliveries.heard"))
}

/// A small number of the log's columns; what does not fit is cut.
fn small(number: i64) -> i16 {
    i16::try_from(number).unwrap_or(i16::MAX)
}

#[derive(sqlx::FromRow)]
struct EventRow {
    seq: i64,
    client_no: i64,
    kind_no: i64,
    source_no: i64,
    occurred_at: i64,
    import_no: i64,
}

#[derive(sqlx::FromRow)]
struct WordsRow {
    seq: i64,
    question_no: i64,
    text: Option<String>,
}

/// Where a touchpoint stands, for the rows about it.
#[derive(Clone, Copy)]
struct Place {
    touchpoint: i32,
    stage: i32,
    channel: i32,
}

const NOWHERE: Place = Place {
    touchpoint: NONE,
    stage: NONE,
    channel: NONE,
};

/// Turns records into rows of the log by the design as it is now.
struct Flattening {
    by_touchpoint: HashMap<i32, Place>,
    by_question: HashMap<i32, Place>,
}

impl Flattening {
    fn new(design: &Design) -> Self {
        let stages: HashMap<_, _> = design
            .stages
            .iter()
            .map(|stage| (stage.id, stage.no))
            .collect();
        let channels: HashMap<_, _> = design
            .channels
            .iter()
            .map(|channel| (channel.id, channel.no))
            .collect();
        let places: HashMap<_, _> = design
            .touchpoints
            .iter()
            .map(|touchpoint| {
                let code = |found: Option<&i32>| found.copied().unwrap_or(NONE);
                let place = Place {
                    touchpoint: touchpoint.no,
                    stage: code(touchpoint.stage.and_then(|id| stages.get(&id))),
                    channel: code(touchpoint.channel.and_then(|id| channels.get(&id))),
                };
                (touchpoint.id, place)
            })
            .collect();
        Self {
            by_touchpoint: places
                .values()
                .map(|place| (place.touchpoint, *place))
                .collect(),
            by_question: design
                .questions
                .iter()
                .filter_map(|question| Some((question.no, *places.get(&question.touchpoint?)?)))
                .collect(),
        }
    }

    /// `words` are the texts of this response, by the numbers of their questions.
    fn response(&self, row: &ResponseRow, words: &[WordsRow], out: &mut Vec<LogRow>) -> Result<()> {
        let kept = AnswersJson::read(&row.answers)?;
        let channel = narrow(row.channel_no, "responses.channel_no")?;
        let whole = LogRow {
            channel,
            weight: kept.weight()?,
            source: narrow(row.source_no, "responses.source_no")?,
            batch: narrow(row.import_no, "responses.import_no")?,
            ..LogRow::empty(EntryKind::Response, row.occurred_at, row.client_no, row.seq)
        };
        out.push(whole);
        for answer in &kept.a {
            let place = self.by_question.get(&answer.q).copied().unwrap_or(NOWHERE);
            let about = LogRow {
                question: answer.q,
                measure: answer.k,
                touchpoint: place.touchpoint,
                stage: place.stage,
                // An answer about a touchpoint belongs to how that happens; the rest, to how it was asked.
                channel: if place.channel == NONE {
                    channel
                } else {
                    place.channel
                },
                ..whole
            };
            let (worst, best) = answer.l.unwrap_or_default();
            match (answer.s, &answer.c) {
                (Some(score), _) => out.push(LogRow {
                    kind: EntryKind::Answer.code(),
                    score,
                    scale_low: worst,
                    scale_high: best,
                    ..about
                }),
                (None, Some(codes)) if answer.kind()? == QuestionKind::Choice => {
                    for code in codes {
                        let score = code.parse().unwrap_or(f64::NAN);
                        out.push(LogRow {
                            kind: EntryKind::Choice.code(),
                            score,
                            ..about
                        });
                    }
                }
                _ => {
                    out.push(LogRow {
                        kind: EntryKind::Comment.code(),
                        ..about
                    });
                    let text = words
                        .iter()
                        .find(|word| word.question_no == i64::from(answer.q))
                        .and_then(|word| word.text.as_deref());
                    hear(text, about, out);
                }
            }
        }
        Ok(())
    }

    /// A touch with how it was delivered, where somebody noted that.
    fn touch(
        &self,
        row: &TouchRow,
        delivery: Option<&DeliveryRow>,
        out: &mut Vec<LogRow>,
    ) -> Result<()> {
        let felt = row.perception.and_then(|felt| i8::try_from(felt).ok());
        let heard = match delivery {
            Some(delivery) => heard(delivery.heard)?,
            None => Heard::of_felt(felt),
        };
        let touch = self.placed(row)?;
        out.push(LogRow {
            question: heard.in_touch(),
            ..felt.map_or(touch, |felt| touch.felt(felt))
        });
        if let Some(delivery) = delivery {
            out.push(LogRow {
                kind: EntryKind::Delivery.code(),
                score: delivery.met as f64,
                scale_high: small(delivery.checked),
                scale_low: small(delivery.defect_count),
                perception: delivery
                    .self_score
                    .and_then(|own| i8::try_from(own).ok())
                    .unwrap_or_default(),
                emotion: 0,
                measure: NO_MEASURE,
                ..touch
            });
        }
        hear(row.said.as_deref(), touch, out);
        Ok(())
    }

    fn felt(&self, row: &FeltRow) -> Result<LogRow> {
        Ok(LogRow {
            kind: EntryKind::Felt.code(),
            measure: NO_MEASURE,
            question: heard(row.heard_before)?.corrected_to(heard(row.heard_after)?),
            perception: (row.touch.perception)
                .and_then(|felt| i8::try_from(felt).ok())
                .unwrap_or_default(),
            ..self.placed(&row.touch)?
        })
    }

    fn placed(&self, row: &TouchRow) -> Result<LogRow> {
        let touchpoint = narrow(row.touchpoint_no, "touches.touchpoint_no")?;
        let place = self
            .by_touchpoint
            .get(&touchpoint)
            .copied()
            .unwrap_or(NOWHERE);
        let channel = narrow(row.channel_no, "touches.channel_no")?;
        let direction =
            Direction::parse(&row.direction).ok_or(StoreError::Unreadable("touches.direction"))?;
        Ok(LogRow {
            touchpoint,
            stage: place.stage,
            channel: if channel == NONE {
                place.channel
            } else {
                channel
            },
            source: narrow(row.source_no, "touches.source_no")?,
            batch: narrow(row.import_no, "touches.import_no")?,
            emotion: row.emotion.as_deref().map_or(0, emotions::code),
            ..LogRow::touch(
                row.occurred_at,
                row.client_no,
                row.seq,
                direction,
                row.planned,
            )
        })
    }
}

fn event(row: &EventRow) -> Result<LogRow> {
    Ok(LogRow {
        question: narrow(row.kind_no, "events.kind_no")?,
        source: narrow(row.source_no, "events.source_no")?,
        batch: narrow(row.import_no, "events.import_no")?,
        ..LogRow::empty(EntryKind::Event, row.occurred_at, row.client_no, row.seq)
    })
}

/// A row for each cue in a client's words, where and when they were said.
fn hear(text: Option<&str>, said: LogRow, out: &mut Vec<LogRow>) {
    for cue in text.map(cues).unwrap_or_default() {
        out.push(LogRow {
            kind: EntryKind::Cue.code(),
            question: cue.kind.code(),
            // Tells the words of a touch from those of a response.
            measure: said.manner().map_or(NO_MEASURE, |_| said.measure),
            perception: 0,
            emotion: 0,
            ..said
        });
    }
}

impl Tx {
    /// The rows of the records after `after` up to `up_to`.
    pub(super) async fn flat(
        &mut self,
        tenant: OrganizationId,
        after: i64,
        up_to: i64,
    ) -> Result<Vec<LogRow>> {
        let mut rows = Vec::new();
        if after >= up_to {
            return Ok(rows);
        }
        let flattening = Flattening::new(&self.design(tenant).await?);
        // In stretches, so that the texts of a long tail never stand in memory beside its rows.
        const STRETCH: i64 = 20_000;
        let mut from = after;
        while from < up_to {
            let to = up_to.min(from + STRETCH);
            let responses: Vec<ResponseRow> = self
                .rows(&sql::tail_responses, args![tenant, from, to])
                .await?;
            let words: Vec<WordsRow> = self
                .rows(&sql::list_words_between, args![tenant, from, to])
                .await?;
            for row in &responses {
                // Both stand in the order of their numbers.
                let begin = words.partition_point(|word| word.seq < row.seq);
                let end = words.partition_point(|word| word.seq <= row.seq);
                flattening.response(row, &words[begin..end], &mut rows)?;
            }
            let events: Vec<EventRow> = self
                .rows(&sql::tail_events, args![tenant, from, to])
                .await?;
            for row in &events {
                rows.push(event(row)?);
            }
            let touches: Vec<TouchRow> = self
                .rows(&sql::tail_touches, args![tenant, from, to])
                .await?;
            let delivered: Vec<DeliveryRow> = self
                .rows(&deliveries::sql::tail_deliveries, args![tenant, from, to])
                .await?;
            // Both in the order of seq.
            let mut delivered = delivered.iter().peekable();
            for row in &touches {
                let delivery = delivered.next_if(|delivery| delivery.seq == row.seq);
                flattening.touch(row, delivery, &mut rows)?;
            }
            let felts: Vec<FeltRow> = self
                .rows(&deliveries::sql::tail_felts, args![tenant, from, to])
                .await?;
            for row in &felts {
                rows.push(flattening.felt(row)?);
            }
            let facts = self.facts_between(tenant, from, to).await?;
            rows.extend(facts.iter().map(Fact::row));
            from = to;
        }
        Ok(rows)
    }
}
