use serde::{Deserialize, Serialize};

use super::super::Key;
use crate::ids::PlatformId;
use crate::time::Timestamp;

/// The longest text of a field, in characters: a platform is read at one glance.
const LONGEST: usize = 600;
/// The longest theme: it is set in large letters.
const LONGEST_THEME: usize = 160;
/// More parts than a person keeps in mind are no promise any more.
const MOST_PARTS: usize = 12;

/// What a client is to live through with us. A versioned document: fields that a later version adds are empty here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlatformDocument {
    /// The whole in one line.
    pub theme: String,
    /// What we promise, in parts that can each be kept or broken.
    pub promise: Vec<Part>,
    pub senses: Senses,
    /// How it makes people feel, think, act, and whom they belong to by it.
    pub feel: String,
    pub think: String,
    pub act: String,
    pub relate: String,
}

/// One line of the promise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Part {
    /// Stays when the words are polished; what expresses the part names it.
    pub key: String,
    pub words: String,
}

/// What each sense meets; empty where nothing is intended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Senses {
    pub sight: String,
    pub sound: String,
    pub smell: String,
    pub taste: String,
    pub touch: String,
}

/// Who touched a version last, as they were called then, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touch {
    pub by: String,
    pub at: Timestamp,
}

/// One version. At most the newest is a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlatformVersion {
    pub id: PlatformId,
    pub version: i32,
    /// Grows with every save of any version, so that who saves over somebody else's work is told.
    pub revision: i64,
    pub document: PlatformDocument,
    pub changed: Touch,
    /// `None`: a draft.
    pub published: Option<Touch>,
}

/// Why a document is refused as a whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentRefusal {
    #[error("{field} has at most {most} characters")]
    TooLong { field: String, most: usize },
    #[error("a promise has at most {MOST_PARTS} parts")]
    TooManyParts,
    #[error("the key {0:?} stands twice")]
    KeyTwice(String),
    #[error("{0:?} is no key of a part")]
    NotAKey(String),
}

impl DocumentRefusal {
    /// The field it is about.
    pub fn field(&self) -> String {
        match self {
            Self::TooLong { field, .. } => field.clone(),
            Self::TooManyParts | Self::KeyTwice(_) | Self::NotAKey(_) => "promise".to_owned(),
        }
    }
}

/// One thing that keeps a platform from being published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// `theme`, `promise`, `senses`, `feel`, …
    pub field: &'static str,
    /// The part that it is about, by its position.
    pub item: Option<usize>,
    pub code: LackCode,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LackCode {
    /// Nothing stands there.
    Missing,
    /// A part of the promise has no words.
    PartWithoutWords,
    /// Two parts say the same.
    PartTwice,
    /// No sense is spoken to.
    NoSense,
}

impl LackCode {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::PartWithoutWords => "part_without_words",
            Self::PartTwice => "part_twice",
            Self::NoSense => "no_sense",
        }
    }
}

/// One difference between two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// `theme`, `senses.smell`, `feel`, …; `promise` for a part.
    pub field: String,
    /// The key of the part.
    pub part: Option<String>,
    /// Empty where it is new.
    pub from: String,
    /// Empty where it was taken out.
    pub to: String,
}

impl Senses {
    /// Each sense with its words, in the order in which they are always shown.
    pub fn each(&self) -> [(&'static str, &str); 5] {
        [
            ("sight", &self.sight),
            ("sound", &self.sound),
            ("smell", &self.smell),
            ("taste", &self.taste),
            ("touch", &self.touch),
        ]
    }
}

impl PlatformDocument {
    /// Tidies spaces, drops parts that are wholly empty, and gives every new part a key made of its words. `known` are
    /// keys that earlier versions used for other words: a new part never takes one of them by chance.
    pub fn tidied(mut self, known: &[String]) -> Result<Self, DocumentRefusal> {
        self.theme = line(&self.theme);
        check_length("theme", &self.theme, LONGEST_THEME)?;
        for (field, text) in [
            ("senses.sight", &mut self.senses.sight),
            ("senses.sound", &mut self.senses.sound),
            ("senses.smell", &mut self.senses.smell),
            ("senses.taste", &mut self.senses.taste),
            ("senses.touch", &mut self.senses.touch),
            ("feel", &mut self.feel),
            ("think", &mut self.think),
            ("act", &mut self.act),
            ("relate", &mut self.relate),
        ] {
            *text = paragraphs(text);
            check_length(field, text, LONGEST)?;
        }
        for part in &mut self.promise {
            part.words = line(&part.words);
            part.key = part.key.trim().to_owned();
        }
        self.promise
            .retain(|part| !part.key.is_empty() || !part.words.is_empty());
        if self.promise.len() > MOST_PARTS {
            return Err(DocumentRefusal::TooManyParts);
        }
        for (at, part) in self.promise.iter().enumerate() {
            check_length(&format!("promise[{at}]"), &part.words, LONGEST)?;
            if !part.key.is_empty() {
                let same = Key::parse(&part.key).is_ok_and(|key| key.as_str() == part.key);
                if !same {
                    return Err(DocumentRefusal::NotAKey(part.key.clone()));
                }
                if self.promise[..at].iter().any(|one| one.key == part.key) {
                    return Err(DocumentRefusal::KeyTwice(part.key.clone()));
                }
            }
        }
        self.name_parts(known);
        Ok(self)
    }

