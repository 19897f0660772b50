//! From a detector's own score to a probability.
//!
//! A detector scores what speaks for a finding, 0..=1, in its own way. How often findings of a score are true was counted
//! in simulated firms whose gaps are known; the shares, made monotone, are the curves of `curves.rs`. Other simulated
//! firms than those tell how well it holds: docs/gaps.md has the reliability table.

use super::curves;
use super::finding::Detector;

/// Score and probability, ascending in both; between two points a straight line.
pub(super) type Curve = &'static [(f64, f64)];

const fn curve(detector: Detector) -> Curve {
    match detector {
        Detector::Template => curves::TEMPLATE,
        Detector::UnansweredEvent => curves::UNANSWERED_EVENT,
        Detector::Silence => curves::SILENCE,
        Detector::EmptyCell => curves::EMPTY_CELL,
        Detector::UnservedExpectation => curves::UNSERVED_EXPECTATION,
        Detector::Chase => curves::CHASE,
        Detector::Wish => curves::WISH,
    }
}

/// The probability that a finding of this score is true. Never quite 0 or 1: nothing found in records is certain.
pub(super) fn calibrated(detector: Detector, score: f64) -> f64 {
    #[cfg(test)]
    if bare::is_wanted() {
        return score;
    }
    let curve = curve(detector);
    let after = curve.partition_point(|(at, _)| *at <= score);
    let probability = match (curve.get(after.wrapping_sub(1)), curve.get(after)) {
        (Some(&(x0, y0)), Some(&(x1, y1))) => y0 + (y1 - y0) * (score - x0) / (x1 - x0),
        (Some(&(_, y)), None) | (None, Some(&(_, y))) => y,
        (None, None) => score,
    };
    probability.clamp(0.02, 0.98)
}

/// For fitting the curves, the scores themselves are wanted.
#[cfg(test)]
pub(crate) mod bare {
    use std::cell::Cell;

    thread_local! {
        static WANTED: Cell<bool> = const { Cell::new(false) };
    }

    pub(super) fn is_wanted() -> bool {
        WANTED.get()
    }

    /// Does the work with scores in place of probabilities, on this thread.
    pub(crate) fn with_bare_scores<T>(work: impl FnOnce() -> T) -> T {
        WANTED.set(true);
        let done = work();
        WANTED.set(false);
        done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_higher_score_is_never_less_sure() {
        for detector in Detector::ALL {
            let mut last = 0.0;
            for step in 0..=100 {
                let probability = calibrated(detector, f64::from(step) / 100.0);
                assert!((last..=0.98).contains(&probability), "{detector:?} {step}");
                last = probability;
            }
        }
    }
}
