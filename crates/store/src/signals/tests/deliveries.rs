//! Deliveries and what becomes known later.

use domain::signals::deliveries::{Check, Defect, DeliveryRecord, Heard};
use domain::signals::{EntryKind, LogRow};
use domain::time::Period;

use crate::OrgStore;
use crate::signals::Recorded;
use crate::signals::deliveries::{LaterFact, NewDelivery, Told};
use crate::story::{airport, at, found, id, running_import, touch};
use crate::testing::each_database;

fn delivery(n: u64, met: &[bool], self_score: Option<i8>) -> NewDelivery {
    let mut touch = touch(2000, "deliveries", n, "wifi");
    touch.record.perception = None;
    touch.record.emotion = None;
    NewDelivery {
        id: id(3000 + n),
        touch,
        record: DeliveryRecord {
            checks: (met.iter().enumerate())
                .map(|(at, &met)| Check {
                    id: format!("s{at}"),
                    met,
                })
                .collect(),
            defects: vec![],
            self_score,
        },
        plan_version: Some(1),
        intended: vec!["heard".to_owned()],
    }
}

async fn rows(org: &OrgStore) -> Vec<LogRow> {
    org.log_snapshot(0).await.unwrap().tail
}

fn of_kind(rows: &[LogRow], kind: EntryKind) -> Vec<LogRow> {
    rows.iter()
        .filter(|row| row.kind == kind.code())
        .copied()
        .collect()
}

/// All that is known of touches, as a fold counts it.
fn known(rows: &[LogRow]) -> Vec<(Heard, i64)> {
    let mut counts = std::collections::BTreeMap::new();
    for row in of_kind(rows, EntryKind::Touch) {
        let heard = Heard::of_touch(row.question);
        *counts.entry(heard.code()).or_insert(0) += 1;
    }
    for row in of_kind(rows, EntryKind::Felt) {
        let (before, after) = Heard::of_correction(row.question);
        *counts.entry(after.code()).or_insert(0) += 1;
        *counts.entry(before.code()).or_insert(0) -= 1;
    }
    let counts = counts.into_iter().filter(|(_, count)| *count != 0);
    counts
        .map(|(code, count)| (Heard::of_code(code).unwrap(), count))
        .collect()
}

#[tokio::test]
async fn a_touch_and_its_delivery_are_kept_together_and_once() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        org.ensure_design(&airport(100, 0)).await.unwrap();
        let mut first = delivery(1, &[true, false, true], Some(2));
        first.record.defects.push(Defect {
            failure: None,
            words: "late".to_owned(),
            recovered: true,
        });
        let items = [first.clone(), delivery(2, &[], None)];
        let kept = org.record_deliveries(at(5), &items).await.unwrap();
        assert_eq!(kept.created, 2);
        let again = org.record_deliveries(at(6), &items).await.unwrap();
        assert!(
            matches!(again.results[0], Recorded::Unchanged { id: known, .. } if known == id(2001))
        );
        let mut other = first.clone();
        other.record.checks[1].met = true;
        let conflict = org.record_deliveries(at(6), &[other]).await.unwrap();
        assert!(matches!(conflict.results[0], Recorded::Conflict { .. }));

        let rows = rows(&org).await;
        let delivered = of_kind(&rows, EntryKind::Delivery);
        assert_eq!(delivered.len(), 2);
        let row = delivered[0];
        assert_eq!(
            (row.score, row.scale_high, row.scale_low, row.perception),
            (2.0, 3, 1, 2)
        );
        assert_eq!((row.record, row.touchpoint), (1, 1));

        let found = org.deliveries(1, None, 10).await.unwrap();
        assert_eq!(
            found.iter().map(|it| it.seq).collect::<Vec<_>>(),
            [2, 1],
            "the newest first"
        );
        assert_eq!(found[1].record, first.record);
        let page = org
            .deliveries(1, Some((found[0].occurred_at, 2)), 10)
            .await
            .unwrap();
        assert_eq!(page, found[1..]);
        assert_eq!(
            org.delivery(id(3001)).await.unwrap().as_ref(),
            Some(&found[1])
        );
        let ever = Period {
            from: at(-9),
            to: at(99_999),
        };
        assert_eq!(org.checklists(1, ever).await.unwrap().len(), 2);
        let before = Period {
            from: at(-9),
            to: at(0),
        };
        assert!(org.checklists(1, before).await.unwrap().is_empty());
        assert_eq!(org.deliveries_by_version(1).await.unwrap()[&1], 2);
    })
    .await;
}

