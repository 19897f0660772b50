use domain::loyalty::promises::{FoundBy, OwnError};

use super::*;
use crate::clients::{ClientRange, NewClient};
use crate::loyalty::promises::tests::{own_error, promise};
use crate::story::{at, found, id};
use crate::testing::each_database;

pub(crate) fn advocacy(n: u64, kind: Kind) -> Advocacy {
    Advocacy {
        id: id(n),
        client: id(500_001),
        client_key: "h1".to_owned(),
        client_name: None,
        kind,
        at: at(n as i64 % 1_000),
        words: Some("Go to them, they tell you the truth".to_owned()),
        caused_by: Some(CausedBy::Touchpoint(id(77))),
        new_client: None,
        revenue_cents: None,
        noted_at: at(5_000),
        noted_by: None,
        withdrawn: false,
    }
}

pub(crate) fn departure(n: u64) -> Departure {
    Departure {
        id: id(n),
        client: id(500_001),
        client_key: "h1".to_owned(),
        client_name: None,
        at: at(9_000),
        causes: vec![Cause {
            ours: true,
            code: Code::PromiseBroken,
            words: "We said Friday twice".to_owned(),
        }],
        words: None,
        revenue_cents: Some(120_000),
        noted_at: at(9_001),
        noted_by: None,
        withdrawn: false,
    }
}

