//! Promises from the line in which they are captured to the rate of those kept, and errors of ours.

use std::time::Duration;

use domain::time::Timestamp;
use serde_json::{Value, json};
use server::jobs::start;

use crate::world::{Caller, World, each_database, on_sqlite};

fn moment(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).unwrap()
}

/// Lets the clock run until a moment.
pub fn until(world: &World, text: &str) {
    let micros = moment(text).micros() - world.app.now().micros();
    world.clock.advance(Duration::from_micros(
        micros.try_into().expect("a moment to come"),
    ));
}

/// Makes a client by what it expects; its id.
pub async fn client(owner: &mut Caller, key: &str, name: &str) -> String {
    let expectation = json!({
        "client": { "key": key, "name": name }, "words": "Call me before I read it in the paper", "level": "must",
        "status": "stated", "source": "interview",
    });
    owner
        .post("/v1/expectations", expectation)
        .await
        .expect(200);
    let listed = owner.get("/v1/expectations").await.expect(200).body;
    let items = listed["items"].as_array().unwrap().iter();
    let mut of_key = items.filter(|it| it["client"]["key"] == key);
    of_key.next().unwrap()["client"]["id"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn a_promise_is_captured_in_one_line_and_followed_to_its_end() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let roy = client(&mut owner, "h1", "Roy household").await;
        client(&mut owner, "h2", "Hollis Ltd").await;

        // Monday, 2 March 2026, nine in the morning in Vienna.
        let line = json!({ "text": "Send Ms. Roy the draft by Friday" });
        let read = owner.post("/v1/promises/parse", line).await.expect(200).body;
        assert_eq!(read["what"], "Send the draft");
        assert_eq!(read["client"]["id"], json!(roy));
        assert_eq!(read["due_at"], "2026-03-06T22:59:00Z");
        assert_eq!(read["doubts"], json!([]));
        assert_eq!(read["parts"][0], json!({ "from": 5, "to": 12, "role": "client" }));
        let doubtful = json!({ "text": "Ruf ihn nächsten Freitag an", "client": roy });
        let read = owner.post("/v1/promises/parse", doubtful).await.expect(200).body;
        assert_eq!(read["client"]["name"], "Roy household");
        assert_eq!(read["due_at"], Value::Null);
        assert_eq!(read["doubts"][0]["kind"], "which_day");
        assert_eq!(read["doubts"][0]["moments"], json!(["2026-03-06T22:59:00Z", "2026-03-13T22:59:00Z"]));
        owner.post("/v1/promises/parse", json!({ "text": "x".repeat(1_001) })).await.problem(422, "invalid_fields");

        let form = |due: &str| json!({ "client": roy, "words": "Send the draft", "due_at": due });
        let made = owner.post("/v1/promises", form("2026-03-06T22:59:00Z")).await.expect(201).body;
        assert_eq!((&made["state"], &made["overdue"]), (&json!("open"), &json!(false)));
        assert_eq!(made["who"]["name"], "Olga Owner");
        let refused = owner.post("/v1/promises", form("2026-03-01T08:00:00Z")).await.problem(422, "invalid_fields");
        assert_eq!(refused.body["errors"][0]["field"], "due_at");
        let nobody = json!({ "client": "00000000-0000-7000-8000-000000000001", "words": "x", "due_at": "soon" });
        let refused = owner.post("/v1/promises", nobody).await.problem(422, "invalid_fields");
        let fields: Vec<&Value> = refused.body["errors"].as_array().unwrap().iter().map(|it| &it["field"]).collect();
        assert_eq!(fields, ["due_at", "client"]);

        // Before it is due another moment can be agreed, afterwards no more.
        let path = format!("/v1/promises/{}", made["id"].as_str().unwrap());
        let to = |due: &str, why: &str| json!({ "due_at": due, "why": why });
        let refused = owner.post(&format!("{path}/renegotiate"), to("2026-03-10T12:00:00Z", " ")).await;
        assert_eq!(refused.problem(422, "invalid_fields").body["errors"][0]["field"], "why");
        let moved = owner.post(&format!("{path}/renegotiate"), to("2026-03-10T12:00:00Z", "The bank needs a week")).await.expect(200).body;
        assert_eq!((&moved["state"], &moved["due_at"]), (&json!("renegotiated"), &json!("2026-03-10T12:00:00Z")));
        assert_eq!(moved["renegotiations"][0]["why"], "The bank needs a week");
        until(&world, "2026-03-11T08:00:00Z");
        let mut owner = crate::access::sign_in(&world, "olga@first.example").await;
        let late = owner.get("/v1/promises?state=running").await.expect(200).body;
        assert_eq!(late["items"][0]["overdue"], true);
        owner.post(&format!("{path}/renegotiate"), to("2026-03-20T12:00:00Z", "again")).await.problem(409, "conflict");
        // What was agreed in time is not late because it was noted late; and it can be taken back.
        let noted = json!({ "due_at": "2026-03-20T12:00:00Z", "why": "On the phone", "at": "2026-03-10T10:00:00Z" });
        let noted = owner.post(&format!("{path}/renegotiate"), noted).await.expect(200).body;
        assert_eq!((&noted["overdue"], &noted["renegotiations"][1]["at"]), (&json!(false), &json!("2026-03-10T10:00:00Z")));
        owner.post(&format!("{path}/reopen"), json!({})).await.expect(200);
        let refused = owner.post(&format!("{path}/break"), json!({ "cause": "" })).await;
        assert_eq!(refused.problem(422, "invalid_fields").body["errors"][0]["field"], "cause");
        let kept = owner.post(&format!("{path}/keep"), json!({ "cause": "We lost the form" })).await.expect(200).body;
        assert_eq!((&kept["state"], &kept["cause"]), (&json!("kept_late"), &json!("We lost the form")));
        owner.post(&format!("{path}/keep"), json!({})).await.problem(409, "conflict");

        // Undo, and the right moment: it was kept in time after all.
        let open = owner.post(&format!("{path}/reopen"), json!({})).await.expect(200).body;
        assert_eq!(open["state"], "renegotiated");
        let kept = owner.post(&format!("{path}/keep"), json!({ "at": "2026-03-10T09:00:00Z" })).await.expect(200).body;
        assert_eq!((&kept["state"], &kept["cause"]), (&json!("kept"), &Value::Null));
        assert_eq!(kept["history"].as_array().unwrap().len(), 7);
        let shown = owner.get(&path).await.expect(200).body;
        assert_eq!(shown, kept);
    })
    .await;
}

