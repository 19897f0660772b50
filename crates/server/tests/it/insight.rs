//! The numbers of the screens: right on public files with known values, hidden for small groups, cut by the organization's
//! days, there within a second, and gone without a trace when an import is undone.

use std::path::PathBuf;
use std::time::Duration;

use axum::http::Method;
use serde_json::{Value, json};

use crate::world::{Caller, World, each_database};

/// A response of one client with a rating of the whole and, where given, a recommendation.
fn response(
    id: &str,
    client: &str,
    at: &str,
    attributes: Value,
    rating: i32,
    recommend: i32,
) -> Value {
    json!({
        "external_id": id, "client": { "key": client, "attributes": attributes }, "occurred_at": at,
        "answers": [
            { "question": "overall", "kind": "rating", "scale": "1-5", "score": rating },
            { "question": "nps", "kind": "recommend", "scale": "0-10", "score": recommend },
            { "question": "why", "kind": "comment", "text": format!("Because of {client}.") },
        ],
    })
}

async fn tell(owner: &mut Caller, items: Vec<Value>) {
    let told = owner
        .post("/v1/responses", json!({ "items": items }))
        .await
        .expect(200)
        .body;
    assert_eq!(
        (&told["refused"], &told["conflicts"]),
        (&json!(0), &json!(0)),
        "{told}"
    );
}

fn value(estimate: &Value) -> f64 {
    estimate["value"]
        .as_f64()
        .unwrap_or_else(|| panic!("no value in {estimate}"))
}

fn near(found: f64, known: f64, places: i32) {
    assert!(
        (found - known).abs() < 0.5 * 10_f64.powi(-places) + 1e-9,
        "{found} is not {known}"
    );
}

#[tokio::test]
async fn small_groups_are_hidden_from_all_but_the_owner() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let mut analyst = world
            .invited(&mut owner, "ana@first.example", "analyst")
            .await;
        let mut items = Vec::new();
        for at in 0..12 {
            let tier = if at < 4 { "gold" } else { "plain" };
            let id = format!("r{at}");
            items.push(response(
                &id,
                &id,
                "2026-02-10T10:00:00Z",
                json!({ "tier": tier }),
                1 + at % 5,
                at % 11,
            ));
        }
        tell(&mut owner, items).await;
        let path = "/v1/measure?measure=nps&by=attr.tier";
        let seen = owner.get(path).await.expect(200).body;
        let told = analyst.get(path).await.expect(200).body;
        let group = |body: &Value, code: &str| {
            let groups = body["groups"].as_array().expect("groups");
            groups
                .iter()
                .find(|group| group["keys"][0]["code"] == code)
                .expect("the group")["estimate"]
                .clone()
        };
        assert_eq!(
            (
                &group(&seen, "gold")["hidden"],
                &group(&seen, "gold")["value"]
            ),
            (&json!(false), &json!(-100.0))
        );
        let hidden = group(&told, "gold");
        assert_eq!(
            (&hidden["hidden"], &hidden["value"], &hidden["low"]),
            (&json!(true), &Value::Null, &Value::Null)
        );
        assert_eq!(hidden["parts"], json!([]));
        assert_eq!(group(&told, "plain"), group(&seen, "plain"));
        assert_eq!(told["total"], seen["total"]);

        let words = analyst
            .get("/v1/comments?where=attr.tier=gold")
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&words["hidden"], &words["items"]),
            (&json!(true), &json!([]))
        );
        let words = owner
            .get("/v1/comments?where=attr.tier=gold")
            .await
            .expect(200)
            .body;
        assert_eq!(words["items"].as_array().map(Vec::len), Some(4));
        let words = analyst
            .get("/v1/comments?where=attr.tier=plain&q=BECAUSE")
            .await
            .expect(200)
            .body;
        assert_eq!(words["items"].as_array().map(Vec::len), Some(8));
        let csv = analyst
            .get("/v1/export/measure.csv?measure=nps&by=attr.tier")
            .await
            .expect(200)
            .text;
        let gold = csv
            .lines()
            .find(|line| line.starts_with("gold"))
            .expect("a line");
        assert!(gold.contains("gold,gold,nps,,,,4,"), "{gold}");
        let compared = "/v1/compare?measure=mean&a=attr.tier=gold&b=attr.tier=plain";
        let told = analyst.get(compared).await.expect(200).body;
        assert_eq!(told["items"][0]["change"], Value::Null, "{told}");
        assert_ne!(
            owner.get(compared).await.expect(200).body["items"][0]["change"],
            Value::Null
        );
    })
    .await;
}

