//! A plan is written by several people, reviewed, made live, compared, and goes stale.

use std::time::Duration;

use axum::http::Method;
use serde_json::{Value, json};

use crate::world::{Answer, Caller, PASSWORD, World, each_database};

/// A touchpoint with an owner, a deputy who is somebody else, and where its plan is.
pub struct Place {
    pub path: String,
    pub plan: String,
    pub deputy: Value,
}

impl Place {
    pub async fn make(world: &World, owner: &mut Caller, label: &str) -> Self {
        let email = format!("{}@first.example", label.to_lowercase().replace(' ', "-"));
        let mut ben = world.invited(owner, &email, "designer").await;
        let of = |answer: Answer| answer.expect(200).body["person"]["id"].clone();
        let (me, deputy) = (of(owner.get("/v1/me").await), of(ben.get("/v1/me").await));
        let form =
            json!({ "label": label, "kind": "dynamic", "existence": "planned", "owner": me });
        let made = owner.post("/v1/touchpoints", form).await.expect(201).body;
        let path = format!("/v1/touchpoints/{}", made["id"].as_str().expect("an id"));
        Self {
            plan: format!("{path}/plan"),
            path,
            deputy,
        }
    }

    /// A plan that may go live.
    pub fn full(&self) -> Value {
        json!({
            "purpose": "Show the household that the plan is theirs", "deputy": self.deputy,
            "trigger": { "kind": "schedule", "words": "Ninety days after the start" },
            "window": { "from_days": 80, "to_days": 100 }, "channel": "in-person",
            "standards": [
                { "id": "figures", "words": "Every figure matches", "wanted": 0.95 },
                { "id": "time", "words": "Twenty minutes are the client's", "wanted": 0.9 },
                { "id": "minutes", "words": "Minutes within two days", "wanted": 0.9 },
            ],
            "emotions": ["heard", "relieved"], "behaviours": [{ "kind": "voice", "words": "slow" }],
            "failures": [{ "id": "ill", "words": "The adviser is ill", "recovery": "The deputy leads" }],
            "minutes": 75, "expectations": [{ "level": "must", "words": "No surprises", "theme": "figures" }],
            "review_by": "2026-09-01",
        })
    }

    /// Writes, reviews and publishes it.
    pub async fn publish(&self, by: &mut Caller, document: Value) -> Value {
        let shown = by.get(&self.plan).await.expect(200).body;
        let kept = save(by, self, &shown["revision"], document)
            .await
            .expect(200)
            .body;
        let reviewed = step(by, self, "review", &kept["revision"])
            .await
            .expect(200)
            .body;
        step(by, self, "publish", &reviewed["revision"])
            .await
            .expect(200)
            .body
    }
}

async fn save(by: &mut Caller, place: &Place, revision: &Value, document: Value) -> Answer {
    let form = json!({ "revision": revision, "document": document });
    by.send(Method::PUT, &place.plan, Some(form)).await
}

async fn step(by: &mut Caller, place: &Place, step: &str, revision: &Value) -> Answer {
    let form = json!({ "revision": revision });
    by.post(&format!("{}/{step}", place.plan), form).await
}

fn list<'v>(value: &'v Value, field: &str) -> Vec<&'v str> {
    let items = value.as_array().expect("a list").iter();
    items
        .map(|item| item[field].as_str().expect("words"))
        .collect()
}

async fn open(world: &World) -> (Caller, Place) {
    let mut owner = world.owner().await;
    owner
        .post("/v1/channels", json!({ "label": "In person" }))
        .await
        .expect(201);
    let place = Place::make(world, &mut owner, "Review meeting").await;
    (owner, place)
}

