//! How the columns of a file become responses: the versioned mapping document, what a column holds
//! ([`profile`]), what it probably means ([`propose`]), and the meaning put to work ([`apply`]).
//!
//! A mapping is written once, by hand or from a proposal, and kept: next year's file has its columns
//! elsewhere and its names spelled a little differently ([`names`]).
//!
//! | word | meaning |
//! | --- | --- |
//! | role | what one column is for: key, date, rating, attribute, … |
//! | code | a value of a score column that is no score: "6 = never used", "11 = blank" |
//! | key | the columns whose values together name one row; none = the row's own content names it |
//! | settle | a question that only a person can answer, with a safe default |

pub mod apply;
pub mod dates;
pub mod names;
pub mod preview;
pub mod profile;
pub mod propose;
pub mod ready;
pub mod settle;
mod shape;
pub mod values;
mod words;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::scale::Scale;
use crate::design::TouchpointKind;
pub use dates::DateOrder;

/// The version of the document that this program writes and the only one it reads.
pub const VERSION: u32 = 1;

/// The mapping document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mapping {
    pub version: u32,
    /// For people: "SFO customer survey 2017".
    pub name: String,
    /// Where the rows come from; with the key it makes a row unique for ever: "sfo-2017".
    pub source: String,
    /// Why it reads as it does: where a date, a code or a label comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// What the file looks like, where detection should not decide.
    #[serde(default, skip_serializing_if = "FileHints::is_empty")]
    pub file: FileHints,
    /// The parts of the date that no column holds.
    #[serde(default, skip_serializing_if = "FixedDate::is_empty")]
    pub date: FixedDate,
    /// The channel by which the questionnaires were answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<Named>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Named>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub touchpoints: Vec<TouchpointRule>,
    pub columns: Vec<ColumnRule>,
}

/// Overrides for reading the file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FileHints {
    /// A WHATWG encoding label: "utf-8", "windows-1252".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// Rows that hold names, labels or ids; the first names the columns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_rows: Option<usize>,
    /// Rows above the header: a title, an empty line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skip_rows: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
}

impl FileHints {
    pub fn is_empty(&self) -> bool {
        *self == FileHints::default()
    }
}

/// What is the same for every row: `{year: 2017, month: 5}` when the file holds only days of the month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FixedDate {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<i16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<i8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<i8>,
}

impl FixedDate {
    pub fn is_empty(&self) -> bool {
        *self == FixedDate::default()
    }
}

/// A stage or a channel, created when it isn't there yet; the order of the list is their order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub key: String,
    pub label: String,
}

/// A touchpoint that the file rates, created when it isn't there yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TouchpointRule {
    pub key: String,
    pub label: String,
    #[serde(default = "dynamic")]
    pub kind: TouchpointKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
}

fn dynamic() -> TouchpointKind {
    TouchpointKind::Dynamic
}

/// One column and its meaning.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnRule {
    /// The name in the header. Duplicates read as "name (2)", "name (3)".
    pub column: String,
    /// Other spellings seen in other years.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The question or attribute in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    #[serde(flatten)]
    pub role: Role,
}

/// What a column is for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "role", rename_all = "snake_case")]
pub enum Role {
    /// Part of the row's key.
    Key,
    /// Names the client; without it, source and key do.
    ClientKey,
    /// The client's name.
    ClientName,
    Date {
        part: DatePart,
        /// The order of day, month and year, for `part: whole`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        order: Option<DateOrder>,
    },
    Weight,
    /// Would you recommend us, 0–10.
    Recommend(ScoreRule),
    Rating(ScoreRule),
    Effort(ScoreRule),
    Comment {
        question: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        touchpoint: Option<String>,
        /// Values that stand for no words.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        blank: Vec<String>,
    },
    /// Numbers that stand for what somebody said.
    CommentCodes {
        question: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        touchpoint: Option<String>,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        codes: BTreeMap<String, String>,
        /// Which codes speak of which touchpoint: `{"wifi": ["11"]}`. They are kept as remarks about it, under a
        /// question of their own; the others stay with the column's touchpoint, or with the whole experience.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        about: BTreeMap<String, Vec<String>>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        blank: Vec<String>,
    },
    /// An answer from a list; several columns of one question make a multiple choice.
    Choice {
        question: String,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        values: BTreeMap<String, String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        blank: Vec<String>,
        /// Also keep the answer of this column as an attribute of the client.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        attribute: Option<String>,
    },
    /// Something about the client, to compare groups by.
    Attribute {
        attribute: String,
        /// Readable values; what isn't listed stands for itself.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        values: BTreeMap<String, String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        blank: Vec<String>,
    },
    Ignore,
}

