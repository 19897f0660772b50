//! People come in, are recognized, invite others, and are kept from what is not theirs.

use std::time::Duration;

use axum::http::Method;
use serde_json::{Value, json};

use crate::world::{PASSWORD, World, each_database, link_token, on_sqlite};

const DAY: Duration = Duration::from_secs(86_400);

#[tokio::test]
async fn the_first_run_makes_an_owner_once() {
    each_database(|world| async move {
        let mut browser = world.browser();
        assert_eq!(browser.get("/v1/setup").await.expect(200).body, json!({ "needed": true }));
        let form = |token: &str| {
            json!({
                "token": token, "organization": " First  Firm ", "time_zone": "Europe/Vienna", "name": "Olga",
                "email": "Olga@First.example", "password": PASSWORD, "locale": "de",
            })
        };
        browser.post("/v1/setup", form("wrong")).await.problem(403, "setup_refused");
        let first = server::access::ops::open_setup_token(&world.app).await.unwrap().expect("a token");
        let again = server::access::ops::open_setup_token(&world.app).await.unwrap().expect("a token");
        assert_eq!(first, again, "a restart prints the same link");
        let token = server::access::ops::renew_setup_token(&world.app).await.unwrap();
        browser.post("/v1/setup", form(&first)).await.problem(403, "setup_refused");

        let mut wrong = form(&token);
        wrong["password"] = json!("password1");
        wrong["time_zone"] = json!("Vienna");
        wrong["email"] = json!("nobody");
        let refused = browser.post("/v1/setup", wrong).await.problem(422, "invalid_fields");
        let fields: Vec<&str> =
            refused.body["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap()).collect();
        assert_eq!(fields, ["time_zone", "email", "password"]);

        let me = browser.post("/v1/setup", form(&token)).await.expect(200).body;
        assert_eq!(me["organization"]["name"], "First Firm");
        assert_eq!(me["person"]["email"], "olga@first.example");
        assert_eq!((&me["person"]["role"], &me["person"]["locale"]), (&json!("owner"), &json!("de")));
        assert_eq!(browser.get("/v1/me").await.expect(200).body, me);
        assert_eq!(browser.get("/v1/setup").await.expect(200).body, json!({ "needed": false }));
        browser.post("/v1/setup", form(&token)).await.problem(409, "already_set_up");
        assert!(server::access::ops::renew_setup_token(&world.app).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn signing_in_and_out() {
    each_database(|world| async move {
        let owner = world.owner().await;
        let mut browser = world.browser();
        browser.get("/v1/me").await.problem(401, "not_signed_in");
        let wrong = json!({ "email": "olga@first.example", "password": "not the password" });
        browser
            .post("/v1/session", wrong)
            .await
            .problem(401, "wrong_credentials");
        let unknown = json!({ "email": "nobody@first.example", "password": PASSWORD });
        browser
            .post("/v1/session", unknown)
            .await
            .problem(401, "wrong_credentials");

        let answer = browser
            .post(
                "/v1/session",
                json!({ "email": " OLGA@first.example", "password": PASSWORD }),
            )
            .await;
        let cookies: Vec<&str> = answer
            .headers
            .get_all("set-cookie")
            .iter()
            .map(|line| line.to_str().unwrap())
            .collect();
        assert!(
            cookies
                .iter()
                .all(|line| line.contains("HttpOnly; SameSite=Lax")),
            "{cookies:?}"
        );
        assert_eq!(answer.expect(200).body["person"]["name"], "Olga Owner");
        assert_ne!(
            browser.cookies["touchstone_session"],
            owner.cookies["touchstone_session"]
        );

        let mut stolen = browser.clone();
        browser
            .post(
                "/v1/session",
                json!({ "email": "olga@first.example", "password": PASSWORD }),
            )
            .await
            .expect(200);
        stolen.get("/v1/me").await.problem(401, "not_signed_in");

        let mut left = browser.clone();
        browser.delete("/v1/session").await.expect(204);
        assert!(!browser.cookies.contains_key("touchstone_session"));
        left.get("/v1/me").await.problem(401, "not_signed_in");
        browser.delete("/v1/session").await.expect(204);
    })
    .await;
}

#[tokio::test]
async fn sessions_end_by_themselves_and_by_hand() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let mut other = world.browser();
        other
            .headers
            .push(("user-agent".to_owned(), "Another browser".to_owned()));
        let form = json!({ "email": "olga@first.example", "password": PASSWORD });
        other.post("/v1/session", form.clone()).await.expect(200);

        let sessions = owner.get("/v1/sessions").await.expect(200).body;
        let items = sessions["items"].as_array().unwrap();
        assert_eq!(items.len(), 2);
        let theirs = items
            .iter()
            .find(|it| it["user_agent"] == "Another browser")
            .expect("the other");
        assert_eq!(theirs["current"], false);
        assert_eq!(items.iter().filter(|it| it["current"] == true).count(), 1);
        let id = theirs["id"].as_str().unwrap();
        owner
            .delete(&format!("/v1/sessions/{id}"))
            .await
            .expect(204);
        other.get("/v1/me").await.problem(401, "not_signed_in");
        owner
            .delete(&format!("/v1/sessions/{id}"))
            .await
            .problem(404, "not_found");

        // Used every six days it lasts, but not for ever.
        for _ in 0..4 {
            world.clock.advance(6 * DAY);
            owner.get("/v1/me").await.expect(200);
        }
        world.clock.advance(7 * DAY);
        owner.get("/v1/me").await.problem(401, "not_signed_in");

        // Left alone it ends after a week.
        other.post("/v1/session", form).await.expect(200);
        world.clock.advance(7 * DAY + Duration::from_secs(61));
        other.get("/v1/me").await.problem(401, "not_signed_in");
    })
    .await;
}

#[tokio::test]
async fn a_new_password_ends_all_other_sessions() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let mut other = world.browser();
        other
            .post(
                "/v1/session",
                json!({ "email": "olga@first.example", "password": PASSWORD }),
            )
            .await
            .expect(200);

        let change =
            |current: &str, new: &str| json!({ "password": { "current": current, "new": new } });
        let refused = owner
            .patch("/v1/me", change("wrong", "a much better one"))
            .await
            .problem(422, "invalid_fields");
        assert_eq!(refused.body["errors"][0]["field"], "password.current");
        let refused = owner
            .patch("/v1/me", change(PASSWORD, "short"))
            .await
            .problem(422, "invalid_fields");
        assert_eq!(refused.body["errors"][0]["field"], "password.new");
        owner
            .patch("/v1/me", change(PASSWORD, "a much better one"))
            .await
            .expect(200);

        owner.get("/v1/me").await.expect(200);
        other.get("/v1/me").await.problem(401, "not_signed_in");
        other
            .post(
                "/v1/session",
                json!({ "email": "olga@first.example", "password": PASSWORD }),
            )
            .await
            .expect(401);
        let form = json!({ "email": "olga@first.example", "password": "a much better one" });
        other.post("/v1/session", form).await.expect(200);

        let me = owner
            .patch("/v1/me", json!({ "name": "Olga O.", "locale": "de" }))
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&me["person"]["name"], &me["person"]["locale"]),
            (&json!("Olga O."), &json!("de"))
        );
        owner
            .patch("/v1/me", json!({ "locale": "xx" }))
            .await
            .problem(422, "invalid_fields");
    })
    .await;
}

