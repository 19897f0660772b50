//! Templates: the touchpoints that a firm of an industry usually has, over the whole life of a client.
//!
//! Each template is a table beside this file; `words.csv` says what stages, channels and events are called, `index.csv`
//! which templates there are. The importance, the industry's attention and what should follow an event are assumptions
//! to begin with, not facts about any firm.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::access::Locale;

use super::TouchpointKind;

mod read;
#[cfg(test)]
mod tests;

pub use read::TemplateError;

/// A text in the languages of the screens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    pub en: String,
    pub de: String,
}

impl Words {
    pub fn of(&self, locale: Locale) -> &str {
        match locale {
            Locale::En => &self.en,
            Locale::De => &self.de,
        }
    }
}

/// A stage, a channel or an event, as a template calls it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateWord {
    pub key: String,
    pub label: Words,
}

/// One touchpoint that a firm of this industry usually has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateTouchpoint {
    /// Unique within the template.
    pub key: String,
    pub label: Words,
    /// Keys of the template's words.
    pub stage: String,
    pub channel: String,
    pub kind: TouchpointKind,
    /// 1–5, assumed.
    pub importance: u8,
    pub moment_of_truth: bool,
    /// 0–5, assumed.
    pub industry_attention: u8,
    /// The event that it answers, and within how many days.
    pub answers: Option<Answering>,
    pub purpose: Words,
}

/// The event that a touchpoint answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answering {
    /// Key of an event kind.
    pub event: String,
    /// `None`: it goes before the event, or has no deadline.
    pub within_days: Option<u32>,
}

/// The touchpoints of an industry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    pub key: String,
    pub label: Words,
    pub description: Words,
    /// In the order of a client's life.
    pub stages: Vec<TemplateWord>,
    pub channels: Vec<TemplateWord>,
    /// The kinds of events that some touchpoint answers.
    pub events: Vec<TemplateWord>,
    pub touchpoints: Vec<TemplateTouchpoint>,
}

impl Template {
    pub fn stage(&self, key: &str) -> Option<&TemplateWord> {
        self.stages.iter().find(|word| word.key == key)
    }

    pub fn channel(&self, key: &str) -> Option<&TemplateWord> {
        self.channels.iter().find(|word| word.key == key)
    }

    pub fn event(&self, key: &str) -> Option<&TemplateWord> {
        self.events.iter().find(|word| word.key == key)
    }
}

/// What makes a table no template: fewer rows than a whole life has, a kind left out, a key twice.
fn refuse_thin(template: &Template) -> Result<(), String> {
    const FEWEST: usize = 40;
    let count = template.touchpoints.len();
    if count < FEWEST {
        return Err(format!(
            "{count} touchpoints are too few: a life has {FEWEST}"
        ));
    }
    for kind in TouchpointKind::ALL {
        if !template.touchpoints.iter().any(|it| it.kind == *kind) {
            return Err(format!("no touchpoint is {}", kind.as_str()));
        }
    }
    let mut keys = BTreeSet::new();
    for it in &template.touchpoints {
        if !keys.insert(&it.key) {
            return Err(format!("the key {} stands twice", it.key));
        }
    }
    Ok(())
}

/// Every template, in the order of the index.
pub fn all() -> &'static [Template] {
    static ALL: OnceLock<Vec<Template>> = OnceLock::new();
    // The tables are part of the program, and a test reads them.
    ALL.get_or_init(|| read::built_in().unwrap_or_else(|error| panic!("{error}")))
}

/// The template of this key.
pub fn get(key: &str) -> Option<&'static Template> {
    all().iter().find(|template| template.key == key)
}
