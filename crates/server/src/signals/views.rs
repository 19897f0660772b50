//! What the operations of this noun take and answer.

use std::collections::BTreeMap;

use domain::signals::mapping::settle::Settle;
use domain::signals::record::Direction;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::signals::{Import, ImportState};
use utoipa::ToSchema;

use super::explain::{ColumnView, Explained, FittingView};
use super::reading::Format;

/// A file that waits to be imported, with what is known of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UploadView {
    pub id: String,
    pub name: String,
    pub bytes: u64,
    pub format: Format,
    /// Null for workbooks.
    pub encoding: Option<String>,
    pub delimiter: Option<String>,
    pub header_rows: usize,
    /// Rows above the header.
    pub skip_rows: usize,
    pub sheet: Option<String>,
    pub sheets: Vec<String>,
    pub rows: u64,
    /// False where `rows` is an estimate from the first 50,000.
    pub rows_counted: bool,
    pub columns: Vec<ColumnView>,
    /// The first twenty rows.
    pub preview: Vec<Vec<String>>,
    /// A saved or ready mapping that fits and that the proposal follows.
    pub ready_mapping: Option<FittingView>,
    /// A mapping document (docs/import.md).
    #[schema(value_type = Object)]
    pub proposal: Value,
    /// Questions that only a person can answer, each with a safe default.
    #[schema(value_type = Vec<Object>)]
    pub warnings: Vec<Settle>,
}

impl UploadView {
    pub fn of(id: impl ToString, name: String, bytes: u64, it: Explained) -> Self {
        Self {
            id: id.to_string(),
            name,
            bytes,
            format: it.layout.format,
            encoding: it.layout.encoding,
            delimiter: it.layout.delimiter.map(String::from),
            header_rows: it.layout.header_rows,
            skip_rows: it.layout.skip_rows,
            sheet: it.layout.sheet,
            sheets: it.layout.sheets,
            rows: it.rows,
            rows_counted: it.counted,
            columns: it.columns,
            preview: it.preview,
            ready_mapping: it.fitting,
            proposal: serde_json::to_value(it.proposal).unwrap_or_default(),
            warnings: it.warnings,
        }
    }
}

/// What a person says of a file's form, where detection was wrong. All are optional.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct FileForm {
    /// A name such as `utf-8` or `windows-1252`.
    pub encoding: Option<String>,
    /// One character.
    #[schema(value_type = Option<String>)]
    pub delimiter: Option<char>,
    pub header_rows: Option<usize>,
    pub skip_rows: Option<usize>,
    pub sheet: Option<String>,
}

/// A mapping to be tried.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct PreviewForm {
    #[schema(value_type = Object)]
    pub mapping: Value,
}

/// A file to be imported.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct ImportForm {
    /// The id of an upload.
    pub upload: String,
    #[schema(value_type = Object)]
    pub mapping: Value,
    /// Keep the mapping under this name for the next file.
    pub save_mapping_as: Option<String>,
}

/// An import and how far it is.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ImportView {
    pub id: String,
    pub no: i32,
    pub file_name: String,
    pub source: String,
    pub mapping_name: Option<String>,
    /// `queued`, `running`, `done`, `cancelled`, `failed` or `undone`. A cancelled or failed one has left nothing behind.
    pub state: String,
    pub rows_total: Option<i64>,
    pub rows_done: i64,
    pub rows_per_second: Option<f64>,
    pub seconds_left: Option<f64>,
    pub imported: i64,
    /// Rows that were here already and say the same.
    pub unchanged: i64,
    /// Rows whose key was here already with other values; the earlier ones stay.
    pub conflicts: i64,
    /// Rows that were set aside with a reason.
    pub rejected: i64,
    /// Values that were left out of rows that stayed: off the scale, or not readable.
    pub left_out: i64,
    pub touchpoints_created: i64,
    pub clients_created: i64,
    pub started_at: Option<String>,
    pub finished_at: Option<String>,
    /// Who started it.
    pub by: Option<String>,
    pub error: Option<String>,
}

