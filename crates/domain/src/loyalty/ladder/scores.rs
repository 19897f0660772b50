//! The ladder by survey scores, where the organization knows no expectations yet (B2C, the first day).
//!
//! On 1–5 the best point is beyond, 4 as expected, 1–3 short: the cut of the top-two box. On 0–10, 9–10 are beyond, 7–8 as
//! expected, 0–6 short; 1–10 is cut at the same points. Other scales are not read. Scores never make anybody loyal: being
//! pleased with a survey is no plus-one that was felt.

use super::{Reason, Rules, Rung, Scored, Standing, after_days};
use crate::signals::Scale;
use crate::stats::LEVEL;
use crate::stats::mean::Sample;
use crate::time::Timestamp;

/// −1 short, 0 as expected, +1 beyond; `None` off the scale or on a scale that is not read so.
pub fn verdict(score: f64, scale: Scale) -> Option<f64> {
    let (worst, best) = (scale.worst(), scale.best());
    let (low, high) = (worst.min(best), worst.max(best));
    if !(f64::from(low)..=f64::from(high)).contains(&score) {
        return None;
    }
    // A reversed scale is turned round.
    let score = if worst > best {
        f64::from(low) + f64::from(high) - score
    } else {
        score
    };
    let (beyond, as_expected) = match (low, high) {
        (1, 5) => (5.0, 4.0),
        (0 | 1, 10) => (9.0, 7.0),
        _ => return None,
    };
    Some(if score >= beyond {
        1.0
    } else if score >= as_expected {
        0.0
    } else {
        -1.0
    })
}

/// One score speaks for itself. Of several, the mean is short only where its whole interval lies under "as expected".
pub(super) fn decide(
    standing: Standing,
    scored: &[Scored],
    rules: &Rules,
    at: Timestamp,
) -> Standing {
    let verdicts: Vec<f64> = scored
        .iter()
        .filter(|it| it.at <= at && at <= after_days(it.at, rules.reading_days))
        .map(|it| it.verdict)
        .collect();
    let Some(sample) = Sample::of(&verdicts) else {
        return because(standing, Rung::Unknown, Reason::NoScores);
    };
    let interval = sample.interval(LEVEL);
    let short = interval.map_or(sample.mean, |interval| interval.high) < 0.0;
    let rung = if short {
        Rung::Dissatisfied
    } else {
        Rung::Satisfied
    };
    let reason = Reason::Scores {
        n: u32::try_from(verdicts.len()).unwrap_or(u32::MAX),
        mean: sample.mean,
        low: interval.map(|it| it.low),
        high: interval.map(|it| it.high),
    };
    because(standing, rung, reason)
}

fn because(mut standing: Standing, rung: Rung, reason: Reason) -> Standing {
    standing.rung = rung;
    standing.reasons.push(reason);
    standing
}
