use domain::clients::Attributes;
use domain::loyalty::expectations::ChangeKind;
use domain::loyalty::facts::{Fact, FactKind, ProofKind, Reaction, ReadingSource, What, settle};
use domain::loyalty::{HALF_LIFE_DAYS, Level, Status};

use super::NewFact;
use crate::clients::NewClient;
use crate::loyalty::expectations::tests::change;
use crate::loyalty::{NewExpectation, Written};
use crate::story::{at, found, id};
use crate::testing::each_database;
use crate::{OrgStore, StoreError};

fn expectation(n: u64, words: &str, theme: Option<&str>) -> NewExpectation {
    NewExpectation {
        id: id(n),
        client: NewClient {
            id: id(n + 500_000),
            key: "h1".to_owned(),
            name: None,
            attributes: Attributes::new(),
        },
        words: words.to_owned(),
        level: Level::Must,
        depth: 1,
        status: Status::Stated,
        theme: theme.map(str::to_owned),
        source: "interview".to_owned(),
        stated_at: at(10),
        confirmed_at: None,
        half_life_days: HALF_LIFE_DAYS,
        contact: None,
        weight: None,
        target: None,
        evidence: Vec::new(),
    }
}

async fn settled(org: &OrgStore) -> Vec<Fact> {
    let mut facts: Vec<Fact> = org
        .loyalty_facts(1)
        .await
        .unwrap()
        .into_iter()
        .map(|recorded| recorded.fact)
        .collect();
    settle(&mut facts);
    facts
}

#[tokio::test]
async fn what_bears_on_standing_is_kept_as_facts_and_flows_into_the_log() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let items = [
            expectation(1, "Ring me first", Some("news-first")),
            expectation(2, "Same day", Some("speed")),
            expectation(3, "Parking", None),
        ];
        org.add_expectations(at(20), &items).await.unwrap();
        let facts = settled(&org).await;
        assert_eq!(facts.len(), 3);
        let themes = org.theme_numbers().await.unwrap();
        assert_eq!(themes.len(), 2);
        for fact in &facts {
            assert_eq!(
                (fact.subject, fact.version, fact.at),
                (fact.root, 0, at(10))
            );
            let What::Expectation(state) = fact.what else {
                panic!("{fact:?}");
            };
            assert_eq!((state.status, state.weight), (Status::Stated, 3.0));
        }

        // The client confirms it: a new fact about the same subject.
        let known = org.expectation(id(1)).await.unwrap().unwrap();
        let confirmed = known.clone().confirm(at(30)).unwrap();
        let written = change(&org, &known, &confirmed, ChangeKind::Confirmed, at(31)).await;
        assert_eq!(written, Written::Done);
        let facts = settled(&org).await;
        let last = facts.last().unwrap();
        assert_eq!((last.subject, last.at), (facts[0].subject, at(30)));
        let What::Expectation(state) = last.what else {
            panic!("{last:?}");
        };
        assert_eq!(state.theme, themes["news-first"]);
        assert!(state.is_fresh(at(40)));

        // Readings, plus-ones and proof; one is corrected twice, one taken back.
        let subject = last.subject;
        let reading = |delta| What::Reading {
            delta,
            source: ReadingSource::Said,
        };
        let proof = What::Proof {
            kind: ProofKind::Renewal,
            cents: 48_000_000,
        };
        let given = What::PlusOne { reaction: None };
        let new = [
            NewFact {
                detail: Some(serde_json::json!({ "words": "You rang. Too late\0." })),
                ..NewFact::of(1, at(40), subject, reading(-1.5))
            },
            NewFact::of(1, at(41), 9, given),
            NewFact::of(1, at(42), 0, proof),
        ];
        let seqs = org.append_facts(at(50), &new).await.unwrap();
        let noticed = What::PlusOne {
            reaction: Some(Reaction::Noticed),
        };
        let corrections = [
            NewFact {
                corrects: Some(seqs[0]),
                ..NewFact::of(1, at(40), 0, reading(1.0))
            },
            NewFact {
                corrects: Some(seqs[1]),
                ..NewFact::of(1, at(41), 0, noticed)
            },
            NewFact {
                corrects: Some(seqs[0]),
                ..NewFact::of(1, at(39), 0, reading(2.0))
            },
        ];
        let corrected = org.append_facts(at(51), &corrections).await.unwrap();
        org.append_facts(at(52), &[NewFact::withdrawing(1, at(52), seqs[2])])
            .await
            .unwrap();
        let facts = settled(&org).await;
        let told: Vec<_> = facts[3..]
            .iter()
            .map(|fact| (fact.what.kind(), fact.version, fact.subject, fact.at))
            .collect();
        assert_eq!(
            told,
            [
                (FactKind::Expectation, 0, subject, at(30)),
                (FactKind::Reading, 2, subject, at(39)),
                (FactKind::PlusOne, 1, 9, at(41)),
            ]
        );
        assert_eq!(facts[4].what, reading(2.0));

        // A correction of a correction stays in the chain; one of nothing is refused, and nothing is kept.
        let again = NewFact {
            corrects: Some(corrected[2]),
            ..NewFact::of(1, at(39), 0, reading(3.0))
        };
        org.append_facts(at(53), &[again]).await.unwrap();
        assert_eq!(settled(&org).await[4].version, 3);
        let before = org.loyalty_facts(1).await.unwrap();
        let nothing = NewFact::withdrawing(1, at(54), 9_999);
        assert!(matches!(
            org.append_facts(at(54), &[nothing]).await,
            Err(StoreError::Unknown(_))
        ));
        assert_eq!(org.loyalty_facts(1).await.unwrap(), before);
        let told = before[4].detail.as_ref().unwrap();
        assert!(told["words"].as_str().unwrap().starts_with("You rang."));

        // The log holds them all, corrected ones as well: whoever folds it settles them.
        let tail = org.log_snapshot(0).await.unwrap().tail;
        let mut flat: Vec<Fact> = tail.iter().filter_map(Fact::of_row).collect();
        assert_eq!(flat.len(), before.len());
        settle(&mut flat);
        assert_eq!(flat, settled(&org).await);
    })
    .await;
}
