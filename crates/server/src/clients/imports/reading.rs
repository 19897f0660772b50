//! Files of clients: a table, one row a contact or a client, or cards (vCard 2.1, 3.0 and 4.0).

use std::ops::ControlFlow;
use std::path::Path;

use domain::clients::file::{BadCell, Draft, Field, read_row};
use domain::signals::mapping::FileHints;

use super::cards::cards;
use crate::error::{Code, Problem, sentence};
use crate::signals::reading::{ReadError, Table};

/// More rows or cards than that come in parts.
pub(super) const MOST: usize = 100_000;
/// A file as it was read.
#[derive(Debug)]
pub struct Read {
    /// Columns of the table; of cards what stands in [`super::cards::CARD_COLUMNS`].
    pub columns: Vec<String>,
    pub fields: Vec<Option<Field>>,
    /// What the file says and nobody reads here.
    pub left_out: Vec<String>,
    pub rows: Vec<ReadRow>,
}

/// One row or card, and what it says or why it says nothing.
#[derive(Debug)]
pub struct ReadRow {
    /// The row of the table, or the card counted from 1.
    pub line: u64,
    pub cells: Vec<String>,
    /// What names a card among all.
    pub unique: Option<String>,
    pub draft: Result<Draft, Vec<BadCell>>,
}

/// Reads a file. Takes its time; not for a thread that others wait for.
pub fn read(path: &Path, name: &str) -> Result<Read, Problem> {
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_lowercase());
    let head = head(path).map_err(Problem::internal)?;
    let begins = head.trim_start_matches('\u{feff}').trim_start();
    let card = begins
        .get(..11)
        .is_some_and(|it| it.eq_ignore_ascii_case("BEGIN:VCARD"));
    if card || matches!(ending.as_deref(), Some("vcf" | "vcard")) {
        return cards(path);
    }
    table(path, name)
}

fn head(path: &Path) -> std::io::Result<String> {
    use std::io::Read as _;
    let mut head = Vec::with_capacity(256);
    std::fs::File::open(path)?
        .take(256)
        .read_to_end(&mut head)?;
    Ok(String::from_utf8_lossy(&head).into_owned())
}

fn unreadable(error: &ReadError) -> Problem {
    match error {
        ReadError::Io(_) => Problem::internal(error.to_string()),
        _ => Problem::because(Code::UnreadableFile, sentence(error)),
    }
}

pub(super) fn too_many(what: &str) -> Problem {
    let detail = format!("The file has more than {MOST} {what}. Bring it in parts.");
    Problem::because(Code::TooLarge, detail)
}

fn table(path: &Path, name: &str) -> Result<Read, Problem> {
    let table =
        Table::open(path, name, &FileHints::default()).map_err(|error| unreadable(&error))?;
    let columns = table.layout.columns.clone();
    let fields: Vec<Option<Field>> = columns.iter().map(|it| Field::of_heading(it)).collect();
    let names = |field: &Option<Field>| {
        matches!(
            field,
            Some(
                Field::Key
                    | Field::Name
                    | Field::Contact
                    | Field::FirstName
                    | Field::LastName
                    | Field::Email
            )
        )
    };
    if !fields.iter().any(names) {
        let detail = format!(
            "No column says who the clients are. Name one “Key”, “Name” or “Email”. The file has: {}.",
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
                unique: None,
                draft: read_row(&fields, row.cells),
            });
            ControlFlow::Continue(())
        })
        .map_err(|error| unreadable(&error))?;
    if broken.is_some() {
        return Err(too_many("rows"));
    }
    let unread = columns.iter().zip(&fields);
    let left_out = unread
        .filter(|(_, field)| field.is_none())
        .map(|(name, _)| name.clone());
    Ok(Read {
        left_out: left_out.collect(),
        columns,
        fields,
        rows,
    })
}
