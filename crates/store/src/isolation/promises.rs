//! Promises and errors of ours.

use domain::loyalty::promises::OwnError;

use crate::OrgStore;
use crate::loyalty::promises::tests::{own_error, promise};
use crate::loyalty::promises::{PromiseFilter, RUNNING};
use crate::story::{at, id};

const FIRST: u64 = 950_000;

pub async fn everything(org: &OrgStore) -> String {
    let all = PromiseFilter {
        running: false,
        ..RUNNING
    };
    format!(
        "{:#?}",
        (
            org.promises(&all, 100).await.unwrap(),
            org.promise_counts(None, at(0)).await.unwrap(),
            org.promise_outcomes(None, at(-9)).await.unwrap(),
            org.own_errors(None, None, 100).await.unwrap(),
            org.running_promises().await.unwrap(),
            line(org).await,
        )
    )
}

/// What stands on the line of the first client.
async fn line(org: &OrgStore) -> String {
    let client = org.clients(None, 1).await.unwrap().items[0].no;
    let until = at(9_999);
    format!(
        "{:#?}",
        (
            org.line_promises(client, until, 9).await.unwrap(),
            org.line_errors(client, until, 9).await.unwrap(),
            org.line_gifts(client, until, 9).await.unwrap(),
            org.line_discoveries(client, until, 9).await.unwrap(),
            org.line_pulses(client, until, 9).await.unwrap(),
            org.line_advocacy(client, until, 9).await.unwrap(),
            org.line_departures(client, until, 9).await.unwrap(),
            org.line_expectations(client, until).await.unwrap(),
        )
    )
}

/// Of a client who is there already, so that the other parts count the same clients.
pub async fn furnish(org: &OrgStore, n: u64) {
    let first = n * 1_000_000 + FIRST;
    let client = org.clients(None, 1).await.unwrap().items[0].no;
    let one = promise(first, client, 1_000, Some(id(200 + n)));
    org.add_promises(at(1), &[one]).await.unwrap();
    org.add_own_error(&own_error(first + 1), client)
        .await
        .unwrap();
}

/// The neighbour (organization 2) calls every method with ids of ours (organization 1).
pub async fn trespass(ours: &OrgStore, theirs: &OrgStore) {
    let o = 1_000_000 + FIRST;
    assert_eq!(theirs.promises(&RUNNING, 100).await.unwrap().len(), 1);
    assert!(theirs.promise(id(o)).await.unwrap().is_none());
    let one = ours.promise(id(o)).await.unwrap().unwrap().promise;
    let kept = one.keep(at(5), None, at(6)).unwrap();
    let kept = one.clone().with(kept, None, at(6), None);
    assert!(!theirs.change_promise(&kept, at(6)).await.unwrap());
    assert!(!theirs.unmake_promise(id(o)).await.unwrap());
    assert!(
        !theirs
            .remind_of_promise(id(o), at(1_000), at(900))
            .await
            .unwrap()
    );
    let mine = PromiseFilter {
        who: Some(id(201)),
        ..RUNNING
    };
    assert!(theirs.promises(&mine, 10).await.unwrap().is_empty());
    // Who of ours is to do it is nobody of theirs.
    let client = theirs.clients(None, 1).await.unwrap().items[0].no;
    let borrowed = promise(o + 9, client, 10, Some(id(201)));
    assert!(theirs.add_promises(at(7), &[borrowed]).await.is_err());
    let named = theirs
        .clients_named(&["nobody".to_owned()], 10)
        .await
        .unwrap();
    assert!(named.is_empty());
    let touch = ours.touches_after(0, 1).await.unwrap()[0].id;
    assert!(ours.has_touch(touch).await.unwrap());
    assert!(!theirs.has_touch(touch).await.unwrap());

    assert!(theirs.own_error(id(o + 1)).await.unwrap().is_none());
    let stolen = OwnError {
        words: "Stolen".to_owned(),
        ..own_error(o + 1)
    };
    assert!(!theirs.change_own_error(&stolen).await.unwrap());
    assert!(theirs.add_own_error(&stolen, client).await.is_err());
}
