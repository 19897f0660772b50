//! The demo organization is loaded once, can be signed in to, and its truth is found again by the product's own numbers.

use std::collections::BTreeMap;

use domain::access::Actor;
use domain::demo::colleagues::COLLEAGUES;
use domain::demo::firm::{SPOTS, spot_index};
use domain::demo::{DemoSize, Simulation, Subject, Truth};
use domain::ids::OrganizationId;
use domain::time::{Period, Timestamp};
use serde_json::{Value, json};
use server::App;
use server::demo::ops::load_demo;
use server::insight::asking::Asked;
use server::insight::ops;
use server::insight::views::{ChangeView, EstimateView};

use crate::world::{World, each_database, on_sqlite};

fn size(world: &World, clients: u64, months: u32) -> DemoSize {
    DemoSize {
        clients,
        months,
        seed: 7,
        end: world.app.now(),
    }
}

fn asked(pairs: &[(&str, &str)]) -> Asked {
    let pairs: Vec<(String, String)> = pairs
        .iter()
        .map(|(name, value)| ((*name).into(), (*value).into()))
        .collect();
    Asked::of_pairs(&pairs).expect("a question")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_is_loaded_once_and_opens_to_a_cockpit() {
    each_database(|world| async move {
        let loaded = load_demo(&world.app, size(&world, 80, 26), &|_| {})
            .await
            .expect("the demo");
        assert!(loaded.records > 2_000, "{}", loaded.records);
        let again = load_demo(&world.app, size(&world, 80, 26), &|_| {})
            .await
            .expect("the demo");
        assert_eq!((again.records, &again.password), (0, &loaded.password));
        assert_eq!(again.organization, loaded.organization);

        let mut browser = world.browser();
        let form = json!({ "email": loaded.email, "password": loaded.password });
        let me = browser.post("/v1/session", form).await.expect(200).body;
        assert_eq!(me["organization"]["demo"], true);

        let cockpit = browser.get("/v1/cockpit").await.expect(200).body;
        assert_eq!(
            cockpit["findings"][0]["code"], "as_expected_count",
            "{}",
            cockpit["findings"]
        );
        assert_eq!(
            (
                &cockpit["coverage"]["missing"],
                &cockpit["coverage"]["planned"]
            ),
            (&json!(2), &json!(1))
        );
        let worklist = cockpit["worklist"].as_array().expect("a list");
        let owned = worklist
            .iter()
            .filter(|item| item["owner"].is_string())
            .count();
        assert!(
            (1..worklist.len()).contains(&owned),
            "{owned} of {} have an owner",
            worklist.len()
        );
        let journeys = browser.get("/v1/journeys").await.expect(200).body;
        assert_eq!(journeys["items"].as_array().map(Vec::len), Some(2));
        let path = format!(
            "/v1/journeys/{}/lived",
            journeys["items"][0]["id"].as_str().expect("an id")
        );
        let lived = browser.get(&path).await.expect(200).body;
        let heard = lived["steps"].as_array().expect("steps").iter();
        let heard = heard
            .filter(|step| step["estimate"]["value"].is_number())
            .count();
        assert!(heard >= 8, "the lived line has data: {lived}");
        let colleagues = browser.get("/v1/colleagues").await.expect(200).body;
        assert_eq!(
            colleagues["items"].as_array().expect("names").len(),
            1 + COLLEAGUES.len()
        );
        let standing = ["loyal", "satisfied", "dissatisfied", "unknown"].map(|name| {
            cockpit["standing"][name]["share"]
                .as_f64()
                .expect("a share")
        });
        assert!(
            (standing.iter().sum::<f64>() - 1.0).abs() < 1e-9,
            "{standing:?}"
        );

        let board = browser.get("/v1/scoreboard").await.expect(200).body;
        let rows = board["rows"].as_array().expect("rows");
        assert_eq!(rows.len(), SPOTS.len());
        for row in rows {
            let standing = &row["standing"];
            let shares = ["loyal", "satisfied", "dissatisfied", "unknown"]
                .map(|name| standing[name].as_f64().expect("a share"));
            assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{row}");
        }
        let never = rows
            .iter()
            .find(|row| row["touchpoint"]["key"] == "brochure")
            .expect("the brochure");
        assert_eq!(
            (&never["estimate"], &never["standing"]["unknown"]),
            (&Value::Null, &json!(1.0))
        );

        let page = browser
            .get("/v1/touchpoints/statement/insight?segment=tier")
            .await
            .expect(200)
            .body;
        assert_eq!(page["segments"][0]["attribute"], "tier");
        assert_eq!(
            page["distribution"].as_array().expect("lines").len(),
            4,
            "everybody and three tiers"
        );
        let marks: Vec<&str> = page["annotations"]
            .as_array()
            .expect("marks")
            .iter()
            .map(|mark| mark["label"].as_str().expect("words"))
            .collect();
        assert!(marks.contains(&"Statement cut to one page"), "{marks:?}");
        browser
            .get("/v1/touchpoints/nowhere/insight")
            .await
            .problem(404, "not_found");

        let comments = browser
            .get("/v1/comments?touchpoint=service_line&limit=2")
            .await
            .expect(200)
            .body;
        let next = comments["next"].as_str().expect("a second page");
        let page = browser
            .get(&format!(
                "/v1/comments?touchpoint=service_line&limit=2&cursor={next}"
            ))
            .await
            .expect(200)
            .body;
        assert_ne!(comments["items"][1]["record"], page["items"][0]["record"]);
        for item in comments["items"].as_array().expect("comments") {
            assert_eq!(item["touchpoint"]["key"], "service_line");
            assert!(!item["text"].as_str().expect("words").is_empty());
        }
        let csv = browser.get("/v1/export/scoreboard.csv").await.expect(200);
        assert_eq!(csv.text.lines().count(), SPOTS.len() + 1);
        assert_eq!(
            csv.header("content-disposition"),
            "attachment; filename=\"scoreboard.csv\""
        );
    })
    .await;
}

/// A demo with enough clients that the truth can be told from chance.
struct Firm {
    app: App,
    actor: Actor,
    truth: Truth,
    months: Period,
}

impl Firm {
    async fn load(world: &World) -> Self {
        let size = DemoSize {
            seed: 23,
            ..size(world, 1_200, 30)
        };
        let loaded = load_demo(&world.app, size, &|_| {})
            .await
            .expect("the demo");
        let simulation = Simulation::new(size);
        let months = Period {
            from: simulation.months()[0].from,
            to: size.end.plus_seconds(1),
        };
        Self {
            app: world.app.clone(),
            actor: Actor::system(loaded.organization),
            truth: simulation.truth(),
            months,
        }
    }

    /// Means by primary question.
    async fn means(&self, more: &[(&str, &str)]) -> BTreeMap<String, EstimateView> {
        let mut pairs = vec![("measure", "mean"), ("by", "question")];
        pairs.extend_from_slice(more);
        let answer = ops::get_measure(&self.app, &self.actor, &asked(&pairs))
            .await
            .expect("an answer");
        answer
            .groups
            .into_iter()
            .map(|group| (group.keys[0].code.clone(), group.estimate))
            .collect()
    }

    fn true_mean(&self, key: &str) -> Option<f64> {
        let subject = match key {
            "overall" => Subject::Overall,
            _ => Subject::Spot(spot_index(key)?),
        };
        self.truth.over(subject, self.months).mean()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_truth_of_the_demo_is_found_again() {
    on_sqlite(|world| async move {
        let firm = Firm::load(&world).await;
        weighted_intervals_hold_the_truth(&firm).await;
        what_was_done_shows(&firm).await;
        the_harbour_branch_is_found(&firm).await;
    })
    .await;
}

async fn weighted_intervals_hold_the_truth(firm: &Firm) {
    let (plain, weighted) = (
        firm.means(&[]).await,
        firm.means(&[("weighted", "true")]).await,
    );
    let (mut cells, mut covered, mut flattered) = (0, 0, 0);
    for (key, estimate) in weighted.iter().filter(|(_, estimate)| estimate.n >= 30) {
        let Some(truth) = firm.true_mean(key) else {
            continue;
        };
        cells += 1;
        covered +=
            i32::from(estimate.low.expect("low") <= truth && truth <= estimate.high.expect("high"));
        flattered += i32::from(plain[key].value.expect("a mean") > truth);
    }
    // 95 % of some thirty; fewer than 26 of 31 would happen to a right interval once in five hundred times.
    assert!(cells >= 28, "{cells}");
    assert!(
        f64::from(covered) >= f64::from(cells) * 0.84,
        "{covered} of {cells} intervals hold the truth"
    );
    assert!(
        flattered * 10 >= cells * 8,
        "who is served better answers more: {flattered} of {cells}"
    );
}

async fn what_was_done_shows(firm: &Firm) {
    let at = firm.truth.interventions[0].at;
    let day = |moment: Timestamp| moment.to_string()[..10].to_owned();
    let after = format!(
        "period:{}..{}",
        day(at.plus_seconds(30 * 86_400)),
        day(firm.months.to)
    );
    let before = format!(
        "period:{}..{}",
        day(firm.months.from),
        day(at.plus_seconds(-86_400))
    );
    let question = [
        ("measure", "mean"),
        ("by", "question"),
        ("a", after.as_str()),
        ("b", before.as_str()),
    ];
    let answer = ops::compare_measures(&firm.app, &firm.actor, &asked(&question))
        .await
        .expect("a comparison");
    assert!(answer.comparisons > 25);
    let changes: BTreeMap<&str, ChangeView> = answer
        .items
        .iter()
        .filter_map(|item| Some((item.keys[0].code.as_str(), item.change?)))
        .collect();
    for key in ["statement", "kickoff_call"] {
        assert!(
            changes[key].significant && changes[key].difference > 0.3,
            "{key}: {:?}",
            changes[key]
        );
    }
    for key in ["service_line", "fee_invoice"] {
        assert!(
            changes[key].significant && changes[key].difference < 0.0,
            "{key}: {:?}",
            changes[key]
        );
    }
    assert!(
        !changes["app"].significant || changes["app"].difference.abs() < 0.2,
        "{:?}",
        changes["app"]
    );
    let steady = firm.truth.steady();
    let alarms: Vec<&&str> = steady
        .iter()
        .filter(|key| changes.get(**key).is_some_and(|change| change.significant))
        .collect();
    assert!(alarms.len() <= 1, "{alarms:?}");
}

async fn the_harbour_branch_is_found(firm: &Firm) {
    let page = ops::get_touchpoint_insight(
        &firm.app,
        &firm.actor,
        "branch_visit",
        &asked(&[("period", "2024..2026")]),
    )
    .await
    .expect("a page");
    let branch = page
        .segments
        .iter()
        .find(|segment| segment.attribute == "branch")
        .expect("branches");
    let value = |code: &str| {
        branch
            .items
            .iter()
            .find(|item| item.code == code)
            .and_then(|item| item.estimate.value)
    };
    assert!(value("Harbour").expect("a mean") < value("Lakeside").expect("a mean") - 0.2);
    assert!(
        page.findings
            .iter()
            .any(|finding| finding.code == "segment_gap"),
        "{:?}",
        page.findings
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sealed_log_says_the_same_as_an_unsealed_one() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let organization: OrganizationId = {
            let me = owner.get("/v1/me").await.expect(200).body;
            me["organization"]["id"].as_str().expect("an id").parse().expect("an id")
        };
        for (key, touchpoint) in [("desk", "desk"), ("wifi", "wifi")] {
            let form = json!({ "label": touchpoint, "kind": "dynamic", "existence": "live" });
            owner.post("/v1/touchpoints", form).await.expect(201);
            let _ = key;
        }
        let items: Vec<Value> = (0..400)
            .map(|at| {
                json!({
                    "external_id": format!("r{at}"),
                    "client": { "key": format!("c{}", at % 90), "attributes": { "tier": if at % 3 == 0 { "gold" } else { "plain" } } },
                    "occurred_at": format!("2026-0{}-{:02}T{:02}:30:00Z", at % 2 + 1, at % 27 + 1, at % 24),
                    "weight": 0.5 + f64::from(at % 4) / 3.0,
                    "answers": [
                        { "question": "desk_score", "kind": "rating", "scale": "1-5", "touchpoint": "desk", "score": at * 7 % 5 + 1 },
                        { "question": "nps", "kind": "recommend", "scale": "0-10", "score": at * 5 % 11 },
                    ],
                })
            })
            .collect();
        owner.post("/v1/responses", json!({ "items": items })).await.expect(200);
        let paths = [
            "/v1/measure?measure=nps&by=time.month,attr.tier",
            "/v1/measure?measure=mean&by=question&weighted=true",
            "/v1/measure?measure=distribution&by=touchpoint&period=2026-02",
            "/v1/scoreboard?period=2026-02&against=2026-01",
        ];
        let mut before = Vec::new();
        for path in paths {
            before.push(owner.get(path).await.expect(200).body);
        }
        assert_eq!(before[0]["total"]["n"], 400, "{}", before[0]);
        let rows = server::insight::jobs::seal_log(&world.app, organization).await.expect("sealing");
        assert_eq!(rows, 1_200, "a response, a rating and a recommendation each");
        assert_eq!(server::insight::jobs::seal_log(&world.app, organization).await.expect("sealing"), 0);
        for (path, before) in paths.iter().zip(before) {
            assert_eq!(owner.get(path).await.expect(200).body, before, "{path}");
        }
    })
    .await;
}
