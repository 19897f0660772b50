use domain::design::QuestionKind;
use domain::signals::{EntryKind, LogRow, NO_MEASURE};

use crate::design::TouchpointEdit;
use crate::signals::*;
use crate::story::{airport, at, codes, found, id, response, score, touch, words};
use crate::testing::each_database;
use crate::{OrgStore, StoreError};

async fn some_signals(org: &OrgStore) {
    org.ensure_design(&airport(1000, 0)).await.unwrap();
    let mut one = response(
        10_000,
        "survey",
        1,
        vec![
            score("wifi", 4.0),
            score("nps", 9.0),
            words("wifi-words", "fine"),
            codes("luggage", &["2", "x"]),
        ],
    );
    one.record.weight = 1.5;
    org.record_responses(0, at(0), &[one]).await.unwrap();
    org.record_touches(0, at(0), &[touch(30_000, "till", 2, "parking")])
        .await
        .unwrap();
}

fn segment(n: u64) -> Segment {
    Segment {
        id: id(n),
        path: format!("org/1/2026-03/{n}.parquet"),
        rows: 7,
        bytes: 1000,
        time_from: at(60),
        time_to: at(120),
    }
}

#[tokio::test]
async fn the_tail_is_what_was_recorded_as_numbers() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        some_signals(&org).await;
        let design = org.design().await.unwrap();
        let wifi = design.touchpoint_by_key("wifi").unwrap();
        let at_airport = design.stage(wifi.stage.unwrap()).unwrap().no;
        let premises = design.channels[0].no;
        let snapshot = org.log_snapshot(0).await.unwrap();
        let kinds: Vec<u8> = snapshot.tail.iter().map(|row| row.kind).collect();
        use EntryKind::{Answer, Choice, Comment, Response, Touch};
        let expected = [Response, Answer, Answer, Comment, Choice, Choice, Touch];
        assert_eq!(kinds, expected.map(EntryKind::code));
        let [whole, rating, nps, comment, choice, unread, touched] = snapshot.tail[..] else {
            panic!()
        };
        assert_eq!(
            (whole.record, whole.time, whole.client, whole.weight),
            (1, at(60).micros(), 1, 1.5)
        );
        assert_eq!(
            (whole.question, whole.measure, whole.batch, whole.source),
            (-1, NO_MEASURE, 0, 1)
        );
        assert!(whole.score.is_nan());
        assert_eq!(
            (
                rating.score,
                rating.scale_low,
                rating.scale_high,
                rating.weight
            ),
            (4.0, 1, 5, 1.5)
        );
        assert_eq!(
            (rating.touchpoint, rating.stage, rating.channel),
            (wifi.no, at_airport, premises)
        );
        assert_eq!(rating.measure, QuestionKind::Rating.code());
        assert_eq!(
            (nps.score, nps.scale_low, nps.scale_high, nps.touchpoint),
            (9.0, 0, 10, -1)
        );
        assert_eq!(
            (comment.touchpoint, comment.measure),
            (wifi.no, QuestionKind::Comment.code())
        );
        assert_eq!(
            (choice.score, choice.measure),
            (2.0, QuestionKind::Choice.code())
        );
        assert!(unread.score.is_nan());
        assert_eq!(
            (
                touched.record,
                touched.perception,
                touched.emotion,
                touched.client
            ),
            (2, 2, 1, 2)
        );
        assert_eq!(
            (touched.score, touched.scale_low, touched.scale_high),
            (2.0, -3, 3)
        );
        assert_eq!(
            touched.touchpoint,
            design.touchpoint_by_key("parking").unwrap().no
        );

        // What came since: nothing, and then one more.
        assert!(
            org.log_snapshot(snapshot.head.last_seq)
                .await
                .unwrap()
                .tail
                .is_empty()
        );
        let two = response(10_000, "survey", 3, vec![score("wifi", 1.0)]);
        org.record_responses(0, at(0), &[two]).await.unwrap();
        let since = org.log_snapshot(snapshot.head.last_seq).await.unwrap();
        assert_eq!((since.tail.len(), since.head.last_seq), (2, 3));
    })
    .await;
}

#[tokio::test]
async fn an_answer_keeps_the_scale_that_its_question_had() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        some_signals(&org).await;
        let mut needed = airport(1000, 0);
        needed.questions[0].scale = Some("1-7r".to_owned());
        org.ensure_design(&needed).await.unwrap();
        org.record_responses(
            0,
            at(0),
            &[response(10_000, "survey", 3, vec![score("wifi", 1.0)])],
        )
        .await
        .unwrap();
        let scales: Vec<(i16, i16)> = org
            .log_snapshot(0)
            .await
            .unwrap()
            .tail
            .iter()
            .filter(|row| row.kind == EntryKind::Answer.code() && row.question == 1)
            .map(|row| (row.scale_low, row.scale_high))
            .collect();
        assert_eq!(scales, [(1, 5), (7, 1)]);
    })
    .await;
}

#[tokio::test]
async fn sealing_moves_the_border_and_hides_what_is_sealed() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        some_signals(&org).await;
        let page = org.tail(0, 1).await.unwrap();
        assert_eq!((page.up_to, page.more, page.rows.len()), (1, true, 6));
        assert!(page.rows.iter().all(|row: &LogRow| row.record == 1));
        org.seal(&[segment(1)], &[], 0, 1, at(100)).await.unwrap();
        let snapshot = org.log_snapshot(0).await.unwrap();
        assert_eq!(
            (snapshot.head.sealed_seq, snapshot.head.segments.as_slice()),
            (1, &[segment(1)][..])
        );
        assert!(snapshot.tail.iter().all(|row| row.record == 2));

        // A second sealing that started from the same border comes too late.
        let late = org.seal(&[segment(2)], &[], 0, 2, at(101)).await;
        assert!(matches!(late, Err(StoreError::WrongState("the log"))));
        assert!(
            org.seal(&[segment(2)], &[], 1, 3, at(101)).await.is_err(),
            "past the end"
        );
        assert!(
            org.seal(&[segment(2)], &[id(77)], 1, 2, at(101))
                .await
                .is_err(),
            "replaces what is not there"
        );
        assert_eq!(
            org.log_head().await.unwrap().segments,
            [segment(1)],
            "and changed nothing"
        );
        // One larger segment takes the place of the first.
        org.seal(&[segment(2)], &[id(1)], 1, 2, at(102))
            .await
            .unwrap();
        let snapshot = org.log_snapshot(0).await.unwrap();
        assert_eq!(
            (snapshot.head.segments.as_slice(), snapshot.tail.len()),
            (&[segment(2)][..], 0)
        );
        assert!(!org.tail(2, 10).await.unwrap().more);
    })
    .await;
}

#[tokio::test]
async fn the_head_tells_when_what_was_computed_from_the_design_is_old() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        some_signals(&org).await;
        let before = org.log_head().await.unwrap();
        let wifi = org
            .design()
            .await
            .unwrap()
            .touchpoint_by_key("wifi")
            .unwrap()
            .clone();
        let edit = TouchpointEdit {
            label: wifi.label,
            kind: wifi.kind,
            existence: wifi.existence,
            stage: Some(id(1001)),
            channel: wifi.channel,
            owner: None,
            position: wifi.position,
        };
        assert!(org.change_touchpoint(wifi.id, &edit).await.unwrap());
        let after = org.log_head().await.unwrap();
        assert!(after.design_version > before.design_version);
        assert_eq!(after.attributes_version, before.attributes_version);
        let rating = org.log_snapshot(0).await.unwrap().tail[1];
        assert_eq!(rating.stage, 1, "the tail follows the design");
    })
    .await;
}
