use domain::design::platform::{
    BehaviourKind, Element, ElementKind, Exam, ExamSubject, Holding, Part, PlatformDocument,
    Signature, Standard, Touch, standing_of,
};
use domain::ids::PlatformId;

use super::*;
use crate::story::{airport, at, found, id};
use crate::testing::each_database;

fn document(theme: &str) -> PlatformDocument {
    PlatformDocument {
        theme: theme.to_owned(),
        promise: vec![Part {
            key: "first".to_owned(),
            words: "We call first".to_owned(),
        }],
        ..PlatformDocument::default()
    }
}

fn touch(by: &str, seconds: i64) -> Touch {
    Touch {
        by: by.to_owned(),
        at: at(seconds),
    }
}

fn save<'d>(n: u64, over: i64, document: &'d PlatformDocument, by: &str) -> PlatformSave<'d> {
    PlatformSave {
        id: id::<PlatformId>(n),
        over,
        document,
        by: touch(by, over),
    }
}

#[tokio::test]
async fn a_platform_is_drafted_published_and_drafted_again() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        assert!(org.platform().await.unwrap().is_empty());
        let (one, two) = (document("Calm"), document("Calm, even when late"));
        assert!(!org.save_platform(&save(1, 3, &one, "Ana")).await.unwrap());
        assert!(org.save_platform(&save(1, 0, &one, "Ana")).await.unwrap());
        // Ben had the empty page open: he is told, and what Ana wrote stays.
        assert!(!org.save_platform(&save(2, 0, &two, "Ben")).await.unwrap());
        assert!(org.save_platform(&save(2, 1, &two, "Ben")).await.unwrap());
        let all = org.platform().await.unwrap();
        assert_eq!((all.len(), all[0].version, all[0].revision), (1, 1, 2));
        assert_eq!((&all[0].document, &*all[0].changed.by), (&two, "Ben"));

        assert!(!org.publish_platform(1, &touch("Ana", 9)).await.unwrap());
        assert!(org.publish_platform(2, &touch("Ana", 9)).await.unwrap());
        assert!(
            !org.publish_platform(3, &touch("Ana", 9)).await.unwrap(),
            "there is no draft any more"
        );
        assert!(!org.discard_platform(3).await.unwrap());
        assert!(!org.save_platform(&save(3, 2, &one, "Ben")).await.unwrap());
        assert!(org.save_platform(&save(3, 3, &one, "Ben")).await.unwrap());
        let all = org.platform().await.unwrap();
        let versions: Vec<_> = all
            .iter()
            .map(|it| (it.version, it.published.is_some()))
            .collect();
        assert_eq!(versions, [(2, false), (1, true)]);
        assert_eq!(all[1].published, Some(touch("Ana", 9)));

        assert!(!org.discard_platform(3).await.unwrap());
        assert!(org.discard_platform(4).await.unwrap());
        let all = org.platform().await.unwrap();
        assert_eq!((all.len(), all[0].version, all[0].revision), (1, 1, 5));
        assert!(
            !org.save_platform(&save(4, 4, &one, "Ben")).await.unwrap(),
            "who still has the discarded draft open is told"
        );
    })
    .await;
}

#[tokio::test]
async fn of_two_who_save_at_the_same_moment_one_is_told() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let (one, two) = (document("A"), document("B"));
        let (one, two) = (save(1, 0, &one, "Ana"), save(2, 0, &two, "Ben"));
        let (first, second) = tokio::join!(org.save_platform(&one), org.save_platform(&two));
        assert_eq!(
            [first.unwrap(), second.unwrap()]
                .iter()
                .filter(|it| **it)
                .count(),
            1
        );
        assert_eq!(org.platform().await.unwrap().len(), 1);
    })
    .await;
}

fn picture(n: u64) -> Picture {
    Picture {
        id: id(n),
        name: "front.png".to_owned(),
        format: "png".to_owned(),
        width: 640,
        height: 480,
        bytes: 1234,
        created_at: at(0),
    }
}

fn element(n: u64) -> Element {
    Element {
        id: id(n),
        label: "The front".to_owned(),
        kind: ElementKind::Space,
        note: "What one sees from the street".to_owned(),
        expresses: vec!["first".to_owned()],
        touchpoints: vec![],
        pictures: vec![],
        created_at: at(1),
        removed_at: None,
    }
}

fn standard(n: u64) -> Standard {
    Standard {
        id: id(n),
        kind: BehaviourKind::Voice,
        words: "We say it in plain words".to_owned(),
        expresses: vec![],
        example: "It costs 40 euro.".to_owned(),
        counter_example: "Fees may apply.".to_owned(),
        created_at: at(2),
        removed_at: None,
    }
}

fn exam(n: u64, subject: ExamSubject) -> Exam {
    Exam {
        id: id(n),
        subject,
        score: 3,
        evidence: "Clean, but dark".to_owned(),
        picture: None,
        examined_at: at(5),
        examined_by: "Ana".to_owned(),
        created_at: at(6),
        withdrawn_at: None,
    }
}

