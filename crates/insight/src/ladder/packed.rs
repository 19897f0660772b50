//! A client's evidence in a few bytes a fact.
//!
//! Each entry begins with a byte: its kind in the three lowest bits, then a bit that says that its time is no whole
//! number of seconds after the one before, then four bits that belong to the kind. Times and numbers of records are
//! distances to those before them.

use domain::loyalty::facts::{ExpectationState, Fact, ProofKind, Reaction, ReadingSource, What};
use domain::loyalty::ladder::{Evidence, Felt, Scored};
use domain::loyalty::{Level, Status};
use domain::signals::deliveries::Heard;
use domain::time::Timestamp;

use crate::gaps::bytes::{Reader, put, put_signed};

/// One entry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Entry {
    /// The client's first row in a stretch of the log.
    Seen(i64),
    Fact(Fact),
    /// What was known of a touch when it was recorded.
    Felt(Felt, Heard),
    /// What became known of it later.
    Corrected(Felt, Heard, Heard),
    Scored(Scored),
}

const SEEN: u8 = 0;
const FELT: u8 = 1;
const CORRECTED: u8 = 2;
const SCORED: u8 = 3;
const EXPECTATION: u8 = 4;
const READING: u8 = 5;
const EXTRA: u8 = 6;
const WITHDRAWN: u8 = 7;

/// The bit of times that are no whole seconds apart.
const FRACTION: u8 = 8;

/// Packs one client's entries, in any order; in that of time they are shortest.
#[derive(Debug, Default)]
pub(super) struct Packer {
    pub bytes: Vec<u8>,
    time: i64,
    record: i64,
}

impl Packer {
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.time = 0;
        self.record = 0;
    }

    fn head(&mut self, kind: u8, four: u8, time: i64) {
        const SECOND: i64 = 1_000_000;
        let distance = time.wrapping_sub(self.time);
        self.time = time;
        let whole = distance % SECOND == 0;
        self.bytes
            .push(kind | if whole { 0 } else { FRACTION } | four << 4);
        put_signed(
            &mut self.bytes,
            if whole { distance / SECOND } else { distance },
        );
    }

    fn record(&mut self, record: i64) {
        put_signed(&mut self.bytes, record.wrapping_sub(self.record));
        self.record = record;
    }

    /// Thousandths where that is exact; else all eight bytes.
    fn number(&mut self, number: f64) {
        let thousandths = (number * 1_000.0).round();
        if thousandths.abs() < 1e15 && thousandths / 1_000.0 == number {
            let short = thousandths as i64;
            put(&mut self.bytes, ((short << 1 ^ short >> 63) as u64) << 1);
        } else {
            put(&mut self.bytes, 1);
            self.bytes
                .extend_from_slice(&number.to_bits().to_le_bytes());
        }
    }

    fn touch(&mut self, felt: &Felt) {
        self.record(felt.record);
        put_signed(&mut self.bytes, i64::from(felt.touchpoint));
    }

    pub fn add(&mut self, entry: Entry) {
        match entry {
            Entry::Seen(time) => self.head(SEEN, 0, time),
            Entry::Felt(felt, heard) => {
                self.head(FELT, 0, felt.at.micros());
                self.touch(&felt);
                put(&mut self.bytes, heard.code().unsigned_abs().into());
            }
            Entry::Corrected(felt, before, after) => {
                self.head(CORRECTED, 0, felt.at.micros());
                self.touch(&felt);
                put(&mut self.bytes, before.code().unsigned_abs().into());
                put(&mut self.bytes, after.code().unsigned_abs().into());
            }
            Entry::Scored(scored) => {
                let four = (scored.verdict as i8 + 1) as u8;
                self.head(SCORED, four, scored.at.micros());
                self.record(scored.record);
            }
            Entry::Fact(fact) => self.fact(&fact),
        }
    }

    fn fact(&mut self, fact: &Fact) {
        let (kind, four) = match fact.what {
            What::Expectation(_) => (EXPECTATION, 0),
            What::Reading { source, .. } => (READING, source.code() as u8),
            What::PlusOne { reaction } => (EXTRA, reaction.map_or(0, Reaction::code) as u8),
            What::Proof { kind, .. } => (EXTRA, PROOF + kind.code() as u8),
            What::Withdrawn => (WITHDRAWN, 0),
        };
        self.head(kind, four, fact.at.micros());
        self.record(fact.root);
        put(&mut self.bytes, fact.version.max(0).unsigned_abs().into());
        put_signed(&mut self.bytes, fact.subject.wrapping_sub(fact.root));
        match fact.what {
            What::Expectation(state) => {
                self.bytes
                    .push(place(&Level::ALL, state.level) * 4 + place(&Status::ALL, state.status));
                put(&mut self.bytes, state.half_life_days.into());
                put_signed(&mut self.bytes, state.theme.into());
                self.number(state.weight);
                // Mostly it is confirmed at the very moment from which the fact holds.
                match state.confirmed_at {
                    None => put(&mut self.bytes, 0),
                    Some(at) => {
                        put(&mut self.bytes, 1);
                        put_signed(&mut self.bytes, at.micros().wrapping_sub(fact.at.micros()));
                    }
                }
            }
            What::Reading { delta, .. } => self.number(delta),
            What::Proof { cents, .. } => put_signed(&mut self.bytes, cents),
            What::PlusOne { .. } | What::Withdrawn => {}
        }
    }
}

/// Codes of proofs stand after those of reactions.
const PROOF: u8 = 8;

