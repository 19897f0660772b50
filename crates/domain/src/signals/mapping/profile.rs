//! What a column holds: counted in one pass, in bounded memory, before anybody says what it means.

use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

use super::{dates::DateTally, values};

/// So many different values of one column are counted one by one; a column with more is no scale and no code list.
const COUNTED_VALUES: usize = 2_000;
/// So many different values of one column are told apart at all.
const DISTINCT_CAP: usize = 100_000;
/// So many rows are kept whole, for questions about two columns at once.
const SAMPLE_ROWS: usize = 5_000;

/// What is known of one column.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnProfile {
    pub name: String,
    pub index: usize,
    /// Cells that are empty or only spaces.
    pub empty: u64,
    /// Cells that are not empty.
    pub filled: u64,
    /// Different values, exact up to 100,000.
    pub distinct: u64,
    /// Values with their counts, most frequent first. Complete when `complete`.
    pub values: Vec<ValueCount>,
    pub complete: bool,
    /// Cells that are numbers, and those that are whole numbers.
    pub numbers: u64,
    pub integers: u64,
    pub low: f64,
    pub high: f64,
    pub mean: f64,
    pub dates: DateTally,
    pub longest: usize,
    pub mean_length: f64,
    /// Cells with at least two spaces: sentences rather than names.
    pub sentences: u64,
    /// Equal for two columns that hold the same in every row.
    pub fingerprint: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueCount {
    pub value: String,
    pub count: u64,
}

impl ColumnProfile {
    /// Whether every filled cell has its own value.
    pub fn unique(&self) -> bool {
        self.filled > 0 && self.distinct == self.filled && self.distinct < DISTINCT_CAP as u64
            || self.distinct >= DISTINCT_CAP as u64 && self.distinct * 10 >= self.filled * 9
    }

    pub fn share_numeric(&self) -> f64 {
        share(self.numbers, self.filled)
    }

    /// Whether all numbers are whole, leaving out words.
    pub fn whole(&self) -> bool {
        self.numbers > 0 && self.integers == self.numbers
    }

    /// The whole numbers of the column with their counts, in order. Words are left out.
    pub fn points(&self) -> Vec<(i64, u64)> {
        let mut points: std::collections::BTreeMap<i64, u64> = std::collections::BTreeMap::new();
        for ValueCount { value, count } in &self.values {
            if let Some(number) = values::number(value)
                && number.fract() == 0.0
                && number.abs() < 1e9
            {
                *points.entry(number as i64).or_default() += count;
            }
        }
        points.into_iter().collect()
    }

    /// The values that are no numbers.
    pub fn words(&self) -> impl Iterator<Item = &ValueCount> {
        self.values
            .iter()
            .filter(|value| values::number(&value.value).is_none())
    }
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// All columns, and the first rows whole.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Rows that were looked at.
    pub rows: u64,
    pub columns: Vec<ColumnProfile>,
    pub sample: Sample,
}

impl Profile {
    pub fn column(&self, name: &str) -> Option<&ColumnProfile> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// The first rows, kept in one text.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    text: String,
    ends: Vec<u32>,
    width: usize,
}

impl Sample {
    pub fn rows(&self) -> usize {
        self.ends.len().checked_div(self.width).unwrap_or(0)
    }

    pub fn cell(&self, row: usize, column: usize) -> &str {
        let at = row * self.width + column;
        let start = if at == 0 {
            0
        } else {
            self.ends[at - 1] as usize
        };
        &self.text[start..self.ends[at] as usize]
    }
}

/// Counts rows as they come.
pub struct Profiler {
    columns: Vec<Counting>,
    rows: u64,
    sample: Sample,
}

#[derive(Default)]
struct Counting {
    name: String,
    empty: u64,
    filled: u64,
    counts: HashMap<Box<str>, u64>,
    seen: HashSet<u64>,
    overflow: Stats,
    fingerprint: DefaultHasher,
}

#[derive(Default)]
struct Stats {
    numbers: u64,
    integers: u64,
    low: f64,
    high: f64,
    sum: f64,
    dates: DateTally,
    longest: usize,
    length: u64,
    sentences: u64,
}

impl Stats {
    fn add(&mut self, value: &str, count: u64) {
        if let Some(number) = values::number(value) {
            if self.numbers == 0 {
                (self.low, self.high) = (number, number);
            }
            self.low = self.low.min(number);
            self.high = self.high.max(number);
            self.numbers += count;
            self.sum += number * count as f64;
            if number.fract() == 0.0 {
                self.integers += count;
            }
        }
        self.dates.add(value, count);
        let length = value.chars().count();
        self.longest = self.longest.max(length);
        self.length += length as u64 * count;
        if value.bytes().filter(|byte| *byte == b' ').count() >= 2 {
            self.sentences += count;
        }
    }
}

