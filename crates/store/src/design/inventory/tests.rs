use domain::design::intentionality::Comparison;
use domain::design::inventory::{CellPlace, ChangeKind};
use domain::design::{Existence, Profile, TouchpointKind};
use domain::signals::record::Direction;

use super::*;
use crate::StoreError;
use crate::signals::NewTouch;
use crate::story::{airport, at, found, id, response, running_import, score, touch};
use crate::testing::each_database;

fn change(n: u64, kind: ChangeKind) -> NewChange {
    NewChange {
        id: id(n),
        at: at(n as i64),
        by_name: "Olga".to_owned(),
        kind,
        label: format!("change {n}"),
        detail: serde_json::json!({ "n": n }),
        rejects: Vec::new(),
    }
}

fn new(n: u64, key: &str, stage: Option<&str>, channel: Option<&str>) -> InventoryStep {
    InventoryStep::Create(NewTouchpoint {
        id: id(n),
        key: key.to_owned(),
        label: key.to_owned(),
        kind: TouchpointKind::Dynamic,
        existence: Existence::Planned,
        stage: stage.map(str::to_owned),
        channel: channel.map(str::to_owned),
        owner: None,
        profile: Profile {
            importance: 5,
            note: Some("why".to_owned()),
            ..Profile::default()
        },
    })
}

fn labelled(n: u64, label: &str) -> InventoryStep {
    InventoryStep::Change(
        id(n),
        Patch {
            label: Some(label.to_owned()),
            ..Patch::default()
        },
    )
}

