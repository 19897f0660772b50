use domain::time::Period;

use crate::OrgStore;
use crate::signals::*;
use crate::story::{airport, at, codes, found, response, score, words};
use crate::testing::each_database;

/// Ten responses a minute apart, from client-0 of terminal A to client-9 of terminal B.
async fn ten_comments(org: &OrgStore) {
    org.ensure_design(&airport(1000, 0)).await.unwrap();
    let items: Vec<NewResponse> = (0..10)
        .map(|n| {
            let mut answers = vec![score("wifi", (n % 5 + 1) as f64), score("nps", n as f64)];
            answers.push(words(
                "wifi-words",
                if n == 3 { "100% SCHÖN_!" } else { "Slow" },
            ));
            answers.push(codes("why", if n < 4 { &["1", "12"] } else { &["2"] }));
            response(10_000, "survey", n, answers)
        })
        .collect();
    org.record_responses(0, at(0), &items).await.unwrap();
}

async fn clients(org: &OrgStore, filter: &CommentFilter) -> Vec<i64> {
    let page = org.comments(filter, None, 100).await.unwrap();
    assert_eq!(page.next, None);
    page.items
        .iter()
        .map(|comment| comment.client - 1)
        .collect()
}

#[tokio::test]
async fn comments_are_read_newest_first_page_by_page() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        ten_comments(&org).await;
        let mut seen = Vec::new();
        let mut after = None;
        loop {
            let page = org
                .comments(&CommentFilter::default(), after, 3)
                .await
                .unwrap();
            seen.extend(page.items);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(seen.len(), 20, "each once");
        let places: Vec<_> = seen
            .iter()
            .map(|comment| (comment.at, comment.record, comment.question))
            .collect();
        let mut sorted = places.clone();
        sorted.sort();
        sorted.reverse();
        assert_eq!(places, sorted);
        let (newest_words, newest_codes) = (&seen[0], &seen[1]);
        assert_eq!(newest_words.text.as_deref(), Some("Slow"));
        assert_eq!(
            (newest_words.score, newest_words.scale.as_deref()),
            (Some(5), Some("1-5")),
            "of its touchpoint"
        );
        assert_eq!(
            (newest_codes.score, newest_codes.scale.as_deref()),
            (Some(9), Some("0-10")),
            "of the whole"
        );
        assert_eq!(newest_codes.codes, ["2"]);
        assert_eq!(newest_codes.client_attributes["terminal"], "B");
    })
    .await;
}

#[tokio::test]
async fn a_filter_leaves_what_fits() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        ten_comments(&org).await;
        let design = org.design().await.unwrap();
        let words_no = design.question_by_key("wifi-words").unwrap().no;
        let why_no = design.question_by_key("why").unwrap().no;
        let about = |no| CommentFilter {
            questions: Some(vec![no]),
            ..CommentFilter::default()
        };
        assert_eq!(
            clients(&org, &about(words_no)).await,
            [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
        );
        assert!(
            clients(
                &org,
                &CommentFilter {
                    questions: Some(vec![]),
                    ..CommentFilter::default()
                }
            )
            .await
            .is_empty()
        );

        let text = |words: &str| CommentFilter {
            text: Some(words.to_owned()),
            ..about(words_no)
        };
        assert_eq!(clients(&org, &text("schön")).await, [3], "capitals or not");
        assert_eq!(clients(&org, &text("100%")).await, [3]);
        assert_eq!(clients(&org, &text("n_!")).await, [3]);
        assert!(
            clients(&org, &text("o_w")).await.is_empty(),
            "`_` stands for itself"
        );
        assert_eq!(clients(&org, &text(" ")).await.len(), 10);

        let code = |code: &str| CommentFilter {
            code: Some(code.to_owned()),
            ..about(why_no)
        };
        assert_eq!(clients(&org, &code("1")).await, [3, 2, 1, 0]);
        assert!(clients(&org, &code("3")).await.is_empty());

        let terminal = |values: &[&str]| CommentFilter {
            attributes: vec![(
                "terminal".to_owned(),
                values.iter().map(|v| (*v).to_owned()).collect(),
            )],
            ..about(words_no)
        };
        assert_eq!(clients(&org, &terminal(&["A"])).await, [8, 6, 4, 2, 0]);
        assert_eq!(clients(&org, &terminal(&["A", "B"])).await.len(), 10);
        assert!(clients(&org, &terminal(&[])).await.is_empty());
        let two = CommentFilter {
            attributes: vec![
                ("terminal".to_owned(), vec!["A".to_owned()]),
                ("tier".to_owned(), vec!["gold".to_owned()]),
            ],
            ..about(words_no)
        };
        assert!(clients(&org, &two).await.is_empty(), "both must hold");

        let period = Period {
            from: at(120),
            to: at(300),
        };
        let some = CommentFilter {
            period: Some(period),
            ..about(words_no)
        };
        assert_eq!(clients(&org, &some).await, [4, 3, 2]);
        let source = |source| CommentFilter {
            source: Some(source),
            ..about(words_no)
        };
        assert_eq!(clients(&org, &source(1)).await.len(), 10);
        assert!(clients(&org, &source(2)).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn comments_and_codes_are_counted_by_clients() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        ten_comments(&org).await;
        let mut again = response(20_000, "survey-2", 0, vec![codes("why", &["12"])]);
        again.record.client.key = "client-0".to_owned();
        org.record_responses(0, at(0), &[again]).await.unwrap();
        let design = org.design().await.unwrap();
        let why = design.question_by_key("why").unwrap().no;
        let words = design.question_by_key("wifi-words").unwrap().no;
        let counts = org.comment_counts(&CommentFilter::default()).await.unwrap();
        assert_eq!(
            counts,
            [
                CommentCount {
                    question: why,
                    comments: 11,
                    clients: 10
                },
                CommentCount {
                    question: words,
                    comments: 10,
                    clients: 10
                },
            ]
        );
        let themes = org.comment_codes(&CommentFilter::default()).await.unwrap();
        let themes: Vec<(&str, u64)> = themes
            .iter()
            .map(|(code, clients)| (code.as_str(), *clients))
            .collect();
        assert_eq!(themes, [("2", 6), ("1", 4), ("12", 4)]);
    })
    .await;
}
