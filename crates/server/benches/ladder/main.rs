//! How fast standings are computed: `BENCH_FACTS` facts (20,000,000 when not said) of a twentieth as many clients over two
//! years; all of them from cold, and only those of whom something new is known after 10,000 new facts. First by the engine
//! alone; then the whole job on SQLite, which also writes standings and their changes.
//!
//! It prints a table and never fails for being slow. Medians of `BENCH_RUNS` runs (3).
#![allow(
    clippy::disallowed_methods,
    reason = "a stopwatch is what a benchmark is"
)]

mod facts;

use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
    time::{Duration, Instant},
};

use domain::{
    access::{Actor, Permission},
    clients::{Client, ClientKind},
    ids::OrganizationId,
    loyalty::{
        HALF_LIFE_DAYS, Level, Status,
        ladder::{Rules, Rung, Serving},
    },
    time::{Timestamp, ZoneName},
};
use insight::{LadderInputs, Placed, Snapshot, Tail};
use server::App;
use server::app::{Clock, TestClock};
use server::config::{Config, Sources};
use server::insight::ladder::{Reach, place_clients};
use store::access::NewOrganization;
use store::clients::{ClientImport, ImportedClient, NewClient};
use store::loyalty::NewExpectation;
use store::loyalty::facts::NewFact;
use store::signals::Segment;
use store::{OrgStore, Store};

use facts::{DAY, Dice, EXPECTATIONS, MONTH, MONTHS, NEW, generate, later, new_facts, start};

fn main() {
    // `cargo test` runs benches too, with no argument, and has no time for millions.
    if !std::env::args().any(|it| it == "--bench") {
        return;
    }
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .expect("a runtime")
        .block_on(bench());
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|text| text.replace('_', "").parse().ok())
        .unwrap_or(default)
}

async fn bench() {
    let facts = setting("BENCH_FACTS", 20_000_000);
    let runs = setting("BENCH_RUNS", 3).max(1) as usize;
    let clients = (facts / 20).max(100);
    let data = tempfile::tempdir().expect("a folder");
    let now = Timestamp::from_micros(start() + MONTHS as i64 * MONTH + DAY);
    let app = open(data.path(), now).await;
    let organization = found(&app, now).await;
    let engine = app.engine().clone();

    let started = Instant::now();
    let snapshot = generate(&engine, organization, facts, clients);
    let sealed: u64 = snapshot.segments.iter().map(|segment| segment.rows).sum();
    println!(
        "{sealed} sealed facts in {} segments, {clients} clients; written in {:.1} s; {} cores",
        snapshot.segments.len(),
        started.elapsed().as_secs_f64(),
        std::thread::available_parallelism().map_or(1, usize::from),
    );
    forget_peak();
    println!(
        "{} MiB are in use before anything is asked",
        peak_memory().unwrap_or_default()
    );
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

    let started = Instant::now();
    let org = fill(&app, organization, clients, now).await;
    register(&org, &snapshot, now).await;
    drop((snapshot, inputs));
    println!(
        "the same clients written to SQLite in {:.1} s",
        started.elapsed().as_secs_f64()
    );
    let mut whole = Vec::new();
    forget_peak();
    let before = cpu_time();
    for _ in 0..runs {
        engine.clear_memory();
        engine.prune_kept(0).expect("kept states can be removed");
        let started = Instant::now();
        place_clients(&app, organization, &Reach::Everybody)
            .await
            .expect("placed");
        whole.push(started.elapsed());
    }
    report("the whole job, all clients", &measured(whole, before));
    let mut part = Vec::new();
    forget_peak();
    let before = cpu_time();
    for _ in 0..runs {
        let new: Vec<NewFact> = (0..NEW)
            .map(|_| {
                let at = now.micros() - dice.roll(86_400) as i64 * 1_000_000;
                let fact = later(dice.roll(clients), at, 0, EXPECTATIONS, &mut dice);
                NewFact::of(fact.client, fact.at, fact.subject, fact.what)
            })
            .collect();
        org.append_facts(now, &new).await.expect("facts");
        let started = Instant::now();
        let placed = place_clients(&app, organization, &Reach::Nobody)
            .await
            .expect("placed");
        part.push(started.elapsed());
        assert!(placed < clients, "only those of whom something is new");
    }
    report(
        "the whole job, after 10,000 new facts",
        &measured(part, before),
    );
}

