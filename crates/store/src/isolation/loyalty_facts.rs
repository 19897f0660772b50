//! The facts from which standing is read, and the ladder.

use domain::loyalty::facts::{ReadingSource, What};
use domain::loyalty::ladder::{Basis, Rung, Settings};

use crate::OrgStore;
use crate::clients::ClientRange;
use crate::loyalty::facts::NewFact;
use crate::loyalty::ladder::{KeptStanding, LadderRun};
use crate::story::{at, id};

pub async fn everything(org: &OrgStore) -> String {
    let client = org.clients(None, 1).await.unwrap().items[0].no;
    let mut themes: Vec<_> = org.theme_numbers().await.unwrap().into_iter().collect();
    themes.sort();
    let ladder = (
        org.ladder_settings().await.unwrap(),
        org.ladder_run().await.unwrap(),
        org.knows_expectations().await.unwrap(),
        org.standings(Rung::Satisfied, 0, 10).await.unwrap(),
        org.standing_counts().await.unwrap(),
        org.due_standings(at(99_999), 10).await.unwrap(),
        org.kept_standing(client).await.unwrap(),
        (
            org.rungs().await.unwrap(),
            org.rungs_of(&[client]).await.unwrap(),
        ),
        org.standing_changes(client).await.unwrap(),
        org.expectation_names(client).await.unwrap(),
        org.read_pairs(at(0), ClientRange::ALL).await.unwrap(),
    );
    format!(
        "{:#?}{themes:?}{ladder:#?}",
        org.loyalty_facts(client).await.unwrap()
    )
}

fn standing(client: i64) -> KeptStanding {
    KeptStanding {
        client,
        rung: Rung::Satisfied,
        basis: Basis::Scores,
        held_since: None,
        since: Some(at(1)),
        left_at: None,
        last_plus_one: None,
        mean: None,
        due_at: Some(at(5)),
    }
}

fn reading(client: i64) -> NewFact {
    let what = What::Reading {
        delta: 1.0,
        source: ReadingSource::Said,
    };
    NewFact::of(client, at(70), 0, what)
}

/// Of a client who is there already, so that the other parts count the same clients.
pub async fn furnish(org: &OrgStore, _n: u64) {
    let client = org.clients(None, 1).await.unwrap().items[0].no;
    org.append_facts(at(71), &[reading(client)]).await.unwrap();
    org.save_ladder_settings(&Settings::default())
        .await
        .unwrap();
    org.keep_standings(&[standing(client)], &[]).await.unwrap();
    org.forget_stray_standings().await.unwrap();
    let run = LadderRun {
        up_to_seq: 1,
        computed_at: at(72),
        ground: "own".to_owned(),
    };
    org.save_ladder_run(&run).await.unwrap();
}

/// The neighbour (organization 2) corrects facts by numbers of ours (organization 1): numbers are each organization's
/// own, so that it can only ever meet its own facts or none.
pub async fn trespass(ours: &OrgStore, theirs: &OrgStore) {
    let client = ours.clients(None, 1).await.unwrap().items[0].no;
    let last = ours.loyalty_facts(client).await.unwrap();
    let beyond = last.last().unwrap().seq + 1_000_000;
    let nothing = NewFact::withdrawing(client, at(72), beyond);
    assert!(theirs.append_facts(at(72), &[nothing]).await.is_err());
    // Expectations of ours, by their ids and by numbers that are only ours.
    let known = theirs.expectation_numbers(&[id(1_400_004)]).await.unwrap();
    assert!(known.is_empty());
    assert!(theirs.standing_reading(beyond).await.unwrap().is_none());
    assert!(theirs.readings_of(&[beyond]).await.unwrap().is_empty());
}
