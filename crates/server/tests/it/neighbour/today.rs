//! Care rules, prompts and calendars, as the neighbour tries to reach them.

use serde_json::json;

use super::{Attempt, Made, Part};
use crate::world::Caller;

pub const PART: Part = Part {
    settle: |owner, made| Box::pin(settle(owner, made)),
    attempt,
    query: |_| "",
    lists: &["/v1/care-rules", "/v1/today", "/v1/calendar-links"],
};

async fn settle(owner: &mut Caller, made: &mut Made) {
    let touch = json!({
        "external_id": "zebra-touch", "client": { "key": "zebra-1", "name": "Zebra" }, "touchpoint": "zebra-wifi",
        "occurred_at": "2026-01-05T10:00:00Z",
    });
    owner.post("/v1/touches", touch).await.expect(200);
    let rule = json!({ "name": "Zebra care", "kind": "rhythm", "every_days": 1 });
    let rule = owner.post("/v1/care-rules", rule).await.expect(201).body;
    made.in_path("care-rules", &rule["id"]);
    // Clients are known since now: the first day of their rhythm is tomorrow.
    let today = owner.get("/v1/today").await.expect(200).body;
    let touch = &today["touches"][0];
    made.in_path("today", &touch["prompts"][0]["id"]);
    made.in_path("clients", &touch["client"]["id"]);
    made.note("prompted client", &touch["client"]["id"]);
    let link = owner.post("/v1/calendar-links", json!({})).await;
    made.in_path("calendar-links", &link.expect(201).body["link"]["id"]);
}

fn attempt(operation: &str, made: &Made) -> Option<Attempt> {
    let rule = json!({ "name": "Mine", "kind": "rhythm", "every_days": 30 });
    Some(match operation {
        "create_care_rule" => Attempt::Own(rule),
        "change_care_rule" => Attempt::Reach(rule),
        "snooze_prompt" => Attempt::Reach(json!({ "until": "2026-03-10", "reason": "Mine" })),
        "mark_prompt_not_needed" => Attempt::Reach(json!({ "reason": "Mine" })),
        "log_touch" => Attempt::Reach(json!({
            "id": "mine", "client": made.id("prompted client"), "touchpoint": "0192f0c1-0000-7000-8000-00000000ffff",
            "occurred_at": "2026-03-01T10:00:00Z",
        })),
        _ => return None,
    })
}
