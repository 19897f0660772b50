use super::*;
use crate::story::{at, found, id};
use crate::testing::each_database;

pub(crate) fn insight(n: u64, words: &str) -> WorldInsight {
    WorldInsight {
        id: id(n),
        audience: Some("premier".to_owned()),
        facet: Facet::Pressure,
        words: words.to_owned(),
        quote: Some("“Where is my money?” they ask".to_owned()),
        evidence: Evidence::Interview,
        source: Some("Talk with the Hales".to_owned()),
        seen_at: at(n as i64),
        half_life_days: 365,
        assumes: Some(Assumption {
            theme: "transfer-news".to_owned(),
            level: ServedLevel::Must,
        }),
        withdrawn_at: None,
        noted_by: Some(id(201)),
    }
}

#[tokio::test]
async fn an_insight_is_kept_word_for_word_changed_and_withdrawn() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let (one, two) = (
            insight(1, "They can't see it."),
            insight(2, "They look daily."),
        );
        org.add_world_insight(&one).await.unwrap();
        org.add_world_insight(&two).await.unwrap();
        assert_eq!(org.world().await.unwrap(), [two.clone(), one.clone()]);
        let changed = WorldInsight {
            audience: None,
            quote: None,
            assumes: None,
            facet: Facet::Day,
            withdrawn_at: Some(at(9)),
            noted_by: None,
            ..one.clone()
        };
        assert!(org.change_world_insight(&changed).await.unwrap());
        let kept = org.world_insight(one.id).await.unwrap().unwrap();
        assert_eq!(
            kept,
            WorldInsight {
                noted_by: one.noted_by,
                ..changed
            }
        );
        let nobody = insight(9, "Nobody's");
        assert!(!org.change_world_insight(&nobody).await.unwrap());
        assert!(org.world_insight(nobody.id).await.unwrap().is_none());
    })
    .await;
}
