//! The client's own page, by link and without a password: what it shows, what is answered there, and what it never gives
//! away.

use std::time::Duration;

use serde_json::{Value, json};

use crate::world::{Caller, each_database};

async fn client(owner: &mut Caller, name: &str) -> String {
    let made = owner
        .post("/v1/clients", json!({ "name": name, "key": name }))
        .await
        .expect(201)
        .body;
    made["id"].as_str().expect("an id").to_owned()
}

async fn expect_of(owner: &mut Caller, client: &str, words: &str, status: &str) -> String {
    let item = json!({
        "client": { "key": client }, "words": words, "level": "must", "status": status, "source": "interview",
        "half_life_days": 30,
    });
    let told = owner.post("/v1/expectations", item).await.expect(200).body;
    told["results"][0]["id"].as_str().expect("an id").to_owned()
}

/// The path of the page's own operations.
async fn open_page(owner: &mut Caller, client: &str, new: Value) -> (String, String) {
    let path = format!("/v1/clients/{client}/links");
    let made = owner.post(&path, new).await.expect(201).body;
    let secret = made["address"]
        .as_str()
        .unwrap()
        .strip_prefix("/c/")
        .unwrap();
    assert!(secret.len() > 40);
    let id = made["link"]["id"].as_str().unwrap();
    (format!("/v1/portal/{secret}"), id.to_owned())
}

