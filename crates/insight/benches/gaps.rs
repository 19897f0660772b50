//! How fast gaps are found: `BENCH_TOUCHES` touches (10,000,000 when not said) of a hundredth as many clients at 1,000
//! touchpoints over two years, with events and cues; cold, with kept histories, and after a day's new touches.
//!
//! It prints a table and never fails for being slow. Medians of `BENCH_RUNS` runs (3).

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use domain::{
    design::{
        Existence, TouchpointKind,
        gaps::{ClientTerm, Inputs, Named, Spot, TierTerm, WishSeen, WishWords},
    },
    signals::{AnswerRule, CueKind, EntryKind, EventKind, LogRow, record::Direction},
    time::Timestamp,
};
use insight::{Dimensions, Engine, Gaps, SegmentInfo, Snapshot, Tail};

const TOUCHPOINTS: u64 = 1_000;
const STAGES: u64 = 12;
const CHANNELS: u64 = 10;
const KINDS: u64 = 12;
const MONTHS: u64 = 24;
const DAY: i64 = 86_400_000_000;
const MONTH: i64 = 30 * DAY;
/// Rows of one segment.
const SEGMENT_ROWS: u64 = 1 << 20;
/// One row in so many is an event, and one touch in so many chases or wishes.
const EVENT_EVERY: u64 = 40;
const CUE_EVERY: u64 = 300;

fn main() {
    let setting = |name: &str, default: u64| {
        std::env::var(name)
            .ok()
            .and_then(|text| text.replace('_', "").parse().ok())
            .unwrap_or(default)
    };
    let touches = setting("BENCH_TOUCHES", 10_000_000);
    let runs = setting("BENCH_RUNS", 3).max(1) as usize;
    let clients = (touches / 100).max(100);
    let folder = std::env::temp_dir().join(format!("touchstone-gaps-{}", std::process::id()));
    let engine = Engine::new(&folder).expect("the bench's folder can be made");

    let started = Instant::now();
    let snapshot = generate(&engine, touches, clients);
    let sealed: u64 = snapshot.segments.iter().map(|segment| segment.rows).sum();
    println!(
        "{sealed} sealed rows in {} segments, {} of the last day in the tail, {clients} clients, {TOUCHPOINTS} \
         touchpoints; written in {:.1} s; {} cores",
        snapshot.segments.len(),
        snapshot.tail.rows().len(),
        started.elapsed().as_secs_f64(),
        std::thread::available_parallelism().map_or(1, usize::from),
    );
    let inputs = inputs(clients);

    let cold = run(runs, || {
        engine.clear_memory();
        engine.prune_kept(0).expect("kept states can be removed");
        find(&engine, &snapshot, &inputs)
    });
    report("cold", &cold);
    let kept = run(runs, || find(&engine, &snapshot, &inputs));
    report("kept", &kept);
    let mut tail = snapshot.tail.rows().to_vec();
    let new_day = run(runs, || {
        // Each time another row has come, so the tail is put in order and into columns again.
        tail.push(tail[0]);
        let snapshot = Snapshot {
            tail: Tail::of(tail.clone()),
            ..snapshot.clone()
        };
        find(&engine, &snapshot, &inputs)
    });
    report("after a day's new touches", &new_day);
    println!("{} findings", cold.gaps.findings.len());
    let _ = std::fs::remove_dir_all(folder);
}

struct Measured {
    median: Duration,
    cpu: Duration,
    peak_mib: Option<u64>,
    gaps: Gaps,
}

/// The median time, the mean processor time and the most memory of some runs.
fn run(runs: usize, mut work: impl FnMut() -> Gaps) -> Measured {
    forget_peak();
    let before = cpu_time();
    let mut times = Vec::new();
    let mut last = None;
    for _ in 0..runs {
        let started = Instant::now();
        last = Some(work());
        times.push(started.elapsed());
    }
    times.sort_unstable();
    Measured {
        median: times[runs / 2],
        cpu: (cpu_time() - before) / runs as u32,
        peak_mib: peak_memory(),
        gaps: last.expect("at least one run"),
    }
}

fn report(name: &str, measured: &Measured) {
    println!(
        "{name:<28} {:>8.2} s, processor {:>8.2} s, peak memory {} MiB",
        measured.median.as_secs_f64(),
        measured.cpu.as_secs_f64(),
        measured
            .peak_mib
            .map_or("?".to_owned(), |mib| mib.to_string()),
    );
}

fn find(engine: &Engine, snapshot: &Snapshot, inputs: &Inputs) -> Gaps {
    engine
        .find_gaps(snapshot, inputs, &mut |wishes| Ok(words(wishes)), &|_| {})
        .expect("findings")
}

/// A few different wishes, as the store would return them.
fn words(wishes: &[WishSeen]) -> Vec<WishWords> {
    const WISHES: [&str; 4] = [
        "I wish you had explained the invoice before it came.",
        "Nobody told me that my adviser was leaving.",
        "It would have been nice to know where one can park.",
        "Niemand hat mir gesagt, wie lange ein Schaden dauert.",
    ];
    wishes
        .iter()
        .map(|wish| WishWords {
            client: wish.client,
            record: wish.cue.record,
            of_touch: wish.cue.of_touch,
            at: wish.cue.at.timestamp(),
            touchpoint: wish.cue.touchpoint,
            text: WISHES[wish.client as usize % WISHES.len()].to_owned(),
        })
        .collect()
}

