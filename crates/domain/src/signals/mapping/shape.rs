//! Whether the values of a column look like scores: the scale, the codes beside it, and the columns that
//! belong together and so must have one scale.

use std::collections::BTreeMap;

use super::{
    Code, names,
    profile::ColumnProfile,
    values::{canonical, is_blank_word},
};
use crate::signals::scale::Scale;

/// A column read as scores.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shape {
    pub low: i64,
    pub high: i64,
    /// Values that are no scores, as they stand in the file.
    pub codes: BTreeMap<String, Code>,
    /// Cells on the scale.
    pub n: u64,
    /// Share of those above the middle of the scale.
    pub upper: f64,
    /// Different points that occur.
    pub seen: usize,
}

impl Shape {
    pub fn scale(&self) -> Option<Scale> {
        Scale::new(
            i16::try_from(self.low).ok()?,
            i16::try_from(self.high).ok()?,
        )
        .ok()
    }

    pub fn points(&self) -> usize {
        (self.high - self.low + 1) as usize
    }

    /// Every point of the scale occurs.
    pub fn full(&self) -> bool {
        self.seen == self.points()
    }
}

/// Whole numbers only, at most twelve different in a row, words only for "no answer".
pub(super) fn of(column: &ColumnProfile) -> Option<Shape> {
    if !column.complete || !column.whole() || column.distinct > 25 {
        return None;
    }
    let mut codes = BTreeMap::new();
    for word in column.words() {
        if !is_blank_word(&canonical(&word.value)) {
            return None;
        }
        codes.insert(word.value.clone(), Code::Blank);
    }
    let points = column.points();
    let (cluster, outside) = cluster(&points);
    let (first, last) = (cluster.first()?.0, cluster.last()?.0);
    if first < 0 || last > 11 || cluster.len() < 2 {
        return None;
    }
    for (point, _) in outside {
        // 99 and −9 beside a scale are how programs for surveys mark a missing answer.
        if *point > 11 && !matches!(*point, 77 | 88 | 97 | 98 | 99 | 999 | 9999)
            || (0..=11).contains(point) && *point < 8
        {
            return None;
        }
        codes.insert(point.to_string(), Code::Blank);
    }
    let mut shape = Shape {
        low: first,
        high: last,
        codes,
        n: 0,
        upper: 0.0,
        seen: 0,
    };
    shape.settle(cluster);
    Some(shape)
}

/// A column that is called a recommendation, on 0–10 though few of the points occur. Two answers such as 0 and 1 are
/// a yes or no.
pub(super) fn zero_to_ten(column: &ColumnProfile) -> Option<Shape> {
    let points = column.points();
    let inside = |point: i64| (0..=10).contains(&point);
    if !column.complete
        || !column.whole()
        || !points.iter().any(|(point, _)| (6..=10).contains(point))
    {
        return None;
    }
    let mut codes = BTreeMap::new();
    for value in &column.values {
        let number = crate::signals::mapping::values::number(&value.value);
        if number.is_some_and(|number| inside(number as i64)) {
            continue;
        }
        let known = number
            .is_some_and(|number| matches!(number as i64, 11 | 77 | 88 | 97..=99 | 999 | -99..=-1));
        if !known && !is_blank_word(&canonical(&value.value)) {
            return None;
        }
        codes.insert(value.value.clone(), Code::Blank);
    }
    let mut shape = Shape {
        low: 0,
        high: 10,
        codes,
        n: 0,
        upper: 0.0,
        seen: 0,
    };
    let count = |point: i64| {
        points
            .iter()
            .find(|(known, _)| *known == point)
            .map_or(0, |(_, count)| *count)
    };
    shape.measure(&points, count);
    Some(shape)
}

/// A whole number and the cells that hold it.
type Point = (i64, u64);

/// The run of neighbouring numbers with the most cells, a gap of one allowed, and what lies outside.
fn cluster(points: &[Point]) -> (&[Point], Vec<&Point>) {
    let mut best = 0..0;
    let mut best_mass = 0;
    let mut start = 0;
    for at in 0..points.len() {
        if at > start && points[at].0 - points[at - 1].0 > 2 {
            start = at;
        }
        let mass: u64 = points[start..=at].iter().map(|(_, count)| count).sum();
        if mass > best_mass {
            best_mass = mass;
            best = start..at + 1;
        }
    }
    let outside = points
        .iter()
        .enumerate()
        .filter(|(at, _)| !best.contains(at))
        .map(|(_, point)| point)
        .collect();
    (&points[best], outside)
}

