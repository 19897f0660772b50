//! Finding a client among a million while somebody types, on SQLite: fills a store with invented clients, types names, keys,
//! addresses, numbers and two words letter by letter, and prints how long each answer took.
//!
//! `BENCH_CLIENTS` says how many clients (a million when nothing is said); `BENCH_FOLDER` keeps the store for another run.

use std::time::{Duration, Instant};

use domain::access::{Actor, Email, Locale, Permission};
use domain::clients::contacts::{Contact, ContactDetails};
use domain::clients::{Client, ClientKind};
use domain::ids::{AccountId, ClientId, ContactId, ImportId, OrganizationId, PersonId};
use domain::time::{Timestamp, ZoneName};
use store::access::{NewAccount, NewOrganization};
use store::clients::{ClientImport, ClientOrder, ImportedClient};
use store::{OrgStore, Store};

const BATCH: u64 = 20_000;
/// Rows of one answer, as the list on the screen asks for them.
const PAGE: usize = 50;

const GIVEN: &[&str] = &[
    "Anna", "Ben", "Clara", "David", "Emma", "Felix", "Greta", "Hugo", "Ida", "Jakob", "Klara",
    "Leo", "Mia", "Noah", "Olga", "Paul", "Rosa", "Simon", "Thea", "Urs", "Vera", "Willi", "Xenia",
    "Yara", "Zoe", "Alma", "Bruno", "Carla", "Dario", "Elsa",
];
const FIRST: &[&str] = &[
    "Al", "Ber", "Cas", "Dor", "Eg", "Fen", "Gra", "Hol", "Im", "Jun", "Kes", "Lin", "Mar", "Net",
    "Oak", "Pel", "Quil", "Ros", "Sil", "Tam", "Un", "Van", "Wet", "Zel", "Ash", "Bri", "Cro",
    "Dun", "Ell", "Fal",
];
const MIDDLE: &[&str] = &["a", "e", "i", "o", "en", "er", "in", "an", "el", "or"];
const LAST: &[&str] = &[
    "bach", "berg", "born", "dahl", "feld", "gard", "heim", "holm", "horn", "ling", "lock", "mann",
    "mark", "ner", "quist", "sen", "ski", "son", "stein", "thal", "ton", "vik", "wald", "well",
    "wood",
];
const CITIES: &[&str] = &[
    "Aarau", "Basel", "Chur", "Davos", "Genf", "Luzern", "Olten", "Thun", "Uster", "Zug",
];

