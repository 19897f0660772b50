use domain::grant::Who;

use crate::design::{Design, TouchpointEdit};
use crate::signals::*;
use crate::story::{
    airport, at, found, id, new_import, response, running_import, score, touch, words,
};
use crate::testing::each_database;
use crate::{OrgStore, StoreError};

#[tokio::test]
async fn an_import_goes_from_the_queue_to_its_end() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let import = org.create_import(&new_import(1, "2026.csv")).await.unwrap();
        assert_eq!(
            (import.no, import.state, import.by),
            (1, ImportState::Queued, Who::Person(id(201)))
        );
        assert!(
            !org.save_import_progress(import.id, &ImportProgress::default())
                .await
                .unwrap(),
            "it does not run yet"
        );
        assert!(org.start_import(import.id, at(1)).await.unwrap());
        assert!(
            org.start_import(import.id, at(2)).await.unwrap(),
            "goes on after its server was killed"
        );
        let progress = ImportProgress {
            rows_total: Some(100),
            rows_done: 40,
            imported: 38,
            rejected: 2,
            ..Default::default()
        };
        assert!(
            org.save_import_progress(import.id, &progress)
                .await
                .unwrap()
        );
        assert!(
            org.finish_import(
                import.id,
                &ImportEnd::Failed("the disk is full".into()),
                at(9)
            )
            .await
            .unwrap()
        );
        assert!(
            !org.finish_import(import.id, &ImportEnd::Done, at(9))
                .await
                .unwrap(),
            "once"
        );
        let import = org.import(import.id).await.unwrap().unwrap();
        assert_eq!(
            (import.state, import.progress),
            (ImportState::Failed, progress)
        );
        assert_eq!(
            (import.started_at, import.finished_at),
            (Some(at(1)), Some(at(9)))
        );
        assert_eq!(import.error.as_deref(), Some("the disk is full"));
        org.create_import(&new_import(2, "2027.csv")).await.unwrap();
        let numbers: Vec<i32> = org
            .imports(None, 10)
            .await
            .unwrap()
            .iter()
            .map(|import| import.no)
            .collect();
        assert_eq!(numbers, [2, 1]);
        assert_eq!(org.imports(Some(2), 10).await.unwrap().len(), 1);
        let events = store.outbox().waiting(10).await.unwrap();
        assert_eq!(events[0].kind, "import_finished");
    })
    .await;
}

#[tokio::test]
async fn an_import_is_cancelled_where_it_stands() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let waiting = org.create_import(&new_import(1, "a.csv")).await.unwrap();
        assert!(org.cancel_import(waiting.id, at(5)).await.unwrap());
        assert_eq!(
            org.import(waiting.id).await.unwrap().unwrap().state,
            ImportState::Cancelled
        );
        assert!(!org.start_import(waiting.id, at(6)).await.unwrap());
        let running = running_import(&org, 2).await;
        assert!(
            org.save_import_progress(running.id, &ImportProgress::default())
                .await
                .unwrap()
        );
        assert!(org.cancel_import(running.id, at(7)).await.unwrap());
        assert!(
            !org.save_import_progress(running.id, &ImportProgress::default())
                .await
                .unwrap(),
            "it is told to stop"
        );
        assert!(
            org.finish_import(running.id, &ImportEnd::Cancelled, at(8))
                .await
                .unwrap()
        );
        assert!(!org.cancel_import(running.id, at(9)).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn rejected_rows_come_back_as_they_were() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let import = running_import(&org, 1).await;
        let reject = |line: i64, reason: &str| Reject {
            line,
            reason: reason.to_owned(),
            cells: vec!["a,b".to_owned(), "\"quoted\"\n".to_owned(), String::new()],
        };
        org.add_rejects(
            import.no,
            &[reject(7, "no date"), reject(3, "off the scale")],
        )
        .await
        .unwrap();
        org.add_rejects(import.no, &[reject(7, "no date")])
            .await
            .unwrap();
        org.add_rejects(import.no, &[]).await.unwrap();
        let all = org.rejects(import.no, 0, 100).await.unwrap();
        assert_eq!(all, [reject(3, "off the scale"), reject(7, "no date")]);
        assert_eq!(org.rejects(import.no, 3, 100).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn values_that_were_left_out_stay_with_their_import() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let import = running_import(&org, 1).await;
        let value = |line: i64, column: &str, value: &str| LeftOut {
            line,
            column: column.to_owned(),
            value: value.to_owned(),
            reason: format!("`{column}` is {value}, the scale ends at 5."),
        };
        let (wifi, parking, late) = (
            value(3, "wifi", "9"),
            value(3, "parking", "x"),
            value(7, "wifi", "6"),
        );
        // Twice in one call and again in the next, as after a restart: each cell stands there once.
        let first = [late.clone(), wifi.clone(), parking.clone(), wifi.clone()];
        org.add_left_out(import.no, &first).await.unwrap();
        org.add_left_out(import.no, std::slice::from_ref(&wifi))
            .await
            .unwrap();
        org.add_left_out(import.no, &[]).await.unwrap();
        let all = org.left_out(import.no, 100).await.unwrap();
        assert_eq!(all, [parking, wifi, late]);
        assert_eq!(org.left_out(import.no, 2).await.unwrap().len(), 2);
        let progress = ImportProgress {
            left_out: 3,
            ..Default::default()
        };
        org.save_import_progress(import.id, &progress)
            .await
            .unwrap();
        let import = org.import(import.id).await.unwrap().unwrap();
        assert_eq!(import.progress.left_out, 3);
    })
    .await;
}

