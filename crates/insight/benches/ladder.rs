//! How fast standings are computed: `BENCH_FACTS` facts (20,000,000 when not said) of a twentieth as many clients over two
//! years; all of them from cold, and only those of whom something new is known after 10,000 new facts.
//!
//! It prints a table and never fails for being slow. Medians of `BENCH_RUNS` runs (3).

use std::{
    collections::HashMap,
    sync::Arc,
    time::{Duration, Instant},
};

use domain::{
    loyalty::{
        Level, Status,
        facts::{ExpectationState, Fact, ProofKind, Reaction, ReadingSource, What, weight_of},
        ladder::{Rules, Rung, Serving},
    },
    signals::LogRow,
    time::Timestamp,
};
use insight::{Dimensions, Engine, LadderInputs, Placed, SegmentInfo, Snapshot, Tail};

const MONTHS: u64 = 24;
const DAY: i64 = 86_400_000_000;
const MONTH: i64 = 30 * DAY;
/// Rows of one segment.
const SEGMENT_ROWS: u64 = 1 << 20;
/// Expectations of one client, confirmed in its first months with us; its other facts speak of them.
const EXPECTATIONS: u64 = 4;
/// New facts after which only their clients are placed anew.
const NEW: u64 = 10_000;

fn main() {
    let setting = |name: &str, default: u64| {
        std::env::var(name)
            .ok()
            .and_then(|text| text.replace('_', "").parse().ok())
            .unwrap_or(default)
    };
    let facts = setting("BENCH_FACTS", 20_000_000);
    let runs = setting("BENCH_RUNS", 3).max(1) as usize;
    let clients = (facts / 20).max(100);
    let folder = std::env::temp_dir().join(format!("touchstone-ladder-{}", std::process::id()));
    let engine = Engine::new(&folder).expect("the bench's folder can be made");

    let started = Instant::now();
    let snapshot = generate(&engine, facts, clients);
    let sealed: u64 = snapshot.segments.iter().map(|segment| segment.rows).sum();
    println!(
        "{sealed} sealed facts in {} segments, {clients} clients; written in {:.1} s; {} cores",
        snapshot.segments.len(),
        started.elapsed().as_secs_f64(),
        std::thread::available_parallelism().map_or(1, usize::from),
    );
    let now = Timestamp::from_micros(start() + MONTHS as i64 * MONTH + DAY);
    let inputs = LadderInputs {
        rules: Rules::default(),
        serving: Serving::default(),
        now,
        worth: HashMap::new(),
    };

    let mut mix = [0_u64; 5];
    let mut changes = 0;
    let cold = run(runs, || {
        engine.clear_memory();
        engine.prune_kept(0).expect("kept states can be removed");
        mix = [0; 5];
        changes = 0;
        engine
            .place_all(&snapshot, &inputs, &mut |placed| {
                for it in &placed {
                    mix[it.standing.rung.place()] += 1;
                    changes += it.transitions.len();
                }
            })
            .expect("standings");
    });
    report("cold, all clients", &cold);
    let shares: Vec<String> = Rung::ALL
        .iter()
        .map(|rung| format!("{} {}", mix[rung.place()], rung.as_str()))
        .collect();
    println!("{}; {changes} transitions", shares.join(", "));

    let moments: Vec<Timestamp> = (0..5)
        .map(|quarter| Timestamp::from_micros(now.micros() - (4 - quarter) * 91 * DAY))
        .collect();
    let flows = run(runs, || {
        engine
            .ladder(&snapshot, &inputs, &moments, &|_| true)
            .expect("the ladder");
    });
    report("flows and proof, kept evidence", &flows);

    let mut dice = Dice(7);
    let mut round = 0;
    let mut placed: Vec<Placed> = Vec::new();
    let new = run(runs, || {
        round += 1;
        let (rows, who) = new_facts(&mut dice, clients, round, now);
        let snapshot = Snapshot {
            tail: Tail::of(rows),
            ..snapshot.clone()
        };
        placed = engine.place(&snapshot, &inputs, &who).expect("standings");
    });
    report("after 10,000 new facts, their clients", &new);
    println!("{} clients placed anew", placed.len());
    let _ = std::fs::remove_dir_all(folder);
}

struct Measured {
    median: Duration,
    cpu: Duration,
    peak_mib: Option<u64>,
}

/// The median time, the mean processor time and the most memory of some runs.
fn run(runs: usize, mut work: impl FnMut()) -> Measured {
    forget_peak();
    let before = cpu_time();
    let mut times = Vec::new();
    for _ in 0..runs {
        let started = Instant::now();
        work();
        times.push(started.elapsed());
    }
    times.sort_unstable();
    Measured {
        median: times[runs / 2],
        cpu: (cpu_time() - before) / runs as u32,
        peak_mib: peak_memory(),
    }
}

