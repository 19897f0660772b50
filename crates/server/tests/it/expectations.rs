//! The ledger of what clients expect: corrected, taken back, filtered, exported; and the iceberg it makes.

use std::time::Duration;

use serde_json::{Value, json};

use crate::world::{Caller, each_database};

const DAY: u64 = 86_400;

fn expectation(client: &str, words: &str, more: Value) -> Value {
    let mut item = json!({
        "client": { "key": client }, "words": words, "level": "should", "status": "confirmed", "source": "interview",
    });
    for (key, value) in more.as_object().expect("an object") {
        item[key] = value.clone();
    }
    item
}

async fn add(owner: &mut Caller, client: &str, words: &str, more: Value) -> String {
    let item = expectation(client, words, more);
    let told = owner.post("/v1/expectations", item).await.expect(200).body;
    told["results"][0]["id"].as_str().expect("an id").to_owned()
}

#[tokio::test]
async fn a_correction_keeps_what_stood_before_and_can_be_taken_back() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let family = json!({ "name": "Hollis", "key": "hollis" });
        let family = owner.post("/v1/clients", family).await.expect(201).body;
        let contacts = format!("/v1/clients/{}/contacts", family["id"].as_str().unwrap());
        let mira = owner
            .post(&contacts, json!({ "name": "Mira" }))
            .await
            .expect(201)
            .body;
        let more = json!({
            "contact": mira["id"], "level": "must", "target": " the same  day ", "theme": "news",
            "evidence": [{ "kind": "said", "words": "Ring me first." }],
        });
        let id = add(&mut owner, "hollis", "Ring me first", more).await;
        let path = format!("/v1/expectations/{id}");
        let seen = owner.get(&path).await.expect(200).body;
        let it = &seen["expectation"];
        assert_eq!(
            (&it["weight"], &it["target"], &it["contact"]),
            (&json!(3), &json!("the same day"), &mira["id"])
        );
        assert_eq!(
            (&it["knowledge"], &it["served_by"]),
            (&json!("fresh"), &json!([]))
        );
        assert_eq!(seen["history"], json!([]));

        // Our own reading is ours to correct; other words are to be confirmed again.
        let changed = json!({ "level": "delight", "depth": 3, "theme": null, "weight": 4 });
        let changed = owner.patch(&path, changed).await.expect(200).body;
        assert_eq!(
            (&changed["status"], &changed["weight"]),
            (&json!("confirmed"), &json!(4))
        );
        let changed = json!({ "words": "Ring Tom first", "add_evidence": { "kind": "observed" } });
        let changed = owner.patch(&path, changed).await.expect(200).body;
        assert_eq!(
            (&changed["status"], &changed["knowledge"]),
            (&json!("stated"), &json!("stated"))
        );
        assert_eq!(changed["evidence"].as_array().unwrap().len(), 2);
        let seen = owner.get(&path).await.expect(200).body;
        let history = seen["history"].as_array().unwrap();
        assert_eq!(history.len(), 2);
        assert_eq!(history[0]["before"]["words"], "Ring me first");
        assert_eq!(history[0]["by"], "Olga Owner");
        let undo = format!("{path}/undo");
        let back = owner.post(&undo, Value::Null).await.expect(200).body;
        assert_eq!(
            (&back["words"], &back["status"]),
            (&json!("Ring me first"), &json!("confirmed"))
        );

        // Confirmed in other words: these are the client's own.
        let said = json!({ "words": "Ring me, not Tom" });
        let said = owner
            .post(&format!("{path}/confirm"), said)
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&said["words"], &said["status"]),
            (&json!("Ring me, not Tom"), &json!("confirmed"))
        );

        let stranger = owner
            .post("/v1/clients", json!({ "name": "Other" }))
            .await
            .expect(201)
            .body;
        let contacts = format!("/v1/clients/{}/contacts", stranger["id"].as_str().unwrap());
        let theirs = owner
            .post(&contacts, json!({ "name": "Tom" }))
            .await
            .expect(201)
            .body;
        let refused = json!({ "contact": theirs["id"] });
        owner
            .patch(&path, refused)
            .await
            .problem(422, "invalid_fields");
        let refused =
            json!({ "words": " ", "depth": 9, "weight": 0, "half_life_days": 0, "theme": "a b/" });
        let refused = owner
            .patch(&path, refused)
            .await
            .problem(422, "invalid_fields")
            .body;
        assert!(
            refused["errors"].as_array().unwrap().len() >= 4,
            "{refused}"
        );
    })
    .await;
}

