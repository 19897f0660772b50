use domain::clients::Attributes;
use domain::loyalty::{HALF_LIFE_DAYS, Level, Status};

use super::{ExpectationFilter, Kept, NewExpectation};
use crate::clients::NewClient;
use crate::story::{at, found, id};
use crate::testing::each_database;

fn expectation(n: u64, client: &str, words: &str, status: Status) -> NewExpectation {
    NewExpectation {
        id: id(n),
        client: NewClient {
            id: id(n + 500_000),
            key: client.to_owned(),
            name: None,
            attributes: Attributes::new(),
        },
        words: words.to_owned(),
        level: Level::Must,
        depth: 2,
        status,
        theme: Some("bad-news-first".to_owned()),
        source: "interview".to_owned(),
        stated_at: at(0),
        confirmed_at: (status == Status::Confirmed).then(|| at(60)),
        half_life_days: HALF_LIFE_DAYS,
    }
}

#[tokio::test]
async fn the_same_words_of_one_client_are_one_expectation() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let items = [
            expectation(1_001, "h1", "Ring me first", Status::Confirmed),
            expectation(1_002, "h2", "Ring me first", Status::Assumed),
            expectation(1_003, "h1", "Ring me first", Status::Stated),
        ];
        let kept = org.add_expectations(at(90), &items).await.unwrap();
        assert_eq!(
            kept,
            [
                Kept::Created(id(1_001)),
                Kept::Created(id(1_002)),
                Kept::Unchanged(id(1_001)),
            ]
        );
        let themes = org.expectation_themes().await.unwrap();
        assert_eq!(themes.len(), 1);
        assert_eq!(
            (themes[0].confirmed, themes[0].assumed, themes[0].stated),
            (1, 1, 0)
        );

        // What is assumed is never among the known.
        let confirmed = org.confirmed_expectations().await.unwrap();
        assert_eq!(confirmed.len(), 1);
        assert_eq!(confirmed[0].words, "Ring me first");
        assert_eq!(confirmed[0].half_life_days, HALF_LIFE_DAYS);

        let of_second = org.expectation(id(1_002)).await.unwrap().unwrap();
        assert_eq!(of_second.client_key, "h2");
        let changed = of_second.confirm(at(120)).unwrap();
        assert!(org.change_expectation(&changed, at(121)).await.unwrap());
        assert_eq!(org.expectation(id(1_002)).await.unwrap().unwrap(), changed);
        assert_eq!(org.confirmed_expectations().await.unwrap().len(), 2);

        let gone = changed.retire().unwrap();
        assert!(org.change_expectation(&gone, at(122)).await.unwrap());
        // Said again later, it is a new one.
        let again = [expectation(1_004, "h2", "Ring me first", Status::Stated)];
        assert_eq!(
            org.add_expectations(at(123), &again).await.unwrap(),
            [Kept::Created(id(1_004))]
        );

        let page = |after| ExpectationFilter {
            after,
            ..ExpectationFilter::default()
        };
        let first = org.expectations(&page(None), 2).await.unwrap();
        assert_eq!(first.len(), 2);
        let rest = org
            .expectations(&page(Some(first[1].id)), 10)
            .await
            .unwrap();
        assert_eq!(rest.len(), 1);
        let other = ExpectationFilter {
            theme: Some("another".to_owned()),
            ..ExpectationFilter::default()
        };
        assert!(org.expectations(&other, 10).await.unwrap().is_empty());
        let mine = ExpectationFilter {
            client: Some(2),
            ..ExpectationFilter::default()
        };
        assert_eq!(org.expectations(&mine, 10).await.unwrap().len(), 2);
    })
    .await;
}
