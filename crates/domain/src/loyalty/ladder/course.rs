//! One client's evidence in order, to be asked at any moment.

use std::collections::BTreeSet;

use super::{
    Basis, Evidence, Reading, Rules, Rung, Scored, Serving, Standing, after_days, standing::decide,
};
use crate::loyalty::facts::{ExpectationState, NO_THEME, ProofKind, ReadingSource, What};
use crate::time::Timestamp;

/// An expectation with everything that was ever said of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Subject {
    pub no: i64,
    /// What it was since when, in time order.
    pub states: Vec<(Timestamp, ExpectationState)>,
    /// In time order, those read from felt touches included.
    pub readings: Vec<Reading>,
}

impl Subject {
    /// What it is at this moment.
    pub fn state(&self, at: Timestamp) -> Option<ExpectationState> {
        let known = self.states.partition_point(|(since, _)| *since <= at);
        self.states[..known].last().map(|(_, state)| *state)
    }
}

/// A plus-one that was given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Given {
    pub at: Timestamp,
    pub subject: i64,
    pub felt: bool,
}

/// What the client did.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Act {
    pub at: Timestamp,
    pub kind: ProofKind,
    pub cents: i64,
}

/// The evidence about one client, put in order once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Course {
    pub(super) subjects: Vec<Subject>,
    pub(super) given: Vec<Given>,
    pub(super) acts: Vec<Act>,
    pub(super) scored: Vec<Scored>,
    felt: Vec<(Timestamp, f64)>,
}

/// A standing gave way to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Transition {
    pub at: Timestamp,
    pub from: Rung,
    /// With its reasons.
    pub to: Standing,
}

impl Course {
    /// Puts evidence in order; it need not be settled. A felt touch is read for every expectation whose theme the
    /// touchpoint's live plan serves, at any time of its life.
    pub fn of(mut evidence: Evidence, serving: &Serving) -> Course {
        evidence.settle();
        Course::of_settled(&evidence, serving)
    }

    /// From evidence that is settled already.
    pub fn of_settled(evidence: &Evidence, serving: &Serving) -> Course {
        let mut course = Course {
            scored: evidence.scored.clone(),
            felt: evidence.felt.iter().map(|it| (it.at, it.delta)).collect(),
            ..Course::default()
        };
        for fact in &evidence.facts {
            match fact.what {
                What::Expectation(state) => {
                    course.subject(fact.subject).states.push((fact.at, state));
                }
                What::Reading { delta, source } => {
                    course.subject(fact.subject).readings.push(Reading {
                        at: fact.at,
                        record: fact.root,
                        delta,
                        source,
                    });
                }
                What::PlusOne { reaction } => course.given.push(Given {
                    at: fact.at,
                    subject: fact.subject,
                    felt: reaction.is_some_and(|it| it.felt()),
                }),
                What::Proof { kind, cents } => course.acts.push(Act {
                    at: fact.at,
                    kind,
                    cents,
                }),
                What::Withdrawn => {}
            }
        }
        if !serving.is_empty() {
            for subject in &mut course.subjects {
                let themes: Vec<i32> = subject
                    .states
                    .iter()
                    .map(|(_, state)| state.theme)
                    .filter(|theme| *theme != NO_THEME)
                    .collect();
                if themes.is_empty() {
                    continue;
                }
                let served = |touchpoint| {
                    themes
                        .iter()
                        .any(|theme| serving.serves(touchpoint, *theme))
                };
                let felt = evidence.felt.iter().filter(|it| served(it.touchpoint));
                subject.readings.extend(felt.map(|it| Reading {
                    at: it.at,
                    record: it.record,
                    delta: it.delta,
                    source: ReadingSource::Touch,
                }));
                subject
                    .readings
                    .sort_unstable_by_key(|it| (it.at, it.record, it.source));
            }
        }
        course
    }

    fn subject(&mut self, no: i64) -> &mut Subject {
        let place = match self.subjects.binary_search_by_key(&no, |it| it.no) {
            Ok(place) => place,
            Err(place) => {
                let new = Subject {
                    no,
                    states: Vec::new(),
                    readings: Vec::new(),
                };
                self.subjects.insert(place, new);
                place
            }
        };
        &mut self.subjects[place]
    }

