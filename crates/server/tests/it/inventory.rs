//! The inventory: from nothing or from a template to a grid, edited, brought in, undone, compared.

use std::collections::BTreeSet;

use axum::http::Method;
use serde_json::{Value, json};

use crate::world::{Answer, Caller, World, each_database};

fn of<'a>(list: &'a Value, key: &str) -> &'a Value {
    let all = list["touchpoints"].as_array().or(list["items"].as_array());
    let mut all = all.unwrap_or_else(|| panic!("a list: {list}")).iter();
    all.find(|it| it["key"] == key)
        .unwrap_or_else(|| panic!("no {key}"))
}

async fn inventory(owner: &mut Caller) -> Value {
    owner.get("/v1/inventory").await.expect(200).body
}

async fn undo(owner: &mut Caller, change: &Value) -> Answer {
    let path = format!("/v1/changes/{}/undo", change.as_str().expect("a change"));
    owner.send(Method::POST, &path, None).await
}

async fn bring_in(owner: &mut Caller, name: &str, dry_run: bool, file: &[u8]) -> Answer {
    let path = format!("/v1/inventory/import?name={name}&dry_run={dry_run}");
    let kind = Some("application/octet-stream");
    owner
        .send_raw(Method::POST, &path, kind, file.to_vec())
        .await
}

async fn with_template(world: &World) -> (Caller, Value) {
    let mut owner = world.owner().await;
    let form = json!({ "existence": "live" });
    let applied = owner
        .post("/v1/templates/law_firm/apply", form)
        .await
        .expect(200)
        .body;
    (owner, applied)
}

