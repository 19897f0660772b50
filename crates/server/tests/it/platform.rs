//! The platform is drafted, published, expressed, examined and signed; and nothing that two people write is lost.

use axum::http::Method;
use serde_json::{Value, json};
use server::design::platform::reading::MOST_BYTES;

use crate::world::{Answer, Caller, each_database, on_sqlite};

/// A small drawing, as a PNG.
pub fn picture() -> Vec<u8> {
    let drawn = image::RgbImage::from_fn(60, 40, |x, y| {
        image::Rgb([(x * 4) as u8, (y * 6) as u8, 90])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    drawn
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("a picture");
    bytes.into_inner()
}

fn document() -> Value {
    json!({
        "theme": "A steady hand", "promise": [{ "words": "We call before you have to" }, { "words": "In plain words" }],
        "senses": { "sound": "A quiet room" }, "feel": "unhurried", "think": "clear", "act": "decide in time",
        "relate": "to those who plan ahead",
    })
}

async fn save(caller: &mut Caller, revision: i64, document: &Value) -> Answer {
    let form = json!({ "revision": revision, "document": document });
    caller.send(Method::PUT, "/v1/platform", Some(form)).await
}

/// A published platform with the parts `we-call-before-you-have-to` and `in-plain-words`.
async fn published(owner: &mut Caller) {
    save(owner, 0, &document()).await.expect(200);
    owner
        .post("/v1/platform/publish", json!({ "revision": 1 }))
        .await
        .expect(200);
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

#[tokio::test]
async fn a_platform_goes_in_force_once_nothing_is_missing() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let empty = owner.get("/v1/platform").await.expect(200).body;
        assert_eq!((&empty["revision"], &empty["draft"], &empty["published"]), (&json!(0), &Value::Null, &Value::Null));

        let mut words = document();
        words["theme"] = json!("  A   steady hand ");
        words["feel"] = json!("");
        words["promise"][1]["words"] = json!("we call before you have to");
        let saved = save(&mut owner, 0, &words).await.expect(200).body;
        assert_eq!(saved["draft"]["document"]["theme"], "A steady hand");
        let keys: Vec<&Value> = saved["parts"].as_array().unwrap().iter().map(|part| &part["key"]).collect();
        assert_eq!(keys, ["we-call-before-you-have-to", "we-call-before-you-have-to-2"]);
        let lacks = saved["lacks"].as_array().unwrap();
        assert_eq!((&lacks[0]["code"], &lacks[0]["item"]), (&json!("part_twice"), &json!(1)));
        assert_eq!((&lacks[1]["field"], &lacks[1]["code"]), (&json!("feel"), &json!("missing")));
        let refused = owner.post("/v1/platform/publish", json!({ "revision": 1 })).await;
        let refused = refused.problem(422, "platform_incomplete").body;
        assert_eq!(refused["errors"][0]["field"], "promise[1].words");

        let mut whole = saved["draft"]["document"].clone();
        whole["feel"] = json!("unhurried");
        whole["promise"][1] = json!({ "words": "In plain words" });
        let saved = save(&mut owner, 1, &whole).await.expect(200).body;
        assert_eq!(saved["lacks"], json!([]));
        let live = owner.post("/v1/platform/publish", json!({ "revision": 2 })).await.expect(200).body;
        assert_eq!((&live["draft"], &live["published"]["version"]), (&Value::Null, &json!(1)));
        assert_eq!(live["published"]["published"]["by"], "Olga Owner");

        let mut next = live["published"]["document"].clone();
        next["theme"] = json!("A steady hand, early");
        let saved = save(&mut owner, 3, &next).await.expect(200).body;
        assert_eq!(saved["changes"], json!([
            { "field": "theme", "part": null, "from": "A steady hand", "to": "A steady hand, early" },
        ]));
        let compared = owner.get("/v1/platform/versions/2").await.expect(200).body;
        assert_eq!((&compared["against"], &compared["changes"]), (&json!(1), &saved["changes"]));
        let same = owner.get("/v1/platform/versions/2?against=2").await.expect(200).body;
        assert_eq!(same["changes"], json!([]));
        owner.get("/v1/platform/versions/9").await.problem(404, "not_found");
        let left = owner.post("/v1/platform/discard", json!({ "revision": 4 })).await.expect(200).body;
        assert_eq!((&left["draft"], &left["published"]["version"], &left["revision"]), (&Value::Null, &json!(1), &json!(5)));
        assert_eq!(owner.get("/v1/platform/versions").await.expect(200).body["items"].as_array().unwrap().len(), 1);
        let log = owner.get("/v1/audit?action=publish_platform").await.expect(200).body;
        assert_eq!(log["items"][0]["subject"]["label"], "A steady hand");
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_who_edit_the_platform_is_told_and_loses_nothing() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let mut ben = world
            .invited(&mut owner, "ben@first.example", "designer")
            .await;
        save(&mut owner, 0, &document()).await.expect(200);
        let mut theirs = document();
        theirs["feel"] = json!("heard");
        save(&mut ben, 1, &theirs).await.expect(200);
        let mut ours = document();
        ours["act"] = json!("sleep well");
        let told = save(&mut owner, 1, &ours)
            .await
            .problem(409, "platform_changed");
        assert!(
            told.body["detail"]
                .as_str()
                .unwrap()
                .contains("ben@first.example saved version 1"),
            "{}",
            told.text
        );
        let now = owner.get("/v1/platform").await.expect(200).body;
        assert_eq!(now["draft"]["document"]["feel"], "heard");
        ours["feel"] = json!("heard");
        let both = save(&mut owner, text_of_revision(&now), &ours)
            .await
            .expect(200)
            .body;
        assert_eq!(
            (
                &both["draft"]["document"]["feel"],
                &both["draft"]["document"]["act"]
            ),
            (&json!("heard"), &json!("sleep well"))
        );
        owner
            .post("/v1/platform/publish", json!({ "revision": 1 }))
            .await
            .problem(409, "platform_changed");

        let mut analyst = world
            .invited(&mut owner, "a@first.example", "analyst")
            .await;
        analyst.get("/v1/platform").await.expect(200);
        save(&mut analyst, 3, &ours).await.problem(403, "forbidden");
        let long = json!({ "theme": "x".repeat(200) });
        save(&mut owner, 3, &long)
            .await
            .problem(422, "invalid_fields");
    })
    .await;
}

