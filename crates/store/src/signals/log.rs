//! The experience log: its sealed segments, and the tail that is not sealed yet.

use std::collections::HashMap;

use domain::design::QuestionKind;
use domain::ids::{OrganizationId, SegmentId};
use domain::signals::deliveries::Heard;
use domain::signals::{EntryKind, LogRow, NO_MEASURE, NONE, emotions};
use domain::time::Timestamp;

use super::records::AnswersJson;
use super::{deliveries, sql};
use crate::access::read_all;
use crate::db::{Tx, args, narrow, read_id};
use crate::design::Design;
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

/// A sealed piece of the log. Its rows stand in a Parquet file, by client and time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    pub id: SegmentId,
    /// In the object store.
    pub path: String,
    pub rows: u64,
    pub bytes: u64,
    /// Time of its first row.
    pub time_from: Timestamp,
    /// Time of its last row.
    pub time_to: Timestamp,
}

/// What the log consists of at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogHead {
    pub segments: Vec<Segment>,
    /// Numbers of the imports that were undone: their rows may stand in segments and count nowhere.
    pub retracted: Vec<i32>,
    /// Records up to this one stand in segments.
    pub sealed_seq: i64,
    /// The newest record.
    pub last_seq: i64,
    pub attributes_version: i64,
    pub design_version: i64,
}

/// The log's head and rows of its tail, in one consistent view.
#[derive(Debug, Clone)]
pub struct LogSnapshot {
    pub head: LogHead,
    /// The rows of all records after the asked one (or after the sealed ones, if that is later), up to `last_seq`.
    pub tail: Vec<LogRow>,
}

/// A stretch of the tail: the rows of all records after the asked one, up to and with `up_to`.
#[derive(Debug, Clone)]
pub struct TailPage {
    pub rows: Vec<LogRow>,
    pub up_to: i64,
    /// Whether there are records after it.
    pub more: bool,
}

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

#[derive(sqlx::FromRow)]
struct FeltRow {
    seq: i64,
    client_no: i64,
    touchpoint_no: i64,
    channel_no: i64,
    source_no: i64,
    occurred_at: i64,
    import_no: i64,
    perception: Option<i64>,
    emotion: Option<String>,
    heard_before: i64,
    heard_after: i64,
}

impl FeltRow {
    /// The touch that it is about, as far as its row in the log is concerned.
    fn touch(&self) -> TouchRow {
        TouchRow {
            seq: self.seq,
            client_no: self.client_no,
            touchpoint_no: self.touchpoint_no,
            channel_no: self.channel_no,
            source_no: self.source_no,
            occurred_at: self.occurred_at,
            import_no: self.import_no,
            perception: self.perception,
            emotion: self.emotion.clone(),
        }
    }
}

/// A small number of the log's columns; what does not fit is cut.
fn small(number: i64) -> i16 {
    i16::try_from(number).unwrap_or(i16::MAX)
}

#[derive(sqlx::FromRow)]
struct SegmentRow {
    id: String,
    path: String,
    row_count: i64,
    bytes: i64,
    time_from: i64,
    time_to: i64,
}

impl TryFrom<SegmentRow> for Segment {
    type Error = StoreError;

    fn try_from(row: SegmentRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "segments.id")?,
            path: row.path,
            rows: row.row_count.unsigned_abs(),
            bytes: row.bytes.unsigned_abs(),
            time_from: Timestamp::from_micros(row.time_from),
            time_to: Timestamp::from_micros(row.time_to),
        })
    }
}

#[derive(sqlx::FromRow)]
struct ImportNoRow {
    import_no: i64,
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

    fn response(&self, row: &ResponseRow, out: &mut Vec<LogRow>) -> Result<()> {
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
                _ => out.push(LogRow {
                    kind: EntryKind::Comment.code(),
                    ..about
                }),
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
        let heard = delivery.map_or_else(
            || {
                let felt = row.perception.and_then(|felt| i8::try_from(felt).ok());
                i64::from(
                    Heard {
                        felt,
                        ..Heard::default()
                    }
                    .code(),
                )
            },
            |delivery| delivery.heard,
        );
        let touch = LogRow {
            scale_high: small(heard),
            ..self.placed(EntryKind::Touch, row)?
        };
        out.push(touch);
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
                ..touch
            });
        }
        Ok(())
    }

    fn felt(&self, row: &FeltRow, out: &mut Vec<LogRow>) -> Result<()> {
        out.push(LogRow {
            scale_low: small(row.heard_before),
            scale_high: small(row.heard_after),
            ..self.placed(EntryKind::Felt, &row.touch())?
        });
        Ok(())
    }

    fn placed(&self, kind: EntryKind, row: &TouchRow) -> Result<LogRow> {
        let touchpoint = narrow(row.touchpoint_no, "touches.touchpoint_no")?;
        let place = self
            .by_touchpoint
            .get(&touchpoint)
            .copied()
            .unwrap_or(NOWHERE);
        let channel = narrow(row.channel_no, "touches.channel_no")?;
        Ok(LogRow {
            touchpoint,
            stage: place.stage,
            channel: if channel == NONE {
                place.channel
            } else {
                channel
            },
            measure: NO_MEASURE,
            source: narrow(row.source_no, "touches.source_no")?,
            batch: narrow(row.import_no, "touches.import_no")?,
            perception: row
                .perception
                .and_then(|felt| i8::try_from(felt).ok())
                .unwrap_or_default(),
            emotion: row.emotion.as_deref().map_or(0, emotions::code),
            ..LogRow::empty(kind, row.occurred_at, row.client_no, row.seq)
        })
    }
}

