//! Many groups in one pass: each row's dimensions become one small number, which finds the group's state.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use domain::time::{Granularity, Period, Timestamp, buckets};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    answer::Key,
    fold::Fold,
    log::{Column, Columns},
    query::{By, NO_VALUE, QueryRefusal},
    rows::Rows,
    scope::{Coded, terms_of},
    source::Dimensions,
};

/// At most so many dimensions in one grouping.
pub const MOST_DIMENSIONS: usize = 4;

/// The dimensions of a grouping, resolved.
#[derive(Clone, Debug)]
pub struct Grouping {
    by: Vec<By>,
    parts: Vec<Part>,
    dimensions: Arc<Dimensions>,
}

#[derive(Clone, Debug)]
enum Part {
    Coded(Coded),
    Time(Granularity, TimeZone),
}

/// The dense numbers of a group, one for each dimension: −1 is none; a calendar unit is its start in microseconds.
pub type Code = Box<[i64]>;

impl Grouping {
    pub fn resolve(by: &[By], dimensions: &Arc<Dimensions>) -> Result<Grouping, QueryRefusal> {
        if by.len() > MOST_DIMENSIONS {
            return Err(QueryRefusal::TooManyDimensions {
                most: MOST_DIMENSIONS,
            });
        }
        if let Some((_, twice)) = by
            .iter()
            .enumerate()
            .find(|(at, by_)| by[..*at].contains(by_))
        {
            return Err(QueryRefusal::Repeated(twice.to_string()));
        }
        let part = |by: &By| match by {
            By::Time(granularity) => Ok(Part::Time(*granularity, dimensions.zone())),
            _ => Coded::resolve(by, dimensions)
                .and_then(|coded| coded.map(Part::Coded).ok_or(QueryRefusal::FilterByTime)),
        };
        let parts = by.iter().map(part).collect::<Result<_, _>>()?;
        Ok(Grouping {
            by: by.to_vec(),
            parts,
            dimensions: dimensions.clone(),
        })
    }

    pub fn by(&self) -> &[By] {
        &self.by
    }

    fn describe(&self) -> String {
        let parts: Vec<String> = self
            .parts
            .iter()
            .map(|part| match part {
                Part::Coded(coded) => coded.describe(),
                Part::Time(granularity, zone) => {
                    format!(
                        "time.{}@{}",
                        granularity.as_str(),
                        zone.iana_name().unwrap_or("?")
                    )
                }
            })
            .collect();
        parts.join("+")
    }

    fn columns(&self) -> Columns {
        self.parts.iter().fold(Columns::NONE, |columns, part| {
            columns.with(match part {
                Part::Coded(coded) => coded.column(),
                Part::Time(..) => Column::Time,
            })
        })
    }

    /// What people call a group.
    pub fn keys(&self, code: &[i64]) -> Vec<Key> {
        self.by
            .iter()
            .zip(code)
            .map(|(by, &no)| key(by, no, &self.dimensions))
            .collect()
    }

    /// Puts groups in the order of the dimensions' terms.
    pub fn sort<T>(&self, groups: &mut [(Code, T)]) {
        let orders: Vec<Option<HashMap<i64, usize>>> = self
            .by
            .iter()
            .map(|by| match by {
                By::Time(_) => None,
                _ => Some(
                    terms_of(by, &self.dimensions)
                        .iter()
                        .enumerate()
                        .map(|(at, term)| (i64::from(term.0), at))
                        .collect(),
                ),
            })
            .collect();
        groups.sort_by_cached_key(|(code, _)| -> Vec<(usize, i64)> {
            let rank = |(no, order): (&i64, &Option<HashMap<i64, usize>>)| {
                (
                    order
                        .as_ref()
                        .map_or(0, |order| order.get(no).copied().unwrap_or(usize::MAX)),
                    *no,
                )
            };
            code.iter().zip(&orders).map(rank).collect()
        });
    }