#[tokio::test]
async fn a_plan_with_a_missing_part_cant_go_live_and_says_why() {
    each_database(|world| async move {
        let (mut owner, place) = open(&world).await;
        let empty = owner.get(&place.plan).await.expect(200).body;
        assert_eq!(
            (&empty["state"], &empty["revision"]),
            (&json!("none"), &json!(0))
        );
        assert_eq!(empty["gate"]["required"].as_array().unwrap().len(), 13);
        assert_eq!(empty["gate"]["filled"], json!(["owner"]));

        let mut document = place.full();
        document["deputy"] = Value::Null;
        document["failures"][0]["recovery"] = json!("");
        let kept = save(&mut owner, &place, &json!(0), document.clone())
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&kept["state"], &kept["draft"]["version"]),
            (&json!("draft"), &json!(1))
        );
        assert_eq!(
            list(&kept["gate"]["lacks"], "code"),
            ["empty", "no_recovery"]
        );
        assert_eq!(kept["gate"]["lacks"][1]["item"], "ill");
        assert_eq!(kept["gate"]["filled"].as_array().unwrap().len(), 11);
        assert!((kept["attention"].as_f64().unwrap() - 11.0 / 13.0).abs() < 1e-9);

        for name in ["review", "publish"] {
            let refused = step(&mut owner, &place, name, &kept["revision"])
                .await
                .problem(409, "plan_incomplete");
            assert_eq!(
                list(&refused.body["errors"], "field"),
                ["deputy", "failures[ill]"]
            );
            assert_eq!(
                refused.body["errors"][1]["message"],
                "“The adviser is ill” has no recovery."
            );
        }
        let live = json!({ "existence": "live" });
        let refused = owner
            .patch(&place.path, live.clone())
            .await
            .problem(409, "plan_incomplete");
        assert_eq!(
            refused.body["detail"],
            "2 things keep the plan of Review meeting from going live."
        );
        // A file is no way around it, and undoing is none either.
        let file = "label,existence\nReview meeting,live\nGreeting card,planned\n";
        let sent = owner
            .send_raw(
                Method::POST,
                "/v1/inventory/import?name=i.csv&dry_run=false",
                Some("application/octet-stream"),
                file.into(),
            )
            .await
            .expect(200)
            .body;
        assert_eq!((&sent["rejected"], &sent["created"]), (&json!(1), &json!(1)), "{sent}");
        assert_eq!(
            sent["problems"][0]["message"],
            "The plan of “Review meeting” lacks 2 things; complete it first, or leave the touchpoint planned."
        );
        let card = json!({ "label": "Farewell call", "kind": "dynamic", "existence": "live" });
        let card = owner.post("/v1/touchpoints", card).await.expect(201).body;
        let path = format!("/v1/touchpoints/{}", card["id"].as_str().unwrap());
        let back = owner
            .patch(&path, json!({ "existence": "planned" }))
            .await
            .expect(200)
            .body;
        let draft = json!({ "revision": 0, "document": { "purpose": "A good goodbye" } });
        owner.put(&format!("{path}/plan"), draft).await.expect(200);
        let undo = format!("/v1/changes/{}/undo", back["change"].as_str().unwrap());
        owner
            .send(Method::POST, &undo, None)
            .await
            .problem(409, "plan_incomplete");

        let kept = save(&mut owner, &place, &kept["revision"], place.full())
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&kept["gate"]["complete"], &kept["saves"]),
            (&json!(true), &json!(2))
        );
        step(&mut owner, &place, "publish", &kept["revision"])
            .await
            .problem(409, "plan_not_reviewed");
        let reviewed = step(&mut owner, &place, "review", &kept["revision"])
            .await
            .expect(200)
            .body;
        assert_eq!(
            (
                &reviewed["state"],
                &reviewed["draft"]["reviewed"]["by"]["name"]
            ),
            (&json!("reviewed"), &json!("Olga Owner"))
        );
        let published = step(&mut owner, &place, "publish", &reviewed["revision"])
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&published["state"], &published["touchpoint"]["existence"]),
            (&json!("live"), &json!("live"))
        );
        assert_eq!(
            (&published["attention"], &published["draft"]),
            (&json!(1.0), &Value::Null)
        );
        let all = owner.get("/v1/touchpoints").await.expect(200).body;
        assert_eq!(all["items"][0]["existence"], "live");

        let mut analyst = world
            .invited(&mut owner, "a@first.example", "analyst")
            .await;
        analyst.get(&place.plan).await.expect(200);
        save(&mut analyst, &place, &published["revision"], document)
            .await
            .problem(403, "forbidden");
        let log = owner.get("/v1/audit?limit=50").await.expect(200).body;
        let actions = list(&log["items"], "action");
        for action in ["save_plan", "review_plan", "publish_plan"] {
            assert!(actions.contains(&action), "{actions:?}");
        }

        // It holds past its review-by day, and says that it is stale.
        world.clock.advance(Duration::from_secs(86_400 * 290));
        let form = json!({ "email": "olga@first.example", "password": PASSWORD });
        owner.post("/v1/session", form).await.expect(200);
        let stale = owner.get(&place.plan).await.expect(200).body;
        assert_eq!(
            (&stale["state"], &stale["live"]["stale_months"]),
            (&json!("stale"), &json!(3))
        );
        let attention = stale["attention"].as_f64().unwrap();
        assert!(
            (attention - 0.5_f64.powf(107.0 / 180.0)).abs() < 1e-9,
            "{attention}"
        );
        let plans = owner.get("/v1/plans").await.expect(200).body;
        assert_eq!(
            (&plans["items"][0]["state"], &plans["items"][0]["attention"]),
            (&json!("stale"), &stale["attention"])
        );
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_people_is_told_and_loses_nothing() {
    each_database(|world| async move {
        let (mut ana, place) = open(&world).await;
        let mut ben = world
            .invited(&mut ana, "ben@first.example", "designer")
            .await;
        let first = save(&mut ana, &place, &json!(0), place.full())
            .await
            .expect(200)
            .body;
        let (mut of_ana, mut of_ben) = (place.full(), place.full());
        of_ana["purpose"] = json!("Hear what we got wrong");
        of_ana["standards"][1]["words"] = json!("Thirty minutes are the client's");
        of_ben["script"] = json!("Begin with their own goals");
        of_ben["standards"][2]["wanted"] = json!(0.5);
        of_ben["minutes"] = json!(60);
        save(&mut ana, &place, &first["revision"], of_ana)
            .await
            .expect(200);
        let told = save(&mut ben, &place, &first["revision"], of_ben)
            .await
            .problem(409, "plan_changed")
            .body;
        assert!(
            told["detail"]
                .as_str()
                .unwrap()
                .starts_with("Olga Owner has changed this plan"),
            "{told}"
        );
        let current = &told["current"];
        assert_eq!(current["document"]["purpose"], "Hear what we got wrong");
        assert_eq!(
            (&current["theirs"], &current["mine"]),
            (
                &json!(["purpose", "standards"]),
                &json!(["script", "standards", "minutes"])
            )
        );
        assert_eq!(
            (&current["conflicts"], &current["saved"]["by"]["name"]),
            (&json!([]), &json!("Olga Owner"))
        );
        let merged = current["merged"].clone();
        let kept = save(&mut ben, &place, &current["revision"], merged)
            .await
            .expect(200)
            .body;
        let document = &kept["draft"]["document"];
        assert_eq!(
            (&document["purpose"], &document["script"]),
            (
                &json!("Hear what we got wrong"),
                &json!("Begin with their own goals")
            )
        );
        let standards = &document["standards"];
        assert_eq!(standards[1]["words"], "Thirty minutes are the client's");
        assert_eq!(
            (&standards[2]["wanted"], &document["minutes"]),
            (&json!(0.5), &json!(60))
        );

        // Where both changed the same, it says so and shows both.
        let (mut of_ana, mut of_ben) = (document.clone(), document.clone());
        of_ana["purpose"] = json!("Ana's");
        of_ben["purpose"] = json!("Ben's");
        save(&mut ana, &place, &kept["revision"], of_ana)
            .await
            .expect(200);
        let told = save(&mut ben, &place, &kept["revision"], of_ben)
            .await
            .problem(409, "plan_changed")
            .body;
        let current = &told["current"];
        assert_eq!(current["conflicts"], json!(["purpose"]));
        assert_eq!(
            (
                &current["merged"]["purpose"],
                &current["document"]["purpose"]
            ),
            (&json!("Ben's"), &json!("Ana's"))
        );
        assert_eq!(current["base"]["purpose"], "Hear what we got wrong");

        // A step is refused, too: nobody publishes what they have not seen.
        step(&mut ben, &place, "review", &kept["revision"])
            .await
            .problem(409, "plan_changed");
    })
    .await;
}

