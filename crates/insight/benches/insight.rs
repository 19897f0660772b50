//! How fast the engine is: `BENCH_ROWS` log rows (5,000,000 when not said), the same questions cold, with kept states,
//! and with only the tail new, beside a plain single-threaded scan of the same columns in the same run.
//!
//! It prints a table and never fails for being slow. Medians of `BENCH_RUNS` runs (3). `BENCH_DIR` keeps the segments,
//! for asking another engine the same questions.

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use domain::{
    signals::{EntryKind, LogRow, QuestionKind, Scale},
    time::{Granularity, Timestamp},
};
use insight::{
    AttributeColumn, AttributeValue, By, Dimensions, Engine, MeasureName, Query, QuestionTerm,
    ScoreboardQuery, SegmentInfo, Snapshot, Tail, TouchpointTerm,
    log::{Column, Columns},
    rows::Rows,
};
use jiff::tz::TimeZone;

const TOUCHPOINTS: i32 = 16;
const MONTHS: i64 = 24;
const SEGMENT_ROWS: usize = 1 << 20;
const TAIL_ROWS: usize = 20_000;
/// Per response: the response itself, one recommendation, four ratings.
const ROWS_PER_RESPONSE: usize = 6;

fn main() {
    let setting = |name: &str, default: usize| {
        std::env::var(name)
            .ok()
            .and_then(|text| text.replace('_', "").parse().ok())
            .unwrap_or(default)
    };
    let rows = setting("BENCH_ROWS", 5_000_000);
    let runs = setting("BENCH_RUNS", 3).max(1);
    let temporary = std::env::temp_dir().join(format!("touchstone-bench-{}", std::process::id()));
    let kept_folder = std::env::var_os("BENCH_DIR").map(PathBuf::from);
    let folder = kept_folder.clone().unwrap_or_else(|| temporary.clone());

    let engine = Engine::new(&folder).expect("the bench's folder can be made");
    let clients = (rows / 20).max(1000) as i64;
    let started = Instant::now();
    let snapshot = generate(&engine, rows, clients);
    let sealed: u64 = snapshot.segments.iter().map(|segment| segment.rows).sum();
    println!(
        "{sealed} sealed rows in {} segments, {} in the tail, {clients} clients; written in {:.1} s; {} cores",
        snapshot.segments.len(),
        snapshot.tail.rows().len(),
        started.elapsed().as_secs_f64(),
        std::thread::available_parallelism().map_or(1, usize::from),
    );
    println!();
    println!(
        "{:<36} {:>9} {:>9} {:>9} {:>9} {:>9} | {:>10} {:>10} {:>10}",
        "median milliseconds",
        "naive",
        "cold",
        "cold cpu",
        "kept",
        "new tail",
        "cold/naive",
        "kept/cold",
        "tail/cold"
    );
    for (name, query) in questions() {
        measure(&engine, &snapshot, name, &query, runs);
    }
    scoreboard(&engine, &snapshot, runs);
    if let Some(peak) = peak_memory() {
        println!("\npeak memory {peak} MiB (with the rows being generated)");
    }
    if kept_folder.is_none() {
        let _ = std::fs::remove_dir_all(temporary);
    }
}

fn questions() -> Vec<(&'static str, Query)> {
    let nps = || Query::new(MeasureName::Nps);
    vec![
        ("nps", nps()),
        (
            "nps by week by touchpoint",
            nps().by(By::Time(Granularity::Week)).by(By::Touchpoint),
        ),
        (
            "nps by week by touchpoint, weighted",
            nps()
                .by(By::Time(Granularity::Week))
                .by(By::Touchpoint)
                .weighted(),
        ),
        (
            "top-two box by client segment",
            Query::new(MeasureName::Csat).by(By::Attribute("segment".to_owned())),
        ),
        ("mean by touchpoint of one segment", {
            let one = "attr.segment=segment 3".parse().expect("a filter");
            Query::new(MeasureName::Mean)
                .by(By::Touchpoint)
                .filtered(one)
        }),
    ]
}