#[tokio::test]
async fn the_client_sees_what_we_understood_and_puts_it_right() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let hollis = client(&mut owner, "Hollis").await;
        let stated = expect_of(&mut owner, "Hollis", "A person, not a number", "stated").await;
        let guess = expect_of(&mut owner, "Hollis", "A short call", "assumed").await;
        let known = expect_of(&mut owner, "Hollis", "No surprises", "confirmed").await;
        let gone = expect_of(&mut owner, "Hollis", "Paper letters", "stated").await;
        owner.post(&format!("/v1/expectations/{gone}/retire"), Value::Null).await.expect(200);
        let change = json!({ "words": "Every line says what it is for.", "said": "Nobody can read it.",
            "because_of": known });
        let changes = format!("/v1/clients/{hollis}/changes");
        owner.post(&changes, change).await.expect(201);
        let other = client(&mut owner, "Other").await;
        for (whom, words) in [(&hollis, "Send the draft"), (&hollis, "Ring back"), (&other, "Not yours")] {
            let form = json!({ "client": whom, "words": words, "due_at": "2026-03-06T12:00:00Z" });
            owner.post("/v1/promises", form).await.expect(201);
        }
        let late = json!({ "client": hollis, "words": "Find the form", "at": "2026-02-01T09:00:00Z",
            "due_at": "2026-02-10T12:00:00Z" });
        let late = owner.post("/v1/promises", late).await.expect(201).body;
        let keep = format!("/v1/promises/{}/keep", late["id"].as_str().unwrap());
        owner.post(&keep, json!({ "at": "2026-02-12T09:00:00Z", "cause": "We mislaid it" })).await.expect(200);
        let (page, _) = open_page(&mut owner, &hollis, json!({})).await;
        let audit = owner.get("/v1/audit?limit=500").await.expect(200).body;

        let mut browser = world.browser();
        let answer = browser.get(&page).await.expect(200);
        assert_eq!(answer.header("cache-control"), "no-store");
        assert!(answer.header("x-robots-tag").contains("noindex"));
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        let seen = answer.body;
        assert_eq!((&seen["greeting"], &seen["wishes"]), (&json!("Hollis"), &Value::Null));
        let states: Vec<&str> =
            seen["expectations"].as_array().unwrap().iter().map(|it| it["state"].as_str().unwrap()).collect();
        assert_eq!(states, ["said", "guess", "confirmed"]);
        assert_eq!(seen["changes"][0]["said"], "Nobody can read it.");
        let told = &seen["promises"];
        assert_eq!((&told["open"], &told["kept"], &told["late"], &told["broken"]), (&json!(2), &json!(0), &json!(1), &json!(0)));
        let last = &told["items"][2];
        assert_eq!((&last["words"], &last["days_late"], &last["cause"]), (&json!("Find the form"), &json!(2), &json!("We mislaid it")));
        assert_eq!(last["who"], "Olga Owner");
        // Looking leaves no trace.
        browser.get(&page).await.expect(200);
        assert_eq!(owner.get("/v1/audit?limit=500").await.expect(200).body, audit);

        let at = |id: &str| format!("{page}/expectations/{id}");
        let so = json!({ "answer": "confirm", "seen": "A person, not a number" });
        browser.post(&at(&stated), so).await.expect(200);
        browser.post(&at(&guess), json!({ "answer": "correct" })).await.problem(422, "invalid_fields");
        let other = json!({ "answer": "correct", "words": "It depends: a call if it is bad news" });
        let seen = browser.post(&at(&guess), other).await.expect(200).body;
        assert!(seen["expectations"].as_array().unwrap().iter().all(|it| it["state"] == "confirmed"));
        let seen = browser.post(&at(&known), json!({ "answer": "no_longer" })).await.expect(200).body;
        assert_eq!(seen["expectations"].as_array().unwrap().len(), 2);
        // A slip of the thumb is taken back, once.
        let seen = browser.post(&at(&known), json!({ "answer": "undo" })).await.expect(200).body;
        assert_eq!(seen["expectations"].as_array().unwrap().len(), 3);
        browser.post(&at(&known), json!({ "answer": "undo" })).await.problem(409, "conflict");
        // What we retired is not theirs to bring back, and what they can't see is not there.
        browser.post(&at(&gone), json!({ "answer": "undo" })).await.problem(409, "conflict");
        browser.post(&at(&gone), json!({ "answer": "confirm" })).await.problem(404, "not_found");

        let told = json!({ "words": " Send  it to both of us " });
        let told = browser.post(&format!("{page}/new-expectations"), told).await.expect(200).body;
        assert!(told.to_string().contains("Send it to both of us"));
        let again = json!({ "words": "Send it to both of us" });
        let again = browser.post(&format!("{page}/new-expectations"), again).await.expect(200).body;
        assert_eq!(again["expectations"].as_array().unwrap().len(), 4);
        browser.post(&format!("{page}/new-expectations"), json!({ "words": " " })).await.problem(422, "invalid_fields");
        let wish = browser.post(&format!("{page}/wishes"), json!({ "asking": "twice_a_year" })).await.expect(200).body;
        assert_eq!(wish["wishes"]["asking"], "twice_a_year");
        browser.post(&format!("{page}/wishes"), json!({})).await.problem(422, "invalid_fields");

        // We see who said it.
        let seen = owner.get(&format!("/v1/expectations/{guess}")).await.expect(200).body;
        assert_eq!((&seen["history"][0]["by_client"], &seen["history"][0]["by"]), (&json!(true), &json!("Hollis")));
        assert_eq!(seen["expectation"]["words"], "It depends: a call if it is bad news");
        let audit = owner.get("/v1/audit?action=answer_expectation").await.expect(200).body;
        assert_eq!(audit["items"].as_array().unwrap().len(), 4);

        // Confirmed long ago it is asked again.
        world.clock.advance(Duration::from_secs(31 * 86_400));
        let seen = browser.get(&page).await.expect(200).body;
        assert!(seen["expectations"].as_array().unwrap().iter().any(|it| it["state"] == "ask_again"));
    })
    .await;
}

