//! Care rules, prompts and calendars.

use domain::prompts::{Counts, When};

use crate::OrgStore;
use crate::prompts::tests::{day, ids, rhythm};
use crate::prompts::{CalendarLink, KeptPrompt, KeptRule, PromptMark, Wanted};
use crate::story::{at, id};

const FIRST: u64 = 900_000;

pub async fn everything(org: &OrgStore) -> String {
    let today = day("2030-01-01");
    let wanted = Wanted {
        owner: None,
        from: day("2000-01-01"),
        to: today,
        today,
        limit: 100,
    };
    format!(
        "{:#?}",
        (
            org.care_rules().await.unwrap(),
            org.prompts_of(&wanted).await.unwrap(),
            org.prompt_mark().await.unwrap(),
            org.calendar_links(id(201)).await.unwrap(),
            org.calendar_links(id(202)).await.unwrap(),
        )
    )
}

fn rule(first: u64) -> KeptRule {
    let mut kept = rhythm(first + 1, 30);
    kept.rule.when = When::Rhythm {
        every_days: 30,
        counts: Counts::AnyEncounter,
    };
    kept
}

fn link(n: u64, first: u64) -> CalendarLink {
    CalendarLink {
        id: id(first + 2),
        person: id(200 + n),
        created_at: at(0),
    }
}

pub async fn furnish(org: &OrgStore, n: u64) {
    let first = n * 1_000_000 + FIRST;
    org.put_care_rule(&rule(first)).await.unwrap();
    let clients = org.client_numbers(0, 1).await.unwrap();
    let terms = org.care_terms(at(0)).await.unwrap();
    let new_id = ids(first + 10);
    org.refresh_prompts(&clients, &terms, &new_id)
        .await
        .unwrap();
    org.add_calendar_link(&link(n, first), &format!("calendar of {n}"))
        .await
        .unwrap();
    let (seq, client, attributes_version) = org.prompt_grounds().await.unwrap();
    let mark = PromptMark {
        seq,
        client,
        attributes_version,
        terms: terms.mark().to_owned(),
        swept_at: at(0),
    };
    org.put_prompt_mark(&mark).await.unwrap();
}

/// The neighbour (organization 2) calls every method with ids of ours (organization 1).
pub async fn trespass(ours: &OrgStore, theirs: &OrgStore) {
    let first = 1_000_000 + FIRST;
    assert!(theirs.care_rule(id(first + 1)).await.unwrap().is_none());
    assert!(!theirs.put_care_rule(&rule(first)).await.unwrap());
    assert!(theirs.prompt(id(first + 10)).await.unwrap().is_none());
    let known = ours.prompt(id(first + 10)).await.unwrap().unwrap();
    let done = KeptPrompt {
        prompt: known.prompt.clone().done(day("2026-03-02"), at(1)).unwrap(),
        ..known.clone()
    };
    assert!(!theirs.change_prompt(&done).await.unwrap());
    let client = known.prompt.client;
    let of_theirs = theirs.prompts_of_client(client, 100).await.unwrap();
    assert!(of_theirs.iter().all(|it| it.prompt.id != known.prompt.id));
    let today = day("2030-01-01");
    assert_eq!(theirs.count_prompts_of(None, today, 100).await.unwrap(), 1);
    let all = theirs.prompts_of_calendar(None, day("2000-01-01"), today, 100);
    let all = all.await.unwrap();
    assert!(all.iter().all(|it| it.prompt.id != known.prompt.id));
    let lapsed = theirs.lapsed_clients(today, 10).await.unwrap();
    assert!(lapsed.is_empty());
    let (touched, _) = theirs.touched_since(0, 100).await.unwrap();
    let own = theirs.client_numbers(0, 100).await.unwrap();
    let page = theirs.client_range(0, 100).await.unwrap().unwrap();
    assert_eq!(
        (Some(&page.first), Some(&page.last)),
        (own.first(), own.last())
    );
    assert!(touched.iter().all(|no| own.contains(no)));
    // What is read for a whole page at once: numbers that only we have give nothing.
    let far = [i64::MAX - 1];
    assert!(
        theirs
            .expectations_of_clients(&far, 9)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        theirs
            .running_promises_of(&far, 9)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(theirs.gifts_of_clients(&far, 9).await.unwrap().is_empty());
    let own: Vec<i64> = theirs.client_numbers(0, 100).await.unwrap();
    let mine: Vec<i64> = ours.client_numbers(0, 100).await.unwrap();
    let expected = theirs.expectations_of_clients(&mine, 1_000).await.unwrap();
    let clients = theirs.clients_by_no(&own).await.unwrap();
    assert!(
        expected
            .iter()
            .all(|it| clients.iter().any(|client| client.id == it.client))
    );
    let promised = theirs.running_promises_of(&mine, 1_000).await.unwrap();
    assert!(
        promised
            .iter()
            .all(|it| clients.iter().any(|client| client.id == it.promise.client))
    );
    let gifts = theirs.gifts_of_clients(&mine, 1_000).await.unwrap();
    assert!(
        gifts
            .iter()
            .all(|it| clients.iter().any(|client| client.id == it.client))
    );
    let reactions = theirs.known_reactions().await.unwrap();
    let board = theirs.plus_ones().await.unwrap();
    assert!(
        reactions
            .iter()
            .all(|(no, _, _)| board.iter().any(|it| it.no == *no))
    );
    // Their rules never ask for anything of our clients: numbers are their own.
    let terms = theirs.care_terms(at(0)).await.unwrap();
    let new_id = ids(2_000_000 + FIRST + 50);
    let again = theirs.refresh_prompts(&own, &terms, &new_id).await.unwrap();
    assert!(again.clients <= own.len());
    let stolen = link(1, first + 3);
    let taken = theirs.add_calendar_link(&stolen, "taken").await;
    assert!(taken.is_err());
    let revoked = theirs.revoke_calendar_link(id(first + 2), id(201), at(1));
    assert!(!revoked.await.unwrap());
    assert!(theirs.calendar_links(id(201)).await.unwrap().is_empty());
}
