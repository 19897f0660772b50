use domain::clients::Attributes;
use domain::loyalty::facts::{ReadingSource, What};
use domain::loyalty::ladder::{Basis, Rung, Settings};
use domain::loyalty::{HALF_LIFE_DAYS, Level, Status};

use super::{KeptChange, KeptStanding, LadderRun};
use crate::clients::{ClientRange, NewClient};
use crate::loyalty::NewExpectation;
use crate::loyalty::facts::NewFact;
use crate::story::{at, found, id};
use crate::testing::each_database;

fn expectation(n: u64, client: &str, theme: &str) -> NewExpectation {
    NewExpectation {
        id: id(n),
        client: NewClient {
            id: id(n + 500_000),
            key: client.to_owned(),
            name: None,
            attributes: Attributes::new(),
        },
        words: format!("words of {n}"),
        level: Level::Must,
        depth: 1,
        status: Status::Confirmed,
        theme: Some(theme.to_owned()),
        source: "interview".to_owned(),
        stated_at: at(10),
        confirmed_at: Some(at(10)),
        half_life_days: HALF_LIFE_DAYS,
        contact: None,
        weight: None,
        target: None,
        evidence: Vec::new(),
    }
}

fn standing(client: i64, rung: Rung, due: Option<i64>) -> KeptStanding {
    KeptStanding {
        client,
        rung,
        basis: Basis::Expectations,
        held_since: Some(at(20)),
        since: Some(at(1)),
        left_at: None,
        last_plus_one: None,
        mean: Some(-0.25),
        due_at: due.map(at),
    }
}

fn change(client: i64, on: i64, from: Rung, to: Rung) -> KeptChange {
    KeptChange {
        client,
        at: at(on),
        from,
        to,
        reasons: vec!["no_plus_one".to_owned(), "met".to_owned()],
    }
}

#[tokio::test]
async fn standings_are_kept_and_told_anew() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        assert!(!org.knows_expectations().await.unwrap());
        assert_eq!(org.ladder_settings().await.unwrap(), None);
        let settings = Settings {
            revenue_attribute: Some("revenue".to_owned()),
            tolerance: 0.75,
            ..Settings::default()
        };
        org.save_ladder_settings(&settings).await.unwrap();
        let settings = Settings {
            reading_days: 400,
            ..settings
        };
        org.save_ladder_settings(&settings).await.unwrap();
        assert_eq!(org.ladder_settings().await.unwrap(), Some(settings));

        let items = [expectation(1, "h1", "speed"), expectation(2, "h2", "speed")];
        org.add_expectations(at(11), &items).await.unwrap();
        assert!(org.knows_expectations().await.unwrap());

        let standings = [
            standing(1, Rung::Satisfied, Some(90)),
            standing(2, Rung::Loyal, None),
            // Nobody has this number.
            standing(3, Rung::Loyal, Some(50)),
        ];
        let changes = [change(1, 20, Rung::Unknown, Rung::Satisfied)];
        org.keep_standings(&standings, &changes).await.unwrap();
        assert_eq!(org.standing_counts().await.unwrap(), [0, 0, 1, 1, 0]);
        assert_eq!(
            org.kept_standing(1).await.unwrap(),
            Some(standings[0].clone())
        );
        assert_eq!(org.kept_standing(3).await.unwrap(), None);
        assert_eq!(org.standing_changes(1).await.unwrap(), changes);
        assert_eq!(org.due_standings(at(89), 10).await.unwrap(), [] as [i64; 0]);
        assert_eq!(org.due_standings(at(90), 10).await.unwrap(), [1]);

        // A corrected fact changed what came of it.
        let anew = [
            change(1, 15, Rung::Unknown, Rung::Dissatisfied),
            change(1, 30, Rung::Dissatisfied, Rung::Loyal),
        ];
        org.keep_standings(&[standing(1, Rung::Loyal, None)], &anew)
            .await
            .unwrap();
        assert_eq!(org.standing_changes(1).await.unwrap(), anew);
        let loyal = org.standings(Rung::Loyal, 0, 10).await.unwrap();
        assert_eq!(loyal.iter().map(|it| it.client).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(org.standings(Rung::Loyal, 1, 10).await.unwrap().len(), 1);
        // The same once more changes nothing; and where only one of two is new, the other stays as it is.
        let second = [change(2, 12, Rung::Unknown, Rung::Loyal)];
        let both = [
            standing(1, Rung::Loyal, None),
            standing(2, Rung::Loyal, Some(77)),
        ];
        let told = [&second[..], &anew[..]].concat();
        for _ in 0..2 {
            org.keep_standings(&both, &told).await.unwrap();
            assert_eq!(org.standing_changes(1).await.unwrap(), anew);
            assert_eq!(org.standing_changes(2).await.unwrap(), second);
            assert_eq!(org.kept_standing(2).await.unwrap(), Some(both[1].clone()));
        }
        let gone = KeptStanding {
            left_at: Some(at(40)),
            ..standing(2, Rung::Loyal, None)
        };
        org.keep_standings(&[gone], &[]).await.unwrap();
        assert_eq!(org.standing_changes(2).await.unwrap(), []);
        assert_eq!(org.standing_counts().await.unwrap(), [0, 0, 0, 1, 0]);
        org.forget_stray_standings().await.unwrap();
        assert!(org.kept_standing(2).await.unwrap().is_some());

        let run = LadderRun {
            up_to_seq: 7,
            computed_at: at(60),
            ground: "as it was".to_owned(),
        };
        org.save_ladder_run(&run).await.unwrap();
        assert_eq!(org.ladder_run().await.unwrap(), Some(run));
    })
    .await;
}

