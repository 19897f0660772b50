//! What a finding is about, in a form that every language can word.

use domain::design::gaps::{About, After, Basis};
use serde::Serialize;
use utoipa::ToSchema;

use crate::design::views::Named;

/// Where an obligation comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FindingBasis)]
pub enum BasisView {
    /// The answer that was set for this kind of event.
    Rule,
    /// A live plan with this event as its trigger.
    Plan,
    /// The template of the industry.
    Template,
    /// Most events of this kind are answered, so it is the custom here.
    Learned,
}

/// What clients chased after.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(tag = "what", rename_all = "snake_case")]
#[schema(as = FindingAfter)]
pub enum AfterView {
    Event { event: Named },
    Touchpoint { touchpoint: Named },
    Stage { stage: Named },
    Nothing,
}

/// What a finding is about and what speaks for it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(tag = "detector", rename_all = "snake_case")]
#[schema(as = FindingAbout)]
pub enum AboutView {
    Template {
        template: Named,
        touchpoint: Named,
        label_de: String,
        stage: Named,
        channel: Named,
        /// 1 to 5.
        importance: u8,
        /// Something in the inventory that is nearly what the template means.
        near: Option<Named>,
    },
    UnansweredEvent {
        event: Named,
        /// Any of these would have been an answer; none: any touch of ours.
        touchpoints: Vec<Named>,
        within_days: u32,
        basis: BasisView,
    },
    Silence {
        /// None: clients whose tier has no rule, measured by their own rhythm.
        tier: Option<Named>,
        /// None: each client's own 90th percentile.
        limit_days: Option<u32>,
        longest_days: u32,
    },
    EmptyCell {
        stage: Named,
        channel: Named,
        audience: Option<Named>,
        neighbours: Vec<Named>,
    },
    UnservedExpectation {
        theme: String,
        /// Clients who confirmed it, still fresh.
        clients: u64,
        /// Of these, as something that must be.
        must: u64,
        /// A few of their own words.
        words: Vec<String>,
    },
    Chase {
        after: AfterView,
        within_days: u32,
        /// Chasing contacts that would have come by chance.
        expected: f64,
    },
    Wish {
        /// The words that they have in common.
        theme: Vec<String>,
        touchpoint: Option<Named>,
        /// Clients, not mentions.
        clients: u64,
        /// A few of their own words.
        words: Vec<String>,
    },
}

pub(super) fn named(it: domain::design::gaps::Named) -> Named {
    Named {
        key: it.key,
        label: it.label,
    }
}

fn all(them: Vec<domain::design::gaps::Named>) -> Vec<Named> {
    them.into_iter().map(named).collect()
}

impl From<About> for AboutView {
    fn from(about: About) -> Self {
        match about {
            About::Template {
                template,
                touchpoint,
                label_de,
                stage,
                channel,
                importance,
                near,
            } => Self::Template {
                template: named(template),
                touchpoint: named(touchpoint),
                label_de,
                stage: named(stage),
                channel: named(channel),
                importance,
                near: near.map(|near| named(near.touchpoint)),
            },
            About::UnansweredEvent {
                event,
                touchpoints,
                within_days,
                basis,
            } => Self::UnansweredEvent {
                event: named(event),
                touchpoints: all(touchpoints),
                within_days,
                basis: match basis {
                    Basis::Rule => BasisView::Rule,
                    Basis::Plan => BasisView::Plan,
                    Basis::Template => BasisView::Template,
                    Basis::Learned => BasisView::Learned,
                },
            },
            About::Silence {
                tier,
                limit_days,
                longest_days,
            } => Self::Silence {
                tier: tier.map(named),
                limit_days,
                longest_days,
            },
            About::EmptyCell {
                stage,
                channel,
                audience,
                neighbours,
            } => Self::EmptyCell {
                stage: named(stage),
                channel: named(channel),
                audience: audience.map(named),
                neighbours: all(neighbours),
            },
            About::UnservedExpectation {
                theme,
                clients,
                must,
                words,
            } => Self::UnservedExpectation {
                theme,
                clients,
                must,
                words,
            },
            About::Chase {
                after,
                within_days,
                expected,
            } => Self::Chase {
                after: match after {
                    After::Event { event } => AfterView::Event {
                        event: named(event),
                    },
                    After::Touchpoint { touchpoint } => AfterView::Touchpoint {
                        touchpoint: named(touchpoint),
                    },
                    After::Stage { stage } => AfterView::Stage {
                        stage: named(stage),
                    },
                    After::Nothing => AfterView::Nothing,
                },
                within_days,
                expected,
            },
            About::Wish {
                theme,
                touchpoint,
                clients,
                words,
            } => Self::Wish {
                theme,
                touchpoint: touchpoint.map(named),
                clients,
                words,
            },
        }
    }
}
