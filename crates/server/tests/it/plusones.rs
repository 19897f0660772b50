//! Plus-ones: the ratchet, its ledger, guards, suggestions; told over HTTP.

use domain::demo::DemoSize;
use domain::demo::plusones::{KNOWN, TRUTH};
use serde_json::{Value, json};
use server::demo::ops::load_demo;

use crate::world::{Caller, World, each_database, on_sqlite};

/// Makes clients by something that they expect, and gives their ids in the order of their keys.
async fn clients(owner: &mut Caller, keys: &[&str]) -> Vec<String> {
    let mut ids = Vec::new();
    for key in keys {
        let client = json!({ "key": key, "name": format!("Household {key}") });
        let words = json!({ "client": client, "words": format!("Known {key}"), "level": "must", "status": "assumed", "source": "guess" });
        owner.post("/v1/expectations", words).await.expect(200);
        let all = owner.get("/v1/expectations").await.expect(200).body;
        let mut found = all["items"].as_array().unwrap().iter();
        let found = found.find(|it| it["client"]["key"] == *key).unwrap();
        ids.push(found["client"]["id"].as_str().unwrap().to_owned());
    }
    ids
}

async fn made(owner: &mut Caller, words: &str) -> String {
    let form = json!({ "words": words, "cost_cents": 410, "minutes": 6 });
    let made = owner.post("/v1/plus-ones", form).await.expect(201).body;
    assert_eq!(made["state"], "idea");
    made["id"].as_str().unwrap().to_owned()
}

async fn ledger(owner: &mut Caller, words: &str) -> Vec<Value> {
    let all = owner.get("/v1/expectations").await.expect(200).body;
    let items = all["items"].as_array().unwrap().clone();
    items
        .into_iter()
        .filter(|it| it["words"] == words)
        .collect()
}

#[tokio::test]
async fn the_third_time_makes_it_a_norm_that_asks_for_a_replacement() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let ids = clients(&mut owner, &["H-1", "H-2"]).await;
        let id = made(&mut owner, "Call before a rate change").await;
        let path = format!("/v1/plus-ones/{id}/deliveries");
        let give = |day: u32, external: &str| {
            json!({ "client": ids[0], "at": format!("2026-02-{day:02}T10:00:00Z"), "external_id": external, "reaction": "wow", "felt": 2 })
        };
        let first = owner.post(&path, give(1, "a")).await.expect(201).body;
        assert_eq!((&first["state"], &first["became_norm"]), (&json!("trial"), &json!(false)));
        owner.post(&path, give(8, "b")).await.expect(201);
        // Sent twice it is one.
        let again = owner.post(&path, give(8, "b")).await.expect(201).body;
        assert_eq!(again["became_norm"], false);
        let third = owner.post(&path, give(15, "c")).await.expect(201).body;
        assert_eq!((&third["state"], &third["became_norm"], &third["why"]), (&json!("norm"), &json!(true), &json!("third_time")));

        let norms = ledger(&mut owner, "Call before a rate change").await;
        assert_eq!(norms.len(), 1);
        assert_eq!((&norms[0]["level"], &norms[0]["status"], &norms[0]["depth"], &norms[0]["source"]),
            (&json!("should"), &json!("assumed"), &json!(3), &json!("plus-one")));
        assert_eq!(norms[0]["theme"], "call-before-a-rate-change");
        let shown = owner.get(&format!("/v1/plus-ones/{id}")).await.expect(200).body;
        let norm = &shown["plus_one"]["norm"];
        assert_eq!((&norm["clients"], &norm["replacement_wanted"]), (&json!(1), &json!(true)));
        assert_eq!(shown["steps"][1]["client"]["key"], "H-1");
        assert_eq!((&shown["plus_one"]["wow"]["n"], &shown["plus_one"]["wow"]["value"]), (&json!(3), &json!(1.0)));
        let board = owner.get("/v1/plus-ones").await.expect(200).body;
        assert_eq!((&board["debt"][0]["n"], &board["debt"][0]["norms"]), (&json!(3), &json!(1)));
        assert_eq!(board["replenishment"], json!({ "new": 0, "worn_out": 1, "ratio": 0.0 }));

        // It was not so: no norm, and the client's ledger no longer says so.
        let gift = third["gift"]["id"].as_str().unwrap().to_owned();
        let back = owner.delete(&format!("/v1/gifts/{gift}")).await.expect(200).body;
        assert_eq!(back["state"], "trial");
        assert_eq!(ledger(&mut owner, "Call before a rate change").await[0]["status"], "retired");
        let restored = owner.post(&format!("/v1/gifts/{gift}/restore"), json!({})).await.expect(200).body;
        assert_eq!(restored["state"], "norm");
        let holds = ledger(&mut owner, "Call before a rate change").await;
        assert!(holds.iter().any(|it| it["status"] == "assumed"));

        // Kept, and replaced.
        let kept = owner.patch(&format!("/v1/plus-ones/{id}"), json!({ "kept": true })).await.expect(200).body;
        assert_eq!(kept["norm"]["kept_by"]["name"], "Olga Owner");
        let new = json!({ "words": "A map of the pension on one page", "replaces": id });
        let new = owner.post("/v1/plus-ones", new).await.expect(201).body;
        let shown = owner.get(&format!("/v1/plus-ones/{id}")).await.expect(200).body;
        assert_eq!((&shown["plus_one"]["norm"]["replacement_wanted"], &shown["plus_one"]["norm"]["replaced_by"]), (&json!(false), &new["id"]));
        // Withdrawn, clients told: nobody need look for it.
        let moved = owner.post(&format!("/v1/plus-ones/{id}/move"), json!({ "to": "retired" })).await.expect(200).body;
        assert_eq!(moved["state"], "retired");
        owner.patch(&format!("/v1/plus-ones/{id}"), json!({ "farewell": "From June on the letter says it all" })).await.expect(200);
        let gone = ledger(&mut owner, "Call before a rate change").await;
        assert!(gone.iter().all(|it| it["status"] == "retired"));
        let undone = owner.delete(&format!("/v1/plus-ones/{id}/move")).await.expect(200).body;
        assert_eq!(undone["state"], "norm");
        owner.post(&format!("/v1/plus-ones/{id}/move"), json!({ "to": "idea" })).await.problem(409, "conflict");
        let csv = owner.get("/v1/export/plus-ones.csv").await.expect(200).text;
        assert!(csv.lines().count() == 3 && csv.contains("Call before a rate change,norm"));
        let csv = owner.get(&format!("/v1/plus-ones/{id}/deliveries.csv")).await.expect(200).text;
        assert_eq!(csv.lines().count(), 4);
    })
    .await;
}

