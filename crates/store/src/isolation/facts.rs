//! Events, tiers and expectations.

use domain::clients::{Attributes, Tier};
use domain::loyalty::expectations::ChangeKind;
use domain::loyalty::{HALF_LIFE_DAYS, Level, Status};
use domain::signals::AnswerRule;
use domain::signals::record::{ClientRecord, EventRecord};

use crate::OrgStore;
use crate::clients::NewClient;
use crate::loyalty::{ExpectationFilter, ExpectationWrite, NewExpectation, Written};
use crate::signals::{EventCursor, EventKindEdit, NewEvent, SignalRecord};
use crate::story::{at, id};

pub async fn everything(org: &OrgStore) -> String {
    format!(
        "{:#?}",
        (
            org.event_kinds().await.unwrap(),
            org.events_after(0, 100).await.unwrap(),
            org.tiers().await.unwrap(),
            org.expectations(&ExpectationFilter::default(), 100)
                .await
                .unwrap(),
            org.confirmed_expectations().await.unwrap(),
            org.expectation_themes().await.unwrap(),
            (
                org.iceberg_counts(at(9)).await.unwrap(),
                org.alike_clients(at(9), []).await.unwrap(),
                org.confirmation_ages(at(9)).await.unwrap(),
            ),
        )
    )
}

fn event(first: u64, client: &str) -> NewEvent {
    NewEvent {
        id: id(first + 1),
        client_id: id(first + 2),
        source: "billing".into(),
        record: EventRecord {
            external_id: "1".to_owned(),
            client: ClientRecord {
                key: client.to_owned(),
                ..ClientRecord::default()
            },
            kind: "invoice".to_owned(),
            occurred_at: at(60),
            note: None,
        },
        kind_label: "Invoice".to_owned(),
    }
}

fn tier(first: u64) -> Tier {
    Tier {
        id: id(first + 3),
        key: "gold".to_owned(),
        label: "Gold".to_owned(),
        attribute: "tier".to_owned(),
        value: "gold".to_owned(),
        max_silence_days: Some(30),
    }
}

fn expectation(first: u64, client: &str) -> NewExpectation {
    NewExpectation {
        id: id(first + 4),
        client: NewClient {
            id: id(first + 5),
            key: client.to_owned(),
            name: None,
            attributes: Attributes::new(),
        },
        words: "Ring me first".to_owned(),
        level: Level::Must,
        depth: 1,
        status: Status::Confirmed,
        theme: Some("news".to_owned()),
        source: "interview".to_owned(),
        stated_at: at(0),
        confirmed_at: Some(at(1)),
        half_life_days: HALF_LIFE_DAYS,
        contact: None,
        weight: None,
        target: None,
        evidence: Vec::new(),
    }
}

/// Of a client who is there already, so that the other parts count the same clients.
pub async fn furnish(org: &OrgStore, n: u64) {
    let first = n * 1_000_000 + 400_000;
    let client = org.clients(None, 1).await.unwrap().items[0].key.clone();
    org.record_events(0, at(5), &[event(first, &client)])
        .await
        .unwrap();
    let own = format!("kind-of-{n}");
    org.create_event_kind(&own, "Own", None).await.unwrap();
    org.create_tier(&tier(first)).await.unwrap();
    org.add_expectations(at(5), &[expectation(first, &client)])
        .await
        .unwrap();
}

/// The neighbour (organization 2) calls every method with ids of ours (organization 1).
pub async fn trespass(ours: &OrgStore, theirs: &OrgStore) {
    let o = 1_400_000;
    let own: Vec<_> = theirs.events(&EventCursor::default(), 100).await.unwrap();
    assert!(own.iter().all(|event| event.id != id(o + 1)));
    let seq = ours.events_after(0, 1).await.unwrap()[0].seq;
    let behind = theirs.record(seq).await.unwrap();
    assert!(!matches!(behind, Some(SignalRecord::Event(event)) if event.id == id(o + 1)));
    let client = ours.clients(None, 1).await.unwrap().items[0].clone();
    let found = theirs.clients_by_no(&[client.no]).await.unwrap();
    assert!(found.iter().all(|other| other.id != client.id));

    let rule = AnswerRule::new(vec![], 3).unwrap();
    theirs
        .create_event_kind("theirs", "Theirs", Some(rule.clone()))
        .await
        .unwrap();
    let edit = EventKindEdit {
        label: "Taken".to_owned(),
        answer: Some(rule),
    };
    assert!(!theirs.change_event_kind("kind-of-1", &edit).await.unwrap());

    let taken = Tier {
        label: "Taken".to_owned(),
        ..tier(o)
    };
    assert!(!theirs.change_tier(&taken).await.unwrap());
    assert!(!theirs.delete_tier(id(o + 3)).await.unwrap());
    assert!(theirs.expectation(id(o + 4)).await.unwrap().is_none());
    let known = ours.expectation(id(o + 4)).await.unwrap().unwrap();
    let gone = known.clone().retire().unwrap();
    let write = ExpectationWrite {
        before: &known,
        after: &gone,
        kind: ChangeKind::Retired,
        by: "Theirs",
        by_client: false,
        undoes: None,
    };
    let written = theirs.change_expectation(&write, at(9)).await.unwrap();
    assert_eq!(written, Written::Gone);
    assert!(
        theirs
            .expectation_changes(known.id, 9)
            .await
            .unwrap()
            .is_empty()
    );
    let found = theirs.expectations_by_id(&[known.id]).await.unwrap();
    assert!(found.is_empty());
    let due = theirs
        .due_expectations(at(999_999_999), None, 100)
        .await
        .unwrap();
    assert!(due.iter().all(|it| it.id != known.id));
    let own = theirs
        .expectations(&ExpectationFilter::default(), 100)
        .await
        .unwrap();
    let counts = theirs.iceberg_counts(at(9)).await.unwrap();
    let counted: u64 = counts.iter().map(|it| it.count).sum();
    let holding = own.iter().filter(|it| it.status != Status::Retired);
    assert_eq!(counted as usize, holding.count());
    let alike = theirs.alike_clients(at(9), []).await.unwrap();
    let by_client: u64 = alike.iter().map(|it| it.clients * it.all).sum();
    assert_eq!(by_client, counted);
    let ages = theirs.confirmation_ages(at(9)).await.unwrap();
    assert!(ages.iter().map(|it| it.count).sum::<u64>() <= own.len() as u64);
}
