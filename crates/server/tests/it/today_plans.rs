//! Touches that live plans ask for, and what stops them; what was noted without a connection; what comes next, on the
//! client's own page.

use std::time::Duration;

use icalendar::parser::{read_calendar, unfold};
use serde_json::{Value, json};
use server::jobs::Listener as _;
use server::prompts::RefreshAfterSignals;
use server::prompts::ops::refresh::catch_up;

use crate::gaps;
use crate::plans::Place;
use crate::world::{Caller, World, each_database};

const DAY: Duration = Duration::from_secs(86_400);

/// A place with a live plan that is set off like this, within five days.
async fn planned(world: &World, owner: &mut Caller, label: &str, trigger: Value) -> Place {
    let place = Place::make(world, owner, label).await;
    let mut document = place.full();
    document["trigger"] = trigger;
    document["window"] = json!({ "from_days": 0, "to_days": 5 });
    place.publish(owner, document).await;
    place
}

async fn open(world: &World) -> (Caller, Place) {
    let mut owner = world.owner().await;
    let channel = json!({ "label": "In person" });
    owner.post("/v1/channels", channel).await.expect(201);
    let trigger = json!({ "kind": "event", "event": "invoice_sent", "words": "invoice sent" });
    let place = planned(world, &mut owner, "Call about the invoice", trigger).await;
    (owner, place)
}

async fn invoice(owner: &mut Caller, client: &str, id: &str, at: &str) {
    let event = json!({ "external_id": id, "client": { "key": client, "name": client }, "kind": "invoice_sent",
        "occurred_at": at });
    owner.post("/v1/events", event).await.expect(200);
}

/// Everything that happened is heard of, as the program does in the background.
async fn heard(world: &World) {
    let outbox = world.app.store().outbox();
    let events = outbox.waiting(1_000).await.unwrap();
    for event in &events {
        RefreshAfterSignals.hear(&world.app, event).await.unwrap();
    }
    outbox.heard(&events).await.unwrap();
    let access = world.app.store().access();
    let organization = access.organizations().await.unwrap().remove(0).id;
    catch_up::<server::Problem>(&world.app, organization, false, &|| Ok(()))
        .await
        .unwrap();
}

async fn today(caller: &mut Caller) -> Value {
    caller.get("/v1/today").await.expect(200).body
}

fn names(today: &Value) -> Vec<&str> {
    let touches = today["touches"].as_array().expect("touches");
    touches
        .iter()
        .map(|it| it["client"]["name"].as_str().unwrap())
        .collect()
}

fn id_of(place: &Place) -> &str {
    place.path.rsplit('/').next().unwrap()
}

#[tokio::test]
async fn an_event_asks_for_the_touch_that_its_plan_wants() {
    each_database(|world| async move {
        let (mut owner, place) = open(&world).await;
        invoice(&mut owner, "Hale", "i1", "2026-02-27T09:00:00Z").await;
        heard(&world).await;
        let day = today(&mut owner).await;
        assert_eq!((names(&day), &day["without_rules"]), (vec!["Hale"], &json!(false)));
        let touch = &day["touches"][0];
        assert_eq!(touch["touchpoint"], id_of(&place));
        let prompt = &touch["prompts"][0];
        assert_eq!((&prompt["kind"], &prompt["rule_id"]), (&json!("plan"), &Value::Null));
        assert_eq!((&prompt["due"], &prompt["in_time"]), (&json!("2026-02-27"), &json!("2026-03-04")));
        assert_eq!(prompt["occasion"], "2026-02-27");
        let plan = &prompt["plan"];
        assert_eq!(
            plan,
            &json!({ "touchpoint": id_of(&place), "label": "Call about the invoice", "version": 1, "set_off_by": "event",
                "set_off": plan["set_off"], "from_days": 0, "to_days": 5 })
        );
        // As a table, what one sees; a client's name that a spreadsheet would run is none.
        let table = owner.get("/v1/export/today.csv").await.expect(200);
        assert!(table.header("content-type").starts_with("text/csv"));
        assert!(table.text.lines().nth(1).unwrap().starts_with("touch,"), "{}", table.text);
        assert!(table.text.contains("Hale") && table.text.contains("(plan v1)"), "{}", table.text);

        let wifi = json!({ "label": "wifi", "kind": "dynamic", "existence": "live" });
        owner.post("/v1/touchpoints", wifi).await.expect(201);
        // A touch somewhere else is no answer; one at the plan's place is, by whomever it was noted.
        let elsewhere = json!({ "external_id": "t0", "client": { "key": "Hale" }, "touchpoint": "wifi",
            "occurred_at": "2026-02-28T09:00:00Z" });
        owner.post("/v1/touches", elsewhere).await.expect(200);
        heard(&world).await;
        assert_eq!(names(&today(&mut owner).await), ["Hale"]);
        let touch = json!({ "external_id": "t1", "client": { "key": "Hale" }, "touchpoint": "call-about-the-invoice",
            "occurred_at": "2026-03-01T09:00:00Z" });
        owner.post("/v1/touches", touch).await.expect(200);
        heard(&world).await;
        let day = today(&mut owner).await;
        assert_eq!(names(&day), Vec::<&str>::new());
        let client = touch_client(&mut owner, "Hale").await;
        let upcoming = owner.get(&format!("/v1/clients/{client}/upcoming")).await.expect(200).body;
        assert_eq!((&upcoming["over"][0]["state"], &upcoming["open"]), (&json!("done"), &json!([])));

        // Another invoice, another call; the whole window and thirty days later nobody speaks of it any more.
        invoice(&mut owner, "Hale", "i2", "2026-03-02T07:00:00Z").await;
        heard(&world).await;
        assert_eq!(names(&today(&mut owner).await), ["Hale"]);
        world.clock.advance(DAY * 36);
        heard(&world).await;
        let mut owner = crate::access::sign_in(&world, "olga@first.example").await;
        assert_eq!(names(&today(&mut owner).await), Vec::<&str>::new());
    })
    .await;
}

