//! The ladder and readings, as the neighbour tries to reach them.

use serde_json::{Value, json};

use super::{Attempt, Made, Part};
use crate::world::Caller;

pub const PART: Part = Part {
    settle: |owner, made| Box::pin(settle(owner, made)),
    attempt,
    query: |_| "",
    lists: &["/v1/ladder/rules", "/v1/ladder/gaps", "/v1/ladder/ok-trap"],
};

async fn settle(owner: &mut Caller, made: &mut Made) {
    let expectation = json!({
        "client": { "key": "zebra-1" }, "words": "zebra words of the ladder", "level": "must", "status": "confirmed",
        "theme": "zebra-ladder", "source": "interview", "stated_at": "2026-01-05T10:00:00Z",
    });
    let kept = owner
        .post("/v1/expectations", expectation)
        .await
        .expect(200)
        .body;
    let id = kept["results"][0]["id"].as_str().unwrap();
    // Numbers are each organization's own: a few before it, so that no fact of the neighbour has the same.
    let path = format!("/v1/expectations/{id}/readings");
    let mut last = Value::Null;
    for _ in 0..5 {
        let reading = json!({ "delta": -1, "words": "zebra said so" });
        last = owner.post(&path, reading).await.expect(201).body;
    }
    made.in_path("readings", &json!(last["id"].to_string()));
    made.note("read_expectation", &kept["results"][0]["id"]);
}

fn attempt(operation: &str, made: &Made) -> Option<Attempt> {
    Some(match operation {
        "add_reading" => Attempt::Reach(json!({ "delta": 1 })),
        "suppose_standing" => Attempt::Reach(json!({
            "met": [{ "expectation": made.id("read_expectation"), "delta": 0 }], "plus_one": true,
        })),
        "set_ladder_rules" => Attempt::Own(json!({
            "tolerance": 0.5, "reading_days": 365, "plus_one_days": 182, "revenue_attribute": "own",
        })),
        "import_pairs" => Attempt::Own(json!({
            "csv": "e,p\n5,6\n", "source": "own", "scale_low": 1, "scale_high": 7,
            "pairs": [{ "expected": "e", "perceived": "p", "item": "own", "words": "own words" }],
        })),
        _ => return None,
    })
}
