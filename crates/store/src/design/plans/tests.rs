use domain::design::plans::{Plan, PlanDocument, PlanState, Stamp};
use domain::design::{Existence, TouchpointKind};

use super::*;
use crate::design::NewTouchpoint;
use crate::story::{at, found, id};
use crate::testing::each_database;

fn stamp(second: i64) -> Stamp {
    Stamp {
        by: Some(id(201)),
        at: at(second),
    }
}

fn document(purpose: &str) -> PlanDocument {
    PlanDocument {
        purpose: purpose.to_owned(),
        ..PlanDocument::default()
    }
}

fn plan(version: i32, state: PlanState, purpose: &str) -> Plan {
    Plan {
        id: id(700 + version as u64),
        touchpoint: id(50),
        version,
        document: document(purpose),
        state,
    }
}

fn step(revision: i64, name: &'static str, put: Vec<Plan>) -> PlanStep {
    let last = put.last().expect("a version");
    PlanStep {
        touchpoint: id(50),
        revision,
        name,
        stamp: stamp(revision),
        shown: (last.version, last.document.clone()),
        put,
        discard: None,
        make_touchpoint_live: false,
    }
}

async fn with_touchpoint(store: &crate::Store) -> OrgStore {
    let org = found(store, 1, "Airport").await;
    let new = NewTouchpoint {
        id: id(50),
        key: "wifi".to_owned(),
        label: "Wi-Fi".to_owned(),
        kind: TouchpointKind::Dynamic,
        existence: Existence::Planned,
        stage: None,
        channel: None,
        owner: None,
        profile: domain::design::Profile::default(),
    };
    org.create_touchpoint(&new).await.unwrap();
    org
}

#[tokio::test]
async fn the_second_of_two_writers_is_told() {
    each_database(|store| async move {
        let org = with_touchpoint(&store).await;
        let draft = |second: i64, words: &str| {
            plan(
                1,
                PlanState::Draft {
                    saved: stamp(second),
                },
                words,
            )
        };
        let first = step(0, "save", vec![draft(1, "one")]);
        assert_eq!(org.step_plan(&first).await.unwrap(), Stepped::Done(1));
        let ana = step(1, "save", vec![draft(2, "ana")]);
        let ben = step(1, "save", vec![draft(3, "ben")]);
        assert_eq!(org.step_plan(&ana).await.unwrap(), Stepped::Done(2));
        assert_eq!(org.step_plan(&ben).await.unwrap(), Stepped::Changed);
        let head = org.plan(id(50)).await.unwrap();
        assert_eq!((head.revision, head.saves), (2, 2));
        assert_eq!(head.draft.unwrap().document.purpose, "ana");
        let base = org.plan_at(id(50), 1).await.unwrap().unwrap();
        assert_eq!(base.purpose, "one");
        assert_eq!(org.plan_at(id(50), 9).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_plan_goes_live_with_its_touchpoint_and_is_followed_by_the_next() {
    each_database(|store| async move {
        let org = with_touchpoint(&store).await;
        let (saved, reviewed, published) = (stamp(1), stamp(2), stamp(3));
        let live = PlanState::Live {
            saved,
            reviewed,
            published,
        };
        let publish = PlanStep {
            make_touchpoint_live: true,
            ..step(0, "publish", vec![plan(1, live, "first")])
        };
        let before = org.design().await.unwrap();
        assert_eq!(org.step_plan(&publish).await.unwrap(), Stepped::Done(1));
        let after = org.design().await.unwrap();
        assert_eq!(after.touchpoints[0].existence, Existence::Live);
        assert!(after.version > before.version);
        assert_eq!(org.live_plans().await.unwrap(), [plan(1, live, "first")]);

        let reviewed_draft = PlanState::Reviewed { saved, reviewed };
        let next = step(1, "review", vec![plan(2, reviewed_draft, "second")]);
        org.step_plan(&next).await.unwrap();
        let plans = org.plans().await.unwrap();
        let head = &plans[&id(50)];
        assert_eq!(head.live.as_ref().unwrap().version, 1);
        assert_eq!(head.draft.as_ref().unwrap().state, reviewed_draft);

        let until = at(9);
        let gone = PlanState::Superseded {
            saved,
            reviewed,
            published,
            until,
        };
        let both = vec![plan(1, gone, "first"), plan(2, live, "second")];
        org.step_plan(&step(2, "publish", both)).await.unwrap();
        let versions = org.plan_versions(id(50)).await.unwrap();
        assert_eq!(versions, [plan(2, live, "second"), plan(1, gone, "first")]);
        assert_eq!(org.live_plans().await.unwrap().len(), 1);

        let draft = plan(3, PlanState::Draft { saved }, "third");
        org.step_plan(&step(3, "save", vec![draft])).await.unwrap();
        let discard = PlanStep {
            put: vec![],
            discard: Some(3),
            ..step(4, "discard", vec![plan(2, live, "second")])
        };
        assert_eq!(org.step_plan(&discard).await.unwrap(), Stepped::Done(5));
        let head = org.plan(id(50)).await.unwrap();
        assert_eq!((head.draft, head.live.unwrap().version), (None, 2));
        let shown = org.plan_at(id(50), 5).await.unwrap().unwrap();
        assert_eq!(shown.purpose, "second");
        // A live version is not thrown away by mistake.
        let wrong = PlanStep {
            put: vec![],
            discard: Some(2),
            ..step(5, "discard", vec![plan(2, live, "second")])
        };
        assert!(org.step_plan(&wrong).await.is_err());
    })
    .await;
}
