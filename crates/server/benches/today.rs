//! How fast Today opens: `BENCH_CLIENTS` clients (100,000 when not said) of 12 people on SQLite, each with touches,
//! expectations, four care rules and a live plan; a fifth were promised something, a third got one of 30 plus-ones, one in
//! fifty wrote something. Most prompts are due. It prints a table and never fails for being slow.
#![allow(
    clippy::disallowed_methods,
    reason = "a stopwatch is what a benchmark is"
)]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use domain::access::{Actor, Email, Locale, Organization, Permission, Role};
use domain::clients::{Client, ClientKind};
use domain::demo::care::RULES;
use domain::design::plans::{Plan, PlanDocument, PlanState, Stamp, Trigger, TriggerKind, Window};
use domain::design::{Existence, Profile, QuestionKind, TouchpointKind};
use domain::ids::{ClientId, PersonId, PlusOneId, TouchpointId};
use domain::loyalty::plusones::{Card, CostClass, Reaction};
use domain::loyalty::promises::{Fact, Happened, Made, Promise, standing};
use domain::loyalty::{HALF_LIFE_DAYS, Level, Status};
use domain::signals::record::{
    AnswerRecord, AnswerValue, ClientRecord, Direction, ResponseRecord, TouchRecord,
};
use domain::time::{Timestamp, ZoneName};
use server::App;
use server::app::{Clock, TestClock};
use server::config::{Config, Sources};
use server::prompts::ops::refresh::catch_up;
use server::prompts::ops::today::show_today;
use store::access::{Joining, NewAccount, NewInvitation, NewOrganization};
use store::clients::NewClient;
use store::design::plans::PlanStep;
use store::design::{Needed, NewQuestion, NewTouchpoint};
use store::loyalty::NewExpectation;
use store::loyalty::plusones::{NewGift, NewPlusOne, Taking};
use store::loyalty::promises::NewPromise;
use store::prompts::KeptRule;
use store::signals::{NewResponse, NewTouch};
use store::{OrgStore, Store};

const PEOPLE: usize = 12;
const TOUCHES: usize = 3;
const PAGE: usize = 2_000;
const DAY: i64 = 86_400;
const PLUS_ONES: usize = 30;
/// The question under which clients write.
const WORDS: &str = "in-your-words";

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
    surprise(&app, &org, clients, now).await;
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
    let (mut shown, mut full) = (0, [0; 4]);
    for _ in 0..rounds {
        for person in &people {
            let actor = Actor::person(organization.id, *person, Role::Frontline);
            let started = Instant::now();
            let today = show_today(&app, &actor).await.expect("today");
            times.push(started.elapsed());
            shown += today.touches.len();
            full[0] += today
                .touches
                .iter()
                .filter(|it| it.plus_one.is_some())
                .count();
            full[1] += today
                .touches
                .iter()
                .map(|it| it.promises.len())
                .sum::<usize>();
            full[2] += today.promises.len();
            full[3] += today.words.len();
        }
    }
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    let millis = |time: Duration| time.as_secs_f64() * 1_000.0;
    println!(
        "in all days together: {} plus-ones suggested, {} promises of clients, {} of one's own, {} newest words",
        full[0], full[1], full[2], full[3],
    );
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
    let words = NewQuestion {
        id: app.id(),
        key: WORDS.to_owned(),
        label: "In your words".to_owned(),
        kind: QuestionKind::Comment,
        scale: None,
        touchpoint: Some(places[0].to_owned()),
        aspect: None,
        primary: false,
    };
    let needed = Needed {
        touchpoints: touchpoints.collect(),
        questions: vec![words],
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
    let from = places[0].to_owned();
    let at = design.touchpoint_by_key(places[1]).expect("a place").id;
    org.step_plan(&plan(app, at, from, now))
        .await
        .expect("a plan");
}

/// A live plan that is set off by a touch at another place.
fn plan(app: &App, touchpoint: TouchpointId, from: String, now: Timestamp) -> PlanStep {
    let stamp = Stamp { by: None, at: now };
    let document = PlanDocument {
        trigger: Some(Trigger {
            kind: TriggerKind::Touch,
            event: None,
            touchpoint: Some(from),
            attribute: None,
            words: String::new(),
        }),
        window: Some(Window {
            from_days: 0,
            to_days: 7,
        }),
        ..PlanDocument::default()
    };
    PlanStep {
        touchpoint,
        revision: 0,
        name: "publish",
        stamp,
        put: vec![Plan {
            id: app.id(),
            touchpoint,
            version: 1,
            document: document.clone(),
            state: PlanState::Live {
                saved: stamp,
                reviewed: stamp,
                published: stamp,
            },
        }],
        discard: None,
        shown: (1, document),
        make_touchpoint_live: true,
    }
}