#[tokio::test]
async fn an_answer_is_there_at_once_and_falls_into_the_organizations_day() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let empty = owner.get("/v1/cockpit").await.expect(200).body;
        assert_eq!(
            (&empty["findings"][0]["code"], &empty["respondents"]),
            (&json!("no_data"), &json!(0))
        );
        assert_eq!(
            owner.get("/v1/scoreboard").await.expect(200).body["overall"]["rating"],
            Value::Null
        );

        // Vienna's February began an hour before.
        tell(
            &mut owner,
            vec![response(
                "a",
                "a",
                "2026-01-31T23:30:00Z",
                json!({ "city": "Graz" }),
                5,
                10,
            )],
        )
        .await;
        let months = owner
            .get("/v1/measure?measure=mean&by=time.month")
            .await
            .expect(200)
            .body;
        assert_eq!(months["groups"][0]["keys"][0]["code"], "2026-02");
        tell(
            &mut owner,
            vec![response(
                "b",
                "b",
                "2026-01-31T22:30:00Z",
                json!({ "city": "Linz" }),
                3,
                0,
            )],
        )
        .await;
        let months = owner
            .get("/v1/measure?measure=mean&by=time.month")
            .await
            .expect(200)
            .body;
        let labels: Vec<&Value> = months["groups"]
            .as_array()
            .expect("groups")
            .iter()
            .map(|g| &g["keys"][0]["label"])
            .collect();
        assert_eq!(labels, [&json!("2026-01"), &json!("2026-02")]);
        let january = owner
            .get("/v1/measure?measure=mean&period=2026-01")
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&january["total"]["n"], &january["total"]["value"]),
            (&json!(1), &json!(3.0))
        );

        let only = owner
            .get("/v1/measure?measure=nps&where=attr.city=graz")
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&only["total"]["n"], &only["total"]["value"]),
            (&json!(1), &json!(100.0)),
            "a label in any case will do"
        );
        // The same client, known better now.
        tell(
            &mut owner,
            vec![response(
                "c",
                "b",
                "2026-02-02T08:00:00Z",
                json!({ "city": "Graz" }),
                1,
                0,
            )],
        )
        .await;
        let only = owner
            .get("/v1/measure?measure=nps&where=attr.city=Graz")
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&only["total"]["n"], &only["filters"]),
            (&json!(3), &json!(["attr.city=Graz"]))
        );
        let known = owner.get("/v1/dimensions").await.expect(200).body;
        assert_eq!(
            known["attributes"][0]["values"],
            json!([{ "code": "Graz", "label": "Graz", "n": 2 }])
        );
        assert_eq!(known["periods"]["years"], json!(["2026"]));

        owner
            .patch("/v1/organization", json!({ "time_zone": "UTC" }))
            .await
            .expect(200);
        let months = owner
            .get("/v1/measure?measure=mean&by=time.month")
            .await
            .expect(200)
            .body;
        assert_eq!(
            (
                &months["groups"][0]["keys"][0]["code"],
                &months["groups"][0]["estimate"]["n"]
            ),
            (&json!("2026-01"), &json!(2))
        );

        for wrong in [
            "measure=mean&where=attr.city=Rome",
            "measure=mean&by=attr.colour",
            "measure=mean&period=soon",
            "by=touchpoint",
        ] {
            owner
                .get(&format!("/v1/measure?{wrong}"))
                .await
                .problem(422, "invalid_fields");
        }
    })
    .await;
}

