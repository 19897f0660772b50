//! The experience log as Arrow columns.

use std::{
    ops::Range,
    sync::{Arc, LazyLock},
};

use arrow::{
    array::{
        ArrayRef, Float32Array, Float64Array, Int8Array, Int16Array, Int32Array, Int64Array,
        RecordBatch, UInt8Array,
    },
    datatypes::{DataType, Field, Schema, SchemaRef},
    error::ArrowError,
};
use domain::signals::LogRow;

use crate::rows::Rows;

/// The columns, in the order in which a segment holds them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Column {
    Time,
    Kind,
    Client,
    Contact,
    Touchpoint,
    Stage,
    Channel,
    Person,
    Question,
    Measure,
    Score,
    ScaleLow,
    ScaleHigh,
    Weight,
    Perception,
    Emotion,
    Sentiment,
    Source,
    Batch,
    Record,
}

impl Column {
    pub const ALL: [Column; 20] = [
        Column::Time,
        Column::Kind,
        Column::Client,
        Column::Contact,
        Column::Touchpoint,
        Column::Stage,
        Column::Channel,
        Column::Person,
        Column::Question,
        Column::Measure,
        Column::Score,
        Column::ScaleLow,
        Column::ScaleHigh,
        Column::Weight,
        Column::Perception,
        Column::Emotion,
        Column::Sentiment,
        Column::Source,
        Column::Batch,
        Column::Record,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Column::Time => "time",
            Column::Kind => "kind",
            Column::Client => "client",
            Column::Contact => "contact",
            Column::Touchpoint => "touchpoint",
            Column::Stage => "stage",
            Column::Channel => "channel",
            Column::Person => "person",
            Column::Question => "question",
            Column::Measure => "measure",
            Column::Score => "score",
            Column::ScaleLow => "scale_low",
            Column::ScaleHigh => "scale_high",
            Column::Weight => "weight",
            Column::Perception => "perception",
            Column::Emotion => "emotion",
            Column::Sentiment => "sentiment",
            Column::Source => "source",
            Column::Batch => "batch",
            Column::Record => "record",
        }
    }

    fn data_type(self) -> DataType {
        match self {
            Column::Time | Column::Client | Column::Contact | Column::Record => DataType::Int64,
            Column::Touchpoint
            | Column::Stage
            | Column::Channel
            | Column::Person
            | Column::Question
            | Column::Source
            | Column::Batch => DataType::Int32,
            Column::Kind | Column::Measure | Column::Emotion => DataType::UInt8,
            Column::ScaleLow | Column::ScaleHigh => DataType::Int16,
            Column::Perception => DataType::Int8,
            Column::Score | Column::Weight => DataType::Float64,
            Column::Sentiment => DataType::Float32,
        }
    }

    fn array(self, rows: &[LogRow]) -> ArrayRef {
        macro_rules! column {
            ($array:ty, $field:ident) => {
                Arc::new(<$array>::from_iter_values(
                    rows.iter().map(|row| row.$field),
                ))
            };
        }
        match self {
            Column::Time => column!(Int64Array, time),
            Column::Kind => column!(UInt8Array, kind),
            Column::Client => column!(Int64Array, client),
            Column::Contact => column!(Int64Array, contact),
            Column::Touchpoint => column!(Int32Array, touchpoint),
            Column::Stage => column!(Int32Array, stage),
            Column::Channel => column!(Int32Array, channel),
            Column::Person => column!(Int32Array, person),
            Column::Question => column!(Int32Array, question),
            Column::Measure => column!(UInt8Array, measure),
            Column::Score => column!(Float64Array, score),
            Column::ScaleLow => column!(Int16Array, scale_low),
            Column::ScaleHigh => column!(Int16Array, scale_high),
            Column::Weight => column!(Float64Array, weight),
            Column::Perception => column!(Int8Array, perception),
            Column::Emotion => column!(UInt8Array, emotion),
            Column::Sentiment => column!(Float32Array, sentiment),
            Column::Source => column!(Int32Array, source),
            Column::Batch => column!(Int32Array, batch),
            Column::Record => column!(Int64Array, record),
        }
    }
}

/// A set of columns to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Columns(u32);

impl Columns {
    pub const NONE: Columns = Columns(0);
    pub const ALL: Columns = Columns((1 << Column::ALL.len()) - 1);

    pub fn of(columns: &[Column]) -> Columns {
        columns
            .iter()
            .fold(Columns::NONE, |set, &column| set.with(column))
    }

    pub const fn with(self, column: Column) -> Columns {
        Columns(self.0 | 1 << column as u8)
    }

    pub const fn and(self, other: Columns) -> Columns {
        Columns(self.0 | other.0)
    }

    pub const fn contains(self, column: Column) -> bool {
        self.0 & (1 << column as u8) != 0
    }

    pub fn iter(self) -> impl Iterator<Item = Column> {
        Column::ALL
            .into_iter()
            .filter(move |&column| self.contains(column))
    }
}

static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let fields = Column::ALL.map(|column| Field::new(column.name(), column.data_type(), false));
    Arc::new(Schema::new(Vec::from(fields)))
});

/// The schema of the whole log. No column is nullable: absent codes are −1, absent figures NaN.
pub fn schema() -> SchemaRef {
    SCHEMA.clone()
}

/// The rows as columns, in their order.
pub fn batch_of(rows: &[LogRow]) -> Result<RecordBatch, ArrowError> {
    RecordBatch::try_new(
        schema(),
        Column::ALL.map(|column| column.array(rows)).to_vec(),
    )
}

/// The rows of a batch that has all columns.
pub fn rows_of(batch: &RecordBatch) -> Vec<LogRow> {
    let rows = Rows::of(batch);
    (0..rows.len)
        .map(|at| LogRow {
            time: rows.time[at],
            kind: rows.kind[at],
            client: rows.client[at],
            contact: rows.contact[at],
            touchpoint: rows.touchpoint[at],
            stage: rows.stage[at],
            channel: rows.channel[at],
            person: rows.person[at],
            question: rows.question[at],
            measure: rows.measure[at],
            score: rows.score[at],
            scale_low: rows.scale_low[at],
            scale_high: rows.scale_high[at],
            weight: rows.weight[at],
            perception: rows.perception[at],
            emotion: rows.emotion[at],
            sentiment: rows.sentiment[at],
            source: rows.source[at],
            batch: rows.batch[at],
            record: rows.record[at],
        })
        .collect()
}

/// Puts rows in the order of a segment: a client's rows together, in time order.
pub fn sort(rows: &mut [LogRow]) {
    rows.sort_by_key(LogRow::order);
}

/// A batch, and with it a row group of a segment, holds about this many rows.
const BATCH_ROWS: usize = 128 * 1024;

/// Cuts sorted rows into batches, always between two clients, so that every batch holds whole clients.
pub(crate) fn cuts(rows: &[LogRow]) -> Vec<Range<usize>> {
    let mut cuts = Vec::new();
    let mut start = 0;
    while start < rows.len() {
        let mut end = (start + BATCH_ROWS).min(rows.len());
        while end < rows.len() && rows[end].client == rows[end - 1].client {
            end += 1;
        }
        cuts.push(start..end);
        start = end;
    }
    cuts
}
