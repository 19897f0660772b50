use std::time::{Duration, Instant};

use domain::signals::record::Direction;

use crate::signals::*;
use crate::story::{airport, at, codes, found, id, response, running_import, score, touch, words};
use crate::testing::{each_database, on_postgres, on_sqlite};
use crate::{Store, StoreError};

#[tokio::test]
async fn a_response_is_kept_once() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        org.ensure_design(&airport(1000, 0)).await.unwrap();
        let first = response(
            10_000,
            "survey",
            1,
            vec![score("wifi", 4.0), score("nps", 9.0)],
        );
        let kept = org
            .record_responses(0, at(0), std::slice::from_ref(&first))
            .await
            .unwrap();
        assert_eq!(
            kept.results,
            [Recorded::Created {
                id: first.id,
                seq: 1
            }]
        );
        assert_eq!((kept.created, kept.clients_created), (1, 1));

        // The same again with columns in another order, under another id.
        let mut same = first.clone();
        same.id = id(20_000);
        same.record.answers.reverse();
        let again = org.record_responses(0, at(5), &[same]).await.unwrap();
        assert_eq!(
            again.results,
            [Recorded::Unchanged {
                id: first.id,
                import: 0
            }]
        );

        let mut other = first.clone();
        other.record.answers[0] = score("wifi", 1.0);
        let conflict = org.record_responses(0, at(6), &[other]).await.unwrap();
        assert_eq!(
            conflict.results,
            [Recorded::Conflict {
                id: first.id,
                import: 0
            }]
        );
        let Some(SignalRecord::Response(kept)) = org.record(1).await.unwrap() else {
            panic!("it is there")
        };
        assert_eq!(
            kept.answers[0].value,
            AnswerValue::Score(4.0, Some("1-5".parse().unwrap())),
            "the first stays"
        );

        // The same external id of another source is another response.
        let mut elsewhere = first.clone();
        elsewhere.id = id(20_001);
        elsewhere.source = "survey-2027".into();
        let kept = org.record_responses(0, at(7), &[elsewhere]).await.unwrap();
        assert_eq!((kept.created, kept.clients_created), (1, 0));
        let sources: Vec<String> = org
            .design()
            .await
            .unwrap()
            .sources
            .into_iter()
            .map(|s| s.key)
            .collect();
        assert_eq!(sources, ["survey", "survey-2027"]);
    })
    .await;
}

#[tokio::test]
async fn twins_in_one_batch_are_found() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        org.ensure_design(&airport(1000, 0)).await.unwrap();
        let one = response(10_000, "survey", 1, vec![score("nps", 9.0)]);
        let twin = NewResponse {
            id: id(10_777),
            ..one.clone()
        };
        let mut changeling = twin.clone();
        changeling.record.answers = vec![score("nps", 0.0)];
        let kept = org
            .record_responses(0, at(0), &[one.clone(), twin, changeling])
            .await
            .unwrap();
        assert_eq!(
            kept.results,
            [
                Recorded::Created { id: one.id, seq: 1 },
                Recorded::Unchanged {
                    id: one.id,
                    import: 0
                },
                Recorded::Conflict {
                    id: one.id,
                    import: 0
                },
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn what_names_the_unknown_is_reported_and_the_rest_is_kept() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        org.ensure_design(&airport(1000, 0)).await.unwrap();
        let mut items: Vec<_> = (0..3)
            .map(|n| response(10_000, "survey", n, vec![score("nps", 9.0)]))
            .collect();
        items[0].record.answers.push(score("queue", 1.0));
        items[2].record.channel = Some("carrier-pigeon".into());
        let kept = org.record_responses(0, at(0), &items).await.unwrap();
        assert_eq!(
            kept.results[0],
            Recorded::Unknown {
                what: "question",
                key: "queue".into()
            }
        );
        assert!(matches!(kept.results[1], Recorded::Created { .. }));
        assert_eq!(
            kept.results[2],
            Recorded::Unknown {
                what: "channel",
                key: "carrier-pigeon".into()
            }
        );
        assert_eq!(
            org.count_clients().await.unwrap(),
            1,
            "nobody is made for what was not kept"
        );
        let touches = org
            .record_touches(0, at(0), &[touch(30_000, "till", 1, "moon")])
            .await
            .unwrap();
        assert_eq!(
            touches.results,
            [Recorded::Unknown {
                what: "touchpoint",
                key: "moon".into()
            }]
        );
    })
    .await;
}