fn text_of_revision(platform: &Value) -> i64 {
    platform["revision"].as_i64().expect("a revision")
}

#[tokio::test]
async fn elements_are_shown_with_their_pictures_and_orphans_are_marked() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        published(&mut owner).await;
        let touchpoint = json!({ "label": "Reception", "kind": "static", "existence": "live" });
        let touchpoint = owner.post("/v1/touchpoints", touchpoint).await.expect(201).body;
        let sent = owner.send_raw(Method::POST, "/v1/pictures?name=front.png", Some("image/png"), picture()).await;
        let sent = sent.expect(201).body;
        assert_eq!((&sent["width"], &sent["height"], &sent["name"]), (&json!(60), &json!(40), &json!("front.png")));
        let path = format!("/v1/pictures/{}", text(&sent["id"]));
        for path in [path.clone(), format!("{path}?size=small")] {
            let shown = owner.get(&path).await.expect(200);
            assert_eq!(shown.header("content-type"), "image/png");
            assert!(shown.header("cache-control").starts_with("private"));
        }

        let form = json!({
            "label": "The front", "kind": "space", "expresses": ["in-plain-words", "in-plain-words"],
            "touchpoints": [touchpoint["id"]], "pictures": [sent["id"]],
        });
        let front = owner.post("/v1/elements", form).await.expect(201).body;
        assert_eq!(front["expresses"], json!([{ "key": "in-plain-words", "words": "In plain words", "in_force": true }]));
        assert_eq!((&front["orphan"], &front["touchpoints"][0]["label"]), (&json!(false), &json!("Reception")));
        let orphan = owner.post("/v1/elements", json!({ "label": "Pens", "kind": "product" })).await.expect(201).body;
        assert_eq!(orphan["orphan"], true);
        let wrong = json!({ "label": "", "kind": "space", "expresses": ["magic"], "pictures": [touchpoint["id"]] });
        let refused = owner.post("/v1/elements", wrong).await.problem(422, "invalid_fields").body;
        let fields: Vec<&Value> = refused["errors"].as_array().unwrap().iter().map(|it| &it["field"]).collect();
        assert_eq!(fields, ["label", "expresses", "pictures"]);

        // A part that is taken out of the promise is expressed by nobody any more.
        let mut next = document();
        next["promise"] = json!([{ "key": "we-call-before-you-have-to", "words": "We call first" }]);
        save(&mut owner, 2, &next).await.expect(200);
        owner.post("/v1/platform/publish", json!({ "revision": 3 })).await.expect(200);
        let all = owner.get("/v1/elements").await.expect(200).body;
        assert_eq!((&all["items"][0]["orphan"], &all["items"][0]["expresses"][0]["in_force"]), (&json!(true), &json!(false)));

        let element = format!("/v1/elements/{}", text(&front["id"]));
        let changed = owner.patch(&element, json!({ "expresses": ["we-call-before-you-have-to"] })).await.expect(200).body;
        assert_eq!((&changed["orphan"], &changed["label"], &changed["pictures"]), (&json!(false), &json!("The front"), &front["pictures"]));
        owner.delete(&element).await.expect(204);
        owner.delete(&element).await.problem(404, "not_found");
        assert_eq!(owner.get("/v1/elements").await.expect(200).body["items"].as_array().unwrap().len(), 1);
        owner.post(&format!("{element}/restore"), json!({})).await.expect(200);
        assert_eq!(owner.get("/v1/elements").await.expect(200).body["items"][0], changed);
    })
    .await;
}

