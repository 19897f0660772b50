use domain::design::{Annotation, Existence, Profile, QuestionKind, TouchpointKind};

use super::*;
use crate::story::{airport, at, found, id};
use crate::testing::each_database;

#[tokio::test]
async fn what_a_file_needs_is_made_once() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let first = org.ensure_design(&airport(1000, 0)).await.unwrap();
        assert_eq!((first.touchpoints_created, first.questions_created), (2, 6));
        let again = org.ensure_design(&airport(2000, 0)).await.unwrap();
        assert_eq!((again.touchpoints_created, again.questions_created), (0, 0));
        assert_eq!(again.design, first.design, "also the version is the same");
        assert_eq!(org.design().await.unwrap(), first.design);

        let wifi = again.design.touchpoint_by_key("wifi").unwrap();
        assert_eq!(wifi.id, id(1004));
        assert_eq!(again.design.stage(wifi.stage.unwrap()).unwrap().key, "at");
        assert_eq!(
            again.design.channel(wifi.channel.unwrap()).unwrap().key,
            "premises"
        );
        assert!(again.design.question_by_key("wifi").unwrap().primary);
        assert!(
            !again.design.question_by_key("wifi-ease").unwrap().primary,
            "one primary for each touchpoint"
        );
        let numbers: Vec<i32> = again
            .design
            .questions
            .iter()
            .map(|question| question.no)
            .collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
    })
    .await;
}

#[tokio::test]
async fn two_files_that_need_the_same_at_the_same_moment_get_the_same() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let (one, two) = (airport(1000, 0), airport(2000, 0));
        let (one, two) = tokio::join!(org.ensure_design(&one), org.ensure_design(&two));
        assert_eq!(one.unwrap().design, two.unwrap().design);
    })
    .await;
}

#[tokio::test]
async fn a_question_may_change_its_scale_but_not_its_kind() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let mut needed = airport(1000, 0);
        let version = org.ensure_design(&needed).await.unwrap().design.version;
        needed.questions[0].scale = Some("1-7".to_owned());
        let changed = org.ensure_design(&needed).await.unwrap().design;
        assert_eq!(
            changed.question_by_key("wifi").unwrap().scale.as_deref(),
            Some("1-7")
        );
        assert!(changed.version > version);
        needed.questions[0].kind = QuestionKind::Recommend;
        assert!(matches!(
            org.ensure_design(&needed).await,
            Err(StoreError::OtherKind { question, known: QuestionKind::Rating, asked: QuestionKind::Recommend })
                if question == "wifi"
        ));
        needed.questions[0].kind = QuestionKind::Rating;
        needed.touchpoints[0].key = "new".to_owned();
        needed.touchpoints[0].id = id(3000);
        needed.touchpoints[0].stage = Some("nowhere".to_owned());
        assert!(matches!(
            org.ensure_design(&needed).await,
            Err(StoreError::Unknown("the stage"))
        ));
        assert_eq!(
            org.design().await.unwrap(),
            changed,
            "what is refused leaves nothing behind"
        );
    })
    .await;
}

#[tokio::test]
async fn the_latest_name_of_an_attribute_wins() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let neighbour = found(&store, 2, "Bank").await;
        let named = |label: &str| Needed {
            attribute_labels: vec![("barea".to_owned(), label.to_owned())],
            ..Needed::default()
        };
        let first = org.ensure_design(&named("Boarding area")).await.unwrap();
        let same = org.ensure_design(&named("Boarding area")).await.unwrap();
        assert_eq!(same.design.version, first.design.version);
        let later = org.ensure_design(&named("Gate area")).await.unwrap();
        assert!(later.design.version > first.design.version);
        org.ensure_design(&Needed::default()).await.unwrap();
        let labels = org.design().await.unwrap().attribute_labels;
        assert_eq!(
            labels,
            [("barea".to_owned(), "Gate area".to_owned())].into()
        );
        let theirs = neighbour.design().await.unwrap();
        assert!(theirs.attribute_labels.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_touchpoint_is_made_and_edited_by_hand() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let neighbour = found(&store, 2, "Bank").await;
        org.ensure_design(&airport(1000, 0)).await.unwrap();
        neighbour.ensure_design(&airport(2000, 0)).await.unwrap();
        let new = NewTouchpoint {
            id: id(50),
            key: "farewell".to_owned(),
            label: "Farewell".to_owned(),
            kind: TouchpointKind::Dynamic,
            existence: Existence::Missing,
            stage: Some("at".to_owned()),
            channel: None,
            owner: Some(id(201)),
            profile: Profile::default(),
        };
        let made = org.create_touchpoint(&new).await.unwrap();
        assert_eq!((made.no, made.existence), (3, Existence::Missing));
        assert_eq!(org.touchpoint(made.id).await.unwrap().unwrap(), made);
        assert!(matches!(
            org.create_touchpoint(&new).await,
            Err(StoreError::Taken(_))
        ));

        let edit = TouchpointEdit {
            label: "Farewell at the gate".to_owned(),
            kind: TouchpointKind::Dynamic,
            existence: Existence::Planned,
            stage: Some(id(1001)),
            channel: Some(id(1003)),
            owner: None,
            position: 1,
            profile: Profile::default(),
        };
        assert!(org.change_touchpoint(made.id, &edit).await.unwrap());
        let edited = org.touchpoint(made.id).await.unwrap().unwrap();
        assert_eq!(
            (edited.label.as_str(), edited.stage, edited.owner),
            ("Farewell at the gate", Some(id(1001)), None)
        );
        // The neighbour's stage, channel and owner are not for us, even if somebody knows their ids.
        for theirs in [
            TouchpointEdit {
                stage: Some(id(2001)),
                ..edit.clone()
            },
            TouchpointEdit {
                channel: Some(id(2003)),
                ..edit.clone()
            },
            TouchpointEdit {
                owner: Some(id(202)),
                ..edit.clone()
            },
        ] {
            let refused = org.change_touchpoint(made.id, &theirs).await;
            assert!(
                matches!(refused, Err(StoreError::Unknown(_))),
                "{refused:?}"
            );
        }
        assert_eq!(org.touchpoint(made.id).await.unwrap().unwrap(), edited);
        assert!(org.change_stage(id(1001), "Before", 9).await.unwrap());
        assert!(org.change_channel(id(1003), "Here", 2).await.unwrap());
        assert_eq!(
            org.design().await.unwrap().stages[1].label,
            "Before",
            "ordered by position"
        );
    })
    .await;
}

#[tokio::test]
async fn remarks_are_kept_in_the_order_of_time() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let neighbour = found(&store, 2, "Bank").await;
        org.ensure_design(&airport(1000, 0)).await.unwrap();
        let remark = |n: u64, seconds: i64, touchpoint: Option<u64>| Annotation {
            id: id(n),
            at: at(seconds),
            label: format!("remark {n}"),
            touchpoint: touchpoint.map(id),
            created_by: Some(id(201)),
        };
        org.add_annotation(&remark(1, 100, None)).await.unwrap();
        org.add_annotation(&remark(2, 50, Some(1004)))
            .await
            .unwrap();
        let ours = neighbour
            .add_annotation(&Annotation {
                created_by: None,
                ..remark(3, 50, Some(1004))
            })
            .await;
        assert!(matches!(ours, Err(StoreError::Unknown(_))));
        assert_eq!(
            org.annotations().await.unwrap(),
            [remark(2, 50, Some(1004)), remark(1, 100, None)]
        );
        assert!(org.delete_annotation(id(1)).await.unwrap());
        assert!(!org.delete_annotation(id(1)).await.unwrap());
    })
    .await;
}