/// Brings three responses and a touch, with a design of its own.
async fn bring(org: &OrgStore, n: u64, first_id: u64) -> (Import, usize) {
    let import = running_import(org, n).await;
    org.ensure_design(&airport(first_id, import.no))
        .await
        .unwrap();
    let items: Vec<NewResponse> = (0..3)
        .map(|n| {
            response(
                first_id + 100,
                "survey",
                n,
                vec![score("wifi", 4.0), words("why", "because")],
            )
        })
        .collect();
    let kept = org
        .record_responses(import.no, at(0), &items)
        .await
        .unwrap();
    let touches = org
        .record_touches(
            import.no,
            at(0),
            &[touch(first_id + 200, "till", 9, "parking")],
        )
        .await
        .unwrap();
    org.add_rejects(
        import.no,
        &[Reject {
            line: 2,
            reason: "no date".into(),
            cells: vec![],
        }],
    )
    .await
    .unwrap();
    org.finish_import(import.id, &ImportEnd::Done, at(30))
        .await
        .unwrap();
    (import, kept.created + touches.created)
}

fn keys(design: &Design) -> (Vec<String>, Vec<String>) {
    (
        design
            .touchpoints
            .iter()
            .map(|touchpoint| touchpoint.key.clone())
            .collect(),
        design
            .questions
            .iter()
            .map(|question| question.key.clone())
            .collect(),
    )
}

#[tokio::test]
async fn an_import_is_undone_and_comes_again() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let (import, created) = bring(&org, 1, 1_000).await;
        assert_eq!(created, 4);
        // Part of it is sealed: the log's file can't be changed any more.
        org.seal(&[], &[], 0, 2, at(31)).await.unwrap();
        let undone = org.undo_import(import.id, at(40)).await.unwrap().unwrap();
        let expected = Undone {
            events: 0,
            responses: 3,
            touches: 1,
            questions: 6,
            touchpoints: 2,
            clients: 4,
        };
        assert_eq!(undone, expected);
        assert_eq!(keys(&org.design().await.unwrap()), (vec![], vec![]));
        assert_eq!(org.count_clients().await.unwrap(), 0);
        let snapshot = org.log_snapshot(0).await.unwrap();
        assert!(snapshot.tail.is_empty());
        assert_eq!(snapshot.head.retracted, [import.no]);
        assert!(
            org.comments(&CommentFilter::default(), None, 10)
                .await
                .unwrap()
                .items
                .is_empty()
        );
        assert_eq!(
            org.import(import.id).await.unwrap().unwrap().state,
            ImportState::Undone
        );
        assert!(matches!(
            org.undo_import(import.id, at(41)).await,
            Err(StoreError::WrongState(_))
        ));
        assert!(org.undo_import(id(999), at(41)).await.unwrap().is_none());

        // The same file again: everything is new, under a new number.
        let (again, created) = bring(&org, 2, 50_000).await;
        assert_eq!((again.no, created), (2, 4));
        assert_eq!(org.count_clients().await.unwrap(), 4);
        let snapshot = org.log_snapshot(0).await.unwrap();
        assert_eq!(snapshot.head.retracted, [1]);
        assert!(
            snapshot
                .tail
                .iter()
                .all(|row| row.batch == 2 && row.record > 4)
        );
        let kinds: Vec<String> = store
            .outbox()
            .waiting(100)
            .await
            .unwrap()
            .into_iter()
            .map(|event| event.kind)
            .collect();
        assert!(kinds.contains(&"import_undone".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn undoing_leaves_what_others_use() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let (first, _) = bring(&org, 1, 1_000).await;
        // The API uses one question, one client and, by hand, a touchpoint of the import.
        let other = response(70_000, "api", 1, vec![score("nps", 9.0)]);
        org.record_responses(0, at(0), &[other]).await.unwrap();
        let parking = org
            .design()
            .await
            .unwrap()
            .touchpoint_by_key("parking")
            .unwrap()
            .clone();
        let edit = TouchpointEdit {
            label: "Car park".to_owned(),
            kind: parking.kind,
            existence: parking.existence,
            stage: parking.stage,
            channel: parking.channel,
            owner: None,
            position: parking.position,
        };
        assert!(org.change_touchpoint(parking.id, &edit).await.unwrap());
        // A second file of the same survey brings nothing new but uses what is there.
        let second = running_import(&org, 2).await;
        org.ensure_design(&airport(90_000, second.no))
            .await
            .unwrap();
        let next = response(80_000, "survey-next", 2, vec![score("wifi", 5.0)]);
        org.record_responses(second.no, at(0), &[next])
            .await
            .unwrap();
        org.finish_import(second.id, &ImportEnd::Done, at(50))
            .await
            .unwrap();

        let undone = org.undo_import(first.id, at(60)).await.unwrap().unwrap();
        assert_eq!(
            (undone.responses, undone.touches, undone.clients),
            (3, 1, 2),
            "clients 1 and 2 have more"
        );
        let (touchpoints, questions) = keys(&org.design().await.unwrap());
        assert_eq!(touchpoints, ["wifi", "parking"]);
        assert_eq!(questions, ["wifi", "nps"]);

        // Now the second goes too, and takes with it what the first had left for its sake.
        let undone = org.undo_import(second.id, at(61)).await.unwrap().unwrap();
        assert_eq!(
            (
                undone.responses,
                undone.questions,
                undone.touchpoints,
                undone.clients
            ),
            (1, 1, 1, 1)
        );
        let (touchpoints, questions) = keys(&org.design().await.unwrap());
        assert_eq!(touchpoints, ["parking"], "somebody has edited it");
        assert_eq!(questions, ["nps"]);
        assert_eq!(
            org.log_snapshot(0).await.unwrap().tail.len(),
            2,
            "the API's response stays"
        );
    })
    .await;
}

