use std::collections::BTreeSet;

use super::super::Existence;
use super::Part;
use crate::ids::{ElementId, TouchpointId};

/// By what a touchpoint expresses a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// Somebody has said so of the touchpoint itself.
    Own,
    /// The plan of the touchpoint says so.
    Plan,
    /// An element of the brand that clients meet there.
    Element(ElementId),
}

/// One touchpoint says something of one part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expression {
    pub part: String,
    pub touchpoint: TouchpointId,
    pub source: Source,
}

/// How far a part of the promise gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// No touchpoint expresses it.
    Nowhere,
    /// Only touchpoints that are not live yet.
    OnlyPlanned,
    /// At least one live touchpoint.
    Live,
}

impl Reach {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nowhere => "nowhere",
            Self::OnlyPlanned => "only_planned",
            Self::Live => "live",
        }
    }
}

/// One part of the promise and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartTrace {
    pub key: String,
    pub words: String,
    pub reach: Reach,
    /// Live touchpoints that express it.
    pub live: usize,
    /// Planned or missing ones that would.
    pub planned: usize,
}

/// What of the promise is expressed where. Touchpoints that are retired or not applicable express nothing.
pub fn trace(
    parts: &[Part],
    touchpoints: &[(TouchpointId, Existence)],
    expressions: &[Expression],
) -> Vec<PartTrace> {
    parts
        .iter()
        .map(|part| {
            let at: BTreeSet<TouchpointId> = expressions
                .iter()
                .filter(|one| one.part == part.key)
                .map(|one| one.touchpoint)
                .collect();
            let count = |wanted: &[Existence]| {
                touchpoints
                    .iter()
                    .filter(|(id, existence)| at.contains(id) && wanted.contains(existence))
                    .count()
            };
            let live = count(&[Existence::Live]);
            let planned = count(&[Existence::Planned, Existence::Missing]);
            PartTrace {
                key: part.key.clone(),
                words: part.words.clone(),
                reach: match (live, planned) {
                    (0, 0) => Reach::Nowhere,
                    (0, _) => Reach::OnlyPlanned,
                    _ => Reach::Live,
                },
                live,
                planned,
            }
        })
        .collect()
}