impl ImportView {
    pub fn of(import: &Import, now: Timestamp) -> Self {
        let progress = &import.progress;
        let state = match import.state {
            // Undone by the program itself, because it did not come to its end.
            ImportState::Undone if import.error.is_some() => ImportState::Failed,
            ImportState::Undone if import.cancel_requested => ImportState::Cancelled,
            state => state,
        };
        let until = import.finished_at.unwrap_or(now);
        let seconds = import
            .started_at
            .map(|started| (until.micros() - started.micros()) as f64 / 1e6);
        let rate = seconds
            .filter(|seconds| *seconds > 0.0 && progress.rows_done > 0)
            .map(|seconds| progress.rows_done as f64 / seconds);
        let left = match (state, rate, progress.rows_total) {
            (ImportState::Running, Some(rate), Some(total)) => {
                Some(((total - progress.rows_done).max(0)) as f64 / rate)
            }
            _ => None,
        };
        Self {
            id: import.id.to_string(),
            no: import.no,
            file_name: import.file_name.clone(),
            source: import.source.clone(),
            mapping_name: Some(import.mapping_name.clone()).filter(|name| !name.is_empty()),
            state: state.as_str().to_owned(),
            rows_total: progress.rows_total,
            rows_done: progress.rows_done,
            rows_per_second: rate,
            seconds_left: left,
            imported: progress.imported,
            unchanged: progress.unchanged,
            conflicts: progress.conflicts,
            rejected: progress.rejected,
            left_out: progress.left_out,
            touchpoints_created: progress.touchpoints_created,
            clients_created: progress.clients_created,
            started_at: import.started_at.map(|at| at.to_string()),
            finished_at: import.finished_at.map(|at| at.to_string()),
            by: Some(import.by_name.clone()).filter(|name| !name.is_empty()),
            error: import.error.clone(),
        }
    }

    /// Whether nothing more will happen to it by itself.
    pub fn is_over(&self) -> bool {
        !matches!(self.state.as_str(), "queued" | "running")
    }
}

/// A mapping that can be used again.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MappingView {
    /// Of a saved mapping; the key of one that comes with the program.
    pub id: String,
    pub name: String,
    /// Grows with every save.
    pub version: i32,
    pub source: String,
    pub updated_at: Option<String>,
    /// Whether it comes with the program.
    pub builtin: bool,
}

/// A mapping that somebody saved.
pub fn saved_view(saved: &store::signals::Mapping) -> MappingView {
    MappingView {
        id: saved.id.to_string(),
        name: saved.name.clone(),
        version: saved.version,
        source: saved.source.clone(),
        updated_at: Some(saved.updated_at.to_string()),
        builtin: false,
    }
}

/// A mapping that comes with the program.
pub fn builtin_view(key: &str, mapping: &domain::signals::mapping::Mapping) -> MappingView {
    MappingView {
        id: key.to_owned(),
        name: mapping.name.clone(),
        version: 1,
        source: mapping.source.clone(),
        updated_at: None,
        builtin: true,
    }
}

/// A mapping with its document.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MappingDocumentView {
    #[serde(flatten)]
    pub about: MappingView,
    #[schema(value_type = Object)]
    pub mapping: Value,
}

/// A mapping to be kept.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct MappingForm {
    pub name: String,
    #[schema(value_type = Object)]
    pub mapping: Value,
}

/// Whom a signal is about.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct ClientForm {
    /// Unique within the organization.
    pub key: String,
    pub name: Option<String>,
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
}

/// One encounter.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct TouchForm {
    /// Unique within the source: the same again changes nothing.
    pub external_id: String,
    /// Where it comes from; `api` if nothing is said.
    pub source: Option<String>,
    pub client: ClientForm,
    /// The key of a touchpoint.
    pub touchpoint: String,
    /// The key of a channel; the touchpoint's own if nothing is said.
    pub channel: Option<String>,
    /// RFC 3339.
    pub occurred_at: String,
    #[schema(value_type = Option<String>)]
    pub direction: Option<Direction>,
    pub planned: Option<bool>,
    pub note: Option<String>,
    /// −3 (far under expectation) to 3 (far over it).
    pub perception: Option<i8>,
    pub emotion: Option<String>,
}

/// One questionnaire.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct ResponseForm {
    /// Unique within the source: the same again changes nothing.
    pub external_id: String,
    /// Where it comes from; `api` if nothing is said.
    pub source: Option<String>,
    pub client: ClientForm,
    /// RFC 3339.
    pub occurred_at: String,
    pub channel: Option<String>,
    /// Above 0; 1 if nothing is said.
    pub weight: Option<f64>,
    pub answers: Vec<AnswerForm>,
}

/// One answer: a score, words or codes.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct AnswerForm {
    /// The key of the question.
    pub question: String,
    pub score: Option<f64>,
    pub text: Option<String>,
    pub codes: Option<Vec<String>>,
    /// Says what an unknown question is, so that it can be made: `recommend`, `rating`, `effort`, `comment` or `choice`.
    pub kind: Option<String>,
    /// The scale of an unknown question, such as `1-5`.
    pub scale: Option<String>,
    /// The touchpoint of an unknown question.
    pub touchpoint: Option<String>,
    /// An unknown question in words.
    pub label: Option<String>,
}

/// What became of one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RecordedView {
    /// `created`, `unchanged`, `conflict` (the key was here with other values, which stay) or `refused`.
    pub status: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

/// What became of all items, in their order.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RecordedListView {
    pub accepted: usize,
    pub unchanged: usize,
    pub conflicts: usize,
    pub refused: usize,
    pub results: Vec<RecordedView>,
    /// What is wrong with the refused items.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<crate::FieldError>,
}
