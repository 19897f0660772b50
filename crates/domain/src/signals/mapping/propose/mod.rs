//! A first mapping of an unknown file, from the names of its columns and from what they hold.
//!
//! Every meaning comes with how sure it is and one line why. What cannot be known is settled with a safe default
//! and asked: which month, what a code beside a scale means.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

mod bare;
mod date;
mod scores;
mod words;

use super::{
    ColumnRule, FileHints, FixedDate, Mapping, Role, TouchpointRule, VERSION, names,
    profile::{ColumnProfile, Profile},
    settle::Settle,
    shape::{self, Shape},
    values,
    words::Hints,
};

/// How sure a meaning is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    Sure,
    Likely,
    /// A person should look.
    Asks,
}

/// Why a column got its meaning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnNote {
    pub column: String,
    pub confidence: Confidence,
    pub why: String,
}

/// A mapping with reasons and questions.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    pub mapping: Mapping,
    /// One for each column, in order.
    pub notes: Vec<ColumnNote>,
    pub settle: Vec<Settle>,
}

/// What is known beside the values.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The name of the file, which often holds the year.
    pub file_name: &'a str,
    /// A second header row with the questions in words; may be shorter or empty.
    pub labels: &'a [String],
    pub today: Date,
}

struct Proposing<'a> {
    context: Context<'a>,
    profile: &'a Profile,
    hints: Vec<Hints>,
    shapes: Vec<Option<Shape>>,
    families: Vec<usize>,
    decided: Vec<Option<(Role, Confidence, String)>>,
    date: FixedDate,
    touchpoints: Vec<TouchpointRule>,
    settle: Vec<Settle>,
}

/// Proposes a mapping for a file.
pub fn propose(context: Context<'_>, profile: &Profile) -> Proposal {
    let label = |at: usize| context.labels.get(at).map(String::as_str).unwrap_or("");
    let hints = profile
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| Hints::of(&column.name, label(at)))
        .collect();
    let mut shapes: Vec<Option<Shape>> = profile.columns.iter().map(shape::of).collect();
    let families = shape::align(&profile.columns, &mut shapes);
    let mut work = Proposing {
        context,
        profile,
        hints,
        shapes,
        families,
        decided: vec![None; profile.columns.len()],
        date: FixedDate::default(),
        touchpoints: Vec::new(),
        settle: Vec::new(),
    };
    work.set_aside();
    work.find_key();
    work.find_date();
    work.find_weight();
    work.find_multiple();
    work.find_scores();
    work.find_words();
    work.rest();
    work.finish()
}

