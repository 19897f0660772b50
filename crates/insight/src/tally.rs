//! How many answers lie on each point of the scale. Every measure of scores can be read off it, so one pass over the
//! log serves them all.

use domain::{
    signals::Scale,
    stats::{mean::Sample, weighted::Weighted},
};
use serde::{Deserialize, Serialize};

use crate::{
    grouping::Accumulator,
    log::{Column, Columns},
    rows::Rows,
    sum::Sum,
};

/// The answers of one group.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// One for each scale that occurs, in the order of the scales; nearly always just one.
    scales: Vec<Histogram>,
    /// Answers off their scale, without a readable scale or, when weighted, without a usable weight.
    pub rejected: u64,
}

/// The answers given on one scale, from its worst point to its best. Which end of the scale was the better one has
/// been taken into account: 1 on `1-5r` is counted as 5 on `1-5`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Histogram {
    low: i16,
    high: i16,
    counts: Vec<u64>,
    /// Σw and Σw² for each point; empty when not weighted.
    weights: Vec<(Sum, Sum)>,
}

impl Histogram {
    fn new(scale: Scale, weighted: bool) -> Histogram {
        let points = scale.points();
        Histogram {
            low: scale.low(),
            high: scale.high(),
            counts: vec![0; points],
            weights: if weighted {
                vec![Default::default(); points]
            } else {
                Vec::new()
            },
        }
    }

    /// The scale, more being better.
    pub fn scale(&self) -> Scale {
        Scale::new(self.low, self.high).unwrap_or(Scale::ONE_TO_FIVE)
    }

    pub fn n(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// Answers on each point, from the worst.
    pub fn counts(&self) -> &[u64] {
        &self.counts
    }

    /// Σw on the point at a place; the count when not weighted.
    pub fn weight(&self, place: usize) -> f64 {
        self.weights
            .get(place)
            .map_or(self.counts[place] as f64, |(sum, _)| sum.value())
    }

    fn squared(&self, place: usize) -> f64 {
        self.weights
            .get(place)
            .map_or(self.counts[place] as f64, |(_, sum)| sum.value())
    }

    /// The sums for a figure that gives each point of the scale a value, such as 1, 0, −1 for the net promoter score.
    pub fn sums(&self, value_at: impl Fn(usize) -> f64) -> Weighted {
        (0..self.counts.len())
            .filter(|&place| self.counts[place] > 0)
            .fold(Weighted::new(), |sums, place| {
                sums.at(
                    value_at(place),
                    self.counts[place] as f64,
                    self.weight(place),
                    self.squared(place),
                )
            })
    }

    /// The score of a point.
    pub fn score(&self, place: usize) -> f64 {
        f64::from(self.low) + place as f64
    }

    /// Mean and standard error of the scores; `None` without answers.
    pub fn sample(&self) -> Option<Sample> {
        if !self.weights.is_empty() {
            return self.sums(|place| self.score(place)).sample();
        }
        // Whole numbers: exact, whatever the number of answers.
        let (n, sum) = self
            .counts
            .iter()
            .enumerate()
            .fold((0_u64, 0_u64), |(n, sum), (place, &count)| {
                (n + count, sum + place as u64 * count)
            });
        if n == 0 {
            return None;
        }
        let mean = sum as f64 / n as f64;
        let squares = self
            .counts
            .iter()
            .enumerate()
            .map(|(place, &count)| count as f64 * (place as f64 - mean).powi(2))
            .sum();
        Sample::of_spread(n as f64, f64::from(self.low) + mean, squares)
    }

    fn merge(&mut self, other: &Histogram) {
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count += more;
        }
        if self.weights.is_empty() {
            self.weights.clone_from(&other.weights);
        } else {
            for (weights, more) in self.weights.iter_mut().zip(&other.weights) {
                weights.0.merge(&more.0);
                weights.1.merge(&more.1);
            }
        }
    }
}

impl Tally {
    /// From scores and how often each was given.
    pub fn of(scale: Scale, answers: &[(f64, u64)]) -> Tally {
        let mut tally = Tally::default();
        for &(score, times) in answers {
            tally.add(scale, score, times);
        }
        tally
    }

    /// From scores with their weights.
    pub fn of_weighted(scale: Scale, answers: &[(f64, f64)]) -> Tally {
        let mut tally = Tally::default();
        for &(score, weight) in answers {
            tally.add_weighted(scale, score, weight);
        }
        tally
    }

    fn add(&mut self, scale: Scale, score: f64, times: u64) {
        match scale.place(score) {
            Some(place) => self.histogram(scale, false).counts[place] += times,
            None => self.rejected += times,
        }
    }

