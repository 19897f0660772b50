//! Sprints: many phones, one room.

use serde_json::{Value, json};

use crate::world::{World, each_database};

fn uuid(n: u64) -> String {
    format!("0190b6a2-5f7e-7c3a-9d1e-{n:012x}")
}

#[tokio::test]
async fn four_phones_come_to_a_hundred_ideas_and_the_chosen_ones_are_on_the_board() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let started = owner
            .post("/v1/sprints", json!({ "title": "After the review" }))
            .await
            .expect(201)
            .body;
        let address = started["address"].as_str().unwrap();
        let room = format!("/v1/sprint-links/{}", address.strip_prefix("/s/").unwrap());
        let sprint = format!("/v1/sprints/{}", started["sprint"]["id"].as_str().unwrap());
        assert_eq!(
            (
                &started["sprint"]["goal"],
                &started["sprint"]["seconds_left"]
            ),
            (&json!(100), &json!(3600))
        );

        let mut phones = Vec::new();
        for name in ["Ana", "Ben", "Cleo", "Dev"] {
            let mut phone = world.browser();
            let seen = phone.get(&room).await.expect(200).body;
            assert_eq!(
                (&seen["organization"], &seen["me"]),
                (&json!("First"), &Value::Null)
            );
            phone
                .post(
                    &format!("{room}/ideas"),
                    json!({ "id": uuid(1), "words": "Too early" }),
                )
                .await
                .problem(401, "not_signed_in");
            let joined = phone
                .post(&format!("{room}/people"), json!({ "name": name }))
                .await
                .expect(201)
                .body;
            phone.headers.push((
                "x-participant".to_owned(),
                joined["key"].as_str().unwrap().to_owned(),
            ));
            phones.push(phone);
        }
        for n in 0..100u64 {
            let phone = &mut phones[(n % 4) as usize];
            let words = format!(
                "Idea number {n}, {}",
                ["by post", "at the desk", "on the phone", "in the lift"][(n % 4) as usize]
            );
            let idea = json!({ "id": uuid(100 + n), "words": words, "cost_class": "tiny" });
            let written = phone
                .post(&format!("{room}/ideas"), idea.clone())
                .await
                .expect(201)
                .body;
            assert_eq!(written["no"], n + 1);
            if n == 50 {
                // The answer was lost on the way: sent again it is the same line.
                let again = phone
                    .post(&format!("{room}/ideas"), idea)
                    .await
                    .expect(201)
                    .body;
                assert_eq!(again["no"], written["no"]);
            }
        }
        let near = phones[1]
            .post(
                &format!("{room}/near"),
                json!({ "words": "ideas, numbered 51 on the phones" }),
            )
            .await
            .expect(200)
            .body;
        assert!(
            near["items"][0]["words"]
                .as_str()
                .unwrap()
                .ends_with("on the phone")
        );
        for phone in &mut phones[..3] {
            for _ in 0..2 {
                phone
                    .post(
                        &format!("{room}/votes"),
                        json!({ "idea": uuid(107), "wanted": true }),
                    )
                    .await
                    .expect(200);
            }
        }
        let back = phones[0]
            .post(
                &format!("{room}/votes"),
                json!({ "idea": uuid(107), "wanted": false }),
            )
            .await
            .expect(200)
            .body;
        assert_eq!(back["votes"], 2);
        let mine = phones[1].get(&room).await.expect(200).body;
        assert_eq!(
            (
                &mine["me"]["votes"],
                &mine["room"]["ideas_total"],
                &mine["room"]["people"]
            ),
            (&json!([uuid(107)]), &json!(100), &json!(4))
        );
        let stream = phones[0]
            .get(&format!("{room}/events?since=0"))
            .await
            .expect(200);
        assert_eq!(stream.header("content-type"), "text/event-stream");
        assert_eq!(stream.header("cache-control"), "no-cache");

        let longer = owner
            .patch(&sprint, json!({ "add_minutes": 10 }))
            .await
            .expect(200)
            .body;
        assert_eq!(longer["seconds_left"], 4200);
        owner
            .patch(&sprint, json!({ "add_minutes": 600 }))
            .await
            .problem(422, "invalid_fields");
        let csv = owner
            .get(&format!("{sprint}/ideas.csv"))
            .await
            .expect(200)
            .text;
        assert_eq!(csv.lines().count(), 101);
        owner
            .post(&format!("{sprint}/close"), json!({ "ideas": [uuid(9)] }))
            .await
            .problem(422, "invalid_fields");
        let closed = owner
            .post(
                &format!("{sprint}/close"),
                json!({ "ideas": [uuid(107), uuid(103)] }),
            )
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&closed["open"], &closed["ideas"]),
            (&json!(false), &json!(100))
        );
        let board = owner.get("/v1/plus-ones").await.expect(200).body;
        let items = board["items"].as_array().unwrap();
        assert_eq!(items.len(), 2);
        assert!(
            items
                .iter()
                .all(|it| it["state"] == "idea" && it["sprint"] == started["sprint"]["id"])
        );
        assert!(items.iter().any(|it| it["votes"] == 2));
        // Its link opens nothing any more, and who guesses others is slowed down.
        phones[0].get(&room).await.problem(410, "sprint_closed");
        phones[0]
            .post(
                &format!("{room}/ideas"),
                json!({ "id": uuid(999), "words": "Late" }),
            )
            .await
            .problem(410, "sprint_closed");
        owner
            .post(&format!("{sprint}/close"), json!({ "ideas": [] }))
            .await
            .problem(410, "sprint_closed");
        owner
            .post(&format!("{sprint}/link"), json!({}))
            .await
            .problem(410, "sprint_closed");
        let mut stranger = world.browser();
        for _ in 0..40 {
            stranger.get("/v1/sprint-links/guess").await;
        }
        stranger
            .get("/v1/sprint-links/guess")
            .await
            .problem(429, "throttled");
        let host = owner.get(&sprint).await.expect(200).body;
        assert_eq!(host["names"], json!(["Ana", "Ben", "Cleo", "Dev"]));
        assert_eq!(
            owner.get("/v1/sprints").await.expect(200).body["items"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
    })
    .await;
}