async fn touch_client(owner: &mut Caller, key: &str) -> String {
    let found = owner
        .get(&format!("/v1/clients?q={key}"))
        .await
        .expect(200)
        .body;
    found["items"][0]["id"]
        .as_str()
        .expect("a client")
        .to_owned()
}

#[tokio::test]
async fn a_touch_and_a_day_of_the_client_ask_too_and_a_stale_plan_asks_for_nothing() {
    each_database(|world| async move {
        let (mut owner, _) = open(&world).await;
        let after = json!({ "kind": "touch", "touchpoint": "call-about-the-invoice", "words": "the call" });
        planned(&world, &mut owner, "Summary", after).await;
        let date = json!({ "kind": "schedule", "attribute": "contract_day", "words": "contract day" });
        planned(&world, &mut owner, "Thank you note", date).await;
        let touch = json!({ "external_id": "t1", "touchpoint": "call-about-the-invoice", "occurred_at": "2026-03-01T09:00:00Z",
            "client": { "key": "Hale", "name": "Hale", "attributes": { "contract_day": "2019-03-01" } } });
        owner.post("/v1/touches", touch).await.expect(200);
        heard(&world).await;
        let day = today(&mut owner).await;
        assert_eq!(names(&day), ["Hale"]);
        let prompts = day["touches"][0]["prompts"].as_array().unwrap();
        let mut said: Vec<&str> = prompts.iter().map(|it| it["plan"]["set_off_by"].as_str().unwrap()).collect();
        said.sort_unstable();
        assert_eq!(said, ["date", "touch"]);
        // Past its review day a plan asks for nothing, and what it asked for is withdrawn.
        world.clock.advance(DAY * 200);
        heard(&world).await;
        let mut owner = crate::access::sign_in(&world, "olga@first.example").await;
        let day = today(&mut owner).await;
        assert_eq!((names(&day), &day["without_rules"]), (Vec::new(), &json!(true)));
    })
    .await;
}

#[tokio::test]
async fn who_has_left_is_left_alone_and_asked_for_again_when_that_was_wrong() {
    each_database(|world| async move {
        let (mut owner, _) = open(&world).await;
        invoice(&mut owner, "Hale", "i1", "2026-02-27T09:00:00Z").await;
        invoice(&mut owner, "Lund", "i2", "2026-02-28T09:00:00Z").await;
        heard(&world).await;
        assert_eq!(names(&today(&mut owner).await), ["Hale", "Lund"]);
        let client = touch_client(&mut owner, "Hale").await;
        let left = json!({ "client": client, "causes": [{ "ours": true, "code": "promise_broken", "words": "We did not call back" }] });
        let left = owner.post("/v1/departures", left).await.expect(201).body;
        heard(&world).await;
        assert_eq!(names(&today(&mut owner).await), ["Lund"]);
        let upcoming = owner.get(&format!("/v1/clients/{client}/upcoming")).await.expect(200).body;
        assert_eq!(upcoming["over"][0]["state"], "withdrawn");
        let path = format!("/v1/departures/{}", left["id"].as_str().unwrap());
        owner.delete(&path).await.expect(204);
        heard(&world).await;
        assert_eq!(names(&today(&mut owner).await), ["Hale", "Lund"]);
    })
    .await;
}