#[tokio::test]
async fn a_picture_that_is_no_picture_is_refused_and_nothing_of_it_is_kept() {
    on_sqlite(|world| async move {
        let mut owner = world.owner().await;
        let folder = world.app.config().data.join("pictures");
        let mut send = async |kind: &str, bytes: Vec<u8>| {
            owner
                .send_raw(
                    Method::POST,
                    "/v1/pictures?name=front.png",
                    Some(kind),
                    bytes,
                )
                .await
        };
        let told = send("image/png", b"only words".to_vec())
            .await
            .problem(422, "unreadable_picture");
        assert!(
            told.body["detail"].as_str().unwrap().contains("PNG"),
            "{}",
            told.text
        );
        let mut torn = picture();
        torn.truncate(80);
        send("image/png", torn)
            .await
            .problem(422, "unreadable_picture");
        let huge = usize::try_from(MOST_BYTES).unwrap() + 1;
        send("image/png", vec![0; huge])
            .await
            .problem(413, "too_large");
        let files = std::fs::read_dir(&folder)
            .map(Iterator::count)
            .unwrap_or_default();
        assert_eq!(files, 0, "nothing is left in {}", folder.display());
        send("text/plain", picture()).await.expect(201);
        let mut analyst = world
            .invited(&mut owner, "a@first.example", "analyst")
            .await;
        let refused = analyst
            .send_raw(
                Method::POST,
                "/v1/pictures?name=x",
                Some("image/png"),
                picture(),
            )
            .await;
        refused.problem(403, "forbidden");
    })
    .await;
}

