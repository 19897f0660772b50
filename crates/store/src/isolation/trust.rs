//! Trust, who spoke for us and who left.

use domain::loyalty::advocacy::{Advocacy, Kind};
use domain::loyalty::trust::{Entered, SubPart};

use crate::OrgStore;
use crate::clients::ClientRange;
use crate::loyalty::advocacy::tests::{advocacy, departure};
use crate::loyalty::advocacy::{ALL, Between};
use crate::loyalty::trust::tests::{entered, pulse};
use crate::story::{at, id};

const FIRST: u64 = 960_000;

pub async fn everything(org: &OrgStore) -> String {
    let weights = org.trust_weights(ClientRange::ALL).await.unwrap();
    let mut weights: Vec<String> = weights.iter().map(|it| format!("{it:?}")).collect();
    weights.sort();
    format!(
        "{:#?}",
        (
            org.trust_signals(None).await.unwrap(),
            org.trust_conduct(None).await.unwrap(),
            weights,
            org.decisions(ClientRange::ALL).await.unwrap(),
            org.pulses(None, at(-9)).await.unwrap(),
            org.advocacies(&ALL, 100).await.unwrap(),
            org.departures(None, None, 100).await.unwrap(),
            org.advocacy_counts().await.unwrap(),
        )
    )
}

/// Of a client who is there already, so that the other parts count the same clients.
pub async fn furnish(org: &OrgStore, n: u64) {
    let first = n * 1_000_000 + FIRST;
    let client = org.clients(None, 1).await.unwrap().items[0].no;
    let signal = entered(first, SubPart::Care, true);
    org.add_trust_signal(&signal, client).await.unwrap();
    org.add_pulse(&pulse(first + 1, client)).await.unwrap();
    let between = Between {
        client,
        new_client: None,
    };
    let act = advocacy(first + 2, Kind::Review);
    org.add_advocacy(at(5), &[(act, between)]).await.unwrap();
    org.add_departures(at(9_001), &[(departure(first + 3), client)])
        .await
        .unwrap();
}

/// The neighbour (organization 2) calls every method with ids of ours (organization 1).
pub async fn trespass(ours: &OrgStore, theirs: &OrgStore) {
    let o = 1_000_000 + FIRST;
    let client = theirs.clients(None, 1).await.unwrap().items[0].no;
    assert!(theirs.trust_signal(id(o)).await.unwrap().is_none());
    assert_eq!(theirs.trust_signals(None).await.unwrap().len(), 1);
    let stolen = Entered {
        corrects: Some(id(o)),
        ..entered(o + 10, SubPart::Care, false)
    };
    assert!(theirs.add_trust_signal(&stolen, client).await.is_err());
    assert!(!theirs.trust_conduct(None).await.unwrap().is_empty());
    let decided = theirs.decisions(ClientRange::ALL).await.unwrap();
    assert_eq!(
        decided.len(),
        ours.decisions(ClientRange::ALL).await.unwrap().len()
    );
    assert_eq!(theirs.pulses(None, at(-9)).await.unwrap().len(), 1);
    assert!(theirs.add_pulse(&pulse(o + 1, client)).await.is_err());

    assert!(theirs.advocacy(id(o + 2)).await.unwrap().is_none());
    assert_eq!(theirs.advocacies(&ALL, 9).await.unwrap().len(), 1);
    assert!(!theirs.withdraw_advocacy(id(o + 2), at(9)).await.unwrap());
    assert!(!theirs.restore_advocacy(id(o + 2), at(9)).await.unwrap());
    let touch = ours.touches_after(0, 1).await.unwrap()[0].id;
    assert_eq!(ours.named_touches(&[touch]).await.unwrap().len(), 1);
    assert_eq!(theirs.named_touches(&[touch]).await.unwrap(), []);
    let between = Between {
        client,
        new_client: None,
    };
    let twin: Advocacy = advocacy(o + 2, Kind::Review);
    assert!(
        theirs
            .add_advocacy(at(9), &[(twin, between)])
            .await
            .is_err()
    );
    assert!(!theirs.withdraw_departure(id(o + 3), at(9)).await.unwrap());
    assert!(!theirs.restore_departure(id(o + 3), at(9)).await.unwrap());
    assert_eq!(theirs.departures(None, None, 9).await.unwrap().len(), 1);
    let counts = theirs.advocacy_counts().await.unwrap();
    assert_eq!((counts.acts.count, counts.departures.count), (1, 1));
    let twin = departure(o + 3);
    assert!(
        theirs
            .add_departures(at(9), &[(twin, client)])
            .await
            .is_err()
    );
    let seen = theirs
        .signs_of(client, at(-99_999), at(99_999))
        .await
        .unwrap();
    assert!(
        seen.signs.len()
            <= ours
                .signs_of(client, at(-99_999), at(99_999))
                .await
                .unwrap()
                .signs
                .len()
    );
    let edges = [at(-99_999), at(0), at(99_999)];
    assert!(theirs.revenue_of_two_years(edges).await.unwrap().is_empty());
    assert!(theirs.standing_revenue(1).await.unwrap().is_none());
}
