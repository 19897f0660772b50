//! The mean score.

use domain::{
    signals::{QuestionKind, Scale},
    stats::{Difference, LEVEL},
};

use super::{About, Example, Measure, blank, points_of};
use crate::{answer::Estimate, query::MeasureName, tally::Tally};

pub struct Mean;

pub(crate) const METHOD: &str = "Student's t";

impl Measure for Mean {
    fn about(&self) -> &'static About {
        &About {
            name: MeasureName::Mean,
            title: "Mean score",
            question: "How good was it, on the scale on which clients answered?",
            formula: "sum of the scores ÷ number of answers on the scale; weighted Σws ÷ Σw",
            unit: "points of the scale, more being better",
            unit_short: "of scale",
            n: "Answers on the scale; each counts as independent, also when a client answered twice.",
            interval: "95 % Student's t with n − 1 degrees of freedom; none from a single answer. Weighted: with Taylor's \
                       standard error.",
            difference: "Welch's t, for groups of unequal spread.",
            left_out: "Scores off the scale, which are counted as rejected. Over answers on several scales there is no mean. \
                       On a scale whose low end is the better one, scores are turned round first: 1 of 1–5 counts as 5. \
                       Without a question asked for, only ratings are taken in, not recommendation and effort.",
            source: "Student 1908; Welch 1947; Lumley's survey package for R for the weighted variance.",
        }
    }

    fn reads(&self) -> &'static [QuestionKind] {
        &[QuestionKind::Rating]
    }

    fn reads_any_named(&self) -> bool {
        true
    }

    fn estimate(&self, tally: &Tally, weighted: bool) -> Estimate {
        let mut estimate = blank(tally, weighted, METHOD);
        if let Some(sample) = tally.only().and_then(|histogram| histogram.sample()) {
            estimate.value = Some(sample.mean);
            estimate.interval = sample.interval(LEVEL);
            estimate.standard_error = sample.standard_error;
        }
        estimate.parts = points_of(tally, weighted);
        estimate
    }

    fn difference(&self, a: &Tally, b: &Tally, _weighted: bool) -> Option<Difference> {
        let (a, b) = (a.only()?, b.only()?);
        if a.scale() != b.scale() {
            return None;
        }
        a.sample()?.compare(b.sample()?, LEVEL)
    }

    fn examples(&self) -> Vec<Example> {
        vec![
            Example {
                given: "5 answers on 1–7: 6, 7, 5, 7, 4",
                tally: Tally::of(
                    Scale::ONE_TO_SEVEN,
                    &[(6.0, 1), (7.0, 2), (5.0, 1), (4.0, 1)],
                ),
                weighted: false,
                expected: "5.8000 of scale, 95 % 4.1811 to 7.4189, n 5",
            },
            Example {
                given: "one answer, 4 on 1–5",
                tally: Tally::of(Scale::ONE_TO_FIVE, &[(4.0, 1)]),
                weighted: false,
                expected: "4.0000 of scale, no interval, n 1",
            },
            Example {
                given: "3 answers on 1–5 with weights: 5 (weight 2), 4 (1), 2 (1)",
                tally: Tally::of_weighted(
                    Scale::ONE_TO_FIVE,
                    &[(5.0, 2.0), (4.0, 1.0), (2.0, 1.0)],
                ),
                weighted: true,
                expected: "4.0000 of scale, 95 % 0.2738 to 7.7262, n 3, effective n 2.6667, standard error 0.8660",
            },
        ]
    }
}
