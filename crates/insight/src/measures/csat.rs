//! Customer satisfaction: the top-two box.

use domain::{
    signals::{QuestionKind, Scale},
    stats::Difference,
};

use super::{About, Example, Hits, Measure, blank, in_top_two, mean_of};
use crate::{answer::Estimate, query::MeasureName, tally::Tally};

pub struct Csat;

const METHOD: &str = "Wilson";

/// In percent.
const PERCENT: f64 = 100.0;

fn top_two(tally: &Tally, weighted: bool) -> Hits {
    Hits::of(tally, weighted, |histogram, place| {
        in_top_two(histogram.scale(), place)
    })
}

impl Measure for Csat {
    fn about(&self) -> &'static About {
        &About {
            name: MeasureName::Csat,
            title: "Customer satisfaction (top-two box)",
            question: "How many of the clients who answered gave one of the two best scores?",
            formula: "answers on the two best points of the scale ÷ answers on the scale: 4–5 of 1–5, 6–7 of 1–7",
            unit: "percent, 0 to 100",
            unit_short: "%",
            n: "Answers on the scale; each counts as independent, also when a client answered twice.",
            interval: "95 % Wilson score interval. Weighted: the weighted share with Kish's effective n; the standard error \
                       is Taylor's.",
            difference: "Newcombe's hybrid score interval; p is the level at which zero meets the edge.",
            left_out: "Scores off the scale (codes for “never used”, “don't know”, blank), which are counted as rejected. \
                       Answers on several scales each count by the two best points of their own, and it is noted.",
            source: "Wilson 1927; Newcombe 1998, methods 3 and 10; Kish 1965.",
        }
    }

    fn reads(&self) -> &'static [QuestionKind] {
        &[QuestionKind::Rating]
    }

    fn estimate(&self, tally: &Tally, weighted: bool) -> Estimate {
        let mut estimate = blank(tally, weighted, METHOD);
        let top = top_two(tally, weighted);
        let others = Hits::of(tally, weighted, |histogram, place| {
            !in_top_two(histogram.scale(), place)
        });
        estimate.value = top.share().map(|share| share * PERCENT);
        estimate.interval = top.interval().map(|interval| interval.times(PERCENT));
        estimate.standard_error = top.standard_error.map(|error| error * PERCENT);
        estimate.parts = [others.part("others"), top.part("top_two")]
            .into_iter()
            .flatten()
            .collect();
        estimate.also = mean_of(tally);
        estimate
    }

    fn difference(&self, a: &Tally, b: &Tally, weighted: bool) -> Option<Difference> {
        top_two(a, weighted)
            .difference(&top_two(b, weighted))
            .map(|difference| difference.times(PERCENT))
    }

    fn examples(&self) -> Vec<Example> {
        vec![
            Example {
                given: "263 answers on 1–5, 81 of them 4 or 5",
                tally: Tally::of(
                    Scale::ONE_TO_FIVE,
                    &[(5.0, 31), (4.0, 50), (3.0, 100), (1.0, 82)],
                ),
                weighted: false,
                expected: "30.7985 %, 95 % 25.5289 to 36.6210, n 263",
            },
            Example {
                given: "10 answers, all 5; and four times the code 6 for “never used”",
                tally: Tally::of(Scale::ONE_TO_FIVE, &[(5.0, 10), (6.0, 4)]),
                weighted: false,
                expected: "100.0000 %, 95 % 72.2467 to 100.0000, n 10, 4 rejected",
            },
        ]
    }
}
