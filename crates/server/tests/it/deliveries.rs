//! Deliveries are logged, felt and counted; what comes out is compared with a computation that shares no code.

use domain::demo::conduct::plans;
use domain::demo::{DemoSize, Simulation};
use serde_json::{Value, json};
use server::demo::ops::load_demo;

use crate::plans::Place;
use crate::world::{Caller, World, each_database, on_sqlite};

async fn open(world: &World) -> (Caller, Place) {
    let mut owner = world.owner().await;
    owner
        .post("/v1/channels", json!({ "label": "In person" }))
        .await
        .expect(201);
    let place = Place::make(world, &mut owner, "Review meeting").await;
    let document = place.full();
    place.publish(&mut owner, document).await;
    (owner, place)
}

fn checks(met: &[bool]) -> Value {
    let ids = ["figures", "time", "minutes"];
    let items = ids.iter().zip(met);
    items
        .map(|(id, met)| json!({ "id": id, "met": met }))
        .collect()
}

#[tokio::test]
async fn what_a_client_felt_is_shown_after_the_staff_have_scored() {
    each_database(|world| async move {
        let (mut owner, place) = open(&world).await;
        let path = format!("{}/deliveries", place.path);
        let form = json!({
            "external_id": "d1", "client": { "key": "H-1", "name": "Household Hale" }, "occurred_at": "2026-03-02T07:00:00Z",
            "note": "They asked about Mina", "standards": checks(&[true, false, true]),
            "defects": [{ "failure": "ill", "recovered": true }, { "words": "No parking" }],
        });
        let made = owner.post(&path, form.clone()).await.expect(201).body;
        assert_eq!((&made["perfect"], &made["plan_version"]), (&json!(false), &json!(1)));
        assert_eq!((&made["standards"][1]["words"], &made["defects"][0]["words"]), (&json!("Twenty minutes are the client's"), &json!("The adviser is ill")));
        let again = owner.post(&path, form.clone()).await.expect(200).body;
        assert_eq!(again["id"], made["id"]);
        let mut other = form.clone();
        other["standards"] = checks(&[true, true, true]);
        owner.post(&path, other).await.problem(409, "conflict");

        let felt = format!("/v1/touches/{}/felt", made["touch"].as_str().unwrap());
        let told = owner.post(&felt, json!({ "perception": 1, "emotion": "calm" })).await.expect(200).body;
        assert_eq!(told["status"], "recorded");
        let again = owner.post(&felt, json!({ "perception": 1 })).await.expect(200).body;
        assert_eq!(again["status"], "unchanged");
        let seen = owner.get(&path).await.expect(200).body["items"][0].clone();
        assert_eq!((&seen["felt"], &seen["felt_waits"]), (&Value::Null, &json!(true)));
        let score = format!("/v1/deliveries/{}/self-score", made["id"].as_str().unwrap());
        owner.post(&score, json!({ "self_score": 4 })).await.problem(422, "invalid_fields");
        let scored = owner.post(&score, json!({ "self_score": 2 })).await.expect(200).body;
        assert_eq!((&scored["felt"]["perception"], &scored["felt"]["emotion"]), (&json!(1), &json!("calm")));
        owner.post(&score, json!({ "self_score": -1 })).await.problem(409, "conflict");
        // A later fact corrects.
        owner.post(&felt, json!({ "perception": -2, "words": "It was rushed" })).await.expect(200);
        let seen = owner.get(&path).await.expect(200).body["items"][0].clone();
        assert_eq!((&seen["felt"]["perception"], &seen["felt"]["emotion"]), (&json!(-2), &json!("calm")));
        assert_eq!((&seen["self_score"], &seen["client"]["name"]), (&json!(2), &json!("Household Hale")));

        for (changes, field) in [
            (json!({ "standards": [{ "id": "nonsense", "met": true }] }), "standards[0].id"),
            (json!({ "standards": [{ "id": "time", "met": true }, { "id": "time", "met": true }] }), "standards[1].id"),
            (json!({ "defects": [{ "failure": "nonsense" }] }), "defects[0].failure"),
            (json!({ "defects": [{}] }), "defects[0]"),
            (json!({ "self_score": -4 }), "self_score"),
            (json!({ "occurred_at": "yesterday" }), "occurred_at"),
            (json!({ "channel": "pigeon" }), "channel"),
        ] {
            let mut form = json!({ "client": { "key": "H-1" }, "occurred_at": "2026-03-02T07:00:00Z" });
            for (name, value) in changes.as_object().unwrap() {
                form[name] = value.clone();
            }
            let refused = owner.post(&path, form).await.problem(422, "invalid_fields");
            assert_eq!(refused.body["errors"][0]["field"], field, "{changes}");
        }
        owner.post(&felt, json!({})).await.problem(422, "invalid_fields");
        owner.post(&felt, json!({ "perception": 9 })).await.problem(422, "invalid_fields");
        let mut analyst = world.invited(&mut owner, "a@first.example", "analyst").await;
        analyst.get(&path).await.expect(200);
        analyst.post(&path, form).await.problem(403, "forbidden");
    })
    .await;
}

