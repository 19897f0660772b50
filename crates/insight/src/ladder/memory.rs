//! The fold: the evidence about each client.

use std::sync::Arc;

use domain::loyalty::facts::Fact;
use domain::loyalty::ladder::{Felt, Scored, scores};
use domain::signals::deliveries::Heard;
use domain::signals::{EntryKind, LogRow, NONE, QuestionKind, Scale};
use domain::time::Timestamp;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::packed::{Entries, Entry, Gathered, Packer};
use crate::{
    fold::Fold,
    gaps::packed::{Cursor, Part},
    log::{Column, Columns},
    rows::Rows,
};

/// More parts than this are put together into one: each has to be looked into for every client, but putting together
/// means to write all of it anew.
const PARTS: usize = 256;

/// Gathers facts, felt touches and scores by client.
#[derive(Clone, Copy, Debug)]
pub struct Gathering;

/// The evidence about clients. A client may stand in several parts, as its past lies in several segments.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Memory {
    #[serde(with = "shared")]
    parts: Vec<Arc<Part>>,
}

/// Parts are shared between the states of segments and what they are merged into: a merged state takes no second room.
mod shared {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::gaps::packed::Part;

    pub fn serialize<S: Serializer>(parts: &[Arc<Part>], serializer: S) -> Result<S::Ok, S::Error> {
        let parts: Vec<&Part> = parts.iter().map(Arc::as_ref).collect();
        parts.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<Arc<Part>>, D::Error> {
        let parts: Vec<Part> = Vec::deserialize(deserializer)?;
        Ok(parts.into_iter().map(Arc::new).collect())
    }
}

impl Fold for Gathering {
    type State = Memory;
    type Output = Memory;

    fn describe(&self) -> String {
        "evidence 1".to_owned()
    }

    fn columns(&self) -> Columns {
        Columns::of(&[
            Column::Time,
            Column::Kind,
            Column::Client,
            Column::Contact,
            Column::Touchpoint,
            Column::Person,
            Column::Question,
            Column::Measure,
            Column::Score,
            Column::ScaleLow,
            Column::ScaleHigh,
            Column::Weight,
            Column::Perception,
            Column::Emotion,
            Column::Record,
        ])
    }

    fn start(&self) -> Memory {
        Memory::default()
    }

    fn update(&self, state: &mut Memory, rows: &Rows<'_>) {
        let mut part = Part::default();
        let mut packer = Packer::default();
        let mut client = None;
        for &at in &rows.selected {
            let at = at as usize;
            if client != Some(rows.client[at]) {
                if let Some(client) = client {
                    part.push(client, &packer.bytes);
                }
                packer.clear();
                client = Some(rows.client[at]);
                packer.add(Entry::Seen(rows.time[at]));
            }
            if let Some(entry) = entry(rows, at) {
                packer.add(entry);
            }
        }
        if let Some(client) = client {
            part.push(client, &packer.bytes);
        }
        part.shrink();
        state.take(Arc::new(part));
    }

    fn merge(&self, state: &mut Memory, other: &Memory) {
        for part in &other.parts {
            state.take(Arc::clone(part));
        }
        if state.parts.len() > PARTS {
            state.compact();
        }
    }

    fn finish(&self, state: Memory) -> Memory {
        state
    }

    fn size(&self, state: &Memory) -> usize {
        32 + state.parts.iter().map(|part| part.size()).sum::<usize>()
    }

    /// It is as large as the log is long, and read from the disk in a fraction of a second.
    fn kept_in_memory(&self) -> bool {
        false
    }
}

fn entry(rows: &Rows<'_>, at: usize) -> Option<Entry> {
    let when = Timestamp::from_micros(rows.time[at]);
    let felt = || Felt {
        at: when,
        record: rows.record[at],
        touchpoint: rows.touchpoint[at],
        delta: 0.0,
    };
    match EntryKind::of_code(rows.kind[at])? {
        EntryKind::Touch => {
            // Of most touches nothing is known when they are recorded; what becomes known later brings its place along.
            let heard = Heard::of_touch(rows.question[at]);
            (heard != Heard::default()).then(|| Entry::Felt(felt(), heard))
        }
        EntryKind::Felt => {
            let (before, after) = Heard::of_correction(rows.question[at]);
            Some(Entry::Corrected(felt(), before, after))
        }
        EntryKind::Answer => {
            let overall = rows.touchpoint[at] == NONE
                && matches!(
                    QuestionKind::of_code(rows.measure[at])?,
                    QuestionKind::Recommend | QuestionKind::Rating
                );
            let scale = Scale::of_log(rows.scale_low[at], rows.scale_high[at])?;
            let verdict = scores::verdict(rows.score[at], scale).filter(|_| overall)?;
            Some(Entry::Scored(Scored {
                at: when,
                record: rows.record[at],
                verdict,
            }))
        }
        EntryKind::Fact => Fact::of_row(&LogRow {
            contact: rows.contact[at],
            person: rows.person[at],
            question: rows.question[at],
            measure: rows.measure[at],
            score: rows.score[at],
            scale_high: rows.scale_high[at],
            weight: rows.weight[at],
            perception: rows.perception[at],
            emotion: rows.emotion[at],
            ..LogRow::empty(
                EntryKind::Fact,
                rows.time[at],
                rows.client[at],
                rows.record[at],
            )
        })
        .map(Entry::Fact),
        _ => None,
    }
}

impl Memory {
    /// Row groups of one segment hold clients one after the other and become one part; segments become parts of their own.
    fn take(&mut self, part: Arc<Part>) {
        if part.is_empty() {
            return;
        }
        match self.parts.last_mut() {
            Some(last) if last.goes_before(&part) => {
                Arc::make_mut(last).append(&part);
            }
            _ => self.parts.push(part),
        }
    }

