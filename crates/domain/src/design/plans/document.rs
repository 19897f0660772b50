//! The plan as people write it: every part may still be empty. What must be there before it goes live says the gate.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{ElementId, PersonId};

/// The form of the document that this program writes and the only one it reads.
const FORMAT: u32 = 1;

/// The longest words of one field, in characters.
const LONGEST: usize = 4_000;
/// The most items of one list.
const MOST: usize = 60;

words! {
    /// A part of the plan, named as in the document. The owner stands on the touchpoint and belongs to the plan all the same.
    PlanField {
        Purpose = "purpose",
        Owner = "owner",
        Deputy = "deputy",
        Trigger = "trigger",
        Window = "window",
        Channel = "channel",
        Script = "script",
        Standards = "standards",
        Emotions = "emotions",
        Senses = "senses",
        Behaviours = "behaviours",
        Elements = "elements",
        Failures = "failures",
        PlusOnes = "plus_ones",
        Minutes = "minutes",
        PreparationMinutes = "preparation_minutes",
        CostCents = "cost_cents",
        Currency = "currency",
        Expectations = "expectations",
        Expresses = "expresses",
        ReviewBy = "review_by",
    }

    /// What sets a touch off.
    TriggerKind {
        /// Something happened to the client: an invoice, a claim.
        Event = "event",
        /// A touch at another touchpoint.
        Touch = "touch",
        /// The calendar.
        Schedule = "schedule",
        /// The client turns to us.
        Client = "client",
        /// The client enters a stage.
        Stage = "stage",
    }

    Sense {
        Sight = "sight",
        Sound = "sound",
        Smell = "smell",
        Taste = "taste",
        Touch = "touch",
    }

    BehaviourKind {
        Voice = "voice",
        Attitude = "attitude",
        Style = "style",
    }

    /// Where a small extra stands in its life.
    PlusOneState {
        Idea = "idea",
        Trial = "trial",
        Active = "active",
        /// Clients expect it by now.
        Norm = "norm",
        Retired = "retired",
    }

    /// How much depends on an expectation.
    ServedLevel {
        Must = "must",
        Should = "should",
        Delight = "delight",
    }
}

/// What shall happen at a touchpoint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanDocument {
    pub format: u32,
    /// What this touch is for, from the client's side.
    pub purpose: String,
    /// Who stands in when the owner can't.
    pub deputy: Option<PersonId>,
    pub trigger: Option<Trigger>,
    pub window: Option<Window>,
    /// The key of a channel.
    pub channel: Option<String>,
    pub script: String,
    /// In the order in which they win: when two conflict, the earlier.
    pub standards: Vec<Standard>,
    /// What the client shall feel, in plain words.
    pub emotions: Vec<String>,
    pub senses: Vec<SenseUse>,
    pub behaviours: Vec<Behaviour>,
    pub elements: Vec<ElementUse>,
    pub failures: Vec<Failure>,
    pub plus_ones: Vec<PlusOne>,
    /// With the client.
    pub minutes: Option<u32>,
    /// Before and after.
    pub preparation_minutes: Option<u32>,
    pub cost_cents: Option<u64>,
    /// ISO 4217.
    pub currency: Option<String>,
    pub expectations: Vec<Served>,
    /// Keys of the parts of the platform's promise that this touch expresses.
    pub expresses: Vec<String>,
    /// The last day on which the plan counts as fresh.
    pub review_by: Option<Date>,
}