#[tokio::test]
async fn elements_have_places_and_pictures_and_can_be_removed_and_brought_back() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let neighbour = found(&store, 2, "Bank").await;
        org.ensure_design(&airport(1000, 0)).await.unwrap();
        neighbour.ensure_design(&airport(2000, 0)).await.unwrap();
        for n in [50, 51] {
            org.add_picture(&picture(n)).await.unwrap();
        }
        let mut front = Element {
            touchpoints: vec![id(1004)],
            pictures: vec![id(51), id(50)],
            ..element(60)
        };
        org.add_element(&front).await.unwrap();
        assert_eq!(org.elements().await.unwrap(), [front.clone()]);
        assert!(matches!(
            org.delete_picture(id(50)).await,
            Err(StoreError::Unknown(_))
        ));
        front.pictures = vec![id(51)];
        front.touchpoints = vec![id(1004), id(1005)];
        front.removed_at = Some(at(9));
        assert!(org.change_element(&front).await.unwrap());
        assert_eq!(org.elements().await.unwrap(), [front.clone()]);
        let elsewhere = Element {
            touchpoints: vec![id(2004)],
            ..front.clone()
        };
        assert!(matches!(
            org.change_element(&elsewhere).await,
            Err(StoreError::Unknown(_))
        ));
        assert!(matches!(
            org.add_element(&Element {
                id: id(61),
                ..elsewhere
            })
            .await,
            Err(StoreError::Unknown(_))
        ));
        assert_eq!(
            org.elements().await.unwrap(),
            [front],
            "what is refused leaves nothing behind"
        );

        let unused = org.unused_pictures(at(1)).await.unwrap();
        assert_eq!(unused, [picture(50)]);
        assert!(org.unused_pictures(at(0)).await.unwrap().is_empty());
        assert!(org.delete_picture(id(50)).await.unwrap());
        assert!(!org.delete_picture(id(50)).await.unwrap());
        assert_eq!(org.picture(id(51)).await.unwrap(), Some(picture(51)));
        assert_eq!(neighbour.picture(id(51)).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn exams_are_kept_in_the_order_of_time_and_can_be_withdrawn() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        org.add_element(&element(60)).await.unwrap();
        let mut voice = standard(70);
        org.add_standard(&voice).await.unwrap();
        voice.words = "Plain words, always".to_owned();
        assert!(org.change_standard(&voice).await.unwrap());
        assert_eq!(org.standards().await.unwrap(), [voice]);
        let later = exam(80, ExamSubject::Element(id(60)));
        let earlier = Exam {
            examined_at: at(3),
            ..exam(81, ExamSubject::Standard(id(70)))
        };
        org.add_exam(&later).await.unwrap();
        org.add_exam(&earlier).await.unwrap();
        assert_eq!(org.exams().await.unwrap(), [earlier, later]);
        assert!(matches!(
            org.add_exam(&exam(82, ExamSubject::Element(id(99)))).await,
            Err(StoreError::Unknown(_))
        ));
        assert!(org.withdraw_exam(id(80), Some(at(9))).await.unwrap());
        assert_eq!(org.exams().await.unwrap()[1].withdrawn_at, Some(at(9)));
        assert!(org.withdraw_exam(id(80), None).await.unwrap());
        assert_eq!(org.exams().await.unwrap()[1].withdrawn_at, None);
    })
    .await;
}

#[tokio::test]
async fn a_card_that_says_something_new_asks_again() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        found(&store, 2, "Bank").await;
        let new = NewCard {
            id: id(90),
            job: "Gate agent".to_owned(),
            department: "Ground".to_owned(),
            means: vec!["I say why it is late before they ask".to_owned()],
            holders: vec![id(201)],
            at: at(0),
        };
        org.add_role_card(&new).await.unwrap();
        let theirs = NewCard {
            id: id(91),
            holders: vec![id(202)],
            ..new.clone()
        };
        assert!(matches!(
            org.add_role_card(&theirs).await,
            Err(StoreError::Unknown(_))
        ));
        let card = || async { org.role_cards().await.unwrap().remove(0) };
        let signature = card().await.sign(id(201), 1, at(3)).unwrap();
        assert!(org.sign_role_card(id(90), &signature).await.unwrap());
        assert_eq!(standing_of(&card().await, id(201)), Holding::Signed(at(3)));

        let edit = CardEdit {
            over: 1,
            job: new.job,
            department: "Terminal".to_owned(),
            means: vec!["I say it first".to_owned()],
            holders: vec![id(201)],
            new_wording: true,
            at: at(4),
            removed_at: None,
        };
        assert!(org.change_role_card(id(90), &edit).await.unwrap());
        assert!(
            !org.change_role_card(id(90), &edit).await.unwrap(),
            "who edits what they did not read is told"
        );
        let now = card().await;
        assert_eq!((now.wording, &*now.department), (2, "Terminal"));
        assert_eq!(standing_of(&now, id(201)), Holding::AskedAgain(at(3)));
        let old = Signature {
            person: id(201),
            wording: 1,
            at: at(5),
        };
        assert!(!org.sign_role_card(id(90), &old).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_touchpoint_may_express_parts_by_itself() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        org.ensure_design(&airport(1000, 0)).await.unwrap();
        let parts = ["first".to_owned(), "plain".to_owned()];
        org.set_touchpoint_expressions(id(1004), &parts)
            .await
            .unwrap();
        org.set_touchpoint_expressions(id(1005), &parts[..1])
            .await
            .unwrap();
        org.set_touchpoint_expressions(id(1005), &[]).await.unwrap();
        let said = org.touchpoint_expressions().await.unwrap();
        assert_eq!(said, [(id(1004), parts.to_vec())].into());
        assert!(matches!(
            org.set_touchpoint_expressions(id(7), &parts).await,
            Err(StoreError::Unknown(_))
        ));
    })
    .await;
}
