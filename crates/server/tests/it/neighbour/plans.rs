//! Touch plans and deliveries, as the neighbour tries to reach them.

use axum::http::Method;
use serde_json::json;

use super::{Attempt, Made, Part};
use crate::world::Caller;

pub const PART: Part = Part {
    settle: |owner, made| Box::pin(settle(owner, made)),
    attempt,
    query: |_| "",
    lists: &["/v1/plans", "/v1/conduct"],
};

async fn settle(owner: &mut Caller, made: &mut Made) {
    let all = owner.get("/v1/touchpoints").await.expect(200).body;
    let touchpoint = &all["items"][0]["id"];
    let path = format!("/v1/touchpoints/{}", touchpoint.as_str().expect("an id"));
    let document = json!({ "purpose": "Zebras feel at home", "emotions": ["zebra calm"] });
    let form = json!({ "revision": 0, "document": document });
    let plan = format!("{path}/plan");
    let kept = owner.send(Method::PUT, &plan, Some(form)).await.expect(200);
    made.note("plan", &kept.body["draft"]["id"]);
    let form = json!({
        "external_id": "zebra-visit", "client": { "key": "zebra-1", "name": "Zebra household" },
        "occurred_at": "2026-01-06T10:00:00Z", "note": "A zebra's visit", "self_score": null,
        "defects": [{ "words": "Zebra waited" }],
    });
    let delivery = owner.post(&format!("{path}/deliveries"), form).await;
    let delivery = delivery.expect(201).body;
    made.in_path("deliveries", &delivery["id"]);
    made.in_path("touches", &delivery["touch"]);
}

fn attempt(operation: &str, _made: &Made) -> Option<Attempt> {
    let client = json!({ "key": "c1" });
    Some(Attempt::Reach(match operation {
        "save_plan" => json!({ "revision": 0, "document": { "purpose": "Mine" } }),
        "review_plan" | "reopen_plan" | "publish_plan" | "discard_plan" => json!({ "revision": 1 }),
        "record_delivery" => json!({ "client": client, "occurred_at": "2026-01-06T10:00:00Z" }),
        "score_delivery" => json!({ "self_score": 3 }),
        "record_felt" => json!({ "perception": -3 }),
        _ => return None,
    }))
}
