use domain::loyalty::facts::{ProofKind, What};
use domain::loyalty::promises::OwnError;
use domain::loyalty::trust::{HALF_LIFE_DAYS, standing, that_hold};

use super::*;
use crate::clients::NewClient;
use crate::loyalty::facts::NewFact;
use crate::loyalty::promises::tests::{own_error, promise};
use crate::story::{at, found, id};
use crate::testing::each_database;

pub(crate) fn entered(n: u64, part: SubPart, good: bool) -> Entered {
    Entered {
        id: id(n),
        client: id(500_001),
        signal: Signal {
            part,
            good,
            weight: 1.5,
            at: at(100),
            half_life_days: HALF_LIFE_DAYS,
            source: Source::Said,
        },
        words: "“You asked the right questions”".to_owned(),
        noted_at: at(n as i64 % 1_000),
        noted_by: None,
        corrects: None,
        taken_back: false,
    }
}

pub(crate) fn pulse(n: u64, client: i64) -> NewPulse {
    let mut answers = [Some(6); 9];
    answers[4] = None;
    NewPulse {
        id: id(n),
        client,
        contact: None,
        at: at(200),
        answers,
        noted_at: at(201),
        noted_by: None,
    }
}

#[tokio::test]
async fn signals_are_kept_corrected_and_taken_back_and_conduct_speaks_for_itself() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let client = NewClient {
            id: id(500_001),
            key: "h1".to_owned(),
            name: None,
            attributes: [].into(),
        };
        let no = org
            .ensure_clients(&[client], 0, at(0))
            .await
            .unwrap()
            .clients[0]
            .1;
        let first = entered(1_001, SubPart::Knowledge, true);
        org.add_trust_signal(&first, no).await.unwrap();
        let right = Entered {
            corrects: Some(first.id),
            ..entered(1_002, SubPart::SearchingQuestions, true)
        };
        org.add_trust_signal(&right, no).await.unwrap();
        let twice = Entered {
            corrects: Some(first.id),
            ..entered(1_003, SubPart::Care, true)
        };
        assert!(matches!(
            org.add_trust_signal(&twice, no).await,
            Err(StoreError::Taken(_))
        ));
        let known: Vec<Entered> = org
            .trust_signals(Some(no))
            .await
            .unwrap()
            .into_iter()
            .map(|it| it.1)
            .collect();
        assert_eq!(known, [first.clone(), right.clone()]);
        assert_eq!(that_hold(&known), [&right]);
        assert_eq!(org.trust_signal(first.id).await.unwrap(), Some((no, first)));
        assert_eq!(org.trust_signal(id(9)).await.unwrap(), None);

        // A kept promise, one moved in time and taken back again, an error owned first.
        let one = promise(1_010, no, 1_000, None);
        let two = promise(1_011, no, 1_000, None);
        org.add_promises(at(1), &[one.clone(), two.clone()])
            .await
            .unwrap();
        let kept = one.promise.keep(at(600), None, at(700)).unwrap();
        org.change_promise(&one.promise.with(kept, None, at(700), None), at(700))
            .await
            .unwrap();
        let moved = two
            .promise
            .renegotiate(at(500), at(2_000), "why", at(500))
            .unwrap();
        let moved = two.promise.with(moved, None, at(500), None);
        org.change_promise(&moved, at(500)).await.unwrap();
        let error = OwnError {
            told_at: Some(at(800)),
            ..own_error(1_020)
        };
        org.add_own_error(&error, no).await.unwrap();
        org.add_own_error(&own_error(1_021), no).await.unwrap();
        let mut kinds: Vec<(String, bool)> = org
            .trust_conduct(None)
            .await
            .unwrap()
            .into_iter()
            .map(|it| (it.kind, it.signal.good))
            .collect();
        kinds.sort();
        let expected = [
            ("own_error", true),
            ("promise", true),
            ("renegotiation", true),
        ];
        assert_eq!(kinds, expected.map(|(kind, good)| (kind.to_owned(), good)));
        let back = moved.reopen().unwrap();
        let back = moved.with(
            domain::loyalty::promises::Happened::TakenBack,
            Some(back),
            at(900),
            None,
        );
        org.change_promise(&back, at(900)).await.unwrap();
        let conduct = org.trust_conduct(Some(no)).await.unwrap();
        assert_eq!(conduct.len(), 2);
        let signals: Vec<Signal> = conduct.iter().map(|it| it.signal).collect();
        assert_eq!(standing(&signals, at(10_000)).legs[0].n, 2);
        assert!(org.trust_conduct(Some(no + 1)).await.unwrap().is_empty());

        let proof = |kind, cents| What::Proof { kind, cents };
        let facts = [
            NewFact::of(no, at(50), 0, proof(ProofKind::Renewal, 100)),
            NewFact::of(no, at(60), 0, proof(ProofKind::Purchase, 100)),
            NewFact::of(no, at(90), 0, proof(ProofKind::Departure, 0)),
        ];
        let seqs = org.append_facts(at(95), &facts).await.unwrap();
        let decided = |stayed, moment| Decided {
            client: no,
            stayed,
            at: moment,
        };
        assert_eq!(
            org.decisions(ClientRange::ALL).await.unwrap(),
            [decided(true, at(50)), decided(false, at(90))]
        );
        org.append_facts(at(96), &[NewFact::withdrawing(no, at(96), seqs[2])])
            .await
            .unwrap();
        assert_eq!(
            org.decisions(ClientRange::one(no)).await.unwrap(),
            [decided(true, at(50))]
        );

        org.add_pulse(&pulse(1_030, no)).await.unwrap();
        assert_eq!(
            org.pulses(None, at(0)).await.unwrap(),
            [(no, pulse(1, no).answers)]
        );
        assert!(org.pulses(Some(no), at(300)).await.unwrap().is_empty());
    })
    .await;
}