#[tokio::test]
async fn exams_make_the_alignment_with_its_n_and_tell_what_is_due() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        published(&mut owner).await;
        let empty = owner.get("/v1/alignment").await.expect(200).body;
        assert_eq!((&empty["whole"]["value"], &empty["whole"]["of"], &empty["trend"]), (&Value::Null, &json!(0), &json!([])));
        let element = owner.post("/v1/elements", json!({ "label": "Letterhead", "kind": "print" })).await.expect(201).body;
        let standard = json!({ "kind": "voice", "words": "Plain words", "example": "It costs 40 euro.", "counter_example": "Fees may apply." });
        let standard = owner.post("/v1/standards", standard).await.expect(201).body;
        let of = |kind: &str, thing: &Value| json!({ "kind": kind, "id": thing["id"] });
        let due = owner.get("/v1/alignment").await.expect(200).body["due"].clone();
        assert_eq!((due.as_array().unwrap().len(), &due[0]["last"]), (2, &Value::Null));

        let exam = |subject: Value, score: i32, at: &str| json!({ "subject": subject, "score": score, "evidence": "Seen in the branch", "examined_at": at });
        owner.post("/v1/exams", exam(of("element", &element), 1, "2025-01-10T12:00:00Z")).await.expect(201);
        owner.post("/v1/exams", exam(of("element", &element), 3, "2026-02-10T12:00:00Z")).await.expect(201);
        let voice = owner.post("/v1/exams", exam(of("standard", &standard), 4, "2024-12-01T12:00:00Z")).await.expect(201).body;
        let now = owner.get("/v1/alignment").await.expect(200).body;
        assert_eq!((&now["whole"]["value"], &now["whole"]["n"], &now["whole"]["of"]), (&json!(0.875), &json!(2), &json!(2)));
        assert_eq!((&now["elements"]["value"], &now["standards"]["value"]), (&json!(0.75), &json!(1.0)));
        assert!(now["whole"]["low"].as_f64().unwrap() < 0.5);
        let trend = now["trend"].as_array().unwrap();
        assert_eq!((&trend[0]["score"]["value"], &trend.last().unwrap()["score"]["value"]), (&json!(0.625), &json!(0.875)));
        assert_eq!((&now["due"][0]["label"], &now["due"].as_array().unwrap().len()), (&json!("Plain words"), &1));

        let list = owner.get("/v1/exams").await.expect(200).body;
        let scores: Vec<&Value> = list["items"].as_array().unwrap().iter().map(|it| &it["score"]).collect();
        assert_eq!(scores, [&json!(3), &json!(1), &json!(4)]);
        let one = format!("/v1/exams?kind=element&id={}", text(&element["id"]));
        assert_eq!(owner.get(&one).await.expect(200).body["items"].as_array().unwrap().len(), 2);
        let path = format!("/v1/exams/{}", text(&voice["id"]));
        owner.delete(&path).await.expect(204);
        assert_eq!(owner.get("/v1/alignment").await.expect(200).body["whole"]["n"], 1);
        owner.post(&format!("{path}/restore"), json!({})).await.expect(200);

        let wrong = json!({ "subject": of("element", &standard), "score": 5, "evidence": " ", "examined_at": "2027-01-01T00:00:00Z" });
        let refused = owner.post("/v1/exams", wrong).await.problem(422, "invalid_fields").body;
        let fields: Vec<&Value> = refused["errors"].as_array().unwrap().iter().map(|it| &it["field"]).collect();
        assert_eq!(fields, ["subject", "score", "evidence", "examined_at"]);
        let standards = owner.get("/v1/standards").await.expect(200).body;
        assert_eq!((&standards["items"][0]["exam"]["score"], &standards["items"][0]["orphan"]), (&json!(4), &json!(true)));
        let standard = format!("/v1/standards/{}", text(&standard["id"]));
        owner.patch(&standard, json!({ "expresses": ["in-plain-words"] })).await.expect(200);
        owner.delete(&standard).await.expect(204);
        assert_eq!(owner.get("/v1/alignment").await.expect(200).body["whole"]["of"], 1);
        owner.post(&format!("{standard}/restore"), json!({})).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn everybody_signs_their_own_card_and_a_changed_card_asks_again() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let mut ben = world.invited(&mut owner, "ben@first.example", "frontline").await;
        let person = ben.get("/v1/me").await.expect(200).body["person"]["id"].clone();
        let form = json!({ "job": "Adviser", "department": "Advice", "means": ["I call first", " "], "holders": [person] });
        let card = owner.post("/v1/role-cards", form).await.expect(201).body;
        assert_eq!((&card["means"], &card["mine"], &card["holders"][0]["state"]), (&json!(["I call first"]), &Value::Null, &json!("unsigned")));
        let path = format!("/v1/role-cards/{}", text(&card["id"]));
        let sign = format!("{path}/sign");
        owner.post(&sign, json!({ "wording": 1 })).await.problem(403, "forbidden");
        ben.post(&sign, json!({ "wording": 7 })).await.problem(409, "role_card_changed");
        ben.patch(&path, json!({ "wording": 1, "job": "Boss" })).await.problem(403, "forbidden");
        let signed = ben.post(&sign, json!({ "wording": 1 })).await.expect(200).body;
        assert_eq!((&signed["mine"], &signed["holders"][0]["state"]), (&json!("signed"), &json!("signed")));
        ben.post(&sign, json!({ "wording": 1 })).await.problem(409, "conflict");

        let moved = owner.patch(&path, json!({ "wording": 1, "department": "Advice & service" })).await.expect(200).body;
        assert_eq!((&moved["wording"], &moved["holders"][0]["state"]), (&json!(1), &json!("signed")));
        let change = json!({ "wording": 1, "means": ["I call first", "I say what it costs"] });
        let changed = owner.patch(&path, change.clone()).await.expect(200).body;
        assert_eq!((&changed["wording"], &changed["holders"][0]["state"]), (&json!(2), &json!("asked_again")));
        owner.patch(&path, change).await.problem(409, "role_card_changed");
        assert_eq!(ben.get("/v1/role-cards").await.expect(200).body["items"][0]["mine"], "asked_again");
        ben.post(&sign, json!({ "wording": 2 })).await.expect(200);

        owner.delete(&path).await.expect(204);
        ben.post(&sign, json!({ "wording": 2 })).await.problem(404, "not_found");
        let back = owner.post(&format!("{path}/restore"), json!({})).await.expect(200).body;
        assert_eq!(back["holders"][0]["state"], "signed");
        let key = owner.post("/v1/tokens", json!({ "name": "x", "scopes": ["sign_role_cards"] })).await;
        key.problem(422, "invalid_fields");
        let log = owner.get("/v1/audit?action=sign_role_card").await.expect(200).body;
        assert_eq!((log["items"].as_array().unwrap().len(), &log["items"][0]["subject"]["label"]), (2, &json!("Adviser")));
    })
    .await;
}

