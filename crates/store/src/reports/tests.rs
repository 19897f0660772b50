use super::*;
use crate::story::{at, found, id};
use crate::testing::each_database;

#[tokio::test]
async fn a_link_opens_until_it_expires_or_is_revoked() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let link = |n: u64| ProgressLink {
            id: id(n),
            name: format!("For board {n}"),
            made_by: Some(id(201)),
            created_at: at(n as i64),
            expires_at: at(100),
        };
        org.add_progress_link(&link(1), "one").await.unwrap();
        org.add_progress_link(&link(2), "two").await.unwrap();
        assert_eq!(org.progress_links().await.unwrap(), [link(2), link(1)]);
        let opens = async |hash: &str, now: i64| {
            store
                .access()
                .find_progress_link(hash, at(now))
                .await
                .unwrap()
        };
        assert_eq!(opens("one", 99).await, Some(org.organization_id()));
        assert_eq!(opens("one", 100).await, None);
        assert_eq!(opens("three", 1).await, None);
        assert!(org.revoke_progress_link(id(1), at(50)).await.unwrap());
        assert!(!org.revoke_progress_link(id(1), at(51)).await.unwrap());
        assert_eq!(opens("one", 60).await, None);
        assert_eq!(org.progress_links().await.unwrap(), [link(2)]);
    })
    .await;
}