#[tokio::test]
async fn guessing_is_slowed_down_and_the_honest_browser_is_not() {
    on_sqlite(|world| async move {
        let mut honest = world.owner().await;
        honest.delete("/v1/session").await.expect(204);
        let mut stranger = world.browser();
        let guess = json!({ "email": "olga@first.example", "password": "a guess of mine" });
        let mut refused = 0;
        let wait = loop {
            let answer = stranger.post("/v1/session", guess.clone()).await;
            if answer.status.as_u16() == 429 {
                break answer
                    .problem(429, "throttled")
                    .header("retry-after")
                    .parse::<u64>()
                    .unwrap();
            }
            answer.problem(401, "wrong_credentials");
            refused += 1;
            assert!(refused < 20, "guessing is never slowed down");
        };
        assert!((1..=4).contains(&wait), "{wait}");
        // Even the right password has to wait: otherwise the answer would tell that it was right.
        let right = json!({ "email": "olga@first.example", "password": PASSWORD });
        stranger
            .post("/v1/session", right.clone())
            .await
            .problem(429, "throttled");
        honest.post("/v1/session", right.clone()).await.expect(200);
        world.clock.advance(Duration::from_secs(wait));
        stranger.post("/v1/session", right).await.expect(200);

        // An address that nobody has is treated alike.
        let nobody = json!({ "email": "nobody@first.example", "password": "a guess of mine" });
        let mut last = 0;
        for _ in 0..12 {
            last = stranger
                .post("/v1/session", nobody.clone())
                .await
                .status
                .as_u16();
        }
        assert_eq!(last, 429);
    })
    .await;
}

