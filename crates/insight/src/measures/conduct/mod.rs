//! Measures of our own conduct: what was planned, done and felt. Each is defined in one file, as the measures of scores
//! are, and read off [`Conduct`].

mod blind_share;
mod do_feel_gap;
mod document;
mod emotion_hit_rate;
mod perfection;
mod rolled_perfection;
mod say_do_gap;

pub(super) use document::sections;

use domain::stats::{Interval, LEVEL, proportion, small::Badge};

use crate::{answer::Estimate, conduct::Conduct};

/// One measure of conduct.
pub trait ConductMeasure: Sync {
    fn about(&self) -> &'static About;

    fn estimate(&self, conduct: &Conduct) -> Estimate;

    /// A small sum that can be checked by hand, and what must come out.
    fn examples(&self) -> Vec<Example>;
}

/// The names of the measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConductName {
    Perfection,
    RolledPerfection,
    SayDoGap,
    DoFeelGap,
    BlindShare,
    EmotionHitRate,
}

impl ConductName {
    pub const ALL: [ConductName; 6] = [
        ConductName::Perfection,
        ConductName::RolledPerfection,
        ConductName::SayDoGap,
        ConductName::DoFeelGap,
        ConductName::BlindShare,
        ConductName::EmotionHitRate,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            ConductName::Perfection => "perfection",
            ConductName::RolledPerfection => "rolled_perfection",
            ConductName::SayDoGap => "say_do_gap",
            ConductName::DoFeelGap => "do_feel_gap",
            ConductName::BlindShare => "blind_share",
            ConductName::EmotionHitRate => "emotion_hit_rate",
        }
    }
}

/// What a measure is, in the words of docs/measures.md and of the screens' help.
#[derive(Debug)]
pub struct About {
    pub name: ConductName,
    pub title: &'static str,
    /// The question it answers.
    pub question: &'static str,
    pub formula: &'static str,
    pub unit: &'static str,
    /// The short form of the unit.
    pub unit_short: &'static str,
    /// What counts as one.
    pub n: &'static str,
    pub interval: &'static str,
    pub left_out: &'static str,
    pub source: &'static str,
}

/// A worked example: what is given, and the line that must come out.
#[derive(Debug)]
pub struct Example {
    pub given: &'static str,
    pub conduct: Conduct,
    pub expected: &'static str,
}

pub fn of(name: ConductName) -> &'static dyn ConductMeasure {
    match name {
        ConductName::Perfection => &perfection::Perfection,
        ConductName::RolledPerfection => &rolled_perfection::RolledPerfection,
        ConductName::SayDoGap => &say_do_gap::SayDoGap,
        ConductName::DoFeelGap => &do_feel_gap::DoFeelGap,
        ConductName::BlindShare => &blind_share::BlindShare,
        ConductName::EmotionHitRate => &emotion_hit_rate::EmotionHitRate,
    }
}

/// All of them, in the order of the document.
pub fn catalogue() -> [&'static dyn ConductMeasure; 6] {
    ConductName::ALL.map(of)
}

/// The share of touches felt as expected or better, among those of which it is known; in percent.
pub fn felt_as_expected(conduct: &Conduct) -> Estimate {
    let hits = conduct.count(|heard| heard.felt.is_some_and(|felt| felt >= 0));
    let n = conduct.count(|heard| heard.felt.is_some());
    share_of(hits, n)
}

/// The method of a plain share.
const WILSON: &str = "Wilson";
/// The method of a share whose answers come in clusters.
const CLUSTERED: &str = "Wilson with effective n";

const PERCENT: f64 = 100.0;

/// An estimate of nothing, to be filled in.
fn blank(n: u64, method: &'static str) -> Estimate {
    Estimate {
        value: None,
        n,
        n_effective: n as f64,
        interval: None,
        standard_error: None,
        level: LEVEL,
        method,
        weighted: false,
        rejected: 0,
        badge: Badge::of(n),
        also: None,
        parts: Vec::new(),
        notes: Vec::new(),
    }
}

/// A plain share in percent, each of the n for itself.
pub fn share_of(hits: u64, n: u64) -> Estimate {
    let (hits, all) = (hits as f64, n as f64);
    let share = proportion::share(hits, all);
    Estimate {
        value: share.map(|share| share * PERCENT),
        interval: proportion::wilson(hits, all, LEVEL).map(percent),
        standard_error: share.map(|share| (share * (1.0 - share) / all).sqrt() * PERCENT),
        ..blank(n, WILSON)
    }
}

fn percent(interval: Interval) -> Interval {
    interval.times(PERCENT)
}

#[cfg(test)]
mod tests {
    use super::{document::outcome, *};

    #[test]
    fn worked_examples_come_out() {
        for measure in catalogue() {
            for example in measure.examples() {
                let name = measure.about().name.as_str();
                assert_eq!(
                    outcome(measure, &example),
                    example.expected,
                    "{name}: {}",
                    example.given
                );
            }
        }
    }

    #[test]
    fn nothing_is_unknown() {
        for measure in catalogue() {
            let estimate = measure.estimate(&Conduct::default());
            let name = measure.about().name.as_str();
            assert_eq!(
                (estimate.value, estimate.interval, estimate.n),
                (None, None, 0),
                "{name}"
            );
            assert_eq!(estimate.badge, Badge::None);
        }
    }
}
