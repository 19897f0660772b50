//! The ladder: from what clients said to where they stand, what would be if, who sits in the OK-trap, and tables of what
//! was expected and met, compared with computations that share no code with the program.

use std::path::PathBuf;

use serde_json::{Value, json};
use server::demo::ops::load_demo;
use server::insight::ladder::{Reach, place_clients};

use crate::world::{Caller, World, each_database, on_sqlite};

async fn place(world: &World, owner: &mut Caller) -> u64 {
    let me = owner.get("/v1/me").await.expect(200).body;
    let organization = me["organization"]["id"].as_str().unwrap().parse().unwrap();
    place_clients(&world.app, organization, &Reach::Nobody)
        .await
        .expect("placed")
}

async fn expectation(owner: &mut Caller, client: &str, words: &str, level: &str) -> String {
    let item = json!({
        "client": { "key": client, "attributes": { "revenue": "48,000", "rivals": "2" } },
        "words": words, "level": level, "status": "confirmed", "theme": "rates", "source": "interview",
        "stated_at": "2026-01-05T09:00:00Z",
    });
    let told = owner.post("/v1/expectations", item).await.expect(200).body;
    told["results"][0]["id"].as_str().unwrap().to_owned()
}

async fn client(owner: &mut Caller, key: &str) -> String {
    let listed = owner.get("/v1/clients").await.expect(200).body;
    let items = listed["items"].as_array().unwrap();
    let found = items.iter().find(|it| it["key"] == key).expect("a client");
    found["id"].as_str().unwrap().to_owned()
}

fn codes(view: &Value) -> Vec<&str> {
    let reasons = view["reasons"].as_array().unwrap();
    reasons
        .iter()
        .map(|it| it["code"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn a_client_stands_where_its_own_words_put_it() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let first = expectation(&mut owner, "h1", "Ring me before the rate changes", "must").await;
        let second = expectation(&mut owner, "h1", "Know my children's names", "delight").await;
        let id = client(&mut owner, "h1").await;
        let path = format!("/v1/clients/{id}/standing");
        let unknown = owner.get(&path).await.expect(200).body;
        assert_eq!((unknown["rung"].as_str(), codes(&unknown)), (Some("unknown"), vec!["little_covered"]));
        assert_eq!((&unknown["basis"], &unknown["coverage"], &unknown["n"]), (&json!("expectations"), &json!(0.0), &json!(2)));

        let readings = format!("/v1/expectations/{first}/readings");
        let short = json!({ "delta": -2, "words": "I read it in the paper" });
        let made = owner.post(&readings, short).await.expect(201).body;
        let low = owner.get(&path).await.expect(200).body;
        assert_eq!((low["rung"].as_str(), codes(&low)), (Some("dissatisfied"), vec!["must_short"]));
        assert_eq!(low["reasons"][0]["words"], "Ring me before the rate changes");
        assert_eq!(low["reasons"][0]["delta"], -2.0);
        assert_eq!(low["changes"].as_array().unwrap().len(), 1);

        // What if it were met, and a plus-one felt?
        let what_if = format!("{path}/what-if");
        let met = json!({ "met": [{ "expectation": first, "delta": 0 }] });
        let ok = owner.post(&what_if, met).await.expect(200).body;
        assert_eq!((ok["rung"].as_str(), codes(&ok)), (Some("satisfied"), vec!["no_plus_one", "met"]));
        let more = json!({ "met": [{ "expectation": first, "delta": 0 }, { "expectation": second, "delta": 1 }], "plus_one": true });
        assert_eq!(owner.post(&what_if, more).await.expect(200).body["rung"], "loyal");
        let wrong = json!({ "met": [{ "expectation": first, "delta": 4 }, { "expectation": id, "delta": 0 }] });
        let refused = owner.post(&what_if, wrong).await.problem(422, "invalid_fields").body;
        assert_eq!(refused["errors"].as_array().unwrap().len(), 2);
        assert_eq!(owner.get(&path).await.expect(200).body["rung"], "dissatisfied", "a question changes nothing");

        // It was noted wrongly: the history is told anew, as if the right one had been there.
        let right = json!({ "delta": 0.5, "at": made["at"], "corrects": made["id"] });
        let corrected = owner.post(&readings, right).await.expect(201).body;
        let now = owner.get(&path).await.expect(200).body;
        assert_eq!((now["rung"].as_str(), now["changes"].as_array().unwrap().len()), (Some("satisfied"), 1));
        let listed = owner.get(&readings).await.expect(200).body;
        assert_eq!((listed["items"].as_array().unwrap().len(), &listed["items"][0]["delta"]), (1, &json!(0.5)));
        let gone = format!("/v1/readings/{}", corrected["id"]);
        owner.delete(&gone).await.expect(204);
        owner.delete(&gone).await.problem(404, "not_found");
        assert_eq!(owner.get(&path).await.expect(200).body["rung"], "unknown");

        for (body, count) in [
            (json!({ "delta": 4 }), 1),
            (json!({ "delta": 0, "at": "2099-01-01T00:00:00Z", "source": "touch" }), 2),
            (json!({ "delta": 0, "corrects": 99_999 }), 1),
        ] {
            let refused = owner.post(&readings, body).await.problem(422, "invalid_fields").body;
            assert_eq!(refused["errors"].as_array().unwrap().len(), count, "{refused}");
        }
        let mut analyst = world.invited(&mut owner, "a@first.example", "analyst").await;
        analyst.get(&path).await.expect(200);
        analyst.post(&readings, json!({ "delta": 1 })).await.problem(403, "forbidden");
    })
    .await;
}