#[tokio::test]
async fn requests_from_other_sites_change_nothing() {
    on_sqlite(|world| async move {
        let mut owner = world.owner().await;
        let rename = || json!({ "name": "Mallory" });
        let with = |headers: &[(&str, &str)]| {
            let mut caller = owner.clone();
            caller.headers = headers
                .iter()
                .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()))
                .collect();
            caller
        };
        let refused: &[&[(&str, &str)]] = &[
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
            &[
                ("sec-fetch-site", "cross-site"),
                ("origin", "http://localhost"),
            ],
            &[("origin", "http://evil.example")],
            &[("origin", "null")],
            &[],
        ];
        for headers in refused {
            with(headers)
                .patch("/v1/me", rename())
                .await
                .problem(403, "cross_site");
            with(headers).get("/v1/me").await.expect(200);
        }
        with(&[("sec-fetch-site", "none")])
            .patch("/v1/me", json!({}))
            .await
            .expect(200);
        with(&[("origin", "http://localhost")])
            .patch("/v1/me", json!({}))
            .await
            .expect(200);
        assert_eq!(
            owner.get("/v1/me").await.expect(200).body["person"]["name"],
            "Olga Owner"
        );

        // Somebody else's account must not be slipped in either.
        let mut fresh = world.browser();
        fresh.headers = vec![("sec-fetch-site".to_owned(), "cross-site".to_owned())];
        let form = json!({ "email": "olga@first.example", "password": PASSWORD });
        fresh
            .post("/v1/session", form)
            .await
            .problem(403, "cross_site");
    })
    .await;
}

#[tokio::test]
async fn tokens_do_what_they_were_made_for() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let form = json!({ "name": "Till", "scopes": ["read_audit"], "expires_at": "2026-04-01T00:00:00Z" });
        let made = owner.post("/v1/tokens", form).await.expect(201).body;
        let secret = made["secret"].as_str().unwrap();
        assert!(secret.starts_with("tst_") && secret.starts_with(made["prefix"].as_str().unwrap()), "{secret}");
        let listed = owner.get("/v1/tokens").await.expect(200);
        assert!(!listed.text.contains(secret), "a secret is shown once");

        let mut till = world.program(secret);
        till.get("/v1/audit").await.expect(200);
        let refused = till.get("/v1/stages").await.problem(403, "forbidden");
        assert!(refused.body["detail"].as_str().unwrap().contains("this key was not made to"), "{}", refused.text);
        till.get("/v1/people").await.problem(403, "forbidden");
        till.get("/v1/me").await.problem(403, "forbidden");
        let used = owner.get("/v1/tokens").await.expect(200).body;
        assert_eq!(used["items"][0]["last_used_at"], "2026-03-02T08:00:00Z");

        world.program("tst_deadbeef_wrong").get("/v1/audit").await.problem(401, "token_refused");
        let mut basic = world.program(secret);
        basic.headers = vec![("authorization".to_owned(), format!("Basic {secret}"))];
        basic.get("/v1/audit").await.problem(401, "token_refused");

        world.clock.advance(30 * DAY);
        till.get("/v1/audit").await.problem(401, "token_refused");

        let mut owner = sign_in(&world, "olga@first.example").await;
        let lasting = json!({ "name": "Lasting", "scopes": ["read_design", "read_audit"] });
        let made = owner.post("/v1/tokens", lasting).await.expect(201).body;
        let mut program = world.program(made["secret"].as_str().unwrap());
        program.get("/v1/stages").await.expect(200);
        owner.delete(&format!("/v1/tokens/{}", made["id"].as_str().unwrap())).await.expect(204);
        program.get("/v1/stages").await.problem(401, "token_refused");
    })
    .await;
}