impl Proposing<'_> {
    fn column(&self, at: usize) -> &ColumnProfile {
        &self.profile.columns[at]
    }

    fn decide(&mut self, at: usize, role: Role, confidence: Confidence, why: impl Into<String>) {
        if self.decided[at].is_none() {
            self.decided[at] = Some((role, confidence, why.into()));
        }
    }

    fn open(&self) -> Vec<usize> {
        (0..self.decided.len())
            .filter(|at| self.decided[*at].is_none())
            .collect()
    }

    /// Columns without information: empty, the same in every row, a copy of another, personal data.
    fn set_aside(&mut self) {
        let mut seen: HashMap<u64, usize> = HashMap::new();
        for at in 0..self.profile.columns.len() {
            let column = &self.profile.columns[at];
            if column.filled == 0 {
                self.decide(at, Role::Ignore, Confidence::Sure, "Empty.");
                continue;
            }
            if column.distinct == 1
                && column.empty == 0
                && self.profile.rows > 1
                && !self.hints[at].year
                && !self.hints[at].date
            {
                let why = format!(
                    "The same in every row: “{}”.",
                    shortened(&column.values[0].value)
                );
                self.decide(at, Role::Ignore, Confidence::Sure, why);
                continue;
            }
            match seen.get(&column.fingerprint) {
                Some(first) if column.distinct > 1 => {
                    let why = format!("Repeats `{}`.", self.profile.columns[*first].name);
                    self.decide(at, Role::Ignore, Confidence::Sure, why);
                }
                _ => {
                    seen.insert(column.fingerprint, at);
                }
            }
            if self.hints[at].personal && self.shapes[at].is_none() {
                self.decide(
                    at,
                    Role::Ignore,
                    Confidence::Likely,
                    "Personal data that no measure needs.",
                );
            }
        }
    }

    fn find_key(&mut self) {
        // A key that is called one may lack in a few bad rows; they are set aside with their reason.
        let full = |at: usize| {
            let column = self.column(at);
            let nearly = self.hints[at].key
                && column.filled > 0
                && column.empty * 100 <= self.profile.rows
                && column.distinct * 100 >= column.filled * 99;
            (column.empty == 0 && column.unique() || nearly) && column.longest <= 64
        };
        let candidates: Vec<usize> = self
            .open()
            .into_iter()
            .filter(|at| {
                let column = self.column(*at);
                full(*at)
                    && (column.whole() && column.numbers == column.filled || column.numbers == 0)
                    && !is_date(column)
                    && column.mean_length <= 40.0
                    && column.sentences * 2 <= column.filled
            })
            .collect();
        if self.profile.rows < 2 && !candidates.iter().any(|at| self.hints[*at].key) {
            return;
        }
        let rank = |at: &usize| {
            let name = names::plain(&self.column(*at).name);
            let survey = ["respnum", "responseid", "respondent", "respid", "recordid"]
                .iter()
                .any(|word| name.starts_with(word))
                || self
                    .context
                    .labels
                    .get(*at)
                    .is_some_and(|label| names::plain(label) == "responseid");
            (
                !survey,
                !self.hints[*at].key,
                self.shapes[*at].is_some(),
                *at,
            )
        };
        if let Some(&at) = candidates.iter().min_by_key(|at| rank(at)) {
            let (hinted, distinct) = (self.hints[at].key, self.column(at).distinct);
            let empty = match self.column(at).empty {
                0 => "none empty".to_owned(),
                some => format!("{some} empty"),
            };
            let confidence = if hinted {
                Confidence::Sure
            } else {
                Confidence::Likely
            };
            self.decide(
                at,
                Role::Key,
                confidence,
                format!("One row is one person: {distinct} different, {empty}."),
            );
            for other in candidates {
                if !self.column(other).whole() && !self.hints[other].key {
                    continue;
                }
                let why = format!("Numbers the rows, as `{}` does.", self.column(at).name);
                self.decide(other, Role::Ignore, Confidence::Likely, why);
            }
        }
    }

    fn find_weight(&mut self) {
        let weighty = |column: &ColumnProfile| {
            column.numbers * 100 >= column.filled * 99
                && column.empty * 100 <= self.profile.rows
                && column.low > 0.0
                && column.distinct > 1
        };
        let open = self.open();
        if let Some(&at) = open
            .iter()
            .find(|at| self.hints[**at].weight && weighty(self.column(**at)))
        {
            let mean = self.column(at).mean;
            self.decide(
                at,
                Role::Weight,
                Confidence::Sure,
                format!("Mean {mean:.2}, so totals stay true."),
            );
        } else if let Some(&at) = open.iter().find(|at| {
            let column = self.column(**at);
            weighty(column)
                && !column.whole()
                && (0.98..=1.02).contains(&column.mean)
                && !self.hints[**at].attribute
        }) {
            let mean = self.column(at).mean;
            self.decide(
                at,
                Role::Weight,
                Confidence::Likely,
                format!("Positive numbers with mean {mean:.2}."),
            );
        }
    }

    /// What is left compares groups, or is too varied to.
    fn rest(&mut self) {
        let mut taken: std::collections::BTreeSet<String> = self
            .decided
            .iter()
            .flatten()
            .filter_map(|(role, ..)| role.attribute().map(str::to_owned))
            .collect();
        for at in self.open() {
            let column = self.column(at).clone();
            let dates_many = is_date(&column);
            let times = column.dates.times * 2 > column.filled;
            if column.distinct > 200 && column.distinct * 10 > column.filled
                || dates_many
                || column.distinct > 1_000
            {
                let why = format!(
                    "{} different values: too many to compare groups by.",
                    column.distinct
                );
                self.decide(at, Role::Ignore, Confidence::Likely, why);
                continue;
            }
            if !column.whole() && column.numbers == column.filled && column.distinct > 30 && !times
            {
                self.decide(
                    at,
                    Role::Ignore,
                    Confidence::Likely,
                    "Measured numbers, no groups.",
                );
                continue;
            }
            let mut key = names::key(&first_name(&column.name));
            while !taken.insert(key.clone()) {
                key.push('_');
            }
            let blank = column
                .values
                .iter()
                .filter(|value| {
                    values::is_blank_word(&values::canonical(&value.value))
                        || is_missing_code(&column, &value.value)
                })
                .map(|value| value.value.clone())
                .collect();
            let confidence = if self.hints[at].attribute && column.distinct <= 50 {
                Confidence::Sure
            } else {
                Confidence::Likely
            };
            let why = format!("{} values, to compare groups by.", column.distinct);
            self.decide(
                at,
                Role::Attribute {
                    attribute: key,
                    values: BTreeMap::new(),
                    blank,
                },
                confidence,
                why,
            );
        }
    }

    fn finish(self) -> Proposal {
        let name = self
            .context
            .file_name
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or("")
            .rsplit_once('.')
            .map_or(self.context.file_name, |(stem, _)| stem);
        let mut columns = Vec::new();
        let mut notes = Vec::new();
        for (at, decided) in self.decided.into_iter().enumerate() {
            let column = self.profile.columns[at].name.clone();
            let (role, confidence, why) = decided.unwrap_or((
                Role::Ignore,
                Confidence::Likely,
                "Nothing is known of it.".into(),
            ));
            let label = self
                .context
                .labels
                .get(at)
                .filter(|label| !label.is_empty() && **label != column)
                .cloned();
            notes.push(ColumnNote {
                column: column.clone(),
                confidence,
                why,
            });
            columns.push(ColumnRule {
                column,
                aliases: Vec::new(),
                label,
                role,
            });
        }
        let source = names::key(name).replace('_', "-");
        let mapping = Mapping {
            version: VERSION,
            name: sentence(name),
            source,
            about: None,
            file: FileHints::default(),
            date: self.date,
            channel: None,
            stages: Vec::new(),
            channels: Vec::new(),
            touchpoints: self.touchpoints,
            columns,
        };
        Proposal {
            mapping,
            notes,
            settle: self.settle,
        }
    }
}