/// Wilson's interval as it stands in the textbook.
fn wilson(hits: f64, n: f64) -> (f64, f64) {
    let z = 1.959_963_984_540_054_f64;
    let p = hits / n;
    let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    (middle - half, middle + half)
}

fn near(estimate: &Value, value: f64, n: u64) {
    assert_eq!(estimate["n"], n, "{estimate}");
    let found = estimate["value"].as_f64().unwrap_or(f64::NAN);
    assert!(
        (found - value).abs() < 1e-9,
        "{found} is not {value}: {estimate}"
    );
    let (low, high) = (
        estimate["low"].as_f64().unwrap(),
        estimate["high"].as_f64().unwrap(),
    );
    assert!(low <= value && value <= high, "{estimate}");
}

#[tokio::test(flavor = "multi_thread")]
async fn conduct_is_what_an_independent_count_says_before_and_after_sealing() {
    each_database(|world| async move {
        let (mut owner, place) = open(&world).await;
        let path = format!("{}/deliveries", place.path);
        // Numbers without pattern, so that nothing comes out right by symmetry.
        let dice = |n: u64, sides: u64| n.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29).wrapping_mul(0xbf58_476d_1ce4_e5b9) % sides;
        let (mut perfect, mut missed, mut pairs, mut felt_at_all) = (0_u32, 0_u32, Vec::new(), 0);
        let mut months = std::collections::BTreeMap::<(u64, u64), (u32, u32)>::new();
        let mut touches = Vec::new();
        for n in 0..60_u64 {
            let met: Vec<bool> = (0..3).map(|at| dice(n * 7 + at, 9) > 0).collect();
            let defect = dice(n + 500, 12) == 0;
            let (client, month) = (n % 7, n / 20);
            let own = dice(n + 900, 7) as i64 - 3;
            let form = json!({
                "external_id": format!("d{n}"), "client": { "key": format!("H-{client}") },
                "occurred_at": format!("2025-{:02}-{:02}T10:00:00Z", 4 + month, 1 + n % 28), "standards": checks(&met),
                "defects": if defect { json!([{ "words": "late" }]) } else { json!([]) }, "self_score": own,
            });
            let made = owner.post(&path, form).await.expect(201).body;
            let flawless = met.iter().all(|met| *met) && !defect;
            perfect += u32::from(flawless);
            missed += met.iter().filter(|met| !**met).count() as u32;
            let of_month = months.entry((client, month)).or_default();
            *of_month = (of_month.0 + 1, of_month.1 + u32::from(!flawless));
            touches.push((made["touch"].as_str().unwrap().to_owned(), own));
        }
        let me = owner.get("/v1/me").await.expect(200).body;
        let organization = me["organization"]["id"].as_str().or(me["organization"].as_str()).expect("an id").parse().unwrap();
        let seal = async || server::insight::jobs::seal_log(&world.app, organization).await.expect("sealing");
        // A third is felt before the touches are sealed, a third after, a third never; some are corrected later still.
        let say = async |owner: &mut Caller, touch: &str, felt: i64| {
            owner.post(&format!("/v1/touches/{touch}/felt"), json!({ "perception": felt })).await.expect(200);
        };
        for (n, (touch, _)) in touches.iter().enumerate().filter(|(n, _)| n % 3 == 0) {
            say(&mut owner, touch, dice(n as u64, 7) as i64 - 3).await;
        }
        assert!(seal().await > 120);
        for (n, (touch, own)) in touches.iter().enumerate().filter(|(n, _)| n % 3 < 2) {
            let felt = dice(n as u64 + 77, 7) as i64 - 3;
            // Of the first third every second one is corrected, some in the tail and some sealed.
            if n % 3 == 1 || n % 6 == 0 {
                say(&mut owner, touch, felt).await;
                pairs.push((own - felt) as f64);
            } else {
                pairs.push((own - (dice(n as u64, 7) as i64 - 3)) as f64);
            }
            felt_at_all += 1;
            if n == 30 {
                seal().await;
            }
        }
        let gap = pairs.iter().sum::<f64>() / pairs.len() as f64;
        let months: Vec<(u32, u32)> = months.into_values().collect();
        let flawless = months.iter().filter(|month| month.1 == 0).count();
        let perfection = f64::from(perfect) / 60.0;
        let independent: f64 = months.iter().map(|month| perfection.powi(month.0 as i32)).sum::<f64>() / months.len() as f64;

        for sealed in [false, true] {
            if sealed {
                seal().await;
            }
            let page = owner.get(&format!("{}/conduct", place.path)).await.expect(200).body;
            let conduct = &page["conduct"];
            near(&conduct["perfection"], 100.0 * perfection, 60);
            let (low, high) = wilson(f64::from(perfect), 60.0);
            assert!((conduct["perfection"]["low"].as_f64().unwrap() - 100.0 * low).abs() < 1e-9);
            assert!((conduct["perfection"]["high"].as_f64().unwrap() - 100.0 * high).abs() < 1e-9);
            near(&conduct["say_do_gap"], 100.0 * f64::from(missed) / 180.0, 180);
            near(&conduct["do_feel_gap"], gap, pairs.len() as u64);
            near(&conduct["blind_share"], 100.0 * f64::from(60 - felt_at_all) / 60.0, 60);
            near(&conduct["rolled_perfection"], 100.0 * flawless as f64 / months.len() as f64, months.len() as u64);
            let beside = conduct["rolled_perfection"]["also"]["value"].as_f64().unwrap();
            assert!((beside - 100.0 * independent).abs() < 1e-9, "{beside}");
            assert_eq!(page["standards"].as_array().unwrap().len(), 3);
            let met: u64 = page["standards"].as_array().unwrap().iter().map(|it| it["met"].as_u64().unwrap()).sum();
            assert_eq!(met, u64::from(180 - missed));
            assert_eq!(page["trend"].as_array().unwrap().len(), 3);
            let of_april = owner.get(&format!("{}/conduct?period=2025-04", place.path)).await.expect(200).body;
            assert_eq!(of_april["conduct"]["touches"], 20);
            let whole = owner.get("/v1/conduct").await.expect(200).body;
            assert_eq!(whole["whole"]["perfection"], conduct["perfection"]);
            assert_eq!((whole["by_touchpoint"].as_array().unwrap().len(), &whole["by_stage"][0]["stage"]), (1, &Value::Null));
            let own = 100.0 - 100.0 * f64::from(missed) / 180.0;
            assert!((whole["by_stage"][0]["done"].as_f64().unwrap() - own).abs() < 1e-9);
            assert_eq!(whole["by_stage"][0]["planned"], 100.0);
        }
        // Three of them say too much of whom they are about.
        let mut analyst = world.invited(&mut owner, "a@first.example", "analyst").await;
        let few = analyst.get(&format!("{}/conduct?period=2025-04-01..2025-04-03", place.path)).await.expect(200).body;
        assert_eq!((&few["conduct"]["say_do_gap"]["hidden"], &few["conduct"]["say_do_gap"]["value"]), (&json!(true), &Value::Null));
        assert_eq!(few["conduct"]["perfection"]["hidden"], true);
    })
    .await;
}

