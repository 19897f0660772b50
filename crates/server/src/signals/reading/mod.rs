//! Files read as tables: what a file is, and its rows one after the other.
//!
//! Text is never held as a whole: it is decoded and split while it streams, so that a file of any size takes the
//! same memory. Workbooks are compressed and are unpacked sheet by sheet.

mod encoding;
mod layout;
mod lines;
mod text;
mod workbook;

use std::{
    fs::File,
    io::Read,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use domain::signals::mapping::FileHints;
use serde::{Deserialize, Serialize};

/// More columns than any spreadsheet holds are no table; the time to find out what they mean grows with their square.
const MOST_COLUMNS: usize = 16_384;

fn refuse_wide(columns: usize) -> Result<(), ReadError> {
    if columns <= MOST_COLUMNS {
        return Ok(());
    }
    Err(ReadError::NoTable(format!(
        "it has {columns} columns, and at most {MOST_COLUMNS} are read."
    )))
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    Csv,
    Tsv,
    Xlsx,
    Jsonl,
}

/// How a file has to be read, and what its columns are called.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    pub format: Format,
    /// The encoding's WHATWG name; none for workbooks.
    pub encoding: Option<String>,
    pub delimiter: Option<char>,
    /// Rows that hold names, labels or ids. 0: the columns have no names.
    pub header_rows: usize,
    /// Rows above the header.
    pub skip_rows: usize,
    pub sheet: Option<String>,
    pub sheets: Vec<String>,
    /// One name a column; never empty, never twice.
    pub columns: Vec<String>,
    /// The question in words, from a second header row; as long as `columns` or empty.
    pub labels: Vec<String>,
    /// What a person should know before trusting the text.
    pub remarks: Vec<Remark>,
}

/// Something odd about the file that does not keep it from being read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    pub message: String,
    /// The first lines it is about.
    pub lines: Vec<u64>,
}

/// Why a file can't be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("The file is empty.")]
    Empty,
    #[error("The file holds no table: {0}")]
    NoTable(String),
    #[error("There is no sheet “{0}” in the workbook.")]
    NoSheet(String),
    #[error("“{0}” is no encoding that is known here. Use a name such as utf-8 or windows-1252.")]
    NoEncoding(String),
    #[error("{message} (line {line})")]
    Row { line: u64, message: String },
    #[error("The workbook cannot be read: {0}")]
    Workbook(String),
    #[error("The file cannot be read: {0}")]
    Io(#[from] std::io::Error),
}

/// A file of known layout.
#[derive(Clone, Debug)]
pub struct Table {
    pub path: PathBuf,
    pub layout: Layout,
    pub bytes: u64,
}

/// How often a reader is told how many bytes of the file are behind it.
pub struct Row<'a> {
    /// The line of a text file or the row of a sheet, counted from 1 as editors and spreadsheets do.
    pub line: u64,
    pub cells: &'a [&'a str],
    /// How much of the file has been read, 0..=1.
    pub share: f64,
}

impl Table {
    /// Looks at a file and finds out how to read it. `name` is what people call it; `hints` win over detection.
    pub fn open(path: &Path, name: &str, hints: &FileHints) -> Result<Table, ReadError> {
        let bytes = std::fs::metadata(path)?.len();
        if bytes == 0 {
            return Err(ReadError::Empty);
        }
        let mut head = Vec::with_capacity(64 << 10);
        File::open(path)?.take(64 << 10).read_to_end(&mut head)?;
        let ending = name
            .rsplit_once('.')
            .map(|(_, ending)| ending.to_ascii_lowercase())
            .unwrap_or_default();
        let layout = if workbook::is_one(&head) {
            workbook::layout(path, hints)?
        } else {
            if let Some(kind) = known_binary(&head) {
                return Err(ReadError::NoTable(format!(
                    "it is {kind}. Export it as CSV or XLSX."
                )));
            }
            let (encoding, remarks) = encoding::detect(path, &head, hints.encoding.as_deref())?;
            if lines::is_json(path, encoding, &ending)? {
                lines::layout(path, encoding, remarks)?
            } else {
                text::layout(path, encoding, &ending, hints, remarks)?
            }
        };
        if layout.columns.is_empty() {
            return Err(ReadError::NoTable(
                "no row with names and values was found.".into(),
            ));
        }
        Ok(Table {
            path: path.to_owned(),
            layout,
            bytes,
        })
    }

    /// Gives each row under the header to `each`, until that breaks off.
    pub fn rows<B>(
        &self,
        each: impl FnMut(Row<'_>) -> ControlFlow<B>,
    ) -> Result<Option<B>, ReadError> {
        match self.layout.format {
            Format::Xlsx => workbook::rows(&self.path, &self.layout, each),
            Format::Jsonl => lines::rows(&self.path, self.bytes, &self.layout, each),
            Format::Csv | Format::Tsv => text::rows(&self.path, self.bytes, &self.layout, each),
        }
    }
}

/// Files that people send by mistake, known by their first bytes.
fn known_binary(head: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 8] = [
        (b"%PDF", "a PDF"),
        (b"PK\x03\x04", "an archive"),
        (b"\x1f\x8b", "a compressed file"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"\x7fELF", "a program"),
        (b"SQLite format 3", "a database"),
        (b"PAR1", "a Parquet file"),
    ];
    KINDS
        .iter()
        .find(|(start, _)| head.starts_with(start))
        .map(|(_, kind)| *kind)
}

/// Names for columns: trimmed, "Column 3" for an empty one, "name (2)" for the second of a name.
fn unique_names<'a>(cells: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    let mut names: Vec<String> = Vec::new();
    let mut taken: std::collections::HashSet<String> = std::collections::HashSet::new();
    for (at, cell) in cells.enumerate() {
        let cell = cell.trim().trim_start_matches('\u{feff}');
        let cell = if cell.is_empty() {
            format!("Column {}", at + 1)
        } else {
            cell.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let count = seen.entry(cell.clone()).or_default();
        *count += 1;
        let mut name = if *count == 1 {
            cell.clone()
        } else {
            format!("{cell} ({count})")
        };
        while !taken.insert(name.clone()) {
            name.push('\'');
        }
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests;