#[tokio::test]
async fn a_template_fills_an_empty_organization_and_can_be_taken_back() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let all = owner.get("/v1/templates?locale=de").await.expect(200).body;
        assert!(all["items"].as_array().unwrap().len() >= 8);
        let law = all["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["key"] == "law_firm")
            .unwrap();
        assert_eq!(
            (&law["label"], &law["applied"]),
            (&json!("Anwaltskanzlei"), &json!(false))
        );
        let detail = owner.get("/v1/templates/law_firm").await.expect(200).body;
        let keys: Vec<&Value> = detail["touchpoints"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| &it["key"])
            .collect();
        assert!(keys.len() >= 40);

        let some =
            json!({ "existence": "missing", "locale": "de", "touchpoints": [keys[0], keys[1]] });
        let first = owner
            .post("/v1/templates/law_firm/apply", some)
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&first["created"], &first["present"]),
            (&json!(2), &json!(0))
        );
        let rest = owner
            .post(
                "/v1/templates/law_firm/apply",
                json!({ "existence": "live" }),
            )
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&rest["created"], &rest["present"]),
            (&json!(keys.len() - 2), &json!(2))
        );

        let seen = inventory(&mut owner).await;
        assert_eq!(seen["touchpoints"].as_array().unwrap().len(), keys.len());
        assert_eq!(seen["coverage"]["n"], json!(keys.len()));
        assert_eq!(seen["coverage"]["missing"], json!(2));
        assert!(seen["stages"].as_array().unwrap().len() >= 5);
        let kinds: BTreeSet<&str> = seen["touchpoints"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["kind"].as_str().unwrap())
            .collect();
        assert_eq!(kinds.len(), 3);

        undo(&mut owner, &rest["change"]).await.expect(200);
        let seen = inventory(&mut owner).await;
        assert_eq!(seen["touchpoints"].as_array().unwrap().len(), 2);
        let again = undo(&mut owner, &rest["change"]).await;
        again.problem(409, "conflict");
        let redone = owner.get("/v1/changes?limit=1").await.expect(200).body;
        assert_eq!(redone["items"][0]["undoes"], rest["change"]);
        undo(&mut owner, &redone["items"][0]["id"])
            .await
            .expect(200);
        assert_eq!(
            inventory(&mut owner).await["touchpoints"]
                .as_array()
                .unwrap()
                .len(),
            keys.len()
        );

        owner
            .get("/v1/templates/bakery")
            .await
            .problem(404, "not_found");
        let wrong = json!({ "existence": "retired", "touchpoints": ["nothing"], "locale": "fr" });
        let refused = owner
            .post("/v1/templates/law_firm/apply", wrong)
            .await
            .problem(422, "invalid_fields");
        assert_eq!(refused.body["errors"].as_array().unwrap().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn touchpoints_are_edited_moved_and_changed_together() {
    each_database(|world| async move {
        let (mut owner, _) = with_template(&world).await;
        let audience = json!({ "label": "Companies", "filter": ["attr.kind=company"] });
        owner.post("/v1/audiences", audience).await.expect(201);
        let seen = inventory(&mut owner).await;
        let all = seen["touchpoints"].as_array().unwrap();
        let path = |it: &Value| format!("/v1/touchpoints/{}", it["id"].as_str().unwrap());
        let change = json!({
            "importance": 5, "moment_of_truth": true, "department": " Front  office ", "our_attention": 4,
            "audiences": ["companies"], "note": "Ask first.",
        });
        let edited = owner.patch(&path(&all[0]), change).await.expect(200).body;
        assert_eq!(edited["department"], "Front office");
        assert_eq!(edited["audiences"], json!([{ "key": "companies", "label": "Companies" }]));
        let nothing = owner.patch(&path(&all[0]), json!({ "importance": 5 })).await.expect(200).body;
        assert!(nothing.get("change").is_none(), "it stood so: {nothing}");

        let wrong = json!({ "existence": "retired", "importance": 9, "our_attention": 6, "audiences": ["nobody"] });
        let refused = owner.patch(&path(&all[0]), wrong).await.problem(422, "invalid_fields");
        let fields: Vec<&Value> = refused.body["errors"].as_array().unwrap().iter().map(|e| &e["field"]).collect();
        assert_eq!(fields, ["importance", "our_attention", "audiences[0]"]);
        let unexplained = owner.patch(&path(&all[0]), json!({ "existence": "retired" })).await;
        assert_eq!(unexplained.problem(422, "invalid_fields").body["errors"][0]["field"], "reason");
        let explained = json!({ "existence": "retired", "reason": "Nobody came." });
        owner.patch(&path(&all[0]), explained).await.expect(200);

        let ids: Vec<&Value> = all[1..6].iter().map(|it| &it["id"]).collect();
        let form = json!({ "ids": ids, "change": { "department": "Partners", "existence": "planned" } });
        let bulk = owner.post("/v1/touchpoints/bulk", form).await.expect(200).body;
        assert!(bulk["items"].as_array().unwrap().iter().all(|it| it["department"] == "Partners"));
        let labels = json!({ "ids": ids, "change": { "label": "Same" } });
        owner.post("/v1/touchpoints/bulk", labels).await.problem(422, "invalid_fields");
        let unexplained = json!({ "ids": ids, "change": { "existence": "not_applicable" } });
        let refused = owner.post("/v1/touchpoints/bulk", unexplained).await.problem(422, "invalid_fields");
        assert_eq!((refused.body["errors"].as_array().unwrap().len(), &refused.body["errors"][4]["item"]), (5, &json!(4)));

        let moved = owner.patch(&path(&all[2]), json!({ "stage": null })).await.expect(200).body;
        let log = owner.get("/v1/changes").await.expect(200).body;
        let kinds: Vec<&Value> = log["items"].as_array().unwrap().iter().map(|it| &it["kind"]).take(3).collect();
        assert_eq!(kinds, ["move", "bulk", "edit"]);
        let refused = undo(&mut owner, &bulk["change"]).await.problem(409, "change_in_the_way");
        assert_eq!(refused.body["errors"][0]["field"], all[2]["label"]);
        assert!(refused.body["detail"].as_str().unwrap().contains(all[2]["label"].as_str().unwrap()));
        undo(&mut owner, &moved["change"]).await.expect(200);
        undo(&mut owner, &bulk["change"]).await.expect(200);
        let back = inventory(&mut owner).await;
        assert_eq!(back["touchpoints"].as_array().unwrap()[1..6], all[1..6]);
        assert_eq!(back["departments"], json!(["Front office"]));

        let spare = json!({ "label": "Spare", "kind": "static", "existence": "planned" });
        let spare = owner.post("/v1/touchpoints", spare).await.expect(201).body;
        let removed = owner.delete(&path(&spare)).await.expect(200).body;
        owner.delete(&path(&spare)).await.problem(404, "not_found");
        undo(&mut owner, &removed["change"]).await.expect(200);
        let form = json!({
            "external_id": "1", "client": { "key": "c" }, "touchpoint": "spare", "occurred_at": "2026-01-01T00:00:00Z",
        });
        owner.post("/v1/touches", form).await.expect(200);
        owner.delete(&path(&spare)).await.problem(409, "in_use");

        let mut analyst = world.invited(&mut owner, "a@first.example", "analyst").await;
        analyst.get("/v1/inventory").await.expect(200);
        analyst.patch(&path(&all[0]), json!({ "importance": 1 })).await.problem(403, "forbidden");
        undo(&mut analyst, &bulk["change"]).await.problem(403, "forbidden");
    })
    .await;
}

#[tokio::test]
async fn cells_stay_empty_on_purpose_and_steps_are_ordered_and_removed() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        for label in ["Join", "Serve", "Leave"] {
            owner.post("/v1/stages", json!({ "label": label })).await.expect(201);
        }
        for label in ["Phone", "Letter"] {
            owner.post("/v1/channels", json!({ "label": label })).await.expect(201);
        }
        let cell = json!({ "stage": "join", "channel": "letter", "reason": "We never write first." });
        let done = owner.send(Method::PUT, "/v1/cells", Some(cell.clone())).await.expect(200).body;
        let seen = inventory(&mut owner).await;
        assert_eq!(seen["cells"][0]["stage"], json!({ "key": "join", "label": "Join" }));
        assert_eq!(seen["coverage"], json!({
            "live": 0, "missing": 0, "value": null, "low": null, "high": null, "n": 0,
        }));
        undo(&mut owner, &done["change"]).await.expect(200);
        assert_eq!(inventory(&mut owner).await["cells"], json!([]));
        owner.send(Method::PUT, "/v1/cells", Some(cell)).await.expect(200);
        owner.delete("/v1/cells?stage=join&channel=letter").await.expect(200);
        assert_eq!(inventory(&mut owner).await["cells"], json!([]));
        let unexplained = json!({ "stage": "join", "channel": "letter", "reason": " " });
        owner.send(Method::PUT, "/v1/cells", Some(unexplained)).await.problem(422, "invalid_fields");
        let form = json!({ "label": "Call", "kind": "dynamic", "existence": "live", "stage": "join", "channel": "phone" });
        owner.post("/v1/touchpoints", form).await.expect(201);
        let full = json!({ "stage": "join", "channel": "phone", "reason": "x" });
        owner.send(Method::PUT, "/v1/cells", Some(full)).await.problem(409, "in_use");

        let order = json!({ "keys": ["leave", "join", "serve"] });
        let ordered = owner.send(Method::PUT, "/v1/stages/order", Some(order)).await.expect(200).body;
        let keys: Vec<&Value> = ordered["items"].as_array().unwrap().iter().map(|it| &it["key"]).collect();
        assert_eq!(keys, ["leave", "join", "serve"]);
        let order = json!({ "keys": ["letter", "phone"] });
        owner.send(Method::PUT, "/v1/channels/order", Some(order)).await.expect(200);
        let seen = inventory(&mut owner).await;
        assert_eq!(seen["channels"][0]["key"], "letter");
        let id = |list: &Value, at: usize| list[at]["id"].as_str().unwrap().to_owned();
        let join = format!("/v1/stages/{}", id(&seen["stages"], 1));
        let refused = owner.delete(&join).await.problem(409, "in_use");
        assert!(refused.body["detail"].as_str().unwrap().contains("a touchpoint"));
        owner.delete(&format!("/v1/stages/{}", id(&seen["stages"], 0))).await.expect(204);
        owner.delete(&format!("/v1/channels/{}", id(&seen["channels"], 0))).await.expect(204);
        assert_eq!(inventory(&mut owner).await["stages"].as_array().unwrap().len(), 2);

        let wrong = json!({ "label": "Odd", "filter": ["stage=join"] });
        owner.post("/v1/audiences", wrong).await.problem(422, "invalid_fields");
        let form = json!({ "label": "Companies", "filter": ["attr.kind=company"] });
        let made = owner.post("/v1/audiences", form).await.expect(201).body;
        let path = format!("/v1/audiences/{}", made["id"].as_str().unwrap());
        let changed = owner.patch(&path, json!({ "label": "Firms" })).await.expect(200).body;
        assert_eq!((&changed["key"], &changed["label"]), (&json!("companies"), &json!("Firms")));
        owner.delete(&path).await.expect(204);
        owner.delete(&path).await.problem(404, "not_found");
    })
    .await;
}

