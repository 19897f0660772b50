//! How much of what we planned was not done.

use domain::stats::LEVEL;

use super::{About, CLUSTERED, ConductMeasure, ConductName, Example, PERCENT, blank, percent};
use crate::{answer::Estimate, conduct::Conduct};

pub struct SayDoGap;

impl ConductMeasure for SayDoGap {
    fn about(&self) -> &'static About {
        &About {
            name: ConductName::SayDoGap,
            title: "Say–do gap",
            question: "How much of what we say we do is not done?",
            formula: "1 − standards met ÷ standards checked",
            unit: "percent, 0 to 100",
            unit_short: "%",
            n: "Standards that were checked, over all deliveries.",
            interval: "95 % Wilson score interval with the effective n of standards clustered in deliveries (Taylor variance ÷ \
                       variance of as many independent standards): what goes wrong together says less.",
            left_out: "Standards of the plan that nobody checked: neither met nor missed.",
            source: "Korn and Graubard 1998; Dean and Pagano 2015.",
        }
    }

    fn estimate(&self, conduct: &Conduct) -> Estimate {
        let missed = conduct.missed;
        Estimate {
            value: missed.share().map(|share| share * PERCENT),
            n_effective: missed.effective_n(),
            interval: missed.interval(LEVEL).map(percent),
            standard_error: missed.variance().map(|variance| variance.sqrt() * PERCENT),
            ..blank(missed.n(), CLUSTERED)
        }
    }

    fn examples(&self) -> Vec<Example> {
        // 41 deliveries of 6 standards, 17 missed in 9 of them.
        let mut deliveries = vec![(1, 0, 6, 6, 0); 32];
        deliveries.extend([(1, 0, 5, 6, 0); 1]);
        deliveries.extend([(1, 0, 4, 6, 0); 8]);
        vec![Example {
            given: "41 deliveries of 6 standards: 32 with all met, one with one missed, 8 with two missed (17 of 246)",
            conduct: Conduct::of_deliveries(&deliveries),
            expected: "6.9106 %, 95 % 3.8093 to 12.2160, n 246, effective n 146.3534",
        }]
    }
}
