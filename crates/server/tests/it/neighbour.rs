//! Nothing of one organization is seen or touched from another: every operation of openapi.json is tried by the
//! owner of the neighbour organization. An operation this file knows no sample for makes the test fail.

use axum::http::Method;
use serde_json::{Value, json};
use server::http::guard::PUBLIC;

use crate::world::{Caller, World, each_database};

mod clients;
mod discovery;
mod facts;
mod gaps;
mod inventory;
mod journeys;
mod ladder;
mod plans;
mod platform;
mod plusones;
mod programme;
mod promises;
mod today;
mod trust;

/// One part of the product, told in a file beside this one.
pub struct Part {
    /// Makes one of everything, called zebra, as the owner; notes their ids.
    pub settle: for<'a> fn(&'a mut Caller, &'a mut Made) -> futures::future::BoxFuture<'a, ()>,
    /// What the neighbour sends to an operation that takes a body.
    pub attempt: fn(&str, &Made) -> Option<Attempt>,
    /// Values of query parameters that an operation cannot do without, with the question mark.
    pub query: fn(&str) -> &'static str,
    /// Lists that must look the same to the owner before and after the neighbour's visit.
    pub lists: &'static [&'static str],
}

const PARTS: &[Part] = &[
    clients::PART,
    discovery::PART,
    facts::PART,
    gaps::PART,
    inventory::PART,
    journeys::PART,
    ladder::PART,
    plans::PART,
    platform::PART,
    plusones::PART,
    programme::PART,
    today::PART,
    promises::PART,
    trust::PART,
];

/// What stands in the organization that is tried. Everything of it is called zebra.
struct Zebra {
    organization: String,
    person: String,
    session: String,
    invitation: String,
    token: String,
    stage: String,
    channel: String,
    touchpoint: String,
    annotation: String,
    upload: String,
    import: String,
    mapping: String,
    proposal: Value,
    /// What the files beside this one have made.
    more: Made,
}