impl Role {
    /// The name of the role as the document spells it.
    pub fn name(&self) -> &'static str {
        match self {
            Role::Key => "key",
            Role::ClientKey => "client_key",
            Role::ClientName => "client_name",
            Role::Date { .. } => "date",
            Role::Weight => "weight",
            Role::Recommend(_) => "recommend",
            Role::Rating(_) => "rating",
            Role::Effort(_) => "effort",
            Role::Comment { .. } => "comment",
            Role::CommentCodes { .. } => "comment_codes",
            Role::Choice { .. } => "choice",
            Role::Attribute { .. } => "attribute",
            Role::Ignore => "ignore",
        }
    }

    pub fn score(&self) -> Option<&ScoreRule> {
        match self {
            Role::Recommend(rule) | Role::Rating(rule) | Role::Effort(rule) => Some(rule),
            _ => None,
        }
    }

    pub fn score_mut(&mut self) -> Option<&mut ScoreRule> {
        match self {
            Role::Recommend(rule) | Role::Rating(rule) | Role::Effort(rule) => Some(rule),
            _ => None,
        }
    }
}

/// Which part of the date a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DatePart {
    /// Day, month and year, perhaps with the time.
    Whole,
    Year,
    Month,
    /// Day of the month.
    Day,
    /// Monday, Tue, …: only compared with the date; the date wins.
    Weekday,
    /// Time of day.
    Time,
}

/// A column of scores.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScoreRule {
    /// The key of the question; the same in every year, so that trends join.
    pub question: String,
    pub scale: Scale,
    /// Values that are no scores. Compared without case and spaces; "6" is also "6.0". An empty cell is blank.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub codes: BTreeMap<String, Code>,
    /// None rates the whole experience.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub touchpoint: Option<String>,
    /// Tells two ratings of one touchpoint apart: "quality", "cleanliness".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aspect: Option<String>,
    /// Whether this is *the* score of its touchpoint.
    #[serde(default, skip_serializing_if = "is_false")]
    pub primary: bool,
}

fn is_false(value: &bool) -> bool {
    !value
}

/// Why a cell holds no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    NotUsed,
    DontKnow,
    Blank,
    NotAsked,
}

impl Code {
    /// In words, for sentences.
    pub fn words(self) -> &'static str {
        match self {
            Code::NotUsed => "never used",
            Code::DontKnow => "don't know",
            Code::Blank => "blank",
            Code::NotAsked => "not asked",
        }
    }
}

/// Why a document is no mapping.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    #[error("This is no mapping document: {0}")]
    Unreadable(String),
    #[error(
        "This mapping has version {found}; this program reads version {VERSION}. Use the program that wrote it, or save it again."
    )]
    Version { found: u64 },
    #[error("Column `{column}`: {message}")]
    Column { column: String, message: String },
    #[error("{0}")]
    Document(String),
}

impl Mapping {
    /// Reads a document. The version comes first, so that a newer document says so instead of failing on a new field.
    pub fn from_json(text: &str) -> Result<Mapping, MappingError> {
        let value: serde_json::Value = serde_json::from_str(text)
            .map_err(|error| MappingError::Unreadable(error.to_string()))?;
        Mapping::from_value(value)
    }

