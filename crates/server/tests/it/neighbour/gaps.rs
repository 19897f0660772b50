//! Findings, as the neighbour tries to reach them.

use serde_json::{Value, json};

use super::{Attempt, Made, Part};
use crate::world::Caller;

pub const PART: Part = Part {
    settle: |owner, made| Box::pin(settle(owner, made)),
    attempt,
    query: |_| "",
    lists: &["/v1/findings"],
};

/// The finder runs in the background, which a story has none of: the finding that is reached for is one that nobody has.
/// That a finding of one's own answers is told in `gaps.rs`, that of another organization in the store's isolation.
async fn settle(owner: &mut Caller, made: &mut Made) {
    owner
        .send(axum::http::Method::POST, "/v1/findings/run", None)
        .await
        .expect(202);
    made.in_path(
        "findings",
        &Value::from("019d4d34-d000-7483-a631-6e2381080ef4"),
    );
}

fn attempt(operation: &str, made: &Made) -> Option<Attempt> {
    let _ = made;
    let body = match operation {
        "accept_finding" => {
            json!({ "label": "Mine", "owner": "019d4d34-d000-7483-a631-6e2381080ef4", "review_by": "2030-01-01" })
        }
        "dismiss_finding" => json!({ "reason": "mine" }),
        "snooze_finding" => json!({ "until": "2030-01-01" }),
        _ => return None,
    };
    Some(Attempt::Reach(body))
}