    fn compact(&mut self) {
        let mut whole: Vec<Part> = Vec::new();
        let mut packer = Packer::default();
        let mut reading = Reading::from(&self.parts, i64::MIN);
        while let Some(client) = reading.next(i64::MAX) {
            packer.clear();
            reading.each(client, |entry| packer.add(entry));
            Part::push_to(&mut whole, client, &packer.bytes);
        }
        whole.iter_mut().for_each(Part::shrink);
        self.parts = whole.into_iter().map(Arc::new).collect();
    }

    /// Shows every client's evidence to `see`, on all cores, and hands what came of each stretch of clients to `sink`, in
    /// the clients' order, a few stretches at a time: what comes of a million clients never stands in memory at once.
    pub(crate) fn each<T: Send>(
        &self,
        start: impl Fn() -> T + Sync,
        see: impl Fn(&mut T, i64, &mut Gathered) + Sync,
        sink: &mut dyn FnMut(T),
    ) {
        let bounds = self.bounds();
        let stretches: Vec<&[i64]> = bounds.windows(2).collect();
        for some in stretches.chunks(rayon::current_num_threads() * 2) {
            let done: Vec<T> = some
                .par_iter()
                .map(|bounds| {
                    let mut state = start();
                    let mut gathered = Gathered::default();
                    let mut reading = Reading::from(&self.parts, bounds[0]);
                    while let Some(client) = reading.next(bounds[1]) {
                        gathered.clear();
                        reading.each(client, |entry| gathered.add(entry));
                        gathered.settle();
                        see(&mut state, client, &mut gathered);
                    }
                    state
                })
                .collect();
            done.into_iter().for_each(&mut *sink);
        }
    }

    /// The same for these clients alone, given in ascending order; who has no evidence is shown too, with none.
    pub(crate) fn some<T: Send>(
        &self,
        clients: &[i64],
        see: impl Fn(i64, &mut Gathered) -> T + Sync,
    ) -> Vec<T> {
        let piece = clients.len().div_ceil(rayon::current_num_threads()).max(1);
        let done: Vec<Vec<T>> = clients
            .par_chunks(piece)
            .map(|clients| {
                let mut gathered = Gathered::default();
                let mut reading = Reading::from(&self.parts, clients[0]);
                clients
                    .iter()
                    .map(|&client| {
                        gathered.clear();
                        reading.skip_to(client);
                        reading.each(client, |entry| gathered.add(entry));
                        gathered.settle();
                        see(client, &mut gathered)
                    })
                    .collect()
            })
            .collect();
        done.into_iter().flatten().collect()
    }

    /// Where the work is cut: about equally many clients between two bounds, from before the first to after the last.
    fn bounds(&self) -> Vec<i64> {
        /// Clients of a stretch, about: their standings are in memory together.
        const STRETCH_STEPS: usize = 8;
        let largest = self.parts.iter().max_by_key(|part| part.clients());
        let steps: Vec<i64> = largest
            .map(|part| part.steps().collect())
            .unwrap_or_default();
        let first = self
            .parts
            .iter()
            .map(|part| part.first())
            .min()
            .unwrap_or(0);
        let last = self.parts.iter().map(|part| part.last()).max().unwrap_or(0);
        let mut bounds = vec![first];
        bounds.extend(
            steps
                .into_iter()
                .step_by(STRETCH_STEPS)
                .filter(|&client| client > first),
        );
        bounds.push(last.saturating_add(1));
        bounds
    }
}

/// All parts at once, client by client.
struct Reading<'a> {
    cursors: Vec<Cursor<'a>>,
}

impl<'a> Reading<'a> {
    /// From this client on.
    fn from(parts: &'a [Arc<Part>], client: i64) -> Reading<'a> {
        Reading {
            cursors: parts.iter().map(|part| part.read_from(client)).collect(),
        }
    }

    /// The next client before `end`.
    fn next(&self, end: i64) -> Option<i64> {
        self.cursors
            .iter()
            .filter_map(|cursor| cursor.client)
            .min()
            .filter(|client| *client < end)
    }

    fn skip_to(&mut self, client: i64) {
        for cursor in &mut self.cursors {
            while cursor.client.is_some_and(|known| known < client) {
                cursor.next_bytes();
            }
        }
    }

    /// The entries of the client at which the parts stand now, each part's in time order; goes on behind it.
    fn each(&mut self, client: i64, mut see: impl FnMut(Entry)) {
        for cursor in &mut self.cursors {
            if cursor.client == Some(client) {
                Entries::of(client, cursor.next_bytes()).for_each(&mut see);
            }
        }
    }
}
