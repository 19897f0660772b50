//! How fast Today opens: `BENCH_CLIENTS` clients (100,000 when not said) of 12 people on SQLite, each with touches,
//! expectations and four care rules; most prompts are due. It prints a table and never fails for being slow.
#![allow(
    clippy::disallowed_methods,
    reason = "a stopwatch is what a benchmark is"
)]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use domain::access::{Actor, Email, Locale, Organization, Permission, Role};
use domain::clients::{Client, ClientKind};
use domain::demo::care::RULES;
use domain::design::{Existence, Profile, TouchpointKind};
use domain::ids::{ClientId, PersonId};
use domain::loyalty::{HALF_LIFE_DAYS, Level, Status};
use domain::signals::record::{ClientRecord, Direction, TouchRecord};
use domain::time::{Timestamp, ZoneName};
use server::App;
use server::app::{Clock, TestClock};
use server::config::{Config, Sources};
use server::prompts::ops::refresh::catch_up;
use server::prompts::ops::today::show_today;
use store::access::{Joining, NewAccount, NewInvitation, NewOrganization};
use store::clients::NewClient;
use store::design::{Needed, NewTouchpoint};
use store::loyalty::NewExpectation;
use store::prompts::KeptRule;
use store::signals::NewTouch;
use store::{OrgStore, Store};

const PEOPLE: usize = 12;
const TOUCHES: usize = 3;
const PAGE: usize = 2_000;
const DAY: i64 = 86_400;

fn setting(name: &str, default: usize) -> usize {
    std::env::var(name)
        .ok()
        .and_then(|text| text.replace('_', "").parse().ok())
        .unwrap_or(default)
}

fn main() {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .expect("a runtime")
        .block_on(bench());
}

async fn bench() {
    let clients = setting("BENCH_CLIENTS", 100_000);
    let rounds = setting("BENCH_ROUNDS", 40);
    let data = tempfile::tempdir().expect("a folder");
    let now = Timestamp::parse_rfc3339("2026-11-22T08:00:00Z").expect("a moment");
    let app = open(data.path(), now).await;
    let organization = found(&app, now).await;
    let people = join(&app, &organization, now).await;
    let grant = Actor::system(organization.id)
        .require(Permission::EditDesign)
        .expect("a grant");
    let org = app.store().org(&grant);

    let started = Instant::now();
    furnish(&app, &org, now).await;
    for first in (0..clients).step_by(PAGE) {
        let page = first..(first + PAGE).min(clients);
        fill(&app, &org, page, &people, now).await;
    }
    let filled = started.elapsed();
    let started = Instant::now();
    let done = catch_up::<server::Problem>(&app, organization.id, true, &|| Ok(()))
        .await
        .expect("worked out");
    println!(
        "{clients} clients of {PEOPLE} people, {} touches, {} rules; written in {:.1} s; {} prompts worked out in {:.1} s",
        clients * TOUCHES,
        RULES.len(),
        filled.as_secs_f64(),
        done.changed,
        started.elapsed().as_secs_f64(),
    );

    let mut times = Vec::with_capacity(rounds * PEOPLE);
    let mut shown = 0;
    for _ in 0..rounds {
        for person in &people {
            let actor = Actor::person(organization.id, *person, Role::Frontline);
            let started = Instant::now();
            let today = show_today(&app, &actor).await.expect("today");
            times.push(started.elapsed());
            shown += today.touches.len();
        }
    }
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    let millis = |time: Duration| time.as_secs_f64() * 1_000.0;
    println!(
        "Today, {} times, {:.1} touches each: p50 {:.1} ms, p95 {:.1} ms, slowest {:.1} ms",
        times.len(),
        shown as f64 / times.len() as f64,
        millis(at(0.5)),
        millis(at(0.95)),
        millis(at(1.0)),
    );
}

