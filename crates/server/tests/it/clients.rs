//! Clients as an address book.

use axum::http::Method;
use serde_json::{Value, json};

use crate::world::{Caller, World, each_database};

fn names(list: &Value) -> Vec<&str> {
    let items = list["items"].as_array().expect("items");
    items
        .iter()
        .map(|it| it["name"].as_str().unwrap_or("–"))
        .collect()
}

async fn found(owner: &mut Caller, query: &str) -> Vec<String> {
    let list = owner
        .get(&format!("/v1/clients?{query}"))
        .await
        .expect(200)
        .body;
    names(&list).into_iter().map(str::to_owned).collect()
}

#[tokio::test]
async fn a_client_is_written_down_and_found_by_what_one_types() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let me = owner.get("/v1/me").await.expect(200).body["person"]["id"].clone();
        owner
            .post("/v1/tiers", json!({ "label": "Premier", "attribute": "tier", "value": "premier", "max_silence_days": 45 }))
            .await
            .expect(201);
        let kovacs = json!({
            "key": "H-0012", "name": "Kovács-Berger", "kind": "household", "owner": me,
            "attributes": { "tier": "premier", "city": "Zürich" }, "identities": [{ "system": "crm", "key": "A77" }],
        });
        let made = owner.post("/v1/clients", kovacs.clone()).await.expect(201).body;
        assert_eq!((&made["kind"], &made["tier"]["label"], &made["owner"]["name"]), (&json!("household"), &json!("Premier"), &json!("Olga Owner")));
        assert_eq!((&made["attributes"]["city"], &made["identities"][0]["key"]), (&json!("Zürich"), &json!("A77")));
        for (key, name) in [("R-1", "Anna Roy"), ("R-2", "Berta Roy"), ("R-3", "Carl Royce")] {
            owner.post("/v1/clients", json!({ "key": key, "name": name })).await.expect(201);
        }
        for (query, expected) in [
            ("", vec!["Anna Roy", "Berta Roy", "Carl Royce", "Kovács-Berger"]),
            ("q=roy", vec!["Anna Roy", "Berta Roy", "Carl Royce"]),
            ("q=roy%20b", vec!["Berta Roy"]),
            ("q=ROYC", vec!["Carl Royce"]),
            ("q=kovacs", vec!["Kovács-Berger"]),
            ("q=zuer", vec!["Kovács-Berger"]),
            ("q=h-00", vec!["Kovács-Berger"]),
            ("q=a77", vec!["Kovács-Berger"]),
            ("q=nobody", vec![]),
        ] {
            assert_eq!(found(&mut owner, query).await, expected, "{query}");
        }
        // A page at a time, each client once.
        let mut seen = Vec::new();
        let mut after = String::new();
        loop {
            let list = owner.get(&format!("/v1/clients?q=r&limit=1{after}")).await.expect(200).body;
            seen.extend(names(&list).into_iter().map(str::to_owned));
            let Some(next) = list["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        assert_eq!(seen, ["Anna Roy", "Berta Roy", "Carl Royce"]);
        owner.get("/v1/clients?after=x").await.problem(422, "invalid_fields");

        owner.post("/v1/clients", kovacs).await.problem(422, "invalid_fields");
        let wrong = json!({ "name": " ", "key": "", "attributes": { "a b": "x" }, "identities": [{ "system": "", "key": "" }], "owner": made["id"] });
        let refused = owner.post("/v1/clients", wrong).await.problem(422, "invalid_fields").body;
        let fields: Vec<&str> = refused["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap()).collect();
        assert_eq!(fields, ["name", "key", "attributes.a b", "identities[0].system", "identities[0].key", "owner"]);

        let path = format!("/v1/clients/{}", made["id"].as_str().unwrap());
        let change = json!({ "name": "Kovács", "owner": null, "attributes": { "city": "", "tier": "basic" }, "identities": [] });
        let changed = owner.patch(&path, change).await.expect(200).body;
        assert_eq!((&changed["name"], &changed["owner"], &changed["tier"]), (&json!("Kovács"), &Value::Null, &Value::Null));
        assert_eq!(changed["attributes"], json!({ "tier": "basic" }));
        assert_eq!(owner.get(&path).await.expect(200).body, changed);
        assert!(found(&mut owner, "q=berger").await.is_empty());
        assert!(found(&mut owner, "q=a77").await.is_empty());

        let mut front = world.invited(&mut owner, "f@first.example", "frontline").await;
        front.get(&path).await.expect(200);
        front.patch(&path, json!({ "name": "x" })).await.problem(403, "forbidden");
        let audit = owner.get("/v1/audit").await.expect(200).body;
        let actions: Vec<&str> = audit["items"].as_array().unwrap().iter().map(|e| e["action"].as_str().unwrap()).collect();
        assert!(actions.contains(&"create_client") && actions.contains(&"change_client"), "{actions:?}");
    })
    .await;
}