#[tokio::test]
async fn what_was_written_down_wrongly_is_put_right_and_counted_so() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let roy = client(&mut owner, "h1", "Roy household").await;
        let empty = owner.get("/v1/promises/conduct").await.expect(200).body;
        assert_eq!(empty["rate"]["value"], Value::Null);
        assert_eq!(empty["months"].as_array().unwrap().len(), 12);
        let mut ids = Vec::new();
        for n in 0..4 {
            let form = json!({
                "client": roy, "words": format!("=Promise {n}"), "due_at": format!("2026-03-0{}T12:00:00Z", n + 3),
                "at": "2026-02-20T08:00:00Z",
            });
            let made = owner.post("/v1/promises", form).await.expect(201).body;
            ids.push(format!("/v1/promises/{}", made["id"].as_str().unwrap()));
        }
        until(&world, "2026-03-05T13:00:00Z");
        owner.post(&format!("{}/keep", ids[0]), json!({ "at": "2026-03-03T09:00:00Z" })).await.expect(200);
        owner.post(&format!("{}/keep", ids[1]), json!({ "at": "2026-03-05T09:00:00Z" })).await.expect(200);
        owner.post(&format!("{}/break", ids[2]), json!({ "cause": "Nobody was told" })).await.expect(200);
        let summary = owner.get(&format!("/v1/promises/conduct?client={roy}")).await.expect(200).body;
        let counts: Vec<i64> = ["running", "kept", "kept_late", "broken", "overdue"].iter().map(|key| summary[key].as_i64().unwrap()).collect();
        assert_eq!(counts, [1, 1, 1, 1, 0]);
        let rate = &summary["rate"];
        assert_eq!((&rate["n"], &rate["kept"]), (&json!(3), &json!(1)));
        // Beta(1.996, 3.000): SciPy gives the median 0.385 and the ends 0.067 and 0.806.
        let near = |value: &Value, expected: f64| assert!((value.as_f64().unwrap() - expected).abs() < 2e-3, "{rate}");
        near(&rate["value"], 0.385);
        near(&rate["low"], 0.067);
        near(&rate["high"], 0.806);
        let last = summary["months"].as_array().unwrap().last().unwrap();
        assert_eq!((&last["month"], &last["rate"]["n"]), (&json!("2026-03"), &json!(3)));

        // The second one had been promised for a later day.
        let right = json!({ "due_at": "2026-03-06T12:00:00Z", "words": "Send the right figures" });
        let corrected = owner.patch(&ids[1], right).await.expect(200).body;
        assert_eq!((&corrected["state"], &corrected["words"]), (&json!("kept"), &json!("Send the right figures")));
        let summary = owner.get("/v1/promises/conduct").await.expect(200).body;
        assert_eq!((&summary["kept"], &summary["kept_late"]), (&json!(2), &json!(0)));
        owner.patch(&ids[1], json!({ "words": " " })).await.problem(422, "invalid_fields");

        let of_me = owner.get("/v1/promises?who=me&state=running&due_before=2026-03-07T00:00:00Z").await.expect(200).body;
        assert_eq!(of_me["items"].as_array().unwrap().len(), 1);
        let page = owner.get("/v1/promises?limit=3").await.expect(200).body;
        let rest = owner.get(&format!("/v1/promises?limit=3&after={}", page["next"].as_str().unwrap())).await.expect(200).body;
        assert_eq!((page["items"].as_array().unwrap().len(), rest["items"].as_array().unwrap().len()), (3, 1));
        assert_eq!(rest["next"], Value::Null);
        owner.get("/v1/promises?state=maybe").await.problem(422, "invalid_fields");

        let file = owner.get("/v1/export/promises.csv").await.expect(200);
        assert!(file.header("content-disposition").contains("promises.csv"));
        assert_eq!(file.text.lines().count(), 5);
        assert!(file.text.contains("'=Promise 0"), "{}", file.text);
    })
    .await;
}