/// The n-th number of a reproducible sequence.
fn mix(n: u64) -> u64 {
    let mut x = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

fn pick(list: &[&'static str], chance: u64) -> &'static str {
    // A few names are frequent and many are rare, as with people.
    let unit = (chance >> 11) as f64 / (1_u64 << 53) as f64;
    let at = (unit * unit * list.len() as f64) as usize;
    list[at.min(list.len() - 1)]
}

struct Person {
    given: &'static str,
    family: String,
    key: String,
    email: String,
    phone: String,
    city: &'static str,
}

fn person(n: u64) -> Person {
    let of = |k: u64| mix(n * 16 + k);
    let given = pick(GIVEN, of(1));
    let family = format!(
        "{}{}{}",
        pick(FIRST, of(2)),
        pick(MIDDLE, of(3)),
        pick(LAST, of(4))
    );
    Person {
        email: format!("{given}.{family}{}@mail.example", n % 977).to_lowercase(),
        phone: format!(
            "+41 {:02} {:03} {:04}",
            20 + of(5) % 70,
            of(6) % 1000,
            of(7) % 10_000
        ),
        key: format!("K-{n:07}"),
        city: pick(CITIES, of(8)),
        given,
        family,
    }
}

fn uuid(kind: u64, n: u64) -> String {
    format!("{kind:08x}-0000-7000-8000-{n:012x}")
}

fn id<I: std::str::FromStr>(kind: u64, n: u64) -> I {
    uuid(kind, n).parse().unwrap_or_else(|_| panic!("an id"))
}

async fn open(store: &Store) -> OrgStore {
    let access = store.access();
    let organization: OrganizationId = id(1, 1);
    if access.setup_needed().await.expect("an answer") {
        let now = Timestamp::EPOCH;
        access.put_setup_token("x", now).await.expect("a token");
        let new = NewOrganization {
            id: organization,
            name: "Bench".to_owned(),
            time_zone: ZoneName::utc(),
            demo: false,
            created_at: now,
        };
        let owner = NewAccount {
            id: id::<AccountId>(2, 1),
            email: Email::parse("owner@example.org").expect("an address"),
            name: "Owner".to_owned(),
            password_hash: "none".to_owned(),
            locale: Locale::En,
            created_at: now,
        };
        access
            .set_up("x", &new, &owner, id::<PersonId>(3, 1))
            .await
            .expect("an organization");
    }
    let grant = Actor::system(organization)
        .require(Permission::EditClients)
        .expect("a grant");
    store.org(&grant)
}

async fn fill(org: &OrgStore, from: u64, to: u64) {
    let mut first = from;
    while first < to {
        let clients: Vec<ImportedClient> = (first..(first + BATCH).min(to))
            .map(|n| {
                let person = person(n);
                let name = format!("{} {}", person.given, person.family);
                ImportedClient {
                    client: Client {
                        id: id::<ClientId>(4, n),
                        no: 0,
                        key: person.key,
                        name: Some(name.clone()),
                        kind: ClientKind::Consumer,
                        owner: None,
                        attributes: [
                            ("city".to_owned(), person.city.to_owned()),
                            (
                                "tier".to_owned(),
                                ["Essential", "Plus", "Premier"][(n % 3) as usize].to_owned(),
                            ),
                        ]
                        .into(),
                        created_at: Timestamp::EPOCH,
                        last_touch_at: None,
                        merged_into: None,
                    },
                    new: true,
                    before: None,
                    known_contacts: Vec::new(),
                    new_contacts: vec![Contact {
                        id: id::<ContactId>(5, n),
                        client: 0,
                        created_at: Timestamp::EPOCH,
                        removed_at: None,
                        details: ContactDetails {
                            name,
                            emails: vec![person.email],
                            phones: vec![person.phone],
                            ..ContactDetails::default()
                        },
                    }],
                    changed_contacts: Vec::new(),
                }
            })
            .collect();
        let import = ClientImport {
            id: id::<ImportId>(6, first),
            name: "bench".to_owned(),
            at: Timestamp::EPOCH,
            by_name: "bench".to_owned(),
            counts: serde_json::json!({}),
            rejects: None,
        };
        org.import_clients(&import, &clients, Timestamp::EPOCH)
            .await
            .expect("clients");
        first += BATCH;
        if first.is_multiple_of(200_000) {
            eprintln!("{first} clients");
        }
    }
}

fn show(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at =
        |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1_000.0;
    println!(
        "| {what} | {} | {:.1} | {:.1} | {:.1} |",
        times.len(),
        at(0.5),
        at(0.95),
        at(1.0)
    );
}

/// Every beginning of a text, as it is typed.
fn typed(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    (1..=letters.len().min(14))
        .map(|end| letters[..end].iter().collect())
        .collect()
}

async fn measure(org: &OrgStore, what: &str, queries: &[String], all: &mut Vec<Duration>) {
    let mut times = Vec::with_capacity(queries.len());
    for query in queries {
        let begun = Instant::now();
        let page = org
            .search_clients(query, None, PAGE)
            .await
            .expect("an answer");
        let numbers: Vec<i64> = page.items.iter().map(|client| client.no).collect();
        org.contacts_of(&numbers, false).await.expect("contacts");
        times.push(begun.elapsed());
    }
    all.extend(&times);
    show(what, times);
}

#[tokio::main]
async fn main() {
    // `cargo test` runs benches too, with this argument, and has no time for a million.
    if !std::env::args().any(|it| it == "--bench") {
        return;
    }
    let count: u64 = std::env::var("BENCH_CLIENTS")
        .ok()
        .and_then(|it| it.parse().ok())
        .unwrap_or(1_000_000);
    let temporary = tempfile::tempdir().expect("a folder");
    let folder =
        std::env::var_os("BENCH_FOLDER").map_or_else(|| temporary.path().to_owned(), Into::into);
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("clients.db");
    let store = Store::open(&path.to_string_lossy()).await.expect("a store");
    store.migrate().await.expect("a schema");
    let org = open(&store).await;
    let there = u64::try_from(org.count_clients().await.expect("a count")).unwrap_or_default();
    let begun = Instant::now();
    fill(&org, there, count).await;
    let bytes = std::fs::metadata(&path)
        .map(|it| it.len())
        .unwrap_or_default();
    println!(
        "{count} clients with a contact each; {} of them written in {:.0} s; the store has {:.1} GB.\n",
        count.saturating_sub(there),
        begun.elapsed().as_secs_f64(),
        bytes as f64 / 1e9
    );
    println!(
        "| typed | questions | p50 ms | p95 ms | slowest ms |\n| --- | --- | --- | --- | --- |"
    );
    let some: Vec<Person> = (0..40).map(|n| person(mix(n * 31 + 7) % count)).collect();
    let mut all = Vec::new();
    let one: Vec<String> = ('a'..='z').chain('0'..='9').map(String::from).collect();
    measure(&org, "one letter", &one, &mut all).await;
    let of = |text: &dyn Fn(&Person) -> String| -> Vec<String> {
        some.iter().flat_map(|it| typed(&text(it))).collect()
    };
    measure(
        &org,
        "a family name, letter by letter",
        &of(&|it| it.family.clone()),
        &mut all,
    )
    .await;
    measure(
        &org,
        "given and family name, letter by letter",
        &of(&|it| format!("{} {}", it.given, it.family)),
        &mut all,
    )
    .await;
    let two: Vec<String> = some
        .iter()
        .flat_map(|it| {
            let (given, family) = (it.given.to_lowercase(), it.family.to_lowercase());
            (1..=4).flat_map(move |a| {
                let (given, family) = (given.clone(), family.clone());
                (1..=4).map(move |b| {
                    format!(
                        "{} {}",
                        &given[..a.min(given.len())],
                        &family[..b.min(family.len())]
                    )
                })
            })
        })
        .collect();
    measure(&org, "the beginnings of two words", &two, &mut all).await;
    let three: Vec<String> = some
        .iter()
        .flat_map(|it| {
            typed(&it.family)
                .into_iter()
                .map(|typed| format!("{typed} {} premier", it.city))
        })
        .collect();
    measure(&org, "a name, a city and a tier", &three, &mut all).await;
    measure(
        &org,
        "an address, letter by letter",
        &of(&|it| it.email.clone()),
        &mut all,
    )
    .await;
    measure(
        &org,
        "a phone number, digit by digit",
        &of(&|it| it.phone.clone()),
        &mut all,
    )
    .await;
    measure(
        &org,
        "a key, letter by letter",
        &of(&|it| it.key.clone()),
        &mut all,
    )
    .await;
    measure(
        &org,
        "nobody",
        &of(&|it| format!("{}x {}q", it.family, it.given)),
        &mut all,
    )
    .await;
    show("all of these", all);
    let mut times = Vec::new();
    for _ in 0..50 {
        let begun = Instant::now();
        org.list_clients(ClientOrder::Name, None, PAGE)
            .await
            .expect("a page");
        times.push(begun.elapsed());
    }
    show("nothing: the first page by name", times);
    store.close().await;
}
