//! Discovery sessions: asked, written down, played back; and the check of wording.

use serde_json::{Value, json};

use crate::world::{Caller, each_database};

async fn client(owner: &mut Caller, name: &str) -> String {
    let made = owner
        .post("/v1/clients", json!({ "name": name, "key": name }))
        .await
        .expect(201)
        .body;
    made["id"].as_str().expect("an id").to_owned()
}

fn said(words: &str, depth: u8) -> Value {
    json!({ "words": words, "level": "must", "depth": depth, "theme": "news" })
}

#[tokio::test]
async fn what_the_client_said_is_played_back_and_known_once_confirmed() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let client = client(&mut owner, "hollis").await;
        let path = format!("/v1/clients/{client}/discoveries");
        let none = owner.get(&path).await.expect(200).body;
        assert_eq!(none["suggested"], json!({ "depth": 1, "because": "little_known" }));

        let begun = json!({ "questions": ["bad-news", " And  then? "], "note": "He hesitated." });
        let begun = owner.post(&path, begun).await.expect(201).body;
        assert_eq!((&begun["state"], &begun["held_by"]["name"]), (&json!("open"), &json!("Olga Owner")));
        assert_eq!(begun["questions"][1], "And then?");
        let session = format!("/v1/discoveries/{}", begun["id"].as_str().unwrap());
        let play_back = format!("{session}/play-back");
        owner.post(&play_back, json!({})).await.problem(422, "invalid_fields");

        // What was a guess of ours already, the client said now.
        let guess = json!({ "client": { "key": "hollis" }, "words": "Ring me first", "level": "must", "depth": 2,
            "status": "assumed", "source": "guess" });
        owner.post("/v1/expectations", guess).await.expect(200);
        let statements = json!([said("Ring me first", 2), said("No surprises", 1), said("Never a call centre", 1)]);
        let written = owner.patch(&session, json!({ "statements": statements })).await.expect(200).body;
        assert_eq!(written["statements"][0]["outcome"], "noted");
        let wrong = json!({ "statements": [{ "words": " ", "level": "must", "depth": 4 }] });
        let wrong = owner.patch(&session, wrong).await.problem(422, "invalid_fields").body;
        assert_eq!(wrong["errors"][0]["field"], "statements[0].words");

        let played = owner.post(&play_back, json!({ "days": 30 })).await.expect(200).body;
        assert!(played["address"].as_str().unwrap().starts_with("/c/"));
        let now = &played["discovery"];
        assert_eq!((&now["state"], &now["statements"][0]["outcome"]), (&json!("played_back"), &json!("waiting")));
        let ledger = owner.get(&format!("/v1/expectations?client={client}")).await.expect(200).body;
        let ledger = ledger["items"].as_array().unwrap();
        assert_eq!(ledger.len(), 3);
        assert!(ledger.iter().all(|it| it["status"] == "stated"), "{ledger:?}");
        assert!(ledger.iter().all(|it| it["evidence"][0]["kind"] == "session"));

        // What was played back stays as it was said; more can be added.
        let mut kept = now["statements"].clone();
        kept.as_array_mut().unwrap().push(said("A fourth", 3));
        owner.patch(&session, json!({ "statements": kept })).await.expect(200);
        kept[0]["words"] = json!("Something else");
        owner.patch(&session, json!({ "statements": kept })).await.problem(409, "conflict");
        owner.delete(&session).await.problem(409, "conflict");

        // The client answers.
        let secret = played["address"].as_str().unwrap().strip_prefix("/c/").unwrap();
        let mut hollis = world.browser();
        let answers = [json!({ "answer": "confirm", "seen": "Ring me first" }), json!({ "answer": "correct", "words": "No surprises on fees" }),
            json!({ "answer": "no_longer" })];
        for (at, answer) in answers.into_iter().enumerate() {
            let id = now["statements"][at]["expectation"].as_str().unwrap();
            let path = format!("/v1/portal/{secret}/expectations/{id}");
            hollis.post(&path, answer).await.expect(200);
        }
        // What was confirmed says that we listened, what was corrected that we misheard; what only stands in the ledger says
        // nothing.
        let known = json!({ "client": { "key": "hollis" }, "words": "From a file", "level": "should", "depth": 1,
            "status": "confirmed", "source": "import" });
        owner.post("/v1/expectations", known).await.expect(200);
        let trust = owner.get(&format!("/v1/clients/{client}/trust")).await.expect(200).body;
        let mut heard: Vec<(i64, f64)> = trust["signals"].as_array().unwrap().iter()
            .filter(|it| it["kind"] == "play_back" && it["part"] == "listening")
            .map(|it| (it["polarity"].as_i64().unwrap(), it["weight"].as_f64().unwrap())).collect();
        heard.sort_by_key(|it| it.0);
        assert_eq!(heard, [(-1, 0.5), (1, 1.0)]);

        // The page saved at every pause: that is one line of the audit log, and a later sitting another.
        let sittings = |audit: &Value| audit["items"].as_array().unwrap().iter().filter(|it| it["action"] == "change_discovery").count();
        assert_eq!(sittings(&owner.get("/v1/audit").await.expect(200).body), 0);
        world.clock.advance(std::time::Duration::from_secs(16 * 60));
        for note in ["Later", "Later still"] {
            owner.patch(&session, json!({ "note": note })).await.expect(200);
        }
        assert_eq!(sittings(&owner.get("/v1/audit").await.expect(200).body), 1);

        let seen = owner.get(&session).await.expect(200).body;
        let outcomes: Vec<&str> =
            seen["statements"].as_array().unwrap().iter().map(|it| it["outcome"].as_str().unwrap()).collect();
        assert_eq!(outcomes, ["confirmed", "corrected", "declined", "noted"]);
        assert_eq!(seen["statements"][1]["corrected_to"], "No surprises on fees");
        assert_eq!(seen["state"], "played_back", "the fourth is not played back yet");
        let again = owner.post(&play_back, json!({})).await.expect(200).body;
        let fourth = again["discovery"]["statements"][3]["expectation"].as_str().unwrap().to_owned();
        hollis
            .post(&format!("/v1/portal/{secret}/expectations/{fourth}"), json!({ "answer": "confirm", "seen": "A fourth" }))
            .await
            .expect(200);
        assert_eq!(owner.get(&session).await.expect(200).body["state"], "confirmed");
        let listed = owner.get(&path).await.expect(200).body;
        assert_eq!(listed["items"].as_array().unwrap().len(), 1);

        // One that was opened by mistake goes again.
        let slip = owner.post(&path, json!({})).await.expect(201).body;
        let slip = format!("/v1/discoveries/{}", slip["id"].as_str().unwrap());
        owner.delete(&slip).await.expect(204);
        owner.get(&slip).await.problem(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn the_bank_is_open_and_wording_is_pointed_out_with_its_place() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let all = owner.get("/v1/discovery-questions").await.expect(200).body;
        assert!(all["items"].as_array().unwrap().len() >= 36);
        let deep = owner
            .get("/v1/discovery-questions?depth=3")
            .await
            .expect(200)
            .body;
        let deep = deep["items"].as_array().unwrap();
        assert!(deep.len() >= 12 && deep.iter().all(|it| it["depth"] == 3));

        let told = json!({ "text": "How do you rate our speed and friendliness?" });
        let told = owner.post("/v1/wording", told).await.expect(200).body;
        assert_eq!(
            told["items"],
            json!([{
                "from": 20, "to": 42, "kind": "double", "why": "two_things",
                "better": "How do you rate our speed? Then: How do you rate our friendliness?",
            }])
        );
        let told = json!({ "text": "Finden Sie nicht auch, dass es gut war?", "language": "de" });
        let told = owner.post("/v1/wording", told).await.expect(200).body;
        assert_eq!(told["items"][0]["kind"], "leading");
        owner
            .post("/v1/wording", json!({ "text": "x", "language": "fr" }))
            .await
            .problem(422, "invalid_fields");
        // Who only reads may look at wording too; who may not write begins no session.
        let mut analyst = world
            .invited(&mut owner, "ana@first.example", "analyst")
            .await;
        analyst
            .post("/v1/wording", json!({ "text": "How was it?" }))
            .await
            .expect(200);
        let client = client(&mut owner, "hollis").await;
        let path = format!("/v1/clients/{client}/discoveries");
        analyst.get(&path).await.expect(200);
        analyst
            .post(&path, json!({}))
            .await
            .problem(403, "forbidden");
    })
    .await;
}
