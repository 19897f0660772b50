//! What is true of the simulated firm, so that a test can ask whether an analysis finds it.

use std::collections::BTreeMap;

use statrs::function::erf::erfc;

use super::facts::{Asked, Expected, Subject};
use super::firm::{HAZARD, HAZARD_SLOPE, INTERVENTIONS, SPOTS, spot_index};
use super::simulate::Simulation;
use crate::time::{Bucket, Period, Timestamp};

/// Probability that a standard normal lies under `x`.
fn below(x: f64) -> f64 {
    0.5 * erfc(-x / std::f64::consts::SQRT_2)
}

impl Expected {
    /// A normal with this centre and spread, rounded to whole points and cut at the ends of the scale.
    pub(super) fn rounded(centre: f64, spread: f64, low: i16, high: i16) -> Expected {
        let mut expected = Expected::default();
        let mut under = 0.0;
        for point in low..=high {
            let upto = if point == high {
                1.0
            } else {
                below((f64::from(point) + 0.5 - centre) / spread)
            };
            let share = upto - under;
            under = upto;
            expected.mean += share * f64::from(point);
            if point >= high - 1 {
                expected.top_two += share;
            }
            if point <= 6 && high == 10 {
                expected.detractor += share;
            }
        }
        expected
    }
}

/// Sums over everybody who was asked, answered or not.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct TruthCell {
    pub asked: u64,
    mean: f64,
    top_two: f64,
    detractor: f64,
}

impl TruthCell {
    fn add(&mut self, expected: Expected) {
        self.asked += 1;
        self.mean += expected.mean;
        self.top_two += expected.top_two;
        self.detractor += expected.detractor;
    }

    fn merge(&mut self, other: &TruthCell) {
        self.asked += other.asked;
        self.mean += other.mean;
        self.top_two += other.top_two;
        self.detractor += other.detractor;
    }

    fn per_asked(&self, sum: f64) -> Option<f64> {
        (self.asked > 0).then(|| sum / self.asked as f64)
    }

    /// True mean score of all who were asked.
    pub fn mean(&self) -> Option<f64> {
        self.per_asked(self.mean)
    }

    /// True share of the two best points.
    pub fn top_two(&self) -> Option<f64> {
        self.per_asked(self.top_two)
    }

    /// True NPS, −1…1: the two best points are 9 and 10.
    pub fn nps(&self) -> Option<f64> {
        self.per_asked(self.top_two - self.detractor)
    }
}

/// Something that was done, and when.
#[derive(Debug, Clone, PartialEq)]
pub struct TrueIntervention {
    pub touchpoint: &'static str,
    pub label: &'static str,
    pub at: Timestamp,
    pub lift: f64,
}

/// The whole truth about one run.
#[derive(Debug, Clone)]
pub struct Truth {
    pub months: Vec<Bucket>,
    cells: BTreeMap<(Subject, usize), TruthCell>,
    pub interventions: Vec<TrueIntervention>,
    pub departures: u64,
}

impl Truth {
    pub(super) fn of(simulation: &Simulation) -> Truth {
        let mut truth = Truth {
            months: simulation.months().to_vec(),
            cells: BTreeMap::new(),
            interventions: simulation.interventions(),
            departures: 0,
        };
        for facts in simulation.clients(super::facts::Detail::Truth) {
            truth.departures += u64::from(facts.client.left.is_some());
            for asked in &facts.asked {
                truth.add(asked);
            }
        }
        truth
    }

    fn add(&mut self, asked: &Asked) {
        let month = self.months.partition_point(|month| month.to <= asked.at);
        self.cells
            .entry((asked.subject, month))
            .or_default()
            .add(asked.expected);
    }

    /// The truth about one subject over whole months that start in the period.
    pub fn over(&self, subject: Subject, period: Period) -> TruthCell {
        let mut sum = TruthCell::default();
        for (index, month) in self.months.iter().enumerate() {
            if period.contains(month.from)
                && let Some(cell) = self.cells.get(&(subject, index))
            {
                sum.merge(cell);
            }
        }
        sum
    }

    /// The truth about one subject in one month (index into `months`).
    pub fn in_month(&self, subject: Subject, month: usize) -> TruthCell {
        self.cells
            .get(&(subject, month))
            .copied()
            .unwrap_or_default()
    }

    /// The truth about a touchpoint, by key.
    pub fn touchpoint(&self, key: &str, period: Period) -> Option<TruthCell> {
        spot_index(key).map(|spot| self.over(Subject::Spot(spot), period))
    }

    /// True weights in the overall rating, points per point, touchpoints without weight left out.
    pub fn overall_drivers(&self) -> Vec<(&'static str, f64)> {
        drivers(|index| SPOTS[index].overall)
    }

    /// True weights in the willingness to recommend.
    pub fn recommend_drivers(&self) -> Vec<(&'static str, f64)> {
        drivers(|index| SPOTS[index].recommend)
    }

    /// True chance of leaving within a month at this running experience (1–5).
    pub fn hazard(&self, experience: f64) -> f64 {
        hazard(experience)
    }

    /// Touchpoints whose quality never changes by design: no drift and no intervention that helped.
    pub fn steady(&self) -> Vec<&'static str> {
        SPOTS
            .iter()
            .filter(|spot| spot.ask.is_some() && spot.drift == 0.0)
            .filter(|spot| {
                !INTERVENTIONS
                    .iter()
                    .any(|i| i.touchpoint == spot.key && i.lift != 0.0)
            })
            .map(|spot| spot.key)
            .collect()
    }
}

fn drivers(weight: impl Fn(usize) -> f64) -> Vec<(&'static str, f64)> {
    (0..SPOTS.len())
        .filter(|&index| weight(index) != 0.0)
        .map(|index| (SPOTS[index].key, weight(index)))
        .collect()
}

pub(super) fn hazard(experience: f64) -> f64 {
    (HAZARD * (HAZARD_SLOPE * (experience - 4.0)).exp()).min(0.5)
}