#[tokio::test]
async fn a_link_opens_one_page_and_gives_nothing_else_away() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let hollis = client(&mut owner, "Hollis").await;
        let okafor = client(&mut owner, "Okafor").await;
        let theirs = expect_of(&mut owner, "Okafor", "Nobody calls on Fridays", "stated").await;
        let contacts = format!("/v1/clients/{hollis}/contacts");
        let mira = owner.post(&contacts, json!({ "name": "Mira" })).await.expect(201).body;
        let tom = owner.post(&contacts, json!({ "name": "Tom" })).await.expect(201).body;
        let for_tom = json!({ "client": { "key": "Hollis" }, "contact": tom["id"], "words": "Mira need not know",
            "level": "must", "status": "stated", "source": "call" });
        let for_tom = owner.post("/v1/expectations", for_tom).await.expect(200).body;
        let for_tom = for_tom["results"][0]["id"].as_str().unwrap().to_owned();
        let (page, link) = open_page(&mut owner, &hollis, json!({ "contact": mira["id"] })).await;
        let (other, _) = open_page(&mut owner, &okafor, json!({})).await;

        let mut browser = world.browser();
        let seen = browser.get(&page).await.expect(200);
        assert_eq!(seen.body["greeting"], "Mira");
        for secret in ["Okafor", "Fridays", "Mira need not know", "Tom", "Olga"] {
            assert!(!seen.text.contains(secret), "{secret}: {}", seen.text);
        }
        // Inside a valid link, ids of another client, of another contact and of nobody are alike.
        for id in [theirs.as_str(), for_tom.as_str(), "00000000-0000-7000-8000-000000000000", "x"] {
            for answer in ["confirm", "no_longer", "undo"] {
                let path = format!("{page}/expectations/{id}");
                let refused = browser.post(&path, json!({ "answer": answer })).await;
                refused.problem(404, "not_found");
            }
        }
        let untouched = owner.get(&format!("/v1/expectations/{theirs}")).await.expect(200).body;
        assert_eq!((&untouched["expectation"]["status"], &untouched["history"]), (&json!("stated"), &json!([])));
        // The link is no key to anything else.
        browser.get("/v1/clients").await.problem(401, "not_signed_in");
        browser.get(&format!("/v1/clients/{hollis}/links")).await.problem(401, "not_signed_in");
        let listed = owner.get(&format!("/v1/clients/{hollis}/links")).await.expect(200);
        assert!(!listed.text.contains(page.trim_start_matches("/v1/portal/")), "the secret is told once");

        // How often Mira may be asked holds for everybody here.
        let wish = json!({ "asking": "never", "words": "Ring me instead" });
        browser.post(&format!("{page}/wishes"), wish).await.expect(200);
        let consents = format!("/v1/contacts/{}/consents", mira["id"].as_str().unwrap());
        let consents = owner.get(&consents).await.expect(200).text;
        assert!(consents.contains("revoked") && consents.contains("portal"), "{consents}");

        let past = json!({ "expires_at": "2020-01-01T00:00:00Z" });
        let links = format!("/v1/clients/{hollis}/links");
        owner.post(&links, past).await.problem(422, "invalid_fields");
        owner.post(&links, json!({ "contact": okafor })).await.problem(422, "invalid_fields");

        // Revoked: as if it had never been.
        owner.delete(&format!("/v1/client-links/{link}")).await.expect(204);
        owner.delete(&format!("/v1/client-links/{link}")).await.problem(404, "not_found");
        browser.get(&page).await.problem(404, "link_gone");
        let wishes = format!("{page}/wishes");
        browser.post(&wishes, json!({ "asking": "never" })).await.problem(404, "link_gone");
        // Expired: the same.
        browser.get(&other).await.expect(200);
        world.clock.advance(Duration::from_secs(91 * 86_400));
        browser.get(&other).await.problem(404, "link_gone");
        // Guessing is slowed down.
        let mut refused = None;
        for n in 0..60 {
            let answer = browser.get(&format!("/v1/portal/guess-{n}")).await;
            if answer.status.as_u16() == 429 {
                refused = Some(answer);
                break;
            }
            answer.problem(404, "link_gone");
        }
        refused.expect("somebody who guesses has to wait").problem(429, "throttled");
    })
    .await;
}

