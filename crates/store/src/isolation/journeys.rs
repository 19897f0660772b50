//! Journeys as designed.

use crate::OrgStore;

pub async fn everything(_org: &OrgStore) -> String {
    String::new()
}

pub async fn furnish(_org: &OrgStore, _n: u64) {}

/// The neighbour (organization 2) calls every method with ids of ours (organization 1).
pub async fn trespass(_ours: &OrgStore, _theirs: &OrgStore) {}