#[tokio::test]
async fn a_calendar_has_what_plans_ask_for() {
    each_database(|world| async move {
        let (mut owner, place) = open(&world).await;
        invoice(&mut owner, "Hale", "i1", "2026-02-27T09:00:00Z").await;
        heard(&world).await;
        let made = owner
            .post("/v1/calendar-links", json!({}))
            .await
            .expect(201)
            .body;
        let address = made["address"].as_str().unwrap();
        let path = address[address.find("/v1/").unwrap()..].to_owned();
        let mut anybody = world.browser();
        let told = anybody.get(&path).await.expect(200).text;
        let plain = unfold(&told);
        let calendar = read_calendar(&plain).unwrap();
        let event = &calendar.components[0];
        let of = |key: &str| {
            let found = event.properties.iter().find(|it| it.name == key);
            found.map(|it| it.val.to_string()).unwrap_or_default()
        };
        assert_eq!(of("SUMMARY"), "Call about the invoice: Hale");
        // It waits since 27 February and stands on today, where one looks.
        assert_eq!(of("DTSTART"), "20260302");
        assert!(
            of("DESCRIPTION").contains("within 5 days (plan v1)"),
            "{}",
            of("DESCRIPTION")
        );
        // Another reader of calendars understands the same.
        let mut parser = calcard::Parser::new(&told);
        let calcard::Entry::ICalendar(read) = parser.entry() else {
            panic!("no calendar: {told}");
        };
        assert!(read.to_string().contains("Call about the invoice: Hale"));
        // The plan is replaced by one that is set off by nothing that facts can tell: the entry is cancelled.
        let mut document = place.full();
        document["trigger"] = json!({ "kind": "client", "words": "They ask" });
        place.publish(&mut owner, document).await;
        heard(&world).await;
        let told = anybody.get(&path).await.expect(200).text;
        assert!(
            told.contains("STATUS:CANCELLED") && !told.contains("STATUS:CONFIRMED"),
            "{told}"
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_said_without_a_connection_holds_once_in_whatever_order_it_comes() {
    each_database(|world| async move {
        let (mut owner, place) = open(&world).await;
        invoice(&mut owner, "Hale", "i1", "2026-02-27T09:00:00Z").await;
        heard(&world).await;
        let day = today(&mut owner).await;
        let prompt = day["touches"][0]["prompts"][0]["id"].as_str().unwrap().to_owned();
        let snooze = format!("/v1/today/{prompt}/snooze");
        let early = json!({ "until": "2026-03-04", "reason": "Earlier", "at": "2026-03-02T06:00:00Z" });
        let late = json!({ "until": "2026-03-06", "reason": "Later", "at": "2026-03-02T07:00:00Z" });
        for form in [&late, &early, &late, &early] {
            let said = owner.post(&snooze, form.clone()).await.expect(200).body;
            assert_eq!(said["snooze"]["reason"], "Later", "{form}");
        }
        let audit = owner.get("/v1/audit?action=snooze_prompt").await.expect(200).body;
        assert_eq!(audit["items"].as_array().unwrap().len(), 1, "what was so before is not told again");
        let ahead = json!({ "until": "2026-03-06", "reason": "x", "at": "2026-04-02T07:00:00Z" });
        owner.post(&snooze, ahead).await.problem(422, "invalid_fields");
        let done = format!("/v1/today/{prompt}/done?at=2026-03-02T07:30:00Z");
        owner.post(&done, json!({})).await.expect(200);
        assert_eq!(owner.post(&done, json!({})).await.expect(200).body["state"], "done");
        // What was put off before it was done comes late: it is done.
        owner.post(&snooze, early).await.problem(409, "conflict");

        // A promise that was kept at one moment is kept once, also where that was taken back since.
        let client = touch_client(&mut owner, "Hale").await;
        let promise = json!({ "client": client, "words": "Send the draft", "due_at": "2026-03-06T12:00:00Z" });
        let promise = owner.post("/v1/promises", promise).await.expect(201).body;
        let path = format!("/v1/promises/{}", promise["id"].as_str().unwrap());
        world.clock.advance(Duration::from_secs(600));
        let at = world.app.now();
        let kept = json!({ "at": at });
        for _ in 0..2 {
            let told = owner.post(&format!("{path}/keep"), kept.clone()).await.expect(200).body;
            assert_eq!(told["state"], "kept");
        }
        owner.post(&format!("{path}/reopen"), json!({})).await.expect(200);
        let told = owner.post(&format!("{path}/keep"), kept).await.expect(200).body;
        assert_eq!(told["state"], "open");

        // A line that nobody has read yet is read as of when it was typed, and its contact kept.
        let contact = json!({ "name": "Mina Roy" });
        let contact = owner.post(&format!("/v1/clients/{client}/contacts"), contact).await.expect(201).body;
        let log = json!({ "id": "typed", "client": client, "touchpoint": id_of(&place), "occurred_at": "2026-03-02T07:00:00Z",
            "promises": [
                { "words": "Send Mina Roy the figures by Thursday", "as_typed": true, "due": "2026-03-09" },
                { "words": "Think it over", "as_typed": true, "due": "2026-03-09" },
                { "words": "Ring back", "due_at": "2026-03-03T10:00:00Z", "contact": contact["id"] },
            ] });
        for status in [201, 200] {
            owner.post("/v1/log", log.clone()).await.expect(status);
        }
        let made = owner.get(&format!("/v1/promises?client={client}&state=running")).await.expect(200).body;
        let told: Vec<(String, String, Value)> = made["items"].as_array().unwrap().iter()
            .map(|it| (it["words"].as_str().unwrap().to_owned(), it["due_at"].as_str().unwrap()[..10].to_owned(),
                it["contact"]["name"].clone()))
            .collect();
        assert_eq!(told.len(), 4, "{told:?}");
        let of = |part: &str| told.iter().find(|it| it.0.contains(part)).unwrap_or_else(|| panic!("{part}: {told:?}"));
        assert_eq!((of("figures").1.as_str(), &of("figures").2), ("2026-03-05", &json!("Mina Roy")));
        assert_eq!(of("Think").1, "2026-03-09");
        assert_eq!(of("Ring back").2, "Mina Roy");
    })
    .await;
}

async fn page_of(owner: &mut Caller, client: &str, contact: &Value) -> (String, String) {
    let path = format!("/v1/clients/{client}/links");
    let made = owner
        .post(&path, json!({ "contact": contact }))
        .await
        .expect(201)
        .body;
    let secret = made["address"]
        .as_str()
        .unwrap()
        .strip_prefix("/c/")
        .unwrap();
    (
        format!("/v1/portal/{secret}"),
        made["link"]["id"].as_str().unwrap().to_owned(),
    )
}

#[tokio::test]
async fn a_client_reads_what_comes_next_and_nothing_of_our_reasons() {
    each_database(|world| async move {
        let (mut owner, place) = open(&world).await;
        invoice(&mut owner, "Hale", "i1", "2026-02-27T09:00:00Z").await;
        invoice(&mut owner, "Lund", "i2", "2026-02-28T09:00:00Z").await;
        let rule = json!({ "name": "They may be cross with us", "kind": "rhythm", "every_days": 1, "touchpoint": id_of(&place) });
        owner.post("/v1/care-rules", rule).await.expect(201);
        let mut cora = world.invited(&mut owner, "cora@first.example", "frontline").await;
        let me = cora.get("/v1/me").await.expect(200).body["person"].clone();
        let hale = touch_client(&mut owner, "Hale").await;
        owner.patch(&format!("/v1/clients/{hale}"), json!({ "owner": me["id"] })).await.expect(200);
        heard(&world).await;
        let (page, _) = page_of(&mut owner, &hale, &Value::Null).await;
        let audit = owner.get("/v1/audit?limit=500").await.expect(200).body;
        let mut browser = world.browser();
        let told = browser.get(&format!("{page}/next")).await.expect(200);
        assert_eq!(
            told.body,
            json!({ "items": [{ "what": "Call about the invoice", "who": me["name"], "from": "2026-03-02", "to": "2026-03-04" }] })
        );
        for secret in ["cross", "Lund", "late", "plan", "invoice_sent"] {
            assert!(!told.text.contains(secret), "{secret}: {}", told.text);
        }
        assert_eq!(told.header("cache-control"), "no-store");
        assert_eq!(owner.get("/v1/audit?limit=500").await.expect(200).body, audit, "looking leaves no trace");
        // Put off it is not told: that has reasons of ours.
        let day = today(&mut cora).await;
        for prompt in day["touches"][0]["prompts"].as_array().unwrap() {
            let path = format!("/v1/today/{}/snooze", prompt["id"].as_str().unwrap());
            cora.post(&path, json!({ "until": "2026-03-04", "reason": "Difficult" })).await.expect(200);
        }
        let told = browser.get(&format!("{page}/next")).await.expect(200);
        assert_eq!(told.body, json!({ "items": [] }));
        browser.get("/v1/portal/guess/next").await.problem(404, "link_gone");
    })
    .await;
}

#[tokio::test]
async fn who_has_an_old_link_can_ask_for_a_new_one_and_learns_nothing() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let client = json!({ "name": "Hale", "key": "Hale" });
        let hale = owner.post("/v1/clients", client).await.expect(201).body["id"]
            .as_str()
            .unwrap()
            .to_owned();
        let contacts = format!("/v1/clients/{hale}/contacts");
        let mira = owner
            .post(&contacts, json!({ "name": "Mira" }))
            .await
            .expect(201)
            .body;
        let (page, link) = page_of(&mut owner, &hale, &mira["id"]).await;
        owner
            .delete(&format!("/v1/client-links/{link}"))
            .await
            .expect(204);
        let mut browser = world.browser();
        // An old link, a made-up one and nonsense are answered alike.
        let mut answers = Vec::new();
        for path in [
            page.as_str(),
            page.as_str(),
            "/v1/portal/made-up",
            "/v1/portal/%20",
        ] {
            let answer = browser
                .post(&format!("{path}/ask-for-link"), Value::Null)
                .await;
            answers.push((answer.status.as_u16(), answer.text));
        }
        assert!(
            answers.iter().all(|it| *it == (204, String::new())),
            "{answers:?}"
        );
        // The firm has one task, with the name of whom it was for.
        let day = today(&mut owner).await;
        let asked = day["link_requests"].as_array().unwrap();
        assert_eq!(asked.len(), 1);
        assert_eq!(
            (&asked[0]["client"]["name"], &asked[0]["contact"]),
            (&json!("Hale"), &json!("Mira"))
        );
        let requests = format!("/v1/clients/{hale}/link-requests");
        let listed = owner.get(&requests).await.expect(200).body;
        assert_eq!(listed["items"][0]["contact_name"], "Mira");
        // A link for the whole client is not the one she waits for; one for her is.
        page_of(&mut owner, &hale, &Value::Null).await;
        assert_eq!(
            owner.get(&requests).await.expect(200).body["items"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
        page_of(&mut owner, &hale, &mira["id"]).await;
        assert_eq!(
            owner.get(&requests).await.expect(200).body["items"],
            json!([])
        );
        // Asked for again, and not needed.
        browser
            .post(&format!("{page}/ask-for-link"), Value::Null)
            .await
            .expect(204);
        let listed = owner.get(&requests).await.expect(200).body;
        let path = format!(
            "/v1/link-requests/{}/settle",
            listed["items"][0]["id"].as_str().unwrap()
        );
        owner.post(&path, Value::Null).await.expect(204);
        owner
            .post(&path, Value::Null)
            .await
            .problem(404, "not_found");
        let audit = owner
            .get("/v1/audit?action=ask_for_link")
            .await
            .expect(200)
            .body;
        assert_eq!(
            (
                audit["items"].as_array().unwrap().len(),
                &audit["items"][0]["actor_name"]
            ),
            (2, &audit["items"][1]["actor_name"])
        );
        // Asking is slowed down.
        let mut waited = false;
        for n in 0..60 {
            let answer = browser
                .post(&format!("/v1/portal/guess-{n}/ask-for-link"), Value::Null)
                .await;
            if answer.status.as_u16() == 429 {
                waited = true;
                break;
            }
        }
        assert!(waited, "somebody who guesses has to wait");
    })
    .await;
}

#[tokio::test]
async fn what_is_there_for_who_spoke_up_is_proposed_told_and_taken_back() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let channel = json!({ "label": "In person" });
        owner.post("/v1/channels", channel).await.expect(201);
        gaps::firm(&mut owner).await;
        gaps::expectations(&mut owner).await;
        gaps::run(&world, &mut owner).await;
        let found = gaps::of(&mut owner, "unserved_expectation").await;
        let mut ben = world
            .invited(&mut owner, "ben@first.example", "designer")
            .await;
        let me = |answer: Value| answer["person"]["id"].clone();
        let deputy = me(ben.get("/v1/me").await.expect(200).body);
        let mine = me(owner.get("/v1/me").await.expect(200).body);
        let form =
            json!({ "label": "Call before bad news", "owner": mine, "review_by": "2026-03-16" });
        let path = format!("/v1/findings/{}", found[0]["id"].as_str().unwrap());
        owner
            .post(&format!("{path}/accept"), form)
            .await
            .expect(200);
        let h0 = touch_client(&mut owner, "h0").await;
        let other = touch_client(&mut owner, "h9").await;
        let proposals = format!("/v1/clients/{h0}/change-proposals");
        // Planned is not there.
        assert_eq!(
            owner.get(&proposals).await.expect(200).body["items"],
            json!([])
        );
        let design = owner.get("/v1/touchpoints").await.expect(200).body;
        let all = design["items"].as_array().unwrap();
        let made = all
            .iter()
            .find(|it| it["label"] == "Call before bad news")
            .unwrap();
        let at = format!("/v1/touchpoints/{}", made["id"].as_str().unwrap());
        let place = Place {
            plan: format!("{at}/plan"),
            path: at,
            deputy,
        };
        let mut document = place.full();
        document["expectations"] =
            json!([{ "level": "must", "words": "Ring first", "theme": "bad-news-first" }]);
        place.publish(&mut owner, document).await;
        gaps::run(&world, &mut owner).await;

        let (page, _) = page_of(&mut owner, &h0, &Value::Null).await;
        let mut browser = world.browser();
        let proposed = owner.get(&proposals).await.expect(200).body;
        let one = &proposed["items"][0];
        assert_eq!(one["touchpoint"]["label"], "Call before bad news");
        assert_eq!(one["said"], "Ring me before I read it in the paper");
        // Nothing of it reaches the client before somebody says so, and nobody else at all.
        assert_eq!(
            browser.get(&page).await.expect(200).body["changes"],
            json!([])
        );
        let theirs = format!("/v1/clients/{other}/change-proposals");
        assert_eq!(
            owner.get(&theirs).await.expect(200).body["items"],
            json!([])
        );
        let finding = one["finding"].as_str().unwrap();
        let told =
            json!({ "words": "Now we ring first.", "said": one["said"], "finding": finding });
        let changes = |client: &str| format!("/v1/clients/{client}/changes");
        let refused = owner
            .post(&changes(&other), told.clone())
            .await
            .problem(422, "invalid_fields");
        assert_eq!(refused.body["errors"][0]["field"], "finding");
        // Not told, and told all the same.
        owner
            .post(&format!("{proposals}/{finding}/leave"), Value::Null)
            .await
            .expect(204);
        assert_eq!(
            owner.get(&proposals).await.expect(200).body["items"],
            json!([])
        );
        owner
            .post(&changes(&h0), told.clone())
            .await
            .problem(409, "conflict");
        owner
            .post(&format!("{proposals}/{finding}/propose-again"), Value::Null)
            .await
            .expect(204);
        let change = owner
            .post(&changes(&h0), told.clone())
            .await
            .expect(201)
            .body;
        assert_eq!(change["finding"], finding);
        owner
            .post(&changes(&h0), told)
            .await
            .problem(409, "conflict");
        assert_eq!(
            owner.get(&proposals).await.expect(200).body["items"],
            json!([])
        );
        let seen = browser.get(&page).await.expect(200).body;
        assert_eq!(seen["changes"][0]["words"], "Now we ring first.");
        assert!(
            !seen.to_string().contains(finding),
            "an id of ours is nobody's"
        );
        owner
            .delete(&format!(
                "/v1/client-changes/{}",
                change["id"].as_str().unwrap()
            ))
            .await
            .expect(204);
        assert_eq!(
            owner.get(&proposals).await.expect(200).body["items"][0]["finding"],
            finding
        );
        let leave = format!("{theirs}/{finding}/leave");
        owner
            .post(&leave, Value::Null)
            .await
            .problem(404, "not_found");
    })
    .await;
}
