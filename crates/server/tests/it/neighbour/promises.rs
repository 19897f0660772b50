//! Promises and errors of ours, as the neighbour tries to reach them.

use serde_json::json;

use super::{Attempt, Made, Part};
use crate::world::Caller;

pub const PART: Part = Part {
    settle: |owner, made| Box::pin(settle(owner, made)),
    attempt,
    query: |_| "",
    lists: &["/v1/promises", "/v1/promises/conduct", "/v1/own-errors"],
};

async fn settle(owner: &mut Caller, made: &mut Made) {
    let client = crate::promises::client(owner, "zebra-promised", "Zebra household").await;
    made.note("promised client", &json!(client));
    let promise =
        json!({ "client": client, "words": "Zebra stripes", "due_at": "2026-04-01T12:00:00Z" });
    let promise = owner.post("/v1/promises", promise).await.expect(201).body;
    made.in_path("promises", &promise["id"]);
    let error = json!({ "client": client, "words": "Zebra was painted twice", "found_by": "us" });
    let error = owner.post("/v1/own-errors", error).await.expect(201).body;
    made.in_path("own-errors", &error["id"]);
}

fn attempt(operation: &str, made: &Made) -> Option<Attempt> {
    let client = || made.id("promised client");
    Some(match operation {
        "parse_promise" => Attempt::Reach(json!({ "text": "draft by Friday", "client": client() })),
        "make_promise" => Attempt::Reach(
            json!({ "client": client(), "words": "Mine", "due_at": "2026-04-01T12:00:00Z" }),
        ),
        "correct_promise" => Attempt::Reach(json!({ "words": "Taken" })),
        "keep_promise" => Attempt::Reach(json!({})),
        "renegotiate_promise" => {
            Attempt::Reach(json!({ "due_at": "2026-05-01T12:00:00Z", "why": "Mine" }))
        }
        "break_promise" => Attempt::Reach(json!({ "cause": "Mine" })),
        "note_own_error" => {
            Attempt::Reach(json!({ "client": client(), "words": "Mine", "found_by": "us" }))
        }
        "change_own_error" => Attempt::Reach(json!({ "withdrawn": true })),
        _ => return None,
    })
}
