//! What a journey must be before it is kept. Everything that is wrong is told at once, each with its place.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    JourneyDocument, JourneyStep, LABEL, MOST_FILTERS, MOST_PLUS_ONES, MOST_STEPS, VERSION, WORDS,
    feeling,
};

/// The keys that a journey may name.
#[derive(Debug, Clone, Default)]
pub struct Known {
    pub stages: BTreeSet<String>,
    pub channels: BTreeSet<String>,
    pub touchpoints: BTreeSet<String>,
    pub audiences: BTreeSet<String>,
}

/// Something wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JourneyFault {
    /// Path of the field, such as `steps[2].stage`.
    pub field: String,
    pub refusal: JourneyRefusal,
}

/// Why a journey is not kept as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JourneyRefusal {
    #[error(
        "this journey has the form {0}, and this program reads the form {VERSION}; export it again from where it comes from"
    )]
    Version(u32),
    #[error("a name is needed")]
    NoName,
    #[error("{0} needs a name")]
    NoLabel(String),
    #[error("this is {0} characters long and may have {1}; shorten it")]
    TooLong(usize, usize),
    #[error("this has control characters, which cannot be shown; write it again")]
    Control,
    #[error("a journey has at least one step; this one has none")]
    Empty,
    #[error("a journey has at most {MOST_STEPS} steps; this one has {0}")]
    TooManySteps(usize),
    #[error("{0} has {1} plus-ones and may have {MOST_PLUS_ONES}")]
    TooManyPlusOnes(String, usize),
    #[error("a journey is filtered by at most {MOST_FILTERS} attributes")]
    TooManyFilters,
    #[error("a step's id has 1 to 40 letters, digits, `-` and `_`; “{0}” has not")]
    StepId(String),
    #[error("two steps have the id “{0}”; give one of them another")]
    SameId(String),
    #[error("{step} is at the stage “{key}”, which is not here; there are: {known}")]
    UnknownStage {
        step: String,
        key: String,
        known: String,
    },
    #[error("{step} is on the channel “{key}”, which is not here; there are: {known}")]
    UnknownChannel {
        step: String,
        key: String,
        known: String,
    },
    #[error(
        "{step} is at the touchpoint “{key}”, which is not in the inventory; choose another, or add it there"
    )]
    UnknownTouchpoint { step: String, key: String },
    #[error("there is no audience “{0}” here; choose another, or add it to the inventory")]
    UnknownAudience(String),
    #[error("a feeling goes from −2 to +2; {step} has {feeling}")]
    Feeling { step: String, feeling: i8 },
    #[error("this leads to or from “{0}”, and there is no step with that id")]
    NoSuchStep(String),
    #[error("{0} leads to itself")]
    ToItself(String),
    #[error("this way stands twice")]
    Twice,
    #[error("the journey leads in a circle: {0}; take one of these ways out")]
    Circle(String),
}

/// Tidies spaces and checks everything. What comes back is settled again to the same document.
pub fn settle(
    document: &JourneyDocument,
    known: &Known,
) -> Result<JourneyDocument, Vec<JourneyFault>> {
    let tidy = tidied(document);
    let mut faults = Faults::default();
    faults.whole(&tidy, known);
    for (at, step) in tidy.steps.iter().enumerate() {
        faults.step(at, step, known);
    }
    faults.links(&tidy);
    if faults.0.is_empty() {
        Ok(tidy)
    } else {
        Err(faults.0)
    }
}