#[tokio::test]
async fn what_comes_in_by_other_doors_is_found_too_and_touches_are_noted() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        owner.post("/v1/touchpoints", json!({ "label": "Call", "kind": "dynamic", "existence": "live" })).await.expect(201);
        let touch = |n: u32, name: &str, at: &str| {
            json!({ "external_id": format!("t{n}"), "client": { "key": format!("k{n}"), "name": name, "attributes": { "city": "Graz" } },
                "touchpoint": "call", "occurred_at": at })
        };
        let items = json!({ "items": [touch(1, "Early Bird", "2026-01-05T10:00:00Z"), touch(2, "Late Riser", "2026-02-05T10:00:00Z")] });
        owner.post("/v1/touches", items).await.expect(200);
        owner.post("/v1/clients", json!({ "name": "Never Met" })).await.expect(201);
        for (query, expected) in [
            ("q=graz", vec!["Early Bird", "Late Riser"]),
            ("sort=last_touch", vec!["Late Riser", "Early Bird", "Never Met"]),
            ("sort=silence", vec!["Never Met", "Early Bird", "Late Riser"]),
        ] {
            assert_eq!(found(&mut owner, query).await, expected, "{query}");
        }
        let list = owner.get("/v1/clients?q=early").await.expect(200).body;
        assert_eq!(list["items"][0]["last_touch_at"], "2026-01-05T10:00:00Z");
        // A later fact of a known client is found at once, and what it replaced is not.
        let moved = json!({ "external_id": "t3", "client": { "key": "k1", "attributes": { "city": "Linz" } }, "touchpoint": "call", "occurred_at": "2026-02-20T10:00:00Z" });
        owner.post("/v1/touches", moved).await.expect(200);
        assert_eq!(found(&mut owner, "q=linz").await, ["Early Bird"]);
        assert_eq!(found(&mut owner, "q=graz").await, ["Late Riser"]);
        assert_eq!(found(&mut owner, "sort=last_touch&limit=1").await, ["Early Bird"]);
    })
    .await;
}

