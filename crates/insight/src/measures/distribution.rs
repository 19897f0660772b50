//! How the answers fall on the scale.

use domain::{
    signals::{QuestionKind, Scale},
    stats::Difference,
};

use super::{About, Example, Measure, blank, points_of};
use crate::{answer::Estimate, query::MeasureName, tally::Tally};

pub struct Distribution;

const METHOD: &str = "Wilson";

impl Measure for Distribution {
    fn about(&self) -> &'static About {
        &About {
            name: MeasureName::Distribution,
            title: "Distribution",
            question: "How do the answers fall on the scale: does everybody find it fair, or half of them bad and half good?",
            formula: "for each point: answers on it ÷ answers on the scale",
            unit: "shares, 0 to 1",
            unit_short: "",
            n: "Answers on the scale; each counts as independent, also when a client answered twice.",
            interval: "95 % Wilson score interval for each point. Weighted: with Kish's effective n.",
            difference: "None: a distribution has no single value.",
            left_out: "Scores off the scale, which are counted as rejected. Over answers on several scales there is no \
                       distribution. Without a question asked for, only ratings are taken in, not recommendation and effort.",
            source: "Wilson 1927.",
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
        estimate.parts = points_of(tally, weighted);
        estimate
    }

    fn difference(&self, _: &Tally, _: &Tally, _: bool) -> Option<Difference> {
        None
    }

    fn examples(&self) -> Vec<Example> {
        vec![Example {
            given: "20 answers on 1–5: ten 5, five 4, five 1",
            tally: Tally::of(Scale::ONE_TO_FIVE, &[(5.0, 10), (4.0, 5), (1.0, 5)]),
            weighted: false,
            expected: "n 20; 1: 5 (25.00 %, 11.19 to 46.87), 2: 0 (0.00 %, 0.00 to 16.11), 3: 0 (0.00 %, 0.00 to 16.11), \
                       4: 5 (25.00 %, 11.19 to 46.87), 5: 10 (50.00 %, 29.93 to 70.07)",
        }]
    }
}
