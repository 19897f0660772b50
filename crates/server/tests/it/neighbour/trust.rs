//! Trust, advocacy and departures, as the neighbour tries to reach them.

use serde_json::{Value, json};

use super::{Attempt, Made, Part};
use crate::world::Caller;

pub const PART: Part = Part {
    settle: |owner, made| Box::pin(settle(owner, made)),
    attempt,
    query: |_| "",
    lists: &[
        "/v1/trust",
        "/v1/pulse",
        "/v1/advocacy",
        "/v1/advocacy/rates",
        "/v1/advocacy/counts",
        "/v1/departures",
        "/v1/earned-growth?year=2026",
    ],
};

async fn settle(owner: &mut Caller, made: &mut Made) {
    let client = crate::promises::client(owner, "zebra-trusted", "Zebra trust").await;
    made.note("trusted client", &json!(client));
    let signal =
        json!({ "part": "care", "polarity": 1, "words": "Zebra was thanked", "source": "said" });
    let path = format!("/v1/clients/{client}/trust/signals");
    let signal = owner.post(&path, signal).await.expect(201).body;
    made.in_path("trust-signals", &signal["id"]);
    let answers = json!({ "client": client, "answers": [{ "item": "listens", "score": 6 }] });
    let pulse = owner.post("/v1/pulses/answers", answers).await.expect(201);
    made.note("pulse", &pulse.body["id"]);
    let act = json!({ "client": client, "kind": "review", "words": "Zebra words of praise" });
    let act = owner.post("/v1/advocacy", act).await.expect(201).body;
    made.in_path("advocacy", &act["id"]);
    let left = json!({ "client": client, "causes": [{ "code": "silence", "words": "Zebra was forgotten by us" }] });
    let left = owner.post("/v1/departures", left).await.expect(201).body;
    made.in_path("departures", &left["id"]);
    // Numbers are each organization's own: a few before it, so that no fact of the neighbour has the same.
    let paid = |day: u32| json!({ "client": client, "kind": "purchase", "at": format!("2026-01-0{day}T12:00:00Z"), "cents": 7 });
    let items: Vec<Value> = (1..=9).map(paid).collect();
    let paid = owner
        .post("/v1/revenue", json!({ "items": items }))
        .await
        .expect(201)
        .body;
    made.in_path("revenue", &json!(paid["ids"][8].to_string()));
}

fn attempt(operation: &str, made: &Made) -> Option<Attempt> {
    let client = || made.id("trusted client");
    Some(match operation {
        "note_trust_signal" => Attempt::Reach(
            json!({ "part": "care", "polarity": -1, "words": "Mine", "source": "said" }),
        ),
        "correct_trust_signal" => Attempt::Reach(json!({ "polarity": -1 })),
        "record_pulse" => Attempt::Reach(
            json!({ "client": client(), "answers": [{ "item": "listens", "score": 1 }] }),
        ),
        "note_advocacy" => Attempt::Reach(json!({ "client": client(), "kind": "review" })),
        "note_departure" => Attempt::Reach(
            json!({ "client": client(), "causes": [{ "code": "silence", "words": "Mine" }] }),
        ),
        "check_departure_words" => Attempt::Own(json!({ "text": "They were difficult" })),
        "record_revenue" => Attempt::Reach(json!({
            "items": [{ "client": client(), "kind": "purchase", "at": "2026-01-01T00:00:00Z", "cents": 1 }],
        })),
        _ => return None,
    })
}
