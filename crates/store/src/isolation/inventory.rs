//! Audiences, templates, bulk changes and what is discovered.

use domain::design::intentionality::Comparison;
use domain::design::inventory::{Audience, CellPlace, ChangeKind, EmptyCell, Patch};
use domain::design::{Existence, Profile, TouchpointKind};
use domain::ids::AudienceId;
use domain::time::Timestamp;

use crate::design::NewTouchpoint;
use crate::design::inventory::{ChangeReject, InventoryStep, NewChange, NewDecision, Undone};
use crate::story::{at, id};
use crate::{OrgStore, StoreError};

pub async fn everything(org: &OrgStore) -> String {
    let changes = org.changes(None, 100).await.unwrap();
    let mut items = Vec::new();
    for change in &changes {
        items.push((
            org.change_items(change.id).await.unwrap(),
            org.change_rejects(change.id).await.unwrap(),
        ));
    }
    let everything = (
        org.inventory().await.unwrap(),
        changes,
        items,
        (
            org.touch_ways(1_000).await.unwrap(),
            org.inbound_notes(100).await.unwrap(),
            org.unplaced_touchpoints().await.unwrap(),
        ),
        org.decided_discoveries().await.unwrap(),
        org.comparisons().await.unwrap(),
        org.applied_templates().await.unwrap(),
    );
    format!("{everything:#?}")
}

fn audience(n: u64, key: &str) -> Audience {
    Audience {
        id: id(n),
        key: key.to_owned(),
        label: format!("Audience {key}"),
        filter: vec!["attr.tier=premier".to_owned()],
    }
}

fn change(n: u64, kind: ChangeKind) -> NewChange {
    NewChange {
        id: id(n),
        at: at(20),
        by_name: "Owner".to_owned(),
        kind,
        label: "law_firm".to_owned(),
        detail: serde_json::json!({}),
        rejects: vec![ChangeReject {
            line: 3,
            reason: "no name".to_owned(),
            cells: vec!["x".to_owned()],
        }],
    }
}

fn touchpoint(n: u64, key: &str, audience: AudienceId) -> NewTouchpoint {
    NewTouchpoint {
        id: id(n),
        key: key.to_owned(),
        label: "Welcome call".to_owned(),
        kind: TouchpointKind::Dynamic,
        existence: Existence::Planned,
        stage: Some("at".to_owned()),
        channel: None,
        owner: None,
        profile: Profile {
            audiences: vec![audience],
            ..Profile::default()
        },
    }
}

fn cell(first: u64, audience: Option<u64>) -> EmptyCell {
    EmptyCell {
        place: CellPlace {
            stage: id(first + 1001),
            channel: id(first + 1003),
            audience: audience.map(id),
        },
        reason: "nobody comes".to_owned(),
        decided_at: at(21),
    }
}

fn comparison(n: u64, touchpoint: u64) -> Comparison {
    Comparison {
        id: id(n),
        touchpoint: id(touchpoint),
        who: "Other firm".to_owned(),
        attention: 2,
        evidence: "called them".to_owned(),
        link: None,
        seen_at: at(0),
        created_at: at(1),
    }
}

pub async fn furnish(org: &OrgStore, n: u64) {
    let (first, own) = (n * 1_000_000, n * 1_000_000 + 300_000);
    org.create_audience(&audience(own + 1, "premier"), at(20))
        .await
        .unwrap();
    let steps = [
        InventoryStep::Create(touchpoint(own + 2, "welcome", id(own + 1))),
        InventoryStep::LeaveEmpty(cell(first, Some(own + 1))),
    ];
    org.change_inventory(&change(own + 3, ChangeKind::Template), &steps)
        .await
        .unwrap();
    let decision = NewDecision {
        ground: format!("words:{n}"),
        label: "Parking".to_owned(),
        change: None,
    };
    org.decide_discoveries(&[decision], "Owner", at(22))
        .await
        .unwrap();
    org.add_comparison(&comparison(own + 4, first + 1004))
        .await
        .unwrap();
}

