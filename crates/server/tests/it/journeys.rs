//! Journeys are drawn, changed by two people at once, taken out and in again, and laid beside how they are lived through.

use serde_json::{Value, json};

use crate::world::{Caller, each_database};

async fn inventory(owner: &mut Caller) {
    for stage in ["Join", "Every day"] {
        owner
            .post("/v1/stages", json!({ "label": stage }))
            .await
            .expect(201);
    }
    owner
        .post("/v1/channels", json!({ "label": "Phone" }))
        .await
        .expect(201);
    for (label, stage) in [
        ("Kick-off call", "join"),
        ("Statement", "every-day"),
        ("App", "every-day"),
    ] {
        let form =
            json!({ "label": label, "kind": "dynamic", "existence": "live", "stage": stage });
        owner.post("/v1/touchpoints", form).await.expect(201);
    }
}

fn step(id: &str, stage: &str, touchpoint: Option<&str>, feeling: Option<i8>) -> Value {
    json!({
        "id": id, "stage": stage, "touchpoint": touchpoint, "label": format!("Step {id}"), "channel": null,
        "expectation": "They know who I am.\nAt once.", "action": "Calls", "feeling": feeling,
        "plus_ones": ["a card, by hand"], "backstage": "", "owner": "Head of advice", "moment_of_truth": id == "call",
    })
}

fn document() -> Value {
    json!({
        "version": 1, "name": "Becoming a client", "note": "“First weeks”", "audience": null,
        "filters": ["attr.tier=premier"],
        "steps": [
            step("call", "join", Some("kick-off-call"), Some(1)),
            step("statement", "every-day", Some("statement"), Some(0)),
            step("app", "every-day", Some("app"), Some(0)),
            step("friend", "every-day", None, None),
        ],
    })
}

fn fields(answer: &crate::world::Answer) -> Vec<(String, String)> {
    let errors = answer.body["errors"].as_array().expect("field errors");
    let text = |it: &Value| it.as_str().unwrap_or_default().to_owned();
    errors
        .iter()
        .map(|it| (text(&it["field"]), text(&it["message"])))
        .collect()
}

