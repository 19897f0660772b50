//! The catalogue of measures. Each is defined in one file: what it answers, its formula, unit, n, interval, what is
//! left out, where it comes from, and a worked example, which runs as a test and is printed into docs/measures.md.

mod ces;
pub mod conduct;
mod csat;
mod distribution;
mod document;
mod gaps;
mod loyalty;
mod mean;
mod nps;
mod told;

pub use document::document;
pub(crate) use mean::METHOD as STUDENT;

use std::collections::BTreeSet;

use domain::{
    signals::{EntryKind, QuestionKind, Scale},
    stats::{Difference, Interval, LEVEL, proportion, small::Badge, weighted::Weighted},
};

use crate::{
    answer::{Estimate, Figure, Note, Part},
    query::{By, MeasureName, Query, QueryRefusal},
    scope::Scope,
    source::{QuestionTerm, Snapshot},
    tally::{Histogram, Tally},
};

/// One measure of scores.
pub trait Measure: Sync {
    fn about(&self) -> &'static About;

    /// The kinds of question it reads.
    fn reads(&self) -> &'static [QuestionKind];

    /// Whether it reads any scored question that is asked for by name.
    fn reads_any_named(&self) -> bool {
        false
    }

    fn estimate(&self, tally: &Tally, weighted: bool) -> Estimate;

    /// The difference `a − b` with its interval and p; `None` when either side has too few answers for one, or the
    /// measure has no single value.
    fn difference(&self, a: &Tally, b: &Tally, weighted: bool) -> Option<Difference>;

    /// A small sum that can be checked by hand, and what must come out.
    fn examples(&self) -> Vec<Example>;
}

/// What a measure is, in the words of docs/measures.md and of the screens' help.
#[derive(Debug)]
pub struct About {
    pub name: MeasureName,
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
    /// How a difference is tested.
    pub difference: &'static str,
    pub left_out: &'static str,
    pub source: &'static str,
}

/// A worked example: what is given, and the lines that must come out.
#[derive(Debug)]
pub struct Example {
    pub given: &'static str,
    pub tally: Tally,
    pub weighted: bool,
    pub expected: &'static str,
}

/// All measures, in the order of the document.
pub fn catalogue() -> [&'static dyn Measure; 5] {
    MeasureName::ALL.map(of)
}

pub fn of(name: MeasureName) -> &'static dyn Measure {
    match name {
        MeasureName::Nps => &nps::Nps,
        MeasureName::Csat => &csat::Csat,
        MeasureName::Ces => &ces::Ces,
        MeasureName::Mean => &mean::Mean,
        MeasureName::Distribution => &distribution::Distribution,
    }
}

const SCORED: &[QuestionKind] = &[
    QuestionKind::Recommend,
    QuestionKind::Rating,
    QuestionKind::Effort,
];

/// The answers that a query reads: of the measure's kinds of question, and of these each touchpoint's primary rating. A
/// mean "of everything" is one of ratings, but of question X is that of X, whatever kind X is.
pub(crate) fn scope(snapshot: &Snapshot, query: &Query) -> Result<Scope, QueryRefusal> {
    let measure = of(query.measure);
    let named = query.by.contains(&By::Question)
        || query
            .filters
            .iter()
            .any(|filter| filter.dimension == By::Question);
    let kinds = if named && measure.reads_any_named() {
        SCORED
    } else {
        measure.reads()
    };
    let scope = Scope::resolve(snapshot, &query.filters, query.period)?
        .kinds(&[EntryKind::Answer])
        .questions(kinds);
    let further = further_aspects(&snapshot.dimensions.questions);
    Ok(if named || further.is_empty() {
        scope
    } else {
        scope.without_questions(&further)
    })
}

/// The ratings that stand beside a primary one of the same touchpoint (or of the whole experience). How clean the
/// restaurants are is no answer to how good they are: averaged together they would be a score that nobody gave.
fn further_aspects(questions: &[QuestionTerm]) -> Vec<i32> {
    let rates = |question: &&QuestionTerm| question.kind == QuestionKind::Rating;
    let has_primary: BTreeSet<Option<i32>> = questions
        .iter()
        .filter(rates)
        .filter(|question| question.primary)
        .map(|question| question.touchpoint)
        .collect();
    questions
        .iter()
        .filter(rates)
        .filter(|question| !question.primary && has_primary.contains(&question.touchpoint))
        .map(|question| question.no)
        .collect()
}