#[tokio::test]
async fn a_reminder_comes_before_the_moment_and_only_once() {
    on_sqlite(|world: World| async move {
        let mut owner = world.owner().await;
        let roy = client(&mut owner, "h1", "Roy household").await;
        let form =
            json!({ "client": roy, "words": "Send the draft", "due_at": "2026-03-06T12:00:00Z" });
        let made = owner.post("/v1/promises", form).await.expect(201).body;
        assert_eq!(made["due_soon"], false);
        let organization = owner.get("/v1/me").await.expect(200).body["organization"]["id"].clone();
        let organization = organization.as_str().unwrap().parse().unwrap();
        let actor = domain::access::Actor::system(organization);
        let grant = actor
            .require(domain::access::Permission::RecordSignals)
            .unwrap();
        let org = world.app.store().org(&grant);
        let id = made["id"].as_str().unwrap().parse().unwrap();
        let mut background = start(&world.app);
        // Whenever the order is heard of, the reminder waits for its day.
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(!org.promise(id).await.unwrap().unwrap().reminded);
        // A fifth of its time before the moment: twenty hours.
        until(&world, "2026-03-05T17:00:00Z");
        let mut reminded = false;
        for _ in 0..400 {
            reminded = org.promise(id).await.unwrap().unwrap().reminded;
            if reminded {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert!(reminded);
        let shown = owner.get("/v1/promises?state=open").await.expect(200).body;
        assert_eq!(shown["items"][0]["due_soon"], true);
        let again = org
            .remind_of_promise(id, moment("2026-03-06T12:00:00Z"), world.app.now())
            .await;
        assert!(!again.unwrap());
        world.app.stop();
        while background.join_next().await.is_some() {}
    })
    .await;
}

#[tokio::test]
async fn an_error_of_ours_is_owned_first_when_we_tell_it_before_it_is_found() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let roy = client(&mut owner, "h1", "Roy household").await;
        let form = json!({ "client": roy, "words": "The fee was charged twice", "found_by": "us", "at": "2026-03-01T09:00:00Z" });
        let noted = owner.post("/v1/own-errors", form).await.expect(201).body;
        assert_eq!((&noted["owned_first"], &noted["told_at"]), (&json!(false), &Value::Null));
        let path = format!("/v1/own-errors/{}", noted["id"].as_str().unwrap());
        let told = owner.patch(&path, json!({ "told_at": "2026-03-02T07:00:00Z" })).await.expect(200).body;
        assert_eq!(told["owned_first"], true);
        let refused = owner.patch(&path, json!({ "told_at": "2026-02-01T07:00:00Z" })).await.problem(422, "invalid_fields");
        assert_eq!(refused.body["errors"][0]["field"], "told_at");
        let found = owner.patch(&path, json!({ "found_by": "client" })).await.expect(200).body;
        assert_eq!(found["owned_first"], false);
        let list = owner.get(&format!("/v1/own-errors?client={roy}")).await.expect(200).body;
        assert_eq!(list["items"].as_array().unwrap().len(), 1);
        owner.patch(&path, json!({ "withdrawn": true })).await.expect(200);
        let list = owner.get("/v1/own-errors").await.expect(200).body;
        assert_eq!(list["items"], json!([]));
        owner.patch(&path, json!({ "withdrawn": false, "found_by": "us" })).await.expect(200);
        let list = owner.get("/v1/own-errors").await.expect(200).body;
        assert_eq!(list["items"][0]["owned_first"], true);
        let empty = json!({ "client": roy, "words": " ", "found_by": "us" });
        owner.post("/v1/own-errors", empty).await.problem(422, "invalid_fields");

        // Who only reads may not write.
        let mut analyst = world.invited(&mut owner, "ana@first.example", "analyst").await;
        let form = json!({ "client": roy, "words": "x", "found_by": "us" });
        analyst.post("/v1/own-errors", form).await.problem(403, "forbidden");
    })
    .await;
}

