//! Where the table begins in a file: title rows above, one or more header rows, data below.

use domain::signals::mapping::{dates, names, values};

/// What was found in the first rows.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    pub skip_rows: usize,
    pub header_rows: usize,
}

/// Finds the header in the first rows of a file. Hints win.
pub fn header(rows: &[Vec<String>], skip: Option<usize>, header_rows: Option<usize>) -> Found {
    let skip_rows = skip.unwrap_or_else(|| title_rows(rows));
    let rest = rows.get(skip_rows..).unwrap_or_default();
    let header_rows = header_rows.unwrap_or_else(|| count_headers(rest));
    Found {
        skip_rows,
        header_rows,
    }
}

fn filled(row: &[String]) -> usize {
    row.iter().filter(|cell| !cell.trim().is_empty()).count()
}

/// Rows above the table: fewer than half as wide as the table, which starts at the first wide row.
fn title_rows(rows: &[Vec<String>]) -> usize {
    let mut widths: Vec<usize> = rows.iter().map(|row| row.len()).collect();
    widths.sort_unstable();
    let Some(&width) = widths.get(widths.len() / 2) else {
        return 0;
    };
    if width < 2 {
        return 0;
    }
    let titles = rows
        .iter()
        .take(20)
        .take_while(|row| {
            filled(row) * 2 < width.min(filled_median(rows).max(2)) || row.len() * 2 < width
        })
        .count();
    if titles >= rows.len() { 0 } else { titles }
}

fn filled_median(rows: &[Vec<String>]) -> usize {
    let mut counts: Vec<usize> = rows.iter().map(|row| filled(row)).collect();
    counts.sort_unstable();
    counts.get(counts.len() / 2).copied().unwrap_or(0)
}

/// 0 when the first row already holds values, 1 for names, 2–3 for exports that repeat the questions and their ids.
fn count_headers(rows: &[Vec<String>]) -> usize {
    let Some(first) = rows.first() else { return 0 };
    if !is_header(first, &rows[1..]) {
        return 0;
    }
    for (at, row) in rows.iter().enumerate().take(4).skip(1) {
        let ids = row.iter().filter(|cell| cell.contains("ImportId")).count();
        if ids * 2 > filled(row).max(1) {
            return at + 1;
        }
    }
    match rows.get(1) {
        Some(second) if repeats_names(second) => 2,
        _ => 1,
    }
}

/// Names are no numbers and no dates; most are filled and none is there twice but by mistake.
fn is_header(first: &[String], below: &[Vec<String>]) -> bool {
    let valued = |cell: &str| {
        values::number(cell).is_some() || dates::parse(cell, dates::DateOrder::Ymd).is_some()
    };
    let count = |row: &[String]| row.iter().filter(|cell| valued(cell)).count();
    let numbers = count(first);
    if numbers == 0 {
        return true;
    }
    // Survey tools number their questions, so a header may hold numbers where the rows below hold more.
    let below: Vec<usize> = below.iter().take(20).map(|row| count(row)).collect();
    let typical = below.iter().sum::<usize>() / below.len().max(1);
    numbers * 4 < first.len() && numbers < typical || numbers * 2 < typical
}

/// The second row of an export without ids: its words name columns that the program is known to write.
fn repeats_names(row: &[String]) -> bool {
    let known = [
        "responseid",
        "antwortid",
        "startdate",
        "anfangsdatum",
        "iddereponse",
        "datededebut",
        "recordeddate",
        "responseset",
    ];
    let hits = row
        .iter()
        .filter(|cell| known.contains(&names::plain(cell).as_str()))
        .count();
    hits >= 2 && row.iter().all(|cell| values::number(cell).is_none())
}
