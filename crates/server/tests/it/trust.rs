//! Trust from signals to legs, the pulse, who speaks for us and who left.

use serde_json::{Value, json};

use crate::promises::{client, until};
use crate::world::{Caller, World, each_database};

async fn note(owner: &mut Caller, of: &str, part: &str, polarity: i8, at: &str) -> Value {
    let form = json!({ "part": part, "polarity": polarity, "words": "“You asked the right questions”", "source": "said", "at": at });
    owner
        .post(&format!("/v1/clients/{of}/trust/signals"), form)
        .await
        .expect(201)
        .body
}

#[tokio::test]
async fn trust_follows_from_what_we_did_and_what_is_said() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let roy = client(&mut owner, "h1", "Roy household").await;
        let trust = format!("/v1/clients/{roy}/trust");
        let nothing = owner.get(&trust).await.expect(200).body;
        assert_eq!((&nothing["geometric"]["value"], &nothing["weakest"]), (&Value::Null, &Value::Null));
        assert_eq!(nothing["suggested_depth"], json!({ "depth": 1, "because": "unknown" }));

        // A promise kept, an error owned first, and three things that were said.
        let form = json!({ "client": roy, "words": "Send the draft", "due_at": "2026-03-06T12:00:00Z", "at": "2026-02-20T12:00:00Z" });
        let made = owner.post("/v1/promises", form).await.expect(201).body;
        let promise = format!("/v1/promises/{}", made["id"].as_str().unwrap());
        owner.post(&format!("{promise}/keep"), json!({ "at": "2026-03-01T12:00:00Z" })).await.expect(200);
        let error = json!({ "client": roy, "words": "The fee was charged twice", "found_by": "us", "at": "2026-02-10T12:00:00Z", "told_at": "2026-02-11T12:00:00Z" });
        owner.post("/v1/own-errors", error).await.expect(201);
        let knows = note(&mut owner, &roy, "knowledge", 1, "2026-02-20T12:00:00Z").await;
        assert_eq!((&knows["leg"], &knows["entered"], &knows["kind"]), (&json!("competence"), &json!(true), &json!("entered")));
        let four = note(&mut owner, &roy, "listening", -1, "2026-02-21T12:00:00Z").await;
        let unknown = owner.get(&trust).await.expect(200).body;
        assert_eq!((&unknown["geometric"]["n"], &unknown["geometric"]["value"]), (&json!(4), &Value::Null));
        note(&mut owner, &roy, "care", 1, "2026-02-22T12:00:00Z").await;
        let known = owner.get(&trust).await.expect(200).body;
        assert_eq!((&known["geometric"]["n"], &known["weakest"]), (&json!(5), &json!("compatibility")));
        let value = |trust: &Value, of: &str| trust[of]["value"].as_f64().unwrap();
        assert!(value(&known, "geometric") < value(&known, "arithmetic"));
        assert_eq!(known["signals"].as_array().unwrap().len(), 5);
        let delivers = &known["legs"][0]["parts"][3];
        assert_eq!((&delivers["part"], &delivers["n"]), (&json!("delivers_as_promised"), &json!(1)));

        // A broken promise weighs; what it was before can still be asked.
        owner.post(&format!("{promise}/reopen"), json!({})).await.expect(200);
        owner.post(&format!("{promise}/break"), json!({ "cause": "We forgot" })).await.expect(200);
        let broken = owner.get(&trust).await.expect(200).body;
        assert!(value(&broken, "geometric") < value(&known, "geometric"));
        let past = owner.get(&format!("{trust}?at=2026-02-20T12:00:00Z")).await.expect(200).body;
        assert_eq!(past["geometric"]["n"], 2);
        owner.get(&format!("{trust}?at=soon")).await.problem(422, "invalid_fields");

        // What was written down wrongly is put right, or taken back; then it can't be once more.
        let path = format!("/v1/trust-signals/{}", four["id"].as_str().unwrap());
        let right = owner.patch(&path, json!({ "polarity": 1 })).await.expect(200).body;
        assert_eq!((&right["polarity"], &right["part"]), (&json!(1), &json!("listening")));
        owner.patch(&path, json!({ "polarity": 1 })).await.problem(409, "conflict");
        let path = format!("/v1/trust-signals/{}", right["id"].as_str().unwrap());
        owner.delete(&path).await.expect(204);
        owner.delete(&path).await.problem(409, "conflict");
        let after = owner.get(&trust).await.expect(200).body;
        assert_eq!(after["geometric"]["n"], 4);
        // Taken back by mistake: it comes back as it was, once.
        let back = owner.post(&format!("{path}/restore"), json!({})).await.expect(200).body;
        assert_eq!((&back["part"], &back["polarity"]), (&json!("listening"), &json!(1)));
        owner.post(&format!("{path}/restore"), json!({})).await.problem(409, "conflict");
        let after = owner.get(&trust).await.expect(200).body;
        assert_eq!(after["geometric"]["n"], 5);
        let firm = owner.get("/v1/trust").await.expect(200).body;
        assert_eq!(firm["geometric"]["value"], after["geometric"]["value"]);
        let file = owner.get("/v1/export/trust.csv").await.expect(200);
        assert_eq!(file.text.lines().count(), 2);
        assert!(file.text.lines().nth(1).unwrap().starts_with("h1,Roy household,"), "{}", file.text);
        let again = format!("/v1/trust-signals/{}", back["id"].as_str().unwrap());
        owner.delete(&again).await.expect(204);
        assert_eq!(owner.get(&trust).await.expect(200).body["geometric"]["n"], 4);
        let wrong = json!({ "part": "care", "polarity": 0, "words": " ", "source": "said", "weight": 9.0 });
        let refused = owner.post(&format!("{trust}/signals"), wrong).await.problem(422, "invalid_fields");
        let fields: Vec<&str> = refused.body["errors"].as_array().unwrap().iter().map(|it| it["field"].as_str().unwrap()).collect();
        assert_eq!(fields, ["polarity", "weight", "words"]);
    })
    .await;
}