    /// The standing at a moment; what came later is left out.
    pub fn standing(&self, rules: &Rules, at: Timestamp) -> Standing {
        decide(self, rules, at, &[], false)
    }

    /// What the standing would be if these expectations were met so (subject, δ) and, where asked, a plus-one were felt
    /// now. An expectation that is not known yet is left out: it would have to be confirmed first.
    pub fn what_if(
        &self,
        rules: &Rules,
        at: Timestamp,
        met: &[(i64, f64)],
        plus_one: bool,
    ) -> Standing {
        decide(self, rules, at, met, plus_one)
    }

    /// What the client did, in time order.
    pub fn acts(&self) -> &[Act] {
        &self.acts
    }

    /// When the client left, if it has by this moment and has not come back since by renewing or buying.
    pub fn left(&self, at: Timestamp) -> Option<Timestamp> {
        let mut left = None;
        for act in self.acts.iter().filter(|act| act.at <= at) {
            match act.kind {
                ProofKind::Departure => left = Some(act.at),
                ProofKind::Renewal | ProofKind::Purchase => left = None,
                ProofKind::Referral | ProofKind::Review | ProofKind::Reference => {}
            }
        }
        left
    }

    /// How far touches were felt short and beyond on average in the `days` up to a moment: the means of min(δ, 0) and of
    /// max(δ, 0). `None` where none was felt.
    pub fn short_and_beyond(&self, at: Timestamp, days: u16) -> Option<(f64, f64)> {
        let (mut short, mut beyond, mut n) = (0.0, 0.0, 0_u32);
        for (when, delta) in &self.felt {
            if *when <= at && at <= after_days(*when, days) {
                short += delta.min(0.0);
                beyond += delta.max(0.0);
                n += 1;
            }
        }
        (n > 0).then(|| (short / f64::from(n), beyond / f64::from(n)))
    }

    /// The moments at which a standing can change, up to and with `until`, in order: something came, or something passed
    /// out of its window.
    pub fn moments(&self, rules: &Rules, until: Timestamp) -> Vec<Timestamp> {
        let mut moments = BTreeSet::new();
        let mut passing = |at: Timestamp, days: u16| {
            moments.insert(at);
            moments.insert(Timestamp::from_micros(after_days(at, days).micros() + 1));
        };
        match rules.basis {
            Basis::Expectations => {
                for subject in &self.subjects {
                    for (at, state) in &subject.states {
                        passing(*at, 0);
                        if let Some(confirmed) = state.confirmed_at {
                            passing(confirmed, state.half_life_days);
                        }
                    }
                    for reading in &subject.readings {
                        passing(reading.at, rules.reading_days);
                    }
                }
                for given in self.given.iter().filter(|given| given.felt) {
                    passing(given.at, rules.plus_one_days);
                }
                for act in self.acts.iter().filter(|act| act.kind.advocacy()) {
                    passing(act.at, rules.reading_days);
                }
            }
            Basis::Scores => {
                for scored in &self.scored {
                    passing(scored.at, rules.reading_days);
                }
            }
        }
        moments.into_iter().filter(|at| *at <= until).collect()
    }

    /// The first moment after `at` at which the standing can change though nothing new comes.
    pub fn due(&self, rules: &Rules, at: Timestamp) -> Option<Timestamp> {
        self.moments(rules, Timestamp::from_micros(i64::MAX))
            .into_iter()
            .find(|moment| *moment > at)
    }

    /// Every change of standing up to a moment, in time order. The first is the one from unknown.
    pub fn transitions(&self, rules: &Rules, until: Timestamp) -> Vec<Transition> {
        let mut before = Rung::Unknown;
        let mut changes = Vec::new();
        for at in self.moments(rules, until) {
            let to = self.standing(rules, at);
            if to.rung != before {
                let from = std::mem::replace(&mut before, to.rung);
                changes.push(Transition { at, from, to });
            }
        }
        changes
    }
}
