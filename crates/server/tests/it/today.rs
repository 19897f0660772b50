//! What a person does today: rules ask for touches, touches are logged once however often they are sent, what was said is
//! taken back, and a calendar hears of it.

use std::time::Duration;

use icalendar::parser::{read_calendar, unfold};
use serde_json::{Value, json};

use crate::plans::Place;
use crate::world::{Caller, World, each_database};

const DAY: Duration = Duration::from_secs(86_400);

/// An owner, a place with a live plan, and two clients who were met there on 2 February and 20 February.
pub async fn open(world: &World) -> (Caller, Place, String) {
    let mut owner = world.owner().await;
    owner
        .post("/v1/channels", json!({ "label": "In person" }))
        .await
        .expect(201);
    let place = Place::make(world, &mut owner, "Review meeting").await;
    let document = place.full();
    place.publish(&mut owner, document).await;
    let path = format!("{}/deliveries", place.path);
    for (key, name, day) in [
        ("H-1", "Household Hale", "2026-02-02"),
        ("H-2", "Household Lund", "2026-02-20"),
    ] {
        let form = json!({
            "external_id": key, "client": { "key": key, "name": name }, "occurred_at": format!("{day}T09:00:00Z"),
        });
        owner.post(&path, form).await.expect(201);
    }
    let touchpoint = place.path.rsplit('/').next().unwrap().to_owned();
    (owner, place, touchpoint)
}

