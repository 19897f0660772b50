//! Reading the tables.

use std::collections::BTreeSet;

use super::{Answering, Template, TemplateTouchpoint, TemplateWord, Words, refuse_thin};
use crate::design::{Key, TouchpointKind};

/// What is wrong with a table, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {message}")]
pub struct TemplateError {
    pub file: String,
    /// Counted from 1, the header being line 1; 0 for the file as a whole.
    pub line: usize,
    pub message: String,
}

macro_rules! tables {
    ($($key:literal),* $(,)?) => {
        &[$(($key, include_str!(concat!($key, ".csv")))),*]
    };
}

/// The tables by their keys.
const TABLES: &[(&str, &str)] = tables! {
    "wealth_adviser", "law_firm", "retail_bank", "software_vendor", "clinic", "retailer", "hotel", "airport",
};

pub(super) fn built_in() -> Result<Vec<Template>, TemplateError> {
    let words = read_words(include_str!("words.csv"))?;
    read_index(include_str!("index.csv"), &words, |key| {
        TABLES
            .iter()
            .find(|(known, _)| *known == key)
            .map(|(_, text)| *text)
    })
}

/// One row of a table, by the names of its columns.
struct Row<'a> {
    file: &'a str,
    line: usize,
    header: &'a csv::StringRecord,
    cells: csv::StringRecord,
}

impl Row<'_> {
    fn error(&self, message: impl Into<String>) -> TemplateError {
        TemplateError {
            file: self.file.to_owned(),
            line: self.line,
            message: message.into(),
        }
    }

    fn text(&self, column: &str) -> Result<&str, TemplateError> {
        let at = self.header.iter().position(|name| name == column);
        let cell = at.and_then(|at| self.cells.get(at));
        cell.map(str::trim)
            .ok_or_else(|| self.error(format!("there is no column {column}")))
    }

    fn needed(&self, column: &str) -> Result<String, TemplateError> {
        match self.text(column)? {
            "" => Err(self.error(format!("{column} is empty"))),
            text => Ok(text.to_owned()),
        }
    }

    fn number(&self, column: &str, low: u32, high: u32) -> Result<u32, TemplateError> {
        let text = self.text(column)?;
        let number: Option<u32> = text.parse().ok();
        number
            .filter(|number| (low..=high).contains(number))
            .ok_or_else(|| self.error(format!("{column} is {text:?}, not {low}–{high}")))
    }

    fn words(&self, en: &str, de: &str) -> Result<Words, TemplateError> {
        Ok(Words {
            en: self.needed(en)?,
            de: self.needed(de)?,
        })
    }

    fn key(&self, column: &str) -> Result<String, TemplateError> {
        let text = self.needed(column)?;
        let key = Key::parse(&text).map_err(|refusal| self.error(refusal.to_string()))?;
        Ok(key.as_str().to_owned())
    }
}

