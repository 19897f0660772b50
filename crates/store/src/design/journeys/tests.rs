use domain::design::journeys::{JourneyStep, VERSION};

use super::*;
use crate::story::{at, found, id};
use crate::testing::each_database;

/// A journey of one step.
pub(crate) fn document(name: &str) -> JourneyDocument {
    JourneyDocument {
        version: VERSION,
        name: name.to_owned(),
        note: String::new(),
        audience: None,
        filters: vec!["attr.tier=premier".to_owned()],
        steps: vec![JourneyStep {
            id: "call".to_owned(),
            stage: "at".to_owned(),
            touchpoint: Some("wifi".to_owned()),
            label: "They call “again”".to_owned(),
            channel: None,
            expectation: "Somebody knows.\nAt once.".to_owned(),
            action: String::new(),
            feeling: Some(-1),
            plus_ones: vec!["a card".to_owned()],
            backstage: String::new(),
            owner: String::new(),
            moment_of_truth: true,
        }],
        links: None,
    }
}

#[tokio::test]
async fn whoever_comes_second_overwrites_nothing() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let (one, by) = (id::<JourneyId>(1), Some(id(201)));
        let first = document("Through security");
        org.create_journey(
            one,
            &JourneyEdit {
                document: &first,
                at: at(0),
                by,
            },
        )
        .await
        .unwrap();
        let kept = org.journey(one).await.unwrap().unwrap();
        assert_eq!(
            (kept.revision, &kept.document, kept.changed_by),
            (1, &first, by)
        );

        let (mine, theirs) = (document("Mine"), document("Theirs"));
        let (mine, theirs) = (
            JourneyEdit {
                document: &mine,
                at: at(5),
                by,
            },
            JourneyEdit {
                document: &theirs,
                at: at(6),
                by: None,
            },
        );
        let (a, b) = tokio::join!(
            org.save_journey(one, 1, &mine),
            org.save_journey(one, 1, &theirs)
        );
        assert_ne!(a.unwrap(), b.unwrap(), "exactly one of the two is kept");
        let kept = org.journey(one).await.unwrap().unwrap();
        assert_eq!((kept.revision, kept.created_at), (2, at(0)));
        assert!(!org.save_journey(one, 1, &mine).await.unwrap());
        assert!(!org.save_journey(id(9), 1, &mine).await.unwrap());
        assert!(org.save_journey(one, 2, &theirs).await.unwrap());
        let kept = org.journey(one).await.unwrap().unwrap();
        assert_eq!(
            (kept.revision, kept.changed_at, kept.changed_by),
            (3, at(6), None)
        );
    })
    .await;
}

#[tokio::test]
async fn journeys_are_listed_by_name_and_go() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        for (n, name) in [(1, "Late"), (2, "Arriving"), (3, "Arriving")] {
            let edit = JourneyEdit {
                document: &document(name),
                at: at(0),
                by: None,
            };
            org.create_journey(id(n), &edit).await.unwrap();
        }
        let ids = |listed: Vec<Journey>| listed.into_iter().map(|it| it.id).collect::<Vec<_>>();
        assert_eq!(ids(org.journeys().await.unwrap()), [id(2), id(3), id(1)]);
        assert!(org.delete_journey(id(3)).await.unwrap());
        assert!(!org.delete_journey(id(3)).await.unwrap());
        assert_eq!(ids(org.journeys().await.unwrap()), [id(2), id(1)]);
        assert!(org.journey(id(3)).await.unwrap().is_none());
    })
    .await;
}