#[tokio::test]
async fn a_journey_goes_out_and_comes_in_as_the_same() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        inventory(&mut owner).await;
        assert_eq!(
            owner.get("/v1/journeys").await.expect(200).body["items"],
            json!([])
        );
        let made = owner
            .post("/v1/journeys", document())
            .await
            .expect(201)
            .body;
        assert_eq!(
            (&made["revision"], &made["document"]),
            (&json!(1), &document())
        );
        assert_eq!(made["changed_by"]["name"], "Olga Owner");
        let path = format!("/v1/journeys/{}", made["id"].as_str().unwrap());

        let out = owner.get(&format!("{path}/export.json")).await.expect(200);
        assert_eq!(
            out.header("content-disposition"),
            "attachment; filename=\"journey-becoming-a-client.json\""
        );
        assert_eq!(out.body, document());
        let again = owner
            .post("/v1/journeys/import", out.body)
            .await
            .expect(201)
            .body;
        assert_eq!(again["document"], document());
        assert_ne!(again["id"], made["id"]);

        // With ways of its own, tidied once and for all.
        let mut parted = document();
        parted["name"] = json!("  Becoming   a client ");
        parted["links"] =
            json!([{ "from": "call", "to": "app" }, { "from": "call", "to": "statement" }]);
        let kept = owner
            .post("/v1/journeys/import", parted.clone())
            .await
            .expect(201)
            .body;
        parted["name"] = json!("Becoming a client");
        assert_eq!(kept["document"], parted);

        let listed = owner.get("/v1/journeys").await.expect(200).body;
        assert_eq!(listed["items"].as_array().map(Vec::len), Some(3));
        let one = listed["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["id"] == made["id"])
            .unwrap();
        assert_eq!(
            (&one["steps"], &one["moments_of_truth"]),
            (&json!(4), &json!(1))
        );
        assert_eq!(one["line"], json!([1, 0, 0, null]));

        let mut analyst = world
            .invited(&mut owner, "a@first.example", "analyst")
            .await;
        analyst.get(&path).await.expect(200);
        analyst
            .post("/v1/journeys", document())
            .await
            .problem(403, "forbidden");
        analyst.delete(&path).await.problem(403, "forbidden");
        owner.delete(&path).await.expect(204);
        owner.get(&path).await.problem(404, "not_found");
        let log = owner.get("/v1/audit?limit=50").await.expect(200).body;
        let actions: Vec<&str> = log["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|it| it["action"].as_str())
            .collect();
        for action in ["create_journey", "import_journey", "delete_journey"] {
            assert!(actions.contains(&action), "{action}: {actions:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_no_journey_is_refused_with_its_place() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        inventory(&mut owner).await;
        let mut refused = Vec::new();
        let mut wrong = |change: &dyn Fn(&mut Value)| {
            let mut document = document();
            change(&mut document);
            refused.push(document);
        };
        wrong(&|it| it["steps"] = json!([]));
        wrong(&|it| {
            it["links"] = json!([
                { "from": "call", "to": "app" }, { "from": "app", "to": "friend" }, { "from": "friend", "to": "call" },
            ]);
        });
        wrong(&|it| it["steps"][2]["stage"] = json!("nowhere"));
        wrong(&|it| it["steps"][1]["touchpoint"] = json!("fax"));
        wrong(&|it| it["steps"][3]["feeling"] = json!(3));
        wrong(&|it| it["steps"][3]["feeling"] = json!(1.5));
        wrong(&|it| it["steps"][0]["mood"] = json!(1));
        wrong(&|it| it["steps"][0]["label"] = json!("x".repeat(121)));
        wrong(&|it| it["filters"] = json!(["premier"]));
        wrong(&|it| {
            it.as_object_mut().unwrap().remove("version");
        });
        let expected = [
            ("steps", "at least one step"),
            ("links[2]", "“Step call” → “Step app” → “Step friend” → “Step call”"),
            ("steps[2].stage", "there are: every-day, join"),
            ("steps[1].touchpoint", "not in the inventory"),
            ("steps[3].feeling", "from −2 to +2"),
            ("steps[3].feeling", "1.5"),
            ("steps[0].mood", "mood"),
            ("steps[0].label", "121 characters"),
            ("filters[0]", "not a filter"),
            ("version", "needed"),
        ];
        for (document, (field, words)) in refused.into_iter().zip(expected) {
            let answer = owner.post("/v1/journeys/import", document).await.problem(422, "invalid_fields");
            let told = fields(&answer);
            assert!(told.iter().any(|(at, said)| at.starts_with(field) && said.contains(words)), "{field}: {told:?}");
        }
        assert_eq!(owner.get("/v1/journeys").await.expect(200).body["items"], json!([]), "nothing of it was kept");
    })
    .await;
}

#[tokio::test]
async fn whoever_saves_second_is_told_and_loses_nothing() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        inventory(&mut owner).await;
        let mut dora = world
            .invited(&mut owner, "dora@first.example", "designer")
            .await;
        let made = owner
            .post("/v1/journeys", document())
            .await
            .expect(201)
            .body;
        let path = format!("/v1/journeys/{}", made["id"].as_str().unwrap());
        let save = |revision: i64, change: &dyn Fn(&mut Value)| {
            let mut document = document();
            change(&mut document);
            json!({ "revision": revision, "document": document })
        };
        let first = save(1, &|it| {
            it["steps"][0]["action"] = json!("Picks up the phone")
        });
        assert_eq!(dora.put(&path, first).await.expect(200).body["revision"], 2);
        let second = save(1, &|it| it["steps"][1]["feeling"] = json!(2));
        let refused = owner
            .put(&path, second)
            .await
            .problem(409, "journey_changed");
        assert!(
            refused.body["detail"]
                .as_str()
                .unwrap()
                .contains("revision 2"),
            "{}",
            refused.text
        );
        let newer = owner.get(&path).await.expect(200).body;
        assert_eq!(
            newer["document"]["steps"][0]["action"],
            "Picks up the phone"
        );
        assert_eq!(newer["document"]["steps"][1]["feeling"], 0);

        // Brought together, both changes stand.
        let mut both = newer["document"].clone();
        both["steps"][1]["feeling"] = json!(2);
        let both = json!({ "revision": 2, "document": both });
        let kept = owner.put(&path, both.clone()).await.expect(200).body;
        assert_eq!(
            (&kept["revision"], &kept["document"]),
            (&json!(3), &both["document"])
        );
        // Saving what is there already is no change.
        let same = json!({ "revision": 3, "document": kept["document"] });
        assert_eq!(owner.put(&path, same).await.expect(200).body["revision"], 3);
        let log = owner
            .get("/v1/audit?action=save_journey")
            .await
            .expect(200)
            .body;
        assert_eq!(log["items"].as_array().map(Vec::len), Some(2));
        assert_eq!(
            log["items"][0]["detail"],
            json!({ "steps_changed": 1, "step": "Step statement", "field": "feeling" })
        );

        // The same person goes on a moment later: saved, but one sitting is one entry.
        let mut more = kept["document"].clone();
        more["steps"][1]["feeling"] = json!(1);
        let more = json!({ "revision": 3, "document": more });
        assert_eq!(owner.put(&path, more).await.expect(200).body["revision"], 4);
        let log = owner
            .get("/v1/audit?action=save_journey")
            .await
            .expect(200)
            .body;
        assert_eq!(log["items"].as_array().map(Vec::len), Some(2));
    })
    .await;
}