fn report(name: &str, measured: &Measured) {
    println!(
        "{name:<40} {:>8.2} s, processor {:>8.2} s, peak memory {} MiB",
        measured.median.as_secs_f64(),
        measured.cpu.as_secs_f64(),
        measured
            .peak_mib
            .map_or("?".to_owned(), |mib| mib.to_string()),
    );
}

fn start() -> i64 {
    Timestamp::parse_rfc3339("2024-01-01T00:00:00Z")
        .expect("a time")
        .micros()
}

/// Two years of facts, month by month: expectations in the first quarter, then what is said of them.
fn generate(engine: &Engine, facts: u64, clients: u64) -> Snapshot {
    let mut dice = Dice(42);
    let mut root = 0;
    let mut segments: Vec<SegmentInfo> = Vec::new();
    let per_client = facts / clients;
    let expectations = EXPECTATIONS.min(per_client);
    let mut seal = |rows: Vec<LogRow>, month: u64| {
        let id = format!("ladder-{:04}", segments.len());
        let path = SegmentInfo::path_of(
            "bench",
            &format!("{:04}-{:02}", 2024 + month / 12, month % 12 + 1),
            &id,
        );
        segments.push(engine.seal(&id, &path, rows).expect("a segment"));
    };
    // Every client says what it expects in one of the first three months; numbers of subjects follow from the client.
    for month in 0..3 {
        let mut rows = Vec::new();
        for client in (0..clients).filter(|client| client % 3 == month) {
            let at = start() + month as i64 * MONTH + dice.roll(30 * 86_400) as i64 * 1_000_000;
            for no in 0..expectations {
                root += 1;
                rows.push(expectation(client, no, at, root, &mut dice).row());
            }
            if rows.len() as u64 >= SEGMENT_ROWS {
                seal(std::mem::take(&mut rows), month);
            }
        }
        seal(rows, month);
    }
    let rest = clients * (per_client - expectations);
    for month in 3..MONTHS {
        let span = MONTHS - 3;
        let mut left = rest * (month - 2) / span - rest * (month - 3) / span;
        while left > 0 {
            let now = left.min(SEGMENT_ROWS);
            left -= now;
            let mut rows = Vec::with_capacity(now as usize);
            for _ in 0..now {
                root += 1;
                let at = start() + month as i64 * MONTH + dice.roll(30 * 86_400) as i64 * 1_000_000;
                let client = dice.roll(clients);
                rows.push(later(client, at, root, expectations, &mut dice).row());
            }
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

fn expectation(client: u64, no: u64, at: i64, root: i64, dice: &mut Dice) -> Fact {
    let at = Timestamp::from_micros(at);
    let level = Level::ALL[dice.roll(3) as usize];
    Fact {
        root,
        version: 0,
        client: client as i64,
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
fn later(client: u64, at: i64, root: i64, expectations: u64, dice: &mut Dice) -> Fact {
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
        client: client as i64,
        at: Timestamp::from_micros(at),
        subject,
        what,
    }
}

fn new_facts(dice: &mut Dice, clients: u64, round: i64, now: Timestamp) -> (Vec<LogRow>, Vec<i64>) {
    let mut rows = Vec::new();
    let mut who = Vec::new();
    for no in 0..NEW as i64 {
        let client = dice.roll(clients);
        let root = 1_000_000_000 * round + no;
        let at = now.micros() - dice.roll(86_400) as i64 * 1_000_000;
        rows.push(later(client, at, root, EXPECTATIONS, dice).row());
        who.push(client as i64);
    }
    (rows, who)
}

/// Numbers from a seed (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }
}

/// From now on the most memory is counted anew, where the system can.
fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The most memory this process held since then, in MiB, where the system says so.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace()
        .nth(1)?
        .parse::<u64>()
        .ok()
        .map(|kib| kib / 1024)
}

/// Processor time of this process so far, on all cores, to a hundredth of a second; zero where the system doesn't say.
fn cpu_time() -> Duration {
    let ticks = || {
        let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
        let after_name = stat.rsplit_once(')')?.1;
        let mut fields = after_name.split_whitespace().skip(11);
        let user: u64 = fields.next()?.parse().ok()?;
        let system: u64 = fields.next()?.parse().ok()?;
        Some(user + system)
    };
    Duration::from_millis(ticks().unwrap_or(0) * 10)
}
