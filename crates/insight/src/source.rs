//! What the engine reads. The server fills [`Source`] from the store; the engine knows no database.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};

use arrow::{array::RecordBatch, error::ArrowError};
use domain::signals::{LogRow, QuestionKind, Scale};
use jiff::tz::TimeZone;

use crate::{log, segments::SegmentInfo};

/// Where one organization's experience log comes from.
pub trait Source: Send + Sync {
    /// Segments, tail, undone imports and names under one consistent read: no row may be in both or in neither.
    fn snapshot(&self) -> Result<Snapshot, SourceError>;
}

/// A snapshot is its own source, so that several questions can be asked of the same moment.
impl Source for Snapshot {
    fn snapshot(&self) -> Result<Snapshot, SourceError> {
        Ok(self.clone())
    }
}

/// The store could not be read.
#[derive(Debug, thiserror::Error)]
#[error("the experience log could not be read")]
pub struct SourceError(#[from] pub Box<dyn std::error::Error + Send + Sync>);

/// One moment of the experience log.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The sealed, immutable part.
    pub segments: Vec<SegmentInfo>,
    /// The rows not yet sealed.
    pub tail: Tail,
    /// Numbers of the imports that were undone: their rows count nowhere.
    pub retracted: BTreeSet<i32>,
    pub dimensions: Arc<Dimensions>,
}

impl Snapshot {
    /// A log that is all tail.
    pub fn of_rows(tail: Vec<LogRow>, dimensions: Dimensions) -> Snapshot {
        Snapshot {
            segments: Vec::new(),
            tail: Tail::of(tail),
            retracted: BTreeSet::new(),
            dimensions: Arc::new(dimensions),
        }
    }
}

/// The rows not yet sealed, put in order and into columns once, however often they are asked. Cloning it is cheap, so
/// whoever reads the store may keep it until another row comes.
#[derive(Clone, Debug, Default)]
pub struct Tail(Arc<TailRows>);

#[derive(Debug, Default)]
struct TailRows {
    rows: Vec<LogRow>,
    batches: OnceLock<Vec<RecordBatch>>,
}

impl Tail {
    /// From rows in any order.
    pub fn of(mut rows: Vec<LogRow>) -> Tail {
        log::sort(&mut rows);
        Tail(Arc::new(TailRows {
            rows,
            batches: OnceLock::new(),
        }))
    }

    pub fn rows(&self) -> &[LogRow] {
        &self.0.rows
    }

    /// As columns, each batch holding whole clients.
    pub(crate) fn batches(&self) -> Result<&[RecordBatch], ArrowError> {
        if let Some(batches) = self.0.batches.get() {
            return Ok(batches);
        }
        let rows = self.rows();
        let batches: Vec<RecordBatch> = log::cuts(rows)
            .into_iter()
            .map(|range| log::batch_of(&rows[range]))
            .collect::<Result<_, _>>()?;
        Ok(self.0.batches.get_or_init(|| batches))
    }
}

impl From<Vec<LogRow>> for Tail {
    fn from(rows: Vec<LogRow>) -> Tail {
        Tail::of(rows)
    }
}

/// The names behind the log's numbers.
#[derive(Clone, Debug, Default)]
pub struct Dimensions {
    pub touchpoints: Vec<TouchpointTerm>,
    pub questions: Vec<QuestionTerm>,
    pub stages: Vec<Term>,
    pub channels: Vec<Term>,
    pub sources: Vec<Term>,
    /// What is known of clients, by the attribute's key.
    pub attributes: BTreeMap<String, AttributeColumn>,
    /// Changes whenever a client who already has rows gets another value, or a value another code. A new client with a
    /// new number and a new value at the end of `values` do not change it: what was computed before stays right.
    pub attributes_version: u64,
    /// Clients who were found to be others: the number under which the log has their rows, and the number that counts, in
    /// the order of the former. Only such as are nobody's target stand on the left, and only such as count on the right.
    pub merged: Arc<[(i64, i64)]>,
    /// The organization's; days, weeks and months are cut by it. UTC when not said.
    pub time_zone: Option<TimeZone>,
}

/// One stage, channel or source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub no: i32,
    pub key: String,
    pub label: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TouchpointTerm {
    pub no: i32,
    pub key: String,
    pub label: String,
    pub stage: Option<i32>,
    pub channel: Option<i32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionTerm {
    pub no: i32,
    pub key: String,
    pub label: String,
    pub kind: QuestionKind,
    pub scale: Option<Scale>,
    /// Number of the touchpoint it rates; `None` when it is about the whole experience.
    pub touchpoint: Option<i32>,
    /// Tells two ratings of one touchpoint apart, such as quality and cleanliness.
    pub aspect: Option<String>,
    /// Whether it is the one that gives its touchpoint's score.
    pub primary: bool,
}

/// One attribute of clients, by dense codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttributeColumn {
    pub label: String,
    /// The value of each code.
    pub values: Vec<AttributeValue>,
    /// The code of each client's value, by the client's number; −1 when it is not known. Clients past the end are not
    /// known either.
    pub code_of_client: Vec<i32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeValue {
    pub key: String,
    pub label: String,
}

impl AttributeColumn {
    /// The code of a client's value, −1 when not known.
    pub fn code(&self, client: i64) -> i32 {
        usize::try_from(client)
            .ok()
            .and_then(|at| self.code_of_client.get(at))
            .copied()
            .unwrap_or(-1)
    }
}

impl Dimensions {
    pub fn zone(&self) -> TimeZone {
        self.time_zone.clone().unwrap_or(TimeZone::UTC)
    }

    pub fn touchpoint(&self, no: i32) -> Option<&TouchpointTerm> {
        find(&self.touchpoints, no, |term| term.no)
    }

    pub fn question(&self, no: i32) -> Option<&QuestionTerm> {
        find(&self.questions, no, |term| term.no)
    }

    pub fn question_by_key(&self, key: &str) -> Option<&QuestionTerm> {
        self.questions.iter().find(|term| term.key == key)
    }
}

/// Terms usually stand in order from 0 or 1 on; then no search is needed.
pub(crate) fn find<T>(terms: &[T], no: i32, no_of: impl Fn(&T) -> i32) -> Option<&T> {
    let at = usize::try_from(no).ok()?;
    [at, at.wrapping_sub(1)]
        .into_iter()
        .filter_map(|at| terms.get(at))
        .find(|term| no_of(term) == no)
        .or_else(|| terms.iter().find(|term| no_of(term) == no))
}
