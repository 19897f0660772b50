//! The platform, the brand and the customer's world, as the neighbour tries to reach them.

use axum::http::Method;
use serde_json::{Value, json};

use super::{Attempt, Made, Part};
use crate::platform::picture;
use crate::world::Caller;

pub const PART: Part = Part {
    settle: |owner, made| Box::pin(settle(owner, made)),
    attempt,
    query: |_| "",
    lists: &[
        "/v1/platform",
        "/v1/platform/versions",
        "/v1/elements",
        "/v1/standards",
        "/v1/exams",
        "/v1/alignment",
        "/v1/role-cards",
        "/v1/traceability",
    ],
};

async fn settle(owner: &mut Caller, made: &mut Made) {
    let document = |theme: &str| {
        json!({
            "theme": theme, "promise": [{ "key": "zebra-part", "words": "Zebra part" }],
            "senses": { "sight": "zebra stripes" }, "feel": "zebra", "think": "zebra", "act": "zebra", "relate": "zebra",
        })
    };
    let put = async |owner: &mut Caller, revision: u32, theme: &str| {
        let form = json!({ "revision": revision, "document": document(theme) });
        owner
            .send(Method::PUT, "/v1/platform", Some(form))
            .await
            .expect(200);
    };
    put(owner, 0, "Zebra theme").await;
    owner
        .post("/v1/platform/publish", json!({ "revision": 1 }))
        .await
        .expect(200);
    put(owner, 2, "Zebra theme, later").await;
    // A neighbour may well have a first version, so that a second is asked for.
    made.in_path("platform", &json!("2"));

    let sent = owner
        .send_raw(
            Method::POST,
            "/v1/pictures?name=zebra.png",
            Some("image/png"),
            picture(),
        )
        .await
        .expect(201)
        .body;
    made.in_path("pictures", &sent["id"]);
    let element = json!({ "label": "Zebra sign", "kind": "space", "expresses": ["zebra-part"], "pictures": [sent["id"]] });
    let element = owner.post("/v1/elements", element).await.expect(201).body;
    made.in_path("elements", &element["id"]);
    let standard = json!({ "kind": "voice", "words": "Zebra voice", "expresses": ["zebra-part"] });
    let standard = owner.post("/v1/standards", standard).await.expect(201).body;
    made.in_path("standards", &standard["id"]);
    let subject = json!({ "kind": "element", "id": element["id"] });
    let exam = json!({ "subject": subject, "score": 3, "evidence": "zebra seen" });
    let exam = owner.post("/v1/exams", exam).await.expect(201).body;
    made.in_path("exams", &exam["id"]);
    let me = owner.get("/v1/me").await.expect(200).body["person"]["id"].clone();
    made.note("role-card-holder", &me);
    let card = json!({ "job": "Zebra keeper", "department": "Zebras", "means": ["I count stripes"], "holders": [me] });
    let card = owner.post("/v1/role-cards", card).await.expect(201).body;
    made.in_path("role-cards", &card["id"]);
}

fn attempt(operation: &str, made: &Made) -> Option<Attempt> {
    use Attempt::{Own, Raw, Reach};
    let mine = json!({ "theme": "Mine", "promise": [{ "words": "Mine" }] });
    Some(match operation {
        "save_platform" => Own(json!({ "revision": 0, "document": mine })),
        "publish_platform" | "discard_platform" => Reach(json!({ "revision": 3 })),
        "create_element" => {
            Reach(json!({ "label": "Mine", "kind": "space", "pictures": [made.id("pictures")] }))
        }
        "change_element" => Reach(json!({ "label": "Taken" })),
        "create_standard" => Own(json!({ "kind": "voice", "words": "Mine" })),
        "change_standard" => Reach(json!({ "words": "Taken" })),
        "create_exam" => {
            let subject = json!({ "kind": "element", "id": made.id("elements") });
            Reach(json!({ "subject": subject, "score": 0, "evidence": "taken" }))
        }
        "create_picture" => Raw("image/png", b"no picture"),
        "create_role_card" => {
            Reach(json!({ "job": "Mine", "holders": [made.id("role-card-holder")] }))
        }
        "change_role_card" => Reach(json!({ "wording": 1, "job": "Taken" })),
        "sign_role_card" => Reach(json!({ "wording": 1 })),
        "set_expressions" => Reach(json!({ "parts": Value::Array(vec![]) })),
        _ => return None,
    })
}
