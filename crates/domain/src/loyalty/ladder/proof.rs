//! What clients then did, against where they stood before: whether the ladder predicts it.
//!
//! A trial is a renewal or a departure, with the standing [`LEAD_DAYS`] before it: later the client may have told us, and
//! a rule that reads the farewell predicts nothing. Everything here is counted, so that parts of the clients can be
//! counted apart and put together. Errors take clients for what is independent, not their trials ([`super::alike`]).

use std::collections::{BTreeMap, BTreeSet};

use super::alike::{Counts, FeltTrial, Placements, Scatter};
use super::{Course, Rules, Rung};
use crate::loyalty::facts::ProofKind;
use crate::stats::clusters::Clusters;
use crate::stats::{Difference, Interval, LEVEL, adjust::holm, p_of_z, proportion, z_of_level};
use crate::time::Timestamp;

/// How long before a renewal or departure the standing is looked at.
pub const LEAD_DAYS: i64 = 30;

/// Fewer trials than this of either sort say nothing about whether the ladder predicts.
pub const LEAST: u64 = 10;

/// One renewal or departure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trial {
    /// Where the client stood before it.
    pub rung: Rung,
    pub stayed: bool,
    /// Tenths of a step that touches were short (never positive) and beyond on average in the year before; `None`: none
    /// was felt.
    pub felt: Option<(i16, i16)>,
}

/// Trials by standing, and by how touches were felt before them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trials {
    /// By [`Rung::place`]: how many stayed, how many left.
    pub by_rung: [(u64, u64); 5],
    /// By tenths of a step that touches were short and beyond on average in the year before: trials, and how many stayed.
    pub by_felt: BTreeMap<(i16, i16), (u64, u64)>,
    /// Who stayed, by [`Rung::place`]; then of the loyal and ambassadors together. Clients are the clusters.
    pub shares: [Clusters; 6],
    /// Who stayed, by half steps that touches were felt against what was expected on average.
    pub by_half: BTreeMap<i16, Clusters>,
    /// Who stayed where that was short, as expected, beyond.
    pub by_sign: [Clusters; 3],
    pub placements: Placements,
    pub scatter: Scatter,
}

/// The rungs that stand together, lowest first.
const TOGETHER: [&[Rung]; 3] = [
    &[Rung::Dissatisfied],
    &[Rung::Satisfied],
    &[Rung::Loyal, Rung::Ambassador],
];

/// Half steps against what was expected, over all touches.
fn half_steps((short, beyond): (i16, i16)) -> i16 {
    (f64::from(short + beyond) / 5.0).round() as i16
}

/// How many of some trials stayed, and how many there are.
fn count(trials: &[Trial], is: impl Fn(&Trial) -> bool) -> (u64, u64) {
    trials
        .iter()
        .filter(|it| is(it))
        .fold((0, 0), |sum, it| (sum.0 + u64::from(it.stayed), sum.1 + 1))
}

impl Trials {
    /// Counts one client's renewals and departures up to `now`.
    pub fn see(&mut self, course: &Course, rules: &Rules, now: Timestamp) {
        let mut own = Vec::new();
        for act in course.acts().iter().filter(|act| act.at <= now) {
            let stayed = match act.kind {
                ProofKind::Renewal => true,
                ProofKind::Departure => false,
                _ => continue,
            };
            let before = act.at.plus_seconds(-LEAD_DAYS * 86_400);
            let felt = course.short_and_beyond(before, rules.reading_days);
            own.push(Trial {
                rung: course.standing(rules, before).rung,
                stayed,
                felt: felt.map(|(short, beyond)| (tenths(short), tenths(beyond))),
            });
        }
        self.take(&own);
    }

