//! What must be there before a plan goes live. The required fields are listed here and nowhere else.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::document::{PlanDocument, PlanField};
use crate::design::TouchpointKind;
use crate::ids::PersonId;

words! {
    /// What is wrong with a part of a plan.
    LackCode {
        /// Nothing stands there.
        Empty = "empty",
        /// The entry has no words.
        NoWords = "no_words",
        /// What can go wrong has no recovery.
        NoRecovery = "no_recovery",
        /// Who stands in for the owner is the owner.
        DeputyIsOwner = "deputy_is_owner",
        /// The window ends before it begins.
        WindowBackwards = "window_backwards",
        /// The day by which it should be looked at again is over.
        ReviewPassed = "review_passed",
        /// A trigger by an event that does not say which.
        NoEvent = "no_event",
        /// A trigger by a touch that does not say where.
        NoTouchpoint = "no_touchpoint",
        /// A cost without its currency.
        NoCurrency = "no_currency",
    }
}

/// What stands around a plan and decides what it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    pub kind: TouchpointKind,
    /// Of the touchpoint.
    pub owner: Option<PersonId>,
    pub today: Date,
}

/// Something that keeps a plan from going live: where it is and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    pub field: PlanField,
    /// The entry of a list: its id, or its place counted from 1 where it has none.
    pub item: Option<String>,
    pub code: LackCode,
    /// What the entry says, so that people find it.
    pub about: Option<String>,
}

impl Lack {
    /// As a sentence, for answers and logs; the screens have their own words for each code.
    pub fn sentence(&self) -> String {
        let field = self.field.as_str().replace('_', " ");
        let entry = match (&self.about, &self.item) {
            (Some(words), _) if !words.is_empty() => format!("“{words}”"),
            (_, Some(item)) => format!("{field} {item}"),
            _ => field.clone(),
        };
        match self.code {
            LackCode::Empty if self.field == PlanField::Owner => {
                "Nobody owns this touchpoint.".to_owned()
            }
            LackCode::Empty if self.field == PlanField::Deputy => "No deputy is named.".to_owned(),
            LackCode::Empty => format!("There is nothing under {field}."),
            LackCode::NoWords => format!("An entry of {field} has no words."),
            LackCode::NoRecovery => format!("{entry} has no recovery."),
            LackCode::DeputyIsOwner => "Owner and deputy are the same person.".to_owned(),
            LackCode::WindowBackwards => "The window ends before it begins.".to_owned(),
            LackCode::ReviewPassed => "The review-by day is over.".to_owned(),
            LackCode::NoEvent => "The trigger does not say which event.".to_owned(),
            LackCode::NoTouchpoint => {
                "The trigger does not say at which other touchpoint.".to_owned()
            }
            LackCode::NoCurrency => "The cost has no currency.".to_owned(),
        }
    }
}

/// How far a plan is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    pub required: &'static [PlanField],
    /// Of the required ones: those that are filled and have no lack.
    pub filled: Vec<PlanField>,
    pub lacks: Vec<Lack>,
}

impl Gate {
    pub fn is_open(&self) -> bool {
        self.lacks.is_empty()
    }

    /// Share of the required fields that are filled, 0..=1.
    pub fn share(&self) -> f64 {
        self.filled.len() as f64 / self.required.len() as f64
    }
}

/// The fields that a plan of this kind of touchpoint can't go live without.
///
/// What stands there (a sign, a page) has no trigger, no window and takes nobody's minutes, but is seen and felt; what was
/// made for the client (a report, an invoice) has no voice and attitude of its own.
pub const fn required(kind: TouchpointKind) -> &'static [PlanField] {
    use PlanField::*;
    match kind {
        TouchpointKind::Dynamic => &[
            Purpose,
            Owner,
            Deputy,
            Trigger,
            Window,
            Channel,
            Standards,
            Emotions,
            Behaviours,
            Failures,
            Minutes,
            Expectations,
            ReviewBy,
        ],
        TouchpointKind::WorkProduct => &[
            Purpose,
            Owner,
            Deputy,
            Trigger,
            Window,
            Channel,
            Standards,
            Emotions,
            Failures,
            Minutes,
            Expectations,
            ReviewBy,
        ],
        TouchpointKind::Static => &[
            Purpose,
            Owner,
            Deputy,
            Channel,
            Standards,
            Emotions,
            Senses,
            Failures,
            Expectations,
            ReviewBy,
        ],
    }
}

/// Looks at every field.
pub fn gate(document: &PlanDocument, setting: &Setting) -> Gate {
    let required = required(setting.kind);
    let mut lacks = Vec::new();
    for &field in PlanField::ALL {
        if required.contains(&field) && is_empty(document, setting, field) {
            lacks.push(lack(field, LackCode::Empty));
        }
        further(document, setting, field, &mut lacks);
    }
    let filled = required
        .iter()
        .copied()
        .filter(|field| lacks.iter().all(|lack| lack.field != *field))
        .collect();
    Gate {
        required,
        filled,
        lacks,
    }
}