    fn name_parts(&mut self, known: &[String]) {
        for at in 0..self.promise.len() {
            if !self.promise[at].key.is_empty() {
                continue;
            }
            let taken = |key: &str| {
                known.iter().any(|one| one == key) || self.promise.iter().any(|one| one.key == key)
            };
            let base = Key::of_label(&self.promise[at].words).map_or_else(
                || "part".to_owned(),
                |key| key.as_str().chars().take(48).collect::<String>(),
            );
            let base = base.trim_end_matches('-').to_owned();
            let numbered = (2..).map(|n: u32| format!("{base}-{n}"));
            let free = std::iter::once(base.clone())
                .chain(numbered)
                .find(|key| !taken(key));
            self.promise[at].key = free.unwrap_or(base);
        }
    }

    /// What keeps it from being published, in the order of the page; empty: nothing.
    ///
    /// A platform is a decision: one theme, at least one part of a promise, at least one sense, and an answer to each
    /// of feel, think, act and relate (Schmitt's modules), even if it is "no more than elsewhere".
    pub fn lacks(&self) -> Vec<Lack> {
        let mut lacks = Vec::new();
        let lack = |field, item, code| Lack { field, item, code };
        if self.theme.is_empty() {
            lacks.push(lack("theme", None, LackCode::Missing));
        }
        if self.promise.is_empty() {
            lacks.push(lack("promise", None, LackCode::Missing));
        }
        for (at, part) in self.promise.iter().enumerate() {
            let earlier = &self.promise[..at];
            if part.words.is_empty() {
                lacks.push(lack("promise", Some(at), LackCode::PartWithoutWords));
            } else if earlier
                .iter()
                .any(|one| one.words.to_lowercase() == part.words.to_lowercase())
            {
                lacks.push(lack("promise", Some(at), LackCode::PartTwice));
            }
        }
        if self.senses.each().iter().all(|(_, words)| words.is_empty()) {
            lacks.push(lack("senses", None, LackCode::NoSense));
        }
        for (field, text) in [
            ("feel", &self.feel),
            ("think", &self.think),
            ("act", &self.act),
            ("relate", &self.relate),
        ] {
            if text.is_empty() {
                lacks.push(lack(field, None, LackCode::Missing));
            }
        }
        lacks
    }

    /// What is other in this one than in `before`, in the order of the page. The order of parts is a change too: what
    /// we promise first weighs most.
    pub fn changes_since(&self, before: &Self) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut note = |field: &str, part: Option<&str>, from: &str, to: &str| {
            if from != to {
                changes.push(Change {
                    field: field.to_owned(),
                    part: part.map(str::to_owned),
                    from: from.to_owned(),
                    to: to.to_owned(),
                });
            }
        };
        note("theme", None, &before.theme, &self.theme);
        for part in &self.promise {
            let from = before.part(&part.key).map_or("", |one| &*one.words);
            note("promise", Some(&part.key), from, &part.words);
        }
        for part in &before.promise {
            if self.part(&part.key).is_none() {
                note("promise", Some(&part.key), &part.words, "");
            }
        }
        let order = |one: &Self, other: &Self| -> String {
            let kept = one
                .promise
                .iter()
                .filter(|it| other.part(&it.key).is_some());
            kept.map(|it| &*it.key).collect::<Vec<_>>().join(", ")
        };
        note("order", None, &order(before, self), &order(self, before));
        for ((sense, from), (_, to)) in before.senses.each().iter().zip(self.senses.each()) {
            note(&format!("senses.{sense}"), None, from, to);
        }
        note("feel", None, &before.feel, &self.feel);
        note("think", None, &before.think, &self.think);
        note("act", None, &before.act, &self.act);
        note("relate", None, &before.relate, &self.relate);
        changes
    }

    pub fn part(&self, key: &str) -> Option<&Part> {
        self.promise.iter().find(|part| part.key == key)
    }
}

/// The keys of all parts of all versions.
pub fn part_keys<'v>(versions: impl IntoIterator<Item = &'v PlatformVersion>) -> Vec<String> {
    let mut keys: Vec<String> = versions
        .into_iter()
        .flat_map(|version| &version.document.promise)
        .map(|part| part.key.clone())
        .collect();
    keys.sort();
    keys.dedup();
    keys
}

fn check_length(field: &str, text: &str, most: usize) -> Result<(), DocumentRefusal> {
    if text.chars().count() > most {
        return Err(DocumentRefusal::TooLong {
            field: field.to_owned(),
            most,
        });
    }
    Ok(())
}

/// One line: any run of spaces becomes one.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lines stay, spaces at their ends go.
fn paragraphs(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines.join("\n").trim().to_owned()
}
