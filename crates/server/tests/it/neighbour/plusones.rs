//! Plus-ones, their deliveries and sprints, as the neighbour tries to reach them.

use serde_json::json;

use super::{Attempt, Made, Part};
use crate::world::Caller;

pub const PART: Part = Part {
    settle: |owner, made| Box::pin(settle(owner, made)),
    attempt,
    query: |_| "",
    lists: &["/v1/plus-ones", "/v1/sprints"],
};

async fn settle(owner: &mut Caller, made: &mut Made) {
    let words = json!({ "client": { "key": "zebra-gifted" }, "words": "Zebra tea", "level": "must", "status": "assumed", "source": "guess" });
    owner.post("/v1/expectations", words).await.expect(200);
    let all = owner.get("/v1/expectations").await.expect(200).body;
    let client = all["items"]
        .as_array()
        .and_then(|items| {
            items
                .iter()
                .find(|it| it["client"]["key"] == "zebra-gifted")
        })
        .map(|it| it["client"]["id"].clone())
        .expect("the client");
    made.in_path("clients", &client);
    let plus_one = owner
        .post("/v1/plus-ones", json!({ "words": "Zebra stripes" }))
        .await
        .expect(201)
        .body;
    made.in_path("plus-ones", &plus_one["id"]);
    let path = format!(
        "/v1/plus-ones/{}/deliveries",
        plus_one["id"].as_str().unwrap_or_default()
    );
    let given = owner
        .post(&path, json!({ "client": client, "words": "Zebra words" }))
        .await
        .expect(201)
        .body;
    made.in_path("gifts", &given["gift"]["id"]);
    let started = owner
        .post("/v1/sprints", json!({ "title": "Zebra hour" }))
        .await
        .expect(201)
        .body;
    made.in_path("sprints", &started["sprint"]["id"]);
}

fn attempt(operation: &str, made: &Made) -> Option<Attempt> {
    Some(match operation {
        "add_plus_one" => {
            Attempt::Reach(json!({ "words": "Mine", "replaces": made.id("plus-ones") }))
        }
        "change_plus_one" => Attempt::Reach(json!({ "words": "Taken" })),
        "move_plus_one" => Attempt::Reach(json!({ "to": "retired" })),
        "give_plus_one" => Attempt::Reach(json!({ "client": made.id("clients") })),
        "react_to_gift" => Attempt::Reach(json!({ "reaction": "wow" })),
        "start_sprint" => Attempt::Own(json!({ "title": "Mine" })),
        "change_sprint" => Attempt::Reach(json!({ "add_minutes": 5 })),
        "close_sprint" => Attempt::Reach(json!({ "ideas": [] })),
        _ => return None,
    })
}