#[tokio::test]
async fn contacts_say_how_they_want_to_be_reached_and_what_they_allow() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        owner.post("/v1/channels", json!({ "label": "Phone" })).await.expect(201);
        let client = owner.post("/v1/clients", json!({ "name": "Roy", "kind": "household" })).await.expect(201).body;
        let contacts = format!("/v1/clients/{}/contacts", client["id"].as_str().unwrap());
        let anna = json!({
            "name": " Anna  Roy ", "role": "mother", "emails": ["Anna@Roy.example"], "phones": ["+43 1 2345678"], "birthday": "--02-29",
            "language": "de-AT", "time_zone": "Europe/Vienna",
            "wishes": { "unwanted_channels": ["phone"], "quiet_days": [7], "quiet_hours": { "from": "22:00", "to": "07:00" }, "limit": { "messages": 2, "days": 30 } },
        });
        let anna = owner.post(&contacts, anna).await.expect(201).body;
        assert_eq!((&anna["name"], &anna["emails"][0], &anna["birthday"]), (&json!("Anna Roy"), &json!("anna@roy.example"), &json!("--02-29")));
        assert_eq!(found(&mut owner, "q=anna@roy").await, ["Roy"]);
        assert_eq!(found(&mut owner, "q=01%202345").await, ["Roy"]);
        let list = owner.get("/v1/clients").await.expect(200).body;
        assert_eq!(list["items"][0]["email"], "anna@roy.example");
        let wrong = json!({
            "name": "", "emails": ["nobody"], "phones": ["1"], "birthday": "2025-02-29", "language": "german", "time_zone": "Mars",
            "wishes": { "unwanted_channels": ["pigeon"] },
        });
        let refused = owner.post(&contacts, wrong).await.problem(422, "invalid_fields").body;
        let fields: Vec<&str> = refused["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap()).collect();
        assert_eq!(fields, ["name", "emails", "phones", "birthday", "language", "time_zone", "wishes.unwanted_channels"]);

        let path = format!("/v1/contacts/{}", anna["id"].as_str().unwrap());
        let changed = owner.patch(&path, json!({ "phones": [], "birthday": null, "wishes": {} })).await.expect(200).body;
        assert_eq!((&changed["phones"], &changed["birthday"], &changed["role"]), (&json!([]), &Value::Null, &json!("mother")));
        assert!(found(&mut owner, "q=012345678").await.is_empty());

        let mut front = world.invited(&mut owner, "f@first.example", "frontline").await;
        let consents = format!("{path}/consents");
        let granted = json!({ "purpose": "newsletter", "status": "granted", "source": "form", "evidence": "Tick box of May", "at": "2026-03-01T10:00:00Z" });
        front.post(&consents, granted).await.expect(201);
        front.post(&consents, json!({ "purpose": "newsletter", "status": "revoked", "source": "call" })).await.expect(201);
        let late = json!({ "purpose": "newsletter", "status": "granted", "source": "call", "at": "2027-01-01T00:00:00Z" });
        front.post(&consents, late).await.problem(422, "invalid_fields");
        let book = front.get(&consents).await.expect(200).body;
        assert_eq!((book["items"].as_array().unwrap().len(), &book["items"][0]["status"]), (2, &json!("revoked")));
        let now = &front.get(&contacts).await.expect(200).body["items"][0]["consents"];
        assert_eq!((&now[0]["purpose"], &now[0]["status"]), (&json!("newsletter"), &json!("revoked")));
        front.delete(&path).await.problem(403, "forbidden");

        owner.delete(&path).await.expect(204);
        owner.delete(&path).await.problem(404, "not_found");
        assert_eq!(owner.get(&contacts).await.expect(200).body["items"], json!([]));
        assert!(found(&mut owner, "q=anna").await.is_empty());
        owner.post(&format!("{path}/restore"), Value::Null).await.expect(200);
        assert_eq!(found(&mut owner, "q=anna").await, ["Roy"]);
    })
    .await;
}

#[tokio::test]
async fn an_attribute_says_what_the_client_has_of_it() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let client = owner.post("/v1/clients", json!({ "name": "Roy" })).await.expect(201).body;
        owner.post("/v1/attributes", json!({ "label": "Wine", "kind": "choice", "choices": ["red"], "benefit_to_client": " " })).await.problem(422, "invalid_fields");
        let wine = json!({ "label": "Favourite wine", "kind": "choice", "choices": ["red", "white"], "benefit_to_client": "They are served what they like." });
        let wine = owner.post("/v1/attributes", wine).await.expect(201).body;
        assert_eq!((&wine["key"], &wine["last_used_for_client_at"]), (&json!("favourite-wine"), &Value::Null));
        let changed = owner.patch("/v1/attributes/favourite-wine", json!({ "choices": ["red", "white", "none"] })).await.expect(200).body;
        assert_eq!(changed["choices"].as_array().unwrap().len(), 3);
        owner.patch("/v1/attributes/nothing", json!({})).await.problem(404, "not_found");
        let path = format!("/v1/clients/{}", client["id"].as_str().unwrap());
        let wrong = owner.patch(&path, json!({ "attributes": { "favourite-wine": "beer" } })).await.problem(422, "invalid_fields").body;
        assert_eq!(wrong["errors"][0]["field"], "attributes.favourite-wine");
        owner.patch(&path, json!({ "attributes": { "favourite-wine": "RED" } })).await.expect(200);
        assert_eq!(owner.get(&path).await.expect(200).body["attributes"]["favourite-wine"], "red");

        let mut front = world.invited(&mut owner, "f@first.example", "frontline").await;
        let used = json!({ "client": client["id"], "how": "Had a bottle of red ready" });
        let used = front.post("/v1/attributes/favourite-wine/uses", used).await.expect(201).body;
        assert_eq!((&used["uses"], &used["last_used_for_client_at"]), (&json!(1), &json!("2026-03-02T08:00:00Z")));
        let uses = front.get("/v1/attributes/favourite-wine/uses").await.expect(200).body;
        assert_eq!((&uses["items"][0]["client"]["name"], &uses["items"][0]["how"]), (&json!("Roy"), &json!("Had a bottle of red ready")));
    })
    .await;
}

