//! Net promoter score.

use domain::{
    signals::{QuestionKind, Scale},
    stats::{Difference, LEVEL, recommendation::Recommendation},
};

use super::{About, Example, Hits, Measure, blank, sums_of};
use crate::{
    answer::{Estimate, Note},
    query::MeasureName,
    tally::{Histogram, Tally},
};

pub struct Nps;

const METHOD: &str = "MOVER–Wilson";

/// In points, −100…100.
const POINTS: f64 = 100.0;

#[derive(Clone, Copy, PartialEq)]
enum Camp {
    Detractor,
    Passive,
    Promoter,
}

/// The standard's scale is 0–10. 1–10 is a common misprint of it, computed with a note; no other scale has camps.
fn camp(histogram: &Histogram, place: usize) -> Option<Camp> {
    let scale = histogram.scale();
    if scale.high() != 10 || !(0..=1).contains(&scale.low()) {
        return None;
    }
    Some(match histogram.score(place) {
        9.0.. => Camp::Promoter,
        7.0.. => Camp::Passive,
        _ => Camp::Detractor,
    })
}

/// Only the answers on scales that have camps; the others are off the scale.
fn readable(tally: &Tally) -> Tally {
    tally.only_where(|histogram| camp(histogram, 0).is_some())
}

fn camps(tally: &Tally, weighted: bool) -> [Hits; 3] {
    [Camp::Detractor, Camp::Passive, Camp::Promoter].map(|wanted| {
        Hits::of(tally, weighted, |histogram, place| {
            camp(histogram, place) == Some(wanted)
        })
    })
}

fn recommendation([detractors, passives, promoters]: &[Hits; 3]) -> Recommendation {
    Recommendation::new(detractors.hits, passives.hits, promoters.hits)
}

impl Measure for Nps {
    fn about(&self) -> &'static About {
        &About {
            name: MeasureName::Nps,
            title: "Net promoter score",
            question: "How many more clients would recommend us than would advise against us?",
            formula: "share of 9–10 − share of 0–6, of the answers to “how likely are you to recommend us”, 0–10",
            unit: "points, −100 to 100",
            unit_short: "points",
            n: "Answers on the scale; each counts as independent, also when a client answered twice.",
            interval: "95 % MOVER–Wilson: Wilson's limits of the two shares, squared and added with their correlation. \
                       Weighted: the weighted shares with Kish's effective n; the standard error is Taylor's.",
            difference: "Square-and-add of the two MOVER–Wilson intervals; p is the level at which zero meets the edge.",
            left_out: "Scores off the scale (a code such as 11 for “blank”, 6.5), which are counted as rejected. Answers on \
                       1–10 are computed but noted: that is another measure than the standard one. Answers on any other \
                       scale are rejected.",
            source: "Reichheld 2003; Wilson 1927; Newcombe 1998; Zou and Donner 2008; Rocks 2016 for the comparison of methods.",
        }
    }

    fn reads(&self) -> &'static [QuestionKind] {
        &[QuestionKind::Recommend]
    }

    fn estimate(&self, tally: &Tally, weighted: bool) -> Estimate {
        let tally = &readable(tally);
        let mut estimate = blank(tally, weighted, METHOD);
        // 0–10 and 1–10 together are two kinds of answer, but the score itself is still defined.
        estimate.notes = tally
            .histograms()
            .iter()
            .map(Histogram::scale)
            .filter(|&scale| scale != Scale::RECOMMEND)
            .map(Note::OtherScale)
            .collect();
        let camps = camps(tally, weighted);
        estimate.parts = camps
            .iter()
            .zip(["detractors", "passives", "promoters"])
            .filter_map(|(camp, label)| camp.part(label))
            .collect();
        let found = recommendation(&camps);
        estimate.value = found.score().map(|score| score * POINTS);
        estimate.interval = found.interval(LEVEL).map(|interval| interval.times(POINTS));
        let error = if weighted {
            sums_of(tally, |histogram, place| match camp(histogram, place) {
                Some(Camp::Promoter) => 1.0,
                Some(Camp::Detractor) => -1.0,
                _ => 0.0,
            })
            .standard_error()
        } else {
            found.standard_error()
        };
        estimate.standard_error = error.map(|error| error * POINTS);
        estimate
    }

    fn difference(&self, a: &Tally, b: &Tally, weighted: bool) -> Option<Difference> {
        let side = |tally: &Tally| recommendation(&camps(&readable(tally), weighted));
        side(a)
            .compare(side(b), LEVEL)
            .map(|difference| difference.times(POINTS))
    }

    fn examples(&self) -> Vec<Example> {
        vec![
            Example {
                given: "100 answers on 0–10: 20 detractors, 30 passives, 50 promoters",
                tally: Tally::of(Scale::RECOMMEND, &[(3.0, 20), (7.0, 30), (9.0, 50)]),
                weighted: false,
                expected: "30.0000 points, 95 % 13.9745 to 44.1762, n 100",
            },
            Example {
                given: "36 answers: 9 detractors, 12 passives, 15 promoters",
                tally: Tally::of(Scale::RECOMMEND, &[(6.0, 9), (8.0, 12), (10.0, 15)]),
                weighted: false,
                expected: "16.6667 points, 95 % −9.7357 to 40.4142, n 36",
            },
            Example {
                given: "5 answers, all promoters, and one code 11",
                tally: Tally::of(Scale::RECOMMEND, &[(10.0, 5), (11.0, 1)]),
                weighted: false,
                expected: "100.0000 points, 95 % 38.5549 to 100.0000, n 5, 1 rejected",
            },
            Example {
                given: "8 answers 9, 9, 7, 3, 9, 3, 7, 9 with the weights 1, 2, 1.5, 0.5, 1, 3, 1, 2",
                tally: Tally::of_weighted(
                    Scale::RECOMMEND,
                    &[
                        (9.0, 1.0),
                        (9.0, 2.0),
                        (7.0, 1.5),
                        (3.0, 0.5),
                        (9.0, 1.0),
                        (3.0, 3.0),
                        (7.0, 1.0),
                        (9.0, 2.0),
                    ],
                ),
                weighted: true,
                expected: "20.8333 points, 95 % −40.2408 to 67.8662, n 8, effective n 6.4000, standard error 39.7553",
            },
        ]
    }
}
