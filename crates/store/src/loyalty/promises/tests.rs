use domain::loyalty::promises::{FoundBy, Happened, Made, OwnError, PromiseRefusal};

use super::*;
use crate::clients::NewClient;
use crate::story::{at, found, id};
use crate::testing::each_database;

/// Made at the beginning, due so many seconds later.
pub(crate) fn promise(n: u64, client_no: i64, due: i64, who: Option<PersonId>) -> NewPromise {
    let facts = vec![Fact {
        no: 1,
        noted_at: at(0),
        noted_by: who,
        corrects: None,
        what: Happened::Made(Made {
            words: "Send the draft".to_owned(),
            who,
            at: at(0),
            due_at: at(due),
        }),
    }];
    NewPromise {
        promise: Promise {
            id: id(n),
            client: id(500_001),
            client_key: "h1".to_owned(),
            client_name: None,
            standing: standing(&facts).unwrap(),
            facts,
        },
        client_no,
        contact: None,
        touch: None,
    }
}

pub(crate) fn own_error(n: u64) -> OwnError {
    OwnError {
        id: id(n),
        client: id(500_001),
        client_key: "h1".to_owned(),
        client_name: None,
        words: "The fee was charged twice".to_owned(),
        at: at(n as i64 % 1_000),
        found_by: FoundBy::Us,
        told_at: None,
        noted_at: at(5_000),
        noted_by: None,
        withdrawn: false,
    }
}

async fn with_client(org: &OrgStore) -> i64 {
    let client = NewClient {
        id: id(500_001),
        key: "h1".to_owned(),
        name: Some("Roy household".to_owned()),
        attributes: [].into(),
    };
    org.ensure_clients(&[client], 0, at(0))
        .await
        .unwrap()
        .clients[0]
        .1
}

