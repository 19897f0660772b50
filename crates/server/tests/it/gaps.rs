//! From what happened to what is missing: findings with their evidence, and what people decide about them.

use axum::http::Method;
use serde_json::{Value, json};
use server::insight::gaps::find_gaps;

use crate::world::{Caller, World, each_database};

async fn organization(owner: &mut Caller) -> domain::ids::OrganizationId {
    let me = owner.get("/v1/me").await.expect(200).body;
    me["organization"]["id"].as_str().unwrap().parse().unwrap()
}

pub async fn run(world: &World, owner: &mut Caller) {
    let organization = organization(owner).await;
    find_gaps(&world.app, organization, &|_| {})
        .await
        .expect("a run");
}

async fn me(owner: &mut Caller) -> Value {
    owner.get("/v1/me").await.expect(200).body["person"]["id"].clone()
}

/// Twelve invoices that should be followed by a call within a week; only the first four were.
pub async fn firm(owner: &mut Caller) {
    let call = json!({ "label": "First invoice call", "kind": "dynamic", "existence": "live" });
    owner.post("/v1/touchpoints", call).await.expect(201);
    let rule = json!({ "key": "invoice", "label": "Invoice", "answer": { "touchpoints": ["first-invoice-call"], "within_days": 7 } });
    owner.post("/v1/event-kinds", rule).await.expect(201);
    let events: Vec<Value> = (0..12)
        .map(|n| {
            json!({
                "external_id": format!("i{n}"), "client": { "key": format!("h{n}"), "name": format!("House {n}") },
                "kind": "invoice", "occurred_at": "2026-01-05T09:00:00Z", "note": format!("Bill {n}"),
            })
        })
        .collect();
    owner
        .post("/v1/events", json!({ "items": events }))
        .await
        .expect(200);
    let calls: Vec<Value> = (0..4)
        .map(|n| {
            json!({
                "external_id": format!("c{n}"), "client": { "key": format!("h{n}") }, "touchpoint": "first-invoice-call",
                "occurred_at": "2026-01-07T09:00:00Z", "direction": "out", "planned": true,
            })
        })
        .collect();
    owner
        .post("/v1/touches", json!({ "items": calls }))
        .await
        .expect(200);
}

/// Confirmed by three households, served by nothing.
pub async fn expectations(owner: &mut Caller) {
    let items: Vec<Value> = (0..3)
        .map(|n| {
            json!({
                "client": { "key": format!("h{n}") }, "words": "Ring me before I read it in the paper", "level": "must",
                "status": "confirmed", "theme": "bad-news-first", "source": "interview", "stated_at": "2026-02-01T09:00:00Z",
            })
        })
        .collect();
    owner
        .post("/v1/expectations", json!({ "items": items }))
        .await
        .expect(200);
}