#[tokio::test]
async fn readings_come_with_what_was_expected() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let items = [expectation(1, "h1", "speed"), expectation(2, "h2", "care")];
        org.add_expectations(at(11), &items).await.unwrap();
        let numbers = org
            .expectation_numbers(&[id(1), id(2), id(3)])
            .await
            .unwrap();
        assert_eq!(numbers.len(), 2);
        let (speed, h1) = numbers[&id(1)];
        let (care, h2) = numbers[&id(2)];
        let names = org.expectation_names(h1).await.unwrap();
        assert_eq!(
            (names.len(), names[0].no, names[0].words.as_str()),
            (1, speed, "words of 1")
        );
        let reading = |delta| What::Reading {
            delta,
            source: ReadingSource::Survey,
        };
        let given = NewFact {
            detail: Some(serde_json::json!({ "expected": 6, "perceived": 4.5, "scale": [1, 7] })),
            ..NewFact::of(h1, at(30), speed, reading(-1.5))
        };
        let said = NewFact::of(h2, at(40), care, reading(1.0));
        let seqs = org.append_facts(at(50), &[given, said]).await.unwrap();
        let pairs = org.read_pairs(at(0), ClientRange::ALL).await.unwrap();
        assert_eq!(pairs.len(), 2);
        assert_eq!((pairs[1].delta, pairs[1].given), (1.0, None));
        assert_eq!(pairs[0].given, Some((6.0, 4.5, (1.0, 7.0))));
        assert_eq!(pairs[0].theme.as_deref(), Some("speed"));
        // Page by page it is the same.
        let (mut paged, mut last) = (Vec::new(), 0);
        while let Some(page) = org.client_range(last, 1).await.unwrap() {
            assert_eq!(page, ClientRange::one(page.last));
            last = page.last;
            paged.extend(org.read_pairs(at(0), page).await.unwrap());
        }
        assert_eq!(paged, pairs);
        assert_eq!(
            org.read_pairs(at(30), ClientRange::ALL)
                .await
                .unwrap()
                .len(),
            1
        );
        let known = org.readings_of(&[speed, care, 99]).await.unwrap();
        assert_eq!(known.len(), 2);
        assert_eq!((known[0].seq, known[0].subject), (seqs[0], speed));

        assert_eq!(
            org.standing_reading(seqs[0]).await.unwrap(),
            Some((id(1), h1))
        );
        // Taken back, it is nowhere.
        org.append_facts(at(60), &[NewFact::withdrawing(h1, at(60), seqs[0])])
            .await
            .unwrap();
        assert_eq!(
            org.read_pairs(at(0), ClientRange::ALL).await.unwrap().len(),
            1
        );
        assert_eq!(org.readings_of(&[speed]).await.unwrap(), []);
        assert_eq!(org.standing_reading(seqs[0]).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_confirmation_that_was_taken_back_makes_no_ladder_of_expectations() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let item = expectation(1, "h1", "speed");
        org.add_expectations(at(11), &[item]).await.unwrap();
        assert!(org.knows_expectations().await.unwrap());
        let facts = org.loyalty_facts(1).await.unwrap();
        let back: Vec<NewFact> = facts
            .iter()
            .map(|it| NewFact::withdrawing(1, at(12), it.seq))
            .collect();
        org.append_facts(at(12), &back).await.unwrap();
        assert!(!org.knows_expectations().await.unwrap());
    })
    .await;
}
