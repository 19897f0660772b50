//! How many clients saw nothing go wrong in a whole month.

use domain::stats::LEVEL;

use super::{About, CLUSTERED, ConductMeasure, ConductName, Example, PERCENT, blank, percent};
use crate::{
    answer::{Estimate, Figure},
    conduct::Conduct,
};

pub struct RolledPerfection;

impl ConductMeasure for RolledPerfection {
    fn about(&self) -> &'static About {
        &About {
            name: ConductName::RolledPerfection,
            title: "Rolled perfection",
            question: "In how many months of a client did nothing at all go wrong?",
            formula: "client-months without any defect ÷ client-months with a checklist. Beside it what it would be if defects \
                      fell independently: the mean of perfection to the power of a client-month's checklists; 98 % a touch \
                      over 40 touches is 44.6 %",
            unit: "percent, 0 to 100",
            unit_short: "%",
            n: "Client-months (calendar months in the organization's time zone) with at least one checklist.",
            interval: "95 % Wilson score interval with the effective n of months clustered in clients (Taylor variance ÷ \
                       variance of as many independent months).",
            left_out: "Months in which nothing was checked.",
            source: "Korn and Graubard 1998; Dean and Pagano 2015.",
        }
    }

    fn estimate(&self, conduct: &Conduct) -> Estimate {
        let months = conduct.flawless_months();
        Estimate {
            value: months.share().map(|share| share * PERCENT),
            n_effective: months.effective_n(),
            interval: months.interval(LEVEL).map(percent),
            standard_error: months.variance().map(|variance| variance.sqrt() * PERCENT),
            also: conduct.flawless_if_independent().map(|share| Figure {
                name: "independent",
                value: share * PERCENT,
                interval: None,
                standard_error: None,
                method: "perfection to the power of the checklists",
            }),
            ..blank(months.n(), CLUSTERED)
        }
    }

    fn examples(&self) -> Vec<Example> {
        // 100 clients, one month each, 40 touches each: 40 of them have two touches with a defect, 80 of 4,000 = 2 %.
        let deliveries: Vec<(i64, i32, u64, u64, u64)> = (0..100)
            .flat_map(|client| (0..40).map(move |touch| (client, touch)))
            .map(|(client, touch)| (client, 0, 5 - u64::from(client < 40 && touch < 2), 5, 0))
            .collect();
        vec![
            Example {
                given: "100 clients with 40 touches each in one month, 98 % of the touches perfect; the 80 defects hit 40 clients",
                conduct: Conduct::of_deliveries(&deliveries),
                expected: "60.0000 %, 95 % 50.2003 to 69.0599, n 100; independent 44.5700",
            },
            Example {
                given: "2 clients with 3 months each of one touch: one client's are all perfect, none of the other's",
                conduct: Conduct::of_deliveries(&[
                    (1, 0, 1, 1, 0),
                    (1, 1, 1, 1, 0),
                    (1, 2, 1, 1, 0),
                    (2, 0, 0, 1, 0),
                    (2, 1, 0, 1, 0),
                    (2, 2, 0, 1, 0),
                ]),
                expected: "50.0000 %, 95 % 9.4531 to 90.5469, n 6, effective n 2.0000; independent 50.0000",
            },
        ]
    }
}