impl Default for PlanDocument {
    fn default() -> Self {
        Self {
            format: FORMAT,
            purpose: String::new(),
            deputy: None,
            trigger: None,
            window: None,
            channel: None,
            script: String::new(),
            standards: Vec::new(),
            emotions: Vec::new(),
            senses: Vec::new(),
            behaviours: Vec::new(),
            elements: Vec::new(),
            failures: Vec::new(),
            plus_ones: Vec::new(),
            minutes: None,
            preparation_minutes: None,
            cost_cents: None,
            currency: None,
            expectations: Vec::new(),
            expresses: Vec::new(),
            review_by: None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trigger {
    pub kind: TriggerKind,
    /// The key of a kind of event, where the kind is `event`.
    #[serde(default)]
    pub event: Option<String>,
    /// The key of another touchpoint, where the kind is `touch`.
    #[serde(default)]
    pub touchpoint: Option<String>,
    /// The attribute of the client in which a day stands that returns every year, where the kind is `schedule`. Without
    /// it the calendar stands in the words alone.
    #[serde(default)]
    pub attribute: Option<String>,
    #[serde(default)]
    pub words: String,
}

/// Days after the trigger (negative: before it), both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    pub from_days: i32,
    pub to_days: i32,
}

/// What is checked at every delivery.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Standard {
    /// Stays the same from version to version, so that deliveries are counted together.
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    pub words: String,
    /// The share of deliveries in which it shall be met, 0..=1.
    #[serde(default = "always")]
    pub wanted: f64,
}

fn always() -> f64 {
    1.0
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SenseUse {
    pub sense: Sense,
    #[serde(default)]
    pub words: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Behaviour {
    pub kind: BehaviourKind,
    #[serde(default)]
    pub words: String,
}

/// A static element that the client meets here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElementUse {
    #[serde(default)]
    pub id: Option<ElementId>,
    #[serde(default)]
    pub words: String,
}

/// What can go wrong, and how it is made good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    pub words: String,
    #[serde(default)]
    pub recovery: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlusOne {
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    pub words: String,
    pub state: PlusOneState,
}

/// An expectation that this touch serves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Served {
    pub level: ServedLevel,
    #[serde(default)]
    pub words: String,
    /// The theme under which confirmed expectations of clients are counted.
    #[serde(default)]
    pub theme: Option<String>,
}

/// The document was written by a later version of Touchstone, or is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanUnreadable {
    #[error("this plan has format {0}; this program reads format {FORMAT}")]
    OtherFormat(u64),
    #[error("this is not a plan: {0}")]
    NotAPlan(String),
}

/// What is wrong with one part of a document: it can't be kept as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Such as `standards[2].wanted`.
    pub path: String,
    pub message: String,
}

impl PlanDocument {
    /// Reads a document. The format comes first, so that a newer document says so instead of failing on a new field.
    pub fn read(text: &str) -> Result<Self, PlanUnreadable> {
        let not_a_plan = |error: serde_json::Error| PlanUnreadable::NotAPlan(error.to_string());
        let value: serde_json::Value = serde_json::from_str(text).map_err(not_a_plan)?;
        match value.get("format").and_then(serde_json::Value::as_u64) {
            Some(format) if format != u64::from(FORMAT) => Err(PlanUnreadable::OtherFormat(format)),
            _ if value.is_object() => serde_json::from_value(value).map_err(not_a_plan),
            _ => Err(PlanUnreadable::NotAPlan("an object is expected".to_owned())),
        }
    }

    /// The document as it is kept.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Takes the space around all words away, and gives an id to what has none yet.
    pub fn tidied(mut self, mut next_id: impl FnMut() -> String) -> Self {
        self.format = FORMAT;
        for text in self.texts_mut() {
            let tidy = text.trim();
            if tidy.len() != text.len() {
                *text = tidy.to_owned();
            }
        }
        let ids = (self.standards.iter_mut().map(|it| &mut it.id))
            .chain(self.failures.iter_mut().map(|it| &mut it.id))
            .chain(self.plus_ones.iter_mut().map(|it| &mut it.id));
        for id in ids.filter(|id| id.is_empty()) {
            *id = next_id();
        }
        self.emotions.retain(|words| !words.is_empty());
        self.expresses.retain(|key| !key.is_empty());
        self.currency = (self.currency.take())
            .map(|code| code.to_uppercase())
            .filter(|code| !code.is_empty());
        self.channel = self.channel.take().filter(|key| !key.is_empty());
        self
    }