async fn furnish(owner: &mut Caller) {
    owner
        .post(
            "/v1/touchpoints",
            json!({ "label": "Call", "kind": "dynamic", "existence": "live" }),
        )
        .await
        .expect(201);
    owner
        .post(
            "/v1/tiers",
            json!({ "label": "Premier", "attribute": "tier", "value": "premier" }),
        )
        .await
        .expect(201);
    let touch = |n: u32, name: &str, region: &str, tier: &str, at: &str| {
        json!({ "external_id": format!("t{n}"), "client": { "key": format!("k{n}"), "name": name, "attributes": { "region": region, "tier": tier } },
            "touchpoint": "call", "occurred_at": at, "note": "Internal remark", "direction": "out", "planned": true })
    };
    let items = json!({ "items": [
        touch(1, "Anna Adler", "West", "premier", "2026-02-27T10:00:00Z"),
        touch(2, "Berta Berg", "West", "basic", "2025-12-01T10:00:00Z"),
        touch(3, "Carl Cohn", "East", "premier", "2026-01-01T10:00:00Z"),
    ] });
    owner.post("/v1/touches", items).await.expect(200);
    owner
        .post("/v1/clients", json!({ "name": "Dora Dahl" }))
        .await
        .expect(201);
}

#[tokio::test]
async fn a_segment_counts_whom_it_means_now() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        furnish(&mut owner).await;
        let west = json!({ "field": "attr.region", "op": "is", "value": "West" });
        let silent = json!({ "field": "last_touch_days", "op": "at_least", "value": 30 });
        for (filter, names) in [
            (json!({ "all": [] }), vec!["Anna Adler", "Berta Berg", "Carl Cohn", "Dora Dahl"]),
            (json!({ "all": [west, silent] }), vec!["Berta Berg"]),
            (json!({ "field": "tier", "op": "is", "value": "premier" }), vec!["Anna Adler", "Carl Cohn"]),
            (json!({ "not": { "field": "tier", "op": "known" } }), vec!["Berta Berg", "Dora Dahl"]),
            (json!({ "field": "attr.region", "op": "is_not", "value": "West" }), vec!["Carl Cohn", "Dora Dahl"]),
            (json!({ "field": "last_touch_days", "op": "unknown" }), vec!["Dora Dahl"]),
        ] {
            let told = owner.post("/v1/segments/preview", json!({ "filter": filter })).await.expect(200).body;
            let first: Vec<&str> = told["first"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
            assert_eq!((&told["clients"], &told["of"], first), (&json!(names.len()), &json!(4), names), "{filter}");
        }
        let wrong = json!({ "filter": { "all": [{ "field": "nothing", "op": "is", "value": "x" }] } });
        let refused = owner.post("/v1/segments/preview", wrong).await.problem(422, "invalid_fields").body;
        assert_eq!(refused["errors"][0]["field"], "filter.all[0].field");

        let saved = owner.post("/v1/segments", json!({ "name": "The West", "filter": west })).await.expect(201).body;
        assert_eq!(saved["clients"], 2);
        owner.post("/v1/segments", json!({ "name": "The West", "filter": west })).await.problem(409, "conflict");
        let id = saved["id"].as_str().unwrap().to_owned();
        assert_eq!(found(&mut owner, &format!("segment={id}")).await, ["Anna Adler", "Berta Berg"]);
        assert_eq!(found(&mut owner, &format!("segment={id}&q=b")).await, ["Berta Berg"]);
        assert_eq!(found(&mut owner, &format!("segment={id}&sort=silence")).await, ["Berta Berg", "Anna Adler"]);
        let list = owner.get(&format!("/v1/clients?segment={id}&limit=1")).await.expect(200).body;
        let next = list["next"].as_str().expect("a next page");
        assert_eq!(found(&mut owner, &format!("segment={id}&limit=1&after={next}")).await, ["Berta Berg"]);

        // Who moves away or is met again is counted at once.
        let touch = |n: u32, region: &str| json!({ "external_id": format!("u{n}"), "client": { "key": format!("k{n}"), "attributes": { "region": region } }, "touchpoint": "call", "occurred_at": "2026-03-01T10:00:00Z" });
        owner.post("/v1/touches", json!({ "items": [touch(2, "West"), touch(1, "East")] })).await.expect(200);
        assert_eq!(found(&mut owner, &format!("segment={id}")).await, ["Berta Berg"]);
        let told = owner.post("/v1/segments/preview", json!({ "filter": silent })).await.expect(200).body;
        assert_eq!(told["clients"], 1);

        let path = format!("/v1/segments/{id}");
        let changed = owner.patch(&path, json!({ "filter": silent })).await.expect(200).body;
        assert_eq!((&changed["name"], &changed["clients"]), (&json!("The West"), &json!(1)));
        let fields = owner.get("/v1/segment-fields").await.expect(200).body;
        let region = fields["items"].as_array().unwrap().iter().find(|it| it["key"] == "attr.region").expect("region");
        assert_eq!(region["values"], json!([{ "value": "East", "label": null }, { "value": "West", "label": null }]));
        owner.delete(&path).await.expect(204);
        assert_eq!(owner.get("/v1/segments").await.expect(200).body["items"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn the_line_shows_all_or_what_the_client_saw() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        furnish(&mut owner).await;
        let rule = json!({ "label": "Complaint", "answer": { "touchpoints": ["call"], "within_days": 3 } });
        owner.post("/v1/event-kinds", rule).await.expect(201);
        let event = |n: u32, at: &str| json!({ "external_id": format!("e{n}"), "client": { "key": "k1" }, "kind": "complaint", "occurred_at": at, "note": "Two letters" });
        owner.post("/v1/events", json!({ "items": [event(1, "2026-02-26T10:00:00Z"), event(2, "2026-02-28T10:00:00Z")] })).await.expect(200);
        let answer = json!({ "external_id": "r1", "client": { "key": "k1" }, "occurred_at": "2026-02-27T12:00:00Z", "source": "survey",
            "answers": [{ "question": "why", "text": "They rang before I did", "kind": "comment" }] });
        owner.post("/v1/responses", answer).await.expect(200);
        let list = owner.get("/v1/clients?q=adler").await.expect(200).body;
        let path = format!("/v1/clients/{}/timeline", list["items"][0]["id"].as_str().unwrap());
        let kinds = |body: &Value| -> Vec<String> {
            body["items"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap().to_owned()).collect()
        };
        let full = owner.get(&path).await.expect(200).body;
        assert_eq!(kinds(&full), ["event", "awaited", "response", "touch", "event", "awaited"]);
        assert_eq!(full["items"][3]["detail"], "Internal remark");
        let seen = owner.get(&format!("{path}?view=client")).await.expect(200).body;
        assert_eq!(kinds(&seen), ["awaited", "response", "touch", "awaited"]);
        assert!(!seen.to_string().contains("Internal") && !seen.to_string().contains("Two letters"), "{seen}");
        assert_eq!(seen["items"][1]["words"], "They rang before I did");
        assert_eq!(seen["items"][0]["awaited"], json!({ "since": "2026-02-28T10:00:00Z", "until": "2026-03-03T10:00:00Z", "answered_at": null }));
        assert_eq!(seen["items"][3]["awaited"]["answered_at"], "2026-02-27T10:00:00Z");
        // Page by page it is the same line.
        let mut again = Vec::new();
        let mut before = String::new();
        loop {
            let page = owner.get(&format!("{path}?view=client&limit=1{before}")).await.expect(200).body;
            again.extend(kinds(&page));
            let Some(next) = page["next"].as_str() else { break };
            before = format!("&before={next}");
        }
        assert_eq!(again, kinds(&seen));
    })
    .await;
}

