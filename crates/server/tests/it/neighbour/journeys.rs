//! Journeys as designed, as the neighbour tries to reach them.

use serde_json::{Value, json};

use super::{Attempt, Made, Part};
use crate::world::Caller;

pub const PART: Part = Part {
    settle: |owner, made| Box::pin(settle(owner, made)),
    attempt,
    query: |_| "",
    lists: &["/v1/journeys"],
};

fn document(name: &str, stage: &str) -> Value {
    json!({ "version": 1, "name": name, "steps": [{ "id": "one", "stage": stage, "label": name }] })
}

async fn settle(owner: &mut Caller, made: &mut Made) {
    let stages = owner.get("/v1/stages").await.expect(200).body;
    let stage = stages["items"][0]["key"]
        .as_str()
        .expect("a stage")
        .to_owned();
    let journey = owner
        .post("/v1/journeys", document("Zebra journey", &stage))
        .await
        .expect(201)
        .body;
    made.in_path("journeys", &journey["id"]);
}

fn attempt(operation: &str, _made: &Made) -> Option<Attempt> {
    Some(match operation {
        "create_journey" | "import_journey" => Attempt::Reach(document("Mine", "zebra-stage")),
        "save_journey" => Attempt::Reach(json!({
            "revision": 1, "document": document("Taken", "zebra-stage"),
        })),
        _ => return None,
    })
}