#[tokio::test]
async fn a_felt_touch_is_read_where_the_live_plan_serves_it_and_time_passes() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let first = expectation(&mut owner, "h1", "Ring me before the rate changes", "must").await;
        expectation(&mut owner, "h2", "Ring me before the rate changes", "must").await;
        let body = json!({ "delta": 1 });
        owner.post(&format!("/v1/expectations/{first}/readings"), body).await.expect(201);
        assert!(place(&world, &mut owner).await >= 2);
        assert_eq!(place(&world, &mut owner).await, 0, "nothing new, nobody is placed");

        // The OK-trap names what is not known, and multiplies what is.
        let trap = owner.get("/v1/ladder/ok-trap").await.expect(200).body;
        assert_eq!((trap["satisfied"].as_u64(), &trap["items"][0]["product"]), (Some(1), &Value::Null));
        let rules = json!({
            "tolerance": 0.5, "reading_days": 90, "plus_one_days": 60, "revenue_attribute": "revenue",
            "alternatives_attribute": "rivals",
        });
        let set = owner.put("/v1/ladder/rules", rules).await.expect(200).body;
        assert_eq!((&set["reading_days"], &set["basis"]), (&json!(90), &json!("expectations")));
        let trap = owner.get("/v1/ladder/ok-trap").await.expect(200).body;
        let item = &trap["items"][0];
        assert_eq!((&item["revenue"], &item["alternatives"], &item["never"]), (&json!(48_000.0), &json!(2.0), &json!(true)));
        let product = 48_000.0 * 2.0 * item["days"].as_f64().unwrap();
        assert_eq!(item["product"].as_f64(), Some(product));
        let wrong = json!({ "tolerance": 9, "reading_days": 1, "plus_one_days": 9_999 });
        let refused = owner.put("/v1/ladder/rules", wrong).await.problem(422, "invalid_fields").body;
        assert_eq!(refused["errors"].as_array().unwrap().len(), 3);

        let ladder = owner.get("/v1/ladder?stretches=2&unit=month").await.expect(200).body;
        assert_eq!(ladder["stretches"].as_array().unwrap().len(), 2);
        let now = &ladder["stretches"][1]["rungs"];
        assert_eq!((&now[2]["clients"], &now[0]["clients"]), (&json!(1), &json!(1)));
        let only = owner.get("/v1/ladder?where=attr.rivals=2").await.expect(200).body;
        assert_eq!(only["clients"], 2);
        // A segment and a tier narrow the whole page alike.
        let filter = json!({ "all": [{ "field": "attr.rivals", "op": "is", "value": "2" }] });
        let segment = json!({ "name": "Two rivals", "filter": filter });
        let segment = owner.post("/v1/segments", segment).await.expect(201).body;
        let of_segment = format!("segment={}", segment["id"].as_str().unwrap());
        let tier = json!({ "key": "gold", "label": "Gold", "attribute": "rivals", "value": "2" });
        owner.post("/v1/tiers", tier).await.expect(201);
        for whom in [of_segment.as_str(), "tier=gold", "where=attr.rivals=2&tier=gold"] {
            let only = owner.get(&format!("/v1/ladder?{whom}")).await.expect(200).body;
            assert_eq!(only["clients"], 2, "{whom}");
            let trap = owner.get(&format!("/v1/ladder/ok-trap?{whom}")).await.expect(200).body;
            assert_eq!(trap["satisfied"], 1, "{whom}");
            let gaps = owner.get(&format!("/v1/ladder/gaps?{whom}")).await.expect(200).body;
            assert_eq!((&gaps["items"][0]["n"], &gaps["items"][0]["clients"]), (&json!(1), &json!(1)));
        }
        for (whom, field) in [("segment=none", "segment"), ("tier=lead", "tier"), ("where=x", "where")] {
            let path = format!("/v1/ladder/gaps?{whom}");
            let refused = owner.get(&path).await.problem(422, "invalid_fields").body;
            assert_eq!(refused["errors"][0]["field"], field);
        }
        for (file, lines) in [("ladder", 1 + 2 * 5), ("ok-trap", 2), ("expectation-gaps", 2)] {
            let path = format!("/v1/export/{file}.csv?stretches=2&unit=month&tier=gold");
            let path = if file == "ladder" { path } else { format!("/v1/export/{file}.csv?tier=gold") };
            let csv = owner.get(&path).await.expect(200);
            assert_eq!(csv.text.lines().count(), lines, "{}", csv.text);
        }
        owner.get("/v1/ladder?where=attr.nothing=2&unit=day&stretches=99").await.problem(422, "invalid_fields");
        let test = owner.get("/v1/ladder/calibration").await.expect(200).body;
        assert_eq!((&test["verdict"], &test["auc"]), (&json!("not_enough"), &Value::Null));

        // Nobody says anything for a hundred days: what was read is out of its window.
        world.clock.advance(std::time::Duration::from_secs(100 * 86_400));
        let mut owner = crate::access::sign_in(&world, "olga@first.example").await;
        assert!(place(&world, &mut owner).await >= 1);
        let trap = owner.get("/v1/ladder/ok-trap").await.expect(200).body;
        assert_eq!(trap["satisfied"], 0);
    })
    .await;
}

