//! Detector *silence*: clients whom nobody has touched for too long.
//!
//! **Definition.** A client is silent when the last touch lies further back than the rule of its tier allows. Where no
//! rule was set, its own rhythm decides: silent is who was not touched for longer than nine in ten of its own gaps,
//! with enough gaps ([`GAPS`]) to know. Two things guard against chance: the 90th percentile is taken at the upper end of its
//! own uncertainty, and the silence must be one that this client's rhythm would show at most once in five hundred looks.
//! Touches in either direction end a silence; a page or a sign that the client saw does not. Clients who have left are
//! left out. Somebody under a rule who was never touched is silent since becoming a client.
//!
//! **Evidence.** The clients, the longest silent first; one finding for each tier.
//!
//! **Confidence.** By rule: high, less when most of the tier is silent, as then the rule or the records are more likely
//! to be wrong than the conduct. By rhythm: one minus the share of silences that chance alone would make.

use super::confidence::calibrated;
use super::finding::{About, Detector, Finding, Ground, ItemKind, Share, Suggestion};
use super::history::{DAY, History, Minutes};
use super::inputs::{Inputs, Named};
use super::kept::{Kept, Ranked};
use super::watch::Watch;
use crate::design::TouchpointKind;

/// From so many gaps on a client has a rhythm of its own.
pub const GAPS: usize = 12;

/// Nine in ten of its gaps are shorter.
const PERCENTILE: f64 = 0.9;

/// At most so often chance may show such a silence in somebody whose rhythm has not changed.
const BY_CHANCE: f64 = 0.002;

/// What was counted of one tier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Clients who could be silent.
    pub watched: u64,
    pub silent: Kept,
    pub longest_days: u32,
}

impl Tally {
    pub fn merge(&mut self, other: &Tally) {
        self.watched += other.watched;
        self.silent.merge(&other.silent);
        self.longest_days = self.longest_days.max(other.longest_days);
    }

    fn silent(&mut self, client: i64, since: Minutes, touched: bool, days: u32) {
        self.longest_days = self.longest_days.max(days);
        self.silent.add(Ranked {
            rank: i64::from(days),
            client,
            record: None,
            at: touched.then_some(since),
            kind: ItemKind::Client,
        });
    }
}

/// Tiers with a rule by their place, then everybody else.
pub(super) fn tallies(watch: &Watch) -> Vec<Tally> {
    vec![Tally::default(); watch.limits.len() + 1]
}

/// Looks at one client; returns whether it was ever touched.
pub(super) fn see(
    tallies: &mut [Tally],
    days: &mut Vec<i32>,
    watch: &Watch,
    history: &History<'_>,
) -> bool {
    days.clear();
    let mut last = None;
    for touch in history.touches {
        if watch.is_contact(touch) && touch.at <= watch.now {
            last = Some(touch.at);
            let day = touch.at.0.div_euclid(DAY);
            if days.last() != Some(&day) {
                days.push(day);
            }
        }
    }
    let Some(last) = last else {
        return false;
    };
    let client = watch.client(history.client);
    if client.departed || history.events.iter().any(|event| watch.ends(event.kind)) {
        return true;
    }
    let quiet = watch.now.days_since(last);
    match limit(watch, client.tier) {
        Some((tier, limit)) => {
            tallies[tier].watched += 1;
            if quiet > limit {
                tallies[tier].silent(history.client, last, true, quiet);
            }
        }
        None => {
            let Some(rhythm) = Rhythm::of(days) else {
                return true;
            };
            if let Some(others) = tallies.last_mut() {
                others.watched += 1;
                if rhythm.is_broken_by(quiet) {
                    others.silent(history.client, last, true, quiet);
                }
            }
        }
    }
    true
}

/// Clients under a rule whom nobody ever touched.
pub(super) fn never_touched(
    tallies: &mut [Tally],
    watch: &Watch,
    was_touched: impl Fn(i64) -> bool,
) {
    for (client, term) in (0_i64..).zip(watch.clients()) {
        if term.departed || was_touched(client) {
            continue;
        }
        if let (Some((tier, limit)), Some(since)) = (limit(watch, term.tier), term.since) {
            let since = Minutes::of(since);
            let quiet = watch.now.days_since(since);
            tallies[tier].watched += 1;
            if quiet > limit {
                tallies[tier].silent(client, since, false, quiet);
            }
        }
    }
}

fn limit(watch: &Watch, tier: Option<u16>) -> Option<(usize, u32)> {
    let tier = usize::from(tier?);
    let limit = (*watch.limits.get(tier)?)?;
    Some((tier, limit))
}

/// How often a client is usually touched.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Rhythm {
    /// Days, at the upper end of the uncertainty of the 90th percentile.
    bound: f64,
    percentile: f64,
    mean: f64,
    /// How far gaps over the percentile exceed it on average.
    excess: f64,
}

