//! Findings and runs of the gap finder.

use domain::design::TouchpointKind;
use domain::design::findings::{FindingState, Reconciled};
use domain::design::gaps::{About, Detector, Finding, Ground, Named, Suggestion};

use crate::OrgStore;
use crate::design::findings::EndedRun;
use crate::story::{at, id};

pub async fn everything(org: &OrgStore) -> String {
    format!(
        "{:#?}",
        (org.findings().await.unwrap(), org.gap_run().await.unwrap())
    )
}

fn finding(n: u64) -> Finding {
    Finding {
        detector: Detector::Silence,
        ground: Ground::stored("silence:gold"),
        suggestion: Suggestion {
            label: Some(format!("Call of {n}")),
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

fn run(finished: i64) -> EndedRun {
    EndedRun {
        started_at: at(1),
        finished_at: at(finished),
        milliseconds: 5,
        up_to_seq: 1,
        clients: 1,
        raised: 1,
        closed: 0,
    }
}

pub async fn furnish(org: &OrgStore, n: u64) {
    let raised = Reconciled {
        raised: vec![finding(n)],
        ..Reconciled::default()
    };
    org.keep_findings(&raised, &[id(n * 1_000_000 + 600_001)], &run(2))
        .await
        .unwrap();
    org.order_gap_run(id(n * 1_000_000 + 600_002))
        .await
        .unwrap();
}

/// The neighbour (organization 2) calls every method with ids of ours (organization 1).
pub async fn trespass(ours: &OrgStore, theirs: &OrgStore) {
    let o = 1_600_000;
    assert!(theirs.finding(id(o + 1)).await.unwrap().is_none());
    let gone = FindingState::Closed { at: at(5) };
    let open = FindingState::Open;
    assert!(
        !theirs
            .decide_finding(id(o + 1), &open, &gone)
            .await
            .unwrap()
    );
    let changes = Reconciled {
        refreshed: vec![(id(o + 1), finding(2), FindingState::Open)],
        closed: vec![id(o + 1)],
        ..Reconciled::default()
    };
    theirs.keep_findings(&changes, &[], &run(9)).await.unwrap();
    theirs.order_gap_run(id(2_600_009)).await.unwrap();
    theirs.note_live_findings(at(9)).await.unwrap();
    let parking = ours.design().await.unwrap().touchpoints[1].id;
    assert!(!theirs.remove_planned_touchpoint(parking).await.unwrap());
    let own = theirs.clients(None, 100).await.unwrap().items;
    let facts = theirs.client_facts(0, 100).await.unwrap();
    assert!(facts.len() <= own.len());
    let (all, ours_all) = (
        theirs.touches_after(0, 100).await.unwrap(),
        ours.touches_after(0, 100).await.unwrap(),
    );
    let ours_only: Vec<i64> = ours_all
        .iter()
        .map(|touch| touch.seq)
        .filter(|seq| all.iter().all(|own| own.seq != *seq))
        .collect();
    assert!(theirs.notes_of(&ours_only).await.unwrap().is_empty());
    assert!(theirs.comments_of(&[999]).await.unwrap().is_empty());
}
