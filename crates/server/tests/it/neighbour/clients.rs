//! Clients as an address book, as the neighbour tries to reach them.

use serde_json::{Value, json};

use super::{Attempt, Made, Part};
use crate::world::Caller;

pub const PART: Part = Part {
    settle: |owner, made| Box::pin(settle(owner, made)),
    attempt,
    query: |_| "",
    lists: &["/v1/clients", "/v1/attributes"],
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
    let attribute = json!({ "label": "Zebra wine", "kind": "text", "benefit_to_client": "Zebras are served what they like." });
    let attribute = owner
        .post("/v1/attributes", attribute)
        .await
        .expect(201)
        .body;
    made.in_path("attributes", &attribute["key"]);
}

fn attempt(operation: &str, made: &Made) -> Option<Attempt> {
    let attempt: (bool, Value) = match operation {
        "create_client" => (false, json!({ "name": "Mine" })),
        "change_client" => (true, json!({ "name": "Taken" })),
        "create_contact" => (true, json!({ "name": "Mine" })),
        "change_contact" => (true, json!({ "name": "Taken" })),
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