impl Shape {
    /// Chooses the scale that fits the run of numbers: 0–10, 1–10, 1–7, 1–5, and what lies just outside as codes.
    fn settle(&mut self, cluster: &[(i64, u64)]) {
        let count = |point: i64| {
            cluster
                .iter()
                .find(|(known, _)| *known == point)
                .map_or(0, |(_, count)| *count)
        };
        let total: u64 = cluster.iter().map(|(_, count)| count).sum();
        let (low, high) = (self.low, self.high);
        (self.low, self.high) = match (low, high) {
            (_, 11) => (0, 10),
            // No zero among a thousand answers: the scale starts at 1.
            (1, 8..=10) if total >= 1000 || high == 10 && total >= 400 => (1, 10),
            (_, 8..=10) => (0, 10),
            (_, 7) => (1, 7),
            (0, 6) => (1, 5),
            (1, 6) => (1, 6),
            (_, 6) => (1, 7),
            (_, 5) => (1, 5),
            (_, 4) => (1, 4),
            (_, 3) => (1, 3),
            other => other,
        };
        for point in [low, high] {
            if point < self.low {
                self.codes.insert(point.to_string(), Code::Blank);
            } else if point > self.high {
                let code = if self.high == 10 {
                    Code::Blank
                } else {
                    Code::NotUsed
                };
                self.codes.insert(point.to_string(), code);
            }
        }
        self.measure(cluster, count);
    }

    fn measure(&mut self, cluster: &[(i64, u64)], count: impl Fn(i64) -> u64) {
        let on = || {
            cluster
                .iter()
                .filter(|(point, _)| (self.low..=self.high).contains(point))
        };
        self.seen = on().count();
        self.n = on().map(|(_, count)| count).sum();
        let middle = (self.low + self.high) as f64 / 2.0;
        let above: u64 = (self.low..=self.high)
            .filter(|point| *point as f64 > middle)
            .map(count)
            .sum();
        self.upper = if self.n == 0 {
            0.0
        } else {
            above as f64 / self.n as f64
        };
    }

    /// Reads the column on the scale of its family.
    pub fn put_on(&mut self, low: i64, high: i64, column: &ColumnProfile) {
        if (low, high) == (self.low, self.high) {
            return;
        }
        self.codes.retain(|value, _| {
            value
                .parse::<i64>()
                .map_or(true, |point| point < low || point > high)
        });
        let points = column.points();
        let (cluster, _) = cluster(&points);
        for (point, _) in cluster {
            if *point < low {
                self.codes.insert(point.to_string(), Code::Blank);
            } else if *point > high {
                self.codes.insert(
                    point.to_string(),
                    if high == 10 {
                        Code::Blank
                    } else {
                        Code::NotUsed
                    },
                );
            }
        }
        (self.low, self.high) = (low, high);
        let count = |point: i64| {
            points
                .iter()
                .find(|(known, _)| *known == point)
                .map_or(0, |(_, count)| *count)
        };
        self.measure(&points, count);
    }
}

/// What a column's name shares with its neighbours: "Q7" of Q7FOOD, "imag" of imag3, "sq" of sq12_1, "salesman".
pub(super) fn family(name: &str) -> String {
    let name = name.trim().trim_start_matches('*');
    let letters = name.chars().take_while(|c| c.is_alphabetic()).count();
    let digits = name
        .chars()
        .skip(letters)
        .take_while(char::is_ascii_digit)
        .count();
    let rest: String = name.chars().skip(letters + digits).collect();
    if letters > 0
        && digits > 0
        && rest
            .trim_start_matches([' ', '_', '.'])
            .starts_with(char::is_alphabetic)
    {
        return names::plain(&name.chars().take(letters + digits).collect::<String>());
    }
    let stem = stem(name);
    if stem != names::plain(name) && !stem.is_empty() {
        return stem;
    }
    let tokens = names::tokens(name);
    if tokens.len() > 1 {
        tokens[0].clone()
    } else {
        names::plain(name)
    }
}

/// The name without the numbers at its end: "Q2PURP" of Q2PURP3, "sq" of sq12_1.
pub(super) fn stem(name: &str) -> String {
    let mut rest = name.trim().trim_start_matches('*');
    loop {
        let shorter = rest
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .trim_end_matches(['_', '-', '.', ' ', '#', '[', ']']);
        if shorter.len() == rest.len() || shorter.is_empty() {
            break;
        }
        rest = shorter;
    }
    names::plain(rest)
}

/// The name after the number of its question: "FOOD" of Q7FOOD; the whole name when there is none.
pub(super) fn tail(name: &str) -> &str {
    let name = name.trim().trim_start_matches('*');
    let letters: usize = name
        .chars()
        .take_while(|c| c.is_alphabetic())
        .map(char::len_utf8)
        .sum();
    let digits = name[letters..]
        .chars()
        .take_while(char::is_ascii_digit)
        .count();
    let rest = name[letters + digits..].trim_start_matches([' ', '_', '.', '-']);
    if (1..=3).contains(&letters) && digits > 0 && rest.starts_with(char::is_alphabetic) {
        rest
    } else {
        name
    }
}