fn rhythm(touchpoint: &str, days: u16) -> Value {
    json!({ "name": "Keep in touch", "kind": "rhythm", "every_days": days, "touchpoint": touchpoint, "grace_days": 3 })
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

#[tokio::test]
async fn a_rule_asks_and_a_log_answers_once() {
    each_database(|world| async move {
        let (mut owner, place, touchpoint) = open(&world).await;
        let none = today(&mut owner).await;
        assert_eq!((&none["without_rules"], &none["touches"]), (&json!(true), &json!([])));
        let rule = rhythm(&touchpoint, 25);
        let rule = owner.post("/v1/care-rules", rule).await.expect(201).body;
        assert_eq!(rule["touchpoint"]["label"], "Review meeting");

        // On 2 March one is late, the other comes within the fortnight.
        let day = today(&mut owner).await;
        assert_eq!((&day["day"], &day["time_zone"]), (&json!("2026-03-02"), &json!("Europe/Vienna")));
        assert_eq!(names(&day), ["Household Hale"]);
        let touch = &day["touches"][0];
        assert_eq!((&touch["urgency"], &touch["days_late"]), (&json!("due"), &json!(0)));
        assert_eq!(touch["prompts"][0]["due"], "2026-02-27");
        assert_eq!(touch["touchpoint"], touchpoint.as_str());
        let place_of = day["places"].as_array().unwrap().iter().find(|it| it["id"] == touchpoint.as_str()).unwrap();
        assert_eq!(place_of["standards"].as_array().unwrap().len(), 3);
        assert_eq!(place_of["minutes"], 75);
        let client = touch["client"]["id"].as_str().unwrap().to_owned();
        let prompt = touch["prompts"][0]["id"].as_str().unwrap().to_owned();

        let log = json!({
            "id": "0192f0c1-0000-7000-8000-000000000001", "client": client, "touchpoint": touchpoint, "prompts": [prompt],
            "occurred_at": "2026-03-02T07:30:00Z", "standards": [{ "id": "time", "met": true }], "self_score": 1,
            "note": "The move is two weeks late",
        });
        let logged = owner.post("/v1/log", log.clone()).await.expect(201).body;
        assert_eq!((&logged["status"], &logged["prompts"][0]["state"]), (&json!("created"), &json!("done")));
        assert_eq!(logged["delivery"]["self_score"], 1);
        // Sent again, as a telephone does that has heard no answer.
        let again = owner.post("/v1/log", log.clone()).await.expect(200).body;
        assert_eq!((&again["status"], &again["delivery"]["touch"]), (&json!("unchanged"), &logged["delivery"]["touch"]));
        let deliveries = owner.get(&format!("{}/deliveries", place.path)).await.expect(200).body;
        assert_eq!(deliveries["items"].as_array().unwrap().len(), 3);
        // The same id with another content.
        let mut other = log.clone();
        other["note"] = json!("Something else");
        let told = owner.post("/v1/log", other).await.problem(409, "conflict").body;
        assert!(told["detail"].as_str().unwrap().contains("recorded before"), "{told}");
        // The rhythm began anew: 25 days later.
        assert_eq!(names(&today(&mut owner).await), Vec::<&str>::new());
        let upcoming = owner.get(&format!("/v1/clients/{client}/upcoming")).await.expect(200).body;
        assert_eq!(upcoming["open"][0]["due"], "2026-03-27");
        assert_eq!(upcoming["over"][0]["state"], "done");

        for (field, wrong) in [
            ("client", json!("0192f0c1-0000-7000-8000-00000000ffff")),
            ("touchpoint", json!("0192f0c1-0000-7000-8000-00000000ffff")),
            ("prompts[0]", json!(["0192f0c1-0000-7000-8000-00000000ffff"])),
            ("occurred_at", json!("2027-01-01T00:00:00Z")),
            ("id", json!(" ")),
        ] {
            let mut form = log.clone();
            form["id"] = json!("another");
            form[field.trim_end_matches("[0]")] = wrong;
            let refused = owner.post("/v1/log", form).await.problem(422, "invalid_fields");
            assert_eq!(refused.body["errors"][0]["field"], field);
        }
    })
    .await;
}

#[tokio::test]
async fn logs_in_any_order_leave_the_same() {
    each_database(|world| async move {
        let (mut owner, _, touchpoint) = open(&world).await;
        owner.post("/v1/care-rules", rhythm(&touchpoint, 7)).await.expect(201);
        let day = today(&mut owner).await;
        let client = day["touches"][0]["client"]["id"].clone();
        let prompt = day["touches"][0]["prompts"][0]["id"].clone();
        let log = |n: u32, at: &str, prompts: Value| {
            json!({ "id": format!("log {n}"), "client": client, "touchpoint": touchpoint, "prompts": prompts,
                "occurred_at": at, "note": format!("note {n}") })
        };
        // Two days without a connection: the later one comes first, then both, then the first again.
        let first = log(1, "2026-02-28T09:00:00Z", json!([prompt]));
        let second = log(2, "2026-03-01T23:30:00Z", json!([]));
        for (form, status) in [(&second, 201), (&first, 201), (&second, 200), (&first, 200)] {
            owner.post("/v1/log", form.clone()).await.expect(status);
        }
        let path = format!("/v1/clients/{}/upcoming", client.as_str().unwrap());
        let upcoming = owner.get(&path).await.expect(200).body;
        // 23:30 in UTC is 2 March in Vienna.
        assert_eq!(upcoming["open"].as_array().unwrap().len(), 1);
        assert_eq!(upcoming["open"][0]["due"], "2026-03-09");
        assert_eq!(upcoming["over"].as_array().unwrap().len(), 1);
        assert_eq!(upcoming["over"][0]["id"], prompt);
    })
    .await;
}

#[tokio::test]
async fn a_touch_is_put_off_said_not_to_be_needed_and_taken_back() {
    each_database(|world| async move {
        let (mut owner, _, touchpoint) = open(&world).await;
        owner
            .post("/v1/care-rules", rhythm(&touchpoint, 10))
            .await
            .expect(201);
        let day = today(&mut owner).await;
        assert_eq!(names(&day), ["Household Hale", "Household Lund"]);
        assert_eq!(
            (
                &day["touches"][0]["urgency"],
                &day["touches"][0]["days_late"]
            ),
            (&json!("late"), &json!(15))
        );
        let path = format!(
            "/v1/today/{}",
            day["touches"][0]["prompts"][0]["id"].as_str().unwrap()
        );
        let snooze = format!("{path}/snooze");
        for (until, reason, field) in [
            ("2026-03-05", " ", "reason"),
            ("2026-03-02", "On holiday", "until"),
            ("soon", "On holiday", "until"),
            ("2027-03-02", "On holiday", "until"),
        ] {
            let form = json!({ "until": until, "reason": reason });
            let refused = owner
                .post(&snooze, form)
                .await
                .problem(422, "invalid_fields");
            assert_eq!(refused.body["errors"][0]["field"], field);
        }
        let form = json!({ "until": "2026-03-05", "reason": "On holiday" });
        let put_off = owner.post(&snooze, form).await.expect(200).body;
        assert_eq!(
            (&put_off["shows_from"], &put_off["can_undo"]),
            (&json!("2026-03-05"), &json!(true))
        );
        assert_eq!(names(&today(&mut owner).await), ["Household Lund"]);
        world.clock.advance(DAY * 3);
        assert_eq!(
            names(&today(&mut owner).await),
            ["Household Hale", "Household Lund"]
        );
        let back = owner
            .post(&format!("{path}/undo"), json!({}))
            .await
            .expect(200)
            .body;
        assert_eq!(back["snooze"], Value::Null);

        // A telephone whose answer was lost sends again what was taken back since: it stays taken back.
        let said = json!({ "until": "2026-03-25", "reason": "In hospital", "at": world.app.now().to_string() });
        owner.post(&snooze, said.clone()).await.expect(200);
        world.clock.advance(Duration::from_secs(60));
        owner.post(&format!("{path}/undo"), json!({})).await.expect(200);
        let open = owner.post(&snooze, said.clone()).await.expect(200).body;
        assert_eq!((&open["snooze"], &open["can_undo"]), (&Value::Null, &json!(false)));
        let late = format!("{path}/done?at={}", said["at"].as_str().unwrap());
        let open = owner.post(&late, json!({})).await.expect(200).body;
        assert_eq!(open["state"], "open");
        // The same said anew holds.
        let anew = json!({ "until": "2026-03-25", "reason": "In hospital" });
        let anew = owner.post(&snooze, anew).await.expect(200).body;
        assert_eq!(anew["snooze"]["until"], "2026-03-25");
        owner.post(&format!("{path}/undo"), json!({})).await.expect(200);

        let reason = json!({ "reason": "They are on a world tour" });
        let not = owner
            .post(&format!("{path}/not-needed"), reason)
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&not["state"], &not["reason"]),
            (&json!("not_needed"), &json!("They are on a world tour"))
        );
        owner
            .post(&format!("{path}/done"), json!({}))
            .await
            .problem(409, "conflict");
        assert_eq!(names(&today(&mut owner).await), ["Household Lund"]);
        let again = owner
            .post(&format!("{path}/undo"), json!({}))
            .await
            .expect(200)
            .body;
        assert_eq!(again["state"], "open");
        assert_eq!(
            names(&today(&mut owner).await),
            ["Household Hale", "Household Lund"]
        );
        let done = owner
            .post(&format!("{path}/done"), json!({}))
            .await
            .expect(200)
            .body;
        assert_eq!(done["state"], "done");
        owner
            .post(&format!("{path}/done"), json!({}))
            .await
            .expect(200);
        assert_eq!(names(&today(&mut owner).await), ["Household Lund"]);

        let audit = owner.get("/v1/audit?limit=100").await.expect(200).body;
        let actions: Vec<&str> = audit["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["action"].as_str().unwrap())
            .collect();
        for action in [
            "create_care_rule",
            "snooze_prompt",
            "mark_prompt_not_needed",
            "mark_prompt_done",
            "undo_prompt",
        ] {
            assert!(actions.contains(&action), "{action}");
        }
        let mut analyst = world
            .invited(&mut owner, "a@first.example", "analyst")
            .await;
        analyst
            .post(&format!("{path}/done"), json!({}))
            .await
            .problem(403, "forbidden");
    })
    .await;
}

