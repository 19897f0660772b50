//! Workbooks: XLSX, XLSM, XLSB, XLS and ODS, one sheet as the table.

use std::{
    fs::File,
    io::{BufReader, Read as _},
    ops::ControlFlow,
    path::Path,
};

use calamine::{Cell, Data, DataRef, Ods, Range, Reader, Sheets, Xls, Xlsb, Xlsx};
use domain::signals::mapping::FileHints;

use super::{Format, Layout, ReadError, Row, layout as headers, refuse_wide, unique_names};

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

/// A sheet stands in memory as a full rectangle: a cell far out makes a small file a giant.
const MOST_CELLS: u64 = 20_000_000;
/// What a workbook may be when it is unpacked, and its words, which stand in memory all at once.
const MOST_UNPACKED: u64 = 1 << 30;
const MOST_WORDS: u64 = 256 << 20;

fn sheet(book: &mut Sheets<BufReader<File>>, name: &str) -> Result<Range<Data>, ReadError> {
    let unreadable = |error: &dyn std::fmt::Display| ReadError::Workbook(error.to_string());
    let mut cells = Cells::default();
    match book {
        Sheets::Xlsx(book) => {
            let mut reader = book
                .worksheet_cells_reader(name)
                .map_err(|error| unreadable(&error))?;
            while let Some(cell) = reader.next_cell().map_err(|error| unreadable(&error))? {
                cells.add(cell.get_position(), cell.get_value())?;
            }
        }
        Sheets::Xlsb(book) => {
            let mut reader = book
                .worksheet_cells_reader(name)
                .map_err(|error| unreadable(&error))?;
            while let Some(cell) = reader.next_cell().map_err(|error| unreadable(&error))? {
                cells.add(cell.get_position(), cell.get_value())?;
            }
        }
        // These are bounded: the one by its form, the other by its reader.
        Sheets::Xls(_) | Sheets::Ods(_) => {
            return book
                .worksheet_range(name)
                .map_err(|error| unreadable(&error));
        }
    }
    Ok(Range::from_sparse(cells.found))
}

/// The filled cells of a sheet, as long as the rectangle around them can be held.
#[derive(Default)]
struct Cells {
    found: Vec<Cell<Data>>,
    /// First and last row, first and last column.
    around: Option<[u32; 4]>,
}

impl Cells {
    fn add(&mut self, (row, column): (u32, u32), value: &DataRef<'_>) -> Result<(), ReadError> {
        if matches!(value, DataRef::Empty) {
            return Ok(());
        }
        let [top, bottom, left, right] = self.around.unwrap_or([row, row, column, column]);
        let around = [
            top.min(row),
            bottom.max(row),
            left.min(column),
            right.max(column),
        ];
        let [top, bottom, left, right] = around.map(u64::from);
        if (bottom - top + 1).saturating_mul(right - left + 1) > MOST_CELLS {
            return Err(ReadError::Workbook(format!(
                "a sheet has more than {} million cells. Save it as CSV.",
                MOST_CELLS / 1_000_000
            )));
        }
        self.around = Some(around);
        self.found
            .push(Cell::new((row, column), value.clone().into()));
        Ok(())
    }
}

/// Unpacks everything once and keeps nothing: what an archive says of its own sizes can't be believed.
fn refuse_giant(path: &Path) -> Result<(), ReadError> {
    // No archive: the older form, which is not packed.
    let Ok(mut archive) = zip::ZipArchive::new(BufReader::new(File::open(path)?)) else {
        return Ok(());
    };
    let mut left = MOST_UNPACKED;
    for at in 0..archive.len() {
        let part = archive
            .by_index(at)
            .map_err(|error| ReadError::Workbook(error.to_string()))?;
        let name = part
            .name()
            .map_err(|error| ReadError::Workbook(error.to_string()))?;
        let words = name.to_ascii_lowercase().contains("sharedstrings");
        let most = if words { left.min(MOST_WORDS) } else { left };
        let size = std::io::copy(&mut part.take(most + 1), &mut std::io::sink())
            .map_err(|error| ReadError::Workbook(error.to_string()))?;
        if size > most {
            return Err(ReadError::Workbook(
                "it is too large when it is unpacked. Save it as CSV.".into(),
            ));
        }
        left -= size;
    }
    Ok(())
}

pub fn layout(path: &Path, hints: &FileHints) -> Result<Layout, ReadError> {
    refuse_giant(path)?;
    let mut book = open(path)?;
    let sheets = book.sheet_names();
    let chosen = match &hints.sheet {
        Some(name) if sheets.contains(name) => name.clone(),
        Some(name) => return Err(ReadError::NoSheet(name.clone())),
        // The sheet with the most cells holds the answers; the others explain.
        None => {
            let mut best: Option<(usize, String)> = None;
            let mut why_not = None;
            for name in &sheets {
                // A page of charts can't be read as a table; the others may be.
                let cells = match sheet(&mut book, name) {
                    Ok(range) => range.used_cells().count(),
                    Err(error) => {
                        why_not.get_or_insert(error);
                        continue;
                    }
                };
                if best.as_ref().is_none_or(|(most, _)| cells > *most) {
                    best = Some((cells, name.clone()));
                }
            }
            best.filter(|(cells, _)| *cells > 0)
                .map(|(_, name)| name)
                .ok_or(why_not.unwrap_or(ReadError::Empty))?
        }
    };
    let range = sheet(&mut book, &chosen)?;
    refuse_wide(range.width())?;
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