/// One of each thing of one part of the product.
#[derive(Default)]
pub struct Made {
    /// By the segment of the path after `/v1/`: what stands in its place of an id.
    in_path: Vec<(&'static str, String)>,
    /// Ids that the neighbour must never be shown, by a name of their own.
    ids: Vec<(&'static str, String)>,
}

impl Made {
    /// Something that stands in paths as `/v1/<segment>/{id}`.
    pub fn in_path(&mut self, segment: &'static str, id: &Value) {
        self.in_path.push((segment, text_of(id)));
    }

    /// Something that bodies name.
    pub fn note(&mut self, name: &'static str, id: &Value) {
        self.ids.push((name, text_of(id)));
    }

    /// The id noted under a name, or made for a path.
    pub fn id(&self, name: &str) -> &str {
        let all = self.ids.iter().chain(&self.in_path);
        let found = all.rev().find(|(known, _)| *known == name);
        &found.unwrap_or_else(|| panic!("nobody made a {name}")).1
    }
}

fn text_of(id: &Value) -> String {
    id.as_str()
        .unwrap_or_else(|| panic!("an id: {id}"))
        .to_owned()
}

/// What the neighbour tries.
pub enum Attempt {
    /// Reaches for something of the zebras, with this body: must be refused.
    Reach(Value),
    /// Does something of its own with this body: must say nothing of the zebras.
    Own(Value),
    /// The same, with a body that is not JSON.
    Raw(&'static str, &'static [u8]),
}

impl Zebra {
    /// The thing that a path names. `None`: nobody has said what stands there.
    fn in_path(&self, path: &str) -> Option<&str> {
        Some(match path.split('/').nth(2)? {
            "people" => &self.person,
            "sessions" => &self.session,
            "invitations" => &self.invitation,
            "tokens" => &self.token,
            "stages" => &self.stage,
            "channels" => &self.channel,
            "touchpoints" => &self.touchpoint,
            "annotations" => &self.annotation,
            "uploads" => &self.upload,
            "imports" => &self.import,
            "mappings" => &self.mapping,
            other => {
                let found = self
                    .more
                    .in_path
                    .iter()
                    .find(|(segment, _)| *segment == other);
                &found?.1
            }
        })
    }

    /// The body for an operation that takes one.
    fn attempt(&self, operation: &str) -> Option<Attempt> {
        use Attempt::{Own, Raw, Reach};
        let client = json!({ "key": "c1" });
        Some(match operation {
            "switch_organization" => Reach(json!({ "id": self.organization })),
            "change_me" => Own(json!({ "name": "Nadja" })),
            "create_organization" => Own(json!({ "name": "Third", "time_zone": "UTC" })),
            "change_organization" => Own(json!({ "name": "Second, renamed" })),
            "change_person" => Reach(json!({ "role": "analyst", "active": false })),
            "invite_person" => Own(json!({ "email": "n2@second.example", "role": "analyst" })),
            "create_token" => Own(json!({ "name": "mine", "scopes": ["read_design"] })),
            "create_stage" | "create_channel" => Own(json!({ "label": "Mine" })),
            "change_stage" | "change_channel" => Reach(json!({ "label": "Taken" })),
            "create_touchpoint" => Reach(json!({
                "label": "Mine", "kind": "static", "existence": "live", "stage": "zebra-stage",
            })),
            "change_touchpoint" => Reach(json!({ "label": "Taken" })),
            "create_annotation" => Reach(json!({
                "at": "2026-01-01T00:00:00Z", "label": "Mine", "touchpoint": self.touchpoint,
            })),
            "upload_file" => Raw("text/csv", b"id,score\n1,5\n"),
            "read_upload_again" => Reach(json!({ "header_rows": 1 })),
            "preview_upload" => Reach(json!({ "mapping": self.proposal })),
            "start_import" => Reach(json!({ "upload": self.upload, "mapping": self.proposal })),
            "save_mapping" => Own(json!({ "name": "Mine", "mapping": own(&self.proposal) })),
            "record_touches" => Own(json!({
                "external_id": "t1", "client": client, "touchpoint": "zebra-wifi", "occurred_at": "2026-01-01T00:00:00Z",
            })),
            "record_responses" => Own(json!({
                "external_id": "r1", "client": client, "occurred_at": "2026-01-01T00:00:00Z",
                "answers": [{ "question": "mine", "score": 9, "kind": "recommend", "scale": "0-10" }],
            })),
            _ => {
                let parts = PARTS.iter();
                return parts
                    .map(|part| (part.attempt)(operation, &self.more))
                    .find_map(|it| it);
            }
        })
    }
}

/// A mapping as the neighbour might have made it.
fn own(mapping: &Value) -> Value {
    mapping
        .to_string()
        .replace("zebra", "mine")
        .parse()
        .expect("JSON")
}

/// Values of query parameters that an operation cannot do without.
fn query(operation: &str) -> &'static str {
    match operation {
        "get_measure" | "export_measure_csv" | "export_measure_xlsx" => {
            "?measure=nps&by=question&by=touchpoint"
        }
        "compare_measures" => "?measure=nps&a=period:2026&b=period:2025",
        "upload_file" => "?name=mine.csv",
        _ => PARTS
            .iter()
            .map(|part| (part.query)(operation))
            .find(|it| !it.is_empty())
            .unwrap_or(""),
    }
}

#[tokio::test]
async fn every_operation_is_closed_to_the_neighbour() {
    each_database(|world| async move {
        let (mut owner, zebra) = settle(&world).await;
        let mut neighbour = move_in_next_door(&world, &mut owner, &zebra).await;
        let before = seen_by_owner(&mut owner).await;
        let document: Value = serde_json::from_str(&server::http::openapi_text()).unwrap();
        let mut tried = 0;
        for (path, methods) in document["paths"].as_object().unwrap() {
            for (method, operation) in methods.as_object().unwrap() {
                let name = operation["operationId"]
                    .as_str()
                    .expect("an operation has a name");
                if PUBLIC.contains(&name) {
                    continue;
                }
                let method: Method = method.to_uppercase().parse().unwrap();
                try_one(&mut neighbour, &zebra, &method, path, operation, name).await;
                tried += 1;
            }
        }
        assert!(tried > 40, "only {tried} operations were found");
        assert_eq!(
            seen_by_owner(&mut owner).await,
            before,
            "the neighbour has changed something"
        );
    })
    .await;
}

async fn try_one(
    neighbour: &mut Caller,
    zebra: &Zebra,
    method: &Method,
    path: &str,
    operation: &Value,
    name: &str,
) {
    let named = path.contains('{');
    let full = if named {
        let thing = zebra.in_path(path).unwrap_or_else(|| {
            panic!("{name}: say in tests/it/neighbour.rs, Zebra::in_path, which thing {path} names, and make one in `settle`")
        });
        let (start, rest) = path.split_once('{').unwrap();
        format!("{start}{thing}{}", rest.split_once('}').unwrap().1)
    } else {
        format!("{path}{}", query(name))
    };
    let attempt = operation.get("requestBody").map(|_| {
        zebra.attempt(name).unwrap_or_else(|| {
            panic!("{name}: say in tests/it/neighbour.rs, Zebra::attempt, what the neighbour sends to {method} {path}")
        })
    });
    let (reaches, answer) = match attempt {
        Some(Attempt::Reach(body)) => (
            true,
            neighbour.send(method.clone(), &full, Some(body)).await,
        ),
        Some(Attempt::Own(body)) => (
            named,
            neighbour.send(method.clone(), &full, Some(body)).await,
        ),
        Some(Attempt::Raw(kind, body)) => (
            named,
            neighbour
                .send_raw(method.clone(), &full, Some(kind), body.to_vec())
                .await,
        ),
        None => (named, neighbour.send(method.clone(), &full, None).await),
    };
    let status = answer.status.as_u16();
    let told = format!("{name}: {method} {full} answered {status}: {}", answer.text);
    assert!(status < 500, "{told}");
    if named {
        assert!(matches!(status, 403 | 404), "{told}");
    } else if reaches {
        assert!((400..500).contains(&status), "{told}");
    } else if *method == Method::GET {
        assert_eq!(status, 200, "{told}");
    }
    // A refusal may repeat what the neighbour itself has sent, and nothing else.
    let text = answer
        .text
        .to_lowercase()
        .replace("zebra-wifi", "")
        .replace("zebra-stage", "");
    let mut ids = vec![
        &zebra.organization,
        &zebra.person,
        &zebra.touchpoint,
        &zebra.import,
        &zebra.upload,
        &zebra.token,
    ];
    let made = zebra.more.in_path.iter().chain(&zebra.more.ids);
    // The number of a version stands in many texts; only what is unique gives something away.
    ids.extend(made.map(|(_, id)| id).filter(|id| id.len() > 8));
    let repeats = status >= 400;
    assert!(
        !text.contains("zebra") && (repeats || ids.iter().all(|id| !text.contains(id.as_str()))),
        "{told}"
    );
}

/// What the owner sees of what could have been changed.
async fn seen_by_owner(owner: &mut Caller) -> Vec<Value> {
    let mut seen = Vec::new();
    for path in [
        "/v1/people",
        "/v1/tokens",
        "/v1/invitations",
        "/v1/stages",
        "/v1/channels",
        "/v1/touchpoints",
        "/v1/annotations",
        "/v1/imports",
        "/v1/mappings",
        "/v1/audit?limit=500",
    ] {
        seen.push(owner.get(path).await.expect(200).body);
    }
    for path in PARTS.iter().flat_map(|part| part.lists) {
        seen.push(owner.get(path).await.expect(200).body);
    }
    seen
}

/// Makes one of everything.
async fn settle(world: &World) -> (Caller, Zebra) {
    let mut owner = world.owner().await;
    let id = |answer: &Value| answer["id"].as_str().expect("an id").to_owned();
    let me = owner.get("/v1/me").await.expect(200).body;
    let mut analyst = world
        .invited(&mut owner, "zebra-analyst@first.example", "analyst")
        .await;
    let person = analyst.get("/v1/me").await.expect(200).body["person"]["id"].clone();
    let invitation = json!({ "email": "zebra@first.example", "role": "analyst" });
    let invitation = owner
        .post("/v1/invitations", invitation)
        .await
        .expect(201)
        .body;
    let token = json!({ "name": "Zebra token", "scopes": ["read_design"] });
    let token = owner.post("/v1/tokens", token).await.expect(201).body;
    let stage = owner
        .post("/v1/stages", json!({ "label": "Zebra stage" }))
        .await
        .expect(201)
        .body;
    let channel = owner
        .post("/v1/channels", json!({ "label": "Zebra channel" }))
        .await
        .expect(201)
        .body;
    let touchpoint = json!({ "label": "Zebra wifi", "kind": "static", "existence": "live", "stage": "zebra-stage" });
    let touchpoint = owner
        .post("/v1/touchpoints", touchpoint)
        .await
        .expect(201)
        .body;
    let annotation = json!({ "at": "2026-01-01T00:00:00Z", "label": "Zebra day", "touchpoint": touchpoint["id"] });
    let annotation = owner
        .post("/v1/annotations", annotation)
        .await
        .expect(201)
        .body;
    let responses: Vec<Value> = (0..12)
        .map(|n| {
            json!({
                "external_id": format!("z{n}"), "client": { "key": format!("zebra-{n}"), "attributes": { "zebra": "yes" } },
                "occurred_at": "2026-01-05T10:00:00Z",
                "answers": [
                    { "question": "zebra-score", "score": 4, "kind": "rating", "scale": "1-5", "touchpoint": "zebra-wifi" },
                    { "question": "zebra-words", "text": "zebra words", "kind": "comment", "touchpoint": "zebra-wifi" },
                ],
            })
        })
        .collect();
    owner
        .post("/v1/responses", json!({ "items": responses }))
        .await
        .expect(200);
    let rows =
        (1..=40).map(|n| format!("z{n},2026-01-{:02},{},{}\n", n % 28 + 1, n % 11, n % 5 + 1));
    let file = format!("id,date,nps,satisfaction\n{}", rows.collect::<String>()).into_bytes();
    let upload = owner
        .send_raw(
            Method::POST,
            "/v1/uploads?name=zebra.csv",
            Some("text/csv"),
            file,
        )
        .await;
    assert!(upload.status.is_success(), "{}", upload.text);
    let (upload, proposal) = (id(&upload.body), upload.body["proposal"].clone());
    let mapping = owner
        .post(
            "/v1/mappings",
            json!({ "name": "Zebra mapping", "mapping": proposal }),
        )
        .await;
    assert!(mapping.status.is_success(), "{}", mapping.text);
    let import = owner
        .post(
            "/v1/imports",
            json!({ "upload": upload, "mapping": proposal }),
        )
        .await;
    assert!(import.status.is_success(), "{}", import.text);
    let session = owner.get("/v1/sessions").await.expect(200).body["items"][0].clone();
    let mut zebra = Zebra {
        organization: id(&me["organization"]),
        person: person.as_str().expect("an id").to_owned(),
        session: id(&session),
        invitation: id(&invitation),
        token: id(&token),
        stage: id(&stage),
        channel: id(&channel),
        touchpoint: id(&touchpoint),
        annotation: id(&annotation),
        upload,
        import: id(&import.body),
        mapping: id(&mapping.body),
        proposal,
        more: Made::default(),
    };
    for part in PARTS {
        (part.settle)(&mut owner, &mut zebra.more).await;
    }
    (owner, zebra)
}

/// A second organization on the same server, with an owner who knows nobody in the first.
async fn move_in_next_door(world: &World, owner: &mut Caller, zebra: &Zebra) -> Caller {
    let second = owner
        .post(
            "/v1/organizations",
            json!({ "name": "Second", "time_zone": "UTC" }),
        )
        .await
        .expect(201);
    owner
        .post(
            "/v1/session/organization",
            json!({ "id": second.body["id"] }),
        )
        .await
        .expect(200);
    let neighbour = world.invited(owner, "nadja@second.example", "owner").await;
    // Who made the second organization leaves it, and stays in the first.
    let people = owner.get("/v1/people").await.expect(200).body;
    let maker = people["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["name"] == "Olga Owner")
        .expect("the maker");
    let path = format!("/v1/people/{}", maker["id"].as_str().unwrap());
    owner
        .post(
            "/v1/session/organization",
            json!({ "id": zebra.organization }),
        )
        .await
        .expect(200);
    let mut neighbour = neighbour;
    neighbour
        .patch(&path, json!({ "active": false }))
        .await
        .expect(200);
    neighbour
}
