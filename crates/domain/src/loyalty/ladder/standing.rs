//! The rule itself.

use super::course::{Course, Subject};
use super::{Basis, COVERAGE, FADE, Reading, Reason, Rules, Rung, after_days, gravity, scores};
use crate::loyalty::Level;
use crate::loyalty::facts::ReadingSource;
use crate::time::Timestamp;

/// Rounding must not make a mean of exactly "as expected" short.
const HAIR: f64 = 1e-9;

/// How one known expectation is met.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Item {
    pub subject: i64,
    pub level: Level,
    pub weight: f64,
    /// δ by its readings in the window; `None`: nobody said.
    pub delta: Option<f64>,
    /// Readings in the window.
    pub n: u32,
    /// The newest of them.
    pub last_at: Option<Timestamp>,
    pub source: Option<ReadingSource>,
}

/// Where a client stands, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    pub rung: Rung,
    pub basis: Basis,
    /// What decided, the weightiest first; never empty.
    pub reasons: Vec<Reason>,
    /// Weight of the known expectations of which it is known how they are met, and of all known ones.
    pub covered: f64,
    pub total: f64,
    /// The weighted mean of δ over what is covered, in steps.
    pub mean: Option<f64>,
    /// How far short on average, over what is covered: the mean of min(δ, 0), never positive. Apart from the surplus,
    /// because they don't weigh the same.
    pub shortfall: Option<f64>,
    /// How far beyond on average: the mean of max(δ, 0).
    pub surplus: Option<f64>,
    /// Every known expectation, those that hurt first.
    pub items: Vec<Item>,
    /// The last plus-one that was felt, ever.
    pub last_plus_one: Option<Timestamp>,
}

impl Standing {
    fn unread(basis: Basis) -> Standing {
        Standing {
            rung: Rung::Unknown,
            basis,
            reasons: Vec::new(),
            covered: 0.0,
            total: 0.0,
            mean: None,
            shortfall: None,
            surplus: None,
            items: Vec::new(),
            last_plus_one: None,
        }
    }

    fn because(mut self, rung: Rung, reasons: impl IntoIterator<Item = Reason>) -> Standing {
        self.rung = rung;
        self.reasons.extend(reasons);
        self
    }
}

/// δ of an expectation: the mean of its readings in the window, each older one counting half of the one after it.
fn met(readings: &[Reading], at: Timestamp, days: u16) -> Option<(f64, u32, Reading)> {
    let known = readings.partition_point(|reading| reading.at <= at);
    let counted = readings[..known]
        .iter()
        .rev()
        .take_while(|reading| at <= after_days(reading.at, days));
    let (mut sum, mut weights, mut weight, mut n) = (0.0, 0.0, 1.0, 0);
    let mut newest = None;
    for reading in counted {
        newest.get_or_insert(*reading);
        sum += weight * reading.delta;
        weights += weight;
        weight *= FADE;
        n += 1;
    }
    Some((sum / weights, n, newest?))
}

fn item(subject: &Subject, rules: &Rules, at: Timestamp, assumed: &[(i64, f64)]) -> Option<Item> {
    let state = subject.state(at).filter(|state| state.is_fresh(at))?;
    let found = met(&subject.readings, at, rules.reading_days);
    let mut item = Item {
        subject: subject.no,
        level: state.level,
        weight: state.weight,
        delta: found.map(|(delta, ..)| delta),
        n: found.map_or(0, |(_, n, _)| n),
        last_at: found.map(|(.., newest)| newest.at),
        source: found.map(|(.., newest)| newest.source),
    };
    if let Some((_, delta)) = assumed.iter().find(|(no, _)| *no == subject.no) {
        item.delta = Some(*delta);
    }
    Some(item)
}