#[tokio::test]
async fn fewer_than_five_clients_are_shown_to_the_owner_alone() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        for no in 0..9 {
            let rivals = if no < 4 { "2" } else { "3" };
            let item = |theme: Option<&str>, words: &str| {
                json!({
                    "client": { "key": format!("h{no}"), "attributes": { "rivals": rivals } }, "words": words,
                    "level": "should", "status": "confirmed", "theme": theme, "source": "interview",
                    "stated_at": "2026-01-05T09:00:00Z",
                })
            };
            let mut items = vec![item(Some("rates"), "Ring me before the rate changes")];
            if no < 4 {
                items.push(item(Some("names"), "Know my children's names"));
            }
            if no == 0 {
                items.push(item(None, "Never ring on a Friday"));
            }
            for item in items {
                let told = owner.post("/v1/expectations", item).await.expect(200).body;
                let readings = format!("/v1/expectations/{}/readings", told["results"][0]["id"].as_str().unwrap());
                owner.post(&readings, json!({ "delta": -1 })).await.expect(201);
            }
        }
        let filter = json!({ "all": [{ "field": "attr.rivals", "op": "is", "value": "2" }] });
        let segment = json!({ "name": "Two rivals", "filter": filter });
        let segment = owner.post("/v1/segments", segment).await.expect(201).body;
        let of_segment = format!("segment={}", segment["id"].as_str().unwrap());
        for (key, value) in [("gold", "2"), ("iron", "3")] {
            let tier = json!({ "key": key, "label": key, "attribute": "rivals", "value": value });
            owner.post("/v1/tiers", tier).await.expect(201);
        }
        let few = [("where", "where=attr.rivals=2"), ("segment", &*of_segment), ("tier", "tier=gold")];
        let paths = ["ladder", "ladder/calibration", "ladder/ok-trap", "ladder/gaps", "export/ladder.csv", "export/expectation-gaps.csv"];
        for role in ["designer", "frontline", "analyst"] {
            let mut caller = world.invited(&mut owner, &format!("{role}@first.example"), role).await;
            for (field, whom) in few {
                for path in paths {
                    let refused = caller.get(&format!("/v1/{path}?{whom}")).await.problem(422, "small_group").body;
                    assert_eq!(refused["errors"][0]["field"], field, "{role} {path} {whom}");
                }
            }
            // Five are shown to everybody, and so is the whole.
            for (whom, clients) in [("", 9), ("tier=iron", 5)] {
                let whole = caller.get(&format!("/v1/ladder?{whom}")).await.expect(200).body;
                assert_eq!(whole["clients"], clients, "{role} {whom}");
            }
            let gaps = caller.get("/v1/ladder/gaps").await.expect(200).body;
            let names: Vec<&str> = gaps["items"].as_array().unwrap().iter().map(|it| it["label"].as_str().unwrap()).collect();
            assert_eq!(names, ["Rates", "Names", "Never ring on a Friday"], "what is hidden stands last, by its name");
            let (rates, names) = (&gaps["items"][0], &gaps["items"][1]);
            assert_eq!((&rates["hidden"], &rates["clients"], &rates["gap"]), (&json!(false), &json!(9), &json!(-1.0)));
            assert_eq!((&names["hidden"], &names["clients"], &names["n"]), (&json!(true), &json!(4), &json!(4)));
            for figure in ["expected", "perceived", "gap", "interval", "p", "short", "met", "beyond"] {
                assert_eq!(names[figure], Value::Null, "{figure}");
            }
            let csv = caller.get("/v1/export/expectation-gaps.csv").await.expect(200);
            assert!(csv.text.contains("names,Names,-3,3,4,4,,,,,,,,,,yes"), "{}", csv.text);
        }
        for (_, whom) in few {
            for path in paths {
                owner.get(&format!("/v1/{path}?{whom}")).await.expect(200);
            }
        }
        let gaps = owner.get("/v1/ladder/gaps").await.expect(200).body;
        let shown: Vec<&Value> = gaps["items"].as_array().unwrap().iter().map(|it| &it["gap"]).collect();
        assert_eq!(shown, [&json!(-1.0); 3]);
    })
    .await;
}

