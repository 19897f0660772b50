//! What has become a norm: who expects it by now, and what stands of it in their ledgers.

use domain::access::Grant;
use domain::clients::Attributes;
use domain::design::Key;
use domain::loyalty::expectations::ChangeKind;
use domain::loyalty::plusones::State;
use domain::loyalty::plusones::ratchet::Life;
use domain::loyalty::{HALF_LIFE_DAYS, Level, Status};
use domain::time::Timestamp;
use store::OrgStore;
use store::clients::NewClient;
use store::loyalty::plusones::{KeptPlusOne, Settled};
use store::loyalty::{ExpectationWrite, Kept, NewExpectation};

use crate::App;
use crate::access::ops::name_of;
use crate::error::Problem;
use crate::loyalty::plusones::views::WhyView;

/// Whether a write made it a norm, and by which of the two ways.
pub(super) fn norm_by(settled: &Settled) -> Option<WhyView> {
    let last = settled.life.steps.last()?;
    settled.became_norm().then(|| (&last.why).into())
}

/// Writes what a norm has become into the ledgers of who expects it by now, and takes it out of the ledgers of who
/// doesn't, where nobody has confirmed it. May be run again at any time: it brings the ledgers to what the life says.
pub(crate) async fn settle_norms(
    app: &App,
    grant: &Grant,
    it: &KeptPlusOne,
    life: &Life,
) -> Result<(), Problem> {
    let org = &app.store().org(grant);
    let linked = org.plus_one_norms(it.no).await?;
    // Clients were told that it is given no more: then they need not look for it.
    let told = life.state == State::Retired && it.farewell.is_some();
    let expects = |client: &i64| !told && life.expecting.contains(client);
    let new: Vec<i64> = life
        .expecting
        .iter()
        .copied()
        .filter(|client| expects(client) && !linked.iter().any(|(known, _)| known == client))
        .collect();
    let now = app.now();
    if !new.is_empty() {
        let expected = expected_of(app, org, it, &new, now).await?;
        let kept = org.add_expectations(now, &expected.1).await?;
        let ids = kept.iter().map(|kept| match kept {
            Kept::Created(id) | Kept::Unchanged(id) => *id,
        });
        let norms: Vec<_> = expected.0.into_iter().zip(ids).collect();
        org.link_plus_one_norms(it.no, &norms, now).await?;
    }
    let mut unlinked = Vec::new();
    for (client, expectation) in linked.iter().filter(|(client, _)| !expects(client)) {
        if let Some(known) = org.expectation(*expectation).await?
            && known.status == Status::Assumed
            && let Ok(after) = known.clone().retire()
        {
            let write = ExpectationWrite {
                before: &known,
                after: &after,
                kind: ChangeKind::Retired,
                by: &name_of(app, grant).await?,
                by_client: false,
                undoes: None,
            };
            org.change_expectation(&write, now).await?;
        }
        unlinked.push(*client);
    }
    if !unlinked.is_empty() {
        org.unlink_plus_one_norms(it.no, &unlinked).await?;
    }
    Ok(())
}

/// The expectations that a norm has become, beside the numbers of their clients.
async fn expected_of(
    app: &App,
    org: &OrgStore,
    it: &KeptPlusOne,
    clients: &[i64],
    now: Timestamp,
) -> Result<(Vec<i64>, Vec<NewExpectation>), Problem> {
    // A plan that names the theme serves it.
    let theme = Key::of_label(&it.card.words).map(|key| key.as_str().to_owned());
    let new = |client: domain::clients::Client| NewExpectation {
        id: app.id(),
        client: NewClient {
            id: client.id,
            key: client.key,
            name: None,
            attributes: Attributes::new(),
        },
        words: it.card.words.clone(),
        level: Level::Should,
        // Nobody says it; it shows when it is missing.
        depth: 3,
        // We conclude it; the client has not said it.
        status: Status::Assumed,
        theme: theme.clone(),
        source: "plus-one".to_owned(),
        stated_at: now,
        confirmed_at: None,
        half_life_days: HALF_LIFE_DAYS,
        contact: None,
        weight: None,
        target: None,
        evidence: Vec::new(),
    };
    let found = org.clients_by_no(clients).await?;
    Ok(found
        .into_iter()
        .map(|client| (client.no, new(client)))
        .unzip())
}
