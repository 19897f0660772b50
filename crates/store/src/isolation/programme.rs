//! The customer's world, and links to the progress page.

use domain::design::world::WorldInsight;

use crate::OrgStore;
use crate::design::world::tests::insight;
use crate::reports::ProgressLink;
use crate::story::{at, id};

const FIRST: u64 = 600_000;

pub async fn everything(org: &OrgStore) -> String {
    let links = org.progress_links().await.unwrap();
    format!("{:#?}{links:#?}", org.world().await.unwrap())
}

fn link(n: u64, id_no: u64) -> ProgressLink {
    ProgressLink {
        id: id(id_no),
        name: "For the board".to_owned(),
        made_by: Some(id(200 + n)),
        created_at: at(0),
        expires_at: at(9_999),
    }
}

pub async fn furnish(org: &OrgStore, n: u64) {
    let own = WorldInsight {
        noted_by: Some(id(200 + n)),
        ..insight(n * 1_000_000 + FIRST, "They can't see it.")
    };
    org.add_world_insight(&own).await.unwrap();
    let link = link(n, n * 1_000_000 + FIRST + 1);
    org.add_progress_link(&link, &format!("progress of {n}"))
        .await
        .unwrap();
}

/// The neighbour (organization 2) calls every method with ids of ours (organization 1).
pub async fn trespass(ours: &OrgStore, theirs: &OrgStore) {
    let one = ours.world().await.unwrap()[0].clone();
    assert_eq!(theirs.world().await.unwrap().len(), 1);
    assert!(theirs.world_insight(one.id).await.unwrap().is_none());
    let stolen = WorldInsight {
        words: "Stolen".to_owned(),
        ..one.clone()
    };
    assert!(!theirs.change_world_insight(&stolen).await.unwrap());
    assert!(theirs.add_world_insight(&stolen).await.is_err());
    let ours_noted_it = WorldInsight {
        id: id(699_999),
        ..one
    };
    assert!(theirs.add_world_insight(&ours_noted_it).await.is_err());
    // Whatever the first part of the test has published and delivered belongs to its organization alone.
    for org in [ours, theirs] {
        let own = org.design().await.unwrap();
        let published = org.publications(at(-99_999)).await.unwrap();
        assert!(
            published
                .iter()
                .all(|(id, _)| own.touchpoint(*id).is_some())
        );
        let delivered = org.deliveries_since(at(-99_999)).await.unwrap();
        assert!(delivered.values().sum::<u32>() <= 1, "{delivered:?}");
    }
    let link_of_ours = ours.progress_links().await.unwrap()[0].id;
    assert_eq!(theirs.progress_links().await.unwrap().len(), 1);
    assert!(
        !theirs
            .revoke_progress_link(link_of_ours, at(1))
            .await
            .unwrap()
    );
    assert!(
        theirs
            .add_progress_link(&link(1, 699_998), "x")
            .await
            .is_err()
    );
}
