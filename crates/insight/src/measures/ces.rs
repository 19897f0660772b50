//! Customer effort score.

use std::cmp::Ordering;

use domain::{
    signals::{QuestionKind, Scale},
    stats::Difference,
};

use super::{About, Example, Hits, Measure, blank, mean_of};
use crate::{
    answer::Estimate,
    query::MeasureName,
    tally::{Histogram, Tally},
};

pub struct Ces;

const METHOD: &str = "Wilson";

/// In percent.
const PERCENT: f64 = 100.0;

fn beside_middle(histogram: &Histogram, place: usize) -> Ordering {
    histogram
        .score(place)
        .total_cmp(&histogram.scale().middle())
}

fn easy(tally: &Tally, weighted: bool) -> Hits {
    Hits::of(tally, weighted, |histogram, place| {
        beside_middle(histogram, place).is_gt()
    })
}

impl Measure for Ces {
    fn about(&self) -> &'static About {
        &About {
            name: MeasureName::Ces,
            title: "Customer effort score",
            question: "How many clients found it easy to get done what they came for?",
            formula: "answers above the middle of the scale ÷ answers on the scale: 5–7 of 1–7; beside it the mean",
            unit: "percent, 0 to 100",
            unit_short: "%",
            n: "Answers on the scale; each counts as independent, also when a client answered twice.",
            interval: "95 % Wilson score interval for the share, Student's t for the mean. Weighted: the weighted share with \
                       Kish's effective n; the standard error is Taylor's.",
            difference: "Newcombe's hybrid score interval; p is the level at which zero meets the edge.",
            left_out: "Scores off the scale, which are counted as rejected. An effort question on which the low end is the \
                       better one (the older “how much effort did it take”, 1–5) is turned round, because its scale says so.",
            source: "Dixon, Freeman and Toman 2010; CES 2.0 (“made it easy for me to handle my issue”, 1–7) 2013.",
        }
    }

    fn reads(&self) -> &'static [QuestionKind] {
        &[QuestionKind::Effort]
    }

    fn estimate(&self, tally: &Tally, weighted: bool) -> Estimate {
        let mut estimate = blank(tally, weighted, METHOD);
        let easy = easy(tally, weighted);
        estimate.value = easy.share().map(|share| share * PERCENT);
        estimate.interval = easy.interval().map(|interval| interval.times(PERCENT));
        estimate.standard_error = easy.standard_error.map(|error| error * PERCENT);
        let beside = |wanted| {
            Hits::of(tally, weighted, move |histogram, place| {
                beside_middle(histogram, place) == wanted
            })
        };
        estimate.parts = [
            beside(Ordering::Less).part("hard"),
            beside(Ordering::Equal).part("neutral"),
            easy.part("easy"),
        ]
        .into_iter()
        .flatten()
        .collect();
        estimate.also = mean_of(tally);
        estimate
    }

    fn difference(&self, a: &Tally, b: &Tally, weighted: bool) -> Option<Difference> {
        easy(a, weighted)
            .difference(&easy(b, weighted))
            .map(|difference| difference.times(PERCENT))
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
                expected: "80.0000 %, 95 % 37.5535 to 96.3776, n 5; mean 5.8000, 95 % 4.1811 to 7.4189",
            },
            Example {
                given: "4 answers on 1–5 where 1 is the least effort: 1, 1, 2, 5",
                tally: Tally::of(
                    "1-5r".parse().unwrap_or(Scale::ONE_TO_FIVE),
                    &[(1.0, 2), (2.0, 1), (5.0, 1)],
                ),
                weighted: false,
                expected: "75.0000 %, 95 % 30.0642 to 95.4413, n 4; mean 3.7500, 95 % 0.7379 to 6.7621",
            },
        ]
    }
}