#[tokio::test]
async fn many_twins_come_a_page_at_a_time() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        for n in 0..36 {
            let client = owner.post("/v1/clients", json!({ "key": format!("t-{n}"), "name": format!("Household {n}") })).await.expect(201);
            let id = client.body["id"].as_str().unwrap().to_owned();
            // Three desks, each with the address of twelve: 66 pairs a desk.
            let contact = json!({ "name": format!("Person {n}"), "emails": [format!("desk{}@firm.example", n % 3)] });
            owner.post(&format!("/v1/clients/{id}/contacts"), contact).await.expect(201);
        }
        let (mut found, mut sizes) = (std::collections::BTreeSet::new(), Vec::new());
        let mut address = "/v1/duplicates".to_owned();
        loop {
            let page = owner.get(&address).await.expect(200).body;
            let items = page["items"].as_array().unwrap();
            sizes.push(items.len());
            found.extend(items.iter().map(|it| format!("{} {}", it["a"]["id"], it["b"]["id"])));
            match page["next"].as_str() {
                Some(next) => address = format!("/v1/duplicates?after={next}"),
                None => break,
            }
        }
        assert_eq!((sizes, found.len()), (vec![132, 66], 198));
    })
    .await;
}

#[tokio::test]
async fn twins_become_one_and_two_again_without_loss() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        furnish(&mut owner).await;
        let list = owner.get("/v1/clients?q=anna").await.expect(200).body;
        let anna = list["items"][0]["id"].as_str().unwrap().to_owned();
        let twin = json!({ "key": "crm-9", "name": "Adler, Anna", "attributes": { "region": "North", "since": "2019" }, "identities": [{ "system": "crm", "key": "9" }] });
        let twin = owner.post("/v1/clients", twin).await.expect(201).body["id"].as_str().unwrap().to_owned();
        let touch = |n: u32, at: &str| json!({ "external_id": format!("w{n}"), "client": { "key": "crm-9" }, "touchpoint": "call", "occurred_at": at });
        owner.post("/v1/touches", touch(1, "2026-03-01T10:00:00Z")).await.expect(200);
        for (id, email) in [(&anna, "anna@roy.example"), (&twin, "Anna@roy.example")] {
            let contact = json!({ "name": "Anna Adler", "emails": [email] });
            owner.post(&format!("/v1/clients/{id}/contacts"), contact).await.expect(201);
        }
        let pairs = owner.get("/v1/duplicates").await.expect(200).body;
        assert_eq!(pairs["items"].as_array().unwrap().len(), 1, "{pairs}");
        let why: Vec<&str> = pairs["items"][0]["why"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap()).collect();
        assert_eq!((why, &pairs["items"][0]["score"]), (vec!["same_email", "same_name"], &json!(95)));
        let pair = json!({ "a": anna, "b": twin });
        owner.post("/v1/duplicates/dismiss", pair.clone()).await.expect(204);
        assert_eq!(owner.get("/v1/duplicates").await.expect(200).body["items"], json!([]));
        owner.post("/v1/duplicates/restore", pair).await.expect(204);

        let of = |id: &str| [format!("/v1/clients/{id}"), format!("/v1/clients/{id}/contacts"), format!("/v1/clients/{id}/timeline")];
        let mut before = Vec::new();
        for path in of(&anna).into_iter().chain(of(&twin)) {
            before.push(owner.get(&path).await.expect(200).body);
        }
        let merge = owner.post("/v1/merges", json!({ "keep": anna, "drop": twin })).await.expect(201).body;
        let kept = owner.get(&format!("/v1/clients/{anna}")).await.expect(200).body;
        assert_eq!(kept["attributes"], json!({ "region": "West", "tier": "premier", "since": "2019" }));
        assert_eq!((&kept["identities"][0]["key"], &kept["last_touch_at"]), (&json!("9"), &json!("2026-03-01T10:00:00Z")));
        let line = owner.get(&format!("/v1/clients/{anna}/timeline")).await.expect(200).body;
        assert_eq!(line["items"].as_array().unwrap().len(), 2);
        assert_eq!(owner.get(&format!("/v1/clients/{twin}")).await.expect(200).body["merged_into"], json!(anna));
        assert_eq!(found(&mut owner, "q=adler").await, ["Anna Adler"]);
        // The key that stands on older letters still finds whom it means, also through a further merge.
        assert_eq!(found(&mut owner, "q=crm-9").await, ["Anna Adler"]);
        assert_eq!(found(&mut owner, "").await.len(), 4);
        owner.patch(&format!("/v1/clients/{twin}"), json!({ "name": "x" })).await.problem(409, "conflict");
        owner.post("/v1/merges", json!({ "keep": anna, "drop": twin })).await.problem(409, "conflict");
        owner.post("/v1/merges", json!({ "keep": anna, "drop": anna })).await.problem(422, "invalid_fields");

        // What is said by the old key meanwhile is said of the kept one, and stays with it.
        owner.post("/v1/touches", touch(2, "2026-03-01T12:00:00Z")).await.expect(200);
        let line = owner.get(&format!("/v1/clients/{anna}/timeline")).await.expect(200).body;
        assert_eq!(line["items"].as_array().unwrap().len(), 3);
        let list = owner.get("/v1/clients?q=cohn").await.expect(200).body;
        let carl = list["items"][0]["id"].as_str().unwrap().to_owned();
        let later = owner.post("/v1/merges", json!({ "keep": carl, "drop": anna })).await.expect(201).body;
        assert_eq!(found(&mut owner, "q=crm-9").await, found(&mut owner, "q=cohn").await);
        let undo = format!("/v1/merges/{}/undo", merge["id"].as_str().unwrap());
        owner.post(&undo, Value::Null).await.problem(409, "change_in_the_way");
        owner.post(&format!("/v1/merges/{}/undo", later["id"].as_str().unwrap()), Value::Null).await.expect(200);
        owner.post(&undo, Value::Null).await.expect(200);
        owner.post(&undo, Value::Null).await.problem(409, "conflict");
        let mut after = Vec::new();
        for path in of(&anna).into_iter().chain(of(&twin)) {
            after.push(owner.get(&path).await.expect(200).body);
        }
        // The one touch that came in between.
        assert_eq!(after[2]["items"].as_array_mut().unwrap().remove(0)["at"], "2026-03-01T12:00:00Z");
        assert_eq!(after[0]["last_touch_at"].take(), "2026-03-01T12:00:00Z");
        before[0]["last_touch_at"].take();
        assert_eq!(after, before);
        let merges = owner.get(&format!("/v1/merges?client={twin}")).await.expect(200).body;
        assert_eq!(merges["items"].as_array().unwrap().len(), 1);
    })
    .await;
}