#[tokio::test]
async fn everything_that_was_said_reads_back() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        org.ensure_design(&airport(1000, 0)).await.unwrap();
        let mut item = response(
            10_000,
            "survey",
            1,
            vec![
                score("wifi", 2.0),
                words("wifi-words", "Slow, slow\0 — zu langsam!"),
                codes("why", &["12", "7"]),
                codes("luggage", &["2"]),
            ],
        );
        item.record.weight = 1.0 / 3.0;
        item.record.channel = Some("premises".into());
        org.record_responses(0, at(99), std::slice::from_ref(&item))
            .await
            .unwrap();
        let Some(SignalRecord::Response(kept)) = org.record(1).await.unwrap() else {
            panic!("it is there")
        };
        assert_eq!(
            kept.weight.to_bits(),
            (1.0_f64 / 3.0).to_bits(),
            "to the last bit"
        );
        assert_eq!(
            (kept.source.as_str(), kept.external_id.as_str(), kept.client),
            ("survey", "1", 1)
        );
        assert_eq!(
            (kept.occurred_at, kept.recorded_at, kept.import),
            (at(60), at(99), 0)
        );
        let values: Vec<AnswerValue> = kept
            .answers
            .into_iter()
            .map(|answer| answer.value)
            .collect();
        assert_eq!(
            values,
            [
                AnswerValue::Score(2.0, Some("1-5".parse().unwrap())),
                AnswerValue::Text("Slow, slow — zu langsam!".to_owned()),
                AnswerValue::Codes(vec!["12".to_owned(), "7".to_owned()]),
                AnswerValue::Codes(vec!["2".to_owned()]),
            ]
        );
        assert!(org.record(2).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_touch_is_kept_once() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        org.ensure_design(&airport(1000, 0)).await.unwrap();
        let one = touch(30_000, "till", 1, "wifi");
        let kept = org
            .record_touches(0, at(0), &[one.clone(), one.clone()])
            .await
            .unwrap();
        assert_eq!(
            kept.results,
            [
                Recorded::Created { id: one.id, seq: 1 },
                Recorded::Unchanged {
                    id: one.id,
                    import: 0
                }
            ]
        );
        let mut other = one.clone();
        other.record.direction = Direction::In;
        let conflict = org.record_touches(0, at(0), &[other]).await.unwrap();
        assert!(matches!(conflict.results[0], Recorded::Conflict { .. }));
        let Some(SignalRecord::Touch(kept)) = org.record(1).await.unwrap() else {
            panic!("it is there")
        };
        assert_eq!(
            (kept.perception, kept.planned, kept.direction.as_str()),
            (Some(2), true, "out")
        );
        assert_eq!(kept.note.as_deref(), Some("Walked them to the car."));
        let premises = org.design().await.unwrap().channels[0].no;
        assert_eq!(kept.channel, premises, "as it happens at this touchpoint");
    })
    .await;
}

/// Eight clients of the API send the same batch at the same moment.
async fn race(store: Store) {
    let org = found(&store, 1, "Airport").await;
    org.ensure_design(&airport(1000, 0)).await.unwrap();
    let mut senders = Vec::new();
    for sender in 0..8_u64 {
        let org = org.clone();
        senders.push(tokio::spawn(async move {
            let items: Vec<NewResponse> = (0..50)
                .map(|n| NewResponse {
                    id: id(100_000 * (sender + 1) + n),
                    client_id: id(10_000_000 * (sender + 1) + n),
                    ..response(0, "survey", n, vec![score("nps", 9.0)])
                })
                .collect();
            org.record_responses(0, at(0), &items)
                .await
                .unwrap()
                .created
        }));
    }
    let mut created = 0;
    for sender in senders {
        created += sender.await.unwrap();
    }
    assert_eq!(created, 50);
    assert_eq!(org.count_clients().await.unwrap(), 50);
    assert_eq!(org.log_head().await.unwrap().last_seq, 50);
}

