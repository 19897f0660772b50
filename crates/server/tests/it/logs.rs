//! Logs that are sent again: at the same time, after a refusal, and under a name that something else was sent under.

use futures::future::join_all;
use serde_json::{Value, json};

use crate::today::open;
use crate::world::{Caller, World, each_database};

async fn plus_one(owner: &mut Caller, words: &str) -> String {
    let form = json!({ "words": words, "cost_cents": 0, "minutes": 2 });
    let made = owner.post("/v1/plus-ones", form).await.expect(201).body;
    made["id"].as_str().unwrap().to_owned()
}

async fn client(owner: &mut Caller, key: &str) -> Value {
    let listed = owner.get("/v1/clients").await.expect(200).body;
    let items = listed["items"].as_array().unwrap();
    items.iter().find(|it| it["key"] == key).expect("a client")["id"].clone()
}

async fn count(owner: &mut Caller, path: &str) -> usize {
    let listed = owner.get(path).await.expect(200).body;
    listed["items"].as_array().unwrap().len()
}

/// How often something was noted.
async fn noted(owner: &mut Caller, action: &str) -> usize {
    let audit = owner.get("/v1/audit").await.expect(200).body;
    let items = audit["items"].as_array().unwrap();
    items.iter().filter(|it| it["action"] == action).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn eight_equal_logs_at_the_same_time_are_one() {
    each_database(|world: World| async move {
        let (mut owner, place, touchpoint) = open(&world).await;
        let id = plus_one(&mut owner, "Ask how the move is going").await;
        let log = json!({
            "id": "all at once", "client": client(&mut owner, "H-1").await, "touchpoint": touchpoint,
            "occurred_at": "2026-03-02T07:00:00Z",
            "promises": [
                { "words": "Send the draft", "due": "2026-03-05" },
                { "words": "Ring the notary", "due_at": "2026-03-06T09:00:00Z" },
            ],
            "plus_one": { "id": id, "reaction": "unwanted" },
        });
        let sent = (0..8).map(|_| {
            let (mut caller, log) = (owner.clone(), log.clone());
            tokio::spawn(async move { caller.post("/v1/log", log).await })
        });
        let mut created = 0;
        for answer in join_all(sent).await {
            let answer = answer.unwrap();
            assert!([200, 201].contains(&answer.status.as_u16()), "{}", answer.text);
            created += usize::from(answer.status.as_u16() == 201);
        }
        assert_eq!(created, 1);
        assert_eq!(count(&mut owner, &format!("{}/deliveries", place.path)).await, 3);
        assert_eq!(count(&mut owner, "/v1/promises").await, 2);
        assert_eq!(count(&mut owner, &format!("/v1/plus-ones/{id}/deliveries")).await, 1);
        for (action, times) in [("log_touch", 1), ("make_promise", 2), ("give_gift", 1)] {
            assert_eq!(noted(&mut owner, action).await, times, "{action}");
        }
        // The same words in another touch are another promise.
        let mut other = log;
        other["id"] = json!("later");
        other["plus_one"] = Value::Null;
        owner.post("/v1/log", other).await.expect(201);
        assert_eq!(count(&mut owner, "/v1/promises").await, 4);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_written_of_a_log_that_is_refused() {
    each_database(|world: World| async move {
        let (mut owner, place, touchpoint) = open(&world).await;
        let id = plus_one(&mut owner, "Ask how the move is going").await;
        let whom = client(&mut owner, "H-1").await;
        let gifts = format!("/v1/plus-ones/{id}/deliveries");
        let unwanted = json!({ "client": whom, "reaction": "unwanted" });
        owner.post(&gifts, unwanted).await.expect(201);
        let log = json!({
            "id": "mended", "client": whom, "touchpoint": touchpoint, "occurred_at": "2026-03-02T07:00:00Z",
            "promises": [{ "words": "Send the draft", "due": "2026-03-05" }],
        });
        let mut wrong = log.clone();
        wrong["promises"][0]["due"] = json!("soon");
        let refused = owner.post("/v1/log", wrong).await.problem(422, "invalid_fields").body;
        assert_eq!(refused["errors"][0]["field"], "promises[0].due");
        let mut wrong = log.clone();
        wrong["plus_one"] = json!({ "id": id, "reaction": "noticed" });
        owner.post("/v1/log", wrong).await.problem(409, "unwanted_plus_one");
        let deliveries = format!("{}/deliveries", place.path);
        assert_eq!(count(&mut owner, &deliveries).await, 2);
        assert_eq!(count(&mut owner, "/v1/promises").await, 0);
        assert_eq!(noted(&mut owner, "log_touch").await, 0);

        let mended = owner.post("/v1/log", log.clone()).await.expect(201).body;
        assert_eq!(mended["status"], "created");
        assert_eq!(count(&mut owner, &deliveries).await, 3);
        assert_eq!(noted(&mut owner, "log_touch").await, 1);
        // What came of a promise since is not undone by sending the log once more.
        let promise = owner.get("/v1/promises").await.expect(200).body["items"][0]["id"].clone();
        let path = format!("/v1/promises/{}", promise.as_str().unwrap());
        owner.post(&format!("{path}/keep"), json!({})).await.expect(200);
        owner.post("/v1/log", log).await.expect(200);
        assert_eq!(count(&mut owner, "/v1/promises").await, 1);
        assert_eq!(noted(&mut owner, "log_touch").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_name_of_a_delivery_means_one_plus_one_and_one_client() {
    each_database(|world: World| async move {
        let (mut owner, _, _) = open(&world).await;
        let first = plus_one(&mut owner, "Ask how the move is going").await;
        let second = plus_one(&mut owner, "Bring the plan of the house").await;
        let (hale, lund) = (client(&mut owner, "H-1").await, client(&mut owner, "H-2").await);
        let path = |id: &str| format!("/v1/plus-ones/{id}/deliveries");
        let form = |client: &Value| json!({ "client": client, "external_id": "till 1", "reaction": "noticed" });
        let given = owner.post(&path(&first), form(&hale)).await.expect(201).body;
        let again = owner.post(&path(&first), form(&hale)).await.expect(201).body;
        assert_eq!(given["gift"]["id"], again["gift"]["id"]);
        assert_eq!(noted(&mut owner, "give_gift").await, 1);
        for (id, client) in [(&first, &lund), (&second, &hale), (&second, &lund)] {
            let refused = owner.post(&path(id), form(client)).await.problem(409, "conflict").body;
            assert_eq!(refused["errors"][0]["field"], "external_id", "{refused}");
        }
        assert_eq!(count(&mut owner, &path(&first)).await, 1);
        assert_eq!(count(&mut owner, &path(&second)).await, 0);
    })
    .await;
}