impl Profiler {
    pub fn new(names: &[String]) -> Profiler {
        Profiler {
            columns: names
                .iter()
                .map(|name| Counting {
                    name: name.clone(),
                    ..Counting::default()
                })
                .collect(),
            rows: 0,
            sample: Sample {
                width: names.len(),
                ..Sample::default()
            },
        }
    }

    /// Counts one row. Missing cells at its end count as empty, surplus ones are left out.
    pub fn push(&mut self, row: &[&str]) {
        self.rows += 1;
        let keep = self.rows as usize <= SAMPLE_ROWS && self.sample.text.len() < 64 << 20;
        for (index, column) in self.columns.iter_mut().enumerate() {
            let cell = row.get(index).copied().unwrap_or("").trim();
            column.push(cell);
            if keep {
                self.sample.text.push_str(cell);
                self.sample.ends.push(self.sample.text.len() as u32);
            }
        }
    }

    pub fn rows(&self) -> u64 {
        self.rows
    }

    pub fn finish(self) -> Profile {
        Profile {
            rows: self.rows,
            columns: self
                .columns
                .into_iter()
                .enumerate()
                .map(|(index, column)| column.finish(index))
                .collect(),
            sample: self.sample,
        }
    }
}

impl Counting {
    fn push(&mut self, cell: &str) {
        cell.hash(&mut self.fingerprint);
        if cell.is_empty() {
            self.empty += 1;
            return;
        }
        self.filled += 1;
        if let Some(count) = self.counts.get_mut(cell) {
            *count += 1;
            return;
        }
        if self.counts.len() < COUNTED_VALUES {
            self.counts.insert(cell.into(), 1);
            return;
        }
        if self.seen.len() < DISTINCT_CAP {
            let mut hasher = DefaultHasher::new();
            cell.hash(&mut hasher);
            self.seen.insert(hasher.finish());
        }
        self.overflow.add(cell, 1);
    }

    fn finish(mut self, index: usize) -> ColumnProfile {
        let complete = self.seen.is_empty();
        let distinct = (self.counts.len() + self.seen.len()) as u64;
        for (value, count) in &self.counts {
            self.overflow.add(value, *count);
        }
        let stats = self.overflow;
        let mut values: Vec<ValueCount> = self
            .counts
            .into_iter()
            .map(|(value, count)| ValueCount {
                value: value.into(),
                count,
            })
            .collect();
        values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
        ColumnProfile {
            name: self.name,
            index,
            empty: self.empty,
            filled: self.filled,
            distinct,
            values,
            complete,
            numbers: stats.numbers,
            integers: stats.integers,
            low: stats.low,
            high: stats.high,
            mean: if stats.numbers == 0 {
                f64::NAN
            } else {
                stats.sum / stats.numbers as f64
            },
            dates: stats.dates,
            longest: stats.longest,
            mean_length: share(stats.length, self.filled),
            sentences: stats.sentences,
            fingerprint: self.fingerprint.finish(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_counted() {
        let mut profiler = Profiler::new(&["a".into(), "b".into()]);
        profiler.push(&["1", " x y z "]);
        profiler.push(&["2.5", ""]);
        profiler.push(&["Blank"]);
        let profile = profiler.finish();
        let a = &profile.columns[0];
        assert_eq!(
            (a.filled, a.numbers, a.integers, a.low, a.high),
            (3, 2, 1, 1.0, 2.5)
        );
        assert!(a.unique());
        assert_eq!(a.points(), vec![(1, 1)]);
        let b = &profile.columns[1];
        assert_eq!((b.filled, b.empty, b.sentences, b.longest), (1, 2, 1, 5));
        assert_eq!(profile.sample.rows(), 3);
        assert_eq!(profile.sample.cell(0, 1), "x y z");
    }

    #[test]
    fn many_values_stay_bounded_and_are_still_told_apart() {
        let mut profiler = Profiler::new(&["id".into()]);
        for i in 0..10_000 {
            profiler.push(&[&i.to_string()]);
        }
        let profile = profiler.finish();
        let id = &profile.columns[0];
        assert_eq!(
            (id.distinct, id.complete, id.integers),
            (10_000, false, 10_000)
        );
        assert!(id.unique());
    }
}