/// The demo's truth is recovered: of all the 95 % intervals of its touchpoints, about so many hold it.
#[tokio::test(flavor = "multi_thread")]
async fn the_demos_true_conduct_lies_in_its_intervals() {
    on_sqlite(|world| async move {
        let size = DemoSize {
            clients: 160,
            months: 22,
            seed: 7,
            end: world.app.now(),
        };
        let loaded = load_demo(&world.app, size, &|_| {})
            .await
            .expect("the demo");
        let mut browser = world.browser();
        let form = json!({ "email": loaded.email, "password": loaded.password });
        browser.post("/v1/session", form).await.expect(200);
        let page = browser.get("/v1/conduct").await.expect(200).body;
        let simulation = Simulation::new(size);
        let (mut asked, mut held) = (0, 0);
        let mut flatters = 0;
        for plan in plans().iter().filter(|plan| plan.live_for_days.is_some()) {
            let truth = simulation.true_conduct(&plan.touchpoint);
            // Only touches since the plan went live are in the truth; the checklists are, too.
            let rows = page["by_touchpoint"].as_array().expect("rows");
            let row = rows
                .iter()
                .find(|row| row["touchpoint"]["key"] == *plan.touchpoint)
                .expect("a row");
            let conduct = &row["conduct"];
            for (name, truth) in [
                ("perfection", truth.perfection().map(|it| 100.0 * it)),
                ("say_do_gap", truth.say_do_gap().map(|it| 100.0 * it)),
                ("do_feel_gap", truth.do_feel_gap()),
            ] {
                let (Some(truth), estimate) = (truth, &conduct[name]) else {
                    continue;
                };
                let (Some(low), Some(high)) = (estimate["low"].as_f64(), estimate["high"].as_f64())
                else {
                    continue;
                };
                asked += 1;
                held += usize::from((low..=high).contains(&truth));
            }
            flatters += usize::from(
                conduct["do_feel_gap"]["value"]
                    .as_f64()
                    .is_some_and(|gap| gap > 0.0),
            );
        }
        assert!(asked >= 40, "only {asked} figures");
        assert!(
            held * 100 >= asked * 88,
            "{held} of {asked} intervals hold the truth"
        );
        assert!(
            flatters >= 12,
            "the staff think it goes better than it is felt"
        );
        let plans = browser.get("/v1/plans").await.expect(200).body;
        let states: Vec<&str> = plans["items"]
            .as_array()
            .expect("plans")
            .iter()
            .map(|it| it["state"].as_str().expect("a state"))
            .collect();
        for state in ["live", "stale", "draft", "none"] {
            assert!(states.contains(&state), "{states:?}");
        }
        let cockpit = browser.get("/v1/cockpit").await.expect(200).body;
        let stages = cockpit["by_stage"].as_array().expect("stages");
        let filled = stages
            .iter()
            .filter(|stage| stage["planned"].is_number() && stage["done"].is_number())
            .count();
        assert!(filled >= 5, "{stages:?}");
    })
    .await;
}
