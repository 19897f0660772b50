//! From scores to probabilities: fitted on some firms, written into the program.

use std::fmt::Write as _;

use super::{CALIBRATED_ON, Trials, pooled, trials};
use crate::design::gaps::{Detector, with_bare_scores};

/// Where the curves stand.
const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/design/gaps/curves.rs");

/// What the score itself says counts as so many findings at each tenth: without it, a few lucky findings would make a
/// detector certain, and a detector that is never wrong here would call everything equally sure.
const BELIEF: f64 = 1.5;

/// A stretch of scores with the share that was true.
#[derive(Debug, Clone, Copy)]
struct Block {
    score: f64,
    truth: f64,
    weight: f64,
}

impl Block {
    fn mean_score(&self) -> f64 {
        self.score / self.weight
    }

    fn share(&self) -> f64 {
        self.truth / self.weight
    }
}

/// Pools neighbours until the shares rise (Ayer et al. 1955).
fn monotone(points: &mut [(f64, f64, f64)]) -> Vec<Block> {
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut blocks: Vec<Block> = Vec::new();
    for &mut (score, truth, weight) in points {
        blocks.push(Block {
            score: score * weight,
            truth: truth * weight,
            weight,
        });
        while let [.., before, last] = blocks.as_mut_slice() {
            let same = before.mean_score() == last.mean_score();
            if !same && before.share() < last.share() {
                break;
            }
            before.score += last.score;
            before.truth += last.truth;
            before.weight += last.weight;
            blocks.pop();
        }
    }
    blocks
}

fn curve(judged: impl Iterator<Item = (f64, bool)>) -> Vec<(f64, f64)> {
    let belief = (0..10).map(|tenth| f64::from(tenth) / 10.0 + 0.05);
    let mut points: Vec<(f64, f64, f64)> = belief.map(|score| (score, score, BELIEF)).collect();
    points.extend(judged.map(|(score, is_true)| (score, f64::from(u8::from(is_true)), 1.0)));
    let mut curve: Vec<(f64, f64)> = monotone(&mut points)
        .iter()
        .map(|block| (block.mean_score(), block.share()))
        .collect();
    // To three digits, and rising in both.
    for point in &mut curve {
        *point = ((point.0 * 1e3).round() / 1e3, (point.1 * 1e3).round() / 1e3);
    }
    curve.dedup_by(|b, a| b.0 <= a.0);
    curve
}

fn text() -> String {
    let trials: Vec<Trials> = CALIBRATED_ON
        .map(|seed| with_bare_scores(|| trials(seed)))
        .collect();
    let pooled = pooled(&trials);
    let mut text = String::from(
        "//! Score and share of true findings, by detector. Printed by a test of `demo::gaps::evaluation`, which fits them on\n\
         //! simulated firms; `cargo xtask gen` writes them anew.\n\n\
         use super::confidence::Curve;\n",
    );
    for detector in Detector::ALL {
        let name = detector.as_str().to_uppercase();
        let _ = write!(
            text,
            "\n#[rustfmt::skip]\npub(super) const {name}: Curve = &["
        );
        let judged = pooled[&detector].judged.iter();
        let points = curve(judged.map(|one| (one.confidence, one.is_true)));
        for (at, (score, share)) in points.into_iter().enumerate() {
            let _ = write!(
                text,
                "{}({score:?}, {share:?}),",
                if at % 6 == 0 { "\n    " } else { " " }
            );
        }
        text += "\n];\n";
    }
    text
}

/// `UPDATE_GENERATED=1` writes the curves instead of comparing them.
#[test]
fn the_curves_are_fresh() {
    let fitted = text();
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        std::fs::write(PATH, &fitted).unwrap();
    }
    let committed = std::fs::read_to_string(PATH).unwrap_or_default();
    assert!(
        committed == fitted,
        "crates/domain/src/design/gaps/curves.rs is stale; `cargo xtask gen` writes it anew"
    );
}

#[test]
fn pooling_makes_shares_rise() {
    let blocks = monotone(&mut [
        (0.1, 0.0, 1.0),
        (0.2, 1.0, 1.0),
        (0.3, 0.0, 1.0),
        (0.4, 1.0, 1.0),
        (0.5, 1.0, 1.0),
    ]);
    let shares: Vec<f64> = blocks.iter().map(Block::share).collect();
    assert_eq!(shares, [0.0, 0.5, 1.0]);
}
