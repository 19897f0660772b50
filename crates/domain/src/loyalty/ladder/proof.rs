//! What clients then did, against where they stood before: whether the ladder predicts it.
//!
//! A trial is a renewal or a departure, with the standing [`LEAD_DAYS`] before it: later the client may have told us, and
//! a rule that reads the farewell predicts nothing. Everything here is counted, so that parts of the clients can be
//! counted apart and put together.

use std::collections::BTreeMap;

use super::{Course, Rules, Rung};
use crate::loyalty::facts::ProofKind;
use crate::stats::{Difference, Interval, LEVEL, adjust::holm, p_of_z, proportion, z_of_level};
use crate::time::Timestamp;

/// How long before a renewal or departure the standing is looked at.
pub const LEAD_DAYS: i64 = 30;

/// Fewer trials than this of either sort say nothing about whether the ladder predicts.
pub const LEAST: u64 = 10;

/// Trials by standing, and by how touches were felt before them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trials {
    /// By [`Rung::place`]: how many stayed, how many left.
    pub by_rung: [(u64, u64); 5],
    /// By tenths of a step that touches were short and beyond on average in the year before: trials, and how many stayed.
    pub by_felt: BTreeMap<(i16, i16), (u64, u64)>,
}

impl Trials {
    /// Counts one client's renewals and departures up to `now`.
    pub fn see(&mut self, course: &Course, rules: &Rules, now: Timestamp) {
        for act in course.acts().iter().filter(|act| act.at <= now) {
            let stayed = match act.kind {
                ProofKind::Renewal => true,
                ProofKind::Departure => false,
                _ => continue,
            };
            let before = act.at.plus_seconds(-LEAD_DAYS * 86_400);
            let standing = course.standing(rules, before);
            let cell = &mut self.by_rung[standing.rung.place()];
            if stayed {
                cell.0 += 1
            } else {
                cell.1 += 1
            }
            if let Some((short, beyond)) = course.short_and_beyond(before, rules.reading_days) {
                let cell = self
                    .by_felt
                    .entry((tenths(short), tenths(beyond)))
                    .or_default();
                cell.0 += 1;
                cell.1 += u64::from(stayed);
            }
        }
    }

    pub fn merge(&mut self, other: &Trials) {
        for (ours, theirs) in self.by_rung.iter_mut().zip(&other.by_rung) {
            ours.0 += theirs.0;
            ours.1 += theirs.1;
        }
        for (key, theirs) in &other.by_felt {
            let ours = self.by_felt.entry(*key).or_default();
            ours.0 += theirs.0;
            ours.1 += theirs.1;
        }
    }

    /// What the counts say.
    pub fn calibrate(&self) -> Calibration {
        let rows: Vec<Row> = Rung::ALL
            .into_iter()
            .map(|rung| {
                let (stayed, left) = self.by_rung[rung.place()];
                Row {
                    rung,
                    stayed,
                    left,
                    share: proportion::share(stayed as f64, (stayed + left) as f64),
                    interval: proportion::wilson(stayed as f64, (stayed + left) as f64, LEVEL),
                }
            })
            .collect();
        let of = |rungs: &[Rung]| {
            rungs.iter().fold((0, 0), |sum, rung| {
                let (stayed, left) = self.by_rung[rung.place()];
                (sum.0 + stayed, sum.1 + stayed + left)
            })
        };
        let steps = [
            (
                Rung::Loyal,
                of(&[Rung::Loyal, Rung::Ambassador]),
                Rung::Satisfied,
                of(&[Rung::Satisfied]),
            ),
            (
                Rung::Satisfied,
                of(&[Rung::Satisfied]),
                Rung::Dissatisfied,
                of(&[Rung::Dissatisfied]),
            ),
        ];
        let mut contrasts: Vec<Contrast> = steps
            .into_iter()
            .filter_map(|(above, a, below, b)| {
                let pair = |(hits, n): (u64, u64)| (hits as f64, n as f64);
                let difference = proportion::compare(pair(a), pair(b), LEVEL)?;
                Some(Contrast {
                    above,
                    below,
                    n_above: a.1,
                    n_below: b.1,
                    p: difference.p,
                    difference,
                })
            })
            .collect();
        let ps: Vec<f64> = contrasts.iter().map(|it| it.difference.p).collect();
        for (contrast, p) in contrasts.iter_mut().zip(holm(&ps)) {
            contrast.p = p;
        }
        // Ambassadors stand with the loyal: advocacy is what they did, not what was predicted.
        let known = [
            self.by_rung[1],
            self.by_rung[2],
            (
                self.by_rung[3].0 + self.by_rung[4].0,
                self.by_rung[3].1 + self.by_rung[4].1,
            ),
        ];
        let auc = auc(&known);
        let (stayed, left) = known
            .iter()
            .fold((0, 0), |sum, cell| (sum.0 + cell.0, sum.1 + cell.1));
        let verdict = match &auc {
            _ if stayed < LEAST || left < LEAST => Verdict::NotEnough,
            Some(auc) if auc.interval.low > 0.5 => Verdict::Predicts,
            Some(auc) if auc.interval.high < 0.5 => Verdict::Misleads,
            _ => Verdict::NotShown,
        };
        Calibration {
            rows,
            contrasts,
            auc,
            verdict,
        }
    }
}