fn spreadsheet(rows: usize, bad: usize) -> String {
    let mut text = "Kontaktpunkt;Phase;Kanal;Wichtigkeit;Status;Abteilung;Farbe\n".to_owned();
    for n in 0..rows {
        let importance = if n < bad {
            "sehr".to_owned()
        } else {
            (n % 5 + 1).to_string()
        };
        text += &format!(
            "Punkt {n};Phase {};Kanal {};{importance};vorhanden;Abteilung {};blau\n",
            n % 9,
            n % 6,
            n % 4
        );
    }
    text
}

#[tokio::test]
async fn five_thousand_rows_come_in_and_ten_bad_ones_come_back() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let file = spreadsheet(5_000, 10);
        let dry = bring_in(&mut owner, "inventar.csv", true, file.as_bytes())
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&dry["created"], &dry["rejected"], &dry["change"]),
            (&json!(4990), &json!(10), &Value::Null)
        );
        assert_eq!(
            inventory(&mut owner).await["touchpoints"],
            json!([]),
            "nothing is kept"
        );
        let told = bring_in(&mut owner, "inventar.csv", false, file.as_bytes())
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&told["rows"], &told["created"], &told["rejected"]),
            (&json!(5000), &json!(4990), &json!(10))
        );
        assert_eq!(told["new_stages"].as_array().unwrap().len(), 9);
        assert_eq!(
            told["columns"][6],
            json!({ "name": "Farbe", "field": null })
        );
        let problem = &told["problems"][0];
        assert_eq!(
            (&problem["row"], &problem["column"], &problem["value"]),
            (&json!(2), &json!("Wichtigkeit"), &json!("sehr"))
        );
        let path = format!("/v1/changes/{}/rejects", told["change"].as_str().unwrap());
        let rejects = owner.get(&path).await.expect(200);
        let lines: Vec<&str> = rejects.text.lines().collect();
        assert_eq!(lines.len(), 11);
        assert_eq!(
            lines[0],
            "Kontaktpunkt,Phase,Kanal,Wichtigkeit,Status,Abteilung,Farbe,row,problem"
        );
        assert!(
            lines[1].starts_with("Punkt 0,Phase 0,Kanal 0,sehr,vorhanden,Abteilung 0,blau,2,"),
            "{}",
            lines[1]
        );

        // Corrected in the file that came back, they come in.
        let mended = rejects.text.replace(",sehr,", ",3,");
        let told = bring_in(&mut owner, "mended.csv", false, mended.as_bytes())
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&told["created"], &told["rejected"]),
            (&json!(10), &json!(0))
        );
        let seen = inventory(&mut owner).await;
        assert_eq!(seen["touchpoints"].as_array().unwrap().len(), 5_000);

        // What goes out comes in again unchanged.
        let csv = owner.get("/v1/export/inventory.csv").await.expect(200);
        let told = bring_in(&mut owner, "again.csv", false, csv.text.as_bytes())
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&told["unchanged"], &told["change"]),
            (&json!(5000), &Value::Null),
            "{}",
            told["problems"]
        );
    })
    .await;
}