#[tokio::test]
async fn a_page_can_be_written_on_only_so_much() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let hollis = client(&mut owner, "Hollis").await;
        let (page, _) = open_page(&mut owner, &hollis, json!({})).await;
        let mut browser = world.browser();
        let mut written = 0;
        for n in 0..80 {
            let told = json!({ "words": format!("Wish no. {n}") });
            let answer = browser
                .post(&format!("{page}/new-expectations"), told)
                .await;
            if answer.status.as_u16() == 429 {
                break;
            }
            answer.expect(200);
            written += 1;
        }
        assert!((60..70).contains(&written), "{written}");
        // Reading goes on.
        browser.get(&page).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn nobody_confirms_words_that_they_did_not_see() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let hollis = client(&mut owner, "Hollis").await;
        let paper = expect_of(&mut owner, "Hollis", "Bring paper", "stated").await;
        let (page, _) = open_page(&mut owner, &hollis, json!({})).await;
        let mut browser = world.browser();
        let seen = browser.get(&page).await.expect(200).body;
        assert_eq!(seen["expectations"][0]["words"], "Bring paper");
        let ours = format!("/v1/expectations/{paper}");
        let other = json!({ "words": "Never bring paper" });
        owner.patch(&ours, other).await.expect(200);

        let at = format!("{page}/expectations/{paper}");
        let bare = browser.post(&at, json!({ "answer": "confirm" })).await;
        let bare = bare.problem(422, "invalid_fields").body;
        assert_eq!(bare["errors"][0]["field"], "seen");
        for answer in ["confirm", "no_longer"] {
            let old = json!({ "answer": answer, "seen": "Bring paper" });
            let refused = browser.post(&at, old).await;
            refused.problem(409, "change_in_the_way");
        }
        let known = owner.get(&ours).await.expect(200).body;
        let known = &known["expectation"];
        assert_eq!(
            (&known["status"], &known["confirmed_at"]),
            (&json!("stated"), &Value::Null)
        );

        let seen = browser.get(&page).await.expect(200).body;
        let words = &seen["expectations"][0]["words"];
        assert_eq!(words, "Never bring paper");
        let now = json!({ "answer": "confirm", "seen": words });
        let seen = browser.post(&at, now).await.expect(200).body;
        assert_eq!(seen["expectations"][0]["state"], "confirmed");
    })
    .await;
}

#[tokio::test]
async fn a_contact_does_not_read_what_another_one_said() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let hollis = client(&mut owner, "Hollis").await;
        let contacts = format!("/v1/clients/{hollis}/contacts");
        let mut pages = Vec::new();
        for name in ["Anna", "Bert"] {
            let human = owner.post(&contacts, json!({ "name": name })).await;
            let human = human.expect(201).body["id"].clone();
            let item = json!({ "client": { "key": "Hollis" }, "contact": human,
                "words": format!("{name} earns more"), "level": "must", "status": "stated", "source": "call" });
            let told = owner.post("/v1/expectations", item).await.expect(200).body;
            let change = json!({ "words": format!("Different for {name}"), "said": format!("{name} said it"),
                "because_of": told["results"][0]["id"] });
            let changes = format!("/v1/clients/{hollis}/changes");
            owner.post(&changes, change).await.expect(201);
            let (page, _) = open_page(&mut owner, &hollis, json!({ "contact": human })).await;
            pages.push(page);
        }
        let change = json!({ "words": "Different for all", "said": "All said it" });
        let changes = format!("/v1/clients/{hollis}/changes");
        owner.post(&changes, change).await.expect(201);
        let (page, _) = open_page(&mut owner, &hollis, json!({})).await;
        pages.push(page);

        let mut browser = world.browser();
        let shown: [&[&str]; 3] = [&["Anna", "all"], &["Bert", "all"], &["Anna", "Bert", "all"]];
        for (page, shown) in pages.iter().zip(shown) {
            let seen = browser.get(page).await.expect(200);
            let mut told: Vec<&str> = seen.body["changes"].as_array().unwrap().iter()
                .map(|it| it["words"].as_str().unwrap().trim_start_matches("Different for ")).collect();
            told.sort_unstable_by_key(|it| it.to_lowercase());
            let mut shown = shown.to_vec();
            shown.sort_unstable_by_key(|it| it.to_lowercase());
            assert_eq!(told, shown);
        }
        let annas = browser.get(&pages[0]).await.expect(200).text;
        assert!(!annas.contains("Bert"), "{annas}");
    })
    .await;
}

#[tokio::test]
async fn wrong_links_from_one_address_shut_out_nobody_who_has_one() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let hollis = client(&mut owner, "Hollis").await;
        let (page, _) = open_page(&mut owner, &hollis, json!({})).await;
        let mut browser = world.browser();
        let mut slowed = false;
        for n in 0..40 {
            let answer = browser.get(&format!("/v1/portal/guess-{n}")).await;
            slowed |= answer.status.as_u16() == 429;
        }
        assert!(slowed, "somebody who guesses has to wait");
        browser.get(&page).await.expect(200);
        let told = json!({ "words": "We close in August" });
        let told = browser
            .post(&format!("{page}/new-expectations"), told)
            .await;
        told.expect(200);
        // To open a page is no way to go on guessing.
        let guess = browser.get("/v1/portal/guess-41").await;
        guess.problem(429, "throttled");
    })
    .await;
}
