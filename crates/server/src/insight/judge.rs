//! Rules of reading a score: hidden or not, short or not, changed or not. Pure.

use domain::signals::{Band, Scale};
use domain::stats::{Difference, adjust, small};
use insight::{Badge, Estimate, Note, Part};

use super::views::{BadgeView, ChangeView, EstimateView, PartView};

/// Under this p, after correction, a change counts as one.
pub const ALPHA: f64 = 0.05;

/// Fewer answers than this on either side are not compared.
pub const LEAST_TO_COMPARE: u64 = 10;

/// Whether small groups are shown to who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Discretion {
    pub sees_small_groups: bool,
}

impl Discretion {
    /// A group of this size says who it is.
    pub fn hides(self, n: u64) -> bool {
        !self.sees_small_groups && small::is_hidden(n)
    }

    pub fn view(self, estimate: &Estimate) -> EstimateView {
        let hidden = self.hides(estimate.n);
        let shown = |value: Option<f64>| value.filter(|value| !hidden && value.is_finite());
        EstimateView {
            value: shown(estimate.value),
            n: estimate.n,
            n_effective: if hidden { estimate.n as f64 } else { estimate.n_effective },
            low: shown(estimate.interval.map(|interval| interval.low)),
            high: shown(estimate.interval.map(|interval| interval.high)),
            level: estimate.level,
            method: estimate.method.to_owned(),
            weighted: estimate.weighted,
            rejected: estimate.rejected,
            badge: badge(estimate.badge),
            hidden,
            parts: if hidden { Vec::new() } else { estimate.parts.iter().map(part).collect() },
            notes: estimate.notes.iter().map(note).collect(),
        }
    }
}

fn badge(badge: Badge) -> BadgeView {
    match badge {
        Badge::None => BadgeView::None,
        Badge::CountsOnly => BadgeView::CountsOnly,
        Badge::Indicative => BadgeView::Indicative,
        Badge::Sound => BadgeView::Sound,
    }
}

fn part(part: &Part) -> PartView {
    PartView {
        label: part.label.clone(),
        count: part.count,
        share: part.share,
        low: part.interval.map(|interval| interval.low),
        high: part.interval.map(|interval| interval.high),
    }
}

fn note(note: &Note) -> String {
    match note {
        Note::OtherScale(scale) => {
            format!("The answers were given on {scale}, not on the scale this measure is defined on.")
        }
        Note::MixedScales => "Answers on several scales stand together; a figure over them would mean nothing.".to_owned(),
    }
}

/// How a score stands against what is as expected on its scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The whole interval lies at or over it.
    AsExpected,
    /// The whole interval lies under it.
    Short,
    /// The interval holds it.
    Unclear,
    /// Too few answers to say.
    Unknown,
}

impl Verdict {
    pub fn of(estimate: Option<&Estimate>, scale: Option<Scale>) -> Self {
        let (Some(estimate), Some(scale)) = (estimate, scale) else { return Self::Unknown };
        if matches!(estimate.badge, Badge::None | Badge::CountsOnly) {
            return Self::Unknown;
        }
        match estimate.interval {
            Some(interval) if interval.high < scale.as_expected() => Self::Short,
            Some(interval) if interval.low >= scale.as_expected() => Self::AsExpected,
            Some(_) => Self::Unclear,
            None => Self::Unknown,
        }
    }
}

/// Shares of loyal, satisfied and dissatisfied answers, 0..=1, from the counts on each point from the worst to the best.
pub fn bands(scale: Scale, weights: impl IntoIterator<Item = f64>) -> [f64; 3] {
    let mut sums = [0.0; 3];
    for (place, weight) in weights.into_iter().enumerate() {
        let at = match scale.band_at(place) {
            Band::Beyond => 0,
            Band::AsExpected => 1,
            Band::Short => 2,
        };
        sums[at] += weight;
    }
    let all: f64 = sums.iter().sum();
    if all > 0.0 { sums.map(|sum| sum / all) } else { sums }
}

/// Corrects all differences together (Holm); those that could not be computed stay out of the count.
pub fn adjusted(differences: &[Option<Difference>]) -> (Vec<Option<ChangeView>>, usize) {
    let known: Vec<Difference> = differences.iter().copied().flatten().collect();
    let ps: Vec<f64> = known.iter().map(|difference| difference.p).collect();
    let mut corrected = adjust::holm(&ps).into_iter();
    let changes = differences
        .iter()
        .map(|difference| {
            let difference = (*difference)?;
            let p_adjusted = corrected.next()?;
            Some(ChangeView {
                difference: difference.difference,
                low: difference.interval.low,
                high: difference.interval.high,
                p: difference.p,
                p_adjusted,
                significant: p_adjusted < ALPHA,
            })
        })
        .collect();
    (changes, known.len())
}

#[cfg(test)]
mod tests {
    use domain::stats::Interval;

    use super::*;

    fn difference(p: f64) -> Option<Difference> {
        Some(Difference { difference: 1.0, interval: Interval::new(0.5, 1.5), p })
    }

    #[test]
    fn only_what_could_be_compared_is_counted() {
        let (changes, comparisons) = adjusted(&[difference(0.02), None, difference(0.03)]);
        assert_eq!(comparisons, 2);
        assert_eq!(changes[0].map(|change| (change.p_adjusted, change.significant)), Some((0.04, true)));
        assert_eq!(changes[1], None);
        assert_eq!(changes[2].map(|change| change.p_adjusted), Some(0.04));
    }

    #[test]
    fn bands_follow_the_ladders_cut() {
        assert_eq!(bands(Scale::ONE_TO_FIVE, [1.0, 1.0, 2.0, 3.0, 1.0]), [0.125, 0.375, 0.5]);
        assert_eq!(bands(Scale::ONE_TO_FIVE, [0.0; 5]), [0.0; 3]);
    }
}
