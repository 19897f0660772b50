//! Delimited text: the delimiter by consistency, then rows as they stream.

use std::{io::Read, ops::ControlFlow, path::Path};

use csv::{ReaderBuilder, StringRecord};
use domain::signals::mapping::FileHints;
use encoding_rs::Encoding;

use super::{
    Format, Layout, ReadError, Remark, Row, encoding, layout as headers, refuse_wide, unique_names,
};

/// Rows that are looked at to find delimiter and header.
const LOOKED_AT: usize = 200;

pub fn layout(
    path: &Path,
    encoding: &'static Encoding,
    ending: &str,
    hints: &FileHints,
    mut remarks: Vec<Remark>,
) -> Result<Layout, ReadError> {
    let mut head = Vec::new();
    encoding::open(path, encoding)?
        .take(512 << 10)
        .read_to_end(&mut head)?;
    // The piece may end within a letter.
    let head = String::from_utf8_lossy(&head).into_owned();
    if head.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let delimiter = match hints.delimiter {
        Some(delimiter) => delimiter,
        None => delimiter(&head, ending),
    };
    let whole = head.len() < 512 << 10;
    let mut rows = sample(&head, delimiter, whole);
    let found = headers::header(&rows, hints.skip_rows, hints.header_rows);
    if rows.len() <= found.skip_rows {
        return Err(ReadError::NoTable(
            "there are no rows below the ones left out.".into(),
        ));
    }
    rows.drain(..found.skip_rows);
    refuse_wide(rows.iter().map(Vec::len).max().unwrap_or(0))?;
    let columns = if found.header_rows == 0 {
        remarks.push(Remark {
            message: "The columns have no names: the first row holds values.".into(),
            lines: vec![1],
        });
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        unique_names((0..width).map(|_| ""))
    } else {
        unique_names(rows[0].iter().map(String::as_str))
    };
    let doubled = if found.header_rows == 0 {
        Vec::new()
    } else {
        doubles(&rows[0])
    };
    if !doubled.is_empty() {
        let line = found.skip_rows as u64 + 1;
        remarks.push(Remark {
            message: format!(
                "{} stands more than once in the header; the later ones are numbered.",
                doubled.join(", ")
            ),
            lines: vec![line],
        });
    }
    let labels = if found.header_rows >= 2 {
        rows.get(1).cloned().unwrap_or_default()
    } else {
        Vec::new()
    };
    Ok(Layout {
        format: if delimiter == '\t' {
            Format::Tsv
        } else {
            Format::Csv
        },
        encoding: Some(encoding.name().to_ascii_lowercase()),
        delimiter: Some(delimiter),
        header_rows: found.header_rows,
        skip_rows: found.skip_rows,
        sheet: None,
        sheets: Vec::new(),
        columns,
        labels,
        remarks,
    })
}

fn doubles(header: &[String]) -> Vec<String> {
    let mut doubled: Vec<String> = Vec::new();
    for (at, name) in header.iter().enumerate() {
        let shown = format!("`{}`", name.trim());
        if !name.trim().is_empty()
            && header[..at].iter().any(|other| other.trim() == name.trim())
            && !doubled.contains(&shown)
        {
            doubled.push(shown);
        }
    }
    doubled
}

/// The delimiter that splits most rows into the same number of columns, more than one.
fn delimiter(head: &str, ending: &str) -> char {
    let mut best = (
        if ending == "tsv" || ending == "tab" {
            '\t'
        } else {
            ','
        },
        0.0,
    );
    for candidate in [',', ';', '\t', '|'] {
        let rows = sample(head, candidate, false);
        let mut widths: std::collections::BTreeMap<usize, usize> =
            std::collections::BTreeMap::new();
        for row in rows
            .iter()
            .filter(|row| row.len() > 1 || !row[0].trim().is_empty())
        {
            *widths.entry(row.len()).or_default() += 1;
        }
        let total: usize = widths.values().sum();
        let Some((&width, &count)) = widths
            .iter()
            .filter(|(width, _)| **width > 1)
            .max_by_key(|(width, count)| (**count, **width))
        else {
            continue;
        };
        // Steady rows count most; among steady ones, the one that splits more.
        let steady = count as f64 / total.max(1) as f64;
        let points = steady * steady * (1.0 + (width as f64).ln() * 0.25);
        if points > best.1 {
            best = (candidate, points);
        }
    }
    best.0
}

fn sample(head: &str, delimiter: char, whole: bool) -> Vec<Vec<String>> {
    let mut reader = builder(delimiter).from_reader(head.as_bytes());
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut record = StringRecord::new();
    while rows.len() < LOOKED_AT && reader.read_record(&mut record).unwrap_or(false) {
        rows.push(record.iter().map(str::to_owned).collect());
    }
    // The last row of a piece may be cut off.
    if !whole && rows.len() > 1 && rows.len() < LOOKED_AT {
        rows.pop();
    }
    rows
}

fn builder(delimiter: char) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(delimiter).unwrap_or(b','))
        .buffer_capacity(256 << 10);
    builder
}

pub fn rows<B>(
    path: &Path,
    bytes: u64,
    layout: &Layout,
    mut each: impl FnMut(Row<'_>) -> ControlFlow<B>,
) -> Result<Option<B>, ReadError> {
    let source = encoding::open(path, encoding::named(layout.encoding.as_deref()))?;
    let mut reader = builder(layout.delimiter.unwrap_or(',')).from_reader(source);
    let mut record = StringRecord::new();
    let mut skip = layout.skip_rows + layout.header_rows;
    let mut cells: Vec<&str> = Vec::with_capacity(layout.columns.len());
    loop {
        reader.get_mut().begin_row();
        let more = reader.read_record(&mut record).map_err(|error| {
            let line = error.position().map_or(0, csv::Position::line);
            match error.into_kind() {
                csv::ErrorKind::Io(error) => ReadError::Io(error),
                kind => ReadError::Row {
                    line,
                    message: format!("The row cannot be read: {kind:?}."),
                },
            }
        })?;
        if !more {
            return Ok(None);
        }
        if skip > 0 {
            skip -= 1;
            continue;
        }
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        // The reader stands at the line below. Where the row starts is not told: blank lines above it count in.
        let inner = record
            .as_slice()
            .bytes()
            .filter(|byte| *byte == b'\n')
            .count() as u64;
        let line = reader.position().line().saturating_sub(1 + inner);
        let share = reader.get_ref().bytes_read() as f64 / bytes.max(1) as f64;
        let mut row = std::mem::take(&mut cells);
        let taken = {
            let mut borrowed = reborrow(&mut row);
            borrowed.extend(record.iter());
            let flow = each(Row {
                line,
                cells: &borrowed,
                share: share.min(1.0),
            });
            borrowed.clear();
            row = recycle(borrowed);
            flow
        };
        cells = row;
        if let ControlFlow::Break(result) = taken {
            return Ok(Some(result));
        }
    }
}

/// Lets one allocation serve rows of different lifetimes: an empty list borrows nothing.
fn reborrow<'a>(list: &mut Vec<&'static str>) -> Vec<&'a str> {
    std::mem::take(list)
        .into_iter()
        .map(|cell| -> &'a str { cell })
        .collect()
}

fn recycle(list: Vec<&str>) -> Vec<&'static str> {
    list.into_iter().map(|_| "").collect()
}