    fn add_weighted(&mut self, scale: Scale, score: f64, weight: f64) {
        match scale.place(score) {
            Some(place) if weight.is_finite() && weight >= 0.0 => {
                let histogram = self.histogram(scale, true);
                histogram.counts[place] += 1;
                histogram.weights[place].0.add(weight);
                histogram.weights[place].1.add(weight * weight);
            }
            _ => self.rejected += 1,
        }
    }

    fn histogram(&mut self, scale: Scale, weighted: bool) -> &mut Histogram {
        let ends = (scale.low(), scale.high());
        let at = match self
            .scales
            .binary_search_by_key(&ends, |found| (found.low, found.high))
        {
            Ok(at) => at,
            Err(at) => {
                self.scales.insert(at, Histogram::new(scale, weighted));
                at
            }
        };
        &mut self.scales[at]
    }

    pub fn merge(&mut self, other: &Tally) {
        self.rejected += other.rejected;
        for theirs in &other.scales {
            match self
                .scales
                .binary_search_by_key(&(theirs.low, theirs.high), |found| (found.low, found.high))
            {
                Ok(at) => self.scales[at].merge(theirs),
                Err(at) => self.scales.insert(at, theirs.clone()),
            }
        }
    }

    /// Answers on any scale.
    pub fn n(&self) -> u64 {
        self.scales.iter().map(Histogram::n).sum()
    }

    /// Without the answers on scales that don't pass, which count as rejected.
    pub fn only_where(&self, passes: impl Fn(&Histogram) -> bool) -> Tally {
        let mut kept = Tally {
            scales: Vec::new(),
            rejected: self.rejected,
        };
        for histogram in &self.scales {
            if passes(histogram) {
                kept.scales.push(histogram.clone());
            } else {
                kept.rejected += histogram.n();
            }
        }
        kept
    }

    pub fn histograms(&self) -> &[Histogram] {
        &self.scales
    }

    /// The histogram, if all answers were given on one scale.
    pub fn only(&self) -> Option<&Histogram> {
        match self.scales.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// The scale with the most answers.
    pub fn main_scale(&self) -> Option<Scale> {
        self.scales
            .iter()
            .max_by_key(|histogram| histogram.n())
            .map(Histogram::scale)
    }

    /// Kish's effective number of answers; n when not weighted.
    pub fn effective_n(&self) -> f64 {
        let sums = |histogram: &Histogram| histogram.sums(|_| 0.0);
        self.scales
            .iter()
            .fold(Weighted::new(), |all, histogram| all.and(sums(histogram)))
            .effective_n()
    }

    fn size(&self) -> usize {
        let of_scale = |scale: &Histogram| 80 + 8 * scale.counts.len() + 32 * scale.weights.len();
        32 + self.scales.iter().map(of_scale).sum::<usize>()
    }
}

/// Counts answers into tallies.
#[derive(Clone, Copy, Debug)]
pub struct Tallying {
    pub weighted: bool,
}

impl Accumulator for Tallying {
    type State = Tally;

    fn describe(&self) -> String {
        format!("tally{}", if self.weighted { " weighted" } else { "" })
    }

    fn columns(&self) -> Columns {
        let columns = Columns::of(&[Column::Score, Column::ScaleLow, Column::ScaleHigh]);
        if self.weighted {
            columns.with(Column::Weight)
        } else {
            columns
        }
    }

    #[inline]
    fn add(&self, tally: &mut Tally, rows: &Rows<'_>, at: usize) {
        let (worst, best, score) = (rows.scale_low[at], rows.scale_high[at], rows.score[at]);
        if !self.weighted
            && let Some(histogram) = tally.scales.first_mut()
            && (histogram.low, histogram.high) == (worst, best)
        {
            // The scale has been seen before, so it is a good one. NaN becomes 0 here and differs from itself.
            let place = (score - f64::from(worst)) as i64;
            if place as f64 == score - f64::from(worst) && (place as usize) < histogram.counts.len()
            {
                histogram.counts[place as usize] += 1;
            } else {
                tally.rejected += 1;
            }
            return;
        }
        match Scale::of_log(worst, best) {
            Some(scale) if self.weighted => tally.add_weighted(scale, score, rows.weight[at]),
            Some(scale) => tally.add(scale, score, 1),
            None => tally.rejected += 1,
        }
    }

    fn merge(&self, tally: &mut Tally, other: &Tally) {
        tally.merge(other);
    }

    fn size(&self, tally: &Tally) -> usize {
        tally.size()
    }
}
