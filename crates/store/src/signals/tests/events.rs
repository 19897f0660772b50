use domain::signals::record::{ClientRecord, Direction, EventRecord};
use domain::signals::{AnswerRule, CueKind, EntryKind};

use crate::signals::{EventCursor, EventKindEdit, NewEvent, Recorded, SignalRecord};
use crate::story::{airport, at, found, id, response, running_import, touch, words};
use crate::testing::each_database;

pub fn event(first_id: u64, n: u64, kind: &str) -> NewEvent {
    NewEvent {
        id: id(first_id + n),
        client_id: id(first_id + 5_000_000 + n),
        source: "billing".into(),
        record: EventRecord {
            external_id: n.to_string(),
            client: ClientRecord {
                key: format!("client-{n}"),
                ..ClientRecord::default()
            },
            kind: kind.to_owned(),
            occurred_at: at(n as i64 * 60),
            note: Some("For March".to_owned()),
        },
        kind_label: "Invoice sent".to_owned(),
    }
}

#[tokio::test]
async fn an_event_is_kept_once_and_makes_its_kind() {
    each_database(|store| async move {
        let org = found(&store, 1, "Shops").await;
        let items = [event(1_000, 1, "invoice"), event(1_000, 2, "invoice")];
        let recorded = org.record_events(0, at(900), &items).await.unwrap();
        assert_eq!((recorded.created, recorded.clients_created), (2, 2));
        let again = org.record_events(0, at(901), &items).await.unwrap();
        assert!(matches!(
            again.results[0],
            Recorded::Unchanged { import: 0, .. }
        ));
        let mut other = event(2_000, 1, "invoice");
        other.record.note = None;
        let conflict = org.record_events(0, at(902), &[other]).await.unwrap();
        assert!(matches!(conflict.results[0], Recorded::Conflict { .. }));

        let kinds = org.event_kinds().await.unwrap();
        assert_eq!(kinds.len(), 1);
        assert_eq!(
            (kinds[0].no, &*kinds[0].key, &*kinds[0].label),
            (1, "invoice", "Invoice sent")
        );
        assert_eq!(kinds[0].answer, None);

        let tail = org.log_snapshot(0).await.unwrap().tail;
        let rows: Vec<_> = tail
            .iter()
            .map(|row| (row.kind, row.question, row.client, row.record))
            .collect();
        let event = EntryKind::Event.code();
        assert_eq!(rows, [(event, 1, 1, 1), (event, 1, 2, 2)]);
        let Some(SignalRecord::Event(detail)) = org.record(2).await.unwrap() else {
            panic!("the event behind the row");
        };
        assert_eq!(
            (&*detail.kind, &*detail.client_key, detail.note.as_deref()),
            ("invoice", "client-2", Some("For March"))
        );

        let all = org.events(&EventCursor::default(), 10).await.unwrap();
        assert_eq!(all.iter().map(|it| it.seq).collect::<Vec<_>>(), [2, 1]);
        let before = EventCursor {
            kind: Some(1),
            before: Some(2),
            ..EventCursor::default()
        };
        assert_eq!(org.events(&before, 10).await.unwrap().len(), 1);
        let of_client = EventCursor {
            client: Some(2),
            ..EventCursor::default()
        };
        assert_eq!(org.events(&of_client, 10).await.unwrap()[0].seq, 2);
        assert_eq!(org.events_after(1, 10).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_kind_says_what_should_follow() {
    each_database(|store| async move {
        let org = found(&store, 1, "Shops").await;
        let rule = AnswerRule::new(vec!["call".to_owned()], 14).unwrap();
        let made = org
            .create_event_kind("death", "A death", Some(rule.clone()))
            .await
            .unwrap();
        assert_eq!((made.no, made.answer.as_ref()), (1, Some(&rule)));
        assert!(org.create_event_kind("death", "Twice", None).await.is_err());
        let edit = EventKindEdit {
            label: "A death in the family".to_owned(),
            answer: None,
        };
        assert!(org.change_event_kind("death", &edit).await.unwrap());
        assert!(!org.change_event_kind("birth", &edit).await.unwrap());
        let kinds = org.event_kinds().await.unwrap();
        assert_eq!(
            (&*kinds[0].label, &kinds[0].answer),
            ("A death in the family", &None)
        );
    })
    .await;
}

#[tokio::test]
async fn undoing_an_import_takes_its_events_back() {
    each_database(|store| async move {
        let org = found(&store, 1, "Shops").await;
        let import = running_import(&org, 50).await;
        let events = [event(1_000, 1, "invoice"), event(1_000, 2, "invoice")];
        org.record_events(import.no, at(900), &events)
            .await
            .unwrap();
        let end = crate::signals::ImportEnd::Done;
        assert!(org.finish_import(import.id, &end, at(901)).await.unwrap());
        let undone = org.undo_import(import.id, at(902)).await.unwrap().unwrap();
        assert_eq!((undone.events, undone.clients), (2, 2));
        assert_eq!(org.log_head().await.unwrap().retracted, [import.no]);
        assert!(org.events_after(0, 10).await.unwrap().is_empty());
        // The same can come again.
        let again = org.record_events(0, at(903), &events).await.unwrap();
        assert_eq!(again.created, 2);
    })
    .await;
}

#[tokio::test]
async fn cues_stand_in_the_log_beside_the_words_that_give_them() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        org.ensure_design(&airport(1_000, 0)).await.unwrap();
        let mut inbound = touch(2_000, "desk", 1, "wifi");
        inbound.record.direction = Direction::In;
        inbound.record.note = Some("Any news on the refund?".to_owned());
        // What we noted of a call of ours is not the client's word.
        let mut outbound = touch(2_000, "desk", 2, "wifi");
        outbound.record.note = Some("Any news on the refund?".to_owned());
        org.record_touches(0, at(900), &[inbound, outbound])
            .await
            .unwrap();
        let answers = vec![
            words("why", "All fine"),
            words("wifi-words", "Nobody told me the password. Still waiting!"),
        ];
        let said = response(3_000, "survey", 3, answers);
        org.record_responses(0, at(901), &[said]).await.unwrap();
        let tail = org.log_snapshot(0).await.unwrap().tail;
        let mut cues: Vec<_> = tail
            .iter()
            .filter(|row| row.kind == EntryKind::Cue.code())
            .map(|row| {
                let kind = CueKind::of_code(row.question).unwrap();
                (kind, row.record, row.touchpoint, row.manner())
            })
            .collect();
        let wifi = org.design().await.unwrap();
        let wifi = wifi.touchpoint_by_key("wifi").unwrap().no;
        cues.sort_by_key(|(kind, record, ..)| (*kind, *record));
        assert_eq!(
            cues,
            [
                (CueKind::Chase, 1, wifi, Some((Direction::In, true))),
                (CueKind::Chase, 3, wifi, None),
                (CueKind::Wish, 3, wifi, None),
            ]
        );
    })
    .await;
}