#[tokio::test]
async fn a_promise_made_by_a_slip_is_undone_and_one_that_stands_is_not() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let roy = client(&mut owner, "h1", "Roy household").await;
        let form =
            json!({ "client": roy, "words": "Send the draft", "due_at": "2026-03-06T12:00:00Z" });
        let made = owner
            .post("/v1/promises", form.clone())
            .await
            .expect(201)
            .body;
        let path = format!("/v1/promises/{}", made["id"].as_str().unwrap());
        owner.delete(&path).await.expect(204);
        owner.delete(&path).await.problem(404, "not_found");
        assert_eq!(
            owner.get("/v1/promises").await.expect(200).body["items"],
            json!([])
        );
        let audit = owner.get("/v1/audit").await.expect(200).body;
        assert_eq!(
            (
                &audit["items"][0]["action"],
                &audit["items"][0]["subject"]["label"]
            ),
            (&json!("unmake_promise"), &json!("Send the draft"))
        );
        // An hour later it stands; so does one to which something has happened.
        let made = owner
            .post("/v1/promises", form.clone())
            .await
            .expect(201)
            .body;
        let path = format!("/v1/promises/{}", made["id"].as_str().unwrap());
        owner
            .post(&format!("{path}/keep"), json!({}))
            .await
            .expect(200);
        owner.delete(&path).await.problem(409, "conflict");
        let made = owner.post("/v1/promises", form).await.expect(201).body;
        world.clock.advance(Duration::from_secs(3_600));
        let path = format!("/v1/promises/{}", made["id"].as_str().unwrap());
        owner.delete(&path).await.problem(409, "conflict");
    })
    .await;
}