fn measure(engine: &Engine, snapshot: &Snapshot, name: &str, query: &Query, runs: usize) {
    let naive = median(runs, || naive(engine, snapshot, query));
    let ask = |snapshot: &Snapshot| engine.measure(snapshot, query).expect("an answer");
    let before = cpu_time();
    let cold = median(runs, || {
        forget(engine);
        ask(snapshot)
    });
    let cpu = (cpu_time() - before) / runs as u32;
    let kept = median(runs.max(9), || ask(snapshot));
    let mut tail = snapshot.tail.rows().to_vec();
    let updated = median(runs.max(9), || {
        // Each time another row has come, so the tail is put in order and into columns again.
        tail.push(tail[0]);
        ask(&Snapshot {
            tail: Tail::of(tail.clone()),
            ..snapshot.clone()
        })
    });
    row(name, Some(naive), cold, cpu, kept, updated);
}

fn scoreboard(engine: &Engine, snapshot: &Snapshot, runs: usize) {
    let ask = |snapshot: &Snapshot| {
        engine
            .scoreboard(snapshot, &ScoreboardQuery::default())
            .expect("a scoreboard");
    };
    let before = cpu_time();
    let cold = median(runs, || {
        forget(engine);
        ask(snapshot);
    });
    let cpu = (cpu_time() - before) / runs as u32;
    let kept = median(runs.max(9), || ask(snapshot));
    let mut tail = snapshot.tail.rows().to_vec();
    let updated = median(runs.max(9), || {
        tail.push(tail[0]);
        ask(&Snapshot {
            tail: Tail::of(tail.clone()),
            ..snapshot.clone()
        });
    });
    row("scoreboard, all its passes", None, cold, cpu, kept, updated);
}

/// `cpu` is the mean of the processor time of a cold run, over all cores: what holds on a machine that others use too.
fn row(
    name: &str,
    naive: Option<Duration>,
    cold: Duration,
    cpu: Duration,
    kept: Duration,
    updated: Duration,
) {
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let ratio = |a: Duration, b: Duration| a.as_secs_f64() / b.as_secs_f64();
    let (of_naive, naive) = match naive {
        Some(naive) => (
            format!("{:.2}", ratio(cold, naive)),
            format!("{:.1}", ms(naive)),
        ),
        None => ("–".to_owned(), "–".to_owned()),
    };
    println!(
        "{name:<36} {naive:>9} {:>9.1} {:>9.0} {:>9.2} {:>9.1} | {of_naive:>10} {:>10.4} {:>10.4}",
        ms(cold),
        ms(cpu),
        ms(kept),
        ms(updated),
        ratio(kept, cold),
        ratio(updated, cold),
    );
}

fn forget(engine: &Engine) {
    engine.clear_memory();
    engine.prune_kept(0).expect("kept states can be removed");
}

fn median<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let started = Instant::now();
            std::hint::black_box(work());
            started.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[runs / 2]
}

/// What one would write without an engine: read the columns on one core and count into a hash map.
fn naive(engine: &Engine, snapshot: &Snapshot, query: &Query) -> usize {
    let kind = match query.measure {
        MeasureName::Nps => QuestionKind::Recommend,
        _ => QuestionKind::Rating,
    };
    let columns = Columns::of(&[
        Column::Time,
        Column::Client,
        Column::Touchpoint,
        Column::Measure,
        Column::Score,
        Column::Weight,
    ]);
    let by_week = query.by.iter().any(|by| matches!(by, By::Time(_)));
    let segment = snapshot.dimensions.attributes.get("segment");
    let mut groups: HashMap<(i64, i32, i32), (u64, f64, f64)> = HashMap::new();
    for info in &snapshot.segments {
        let open = engine.segment_store().open(info, None).expect("a segment");
        for group in 0..open.footer().groups() {
            let batch = open.read(group, columns).expect("a row group");
            let rows = Rows::of(&batch);
            for at in 0..rows.len {
                if rows.measure[at] != kind.code() {
                    continue;
                }
                let week = if by_week {
                    (rows.time[at] - 345_600_000_000).div_euclid(7 * 86_400_000_000)
                } else {
                    0
                };
                let of_client = segment.map_or(-1, |segment| segment.code(rows.client[at]));
                let cell = groups
                    .entry((week, rows.touchpoint[at], of_client))
                    .or_default();
                cell.0 += 1;
                cell.1 += rows.score[at];
                cell.2 += rows.weight[at];
            }
        }
    }
    groups.len()
}

