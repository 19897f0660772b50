//! What is promised, expected and worked out, where clients are looked at: on the timeline, in segments, in the list; through
//! merges of clients, also of what is sealed; and files of clients that are taken back.

use std::time::Duration;

use axum::http::Method;
use serde_json::{Value, json};
use server::insight::jobs::seal_log;
use server::insight::ladder::{Reach, place_clients};
use server::jobs::start;

use crate::world::{Caller, World, each_database};

async fn organization(owner: &mut Caller) -> domain::ids::OrganizationId {
    let me = owner.get("/v1/me").await.expect(200).body;
    me["organization"]["id"].as_str().unwrap().parse().unwrap()
}

async fn place(world: &World, owner: &mut Caller) {
    let organization = organization(owner).await;
    place_clients(&world.app, organization, &Reach::Nobody)
        .await
        .expect("placed");
}

async fn made(owner: &mut Caller, key: &str) -> String {
    let client = json!({ "key": key, "name": format!("Household {key}") });
    let made = owner.post("/v1/clients", client).await.expect(201).body;
    made["id"].as_str().unwrap().to_owned()
}

/// The client expects something and says how it is met.
async fn met(owner: &mut Caller, key: &str, delta: f64) -> String {
    let item = json!({
        "client": { "key": key }, "words": "Ring me before the rate changes", "level": "must", "status": "confirmed",
        "theme": "rates", "source": "interview", "stated_at": "2026-01-05T09:00:00Z",
    });
    let told = owner.post("/v1/expectations", item).await.expect(200).body;
    let id = told["results"][0]["id"].as_str().unwrap().to_owned();
    let reading = json!({ "delta": delta, "words": "As I had hoped" });
    let readings = format!("/v1/expectations/{id}/readings");
    owner.post(&readings, reading).await.expect(201);
    id
}

async fn promised(owner: &mut Caller, client: &str, words: &str) -> String {
    let form = json!({ "client": client, "words": words, "due_at": "2026-03-06T12:00:00Z", "at": "2026-02-20T12:00:00Z" });
    let made = owner.post("/v1/promises", form).await.expect(201).body;
    format!("/v1/promises/{}", made["id"].as_str().unwrap())
}

fn keys(list: &Value) -> Vec<&str> {
    let items = list.as_array().unwrap();
    items.iter().map(|it| it["key"].as_str().unwrap()).collect()
}

async fn meant(owner: &mut Caller, filter: Value) -> Vec<String> {
    let preview = owner
        .post("/v1/segments/preview", json!({ "filter": filter }))
        .await
        .expect(200)
        .body;
    assert_eq!(
        preview["clients"],
        preview["first"].as_array().unwrap().len()
    );
    keys(&preview["first"])
        .into_iter()
        .map(str::to_owned)
        .collect()
}

fn is(field: &str, op: &str, value: Value) -> Value {
    match value {
        Value::Null => json!({ "field": field, "op": op }),
        value => json!({ "field": field, "op": op, "value": value }),
    }
}

