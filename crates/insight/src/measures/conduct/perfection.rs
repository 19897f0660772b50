//! How often nothing at all went wrong.

use super::{About, ConductMeasure, ConductName, Example, share_of};
use crate::{answer::Estimate, conduct::Conduct};

pub struct Perfection;

impl ConductMeasure for Perfection {
    fn about(&self) -> &'static About {
        &About {
            name: ConductName::Perfection,
            title: "Perfection",
            question: "At how many touches did nothing go wrong?",
            formula: "touches at which every checked standard was met and no defect was noted ÷ touches with a checklist",
            unit: "percent, 0 to 100",
            unit_short: "%",
            n: "Touches with a checklist: at least one standard was checked. Each counts as independent.",
            interval: "95 % Wilson score interval.",
            left_out: "Touches without a checklist. A defect that was made good on the spot is still a defect.",
            source: "Wilson 1927; the demand “that people can feel perfection” is Hartley's, after the Disney Institute.",
        }
    }

    fn estimate(&self, conduct: &Conduct) -> Estimate {
        share_of(conduct.perfect, conduct.checklists)
    }

    fn examples(&self) -> Vec<Example> {
        let mut deliveries = vec![(1, 0, 6, 6, 0); 32];
        deliveries.extend([(1, 0, 5, 6, 0); 8]);
        deliveries.push((1, 0, 6, 6, 1));
        deliveries.push((1, 0, 0, 0, 1));
        vec![Example {
            given: "42 deliveries: 32 with all 6 standards met, 8 with one missed, one with all met and a defect, and one \
                    with a defect and no checklist",
            conduct: Conduct::of_deliveries(&deliveries),
            expected: "78.0488 %, 95 % 63.2950 to 87.9968, n 41",
        }]
    }
}