#[tokio::test]
async fn a_file_changes_what_it_names_and_nothing_else() {
    each_database(|world| async move {
        let (mut owner, _) = with_template(&world).await;
        owner.post("/v1/audiences", json!({ "label": "Firms, large", "filter": [] })).await.expect(201);
        let seen = inventory(&mut owner).await;
        let first = &seen["touchpoints"][0];
        let path = format!("/v1/touchpoints/{}", first["id"].as_str().unwrap());
        let me = owner.get("/v1/me").await.expect(200).body["person"]["id"].clone();
        let change = json!({
            "label": "=Odd, \"label\"", "note": "-first\nsecond", "audiences": ["firms-large"], "owner": me,
            "moment_of_truth": true, "our_attention": 0, "existence": "not_applicable", "reason": "+ none",
        });
        owner.patch(&path, change).await.expect(200);
        let csv = owner.get("/v1/export/inventory.csv").await.expect(200);
        assert_eq!(csv.header("content-disposition"), "attachment; filename=\"inventory.csv\"");
        let told = bring_in(&mut owner, "same.csv", false, csv.text.as_bytes()).await.expect(200).body;
        assert_eq!((&told["created"], &told["updated"], &told["rejected"]), (&json!(0), &json!(0), &json!(0)), "{told}");

        let key = first["key"].as_str().unwrap();
        let file = format!(
            "key,importance,owner,stage\n{key},1,Nobody Known,\nnew-one,2,,Aftercare\n{key},3,,\nnew two,,,\n"
        );
        let told = bring_in(&mut owner, "some.csv", false, file.as_bytes()).await.expect(200).body;
        assert_eq!((&told["updated"], &told["created"], &told["rejected"]), (&json!(1), &json!(0), &json!(3)), "{told}");
        let problems: Vec<(u64, &str, bool)> = told["problems"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| (it["row"].as_u64().unwrap(), it["column"].as_str().unwrap(), it["kept"].as_bool().unwrap()))
            .collect();
        assert_eq!(problems, [(2, "owner", true), (3, "", false), (4, "key", false), (5, "key", false)]);
        assert_eq!(told["new_stages"], json!([]), "a row that is not taken leaves nothing behind");
        let seen = inventory(&mut owner).await;
        let after = of(&seen, key);
        assert_eq!((&after["importance"], &after["note"]), (&json!(1), &json!("-first\nsecond")));
        assert_eq!(after["stage"], first["stage"], "an empty cell leaves what is there");
        assert_eq!(after["owner"]["name"], "Olga Owner");
        undo(&mut owner, &told["change"]).await.expect(200);
        assert_eq!(of(&inventory(&mut owner).await, key)["importance"], first["importance"]);

        let refused = bring_in(&mut owner, "x.csv", false, b"colour,size\nblue,3\n").await;
        refused.problem(422, "mapping_does_not_fit");
        bring_in(&mut owner, "x.pdf", false, b"%PDF-1.7 nothing").await.problem(422, "unreadable_file");
        bring_in(&mut owner, "x.csv", false, b"").await.problem(422, "unreadable_file");
        let csv = owner.get("/v1/export/inventory.xlsx").await.expect(200);
        assert!(csv.header("content-type").contains("spreadsheetml"));
    })
    .await;
}

