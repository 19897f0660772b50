//! Touch plans and deliveries.

use domain::design::plans::{Plan, PlanDocument, PlanState, Stamp};
use domain::signals::deliveries::{Check, DeliveryRecord};
use domain::time::Period;

use crate::OrgStore;
use crate::design::plans::{PlanStep, Stepped};
use crate::signals::Recorded;
use crate::signals::deliveries::{LaterFact, NewDelivery, Told};
use crate::story::{at, id, touch};

fn ever() -> Period {
    Period {
        from: at(-999_999),
        to: at(999_999),
    }
}

pub async fn everything(org: &OrgStore) -> String {
    let plans = org.plans().await.unwrap();
    let mut versions = Vec::new();
    for touchpoint in plans.keys() {
        versions.push((
            org.plan(*touchpoint).await.unwrap(),
            org.plan_versions(*touchpoint).await.unwrap(),
        ));
    }
    let deliveries = org.deliveries(1, None, 10).await.unwrap();
    format!("{plans:#?}{versions:#?}{deliveries:#?}")
}

/// A draft at the first touchpoint.
fn draft(n: u64, touchpoint: u64) -> PlanStep {
    let stamp = Stamp {
        by: Some(id(200 + n)),
        at: at(5),
    };
    let document = PlanDocument {
        purpose: format!("purpose of {n}"),
        ..PlanDocument::default()
    };
    PlanStep {
        touchpoint: id(touchpoint),
        revision: 0,
        name: "save",
        stamp,
        put: vec![Plan {
            id: id(n * 1_000_000 + 500_001),
            touchpoint: id(touchpoint),
            version: 1,
            document: document.clone(),
            state: PlanState::Draft { saved: stamp },
        }],
        discard: None,
        shown: (1, document),
        make_touchpoint_live: false,
    }
}

fn delivery(first: u64) -> NewDelivery {
    NewDelivery {
        id: id(first + 510_000),
        touch: touch(first + 520_000, "deliveries", 1, "wifi"),
        record: DeliveryRecord {
            checks: vec![Check {
                id: "a".to_owned(),
                met: true,
            }],
            defects: vec![],
            self_score: None,
        },
        plan_version: Some(1),
        intended: vec![],
    }
}

pub async fn furnish(org: &OrgStore, n: u64) {
    let first = n * 1_000_000;
    let step = draft(n, first + 1004);
    assert_eq!(org.step_plan(&step).await.unwrap(), Stepped::Done(1));
    let kept = org.record_deliveries(at(6), &[delivery(first)]).await;
    assert_eq!(kept.unwrap().created, 1);
    let fact = LaterFact {
        words: Some("lovely".to_owned()),
        ..LaterFact::default()
    };
    let told = org.tell_of_touch(id(first + 520_001), &fact, at(7)).await;
    assert!(matches!(told, Ok(Some(Told::Recorded(_)))), "{told:?}");
}

/// The neighbour (organization 2) calls every method with ids of ours (organization 1).
pub async fn trespass(ours: &OrgStore, theirs: &OrgStore) {
    let o = 1_000_000;
    let place = id(o + 1004);
    assert!(!theirs.plans().await.unwrap().contains_key(&place));
    assert!(theirs.live_plans().await.unwrap().is_empty());
    assert_eq!(theirs.plan(place).await.unwrap().revision, 0);
    assert!(theirs.plan_versions(place).await.unwrap().is_empty());
    assert!(theirs.plan_at(place, 1).await.unwrap().is_none());
    assert!(ours.plan_at(place, 1).await.unwrap().is_some());
    let mut step = draft(1, o + 1004);
    step.stamp.by = Some(id(202));
    step.put.clear();
    assert_eq!(theirs.step_plan(&step).await.unwrap(), Stepped::Gone);
    // Numbers mean their own things here.
    let found = theirs.deliveries(1, None, 10).await.unwrap();
    assert_eq!((found.len(), found[0].id), (1, id(2_510_000)));
    assert_eq!(theirs.checklists(1, ever()).await.unwrap().len(), 1);
    assert_eq!(theirs.deliveries_by_version(1).await.unwrap()[&1], 1);
    assert!(theirs.delivery(id(o + 510_000)).await.unwrap().is_none());
    assert!((theirs.touch_in_mind(id(o + 520_001)).await.unwrap()).is_none());
    let fact = LaterFact {
        perception: Some(-3),
        ..LaterFact::default()
    };
    let told = theirs.tell_of_touch(id(o + 520_001), &fact, at(9)).await;
    assert_eq!(told.unwrap(), None);
    let mut again = delivery(9_000_000);
    again.record.checks.clear();
    let kept = theirs.record_deliveries(at(9), &[again]).await.unwrap();
    assert!(
        matches!(kept.results[0], Recorded::Conflict { id: known, .. } if known == id(2_520_001))
    );
}
