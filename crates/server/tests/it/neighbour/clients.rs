//! Clients as an address book, as the neighbour tries to reach them.

use axum::http::Method;
use serde_json::{Value, json};

use super::{Attempt, Made, Part};
use crate::world::Caller;

pub const PART: Part = Part {
    settle: |owner, made| Box::pin(settle(owner, made)),
    attempt,
    query: |operation| match operation {
        "import_clients" => "?name=mine.csv",
        _ => "",
    },
    lists: &[
        "/v1/clients",
        "/v1/clients/imports",
        "/v1/attributes",
        "/v1/segments",
        "/v1/merges",
        "/v1/duplicates",
    ],
};

async fn settle(owner: &mut Caller, made: &mut Made) {
    let client = json!({ "name": "Zebra house", "kind": "household", "identities": [{ "system": "crm", "key": "zebra-9" }] });
    let client = owner.post("/v1/clients", client).await.expect(201).body;
    made.in_path("clients", &client["id"]);
    let contacts = format!(
        "/v1/clients/{}/contacts",
        client["id"].as_str().expect("an id")
    );
    let contact = json!({ "name": "Zebra Zoe", "emails": ["zoe@zebra.example"] });
    let contact = owner.post(&contacts, contact).await.expect(201).body;
    made.in_path("contacts", &contact["id"]);
    let twin = json!({ "name": "Zebra house", "kind": "household" });
    let twin = owner.post("/v1/clients", twin).await.expect(201).body;
    made.note("twin", &twin["id"]);
    let third = owner
        .post("/v1/clients", json!({ "name": "Zebra hut" }))
        .await
        .expect(201)
        .body;
    let merge = json!({ "keep": client["id"], "drop": third["id"] });
    let merge = owner.post("/v1/merges", merge).await.expect(201).body;
    made.in_path("merges", &merge["id"]);
    let file = b"Key,Name,Birthday\nz-import,Zebra import,never\n".to_vec();
    let path = "/v1/clients/import?name=zebra.csv";
    let import = owner
        .send_raw(Method::POST, path, Some("text/csv"), file)
        .await;
    made.note("client import", &import.expect(200).body["id"]);
    let attribute = json!({ "label": "Zebra wine", "kind": "text", "benefit_to_client": "Zebras are served what they like." });
    let attribute = owner
        .post("/v1/attributes", attribute)
        .await
        .expect(201)
        .body;
    made.in_path("attributes", &attribute["key"]);
    let everybody = json!({ "name": "Zebra herd", "filter": { "all": [] } });
    let segment = owner.post("/v1/segments", everybody).await.expect(201).body;
    made.in_path("segments", &segment["id"]);
}

fn attempt(operation: &str, made: &Made) -> Option<Attempt> {
    if operation == "import_clients" {
        return Some(Attempt::Raw("text/csv", b"Key,Name\nmine,Mine\n"));
    }
    let attempt: (bool, Value) = match operation {
        "create_client" => (false, json!({ "name": "Mine" })),
        "change_client" => (true, json!({ "name": "Taken" })),
        "create_contact" => (true, json!({ "name": "Mine" })),
        "change_contact" => (true, json!({ "name": "Taken" })),
        "tell_clients_apart" | "doubt_clients_again" => (
            true,
            json!({ "a": made.id("clients"), "b": made.id("twin") }),
        ),
        "merge_clients" => (
            true,
            json!({ "keep": made.id("clients"), "drop": made.id("twin") }),
        ),
        "create_segment" => (false, json!({ "name": "Mine", "filter": { "all": [] } })),
        "change_segment" => (true, json!({ "name": "Taken" })),
        "preview_segment" => (false, json!({ "filter": { "all": [] } })),
        "create_attribute" => (
            false,
            json!({ "label": "Mine", "kind": "text", "benefit_to_client": "Mine." }),
        ),
        "change_attribute" => (true, json!({ "label": "Taken" })),
        "use_attribute" => (
            true,
            json!({ "client": made.id("clients"), "how": "Taken" }),
        ),
        "record_consent" => (
            true,
            json!({ "purpose": "survey", "status": "granted", "source": "call" }),
        ),
        _ => return None,
    };
    Some(match attempt {
        (true, body) => Attempt::Reach(body),
        (false, body) => Attempt::Own(body),
    })
}