fn rows<T>(
    file: &str,
    text: &str,
    mut read: impl FnMut(&Row<'_>) -> Result<T, TemplateError>,
) -> Result<Vec<T>, TemplateError> {
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let broken = |error: csv::Error| TemplateError {
        file: file.to_owned(),
        line: error
            .position()
            .map_or(0, |at| usize::try_from(at.line()).unwrap_or(0)),
        message: error.to_string(),
    };
    let header = reader.headers().map_err(broken)?.clone();
    let mut all = Vec::new();
    for cells in reader.records() {
        let cells = cells.map_err(broken)?;
        let line = cells
            .position()
            .map_or(0, |at| usize::try_from(at.line()).unwrap_or(0));
        all.push(read(&Row {
            file,
            line,
            header: &header,
            cells,
        })?);
    }
    Ok(all)
}

/// The words of all templates, in the order in which they are written: stages in the order of a client's life.
pub(super) struct Vocabulary {
    words: Vec<(What, TemplateWord)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Stage,
    Channel,
    Event,
}

impl Vocabulary {
    fn knows(&self, what: What, key: &str) -> bool {
        self.words
            .iter()
            .any(|(it, word)| *it == what && word.key == key)
    }

    fn used(&self, what: What, keys: &BTreeSet<&str>) -> Vec<TemplateWord> {
        let of_it = self.words.iter().filter(|(it, _)| *it == what);
        of_it
            .filter(|(_, word)| keys.contains(&*word.key))
            .map(|(_, word)| word.clone())
            .collect()
    }
}

pub(super) fn read_words(text: &str) -> Result<Vocabulary, TemplateError> {
    let words = rows("words.csv", text, |row| {
        let what = match row.text("what")? {
            "stage" => What::Stage,
            "channel" => What::Channel,
            "event" => What::Event,
            other => {
                return Err(row.error(format!("{other:?} is neither stage, channel nor event")));
            }
        };
        let word = TemplateWord {
            key: row.key("key")?,
            label: row.words("label", "label_de")?,
        };
        Ok((what, word))
    })?;
    Ok(Vocabulary { words })
}

pub(super) fn read_index<'t>(
    text: &str,
    words: &Vocabulary,
    table: impl Fn(&str) -> Option<&'t str>,
) -> Result<Vec<Template>, TemplateError> {
    rows("index.csv", text, |row| {
        let key = row.key("key")?;
        let text = table(&key).ok_or_else(|| row.error(format!("there is no table {key}.csv")))?;
        let touchpoints = read_touchpoints(&format!("{key}.csv"), text, words)?;
        let used = |of: fn(&TemplateTouchpoint) -> Option<&str>| {
            touchpoints.iter().filter_map(of).collect::<BTreeSet<_>>()
        };
        let template = Template {
            label: row.words("label", "label_de")?,
            description: row.words("description", "description_de")?,
            stages: words.used(What::Stage, &used(|it| Some(&it.stage))),
            channels: words.used(What::Channel, &used(|it| Some(&it.channel))),
            events: words.used(
                What::Event,
                &used(|it| it.answers.as_ref().map(|answers| &*answers.event)),
            ),
            key,
            touchpoints,
        };
        refuse_thin(&template).map_err(|message| TemplateError {
            file: format!("{}.csv", template.key),
            line: 0,
            message,
        })?;
        Ok(template)
    })
}

pub(super) fn read_touchpoints(
    file: &str,
    text: &str,
    words: &Vocabulary,
) -> Result<Vec<TemplateTouchpoint>, TemplateError> {
    rows(file, text, |row| {
        let known = |what, column: &str| {
            let key = row.key(column)?;
            if words.knows(what, &key) {
                Ok(key)
            } else {
                Err(row.error(format!("words.csv does not know the {column} {key}")))
            }
        };
        let kind = row.text("kind")?;
        let answers = match (row.text("after_event")?, row.text("within_days")?) {
            ("", "") => None,
            ("", _) => return Err(row.error("days without an event")),
            _ => Some(Answering {
                event: known(What::Event, "after_event")?,
                within_days: match row.text("within_days")? {
                    "" => None,
                    _ => Some(row.number("within_days", 0, 3_660)?),
                },
            }),
        };
        Ok(TemplateTouchpoint {
            key: row.key("key")?,
            label: row.words("label", "label_de")?,
            stage: known(What::Stage, "stage")?,
            channel: known(What::Channel, "channel")?,
            kind: TouchpointKind::parse(kind)
                .ok_or_else(|| row.error(format!("{kind:?} is no kind of touchpoint")))?,
            importance: small(row.number("importance", 1, 5)?),
            moment_of_truth: match row.text("moment_of_truth")? {
                "yes" | "true" | "1" => true,
                "" | "no" | "false" | "0" => false,
                other => {
                    return Err(row.error(format!("moment_of_truth is {other:?}, not yes or no")));
                }
            },
            industry_attention: small(row.number("industry_attention", 0, 5)?),
            answers,
            purpose: row.words("purpose", "purpose_de")?,
        })
    })
}

/// A number that was found to be at most 5.
fn small(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(5)
}
