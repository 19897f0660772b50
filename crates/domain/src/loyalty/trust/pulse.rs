//! A short pulse: three questions for each leg, answered from 1 (not at all) to 7 (fully).
//!
//! - **leg score**: the mean of a leg's answers if at least two of its three are there, as percent of the maximum possible
//!   (POMP) = 100 × (mean − 1) ÷ 6.
//! - **alpha** (Cronbach 1951) = k ÷ (k − 1) × (1 − Σ item variances ÷ variance of the sum), on those who answered all,
//!   with Feldt's interval (1965) from the F distribution.
//! - **omega** (McDonald 1999, total) = (Σλ)² ÷ ((Σλ)² + Σθ), by a one-factor solution of least squares on the covariances.

use statrs::distribution::{ContinuousCDF, FisherSnedecor};

use super::Leg;
use crate::stats::mean::Sample;
use crate::stats::{Interval, LEVEL};

/// One question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// Never changes: answers are kept by it.
    pub key: &'static str,
    pub leg: Leg,
    pub en: &'static str,
    pub de: &'static str,
}

/// The questions, by leg. All are asked in the same direction, about us.
pub const ITEMS: [Item; 9] = [
    Item {
        key: "keeps_word",
        leg: Leg::Credibility,
        en: "They do what they say they will do.",
        de: "Sie tun, was sie sagen.",
    },
    Item {
        key: "tells_truth",
        leg: Leg::Credibility,
        en: "They tell me the truth, also when it is unwelcome.",
        de: "Sie sagen mir die Wahrheit, auch wenn sie unangenehm ist.",
    },
    Item {
        key: "at_ease",
        leg: Leg::Credibility,
        en: "I feel at ease leaving my affairs with them.",
        de: "Ich habe ein gutes Gefühl, ihnen meine Angelegenheiten zu überlassen.",
    },
    Item {
        key: "knows_field",
        leg: Leg::Competence,
        en: "They know their field.",
        de: "Sie verstehen ihr Fach.",
    },
    Item {
        key: "good_results",
        leg: Leg::Competence,
        en: "What they have done for me has turned out well.",
        de: "Was sie für mich getan haben, ist gut ausgegangen.",
    },
    Item {
        key: "asks_well",
        leg: Leg::Competence,
        en: "Their questions get to the point.",
        de: "Ihre Fragen treffen das Wesentliche.",
    },
    Item {
        key: "interested",
        leg: Leg::Compatibility,
        en: "They take an interest in me and not only in the business.",
        de: "Sie interessieren sich für mich und nicht nur für das Geschäft.",
    },
    Item {
        key: "listens",
        leg: Leg::Compatibility,
        en: "They listen and remember what I told them.",
        de: "Sie hören zu und merken sich, was ich gesagt habe.",
    },
    Item {
        key: "my_side",
        leg: Leg::Compatibility,
        en: "They have my good in mind, also when nobody looks.",
        de: "Sie haben mein Wohl im Sinn, auch wenn niemand hinsieht.",
    },
];

pub const LOWEST: u8 = 1;
pub const HIGHEST: u8 = 7;

/// The answers of one respondent, in the order of [`ITEMS`].
pub type Answers = [Option<u8>; 9];

/// A leg's score of one respondent, 0–100; `None` where fewer than two of its three questions were answered.
pub fn leg_score(answers: &Answers, leg: Leg) -> Option<f64> {
    let given: Vec<f64> = ITEMS
        .iter()
        .zip(answers)
        .filter(|(item, _)| item.leg == leg)
        .filter_map(|(_, answer)| answer.map(f64::from))
        .collect();
    let mean = given.iter().sum::<f64>() / given.len() as f64;
    (given.len() >= 2).then(|| pomp(mean))
}

/// Percent of the maximum possible.
pub fn pomp(mean: f64) -> f64 {
    100.0 * (mean - f64::from(LOWEST)) / f64::from(HIGHEST - LOWEST)
}

/// How well the questions of a scale measure one thing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reliability {
    pub alpha: f64,
    pub alpha_interval: Interval,
    /// `None` where no one-factor solution fits.
    pub omega: Option<f64>,
    /// Respondents who answered all questions.
    pub n: usize,
    /// Questions.
    pub items: usize,
}

/// Of complete rows, one a respondent. `None` with fewer than three rows or two questions, or where nobody differs.
pub fn reliability(rows: &[Vec<f64>]) -> Option<Reliability> {
    let (n, k) = (rows.len(), rows.first()?.len());
    if n < 3 || k < 2 {
        return None;
    }
    let covariances = covariances(rows);
    let total: f64 = covariances.iter().flatten().sum();
    let own: f64 = (0..k).map(|at| covariances[at][at]).sum();
    // Sums of squares leave a hair above zero where nobody differs.
    if total <= 1e-12 {
        return None;
    }
    let items = k as f64;
    let alpha = items / (items - 1.0) * (1.0 - own / total);
    let (df1, df2) = ((n - 1) as f64, ((n - 1) * (k - 1)) as f64);
    let end = |p: f64| Some(1.0 - (1.0 - alpha) * f_quantile(p, df1, df2)?);
    let tail = (1.0 - LEVEL) / 2.0;
    Some(Reliability {
        alpha,
        alpha_interval: Interval::new(end(1.0 - tail)?, end(tail)?),
        omega: omega(&covariances),
        n,
        items: k,
    })
}

