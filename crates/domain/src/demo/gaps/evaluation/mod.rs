//! How good the gap finder is, on firms whose gaps are known: printed into docs/gaps.md.
//!
//! Firms are drawn from seeds. Confidence was calibrated on some of them ([`CALIBRATED_ON`]); what is reported comes from
//! others ([`TRIED_ON`]), which nothing was fitted to and nobody looked at while the detectors were made.

mod curves;
mod document;
mod firms;
mod grids;
mod industries;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use crate::design::gaps::{Detector, Finding, Inputs, Template, TemplateSpot};

const CALIBRATED_ON: RangeInclusive<u64> = 101..=116;
const TRIED_ON: RangeInclusive<u64> = 201..=216;

/// One thing that was raised, with how sure the finder was, and whether it is true.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Judged {
    confidence: f64,
    is_true: bool,
}

/// How a detector did on one firm.
#[derive(Debug, Clone, Default)]
struct Trial {
    judged: Vec<Judged>,
    /// Gaps that are there, and how many of them were found.
    there: u64,
    found: u64,
}

impl Trial {
    fn merge(&mut self, other: &Trial) {
        self.judged.extend(&other.judged);
        self.there += other.there;
        self.found += other.found;
    }

    fn raised(&self) -> u64 {
        self.judged.len() as u64
    }

    fn true_ones(&self) -> u64 {
        self.judged.iter().filter(|one| one.is_true).count() as u64
    }

    fn recall(&self) -> f64 {
        self.found as f64 / self.there.max(1) as f64
    }

    fn precision(&self) -> f64 {
        self.true_ones() as f64 / self.raised().max(1) as f64
    }
}

type Trials = BTreeMap<Detector, Trial>;

/// All detectors on the firm, the grid and the inventories of one seed.
fn trials(seed: u64) -> Trials {
    let mut trials = firms::trials(seed);
    trials.insert(Detector::EmptyCell, grids::trial(seed));
    trials.insert(Detector::Template, industries::trial(seed));
    trials
}

/// Each seed's own trials.
fn trials_of(seeds: RangeInclusive<u64>) -> Vec<Trials> {
    std::thread::scope(|scope| {
        let all: Vec<_> = seeds
            .map(|seed| scope.spawn(move || trials(seed)))
            .collect();
        all.into_iter()
            .map(|one| one.join().expect("a trial ends"))
            .collect()
    })
}

fn pooled(trials: &[Trials]) -> Trials {
    let mut pooled = Trials::new();
    for (detector, trial) in trials.iter().flatten() {
        pooled.entry(*detector).or_default().merge(trial);
    }
    pooled
}

/// What inventories and templates alone show.
fn without_histories(inputs: &Inputs) -> Vec<Finding> {
    crate::design::gaps::find_in(inputs, &[], |_| Vec::new())
}

/// A template from spots.
fn template(key: &str, touchpoints: Vec<TemplateSpot>) -> Template {
    Template {
        key: key.to_owned(),
        label: key.to_owned(),
        touchpoints,
    }
}

/// The deterministic detectors find nine in ten gaps, and four in five of what they raise is true; chases and wishes are
/// as good as the words that give them away, which docs/gaps.md states.
#[test]
fn what_must_be_found_is_found() {
    let trials = pooled(&trials_of(TRIED_ON));
    for detector in [
        Detector::Template,
        Detector::UnansweredEvent,
        Detector::Silence,
        Detector::EmptyCell,
        Detector::UnservedExpectation,
    ] {
        let trial = &trials[&detector];
        assert!(
            trial.there >= 40,
            "{detector:?}: {} gaps are too few to tell",
            trial.there
        );
        assert!(
            trial.recall() >= 0.9 && trial.precision() >= 0.8,
            "{detector:?}: recall {:.3}, precision {:.3}",
            trial.recall(),
            trial.precision()
        );
    }
}
