//! Journeys as designed.

use crate::OrgStore;
use crate::design::journeys::JourneyEdit;
use crate::design::journeys::tests::document;
use crate::story::{at, id};

pub async fn everything(org: &OrgStore) -> String {
    format!("{:#?}", org.journeys().await.unwrap())
}

pub async fn furnish(org: &OrgStore, n: u64) {
    let edit = JourneyEdit {
        document: &document("Through security"),
        at: at(0),
        by: Some(id(200 + n)),
    };
    org.create_journey(id(n * 1_000_000 + 400_001), &edit)
        .await
        .unwrap();
}

/// The neighbour (organization 2) calls every method with ids of ours (organization 1).
pub async fn trespass(ours: &OrgStore, theirs: &OrgStore) {
    let one = ours.journeys().await.unwrap()[0].id;
    assert_eq!(theirs.journeys().await.unwrap().len(), 1);
    assert!(theirs.journey(one).await.unwrap().is_none());
    let stolen = document("Stolen");
    let edit = |by| JourneyEdit {
        document: &stolen,
        at: at(9),
        by,
    };
    assert!(!theirs.save_journey(one, 1, &edit(None)).await.unwrap());
    assert!(!theirs.delete_journey(one).await.unwrap());
    assert!(theirs.create_journey(one, &edit(None)).await.is_err());
    let ours_did_it = edit(Some(id(201)));
    assert!(
        theirs
            .create_journey(id(499_999), &ours_did_it)
            .await
            .is_err()
    );
}
