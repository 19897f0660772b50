//! Which rows count: filters resolved to dense codes, the period, undone imports.

use std::sync::Arc;

use domain::{
    signals::{EntryKind, QuestionKind},
    time::{Period, Timestamp},
};

use crate::{
    log::{Column, Columns},
    query::{By, Filter, NO_VALUE, QueryRefusal},
    rows::Rows,
    segments::SegmentInfo,
    source::{AttributeColumn, Dimensions, Snapshot},
};

/// The rows that a question is about.
#[derive(Clone, Debug)]
pub struct Scope {
    kinds: [bool; 256],
    measures: Option<[bool; 256]>,
    filters: Vec<CodeFilter>,
    period: Option<Period>,
    retracted: Vec<i32>,
    /// As in [`Dimensions::merged`].
    merged: Arc<[(i64, i64)]>,
}

/// A dimension as it stands in the log.
#[derive(Clone, Debug)]
pub(crate) enum Coded {
    Column(Column),
    Attribute {
        key: String,
        version: u64,
        dimensions: Arc<Dimensions>,
    },
}

impl Coded {
    /// `None` for calendar units, which are not codes.
    pub(crate) fn resolve(
        by: &By,
        dimensions: &Arc<Dimensions>,
    ) -> Result<Option<Coded>, QueryRefusal> {
        Ok(Some(match by {
            By::Touchpoint => Coded::Column(Column::Touchpoint),
            By::Stage => Coded::Column(Column::Stage),
            By::Channel => Coded::Column(Column::Channel),
            By::Question => Coded::Column(Column::Question),
            By::Source => Coded::Column(Column::Source),
            By::Attribute(key) => {
                if !dimensions.attributes.contains_key(key) {
                    return Err(QueryRefusal::UnknownAttribute {
                        name: key.clone(),
                        known: listed(dimensions.attributes.keys().map(String::as_str)),
                    });
                }
                Coded::Attribute {
                    key: key.clone(),
                    version: dimensions.attributes_version,
                    dimensions: dimensions.clone(),
                }
            }
            By::Time(_) => return Ok(None),
        }))
    }

    pub(crate) fn column(&self) -> Column {
        match self {
            Coded::Column(column) => *column,
            Coded::Attribute { .. } => Column::Client,
        }
    }

    pub(crate) fn describe(&self) -> String {
        match self {
            Coded::Column(column) => column.name().to_owned(),
            Coded::Attribute { key, version, .. } => format!("attr@{version}.{key:?}"),
        }
    }

    /// The codes of a batch's rows.
    pub(crate) fn codes<'a>(&'a self, rows: &'a Rows<'_>) -> Codes<'a> {
        match self {
            Coded::Column(Column::Touchpoint) => Codes::Column(rows.touchpoint),
            Coded::Column(Column::Stage) => Codes::Column(rows.stage),
            Coded::Column(Column::Channel) => Codes::Column(rows.channel),
            Coded::Column(Column::Question) => Codes::Column(rows.question),
            Coded::Column(_) => Codes::Column(rows.source),
            Coded::Attribute {
                key, dimensions, ..
            } => match dimensions.attributes.get(key) {
                Some(column) => Codes::OfClient(rows.client, column),
                None => Codes::Column(&[]),
            },
        }
    }
}

pub(crate) enum Codes<'a> {
    Column(&'a [i32]),
    OfClient(&'a [i64], &'a AttributeColumn),
}

impl Codes<'_> {
    #[inline]
    pub(crate) fn at(&self, row: usize) -> i32 {
        match self {
            Codes::Column(codes) => codes[row],
            Codes::OfClient(clients, column) => column.code(clients[row]),
        }
    }
}

/// A filter over codes.
#[derive(Clone, Debug)]
struct CodeFilter {
    coded: Coded,
    /// Ascending.
    codes: Vec<i32>,
    /// By code + 1.
    allowed: Vec<bool>,
    /// What holds for all other codes.
    otherwise: bool,
}

impl CodeFilter {
    fn resolve(filter: &Filter, dimensions: &Arc<Dimensions>) -> Result<CodeFilter, QueryRefusal> {
        let coded =
            Coded::resolve(&filter.dimension, dimensions)?.ok_or(QueryRefusal::FilterByTime)?;
        let mut codes = Vec::new();
        for value in &filter.is {
            codes.extend(codes_of(&filter.dimension, value, dimensions)?);
        }
        Ok(CodeFilter::of(coded, codes, true))
    }

    /// Only these codes, or all but these.
    fn of(coded: Coded, mut codes: Vec<i32>, only: bool) -> CodeFilter {
        codes.sort_unstable();
        codes.dedup();
        let mut allowed = vec![!only; codes.last().map_or(0, |&last| (last + 2) as usize)];
        for &code in &codes {
            allowed[(code + 1) as usize] = only;
        }
        CodeFilter {
            coded,
            codes,
            allowed,
            otherwise: !only,
        }
    }

