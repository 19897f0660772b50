//! Events, tiers and expectations, as the neighbour tries to reach them.

use serde_json::{Value, json};

use super::{Attempt, Made, Part};
use crate::world::Caller;

pub const PART: Part = Part {
    settle: |owner, made| Box::pin(settle(owner, made)),
    attempt,
    query: |_| "",
    lists: &[
        "/v1/event-kinds",
        "/v1/events",
        "/v1/tiers",
        "/v1/expectations",
    ],
};

async fn settle(owner: &mut Caller, made: &mut Made) {
    let kind = json!({ "label": "Zebra kind", "answer": { "touchpoints": ["zebra-wifi"], "within_days": 3 } });
    let kind = owner.post("/v1/event-kinds", kind).await.expect(201).body;
    made.in_path("event-kinds", &kind["key"]);
    let event = json!({
        "external_id": "z1", "client": { "key": "zebra-1" }, "kind": "zebra-kind", "occurred_at": "2026-01-05T10:00:00Z",
        "note": "zebra note",
    });
    let event = owner.post("/v1/events", event).await.expect(200).body;
    made.note("event", &event["results"][0]["id"]);
    let tier = json!({ "label": "Zebra tier", "attribute": "zebra", "value": "yes", "max_silence_days": 30 });
    let tier = owner.post("/v1/tiers", tier).await.expect(201).body;
    made.in_path("tiers", &tier["id"]);
    let expectation = json!({
        "client": { "key": "zebra-1" }, "words": "zebra words first", "level": "must", "status": "confirmed",
        "theme": "zebra-theme", "source": "interview", "stated_at": "2026-01-05T10:00:00Z",
    });
    let kept = owner
        .post("/v1/expectations", expectation)
        .await
        .expect(200)
        .body;
    made.in_path("expectations", &kept["results"][0]["id"]);
}

fn attempt(operation: &str, _made: &Made) -> Option<Attempt> {
    let client = json!({ "key": "c1" });
    let attempt: (bool, Value) = match operation {
        "create_event_kind" => (
            true,
            json!({ "label": "Mine", "answer": { "touchpoints": ["zebra-wifi"], "within_days": 3 } }),
        ),
        "change_event_kind" => (true, json!({ "label": "Taken" })),
        "record_events" => (
            false,
            json!({ "external_id": "e1", "client": client, "kind": "mine", "occurred_at": "2026-01-01T00:00:00Z" }),
        ),
        "create_tier" => (
            false,
            json!({ "label": "Mine", "attribute": "tier", "value": "mine" }),
        ),
        "change_tier" => (true, json!({ "label": "Taken" })),
        "add_expectations" => (
            false,
            json!({ "client": client, "words": "mine", "level": "must", "status": "assumed", "source": "guess" }),
        ),
        "confirm_expectation" => (true, json!({})),
        _ => return None,
    };
    Some(match attempt {
        (true, body) => Attempt::Reach(body),
        (false, body) => Attempt::Own(body),
    })
}
