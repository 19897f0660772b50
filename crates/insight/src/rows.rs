//! A batch of log rows as slices.

use arrow::{
    array::{Array, ArrowPrimitiveType, PrimitiveArray, RecordBatch},
    datatypes::{Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type},
};

use crate::log::Column;

/// The wanted columns of a batch, and which of its rows count. Columns that were not asked for are empty.
#[derive(Debug, Default)]
pub struct Rows<'a> {
    pub len: usize,
    pub time: &'a [i64],
    pub kind: &'a [u8],
    pub client: &'a [i64],
    pub contact: &'a [i64],
    pub touchpoint: &'a [i32],
    pub stage: &'a [i32],
    pub channel: &'a [i32],
    pub person: &'a [i32],
    pub question: &'a [i32],
    pub measure: &'a [u8],
    pub score: &'a [f64],
    pub scale_low: &'a [i16],
    pub scale_high: &'a [i16],
    pub weight: &'a [f64],
    pub perception: &'a [i8],
    pub emotion: &'a [u8],
    pub sentiment: &'a [f32],
    pub source: &'a [i32],
    pub batch: &'a [i32],
    pub record: &'a [i64],
    /// Positions of the rows that are in scope, in the order of clients and time.
    pub selected: Vec<u32>,
}

impl<'a> Rows<'a> {
    /// No row is selected yet.
    pub fn of(batch: &'a RecordBatch) -> Rows<'a> {
        Rows {
            len: batch.num_rows(),
            time: values::<Int64Type>(batch, Column::Time),
            kind: values::<UInt8Type>(batch, Column::Kind),
            client: values::<Int64Type>(batch, Column::Client),
            contact: values::<Int64Type>(batch, Column::Contact),
            touchpoint: values::<Int32Type>(batch, Column::Touchpoint),
            stage: values::<Int32Type>(batch, Column::Stage),
            channel: values::<Int32Type>(batch, Column::Channel),
            person: values::<Int32Type>(batch, Column::Person),
            question: values::<Int32Type>(batch, Column::Question),
            measure: values::<UInt8Type>(batch, Column::Measure),
            score: values::<Float64Type>(batch, Column::Score),
            scale_low: values::<Int16Type>(batch, Column::ScaleLow),
            scale_high: values::<Int16Type>(batch, Column::ScaleHigh),
            weight: values::<Float64Type>(batch, Column::Weight),
            perception: values::<Int8Type>(batch, Column::Perception),
            emotion: values::<UInt8Type>(batch, Column::Emotion),
            sentiment: values::<Float32Type>(batch, Column::Sentiment),
            source: values::<Int32Type>(batch, Column::Source),
            batch: values::<Int32Type>(batch, Column::Batch),
            record: values::<Int64Type>(batch, Column::Record),
            selected: Vec::new(),
        }
    }
}

impl Rows<'_> {
    /// Puts the selected rows in the order of clients and time, where clients count under other numbers than those by
    /// which the log is in order.
    pub(crate) fn order_selected(&mut self) {
        let (client, time) = (self.client, self.time);
        self.selected.sort_by_key(|&at| {
            let at = at as usize;
            (client[at], time.get(at).copied().unwrap_or_default())
        });
    }
}

fn values<T: ArrowPrimitiveType>(batch: &RecordBatch, column: Column) -> &[T::Native] {
    batch
        .column_by_name(column.name())
        .and_then(|array| array.as_any().downcast_ref::<PrimitiveArray<T>>())
        .map_or(&[], |array| array.values())
}