async fn open(data: &Path, now: Timestamp) -> App {
    let mut flags = BTreeMap::new();
    flags.insert("data", data.display().to_string());
    let sources = Sources {
        file: Some("/dev/null".into()),
        flags,
        ..Sources::default()
    };
    let config = Config::load(&sources).expect("a configuration");
    let store = Store::open(&config.store_url()).await.expect("a store");
    store.migrate().await.expect("a schema");
    App::over(store, config, Clock::Set(TestClock::at(now))).expect("an application")
}

async fn found(app: &App, now: Timestamp) -> OrganizationId {
    let new = NewOrganization {
        id: app.id(),
        name: "Bench".to_owned(),
        time_zone: ZoneName::utc(),
        demo: false,
        created_at: now,
    };
    let access = app.store().access();
    access
        .create_empty_organization(&new)
        .await
        .expect("an organization");
    new.id
}

/// Clients of the numbers that the facts name, and one expectation, so that the ladder stands on expectations.
async fn fill(app: &App, organization: OrganizationId, clients: u64, now: Timestamp) -> OrgStore {
    let grant = Actor::system(organization)
        .require(Permission::EditClients)
        .expect("a grant");
    let org = app.store().org(&grant);
    let numbers: Vec<u64> = (0..clients).collect();
    for some in numbers.chunks(20_000) {
        let new: Vec<ImportedClient> = some
            .iter()
            .map(|n| ImportedClient {
                client: Client {
                    id: app.id(),
                    no: 0,
                    key: format!("client-{n}"),
                    name: None,
                    kind: ClientKind::Consumer,
                    owner: None,
                    attributes: BTreeMap::new(),
                    created_at: now,
                    last_touch_at: None,
                    merged_into: None,
                },
                new: true,
                known_contacts: Vec::new(),
                new_contacts: Vec::new(),
                changed_contacts: Vec::new(),
                before: None,
            })
            .collect();
        let import = ClientImport {
            id: app.id(),
            name: "bench".to_owned(),
            at: now,
            by_name: "bench".to_owned(),
            counts: serde_json::json!({}),
            rejects: None,
        };
        org.import_clients(&import, &new, now)
            .await
            .expect("clients");
    }
    let known = NewExpectation {
        id: app.id(),
        client: NewClient {
            id: app.id(),
            key: "client-0".to_owned(),
            name: None,
            attributes: BTreeMap::new(),
        },
        words: "The figures a day before we talk".to_owned(),
        level: Level::Must,
        depth: 1,
        status: Status::Confirmed,
        theme: None,
        source: "interview".to_owned(),
        stated_at: now,
        confirmed_at: Some(now),
        half_life_days: HALF_LIFE_DAYS,
        contact: None,
        weight: None,
        target: None,
        evidence: Vec::new(),
    };
    org.add_expectations(now, &[known])
        .await
        .expect("an expectation");
    org
}

/// The generated facts become part of the organization's log.
async fn register(org: &OrgStore, snapshot: &Snapshot, now: Timestamp) {
    let segments: Vec<Segment> = snapshot
        .segments
        .iter()
        .map(|it| Segment {
            id: it.id.parse().expect("an id"),
            path: it.path.clone(),
            rows: it.rows,
            bytes: 0,
            time_from: it.from,
            time_to: it.to,
        })
        .collect();
    org.seal(&segments, &[], 0, 0, now).await.expect("sealed");
}

struct Measured {
    median: Duration,
    cpu: Duration,
    peak_mib: Option<u64>,
}

fn run(runs: usize, mut work: impl FnMut()) -> Measured {
    forget_peak();
    let before = cpu_time();
    let mut times = Vec::new();
    for _ in 0..runs {
        let started = Instant::now();
        work();
        times.push(started.elapsed());
    }
    measured(times, before)
}

/// The median time, the mean processor time and the most memory of some runs.
fn measured(mut times: Vec<Duration>, cpu_before: Duration) -> Measured {
    times.sort_unstable();
    Measured {
        median: times[times.len() / 2],
        cpu: (cpu_time() - cpu_before) / times.len() as u32,
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