    /// The group of each selected row, counted from 0, and the groups' codes.
    fn assign(&self, rows: &Rows<'_>) -> (Vec<u32>, Vec<Code>) {
        if self.parts.is_empty() {
            return (vec![0; rows.selected.len()], vec![Code::default()]);
        }
        let mut combined = vec![0_u64; rows.selected.len()];
        let parts: Vec<Assigned<'_>> = self
            .parts
            .iter()
            .map(|part| Assigned::new(part, rows))
            .collect();
        let mut width = 1_u64;
        for part in &parts {
            width = width.saturating_mul(part.width());
            part.combine(rows, &mut combined);
        }
        let mut found: Vec<u64> = Vec::new();
        let mut groups = vec![0_u32; combined.len()];
        if width <= DENSE {
            let mut group_of = vec![u32::MAX; width as usize];
            for (group, &at) in groups.iter_mut().zip(&combined) {
                let known = &mut group_of[at as usize];
                if *known == u32::MAX {
                    *known = found.len() as u32;
                    found.push(at);
                }
                *group = *known;
            }
        } else {
            let mut group_of: HashMap<u64, u32> = HashMap::new();
            for (group, &at) in groups.iter_mut().zip(&combined) {
                *group = *group_of.entry(at).or_insert_with(|| {
                    found.push(at);
                    found.len() as u32 - 1
                });
            }
        }
        let codes = found
            .into_iter()
            .map(|mut at| {
                let mut code: Vec<i64> = parts
                    .iter()
                    .rev()
                    .map(|part| {
                        let digit = at % part.width();
                        at /= part.width();
                        part.code(digit)
                    })
                    .collect();
                code.reverse();
                code.into_boxed_slice()
            })
            .collect();
        (groups, codes)
    }
}

/// Up to this many combinations, groups are found by index.
const DENSE: u64 = 1 << 20;

/// One dimension over one batch.
enum Assigned<'a> {
    Coded {
        codes: crate::scope::Codes<'a>,
        width: u64,
    },
    Time(Calendar),
}

impl<'a> Assigned<'a> {
    fn new(part: &'a Part, rows: &'a Rows<'_>) -> Assigned<'a> {
        match part {
            Part::Coded(coded) => {
                let codes = coded.codes(rows);
                let most = rows
                    .selected
                    .iter()
                    .map(|&at| codes.at(at as usize))
                    .max()
                    .unwrap_or(-1)
                    .max(-1);
                Assigned::Coded {
                    codes,
                    width: (i64::from(most) + 2) as u64,
                }
            }
            Part::Time(granularity, zone) => {
                let times = || rows.selected.iter().map(|&at| rows.time[at as usize]);
                let (from, to) = (times().min().unwrap_or(0), times().max().unwrap_or(0));
                Assigned::Time(Calendar::new(from, to, *granularity, zone))
            }
        }
    }

    fn width(&self) -> u64 {
        match self {
            Assigned::Coded { width, .. } => *width,
            Assigned::Time(calendar) => calendar.starts.len() as u64 + 1,
        }
    }

    fn combine(&self, rows: &Rows<'_>, combined: &mut [u64]) {
        let width = self.width();
        match self {
            Assigned::Coded { codes, .. } => {
                for (combined, &at) in combined.iter_mut().zip(&rows.selected) {
                    *combined =
                        *combined * width + (i64::from(codes.at(at as usize)).max(-1) + 1) as u64;
                }
            }
            Assigned::Time(calendar) => {
                for (combined, &at) in combined.iter_mut().zip(&rows.selected) {
                    *combined = *combined * width + calendar.unit(rows.time[at as usize]) as u64;
                }
            }
        }
    }

    fn code(&self, digit: u64) -> i64 {
        match self {
            Assigned::Coded { .. } => digit as i64 - 1,
            Assigned::Time(calendar) => (digit as usize)
                .checked_sub(1)
                .map_or(-1, |at| calendar.starts[at]),
        }
    }
}

/// Finds a moment's calendar unit by a table of quarters of an hour, on which nearly all units begin.
struct Calendar {
    starts: Vec<i64>,
    end: i64,
    first_slot: i64,
    /// The last unit that starts at or before each slot.
    slots: Vec<u32>,
}

const SLOT: i64 = 15 * 60 * 1_000_000;
const MOST_SLOTS: i64 = 1 << 18;

impl Calendar {
    fn new(from: i64, to: i64, granularity: Granularity, zone: &TimeZone) -> Calendar {
        let period = Period {
            from: Timestamp::from_micros(from),
            to: Timestamp::from_micros(to.saturating_add(1)),
        };
        let units = buckets(period, granularity, zone);
        let starts: Vec<i64> = units.iter().map(|unit| unit.from.micros()).collect();
        let first_slot = from.div_euclid(SLOT);
        let count = to.div_euclid(SLOT) - first_slot + 1;
        let mut slots = Vec::new();
        if count <= MOST_SLOTS {
            let mut unit = 0;
            for slot in first_slot..first_slot + count {
                while unit + 1 < starts.len() && starts[unit + 1] <= slot * SLOT {
                    unit += 1;
                }
                slots.push(unit as u32);
            }
        }
        Calendar {
            starts,
            end: units.last().map_or(i64::MIN, |unit| unit.to.micros()),
            first_slot,
            slots,
        }
    }