#[tokio::test]
async fn without_expectations_scores_stand_in_and_make_nobody_loyal() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let scores = [("a", 10.0), ("b", 8.0), ("c", 3.0)];
        let items: Vec<Value> = scores
            .iter()
            .map(|(key, score)| {
                json!({
                    "external_id": key, "client": { "key": key }, "occurred_at": "2026-02-01T09:00:00Z",
                    "answers": [{ "question": "recommend", "score": score, "kind": "recommend", "scale": "0-10" }],
                })
            })
            .collect();
        owner.post("/v1/responses", json!({ "items": items })).await.expect(200);
        for (key, rung) in [("a", "satisfied"), ("b", "satisfied"), ("c", "dissatisfied")] {
            let id = client(&mut owner, key).await;
            let found = owner.get(&format!("/v1/clients/{id}/standing")).await.expect(200).body;
            assert_eq!((found["rung"].as_str(), found["basis"].as_str()), (Some(rung), Some("scores")), "{key}");
            assert_eq!(found["reasons"][0]["n"], 1);
        }
        let ladder = owner.get("/v1/ladder").await.expect(200).body;
        assert_eq!(ladder["basis"], "scores");
        // The first confirmed expectation ends the fallback for all.
        expectation(&mut owner, "a", "Know my name", "should").await;
        assert_eq!(owner.get("/v1/ladder").await.expect(200).body["basis"], "expectations");
    })
    .await;
}

