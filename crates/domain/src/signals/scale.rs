//! Scales: which scores a question allows, which end is the better one, and where "as expected" lies.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The whole-number scale of a scored question, written `0-10`, `1-5`, `1-7`, or `1-5r` when the low end is the
/// better one (a legacy effort score: 1 = very easy).
///
/// The scale is kept with every answer, because a question's scale may change between two surveys, and a
/// score without its scale cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Scale {
    worst: i16,
    best: i16,
}

/// Why something is not a scale.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScaleRefusal {
    #[error(
        "“{0}” is not a scale; write it as 0-10, 1-5, or 1-5r when the low end is the better one"
    )]
    Unreadable(String),
    #[error("a scale needs two to {MOST_POINTS} points, {low}-{high} does not have that")]
    Size { low: i16, high: i16 },
}

const MOST_POINTS: i32 = 101;

/// How a score stands against what is as expected. With no stated expectations this is the stand-in for the
/// ladder: 5 / 4 / 1–3 on 1–5, 9–10 / 7–8 / 0–6 on 0–10, otherwise the best point / the next one / the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    Short,
    AsExpected,
    Beyond,
}

impl Scale {
    /// The standard question "how likely are you to recommend us", 0–10.
    pub const RECOMMEND: Scale = Scale { worst: 0, best: 10 };
    pub const ONE_TO_FIVE: Scale = Scale { worst: 1, best: 5 };
    pub const ONE_TO_SEVEN: Scale = Scale { worst: 1, best: 7 };
    /// How a touch was felt against expectation: −3…+3, 0 being as expected.
    pub const PERCEPTION: Scale = Scale { worst: -3, best: 3 };

    /// A scale from its worst to its best point; `new(5, 1)` is 1–5 with 1 as the better end.
    pub fn new(worst: i16, best: i16) -> Result<Scale, ScaleRefusal> {
        let (low, high) = (worst.min(best), worst.max(best));
        let points = i32::from(high) - i32::from(low) + 1;
        if !(2..=MOST_POINTS).contains(&points) {
            return Err(ScaleRefusal::Size { low, high });
        }
        Ok(Scale { worst, best })
    }

    /// As it stands in the experience log; `None` where the row has no scale.
    pub fn of_log(scale_low: i16, scale_high: i16) -> Option<Scale> {
        Scale::new(scale_low, scale_high).ok()
    }

    /// The worst point, which the log calls `scale_low`.
    pub fn worst(self) -> i16 {
        self.worst
    }

    /// The best point, which the log calls `scale_high`.
    pub fn best(self) -> i16 {
        self.best
    }

    pub fn low(self) -> i16 {
        self.worst.min(self.best)
    }

    pub fn high(self) -> i16 {
        self.worst.max(self.best)
    }

    /// Whether the low end is the better one.
    pub fn reversed(self) -> bool {
        self.worst > self.best
    }

    /// How many points it has: 11 for 0–10.
    pub fn points(self) -> usize {
        (i32::from(self.high()) - i32::from(self.low()) + 1) as usize
    }

    /// Whether the score is one of the points. 6.5 is on no scale: letting it through made it a passive
    /// in other programs.
    pub fn contains(self, score: f64) -> bool {
        score.fract() == 0.0 && score >= f64::from(self.low()) && score <= f64::from(self.high())
    }

    /// The score's place counted from the worst point (0) to the best one (`points - 1`); `None` off the scale.
    pub fn place(self, score: f64) -> Option<usize> {
        self.contains(score)
            .then(|| (score - f64::from(self.worst)).abs() as usize)
    }

    /// The score that stands at a place counted from the worst point.
    pub fn score_at(self, place: usize) -> i16 {
        let step = if self.reversed() { -1 } else { 1 };
        self.worst + step * place as i16
    }

    /// The score turned so that more is better, on the same numbers: 1 on `1-5r` becomes 5.
    pub fn oriented(self, score: f64) -> f64 {
        if self.reversed() {
            f64::from(self.low()) + f64::from(self.high()) - score
        } else {
            score
        }
    }

    /// Where a score stands against "as expected"; `None` off the scale.
    pub fn band(self, score: f64) -> Option<Band> {
        self.place(score).map(|place| self.band_at(place))
    }

    /// Where the point at a place counted from the worst one stands.
    pub fn band_at(self, place: usize) -> Band {
        let from_best = self.points().saturating_sub(1 + place);
        let (beyond, expected) = if self.is_zero_to_ten() {
            (2, 4)
        } else {
            (1, 2)
        };
        if from_best < beyond {
            Band::Beyond
        } else if from_best < expected {
            Band::AsExpected
        } else {
            Band::Short
        }
    }