/// An estimate of nothing, to be filled in.
fn blank(tally: &Tally, weighted: bool, method: &'static str) -> Estimate {
    let n = tally.n();
    let n_effective = if weighted {
        sums_of(tally, |_, _| 0.0).effective_n()
    } else {
        n as f64
    };
    let notes = if tally.histograms().len() > 1 {
        vec![Note::MixedScales]
    } else {
        Vec::new()
    };
    Estimate {
        value: None,
        n,
        n_effective,
        interval: None,
        standard_error: None,
        level: LEVEL,
        method,
        weighted,
        rejected: tally.rejected,
        badge: Badge::of(n),
        also: None,
        parts: Vec::new(),
        notes,
    }
}

/// The sums of a figure over all scales of a tally.
fn sums_of(tally: &Tally, value_at: impl Fn(&Histogram, usize) -> f64) -> Weighted {
    tally
        .histograms()
        .iter()
        .fold(Weighted::new(), |sums, histogram| {
            sums.and(histogram.sums(|place| value_at(histogram, place)))
        })
}

/// A share of answers: how many count, as whole answers and, weighted, as share × effective n.
struct Hits {
    count: u64,
    hits: f64,
    n: f64,
    standard_error: Option<f64>,
}

impl Hits {
    /// `counts` says whether the point at a place of a histogram is a hit.
    fn of(tally: &Tally, weighted: bool, counts: impl Fn(&Histogram, usize) -> bool) -> Hits {
        let places = |histogram: &Histogram| -> u64 {
            (0..histogram.counts().len())
                .filter(|&place| counts(histogram, place))
                .map(|place| histogram.counts()[place])
                .sum()
        };
        let count: u64 = tally.histograms().iter().map(places).sum();
        if !weighted {
            let (hits, n) = (count as f64, tally.n() as f64);
            let error = |share: f64| (share * (1.0 - share) / n).sqrt();
            let standard_error = proportion::share(hits, n).map(error);
            return Hits {
                count,
                hits,
                n,
                standard_error,
            };
        }
        let sums = sums_of(tally, |histogram, place| {
            f64::from(u8::from(counts(histogram, place)))
        });
        let n = sums.effective_n();
        Hits {
            count,
            hits: sums.mean().unwrap_or(0.0) * n,
            n,
            standard_error: sums.standard_error(),
        }
    }

    fn share(&self) -> Option<f64> {
        proportion::share(self.hits, self.n)
    }

    fn interval(&self) -> Option<Interval> {
        proportion::wilson(self.hits, self.n, LEVEL)
    }

    fn part(&self, label: impl Into<String>) -> Option<Part> {
        Some(Part {
            label: label.into(),
            count: self.count,
            share: self.share()?,
            interval: self.interval(),
        })
    }

    fn difference(&self, other: &Hits) -> Option<Difference> {
        proportion::compare((self.hits, self.n), (other.hits, other.n), LEVEL)
    }
}

/// The mean of the scores as a figure of its own; `None` without answers or over mixed scales.
fn mean_of(tally: &Tally) -> Option<Figure> {
    let sample = tally.only()?.sample()?;
    Some(Figure {
        name: "mean",
        value: sample.mean,
        interval: sample.interval(LEVEL),
        standard_error: sample.standard_error,
        method: mean::METHOD,
    })
}

/// One part for each point of the scale; none over mixed scales.
fn points_of(tally: &Tally, weighted: bool) -> Vec<Part> {
    let Some(histogram) = tally.only() else {
        return Vec::new();
    };
    (0..histogram.counts().len())
        .filter_map(|point| {
            let hits = Hits::of(tally, weighted, |_, place| place == point);
            hits.part(format!("{}", histogram.score(point)))
        })
        .collect()
}

/// Whether the point belongs to the two best of its scale.
fn in_top_two(scale: Scale, place: usize) -> bool {
    place + 2 >= scale.points()
}

#[cfg(test)]
mod tests;