    fn allows(&self, code: i32) -> bool {
        usize::try_from(i64::from(code) + 1)
            .ok()
            .and_then(|at| self.allowed.get(at))
            .copied()
            .unwrap_or(self.otherwise)
    }
}

/// The codes that a filter's value stands for: a key, else a label, else "none".
fn codes_of(by: &By, value: &str, dimensions: &Dimensions) -> Result<Vec<i32>, QueryRefusal> {
    let terms: Vec<(i32, &str, &str)> = terms_of(by, dimensions);
    let exact: Vec<i32> = terms
        .iter()
        .filter(|term| term.1 == value)
        .map(|term| term.0)
        .collect();
    if !exact.is_empty() {
        return Ok(exact);
    }
    let labelled: Vec<i32> = terms
        .iter()
        .filter(|term| term.2.to_lowercase() == value.to_lowercase())
        .map(|term| term.0)
        .collect();
    if !labelled.is_empty() {
        return Ok(labelled);
    }
    if value == NO_VALUE {
        return Ok(vec![-1]);
    }
    Err(QueryRefusal::UnknownValue {
        dimension: by.to_string(),
        value: value.to_owned(),
        known: listed(terms.iter().map(|term| term.1)),
    })
}

/// Number, key and label of a dimension's terms.
pub(crate) fn terms_of<'a>(by: &By, dimensions: &'a Dimensions) -> Vec<(i32, &'a str, &'a str)> {
    macro_rules! terms {
        ($terms:expr) => {
            $terms
                .iter()
                .map(|term| (term.no, term.key.as_str(), term.label.as_str()))
                .collect()
        };
    }
    match by {
        By::Touchpoint => terms!(dimensions.touchpoints),
        By::Stage => terms!(dimensions.stages),
        By::Channel => terms!(dimensions.channels),
        By::Question => terms!(dimensions.questions),
        By::Source => terms!(dimensions.sources),
        By::Attribute(key) => dimensions
            .attributes
            .get(key)
            .map_or_else(Vec::new, |column| {
                let values = column.values.iter().enumerate();
                values
                    .map(|(code, value)| (code as i32, value.key.as_str(), value.label.as_str()))
                    .collect()
            }),
        By::Time(_) => Vec::new(),
    }
}

const LISTED: usize = 40;

fn listed<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<&str> = words.collect();
    let more = if words.len() > LISTED { ", …" } else { "" };
    format!("{}{more}", words[..words.len().min(LISTED)].join(", "))
}

impl Scope {
    /// Resolves filters to codes. Every kind of row counts until [`Scope::kinds`] says otherwise.
    pub fn resolve(
        snapshot: &Snapshot,
        filters: &[Filter],
        period: Option<Period>,
    ) -> Result<Scope, QueryRefusal> {
        let mut resolved: Vec<CodeFilter> = filters
            .iter()
            .map(|filter| CodeFilter::resolve(filter, &snapshot.dimensions))
            .collect::<Result<_, _>>()?;
        // The order in which somebody wrote the filters makes no other question.
        resolved.sort_by_key(|filter| (filter.coded.describe(), filter.codes.clone()));
        Ok(Scope {
            kinds: [true; 256],
            measures: None,
            filters: resolved,
            period,
            retracted: snapshot.retracted.iter().copied().collect(),
            merged: snapshot.dimensions.merged.clone(),
        })
    }

    /// Only rows of these kinds.
    pub fn kinds(mut self, kinds: &[EntryKind]) -> Scope {
        self.kinds = [false; 256];
        for kind in kinds {
            self.kinds[usize::from(kind.code())] = true;
        }
        self
    }

    /// Only rows that belong to questions of these kinds.
    pub fn questions(mut self, kinds: &[QuestionKind]) -> Scope {
        let mut measures = [false; 256];
        for kind in kinds {
            measures[usize::from(kind.code())] = true;
        }
        self.measures = Some(measures);
        self
    }

    /// No rows of these questions.
    pub(crate) fn without_questions(mut self, numbers: &[i32]) -> Scope {
        let coded = Coded::Column(Column::Question);
        self.filters
            .push(CodeFilter::of(coded, numbers.to_vec(), false));
        self
    }

    /// Whether any row of a time span (both ends included) can be in the period.
    pub(crate) fn touches(&self, from: i64, to: i64) -> bool {
        self.period
            .is_none_or(|period| period.from.micros() <= to && from < period.to.micros())
    }

    /// Whether the period takes in a whole time span, so that it need not be looked at.
    fn covers(&self, from: i64, to: i64) -> bool {
        self.period
            .is_none_or(|period| period.from.micros() <= from && to < period.to.micros())
    }

