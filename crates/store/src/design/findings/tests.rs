use domain::design::findings::{Acceptance, FindingState, Reconciled, reconcile};
use domain::design::gaps::{About, Detector, Finding, Ground, Named, Suggestion};
use domain::design::{Existence, TouchpointKind};
use domain::signals::record::Direction;

use super::EndedRun;
use crate::OrgStore;
use crate::design::TouchpointEdit;
use crate::story::{airport, at, found, id, response, touch, words};
use crate::testing::each_database;

pub fn finding(ground: &str) -> Finding {
    Finding {
        detector: Detector::Silence,
        ground: Ground::stored(ground),
        suggestion: Suggestion {
            label: None,
            label_de: None,
            key: None,
            stage: None,
            channel: None,
            kind: TouchpointKind::Dynamic,
            audience: None,
            existing: None,
        },
        confidence: 0.8,
        about: About::Silence {
            tier: Some(Named::new("gold", "Gold")),
            limit_days: Some(30),
            longest_days: 60,
        },
        share: None,
        items: Vec::new(),
        items_total: 3,
    }
}

pub fn ended(seconds: i64) -> EndedRun {
    EndedRun {
        started_at: at(seconds),
        finished_at: at(seconds + 1),
        milliseconds: 1_000,
        up_to_seq: 7,
        clients: 2,
        raised: 1,
        closed: 0,
    }
}

async fn run(org: &OrgStore, seconds: i64, found: Vec<Finding>, ids: &[u64]) -> Reconciled {
    let known = org.findings().await.unwrap();
    let changes = reconcile(&known, found, "2026-03-01".parse().unwrap());
    let ids: Vec<_> = ids.iter().map(|n| id(*n)).collect();
    org.keep_findings(&changes, &ids, &ended(seconds))
        .await
        .unwrap();
    changes
}

#[tokio::test]
async fn a_ground_stays_one_finding_through_runs_and_decisions() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        assert_eq!(org.gap_run().await.unwrap().ended, None);
        let both = || vec![finding("silence:gold"), finding("silence:silver")];
        run(&org, 10, both(), &[1_001, 1_002]).await;
        // A run beside it, which has looked before the other was kept, raises nothing twice.
        let late = reconcile(&[], both(), "2026-03-01".parse().unwrap());
        org.keep_findings(&late, &[id(1_003), id(1_004)], &ended(11))
            .await
            .unwrap();
        let known = org.findings().await.unwrap();
        assert_eq!(known.iter().map(|one| one.no).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(known[0].found, finding("silence:gold"));
        assert_eq!(org.gap_run().await.unwrap().ended, Some(ended(11)));
        org.order_gap_run(id(9)).await.unwrap();
        let noted = org.gap_run().await.unwrap();
        assert_eq!((noted.job, noted.ended), (Some(id(9)), Some(ended(11))));

        let dismissed = FindingState::Dismissed {
            reason: "We call them".to_owned(),
            at: at(20),
            by: "Ana".to_owned(),
        };
        let first = known[0].id;
        let open = FindingState::Open;
        assert!(org.decide_finding(first, &open, &dismissed).await.unwrap());
        // Who looked before that has to look again.
        assert!(!org.decide_finding(first, &open, &dismissed).await.unwrap());
        let again = run(&org, 30, both(), &[1_005, 1_006]).await;
        assert!(again.raised.is_empty());
        assert_eq!(org.finding(first).await.unwrap().unwrap().state, dismissed);
        assert!(org.decide_finding(first, &dismissed, &open).await.unwrap());

        // What is gone is closed, and comes back as the same.
        run(&org, 40, vec![], &[]).await;
        let state = org.finding(first).await.unwrap().unwrap().state;
        assert_eq!(state, FindingState::Closed { at: at(41) });
        run(&org, 50, both(), &[]).await;
        let back = org.finding(first).await.unwrap().unwrap();
        assert_eq!(
            (back.no, &back.state, back.first_seen_at),
            (1, &open, at(51))
        );

        let snoozed = FindingState::Snoozed {
            until: "2026-03-09".parse().unwrap(),
            at: at(60),
            by: "Ana".to_owned(),
        };
        assert!(org.decide_finding(first, &open, &snoozed).await.unwrap());
        run(&org, 70, both(), &[]).await;
        assert_eq!(org.finding(first).await.unwrap().unwrap().state, snoozed);
    })
    .await;
}