#[tokio::test]
async fn acts_and_departures_leave_facts_and_take_them_back() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let client = |n: u64| NewClient {
            id: id(500_000 + n),
            key: format!("h{n}"),
            name: None,
            attributes: [].into(),
        };
        let made = org
            .ensure_clients(&[client(1), client(2)], 0, at(0))
            .await
            .unwrap()
            .clients;
        let (one, two) = (made[0].1, made[1].1);
        let sent = Advocacy {
            new_client: Some(id(500_002)),
            revenue_cents: Some(90_000),
            ..advocacy(1_001, Kind::Referral)
        };
        let review = advocacy(1_002, Kind::Review);
        let alone = Between {
            client: one,
            new_client: None,
        };
        let brought = Between {
            client: one,
            new_client: Some(two),
        };
        org.add_advocacy(at(10), &[(sent.clone(), brought), (review.clone(), alone)])
            .await
            .unwrap();
        let listed = org.advocacies(&ALL, 10).await.unwrap();
        assert_eq!(listed.len(), 2);
        assert_eq!(listed[0].advocacy, review);
        assert_eq!(listed[1].advocacy, sent);
        let counts = org.advocacy_counts().await.unwrap();
        let of = |it: Counted| (it.count, it.clients);
        assert_eq!(of(counts.acts), (2, 1), "one client did two things");
        assert_eq!((of(counts.referrals), of(counts.reviews)), ((1, 1), (1, 1)));
        assert_eq!(
            (of(counts.references), of(counts.departures)),
            ((0, 0), (0, 0))
        );
        assert_eq!(listed[1].new_client, Some(("h2".to_owned(), None)));
        let page = AdvocacyFilter {
            after: Some((review.at, review.id)),
            ..ALL
        };
        assert_eq!(org.advocacies(&page, 10).await.unwrap().len(), 1);
        let early = AdvocacyFilter {
            to: at(2),
            client: Some(one),
            ..ALL
        };
        assert_eq!(
            org.advocacies(&early, 10).await.unwrap()[0].advocacy.id,
            sent.id
        );
        assert!(org.withdraw_advocacy(review.id, at(11)).await.unwrap());
        assert!(!org.withdraw_advocacy(review.id, at(12)).await.unwrap());
        assert!(
            org.advocacy(review.id)
                .await
                .unwrap()
                .unwrap()
                .advocacy
                .withdrawn
        );
        assert_eq!(org.advocacies(&ALL, 10).await.unwrap().len(), 1);
        let left = org.advocacy_counts().await.unwrap();
        assert_eq!(
            (of(left.acts), of(left.reviews)),
            ((1, 1), (0, 0)),
            "withdrawn"
        );
        // The referral's fact, the review's, and the one that takes the review's back.
        assert_eq!(org.loyalty_facts(one).await.unwrap().len(), 3);

        org.add_departures(at(9_001), &[(departure(1_010), one)])
            .await
            .unwrap();
        assert_eq!(
            org.departures(None, None, 10).await.unwrap(),
            [(one, departure(1_010))]
        );
        assert_eq!(org.decisions(ClientRange::one(one)).await.unwrap().len(), 1);
        assert!(
            org.departures(None, Some((at(9_000), id(1_010))), 10)
                .await
                .unwrap()
                .is_empty()
        );
        assert!(org.withdraw_departure(id(1_010), at(9_100)).await.unwrap());
        assert!(
            org.departures(Some(one), None, 10)
                .await
                .unwrap()
                .is_empty()
        );
        assert!(
            org.decisions(ClientRange::one(one))
                .await
                .unwrap()
                .is_empty()
        );
        assert!(!org.withdraw_departure(id(9), at(9_100)).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn signs_and_revenue_are_read_back() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let client = |n: u64| NewClient {
            id: id(500_000 + n),
            key: format!("h{n}"),
            name: None,
            attributes: [].into(),
        };
        let made = org
            .ensure_clients(&[client(1), client(2)], 0, at(0))
            .await
            .unwrap()
            .clients;
        let (one, two) = (made[0].1, made[1].1);
        let late = promise(1_001, one, 300, None);
        org.add_promises(at(1), std::slice::from_ref(&late))
            .await
            .unwrap();
        let broken = late
            .promise
            .break_it(at(400), "We forgot", at(400))
            .unwrap();
        org.change_promise(&late.promise.with(broken, None, at(400), None), at(400))
            .await
            .unwrap();
        let error = OwnError {
            found_by: FoundBy::Client,
            ..own_error(1_002)
        };
        org.add_own_error(&error, one).await.unwrap();
        let seen = org.signs_of(one, at(0), at(9_000)).await.unwrap();
        let kinds: Vec<(SignalKind, Timestamp)> = seen
            .signs
            .iter()
            .map(|(sign, _)| (sign.kind, sign.at))
            .collect();
        assert_eq!(
            kinds,
            [
                (SignalKind::FoundError, at(2)),
                (SignalKind::BrokenPromise, at(300))
            ]
        );
        assert!(seen.touches.is_empty());
        assert!(
            org.signs_of(one, at(500), at(9_000))
                .await
                .unwrap()
                .signs
                .is_empty()
        );

        let proof = |client, moment, kind, cents| {
            NewFact::of(client, at(moment), 0, What::Proof { kind, cents })
        };
        let facts = [
            proof(one, 10, ProofKind::Purchase, 100),
            proof(one, 1_010, ProofKind::Renewal, 80),
            proof(one, 1_020, ProofKind::Purchase, 30),
            proof(two, 1_030, ProofKind::Purchase, 55),
            proof(two, 2_500, ProofKind::Purchase, 99),
        ];
        let seqs = org.append_facts(at(2_600), &facts).await.unwrap();
        org.append_facts(at(2_700), &[NewFact::withdrawing(one, at(2_700), seqs[2])])
            .await
            .unwrap();
        let sent = Advocacy {
            new_client: Some(id(500_002)),
            ..advocacy(1_005, Kind::Referral)
        };
        let between = Between {
            client: one,
            new_client: Some(two),
        };
        org.add_advocacy(at(2_800), &[(sent, between)])
            .await
            .unwrap();
        // Money of another currency stands by itself, and what was taken back nowhere.
        let francs = NewFact {
            detail: Some(serde_json::json!({ "currency": "CHF" })),
            ..proof(one, 1_500, ProofKind::Renewal, 7)
        };
        let paid = org.append_facts(at(2_900), &[francs]).await.unwrap()[0];
        let mut years = org
            .revenue_of_two_years([at(0), at(1_000), at(2_000)])
            .await
            .unwrap();
        years.sort_by_key(|it| (it.client, it.currency.clone()));
        let revenue = |client, currency: &str, last, this, referred| Revenue {
            client,
            currency: currency.to_owned(),
            years: TwoYears {
                last,
                this,
                referred,
            },
        };
        let expected = [
            revenue(one, "CHF", 0, 7, false),
            revenue(one, "EUR", 100, 80, false),
            revenue(two, "EUR", 0, 55, true),
        ];
        assert_eq!(years, expected);
        assert_eq!(org.standing_revenue(seqs[2]).await.unwrap(), None);
        let whose = org.standing_revenue(paid).await.unwrap();
        assert_eq!(whose.map(|it| it.1), Some(one));
        org.append_facts(at(2_910), &[NewFact::withdrawing(one, at(2_910), paid)])
            .await
            .unwrap();
        assert_eq!(org.standing_revenue(paid).await.unwrap(), None);
    })
    .await;
}
