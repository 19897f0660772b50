//! Measures of what is missing: how they are defined, printed into docs/measures.md. Their rules stand in
//! `domain::design::gaps`, because they count touchpoints, touches and findings, and no answers.

use domain::design::{
    Existence, TouchpointKind,
    gaps::{Counts, Course, DaysToLive, Inventory, Share, Spot, coverage, days_to_live},
};
use domain::time::Timestamp;

use super::told::{self, About, Example};

const WILSON: &str = "95 % Wilson score interval.";

const MEASURES: [About; 5] = [
    About {
        name: "coverage",
        title: "Coverage",
        question: "How much of what ought to be there is there?",
        formula: "live touchpoints ÷ (live + missing touchpoints)",
        unit: "percent, 0 to 100",
        n: "Live and missing touchpoints.",
        interval: WILSON,
        left_out: "Planned, retired and not applicable touchpoints, and gaps that nobody has accepted yet: coverage is of \
                   what somebody decided on.",
        source: "Wilson 1927.",
        example: Example {
            given: "41 live, 12 missing, 3 planned and 2 retired touchpoints",
            outcome: || {
                let spots = [
                    (Existence::Live, 41),
                    (Existence::Missing, 12),
                    (Existence::Planned, 3),
                    (Existence::Retired, 2),
                ];
                share(coverage(&inventory_of(&spots)))
            },
            expected: "77.3585 %, 95 % 64.4737 to 86.5454, n 53",
        },
    },
    About {
        name: "missed_touch_rate",
        title: "Missed-touch rate",
        question: "How often does a touch that was called for not come?",
        formula: "events whose answer had not come when its days and two days of grace were over ÷ events whose days and \
                  grace are over",
        unit: "percent, 0 to 100",
        n: "Events in the period, once for each rule and each live plan that they call for.",
        interval: WILSON,
        left_out: "Events whose window is still open, answered or not; what only the template or custom says, as nobody \
                   promised it.",
        source: "Wilson 1927.",
        example: Example {
            given: "263 events are overdue, 81 of them without a touch",
            outcome: || share(Share::of(81, 263)),
            expected: "30.7985 %, 95 % 25.5289 to 36.6210, n 263",
        },
    },
    About {
        name: "planned_share",
        title: "Planned share",
        question: "How many touches happen because somebody meant them to?",
        formula: "planned touches ÷ touches",
        unit: "percent, 0 to 100",
        n: "Touches in the period of which it was noted how they came about.",
        interval: WILSON,
        left_out: "Touches of which it was not noted.",
        source: "Wilson 1927.",
        example: Example {
            given: "1,040 touches, of which 1,000 say how they came about, 620 of them planned",
            outcome: || {
                let counts = Counts {
                    touches: 1_040,
                    noted: 1_000,
                    planned: 620,
                    chases: 0,
                };
                share(counts.planned_share())
            },
            expected: "62.0000 %, 95 % 58.9511 to 64.9571, n 1000",
        },
    },
    About {
        name: "chase_ratio",
        title: "Chase ratio",
        question: "How many contacts are clients who come after us?",
        formula: "inbound touches whose words chase ÷ touches",
        unit: "percent, 0 to 100",
        n: "Touches in the period.",
        interval: WILSON,
        left_out: "Chases in other words than those that we know; docs/gaps.md says how many these are.",
        source: "Wilson 1927.",
        example: Example {
            given: "1,000 touches, 18 of them chases",
            outcome: || {
                let counts = Counts {
                    touches: 1_000,
                    noted: 1_000,
                    planned: 620,
                    chases: 18,
                };
                share(counts.chase_ratio())
            },
            expected: "1.8000 %, 95 % 1.1416 to 2.8273, n 1000",
        },
    },
    About {
        name: "days_to_live",
        title: "Days from finding to live",
        question: "How long does it take from a gap that was found to a touchpoint that is there?",
        formula: "median days from the first raising of an accepted finding to its touchpoint going live, by Kaplan and \
                  Meier",
        unit: "days",
        n: "Accepted findings, live or not.",
        interval: "95 % interval of Brookmeyer and Crowley, on the log-log scale with Greenwood's variance; its upper end may \
                   be open.",
        left_out: "Dismissed and open findings. Accepted ones that are not live yet count for as long as they have waited: \
                   leaving them out would make a firm look fast that only does the easy ones.",
        source: "Kaplan and Meier 1958; Brookmeyer and Crowley 1982. The example is the 6-MP arm of Freireich's trial (1963), \
                 with weeks for days, as R's survival package computes it.",
        example: Example {
            given: "live after 6, 6, 6, 7, 10, 13, 16, 22 and 23 days; waiting for 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34 \
                    and 35",
            outcome: || days(days_to_live(&freireich(), day(100))),
            expected: "23 days, 95 % 13 to open, n 21, 9 live",
        },
    },
];

fn inventory_of(spots: &[(Existence, i32)]) -> Inventory {
    let spot = |existence: Existence, no: i32| Spot {
        no,
        key: String::new(),
        label: String::new(),
        kind: TouchpointKind::Dynamic,
        existence,
        stage: None,
        channel: None,
        audiences: Vec::new(),
    };
    Inventory {
        touchpoints: spots
            .iter()
            .flat_map(|&(existence, count)| (0..count).map(move |no| spot(existence, no)))
            .collect(),
        ..Inventory::default()
    }
}

fn day(days: i64) -> Timestamp {
    Timestamp::from_micros(days * 86_400_000_000)
}

fn freireich() -> Vec<Course> {
    let live = [6, 6, 6, 7, 10, 13, 16, 22, 23].map(|took| Course {
        found_at: day(0),
        live_at: Some(day(took)),
    });
    let waiting = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(|waited| Course {
        found_at: day(100 - waited),
        live_at: None,
    });
    live.into_iter().chain(waiting).collect()
}

fn share(share: Option<Share>) -> String {
    let Some(share) = share else {
        return "unknown".to_owned();
    };
    format!(
        "{:.4} %, 95 % {:.4} to {:.4}, n {}",
        share.value * 100.0,
        share.low * 100.0,
        share.high * 100.0,
        share.n
    )
}

fn days(found: Option<DaysToLive>) -> String {
    let Some(found) = found else {
        return "unknown".to_owned();
    };
    let end = |days: f64| {
        if days.is_finite() {
            format!("{days:.0}")
        } else {
            "open".to_owned()
        }
    };
    let median = found
        .median_days
        .map_or("unknown".to_owned(), |days| format!("{days:.0} days"));
    let interval = found.interval.map_or(", no interval".to_owned(), |it| {
        format!(", 95 % {} to {}", end(it.low), end(it.high))
    });
    format!("{median}{interval}, n {}, {} live", found.n, found.live)
}

/// The sections of docs/measures.md.
pub(super) fn sections() -> String {
    let mut text = String::from(
        "\n## Measures of what is missing\n\n\
         These count touchpoints, touches and findings. Their rules stand in `crates/domain/src/design/gaps/measures.rs`; how \
         gaps are found is told in [gaps.md](gaps.md).\n",
    );
    text += &told::sections(&MEASURES);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worked_examples_come_out() {
        told::check(&MEASURES);
    }
}