async fn bring(owner: &mut Caller, name: &str, dry_run: bool, text: &str) -> Value {
    let path = format!("/v1/clients/import?name={name}&dry_run={dry_run}");
    let answer = owner
        .send_raw(
            Method::POST,
            &path,
            Some("text/csv"),
            text.as_bytes().to_vec(),
        )
        .await;
    answer.expect(200).body
}

#[tokio::test]
async fn a_file_of_clients_comes_in_once_and_says_who_may_be_there_already() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let wine = json!({ "label": "Wine", "kind": "choice", "choices": ["red", "white"], "benefit_to_client": "They are served what they like." });
        owner.post("/v1/attributes", wine).await.expect(201);
        let known = owner.post("/v1/clients", json!({ "key": "K-1", "name": "Old Roy" })).await.expect(201).body;
        let contacts = format!("/v1/clients/{}/contacts", known["id"].as_str().unwrap());
        owner.post(&contacts, json!({ "name": "Berta Roy", "emails": ["berta@roy.example"] })).await.expect(201);
        let file = "Key,Name,Kind,Owner,Contact,Email,Phone,Birthday,Wine,Region,Odd\n\
            K-1,Roy,household,olga@first.example,Berta Roy,berta@roy.example,01 2345678,--02-29,RED,West,\n\
            K-1,Roy,,,Carl Roy,carl@roy.example,,,,,\n\
            K-2,Berta Roy,consumer,,Berta Roy,BERTA@roy.example,,,white,East,\n\
            K-3,Nobody,tribe,,,not-an-address,,1981-02-29,beer,,\n\
            K-4,Dora,,nobody@first.example,,,,,,,\n";
        let dry = bring(&mut owner, "clients.csv", true, file).await;
        assert_eq!((&dry["id"], &dry["created"], &dry["updated"], &dry["rejected"]), (&Value::Null, &json!(1), &json!(1), &json!(2)), "{dry}");
        assert_eq!(found(&mut owner, "").await, ["Old Roy"]);
        let told = bring(&mut owner, "clients.csv", false, file).await;
        assert_eq!((&told["contacts_created"], &told["contacts_updated"]), (&json!(2), &json!(1)));
        let columns: Vec<&str> = told["problems"].as_array().unwrap().iter().map(|it| it["column"].as_str().unwrap()).collect();
        assert_eq!(columns, ["Kind", "Email", "Birthday", "Owner"]);
        let twin = &told["duplicates"][0];
        assert_eq!((&twin["row"], &twin["known"]["key"], &twin["score"]), (&json!(4), &json!("K-1"), &json!(95)), "{told}");
        assert_eq!(found(&mut owner, "").await, ["Berta Roy", "Roy"]);
        let roy = owner.get(&format!("/v1/clients/{}", known["id"].as_str().unwrap())).await.expect(200).body;
        assert_eq!((&roy["kind"], &roy["owner"]["name"], &roy["attributes"]), (&json!("household"), &json!("Olga Owner"), &json!({ "wine": "red", "region": "West" })));
        let people = owner.get(&contacts).await.expect(200).body;
        assert_eq!((people["items"].as_array().unwrap().len(), &people["items"][0]["birthday"]), (2, &json!("--02-29")));
        let rejects = format!("/v1/clients/imports/{}/rejects", told["id"].as_str().unwrap());
        let rejects = owner.get(&rejects).await.expect(200).text;
        assert!(rejects.starts_with("Key,Name,Kind") && rejects.contains("K-3,Nobody,tribe") && rejects.lines().count() == 3, "{rejects}");

        // The same again changes nothing, and neither does what was written out.
        let good: String = file.lines().take(4).map(|line| format!("{line}\n")).collect();
        let again = bring(&mut owner, "clients.csv", false, &good).await;
        assert_eq!((&again["unchanged"], &again["created"], &again["updated"]), (&json!(2), &json!(0), &json!(0)), "{again}");
        let written = owner.get("/v1/export/clients.csv").await.expect(200).text;
        assert_eq!(written.lines().count(), 4, "{written}");
        let back = bring(&mut owner, "clients.csv", true, &written).await;
        assert_eq!((&back["unchanged"], &back["rejected"]), (&json!(2), &json!(0)), "{back}\n{written}");
        let some = owner.get("/v1/export/clients.csv?q=berta%20e").await.expect(200).text;
        assert_eq!(some.lines().count(), 2, "{some}");

        let cards = "BEGIN:VCARD\nVERSION:4.0\nUID:u-7\nFN:Erik Berg\nEMAIL:erik@berg.example\nEND:VCARD\n";
        let card = bring(&mut owner, "erik.vcf", false, cards).await;
        assert_eq!((&card["created"], &card["contacts_created"]), (&json!(1), &json!(1)));
        let card = bring(&mut owner, "erik.vcf", false, cards).await;
        assert_eq!((&card["created"], &card["unchanged"]), (&json!(0), &json!(1)));
        let mut front = world.invited(&mut owner, "f@first.example", "frontline").await;
        front.send_raw(Method::POST, "/v1/clients/import?name=x.csv", Some("text/csv"), b"Key\nx\n".to_vec()).await.problem(403, "forbidden");
    })
    .await;
}
