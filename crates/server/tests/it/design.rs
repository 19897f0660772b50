//! Stages, channels, touchpoints and remarks are kept as people say.

use serde_json::{Value, json};

use crate::world::each_database;

#[tokio::test]
async fn a_touchpoint_is_planned_placed_and_made_live() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let stage = owner.post("/v1/stages", json!({ "label": "Check-in & Security" })).await.expect(201).body;
        assert_eq!(stage["key"], "check-in-security");
        let again = owner.post("/v1/stages", json!({ "label": "Check-in, security" })).await.expect(201).body;
        assert_eq!(again["key"], "check-in-security-2");
        owner.post("/v1/channels", json!({ "label": "Premises" })).await.expect(201);
        let id = stage["id"].as_str().unwrap();
        let changed = owner.patch(&format!("/v1/stages/{id}"), json!({ "label": "Check-in" })).await.expect(200).body;
        assert_eq!((&changed["label"], &changed["key"]), (&json!("Check-in"), &stage["key"]));

        let form = json!({
            "label": "  Free   Wi-Fi ", "kind": "static", "existence": "planned", "stage": "check-in-security",
            "channel": "premises",
        });
        let made = owner.post("/v1/touchpoints", form).await.expect(201).body;
        assert_eq!((&made["label"], &made["key"]), (&json!("Free Wi-Fi"), &json!("free-wi-fi")));
        assert_eq!(made["stage"], json!({ "key": "check-in-security", "label": "Check-in" }));

        let me = owner.get("/v1/me").await.expect(200).body;
        let path = format!("/v1/touchpoints/{}", made["id"].as_str().unwrap());
        let change = json!({ "existence": "live", "stage": null, "owner": me["person"]["id"] });
        let mut live = owner.patch(&path, change).await.expect(200).body;
        assert_eq!((&live["existence"], &live["stage"]), (&json!("live"), &Value::Null));
        assert_eq!((&live["channel"]["key"], &live["owner"]["name"]), (&json!("premises"), &json!("Olga Owner")));
        let change = live.as_object_mut().unwrap().remove("change");
        assert!(change.is_some(), "it can be undone");
        let all = owner.get("/v1/touchpoints").await.expect(200).body;
        assert_eq!(all["items"], json!([live]));

        let wrong = json!({ "label": "", "kind": "static", "existence": "live", "stage": "nowhere" });
        let refused = owner.post("/v1/touchpoints", wrong).await.problem(422, "invalid_fields");
        let fields: Vec<&Value> = refused.body["errors"].as_array().unwrap().iter().map(|e| &e["field"]).collect();
        assert_eq!(fields, [&json!("label"), &json!("stage")]);
        owner.patch(&path, json!({ "kind": "magic" })).await.problem(422, "invalid_fields");

        let log = owner.get("/v1/audit?action=change_touchpoint").await.expect(200).body;
        assert_eq!(log["items"][0]["detail"]["existence"], json!({ "from": "planned", "to": "live" }));
        assert_eq!(log["items"][0]["detail"]["owner"], json!({ "from": "", "to": "Olga Owner" }));
        assert_eq!(log["items"][0]["detail"]["stage"], json!({ "from": "Check-in", "to": "" }));
    })
    .await;
}

#[tokio::test]
async fn remarks_come_and_go() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let form = json!({ "at": "2017-05-13T09:30:00+02:00", "label": "New security lanes" });
        let made = owner.post("/v1/annotations", form.clone()).await.expect(201).body;
        assert_eq!(made["at"], "2017-05-13T07:30:00Z");
        assert_eq!(owner.get("/v1/annotations").await.expect(200).body["items"], json!([made]));
        let elsewhere = json!({
            "at": "2017-05-13T09:30:00Z", "label": "x", "touchpoint": "0190b6a2-5f7e-7c3a-9d1e-2f4b6a8c0d1e",
        });
        owner.post("/v1/annotations", elsewhere).await.problem(422, "invalid_fields");
        let mut analyst = world.invited(&mut owner, "a@first.example", "analyst").await;
        analyst.get("/v1/annotations").await.expect(200);
        analyst.post("/v1/annotations", form).await.problem(403, "forbidden");
        let path = format!("/v1/annotations/{}", made["id"].as_str().unwrap());
        analyst.delete(&path).await.problem(403, "forbidden");
        owner.delete(&path).await.expect(204);
        owner.delete(&path).await.problem(404, "not_found");
    })
    .await;
}