#[tokio::test]
async fn a_running_import_is_not_undone() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let import = running_import(&org, 1).await;
        assert!(matches!(
            org.undo_import(import.id, at(40)).await,
            Err(StoreError::WrongState("the import"))
        ));
        org.finish_import(import.id, &ImportEnd::Cancelled, at(41))
            .await
            .unwrap();
        // Undone twice at the same moment.
        let (one, two) = tokio::join!(
            org.undo_import(import.id, at(42)),
            org.undo_import(import.id, at(42))
        );
        assert_eq!(
            [one.is_ok(), two.is_ok()].iter().filter(|ok| **ok).count(),
            1
        );
    })
    .await;
}

#[tokio::test]
async fn an_import_that_goes_on_recognizes_its_own_rows() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let import = running_import(&org, 1).await;
        org.ensure_design(&airport(1000, import.no)).await.unwrap();
        let items: Vec<NewResponse> = (0..2)
            .map(|n| response(10_000, "survey", n, vec![score("wifi", 4.0)]))
            .collect();
        org.record_responses(import.no, at(0), &items)
            .await
            .unwrap();
        assert!(org.start_import(import.id, at(12)).await.unwrap());
        let again = org
            .record_responses(import.no, at(1), &items)
            .await
            .unwrap();
        assert_eq!(
            again.results[0],
            Recorded::Unchanged {
                id: items[0].id,
                import: import.no
            }
        );
    })
    .await;
}

#[tokio::test]
async fn a_mapping_grows_by_versions() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let new = |n: u64, document: serde_json::Value| NewMapping {
            id: id(n),
            name: "SFO survey".to_owned(),
            source: "sfo".to_owned(),
            document,
            saved_at: at(n as i64),
        };
        let one = serde_json::json!({ "columns": { "Q7ALL": "overall" } });
        let two = serde_json::json!({ "columns": { "Q7ALL": "overall", "Q8A": "art" } });
        let first = org.save_mapping(&new(1, one.clone())).await.unwrap();
        assert_eq!((first.id, first.version), (id(1), 1));
        assert_eq!(
            org.save_mapping(&new(2, one.clone())).await.unwrap(),
            first,
            "the same is no new version"
        );
        let second = org.save_mapping(&new(3, two.clone())).await.unwrap();
        assert_eq!(
            (second.id, second.version, second.updated_at),
            (id(1), 2, at(3))
        );
        assert_eq!(org.mappings().await.unwrap(), std::slice::from_ref(&second));
        assert_eq!(org.mapping(id(1)).await.unwrap(), Some(second));
        assert_eq!(org.mapping_version(id(1), 1).await.unwrap(), Some(one));
        assert_eq!(org.mapping_version(id(1), 3).await.unwrap(), None);
        assert!(org.delete_mapping(id(1)).await.unwrap());
        assert!(!org.delete_mapping(id(1)).await.unwrap());
        assert!(org.mapping_version(id(1), 1).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn uploads_are_found_again_and_swept_when_nobody_reads_them() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let upload = |n: u64| Upload {
            id: id(n),
            name: format!("{n}.csv"),
            bytes: 1234,
            details: serde_json::json!({ "format": "csv" }),
            created_at: at(n as i64),
        };
        for n in 1..=3 {
            org.add_upload(&upload(n)).await.unwrap();
        }
        assert_eq!(org.upload(id(2)).await.unwrap(), Some(upload(2)));
        let reading = NewImport {
            upload: Some(id(1)),
            ..new_import(9, "1.csv")
        };
        org.create_import(&reading).await.unwrap();
        assert_eq!(org.uploads_before(at(3)).await.unwrap(), [upload(2)]);
        org.cancel_import(id(9), at(5)).await.unwrap();
        assert_eq!(
            org.uploads_before(at(3)).await.unwrap(),
            [upload(1), upload(2)]
        );
        assert!(org.delete_upload(id(2)).await.unwrap());
        assert!(!org.delete_upload(id(2)).await.unwrap());
    })
    .await;
}