#[tokio::test]
async fn a_workbook_goes_out_and_comes_in_unchanged() {
    each_database(|world| async move {
        let (mut owner, _) = with_template(&world).await;
        let actor = world.app.store().access().organizations().await.unwrap();
        let actor = domain::access::Actor::system(actor[0].id);
        let sheet = server::design::inventory::ops::export_inventory(&world.app, &actor)
            .await
            .unwrap();
        let told = bring_in(
            &mut owner,
            "inventory.xlsx",
            false,
            &sheet.to_xlsx().unwrap(),
        )
        .await
        .expect(200)
        .body;
        assert_eq!(
            (&told["created"], &told["updated"], &told["rejected"]),
            (&json!(0), &json!(0), &json!(0)),
            "{told}"
        );
        assert!(told["unchanged"].as_u64().unwrap() >= 40);
    })
    .await;
}

#[tokio::test]
async fn what_happens_and_nobody_wrote_down_is_found_accepted_or_dismissed() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        for label in ["Phone", "E-mail"] {
            owner.post("/v1/channels", json!({ "label": label })).await.expect(201);
        }
        owner.post("/v1/stages", json!({ "label": "Serve" })).await.expect(201);
        let form = json!({ "label": "Service line", "kind": "dynamic", "existence": "live", "stage": "serve", "channel": "phone" });
        owner.post("/v1/touchpoints", form).await.expect(201);
        let touch = |n: usize, channel: Option<&str>, note: &str| {
            json!({
                "external_id": format!("t{n}"), "client": { "key": format!("c{}", n % 5) }, "touchpoint": "service-line",
                "occurred_at": format!("2026-01-0{}T10:00:00Z", n % 8 + 1), "channel": channel, "direction": "in", "note": note,
            })
        };
        let mut items: Vec<Value> = (0..4).map(|n| touch(n, None, "needs the tax certificate again")).collect();
        items.extend((4..9).map(|n| touch(n, Some("e-mail"), &format!("matter {n}"))));
        let kept = owner.post("/v1/touches", json!({ "items": items })).await.expect(200).body;
        assert_eq!(kept["accepted"], 9, "{kept}");

        let found = owner.get("/v1/discoveries").await.expect(200).body;
        let kinds: Vec<(&str, &str)> = found["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| (it["kind"].as_str().unwrap(), it["label"].as_str().unwrap()))
            .collect();
        assert!(kinds.contains(&("other_channel", "Service line (E-mail)")), "{kinds:?}");
        let words = found["items"].as_array().unwrap().iter().find(|it| it["kind"] == "words" && it["n"] == 4);
        let words = words.unwrap_or_else(|| panic!("{found}"));
        assert_eq!((&words["n"], &words["clients"], &words["direction"]), (&json!(4), &json!(4), &json!("in")));

        let items = json!({ "items": [{
            "ground": words["ground"], "label": "Tax certificate", "stage": "serve", "channel": "Portal",
        }] });
        let accepted = owner.post("/v1/discoveries/accept", items).await.expect(200).body;
        assert_eq!(accepted["items"][0]["existence"], "live");
        assert_eq!(accepted["items"][0]["channel"]["label"], "Portal", "as the person said");
        let other = found["items"].as_array().unwrap().iter().find(|it| it["kind"] == "other_channel").unwrap();
        let dismiss = json!({ "items": [{ "ground": other["ground"], "label": other["label"] }] });
        owner.post("/v1/discoveries/dismiss", dismiss).await.expect(204);
        let left = owner.get("/v1/discoveries").await.expect(200).body;
        let grounds: Vec<&Value> = left["items"].as_array().unwrap().iter().map(|it| &it["ground"]).collect();
        assert!(!grounds.contains(&&words["ground"]) && !grounds.contains(&&other["ground"]), "{grounds:?}");
        let dismissed = owner.get("/v1/discoveries/dismissed").await.expect(200).body;
        assert_eq!(dismissed["items"][0]["by"], "Olga Owner");
        owner.post("/v1/discoveries/restore", json!({ "grounds": [other["ground"]] })).await.expect(204);
        undo(&mut owner, &accepted["change"]).await.expect(200);
        let back = owner.get("/v1/discoveries").await.expect(200).body;
        assert_eq!(back["items"], found["items"]);
        let seen = inventory(&mut owner).await;
        assert_eq!(seen["channels"].as_array().unwrap().len(), 2, "the channel went with it");

        let tickets = "Subject,Customer,Channel\nPassword reset,a,Chat\nPassword reset,b,Chat\npassword reset!,c,Chat\n";
        let path = "/v1/discoveries/file?name=tickets.csv";
        let file = owner.send_raw(Method::POST, path, None, tickets.as_bytes().to_vec()).await.expect(200).body;
        assert_eq!((&file["format"], &file["read"]), (&json!("table"), &json!(3)));
        assert_eq!(file["items"][0]["channel"], json!({ "key": "chat", "label": "Chat" }));
    })
    .await;
}