fn start() -> i64 {
    Timestamp::parse_rfc3339("2024-01-01T00:00:00Z")
        .expect("a time")
        .micros()
}

fn inputs(clients: u64) -> Inputs {
    let mut inputs = Inputs::at(Timestamp::from_micros(
        start() + MONTHS as i64 * MONTH + DAY,
    ));
    let named = |word: &str, no: u64| Named::new(format!("{word}{no}"), format!("{word} {no}"));
    inputs.inventory.stages = (0..STAGES).map(|no| named("stage", no)).collect();
    inputs.inventory.channels = (0..CHANNELS).map(|no| named("channel", no)).collect();
    inputs.inventory.audiences = (0..3).map(|no| named("audience", no)).collect();
    inputs.inventory.touchpoints = (0..TOUCHPOINTS)
        .map(|no| Spot {
            no: no as i32,
            key: format!("spot{no}"),
            label: format!("Spot {no}"),
            kind: if no % 5 == 0 {
                TouchpointKind::Static
            } else {
                TouchpointKind::Dynamic
            },
            existence: Existence::Live,
            stage: Some(format!("stage{}", no % STAGES)),
            channel: Some(format!("channel{}", no / STAGES % CHANNELS)),
            audiences: if no % 7 == 0 {
                vec!["audience1".to_owned()]
            } else {
                Vec::new()
            },
        })
        .collect();
    inputs.event_kinds = (0..KINDS)
        .map(|no| EventKind {
            no: no as i32,
            key: format!("kind{no}"),
            label: format!("Kind {no}"),
            // For a third nothing is set, so that the custom has to be learned.
            answer: match no % 3 {
                0 => AnswerRule::new(
                    vec![format!("spot{}", no + 1), format!("spot{}", no + 2)],
                    14,
                )
                .ok(),
                1 => AnswerRule::new(Vec::new(), 5).ok(),
                _ => None,
            },
        })
        .collect();
    inputs.tiers = [Some(30), Some(60), None]
        .into_iter()
        .zip(["first", "second", "third"])
        .map(|(max_silence_days, key)| TierTerm {
            key: key.to_owned(),
            label: key.to_owned(),
            max_silence_days,
        })
        .collect();
    inputs.clients = (0..clients)
        .map(|client| ClientTerm {
            tier: Some((client % 3) as u16),
            departed: client % 20 == 0,
            since: Some(Timestamp::from_micros(start())),
        })
        .collect();
    inputs
}

/// Two years of touches, events and cues, month by month; the last day is not sealed.
fn generate(engine: &Engine, touches: u64, clients: u64) -> Snapshot {
    let mut dice = Dice(42);
    let mut record = 0;
    let mut segments: Vec<SegmentInfo> = Vec::new();
    for month in 0..MONTHS {
        let from = start() + month as i64 * MONTH;
        let mut left = touches * (month + 1) / MONTHS - touches * month / MONTHS;
        while left > 0 {
            let now = left.min(SEGMENT_ROWS);
            left -= now;
            let rows = rows_of(now, from, MONTH, clients, &mut record, &mut dice);
            let id = format!("gaps-{:04}", segments.len());
            let month = format!("{:04}-{:02}", 2024 + month / 12, month % 12 + 1);
            let path = SegmentInfo::path_of("bench", &month, &id);
            segments.push(engine.seal(&id, &path, rows).expect("a segment"));
        }
    }
    let of_a_day = touches / (MONTHS * 30);
    let end = start() + MONTHS as i64 * MONTH;
    Snapshot {
        segments,
        tail: Tail::of(rows_of(of_a_day, end, DAY, clients, &mut record, &mut dice)),
        retracted: Default::default(),
        dimensions: Arc::new(Dimensions::default()),
    }
}

fn rows_of(
    touches: u64,
    from: i64,
    span: i64,
    clients: u64,
    record: &mut i64,
    dice: &mut Dice,
) -> Vec<LogRow> {
    let mut rows = Vec::with_capacity(touches as usize + (touches / EVENT_EVERY) as usize);
    for _ in 0..touches {
        *record += 1;
        let client = dice.roll(clients) as i64;
        let time = from + dice.roll(span as u64 / 1_000_000) as i64 * 1_000_000;
        // Some touchpoints are met far more often than others.
        let touchpoint = dice.roll(TOUCHPOINTS).min(dice.roll(TOUCHPOINTS)) as i32;
        let direction = if dice.roll(3) == 0 {
            Direction::In
        } else {
            Direction::Out
        };
        let touch = LogRow {
            touchpoint,
            stage: touchpoint % STAGES as i32,
            ..LogRow::touch(time, client, *record, direction, dice.roll(2) == 0)
        };
        rows.push(touch);
        if dice.roll(CUE_EVERY) == 0 {
            let kind = if dice.roll(2) == 0 {
                CueKind::Chase
            } else {
                CueKind::Wish
            };
            rows.push(LogRow {
                kind: EntryKind::Cue.code(),
                question: kind.code(),
                ..touch
            });
        }
        if dice.roll(EVENT_EVERY) == 0 {
            *record += 1;
            rows.push(LogRow {
                question: dice.roll(KINDS) as i32,
                ..LogRow::empty(EntryKind::Event, time, client, *record)
            });
        }
    }
    rows
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
