//! Clients as an address book.

use serde_json::{Value, json};

use crate::world::{Caller, World, each_database};

fn names(list: &Value) -> Vec<&str> {
    let items = list["items"].as_array().expect("items");
    items
        .iter()
        .map(|it| it["name"].as_str().unwrap_or("–"))
        .collect()
}

async fn found(owner: &mut Caller, query: &str) -> Vec<String> {
    let list = owner
        .get(&format!("/v1/clients?{query}"))
        .await
        .expect(200)
        .body;
    names(&list).into_iter().map(str::to_owned).collect()
}

#[tokio::test]
async fn a_client_is_written_down_and_found_by_what_one_types() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let me = owner.get("/v1/me").await.expect(200).body["person"]["id"].clone();
        owner
            .post("/v1/tiers", json!({ "label": "Premier", "attribute": "tier", "value": "premier", "max_silence_days": 45 }))
            .await
            .expect(201);
        let kovacs = json!({
            "key": "H-0012", "name": "Kovács-Berger", "kind": "household", "owner": me,
            "attributes": { "tier": "premier", "city": "Zürich" }, "identities": [{ "system": "crm", "key": "A77" }],
        });
        let made = owner.post("/v1/clients", kovacs.clone()).await.expect(201).body;
        assert_eq!((&made["kind"], &made["tier"]["label"], &made["owner"]["name"]), (&json!("household"), &json!("Premier"), &json!("Olga Owner")));
        assert_eq!((&made["attributes"]["city"], &made["identities"][0]["key"]), (&json!("Zürich"), &json!("A77")));
        for name in ["Anna Roy", "Berta Roy", "Carl Royce"] {
            owner.post("/v1/clients", json!({ "name": name })).await.expect(201);
        }
        for (query, expected) in [
            ("", vec!["Anna Roy", "Berta Roy", "Carl Royce", "Kovács-Berger"]),
            ("q=roy", vec!["Anna Roy", "Berta Roy", "Carl Royce"]),
            ("q=roy%20b", vec!["Berta Roy"]),
            ("q=ROYC", vec!["Carl Royce"]),
            ("q=kovacs", vec!["Kovács-Berger"]),
            ("q=zuer", vec!["Kovács-Berger"]),
            ("q=h-00", vec!["Kovács-Berger"]),
            ("q=a77", vec!["Kovács-Berger"]),
            ("q=nobody", vec![]),
        ] {
            assert_eq!(found(&mut owner, query).await, expected, "{query}");
        }
        // A page at a time, each client once.
        let mut seen = Vec::new();
        let mut after = String::new();
        loop {
            let list = owner.get(&format!("/v1/clients?q=r&limit=1{after}")).await.expect(200).body;
            seen.extend(names(&list).into_iter().map(str::to_owned));
            let Some(next) = list["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        assert_eq!(seen, ["Anna Roy", "Berta Roy", "Carl Royce"]);
        owner.get("/v1/clients?after=x").await.problem(422, "invalid_fields");

        owner.post("/v1/clients", kovacs).await.problem(422, "invalid_fields");
        let wrong = json!({ "name": " ", "key": "", "attributes": { "a b": "x" }, "identities": [{ "system": "", "key": "" }], "owner": made["id"] });
        let refused = owner.post("/v1/clients", wrong).await.problem(422, "invalid_fields").body;
        let fields: Vec<&str> = refused["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap()).collect();
        assert_eq!(fields, ["name", "key", "attributes.a b", "identities[0].system", "identities[0].key", "owner"]);

        let path = format!("/v1/clients/{}", made["id"].as_str().unwrap());
        let change = json!({ "name": "Kovács", "owner": null, "attributes": { "city": "", "tier": "basic" }, "identities": [] });
        let changed = owner.patch(&path, change).await.expect(200).body;
        assert_eq!((&changed["name"], &changed["owner"], &changed["tier"]), (&json!("Kovács"), &Value::Null, &Value::Null));
        assert_eq!(changed["attributes"], json!({ "tier": "basic" }));
        assert_eq!(owner.get(&path).await.expect(200).body, changed);
        assert!(found(&mut owner, "q=berger").await.is_empty());
        assert!(found(&mut owner, "q=a77").await.is_empty());

        let mut front = world.invited(&mut owner, "f@first.example", "frontline").await;
        front.get(&path).await.expect(200);
        front.patch(&path, json!({ "name": "x" })).await.problem(403, "forbidden");
        let audit = owner.get("/v1/audit").await.expect(200).body;
        let actions: Vec<&str> = audit["items"].as_array().unwrap().iter().map(|e| e["action"].as_str().unwrap()).collect();
        assert!(actions.contains(&"create_client") && actions.contains(&"change_client"), "{actions:?}");
    })
    .await;
}

#[tokio::test]
async fn what_comes_in_by_other_doors_is_found_too_and_touches_are_noted() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        owner.post("/v1/touchpoints", json!({ "label": "Call", "kind": "dynamic", "existence": "live" })).await.expect(201);
        let touch = |n: u32, name: &str, at: &str| {
            json!({ "external_id": format!("t{n}"), "client": { "key": format!("k{n}"), "name": name, "attributes": { "city": "Graz" } },
                "touchpoint": "call", "occurred_at": at })
        };
        let items = json!({ "items": [touch(1, "Early Bird", "2026-01-05T10:00:00Z"), touch(2, "Late Riser", "2026-02-05T10:00:00Z")] });
        owner.post("/v1/touches", items).await.expect(200);
        owner.post("/v1/clients", json!({ "name": "Never Met" })).await.expect(201);
        for (query, expected) in [
            ("q=graz", vec!["Early Bird", "Late Riser"]),
            ("sort=last_touch", vec!["Late Riser", "Early Bird", "Never Met"]),
            ("sort=silence", vec!["Never Met", "Early Bird", "Late Riser"]),
        ] {
            assert_eq!(found(&mut owner, query).await, expected, "{query}");
        }
        let list = owner.get("/v1/clients?q=early").await.expect(200).body;
        assert_eq!(list["items"][0]["last_touch_at"], "2026-01-05T10:00:00Z");
        // A later fact of a known client is found at once, and what it replaced is not.
        let moved = json!({ "external_id": "t3", "client": { "key": "k1", "attributes": { "city": "Linz" } }, "touchpoint": "call", "occurred_at": "2026-02-20T10:00:00Z" });
        owner.post("/v1/touches", moved).await.expect(200);
        assert_eq!(found(&mut owner, "q=linz").await, ["Early Bird"]);
        assert_eq!(found(&mut owner, "q=graz").await, ["Late Riser"]);
        assert_eq!(found(&mut owner, "sort=last_touch&limit=1").await, ["Early Bird"]);
    })
    .await;
}
