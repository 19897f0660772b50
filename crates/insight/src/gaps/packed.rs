//! Histories of many clients in one row of bytes: a few a touch.
//!
//! For each client in ascending order: the distance of its number to the one before (not for the first), the length of
//! what follows, then its entries in time order. An entry is the distance in minutes to the one before it, its kind in
//! the two lowest bits of a number, and what belongs to the kind.

use domain::design::gaps::{CueSeen, EventSeen, Minutes, TouchSeen};
use domain::signals::CueKind;
use domain::signals::log::{manner, manner_of};
use serde::{Deserialize, Serialize};

use super::bytes::{Bytes, Reader, put, put_signed};

/// Every so many clients a place is noted from which one can read.
const STEP: u32 = 512;

/// One entry of a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Entry {
    /// Minute, touchpoint, how it came about.
    Touch(i32, i32, u8),
    /// Minute, kind, record.
    Event(i32, i32, i64),
    /// Minute, kind, touchpoint, stage, record, whether the record is a touch.
    Cue(i32, i32, i32, i32, i64, bool),
}

/// The two lowest bits.
const TOUCH: u64 = 0;
const EVENT: u64 = 1;
const CUE: u64 = 2;

/// A touch of which nobody noted how it came about; the others are 1 to 4.
const NOT_NOTED: u8 = 0;

/// Some clients' histories.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Part {
    clients: u32,
    first: i64,
    last: i64,
    bytes: Bytes,
    /// A client, and where the length of its entries stands.
    steps: Vec<(i64, u32)>,
}

impl Part {
    pub fn is_empty(&self) -> bool {
        self.clients == 0
    }

    pub fn first(&self) -> i64 {
        self.first
    }

    pub fn last(&self) -> i64 {
        self.last
    }

    pub fn clients(&self) -> u32 {
        self.clients
    }

    pub fn size(&self) -> usize {
        96 + self.bytes.0.capacity() + 16 * self.steps.capacity()
    }

    /// Clients from which one can begin to read.
    pub fn steps(&self) -> impl Iterator<Item = i64> + '_ {
        self.steps.iter().map(|(client, _)| *client)
    }

    /// Gives back the room that was taken for what might have come.
    pub fn shrink(&mut self) {
        self.bytes.0.shrink_to_fit();
        self.steps.shrink_to_fit();
    }

    /// Whether one row of bytes can hold so many more: places are noted in 32 bits.
    fn has_room_for(&self, length: usize) -> bool {
        self.bytes.0.len() + length + 32 < u32::MAX as usize
    }

    /// Whether another part can be appended: its clients all come after ours.
    pub fn goes_before(&self, other: &Part) -> bool {
        self.last < other.first && self.has_room_for(other.bytes.0.len())
    }

    fn begin(&mut self, client: i64) {
        if self.is_empty() {
            self.first = client;
        } else {
            put(&mut self.bytes.0, (client - self.last) as u64);
        }
        if self.clients.is_multiple_of(STEP) {
            self.steps.push((client, self.bytes.0.len() as u32));
        }
        self.last = client;
        self.clients += 1;
    }

    /// Appends a client's packed entries. Its number is greater than all before.
    pub fn push(&mut self, client: i64, entries: &[u8]) {
        self.begin(client);
        put(&mut self.bytes.0, entries.len() as u64);
        self.bytes.0.extend_from_slice(entries);
    }

    /// Appends a client's packed entries to the last of these parts, or begins another where that is full.
    pub fn push_to(parts: &mut Vec<Part>, client: i64, entries: &[u8]) {
        match parts.last_mut() {
            Some(last) if last.has_room_for(entries.len()) => last.push(client, entries),
            _ => {
                let mut new = Part::default();
                new.push(client, entries);
                parts.push(new);
            }
        }
    }

    /// Appends a part whose clients all come after ours; gives it back where that can't be.
    pub fn append<'p>(&mut self, other: &'p Part) -> Option<&'p Part> {
        if other.is_empty() {
            return None;
        }
        if self.is_empty() {
            *self = other.clone();
            return None;
        }
        if !self.goes_before(other) {
            return Some(other);
        }
        // Parts are large and few, so that doubling what they take would cost more than moving them.
        self.bytes.0.reserve_exact(other.bytes.0.len() + 10);
        self.steps.reserve_exact(other.steps.len());
        put(&mut self.bytes.0, (other.first - self.last) as u64);
        let shift = self.bytes.0.len() as u32;
        let steps = other.steps.iter().map(|(client, at)| (*client, at + shift));
        self.steps.extend(steps);
        self.bytes.0.extend_from_slice(&other.bytes.0);
        self.last = other.last;
        self.clients += other.clients;
        None
    }

    /// Reads from the first client that is not less than this one.
    pub fn read_from(&self, client: i64) -> Cursor<'_> {
        if self.is_empty() || self.last < client {
            return Cursor {
                reader: Reader::new(&[], 0),
                client: None,
            };
        }
        let step = self.steps.partition_point(|(known, _)| *known <= client);
        let (start, at) = self.steps[step.saturating_sub(1)];
        let mut cursor = Cursor {
            reader: Reader::new(&self.bytes.0, at as usize),
            client: Some(start),
        };
        while cursor.client.is_some_and(|known| known < client) {
            cursor.next_client();
        }
        cursor
    }
}

