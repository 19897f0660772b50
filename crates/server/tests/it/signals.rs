//! Files become responses, exactly once, and can be taken back; programs send touches and responses.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Duration;

use axum::http::Method;
use domain::access::{Actor, Permission};
use domain::signals::mapping::{FileHints, Mapping};
use serde_json::{Value, json};
use server::signals::reading::Table;
use server::signals::run::{self, Ending};

use crate::world::{Answer, Caller, World, each_database, on_sqlite};

/// A survey of so many people with known numbers. Rows 100, 5,000 and the last are bad where there are that many:
/// one without a key, one on 31 February, one that breaks off.
fn survey(rows: usize) -> Vec<u8> {
    let mut text = String::from("id,date,nps,satisfaction,wifi,food,comment,branch,weight\n");
    for row in 1..=rows {
        let (key, date) = match row {
            100 => (String::new(), "2025-03-05".to_owned()),
            5_000 => ("r5000".to_owned(), "2025-02-31".to_owned()),
            _ => (
                format!("r{row}"),
                format!("2025-{:02}-{:02}", row % 12 + 1, row % 28 + 1),
            ),
        };
        if row == rows && rows > 100 {
            let _ = write!(text, "r{row},2025-01-01,9");
            continue;
        }
        // Of ten people seven promote, two are passive and one detracts: NPS 60.
        let nps = [9, 10, 9, 8, 10, 9, 7, 10, 9, 3][row % 10];
        let words = if row % 3 == 0 {
            format!("\"Friendly, but slow on visit {row}\"")
        } else {
            String::new()
        };
        let branch = ["North", "South", "West"][row % 3];
        let weight = if row % 2 == 0 { "0.5" } else { "1.5" };
        let _ = writeln!(
            text,
            "{key},{date},{nps},{},{},{},{words},{branch},{weight}",
            [5, 4, 4, 3, 5, 2, 4, 1][row % 8],
            [5, 4, 6, 3, 5, 2, 4, 1, 6][row % 9],
            [5, 4, 4, 3, 5, 2, 1][row % 7],
        );
    }
    text.into_bytes()
}

fn mapping() -> Value {
    let rating = |column: &str, touchpoint: &str| {
        json!({
            "column": column, "role": "rating", "question": format!("shop-{column}"), "scale": "1-5", "codes": { "6": "not_used" },
            "touchpoint": touchpoint, "primary": true,
        })
    };
    json!({
        "version": 1, "name": "Shops", "source": "shops-2025",
        "stages": [{ "key": "visit", "label": "Visit" }],
        "touchpoints": [
            { "key": "wifi", "label": "Free Wi-Fi", "kind": "static", "stage": "visit" },
            { "key": "food", "label": "Food", "stage": "visit" },
        ],
        "columns": [
            { "column": "id", "role": "key" },
            { "column": "date", "role": "date", "part": "whole", "order": "ymd" },
            { "column": "nps", "role": "recommend", "question": "shop-nps", "scale": "0-10" },
            { "column": "satisfaction", "role": "rating", "question": "shop-overall", "scale": "1-5", "primary": true },
            rating("wifi", "wifi"), rating("food", "food"),
            { "column": "comment", "role": "comment", "question": "shop-words" },
            { "column": "branch", "role": "attribute", "attribute": "branch" },
            { "column": "weight", "role": "weight" },
        ],
    })
}

async fn upload(caller: &mut Caller, name: &str, bytes: Vec<u8>) -> Answer {
    let path = format!("/v1/uploads?name={name}");
    caller
        .send_raw(Method::POST, &path, Some("application/octet-stream"), bytes)
        .await
}

/// Starts an import and waits until it is over.
async fn import(caller: &mut Caller, upload: &Value, mapping: &Value) -> Value {
    let form = json!({ "upload": upload["id"], "mapping": mapping });
    let started = caller.post("/v1/imports", form).await.expect(202).body;
    over(caller, started["id"].as_str().unwrap()).await
}