    /// The scope as it applies to one segment: a period that takes in all of it, or undone imports that are not in it,
    /// make no other question, so that a kept state serves them all.
    pub(crate) fn within(&self, segment: &SegmentInfo, batches: (i32, i32)) -> Scope {
        let mut scope = self.clone();
        let (first, last) = (segment.from.micros(), segment.to.micros());
        // An end of the period that lies outside the segment makes no difference to it either.
        scope.period = self
            .period
            .filter(|_| !self.covers(first, last))
            .map(|period| Period {
                from: Timestamp::from_micros(period.from.micros().max(first)),
                to: Timestamp::from_micros(period.to.micros().min(last.saturating_add(1))),
            });
        scope
            .retracted
            .retain(|&batch| batches.0 <= batch && batch <= batches.1);
        scope
    }

    /// The numbers under which the log has the rows of clients who were found to be others.
    pub(crate) fn dropped(&self) -> impl Iterator<Item = i64> {
        self.merged.iter().map(|(dropped, _)| *dropped)
    }

    /// The scope where only some clients have rows, or nobody asks whose rows they are: of the others it makes no other
    /// question that they were found to be somebody else.
    pub(crate) fn among(&self, here: impl Fn(i64) -> bool) -> Scope {
        let merged = self.merged.iter().filter(|(dropped, _)| here(*dropped));
        Scope {
            merged: merged.copied().collect(),
            ..self.clone()
        }
    }

    /// Whose rows these are by the numbers that count; `None`: as they stand.
    pub(crate) fn who_counts(&self, clients: &[i64]) -> Option<Vec<i64>> {
        if self.merged.is_empty() || clients.is_empty() {
            return None;
        }
        let found = |client: &i64| {
            let place = self.merged.binary_search_by_key(client, |(no, _)| *no);
            place.ok().map(|place| self.merged[place].1)
        };
        let mut last = (clients[0], found(&clients[0]));
        let mut changed = last.1.is_some();
        // A client's rows stand together: each is looked for once.
        let counted = clients.iter().map(|client| {
            if *client != last.0 {
                last = (*client, found(client));
                changed |= last.1.is_some();
            }
            last.1.unwrap_or(*client)
        });
        let counted: Vec<i64> = counted.collect();
        changed.then_some(counted)
    }

    /// The scope in full, for the key of a kept state.
    pub(crate) fn describe(&self) -> String {
        let set = |table: &[bool; 256]| -> String {
            (0..256)
                .filter(|&code| table[code])
                .take(8)
                .map(|code| format!("{code},"))
                .collect()
        };
        let mut text = format!("kinds={};", set(&self.kinds));
        if let Some(measures) = &self.measures {
            text += &format!("measures={};", set(measures));
        }
        for filter in &self.filters {
            let sign = if filter.otherwise { "≠" } else { "=" };
            text += &format!("{}{sign}{:?};", filter.coded.describe(), filter.codes);
        }
        if let Some(period) = self.period {
            text += &format!("period={}..{};", period.from.micros(), period.to.micros());
        }
        if !self.retracted.is_empty() {
            text += &format!("without={:?};", self.retracted);
        }
        if !self.merged.is_empty() {
            text += &format!("merged={:?};", self.merged);
        }
        text
    }

    pub(crate) fn columns(&self) -> Columns {
        let mut columns = Columns::of(&[Column::Kind]);
        if self.measures.is_some() {
            columns = columns.with(Column::Measure);
        }
        if self.period.is_some() {
            columns = columns.with(Column::Time);
        }
        if !self.retracted.is_empty() {
            columns = columns.with(Column::Batch);
        }
        self.filters.iter().fold(columns, |columns, filter| {
            columns.with(filter.coded.column())
        })
    }

    /// Notes which of the rows count.
    pub fn select(&self, rows: &mut Rows<'_>) {
        let mut selected = vec![0_u32; rows.len];
        let mut count = 0;
        match &self.measures {
            Some(measures) => {
                for (at, (&kind, &measure)) in rows.kind.iter().zip(rows.measure).enumerate() {
                    selected[count] = at as u32;
                    count +=
                        usize::from(self.kinds[usize::from(kind)] & measures[usize::from(measure)]);
                }
            }
            None => {
                for (at, &kind) in rows.kind.iter().enumerate() {
                    selected[count] = at as u32;
                    count += usize::from(self.kinds[usize::from(kind)]);
                }
            }
        }
        selected.truncate(count);
        if let Some(period) = self.period {
            let (from, to) = (period.from.micros(), period.to.micros());
            selected.retain(|&at| (from..to).contains(&rows.time[at as usize]));
        }
        if !self.retracted.is_empty() {
            selected.retain(|&at| {
                self.retracted
                    .binary_search(&rows.batch[at as usize])
                    .is_err()
            });
        }
        for filter in &self.filters {
            let codes = filter.coded.codes(rows);
            selected.retain(|&at| filter.allows(codes.at(at as usize)));
        }
        rows.selected = selected;
    }
}