#[tokio::test]
async fn traceability_names_what_no_touchpoint_expresses() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        published(&mut owner).await;
        let make = async |owner: &mut Caller, label: &str, existence: &str| {
            let form = json!({ "label": label, "kind": "static", "existence": existence });
            owner.post("/v1/touchpoints", form).await.expect(201).body["id"].clone()
        };
        let live = make(&mut owner, "Reception", "live").await;
        let planned = make(&mut owner, "Portal", "planned").await;
        let reach = async |owner: &mut Caller| -> Vec<String> {
            let trace = owner.get("/v1/traceability").await.expect(200).body;
            let parts = trace["parts"].as_array().unwrap();
            parts.iter().map(|it| format!("{} {}", text(&it["reach"]), it["live"])).collect()
        };
        assert_eq!(reach(&mut owner).await, ["nowhere 0", "nowhere 0"]);
        let form = json!({ "label": "Sign", "kind": "space", "expresses": ["in-plain-words"], "touchpoints": [live] });
        let element = owner.post("/v1/elements", form).await.expect(201).body;
        let path = format!("/v1/touchpoints/{}/expresses", text(&planned));
        let form = json!({ "parts": ["we-call-before-you-have-to"] });
        let trace = owner.send(Method::PUT, &path, Some(form)).await.expect(200).body;
        assert_eq!(reach(&mut owner).await, ["only_planned 0", "live 1"]);
        assert_eq!(trace["links"].as_array().unwrap().len(), 2);
        let by_element = trace["links"].as_array().unwrap().iter().find(|it| it["own"] == false).expect("a link");
        assert_eq!((&by_element["elements"], &by_element["touchpoint"]), (&json!(["Sign"]), &live));
        owner.delete(&format!("/v1/elements/{}", text(&element["id"]))).await.expect(204);
        assert_eq!(reach(&mut owner).await, ["only_planned 0", "nowhere 0"]);
        let wrong = owner.send(Method::PUT, &path, Some(json!({ "parts": ["magic"] }))).await;
        wrong.problem(422, "invalid_fields");
        let cleared = owner.send(Method::PUT, &path, Some(json!({ "parts": [] }))).await.expect(200).body;
        assert_eq!(cleared["links"], json!([]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_is_a_firm_at_work_on_its_platform() {
    on_sqlite(|world| async move {
        let size = domain::demo::DemoSize {
            clients: 4,
            months: 3,
            seed: 7,
            end: world.app.now(),
        };
        let loaded = server::demo::ops::load_demo(&world.app, size, &|_| {})
            .await
            .expect("the demo");
        server::demo::ops::load_demo(&world.app, size, &|_| {})
            .await
            .expect("nothing twice");
        let mut browser = world.browser();
        let form = json!({ "email": loaded.email, "password": loaded.password });
        browser.post("/v1/session", form).await.expect(200);
        let platform = browser.get("/v1/platform").await.expect(200).body;
        assert_eq!(
            (&platform["published"]["version"], &platform["draft"]),
            (&json!(2), &Value::Null)
        );
        let elements = browser.get("/v1/elements").await.expect(200).body["items"].clone();
        let elements = elements.as_array().unwrap();
        assert_eq!(elements.iter().filter(|it| it["orphan"] == true).count(), 2);
        for element in elements {
            let path = format!("/v1/pictures/{}?size=small", text(&element["pictures"][0]));
            browser.get(&path).await.expect(200);
        }
        let trace = browser.get("/v1/traceability").await.expect(200).body;
        let nowhere = trace["parts"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|it| it["reach"] == "nowhere");
        let nowhere: Vec<&Value> = nowhere.map(|it| &it["key"]).collect();
        assert_eq!(nowhere, [&json!("own-errors")]);
        let alignment = browser.get("/v1/alignment").await.expect(200).body;
        assert!(
            alignment["whole"]["n"].as_u64() > Some(10)
                && !alignment["due"].as_array().unwrap().is_empty()
        );
        let cards = browser.get("/v1/role-cards").await.expect(200).body["items"].clone();
        let states: Vec<&Value> = cards
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|it| it["holders"][0].get("state"))
            .collect();
        for state in ["signed", "asked_again", "unsigned"] {
            assert!(states.contains(&&json!(state)), "{states:?}");
        }
        assert!(
            cards
                .as_array()
                .unwrap()
                .iter()
                .any(|it| it["mine"] == "unsigned")
        );
    })
    .await;
}