/// Alpha without each question in turn: what rises when a question goes measures something else.
pub fn alpha_without(rows: &[Vec<f64>]) -> Vec<Option<f64>> {
    let items = rows.first().map_or(0, Vec::len);
    (0..items)
        .map(|left_out| {
            let rest: Vec<Vec<f64>> = rows
                .iter()
                .map(|row| {
                    let kept = row.iter().enumerate().filter(|(at, _)| *at != left_out);
                    kept.map(|(_, value)| *value).collect()
                })
                .collect();
            reliability(&rest).map(|it| it.alpha)
        })
        .collect()
}

fn covariances(rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let (n, k) = (rows.len() as f64, rows[0].len());
    let means: Vec<f64> = (0..k)
        .map(|at| rows.iter().map(|row| row[at]).sum::<f64>() / n)
        .collect();
    (0..k)
        .map(|a| {
            (0..k)
                .map(|b| {
                    let products = rows
                        .iter()
                        .map(|row| (row[a] - means[a]) * (row[b] - means[b]));
                    products.sum::<f64>() / (n - 1.0)
                })
                .collect()
        })
        .collect()
}

/// By bisection on the distribution function.
fn f_quantile(p: f64, df1: f64, df2: f64) -> Option<f64> {
    let distribution = FisherSnedecor::new(df1, df2).ok()?;
    let (mut low, mut high) = (0.0, 1.0);
    while distribution.cdf(high) < p {
        high *= 2.0;
        if high > 1e9 {
            return None;
        }
    }
    for _ in 0..80 {
        let middle = 0.5 * (low + high);
        if distribution.cdf(middle) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(0.5 * (low + high))
}

/// The one factor that explains the covariances best (least squares over all pairs): each loading in turn is the best
/// one given the others, λᵢ = Σ cᵢⱼ λⱼ ÷ Σ λⱼ², until nothing moves. `None` for two questions, which any number of
/// factors fit, and where the solution is not proper (a question with less variance than its loading explains, or
/// loadings of different signs, which is no one thing measured).
fn omega(covariances: &[Vec<f64>]) -> Option<f64> {
    let k = covariances.len();
    if k < 3 {
        return None;
    }
    let mut loadings: Vec<f64> = (0..k).map(|at| 0.7 * covariances[at][at].sqrt()).collect();
    for _ in 0..10_000 {
        let mut moved: f64 = 0.0;
        for at in 0..k {
            let others = (0..k).filter(|other| *other != at);
            let (mut shared, mut squares) = (0.0, 0.0);
            for other in others {
                shared += covariances[at][other] * loadings[other];
                squares += loadings[other] * loadings[other];
            }
            if squares <= 0.0 {
                return None;
            }
            let better = shared / squares;
            moved = moved.max((better - loadings[at]).abs());
            loadings[at] = better;
        }
        if moved < 1e-13 {
            break;
        }
    }
    let unique: Vec<f64> = (0..k)
        .map(|at| covariances[at][at] - loadings[at] * loadings[at])
        .collect();
    let proper = unique.iter().all(|own| *own >= 0.0) && loadings.iter().all(|it| *it > 0.0);
    let common = loadings.iter().sum::<f64>().powi(2);
    proper.then(|| common / (common + unique.iter().sum::<f64>()))
}

/// A leg over all respondents.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LegPulse {
    pub leg: Leg,
    /// Mean score, 0–100; `None` without a respondent.
    pub mean: Option<f64>,
    /// t interval; `None` with fewer than two respondents.
    pub interval: Option<Interval>,
    /// Respondents with two or three answers of this leg.
    pub n: usize,
    pub reliability: Option<Reliability>,
}

/// What the pulse says.
#[derive(Debug, Clone, PartialEq)]
pub struct Pulse {
    pub legs: [LegPulse; 3],
    /// Of all nine questions together.
    pub all: Option<Reliability>,
    /// Respondents with at least one answer.
    pub n: usize,
}

/// The pulse of many respondents. Their order does not matter.
pub fn pulse(respondents: &[Answers]) -> Pulse {
    let complete = |places: &[usize]| -> Vec<Vec<f64>> {
        let rows = respondents.iter().map(|answers| {
            let row = places.iter().map(|at| answers[*at].map(f64::from));
            row.collect::<Option<Vec<f64>>>()
        });
        rows.flatten().collect()
    };
    let legs = Leg::ALL.map(|leg| {
        let scores: Vec<f64> = respondents
            .iter()
            .filter_map(|answers| leg_score(answers, leg))
            .collect();
        let places: Vec<usize> = (0..ITEMS.len())
            .filter(|at| ITEMS[*at].leg == leg)
            .collect();
        let n = scores.len();
        LegPulse {
            leg,
            mean: (n > 0).then(|| scores.iter().sum::<f64>() / n as f64),
            interval: Sample::of(&scores)
                .and_then(|sample| sample.interval(LEVEL))
                .filter(|it| it.low.is_finite())
                .map(|it| Interval::new(it.low.max(0.0), it.high.min(100.0))),
            n,
            reliability: reliability(&complete(&places)),
        }
    });
    let all: Vec<usize> = (0..ITEMS.len()).collect();
    Pulse {
        legs,
        all: reliability(&complete(&all)),
        n: respondents
            .iter()
            .filter(|answers| answers.iter().any(Option::is_some))
            .count(),
    }
}
