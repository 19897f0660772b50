//! Rules of reading a score: hidden or not, short or not, changed or not. Pure.

use domain::access::{Actor, Permission};
use domain::signals::Scale;
use domain::stats::small;
use insight::{Badge, Estimate, Figure, Note, Part};

use super::views::{BadgeView, EstimateView, FigureView, PartView};

/// Whether small groups are shown to who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Discretion {
    pub sees_small_groups: bool,
}

impl Discretion {
    pub fn of(actor: &Actor) -> Self {
        Self {
            sees_small_groups: actor.may(Permission::SeeSmallGroups),
        }
    }

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
            n_effective: if hidden {
                estimate.n as f64
            } else {
                estimate.n_effective
            },
            low: shown(estimate.interval.map(|interval| interval.low)),
            high: shown(estimate.interval.map(|interval| interval.high)),
            level: estimate.level,
            method: estimate.method.to_owned(),
            weighted: estimate.weighted,
            rejected: estimate.rejected,
            badge: badge(estimate.badge),
            hidden,
            also: estimate.also.as_ref().filter(|_| !hidden).map(figure),
            parts: if hidden {
                Vec::new()
            } else {
                estimate.parts.iter().map(part).collect()
            },
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

fn figure(figure: &Figure) -> FigureView {
    FigureView {
        name: figure.name.to_owned(),
        value: figure.value,
        low: figure.interval.map(|interval| interval.low),
        high: figure.interval.map(|interval| interval.high),
        method: figure.method.to_owned(),
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
            format!(
                "The answers were given on {scale}, not on the scale this measure is defined on."
            )
        }
        Note::MixedScales => {
            "Answers on several scales stand together; a figure over them would mean nothing."
                .to_owned()
        }
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
        let (Some(estimate), Some(scale)) = (estimate, scale) else {
            return Self::Unknown;
        };
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

#[cfg(test)]
mod tests {
    use domain::stats::Interval;
    use insight::{MeasureName, Tally, measures};

    use super::*;

    fn mean(scores: &[(f64, u64)]) -> Estimate {
        measures::of(MeasureName::Mean).estimate(&Tally::of(Scale::ONE_TO_FIVE, scores), false)
    }

    #[test]
    fn small_groups_say_nothing_but_their_size() {
        let few = mean(&[(5.0, 3), (1.0, 1)]);
        let hidden = Discretion {
            sees_small_groups: false,
        }
        .view(&few);
        assert!(hidden.hidden);
        assert_eq!((hidden.value, hidden.low, hidden.n), (None, None, 4));
        assert!(hidden.parts.is_empty());
        let shown = Discretion {
            sees_small_groups: true,
        }
        .view(&few);
        assert_eq!((shown.hidden, shown.value), (false, Some(4.0)));
        assert!(
            !Discretion {
                sees_small_groups: false
            }
            .hides(5)
        );
        assert!(
            !Discretion {
                sees_small_groups: false
            }
            .hides(0),
            "nobody hides behind nobody"
        );
    }

    #[test]
    fn a_verdict_needs_the_whole_interval() {
        let of = |estimate: &Estimate| Verdict::of(Some(estimate), Some(Scale::ONE_TO_FIVE));
        assert_eq!(of(&mean(&[(5.0, 40), (4.0, 20)])), Verdict::AsExpected);
        assert_eq!(of(&mean(&[(3.0, 40), (4.0, 20)])), Verdict::Short);
        assert_eq!(
            of(&mean(&[(5.0, 20), (4.0, 20), (3.0, 20)])),
            Verdict::Unclear
        );
        assert_eq!(of(&mean(&[(3.0, 9)])), Verdict::Unknown);
        assert_eq!(Verdict::of(None, None), Verdict::Unknown);
        let edge = Estimate {
            interval: Some(Interval::new(4.0, 4.5)),
            ..mean(&[(5.0, 40)])
        };
        assert_eq!(of(&edge), Verdict::AsExpected);
    }
}