#[tokio::test]
async fn satisfied_clients_with_an_open_promise_are_a_segment() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let mut ids = Vec::new();
        for key in ["a", "b", "c", "d"] {
            ids.push(made(&mut owner, key).await);
        }
        met(&mut owner, "a", 0.0).await;
        met(&mut owner, "b", 0.0).await;
        met(&mut owner, "c", -2.0).await;
        let first = promised(&mut owner, &ids[0], "Send the draft").await;
        promised(&mut owner, &ids[0], "Ring the notary").await;
        promised(&mut owner, &ids[2], "Send the form").await;
        place(&world, &mut owner).await;

        let fields = owner.get("/v1/segment-fields").await.expect(200).body;
        let field = |key: &str| fields["items"].as_array().unwrap().iter().find(|it| it["key"] == key).cloned().expect(key);
        assert_eq!(field("standing")["values"].as_array().unwrap().len(), 4);
        assert_eq!((&field("open_promises")["kind"], &field("trust.weakest")["kind"]), (&json!("number"), &json!("choice")));

        let both = json!({ "all": [is("standing", "is", json!("satisfied")), is("open_promises", "at_least", json!(1))] });
        assert_eq!(meant(&mut owner, both.clone()).await, ["a"]);
        for (filter, expected) in [
            (is("standing", "is", json!("satisfied")), vec!["a", "b"]),
            (is("standing", "any_of", json!(["dissatisfied", "loyal"])), vec!["c"]),
            // Nobody knows where d stands: that is no standing.
            (is("standing", "unknown", Value::Null), vec!["d"]),
            (is("standing", "known", Value::Null), vec!["a", "b", "c"]),
            (is("open_promises", "is", json!(0)), vec!["b", "d"]),
            (is("open_promises", "at_most", json!(1)), vec!["b", "c", "d"]),
            (is("open_promises", "is", json!(2)), vec!["a"]),
            (is("open_promises", "unknown", Value::Null), vec![]),
            (is("trust.weakest", "unknown", Value::Null), vec!["a", "b", "c", "d"]),
            (is("trust.weakest", "is", json!("competence")), vec![]),
        ] {
            assert_eq!(meant(&mut owner, filter.clone()).await, expected, "{filter}");
        }
        // A saved segment counts who is meant now.
        let segment = json!({ "name": "Satisfied, promised", "filter": both });
        let segment = owner.post("/v1/segments", segment).await.expect(201).body;
        owner.post(&format!("{first}/keep"), json!({})).await.expect(200);
        let list = owner.get(&format!("/v1/clients?segment={}", segment["id"].as_str().unwrap())).await.expect(200).body;
        assert_eq!((keys(&list["items"]), &list["items"][0]["standing"]), (vec!["a"], &json!("satisfied")));

        // Five signals in all legs: the weakest is known.
        let signals = format!("/v1/clients/{}/trust/signals", ids[1]);
        for (part, polarity) in [("honesty", 1), ("confidence", 1), ("knowledge", -1), ("care", 1), ("listening", 1)] {
            let form = json!({ "part": part, "polarity": polarity, "words": "“So it was”", "source": "said", "at": "2026-02-20T12:00:00Z" });
            owner.post(&signals, form).await.expect(201);
        }
        assert_eq!(meant(&mut owner, is("trust.weakest", "is", json!("competence"))).await, ["b"]);
        assert_eq!(meant(&mut owner, is("trust.weakest", "unknown", Value::Null)).await, ["a", "c", "d"]);

        // The list, its filter and its file say the same.
        let list = owner.get("/v1/clients").await.expect(200).body;
        let standings: Vec<&Value> = list["items"].as_array().unwrap().iter().map(|it| &it["standing"]).collect();
        assert_eq!(standings[..3], [&json!("satisfied"), &json!("satisfied"), &json!("dissatisfied")]);
        let filter = "%7B%22field%22%3A%22standing%22%2C%22op%22%3A%22is%22%2C%22value%22%3A%22dissatisfied%22%7D";
        let short = owner.get(&format!("/v1/clients?filter={filter}")).await.expect(200).body;
        assert_eq!(keys(&short["items"]), ["c"]);
        let written = owner.get("/v1/export/clients.csv").await.expect(200).text;
        let mut lines = written.lines();
        assert!(lines.next().unwrap().contains("Standing"), "{written}");
        assert!(lines.next().unwrap().contains("satisfied"), "{written}");
        // Brought in again it is no attribute of theirs.
        let again = bring(&mut owner, "clients.csv", &written).await;
        assert_eq!((&again["unchanged"], &again["left_out"]), (&json!(4), &json!(["Standing"])), "{again}");
    })
    .await;
}

async fn bring(owner: &mut Caller, name: &str, text: &str) -> Value {
    let path = format!("/v1/clients/import?name={name}");
    let body = text.as_bytes().to_vec();
    let sent = owner
        .send_raw(Method::POST, &path, Some("text/csv"), body)
        .await;
    sent.expect(200).body
}

