//! The fold: what happened to each client.

use domain::design::gaps::{History, Minutes};
use domain::signals::EntryKind;
use domain::time::Timestamp;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::packed::{Cursor, Entry, Packer, Part, Unpacked, short_manner};
use crate::{
    fold::Fold,
    log::{Column, Columns},
    rows::Rows,
};

/// More parts than this are put together into one: each has to be looked into for every client.
const PARTS: usize = 64;

/// Gathers touches, events and cues by client.
#[derive(Clone, Copy, Debug)]
pub struct Remembering;

/// What happened to clients. A client may stand in several parts, as its past lies in several segments; they are put
/// together when it is read.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Histories {
    parts: Vec<Part>,
}

impl Fold for Remembering {
    type State = Histories;
    type Output = Histories;

    fn describe(&self) -> String {
        "histories 1".to_owned()
    }

    fn columns(&self) -> Columns {
        Columns::of(&[
            Column::Time,
            Column::Kind,
            Column::Client,
            Column::Touchpoint,
            Column::Stage,
            Column::Question,
            Column::Measure,
            Column::Record,
        ])
    }

    fn start(&self) -> Histories {
        Histories::default()
    }

    fn update(&self, state: &mut Histories, rows: &Rows<'_>) {
        let mut part = Part::default();
        let mut packer = Packer::default();
        let mut client = None;
        for &at in &rows.selected {
            let at = at as usize;
            let Some(entry) = entry(rows, at) else {
                continue;
            };
            if client != Some(rows.client[at]) {
                if let Some(client) = client {
                    part.push(client, &packer.bytes);
                }
                packer.clear();
                client = Some(rows.client[at]);
            }
            packer.add(entry);
        }
        if let Some(client) = client {
            part.push(client, &packer.bytes);
        }
        state.take(&part);
    }

    fn merge(&self, state: &mut Histories, other: &Histories) {
        for part in &other.parts {
            state.take(part);
        }
        if state.parts.len() > PARTS {
            state.compact();
        }
    }

    fn finish(&self, state: Histories) -> Histories {
        state
    }

    fn size(&self, state: &Histories) -> usize {
        32 + state.parts.iter().map(Part::size).sum::<usize>()
    }

    /// They are as large as the log is long, and read from the disk in a fraction of a second.
    fn kept_in_memory(&self) -> bool {
        false
    }
}

fn entry(rows: &Rows<'_>, at: usize) -> Option<Entry> {
    let minute = Minutes::of_micros(rows.time[at]).0;
    match EntryKind::of_code(rows.kind[at])? {
        EntryKind::Touch => Some(Entry::Touch(
            minute,
            rows.touchpoint[at],
            short_manner(rows.measure[at]),
        )),
        EntryKind::Event => Some(Entry::Event(minute, rows.question[at], rows.record[at])),
        EntryKind::Cue => Some(Entry::Cue(
            minute,
            rows.question[at],
            rows.touchpoint[at],
            rows.stage[at],
            rows.record[at],
            short_manner(rows.measure[at]) != 0,
        )),
        _ => None,
    }
}

impl Histories {
    /// Row groups of one segment hold clients one after the other and become one part; segments become parts of their own.
    fn take(&mut self, part: &Part) {
        if part.is_empty() {
            return;
        }
        let left = match self.parts.last_mut() {
            Some(last) => last.append(part),
            None => Some(part),
        };
        self.parts.extend(left.cloned());
    }

    /// Clients with a history, each counted once for every part it stands in.
    pub fn entries(&self) -> u64 {
        self.parts
            .iter()
            .map(|part| u64::from(part.clients()))
            .sum()
    }

    fn compact(&mut self) {
        let mut whole: Vec<Part> = Vec::new();
        let mut packer = Packer::default();
        let mut entries: Vec<Entry> = Vec::new();
        let mut reading = Reading::from(&self.parts, i64::MIN);
        while let Some(client) = reading.next_into(&mut entries, i64::MAX) {
            entries.sort_by_key(minute);
            packer.clear();
            entries.iter().for_each(|entry| packer.add(*entry));
            Part::push_to(&mut whole, client, &packer.bytes);
        }
        self.parts = whole;
    }

    /// Shows every client's history up to `now` to `see`, on all cores, and merges what came of it, in the clients' order.
    pub fn gather<T: Send>(
        &self,
        now: Timestamp,
        start: impl Fn() -> T + Sync,
        see: impl Fn(&mut T, &History<'_>) + Sync,
        merge: impl Fn(&mut T, T),
    ) -> T {
        let now = Minutes::of(now);
        let bounds = self.bounds();
        let parts: Vec<T> = bounds
            .par_windows(2)
            .map(|bounds| {
                let mut state = start();
                let mut unpacked = Unpacked::default();
                let mut reading = Reading::from(&self.parts, bounds[0]);
                while let Some(client) = reading.next_into(&mut unpacked.entries, bounds[1]) {
                    unpacked.sort(now);
                    see(
                        &mut state,
                        &History {
                            client,
                            touches: &unpacked.touches,
                            events: &unpacked.events,
                            cues: &unpacked.cues,
                        },
                    );
                }
                state
            })
            .collect();
        let mut whole = start();
        for part in parts {
            merge(&mut whole, part);
        }
        whole
    }

    /// Where the work is cut: about equally many clients between two bounds, from before the first to after the last.
    fn bounds(&self) -> Vec<i64> {
        let pieces = rayon::current_num_threads() * 4;
        let largest = self.parts.iter().max_by_key(|part| part.clients());
        let steps: Vec<i64> = largest
            .map(|part| part.steps().collect())
            .unwrap_or_default();
        let first = self.parts.iter().map(Part::first).min().unwrap_or(0);
        let last = self.parts.iter().map(Part::last).max().unwrap_or(0);
        let every = steps.len().div_ceil(pieces).max(1);
        let mut bounds = vec![first];
        bounds.extend(
            steps
                .into_iter()
                .step_by(every)
                .filter(|&client| client > first),
        );
        bounds.push(last.saturating_add(1));
        bounds
    }
}

fn minute(entry: &Entry) -> i32 {
    match *entry {
        Entry::Touch(minute, ..) | Entry::Event(minute, ..) | Entry::Cue(minute, ..) => minute,
    }
}

/// All parts at once, client by client.
struct Reading<'a> {
    cursors: Vec<Cursor<'a>>,
}

impl<'a> Reading<'a> {
    /// From this client on.
    fn from(parts: &'a [Part], client: i64) -> Reading<'a> {
        Reading {
            cursors: parts.iter().map(|part| part.read_from(client)).collect(),
        }
    }

    /// The next client before `end`, with its entries from all parts, each part's in time order.
    fn next_into(&mut self, entries: &mut Vec<Entry>, end: i64) -> Option<i64> {
        let next = self
            .cursors
            .iter()
            .filter_map(|cursor| cursor.client)
            .min()?;
        if next >= end {
            return None;
        }
        entries.clear();
        for cursor in &mut self.cursors {
            if cursor.client == Some(next) {
                entries.extend(cursor.next_client());
            }
        }
        Some(next)
    }
}