fn is_date(column: &ColumnProfile) -> bool {
    column.filled > 0 && column.dates.order().is_some()
}

fn is_missing_code(column: &ColumnProfile, value: &str) -> bool {
    values::number(value)
        .is_some_and(|number| number < 0.0 && number.fract() == 0.0 && column.high > 0.0)
        && column
            .points()
            .iter()
            .filter(|(point, _)| *point < 0)
            .count()
            == 1
}

fn zero_blank(column: &ColumnProfile) -> Vec<String> {
    if column.values.iter().any(|value| value.value == "0") {
        vec!["0".into()]
    } else {
        vec![]
    }
}

/// The key of a question: the name of the column without numbering marks that exports add.
fn question_key(name: &str) -> String {
    let name = first_name(name);
    name.chars()
        .map(|c| if c.is_whitespace() { '_' } else { c })
        .collect()
}

fn first_name(name: &str) -> String {
    let name = name.trim().trim_start_matches('*').trim();
    if name.is_empty() {
        "column".into()
    } else {
        name.to_owned()
    }
}

/// A name as the beginning of a sentence: "overall_rating" → "Overall rating".
fn sentence(name: &str) -> String {
    let words = name.trim().replace(['_', '.', '-'], " ");
    let words = if words.chars().all(|c| !c.is_lowercase()) {
        words.to_lowercase()
    } else {
        words
    };
    let mut chars = words.chars();
    chars.next().map_or_else(
        || "File".into(),
        |first| first.to_uppercase().chain(chars).collect(),
    )
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= 40 {
        text.to_owned()
    } else {
        text.chars().take(39).chain(['…']).collect()
    }
}