/// A log of two years: each response a recommendation and four ratings of touchpoints that differ in quality.
fn generate(engine: &Engine, rows: usize, clients: i64) -> Snapshot {
    let mut dice = Dice(42);
    let start = Timestamp::parse_rfc3339("2024-01-01T00:00:00Z")
        .expect("a time")
        .micros();
    let month = 30 * 86_400_000_000_i64;
    let responses = (rows.saturating_sub(TAIL_ROWS) / ROWS_PER_RESPONSE).max(1);
    let mut record = 0;
    let mut response = |rows: &mut Vec<LogRow>, from: i64, dice: &mut Dice| {
        record += 1;
        let client = dice.roll(clients as u64) as i64;
        let time = from + dice.roll(month as u64 / 1_000_000) as i64 * 1_000_000;
        let weight = 0.5 + dice.roll(8) as f64 / 8.0;
        let place = dice.roll(TOUCHPOINTS as u64) as i32;
        rows.push(LogRow {
            weight,
            ..LogRow::empty(EntryKind::Response, time, client, record)
        });
        let score = (10 - dice.roll(6).min(dice.roll(8))) as f64;
        let recommend = LogRow::answer(
            time,
            client,
            record,
            0,
            QuestionKind::Recommend,
            Scale::RECOMMEND,
            score,
        );
        rows.push(LogRow {
            weight,
            touchpoint: place,
            stage: place / 4,
            ..recommend
        });
        for step in 0..ROWS_PER_RESPONSE as i32 - 2 {
            let touchpoint = (place + step) % TOUCHPOINTS;
            let score = (5 - dice.roll(2 + touchpoint as u64 % 4)) as f64;
            let rating = LogRow::answer(
                time,
                client,
                record,
                1 + touchpoint,
                QuestionKind::Rating,
                Scale::ONE_TO_FIVE,
                score,
            );
            rows.push(LogRow {
                weight,
                touchpoint,
                stage: touchpoint / 4,
                ..rating
            });
        }
    };
    let mut segments = Vec::new();
    for at in 0..MONTHS {
        let of_month = responses * (at as usize + 1) / MONTHS as usize
            - responses * at as usize / MONTHS as usize;
        let mut left = of_month;
        while left > 0 {
            let now = left.min(SEGMENT_ROWS / ROWS_PER_RESPONSE);
            left -= now;
            let mut rows = Vec::with_capacity(now * ROWS_PER_RESPONSE);
            for _ in 0..now {
                response(&mut rows, start + at * month, &mut dice);
            }
            let id = format!("bench-{:04}", segments.len());
            let path = SegmentInfo::path_of(
                "bench",
                &format!("{:04}-{:02}", 2024 + at / 12, at % 12 + 1),
                &id,
            );
            segments.push(engine.seal(&id, &path, rows).expect("a segment"));
        }
    }
    let mut tail = Vec::new();
    while tail.len() < TAIL_ROWS {
        response(&mut tail, start + (MONTHS - 1) * month, &mut dice);
    }
    Snapshot {
        segments,
        tail: Tail::of(tail),
        retracted: Default::default(),
        dimensions: Arc::new(dimensions(clients, &mut dice)),
    }
}

fn dimensions(clients: i64, dice: &mut Dice) -> Dimensions {
    let question = |no: i32, kind, scale, touchpoint| QuestionTerm {
        no,
        key: format!("q{no}"),
        label: format!("Question {no}"),
        kind,
        scale: Some(scale),
        touchpoint,
        aspect: None,
        primary: true,
    };
    let mut questions = vec![question(0, QuestionKind::Recommend, Scale::RECOMMEND, None)];
    questions.extend(
        (0..TOUCHPOINTS)
            .map(|no| question(1 + no, QuestionKind::Rating, Scale::ONE_TO_FIVE, Some(no))),
    );
    let value = |no: i32| AttributeValue {
        key: format!("segment {no}"),
        label: format!("Segment {no}"),
    };
    let segment = AttributeColumn {
        label: "Segment".to_owned(),
        values: (0..8).map(value).collect(),
        code_of_client: (0..clients).map(|_| dice.roll(8) as i32).collect(),
    };
    Dimensions {
        touchpoints: (0..TOUCHPOINTS)
            .map(|no| TouchpointTerm {
                no,
                key: format!("place{no}"),
                label: format!("Place {no}"),
                stage: Some(no / 4),
                channel: None,
            })
            .collect(),
        questions,
        attributes: [("segment".to_owned(), segment)].into(),
        attributes_version: 1,
        time_zone: TimeZone::get("America/New_York").ok(),
        ..Dimensions::default()
    }
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

/// The most memory this process ever held, in MiB, where the system says so.
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