    /// The mean that counts as "as expected", more being better: 4 on 1–5, 7.5 on 0–10, the second-best
    /// point elsewhere.
    pub fn as_expected(self) -> f64 {
        if self.is_zero_to_ten() {
            7.5
        } else {
            f64::from(self.high()) - 1.0
        }
    }

    /// The middle of the scale: 3 on 1–5, 4 on 1–7.
    pub fn middle(self) -> f64 {
        (f64::from(self.low()) + f64::from(self.high())) / 2.0
    }

    fn is_zero_to_ten(self) -> bool {
        self.low() == 0 && self.high() == 10
    }
}

impl fmt::Display for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}-{}{}",
            self.low(),
            self.high(),
            if self.reversed() { "r" } else { "" }
        )
    }
}

impl FromStr for Scale {
    type Err = ScaleRefusal;

    fn from_str(text: &str) -> Result<Scale, ScaleRefusal> {
        let unreadable = || ScaleRefusal::Unreadable(text.to_owned());
        let trimmed = text.trim();
        let (body, reversed) = match trimmed.strip_suffix('r') {
            Some(body) => (body, true),
            None => (trimmed, false),
        };
        // The first character may be the sign of a scale such as -3-3.
        let split = body
            .char_indices()
            .skip(1)
            .find(|(_, c)| matches!(c, '-' | '–'))
            .ok_or_else(unreadable)?;
        let low: i16 = body[..split.0].trim().parse().map_err(|_| unreadable())?;
        let high: i16 = body[split.0 + split.1.len_utf8()..]
            .trim()
            .parse()
            .map_err(|_| unreadable())?;
        if low > high {
            return Err(unreadable());
        }
        if reversed {
            Scale::new(high, low)
        } else {
            Scale::new(low, high)
        }
    }
}

impl TryFrom<String> for Scale {
    type Error = ScaleRefusal;

    fn try_from(text: String) -> Result<Scale, ScaleRefusal> {
        text.parse()
    }
}

impl From<Scale> for String {
    fn from(scale: Scale) -> String {
        scale.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(text: &str) -> Scale {
        text.parse().unwrap()
    }

    #[test]
    fn is_written_as_it_is_read() {
        for text in ["0-10", "1-5", "1-7", "1-5r", "-3-3", "0-100", "1-2"] {
            assert_eq!(scale(text).to_string(), text);
        }
        assert_eq!(scale(" 1–5 "), Scale::ONE_TO_FIVE);
    }

    #[test]
    fn refuses_what_is_no_scale() {
        for text in ["", "5", "5-1", "1-1", "a-b", "0-1000", "1-5x", "-", "r"] {
            assert!(text.parse::<Scale>().is_err(), "{text}");
        }
    }

    #[test]
    fn only_whole_points_are_on_the_scale() {
        let nps = Scale::RECOMMEND;
        for on in [0.0, 5.0, 10.0] {
            assert!(nps.contains(on), "{on}");
        }
        for off in [-1.0, 11.0, 6.5, f64::NAN, f64::INFINITY] {
            assert!(!nps.contains(off), "{off}");
        }
    }

    #[test]
    fn reversed_scales_turn_round() {
        let effort = scale("1-5r");
        assert!(effort.reversed());
        assert_eq!(effort.oriented(1.0), 5.0);
        assert_eq!(effort.place(5.0), Some(0));
        assert_eq!(effort.place(1.0), Some(4));
        assert_eq!(effort.score_at(4), 1);
        assert_eq!(effort.band(1.0), Some(Band::Beyond));
        assert_eq!(Scale::of_log(effort.worst(), effort.best()), Some(effort));
    }

    #[test]
    fn bands_cut_where_the_ladder_says() {
        let cut = |text: &str| -> Vec<Band> {
            (0..scale(text).points())
                .map(|p| scale(text).band_at(p))
                .collect()
        };
        use Band::{AsExpected as E, Beyond as B, Short as S};
        assert_eq!(cut("1-5"), [S, S, S, E, B]);
        assert_eq!(cut("0-10"), [S, S, S, S, S, S, S, E, E, B, B]);
        assert_eq!(cut("1-7"), [S, S, S, S, S, E, B]);
        assert_eq!(cut("1-2"), [E, B]);
    }

    #[test]
    fn as_expected_lies_in_the_middle_band() {
        for (text, expected) in [("1-5", 4.0), ("0-10", 7.5), ("1-7", 6.0), ("1-5r", 4.0)] {
            assert_eq!(scale(text).as_expected(), expected, "{text}");
        }
    }
}