    fn texts_mut(&mut self) -> Vec<&mut String> {
        let mut texts = vec![&mut self.purpose, &mut self.script];
        texts.extend(self.channel.as_mut());
        texts.extend(self.currency.as_mut());
        if let Some(trigger) = &mut self.trigger {
            texts.push(&mut trigger.words);
            texts.extend(trigger.event.as_mut());
            texts.extend(trigger.touchpoint.as_mut());
            texts.extend(trigger.attribute.as_mut());
        }
        for it in &mut self.standards {
            texts.extend([&mut it.id, &mut it.words]);
        }
        texts.extend(&mut self.emotions);
        texts.extend(self.senses.iter_mut().map(|it| &mut it.words));
        texts.extend(self.behaviours.iter_mut().map(|it| &mut it.words));
        texts.extend(self.elements.iter_mut().map(|it| &mut it.words));
        for it in &mut self.failures {
            texts.extend([&mut it.id, &mut it.words, &mut it.recovery]);
        }
        for it in &mut self.plus_ones {
            texts.extend([&mut it.id, &mut it.words]);
        }
        for it in &mut self.expectations {
            texts.push(&mut it.words);
            texts.extend(it.theme.as_mut());
        }
        texts.extend(&mut self.expresses);
        texts
    }

    /// What keeps it from being kept at all. That something is still empty does not.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut fault = |path: String, message: &str| {
            faults.push(Fault {
                path,
                message: message.to_owned(),
            });
        };
        let lists: [(&str, usize); 9] = [
            ("standards", self.standards.len()),
            ("emotions", self.emotions.len()),
            ("senses", self.senses.len()),
            ("behaviours", self.behaviours.len()),
            ("elements", self.elements.len()),
            ("failures", self.failures.len()),
            ("plus_ones", self.plus_ones.len()),
            ("expectations", self.expectations.len()),
            ("expresses", self.expresses.len()),
        ];
        for (field, _) in lists.iter().filter(|(_, length)| *length > MOST) {
            fault((*field).to_owned(), "This has at most 60 entries.");
        }
        for (at, standard) in self.standards.iter().enumerate() {
            if !(0.0..=1.0).contains(&standard.wanted) {
                fault(
                    format!("standards[{at}].wanted"),
                    "A share from 0 to 1 is expected.",
                );
            }
        }
        let ids: [(&str, Vec<&str>); 3] = [
            (
                "standards",
                self.standards.iter().map(|it| &*it.id).collect(),
            ),
            ("failures", self.failures.iter().map(|it| &*it.id).collect()),
            (
                "plus_ones",
                self.plus_ones.iter().map(|it| &*it.id).collect(),
            ),
        ];
        for (field, ids) in ids {
            let mut seen = BTreeSet::new();
            for (at, id) in ids.into_iter().enumerate() {
                if !id.is_empty() && !seen.insert(id) {
                    fault(
                        format!("{field}[{at}].id"),
                        "Another entry has this id already.",
                    );
                }
            }
        }
        if let Some(currency) = &self.currency
            && !(currency.len() == 3 && currency.bytes().all(|c| c.is_ascii_alphabetic()))
        {
            fault(
                "currency".to_owned(),
                "Three letters are expected, such as EUR.",
            );
        }
        if let Some(window) = self.window
            && [window.from_days, window.to_days]
                .iter()
                .any(|days| days.abs() > 3_660)
        {
            fault("window".to_owned(), "At most ten years of days.");
        }
        for (field, minutes) in [
            ("minutes", self.minutes),
            ("preparation_minutes", self.preparation_minutes),
        ] {
            if minutes.is_some_and(|minutes| minutes > 100_000) {
                fault(field.to_owned(), "At most 100,000 minutes.");
            }
        }
        if self.cost_cents.is_some_and(|cents| cents > 1 << 50) {
            fault("cost_cents".to_owned(), "This is too much.");
        }
        let mut copy = self.clone();
        if copy
            .texts_mut()
            .iter()
            .any(|text| text.chars().count() > LONGEST)
        {
            fault(String::new(), "Each text has at most 4,000 characters.");
        }
        faults
    }

    /// The themes of the expectations that it serves.
    pub fn themes(&self) -> impl Iterator<Item = &str> {
        self.expectations
            .iter()
            .filter_map(|served| served.theme.as_deref())
    }

    /// What a standard says, by its id.
    pub fn standard(&self, id: &str) -> Option<&Standard> {
        self.standards.iter().find(|standard| standard.id == id)
    }

    /// What can go wrong, by its id.
    pub fn failure(&self, id: &str) -> Option<&Failure> {
        self.failures.iter().find(|failure| failure.id == id)
    }
}
