//! The customer's world, the programme and its published page, as the neighbour tries to reach them.

use serde_json::json;

use super::{Attempt, Made, Part};
use crate::world::Caller;

pub const PART: Part = Part {
    settle: |owner, made| Box::pin(settle(owner, made)),
    attempt,
    query: |_| "",
    lists: &["/v1/world", "/v1/programme/links"],
};

async fn settle(owner: &mut Caller, made: &mut Made) {
    let insight = json!({
        "facet": "pressure", "words": "Zebras fear lions.", "quote": "Zebra zebra", "evidence": "interview",
        "assumes": { "theme": "zebra-fear", "level": "must" },
    });
    let insight = owner.post("/v1/world", insight).await.expect(201).body;
    made.in_path("world", &insight["id"]);
    let link = owner
        .post("/v1/programme/links", json!({ "name": "Zebra board" }))
        .await
        .expect(201)
        .body;
    made.in_path("programme", &link["id"]);
}

fn attempt(operation: &str, _made: &Made) -> Option<Attempt> {
    Some(match operation {
        "note_insight" => {
            Attempt::Own(json!({ "facet": "day", "words": "Mine", "evidence": "review" }))
        }
        "change_insight" => Attempt::Reach(json!({ "words": "Taken" })),
        "publish_progress" => Attempt::Own(json!({ "name": "Mine" })),
        _ => return None,
    })
}