impl Tx {
    async fn head(&mut self, tenant: OrganizationId) -> Result<LogHead> {
        let numbers = self.numbers(tenant).await?;
        let segments: Vec<SegmentRow> = self.rows(&sql::list_segments, args![tenant]).await?;
        let retracted: Vec<ImportNoRow> = self.rows(&sql::list_retracted, args![tenant]).await?;
        Ok(LogHead {
            segments: read_all(segments)?,
            retracted: retracted
                .into_iter()
                .map(|row| narrow(row.import_no, "retracted_batches.import_no"))
                .collect::<Result<_>>()?,
            sealed_seq: numbers.sealed_seq,
            last_seq: numbers.seq,
            attributes_version: numbers.attributes_version,
            design_version: numbers.design_version,
        })
    }

    async fn flat(
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
            for row in &responses {
                flattening.response(row, &mut rows)?;
            }
            let touches: Vec<TouchRow> = self
                .rows(&sql::tail_touches, args![tenant, from, to])
                .await?;
            let deliveries: Vec<DeliveryRow> = self
                .rows(&deliveries::sql::tail_deliveries, args![tenant, from, to])
                .await?;
            // Both in the order of seq.
            let mut deliveries = deliveries.iter().peekable();
            for row in &touches {
                let delivery = deliveries.next_if(|delivery| delivery.seq == row.seq);
                flattening.touch(row, delivery, &mut rows)?;
            }
            let felts: Vec<FeltRow> = self
                .rows(&deliveries::sql::tail_felts, args![tenant, from, to])
                .await?;
            for row in &felts {
                flattening.felt(row, &mut rows)?;
            }
            from = to;
        }
        Ok(rows)
    }
}

impl OrgStore {
    /// What the log consists of now, without its rows.
    pub async fn log_head(&self) -> Result<LogHead> {
        let mut view = self.db.view().await?;
        let head = view.head(self.tenant()).await?;
        view.commit().await?;
        Ok(head)
    }

    /// The head and the rows of all unsealed records after `after` (0 = all), in one consistent view.
    ///
    /// Who keeps the rows read before asks for what came since: numbers are committed in their order
    /// (`numbers.rs`), so nothing below `after` can appear later. Of the kept rows those of records up to
    /// `sealed_seq` are to be dropped, they stand in segments now; and those of `retracted` batches count nowhere.
    pub async fn log_snapshot(&self, after: i64) -> Result<LogSnapshot> {
        let tenant = self.tenant();
        let mut view = self.db.view().await?;
        let head = view.head(tenant).await?;
        let tail = view
            .flat(tenant, after.max(head.sealed_seq), head.last_seq)
            .await?;
        view.commit().await?;
        Ok(LogSnapshot { head, tail })
    }

    /// The rows of at most `records` records after `after`: what a sealing writes into segments.
    pub async fn tail(&self, after: i64, records: i64) -> Result<TailPage> {
        let tenant = self.tenant();
        let mut view = self.db.view().await?;
        let last = view.numbers(tenant).await?.seq;
        let up_to = last.min(after.saturating_add(records.max(1)));
        let rows = view.flat(tenant, after, up_to).await?;
        view.commit().await?;
        Ok(TailPage {
            rows,
            up_to,
            more: up_to < last,
        })
    }

    /// Makes segments part of the log: they hold the records after `from` up to `up_to`, and all rows of the
    /// segments they replace. Refused in the wrong state where somebody else has sealed meanwhile, or one to be
    /// replaced is gone; nothing is changed then.
    pub async fn seal(
        &self,
        segments: &[Segment],
        replaced: &[SegmentId],
        from: i64,
        up_to: i64,
        now: Timestamp,
    ) -> Result<()> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        if numbers.sealed_seq != from || up_to < from || up_to > numbers.seq {
            return Err(StoreError::WrongState("the log"));
        }
        for id in replaced {
            if tx.run(&sql::delete_segment, args![tenant, *id]).await? == 0 {
                return Err(StoreError::WrongState("the log"));
            }
        }
        for segment in segments {
            let values = args![
                tenant,
                segment.id,
                segment.path.as_str(),
                segment.rows,
                segment.bytes,
                segment.time_from,
                segment.time_to,
                now,
            ];
            tx.run(&sql::insert_segment, values).await?;
        }
        numbers.sealed_seq = up_to;
        tx.save(tenant, &numbers).await?;
        tx.commit().await
    }
}