/// Gives the columns of one family with at least three score columns the scale that most of them have.
pub(super) fn align(columns: &[ColumnProfile], shapes: &mut [Option<Shape>]) -> Vec<usize> {
    let mut families: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, column) in columns.iter().enumerate() {
        if shapes[at].is_some() {
            families.entry(family(&column.name)).or_default().push(at);
        }
    }
    let mut sizes = vec![0; columns.len()];
    for members in families.values() {
        let mut votes: BTreeMap<(i64, i64), usize> = BTreeMap::new();
        for at in members {
            if let Some(shape) = &shapes[*at] {
                *votes.entry((shape.low, shape.high)).or_default() += 1;
            }
        }
        // The widest scale among the common ones: a column without extreme answers looks narrower than it is.
        // A 6 beside 1–5 is "never used" unless most of the family says that the scale goes to 6.
        if votes.get(&(1, 5)) >= votes.get(&(1, 6)) && votes.contains_key(&(1, 5)) {
            votes.remove(&(1, 6));
        }
        let Some((&(low, high), _)) = votes
            .iter()
            .filter(|(_, votes)| **votes * 3 >= members.len())
            .max_by_key(|((low, high), votes)| (high - low, **votes))
        else {
            continue;
        };
        let fitting: Vec<usize> = members
            .iter()
            .copied()
            .filter(|at| {
                shapes[*at]
                    .as_ref()
                    .is_some_and(|shape| shape.low >= low.min(1) - 1 && shape.high <= high + 1)
            })
            .collect();
        for at in &fitting {
            sizes[*at] = fitting.len();
            if fitting.len() >= 2
                && let Some(shape) = &mut shapes[*at]
            {
                shape.put_on(low, high, &columns[*at]);
            }
        }
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signals::mapping::profile::Profiler;

    fn shape_of(values: &[(&str, usize)]) -> Option<Shape> {
        let mut profiler = Profiler::new(&["x".into()]);
        for (value, count) in values {
            (0..*count).for_each(|_| profiler.push(&[value]));
        }
        of(&profiler.finish().columns[0])
    }

    fn check(values: &[(&str, usize)], expected: &str) {
        let shown = shape_of(values).map_or("no scores".into(), |shape| {
            let codes: Vec<String> = shape
                .codes
                .iter()
                .map(|(value, code)| format!("{value}={code:?}"))
                .collect();
            format!("{}-{} {}", shape.low, shape.high, codes.join(" "))
                .trim_end()
                .to_owned()
        });
        assert_eq!(shown, expected);
    }

    #[test]
    fn scales_and_the_codes_beside_them() {
        check(
            &[
                ("0", 9),
                ("1", 2),
                ("2", 3),
                ("3", 9),
                ("4", 9),
                ("5", 9),
                ("6", 4),
            ],
            "1-5 0=Blank 6=NotUsed",
        );
        check(
            &[
                ("1", 1),
                ("2", 3),
                ("3", 9),
                ("4", 9),
                ("5", 9),
                ("Blank", 4),
            ],
            "1-5 Blank=Blank",
        );
        check(
            &[
                ("0", 1),
                ("1", 1),
                ("5", 1),
                ("3", 2),
                ("8", 9),
                ("9", 9),
                ("10", 9),
                ("7", 4),
                ("11", 4),
            ],
            "0-10 11=Blank",
        );
        check(
            &[
                ("-99", 1),
                ("1", 1),
                ("2", 3),
                ("3", 9),
                ("4", 9),
                ("5", 9),
                ("6", 4),
                ("7", 4),
            ],
            "1-7 -99=Blank",
        );
        check(
            &[("1", 1), ("2", 3), ("3", 9), ("4", 9), ("5", 9), ("99", 4)],
            "1-5 99=Blank",
        );
        check(&[("1", 1), ("2", 3), ("green", 9)], "no scores");
        check(&[("15", 1), ("22", 3), ("16", 3)], "no scores");
        check(&[("1.5", 1), ("2", 3)], "no scores");
        check(&[("20000", 4), ("30000", 2)], "no scores");
    }

    #[test]
    fn names_share_a_family_and_have_a_tail() {
        for (name, family_of, tail_of) in [
            ("Q7FOOD", "q7", "FOOD"),
            ("imag3", "imag", "imag3"),
            ("sq12_1", "sq", "sq12_1"),
            ("Salesman.Chirpiness", "salesman", "Salesman.Chirpiness"),
            ("csor_global", "csor", "csor_global"),
            ("satisfaction", "satisfaction", "satisfaction"),
            ("Q13 COUNTY", "q13", "COUNTY"),
        ] {
            assert_eq!(family(name), family_of, "{name}");
            assert_eq!(tail(name), tail_of, "{name}");
        }
    }
}