/// One line, single spaces.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lines as they are, without the space around them.
fn words(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

fn key(text: &Option<String>) -> Option<String> {
    text.as_deref().map(line).filter(|text| !text.is_empty())
}

fn tidied(document: &JourneyDocument) -> JourneyDocument {
    JourneyDocument {
        version: document.version,
        name: line(&document.name),
        note: words(&document.note),
        audience: key(&document.audience),
        filters: document
            .filters
            .iter()
            .map(|filter| filter.trim().to_owned())
            .filter(|filter| !filter.is_empty())
            .collect(),
        steps: document
            .steps
            .iter()
            .map(|step| JourneyStep {
                id: step.id.clone(),
                stage: line(&step.stage),
                touchpoint: key(&step.touchpoint),
                label: line(&step.label),
                channel: key(&step.channel),
                expectation: words(&step.expectation),
                action: words(&step.action),
                feeling: step.feeling,
                plus_ones: step
                    .plus_ones
                    .iter()
                    .map(|one| line(one))
                    .filter(|one| !one.is_empty())
                    .collect(),
                backstage: words(&step.backstage),
                owner: line(&step.owner),
                moment_of_truth: step.moment_of_truth,
            })
            .collect(),
        links: document.links.clone(),
    }
}

/// What people call a step that is wrong.
fn called(at: usize, step: &JourneyStep) -> String {
    if step.label.is_empty() {
        format!("step {}", at + 1)
    } else {
        format!("step {} (“{}”)", at + 1, step.label)
    }
}

fn listed(known: &BTreeSet<String>) -> String {
    if known.is_empty() {
        "none yet".to_owned()
    } else {
        known
            .iter()
            .take(40)
            .cloned()
            .collect::<Vec<_>>()
            .join(", ")
    }
}

#[derive(Default)]
struct Faults(Vec<JourneyFault>);

impl Faults {
    fn add(&mut self, field: impl Into<String>, refusal: JourneyRefusal) {
        self.0.push(JourneyFault {
            field: field.into(),
            refusal,
        });
    }

    fn text(&mut self, field: &str, text: &str, most: usize) {
        let length = text.chars().count();
        if length > most {
            self.add(field, JourneyRefusal::TooLong(length, most));
        }
        if text
            .chars()
            .any(|c| c.is_control() && c != '\n' && c != '\t')
        {
            self.add(field, JourneyRefusal::Control);
        }
    }

    fn whole(&mut self, document: &JourneyDocument, known: &Known) {
        if document.version != VERSION {
            self.add("version", JourneyRefusal::Version(document.version));
        }
        if document.name.is_empty() {
            self.add("name", JourneyRefusal::NoName);
        }
        self.text("name", &document.name, LABEL);
        self.text("note", &document.note, WORDS);
        if let Some(audience) = &document.audience
            && !known.audiences.contains(audience)
        {
            self.add(
                "audience",
                JourneyRefusal::UnknownAudience(audience.clone()),
            );
        }
        if document.filters.len() > MOST_FILTERS {
            self.add("filters", JourneyRefusal::TooManyFilters);
        }
        for (at, filter) in document.filters.iter().enumerate() {
            self.text(&format!("filters[{at}]"), filter, LABEL * 2);
        }
        match document.steps.len() {
            0 => self.add("steps", JourneyRefusal::Empty),
            steps if steps > MOST_STEPS => {
                self.add("steps", JourneyRefusal::TooManySteps(steps));
            }
            _ => {}
        }
        let mut seen = BTreeSet::new();
        for (at, step) in document.steps.iter().enumerate() {
            if !seen.insert(step.id.as_str()) {
                self.add(
                    format!("steps[{at}].id"),
                    JourneyRefusal::SameId(step.id.clone()),
                );
            }
        }
    }

    fn step(&mut self, at: usize, step: &JourneyStep, known: &Known) {
        let field = |name: &str| format!("steps[{at}].{name}");
        let called = called(at, step);
        let is_id = (1..=40).contains(&step.id.chars().count())
            && step
                .id
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
        if !is_id {
            self.add(field("id"), JourneyRefusal::StepId(step.id.clone()));
        }
        if step.label.is_empty() {
            self.add(field("label"), JourneyRefusal::NoLabel(called.clone()));
        }
        if !known.stages.contains(&step.stage) {
            let refusal = JourneyRefusal::UnknownStage {
                step: called.clone(),
                key: step.stage.clone(),
                known: listed(&known.stages),
            };
            self.add(field("stage"), refusal);
        }
        if let Some(channel) = &step.channel
            && !known.channels.contains(channel)
        {
            let refusal = JourneyRefusal::UnknownChannel {
                step: called.clone(),
                key: channel.clone(),
                known: listed(&known.channels),
            };
            self.add(field("channel"), refusal);
        }
        if let Some(touchpoint) = &step.touchpoint
            && !known.touchpoints.contains(touchpoint)
        {
            let refusal = JourneyRefusal::UnknownTouchpoint {
                step: called.clone(),
                key: touchpoint.clone(),
            };
            self.add(field("touchpoint"), refusal);
        }
        if let Some(feeling) = step.feeling
            && !(feeling::WORST..=feeling::BEST).contains(&feeling)
        {
            let refusal = JourneyRefusal::Feeling {
                step: called.clone(),
                feeling,
            };
            self.add(field("feeling"), refusal);
        }
        if step.plus_ones.len() > MOST_PLUS_ONES {
            let refusal = JourneyRefusal::TooManyPlusOnes(called, step.plus_ones.len());
            self.add(field("plus_ones"), refusal);
        }
        for (one, text) in step.plus_ones.iter().enumerate() {
            self.text(&format!("steps[{at}].plus_ones[{one}]"), text, LABEL * 2);
        }
        for (name, text, most) in [
            ("label", &step.label, LABEL),
            ("owner", &step.owner, LABEL),
            ("expectation", &step.expectation, WORDS),
            ("action", &step.action, WORDS),
            ("backstage", &step.backstage, WORDS),
        ] {
            self.text(&field(name), text, most);
        }
    }

    fn links(&mut self, document: &JourneyDocument) {
        let Some(links) = &document.links else {
            return;
        };
        let labels: BTreeMap<&str, &str> = document
            .steps
            .iter()
            .map(|step| (step.id.as_str(), step.label.as_str()))
            .collect();
        let mut seen = BTreeSet::new();
        for (at, link) in links.iter().enumerate() {
            for (end, id) in [("from", &link.from), ("to", &link.to)] {
                if !labels.contains_key(id.as_str()) {
                    self.add(
                        format!("links[{at}].{end}"),
                        JourneyRefusal::NoSuchStep(id.clone()),
                    );
                }
            }
            if link.from == link.to {
                let label = labels.get(link.from.as_str()).unwrap_or(&"");
                self.add(
                    format!("links[{at}]"),
                    JourneyRefusal::ToItself(format!("“{label}”")),
                );
            } else if !seen.insert((&link.from, &link.to)) {
                self.add(format!("links[{at}]"), JourneyRefusal::Twice);
            }
        }
        if let Some(circle) = circle(document) {
            // The way that closes the circle is named, so that an editor can mark it.
            let closing = links.iter().position(|link| {
                circle.last() == Some(&link.from.as_str())
                    && circle.first() == Some(&link.to.as_str())
            });
            let field = closing.map_or_else(|| "links".to_owned(), |at| format!("links[{at}]"));
            let mut around: Vec<&str> = circle.clone();
            around.extend(circle.first());
            let words: Vec<String> = around
                .iter()
                .map(|id| format!("“{}”", labels.get(id).unwrap_or(id)))
                .collect();
            self.add(field, JourneyRefusal::Circle(words.join(" → ")));
        }
    }
}

/// The first circle of two or more steps, in the order in which it is walked.
fn circle(document: &JourneyDocument) -> Option<Vec<&str>> {
    let mut next: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, to) in document.ways() {
        if from != to {
            next.entry(from).or_default().push(to);
        }
    }
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for start in document.steps.iter().map(|step| step.id.as_str()) {
        // The way walked so far, each step with how many of its ways have been tried.
        let mut path: Vec<(&str, usize)> = vec![(start, 0)];
        while let Some((id, tried)) = path.last_mut() {
            let (id, at) = (*id, *tried);
            *tried += 1;
            match next.get(id).and_then(|ways| ways.get(at)) {
                None => {
                    done.insert(id);
                    path.pop();
                }
                Some(to) if done.contains(to) => {}
                Some(to) => {
                    if let Some(found) = path.iter().position(|(on, _)| on == to) {
                        return Some(path[found..].iter().map(|(on, _)| *on).collect());
                    }
                    path.push((*to, 0));
                }
            }
        }
    }
    None
}