#[tokio::test]
async fn rules_are_read_with_care_and_can_be_brought_back() {
    each_database(|world| async move {
        let (mut owner, _, touchpoint) = open(&world).await;
        for (changes, field) in [
            (json!({ "name": "  " }), "name"),
            (json!({ "every_days": 0 }), "every_days"),
            (json!({ "every_days": -5 }), "every_days"),
            (json!({ "every_days": 99_999 }), "every_days"),
            (json!({ "grace_days": 91 }), "grace_days"),
            (json!({ "kind": "whim" }), "kind"),
            (json!({ "kind": "renewal", "days_before": 400, "attribute": "renewal" }), "days_before"),
            (json!({ "kind": "renewal", "attribute": "" }), "attribute"),
            (json!({ "counts": "same_touchpoint", "touchpoint": null }), "touchpoint"),
            (json!({ "counts": "sometimes" }), "counts"),
            (json!({ "except": { "attribute": "status", "value": " " } }), "except.value"),
            (json!({ "tier": "0192f0c1-0000-7000-8000-00000000ffff" }), "tier"),
            (json!({ "touchpoint": "0192f0c1-0000-7000-8000-00000000ffff" }), "touchpoint"),
        ] {
            let mut form = rhythm(&touchpoint, 7);
            for (name, value) in changes.as_object().unwrap() {
                form[name] = value.clone();
            }
            let refused = owner.post("/v1/care-rules", form).await.problem(422, "invalid_fields");
            assert_eq!(refused.body["errors"][0]["field"], field, "{changes}");
        }
        let tier = json!({ "label": "Gold", "attribute": "tier", "value": "gold" });
        let tier = owner.post("/v1/tiers", tier).await.expect(201).body;
        let touch = json!({ "external_id": "t1", "client": { "key": "H-2", "attributes": { "tier": "gold", "renewal": "2026-03-20" } },
            "touchpoint": "review-meeting", "occurred_at": "2026-02-21T09:00:00Z" });
        owner.post("/v1/touches", touch).await.expect(200);
        let mut form = json!({ "name": "Renewal talk", "kind": "renewal", "attribute": "renewal", "days_before": 20,
            "tier": tier["id"] });
        let rule = owner.post("/v1/care-rules", form.clone()).await.expect(201).body;
        assert_eq!(rule["tier"]["label"], "Gold");
        let day = today(&mut owner).await;
        assert_eq!(names(&day), ["Household Lund"]);
        let prompt = &day["touches"][0]["prompts"][0];
        assert_eq!((&prompt["due"], &prompt["occasion"]), (&json!("2026-02-28"), &json!("2026-03-20")));
        let path = format!("/v1/care-rules/{}", rule["id"].as_str().unwrap());
        form["days_before"] = json!(10);
        owner.patch(&path, form.clone()).await.expect(200);
        assert_eq!(names(&today(&mut owner).await), Vec::<&str>::new());
        form["days_before"] = json!(20);
        owner.patch(&path, form).await.expect(200);
        assert_eq!(names(&today(&mut owner).await), ["Household Lund"]);
        owner.delete(&path).await.expect(204);
        assert_eq!(names(&today(&mut owner).await), Vec::<&str>::new());
        owner.delete(&path).await.problem(404, "not_found");
        assert_eq!(owner.get("/v1/care-rules").await.expect(200).body["items"], json!([]));
        owner.post(&format!("{path}/restore"), json!({})).await.expect(200);
        assert_eq!(names(&today(&mut owner).await), ["Household Lund"]);
    })
    .await;
}