pub async fn of(owner: &mut Caller, detector: &str) -> Vec<Value> {
    let path = format!("/v1/findings?state=open&detector={detector}");
    let listed = owner.get(&path).await.expect(200).body;
    listed["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn an_unanswered_event_is_found_explained_accepted_and_taken_back() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        firm(&mut owner).await;
        assert_eq!(owner.get("/v1/findings/run").await.expect(200).body["state"], "never");
        run(&world, &mut owner).await;
        let shown = owner.get("/v1/findings/run").await.expect(200).body;
        assert_eq!((&shown["state"], &shown["clients"]), (&json!("done"), &json!(12)));
        let found = of(&mut owner, "unanswered_event").await;
        assert_eq!(found.len(), 1, "{found:?}");
        let one = &found[0];
        assert_eq!((&one["share"]["hits"], &one["share"]["n"], &one["evidence"]), (&json!(8), &json!(12), &json!(8)));
        assert_eq!((&one["about"]["event"]["label"], &one["about"]["basis"]), (&json!("Invoice"), &json!("rule")));
        assert_eq!(one["new"], true);
        let path = format!("/v1/findings/{}", one["id"].as_str().unwrap());
        let evidence = owner.get(&format!("{path}/evidence")).await.expect(200).body;
        assert_eq!((evidence["items"].as_array().unwrap().len(), &evidence["total"]), (8, &json!(8)));
        let first = &evidence["items"][0];
        assert_eq!((&first["kind"], &first["what"]["label"]), (&json!("event"), &json!("Invoice")));
        assert!(first["client"]["name"].as_str().unwrap().starts_with("House "), "{first}");
        assert!(first["words"].as_str().unwrap().starts_with("Bill "), "{first}");

        let me = me(&mut owner).await;
        let form = json!({ "label": "Call after the first invoice", "owner": me, "review_by": "2026-03-16" });
        let accepted = owner.post(&format!("{path}/accept"), form.clone()).await.expect(200).body;
        assert_eq!(accepted["state"], "accepted");
        let decision = &accepted["decision"];
        assert_eq!((&decision["owner"]["name"], &decision["review_by"]), (&json!("Olga Owner"), &json!("2026-03-16")));
        owner.post(&format!("{path}/accept"), form).await.problem(409, "conflict");
        run(&world, &mut owner).await;
        assert_eq!(owner.get(&path).await.expect(200).body["state"], "accepted");
        let back = owner.send(Method::POST, &format!("{path}/reopen"), None).await.expect(200).body;
        assert_eq!(back["state"], "open");
        owner.send(Method::POST, &format!("{path}/reopen"), None).await.problem(409, "conflict");

        // Those that were answered late, or not at all, count as missed.
        let measures = owner.get("/v1/gap-measures").await.expect(200).body;
        assert_eq!((&measures["missed_touch_rate"]["hits"], &measures["missed_touch_rate"]["n"]), (&json!(8), &json!(12)));
        assert_eq!((&measures["planned_share"]["hits"], &measures["planned_share"]["n"]), (&json!(4), &json!(4)));
        assert_eq!(measures["coverage"]["value"], 1.0);
        owner.get("/v1/gap-measures?period=nonsense").await.problem(422, "invalid_fields");
        let of_2025 = owner.get("/v1/gap-measures?period=2025").await.expect(200).body;
        assert_eq!(of_2025["planned_share"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn a_planned_touchpoint_comes_and_goes_with_the_decision() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        firm(&mut owner).await;
        expectations(&mut owner).await;
        run(&world, &mut owner).await;
        let found = of(&mut owner, "unserved_expectation").await;
        assert_eq!(found.len(), 1, "{found:?}");
        let path = format!("/v1/findings/{}", found[0]["id"].as_str().unwrap());
        let me = me(&mut owner).await;
        let wrong =
            json!({ "owner": "019d4d34-d000-7483-a631-6e2381080ef4", "review_by": "2020-01-01" });
        let refused = owner
            .post(&format!("{path}/accept"), wrong)
            .await
            .problem(422, "invalid_fields")
            .body;
        let fields: Vec<&str> = refused["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e["field"].as_str().unwrap())
            .collect();
        assert_eq!(fields, ["owner", "review_by", "label"]);
        let form =
            json!({ "label": "Call before bad news", "owner": me, "review_by": "2026-03-16" });
        let accepted = owner
            .post(&format!("{path}/accept"), form.clone())
            .await
            .expect(200)
            .body;
        let planned = &accepted["decision"]["touchpoint"];
        assert_eq!(
            (&planned["key"], &planned["existence"]),
            (&json!("call-before-bad-news"), &json!("planned"))
        );
        let listed = owner.get("/v1/touchpoints").await.expect(200).body;
        let labels = |listed: &Value| -> Vec<String> {
            listed["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|it| it["label"].as_str().unwrap().to_owned())
                .collect()
        };
        assert!(labels(&listed).contains(&"Call before bad news".to_owned()));

        owner
            .send(Method::POST, &format!("{path}/reopen"), None)
            .await
            .expect(200);
        let listed = owner.get("/v1/touchpoints").await.expect(200).body;
        assert!(!labels(&listed).contains(&"Call before bad news".to_owned()));

        // Accepted again and live, it says how long that took.
        let accepted = owner
            .post(&format!("{path}/accept"), form)
            .await
            .expect(200)
            .body;
        let touchpoint = format!(
            "/v1/touchpoints/{}",
            accepted["decision"]["touchpoint"]["id"].as_str().unwrap()
        );
        world
            .clock
            .advance(std::time::Duration::from_secs(4 * 86_400));
        owner
            .patch(&touchpoint, json!({ "existence": "live" }))
            .await
            .expect(200);
        run(&world, &mut owner).await;
        let live = owner.get(&path).await.expect(200).body;
        assert_ne!(live["decision"]["live_at"], Value::Null);
        let measures = owner.get("/v1/gap-measures").await.expect(200).body;
        let days = &measures["days_to_live"];
        assert_eq!(
            (&days["median_days"], &days["n"], &days["live"]),
            (&json!(4.0), &json!(1), &json!(1))
        );
        let actions = owner.get("/v1/audit").await.expect(200).body;
        let actions: Vec<&str> = actions["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e["action"].as_str().unwrap())
            .collect();
        assert!(
            actions.contains(&"accept_finding") && actions.contains(&"reopen_finding"),
            "{actions:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_dismissed_is_not_raised_again_and_what_was_put_off_comes_back() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        firm(&mut owner).await;
        expectations(&mut owner).await;
        run(&world, &mut owner).await;
        let event = of(&mut owner, "unanswered_event").await.remove(0);
        let wish = of(&mut owner, "unserved_expectation").await.remove(0);
        let path = |one: &Value, verb: &str| {
            format!("/v1/findings/{}/{verb}", one["id"].as_str().unwrap())
        };
        owner
            .post(&path(&event, "dismiss"), json!({ "reason": "  " }))
            .await
            .problem(422, "invalid_fields");
        let gone = owner
            .post(
                &path(&event, "dismiss"),
                json!({ "reason": "We  ring anyway" }),
            )
            .await
            .expect(200)
            .body;
        assert_eq!(gone["decision"]["reason"], "We ring anyway");
        owner
            .post(&path(&wish, "snooze"), json!({ "until": "2026-03-02" }))
            .await
            .problem(422, "invalid_fields");
        owner
            .post(&path(&wish, "snooze"), json!({ "until": "2026-03-05" }))
            .await
            .expect(200);
        run(&world, &mut owner).await;
        assert!(of(&mut owner, "unanswered_event").await.is_empty());
        assert!(of(&mut owner, "unserved_expectation").await.is_empty());
        let dismissed = owner
            .get("/v1/findings?state=dismissed")
            .await
            .expect(200)
            .body;
        assert_eq!(dismissed["items"].as_array().unwrap().len(), 1);

        world
            .clock
            .advance(std::time::Duration::from_secs(3 * 86_400));
        assert_eq!(
            of(&mut owner, "unserved_expectation").await.len(),
            1,
            "back by itself"
        );
        run(&world, &mut owner).await;
        assert!(of(&mut owner, "unanswered_event").await.is_empty());
        let back = of(&mut owner, "unserved_expectation").await;
        assert_eq!(back[0]["no"], wish["no"]);

        // Nobody expects it any more: its ground is gone.
        let listed = owner.get("/v1/expectations").await.expect(200).body;
        for one in listed["items"].as_array().unwrap() {
            let path = format!("/v1/expectations/{}/retire", one["id"].as_str().unwrap());
            owner.send(Method::POST, &path, None).await.expect(200);
        }
        run(&world, &mut owner).await;
        let closed = owner
            .get("/v1/findings?state=closed")
            .await
            .expect(200)
            .body;
        assert_eq!(closed["items"][0]["no"], wish["no"]);
        owner
            .post(&path(&wish, "dismiss"), json!({ "reason": "late" }))
            .await
            .problem(409, "conflict");

        let mut analyst = world
            .invited(&mut owner, "a@first.example", "analyst")
            .await;
        analyst.get("/v1/findings").await.expect(200);
        analyst
            .post(&path(&event, "dismiss"), json!({ "reason": "x" }))
            .await
            .problem(403, "forbidden");
        analyst
            .send(Method::POST, "/v1/findings/run", None)
            .await
            .problem(403, "forbidden");
    })
    .await;
}

#[tokio::test]
async fn the_words_of_clients_stand_behind_a_chase() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let desk = json!({ "label": "Service line", "kind": "dynamic", "existence": "live" });
        owner.post("/v1/touchpoints", desk).await.expect(201);
        let events: Vec<Value> = (0..30)
            .map(|n| {
                json!({
                    "external_id": format!("t{n}"), "client": { "key": format!("h{n}") }, "kind": "transfer", "kind_label": "Transfer",
                    "occurred_at": "2026-01-05T09:00:00Z",
                })
            })
            .collect();
        owner.post("/v1/events", json!({ "items": events })).await.expect(200);
        let calls: Vec<Value> = (0..14)
            .map(|n| {
                json!({
                    "external_id": format!("c{n}"), "client": { "key": format!("h{n}") }, "touchpoint": "service-line",
                    "occurred_at": format!("2026-01-1{}T09:00:00Z", n % 5), "direction": "in",
                    "note": "Any news on my transfer? Thanks.",
                })
            })
            .collect();
        owner.post("/v1/touches", json!({ "items": calls })).await.expect(200);
        run(&world, &mut owner).await;
        let found = of(&mut owner, "chase").await;
        assert!(!found.is_empty());
        let path = format!("/v1/findings/{}/evidence", found[0]["id"].as_str().unwrap());
        let evidence = owner.get(&path).await.expect(200).body;
        let first = &evidence["items"][0];
        assert_eq!((&first["words"], &first["phrase"]), (&json!("Any news on my transfer? Thanks."), &json!("Any news on")));
        let measures = owner.get("/v1/gap-measures").await.expect(200).body;
        assert_eq!((&measures["chase_ratio"]["hits"], &measures["chase_ratio"]["n"]), (&json!(14), &json!(14)));
    })
    .await;
}

#[tokio::test]
async fn signals_order_a_run_that_a_worker_does() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        firm(&mut owner).await;
        let _workers = server::jobs::start(&world.app);
        let asked = owner
            .send(Method::POST, "/v1/findings/run", None)
            .await
            .expect(202)
            .body;
        assert!(
            ["queued", "running", "done"].contains(&asked["state"].as_str().unwrap()),
            "{asked}"
        );
        for _ in 0..600 {
            let shown = owner.get("/v1/findings/run").await.expect(200).body;
            // What came in since may have ordered the next run already, which waits for the clock.
            if shown["finished_at"] != Value::Null {
                assert!(shown["raised"].as_i64().unwrap() >= 1, "{shown}");
                world.app.stop();
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("the run does not end");
    })
    .await;
}
