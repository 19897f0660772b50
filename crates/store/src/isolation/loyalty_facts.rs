//! The facts from which standing is read.

use domain::loyalty::facts::{ReadingSource, What};

use crate::OrgStore;
use crate::loyalty::facts::NewFact;
use crate::story::at;

pub async fn everything(org: &OrgStore) -> String {
    let client = org.clients(None, 1).await.unwrap().items[0].no;
    let mut themes: Vec<_> = org.theme_numbers().await.unwrap().into_iter().collect();
    themes.sort();
    format!("{:#?}{themes:?}", org.loyalty_facts(client).await.unwrap())
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
}

/// The neighbour (organization 2) corrects facts by numbers of ours (organization 1): numbers are each organization's
/// own, so that it can only ever meet its own facts or none.
pub async fn trespass(ours: &OrgStore, theirs: &OrgStore) {
    let client = ours.clients(None, 1).await.unwrap().items[0].no;
    let last = ours.loyalty_facts(client).await.unwrap();
    let beyond = last.last().unwrap().seq + 1_000_000;
    let nothing = NewFact::withdrawing(client, at(72), beyond);
    assert!(theirs.append_facts(at(72), &[nothing]).await.is_err());
}
