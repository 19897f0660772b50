//! The customer's world, and the programme whose gates pass on what is there.

use serde_json::{Value, json};

use crate::world::each_database;

fn step<'v>(programme: &'v Value, key: &str) -> &'v Value {
    let steps = programme["steps"].as_array().expect("steps");
    steps.iter().find(|it| it["key"] == key).expect("the step")
}

fn check<'v>(programme: &'v Value, of: &str, key: &str) -> &'v Value {
    let checks = step(programme, of)["checks"].as_array().expect("checks");
    checks
        .iter()
        .find(|it| it["key"] == key)
        .expect("the check")
}

#[tokio::test]
async fn the_world_is_noted_corrected_withdrawn_and_opens_the_first_gate() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let before = owner.get("/v1/programme").await.expect(200).body;
        assert_eq!(before["steps"].as_array().unwrap().len(), 5);
        assert!(before["steps"].as_array().unwrap().iter().all(|it| it["gate"] == "not_begun"));

        let refused = json!({ "facet": "day", "words": " ", "evidence": "review", "seen_at": "2999-01-01T00:00:00Z",
            "half_life_days": 0, "audience": "nobody" });
        let refused = owner.post("/v1/world", refused).await.expect(422).body;
        let mut fields: Vec<&str> =
            refused["errors"].as_array().unwrap().iter().map(|it| it["field"].as_str().unwrap()).collect();
        fields.sort_unstable();
        assert_eq!(fields, ["audience", "half_life_days", "seen_at", "words"]);

        let mut ids = Vec::new();
        for (facet, evidence) in
            [("day", "interview"), ("goal", "interview"), ("pressure", "review"), ("words", "comment")]
        {
            let said = json!({ "facet": facet, "words": format!("About {facet}."), "evidence": evidence,
                "quote": "  I never know  where my money is. ", "seen_at": "2026-01-02T03:04:05Z",
                "half_life_days": 3650, "assumes": { "theme": "Transfer news", "level": "must" } });
            let made = owner.post("/v1/world", said).await.expect(201).body;
            // Word for word: only the space around it goes.
            assert_eq!(made["quote"], "I never know  where my money is.");
            assert_eq!(made["assumes"], json!({ "theme": "transfer-news", "level": "must" }));
            assert_eq!(made["noted_by"]["name"], "Olga Owner");
            ids.push(made["id"].as_str().unwrap().to_owned());
        }
        let known = owner.get("/v1/world").await.expect(200).body;
        assert_eq!(known["audiences"][0]["seen"], json!(["day", "goal", "pressure", "words"]));
        assert_eq!(known["audiences"][0]["blank"], json!(["tools", "fit"]));
        let now = owner.get("/v1/programme").await.expect(200).body;
        assert_eq!(step(&now, "world")["gate"], "passed", "{now}");

        // What is assumed is known of nobody.
        let expectations = owner.get("/v1/expectations").await.expect(200).body;
        assert_eq!(expectations["items"], json!([]));

        let path = format!("/v1/world/{}", ids[0]);
        let aged = json!({ "half_life_days": 1, "quote": null });
        let aged = owner.patch(&path, aged).await.expect(200).body;
        assert_eq!((&aged["fresh"], &aged["quote"]), (&json!(false), &Value::Null));
        let now = owner.get("/v1/programme").await.expect(200).body;
        assert_eq!(step(&now, "world")["gate"], "not_begun");
        owner.patch(&path, json!({ "withdrawn": true })).await.expect(200);
        let known = owner.get("/v1/world").await.expect(200).body;
        assert_eq!(known["audiences"][0]["seen"], json!(["goal", "pressure", "words"]));
        let back = owner.patch(&path, json!({ "withdrawn": false, "half_life_days": 3650 })).await;
        assert_eq!(back.expect(200).body["fresh"], true);
    })
    .await;
}

#[tokio::test]
async fn progress_is_shown_by_link_until_it_is_withdrawn() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let touchpoint = json!({ "label": "First call", "kind": "dynamic", "existence": "live",
            "moment_of_truth": true, "department": "Advice" });
        owner.post("/v1/touchpoints", touchpoint).await.expect(201);
        let missing = json!({ "label": "Thanks", "kind": "dynamic", "existence": "missing", "department": "advice " });
        owner.post("/v1/touchpoints", missing).await.expect(201);
        let programme = owner.get("/v1/programme").await.expect(200).body;
        assert_eq!(check(&programme, "interface", "coverage")["done"], 1);
        assert_eq!(check(&programme, "interface", "coverage")["of"], 2);
        assert_eq!(check(&programme, "interface", "truths_planned")["of"], 1);
        // One department, however it is written.
        let departments = programme["departments"].as_array().unwrap();
        assert_eq!(departments.len(), 1, "{departments:?}");
        assert_eq!((&departments[0]["owns"], &departments[0]["planned"]), (&json!(2), &json!(0)));

        owner.post("/v1/programme/links", json!({ "name": " ", "days": 999 })).await.expect(422);
        let made = owner.post("/v1/programme/links", json!({ "name": "The board" })).await.expect(201).body;
        let secret = made["address"].as_str().unwrap().strip_prefix("/progress/").unwrap();
        assert!(secret.len() > 40);
        let mut stranger = world.browser();
        let seen = stranger.get(&format!("/v1/progress/{secret}")).await.expect(200).body;
        assert_eq!(seen["steps"], programme["steps"]);
        let text = seen.to_string();
        assert!(!text.contains("Olga") && !text.contains("First call"), "{text}");
        stranger.get("/v1/progress/guess").await.expect(404);
        stranger.get("/v1/programme").await.expect(401);

        let links = owner.get("/v1/programme/links").await.expect(200);
        assert!(!links.text.contains(secret), "the secret is told once");
        let path = format!("/v1/programme/links/{}", made["id"].as_str().unwrap());
        owner.delete(&path).await.expect(204);
        owner.delete(&path).await.expect(404);
        stranger.get(&format!("/v1/progress/{secret}")).await.expect(404);
    })
    .await;
}