/// Tenths of a step, rounded.
fn tenths(steps: f64) -> i16 {
    (steps * 10.0).round() as i16
}

/// What became of the clients who stood on one rung.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    pub rung: Rung,
    pub stayed: u64,
    pub left: u64,
    /// Share who stayed; `None` without trials.
    pub share: Option<f64>,
    pub interval: Option<Interval>,
}

/// One rung against the one below it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contrast {
    /// With `Loyal`, ambassadors are counted in.
    pub above: Rung,
    pub below: Rung,
    pub n_above: u64,
    pub n_below: u64,
    /// Of the shares who stayed.
    pub difference: Difference,
    /// Holm-adjusted for all contrasts.
    pub p: f64,
}

/// Probability that of a client who stayed and one who left, the one who stayed stood higher (equal counts half).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Auc {
    pub value: f64,
    pub interval: Interval,
    /// Two-sided, against 0.5: a ladder that says nothing.
    pub p: f64,
    pub stayed: u64,
    pub left: u64,
}

/// Whether the ladder predicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Fewer than [`LEAST`] stayed, or left.
    NotEnough,
    /// The interval holds 0.5.
    NotShown,
    Predicts,
    /// Those who stood higher left more often.
    Misleads,
}

impl Verdict {
    pub const fn as_str(self) -> &'static str {
        match self {
            Verdict::NotEnough => "not_enough",
            Verdict::NotShown => "not_shown",
            Verdict::Predicts => "predicts",
            Verdict::Misleads => "misleads",
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// In the order of [`Rung::ALL`].
    pub rows: Vec<Row>,
    pub contrasts: Vec<Contrast>,
    /// Over known standings; `None` unless somebody stayed and somebody left.
    pub auc: Option<Auc>,
    pub verdict: Verdict,
}

/// Of a standing: those who stayed with their place among the left, those who left with theirs among the stayed.
type Placed = (f64, f64, f64, f64);

/// Mann and Whitney's statistic over ordered groups (stayed, left), lowest first, with DeLong's variance (1988) and an
/// interval on the logit scale, which stays inside 0..=1. Where the variance is nothing (all stood alike, or they are
/// told apart without fault), the interval is Wilson's for the smaller side.
pub fn auc(groups: &[(u64, u64)]) -> Option<Auc> {
    let stayed: u64 = groups.iter().map(|it| it.0).sum();
    let left: u64 = groups.iter().map(|it| it.1).sum();
    if stayed == 0 || left == 0 {
        return None;
    }
    let (m, n) = (stayed as f64, left as f64);
    // The placement of each who stayed among those who left, and the other way round.
    let (mut below_left, mut below_stayed) = (0.0, 0.0);
    let mut placed: Vec<Placed> = Vec::with_capacity(groups.len());
    for &(s, l) in groups {
        let (s, l) = (s as f64, l as f64);
        let of_stayed = (below_left + l / 2.0) / n;
        let of_left = (m - below_stayed - s / 2.0) / m;
        placed.push((s, of_stayed, l, of_left));
        below_left += l;
        below_stayed += s;
    }
    let value = placed.iter().map(|it| it.0 * it.1).sum::<f64>() / m;
    let spread = |count: f64, squares: f64| {
        if count > 1.0 {
            squares / (count - 1.0) / count
        } else {
            0.0
        }
    };
    let squares = |pick: fn(&Placed) -> (f64, f64)| {
        placed
            .iter()
            .map(pick)
            .map(|(count, place)| count * (place - value).powi(2))
            .sum::<f64>()
    };
    let variance = spread(m, squares(|it| (it.0, it.1))) + spread(n, squares(|it| (it.2, it.3)));
    let error = variance.sqrt();
    let z = z_of_level(LEVEL);
    let inside = value > 0.0 && value < 1.0 && error > 0.0;
    let interval = if inside {
        let logit = (value / (1.0 - value)).ln();
        let half = z * error / (value * (1.0 - value));
        let back = |x: f64| 1.0 / (1.0 + (-x).exp());
        Interval::new(back(logit - half), back(logit + half))
    } else {
        let least = m.min(n);
        proportion::wilson(value * least, least, LEVEL)?
    };
    let p = if error > 0.0 {
        p_of_z((value - 0.5) / error)
    } else if interval.contains(0.5) {
        1.0
    } else {
        0.0
    };
    Some(Auc {
        value,
        interval,
        p,
        stayed,
        left,
    })
}