#[tokio::test]
async fn tokens_are_checked_before_they_are_made() {
    on_sqlite(|world| async move {
        let mut owner = world.owner().await;
        let cases = [
            (json!({ "name": "x", "scopes": [] }), "scopes"),
            (json!({ "name": "x", "scopes": ["read_audit", "fly"] }), "scopes[1]"),
            (json!({ "name": "x", "scopes": ["manage_people"] }), "scopes[0]"),
            (json!({ "name": "", "scopes": ["read_audit"] }), "name"),
            (json!({ "name": "x", "scopes": ["read_audit"], "expires_at": "2026-03-01T00:00:00Z" }), "expires_at"),
            (json!({ "name": "x", "scopes": ["read_audit"], "expires_at": "soon" }), "expires_at"),
            (json!({ "name": "x" }), "scopes"),
            (json!({ "name": 5, "scopes": ["read_audit"] }), "name"),
        ];
        for (form, field) in cases {
            let refused = owner.post("/v1/tokens", form.clone()).await.problem(422, "invalid_fields");
            assert_eq!(refused.body["errors"][0]["field"], field, "{form}: {}", refused.text);
        }
    })
    .await;
}

pub async fn sign_in(world: &World, email: &str) -> crate::world::Caller {
    let mut browser = world.browser();
    browser
        .post(
            "/v1/session",
            json!({ "email": email, "password": PASSWORD }),
        )
        .await
        .expect(200);
    browser
}

#[tokio::test]
async fn invitations_are_used_once() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let form = json!({ "email": "dora@first.example", "role": "designer" });
        let made = owner.post("/v1/invitations", form.clone()).await.expect(201).body;
        let token = link_token(&made);
        assert!(made["link"].as_str().unwrap().starts_with("http://127.0.0.1:8080/invitation/"), "{made}");
        let path = format!("/v1/invitations/by-token/{token}");

        let mut dora = world.browser();
        let seen = dora.get(&path).await.expect(200).body;
        assert_eq!(
            seen,
            json!({ "organization": "First", "email": "dora@first.example", "role": "designer", "has_account": false })
        );
        dora.post(&format!("{path}/accept"), json!({ "name": "Dora", "password": "short" })).await.problem(422, "invalid_fields");
        let me = dora.post(&format!("{path}/accept"), json!({ "name": "Dora", "password": PASSWORD })).await.expect(200).body;
        assert_eq!((&me["person"]["name"], &me["person"]["role"]), (&json!("Dora"), &json!("designer")));
        world.browser().get(&path).await.problem(410, "invitation_gone");
        world.browser().post(&format!("{path}/accept"), json!({ "name": "X", "password": PASSWORD })).await.problem(410, "invitation_gone");
        owner.post("/v1/invitations", form).await.problem(409, "email_taken");
        dora.get("/v1/people").await.problem(403, "forbidden");
        // A name to choose from, and nothing else about anybody.
        let colleagues = dora.get("/v1/colleagues").await.expect(200).body["items"].clone();
        assert_eq!(colleagues[0], json!({ "id": me["person"]["id"], "name": "Dora" }));
        assert_eq!((&colleagues[1]["name"], colleagues.as_array().unwrap().len()), (&json!("Olga Owner"), 2));
        dora.post("/v1/invitations", json!({ "email": "x@y.example", "role": "owner" })).await.problem(403, "forbidden");

        // Withdrawn, and run out.
        let made = owner.post("/v1/invitations", json!({ "email": "w@first.example", "role": "analyst" })).await.expect(201).body;
        assert_eq!(owner.get("/v1/invitations").await.expect(200).body["items"].as_array().unwrap().len(), 1);
        owner.delete(&format!("/v1/invitations/{}", made["id"].as_str().unwrap())).await.expect(204);
        world.browser().get(&format!("/v1/invitations/by-token/{}", link_token(&made))).await.problem(410, "invitation_gone");
        let made = owner.post("/v1/invitations", json!({ "email": "w@first.example", "role": "analyst" })).await.expect(201).body;
        world.clock.advance(8 * DAY);
        world.browser().get(&format!("/v1/invitations/by-token/{}", link_token(&made))).await.problem(410, "invitation_gone");
    })
    .await;
}