#[tokio::test]
async fn versions_follow_each_other_and_are_compared() {
    each_database(|world| async move {
        let (mut owner, place) = open(&world).await;
        let live = place.publish(&mut owner, place.full()).await;
        // Saving what is live begins nothing.
        let same = save(
            &mut owner,
            &place,
            &live["revision"],
            live["live"]["document"].clone(),
        )
        .await
        .expect(200)
        .body;
        assert_eq!(
            (&same["draft"], &same["revision"]),
            (&Value::Null, &live["revision"])
        );

        let mut next = live["live"]["document"].clone();
        next["standards"].as_array_mut().unwrap().swap(0, 2);
        next["standards"]
            .as_array_mut()
            .unwrap()
            .push(json!({ "words": "Ask what we got wrong" }));
        next["minutes"] = json!(90);
        let draft = save(&mut owner, &place, &live["revision"], next)
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&draft["state"], &draft["draft"]["version"]),
            (&json!("live"), &json!(2))
        );
        assert_eq!(list(&draft["changes"], "field"), ["standards", "minutes"]);
        assert!(
            !draft["draft"]["document"]["standards"][3]["id"]
                .as_str()
                .unwrap()
                .is_empty()
        );

        let gone = step(&mut owner, &place, "discard", &draft["revision"])
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&gone["draft"], &gone["live"]["version"]),
            (&Value::Null, &json!(1))
        );
        step(&mut owner, &place, "discard", &gone["revision"])
            .await
            .problem(409, "conflict");
        // Undone by saving it again.
        let back = save(
            &mut owner,
            &place,
            &gone["revision"],
            draft["draft"]["document"].clone(),
        )
        .await
        .expect(200)
        .body;
        assert_eq!(back["draft"]["document"], draft["draft"]["document"]);
        let reviewed = step(&mut owner, &place, "review", &back["revision"])
            .await
            .expect(200)
            .body;
        let reopened = step(&mut owner, &place, "reopen", &reviewed["revision"])
            .await
            .expect(200)
            .body;
        assert_eq!(reopened["draft"]["state"], "draft");
        let reviewed = step(&mut owner, &place, "review", &reopened["revision"])
            .await
            .expect(200)
            .body;
        let second = step(&mut owner, &place, "publish", &reviewed["revision"])
            .await
            .expect(200)
            .body;
        assert_eq!(second["live"]["version"], 2);

        let versions = owner
            .get(&format!("{}/versions", place.plan))
            .await
            .expect(200)
            .body;
        assert_eq!(list(&versions["items"], "state"), ["live", "superseded"]);
        let first = owner
            .get(&format!("{}/versions/1", place.plan))
            .await
            .expect(200)
            .body;
        assert_eq!(first["document"]["minutes"], 75);
        owner
            .get(&format!("{}/versions/9", place.plan))
            .await
            .problem(404, "not_found");
        let compared = owner
            .get(&format!("{}/compare?a=1&b=2", place.plan))
            .await
            .expect(200)
            .body;
        assert_eq!(
            list(&compared["changes"], "field"),
            ["standards", "minutes"]
        );
        let items = list(&compared["changes"][0]["items"], "change");
        assert!(
            items.contains(&"added") && items.contains(&"moved"),
            "{items:?}"
        );
        let usual = owner
            .get(&format!("{}/compare", place.plan))
            .await
            .expect(200)
            .body;
        assert_eq!(usual["changes"], compared["changes"]);

        // The next version begins with what is live.
        let next = step(&mut owner, &place, "reopen", &second["revision"])
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&next["draft"]["version"], &next["changes"]),
            (&json!(3), &json!([]))
        );

        // A retired touchpoint's plan can't be published, and comes back with it.
        owner
            .patch(
                &place.path,
                json!({ "existence": "retired", "reason": "Nobody came." }),
            )
            .await
            .expect(200);
        let reviewed = step(&mut owner, &place, "review", &next["revision"])
            .await
            .expect(200)
            .body;
        step(&mut owner, &place, "publish", &reviewed["revision"])
            .await
            .problem(409, "conflict");
        owner
            .patch(&place.path, json!({ "existence": "live" }))
            .await
            .expect(200);
    })
    .await;
}

#[tokio::test]
async fn what_cant_be_kept_is_refused_with_its_place() {
    each_database(|world| async move {
        let (mut owner, place) = open(&world).await;
        let stranger = "0190b6a2-5f7e-7c3a-9d1e-2f4b6a8c0d1e";
        for (changes, field) in [
            (json!({ "deputy": stranger }), "document.deputy"),
            (json!({ "channel": "pigeon" }), "document.channel"),
            (
                json!({ "standards": [{ "words": "w", "wanted": 95 }] }),
                "document.standards[0].wanted",
            ),
            (json!({ "review_by": "soon" }), "document.review_by"),
            (
                json!({ "senses": [{ "sense": "humour" }] }),
                "document.senses[0].sense",
            ),
            (json!({ "colour": "red" }), "document.colour"),
        ] {
            let refused = save(&mut owner, &place, &json!(0), changes.clone())
                .await
                .problem(422, "invalid_fields");
            assert_eq!(refused.body["errors"][0]["field"], field, "{changes}");
        }
        let nothing = owner.get(&place.plan).await.expect(200).body;
        assert_eq!(nothing["revision"], 0);
        owner
            .get("/v1/touchpoints/nowhere/plan")
            .await
            .problem(404, "not_found");
    })
    .await;
}