#[tokio::test]
async fn a_promise_and_its_history_come_back_as_they_were_written() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let no = with_client(&org).await;
        let new = promise(1_001, no, 1_000, Some(id(201)));
        org.add_promises(at(1), std::slice::from_ref(&new))
            .await
            .unwrap();
        let kept = org.promise(id(1_001)).await.unwrap().unwrap();
        assert_eq!(kept.promise.facts, new.promise.facts);
        assert_eq!(kept.promise.client_name.as_deref(), Some("Roy household"));

        // Each step is one more line; the whole history tells where it stands.
        let moved = kept
            .promise
            .renegotiate(at(500), at(2_000), "The bank needs a week", at(500))
            .unwrap();
        let moved = kept.promise.with(moved, None, at(500), Some(id(201)));
        assert!(org.change_promise(&moved, at(500)).await.unwrap());
        let late = moved
            .keep(at(2_500), Some("We lost the form".into()), at(2_600))
            .unwrap();
        let late = moved.with(late, None, at(2_600), None);
        assert!(org.change_promise(&late, at(2_600)).await.unwrap());
        let kept = org.promise(id(1_001)).await.unwrap().unwrap().promise;
        assert_eq!(kept.standing.state, State::KeptLate);
        assert_eq!(kept.standing.cause.as_deref(), Some("We lost the form"));
        assert_eq!(kept.facts, late.facts);

        let back = kept.reopen().unwrap();
        let reopened = kept.with(Happened::TakenBack, Some(back), at(2_700), None);
        assert!(org.change_promise(&reopened, at(2_700)).await.unwrap());
        let kept = org.promise(id(1_001)).await.unwrap().unwrap().promise;
        assert_eq!(kept.standing.state, State::Renegotiated);
        assert_eq!(kept.standing.due_at, at(2_000));
        assert_eq!(
            kept.renegotiate(at(3_000), at(9_000), "why", at(3_000)),
            Err(PromiseRefusal::TooLateToRenegotiate)
        );

        // Two people at once: the second one is told.
        let twice = late.with(Happened::TakenBack, Some(3), at(2_800), None);
        assert!(matches!(
            org.change_promise(&twice, at(2_800)).await,
            Err(StoreError::Taken(_))
        ));
        let nobody = Promise {
            id: id(999),
            ..kept
        };
        assert!(!org.change_promise(&nobody, at(9)).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn promises_are_found_by_who_when_and_how_they_stand() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let no = with_client(&org).await;
        let items: Vec<NewPromise> = (0..5)
            .map(|n| {
                promise(
                    1_010 + n,
                    no,
                    1_000 + 100 * n as i64,
                    (n % 2 == 0).then(|| id(201)),
                )
            })
            .collect();
        org.add_promises(at(1), &items).await.unwrap();
        let first = &items[0].promise;
        let kept = first.keep(at(600), None, at(700)).unwrap();
        org.change_promise(&first.clone().with(kept, None, at(700), None), at(700))
            .await
            .unwrap();
        let second = &items[1].promise;
        let broken = second.break_it(at(800), "We forgot", at(800)).unwrap();
        org.change_promise(&second.clone().with(broken, None, at(800), None), at(800))
            .await
            .unwrap();

        let ids = |found: Vec<KeptPromise>| -> Vec<PromiseId> {
            found.iter().map(|it| it.promise.id).collect()
        };
        let running = org.promises(&RUNNING, 10).await.unwrap();
        assert_eq!(ids(running), [id(1_012), id(1_013), id(1_014)]);
        let mine = PromiseFilter {
            who: Some(id(201)),
            ..RUNNING
        };
        assert_eq!(
            ids(org.promises(&mine, 10).await.unwrap()),
            [id(1_012), id(1_014)]
        );
        let soon = PromiseFilter {
            due_before: Some(at(1_300)),
            ..RUNNING
        };
        assert_eq!(ids(org.promises(&soon, 10).await.unwrap()), [id(1_012)]);
        let page = PromiseFilter {
            after: Some((at(1_200), id(1_012))),
            ..RUNNING
        };
        assert_eq!(ids(org.promises(&page, 1).await.unwrap()), [id(1_013)]);
        let all = PromiseFilter {
            running: false,
            client: Some(no),
            ..RUNNING
        };
        assert_eq!(
            ids(org.promises(&all, 2).await.unwrap()),
            [id(1_014), id(1_013)]
        );
        let rest = PromiseFilter {
            after: Some((at(1_300), id(1_013))),
            ..all
        };
        assert_eq!(
            ids(org.promises(&rest, 10).await.unwrap()),
            [id(1_012), id(1_011), id(1_010)]
        );
        let broken = PromiseFilter {
            state: Some(State::Broken),
            ..all
        };
        assert_eq!(ids(org.promises(&broken, 10).await.unwrap()), [id(1_011)]);

        let counts = org.promise_counts(None, at(1_250)).await.unwrap();
        let expected = PromiseCounts {
            open: 3,
            kept: 1,
            broken: 1,
            overdue: 1,
            ..PromiseCounts::default()
        };
        assert_eq!(counts, expected);
        assert_eq!(
            org.promise_counts(Some(no + 1), at(0)).await.unwrap(),
            PromiseCounts::default()
        );
        let outcomes = org.promise_outcomes(Some(no), at(0)).await.unwrap();
        let ends: Vec<(bool, Timestamp)> =
            outcomes.iter().map(|(_, it)| (it.on_time, it.at)).collect();
        assert_eq!(ends, [(true, at(600)), (false, at(800))]);
        let all = org.promise_outcomes(None, at(700)).await.unwrap();
        assert_eq!(all.iter().map(|it| it.0).collect::<Vec<_>>(), [no]);

        // A reminder is given once for a moment, and never for what is over.
        assert!(
            org.remind_of_promise(id(1_012), at(1_200), at(900))
                .await
                .unwrap()
        );
        assert!(
            !org.remind_of_promise(id(1_012), at(1_200), at(900))
                .await
                .unwrap()
        );
        assert!(
            !org.remind_of_promise(id(1_013), at(1_200), at(900))
                .await
                .unwrap()
        );
        assert!(
            !org.remind_of_promise(id(1_010), at(1_000), at(900))
                .await
                .unwrap()
        );
        assert!(org.promise(id(1_012)).await.unwrap().unwrap().reminded);
        let third = org.promise(id(1_012)).await.unwrap().unwrap().promise;
        let moved = third
            .renegotiate(at(900), at(5_000), "why", at(900))
            .unwrap();
        org.change_promise(&third.with(moved, None, at(900), None), at(900))
            .await
            .unwrap();
        assert!(!org.promise(id(1_012)).await.unwrap().unwrap().reminded);

        let named = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            let org = org.clone();
            async move { org.clients_named(&words, 10).await.unwrap().len() }
        };
        assert_eq!(named(&["roy"]).await, 1);
        assert_eq!(named(&["h1", "household"]).await, 1);
        assert_eq!(named(&["ro", "hold"]).await, 0);
        assert!(!org.has_touch(id(5)).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn own_errors_are_told_corrected_and_withdrawn() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let no = with_client(&org).await;
        for n in [1_021, 1_022] {
            org.add_own_error(&own_error(n), no).await.unwrap();
        }
        let told = OwnError {
            told_at: Some(at(6_000)),
            ..org.own_error(id(1_021)).await.unwrap().unwrap()
        };
        assert!(org.change_own_error(&told).await.unwrap());
        assert_eq!(org.own_error(id(1_021)).await.unwrap().unwrap(), told);
        let list = org.own_errors(Some(no), None, 10).await.unwrap();
        assert_eq!(
            list.iter().map(|it| it.id).collect::<Vec<_>>(),
            [id(1_022), id(1_021)]
        );
        let rest = org
            .own_errors(None, Some((at(22), id(1_022))), 10)
            .await
            .unwrap();
        assert_eq!(rest, std::slice::from_ref(&told));
        assert!(
            org.change_own_error(&OwnError {
                withdrawn: true,
                ..told
            })
            .await
            .unwrap()
        );
        assert_eq!(org.own_errors(None, None, 10).await.unwrap().len(), 1);
        assert!(!org.change_own_error(&own_error(9)).await.unwrap());
    })
    .await;
}
