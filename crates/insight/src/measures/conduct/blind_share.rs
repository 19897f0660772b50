//! How much we do without knowing how it was felt.

use super::{About, ConductMeasure, ConductName, Example, share_of};
use crate::{answer::Estimate, conduct::Conduct};
use domain::signals::deliveries::Heard;

pub struct BlindShare;

impl ConductMeasure for BlindShare {
    fn about(&self) -> &'static About {
        &About {
            name: ConductName::BlindShare,
            title: "Blind share",
            question: "Of how many touches does nobody know how they were felt?",
            formula: "touches without a known perception ÷ touches",
            unit: "percent, 0 to 100",
            unit_short: "%",
            n: "Touches.",
            interval: "95 % Wilson score interval.",
            left_out: "Nothing. An answer to a survey counts where it is about this one touch: said with it, or told of it later.",
            source: "Wilson 1927.",
        }
    }

    fn estimate(&self, conduct: &Conduct) -> Estimate {
        share_of(
            conduct.count(|heard| heard.felt.is_none()),
            conduct.touches(),
        )
    }

    fn examples(&self) -> Vec<Example> {
        let felt = Heard {
            felt: Some(1),
            ..Heard::default()
        };
        let own = Heard {
            own: Some(2),
            ..Heard::default()
        };
        vec![Example {
            given: "41 touches: 29 felt as 1, 7 with the staff's own score alone, 5 with nothing",
            conduct: Conduct::of_heard(&[(felt, 29), (own, 7), (Heard::default(), 5)]),
            expected: "29.2683 %, 95 % 17.6092 to 44.4795, n 41",
        }]
    }
}