/// A table of what people expect and what they met.
struct Table {
    csv: String,
    low: f64,
    high: f64,
    /// Columns of both, and the level.
    pairs: Vec<(String, String, &'static str)>,
}

impl Table {
    fn form(&self, source: &str) -> Value {
        let pairs = self.pairs.iter().enumerate().map(|(at, (expected, perceived, level))| {
            json!({
                "expected": expected, "perceived": perceived, "item": format!("item-{}", at + 1),
                "words": format!("Item {}", at + 1), "level": level,
            })
        });
        json!({
            "csv": self.csv, "source": source, "scale_low": self.low, "scale_high": self.high,
            "pairs": pairs.collect::<Vec<_>>(),
        })
    }

    /// Rows of figures; an empty cell or one off the scale is none.
    fn figures(&self) -> Vec<Vec<(Option<f64>, Option<f64>)>> {
        let clean = |cell: &str| cell.trim().trim_matches('"').to_owned();
        let mut lines = self.csv.lines();
        let names: Vec<String> = lines.next().unwrap().split(',').map(clean).collect();
        let at = |name: &str| names.iter().position(|it| it == name).unwrap();
        let figure = |text: String| {
            text.parse()
                .ok()
                .filter(|it| (self.low..=self.high).contains(it))
        };
        lines
            .filter(|line| !line.trim().is_empty())
            .map(|line| {
                let cells: Vec<String> = line.split(',').map(clean).collect();
                self.pairs
                    .iter()
                    .map(|(e, p, _)| (figure(cells[at(e)].clone()), figure(cells[at(p)].clone())))
                    .collect()
            })
            .collect()
    }

    /// By hand: n, mean expected, mean perceived, gap, standard error, short, met, beyond.
    fn gaps(&self) -> Vec<(usize, f64, f64, f64, f64, [usize; 3])> {
        let rows = self.figures();
        (0..self.pairs.len())
            .map(|item| {
                let both: Vec<(f64, f64)> = rows
                    .iter()
                    .filter_map(|row| Some((row[item].0?, row[item].1?)))
                    .collect();
                let n = both.len();
                let mean = |of: fn(&(f64, f64)) -> f64| both.iter().map(of).sum::<f64>() / n as f64;
                let (e, p) = (mean(|it| it.0), mean(|it| it.1));
                let squares: f64 = both.iter().map(|it| (it.1 - it.0 - (p - e)).powi(2)).sum();
                let error = (squares / (n as f64 - 1.0) / n as f64).sqrt();
                let count = |is: fn(f64) -> bool| both.iter().filter(|it| is(it.1 - it.0)).count();
                (
                    n,
                    e,
                    p,
                    p - e,
                    error,
                    [
                        count(|it| it < 0.0),
                        count(|it| it == 0.0),
                        count(|it| it > 0.0),
                    ],
                )
            })
            .collect()
    }