impl Rhythm {
    /// From the days on which it was touched, ascending; `None` where they are too few. The list becomes its gaps.
    fn of(days: &mut [i32]) -> Option<Rhythm> {
        if days.len() <= GAPS {
            return None;
        }
        for at in (1..days.len()).rev() {
            days[at] -= days[at - 1];
        }
        let gaps = &mut days[1..];
        gaps.sort_unstable();
        let n = gaps.len() as f64;
        let at = |rank: f64| f64::from(gaps[(rank.ceil() as usize).clamp(1, gaps.len()) - 1]);
        let percentile = at(PERCENTILE * n);
        // The order statistic that lies over the percentile in 95 of 100 samples, by the normal approximation.
        let bound = at(PERCENTILE * n + 1.645 * (n * PERCENTILE * (1.0 - PERCENTILE)).sqrt());
        let mean = gaps.iter().map(|&gap| f64::from(gap)).sum::<f64>() / n;
        let over: Vec<f64> = gaps
            .iter()
            .map(|&gap| f64::from(gap) - percentile)
            .filter(|over| *over > 0.0)
            .collect();
        let excess = if over.is_empty() {
            0.0
        } else {
            over.iter().sum::<f64>() / over.len() as f64
        };
        Some(Rhythm {
            bound,
            percentile,
            mean,
            // A few gaps tell little of the tail: it is not taken for lighter than half an exponential one.
            excess: excess.max(mean * 0.5).max(1.0),
        })
    }

    fn is_broken_by(&self, quiet: u32) -> bool {
        let quiet = f64::from(quiet);
        quiet > self.bound && self.chance_of(quiet) <= BY_CHANCE
    }

    /// How often one finds a gap that has already lasted this long, looking on any day: the tail of the gaps, each
    /// weighted by its length.
    fn chance_of(&self, quiet: f64) -> f64 {
        let tail = (1.0 - PERCENTILE) * (-(quiet - self.percentile) / self.excess).exp();
        tail * self.excess / self.mean.max(0.5)
    }
}

pub(super) fn find(inputs: &Inputs, watch: &Watch, tallies: &[Tally]) -> Vec<Finding> {
    tallies
        .iter()
        .enumerate()
        .filter(|(_, tally)| tally.silent.total() > 0)
        .filter_map(|(at, tally)| of_tier(inputs, watch, at, tally))
        .collect()
}

fn of_tier(inputs: &Inputs, watch: &Watch, at: usize, tally: &Tally) -> Option<Finding> {
    let (silent, watched) = (tally.silent.total() as f64, tally.watched as f64);
    let tier = inputs.tiers.get(at);
    let raw = match tier {
        Some(_) => 0.98 - 0.4 * ((silent / watched - 0.3) / 0.7).max(0.0),
        None => 1.0 - (BY_CHANCE * watched / silent).min(1.0),
    };
    if raw <= 0.0 {
        return None;
    }
    Some(Finding {
        detector: Detector::Silence,
        ground: Ground::new(
            Detector::Silence,
            &[tier.map_or("*", |tier| tier.key.as_str())],
        ),
        suggestion: Suggestion::of_kind(TouchpointKind::Dynamic),
        confidence: calibrated(Detector::Silence, raw),
        about: About::Silence {
            tier: tier.map(|tier| Named::new(&tier.key, &tier.label)),
            limit_days: tier.and_then(|tier| tier.max_silence_days).map(u32::from),
            longest_days: tally.longest_days,
        },
        share: Share::of(tally.silent.total(), tally.watched),
        items: tally.silent.items(watch.now),
        items_total: tally.silent.total(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rhythm(gaps: &[i32]) -> Option<Rhythm> {
        let mut day = 0;
        let mut days = vec![0];
        for gap in gaps {
            day += gap;
            days.push(day);
        }
        Rhythm::of(&mut days)
    }

    #[test]
    fn a_rhythm_needs_enough_gaps() {
        assert_eq!(rhythm(&[7; GAPS - 1]), None);
        let weekly = rhythm(&[7; GAPS]).unwrap();
        assert!(!weekly.is_broken_by(7));
        assert!(weekly.is_broken_by(40));
    }

    #[test]
    fn who_is_rarely_touched_may_be_quiet_for_longer() {
        let often = rhythm(&[5, 9, 7, 6, 8, 7, 7, 10, 4, 7, 6, 9, 7, 8]).unwrap();
        let rarely = rhythm(&[50, 90, 70, 60, 80, 70, 70, 100, 40, 70, 60, 90, 70, 80]).unwrap();
        assert!(often.is_broken_by(60) && !rarely.is_broken_by(60));
        assert!(!rarely.is_broken_by(100));
    }
}