async fn open(data: &std::path::Path, now: Timestamp) -> App {
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

async fn found(app: &App, now: Timestamp) -> Organization {
    let new = NewOrganization {
        id: app.id(),
        name: "Bench".to_owned(),
        time_zone: ZoneName::parse("Europe/Vienna").expect("a zone"),
        demo: false,
        created_at: now,
    };
    let access = app.store().access();
    access
        .create_empty_organization(&new)
        .await
        .expect("an organization");
    access
        .organizations()
        .await
        .expect("organizations")
        .into_iter()
        .next()
        .expect("the organization")
}

async fn join(app: &App, organization: &Organization, now: Timestamp) -> Vec<PersonId> {
    let grant = Actor::system(organization.id)
        .require(Permission::ManagePeople)
        .expect("a grant");
    let mut people = Vec::new();
    for n in 0..PEOPLE {
        let email = Email::parse(&format!("p{n}@bench.example")).expect("an address");
        let invitation = NewInvitation {
            id: app.id(),
            email: email.clone(),
            role: Role::Frontline,
            token_hash: format!("token {n}"),
            invited_by: None,
            created_at: now,
            expires_at: now.plus_seconds(60),
        };
        app.store()
            .org(&grant)
            .invite(&invitation)
            .await
            .expect("invited");
        let account = NewAccount {
            id: app.id(),
            email,
            name: format!("Person {n}"),
            password_hash: String::new(),
            locale: Locale::En,
            created_at: now,
        };
        let id: PersonId = app.id();
        app.store()
            .access()
            .accept_invitation(&invitation.token_hash, &Joining::New(account), id, now)
            .await
            .expect("joined");
        people.push(id);
    }
    people
}

/// The places that the rules suggest, and the rules.
async fn furnish(app: &App, org: &OrgStore, now: Timestamp) {
    let mut places: Vec<&str> = RULES.iter().map(|rule| rule.place).collect();
    places.sort_unstable();
    places.dedup();
    let touchpoints = places.iter().map(|key| NewTouchpoint {
        id: app.id(),
        key: (*key).to_owned(),
        label: (*key).to_owned(),
        kind: TouchpointKind::Dynamic,
        existence: Existence::Live,
        stage: None,
        channel: None,
        owner: None,
        profile: Profile::default(),
    });
    let needed = Needed {
        touchpoints: touchpoints.collect(),
        ..Needed::default()
    };
    org.ensure_design(&needed).await.expect("a design");
    let design = org.design().await.expect("the design");
    for one in RULES {
        let place = design.touchpoint_by_key(one.place).map(|it| it.id);
        let kept = KeptRule {
            rule: one.rule(app.id(), None, place),
            created_at: now,
            removed_at: None,
        };
        org.put_care_rule(&kept).await.expect("a rule");
    }
}

/// Clients with touches over the last year and two expectations each, spread by a multiplier without chance.
async fn fill(
    app: &App,
    org: &OrgStore,
    page: std::ops::Range<usize>,
    people: &[PersonId],
    now: Timestamp,
) {
    let mut touches = Vec::new();
    let mut expectations = Vec::new();
    for n in page.clone() {
        let key = format!("client-{n}");
        let client_id: ClientId = app.id();
        for touch in 0..TOUCHES {
            let days = (n * 2_654_435_761 + touch * 97) % 360;
            touches.push(NewTouch {
                id: app.id(),
                client_id,
                source: "bench".into(),
                record: TouchRecord {
                    external_id: format!("{n}-{touch}"),
                    client: ClientRecord {
                        key: key.clone(),
                        name: Some(format!("Client {n}")),
                        ..ClientRecord::default()
                    },
                    touchpoint: RULES[(n + touch) % RULES.len()].place.to_owned(),
                    channel: None,
                    occurred_at: now.plus_seconds(-DAY * days as i64),
                    direction: Direction::Out,
                    planned: true,
                    note: None,
                    perception: None,
                    emotion: None,
                },
            });
        }
        for words in ["The figures a day before we talk", "No surprises on fees"] {
            expectations.push(NewExpectation {
                id: app.id(),
                client: NewClient {
                    id: client_id,
                    key: key.clone(),
                    name: None,
                    attributes: BTreeMap::new(),
                },
                words: words.to_owned(),
                level: Level::Must,
                depth: 1,
                status: Status::Confirmed,
                theme: None,
                source: "interview".to_owned(),
                stated_at: now.plus_seconds(-90 * DAY),
                confirmed_at: Some(now.plus_seconds(-60 * DAY)),
                half_life_days: HALF_LIFE_DAYS,
                contact: None,
                weight: None,
                target: None,
                evidence: Vec::new(),
            });
        }
    }
    org.record_touches(0, now, &touches).await.expect("touches");
    org.add_expectations(now, &expectations)
        .await
        .expect("expectations");
    for n in page {
        let found = org.client_by_key(&format!("client-{n}")).await;
        let client: Client = found.expect("read").expect("the client");
        let owned = Client {
            kind: ClientKind::Consumer,
            owner: Some(people[n % people.len()]),
            ..client
        };
        org.change_client(&owned, None, now).await.expect("owned");
    }
}
