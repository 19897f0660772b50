//! Events with what should follow them, the service levels promised, and what clients expect.

use serde_json::{Value, json};

use crate::world::{Caller, World, each_database};

fn invoice(n: u32) -> Value {
    json!({
        "external_id": format!("i{n}"), "source": "billing", "client": { "key": format!("h{n}"), "name": format!("House {n}") },
        "kind": "Invoice", "kind_label": "Invoice sent", "occurred_at": "2026-02-01T09:00:00Z", "note": "For January",
    })
}

async fn inventory(owner: &mut Caller) {
    let form = json!({ "label": "First invoice call", "kind": "dynamic", "existence": "live" });
    owner.post("/v1/touchpoints", form).await.expect(201);
}

#[tokio::test]
async fn events_come_once_and_their_kinds_say_what_should_follow() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        inventory(&mut owner).await;
        let items = json!({ "items": [invoice(1), invoice(2), { "external_id": "x", "kind": "a b", "client": { "key": "h3" }, "occurred_at": "yesterday" }] });
        let told = owner.post("/v1/events", items.clone()).await.expect(200).body;
        assert_eq!((&told["accepted"], &told["refused"]), (&json!(2), &json!(1)));
        assert_eq!(told["errors"][0]["item"], 2);
        let fields: Vec<&str> = told["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap()).collect();
        assert_eq!(fields, ["kind", "occurred_at"]);
        let again = owner.post("/v1/events", items).await.expect(200).body;
        assert_eq!((&again["accepted"], &again["unchanged"]), (&json!(0), &json!(2)));
        let other = json!({ "external_id": "i1", "source": "billing", "client": { "key": "h1" }, "kind": "invoice", "occurred_at": "2026-02-02T09:00:00Z" });
        assert_eq!(owner.post("/v1/events", other).await.expect(200).body["conflicts"], 1);
        owner.post("/v1/events", json!({ "kind": "invoice" })).await.problem(422, "invalid_fields");

        let kinds = owner.get("/v1/event-kinds").await.expect(200).body;
        assert_eq!(kinds["items"], json!([{ "key": "invoice", "label": "Invoice sent", "answer": null }]));
        let rule = json!({ "answer": { "touchpoints": ["first-invoice-call"], "within_days": 7 } });
        let changed = owner.patch("/v1/event-kinds/invoice", rule.clone()).await.expect(200).body;
        assert_eq!(changed["answer"], rule["answer"]);
        let wrong = json!({ "answer": { "touchpoints": ["nobody"], "within_days": 0 } });
        let refused = owner.patch("/v1/event-kinds/invoice", wrong).await.problem(422, "invalid_fields").body;
        let fields: Vec<&str> = refused["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap()).collect();
        assert_eq!(fields, ["answer.touchpoints[0]", "answer.within_days"]);
        let emptied = owner.patch("/v1/event-kinds/invoice", json!({ "answer": null })).await.expect(200).body;
        assert_eq!(emptied["answer"], Value::Null);
        owner.patch("/v1/event-kinds/birth", json!({ "label": "x" })).await.problem(404, "not_found");
        let made = owner.post("/v1/event-kinds", json!({ "label": "A death in the family" })).await.expect(201).body;
        assert_eq!(made["key"], "a-death-in-the-family");
        let taken = json!({ "key": "invoice", "label": "Twice" });
        owner.post("/v1/event-kinds", taken).await.problem(409, "conflict");

        let listed = owner.get("/v1/events?kind=invoice").await.expect(200).body;
        assert_eq!(listed["items"].as_array().unwrap().len(), 2);
        let last = &listed["items"][0];
        assert_eq!((&last["client"]["name"], &last["kind_label"], &last["note"]), (&json!("House 2"), &json!("Invoice sent"), &json!("For January")));
        let of_client = format!("/v1/events?client={}", last["client"]["id"].as_str().unwrap());
        assert_eq!(owner.get(&of_client).await.expect(200).body["items"].as_array().unwrap().len(), 1);
        owner.get("/v1/events?kind=nothing").await.problem(422, "invalid_fields");

        let mut analyst = world.invited(&mut owner, "a@first.example", "analyst").await;
        analyst.get("/v1/events").await.expect(200);
        analyst.post("/v1/events", invoice(9)).await.problem(403, "forbidden");
        analyst.post("/v1/event-kinds", json!({ "label": "x" })).await.problem(403, "forbidden");
        let audit = owner.get("/v1/audit").await.expect(200).body;
        let actions: Vec<&str> = audit["items"].as_array().unwrap().iter().map(|e| e["action"].as_str().unwrap()).collect();
        assert!(actions.contains(&"change_event_kind") && actions.contains(&"create_event_kind"), "{actions:?}");
    })
    .await;
}

