//! JSON lines, or one JSON array of objects: nested keys are flattened with dots.

use std::{
    cell::Cell,
    collections::HashMap,
    fmt,
    io::{self, BufRead, BufReader, Read},
    ops::ControlFlow,
    path::Path,
};

use encoding_rs::Encoding;
use serde::Deserializer as _;
use serde::de::{SeqAccess, Visitor};
use serde_json::Value;

use super::{Format, Layout, MOST_COLUMNS, ReadError, Remark, Row, encoding, refuse_wide};

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
                if columns.len() <= MOST_COLUMNS && !place.contains_key(key) {
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
    refuse_wide(columns.len())?;
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
        return list(reader, each);
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

/// Each object of one list that fills the file, one at a time: a list of any length takes the same memory.
fn list<B>(
    reader: impl Read,
    mut each: impl FnMut(u64, Result<Value, serde_json::Error>, u64) -> ControlFlow<B>,
) -> Result<Option<B>, ReadError> {
    let read = Cell::new(0);
    let counted = Counted {
        inner: reader,
        read: &read,
    };
    let (mut number, mut result) = (0, None);
    let ended = serde_json::Deserializer::from_reader(BufReader::new(counted)).deserialize_seq(
        Elements(|object| {
            number += 1;
            match each(number, Ok(object), read.get()) {
                ControlFlow::Continue(()) => true,
                ControlFlow::Break(broken) => {
                    result = Some(broken);
                    false
                }
            }
        }),
    );
    match (result, ended) {
        // Where the rest was not wanted, that it is not there is no error.
        (Some(result), _) => Ok(Some(result)),
        (None, Ok(())) => Ok(None),
        (None, Err(error)) => Err(ReadError::NoTable(format!(
            "it starts as a JSON list and breaks off: {error}."
        ))),
    }
}

/// Hands every element of a list on, until one is the last that is wanted.
struct Elements<F>(F);

impl<'de, F: FnMut(Value) -> bool> Visitor<'de> for Elements<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut elements: A) -> Result<(), A::Error> {
        while let Some(element) = elements.next_element()? {
            if !(self.0)(element) {
                break;
            }
        }
        Ok(())
    }
}

/// Counts what is read, for whoever wants to know how far it is.
struct Counted<'a, R> {
    inner: R,
    read: &'a Cell<u64>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        self.read.set(self.read.get() + count as u64);
        Ok(count)
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