#[tokio::test]
async fn a_new_link_closes_the_old_one_and_half_a_day_closes_both() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let started = owner
            .post(
                "/v1/sprints",
                json!({ "title": "Quick", "minutes": 5, "goal": 10 }),
            )
            .await
            .expect(201)
            .body;
        let room = |started: &Value| {
            format!(
                "/v1/sprint-links/{}",
                &started["address"].as_str().unwrap()[3..]
            )
        };
        let sprint = format!("/v1/sprints/{}", started["sprint"]["id"].as_str().unwrap());
        let renewed = owner
            .post(&format!("{sprint}/link"), json!({}))
            .await
            .expect(201)
            .body;
        let mut phone = world.browser();
        phone
            .get(&room(&started))
            .await
            .problem(410, "sprint_closed");
        phone.get(&room(&renewed)).await.expect(200);
        world.clock.advance(std::time::Duration::from_secs(600));
        // The timer ran out; the room is still open until the host closes it.
        let late = phone.get(&room(&renewed)).await.expect(200).body;
        assert_eq!(
            (&late["room"]["seconds_left"], &late["room"]["closed"]),
            (&json!(0), &json!(false))
        );
        world
            .clock
            .advance(std::time::Duration::from_secs(12 * 3600));
        phone
            .get(&room(&renewed))
            .await
            .problem(410, "sprint_closed");
        for (form, field) in [
            (json!({ "title": " " }), "title"),
            (json!({ "title": "x", "minutes": 0 }), "minutes"),
            (json!({ "title": "x", "goal": 0 }), "goal"),
        ] {
            let refused = owner
                .post("/v1/sprints", form)
                .await
                .problem(422, "invalid_fields")
                .body;
            assert_eq!(refused["errors"][0]["field"], field);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_watch_at_once_and_a_lost_line_is_taken_up_again() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let form = json!({ "title": "All of us" });
        let started = owner.post("/v1/sprints", form).await.expect(201).body;
        let address = started["address"].as_str().unwrap();
        let room = format!("/v1/sprint-links/{}", address.strip_prefix("/s/").unwrap());
        let mut phones = Vec::new();
        for n in 0..50 {
            let mut phone = world.browser();
            let name = json!({ "name": format!("Phone {n}") });
            let people = format!("{room}/people");
            let joined = phone.post(&people, name).await.expect(201).body;
            let key = joined["key"].as_str().unwrap().to_owned();
            phone.headers.push(("x-participant".to_owned(), key));
            let mut line = phone.watch(&format!("{room}/events?since=0")).await;
            let (_, seen) = line.next().await.expect("the room as it is");
            assert_eq!(seen["people"], n + 1);
            phones.push((phone, line));
        }
        let people = format!("{room}/people");
        let late = world
            .browser()
            .post(&people, json!({ "name": "Late" }))
            .await;
        late.problem(409, "sprint_full");
        // Whose answer was lost says it again with the same key: the same place, though the room is full.
        let known = phones[7].0.headers.clone();
        let mut lost = world.browser();
        lost.headers.extend(known.into_iter().filter(|(name, _)| name == "x-participant"));
        let again = json!({ "name": "Phone 7, once more" });
        let again = lost.post(&people, again).await.expect(201).body;
        assert_eq!(again["me"]["name"], "Phone 7");
        let seen = lost.get(&room).await.expect(200).body;
        assert_eq!(seen["room"]["people"], 50);

        // All write at the same moment; everybody hears of all of it.
        let ideas = format!("{room}/ideas");
        let writing = phones.into_iter().enumerate().map(|(n, (mut phone, line))| {
            let ideas = ideas.clone();
            tokio::spawn(async move {
                let idea = json!({ "id": uuid(500 + n as u64), "words": format!("Idea of phone {n}") });
                phone.post(&ideas, idea).await.expect(201);
                (phone, line)
            })
        });
        let writing: Vec<_> = writing.collect();
        let mut phones = Vec::new();
        for one in writing {
            phones.push(one.await.expect("a phone"));
        }
        let mut last = String::new();
        for (_, line) in &mut phones {
            let mut numbers = std::collections::BTreeSet::new();
            while numbers.len() < 50 {
                let (id, seen) = line.next().await.expect("the line stays open");
                let heard = seen["ideas"].as_array().unwrap().iter();
                numbers.extend(heard.map(|idea| idea["no"].as_i64().unwrap()));
                last = id;
            }
            assert_eq!(numbers, (1..=50).collect());
        }

        // One loses its line, and hears after it of what it missed and of nothing else.
        let (mut lost, line) = phones.pop().expect("a phone");
        drop(line);
        for n in 0..3 {
            let idea = json!({ "id": uuid(700 + n), "words": format!("Meanwhile {n}") });
            phones[0].0.post(&ideas, idea).await.expect(201);
        }
        lost.headers.push(("last-event-id".to_owned(), last));
        let mut line = lost.watch(&format!("{room}/events?since=0")).await;
        let (_, seen) = line.next().await.expect("what was missed");
        let words: Vec<&str> = seen["ideas"]
            .as_array()
            .unwrap()
            .iter()
            .map(|idea| idea["words"].as_str().unwrap())
            .collect();
        assert_eq!(words, ["Meanwhile 0", "Meanwhile 1", "Meanwhile 2"]);
        assert_eq!(seen["ideas_total"], 53);

        // The room is closed: every line hears it and ends.
        let sprint = started["sprint"]["id"].as_str().unwrap();
        let close = format!("/v1/sprints/{sprint}/close");
        owner.post(&close, json!({ "ideas": [uuid(500)] })).await.expect(200);
        let mut closed = false;
        while let Some((_, seen)) = line.next().await {
            closed = seen["closed"] == true;
        }
        assert!(closed);
    })
    .await;
}

