//! A mapping put to work: bound to the columns of one file, it turns rows into responses.
//!
//! A row without a key, a date or a weight it should have is rejected as a whole, with the reason. A single
//! value that is neither on the scale nor a known code is left out and noted, and the row stays: a typing
//! error in one of 97 columns is no reason to lose a person's other answers.

mod bind;
mod cells;
mod when;

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use self::{cells::Bound, when::DatePlan};
use super::{Code, names, values};
use crate::{
    design::QuestionKind,
    signals::{
        record::{ClientRecord, ResponseRecord},
        scale::Scale,
    },
};

/// A question that the file answers.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionSpec {
    pub key: Arc<str>,
    pub label: String,
    pub kind: QuestionKind,
    pub scale: Option<Scale>,
    pub touchpoint: Option<String>,
    pub aspect: Option<String>,
    pub primary: bool,
}

/// A client attribute that the file fills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeSpec {
    pub key: Arc<str>,
    pub label: String,
    /// The readable values in the order of their codes: "Under 18" before "18 to 24".
    pub values: Vec<Arc<str>>,
}

/// Something in a row that was left out or is worth knowing; the row stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub row: u64,
    pub column: String,
    pub value: String,
    pub message: String,
}

/// A row that can't be taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    pub row: u64,
    pub reason: String,
}

/// What the cell of a score column turned out to be; `column` is its place in the file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell {
    Score(f64),
    Code(Code),
    /// Neither on the scale nor a known code.
    Off,
}

/// Is told what each cell became, to count it. The import counts, the preview counts and keeps examples.
pub trait Watch {
    fn score_cell(&mut self, column: usize, cell: Cell);
    fn note(&mut self, note: Note);
}

/// Reads rows of one file.
pub struct Plan {
    source: String,
    columns: Vec<Bound>,
    keys: Vec<usize>,
    key_names: String,
    client_key: Option<usize>,
    client_name: Option<usize>,
    weight: Option<usize>,
    date: DatePlan,
    channel: Option<Arc<str>>,
    questions: Vec<QuestionSpec>,
    attributes: Vec<AttributeSpec>,
    width: usize,
    names: Vec<String>,
    repeats: HashMap<u64, u32>,
}

impl Plan {
    pub fn source(&self) -> &str {
        &self.source
    }

    pub fn questions(&self) -> &[QuestionSpec] {
        &self.questions
    }

    pub fn attributes(&self) -> &[AttributeSpec] {
        &self.attributes
    }

    /// Whether clients are known by a column of their own, and may come back in another file.
    pub fn has_client_key(&self) -> bool {
        self.client_key.is_some()
    }

    /// Reads one row. `number` is the row as a spreadsheet counts it, for messages.
    pub fn read(
        &mut self,
        number: u64,
        row: &[&str],
        watch: &mut dyn Watch,
    ) -> Result<ResponseRecord, Reject> {
        let reject = |reason: String| Reject {
            row: number,
            reason,
        };
        if row.len() > self.width && row[self.width..].iter().any(|cell| !cell.trim().is_empty()) {
            return Err(reject(format!(
                "The row has {} values, the header names {} columns.",
                row.len(),
                self.width
            )));
        }
        if row.len() * 2 < self.width {
            return Err(reject(format!(
                "The row ends after {} of {} columns.",
                row.len(),
                self.width
            )));
        }
        let cell = |at: usize| row.get(at).copied().unwrap_or("").trim();
        let external_id = if self.keys.is_empty() {
            self.content_key(row)
        } else {
            let mut key = String::new();
            for at in &self.keys {
                if !key.is_empty() {
                    key.push('\u{1f}');
                }
                key.push_str(cell(*at));
            }
            if key.trim_matches('\u{1f}').is_empty() {
                return Err(reject(format!("The key {} is empty.", self.key_names)));
            }
            if key.len() > 200 {
                return Err(reject(format!(
                    "The key {} has more than 200 letters.",
                    self.key_names
                )));
            }
            key.replace('\u{1f}', "/")
        };
        let occurred_at = self
            .date
            .read(number, row, &self.names, watch)
            .map_err(reject)?;
        let weight = match self.weight {
            None => 1.0,
            Some(at) => match values::number(cell(at)) {
                Some(weight) if weight > 0.0 => weight,
                _ if cell(at).is_empty() => {
                    return Err(reject(format!("The weight `{}` is empty.", self.names[at])));
                }
                _ => {
                    return Err(reject(format!(
                        "The weight `{}` is \"{}\"; it must be a number above 0.",
                        self.names[at],
                        cell(at)
                    )));
                }
            },
        };
        let client_key = match self.client_key {
            None => format!("{}:{external_id}", self.source),
            Some(at) if cell(at).is_empty() => {
                return Err(reject(format!(
                    "The client's key `{}` is empty.",
                    self.names[at]
                )));
            }
            Some(at) => cell(at).to_owned(),
        };
        let mut response = ResponseRecord {
            external_id,
            client: ClientRecord {
                key: client_key,
                name: self
                    .client_name
                    .map(|at| cell(at).to_owned())
                    .filter(|name| !name.is_empty()),
                attributes: Vec::with_capacity(self.attributes.len()),
            },
            occurred_at,
            channel: self.channel.clone(),
            weight,
            answers: Vec::with_capacity(self.columns.len()),
        };
        for bound in &mut self.columns {
            bound.read(number, cell(bound.at), &self.names, &mut response, watch);
        }
        Ok(response)
    }

    /// The key of a row that has none: what it says, and how many rows before it said the same.
    fn content_key(&mut self, row: &[&str]) -> String {
        use sha2::{Digest, Sha256};
        let mut digest = Sha256::new();
        for (name, cell) in self.names.iter().zip(row) {
            let cell = cell.trim();
            if !cell.is_empty() {
                digest.update(names::plain(name).as_bytes());
                digest.update([0]);
                digest.update(cell.as_bytes());
                digest.update([1]);
            }
        }
        let digest = digest.finalize();
        let mut id = String::with_capacity(24);
        for byte in &digest[..10] {
            id.push_str(&format!("{byte:02x}"));
        }
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        let ordinal = self.repeats.entry(hasher.finish()).or_default();
        *ordinal += 1;
        format!("{id}-{ordinal}")
    }
}

/// Names in a sentence: "`a`, `b` and 3 more".
fn list(names: &[&str]) -> String {
    let shown: Vec<String> = names
        .iter()
        .take(4)
        .map(|name| format!("`{name}`"))
        .collect();
    match names.len().saturating_sub(shown.len()) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