async fn undo(org: &OrgStore, what: u64, by: u64) -> Undone {
    let by = change(by, ChangeKind::Undo);
    org.undo_change(id(what), &by).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_template_comes_with_its_stages_and_goes_with_them() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        org.ensure_design(&airport(1000, 0)).await.unwrap();
        let before = org.inventory().await.unwrap();
        let stage = NewStage {
            id: id(50),
            key: "after".into(),
            label: "After".into(),
        };
        let channel = NewChannel {
            id: id(51),
            key: "phone".into(),
            label: "Phone".into(),
        };
        let steps = [
            InventoryStep::Stage(stage),
            InventoryStep::Stage(NewStage {
                id: id(52),
                key: "at".into(),
                label: "Other".into(),
            }),
            InventoryStep::Channel(channel),
            new(53, "thanks", Some("after"), Some("phone")),
            new(54, "survey", Some("at"), None),
        ];
        let done = org
            .change_inventory(&change(60, ChangeKind::Template), &steps)
            .await
            .unwrap();
        assert_eq!((done.change, done.items.len()), (Some(id(60)), 4));
        let after = org.inventory().await.unwrap();
        assert_eq!(
            after.design, done.inventory.design,
            "what is told is what stands"
        );
        assert!(after.design.version > before.design.version);
        let thanks = after.design.touchpoint_by_key("thanks").unwrap();
        assert_eq!((thanks.profile.importance, thanks.stage), (5, Some(id(50))));
        assert!(
            after
                .design
                .stages
                .iter()
                .any(|it| it.key == "at" && it.label == "At the airport")
        );

        // Something else moved into the new channel meanwhile: it stays, and the stage goes.
        let moved = Patch {
            channel: Some(Some(id(51))),
            ..Patch::default()
        };
        org.change_inventory(
            &change(61, ChangeKind::Move),
            &[InventoryStep::Change(id(1005), moved)],
        )
        .await
        .unwrap();
        let Undone::Done(undone) = undo(&org, 60, 62).await else {
            panic!()
        };
        let stands = &undone.inventory.design;
        assert!(stands.stages.iter().all(|it| it.key != "after"));
        assert!(stands.channels.iter().any(|it| it.key == "phone"));
        assert!(stands.touchpoint_by_key("thanks").is_none());
        assert!(matches!(undo(&org, 60, 63).await, Undone::Already));

        // Undoing the undoing does it again.
        assert!(matches!(undo(&org, 62, 64).await, Undone::Done(_)));
        let again = org.inventory().await.unwrap().design;
        assert_eq!(again.touchpoint_by_key("thanks").unwrap().id, id(53));
        let first = org.change(id(60)).await.unwrap().unwrap();
        assert_eq!(first.undone_at, None, "it stands again");
        let all: Vec<_> = org
            .changes(None, 10)
            .await
            .unwrap()
            .iter()
            .map(|it| it.kind)
            .collect();
        let expected = ["undo", "undo", "move", "template"];
        assert_eq!(
            all.iter().map(|it| it.as_str()).collect::<Vec<_>>(),
            expected
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_changed_again_stands_in_the_way() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        org.ensure_design(&airport(1000, 0)).await.unwrap();
        let steps = [labelled(1004, "Free Wi-Fi"), labelled(1005, "Car park")];
        org.change_inventory(&change(60, ChangeKind::Bulk), &steps)
            .await
            .unwrap();
        let same = org
            .change_inventory(&change(61, ChangeKind::Bulk), &steps)
            .await
            .unwrap();
        assert_eq!(same.change, None, "nothing is otherwise");
        assert_eq!(org.changes(None, 10).await.unwrap().len(), 1);
        org.change_inventory(&change(62, ChangeKind::Edit), &[labelled(1005, "Garage")])
            .await
            .unwrap();
        let Undone::Blocked(ways) = undo(&org, 60, 63).await else {
            panic!()
        };
        assert_eq!(ways.len(), 1);
        assert_eq!(ways[0].label.as_deref(), Some("Garage"));
        assert_eq!(ways[0].later, Some((id(62), at(62), "Olga".to_owned())));
        assert!(matches!(undo(&org, 62, 64).await, Undone::Done(_)));
        assert!(matches!(undo(&org, 60, 65).await, Undone::Done(_)));
        let design = org.design().await.unwrap();
        assert_eq!(design.touchpoint_by_key("wifi").unwrap().label, "Wi-Fi");
        assert_eq!(
            design.touchpoint_by_key("parking").unwrap().label,
            "Parking"
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_in_use_does_not_go() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        org.ensure_design(&airport(1000, 0)).await.unwrap();
        org.change_inventory(
            &change(60, ChangeKind::Create),
            &[new(53, "thanks", None, Some("premises"))],
        )
        .await
        .unwrap();
        org.record_touches(0, at(0), &[touch(30_000, "till", 1, "thanks")])
            .await
            .unwrap();
        let by = change(61, ChangeKind::Undo);
        let refused = org.undo_change(id(60), &by).await;
        assert!(matches!(refused, Err(StoreError::InUse(_))), "{refused:?}");
        let remove = [InventoryStep::Remove(id(53))];
        let refused = org
            .change_inventory(&change(62, ChangeKind::Remove), &remove)
            .await;
        assert!(matches!(refused, Err(StoreError::InUse(_))), "{refused:?}");
        assert!(
            org.touchpoint(id(53)).await.unwrap().is_some(),
            "all or nothing"
        );
        assert!(matches!(
            org.remove_stage(id(1001)).await,
            Err(StoreError::InUse(_))
        ));
        let away = Patch {
            channel: Some(None),
            ..Patch::default()
        };
        let steps = [
            InventoryStep::Change(id(53), away.clone()),
            InventoryStep::Change(id(1004), away),
        ];
        org.change_inventory(&change(63, ChangeKind::Move), &steps)
            .await
            .unwrap();
        let refused = org.remove_channel(id(1003)).await;
        assert!(
            matches!(refused, Err(StoreError::InUse(_))),
            "a touch was recorded by it: {refused:?}"
        );
        let empty = NewChannel {
            id: id(70),
            key: "letter".into(),
            label: "Letter".into(),
        };
        org.change_inventory(
            &change(64, ChangeKind::Template),
            &[InventoryStep::Channel(empty)],
        )
        .await
        .unwrap();
        assert!(org.remove_channel(id(70)).await.unwrap());
        assert!(!org.remove_channel(id(70)).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn cells_and_audiences_are_kept_and_refer() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        org.ensure_design(&airport(1000, 0)).await.unwrap();
        let audience = Audience {
            id: id(40),
            key: "vip".into(),
            label: "VIP".into(),
            filter: vec![],
        };
        org.create_audience(&audience, at(0)).await.unwrap();
        let twin = Audience {
            id: id(41),
            ..audience.clone()
        };
        assert!(matches!(
            org.create_audience(&twin, at(0)).await,
            Err(StoreError::Taken(_))
        ));
        let cell = |audience: Option<u64>, reason: &str| EmptyCell {
            place: CellPlace {
                stage: id(1001),
                channel: id(1003),
                audience: audience.map(id),
            },
            reason: reason.to_owned(),
            decided_at: at(5),
        };
        let both = [
            InventoryStep::LeaveEmpty(cell(None, "a")),
            InventoryStep::LeaveEmpty(cell(Some(40), "b")),
        ];
        org.change_inventory(&change(60, ChangeKind::Cell), &both)
            .await
            .unwrap();
        assert_eq!(org.inventory().await.unwrap().empty_cells.len(), 2);
        let again = [InventoryStep::LeaveEmpty(cell(None, "c"))];
        org.change_inventory(&change(61, ChangeKind::Cell), &again)
            .await
            .unwrap();
        let stands = org.inventory().await.unwrap().empty_cells;
        assert!(stands.contains(&cell(None, "c")) && stands.len() == 2);
        assert!(matches!(
            org.delete_audience(id(40)).await,
            Err(StoreError::InUse(_))
        ));
        undo(&org, 61, 62).await;
        undo(&org, 60, 63).await;
        assert!(org.inventory().await.unwrap().empty_cells.is_empty());
        assert!(
            org.change_audience(id(40), "Guests", &["attr.tier=gold".to_owned()])
                .await
                .unwrap()
        );
        assert_eq!(org.audiences().await.unwrap()[0].filter, ["attr.tier=gold"]);
        let for_them = Patch {
            audiences: Some(vec![id(40)]),
            ..Patch::default()
        };
        org.change_inventory(
            &change(64, ChangeKind::Edit),
            &[InventoryStep::Change(id(1004), for_them)],
        )
        .await
        .unwrap();
        let wifi = org.touchpoint(id(1004)).await.unwrap().unwrap();
        assert_eq!(wifi.profile.audiences, [id(40)]);
        undo(&org, 64, 65).await;
        assert!(org.delete_audience(id(40)).await.unwrap());
        assert!(!org.delete_audience(id(40)).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn steps_stand_in_the_order_that_was_asked_for() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        org.ensure_design(&airport(1000, 0)).await.unwrap();
        let stages = org.order_stages(&[id(1002)]).await.unwrap();
        let keys: Vec<_> = stages.iter().map(|it| (&*it.key, it.position)).collect();
        assert_eq!(keys, [("at", 1), ("before", 2)]);
        assert_eq!(org.design().await.unwrap().stages, stages);
        assert_eq!(org.order_channels(&[id(1003)]).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_log_tells_what_nobody_wrote_down() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let import = running_import(&org, 9).await;
        org.ensure_design(&airport(1000, import.no)).await.unwrap();
        let came = |n: u64, note: &str| {
            let mut it: NewTouch = touch(30_000, "till", n, "wifi");
            it.record.direction = Direction::In;
            it.record.note = Some(note.to_owned());
            it
        };
        let out = touch(30_000, "till", 9, "wifi");
        org.record_touches(0, at(0), &[came(1, "password"), came(2, "login"), out])
            .await
            .unwrap();
        let ways = org.touch_ways(10).await.unwrap();
        let mut told: Vec<_> = ways
            .iter()
            .map(|it| (it.inbound, it.n, it.clients))
            .collect();
        told.sort_unstable();
        assert_eq!(told, [(false, 1, 1), (true, 2, 2)]);
        let newest = org.touch_ways(1).await.unwrap();
        assert_eq!((newest.len(), newest[0].n), (1, 1));
        assert!(!newest[0].inbound);
        let notes: Vec<_> = org.inbound_notes(10).await.unwrap();
        assert_eq!(
            notes.iter().map(|it| &*it.note).collect::<Vec<_>>(),
            ["login", "password"]
        );
        assert!(
            org.unplaced_touchpoints().await.unwrap().is_empty(),
            "both stand in a stage"
        );

        let answers = [response(10_000, "survey", 1, vec![score("wifi", 4.0)])];
        org.record_responses(import.no, at(2), &answers)
            .await
            .unwrap();
        let away = Patch {
            stage: Some(None),
            ..Patch::default()
        };
        org.change_inventory(
            &change(60, ChangeKind::Edit),
            &[InventoryStep::Change(id(1004), away)],
        )
        .await
        .unwrap();
        let unplaced = org.unplaced_touchpoints().await.unwrap();
        let it = &unplaced[0];
        assert_eq!(
            (unplaced.len(), it.touchpoint, it.asked, it.clients),
            (1, id(1004), 1, Some(1))
        );

        let decision = |change: Option<u64>| NewDecision {
            ground: "words:password".into(),
            label: "Password".into(),
            change: change.map(id),
        };
        org.decide_discoveries(&[decision(Some(60))], "Olga", at(3))
            .await
            .unwrap();
        assert_eq!(
            org.decided_discoveries().await.unwrap()[0].change,
            Some(id(60))
        );
        assert_eq!(
            org.restore_discoveries(&["words:password".into()])
                .await
                .unwrap(),
            0,
            "it was accepted"
        );
        undo(&org, 60, 61).await;
        assert!(
            org.decided_discoveries().await.unwrap().is_empty(),
            "it is open again"
        );
        org.decide_discoveries(&[decision(None)], "Olga", at(4))
            .await
            .unwrap();
        assert_eq!(org.decided_discoveries().await.unwrap().len(), 1);
        assert_eq!(
            org.restore_discoveries(&["words:password".into()])
                .await
                .unwrap(),
            1
        );
        assert!(org.decided_discoveries().await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn comparisons_come_and_go() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        org.ensure_design(&airport(1000, 0)).await.unwrap();
        let seen = |n: u64, seconds: i64| Comparison {
            id: id(n),
            touchpoint: id(1004),
            who: "Next airport".into(),
            attention: 4,
            evidence: "We flew there.".into(),
            link: Some("https://example.org".into()),
            seen_at: at(seconds),
            created_at: at(100),
        };
        org.add_comparison(&seen(1, 10)).await.unwrap();
        org.add_comparison(&seen(2, 20)).await.unwrap();
        assert_eq!(org.comparisons().await.unwrap(), [seen(2, 20), seen(1, 10)]);
        let changed = Comparison {
            attention: 1,
            link: None,
            ..seen(1, 30)
        };
        assert!(org.change_comparison(&changed).await.unwrap());
        assert_eq!(org.comparisons().await.unwrap()[0], changed);
        assert!(org.delete_comparison(id(1)).await.unwrap());
        assert!(!org.delete_comparison(id(1)).await.unwrap());
    })
    .await;
}