    pub fn from_value(value: serde_json::Value) -> Result<Mapping, MappingError> {
        match value.get("version").and_then(serde_json::Value::as_u64) {
            Some(version) if version == u64::from(VERSION) => {}
            Some(found) => return Err(MappingError::Version { found }),
            None => return Err(MappingError::Unreadable("it has no `version`".into())),
        }
        let mapping: Mapping = serde_json::from_value(value)
            .map_err(|error| MappingError::Unreadable(error.to_string()))?;
        mapping.check()?;
        Ok(mapping)
    }

    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("a mapping has only text keys")
    }

    pub fn rule(&self, column: &str) -> Option<&ColumnRule> {
        self.columns.iter().find(|rule| rule.column == column)
    }

    pub fn rule_mut(&mut self, column: &str) -> Option<&mut ColumnRule> {
        self.columns.iter_mut().find(|rule| rule.column == column)
    }

    /// What must hold whatever the file: references resolve, names are unique, one primary score a touchpoint.
    pub fn check(&self) -> Result<(), MappingError> {
        let document = |message: String| Err(MappingError::Document(message));
        if self.source.trim().is_empty() {
            return document("The mapping names no source. A short name such as `shop-2026` keeps its keys apart from other files'.".into());
        }
        let mut seen = std::collections::BTreeSet::new();
        let mut primary: BTreeMap<&str, &str> = BTreeMap::new();
        let mut questions: BTreeMap<&str, &Role> = BTreeMap::new();
        for rule in &self.columns {
            let column = rule.column.clone();
            let wrong = |message: String| {
                Err(MappingError::Column {
                    column: column.clone(),
                    message,
                })
            };
            if !seen.insert(rule.column.as_str()) {
                return wrong("is mapped twice".into());
            }
            let known = |key: &&str| self.touchpoints.iter().any(|t| t.key == *key);
            if let Some(touchpoint) = rule.role.touchpoints().find(|key| !known(key)) {
                return wrong(format!(
                    "the touchpoint `{touchpoint}` is not in the list of touchpoints"
                ));
            }
            if let Role::CommentCodes { about, .. } = &rule.role {
                let mut placed = std::collections::BTreeSet::new();
                if let Some(code) = about.values().flatten().find(|code| !placed.insert(*code)) {
                    return wrong(format!("the code `{code}` speaks of two touchpoints"));
                }
            }
            if let Some(score) = rule.role.score() {
                if score.primary
                    && let Some(touchpoint) = &score.touchpoint
                    && let Some(other) = primary.insert(touchpoint, &rule.column)
                {
                    return wrong(format!(
                        "`{other}` is already the primary score of `{touchpoint}`"
                    ));
                }
                if questions.insert(&score.question, &rule.role).is_some() {
                    return wrong(format!(
                        "the question `{}` has two columns; a score question has one",
                        score.question
                    ));
                }
            } else if let Some(question) = rule.role.question()
                && let Some(other) = questions.insert(question, &rule.role)
                && other.name() != rule.role.name()
            {
                return wrong(format!(
                    "the question `{question}` is also a {} column",
                    other.name()
                ));
            }
        }
        for touchpoint in &self.touchpoints {
            for (what, key, list) in [
                ("stage", &touchpoint.stage, &self.stages),
                ("channel", &touchpoint.channel, &self.channels),
            ] {
                if let Some(key) = key
                    && !list.iter().any(|named| named.key == *key)
                {
                    return document(format!(
                        "The touchpoint `{}` names the {what} `{key}`, which is not in the list.",
                        touchpoint.key
                    ));
                }
            }
        }
        Ok(())
    }
}

impl Role {
    /// The key of the question that the column answers.
    pub fn question(&self) -> Option<&str> {
        match self {
            Role::Recommend(rule) | Role::Rating(rule) | Role::Effort(rule) => Some(&rule.question),
            Role::Comment { question, .. }
            | Role::CommentCodes { question, .. }
            | Role::Choice { question, .. } => Some(question),
            _ => None,
        }
    }

    pub fn touchpoint(&self) -> Option<&str> {
        match self {
            Role::Recommend(rule) | Role::Rating(rule) | Role::Effort(rule) => {
                rule.touchpoint.as_deref()
            }
            Role::Comment { touchpoint, .. } | Role::CommentCodes { touchpoint, .. } => {
                touchpoint.as_deref()
            }
            _ => None,
        }
    }

    /// Every touchpoint that the column speaks of.
    pub fn touchpoints(&self) -> impl Iterator<Item = &str> {
        let about = match self {
            Role::CommentCodes { about, .. } => Some(about),
            _ => None,
        };
        let about = about.into_iter().flat_map(BTreeMap::keys);
        self.touchpoint()
            .into_iter()
            .chain(about.map(String::as_str))
    }

    /// The key of the client attribute that the column fills.
    pub fn attribute(&self) -> Option<&str> {
        match self {
            Role::Attribute { attribute, .. } => Some(attribute),
            Role::Choice { attribute, .. } => attribute.as_deref(),
            _ => None,
        }
    }
}