#[tokio::test]
async fn the_iceberg_counts_what_is_known_and_what_lies_below() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let client = json!({ "name": "Hollis", "key": "hollis" });
        let client = owner.post("/v1/clients", client).await.expect(201).body;
        let client = client["id"].as_str().unwrap().to_owned();
        for (words, depth, status, theme) in [
            ("Figures a day before", 1, "confirmed", "figures"),
            ("No surprises", 1, "confirmed", "fees"),
            ("Tell me before the bank does", 2, "confirmed", "news"),
            ("One person who knows us", 2, "stated", "person"),
            ("I look good before my board", 3, "confirmed", "board"),
            ("Keep the family feel", 3, "assumed", "family"),
        ] {
            let more =
                json!({ "depth": depth, "status": status, "theme": theme, "half_life_days": 10 });
            add(&mut owner, "hollis", words, more).await;
        }
        let firm = owner.get("/v1/iceberg").await.expect(200).body;
        let known = &firm["known"];
        assert_eq!((&known["hits"], &known["n"]), (&json!(4), &json!(6)));
        assert!(known["low"].as_f64().unwrap() < 0.67 && known["high"].as_f64().unwrap() > 0.67);
        assert_eq!(
            (&firm["below"]["hits"], &firm["waterline"]),
            (&json!(4), &json!("as_iceberg"))
        );
        assert_eq!(
            (&firm["orphans"]["hits"], &firm["orphans"]["n"]),
            (&json!(4), &json!(4))
        );
        assert_eq!(
            (&firm["age"]["n"], &firm["age"]["low"]),
            (&json!(4), &Value::Null)
        );
        let path = format!("/v1/clients/{client}/iceberg");
        let own = owner.get(&path).await.expect(200).body;
        // One client is the whole firm here, but of a firm one client says less than of itself.
        for part in ["layers", "waterline", "age", "due"] {
            assert_eq!(own["iceberg"][part], firm[part], "{part}");
        }
        for share in ["known", "below", "orphans"] {
            let (own, firm) = (&own["iceberg"][share], &firm[share]);
            assert_eq!(
                (&own["hits"], &own["n"], &own["value"]),
                (&firm["hits"], &firm["n"], &firm["value"])
            );
            assert!(
                own["low"].as_f64().unwrap() > firm["low"].as_f64().unwrap(),
                "{share}"
            );
        }
        assert_eq!(own["items"].as_array().unwrap().len(), 6);
        assert_eq!(own["items"][5]["depth"], 3);

        // Past the half-life nothing is known any more, and everything is to be asked again, the oldest first.
        let due = owner.get("/v1/expectations/due").await.expect(200).body;
        assert_eq!(due["items"], json!([]));
        let ahead = owner
            .get("/v1/expectations/due?within_days=11")
            .await
            .expect(200)
            .body;
        assert_eq!(ahead["items"].as_array().unwrap().len(), 4);
        // In two steps: who is away for longer has to sign in again.
        world.clock.advance(Duration::from_secs(6 * DAY));
        owner.get("/v1/me").await.expect(200);
        world.clock.advance(Duration::from_secs(5 * DAY));
        let due = owner.get("/v1/expectations/due").await.expect(200).body;
        assert_eq!(due["items"].as_array().unwrap().len(), 4);
        // Page by page: each thing once, in the same order, and the last page says that it is the last.
        for list in [
            "/v1/expectations/due?limit=3",
            "/v1/expectations?due=true&limit=3",
        ] {
            let ids = |page: &Value| -> Vec<Value> {
                let items = page["items"].as_array().unwrap();
                items.iter().map(|it| it["id"].clone()).collect()
            };
            let first = owner.get(list).await.expect(200).body;
            let next = format!("{list}&cursor={}", first["next"].as_str().unwrap());
            let rest = owner.get(&next).await.expect(200).body;
            assert_eq!((ids(&first).len(), ids(&rest).len()), (3, 1), "{list}");
            assert_eq!(rest["next"], Value::Null);
            let mut paged = [ids(&first), ids(&rest)].concat();
            let mut whole = ids(&due);
            if !list.contains("/due") {
                paged.sort_by_key(Value::to_string);
                whole.sort_by_key(Value::to_string);
            }
            assert_eq!(paged, whole, "{list}");
        }
        // What fits exactly has no next page.
        let exact = owner
            .get("/v1/expectations/due?limit=4")
            .await
            .expect(200)
            .body;
        assert_eq!(exact["next"], Value::Null);
        let firm = owner.get("/v1/iceberg").await.expect(200).body;
        assert_eq!(
            (&firm["known"]["hits"], &firm["due"]),
            (&json!(0), &json!(4))
        );
        assert_eq!(firm["age"]["days"], 11.0);

        for (query, count) in [
            ("status=assumed", 1),
            ("status=confirmed&depth=3", 1),
            ("level=must", 0),
            ("due=true", 4),
            ("orphans=true", 4),
            ("theme=news", 1),
        ] {
            let path = format!("/v1/expectations?{query}");
            let listed = owner.get(&path).await.expect(200).body;
            assert_eq!(listed["items"].as_array().unwrap().len(), count, "{query}");
        }
        owner
            .get("/v1/expectations?status=known")
            .await
            .problem(422, "invalid_fields");
        owner
            .get("/v1/expectations/due?within_days=999")
            .await
            .problem(422, "invalid_fields");
        for wrong in [
            "?limit=0",
            "?limit=201",
            "/due?limit=201",
            "/due?cursor=1.2",
        ] {
            let path = format!("/v1/expectations{wrong}");
            owner.get(&path).await.problem(422, "invalid_fields");
        }

        let csv = owner
            .get("/v1/export/expectations.csv?depth=2")
            .await
            .expect(200);
        assert!(csv.header("content-type").starts_with("text/csv"));
        let lines: Vec<&str> = csv.text.lines().collect();
        assert_eq!(lines.len(), 3, "{}", csv.text);
        assert!(lines[0].starts_with("client_key,client,words,level"));
        assert!(
            csv.text.contains(
                "hollis,Hollis,Tell me before the bank does,should,2,confirmed,no,news,2"
            )
        );
    })
    .await;
}