#[tokio::test]
async fn the_pulse_and_trust_against_renewal() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let mut ids = Vec::new();
        for n in 0..4 {
            ids.push(client(&mut owner, &format!("h{n}"), &format!("House {n}")).await);
        }
        let empty = owner.get("/v1/pulse?locale=de").await.expect(200).body;
        assert_eq!((&empty["answers"], &empty["legs"][0]["value"], &empty["all"]["alpha"]["value"]), (&json!(0), &Value::Null, &Value::Null));
        assert_eq!(empty["items"][0]["words"], "Sie tun, was sie sagen.");
        let keys: Vec<Value> = empty["items"].as_array().unwrap().iter().map(|it| it["key"].clone()).collect();
        for (n, of) in ids.iter().enumerate() {
            let answers: Vec<Value> = keys.iter().enumerate().map(|(at, key)| json!({ "item": key, "score": 1 + n * 2 - usize::from(n == 3 && at % 2 == 1) })).collect();
            owner.post("/v1/pulses/answers", json!({ "client": of, "contact": null, "answers": answers })).await.expect(201);
        }
        let one = json!({ "client": ids[0], "answers": [{ "item": keys[0], "score": 7 }] });
        owner.post("/v1/pulses/answers", one).await.expect(201);
        let wrong = json!({ "client": ids[0], "answers": [{ "item": "nothing", "score": 7 }, { "item": keys[0], "score": 8 }] });
        let refused = owner.post("/v1/pulses/answers", wrong).await.problem(422, "invalid_fields");
        assert_eq!(refused.body["errors"][1]["field"], "answers[1].score");
        let pulse = owner.get("/v1/pulse").await.expect(200).body;
        assert_eq!((&pulse["answers"], &pulse["legs"][0]["n"]), (&json!(5), &json!(4)));
        let alpha = pulse["all"]["alpha"].clone();
        assert!(alpha["value"].as_f64().unwrap() > 0.9 && alpha["n"] == 4, "{alpha}");
        assert_eq!(pulse["legs"][0]["hidden"], false);

        // Five answers of four clients: who may not see so few is told how many, and no more. Nor is one client told apart.
        let mut designer = world.invited(&mut owner, "d@first.example", "designer").await;
        for path in ["/v1/pulse".to_owned(), format!("/v1/pulse?client={}", ids[0])] {
            let few = designer.get(&path).await.expect(200).body;
            for leg in few["legs"].as_array().unwrap() {
                assert_eq!((&leg["hidden"], &leg["value"], &leg["low"], &leg["alpha"]["value"], &leg["omega"]), (&json!(true), &Value::Null, &Value::Null, &Value::Null, &Value::Null));
            }
            assert_eq!((&few["all"]["alpha"]["value"], &few["all"]["omega"]), (&Value::Null, &Value::Null));
        }
        let fifth = client(&mut owner, "h4", "House 4").await;
        let answers: Vec<Value> = keys.iter().map(|key| json!({ "item": key, "score": 5 })).collect();
        owner.post("/v1/pulses/answers", json!({ "client": fifth, "answers": answers })).await.expect(201);
        let five = designer.get("/v1/pulse").await.expect(200).body;
        assert_eq!((&five["answers"], &five["legs"][0]["hidden"], &five["legs"][0]["n"]), (&json!(6), &json!(false), &json!(5)));
        assert!(five["legs"][0]["value"].is_f64() && five["all"]["alpha"]["value"].is_f64(), "{five}");

        // Two with whom trust was good stayed, one with whom it was poor left, and of the fourth nothing is known.
        for (n, of) in ids.iter().take(3).enumerate() {
            let good = if n < 2 { 1 } else { -1 };
            for part in ["honesty", "knowledge", "care", "honesty", "knowledge", "care", "listening"] {
                note(&mut owner, of, part, good, "2026-01-05T12:00:00Z").await;
            }
        }
        let stayed = |of: &str| json!({ "client": of, "kind": "renewal", "at": "2026-02-20T12:00:00Z", "cents": 100_000 });
        let items = json!({ "items": [stayed(&ids[0]), stayed(&ids[1]), stayed(&ids[3])] });
        assert_eq!(owner.post("/v1/revenue", items).await.expect(201).body["recorded"], 3);
        let form = json!({ "client": ids[2], "at": "2026-02-25T12:00:00Z", "causes": [{ "code": "silence", "words": "We did not call for a year" }] });
        owner.post("/v1/departures", form).await.expect(201);
        let firm = owner.get("/v1/trust").await.expect(200).body;
        assert_eq!((&firm["clients"], &firm["known"]), (&json!(5), &json!(3)));
        let bands: Vec<(i64, Value)> = firm["renewal"].as_array().unwrap().iter().map(|it| (it["clients"].as_i64().unwrap(), it["renewed"]["value"].clone())).collect();
        assert_eq!(bands[0], (1, json!(0.0)));
        assert_eq!(bands[3], (2, json!(1.0)));
        assert_eq!((bands.len(), &firm["renewal_unknown"]["n"], &firm["renewal_unknown"]["value"]), (4, &json!(1), &json!(1.0)));
        assert_eq!(firm["difference"]["value"], 1.0);
        assert!(firm["difference"]["low"].as_f64().unwrap() < firm["difference"]["high"].as_f64().unwrap());
        let weakest: i64 = firm["legs"].as_array().unwrap().iter().map(|it| it["weakest_of"].as_i64().unwrap()).sum();
        assert_eq!(weakest, 3);
    })
    .await;
}

