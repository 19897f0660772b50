//! What clients expect, sessions in which it is asked for and the client's own page, as the neighbour tries to reach
//! them.

use serde_json::{Value, json};

use super::{Attempt, Made, Part};
use crate::world::Caller;

pub const PART: Part = Part {
    settle: |owner, made| Box::pin(settle(owner, made)),
    attempt,
    query: |_| "",
    lists: &["/v1/expectations/due", "/v1/iceberg"],
};

async fn settle(owner: &mut Caller, made: &mut Made) {
    let client = json!({ "name": "Zebra people", "kind": "household", "key": "zebra-people" });
    let client = owner.post("/v1/clients", client).await.expect(201).body;
    let client = client["id"].as_str().expect("an id");
    made.note("zebra people", &json!(client));
    let session = json!({
        "questions": ["bad-news"], "note": "zebra note",
        "statements": [{ "words": "Zebras want grass.", "level": "must", "depth": 2, "theme": "zebra-grass" }],
    });
    let path = format!("/v1/clients/{client}/discoveries");
    let session = owner.post(&path, session).await.expect(201).body;
    made.in_path("discoveries", &session["id"]);
    let path = format!("/v1/clients/{client}/links");
    let link = owner.post(&path, json!({})).await.expect(201).body;
    made.in_path("client-links", &link["link"]["id"]);
    // Somebody asks for a new one, by the old one.
    let secret = link["address"].as_str().expect("an address");
    let asked = secret.replace("/c/", "/v1/portal/") + "/ask-for-link";
    owner.post(&asked, Value::Null).await.expect(204);
    let path = format!("/v1/clients/{client}/link-requests");
    let waiting = owner.get(&path).await.expect(200).body;
    made.in_path("link-requests", &waiting["items"][0]["id"]);
    let path = format!("/v1/clients/{client}/changes");
    let change = json!({ "words": "Zebra grass is there.", "said": "No zebra grass!" });
    let change = owner.post(&path, change).await.expect(201).body;
    made.in_path("client-changes", &change["id"]);
}

fn attempt(operation: &str, _made: &Made) -> Option<Attempt> {
    let attempt: (bool, Value) = match operation {
        "change_expectation" => (true, json!({ "words": "Taken" })),
        "check_wording" => (false, json!({ "text": "How satisfied are you?" })),
        "begin_discovery" | "create_client_link" | "play_back_discovery" => (true, json!({})),
        "change_discovery" => (true, json!({ "note": "Taken" })),
        "add_client_change" => (true, json!({ "words": "Taken" })),
        _ => return None,
    };
    Some(match attempt {
        (true, body) => Attempt::Reach(body),
        (false, body) => Attempt::Own(body),
    })
}