fn place<T: PartialEq>(all: &[T], it: T) -> u8 {
    all.iter().position(|other| *other == it).unwrap_or(0) as u8
}

/// Reads one client's packed entries.
#[derive(Debug)]
pub(super) struct Entries<'a> {
    reader: Reader<'a>,
    client: i64,
    time: i64,
    record: i64,
}

impl<'a> Entries<'a> {
    pub fn of(client: i64, reader: Reader<'a>) -> Entries<'a> {
        Entries {
            reader,
            client,
            time: 0,
            record: 0,
        }
    }

    fn record(&mut self) -> i64 {
        self.record = self.record.wrapping_add(self.reader.take_signed());
        self.record
    }

    fn number(&mut self) -> f64 {
        let code = self.reader.take();
        if code & 1 == 0 {
            let code = code >> 1;
            let short = (code >> 1) as i64 ^ -((code & 1) as i64);
            short as f64 / 1_000.0
        } else {
            let bits: [u8; 8] = std::array::from_fn(|_| self.reader.byte());
            f64::from_bits(u64::from_le_bytes(bits))
        }
    }

    fn heard(&mut self) -> Heard {
        let code = i16::try_from(self.reader.take()).unwrap_or_default();
        Heard::of_code(code).unwrap_or_default()
    }

    fn touch(&mut self) -> Felt {
        Felt {
            at: Timestamp::from_micros(self.time),
            record: self.record(),
            touchpoint: self.reader.take_signed() as i32,
            delta: 0.0,
        }
    }

    fn fact(&mut self, kind: u8, four: i32) -> Option<Fact> {
        let root = self.record();
        let version = self.reader.take() as i32;
        let subject = root.wrapping_add(self.reader.take_signed());
        let what = match kind {
            EXPECTATION => {
                let byte = usize::from(self.reader.byte());
                let half_life_days = self.reader.take() as u16;
                let theme = self.reader.take_signed() as i32;
                let weight = self.number();
                let confirmed_at = (self.reader.take() == 1).then(|| {
                    Timestamp::from_micros(self.time.wrapping_add(self.reader.take_signed()))
                });
                What::Expectation(ExpectationState {
                    level: *Level::ALL.get(byte / 4)?,
                    status: *Status::ALL.get(byte % 4)?,
                    weight,
                    half_life_days,
                    confirmed_at,
                    theme,
                })
            }
            READING => What::Reading {
                source: ReadingSource::of_code(four)?,
                delta: self.number(),
            },
            EXTRA if four >= i32::from(PROOF) => What::Proof {
                kind: ProofKind::of_code(four - i32::from(PROOF))?,
                cents: self.reader.take_signed(),
            },
            EXTRA => What::PlusOne {
                reaction: Reaction::of_code(four),
            },
            _ => What::Withdrawn,
        };
        Some(Fact {
            root,
            version,
            client: self.client,
            at: Timestamp::from_micros(self.time),
            subject,
            what,
        })
    }
}

impl Iterator for Entries<'_> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        if self.reader.is_over() {
            return None;
        }
        let head = self.reader.byte();
        let distance = self.reader.take_signed();
        let scale = if head & FRACTION == 0 { 1_000_000 } else { 1 };
        self.time = self.time.wrapping_add(distance.wrapping_mul(scale));
        let four = head >> 4;
        Some(match head & 7 {
            SEEN => Entry::Seen(self.time),
            FELT => Entry::Felt(self.touch(), self.heard()),
            CORRECTED => Entry::Corrected(self.touch(), self.heard(), self.heard()),
            SCORED => Entry::Scored(Scored {
                at: Timestamp::from_micros(self.time),
                record: self.record(),
                verdict: f64::from(four) - 1.0,
            }),
            kind => Entry::Fact(self.fact(kind, i32::from(four))?),
        })
    }
}

/// One client's evidence, put together from entries in any order; used again and again.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub evidence: Evidence,
    /// Its first row in the log.
    pub since: i64,
    touched: Vec<(Felt, Heard)>,
    corrected: Vec<(Felt, Heard, Heard)>,
}

impl Gathered {
    pub fn clear(&mut self) {
        self.evidence.clear();
        self.since = i64::MAX;
        self.touched.clear();
        self.corrected.clear();
    }

    pub fn add(&mut self, entry: Entry) {
        match entry {
            Entry::Seen(time) => self.since = self.since.min(time),
            Entry::Fact(fact) => self.evidence.facts.push(fact),
            Entry::Felt(felt, heard) => self.touched.push((felt, heard)),
            Entry::Corrected(felt, before, after) => self.corrected.push((felt, before, after)),
            Entry::Scored(scored) => self.evidence.scored.push(scored),
        }
    }

    /// What is known of touches now, with all that became known later; then everything in one order.
    pub fn settle(&mut self) {
        // Touches of which nothing was known at first stand only in what became known later.
        for (felt, before, _) in &self.corrected {
            if *before == Heard::default()
                && self.touched.iter().all(|(it, _)| it.record != felt.record)
            {
                self.touched.push((*felt, *before));
            }
        }
        for (felt, heard) in self.touched.drain(..) {
            let mut heard = heard;
            // Each later fact begins where the one before it ended.
            while let Some(next) = self
                .corrected
                .iter()
                .position(|(it, before, _)| it.record == felt.record && *before == heard)
            {
                heard = self.corrected.swap_remove(next).2;
            }
            if let Some(delta) = heard.felt {
                self.evidence.felt.push(Felt {
                    delta: delta.into(),
                    ..felt
                });
            }
        }
        self.evidence.settle();
    }
}
