//! The facts that the bench asks about: invented, and the same each time.

use std::sync::Arc;

use domain::{
    ids::OrganizationId,
    loyalty::{
        Level, Status,
        facts::{ExpectationState, Fact, ProofKind, Reaction, ReadingSource, What, weight_of},
    },
    signals::LogRow,
    time::Timestamp,
};
use insight::{Dimensions, Engine, SegmentInfo, Snapshot, Tail};

pub const MONTHS: u64 = 24;
pub const DAY: i64 = 86_400_000_000;
pub const MONTH: i64 = 30 * DAY;
/// Rows of one segment.
const SEGMENT_ROWS: u64 = 1 << 20;
/// Expectations of one client, confirmed in its first months with us and again after a year; its other facts speak of them.
pub const EXPECTATIONS: u64 = 4;
/// The first months of the two rounds in which expectations are confirmed, a third of the clients in each.
const ROUNDS: [u64; 2] = [0, 12];
/// New facts after which only their clients are placed anew.
pub const NEW: u64 = 10_000;

pub fn start() -> i64 {
    Timestamp::parse_rfc3339("2024-01-01T00:00:00Z")
        .expect("a time")
        .micros()
}

/// Two years of facts, month by month: expectations in the first quarter of each year, and what is said of them.
pub fn generate(
    engine: &Engine,
    organization: OrganizationId,
    facts: u64,
    clients: u64,
) -> Snapshot {
    let mut dice = Dice(42);
    let mut root = 0;
    let mut segments: Vec<SegmentInfo> = Vec::new();
    let per_client = facts / clients;
    let expectations = EXPECTATIONS.min(per_client / ROUNDS.len() as u64);
    let mut seal = |rows: Vec<LogRow>, month: u64| {
        let id = format!("{:08x}-0000-7000-8000-000000000000", segments.len());
        let path = SegmentInfo::path_of(
            &organization.to_string(),
            &format!("{:04}-{:02}", 2024 + month / 12, month % 12 + 1),
            &id,
        );
        segments.push(engine.seal(&id, &path, rows).expect("a segment"));
    };
    // Numbers of subjects follow from the client's.
    let said = expectations * ROUNDS.len() as u64;
    let rest = clients * per_client.saturating_sub(said);
    for month in 0..MONTHS {
        let mut rows = Vec::new();
        let mut add = |rows: &mut Vec<LogRow>, row: LogRow| {
            rows.push(row);
            if rows.len() as u64 >= SEGMENT_ROWS {
                seal(std::mem::take(rows), month);
            }
        };
        for third in ROUNDS
            .iter()
            .filter_map(|round| month.checked_sub(*round).filter(|third| *third < 3))
        {
            for client in (0..clients).filter(|client| client % 3 == third) {
                let at = during(month, &mut dice);
                for no in 0..expectations {
                    root += 1;
                    add(&mut rows, expectation(client, no, at, root).row());
                }
            }
        }
        // Nothing is said of expectations before all are known.
        if let Some(past) = month.checked_sub(3) {
            let span = MONTHS - 3;
            for _ in rest * past / span..rest * (past + 1) / span {
                root += 1;
                let at = during(month, &mut dice);
                let client = dice.roll(clients);
                add(
                    &mut rows,
                    later(client, at, root, expectations, &mut dice).row(),
                );
            }
        }
        if !rows.is_empty() {
            seal(rows, month);
        }
    }
    Snapshot {
        segments,
        tail: Tail::default(),
        retracted: Default::default(),
        dimensions: Arc::new(Dimensions::default()),
    }
}

fn subject(client: u64, no: u64) -> i64 {
    (client * EXPECTATIONS + no + 1) as i64
}

/// A moment of this month.
fn during(month: u64, dice: &mut Dice) -> i64 {
    start() + month as i64 * MONTH + dice.roll(30 * 86_400) as i64 * 1_000_000
}

fn expectation(client: u64, no: u64, at: i64, root: i64) -> Fact {
    let at = Timestamp::from_micros(at);
    // The same in both rounds.
    let mut dice = Dice(subject(client, no) as u64);
    let level = Level::ALL[dice.roll(3) as usize];
    Fact {
        root,
        version: 0,
        client: client as i64 + 1,
        at,
        subject: subject(client, no),
        what: What::Expectation(ExpectationState {
            level,
            status: Status::Confirmed,
            weight: weight_of(level),
            half_life_days: 540,
            confirmed_at: Some(at),
            theme: dice.roll(40) as i32,
        }),
    }
}

/// Three of four are readings; the rest plus-ones and proof.
pub fn later(client: u64, at: i64, root: i64, expectations: u64, dice: &mut Dice) -> Fact {
    let about = subject(client, dice.roll(expectations.max(1)));
    let (subject, what) = match dice.roll(8) {
        0 => (
            1 + dice.roll(30) as i64,
            What::PlusOne {
                reaction: Reaction::ALL.get(dice.roll(5) as usize).copied(),
            },
        ),
        1 => (
            0,
            What::Proof {
                kind: ProofKind::ALL[dice.roll(5) as usize],
                cents: dice.roll(1_000_000) as i64,
            },
        ),
        _ => (
            about,
            What::Reading {
                // Mostly met, now and then short.
                delta: (dice.roll(5) + dice.roll(3)) as f64 / 2.0 - 1.0,
                source: ReadingSource::ALL[dice.roll(4) as usize],
            },
        ),
    };
    Fact {
        root,
        version: 0,
        client: client as i64 + 1,
        at: Timestamp::from_micros(at),
        subject,
        what,
    }
}

pub fn new_facts(
    dice: &mut Dice,
    clients: u64,
    round: i64,
    now: Timestamp,
) -> (Vec<LogRow>, Vec<i64>) {
    let mut rows = Vec::new();
    let mut who = Vec::new();
    for no in 0..NEW as i64 {
        let client = dice.roll(clients);
        let root = 1_000_000_000 * round + no;
        let at = now.micros() - dice.roll(86_400) as i64 * 1_000_000;
        rows.push(later(client, at, root, EXPECTATIONS, dice).row());
        who.push(client as i64 + 1);
    }
    (rows, who)
}

/// Numbers from a seed (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }
}