#[tokio::test]
async fn a_room_whose_host_is_gone_is_closed_by_a_colleague_and_loses_nothing() {
    each_database(|world: World| async move {
        let mut owner = world.owner().await;
        let form = json!({ "title": "Left alone" });
        let started = owner.post("/v1/sprints", form).await.expect(201).body;
        let address = started["address"].as_str().unwrap();
        let room = format!("/v1/sprint-links/{}", address.strip_prefix("/s/").unwrap());
        let sprint = format!("/v1/sprints/{}", started["sprint"]["id"].as_str().unwrap());
        let mut phone = world.browser();
        let people = format!("{room}/people");
        let joined = phone
            .post(&people, json!({ "name": "Ana" }))
            .await
            .expect(201)
            .body;
        let key = joined["key"].as_str().unwrap().to_owned();
        phone.headers.push(("x-participant".to_owned(), key));
        let idea = json!({ "id": uuid(900), "words": "Ring the day after" });
        phone.post(&format!("{room}/ideas"), idea).await.expect(201);
        let mut colleague = world
            .invited(&mut owner, "dora@first.example", "designer")
            .await;
        // Nobody closed it: after half a day the link opens nothing, and the lines are all still there.
        let day = std::time::Duration::from_secs(24 * 3600);
        world.clock.advance(day);
        phone.get(&room).await.problem(410, "sprint_closed");
        let seen = colleague.get(&sprint).await.expect(200).body;
        assert_eq!(seen["names"], json!(["Ana"]));
        let close = format!("{sprint}/close");
        let closed = colleague
            .post(&close, json!({ "ideas": [uuid(900)] }))
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&closed["open"], &closed["ideas"]),
            (&json!(false), &json!(1))
        );
        let board = colleague.get("/v1/plus-ones").await.expect(200).body;
        assert_eq!(board["items"][0]["words"], "Ring the day after");
    })
    .await;
}