#[tokio::test]
async fn a_token_for_imports_reads_no_scores() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let made = owner
            .post(
                "/v1/tokens",
                json!({ "name": "Robot", "scopes": ["record_signals"] }),
            )
            .await
            .expect(201)
            .body;
        let mut robot = world.program(made["secret"].as_str().expect("a secret"));
        robot.get("/v1/scoreboard").await.problem(403, "forbidden");
        robot.get("/v1/comments").await.problem(403, "forbidden");
        world
            .browser()
            .get("/v1/cockpit")
            .await
            .problem(401, "not_signed_in");
    })
    .await;
}

async fn import(owner: &mut Caller, name: &str, bytes: Vec<u8>) -> Value {
    let path = format!("/v1/uploads?name={name}");
    let file = owner
        .send_raw(Method::POST, &path, Some("application/octet-stream"), bytes)
        .await
        .expect(201)
        .body;
    let form = json!({ "upload": file["id"], "mapping": file["proposal"] });
    let started = owner.post("/v1/imports", form).await.expect(202).body;
    let path = format!("/v1/imports/{}", started["id"].as_str().expect("an id"));
    for _ in 0..6_000 {
        let import = owner.get(&path).await.expect(200).body;
        if !["queued", "running"].contains(&import["state"].as_str().expect("a state")) {
            assert_eq!(import["state"], "done", "{import}");
            return import;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the import does not end");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_undone_import_leaves_no_trace() {
    each_database(|world| async move {
        let _work = server::jobs::start(&world.app);
        let mut owner = world.owner().await;
        tell(
            &mut owner,
            (0..20)
                .map(|at| {
                    let id = format!("r{at}");
                    response(
                        &id,
                        &id,
                        "2026-02-10T10:00:00Z",
                        json!({ "tier": "plain" }),
                        4,
                        9,
                    )
                })
                .collect(),
        )
        .await;
        let paths = [
            "/v1/scoreboard?period=2026-02",
            "/v1/dimensions",
            "/v1/comments",
            "/v1/measure?measure=nps&by=attr.tier,time.day",
        ];
        let mut before = Vec::new();
        for path in paths {
            before.push(owner.get(path).await.expect(200).body);
        }
        let mut file = String::from("id,date,nps,wifi,tier\n");
        for at in 0..200 {
            file += &format!(
                "k{at},2026-02-{:02},{},{},{}\n",
                at % 27 + 1,
                at % 11,
                at % 5 + 1,
                ["gold", "plain"][at % 2]
            );
        }
        let done = import(&mut owner, "wave.csv", file.into_bytes()).await;
        assert_eq!(done["imported"], 200, "{done}");
        let more = owner.get(paths[3]).await.expect(200).body;
        assert_eq!(more["total"]["n"], 220, "{more}");
        // Half of the traces would be in the tail only: seal, so that they are in segments.
        let me = owner.get("/v1/me").await.expect(200).body;
        let organization = me["organization"]["id"]
            .as_str()
            .expect("an id")
            .parse()
            .expect("an id");
        server::insight::jobs::seal_log(&world.app, organization)
            .await
            .expect("sealing");
        assert_eq!(owner.get(paths[3]).await.expect(200).body, more);
        owner
            .post(
                &format!("/v1/imports/{}/undo", done["id"].as_str().expect("an id")),
                json!({}),
            )
            .await
            .expect(200);
        for (path, before) in paths.iter().zip(before) {
            let after = owner.get(path).await.expect(200).body;
            if *path == "/v1/dimensions" {
                // The source keeps its number, so that its name is not given to another.
                assert_eq!(after["attributes"], before["attributes"]);
                assert_eq!(after["questions"], before["questions"]);
                assert_eq!(after["periods"], before["periods"]);
            } else {
                assert_eq!(after, before, "{path}");
            }
        }
    })
    .await;
}

/// The airport's survey, where this checkout has the public files beside it.
fn public_file(year: u16) -> Option<Vec<u8>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let name = format!("{year}_SFO_Customer_Survey.csv");
    std::fs::read(root.join("../../../shared/data/sfo_survey").join(name)).ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_airports_known_values_come_out() {
    if public_file(2017).is_none() {
        return;
    }
    each_database(|world| async move {
        let _work = server::jobs::start(&world.app);
        let mut owner = world.owner().await;
        for year in 2014..=2017 {
            let bytes = public_file(year).expect("all four files");
            import(
                &mut owner,
                &format!("{year}_SFO_Customer_Survey.csv"),
                bytes,
            )
            .await;
        }
        known_values(&mut owner).await;
        trends(&mut owner).await;
        let me = owner.get("/v1/me").await.expect(200).body;
        let organization = me["organization"]["id"]
            .as_str()
            .expect("an id")
            .parse()
            .expect("an id");
        server::insight::jobs::seal_log(&world.app, organization)
            .await
            .expect("sealing");
        known_values(&mut owner).await;
        on_the_command_line(&world).await;
    })
    .await;
}

async fn ask(owner: &mut Caller, question: &str) -> Value {
    owner
        .get(&format!("/v1/measure?{question}"))
        .await
        .expect(200)
        .body["total"]
        .clone()
}

async fn known_values(owner: &mut Caller) {
    let nps = ask(owner, "measure=nps&period=2017").await;
    near(value(&nps), 39.84, 2);
    assert_eq!(nps["n"], 2_746);
    let camps: Vec<&Value> = nps["parts"]
        .as_array()
        .expect("parts")
        .iter()
        .map(|part| &part["count"])
        .collect();
    assert_eq!(camps, [&json!(342), &json!(968), &json!(1_436)]);
    near(
        value(&ask(owner, "measure=nps&period=2017&weighted=true").await),
        40.40,
        2,
    );

    let mean = ask(owner, "measure=mean&where=question=Q7ALL&period=2017").await;
    near(value(&mean), 4.0644, 4);
    assert_eq!((&mean["n"], &mean["rejected"]), (&json!(2_688), &json!(0)));
    near(
        value(
            &ask(
                owner,
                "measure=mean&where=question=Q7ALL&period=2017&weighted=true",
            )
            .await,
        ),
        4.0712,
        4,
    );
    for (year, mean, top, n) in [
        (2014, 3.9959, 78.86, 2_677),
        (2015, 4.0480, 80.00, 2_810),
        (2016, 4.0380, 80.99, 2_919),
        (2017, 4.0644, 82.07, 2_688),
    ] {
        let found = ask(
            owner,
            &format!("measure=mean&where=question=Q7ALL&period={year}"),
        )
        .await;
        near(value(&found), mean, 4);
        assert_eq!(found["n"], n, "{year}");
        near(
            value(
                &ask(
                    owner,
                    &format!("measure=csat&where=question=Q7ALL&period={year}"),
                )
                .await,
            ),
            top,
            2,
        );
    }
    for (question, mean, n) in [
        ("Q7FOOD", 3.62, 2_421),
        ("Q7STORE", 3.64, 2_374),
        ("Q7SIGN", 4.09, 2_703),
        ("Q7WIFI", 4.08, 2_142),
        ("Q14PASSTHRU", 4.31, 2_407),
    ] {
        let found = ask(
            owner,
            &format!("measure=mean&where=question={question}&period=2017"),
        )
        .await;
        near(value(&found), mean, 2);
        assert_eq!(found["n"], n, "{question}");
    }
}

async fn trends(owner: &mut Caller) {
    let board = owner.get("/v1/scoreboard").await.expect(200).body;
    assert_eq!(
        (&board["period"]["label"], &board["against"]["label"]),
        (&json!("2017"), &json!("2016"))
    );
    assert_eq!(
        (&board["trend_by"], &board["respondents"]),
        (&json!("year"), &json!(2_831))
    );
    let overall = &board["overall"];
    near(value(&overall["rating"]), 4.0644, 4);
    near(value(&overall["nps"]), 39.84, 2);
    let years: Vec<&Value> = overall["rating_trend"]
        .as_array()
        .expect("points")
        .iter()
        .map(|point| &point["label"])
        .collect();
    assert_eq!(
        years,
        [
            &json!("2014"),
            &json!("2015"),
            &json!("2016"),
            &json!("2017")
        ]
    );
    for point in overall["rating_trend"].as_array().expect("points") {
        assert!(point["estimate"]["low"].as_f64() < point["estimate"]["value"].as_f64());
    }
    assert_eq!(
        overall["rating_change"]["significant"], false,
        "4.04 to 4.06 is chance"
    );

    let rows = board["rows"].as_array().expect("rows");
    let row = |key: &str| {
        rows.iter()
            .find(|row| row["touchpoint"]["key"] == key)
            .unwrap_or_else(|| panic!("{key}"))
    };
    let scored = rows
        .iter()
        .filter(|row| row["estimate"]["n"].as_u64().unwrap_or(0) > 0)
        .count();
    assert_eq!(scored, 20, "twenty touchpoints, some rated twice");
    let restaurants = row("restaurants");
    near(value(&restaurants["estimate"]), 3.62, 2);
    assert_eq!(restaurants["short"], true);
    near(
        restaurants["standing"]["unknown"]
            .as_f64()
            .expect("a share"),
        1.0 - 2_421.0 / 2_831.0,
        4,
    );
    let moved: Vec<&str> = rows
        .iter()
        .filter(|row| row["change"]["significant"] == true)
        .map(|row| row["touchpoint"]["key"].as_str().expect("a key"))
        .collect();
    let security = rows
        .iter()
        .find(|row| row["question"]["key"] == "Q14PASSTHRU")
        .expect("the security check");
    assert_eq!(
        moved,
        [security["touchpoint"]["key"].as_str().expect("a key")]
    );
    near(
        security["change"]["difference"]
            .as_f64()
            .expect("a difference"),
        0.13,
        2,
    );

    let cockpit = owner.get("/v1/cockpit").await.expect(200).body;
    assert_eq!(cockpit["findings"][0]["code"], "as_expected_count");
    assert_eq!(cockpit["movers"].as_array().map(Vec::len), Some(1));
    near(
        cockpit["standing"]["unknown"]["share"]
            .as_f64()
            .expect("a share"),
        1.0 - 2_688.0 / 2_831.0,
        4,
    );
    let wifi = owner
        .get("/v1/touchpoints/wifi/insight")
        .await
        .expect(200)
        .body;
    near(value(&wifi["estimate"]), 4.08, 2);
    assert!(!wifi["segments"].as_array().expect("segments").is_empty());
    let restaurants = owner
        .get("/v1/touchpoints/restaurants/insight")
        .await
        .expect(200)
        .body;
    assert_eq!(restaurants["aspects"][0]["question"]["key"], "Q9FOOD");
}

/// The same operation answers the command line.
async fn on_the_command_line(world: &World) {
    use domain::access::Actor;
    use server::insight::{asking::Asked, cli::pick_organization, ops};
    let organization = pick_organization(&world.app, None)
        .await
        .map_err(|failure| failure.to_string())
        .expect("the only one");
    let pairs = [("measure", "nps"), ("period", "2017"), ("weighted", "true")];
    let pairs: Vec<(String, String)> = pairs
        .iter()
        .map(|(name, value)| ((*name).into(), (*value).into()))
        .collect();
    let asked = Asked::of_pairs(&pairs).expect("a question");
    let answer = ops::get_measure(&world.app, &Actor::system(organization.id), &asked)
        .await
        .expect("an answer");
    near(answer.total.value.expect("a score"), 40.40, 2);
}

#[tokio::test]
async fn kept_answers_take_no_more_room_than_they_may() {
    store::testing::on_sqlite(|store| async move {
        let world = World::with(store, &[("kept_answers_mb", "1")]).await;
        let month = world.app.segment_folder().join("org/one/2026-02");
        std::fs::create_dir_all(month.join("a.kept")).unwrap();
        std::fs::write(month.join("a.parquet"), vec![0; 2 << 20]).unwrap();
        for name in ["older", "newer"] {
            std::fs::write(month.join("a.kept").join(name), vec![0; 600 << 10]).unwrap();
            std::thread::sleep(Duration::from_millis(20));
        }
        let prune = || server::insight::jobs::prune_kept(&world.app);
        assert_eq!(prune().await.unwrap(), 1);
        assert_eq!(prune().await.unwrap(), 0);
        assert!(month.join("a.kept/newer").exists() && !month.join("a.kept/older").exists());
        assert!(
            month.join("a.parquet").exists(),
            "a segment is never one of them"
        );
    })
    .await;
}