#[tokio::test]
async fn an_accepted_finding_notes_when_its_touchpoint_went_live() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        org.ensure_design(&airport(1_000, 0)).await.unwrap();
        run(&org, 10, vec![finding("silence:gold")], &[2_001]).await;
        let touchpoint = id(1_005);
        let accepted = |live_at| {
            FindingState::Accepted(Acceptance {
                owner: id(201),
                review_by: "2026-04-01".parse().unwrap(),
                touchpoint,
                made: true,
                at: at(20),
                by: "Ana".to_owned(),
                live_at,
            })
        };
        let open = FindingState::Open;
        assert!(
            org.decide_finding(id(2_001), &open, &accepted(None))
                .await
                .unwrap()
        );
        let parking = org.touchpoint(touchpoint).await.unwrap().unwrap();
        let plan = |existence| TouchpointEdit {
            label: parking.label.clone(),
            kind: parking.kind,
            existence,
            stage: parking.stage,
            channel: parking.channel,
            owner: parking.owner,
            position: parking.position,
            profile: domain::design::Profile::default(),
        };
        org.change_touchpoint(touchpoint, &plan(Existence::Planned))
            .await
            .unwrap();
        assert_eq!(org.note_live_findings(at(30)).await.unwrap(), 0);
        org.change_touchpoint(touchpoint, &plan(Existence::Live))
            .await
            .unwrap();
        assert_eq!(org.note_live_findings(at(40)).await.unwrap(), 1);
        assert_eq!(org.note_live_findings(at(50)).await.unwrap(), 0);
        let state = org.finding(id(2_001)).await.unwrap().unwrap().state;
        assert_eq!(state, accepted(Some(at(40))));
        // What is live is not taken away with a decision.
        assert!(!org.remove_planned_touchpoint(touchpoint).await.unwrap());
        org.change_touchpoint(touchpoint, &plan(Existence::Planned))
            .await
            .unwrap();
        assert!(org.remove_planned_touchpoint(touchpoint).await.unwrap());
        assert!(org.touchpoint(touchpoint).await.unwrap().is_none());
        // A question asks about the other one.
        assert!(!org.remove_planned_touchpoint(id(1_004)).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn the_words_behind_wishes_are_read_by_their_numbers() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        org.ensure_design(&airport(1_000, 0)).await.unwrap();
        let mut inbound = touch(2_000, "desk", 1, "parking");
        inbound.record.direction = Direction::In;
        org.record_touches(0, at(900), &[inbound]).await.unwrap();
        let answers = vec![words("why", "All fine"), words("wifi-words", "Slow")];
        let said = response(3_000, "survey", 2, answers);
        org.record_responses(0, at(901), &[said]).await.unwrap();
        let notes = org.notes_of(&[1, 2, 3]).await.unwrap();
        assert_eq!(notes.len(), 1);
        assert_eq!(
            (notes[0].record, &*notes[0].text),
            (1, "Walked them to the car.")
        );
        let mut comments = org.comments_of(&[1, 2]).await.unwrap();
        comments.sort_by_key(|comment| comment.touchpoint);
        let wifi = org.design().await.unwrap();
        let wifi = wifi.touchpoint_by_key("wifi").unwrap().no;
        let told: Vec<_> = comments
            .iter()
            .map(|it| (it.record, it.touchpoint, &*it.text))
            .collect();
        assert_eq!(told, [(2, -1, "All fine"), (2, wifi, "Slow")]);
        let facts = org.client_facts(1, 10).await.unwrap();
        assert_eq!(facts.len(), 1);
        assert_eq!((facts[0].no, &*facts[0].attributes["terminal"]), (2, "A"));
    })
    .await;
}