fn lack(field: PlanField, code: LackCode) -> Lack {
    Lack {
        field,
        item: None,
        code,
        about: None,
    }
}

fn is_empty(document: &PlanDocument, setting: &Setting, field: PlanField) -> bool {
    let d = document;
    match field {
        PlanField::Purpose => d.purpose.is_empty(),
        PlanField::Owner => setting.owner.is_none(),
        PlanField::Deputy => d.deputy.is_none(),
        PlanField::Trigger => d.trigger.is_none(),
        PlanField::Window => d.window.is_none(),
        PlanField::Channel => d.channel.is_none(),
        PlanField::Script => d.script.is_empty(),
        PlanField::Standards => d.standards.is_empty(),
        PlanField::Emotions => d.emotions.is_empty(),
        PlanField::Senses => d.senses.is_empty(),
        PlanField::Behaviours => d.behaviours.is_empty(),
        PlanField::Elements => d.elements.is_empty(),
        PlanField::Failures => d.failures.is_empty(),
        PlanField::PlusOnes => d.plus_ones.is_empty(),
        PlanField::Minutes => d.minutes.is_none(),
        PlanField::PreparationMinutes => d.preparation_minutes.is_none(),
        PlanField::CostCents => d.cost_cents.is_none(),
        PlanField::Currency => d.currency.is_none(),
        PlanField::Expectations => d.expectations.is_empty(),
        PlanField::Expresses => d.expresses.is_empty(),
        PlanField::ReviewBy => d.review_by.is_none(),
    }
}

/// What may be wrong with a field that is there.
fn further(document: &PlanDocument, setting: &Setting, field: PlanField, lacks: &mut Vec<Lack>) {
    let mut wordless = |items: Vec<(&str, &str)>| {
        for (at, (id, words)) in items.into_iter().enumerate() {
            if words.is_empty() {
                lacks.push(Lack {
                    item: Some(named(id, at)),
                    ..lack(field, LackCode::NoWords)
                });
            }
        }
    };
    match field {
        PlanField::Standards => {
            wordless(items(&document.standards, |it| (&it.id, &it.words)));
        }
        PlanField::Senses => wordless(items(&document.senses, |it| ("", &it.words))),
        PlanField::Behaviours => wordless(items(&document.behaviours, |it| ("", &it.words))),
        PlanField::PlusOnes => wordless(items(&document.plus_ones, |it| (&it.id, &it.words))),
        PlanField::Expectations => wordless(items(&document.expectations, |it| ("", &it.words))),
        PlanField::Elements => {
            let bare = document.elements.iter().filter(|it| it.id.is_none());
            wordless(bare.map(|it| ("", &*it.words)).collect());
        }
        PlanField::Failures => {
            wordless(items(&document.failures, |it| (&it.id, &it.words)));
            for (at, failure) in document.failures.iter().enumerate() {
                if failure.recovery.is_empty() {
                    lacks.push(Lack {
                        item: Some(named(&failure.id, at)),
                        about: Some(failure.words.clone()),
                        ..lack(field, LackCode::NoRecovery)
                    });
                }
            }
        }
        PlanField::Deputy if document.deputy.is_some() && document.deputy == setting.owner => {
            lacks.push(lack(field, LackCode::DeputyIsOwner));
        }
        PlanField::Trigger => {
            let says = |text: &Option<String>| text.as_deref().is_some_and(|it| !it.is_empty());
            match &document.trigger {
                Some(it) if it.kind == super::TriggerKind::Event && !says(&it.event) => {
                    lacks.push(lack(field, LackCode::NoEvent));
                }
                Some(it) if it.kind == super::TriggerKind::Touch && !says(&it.touchpoint) => {
                    lacks.push(lack(field, LackCode::NoTouchpoint));
                }
                _ => {}
            }
        }
        PlanField::Window if document.window.is_some_and(|it| it.from_days > it.to_days) => {
            lacks.push(lack(field, LackCode::WindowBackwards));
        }
        PlanField::CostCents if document.cost_cents.is_some() && document.currency.is_none() => {
            lacks.push(lack(PlanField::CostCents, LackCode::NoCurrency));
        }
        PlanField::ReviewBy if document.review_by.is_some_and(|day| day < setting.today) => {
            lacks.push(lack(field, LackCode::ReviewPassed));
        }
        _ => {}
    }
}

fn items<T>(list: &[T], of: impl Fn(&T) -> (&str, &str)) -> Vec<(&str, &str)> {
    list.iter().map(of).collect()
}

fn named(id: &str, at: usize) -> String {
    if id.is_empty() {
        (at + 1).to_string()
    } else {
        id.to_owned()
    }
}