#[tokio::test]
async fn what_is_unwanted_is_asked_first_and_never_suggested() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let ids = clients(&mut owner, &["H-1", "H-2"]).await;
        let id = made(&mut owner, "Wine at renewal").await;
        owner
            .post(
                &format!("/v1/plus-ones/{id}/move"),
                json!({ "to": "trial" }),
            )
            .await
            .expect(200);
        let path = format!("/v1/plus-ones/{id}/deliveries");
        let suggestion = |client: &str| format!("/v1/clients/{client}/plus-ones/suggestion");
        let first = owner.get(&suggestion(&ids[0])).await.expect(200).body;
        assert_eq!(
            (&first["suggested"]["id"], &first["suggested"]["ask_first"]),
            (&json!(id), &json!(false))
        );
        let given = owner
            .post(&path, json!({ "client": ids[0] }))
            .await
            .expect(201)
            .body;
        let gift = format!("/v1/gifts/{}", given["gift"]["id"].as_str().unwrap());
        // Learnt later.
        let told = json!({ "reaction": "unwanted", "felt": -2, "words": "We don't drink" });
        let told = owner.patch(&gift, told).await.expect(200).body;
        assert_eq!(
            (&told["gift"]["reaction"], &told["gift"]["words"]),
            (&json!("unwanted"), &json!("We don't drink"))
        );
        assert_eq!(
            owner.get(&suggestion(&ids[0])).await.expect(200).body["suggested"],
            Value::Null
        );
        assert_eq!(
            owner.get(&suggestion(&ids[1])).await.expect(200).body["suggested"]["id"],
            id
        );
        owner
            .post(&path, json!({ "client": ids[0] }))
            .await
            .problem(409, "unwanted_plus_one");
        owner
            .post(
                &path,
                json!({ "client": ids[0], "asked_first": true, "reaction": "noticed" }),
            )
            .await
            .expect(201);
        owner
            .patch(
                &format!("/v1/plus-ones/{id}"),
                json!({ "ask_first": true, "hold_out_percent": 50 }),
            )
            .await
            .expect(200);
        owner
            .post(&path, json!({ "client": ids[1] }))
            .await
            .problem(409, "ask_first");
        let asking = owner.get(&suggestion(&ids[1])).await.expect(200).body;
        assert_eq!(asking["suggested"]["ask_first"], true);
        // Held out: no reaction, but how the touch was felt.
        owner
            .post(
                &path,
                json!({ "client": ids[1], "held_out": true, "reaction": "wow" }),
            )
            .await
            .problem(422, "invalid_fields");
        let held = owner
            .post(
                &path,
                json!({ "client": ids[1], "held_out": true, "felt": 0 }),
            )
            .await
            .expect(201)
            .body;
        assert_eq!(held["gift"]["held_out"], true);
        let of_client = owner
            .get(&format!("/v1/clients/{}/plus-ones", ids[0]))
            .await
            .expect(200)
            .body;
        assert_eq!(of_client["gifts"].as_array().unwrap().len(), 2);
        assert!(of_client["last_felt_at"].is_string());
        let shown = owner
            .get(&format!("/v1/plus-ones/{id}"))
            .await
            .expect(200)
            .body;
        assert_eq!(
            (
                &shown["plus_one"]["held_out"],
                &shown["hold_out"]["difference"]
            ),
            (&json!(1), &Value::Null)
        );
        let wear = owner
            .get(&format!("/v1/plus-ones/{id}/habituation"))
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&wear["estimate"], &wear["not_estimable"]["reason"]),
            (&Value::Null, &json!("too_few_clients"))
        );
        let page = owner.get(&format!("{path}?limit=2")).await.expect(200).body;
        let next = page["next"].as_str().unwrap();
        let rest = owner
            .get(&format!("{path}?limit=2&before={next}"))
            .await
            .expect(200)
            .body;
        assert_eq!(
            (rest["items"].as_array().unwrap().len(), &rest["next"]),
            (1, &Value::Null)
        );
        // Votes, once each.
        let vote = format!("/v1/plus-ones/{id}/vote");
        owner.put(&vote, Value::Null).await.expect(200);
        let voted = owner.put(&vote, Value::Null).await.expect(200).body;
        assert_eq!(
            (&voted["votes"], &voted["voted"]),
            (&json!(1), &json!(true))
        );
        let not = owner.delete(&vote).await.expect(200).body;
        assert_eq!((&not["votes"], &not["voted"]), (&json!(0), &json!(false)));
        for (form, field) in [
            (json!({ "client": ids[0], "felt": 4 }), "felt"),
            (
                json!({ "client": ids[0], "at": "2027-01-01T00:00:00Z" }),
                "at",
            ),
        ] {
            let refused = owner
                .post(&path, form)
                .await
                .problem(422, "invalid_fields")
                .body;
            assert_eq!(refused["errors"][0]["field"], field);
        }
        let analyst = &mut world
            .invited(&mut owner, "ann@first.example", "analyst")
            .await;
        analyst
            .post(&path, json!({ "client": ids[0] }))
            .await
            .problem(403, "forbidden");
        let front = &mut world
            .invited(&mut owner, "fay@first.example", "frontline")
            .await;
        front
            .post("/v1/plus-ones", json!({ "words": "Tea" }))
            .await
            .expect(201);
        front
            .post(
                &format!("/v1/plus-ones/{id}/move"),
                json!({ "to": "active" }),
            )
            .await
            .problem(403, "forbidden");
    })
    .await;
}

