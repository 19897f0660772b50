//! How touchpoints were felt, on one measure with what is designed: −2…+2, 0 being as expected. The rule stands in
//! [`domain::design::journeys::feeling`].

use std::collections::BTreeMap;

use domain::{
    design::journeys::feeling,
    signals::{EntryKind, QuestionKind, Scale},
    stats::{Interval, LEVEL, mean::Sample, small::Badge},
    time::Period,
};

use crate::{
    answer::Estimate,
    conduct::{self, Conducting},
    engine::Engine,
    error::InsightError,
    measures,
    query::{By, Filter},
    scope::Scope,
    source::Source,
    tally::{Tally, Tallying},
};

/// All that clients said about one touchpoint.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Felt {
    /// Answers to its primary rating question, on whatever scales.
    pub ratings: Tally,
    /// Perceptions of touches against expectation, −3…+3, where somebody noted one.
    pub perceptions: Tally,
}

impl Felt {
    /// Mean feeling −2…+2 over ratings and perceptions, with Student's interval, which ends where the measure ends.
    pub fn estimate(&self) -> Estimate {
        // Each point of each scale with how often it was said.
        let mut points: Vec<(f64, f64)> = Vec::new();
        for histogram in self.ratings.histograms() {
            let scale = histogram.scale();
            points.extend(histogram.counts().iter().enumerate().map(|(place, count)| {
                (
                    feeling::of_rating(scale, histogram.score(place)),
                    *count as f64,
                )
            }));
        }
        for histogram in self.perceptions.histograms() {
            points.extend(histogram.counts().iter().enumerate().map(|(place, count)| {
                (
                    feeling::of_perception(histogram.score(place)),
                    *count as f64,
                )
            }));
        }
        let n = self.ratings.n() + self.perceptions.n();
        let many = n as f64;
        let mean = points
            .iter()
            .map(|(value, count)| value * count)
            .sum::<f64>()
            / many;
        let squares = points
            .iter()
            .map(|(value, count)| count * (value - mean).powi(2))
            .sum();
        let sample = Sample::of_spread(many, mean, squares);
        let (worst, best) = (f64::from(feeling::WORST), f64::from(feeling::BEST));
        Estimate {
            value: sample.map(|sample| sample.mean),
            n,
            n_effective: many,
            interval: sample
                .and_then(|sample| sample.interval(LEVEL))
                .map(|it| Interval::new(it.low.max(worst), it.high.min(best))),
            standard_error: sample.and_then(|sample| sample.standard_error),
            level: LEVEL,
            method: measures::STUDENT,
            weighted: false,
            rejected: self.ratings.rejected,
            badge: Badge::of(n),
            also: None,
            parts: Vec::new(),
            notes: Vec::new(),
        }
    }
}

impl Engine {
    /// What was felt at each touchpoint of which anything is known, by its number.
    pub fn felt(
        &self,
        source: &dyn Source,
        filters: &[Filter],
        period: Option<Period>,
    ) -> Result<BTreeMap<i32, Felt>, InsightError> {
        let snapshot = source.snapshot()?;
        let mut felt: BTreeMap<i32, Felt> = BTreeMap::new();
        let scope = Scope::resolve(&snapshot, filters, period)?;
        let counting = Tallying { weighted: false };
        let answers = scope
            .clone()
            .kinds(&[EntryKind::Answer])
            .questions(&[QuestionKind::Rating]);
        let (_, ratings) = self.grouped(&snapshot, &answers, &[By::Question], counting)?;
        for (code, tally) in ratings {
            let question = i32::try_from(code[0])
                .ok()
                .and_then(|no| snapshot.dimensions.question(no))
                .filter(|question| question.primary);
            if let Some(touchpoint) = question.and_then(|question| question.touchpoint) {
                felt.entry(touchpoint).or_default().ratings.merge(&tally);
            }
        }
        // What became known later counts as it was corrected, so it is read with what was done.
        let zone = snapshot.dimensions.zone();
        let touches = scope.kinds(&conduct::KINDS);
        let (_, done) =
            self.grouped(&snapshot, &touches, &[By::Touchpoint], Conducting { zone })?;
        for (code, conduct) in done {
            let noted: Vec<(f64, u64)> = conduct.felt().collect();
            if let Ok(touchpoint) = i32::try_from(code[0])
                && touchpoint >= 0
                && !noted.is_empty()
            {
                let noted = Tally::of(Scale::PERCEPTION, &noted);
                felt.entry(touchpoint)
                    .or_default()
                    .perceptions
                    .merge(&noted);
            }
        }
        Ok(felt)
    }
}