#[tokio::test]
async fn advocates_departures_and_earned_growth() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let roy = client(&mut owner, "h1", "Roy household").await;
        let kaya = client(&mut owner, "h2", "Kaya household").await;
        let hale = client(&mut owner, "h3", "Hale household").await;
        let touchpoint = json!({ "label": "Review talk", "kind": "dynamic", "existence": "live" });
        let touchpoint = owner.post("/v1/touchpoints", touchpoint).await.expect(201).body;
        let (place, touchpoint) = (touchpoint["key"].clone(), touchpoint["id"].clone());
        let act = json!({
            "client": roy, "kind": "referral", "at": "2026-02-01T12:00:00Z", "words": "“Go to them”",
            "caused_by": { "kind": "touchpoint", "id": touchpoint }, "new_client": kaya, "revenue_cents": 90_000,
        });
        let made = owner.post("/v1/advocacy", act.clone()).await.expect(201).body;
        assert_eq!((&made["caused_by"]["label"], &made["new_client"]["key"]), (&json!("Review talk"), &json!("h2")));
        let review = json!({ "client": hale, "kind": "review", "caused_by": { "kind": "touch", "id": touchpoint }, "new_client": roy });
        let refused = owner.post("/v1/advocacy", review).await.problem(422, "invalid_fields");
        let fields: Vec<&str> = refused.body["errors"].as_array().unwrap().iter().map(|it| it["field"].as_str().unwrap()).collect();
        assert_eq!(fields, ["caused_by", "new_client"]);
        let review = json!({ "client": hale, "kind": "review", "at": "2026-02-03T12:00:00Z" });
        let review = owner.post("/v1/advocacy", review).await.expect(201).body;
        // A touch and a plus-one have to be this client's own.
        let touch = |key: &str| json!({
            "external_id": format!("t-{key}"), "client": { "key": key }, "touchpoint": place, "direction": "out",
            "occurred_at": "2026-02-02T12:00:00Z",
        });
        let touches = json!({ "items": [touch("h1"), touch("h3")] });
        let kept = owner.post("/v1/touches", touches).await.expect(200).body;
        assert_eq!(kept["accepted"], 2, "{kept}");
        let own: Vec<Value> = kept["results"].as_array().unwrap().iter().map(|it| it["id"].clone()).collect();
        let idea = json!({ "words": "Ring the day after", "cost_class": "free" });
        let idea = owner.post("/v1/plus-ones", idea).await.expect(201).body;
        let gift = json!({ "client": hale, "at": "2026-02-02T13:00:00Z", "reaction": "wow" });
        owner.post(&format!("/v1/plus-ones/{}/deliveries", idea["id"].as_str().unwrap()), gift).await.expect(201);
        let because = |client: &str, kind: &str, id: &Value| json!({
            "client": client, "kind": "reference", "at": "2026-02-02T14:00:00Z", "caused_by": { "kind": kind, "id": id },
        });
        for wrong in [because(&hale, "touch", &own[0]), because(&roy, "plus_one", &idea["id"]), because(&hale, "plus_one", &own[0])] {
            let refused = owner.post("/v1/advocacy", wrong).await.problem(422, "invalid_fields").body;
            assert_eq!(refused["errors"][0]["field"], "caused_by");
        }
        for (right, label) in [
            (because(&hale, "touch", &own[1]), "Review talk"),
            (because(&hale, "plus_one", &idea["id"]), "Ring the day after"),
        ] {
            let made = owner.post("/v1/advocacy", right).await.expect(201).body;
            assert_eq!(made["caused_by"]["label"], label);
            // Taken back, brought back, and away with it.
            let path = format!("/v1/advocacy/{}", made["id"].as_str().unwrap());
            owner.post(&format!("{path}/restore"), json!({})).await.problem(409, "conflict");
            owner.delete(&path).await.expect(204);
            let back = owner.post(&format!("{path}/restore"), json!({})).await.expect(200).body;
            assert_eq!(back, made);
            owner.delete(&path).await.expect(204);
        }
        let rates = owner.get("/v1/advocacy/rates").await.expect(200).body;
        assert_eq!((&rates["advocates"]["hits"], &rates["referrers"]["hits"], &rates["conversion"]["value"]), (&json!(2), &json!(1), &json!(1.0)));
        let counted = |of: u64, clients: u64| json!({ "count": of, "n": clients });
        let counts = owner.get("/v1/advocacy/counts").await.expect(200).body;
        assert_eq!((&counts["acts"], &counts["referrals"]), (&counted(2, 2), &counted(1, 1)));
        assert_eq!((&counts["references"], &counts["departures"]), (&counted(0, 0), &counted(0, 0)));
        let page = owner.get("/v1/advocacy?limit=1").await.expect(200).body;
        assert_eq!(page["items"][0]["id"], review["id"]);
        let rest = owner.get(&format!("/v1/advocacy?limit=1&after={}", page["next"].as_str().unwrap())).await.expect(200).body;
        assert_eq!(rest["items"][0]["id"], made["id"]);
        let path = format!("/v1/advocacy/{}", review["id"].as_str().unwrap());
        owner.delete(&path).await.expect(204);
        owner.delete(&path).await.problem(404, "not_found");
        let counts = owner.get("/v1/advocacy/counts").await.expect(200).body;
        assert_eq!(counts["acts"], counted(1, 1));
        let file = owner.get("/v1/export/advocacy.csv").await.expect(200);
        assert_eq!(file.text.lines().count(), 2);

        // 100 last year; 85 of it came back this year, 25 from whom others sent, 20 bought.
        let bought = client(&mut owner, "h4", "Lund").await;
        let revenue = |of: &str, at: &str, cents: i64| json!({ "client": of, "kind": "purchase", "at": at, "cents": cents });
        let items = json!({ "items": [
            revenue(&roy, "2024-05-01T12:00:00Z", 6_000), revenue(&hale, "2024-06-01T12:00:00Z", 4_000),
            revenue(&roy, "2025-05-01T12:00:00Z", 8_500), revenue(&kaya, "2025-07-01T12:00:00Z", 2_500),
            revenue(&bought, "2025-08-01T12:00:00Z", 2_000),
        ] });
        owner.post("/v1/revenue", items).await.expect(201);
        // One that was not paid is taken back, once; money of another currency is never added to it.
        let mut francs = revenue(&roy, "2025-05-02T12:00:00Z", 700);
        francs["currency"] = json!("chf");
        let items = json!({ "items": [revenue(&hale, "2025-06-01T12:00:00Z", 999_999_999_999_i64), francs] });
        let paid = owner.post("/v1/revenue", items).await.expect(201).body;
        assert_eq!((&paid["recorded"], paid["ids"].as_array().map(Vec::len)), (&json!(2), Some(2)));
        let grown = owner.get("/v1/earned-growth?year=2025").await.expect(200).body;
        assert!(grown["rate"].as_f64().unwrap() > 1_000.0, "{grown}");
        let path = format!("/v1/revenue/{}", paid["ids"][0]);
        owner.delete(&path).await.expect(204);
        owner.delete(&path).await.problem(404, "not_found");
        // Francs have no year before: nothing to grow from.
        let francs = owner.get("/v1/earned-growth?year=2025&currency=chf").await.expect(200).body;
        assert_eq!((&francs["currency"], &francs["rate"]), (&json!("CHF"), &Value::Null));
        owner.get("/v1/earned-growth?currency=euro").await.problem(422, "invalid_fields");
        let growth = owner.get("/v1/earned-growth?year=2025").await.expect(200).body;
        assert_eq!((&growth["currency"], &growth["currencies"], &growth["n"]), (&json!("EUR"), &json!(["CHF", "EUR"]), &json!(2)));
        let near = |of: &str, expected: f64| assert!((growth[of].as_f64().unwrap() - expected).abs() < 1e-9, "{growth}");
        near("rate", 0.10);
        near("retained", 0.85);
        near("earned_new", 0.25);
        near("bought_new", 0.20);
        near("ratio", 1.0 / 3.0);
        assert_eq!(owner.get("/v1/earned-growth").await.expect(200).body["year"], 2025);
        assert_eq!(owner.get("/v1/earned-growth?year=2020").await.expect(200).body["rate"], Value::Null);
        let wrong = json!({ "items": [revenue(&roy, "2030-05-01T12:00:00Z", -1)] });
        let refused = owner.post("/v1/revenue", wrong).await.problem(422, "invalid_fields");
        assert_eq!((&refused.body["errors"][0]["item"], &refused.body["errors"][0]["field"]), (&json!(0), &json!("cents")));
        let mut endless = revenue(&roy, "2025-05-01T12:00:00Z", i64::MAX);
        endless["currency"] = json!("euros");
        let refused = owner.post("/v1/revenue", json!({ "items": [endless] })).await.problem(422, "invalid_fields");
        let fields: Vec<&Value> = refused.body["errors"].as_array().unwrap().iter().map(|it| &it["field"]).collect();
        assert_eq!(fields, [&json!("cents"), &json!("currency")]);

        // A departure has a cause on our side, in words about us, and the first sign that we missed.
        let checked = owner.post("/v1/departures/wording", json!({ "text": "Grüße: they never answered" })).await.expect(200).body;
        assert_eq!(checked["items"], json!([{ "from": 12, "to": 26, "why": "omission" }]));
        let blamed = json!({ "client": roy, "causes": [{ "code": "silence", "words": "They never answered" }] });
        let refused = owner.post("/v1/departures", blamed).await.problem(422, "invalid_fields");
        assert_eq!(refused.body["errors"][0]["field"], "causes[0].words");
        let none = json!({ "client": roy, "causes": [] });
        assert_eq!(owner.post("/v1/departures", none).await.problem(422, "invalid_fields").body["errors"][0]["field"], "causes");
        let form = json!({ "client": roy, "words": "Send the draft", "due_at": "2026-02-10T12:00:00Z", "at": "2026-02-01T12:00:00Z" });
        let promise = owner.post("/v1/promises", form).await.expect(201).body;
        owner.post(&format!("/v1/promises/{}/break", promise["id"].as_str().unwrap()), json!({ "cause": "We forgot" })).await.expect(200);
        until(&world, "2026-03-12T12:00:00Z");
        let mut owner = crate::access::sign_in(&world, "olga@first.example").await;
        let left = json!({ "client": roy, "at": "2026-03-12T12:00:00Z", "causes": [{ "code": "promise_broken", "words": "We said Tuesday" }], "words": "You were difficult to reach" });
        let left = owner.post("/v1/departures", left).await.expect(201).body;
        assert_eq!((&left["missed"]["kind"], &left["warning_days"], &left["missed"]["words"]), (&json!("broken_promise"), &json!(30), &json!("Send the draft")));
        assert_eq!(left["causes"][0]["ours"], true);
        let listed = owner.get(&format!("/v1/departures?client={roy}")).await.expect(200).body;
        assert_eq!(listed["items"], json!([left]));
        let path = format!("/v1/departures/{}", left["id"].as_str().unwrap());
        owner.delete(&path).await.expect(204);
        assert_eq!(owner.get("/v1/departures").await.expect(200).body["items"], json!([]));
        owner.post(&format!("{path}/restore"), json!({})).await.expect(204);
        owner.post(&format!("{path}/restore"), json!({})).await.problem(404, "not_found");
        assert_eq!(owner.get("/v1/departures").await.expect(200).body["items"], json!([left]));
        let file = owner.get("/v1/export/departures.csv").await.expect(200).text;
        assert_eq!(file.lines().count(), 2);
        assert!(file.contains("We said Tuesday") && file.contains("broken_promise,30"), "{file}");
        owner.delete(&path).await.expect(204);
    })
    .await;
}