fn events(text: &str) -> Vec<(String, String, String)> {
    let plain = unfold(text);
    let calendar = read_calendar(&plain).unwrap();
    let of = |component: &icalendar::parser::Component<'_>, key: &str| {
        let found = component.properties.iter().find(|it| it.name == key);
        found.map(|it| it.val.to_string()).unwrap_or_default()
    };
    calendar
        .components
        .iter()
        .map(|it| (of(it, "UID"), of(it, "SUMMARY"), of(it, "STATUS")))
        .collect()
}

#[tokio::test]
async fn a_calendar_follows_until_its_link_is_withdrawn() {
    each_database(|world| async move {
        let (mut owner, _, touchpoint) = open(&world).await;
        let rule = owner
            .post("/v1/care-rules", rhythm(&touchpoint, 25))
            .await
            .expect(201)
            .body;
        let made = owner
            .post("/v1/calendar-links", json!({}))
            .await
            .expect(201)
            .body;
        let address = made["address"].as_str().unwrap();
        let path = address[address.find("/v1/").unwrap()..].to_owned();
        let mut anybody = world.browser();
        let told = anybody.get(&path).await.expect(200);
        assert_eq!(told.header("content-type"), "text/calendar; charset=utf-8");
        assert_eq!(told.header("cache-control"), "no-store");
        let before = events(&told.text);
        assert_eq!(before.len(), 2);
        assert_eq!(
            (before[0].1.as_str(), before[0].2.as_str()),
            ("Review meeting: Household Hale", "CONFIRMED")
        );
        owner
            .delete(&format!("/v1/care-rules/{}", rule["id"].as_str().unwrap()))
            .await
            .expect(204);
        let after = events(&anybody.get(&path).await.expect(200).text);
        assert!(
            after.iter().all(|(_, _, status)| status == "CANCELLED"),
            "{after:?}"
        );
        let uids = |all: &[(String, String, String)]| {
            all.iter().map(|it| it.0.clone()).collect::<Vec<_>>()
        };
        assert_eq!(uids(&before), uids(&after));

        // Only its holder can withdraw it; then it opens nothing.
        let link = format!(
            "/v1/calendar-links/{}",
            made["link"]["id"].as_str().unwrap()
        );
        let mut other = world
            .invited(&mut owner, "f@first.example", "frontline")
            .await;
        other.delete(&link).await.problem(404, "not_found");
        assert_eq!(
            other.get("/v1/calendar-links").await.expect(200).body["items"],
            json!([])
        );
        owner.delete(&link).await.expect(204);
        anybody.get(&path).await.problem(404, "not_found");
        anybody
            .get("/v1/calendar/guess.ics")
            .await
            .problem(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn a_calendar_holds_what_was_promised_and_what_is_long_late() {
    each_database(|world| async move {
        let (mut owner, _, touchpoint) = open(&world).await;
        owner.post("/v1/care-rules", rhythm(&touchpoint, 25)).await.expect(201);
        let client = owner.get("/v1/clients?q=Hale").await.expect(200).body["items"][0]["id"].clone();
        let promise = json!({ "client": client, "words": "Send the draft", "due_at": "2026-03-20T15:00:00Z" });
        let promise = owner.post("/v1/promises", promise).await.expect(201).body["id"].clone();
        let made = owner.post("/v1/calendar-links", json!({})).await.expect(201).body;
        let address = made["address"].as_str().unwrap();
        let path = address[address.find("/v1/").unwrap()..].to_owned();
        let mut anybody = world.browser();
        let told = anybody.get(&path).await.expect(200).text;
        let summaries = |text: &str| -> Vec<String> { events(text).into_iter().map(|it| it.1).collect() };
        assert!(summaries(&told).contains(&"Promised: Send the draft (Household Hale)".to_owned()), "{told}");
        assert!(told.contains("TRIGGER;VALUE=DATE-TIME:20260319T150000Z"), "{told}");
        // A quarter later both are late and still there, on the day on which one looks.
        world.clock.advance(DAY * 90);
        let told = anybody.get(&path).await.expect(200).text;
        let day = world.app.now().date(&jiff::tz::TimeZone::UTC).strftime("%Y%m%d").to_string();
        assert!(summaries(&told).contains(&"Overdue promise: Send the draft (Household Hale)".to_owned()), "{told}");
        assert!(summaries(&told).iter().any(|it| it.starts_with("Review meeting")), "{told}");
        assert_eq!(told.matches(&format!("DTSTART;VALUE=DATE:{day}")).count(), events(&told).len(), "{told}");
        let mut owner = crate::access::sign_in(&world, "olga@first.example").await;
        let path_of = format!("/v1/promises/{}/keep", promise.as_str().unwrap());
        owner.post(&path_of, json!({})).await.expect(200);
        let told = anybody.get(&path).await.expect(200).text;
        assert!(!told.contains("Send the draft"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn ones_own_comes_first_in_a_full_calendar() {
    each_database(|world| async move {
        let (mut owner, _, touchpoint) = open(&world).await;
        // 420 clients whom nobody has taken on and who are due earlier than the one of whoever reads the calendar.
        let places = owner.get("/v1/touchpoints").await.expect(200).body;
        let places = places["items"].as_array().unwrap();
        let place = places.iter().find(|it| it["id"] == touchpoint.as_str());
        let place = place.unwrap()["key"].clone();
        let crowd: Vec<Value> = (0..420)
            .map(|n| {
                let key = format!("crowd-{n}");
                json!({
                    "external_id": key, "client": { "key": key }, "touchpoint": place, "direction": "out",
                    "occurred_at": "2026-02-21T09:00:00Z",
                })
            })
            .collect();
        let kept = owner.post("/v1/touches", json!({ "items": crowd })).await;
        assert_eq!(kept.expect(200).body["accepted"], 420);
        let path = format!("/v1/touchpoints/{touchpoint}/deliveries");
        let own = owner.get("/v1/clients?q=Lund").await.expect(200).body;
        let own = own["items"][0]["id"].as_str().unwrap().to_owned();
        let me = owner.get("/v1/me").await.expect(200).body;
        let change = json!({ "owner": me["person"]["id"] });
        owner.patch(&format!("/v1/clients/{own}"), change).await.expect(200);
        let form = json!({
            "external_id": "later", "client": { "key": "H-2" }, "occurred_at": "2026-02-28T09:00:00Z",
        });
        owner.post(&path, form).await.expect(201);
        owner
            .post("/v1/care-rules", rhythm(&touchpoint, 25))
            .await
            .expect(201);
        let made = owner
            .post("/v1/calendar-links", json!({}))
            .await
            .expect(201)
            .body;
        let address = made["address"].as_str().unwrap();
        let path = address[address.find("/v1/").unwrap()..].to_owned();
        let told = events(&world.browser().get(&path).await.expect(200).text);
        assert_eq!(told.len(), 400);
        let own: Vec<_> = told.iter().filter(|it| it.1.contains("Household Lund")).collect();
        assert_eq!(own.len(), 1, "what is one's own is there, though it is due last");
        // Of so many no more are counted than somebody can want to know, and that is said.
        let day = today(&mut owner).await;
        assert_eq!(day["more_at_least"], false);
        world.clock.advance(DAY * 40);
        let mut owner = crate::access::sign_in(&world, "olga@first.example").await;
        let day = today(&mut owner).await;
        let shown = day["touches"].as_array().unwrap().len();
        assert_eq!((&day["more"], &day["more_at_least"]), (&json!(100 - shown), &json!(true)));
    })
    .await;
}

#[tokio::test]
async fn the_owner_of_a_client_sees_the_birthdays_of_its_contacts() {
    each_database(|world| async move {
        let (mut owner, _, _) = open(&world).await;
        let mut cora = world
            .invited(&mut owner, "cora@first.example", "frontline")
            .await;
        let me = cora.get("/v1/me").await.expect(200).body["person"]["id"].clone();
        let client = json!({ "name": "Household Roy", "owner": me });
        let client = owner.post("/v1/clients", client).await.expect(201).body;
        let contacts = format!("/v1/clients/{}/contacts", client["id"].as_str().unwrap());
        for (name, birthday) in [("Mina", "--03-04"), ("Jo", "1984-02-29")] {
            let contact = json!({ "name": name, "birthday": birthday });
            owner.post(&contacts, contact).await.expect(201);
        }
        let rule =
            json!({ "name": "Birthday", "kind": "birthday", "days_before": 3, "grace_days": 2 });
        owner.post("/v1/care-rules", rule).await.expect(201);
        let day = today(&mut cora).await;
        assert_eq!(names(&day), ["Household Roy"]);
        let prompt = &day["touches"][0]["prompts"][0];
        // 29 February was on the 28th this year: due on the 25th, too late on 3 March, still in order today.
        assert_eq!(
            (&prompt["due"], &prompt["occasion"]),
            (&json!("2026-02-25"), &json!("2026-02-28"))
        );
        assert_eq!(names(&today(&mut owner).await), Vec::<&str>::new());
        let path = format!("/v1/today/{}/not-needed", prompt["id"].as_str().unwrap());
        let reason = json!({ "reason": "They celebrate in summer" });
        cora.post(&path, reason).await.expect(200);
        let day = today(&mut cora).await;
        assert_eq!(day["touches"][0]["prompts"][0]["occasion"], "2026-03-04");
    })
    .await;
}

#[tokio::test]
async fn a_plus_one_is_suggested_and_given_once_with_the_log() {
    each_database(|world| async move {
        let (mut owner, _, touchpoint) = open(&world).await;
        owner
            .post("/v1/care-rules", rhythm(&touchpoint, 25))
            .await
            .expect(201);
        let form = json!({ "words": "Ask how the move is going", "cost_cents": 0, "minutes": 2 });
        let plus_one = owner.post("/v1/plus-ones", form).await.expect(201).body["id"].clone();
        let path = format!("/v1/plus-ones/{}/deliveries", plus_one.as_str().unwrap());
        let day = today(&mut owner).await;
        let touch = &day["touches"][0];
        let log = json!({
            "id": "with a plus-one", "client": touch["client"]["id"], "touchpoint": touchpoint,
            "prompts": [touch["prompts"][0]["id"]], "occurred_at": "2026-03-02T08:00:30Z",
            "plus_one": { "id": plus_one, "reaction": "noticed" },
        });
        owner.post("/v1/log", log.clone()).await.expect(201);
        owner.post("/v1/log", log).await.expect(200);
        let given = owner.get(&path).await.expect(200).body;
        assert_eq!(given["items"].as_array().unwrap().len(), 1);
        assert_eq!(given["items"][0]["reaction"], "noticed");
        // It has been given once, so it is on trial, and suggested for the next client.
        world.clock.advance(DAY * 16);
        let mut owner = crate::access::sign_in(&world, "olga@first.example").await;
        let day = today(&mut owner).await;
        assert_eq!(names(&day), ["Household Lund"]);
        assert_eq!(
            day["touches"][0]["plus_one"]["words"],
            "Ask how the move is going"
        );
    })
    .await;
}

#[tokio::test]
async fn a_promise_is_made_once_with_the_log_and_stands_in_the_day() {
    each_database(|world| async move {
        let (mut owner, _, touchpoint) = open(&world).await;
        owner
            .post("/v1/care-rules", rhythm(&touchpoint, 25))
            .await
            .expect(201);
        let day = today(&mut owner).await;
        assert_eq!(day["promises"], json!([]));
        let touch = &day["touches"][0];
        let log = json!({
            "id": "with a promise", "client": touch["client"]["id"], "touchpoint": touchpoint,
            "prompts": [touch["prompts"][0]["id"]], "occurred_at": "2026-03-02T07:00:00Z",
            "promises": [{ "words": "Send the draft", "due": "2026-03-05" }],
        });
        owner.post("/v1/log", log.clone()).await.expect(201);
        owner.post("/v1/log", log.clone()).await.expect(200);
        let day = today(&mut owner).await;
        assert_eq!(day["promises"].as_array().unwrap().len(), 1);
        let promise = &day["promises"][0];
        assert_eq!(
            (&promise["words"], &promise["due"], &promise["mine"]),
            (&json!("Send the draft"), &json!("2026-03-05"), &json!(true))
        );
        // Five in the afternoon in Vienna.
        assert_eq!(promise["due_at"], "2026-03-05T16:00:00Z");
        let mut wrong = log;
        wrong["promises"] = json!([{ "words": "Another", "due": "soon" }]);
        let refused = owner
            .post("/v1/log", wrong)
            .await
            .problem(422, "invalid_fields");
        assert_eq!(refused.body["errors"][0]["field"], "promises[0].due");
        let kept = format!("/v1/promises/{}/keep", promise["id"].as_str().unwrap());
        owner.post(&kept, json!({})).await.expect(200);
        assert_eq!(today(&mut owner).await["promises"], json!([]));
    })
    .await;
}