    /// Counts one client's trials.
    pub fn take(&mut self, own: &[Trial]) {
        for trial in own {
            let cell = &mut self.by_rung[trial.rung.place()];
            if trial.stayed {
                cell.0 += 1
            } else {
                cell.1 += 1
            }
            if let Some(felt) = trial.felt {
                let cell = self.by_felt.entry(felt).or_default();
                cell.0 += 1;
                cell.1 += u64::from(trial.stayed);
            }
        }
        for rung in Rung::ALL {
            let (hits, n) = count(own, |it| it.rung == rung);
            self.shares[rung.place()].add(hits, n);
        }
        let of = |rungs: &[Rung]| count(own, |it| rungs.contains(&it.rung));
        let (hits, n) = of(TOGETHER[2]);
        self.shares[5].add(hits, n);
        let counts: Counts = TOGETHER.map(|rungs| {
            let (stayed, n) = of(rungs);
            (stayed, n - stayed)
        });
        self.placements.add(&counts);
        let felt: Vec<FeltTrial> = own
            .iter()
            .filter_map(|it| {
                let (short, beyond) = it.felt?;
                Some(FeltTrial {
                    short,
                    beyond,
                    stayed: it.stayed,
                })
            })
            .collect();
        self.scatter.add(&felt);
        let halves: BTreeSet<i16> = own
            .iter()
            .filter_map(|it| it.felt.map(half_steps))
            .collect();
        for half in halves {
            let (hits, n) = count(own, |it| it.felt.map(half_steps) == Some(half));
            self.by_half.entry(half).or_default().add(hits, n);
        }
        for (sign, shares) in [-1, 0, 1].into_iter().zip(&mut self.by_sign) {
            let (hits, n) = count(own, |it| {
                it.felt.map(|felt| half_steps(felt).signum()) == Some(sign)
            });
            shares.add(hits, n);
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
        for (key, theirs) in &other.by_half {
            self.by_half.entry(*key).or_default().merge(theirs);
        }
        let shares = self.shares.iter_mut().chain(&mut self.by_sign);
        let theirs = other.shares.iter().chain(&other.by_sign);
        shares.zip(theirs).for_each(|(a, b)| a.merge(b));
        self.placements.merge(&other.placements);
        self.scatter.merge(&other.scatter);
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
                    interval: self.shares[rung.place()].interval(LEVEL),
                }
            })
            .collect();
        let loyal = &self.shares[5];
        let [satisfied, dissatisfied] =
            [Rung::Satisfied, Rung::Dissatisfied].map(|rung| &self.shares[rung.place()]);
        // A client may stand on both in different years; that it is the same one is left out, which makes the interval of
        // the difference rather too wide than too narrow.
        let mut contrasts: Vec<Contrast> = [
            (Rung::Loyal, loyal, Rung::Satisfied, satisfied),
            (Rung::Satisfied, satisfied, Rung::Dissatisfied, dissatisfied),
        ]
        .into_iter()
        .filter_map(|(above, a, below, b)| {
            let difference = compare(a, b)?;
            Some(Contrast {
                above,
                below,
                n_above: a.n(),
                n_below: b.n(),
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
        let known = TOGETHER.map(|rungs| {
            rungs.iter().fold((0, 0), |sum, rung| {
                let (stayed, left) = self.by_rung[rung.place()];
                (sum.0 + stayed, sum.1 + left)
            })
        });
        let auc = auc_among(&known, &self.placements);
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

/// The difference of two shares of clustered trials, with as many answers as their clusters are worth.
pub(super) fn compare(a: &Clusters, b: &Clusters) -> Option<Difference> {
    let pair = |it: &Clusters| {
        let n = it.effective_n();
        Some((it.share()? * n, n))
    };
    proportion::compare(pair(a)?, pair(b)?, LEVEL)
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

/// As if every trial were another client's.
pub fn auc(groups: &[(u64, u64)]) -> Option<Auc> {
    auc_among(groups, &Placements::alone(groups))
}

/// Mann and Whitney's statistic over up to three ordered groups (stayed, left), lowest first, with the variance of
/// clustered data (Obuchowski 1997; with one trial a client it is DeLong's, 1988) and an interval on the logit scale, which
/// stays inside 0..=1. Where the variance is nothing (all stood alike, or they are told apart without fault), the interval
/// is Wilson's for the smaller side.
pub fn auc_among(groups: &[(u64, u64)], among: &Placements) -> Option<Auc> {
    let stayed: u64 = groups.iter().map(|it| it.0).sum();
    let left: u64 = groups.iter().map(|it| it.1).sum();
    if stayed == 0 || left == 0 {
        return None;
    }
    let (m, n) = (stayed as f64, left as f64);
    // The placement of each who stayed among those who left, and the other way round.
    let (mut below_left, mut below_stayed, mut value) = (0.0, 0.0, 0.0);
    let (mut of_stayed, mut of_left) = (Vec::new(), Vec::new());
    for &(s, l) in groups {
        let (s, l) = (s as f64, l as f64);
        let place = (below_left + l / 2.0) / n;
        value += s * place / m;
        of_stayed.push(place);
        of_left.push((m - below_stayed - s / 2.0) / m);
        below_left += l;
        below_stayed += s;
    }
    let variance = among
        .variance((&of_stayed, &of_left), (m, n), value)
        .max(0.0);
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
