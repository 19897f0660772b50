//! What may be said about few answers.

use serde::{Deserialize, Serialize};

use super::z_of_level;

/// How much a number can carry: under 10 answers only counts are shown, under 30 a score is a hint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Badge {
    /// No answers.
    None,
    /// 1–9 answers.
    CountsOnly,
    /// 10–29 answers.
    Indicative,
    /// 30 answers or more.
    Sound,
}

impl Badge {
    pub fn of(n: u64) -> Badge {
        match n {
            0 => Badge::None,
            1..=9 => Badge::CountsOnly,
            10..=29 => Badge::Indicative,
            _ => Badge::Sound,
        }
    }

    /// The word used in the API.
    pub const fn name(self) -> &'static str {
        match self {
            Badge::None => "none",
            Badge::CountsOnly => "counts_only",
            Badge::Indicative => "indicative",
            Badge::Sound => "sound",
        }
    }
}

/// Groups of fewer answers are hidden from everyone but the owner: a client could be recognized.
pub const HIDDEN_UNDER: u64 = 5;

/// Whether a group is so small that only the owner may see it. A group of nobody hides nothing.
pub fn is_hidden(n: u64) -> bool {
    (1..HIDDEN_UNDER).contains(&n)
}

/// How many answers give an interval of ± `half_width`, when one answer's variance is `variance`.
pub fn n_needed(variance: f64, half_width: f64, level: f64) -> u64 {
    let z = z_of_level(level);
    (z * z * variance / (half_width * half_width)).round() as u64
}

/// √((N − n) ÷ (N − 1)): an interval from n of a firm's N clients is narrower by this factor. It matters where most
/// of a few hundred clients answer. 1 where the population is unknown to be larger.
pub fn finite_population(n: f64, population: f64) -> f64 {
    if population > 1.0 && n <= population {
        ((population - n) / (population - 1.0)).sqrt()
    } else {
        1.0
    }
}
