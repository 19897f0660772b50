//! Workbooks: XLSX, XLSM, XLSB, XLS and ODS, one sheet as the table.

use std::{fs::File, io::BufReader, ops::ControlFlow, path::Path};

use calamine::{Data, Ods, Range, Reader, Sheets, Xls, Xlsb, Xlsx};
use domain::signals::mapping::FileHints;

use super::{Format, Layout, ReadError, Row, layout as headers, unique_names};

/// A zip archive with office parts, or the older compound file.
pub fn is_one(head: &[u8]) -> bool {
    let within = |word: &[u8]| {
        head.windows(word.len())
            .take(60 << 10)
            .any(|window| window == word)
    };
    head.starts_with(b"\xD0\xCF\x11\xE0")
        || head.starts_with(b"PK\x03\x04")
            && (within(b"[Content_Types].xml")
                || within(b"xl/")
                || within(b"mimetypeapplication/vnd.oasis")
                || within(b"_rels/"))
}

/// Tries the kinds one after the other: the ending of the name says nothing reliable.
fn open(path: &Path) -> Result<Sheets<BufReader<File>>, ReadError> {
    let file = || -> Result<BufReader<File>, ReadError> { Ok(BufReader::new(File::open(path)?)) };
    let xlsx = match Xlsx::new(file()?) {
        Ok(book) => return Ok(Sheets::Xlsx(book)),
        Err(error) => error,
    };
    if let Ok(book) = Xls::new(file()?) {
        return Ok(Sheets::Xls(book));
    }
    if let Ok(book) = Xlsb::new(file()?) {
        return Ok(Sheets::Xlsb(book));
    }
    if let Ok(book) = Ods::new(file()?) {
        return Ok(Sheets::Ods(book));
    }
    Err(ReadError::Workbook(xlsx.to_string()))
}

fn sheet(book: &mut Sheets<BufReader<File>>, name: &str) -> Result<Range<Data>, ReadError> {
    book.worksheet_range(name)
        .map_err(|error| ReadError::Workbook(error.to_string()))
}

pub fn layout(path: &Path, hints: &FileHints) -> Result<Layout, ReadError> {
    let mut book = open(path)?;
    let sheets = book.sheet_names();
    let chosen = match &hints.sheet {
        Some(name) if sheets.contains(name) => name.clone(),
        Some(name) => return Err(ReadError::NoSheet(name.clone())),
        // The sheet with the most cells holds the answers; the others explain.
        None => {
            let mut best: Option<(usize, String)> = None;
            for name in &sheets {
                if let Ok(range) = sheet(&mut book, name) {
                    let cells = range.used_cells().count();
                    if best.as_ref().is_none_or(|(most, _)| cells > *most) {
                        best = Some((cells, name.clone()));
                    }
                }
            }
            best.filter(|(cells, _)| *cells > 0)
                .map(|(_, name)| name)
                .ok_or(ReadError::Empty)?
        }
    };
    let range = sheet(&mut book, &chosen)?;
    let mut first: Vec<Vec<String>> = range
        .rows()
        .take(200)
        .map(|row| row.iter().map(text).collect())
        .collect();
    let found = headers::header(&first, hints.skip_rows, hints.header_rows);
    if first.len() <= found.skip_rows {
        return Err(ReadError::NoTable(
            "the sheet has no rows below the ones left out.".into(),
        ));
    }
    first.drain(..found.skip_rows);
    let columns = if found.header_rows == 0 {
        unique_names((0..range.width()).map(|_| ""))
    } else {
        unique_names(first[0].iter().map(String::as_str))
    };
    let labels = if found.header_rows >= 2 {
        first.get(1).cloned().unwrap_or_default()
    } else {
        Vec::new()
    };
    Ok(Layout {
        format: Format::Xlsx,
        encoding: None,
        delimiter: None,
        header_rows: found.header_rows,
        skip_rows: found.skip_rows,
        sheet: Some(chosen),
        sheets,
        columns,
        labels,
        remarks: Vec::new(),
    })
}

pub fn rows<B>(
    path: &Path,
    layout: &Layout,
    mut each: impl FnMut(Row<'_>) -> ControlFlow<B>,
) -> Result<Option<B>, ReadError> {
    let mut book = open(path)?;
    let range = sheet(&mut book, layout.sheet.as_deref().unwrap_or_default())?;
    let top = range.start().map_or(0, |(row, _)| u64::from(row));
    let skip = layout.skip_rows + layout.header_rows;
    let height = range.height().max(1);
    for (at, row) in range.rows().enumerate().skip(skip) {
        let cells: Vec<String> = row.iter().map(text).collect();
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let borrowed: Vec<&str> = cells.iter().map(String::as_str).collect();
        let share = (at + 1) as f64 / height as f64;
        if let ControlFlow::Break(result) = each(Row {
            line: top + at as u64 + 1,
            cells: &borrowed,
            share,
        }) {
            return Ok(Some(result));
        }
    }
    Ok(None)
}

/// A cell as a person reads it: 5 and not 5.0, a date as 2017-05-13, an error as nothing.
fn text(cell: &Data) -> String {
    match cell {
        Data::Int(value) => value.to_string(),
        Data::Float(value) => value.to_string(),
        Data::String(value) => value.clone(),
        Data::Bool(value) => value.to_string(),
        Data::DateTime(value) => date(value),
        Data::DateTimeIso(value) | Data::DurationIso(value) => value.clone(),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

fn date(value: &calamine::ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = value.to_ymd_hms_milli();
    if value.as_f64() < 1.0 {
        return format!("{hour:02}:{minute:02}:{second:02}");
    }
    if (hour, minute, second) == (0, 0, 0) {
        return format!("{year:04}-{month:02}-{day:02}");
    }
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}