#[tokio::test]
async fn one_account_in_two_organizations() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let second = json!({ "name": "Second", "time_zone": "America/New_York" });
        let second = owner
            .post("/v1/organizations", second)
            .await
            .expect(201)
            .body;
        let me = owner.get("/v1/me").await.expect(200).body;
        assert_eq!(me["organization"]["name"], "First");
        assert_eq!(me["organizations"].as_array().unwrap().len(), 2);

        let me = owner
            .post("/v1/session/organization", json!({ "id": second["id"] }))
            .await
            .expect(200)
            .body;
        assert_eq!(me["organization"]["name"], "Second");
        assert_eq!(
            owner.get("/v1/me").await.expect(200).body["organization"],
            second
        );
        let renamed = owner
            .patch("/v1/organization", json!({ "name": "Two" }))
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&renamed["name"], &renamed["time_zone"]),
            (&json!("Two"), &json!("America/New_York"))
        );
        owner
            .patch("/v1/organization", json!({ "time_zone": "Mars" }))
            .await
            .problem(422, "invalid_fields");

        // Somebody with an account joins another organization with the password they have.
        let dora = world
            .invited(&mut owner, "dora@first.example", "frontline")
            .await;
        drop(dora);
        owner
            .post(
                "/v1/session/organization",
                json!({ "id": me["organizations"][0]["id"] }),
            )
            .await
            .expect(200);
        let made = owner
            .post(
                "/v1/invitations",
                json!({ "email": "dora@first.example", "role": "analyst" }),
            )
            .await
            .expect(201)
            .body;
        let path = format!("/v1/invitations/by-token/{}", link_token(&made));
        let mut dora = world.browser();
        assert_eq!(dora.get(&path).await.expect(200).body["has_account"], true);
        dora.post(
            &format!("{path}/accept"),
            json!({ "password": "not her password" }),
        )
        .await
        .problem(401, "wrong_credentials");
        let me = dora
            .post(&format!("{path}/accept"), json!({ "password": PASSWORD }))
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&me["organization"]["name"], &me["person"]["role"]),
            (&json!("First"), &json!("analyst"))
        );
        assert_eq!(me["organizations"].as_array().unwrap().len(), 2);

        let nowhere = json!({ "id": "0190b6a2-5f7e-7c3a-9d1e-2f4b6a8c0d1e" });
        dora.post("/v1/session/organization", nowhere)
            .await
            .problem(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn an_organization_keeps_an_owner() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let people = owner.get("/v1/people").await.expect(200).body;
        let me = people["items"][0]["id"].as_str().unwrap().to_owned();
        let path = format!("/v1/people/{me}");
        owner
            .patch(&path, json!({ "role": "analyst" }))
            .await
            .problem(409, "last_owner");
        owner
            .patch(&path, json!({ "active": false }))
            .await
            .problem(409, "last_owner");
        owner
            .patch(&path, json!({ "role": "emperor" }))
            .await
            .problem(422, "invalid_fields");

        let mut second = world.invited(&mut owner, "o2@first.example", "owner").await;
        second
            .patch(&path, json!({ "role": "frontline" }))
            .await
            .expect(200);
        owner.get("/v1/people").await.problem(403, "forbidden");
        second
            .patch(&path, json!({ "active": false }))
            .await
            .expect(200);
        owner.get("/v1/me").await.problem(401, "not_signed_in");
        let form = json!({ "email": "olga@first.example", "password": PASSWORD });
        world
            .browser()
            .post("/v1/session", form)
            .await
            .problem(403, "forbidden");
        second
            .patch(&path, json!({ "active": true, "role": "owner" }))
            .await
            .expect(200);
        owner.get("/v1/people").await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn the_audit_log_tells_who_did_what() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        world.clock.advance(Duration::from_secs(1));
        for name in ["a", "b", "c"] {
            let form = json!({ "name": name, "scopes": ["read_audit"] });
            owner.post("/v1/tokens", form).await.expect(201);
            world.clock.advance(Duration::from_secs(1));
        }
        let page = owner.get("/v1/audit?limit=2").await.expect(200).body;
        let labels = |page: &Value| -> Vec<String> {
            let items = page["items"].as_array().unwrap();
            items
                .iter()
                .map(|it| {
                    format!(
                        "{} {}",
                        it["action"].as_str().unwrap(),
                        it["subject"]["label"].as_str().unwrap()
                    )
                })
                .collect()
        };
        assert_eq!(labels(&page), ["create_token c", "create_token b"]);
        assert_eq!(
            page["items"][0]["actor"],
            json!({ "kind": "person", "name": "Olga Owner" })
        );
        assert_eq!(
            page["items"][0]["detail"],
            json!({ "scopes": ["read_audit"] })
        );
        let next = page["next"].as_str().unwrap();
        let rest = owner
            .get(&format!("/v1/audit?limit=50&before={next}"))
            .await
            .expect(200)
            .body;
        assert_eq!(labels(&rest)[0], "create_token a");
        assert_eq!(rest["next"], Value::Null);
        let only = owner.get("/v1/audit?action=set_up").await.expect(200).body;
        assert_eq!(labels(&only), ["set_up First"]);
        owner
            .get("/v1/audit?before=yesterday")
            .await
            .problem(422, "invalid_fields");
        owner
            .get("/v1/audit?limit=many")
            .await
            .problem(422, "invalid_fields");
    })
    .await;
}