#[tokio::test]
async fn the_same_sent_by_many_at_once_is_kept_once_on_postgres() {
    on_postgres(race).await;
}

#[tokio::test]
async fn the_same_sent_by_many_at_once_is_kept_once_on_sqlite() {
    on_sqlite(race).await;
}

/// The command line opens the same file while the server writes: both take their turns.
#[tokio::test]
async fn two_programs_write_into_one_sqlite_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let path = path.to_string_lossy().into_owned();
    let server = Store::open(&path).await.unwrap();
    server.migrate().await.unwrap();
    let org = found(&server, 1, "Airport").await;
    org.ensure_design(&airport(1000, 0)).await.unwrap();
    let command_line = Store::open(&path).await.unwrap();
    command_line.migrate().await.unwrap();
    let mut writers = Vec::new();
    for (writer, store) in [&server, &command_line, &server, &command_line]
        .into_iter()
        .enumerate()
    {
        let org = crate::story::owner_of(store, 1);
        let first = 1_000_000 * (writer as u64 + 1);
        writers.push(tokio::spawn(async move {
            for batch in 0..20_u64 {
                let items: Vec<NewResponse> = (0..20)
                    .map(|n| {
                        response(
                            first,
                            &format!("source-{writer}"),
                            batch * 20 + n,
                            vec![score("nps", 9.0)],
                        )
                    })
                    .collect();
                // The source decides: each writer's rows are its own; the clients are the same ones.
                let items: Vec<NewResponse> = items
                    .into_iter()
                    .map(|item| NewResponse {
                        client_id: id(first
                            + 100_000
                            + item.record.external_id.parse::<u64>().unwrap()),
                        ..item
                    })
                    .collect();
                let kept = org.record_responses(0, at(0), &items).await.unwrap();
                assert_eq!(kept.created, 20);
            }
        }));
    }
    for writer in writers {
        writer.await.unwrap();
    }
    let head = org.log_head().await.unwrap();
    assert_eq!(head.last_seq, 1600);
    assert_eq!(org.count_clients().await.unwrap(), 400);
    command_line.close().await;
    server.close().await;
}

/// While writers write, a reader that goes on from the last number it saw misses nothing.
async fn follow(store: Store) {
    let org = found(&store, 1, "Airport").await;
    org.ensure_design(&airport(1000, 0)).await.unwrap();
    let mut writers = Vec::new();
    for writer in 0..4_u64 {
        let org = org.clone();
        writers.push(tokio::spawn(async move {
            for batch in 0..15_u64 {
                let source = format!("source-{writer}");
                let first = 10_000_000 * (writer + 1);
                let items: Vec<NewResponse> = (0..5)
                    .map(|n| response(first, &source, batch * 5 + n, vec![score("nps", 9.0)]))
                    .collect();
                org.record_responses(0, at(0), &items).await.unwrap();
            }
        }));
    }
    let mut seen = std::collections::BTreeSet::new();
    let mut after = 0;
    let started = Instant::now();
    while seen.len() < 300 && started.elapsed() < Duration::from_secs(60) {
        let snapshot = org.log_snapshot(after).await.unwrap();
        for row in &snapshot.tail {
            assert!(row.record > after, "nothing appears below what was seen");
            seen.insert(row.record);
        }
        assert_eq!(
            seen.len() as i64,
            snapshot.head.last_seq,
            "nothing is missing up to the head"
        );
        after = snapshot.head.last_seq;
    }
    assert_eq!(seen.len(), 300);
    for writer in writers {
        writer.await.unwrap();
    }
}

