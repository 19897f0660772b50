//! The platform, the brand and the customer's world.

use domain::design::platform::{
    BehaviourKind, Element, ElementKind, Exam, ExamSubject, PlatformDocument, Signature, Standard,
    Touch,
};

use crate::design::platform::{CardEdit, NewCard, Picture, PlatformSave};
use crate::story::{at, id};
use crate::{OrgStore, StoreError};

/// What this part makes of organization n has ids from here on.
fn first(n: u64) -> u64 {
    n * 1_000_000 + 700_000
}

pub async fn everything(org: &OrgStore) -> String {
    format!(
        "{:#?}",
        (
            org.platform().await.unwrap(),
            org.elements().await.unwrap(),
            org.standards().await.unwrap(),
            org.exams().await.unwrap(),
            org.role_cards().await.unwrap(),
            org.unused_pictures(at(99_999)).await.unwrap(),
            org.touchpoint_expressions().await.unwrap(),
        )
    )
}

fn picture(first: u64) -> Picture {
    Picture {
        id: id(first + 2),
        name: "front.png".to_owned(),
        format: "png".to_owned(),
        width: 1,
        height: 1,
        bytes: 1,
        created_at: at(0),
    }
}

fn element(first: u64, n: u64) -> Element {
    Element {
        id: id(first + 3),
        label: "The front".to_owned(),
        kind: ElementKind::Space,
        note: String::new(),
        expresses: vec!["first".to_owned()],
        touchpoints: vec![id(n * 1_000_000 + 1004)],
        pictures: vec![id(first + 2)],
        created_at: at(0),
        removed_at: None,
    }
}

fn standard(first: u64) -> Standard {
    Standard {
        id: id(first + 4),
        kind: BehaviourKind::Voice,
        words: "Plain".to_owned(),
        expresses: vec![],
        example: String::new(),
        counter_example: String::new(),
        created_at: at(0),
        removed_at: None,
    }
}

fn exam(first: u64, subject: ExamSubject) -> Exam {
    Exam {
        id: id(first + 5),
        subject,
        score: 1,
        evidence: "seen".to_owned(),
        picture: None,
        examined_at: at(0),
        examined_by: "Ana".to_owned(),
        created_at: at(0),
        withdrawn_at: None,
    }
}

fn card(first: u64, holder: u64) -> NewCard {
    NewCard {
        id: id(first + 6),
        job: "Agent".to_owned(),
        department: "Ground".to_owned(),
        means: vec!["I say it first".to_owned()],
        holders: vec![id(holder)],
        at: at(0),
    }
}

fn touch() -> Touch {
    Touch {
        by: "Ana".to_owned(),
        at: at(0),
    }
}

pub async fn furnish(org: &OrgStore, n: u64) {
    let first = first(n);
    let document = PlatformDocument::default();
    let save = |id_: u64, over| PlatformSave {
        id: id(id_),
        over,
        document: &document,
        by: touch(),
    };
    assert!(org.save_platform(&save(first, 0)).await.unwrap());
    assert!(org.publish_platform(1, &touch()).await.unwrap());
    assert!(org.save_platform(&save(first + 1, 2)).await.unwrap());
    org.add_picture(&picture(first)).await.unwrap();
    org.add_element(&element(first, n)).await.unwrap();
    org.add_standard(&standard(first)).await.unwrap();
    org.add_exam(&exam(first, ExamSubject::Element(id(first + 3))))
        .await
        .unwrap();
    org.add_role_card(&card(first, 200 + n)).await.unwrap();
    let signature = Signature {
        person: id(200 + n),
        wording: 1,
        at: at(1),
    };
    assert!(org.sign_role_card(id(first + 6), &signature).await.unwrap());
    org.set_touchpoint_expressions(id(n * 1_000_000 + 1004), &["first".to_owned()])
        .await
        .unwrap();
}

/// The neighbour (organization 2) calls every method with ids of ours (organization 1).
pub async fn trespass(ours: &OrgStore, theirs: &OrgStore) {
    let unknown = |outcome: Result<(), StoreError>| {
        assert!(
            matches!(outcome, Err(StoreError::Unknown(_))),
            "{outcome:?}"
        );
    };
    let (own, other) = (first(2), first(1));
    let document = PlatformDocument {
        theme: "theirs".to_owned(),
        ..PlatformDocument::default()
    };
    // Both stand at the same revision: each works on its own draft.
    let save = PlatformSave {
        id: id(own + 50),
        over: 3,
        document: &document,
        by: touch(),
    };
    assert!(theirs.save_platform(&save).await.unwrap());
    assert!(theirs.discard_platform(4).await.unwrap());
    assert!(!theirs.publish_platform(3, &touch()).await.unwrap());
    assert_eq!(ours.platform().await.unwrap()[0].document.theme, "");

    assert_eq!(theirs.picture(id(other + 2)).await.unwrap(), None);
    assert!(!theirs.delete_picture(id(other + 2)).await.unwrap());
    assert!(theirs.unused_pictures(at(9)).await.unwrap().is_empty());
    assert!(!theirs.change_element(&element(other, 1)).await.unwrap());
    let stolen = |touchpoints, pictures| Element {
        id: id(own + 51),
        touchpoints,
        pictures,
        ..element(own, 2)
    };
    unknown(
        theirs
            .add_element(&stolen(vec![id(1_001_004)], vec![]))
            .await,
    );
    unknown(
        theirs
            .add_element(&stolen(vec![], vec![id(other + 2)]))
            .await,
    );
    assert!(!theirs.change_standard(&standard(other)).await.unwrap());
    let of = |subject| Exam {
        id: id(own + 52),
        ..exam(own, subject)
    };
    unknown(
        theirs
            .add_exam(&of(ExamSubject::Element(id(other + 3))))
            .await,
    );
    unknown(
        theirs
            .add_exam(&of(ExamSubject::Standard(id(other + 4))))
            .await,
    );
    let shown = Exam {
        picture: Some(id(other + 2)),
        ..of(ExamSubject::Element(id(own + 3)))
    };
    unknown(theirs.add_exam(&shown).await);
    assert!(
        !theirs
            .withdraw_exam(id(other + 5), Some(at(9)))
            .await
            .unwrap()
    );
    let held = NewCard {
        id: id(own + 53),
        ..card(own, 201)
    };
    unknown(theirs.add_role_card(&held).await);
    let edit = CardEdit {
        over: 1,
        job: "stolen".to_owned(),
        department: String::new(),
        means: vec![],
        holders: vec![],
        new_wording: true,
        at: at(9),
        removed_at: None,
    };
    assert!(!theirs.change_role_card(id(other + 6), &edit).await.unwrap());
    let signature = Signature {
        person: id(202),
        wording: 1,
        at: at(9),
    };
    assert!(
        !theirs
            .sign_role_card(id(other + 6), &signature)
            .await
            .unwrap()
    );
    unknown(theirs.set_touchpoint_expressions(id(1_001_004), &[]).await);
    assert_eq!(theirs.elements().await.unwrap().len(), 1);
    assert_eq!(theirs.standards().await.unwrap().len(), 1);
    assert_eq!(theirs.exams().await.unwrap().len(), 1);
    assert_eq!(theirs.role_cards().await.unwrap().len(), 1);
    assert_eq!(theirs.touchpoint_expressions().await.unwrap().len(), 1);
}
