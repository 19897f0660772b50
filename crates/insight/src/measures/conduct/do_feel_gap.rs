//! How much better we think it goes than clients feel it does.

use domain::stats::LEVEL;

use super::{About, ConductMeasure, ConductName, Example, blank};
use crate::{answer::Estimate, conduct::Conduct};

pub struct DoFeelGap;

const METHOD: &str = "Student's t";

impl ConductMeasure for DoFeelGap {
    fn about(&self) -> &'static About {
        &About {
            name: ConductName::DoFeelGap,
            title: "Do–feel gap",
            question: "Do we think it goes better than clients feel it does?",
            formula: "mean of (the staff's own score − what the client felt) over touches of which both are known",
            unit: "points, −6 to 6; both are scored from −3 (far short of expectation) to 3 (far beyond)",
            unit_short: "points",
            n: "Touches with both scores. The staff's own is stored before the client's is shown.",
            interval: "95 % Student's t with n − 1 degrees of freedom; none from a single touch.",
            left_out: "Touches of which one of the two is not known. Of several answers about one touch the latest counts.",
            source: "Student 1908.",
        }
    }

    fn estimate(&self, conduct: &Conduct) -> Estimate {
        let Some(pairs) = conduct.pairs() else {
            return blank(0, METHOD);
        };
        Estimate {
            value: Some(pairs.gap.mean),
            interval: pairs.gap.interval(LEVEL),
            standard_error: pairs.gap.standard_error,
            ..blank(pairs.gap.n as u64, METHOD)
        }
    }

    fn examples(&self) -> Vec<Example> {
        let pair = |own: i8, felt: i8| domain::signals::deliveries::Heard {
            own: Some(own),
            felt: Some(felt),
            hit: None,
        };
        let alone = domain::signals::deliveries::Heard {
            felt: Some(-3),
            ..Default::default()
        };
        vec![Example {
            given: "4 touches, staff's own score and the client's: 2 and 1, 1 and −1, 2 and 2, 1 and 0; and one felt as −3 that \
                    the staff did not score",
            conduct: Conduct::of_heard(&[
                (pair(2, 1), 1),
                (pair(1, -1), 1),
                (pair(2, 2), 1),
                (pair(1, 0), 1),
                (alone, 1),
            ]),
            expected: "1.0000 points, 95 % −0.2992 to 2.2992, n 4",
        }]
    }
}