#[tokio::test]
async fn a_reader_that_follows_misses_nothing() {
    each_database(follow).await;
}

#[tokio::test]
async fn nothing_comes_in_by_an_import_that_is_not_running() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        org.ensure_design(&airport(1000, 0)).await.unwrap();
        let import = running_import(&org, 500).await;
        let item = response(10_000, "survey", 1, vec![score("nps", 9.0)]);
        org.record_responses(import.no, at(0), std::slice::from_ref(&item))
            .await
            .unwrap();
        org.finish_import(import.id, &ImportEnd::Done, at(20))
            .await
            .unwrap();
        let late = org
            .record_responses(import.no, at(0), std::slice::from_ref(&item))
            .await;
        assert!(matches!(late, Err(StoreError::WrongState("the import"))));
        assert!(matches!(
            org.record_responses(99, at(0), &[item]).await,
            Err(StoreError::Unknown("the import"))
        ));
    })
    .await;
}

#[tokio::test]
async fn a_thousand_wide_responses_go_in_by_one_statement() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let mut needed = airport(1000, 0);
        let question = needed.questions[0].clone();
        for n in 0..30 {
            needed.questions.push(crate::design::NewQuestion {
                id: id(2000 + n),
                key: format!("q{n}"),
                primary: false,
                ..question.clone()
            });
        }
        org.ensure_design(&needed).await.unwrap();
        let started = Instant::now();
        for batch in 0..5_u64 {
            let items: Vec<NewResponse> = (0..1000)
                .map(|n| {
                    let answers = (0..30).map(|q| score(&format!("q{q}"), 4.0)).collect();
                    response(100_000, "survey", batch * 1000 + n, answers)
                })
                .collect();
            assert_eq!(
                org.record_responses(0, at(0), &items)
                    .await
                    .unwrap()
                    .created,
                1000
            );
        }
        let taken = started.elapsed();
        println!(
            "150,000 answers in {taken:?}: {:.0} a second",
            150_000.0 / taken.as_secs_f64()
        );
        let started = Instant::now();
        let snapshot = org.log_snapshot(0).await.unwrap();
        println!(
            "{} rows of the tail read in {:?}",
            snapshot.tail.len(),
            started.elapsed()
        );
        assert_eq!(snapshot.tail.len(), 155_000);
    })
    .await;
}

#[tokio::test]
async fn records_are_read_in_pages_as_they_are_one_by_one() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        org.ensure_design(&airport(1000, 0)).await.unwrap();
        let items: Vec<NewResponse> = (0..7)
            .map(|n| {
                let mut answers = vec![score("wifi", 4.0), codes("luggage", &["1", "2"])];
                if n % 2 == 0 {
                    answers.push(words("why", &format!("because of {n}")));
                    answers.push(words("wifi-words", "slow"));
                }
                response(100_000, "survey", n, answers)
            })
            .collect();
        org.record_responses(0, at(0), &items[..4]).await.unwrap();
        let touches: Vec<_> = (0..3)
            .map(|n| touch(200_000, "till", n, "parking"))
            .collect();
        org.record_touches(0, at(0), &touches).await.unwrap();
        org.record_responses(0, at(0), &items[4..]).await.unwrap();

        let mut one_by_one = (Vec::new(), Vec::new());
        for seq in 1..=10 {
            match org.record(seq).await.unwrap() {
                Some(SignalRecord::Response(response)) => one_by_one.0.push(response),
                Some(SignalRecord::Touch(touch)) => one_by_one.1.push(touch),
                other => panic!("{seq}: {other:?}"),
            }
        }
        let mut in_pages = Vec::new();
        loop {
            let after = in_pages
                .last()
                .map_or(0, |response: &ResponseDetail| response.seq);
            let page = org.responses_after(after, 2).await.unwrap();
            if page.is_empty() {
                break;
            }
            in_pages.extend(page);
        }
        assert_eq!(in_pages, one_by_one.0);
        assert_eq!(org.touches_after(0, 100).await.unwrap(), one_by_one.1);
    })
    .await;
}