    /// By hand: how many are dissatisfied and how many satisfied. Nobody felt a plus-one.
    fn standings(&self) -> (usize, usize) {
        let (mut low, mut ok) = (0, 0);
        for row in self.figures() {
            let (mut sum, mut weights, mut short) = (0.0, 0.0, false);
            for (pair, (_, _, level)) in row.iter().zip(&self.pairs) {
                if let (Some(e), Some(p)) = pair {
                    let delta = (p - e) * 6.0 / (self.high - self.low);
                    let weight = if *level == "must" { 3.0 } else { 2.0 };
                    short |= *level == "must" && delta < -0.5 - 1e-9;
                    sum += weight * delta;
                    weights += weight;
                }
            }
            if weights == 0.0 {
                continue;
            }
            if short || sum / weights < -0.5 - 1e-9 {
                low += 1;
            } else {
                ok += 1;
            }
        }
        (low, ok)
    }
}

/// Imports a table and compares gaps and standings with those computed by hand.
async fn compare(world: &World, owner: &mut Caller, table: &Table, source: &str) -> Value {
    let told = owner
        .post("/v1/expectations/import", table.form(source))
        .await
        .expect(200)
        .body;
    let rows = table.figures();
    assert_eq!(told["rows"].as_u64(), Some(rows.len() as u64));
    let whole: usize = rows
        .iter()
        .flatten()
        .filter(|it| it.0.is_some() && it.1.is_some())
        .count();
    assert_eq!(told["readings"].as_u64(), Some(whole as u64), "{told}");
    let again = owner
        .post("/v1/expectations/import", table.form(source))
        .await
        .expect(200)
        .body;
    assert_eq!(
        (again["readings"].as_u64(), again["expectations"].as_u64()),
        (Some(0), Some(0)),
        "{again}"
    );

    let found = owner.get("/v1/ladder/gaps").await.expect(200).body;
    let found = found["items"].as_array().unwrap();
    let by_hand = table.gaps();
    assert_eq!(found.len(), by_hand.len());
    for (at, (n, expected, perceived, gap, error, counts)) in by_hand.into_iter().enumerate() {
        let name = format!("item-{}", at + 1);
        let row = found
            .iter()
            .find(|it| it["item"] == name.as_str())
            .expect("the item");
        let near = |key: &str, value: f64| {
            let found = row[key].as_f64().unwrap();
            assert!(
                (found - value).abs() < 1e-9,
                "{name} {key}: {found}, by hand {value}"
            );
        };
        assert_eq!(row["n"].as_u64(), Some(n as u64));
        near("expected", expected);
        near("perceived", perceived);
        near("gap", gap);
        let half = row["interval"]["high"].as_f64().unwrap() - gap;
        // Student's t lies above the normal's 1.96 and, with over fifty people, below 2.02.
        assert!(
            (1.95..2.02).contains(&(half / error)),
            "{name}: {}",
            half / error
        );
        let told =
            ["short", "met", "beyond"].map(|key| row[key]["count"].as_u64().unwrap() as usize);
        assert_eq!(told, counts, "{name}");
    }
    place(world, owner).await;
    let ladder = owner.get("/v1/ladder").await.expect(200).body;
    let now = ladder["stretches"].as_array().unwrap().last().unwrap()["rungs"].clone();
    let counts = |rung: usize| now[rung]["clients"].as_u64().unwrap() as usize;
    assert_eq!((counts(1), counts(2)), table.standings());
    assert_eq!(
        (counts(3), counts(4)),
        (0, 0),
        "nobody is loyal without a plus-one"
    );
    ladder
}

#[tokio::test]
async fn a_table_of_what_was_expected_and_met_gives_the_same_by_hand() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let mut state = 7_u64;
        let mut roll = |sides: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % sides
        };
        let mut csv = String::from("who,e1,p1,e2,p2,e3,p3\n");
        for row in 0..60 {
            csv += &format!("p{row}");
            for _ in 0..3 {
                let expected = 4 + roll(4);
                let perceived = match roll(12) {
                    0 => String::new(),
                    1 => "9".to_owned(),
                    _ => (2 + roll(6)).to_string(),
                };
                csv += &format!(",{expected},{perceived}");
            }
            csv += "\n";
        }
        let pair = |no: u32, level| (format!("e{no}"), format!("p{no}"), level);
        let table = Table { csv, low: 1.0, high: 7.0, pairs: vec![pair(1, "must"), pair(2, "should"), pair(3, "should")] };
        compare(&world, &mut owner, &table, "made up").await;
        let told = owner.post("/v1/expectations/import", table.form("made up")).await.expect(200).body;
        let problems = told["problems"].as_array().unwrap();
        assert!(!problems.is_empty() && problems.iter().all(|it| it["line"].as_u64() > Some(1) && it["reason"] != ""));
        assert_eq!(told["left_out"].as_u64(), Some(problems.len() as u64));

        let wrong = json!({
            "csv": "a,b\n1,2\n", "source": " ", "scale_low": 1, "scale_high": 1,
            "pairs": [{ "expected": "a", "perceived": "z", "item": "A b", "words": "", "level": "maybe" }],
        });
        let refused = owner.post("/v1/expectations/import", wrong).await.problem(422, "invalid_fields").body;
        let fields: Vec<&str> = refused["errors"].as_array().unwrap().iter().map(|it| it["field"].as_str().unwrap()).collect();
        assert_eq!(fields, ["source", "scale_high", "pairs[0].perceived", "pairs[0].item", "pairs[0].words", "pairs[0].level"]);
    })
    .await;
}