/// The demo's estimate is set beside what is true of its firm.
#[tokio::test(flavor = "multi_thread")]
async fn the_demo_shows_how_a_surprise_wears_out_as_it_truly_does() {
    on_sqlite(|world: World| async move {
        let size = DemoSize {
            clients: 400,
            months: 16,
            seed: 7,
            end: world.app.now(),
        };
        let loaded = load_demo(&world.app, size, &|_| {})
            .await
            .expect("the demo");
        let mut owner = world.browser();
        let form = json!({ "email": loaded.email, "password": loaded.password });
        owner.post("/v1/session", form).await.expect(200);
        let board = owner.get("/v1/plus-ones").await.expect(200).body;
        let items = board["items"].as_array().unwrap();
        for (state, at_least) in [
            ("idea", 8),
            ("trial", 2),
            ("active", 2),
            ("norm", 3),
            ("retired", 2),
        ] {
            let there = items.iter().filter(|it| it["state"] == state).count();
            assert!(there >= at_least, "{there} {state}");
        }
        assert!(board["debt"][0]["cents"].as_f64().unwrap() > 0.0);
        let known = items.iter().find(|it| it["words"] == KNOWN).unwrap();
        assert!(known["telling_clients"].as_i64().unwrap() >= 100, "{known}");
        assert!(known["norm"]["clients"].as_i64().unwrap() >= 100, "{known}");
        let path = format!("/v1/plus-ones/{}", known["id"].as_str().unwrap());
        let wear = owner
            .get(&format!("{path}/habituation"))
            .await
            .expect(200)
            .body;
        // One firm is one draw, and another each day: its own interval, widened from 95 % to all but one in a thousand.
        let figure = |of: &str| wear["estimate"]["alpha"][of].as_f64().unwrap();
        let alpha = figure("value");
        let wide = 3.29 / 1.96;
        let low = alpha - wide * (alpha - figure("low"));
        let high = alpha + wide * (figure("high") - alpha);
        assert!((low..=high).contains(&TRUTH.alpha), "{wear}");
        assert!(high - low < 0.4, "{wear}");
        assert_eq!(wear["estimate"]["wears_out"], true);
        let stop = wear["estimate"]["curve"][2]["loss"]["value"]
            .as_f64()
            .unwrap();
        let truly = TRUTH.below * (1.0 - (1.0 - TRUTH.alpha).powi(3));
        assert!((stop - truly).abs() < 0.25, "{stop} instead of {truly}");
        let shown = owner.get(&path).await.expect(200).body;
        assert!(shown["hold_out"]["difference"].is_number(), "{shown}");
        let sprints = owner.get("/v1/sprints").await.expect(200).body;
        assert_eq!(
            (&sprints["items"][0]["ideas"], &sprints["items"][0]["open"]),
            (&json!(42), &json!(false))
        );
    })
    .await;
}
