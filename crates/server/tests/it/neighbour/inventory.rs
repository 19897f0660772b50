//! Audiences, templates, bulk changes and what is discovered, as the neighbour tries to reach them.

use axum::http::Method;
use serde_json::json;

use super::{Attempt, Made, Part};
use crate::world::Caller;

pub const PART: Part = Part {
    settle: |owner, made| Box::pin(settle(owner, made)),
    attempt,
    query,
    lists: &[
        "/v1/inventory",
        "/v1/audiences",
        "/v1/changes",
        "/v1/comparisons",
        "/v1/intentionality",
        "/v1/discoveries/dismissed",
    ],
};

async fn settle(owner: &mut Caller, made: &mut Made) {
    let audience = json!({ "label": "Zebra riders", "filter": ["attr.zebra=yes"] });
    let audience = owner.post("/v1/audiences", audience).await.expect(201).body;
    made.in_path("audiences", &audience["id"]);
    let touchpoint = json!({
        "label": "Zebra crossing", "kind": "static", "existence": "live", "audiences": ["zebra-riders"],
        "department": "Zebra office", "note": "zebra",
    });
    let touchpoint = owner
        .post("/v1/touchpoints", touchpoint)
        .await
        .expect(201)
        .body;
    made.note("crossing", &touchpoint["id"]);
    made.in_path("changes", &touchpoint["change"]);
    let comparison = json!({
        "touchpoint": touchpoint["id"], "who": "Zebra & Sons", "attention": 3, "evidence": "zebra",
        "seen_at": "2026-01-01T00:00:00Z",
    });
    let comparison = owner
        .post("/v1/comparisons", comparison)
        .await
        .expect(201)
        .body;
    made.in_path("comparisons", &comparison["id"]);
    let cell =
        json!({ "stage": "zebra-stage", "channel": "zebra-channel", "reason": "zebra reason" });
    owner
        .send(Method::PUT, "/v1/cells", Some(cell))
        .await
        .expect(200);
    let dismissed = json!({ "items": [{ "ground": "words:::zebra", "label": "Zebra" }] });
    owner
        .post("/v1/discoveries/dismiss", dismissed)
        .await
        .expect(204);
    // Templates belong to nobody; one that is none is not found by anybody.
    made.in_path("templates", &json!("zebra-template"));
}

fn attempt(operation: &str, made: &Made) -> Option<Attempt> {
    use Attempt::{Own, Raw, Reach};
    Some(match operation {
        "change_touchpoints" => {
            Reach(json!({ "ids": [made.id("crossing")], "change": { "existence": "live" } }))
        }
        "order_stages" => Reach(json!({ "keys": ["zebra-stage"] })),
        "order_channels" => Reach(json!({ "keys": ["zebra-stage"] })),
        "create_audience" => Own(json!({ "label": "Mine" })),
        "change_audience" => Reach(json!({ "label": "Taken" })),
        "leave_cell_empty" => {
            Reach(json!({ "stage": "zebra-stage", "channel": "mine", "reason": "none" }))
        }
        "import_inventory" => Raw("text/csv", b"touchpoint,stage\nMine,Mine\n"),
        "apply_template" => Reach(json!({ "existence": "planned" })),
        "discover_in_file" => Raw("text/csv", b"subject\nMine\n"),
        "accept_discoveries" => Reach(json!({
            "items": [{ "label": "Mine", "touchpoint": made.id("crossing") }],
        })),
        "dismiss_discoveries" => {
            Own(json!({ "items": [{ "ground": "words:mine", "label": "Mine" }] }))
        }
        "restore_discoveries" => Own(json!({ "grounds": ["words:::zebra"] })),
        "create_comparison" => Reach(json!({
            "touchpoint": made.id("crossing"), "who": "Mine", "attention": 1, "evidence": "mine",
            "seen_at": "2026-01-01T00:00:00Z",
        })),
        "change_comparison" => Reach(json!({ "who": "Taken" })),
        _ => return None,
    })
}

fn query(operation: &str) -> &'static str {
    match operation {
        "open_cell" => "?stage=mine&channel=mine",
        "import_inventory" | "discover_in_file" => "?name=mine.csv",
        _ => "",
    }
}