/// More clients than are read at once: what is kept of each page adds up to the same.
#[tokio::test]
async fn a_table_of_many_clients_is_read_page_by_page() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let mut csv = String::from("who,e1,p1\n");
        for row in 0..store::clients::ClientRange::CLIENTS + 200 {
            csv += &format!("p{row},{},{}\n", 4 + row % 4, 2 + (row * 7) % 6);
        }
        let pairs = vec![("e1".to_owned(), "p1".to_owned(), "should")];
        let table = Table {
            csv,
            low: 1.0,
            high: 7.0,
            pairs,
        };
        compare(&world, &mut owner, &table, "many").await;
    })
    .await;
}

/// A public data set, where it is at hand: it is not part of the project.
fn data(file: &str) -> Option<String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(root.join("../../../shared/data").join(file)).ok()
}

#[tokio::test]
async fn the_kiosk_survey_gives_the_same_as_an_independent_computation() {
    let Some(csv) = data("kiosk_servqual/kiosk_servqual_dev97.csv") else {
        return;
    };
    let csv: &'static _ = Box::leak(Box::new(csv));
    each_database(move |world: World| async move {
        let mut owner = world.owner().await;
        let pairs = (1..=24).map(|no| {
            // What is kept safe is a must.
            let level = if (19..=21).contains(&no) {
                "must"
            } else {
                "should"
            };
            (format!("sq{no}_1"), format!("sq{no}_2"), level)
        });
        let table = Table {
            csv: csv.clone(),
            low: 1.0,
            high: 7.0,
            pairs: pairs.collect(),
        };
        // Computed in another language: 89 dissatisfied, 8 satisfied; the gaps of three items.
        assert_eq!(table.standings(), (89, 8));
        for (item, gap, error) in [
            (1, -0.546_392, 0.104_681),
            (15, -2.309_278, 0.167_327),
            (23, -2.412_371, 0.175_712),
        ] {
            let found = &table.gaps()[item - 1];
            assert!(
                (found.3 - gap).abs() < 1e-6 && (found.4 - error).abs() < 1e-6,
                "{item} {found:?}"
            );
        }
        compare(&world, &mut owner, &table, "kiosk").await;
        let gaps = owner.get("/v1/ladder/gaps").await.expect(200).body;
        assert_eq!(
            gaps["items"][0]["item"], "item-23",
            "the widest shortfall stands first"
        );
    })
    .await;
}