async fn over(caller: &mut Caller, id: &str) -> Value {
    for _ in 0..3_000 {
        let import = caller
            .get(&format!("/v1/imports/{id}"))
            .await
            .expect(200)
            .body;
        if !["queued", "running"].contains(&import["state"].as_str().unwrap()) {
            return import;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the import does not end");
}

fn counts(import: &Value) -> (&str, i64, i64, i64, i64) {
    let number = |field: &str| import[field].as_i64().unwrap();
    (
        import["state"].as_str().unwrap(),
        number("imported"),
        number("unchanged"),
        number("conflicts"),
        number("rejected"),
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_comes_in_once_and_can_be_taken_back() {
    each_database(|world| async move {
        let _work = server::jobs::start(&world.app);
        let mut owner = world.owner().await;
        let file = upload(&mut owner, "shops-2025.csv", survey(10_000))
            .await
            .expect(201)
            .body;
        assert_eq!(
            (&file["rows"], &file["delimiter"], &file["header_rows"]),
            (&json!(10_000), &json!(","), &json!(1))
        );
        assert_eq!(file["preview"].as_array().unwrap().len(), 20);
        let roles: Vec<&str> = file["columns"]
            .as_array()
            .unwrap()
            .iter()
            .map(|c| c["kind_guess"].as_str().unwrap())
            .collect();
        assert_eq!(
            roles,
            [
                "key",
                "date",
                "recommend",
                "rating",
                "rating",
                "rating",
                "comment",
                "attribute",
                "weight"
            ]
        );

        let preview = format!("/v1/uploads/{}/preview", file["id"].as_str().unwrap());
        let outcome = owner
            .post(&preview, json!({ "mapping": mapping() }))
            .await
            .expect(200)
            .body;
        assert_eq!(
            (
                &outcome["responses"],
                &outcome["rejected"],
                &outcome["touchpoints"]
            ),
            (&json!(9_997), &json!(3), &json!(2))
        );
        assert_eq!(outcome["nps"]["n"], 9_997);
        assert_eq!(outcome["problems"][0]["row"], 101);

        let done = import(&mut owner, &file, &mapping()).await;
        assert_eq!(counts(&done), ("done", 9_997, 0, 0, 3), "{done}");
        assert_eq!(
            (&done["touchpoints_created"], &done["clients_created"]),
            (&json!(2), &json!(9_997))
        );
        assert_eq!(
            (&done["rows_done"], &done["by"]),
            (&json!(10_000), &json!("Olga Owner"))
        );

        let rejects = owner
            .get(&format!(
                "/v1/imports/{}/rejects",
                done["id"].as_str().unwrap()
            ))
            .await
            .expect(200);
        let lines: Vec<&str> = rejects.text.lines().collect();
        assert_eq!(
            lines[0],
            "id,date,nps,satisfaction,wifi,food,comment,branch,weight,line,reason"
        );
        assert_eq!(lines.len(), 4);
        assert!(
            lines[1].starts_with(",2025-03-05,9,")
                && lines[1].ends_with("101,The key `id` is empty."),
            "{}",
            lines[1]
        );
        assert!(lines[2].contains("2025-02-31"), "{}", lines[2]);
        assert!(
            lines[3].starts_with("r10000,2025-01-01,9,")
                && lines[3].contains("ends after 3 of 9 columns"),
            "{}",
            lines[3]
        );

        let again = import(&mut owner, &file, &mapping()).await;
        assert_eq!(counts(&again), ("done", 0, 9_997, 0, 3));
        assert_eq!(
            (&again["touchpoints_created"], &again["clients_created"]),
            (&json!(0), &json!(0))
        );

        let path = |import: &Value, verb: &str| {
            format!("/v1/imports/{}/{verb}", import["id"].as_str().unwrap())
        };
        owner
            .post(&path(&done, "cancel"), json!({}))
            .await
            .problem(409, "conflict");
        let undone = owner
            .post(&path(&done, "undo"), json!({}))
            .await
            .expect(200)
            .body;
        assert_eq!(undone["state"], "undone");
        owner
            .post(&path(&done, "undo"), json!({}))
            .await
            .problem(409, "conflict");
        assert_eq!(
            owner.get("/v1/touchpoints").await.expect(200).body["items"],
            json!([])
        );

        let third = import(&mut owner, &file, &mapping()).await;
        assert_eq!(counts(&third), ("done", 9_997, 0, 0, 3));
        assert_eq!(third["no"], 3);
        let listed = owner.get("/v1/imports").await.expect(200).body;
        let states: Vec<&str> = listed["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|i| i["state"].as_str().unwrap())
            .collect();
        assert_eq!(states, ["done", "done", "undone"]);
        world.app.stop();
    })
    .await;
}

/// Three people: the first liked the Wi-Fi too much and could not spell, the last has no key.
const ODD: &[u8] = b"id,date,nps,satisfaction,wifi,food,comment,branch,weight\n\
r1,2025-03-05,9,4,9,good,,North,1\n\
r2,2025-03-06,10,5,5,4,,South,1\n\
,2025-03-07,10,5,8,4,,South,1\n";

#[tokio::test(flavor = "multi_thread")]
async fn values_that_were_left_out_stay_with_the_import() {
    each_database(|world| async move {
        let _work = server::jobs::start(&world.app);
        let mut owner = world.owner().await;
        let file = upload(&mut owner, "odd.csv", ODD.to_vec())
            .await
            .expect(201)
            .body;
        let done = import(&mut owner, &file, &mapping()).await;
        assert_eq!(counts(&done), ("done", 2, 0, 0, 1), "{done}");
        assert_eq!(done["left_out"], 2, "none of the row that was set aside");
        let path = format!("/v1/imports/{}/left-out", done["id"].as_str().unwrap());
        let left_out = owner.get(&path).await.expect(200).text;
        assert_eq!(
            left_out,
            "row,column,value,reason\n\
             2,food,good,\"`food` is \"\"good\"\", no number and no known code. It was left out, the row stays.\"\n\
             2,wifi,9,\"`wifi` is 9, the scale ends at 5. It was left out, the row stays.\"\n"
        );
        let mut frontline = world
            .invited(&mut owner, "fred@first.example", "frontline")
            .await;
        frontline.get(&path).await.problem(403, "forbidden");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attribute_is_called_what_its_latest_mapping_calls_it() {
    each_database(|world| async move {
        let _work = server::jobs::start(&world.app);
        let mut owner = world.owner().await;
        for (at, said, shown) in [
            (0, None, "Branch"),
            (1, Some("Shop of the visit"), "Shop of the visit"),
            (2, None, "Shop of the visit"),
            (3, Some("Shop"), "Shop"),
        ] {
            let mut mapping = mapping();
            mapping["source"] = json!(format!("shops-{at}"));
            if let Some(label) = said {
                mapping["columns"][7]["label"] = json!(label);
            }
            let file = upload(&mut owner, "shops.csv", survey(20))
                .await
                .expect(201)
                .body;
            let done = import(&mut owner, &file, &mapping).await;
            assert_eq!(counts(&done), ("done", 20, 0, 0, 0), "{done}");
            let dimensions = owner.get("/v1/dimensions").await.expect(200).body;
            let attribute = &dimensions["attributes"][0];
            assert_eq!(
                (&attribute["key"], &attribute["label"]),
                (&json!("branch"), &json!(shown))
            );
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_was_something_else_is_refused_by_the_name_of_its_column() {
    on_sqlite(|world| async move {
        let _work = server::jobs::start(&world.app);
        let mut owner = world.owner().await;
        let file = upload(&mut owner, "shops.csv", survey(20))
            .await
            .expect(201)
            .body;
        import(&mut owner, &file, &mapping()).await;
        let mut other = mapping();
        other["columns"][5] =
            json!({ "column": "food", "role": "comment", "question": "shop-food" });
        let preview = format!("/v1/uploads/{}/preview", file["id"].as_str().unwrap());
        let tried = owner.post(&preview, json!({ "mapping": other })).await;
        let form = json!({ "upload": file["id"], "mapping": other });
        let started = owner.post("/v1/imports", form).await;
        for answer in [tried, started] {
            let problem = answer.problem(422, "mapping_does_not_fit");
            let detail = problem.body["detail"].as_str().unwrap();
            assert_eq!(
                detail,
                "Column `food` is read as a comment for the question `shop-food`, but earlier answers to `shop-food` are \
                 a rating. Give the column another question key, such as `shop-food-2`, or the meaning that it had before."
            );
        }
        let imports = owner.get("/v1/imports").await.expect(200).body;
        assert_eq!(imports["items"].as_array().unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_with_other_values_is_told_and_changes_nothing() {
    on_sqlite(|world| async move {
        let _work = server::jobs::start(&world.app);
        let mut owner = world.owner().await;
        let file = upload(&mut owner, "a.csv", survey(50))
            .await
            .expect(201)
            .body;
        assert_eq!(
            counts(&import(&mut owner, &file, &mapping()).await),
            ("done", 50, 0, 0, 0)
        );
        let changed = String::from_utf8(survey(50))
            .unwrap()
            .replace("r7,2025-08-08,10", "r7,2025-08-08,2");
        let file = upload(&mut owner, "b.csv", changed.into_bytes())
            .await
            .expect(201)
            .body;
        let second = import(&mut owner, &file, &mapping()).await;
        assert_eq!(counts(&second), ("done", 0, 49, 1, 0));
        let rejects = owner
            .get(&format!(
                "/v1/imports/{}/rejects",
                second["id"].as_str().unwrap()
            ))
            .await
            .expect(200);
        assert!(
            rejects.text.contains("r7,") && rejects.text.contains("something else"),
            "{}",
            rejects.text
        );
        world.app.stop();
    })
    .await;
}

/// A file on disk, its table and an import that is queued.
async fn queued(
    world: &World,
    bytes: &[u8],
) -> (
    tempfile::TempDir,
    Table,
    store::signals::Import,
    Mapping,
    domain::access::Grant,
) {
    let access = world.app.store().access();
    let organization = access.organizations().await.unwrap().remove(0);
    let grant = Actor::system(organization.id)
        .require(Permission::RunImports)
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.csv");
    std::fs::write(&path, bytes).unwrap();
    let table = Table::open(&path, "file.csv", &FileHints::default()).unwrap();
    let mapping = Mapping::from_value(mapping()).unwrap();
    let import =
        server::signals::ops::create_import(&world.app, &grant, "file.csv", &mapping, None)
            .await
            .unwrap();
    (folder, table, import, mapping, grant)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_import_leaves_nothing() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let (_folder, table, import, mapping, grant) = queued(&world, &survey(10_000)).await;
        let (told, mut hear) = tokio::sync::mpsc::unbounded_channel();
        let app = world.app.clone();
        let running = {
            let import = import.clone();
            tokio::spawn(async move {
                let org = app.store().org(&grant);
                let mut tell = |progress: &store::signals::ImportProgress| {
                    let _ = told.send(*progress);
                };
                run::run(&app, &org, &import, table, &mapping, None, &mut tell).await
            })
        };
        let first = hear.recv().await.unwrap();
        assert_eq!(first.imported, 999, "row 100 is bad");
        owner
            .post(&format!("/v1/imports/{}/cancel", import.id), json!({}))
            .await
            .expect(200);
        let outcome = running.await.unwrap().unwrap();
        assert_eq!(outcome.ending, Ending::Cancelled);
        let seen = owner
            .get(&format!("/v1/imports/{}", import.id))
            .await
            .expect(200)
            .body;
        assert_eq!(seen["state"], "cancelled");
        assert_eq!(
            owner.get("/v1/touchpoints").await.expect(200).body["items"],
            json!([])
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_was_killed_goes_on_and_counts_its_own_rows() {
    each_database(|world| async move {
        let _owner = world.owner().await;
        let (_folder, table, import, mapping, grant) = queued(&world, &survey(3_000)).await;
        let org = world.app.store().org(&grant);
        // Killed in the middle: what was noted and written stays as it was.
        {
            let (told, mut hear) = tokio::sync::mpsc::unbounded_channel();
            let (app, org, import, table, mapping) = (
                world.app.clone(),
                org.clone(),
                import.clone(),
                table.clone(),
                mapping.clone(),
            );
            let running = tokio::spawn(async move {
                let mut tell = |progress: &store::signals::ImportProgress| {
                    let _ = told.send(*progress);
                };
                run::run(&app, &org, &import, table, &mapping, None, &mut tell).await
            });
            hear.recv().await.unwrap();
            running.abort();
            let _ = running.await;
        }
        let again = org.import(import.id).await.unwrap().unwrap();
        if again.state == store::signals::ImportState::Running {
            let outcome = run::run(&world.app, &org, &again, table, &mapping, None, &mut |_| {})
                .await
                .unwrap();
            let progress = outcome.progress;
            assert_eq!(
                (outcome.ending, progress.rows_done, progress.rejected),
                (Ending::Done, 3_000, 2)
            );
            assert_eq!(progress.imported + progress.unchanged, 2_998);
        }
        assert_eq!(
            org.undo_import(import.id, world.app.now())
                .await
                .unwrap()
                .unwrap()
                .responses,
            2_998
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_table_or_does_not_fit_is_refused_with_a_sentence() {
    on_sqlite(|world| async move {
        let mut owner = world.owner().await;
        let refused = upload(&mut owner, "empty.csv", Vec::new())
            .await
            .problem(422, "unreadable_file");
        assert_eq!(refused.body["detail"], "The file is empty.");
        let picture = upload(&mut owner, "a.csv", b"\x89PNG\r\n\x1a\n\0\0\0".to_vec())
            .await
            .problem(422, "unreadable_file");
        assert!(
            picture.body["detail"]
                .as_str()
                .unwrap()
                .contains("a picture")
        );
        upload(&mut owner, "", survey(3))
            .await
            .problem(422, "invalid_fields");

        let file = upload(&mut owner, "a.csv", b"id,score\n1,5\n2,4\n".to_vec())
            .await
            .expect(201)
            .body;
        let preview = format!("/v1/uploads/{}/preview", file["id"].as_str().unwrap());
        let other = owner
            .post(&preview, json!({ "mapping": mapping() }))
            .await
            .problem(422, "mapping_does_not_fit");
        assert!(
            other.body["detail"]
                .as_str()
                .unwrap()
                .contains("Is this mapping for another file?"),
            "{}",
            other.text
        );
        let newer = owner
            .post(&preview, json!({ "mapping": { "version": 7 } }))
            .await
            .problem(422, "invalid_fields");
        assert_eq!(newer.body["errors"][0]["field"], "mapping");
        assert!(
            newer.body["errors"][0]["message"]
                .as_str()
                .unwrap()
                .contains("version 7")
        );
        let form =
            json!({ "upload": "0190b6a2-5f7e-7c3a-9d1e-2f4b6a8c0d1e", "mapping": mapping() });
        owner
            .post("/v1/imports", form)
            .await
            .problem(404, "not_found");
        assert_eq!(
            owner.get("/v1/imports").await.expect(200).body["items"],
            json!([])
        );

        let read = format!("/v1/uploads/{}/read", file["id"].as_str().unwrap());
        let again = owner
            .post(&read, json!({ "delimiter": ";" }))
            .await
            .expect(200)
            .body;
        assert_eq!(again["columns"].as_array().unwrap().len(), 1);
        owner
            .post(&read, json!({ "encoding": "klingon" }))
            .await
            .problem(422, "unreadable_file");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_saved_mapping_fits_next_years_file() {
    on_sqlite(|world| async move {
        let mut owner = world.owner().await;
        let saved = owner
            .post(
                "/v1/mappings",
                json!({ "name": "Our shops", "mapping": mapping() }),
            )
            .await
            .expect(201)
            .body;
        assert_eq!(
            (&saved["version"], &saved["builtin"]),
            (&json!(1), &json!(false))
        );
        let next = String::from_utf8(survey(60)).unwrap().replacen(
            "id,date,nps,satisfaction,wifi,food,comment,branch,weight",
            "*ID,Date,NPS,Satisfaction,Wi-Fi,food,comment,branch,Weight",
            1,
        );
        let file = upload(&mut owner, "shops-2026.csv", next.into_bytes())
            .await
            .expect(201)
            .body;
        assert_eq!(file["ready_mapping"]["name"], "Our shops");
        assert_eq!(
            file["ready_mapping"]["renamed"].as_array().unwrap().len(),
            6
        );
        assert_eq!(file["proposal"]["source"], "shops-2026");
        assert_eq!(file["proposal"]["columns"][4]["question"], "shop-wifi");

        let all = owner.get("/v1/mappings").await.expect(200).body;
        let names: Vec<&str> = all["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|m| m["name"].as_str().unwrap())
            .collect();
        assert_eq!(names[0], "Our shops");
        assert_eq!(names.len(), 5);
        let document = owner.get("/v1/mappings/sfo-2017").await.expect(200).body;
        assert_eq!(document["mapping"]["source"], "sfo-2017");
        owner
            .delete("/v1/mappings/sfo-2017")
            .await
            .problem(409, "conflict");
        owner
            .delete(&format!("/v1/mappings/{}", saved["id"].as_str().unwrap()))
            .await
            .expect(204);
        assert_eq!(
            owner.get("/v1/mappings").await.expect(200).body["items"]
                .as_array()
                .unwrap()
                .len(),
            4
        );
    })
    .await;
}

#[tokio::test]
async fn programs_send_signals_and_each_counts_once() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        owner.post("/v1/channels", json!({ "label": "Phone" })).await.expect(201);
        owner
            .post("/v1/touchpoints", json!({ "label": "Support call", "kind": "dynamic", "existence": "live" }))
            .await
            .expect(201);
        let touch = json!({
            "external_id": "t1", "client": { "key": "c1", "name": "Client One", "attributes": { "region": "North" } },
            "touchpoint": "support-call", "channel": "phone", "occurred_at": "2026-02-01T10:00:00Z", "perception": 2,
        });
        let first = owner.post("/v1/touches", touch.clone()).await.expect(200).body;
        assert_eq!((&first["accepted"], &first["results"][0]["status"]), (&json!(1), &json!("created")));
        let second = owner.post("/v1/touches", touch.clone()).await.expect(200).body;
        assert_eq!((&second["accepted"], &second["unchanged"]), (&json!(0), &json!(1)));
        assert_eq!(second["results"][0]["id"], first["results"][0]["id"]);

        let wrong = json!({ "external_id": "", "client": { "key": "c1" }, "touchpoint": "nowhere", "occurred_at": "yesterday" });
        let refused = owner.post("/v1/touches", wrong).await.problem(422, "invalid_fields");
        let fields: Vec<&str> = refused.body["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap()).collect();
        assert_eq!(fields, ["touchpoint", "external_id", "occurred_at"]);

        let answer = |score: f64| {
            json!({ "question": "support", "score": score, "kind": "rating", "scale": "1-5", "touchpoint": "support-call" })
        };
        let response = |id: &str, score: f64| {
            json!({ "external_id": id, "client": { "key": "c1" }, "occurred_at": "2026-02-01T11:00:00Z", "answers": [answer(score)] })
        };
        let batch = json!({ "items": [response("r1", 5.0), response("r2", 9.0), { "external_id": "r3" }, response("r1", 5.0), response("r1", 4.0)] });
        let told = owner.post("/v1/responses", batch).await.expect(200).body;
        let statuses: Vec<&str> = told["results"].as_array().unwrap().iter().map(|r| r["status"].as_str().unwrap()).collect();
        assert_eq!(statuses, ["created", "refused", "refused", "unchanged", "conflict"]);
        let errors: Vec<(u64, &str)> = told["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|error| (error["item"].as_u64().unwrap(), error["field"].as_str().unwrap()))
            .collect();
        assert_eq!(errors, [(2, "client"), (1, "answers[0].score")]);
        let touchpoints = owner.get("/v1/touchpoints").await.expect(200).body;
        assert_eq!(touchpoints["items"][0]["questions"][0]["key"], "support");
        let unknown = json!({ "external_id": "r9", "client": { "key": "c" }, "occurred_at": "2026-02-01T11:00:00Z", "answers": [{ "question": "new", "score": 1 }] });
        let refused = owner.post("/v1/responses", unknown).await.problem(422, "invalid_fields");
        assert_eq!(refused.body["errors"][0]["field"], "answers[0].question");
    })
    .await;
}

/// Clients whose remarks in the comments of 2017 were coded as about a touchpoint, counted from the file by itself.
async fn what_was_said_counts_where_it_belongs(owner: &mut Caller) {
    let board = owner
        .get("/v1/scoreboard?period=2017")
        .await
        .expect(200)
        .body;
    let rows = board["rows"].as_array().unwrap();
    let row = |key: &str| {
        rows.iter()
            .find(|row| row["touchpoint"]["key"] == key)
            .unwrap()
    };
    for (key, clients) in [
        ("wifi", 68),
        ("restaurants", 331),
        ("security", 273),
        ("precheck", 468),
        ("signs", 111),
        ("power-outlets", 116),
        ("immigration", 28),
        ("announcements", 5),
    ] {
        assert_eq!(row(key)["comments"], clients, "{key}");
    }
    // Nobody asks about it, and yet it is brought up.
    let check_in = row("airline-check-in");
    assert_eq!(
        (&check_in["comments"], &check_in["question"]),
        (&json!(58), &Value::Null)
    );
    let page = owner
        .get("/v1/touchpoints/airline-check-in/insight?period=2017")
        .await
        .expect(200)
        .body;
    let themes = json!([
        { "code": "Check-in slow or short of staff", "label": "Check-in slow or short of staff", "clients": 36 },
        { "code": "Airline check-in slow or confusing", "label": "Airline check-in slow or confusing", "clients": 24 },
        { "code": "Check-in kiosk faulty", "label": "Check-in kiosk faulty", "clients": 8 },
    ]);
    assert_eq!(
        page["comments"],
        json!({ "total": 58, "themes_by": "codes", "themes": themes })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_airports_surveys_come_in_with_their_known_counts() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/sfo_survey");
    if !folder.exists() {
        return;
    }
    each_database(move |world| {
        let folder = folder.clone();
        async move {
            let _work = server::jobs::start(&world.app);
            let mut owner = world.owner().await;
            for (year, rows, created) in [(2014, 2_818, 26), (2015, 2_958, 0), (2016, 3_087, 0), (2017, 2_831, 0)] {
                let name = format!("{year}_SFO_Customer_Survey.csv");
                let bytes = std::fs::read(folder.join(&name)).unwrap();
                let file = upload(&mut owner, &name, bytes).await.expect(201).body;
                assert_eq!(file["ready_mapping"]["id"], format!("sfo-{year}"));
                let done = import(&mut owner, &file, &file["proposal"]).await;
                assert_eq!(counts(&done), ("done", rows, 0, 0, 0), "{done}");
                assert_eq!(done["touchpoints_created"], created);
                if year == 2017 {
                    let preview = format!("/v1/uploads/{}/preview", file["id"].as_str().unwrap());
                    let outcome = owner.post(&preview, json!({ "mapping": file["proposal"] })).await.expect(200).body;
                    assert_eq!(outcome["cells"], json!({ "ratings": 54_009, "not_used": 14_677, "blank": 4_920, "rejected": 0 }));
                    assert_eq!(outcome["touchpoints"], 25);
                    assert_eq!(outcome["nps"]["n"], 2_746);
                    assert_eq!(format!("{:.2}", outcome["nps"]["value"].as_f64().unwrap()), "39.84");
                    assert_eq!(format!("{:.2}", outcome["nps_weighted"]["value"].as_f64().unwrap()), "40.40");
                }
            }
            for (year, n, mean) in [(2014, 2_677, "3.9959"), (2015, 2_810, "4.0480"), (2016, 2_919, "4.0380"), (2017, 2_688, "4.0644")] {
                let path = format!("/v1/measure?measure=mean&where=question=Q7ALL&period={year}");
                let answer = owner.get(&path).await.expect(200).body;
                let estimate = &answer["total"];
                assert_eq!(estimate["n"], n, "{answer}");
                assert_eq!(format!("{:.4}", estimate["value"].as_f64().unwrap()), mean);
            }
            what_was_said_counts_where_it_belongs(&mut owner).await;
            world.app.stop();
        }
    })
    .await;
}