/// The standing at a moment; `assumed` replaces how expectations are met, `plus_one` supposes that one is felt now.
pub(super) fn decide(
    course: &Course,
    rules: &Rules,
    at: Timestamp,
    assumed: &[(i64, f64)],
    plus_one: bool,
) -> Standing {
    let mut standing = Standing::unread(rules.basis);
    let felt = course
        .given
        .iter()
        .rev()
        .find(|given| given.felt && given.at <= at);
    standing.last_plus_one = felt.map(|given| given.at);
    if rules.basis == Basis::Scores {
        return scores::decide(standing, &course.scored, rules, at);
    }
    standing.items = course
        .subjects
        .iter()
        .filter_map(|subject| item(subject, rules, at, assumed))
        .collect();
    standing.items.sort_by(|a, b| {
        let short = |item: &Item| item.delta.unwrap_or(f64::INFINITY);
        (gravity(a.level).cmp(&gravity(b.level)))
            .then(short(a).total_cmp(&short(b)))
            .then(a.subject.cmp(&b.subject))
    });
    if standing.items.is_empty() {
        return standing.because(Rung::Unknown, [Reason::NothingKnown]);
    }
    let (mut sum, mut short, mut beyond) = (0.0, 0.0, 0.0);
    for item in &standing.items {
        standing.total += item.weight;
        if let Some(delta) = item.delta {
            standing.covered += item.weight;
            sum += item.weight * delta;
            short += item.weight * delta.min(0.0);
            beyond += item.weight * delta.max(0.0);
        }
    }
    let covered = standing.covered;
    if covered > 0.0 {
        standing.mean = Some(sum / covered);
        standing.shortfall = Some(short / covered);
        standing.surplus = Some(beyond / covered);
    }
    let musts = |limit: f64| {
        let items = standing.items.iter();
        items
            .filter(|item| item.level == Level::Must)
            .filter_map(|item| Some((item.subject, item.delta?)))
            .filter(move |(_, delta)| *delta < limit - HAIR)
            .collect::<Vec<_>>()
    };
    let far = musts(-rules.tolerance);
    if !far.is_empty() {
        let reasons = far
            .into_iter()
            .map(|(subject, delta)| Reason::MustShort { subject, delta });
        return standing.because(Rung::Dissatisfied, reasons.collect::<Vec<_>>());
    }
    let Some(mean) = standing
        .mean
        .filter(|_| covered >= COVERAGE * standing.total - HAIR)
    else {
        let reason = Reason::LittleCovered {
            covered,
            total: standing.total,
        };
        return standing.because(Rung::Unknown, [reason]);
    };
    if mean < -rules.tolerance - HAIR {
        return standing.because(Rung::Dissatisfied, [Reason::MeanShort { mean }]);
    }
    let near: Vec<Reason> = musts(0.0)
        .into_iter()
        .map(|(subject, delta)| Reason::MustBelow { subject, delta })
        .collect();
    let below = mean < -HAIR;
    let counts = |when: Timestamp| at <= after_days(when, rules.plus_one_days);
    let extra = match felt.filter(|given| counts(given.at)) {
        _ if plus_one => Some(Reason::PlusOneFelt { subject: 0, at }),
        Some(given) => Some(Reason::PlusOneFelt {
            subject: given.subject,
            at: given.at,
        }),
        None => None,
    };
    match extra {
        Some(extra) if near.is_empty() && !below => {
            let advocate = course.acts.iter().rev().find(|act| {
                act.kind.advocacy() && act.at <= at && at <= after_days(act.at, rules.reading_days)
            });
            let reasons = [extra, Reason::Met { mean }];
            match advocate {
                Some(act) => {
                    let advocate = Reason::Advocate {
                        kind: act.kind,
                        at: act.at,
                    };
                    standing.because(Rung::Ambassador, [advocate].into_iter().chain(reasons))
                }
                None => standing.because(Rung::Loyal, reasons),
            }
        }
        extra => {
            let mut reasons = near;
            reasons.extend(below.then_some(Reason::MeanBelow { mean }));
            if extra.is_none() {
                reasons.push(Reason::NoPlusOne {
                    last: standing.last_plus_one,
                });
            }
            if !below {
                reasons.push(Reason::Met { mean });
            }
            standing.because(Rung::Satisfied, reasons)
        }
    }
}
