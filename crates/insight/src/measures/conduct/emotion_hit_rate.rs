//! How often clients feel what the plan wants them to.

use super::{About, ConductMeasure, ConductName, Example, share_of};
use crate::{answer::Estimate, conduct::Conduct};
use domain::signals::deliveries::Heard;

pub struct EmotionHitRate;

impl ConductMeasure for EmotionHitRate {
    fn about(&self) -> &'static About {
        &About {
            name: ConductName::EmotionHitRate,
            title: "Emotion hit rate",
            question: "How often did the client feel what the plan intends?",
            formula: "deliveries with a felt emotion that is one of the plan's ÷ deliveries with a felt emotion",
            unit: "percent, 0 to 100",
            unit_short: "%",
            n: "Deliveries under a plan that intends an emotion, of which it is known what the client felt.",
            interval: "95 % Wilson score interval.",
            left_out: "Touches without a delivery, and those of which no emotion is known. Two words are the same emotion where \
                       they are the same word, or belong to the same of Plutchik's eight (the list stands in \
                       crates/domain/src/signals/emotions.rs).",
            source: "Wilson 1927; Plutchik 1980.",
        }
    }

    fn estimate(&self, conduct: &Conduct) -> Estimate {
        let hits = conduct.count(|heard| heard.hit == Some(true));
        share_of(hits, conduct.count(|heard| heard.hit.is_some()))
    }

    fn examples(&self) -> Vec<Example> {
        let heard = |hit| Heard {
            hit,
            ..Heard::default()
        };
        vec![Example {
            given: "20 deliveries under a plan that intends “heard, relieved”: 9 clients said trust or joy, 3 anger, 8 nothing",
            conduct: Conduct::of_heard(&[
                (heard(Some(true)), 9),
                (heard(Some(false)), 3),
                (heard(None), 8),
            ]),
            expected: "75.0000 %, 95 % 46.7695 to 91.1058, n 12",
        }]
    }
}
