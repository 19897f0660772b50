//! JSON lines, or one JSON array of objects: nested keys are flattened with dots.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Read},
    ops::ControlFlow,
    path::Path,
};

use encoding_rs::Encoding;
use serde_json::Value;

use super::{Format, Layout, ReadError, Remark, Row, encoding};

/// Rows that are looked at to find the columns.
const LOOKED_AT: usize = 50_000;
/// A line longer than this is no row.
const LONGEST: u64 = 16 << 20;

/// Whether the text starts as an object, or as an array of them.
pub fn is_json(path: &Path, encoding: &'static Encoding, ending: &str) -> Result<bool, ReadError> {
    let mut head = Vec::new();
    encoding::open(path, encoding)?
        .take(4 << 10)
        .read_to_end(&mut head)?;
    let head = String::from_utf8_lossy(&head);
    let start = head.trim_start_matches('\u{feff}').trim_start();
    let named = matches!(ending, "jsonl" | "ndjson" | "json");
    Ok(start.starts_with('{') && (named || start.contains("\":"))
        || start
            .strip_prefix('[')
            .is_some_and(|rest| rest.trim_start().starts_with('{')))
}

pub fn layout(
    path: &Path,
    encoding: &'static Encoding,
    mut remarks: Vec<Remark>,
) -> Result<Layout, ReadError> {
    let mut columns: Vec<String> = Vec::new();
    let mut place: HashMap<String, usize> = HashMap::new();
    let mut looked_at = 0;
    let mut broken = Vec::new();
    objects(path, encoding, |line, object, _| {
        match object {
            Ok(object) => flatten(&object, &mut |key, _| {
                if !place.contains_key(key) {
                    place.insert(key.to_owned(), columns.len());
                    columns.push(key.to_owned());
                }
            }),
            Err(_) => broken.push(line),
        }
        looked_at += 1;
        if looked_at >= LOOKED_AT {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    })?;
    if broken.len() * 2 > looked_at {
        return Err(ReadError::NoTable("most lines are no JSON objects.".into()));
    }
    if !broken.is_empty() {
        let message = format!(
            "{} lines are no JSON objects; they are set aside.",
            broken.len()
        );
        broken.truncate(20);
        remarks.push(Remark {
            message,
            lines: broken,
        });
    }
    Ok(Layout {
        format: Format::Jsonl,
        encoding: Some(encoding.name().to_ascii_lowercase()),
        delimiter: None,
        header_rows: 0,
        skip_rows: 0,
        sheet: None,
        sheets: Vec::new(),
        columns,
        labels: Vec::new(),
        remarks,
    })
}

pub fn rows<B>(
    path: &Path,
    bytes: u64,
    layout: &Layout,
    mut each: impl FnMut(Row<'_>) -> ControlFlow<B>,
) -> Result<Option<B>, ReadError> {
    let place: HashMap<&str, usize> = layout
        .columns
        .iter()
        .enumerate()
        .map(|(at, name)| (name.as_str(), at))
        .collect();
    let mut cells: Vec<String> = vec![String::new(); layout.columns.len()];
    objects(
        path,
        encoding::named(layout.encoding.as_deref()),
        |line, object, read| {
            cells.iter_mut().for_each(String::clear);
            let share = (read as f64 / bytes.max(1) as f64).min(1.0);
            match object {
                Ok(object) => flatten(&object, &mut |key, value| {
                    if let Some(at) = place.get(key) {
                        cells[*at].push_str(&value);
                    }
                }),
                // A row that ends before its columns is rejected by whoever reads it, with its line.
                Err(_) => {
                    return each(Row {
                        line,
                        cells: &[],
                        share,
                    });
                }
            }
            let row: Vec<&str> = cells.iter().map(String::as_str).collect();
            each(Row {
                line,
                cells: &row,
                share,
            })
        },
    )
}

/// Each object of the file with its line and the bytes read so far.
fn objects<B>(
    path: &Path,
    encoding: &'static Encoding,
    mut each: impl FnMut(u64, Result<Value, serde_json::Error>, u64) -> ControlFlow<B>,
) -> Result<Option<B>, ReadError> {
    let mut reader = BufReader::with_capacity(256 << 10, encoding::open(path, encoding)?);
    if reader
        .fill_buf()?
        .iter()
        .find(|byte| !byte.is_ascii_whitespace())
        == Some(&b'[')
    {
        let mut text = String::new();
        reader.read_to_string(&mut text)?;
        let list: Vec<Value> = serde_json::from_str(&text).map_err(|error| {
            ReadError::NoTable(format!("it starts as a JSON list and breaks off: {error}."))
        })?;
        let read = text.len() as u64;
        for (at, object) in list.into_iter().enumerate() {
            if let ControlFlow::Break(result) = each(at as u64 + 1, Ok(object), read) {
                return Ok(Some(result));
            }
        }
        return Ok(None);
    }
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        line.clear();
        let read = (&mut reader).take(LONGEST).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(None);
        }
        number += 1;
        if read as u64 == LONGEST {
            return Err(ReadError::Row {
                line: number,
                message: "The line is longer than 16 MB.".into(),
            });
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let object =
            serde_json::from_slice::<serde_json::Map<String, Value>>(&line).map(Value::Object);
        if let ControlFlow::Break(result) = each(number, object, reader.get_ref().bytes_read()) {
            return Ok(Some(result));
        }
    }
}

/// Gives every plain value with the path of keys to it. A list of plain values is one value, joined by "; ".
fn flatten(value: &Value, each: &mut impl FnMut(&str, String)) {
    fn walk(path: &mut String, value: &Value, each: &mut impl FnMut(&str, String)) {
        match value {
            Value::Null => each(path, String::new()),
            Value::Bool(value) => each(path, value.to_string()),
            Value::Number(value) => each(path, value.to_string()),
            Value::String(value) => each(path, value.clone()),
            Value::Array(values)
                if values
                    .iter()
                    .all(|value| !value.is_object() && !value.is_array()) =>
            {
                let words: Vec<String> = values
                    .iter()
                    .map(|value| {
                        value
                            .as_str()
                            .map_or_else(|| value.to_string(), str::to_owned)
                    })
                    .collect();
                each(path, words.join("; "));
            }
            Value::Array(values) => {
                for (at, value) in values.iter().enumerate() {
                    descend(path, &at.to_string(), value, each);
                }
            }
            Value::Object(fields) => {
                for (key, value) in fields {
                    descend(path, key, value, each);
                }
            }
        }
    }
    fn descend(path: &mut String, key: &str, value: &Value, each: &mut impl FnMut(&str, String)) {
        let before = path.len();
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(key);
        walk(path, value, each);
        path.truncate(before);
    }
    walk(&mut String::new(), value, each);
}