    /// 1 for the first unit; 0 for moments past the last one.
    #[inline]
    fn unit(&self, time: i64) -> usize {
        if time >= self.end {
            return 0;
        }
        if self.slots.is_empty() {
            return self.starts.partition_point(|&start| start <= time);
        }
        let mut unit = self.slots[(time.div_euclid(SLOT) - self.first_slot) as usize] as usize;
        while unit + 1 < self.starts.len() && self.starts[unit + 1] <= time {
            unit += 1;
        }
        unit + 1
    }
}

/// What people call one value of a dimension.
pub(crate) fn key(by: &By, no: i64, dimensions: &Dimensions) -> Key {
    if let By::Time(granularity) = by {
        let label = granularity.label(Timestamp::from_micros(no).date(&dimensions.zone()));
        return Key {
            no,
            code: label.clone(),
            label,
        };
    }
    let found = terms_of(by, dimensions)
        .into_iter()
        .find(|term| i64::from(term.0) == no);
    match found {
        Some((_, key, label)) => Key {
            no,
            code: key.to_owned(),
            label: label.to_owned(),
        },
        None if no < 0 => Key {
            no,
            code: NO_VALUE.to_owned(),
            label: String::new(),
        },
        // A term that the snapshot does not name, such as a question whose last use was just undone.
        None => Key {
            no,
            code: no.to_string(),
            label: no.to_string(),
        },
    }
}

/// What is computed for each group.
pub trait Accumulator: Send + Sync {
    type State: Clone + Default + Send + Sync + Serialize + DeserializeOwned + 'static;

    /// See [`Fold::describe`].
    fn describe(&self) -> String;

    fn columns(&self) -> Columns;

    fn add(&self, state: &mut Self::State, rows: &Rows<'_>, at: usize);

    fn merge(&self, state: &mut Self::State, other: &Self::State);

    fn size(&self, state: &Self::State) -> usize;
}

/// An accumulator for each group.
#[derive(Clone, Debug)]
pub struct Grouped<A> {
    pub grouping: Grouping,
    pub accumulator: A,
}

/// All groups that occurred, in the order of the dimensions' terms.
pub type Found<S> = Vec<(Code, S)>;

/// The states of all groups that occurred, by code.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Groups<S>(pub BTreeMap<Code, S>);

impl<A: Accumulator> Fold for Grouped<A> {
    type State = Groups<A::State>;
    type Output = Found<A::State>;

    fn describe(&self) -> String {
        format!(
            "{} by {}",
            self.accumulator.describe(),
            self.grouping.describe()
        )
    }

    fn columns(&self) -> Columns {
        self.accumulator.columns().and(self.grouping.columns())
    }

    fn start(&self) -> Self::State {
        Groups(BTreeMap::new())
    }

    fn update(&self, state: &mut Self::State, rows: &Rows<'_>) {
        if rows.selected.is_empty() {
            return;
        }
        let (groups, codes) = self.grouping.assign(rows);
        let mut states: Vec<A::State> = codes
            .iter()
            .map(|code| state.0.remove(code).unwrap_or_default())
            .collect();
        for (&group, &at) in groups.iter().zip(&rows.selected) {
            self.accumulator
                .add(&mut states[group as usize], rows, at as usize);
        }
        state.0.extend(codes.into_iter().zip(states));
    }

    fn merge(&self, state: &mut Self::State, other: &Self::State) {
        for (code, other) in &other.0 {
            match state.0.get_mut(code) {
                Some(state) => self.accumulator.merge(state, other),
                None => {
                    state.0.insert(code.clone(), other.clone());
                }
            }
        }
    }

    fn finish(&self, state: Self::State) -> Self::Output {
        let mut groups: Vec<(Code, A::State)> = state.0.into_iter().collect();
        self.grouping.sort(&mut groups);
        groups
    }

    fn size(&self, state: &Self::State) -> usize {
        let of_group =
            |(code, state): (&Code, &A::State)| 64 + 8 * code.len() + self.accumulator.size(state);
        state.0.iter().map(of_group).sum()
    }
}