/// A place in a part.
#[derive(Debug)]
pub(crate) struct Cursor<'a> {
    /// Before the length of the client's entries.
    reader: Reader<'a>,
    /// `None`: over.
    pub client: Option<i64>,
}

impl<'a> Cursor<'a> {
    /// The client's packed entries; goes on to the next client.
    pub fn next_bytes(&mut self) -> Reader<'a> {
        let length = self.reader.take() as usize;
        let entries = self.reader.part(length);
        self.client = match (self.client, self.reader.is_over()) {
            (Some(client), false) => Some(client + self.reader.take() as i64),
            _ => None,
        };
        entries
    }

    /// The client's entries; goes on to the next client.
    pub(super) fn next_client(&mut self) -> Entries<'a> {
        Entries {
            reader: self.next_bytes(),
            minute: 0,
        }
    }
}

/// One client's entries, in time order.
#[derive(Debug)]
pub(super) struct Entries<'a> {
    reader: Reader<'a>,
    minute: i64,
}

impl Iterator for Entries<'_> {
    type Item = Entry;

    #[inline]
    fn next(&mut self) -> Option<Entry> {
        if self.reader.is_over() {
            return None;
        }
        self.minute += self.reader.take_signed();
        let minute = self.minute as i32;
        let head = self.reader.take();
        let rest = head >> 2;
        Some(match head & 3 {
            TOUCH => Entry::Touch(minute, (rest / 5) as i32 - 1, (rest % 5) as u8),
            EVENT => Entry::Event(minute, rest as i32 - 1, self.reader.take_signed()),
            _ => {
                let stage = self.reader.take() as i32 - 1;
                let record = self.reader.take_signed();
                let touchpoint = (rest >> 2) as i32 - 1;
                Entry::Cue(
                    minute,
                    (rest >> 1 & 1) as i32,
                    touchpoint,
                    stage,
                    record,
                    rest & 1 == 1,
                )
            }
        })
    }
}

/// Packs one client's entries, given in time order.
#[derive(Debug, Default)]
pub(super) struct Packer {
    pub bytes: Vec<u8>,
    minute: i64,
}

impl Packer {
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.minute = 0;
    }

    #[inline]
    pub fn add(&mut self, entry: Entry) {
        let bytes = &mut self.bytes;
        let mut at = |minute: i32| {
            put_signed(bytes, i64::from(minute) - self.minute);
            self.minute = i64::from(minute);
        };
        let code = |number: i32| u64::from((number + 1).max(0).unsigned_abs());
        match entry {
            Entry::Touch(minute, touchpoint, manner) => {
                at(minute);
                put(
                    bytes,
                    (code(touchpoint) * 5 + u64::from(manner)) << 2 | TOUCH,
                );
            }
            Entry::Event(minute, kind, record) => {
                at(minute);
                put(bytes, code(kind) << 2 | EVENT);
                put_signed(bytes, record);
            }
            Entry::Cue(minute, kind, touchpoint, stage, record, of_touch) => {
                at(minute);
                let kind = u64::from(kind == 1);
                let rest = code(touchpoint) << 2 | kind << 1 | u64::from(of_touch);
                put(bytes, rest << 2 | CUE);
                put(bytes, code(stage));
                put_signed(bytes, record);
            }
        }
    }
}

/// How a touch came about, in a number below five, by its code in the log.
pub(super) fn short_manner(code: u8) -> u8 {
    match manner_of(code) {
        Some(_) => code - 250,
        None => NOT_NOTED,
    }
}

/// One client's history, unpacked into lists that are used again and again.
#[derive(Debug, Default)]
pub(super) struct Unpacked {
    pub entries: Vec<Entry>,
    pub touches: Vec<TouchSeen>,
    pub events: Vec<EventSeen>,
    pub cues: Vec<CueSeen>,
}

impl Unpacked {
    /// Puts the gathered entries in order and into their lists; what comes after `now` is left out.
    pub fn sort(&mut self, now: Minutes) {
        self.touches.clear();
        self.events.clear();
        self.cues.clear();
        for entry in &self.entries {
            match *entry {
                Entry::Touch(at, touchpoint, short) if at <= now.0 => {
                    let known = manner_of(short + 250).filter(|_| short != NOT_NOTED);
                    self.touches.push(TouchSeen {
                        at: Minutes(at),
                        touchpoint,
                        direction: known.map(|(direction, _)| direction),
                        planned: known.is_some_and(|(_, planned)| planned),
                    });
                }
                Entry::Event(at, kind, record) if at <= now.0 => self.events.push(EventSeen {
                    at: Minutes(at),
                    kind,
                    record,
                }),
                Entry::Cue(at, kind, touchpoint, stage, record, of_touch) if at <= now.0 => {
                    if let Some(kind) = CueKind::of_code(kind) {
                        self.cues.push(CueSeen {
                            at: Minutes(at),
                            kind,
                            touchpoint,
                            stage,
                            record,
                            of_touch,
                        });
                    }
                }
                _ => {}
            }
        }
        // In full, so that what happened in one minute stands in one order, wherever it came from.
        self.touches.sort_unstable_by_key(|touch| {
            let manner = touch
                .direction
                .map(|direction| manner(direction, touch.planned));
            (touch.at, touch.touchpoint, manner)
        });
        self.events.sort_unstable();
        self.cues.sort_unstable();
    }
}