/// Plus-ones of which a third of the clients got one, and most took it well.
async fn surprise(app: &App, org: &OrgStore, clients: usize, now: Timestamp) {
    let numbers = org.client_numbers(0, clients).await.expect("clients");
    for n in 0..PLUS_ONES {
        let id: PlusOneId = app.id();
        let new = NewPlusOne {
            id,
            card: Card {
                words: format!("A small extra, number {n}"),
                cost_class: CostClass::Small,
                cost_cents: 100,
                currency: "EUR".to_owned(),
                minutes: 5,
                ask_first: n % 7 == 0,
                hold_out_percent: 10,
            },
            touchpoint: None,
            votes: 0,
            sprint: None,
            replaces: None,
            made_at: now.plus_seconds(-300 * DAY),
            made_by: None,
        };
        org.add_plus_one(&new).await.expect("a plus-one");
        let of_this = numbers.iter().skip(n).step_by(3 * PLUS_ONES).enumerate();
        let gifts: Vec<NewGift> = of_this
            .map(|(turn, client)| NewGift {
                id: app.id(),
                client: *client,
                at: now.plus_seconds(-DAY * (turn % 200) as i64 - DAY),
                held_out: false,
                asked_first: true,
                taking: Taking {
                    reaction: Some(if turn % 2 == 0 {
                        Reaction::Wow
                    } else {
                        Reaction::Noticed
                    }),
                    felt: None,
                    words: None,
                    at: Some(now),
                },
                external_id: None,
                given_by: None,
            })
            .collect();
        org.give_many(id, &gifts, now).await.expect("given");
    }
}

/// What one of us said they would do for a client within the week.
fn promised(app: &App, client: &Client, who: PersonId, days: i64, now: Timestamp) -> NewPromise {
    let facts = vec![Fact {
        no: 1,
        noted_at: now,
        noted_by: Some(who),
        corrects: None,
        what: Happened::Made(Made {
            words: "Send the figures".to_owned(),
            who: Some(who),
            at: now.plus_seconds(-DAY),
            due_at: now.plus_seconds(days * DAY),
        }),
    }];
    NewPromise {
        promise: Promise {
            id: app.id(),
            client: client.id,
            client_key: client.key.clone(),
            client_name: client.name.clone(),
            standing: standing(&facts).expect("a promise"),
            facts,
        },
        client_no: client.no,
        contact: None,
        touch: None,
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
    let wrote = page.clone().filter(|n| n % 50 == 0).map(|n| NewResponse {
        id: app.id(),
        client_id: app.id(),
        source: "bench".into(),
        record: ResponseRecord {
            external_id: format!("words {n}"),
            client: ClientRecord {
                key: format!("client-{n}"),
                ..ClientRecord::default()
            },
            occurred_at: now.plus_seconds(-DAY * (n % 90) as i64),
            channel: None,
            weight: 1.0,
            answers: vec![AnswerRecord {
                question: WORDS.into(),
                value: AnswerValue::Text("It took three calls to get an answer.".to_owned()),
            }],
        },
    });
    let wrote: Vec<NewResponse> = wrote.collect();
    org.record_touches(0, now, &touches).await.expect("touches");
    org.record_responses(0, now, &wrote).await.expect("words");
    org.add_expectations(now, &expectations)
        .await
        .expect("expectations");
    let mut promises = Vec::new();
    for n in page {
        let found = org.client_by_key(&format!("client-{n}")).await;
        let client: Client = found.expect("read").expect("the client");
        let owned = Client {
            kind: ClientKind::Consumer,
            owner: Some(people[n % people.len()]),
            ..client
        };
        org.change_client(&owned, None, now).await.expect("owned");
        if n % 5 == 0 {
            let who = people[n % people.len()];
            promises.push(promised(app, &owned, who, (n % 30) as i64, now));
        }
    }
    org.add_promises(now, &promises).await.expect("promised");
}