/// On −2…2, worked out once more: a perception × ⅔; a rating 1–5 over the expected 4.
fn feeling_of_rating(score: f64) -> f64 {
    if score >= 4.0 {
        (score - 4.0) * 2.0
    } else {
        (score - 4.0) * 2.0 / 3.0
    }
}

#[tokio::test]
async fn the_lived_line_is_what_the_audience_said() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        inventory(&mut owner).await;
        let made = owner.post("/v1/journeys", document()).await.expect(201).body;
        let lived = format!("/v1/journeys/{}/lived", made["id"].as_str().unwrap());

        let (mut responses, mut touches) = (Vec::new(), Vec::new());
        let ratings = [1, 2, 3, 3, 2, 4, 5, 2, 1, 3, 4, 2];
        for (n, score) in ratings.iter().enumerate() {
            let client = json!({ "key": format!("p{n}"), "attributes": { "tier": "premier" } });
            responses.push(json!({
                "external_id": format!("p{n}"), "client": client, "occurred_at": "2026-02-10T10:00:00Z",
                "answers": [{ "question": "call", "kind": "rating", "scale": "1-5", "score": score, "touchpoint": "kick-off-call" }],
            }));
        }
        let other = json!({ "key": "e1", "attributes": { "tier": "essential" } });
        responses.push(json!({
            "external_id": "e1", "client": other, "occurred_at": "2026-02-10T10:00:00Z",
            "answers": [{ "question": "call", "kind": "rating", "scale": "1-5", "score": 5, "touchpoint": "kick-off-call" }],
        }));
        let perceptions = [Some(0), Some(-3), None, Some(0), Some(2), None];
        for (n, perception) in perceptions.iter().enumerate() {
            touches.push(json!({
                "external_id": format!("t{n}"), "client": { "key": format!("p{n}") }, "touchpoint": "kick-off-call",
                "occurred_at": "2026-02-11T10:00:00Z", "perception": perception,
            }));
        }
        for n in 0..3 {
            touches.push(json!({
                "external_id": format!("s{n}"), "client": { "key": format!("p{n}") }, "touchpoint": "statement",
                "occurred_at": "2026-02-12T10:00:00Z", "perception": 1,
            }));
        }
        let told = owner.post("/v1/responses", json!({ "items": responses })).await.expect(200).body;
        assert_eq!((&told["refused"], &told["conflicts"]), (&json!(0), &json!(0)), "{told}");
        let noted = owner.post("/v1/touches", json!({ "items": touches })).await.expect(200).body;

        let mut said: Vec<f64> = ratings.iter().map(|score| feeling_of_rating(f64::from(*score))).collect();
        said.extend(perceptions.iter().flatten().map(|felt| f64::from(*felt) * 2.0 / 3.0));
        let n = said.len() as f64;
        let mean = said.iter().sum::<f64>() / n;
        let deviation = (said.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
        // Student's t, two-sided 95 %, 15 degrees of freedom.
        let half = 2.131_449_545_559_774 * deviation / n.sqrt();

        let body = owner.get(&format!("{lived}?period=2026")).await.expect(200).body;
        let call = &body["steps"][0];
        let near = |found: &Value, known: f64| {
            assert!((found.as_f64().unwrap_or(f64::NAN) - known).abs() < 1e-9, "{found} is not {known}");
        };
        assert_eq!(n, 16.0);
        assert_eq!((&call["estimate"]["n"], &call["ratings"], &call["perceptions"]), (&json!(16), &json!(12), &json!(4)));
        near(&call["estimate"]["value"], mean);
        near(&call["estimate"]["low"], mean - half);
        near(&call["estimate"]["high"], mean + half);
        near(&call["gap"], mean - 1.0);
        assert_eq!((&call["verdict"], &call["reason"]), (&json!("short"), &Value::Null));
        assert_eq!(body["filters"], json!(["attr.tier=premier"]));

        // Three answers say little, none say nothing, and a step without us is no zero.
        let [statement, app, friend] = [1, 2, 3].map(|at| body["steps"][at].clone());
        near(&statement["estimate"]["value"], 2.0 / 3.0);
        assert_eq!((&statement["verdict"], &statement["reason"]), (&json!("unknown"), &json!("too_few")));
        assert_eq!((&app["estimate"]["value"], &app["reason"]), (&Value::Null, &json!("nothing_heard")));
        assert_eq!((&friend["estimate"]["value"], &friend["reason"]), (&Value::Null, &json!("no_touchpoint")));

        let mut analyst = world.invited(&mut owner, "ana@first.example", "analyst").await;
        let hidden = analyst.get(&format!("{lived}?period=2026")).await.expect(200).body["steps"][1].clone();
        assert_eq!((&hidden["reason"], &hidden["estimate"]["value"], &hidden["gap"]), (&json!("hidden"), &Value::Null, &Value::Null));

        let empty = owner.get(&format!("{lived}?period=2025")).await.expect(200).body;
        assert_eq!(empty["steps"][0]["estimate"]["n"], 0);
        let further = owner.get(&format!("{lived}?period=2026&where=attr.tier=essential")).await.expect(200).body;
        assert_eq!(further["steps"][0]["estimate"]["n"], 0, "nobody is both");
        owner.get(&format!("{lived}?where=attr.colour=red")).await.problem(422, "invalid_fields");

        // What a client says later of a touch counts, and a correction takes back what was noted first.
        for (touch, perception) in [(2, 1), (1, 0)] {
            let id = noted["results"][touch]["id"].as_str().unwrap();
            owner.post(&format!("/v1/touches/{id}/felt"), json!({ "perception": perception })).await.expect(200);
        }
        let later = owner.get(&format!("{lived}?period=2026")).await.expect(200).body;
        let mut corrected = said.clone();
        corrected[ratings.len() + 1] = 0.0;
        corrected.push(2.0 / 3.0);
        let call = &later["steps"][0];
        assert_eq!((&call["ratings"], &call["perceptions"]), (&json!(12), &json!(5)));
        near(&call["estimate"]["value"], corrected.iter().sum::<f64>() / 17.0);

        // The same clients as an audience of the inventory.
        let group = json!({ "label": "Premier", "filter": ["attr.tier=premier"] });
        let group = owner.post("/v1/audiences", group).await.expect(201).body;
        let mut same = document();
        same["filters"] = json!([]);
        same["audience"] = group["key"].clone();
        let path = format!("/v1/journeys/{}", made["id"].as_str().unwrap());
        owner.put(&path, json!({ "revision": 1, "document": same })).await.expect(200);
        let again = owner.get(&format!("{lived}?period=2026")).await.expect(200).body;
        assert_eq!(again["steps"], later["steps"]);
        assert_eq!(again["filters"], json!(["attr.tier=premier"]));
        same["audience"] = json!("nobody");
        let refused = owner.put(&path, json!({ "revision": 2, "document": same })).await.problem(422, "invalid_fields");
        assert_eq!(fields(&refused)[0].0, "audience");
    })
    .await;
}