/// The neighbour (organization 2) calls every method with ids of ours (organization 1).
pub async fn trespass(ours: &OrgStore, theirs: &OrgStore) {
    let unknown = |outcome: Result<(), StoreError>| match outcome {
        Err(StoreError::Unknown(_)) => {}
        other => panic!("{other:?}"),
    };
    let (o, own) = (1_000_000, 1_300_000);
    assert!(
        theirs
            .audiences()
            .await
            .unwrap()
            .iter()
            .all(|it| it.id != id(own + 1))
    );
    assert!(
        !theirs
            .change_audience(id(own + 1), "stolen", &[])
            .await
            .unwrap()
    );
    assert!(!theirs.delete_audience(id(own + 1)).await.unwrap());
    let new = change(2_390_000, ChangeKind::Edit);
    let patch = Patch {
        label: Some("stolen".to_owned()),
        ..Patch::default()
    };
    let attempts = [
        InventoryStep::Change(id(own + 2), patch),
        InventoryStep::Remove(id(own + 2)),
        InventoryStep::Create(touchpoint(2_390_001, "mine", id(own + 1))),
        InventoryStep::LeaveEmpty(cell(o, None)),
        InventoryStep::LeaveEmpty(cell(2_000_000, Some(own + 1))),
        InventoryStep::Change(
            id(2_300_002),
            Patch {
                stage: Some(Some(id(o + 1001))),
                ..Patch::default()
            },
        ),
    ];
    for attempt in attempts {
        unknown(theirs.change_inventory(&new, &[attempt]).await.map(|_| ()));
    }
    let open = InventoryStep::Open(cell(o, Some(own + 1)).place);
    let opened = theirs
        .change_inventory(&change(2_390_002, ChangeKind::Cell), &[open])
        .await
        .unwrap();
    assert!(opened.items.is_empty());
    let orders: Vec<_> = theirs
        .order_stages(&[id(o + 1002), id(o + 1001)])
        .await
        .unwrap();
    assert!(orders.iter().all(|it| it.id != id(o + 1001)));
    assert!(
        theirs
            .order_channels(&[id(o + 1003)])
            .await
            .unwrap()
            .iter()
            .all(|it| it.id != id(o + 1003))
    );
    assert!(!theirs.remove_stage(id(o + 1001)).await.unwrap());
    assert!(!theirs.remove_channel(id(o + 1003)).await.unwrap());
    assert!(theirs.change(id(own + 3)).await.unwrap().is_none());
    assert!(
        theirs
            .undo_change(id(own + 3), &change(2_390_003, ChangeKind::Undo))
            .await
            .unwrap()
            .is_none()
    );
    let known = NewDecision {
        ground: "x".to_owned(),
        label: "x".to_owned(),
        change: Some(id(own + 3)),
    };
    unknown(theirs.decide_discoveries(&[known], "Owner", at(23)).await);
    assert_eq!(
        theirs
            .restore_discoveries(&["words:1".to_owned()])
            .await
            .unwrap(),
        0
    );
    unknown(
        theirs
            .add_comparison(&comparison(2_390_004, o + 1004))
            .await,
    );
    let stolen = Comparison {
        who: "stolen".to_owned(),
        seen_at: Timestamp::from_micros(0),
        ..comparison(own + 4, o + 1004)
    };
    assert!(!theirs.change_comparison(&stolen).await.unwrap());
    assert!(!theirs.delete_comparison(id(own + 4)).await.unwrap());
    // Taking back their own template leaves ours, though both were the same.
    let undone = theirs
        .undo_change(id(2_300_003), &change(2_390_005, ChangeKind::Undo))
        .await
        .unwrap();
    assert!(matches!(undone, Some(Undone::Done(_))));
    assert!(theirs.applied_templates().await.unwrap().is_empty());
    assert_eq!(ours.applied_templates().await.unwrap(), ["law_firm"]);
}