#[tokio::test]
async fn a_tier_promises_how_long_nobody_stays_without_a_word() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let form = json!({ "label": "Premier", "attribute": "tier", "value": "premier", "max_silence_days": 45 });
        let made = owner.post("/v1/tiers", form).await.expect(201).body;
        assert_eq!((&made["key"], &made["max_silence_days"]), (&json!("premier"), &json!(45)));
        let wrong = json!({ "label": "", "attribute": "a b", "value": " ", "max_silence_days": 0 });
        let refused = owner.post("/v1/tiers", wrong).await.problem(422, "invalid_fields").body;
        assert_eq!(refused["errors"].as_array().unwrap().len(), 4);
        let path = format!("/v1/tiers/{}", made["id"].as_str().unwrap());
        let changed = owner.patch(&path, json!({ "max_silence_days": null, "label": "First" })).await.expect(200).body;
        assert_eq!((&changed["max_silence_days"], &changed["label"]), (&Value::Null, &json!("First")));
        assert_eq!(owner.get("/v1/tiers").await.expect(200).body["items"][0], changed);
        owner.delete(&path).await.expect(204);
        owner.delete(&path).await.problem(404, "not_found");
        let mut front = world.invited(&mut owner, "f@first.example", "frontline").await;
        front.get("/v1/tiers").await.expect(200);
        front.post("/v1/tiers", json!({})).await.problem(403, "forbidden");
    })
    .await;
}

#[tokio::test]
async fn what_is_assumed_becomes_known_by_the_clients_own_word_and_ages() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let assumed = json!({
            "client": { "key": "h1" }, "words": "Ring me before I read it in the paper", "level": "must", "depth": 2,
            "status": "assumed", "theme": "bad-news-first", "source": "interview", "half_life_days": 3,
        });
        let told = owner.post("/v1/expectations", assumed.clone()).await.expect(200).body;
        assert_eq!(told["accepted"], 1);
        assert_eq!(owner.post("/v1/expectations", assumed).await.expect(200).body["unchanged"], 1);
        let id = told["results"][0]["id"].as_str().unwrap().to_owned();
        let listed = owner.get("/v1/expectations?theme=bad-news-first").await.expect(200).body;
        assert_eq!((&listed["items"][0]["status"], &listed["items"][0]["fresh"]), (&json!("assumed"), &json!(false)));

        let path = format!("/v1/expectations/{id}/confirm");
        owner.post(&path, json!({ "at": "2027-01-01T00:00:00Z" })).await.problem(422, "invalid_fields");
        let known = owner.post(&path, json!({})).await.expect(200).body;
        assert_eq!((&known["status"], &known["fresh"]), (&json!("confirmed"), &json!(true)));
        world.clock.advance(std::time::Duration::from_secs(4 * 86_400));
        let stale = owner.get("/v1/expectations").await.expect(200).body;
        assert_eq!((&stale["items"][0]["status"], &stale["items"][0]["fresh"]), (&json!("confirmed"), &json!(false)));

        let retire = format!("/v1/expectations/{id}/retire");
        owner.post(&retire, Value::Null).await.expect(200);
        owner.post(&retire, Value::Null).await.problem(409, "conflict");
        owner.post(&path, json!({})).await.problem(409, "conflict");
        let wrong = json!({
            "client": { "key": "" }, "words": " ", "level": "must", "depth": 4, "status": "stated", "theme": "a b",
            "source": "", "confirmed_at": "2026-01-01T00:00:00Z", "half_life_days": 0,
        });
        let refused = owner.post("/v1/expectations", wrong).await.problem(422, "invalid_fields").body;
        assert_eq!(refused["errors"].as_array().unwrap().len(), 7, "{refused}");
    })
    .await;
}