#[tokio::test]
async fn the_line_has_what_was_promised_expected_given_and_said() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let id = made(&mut owner, "a").await;
        let expectation = met(&mut owner, "a", 0.0).await;
        let corrected = json!({ "words": "Ring me a day before the rate changes" });
        owner.patch(&format!("/v1/expectations/{expectation}"), corrected).await.expect(200);
        let guess = json!({ "client": { "key": "a" }, "words": "Wants no mail", "level": "should", "status": "assumed",
            "source": "guess", "stated_at": "2026-01-06T09:00:00Z" });
        owner.post("/v1/expectations", guess).await.expect(200);
        let open = promised(&mut owner, &id, "Send the draft").await;
        let broken = promised(&mut owner, &id, "Ring the notary").await;
        owner.post(&format!("{broken}/break"), json!({ "cause": "We forgot" })).await.expect(200);
        let error = |words: &str, told: Value| json!({ "client": id, "words": words, "found_by": "us", "at": "2026-02-10T12:00:00Z", "told_at": told });
        owner.post("/v1/own-errors", error("The fee was charged twice", json!("2026-02-11T12:00:00Z"))).await.expect(201);
        owner.post("/v1/own-errors", error("The wrong file was opened", Value::Null)).await.expect(201);
        let extra = owner.post("/v1/plus-ones", json!({ "words": "A birthday card", "cost_cents": 410, "minutes": 6 })).await.expect(201).body;
        let deliveries = format!("/v1/plus-ones/{}/deliveries", extra["id"].as_str().unwrap());
        owner.post(&deliveries, json!({ "client": id, "at": "2026-02-01T10:00:00Z", "reaction": "wow", "felt": 2, "words": "How kind" })).await.expect(201);
        let session = owner.post(&format!("/v1/clients/{id}/discoveries"), json!({ "questions": ["bad-news"] })).await.expect(201).body;
        let session = format!("/v1/discoveries/{}", session["id"].as_str().unwrap());
        let said = json!({ "statements": [{ "words": "No surprises", "level": "must", "depth": 2 }] });
        owner.patch(&session, said).await.expect(200);
        owner.post(&format!("{session}/play-back"), json!({})).await.expect(200);
        let pulse = json!({ "client": id, "answers": [{ "item": "listens", "score": 6 }] });
        owner.post("/v1/pulses/answers", pulse).await.expect(201);
        owner.post("/v1/advocacy", json!({ "client": id, "kind": "review", "words": "They ring before I do" })).await.expect(201);
        let signal = json!({ "part": "care", "polarity": -1, "words": "Sounded hurt", "source": "said", "at": "2026-02-20T12:00:00Z" });
        owner.post(&format!("/v1/clients/{id}/trust/signals"), signal).await.expect(201);

        let path = format!("/v1/clients/{id}/timeline");
        let full = owner.get(&path).await.expect(200).body;
        let seen = owner.get(&format!("{path}?view=client")).await.expect(200).body;
        let lines = |body: &Value| -> Vec<String> {
            let mut lines: Vec<String> = body["items"].as_array().unwrap().iter().map(|it| {
                let what = it["title"].as_str().filter(|it| !it.is_empty()).or(it["words"].as_str()).unwrap_or("–");
                format!("{} {} {what}", it["kind"].as_str().unwrap(), it["became"].as_str().unwrap_or("–"))
            }).collect();
            lines.sort();
            lines
        };
        let both = [
            "advocacy review They ring before I do",
            "discovery played_back –",
            "discovery – –",
            "expectation confirmed Ring me before the rate changes",
            "expectation stated No surprises",
            "own_error told The fee was charged twice",
            "plus_one wow A birthday card",
            "promise broken Ring the notary",
            "promise open Send the draft",
            "pulse – –",
        ];
        assert_eq!(lines(&seen), both);
        let mut all: Vec<&str> = both.to_vec();
        all.extend(["expectation assumed Wants no mail", "expectation corrected Ring me a day before the rate changes", "own_error – The wrong file was opened"]);
        all.sort_unstable();
        assert_eq!(lines(&full), all);
        assert!(!full.to_string().contains("Sounded hurt"), "{full}");
        let of = |words: &str| {
            let items = seen["items"].as_array().unwrap();
            items.iter().find(|it| it["title"] == words || it["words"] == words).cloned().unwrap()
        };
        assert_eq!(of("Send the draft")["awaited"], json!({ "since": "2026-02-20T12:00:00Z", "until": "2026-03-06T12:00:00Z", "answered_at": null }));
        assert_eq!(of("Ring the notary")["awaited"], Value::Null);
        assert_eq!((&of("A birthday card")["perception"], &of("A birthday card")["words"]), (&json!(2), &json!("How kind")));
        // Kept, the wait is over; and what was written down by mistake never was.
        owner.post(&format!("{open}/keep"), json!({ "at": "2026-03-01T12:00:00Z" })).await.expect(200);
        owner.post(&format!("/v1/expectations/{expectation}/undo"), Value::Null).await.expect(200);
        let full = owner.get(&path).await.expect(200).body;
        let kept = full["items"].as_array().unwrap().iter().find(|it| it["title"] == "Send the draft").unwrap();
        assert_eq!((&kept["became"], &kept["awaited"]["answered_at"]), (&json!("kept"), &json!("2026-03-01T12:00:00Z")));
        assert!(!full.to_string().contains("a day before"), "{full}");
        // Page by page it is the same line.
        let (mut again, mut before) = (Vec::new(), String::new());
        loop {
            let page = owner.get(&format!("{path}?limit=3{before}")).await.expect(200).body;
            again.extend(page["items"].as_array().unwrap().iter().map(|it| it["id"].clone()));
            let Some(next) = page["next"].as_str() else { break };
            before = format!("&before={next}");
        }
        let whole: Vec<Value> = full["items"].as_array().unwrap().iter().map(|it| it["id"].clone()).collect();
        assert_eq!(again, whole);
    })
    .await;
}

