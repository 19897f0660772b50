//! A table of touchpoints, as a file holds it.

use std::ops::ControlFlow;
use std::path::Path;

use domain::design::inventory::file::{BadCell, Draft, Field, fields, read_row};
use domain::signals::mapping::FileHints;

use crate::error::{Code, Problem, sentence};
use crate::signals::reading::{ReadError, Table};

/// More rows than any inventory has.
const MOST: usize = 20_000;

/// A table of touchpoints as it was read.
pub struct Read {
    pub columns: Vec<String>,
    pub fields: Vec<Option<Field>>,
    pub rows: Vec<ReadRow>,
}

/// One row, and what it says or why it says nothing.
pub struct ReadRow {
    /// Counted from 1, as spreadsheets do.
    pub line: u64,
    pub cells: Vec<String>,
    pub draft: Result<Draft, Vec<BadCell>>,
}

/// Reads a file. Takes its time; not for a thread that others wait for.
pub fn read(path: &Path, name: &str) -> Result<Read, Problem> {
    let table =
        Table::open(path, name, &FileHints::default()).map_err(|error| unreadable(&error))?;
    let columns = table.layout.columns.clone();
    let fields = fields(&columns);
    if !fields.contains(&Some(Field::Label)) && !fields.contains(&Some(Field::Key)) {
        let detail = format!(
            "No column says what the touchpoints are called. Name one “Touchpoint”. The file has: {}.",
            columns
                .iter()
                .take(20)
                .cloned()
                .collect::<Vec<_>>()
                .join(", ")
        );
        return Err(Problem::because(Code::MappingDoesNotFit, detail));
    }
    let mut rows = Vec::new();
    let broken = table
        .rows(|row| {
            if row.cells.iter().all(|cell| cell.trim().is_empty()) {
                return ControlFlow::Continue(());
            }
            if rows.len() == MOST {
                return ControlFlow::Break(());
            }
            rows.push(ReadRow {
                line: row.line,
                cells: row.cells.iter().map(|cell| (*cell).to_owned()).collect(),
                draft: read_row(&fields, row.cells),
            });
            ControlFlow::Continue(())
        })
        .map_err(|error| unreadable(&error))?;
    if broken.is_some() {
        let detail = format!("The file has more than {MOST} rows; an inventory has fewer.");
        return Err(Problem::because(Code::TooLarge, detail));
    }
    Ok(Read {
        columns,
        fields,
        rows,
    })
}

fn unreadable(error: &ReadError) -> Problem {
    match error {
        ReadError::Io(_) => Problem::internal(error.to_string()),
        _ => Problem::because(Code::UnreadableFile, sentence(error)),
    }
}