#[tokio::test]
async fn attention_is_compared_with_evidence() {
    each_database(|world| async move {
        let (mut owner, _) = with_template(&world).await;
        let seen = inventory(&mut owner).await;
        let first = &seen["touchpoints"][0];
        let path = format!("/v1/touchpoints/{}", first["id"].as_str().unwrap());
        let change = json!({ "importance": 4, "our_attention": 5, "industry_attention": 5 });
        owner.patch(&path, change).await.expect(200);
        let all = owner.get("/v1/intentionality").await.expect(200).body;
        let it = of(&all, first["key"].as_str().unwrap());
        assert_eq!((&it["industry_from"], &it["over_manage"], &it["ignored"]), (&json!("assumed"), &json!(0.0), &json!(-8.0)));

        let form = |attention: i64, when: &str| json!({
            "touchpoint": first["id"], "who": "Next door", "attention": attention, "evidence": "We called them.",
            "link": "https://example.org/a", "seen_at": when,
        });
        let made = owner.post("/v1/comparisons", form(1, "2026-02-01T00:00:00Z")).await.expect(201).body;
        owner.post("/v1/comparisons", form(5, "2023-01-01T00:00:00Z")).await.expect(201);
        let all = owner.get("/v1/intentionality").await.expect(200).body;
        let it = of(&all, first["key"].as_str().unwrap());
        assert_eq!((&it["industry"], &it["n"], &it["outdated"]), (&json!(1.0), &json!(1), &json!(1)));
        assert_eq!((&it["over_manage"], &it["ignored"]), (&json!(16.0), &json!(8.0)));
        assert_eq!((&all["over_managed"][0], &it["ours_from"]), (&first["id"], &json!("estimate")));
        assert!(all["ignored_by_others"].as_array().unwrap().contains(&first["id"]));

        let path = format!("/v1/comparisons/{}", made["id"].as_str().unwrap());
        let changed = owner.patch(&path, json!({ "attention": 2, "link": null })).await.expect(200).body;
        assert_eq!((&changed["attention"], &changed["link"]), (&json!(2), &Value::Null));
        let wrong = json!({ "attention": 6, "evidence": " ", "link": "javascript:x", "seen_at": "2030-01-01T00:00:00Z" });
        let refused = owner.patch(&path, wrong).await.problem(422, "invalid_fields");
        assert_eq!(refused.body["errors"].as_array().unwrap().len(), 4);
        owner.delete(&path).await.expect(204);
        assert_eq!(owner.get("/v1/comparisons").await.expect(200).body["items"].as_array().unwrap().len(), 1);
        let gone = format!("/v1/touchpoints/{}", first["id"].as_str().unwrap());
        owner.delete(&gone).await.problem(409, "in_use");
    })
    .await;
}