#[tokio::test]
async fn the_bank_survey_gives_the_same_as_an_independent_computation() {
    let Some(csv) = data("ecsi_bank_satisfaction/satisfaction.csv") else {
        return;
    };
    let csv: &'static _ = Box::leak(Box::new(csv));
    each_database(move |world: World| async move {
        let mut owner = world.owner().await;
        let pairs = (1..=5).map(|no| (format!("expe{no}"), format!("qual{no}"), "should"));
        let table = Table {
            csv: csv.clone(),
            low: 0.0,
            high: 10.0,
            pairs: pairs.collect(),
        };
        // Computed in another language.
        assert_eq!(table.standings(), (84, 166));
        for (item, gap, error) in [
            (1, -0.56, 0.090_478),
            (3, -0.772, 0.108_587),
            (5, -0.312, 0.100_733),
        ] {
            let found = &table.gaps()[item - 1];
            assert!(
                (found.3 - gap).abs() < 1e-6 && (found.4 - error).abs() < 1e-6,
                "{item} {found:?}"
            );
        }
        compare(&world, &mut owner, &table, "bank").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demos_ladder_lives_and_its_proof_finds_who_leaves() {
    on_sqlite(|world| async move {
        let size = domain::demo::DemoSize {
            clients: 150,
            months: 20,
            seed: 7,
            end: world.app.now(),
        };
        let loaded = load_demo(&world.app, size, &|_| {})
            .await
            .expect("the demo");
        let mut owner = world.browser();
        let form = json!({ "email": loaded.email, "password": loaded.password });
        owner.post("/v1/session", form).await.expect(200);
        let ladder = owner.get("/v1/ladder").await.expect(200).body;
        assert_eq!(ladder["basis"], "expectations");
        let now = ladder["stretches"].as_array().unwrap().last().unwrap();
        let on = |rung: usize| now["rungs"][rung]["clients"].as_u64().unwrap();
        assert!((0..3).all(|rung| on(rung) > 0), "{now}");
        // Who was let down leaves sooner in this firm: whatever few departures allow to be shown, the ladder never misleads.
        let test = owner.get("/v1/ladder/calibration").await.expect(200).body;
        assert!(
            ["predicts", "not_shown", "not_enough"].contains(&test["verdict"].as_str().unwrap()),
            "{test}"
        );
        assert!(test["by_sign"]["short"]["n"].is_number(), "{test}");
        // Money of two whole years, and clients who left in spite of it, some with a sign that was missed.
        let growth = owner.get("/v1/earned-growth").await.expect(200).body;
        assert!(
            growth["rate"].is_number() && growth["n"].as_u64() > Some(20),
            "{growth}"
        );
        assert!(
            growth["new"].as_u64() > Some(0) && growth["retained"].as_f64() > Some(0.5),
            "{growth}"
        );
        let left = owner.get("/v1/departures").await.expect(200).body;
        let left = left["items"].as_array().unwrap();
        assert!(left.len() >= 6, "{left:?}");
        assert!(left.iter().all(|it| it["causes"][0]["ours"] == true));
        assert!(
            left.iter().any(|it| it["warning_days"].as_i64() > Some(0)),
            "{left:?}"
        );
        let trap = owner.get("/v1/ladder/ok-trap").await.expect(200).body;
        let trapped = trap["items"].as_array().unwrap();
        assert!(trapped.iter().any(|it| it["product"].is_number()));
        assert!(
            trapped.iter().any(|it| it["next"]["words"].is_string()),
            "{trap}"
        );
        let gaps = owner.get("/v1/ladder/gaps").await.expect(200).body;
        let labels = gaps["items"].as_array().unwrap().iter();
        let labels: Vec<&str> = labels.map(|it| it["label"].as_str().unwrap()).collect();
        assert!(labels.contains(&"Quarterly statement"), "{labels:?}");
        assert!(
            labels
                .iter()
                .all(|it| !it.contains('-') || it.contains(' ') || it.starts_with("Kick"))
        );
        // What is kept of all clients is what is told of each.
        let path = format!(
            "/v1/clients/{}/standing",
            trap["items"][0]["id"].as_str().unwrap()
        );
        assert_eq!(owner.get(&path).await.expect(200).body["rung"], "satisfied");
    })
    .await;
}