/// Where everybody in the list stands.
async fn standings(owner: &mut Caller) -> Vec<(String, Value)> {
    let list = owner.get("/v1/clients").await.expect(200).body;
    let items = list["items"].as_array().unwrap();
    items
        .iter()
        .map(|it| {
            (
                it["key"].as_str().unwrap().to_owned(),
                it["standing"].clone(),
            )
        })
        .collect()
}

/// All that is computed from the log of two clients.
async fn computed(owner: &mut Caller, ids: &[String]) -> Vec<Value> {
    let mut told = Vec::new();
    for id in ids {
        let standing = owner
            .get(&format!("/v1/clients/{id}/standing"))
            .await
            .expect(200)
            .body;
        told.push(json!([
            standing["rung"],
            standing["n"],
            standing["coverage"],
            standing["changes"]
        ]));
    }
    let answers = "/v1/measure?measure=nps&by=attr.region";
    told.push(owner.get(answers).await.expect(200).body["groups"].clone());
    told.push(owner.get("/v1/scoreboard").await.expect(200).body["overall"].clone());
    told
}

#[tokio::test]
async fn a_merge_is_followed_at_once_also_in_what_is_sealed() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let organization = organization(&mut owner).await;
        let mut ids = Vec::new();
        for key in ["a", "b"] {
            ids.push(made(&mut owner, key).await);
        }
        for (key, region) in [("a", "West"), ("b", "East")] {
            let id = &ids[usize::from(key == "b")];
            owner.patch(&format!("/v1/clients/{id}"), json!({ "attributes": { "region": region } })).await.expect(200);
            for n in 0..6 {
                let answer = json!({ "external_id": format!("{key}{n}"), "client": { "key": key }, "occurred_at": "2026-02-27T12:00:00Z", "source": "survey",
                    "answers": [{ "question": "recommend", "kind": "recommend", "score": if key == "a" { 9 } else { 3 }, "scale": "0-10" }] });
                owner.post("/v1/responses", answer).await.expect(200);
            }
        }
        met(&mut owner, "a", 0.0).await;
        met(&mut owner, "b", -2.0).await;
        let promise = promised(&mut owner, &ids[1], "Send the draft").await;
        // Two of one rule are owed to both.
        let rule = json!({ "name": "Keep in touch", "kind": "rhythm", "every_days": 5, "grace_days": 3 });
        owner.post("/v1/care-rules", rule).await.expect(201);
        world.clock.advance(Duration::from_secs(6 * 86_400));
        let due = owner.get("/v1/today").await.expect(200).body["touches"].as_array().unwrap().len();
        assert_eq!(due, 2);

        seal_log(&world.app, organization).await.expect("sealed");
        place(&world, &mut owner).await;
        let before = computed(&mut owner, &ids).await;
        let stood = standings(&mut owner).await;
        assert_eq!(stood, [("a".to_owned(), json!("satisfied")), ("b".to_owned(), json!("dissatisfied"))]);

        let mut background = start(&world.app);
        let merge = owner.post("/v1/merges", json!({ "keep": ids[0], "drop": ids[1] })).await.expect(201).body;
        let now = computed(&mut owner, &ids[..1]).await;
        assert_eq!((&now[0][0], &now[0][1]), (&json!("dissatisfied"), &json!(2)), "{now:?}");
        let regions: Vec<(&str, u64)> = now[1].as_array().unwrap().iter().map(|it| (it["keys"][0]["code"].as_str().unwrap(), it["estimate"]["n"].as_u64().unwrap())).collect();
        assert_eq!(regions, [("West", 12)], "{now:?}");
        let shown = owner.get(&promise).await.expect(200).body;
        assert_eq!(shown["client"]["name"], "Household a");
        // What is said of the dropped one is said of the kept one.
        let late = promised(&mut owner, &ids[1], "Ring the notary").await;
        assert_eq!(owner.get(&late).await.expect(200).body["client"]["id"], json!(ids[0]));
        wait(&world, &mut owner, &[("a", "dissatisfied")]).await;
        let touches = owner.get("/v1/today").await.expect(200).body["touches"].clone();
        assert_eq!(touches.as_array().unwrap().len(), 1, "{touches}");

        // What comes meanwhile is sealed as it was recorded: taken back, it is as if the two had never been one.
        seal_log(&world.app, organization).await.expect("sealed");
        owner.post(&format!("/v1/merges/{}/undo", merge["id"].as_str().unwrap()), Value::Null).await.expect(200);
        wait(&world, &mut owner, &[("a", "satisfied"), ("b", "dissatisfied")]).await;
        assert_eq!(computed(&mut owner, &ids).await, before);
        let touches = owner.get("/v1/today").await.expect(200).body["touches"].clone();
        assert_eq!(touches.as_array().unwrap().len(), 2, "{touches}");
        world.app.stop();
        while background.join_next().await.is_some() {}
    })
    .await;
}

