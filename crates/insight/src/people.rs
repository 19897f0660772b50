//! Who and how many: clients, responses, entries, first and last time.

use std::collections::BTreeMap;

use domain::{signals::EntryKind, time::Timestamp};
use serde::{Deserialize, Serialize};

use crate::{
    grouping::Accumulator,
    log::{Column, Columns},
    rows::Rows,
};

/// A set of clients' numbers, dense enough for ten million of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Clients(BTreeMap<i64, Vec<u64>>);

const CHUNK: i64 = 1 << 10;

impl Clients {
    pub fn add(&mut self, client: i64) {
        let bit = client.rem_euclid(CHUNK) as usize;
        let chunk = self
            .0
            .entry(client.div_euclid(CHUNK))
            .or_insert_with(|| vec![0; CHUNK as usize / 64]);
        chunk[bit / 64] |= 1 << (bit % 64);
    }

    pub fn merge(&mut self, other: &Clients) {
        for (at, theirs) in &other.0 {
            match self.0.get_mut(at) {
                Some(ours) => ours
                    .iter_mut()
                    .zip(theirs)
                    .for_each(|(ours, theirs)| *ours |= theirs),
                None => {
                    self.0.insert(*at, theirs.clone());
                }
            }
        }
    }

    pub fn len(&self) -> u64 {
        self.0
            .values()
            .flatten()
            .map(|word| u64::from(word.count_ones()))
            .sum()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What was counted in one group.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Heads {
    /// Distinct clients: counts of people, not of mentions.
    pub clients: Clients,
    /// Distinct questionnaires.
    pub responses: u64,
    /// Rows of the log.
    pub entries: u64,
    span: Option<(i64, i64)>,
    #[serde(skip)]
    last: Last,
}

/// The client and record seen just before. A record's rows stand together, so a change is a new one. Only means
/// something while a batch is being read, so it is not part of what the state says.
#[derive(Clone, Copy, Debug, Default)]
struct Last(Option<(i64, i64)>);

impl PartialEq for Last {
    fn eq(&self, _: &Last) -> bool {
        true
    }
}

impl Heads {
    /// Time of the first entry.
    pub fn first(&self) -> Option<Timestamp> {
        self.span.map(|span| Timestamp::from_micros(span.0))
    }

    /// Time of the last entry.
    pub fn last(&self) -> Option<Timestamp> {
        self.span.map(|span| Timestamp::from_micros(span.1))
    }

    pub fn merge(&mut self, other: &Heads) {
        self.clients.merge(&other.clients);
        self.responses += other.responses;
        self.entries += other.entries;
        self.span = match (self.span, other.span) {
            (Some(ours), Some(theirs)) => Some((ours.0.min(theirs.0), ours.1.max(theirs.1))),
            (ours, theirs) => ours.or(theirs),
        };
        self.last = Last(None);
    }
}

/// Counts clients, responses and entries.
#[derive(Clone, Copy, Debug)]
pub struct Counting;

impl Accumulator for Counting {
    type State = Heads;

    fn describe(&self) -> String {
        "heads".to_owned()
    }

    fn columns(&self) -> Columns {
        Columns::of(&[Column::Time, Column::Kind, Column::Client, Column::Record])
    }

    #[inline]
    fn add(&self, heads: &mut Heads, rows: &Rows<'_>, at: usize) {
        let (time, client, record) = (rows.time[at], rows.client[at], rows.record[at]);
        heads.entries += 1;
        heads.span = Some(heads.span.map_or((time, time), |(first, last)| {
            (first.min(time), last.max(time))
        }));
        // Only these are parts of a questionnaire; touches, events and the cues in their words have numbers of their own.
        let of_response = [
            EntryKind::Response,
            EntryKind::Answer,
            EntryKind::Comment,
            EntryKind::Choice,
        ]
        .iter()
        .any(|kind| rows.kind[at] == kind.code());
        let record = if of_response { record } else { i64::MIN };
        let seen = heads.last.0;
        heads.last = Last(Some((client, record)));
        if seen.is_none_or(|(before, _)| before != client) {
            heads.clients.add(client);
        }
        if record != i64::MIN && seen != Some((client, record)) {
            heads.responses += 1;
        }
    }

    fn merge(&self, heads: &mut Heads, other: &Heads) {
        heads.merge(other);
    }

    fn size(&self, heads: &Heads) -> usize {
        96 + heads.clients.0.len() * (64 + CHUNK as usize / 8)
    }
}

/// How many rows, from when to when: all that the choice of a calendar unit needs, without anybody's number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Entries {
    /// Rows of the log.
    pub count: u64,
    span: Option<(i64, i64)>,
}

impl Entries {
    /// Time of the first entry.
    pub fn first(&self) -> Option<Timestamp> {
        self.span.map(|span| Timestamp::from_micros(span.0))
    }

    /// Time of the last entry.
    pub fn last(&self) -> Option<Timestamp> {
        self.span.map(|span| Timestamp::from_micros(span.1))
    }
}

/// Counts entries.
#[derive(Clone, Copy, Debug)]
pub struct CountingEntries;

impl Accumulator for CountingEntries {
    type State = Entries;

    fn describe(&self) -> String {
        "entries".to_owned()
    }

    fn columns(&self) -> Columns {
        Columns::of(&[Column::Time])
    }

    #[inline]
    fn add(&self, entries: &mut Entries, rows: &Rows<'_>, at: usize) {
        let time = rows.time[at];
        entries.count += 1;
        entries.span = Some(match entries.span {
            Some((first, last)) => (first.min(time), last.max(time)),
            None => (time, time),
        });
    }

    fn merge(&self, entries: &mut Entries, other: &Entries) {
        entries.count += other.count;
        entries.span = match (entries.span, other.span) {
            (Some(ours), Some(theirs)) => Some((ours.0.min(theirs.0), ours.1.max(theirs.1))),
            (ours, theirs) => ours.or(theirs),
        };
    }

    fn size(&self, _: &Entries) -> usize {
        32
    }
}