#[tokio::test]
async fn what_was_begun_is_noted_though_nobody_waits_for_the_answer() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        // The browser goes away when the request has hardly arrived. Now and then the program is quicker than that.
        let mut left = None;
        for attempt in 0..50 {
            let name = format!("Renamed {attempt}");
            let mut leaving = owner.clone();
            let change = leaving.patch("/v1/organization", json!({ "name": name }));
            if tokio::time::timeout(Duration::ZERO, change).await.is_err() {
                left = Some(name);
                break;
            }
        }
        let name = left.expect("a browser that goes away in time");
        for _ in 0..200 {
            let audit = owner.get("/v1/audit?action=change_organization").await;
            if audit.body["items"][0]["detail"]["name"] == name.as_str() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the change was cut off or is not in the log");
    })
    .await;
}

#[tokio::test]
async fn problems_are_told_alike() {
    on_sqlite(|world| async move {
        let mut owner = world.owner().await;
        owner.get("/v1/nothing").await.problem(404, "no_such_route");
        owner
            .send(Method::PUT, "/v1/me", Some(json!({})))
            .await
            .problem(405, "method_not_allowed");
        owner
            .patch("/v1/people/42", json!({}))
            .await
            .problem(404, "not_found");
        let raw = |kind, text: &str| (Method::POST, "/v1/tokens", kind, text.as_bytes().to_vec());
        let (method, path, kind, body) = raw(Some("application/json"), "{ not json");
        owner
            .send_raw(method, path, kind, body)
            .await
            .problem(400, "invalid_json");
        let (method, path, kind, body) = raw(Some("text/plain"), "{}");
        owner
            .send_raw(method, path, kind, body)
            .await
            .problem(415, "unsupported_media");
        let huge = format!("{{\"name\":\"{}\"}}", "x".repeat(3 << 20));
        let (method, path, kind, body) = raw(Some("application/json"), &huge);
        owner
            .send_raw(method, path, kind, body)
            .await
            .problem(413, "too_large");
        let answer = owner.get("/v1/me").await.expect(200);
        assert!(
            answer
                .header("content-security-policy")
                .contains("frame-ancestors 'none'")
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("cache-control"), "no-store");
    })
    .await;
}