/// Until the background has placed these clients so.
async fn wait(world: &World, owner: &mut Caller, expected: &[(&str, &str)]) {
    let expected: Vec<(String, Value)> = expected
        .iter()
        .map(|(key, rung)| ((*key).to_owned(), json!(rung)))
        .collect();
    let mut now = Vec::new();
    for _ in 0..600 {
        now = standings(owner).await;
        if now == expected {
            return;
        }
        world.clock.advance(Duration::from_secs(1));
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{now:?} instead of {expected:?}");
}

#[tokio::test]
async fn a_file_of_clients_is_taken_back_as_a_whole_but_for_what_was_said_since() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let known = made(&mut owner, "known").await;
        let path = |id: &str| format!("/v1/clients/{id}");
        owner
            .patch(&path(&known), json!({ "attributes": { "city": "Graz" } }))
            .await
            .expect(200);
        let contacts = format!("/v1/clients/{known}/contacts");
        owner
            .post(
                &contacts,
                json!({ "name": "Anna Roy", "emails": ["anna@roy.example"] }),
            )
            .await
            .expect(201);
        let before = [
            owner.get(&path(&known)).await.expect(200).body,
            owner.get(&contacts).await.expect(200).body,
        ];
        let file = "Key,Name,Kind,City,Tier,Contact,Email,Phone\n\
            known,Household Roy,household,Linz,gold,Anna Roy,anna@roy.example,01 2345678\n\
            known,,,,,Ben Roy,ben@roy.example,\n\
            gone,Household Gone,household,Wien,,Carl,carl@gone.example,\n\
            met,Household Met,household,Wien,,Dora,dora@met.example,\n\
            twin,Household Twin,household,Wien,,Erik,erik@twin.example,\n\
            named,Household Named,household,Wien,,Frida,frida@named.example,\n";
        let brought = bring(&mut owner, "clients.csv", file).await;
        assert_eq!(
            (&brought["created"], &brought["updated"]),
            (&json!(4), &json!(1)),
            "{brought}"
        );
        let imports = "/v1/clients/imports";
        let listed = owner.get(imports).await.expect(200).body;
        assert_eq!(
            (
                &listed["items"][0]["can_be_undone"],
                &listed["items"][0]["created"]
            ),
            (&json!(true), &json!(4))
        );
        let undo = format!("{imports}/{}/undo", brought["id"].as_str().unwrap());

        // Taken back at once, nothing is left of it; the same file comes again.
        let undone = owner.post(&undo, Value::Null).await.expect(200).body;
        assert_eq!(
            (
                &undone["gone"],
                &undone["restored"],
                &undone["contacts_gone"],
                &undone["stays"]
            ),
            (&json!(4), &json!(1), &json!(1), &json!(0)),
            "{undone}"
        );
        let after = [
            owner.get(&path(&known)).await.expect(200).body,
            owner.get(&contacts).await.expect(200).body,
        ];
        assert_eq!(after, before);
        assert_eq!(standings(&mut owner).await.len(), 1);
        owner
            .post(&undo, Value::Null)
            .await
            .problem(409, "conflict");
        let found = owner.get("/v1/clients?q=wien").await.expect(200).body;
        assert_eq!(found["items"], json!([]), "no word of theirs is left");

        let brought = bring(&mut owner, "clients.csv", file).await;
        assert_eq!(
            (&brought["created"], &brought["updated"]),
            (&json!(4), &json!(1)),
            "{brought}"
        );
        let list = owner.get("/v1/clients").await.expect(200).body;
        let id = |key: &str| {
            let items = list["items"].as_array().unwrap();
            items.iter().find(|it| it["key"] == key).unwrap()["id"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        // Somebody promises one something, renames another, finds a third to be a fourth, and hears of a new city.
        promised(&mut owner, &id("met"), "Send the draft").await;
        owner
            .patch(&path(&id("named")), json!({ "name": "Household Neu" }))
            .await
            .expect(200);
        let other = made(&mut owner, "other").await;
        owner
            .post("/v1/merges", json!({ "keep": other, "drop": id("twin") }))
            .await
            .expect(201);
        owner
            .patch(
                &path(&known),
                json!({ "attributes": { "city": "Bregenz" } }),
            )
            .await
            .expect(200);
        let undo = format!("{imports}/{}/undo", brought["id"].as_str().unwrap());
        let mut front = world
            .invited(&mut owner, "f@first.example", "frontline")
            .await;
        front
            .post(&undo, Value::Null)
            .await
            .problem(403, "forbidden");
        let undone = owner.post(&undo, Value::Null).await.expect(200).body;
        assert_eq!(
            (&undone["gone"], &undone["restored"], &undone["stays"]),
            (&json!(1), &json!(1), &json!(4)),
            "{undone}"
        );
        let mut stays: Vec<String> = undone["staying"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| {
                format!(
                    "{} {} {}",
                    it["label"].as_str().unwrap(),
                    it["what"].as_str().unwrap(),
                    it["why"].as_str().unwrap()
                )
            })
            .collect();
        stays.sort();
        assert_eq!(
            stays,
            [
                "Household Met client said_since",
                "Household Neu client changed_since",
                "Household Roy attr.city changed_since",
                "Household Twin client merged",
            ]
        );
        let roy = owner.get(&path(&known)).await.expect(200).body;
        assert_eq!(
            (&roy["name"], &roy["attributes"]),
            (&json!("Household known"), &json!({ "city": "Bregenz" }))
        );
        let gone = id("gone");
        owner.get(&path(&gone)).await.problem(404, "not_found");
        let listed = owner.get(imports).await.expect(200).body;
        assert_eq!(
            (
                &listed["items"][0]["undone"]["stays"],
                &listed["items"][0]["undone_by"]
            ),
            (&json!(4), &json!("Olga Owner"))
        );
        let noted = owner.get("/v1/audit").await.expect(200).body;
        assert!(noted.to_string().contains("undo_client_import"), "{noted}");
    })
    .await;
}