#[tokio::test]
async fn a_later_fact_corrects_an_earlier_one_and_counts_once() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        org.ensure_design(&airport(100, 0)).await.unwrap();
        org.record_deliveries(
            at(5),
            &[delivery(1, &[true], None), delivery(2, &[true], Some(1))],
        )
        .await
        .unwrap();
        let says = |perception: Option<i8>, emotion: Option<&str>, hit| LaterFact {
            perception,
            emotion: emotion.map(str::to_owned),
            hit,
            ..LaterFact::default()
        };
        let tell = async |fact: LaterFact, n: u64| {
            org.tell_of_touch(id(2000 + n), &fact, at(60))
                .await
                .unwrap()
                .unwrap()
        };
        assert!(matches!(
            tell(says(Some(2), None, None), 1).await,
            Told::Recorded(_)
        ));
        let Told::Recorded(felt) = tell(says(Some(-1), Some("anger"), Some(false)), 1).await else {
            panic!()
        };
        assert_eq!(
            (felt.perception, felt.emotion.as_deref()),
            (Some(-1), Some("anger"))
        );
        assert!(matches!(
            tell(says(Some(-1), None, None), 1).await,
            Told::Unchanged(_)
        ));
        let scored = LaterFact {
            self_score: Some(3),
            ..LaterFact::default()
        };
        assert!(matches!(tell(scored.clone(), 1).await, Told::Recorded(_)));
        assert_eq!(tell(scored.clone(), 1).await, Told::ScoredBefore);
        assert_eq!(tell(scored, 2).await, Told::ScoredBefore);
        let nobody = org
            .tell_of_touch(id(99), &LaterFact::default(), at(60))
            .await
            .unwrap();
        assert_eq!(nobody, None);

        let rows = rows(&org).await;
        let now = Heard {
            own: Some(3),
            felt: Some(-1),
            hit: Some(false),
        };
        let other = Heard {
            own: Some(1),
            ..Heard::default()
        };
        let mut expected = vec![(now, 1), (other, 1)];
        expected.sort_by_key(|(heard, _)| heard.code());
        assert_eq!(known(&rows), expected);
        let felts = of_kind(&rows, EntryKind::Felt);
        let touch = of_kind(&rows, EntryKind::Touch)[0];
        assert!(
            felts
                .iter()
                .all(|row| (row.time, row.touchpoint, row.channel)
                    == (touch.time, touch.touchpoint, touch.channel))
        );
        assert!(
            felts.iter().all(|row| row.record > touch.record),
            "each has a number of its own"
        );

        let found = org.delivery(id(3001)).await.unwrap().unwrap();
        assert_eq!(found.record.self_score, Some(3));
        assert_eq!(found.felt.unwrap().perception, Some(-1));
    })
    .await;
}

#[tokio::test]
async fn what_was_said_of_imported_touches_goes_with_them() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let import = running_import(&org, 77).await;
        org.ensure_design(&airport(100, import.no)).await.unwrap();
        org.record_touches(import.no, at(5), &[touch(2000, "till", 1, "wifi")])
            .await
            .unwrap();
        let fact = LaterFact {
            perception: Some(-2),
            ..LaterFact::default()
        };
        org.tell_of_touch(id(2001), &fact, at(60))
            .await
            .unwrap()
            .unwrap();
        let touched = of_kind(&rows(&org).await, EntryKind::Felt);
        assert_eq!(touched.len(), 1);
        assert_eq!(
            touched[0].batch, import.no,
            "a fold leaves it out with its touch"
        );
        let (before, _) = Heard::of_correction(touched[0].question);
        assert_eq!(before.felt, Some(2), "as it was said with the touch");
        org.finish_import(import.id, &crate::signals::ImportEnd::Done, at(70))
            .await
            .unwrap();
        org.undo_import(import.id, at(80)).await.unwrap().unwrap();
        assert!(rows(&org).await.is_empty());
    })
    .await;
}
