//! What could be told to a client as "different because of you". Somebody here reads it first: the client sees nothing of
//! it before.

use std::collections::HashSet;

use domain::access::{Actor, Permission};
use domain::clients::Client;
use domain::design::Existence;
use domain::ids::{ClientId, FindingId};
use domain::loyalty::portal::{Ground, LiveAt, Proposal, proposals};
use domain::signals::cues::{CueKind, has};
use serde_json::json;
use store::OrgStore;

use super::views::{ProposalPlaceView, ProposalView};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::Problem;
use crate::loyalty::about::client_of;
use crate::loyalty::expectations::of_client;

/// What could be told to one client, the newest first; what was told, and what is not to be, is left out.
pub async fn list_proposals(
    app: &App,
    actor: &Actor,
    client: ClientId,
) -> Result<Vec<ProposalView>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let client = client_of(&org, client).await?;
    let decided: HashSet<FindingId> = org.decided_changes(client.no).await?.into_iter().collect();
    let design = org.design().await?;
    let expected = of_client(&org, client.no).await?;
    let open: Vec<Proposal> = of(&org, &client)
        .await?
        .into_iter()
        .filter(|it| !decided.contains(&it.finding))
        .collect();
    let responses: Vec<i64> = open
        .iter()
        .filter_map(|it| match it.ground {
            Ground::Comment(response) => Some(response),
            Ground::Expectation(_) => None,
        })
        .collect();
    let texts = org.comments_of(&responses).await?;
    let mut views = Vec::with_capacity(open.len());
    for it in open {
        let Some(place) = design.touchpoint(it.touchpoint) else {
            continue;
        };
        let (said, because_of) = match it.ground {
            Ground::Comment(response) => {
                // Of several comments in one answer the one with the wish.
                let own = || texts.iter().filter(|text| text.record == response);
                let wish = own().find(|text| has(&text.text, CueKind::Wish));
                (wish.or(own().next()).map(|text| text.text.clone()), None)
            }
            Ground::Expectation(id) => {
                let found = expected.iter().find(|one| one.id == id);
                (found.map(|one| one.words.clone()), Some(id))
            }
        };
        views.push(ProposalView {
            finding: it.finding,
            touchpoint: ProposalPlaceView {
                id: place.id,
                key: place.key.clone(),
                label: place.label.clone(),
            },
            said,
            because_of,
            since: it.since,
        });
    }
    Ok(views)
}

/// What could be told to a client at all.
pub(super) async fn of(org: &OrgStore, client: &Client) -> Result<Vec<Proposal>, Problem> {
    let findings = org.findings().await?;
    let design = org.design().await?;
    let expected = of_client(org, client.no).await?;
    let live = |at: LiveAt<'_>| {
        let found = match at {
            LiveAt::Id(id) => design.touchpoint(id),
            LiveAt::Key(key) => design.touchpoint_by_key(key),
        };
        found
            .filter(|it| it.existence == Existence::Live)
            .map(|it| it.id)
    };
    Ok(proposals(&findings, client.no, &expected, live))
}

/// It is not told to this client.
pub async fn leave_proposal(
    app: &App,
    actor: &Actor,
    client: ClientId,
    finding: FindingId,
) -> Result<(), Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let client = client_of(&org, client).await?;
    let known = of(&org, &client).await?;
    if !known.iter().any(|it| it.finding == finding) {
        return Err(Problem::not_found("such proposal"));
    }
    org.leave_untold(client.no, finding, app.now()).await?;
    told(app, actor, &client, "leave_change_untold").await
}

/// It may be told all the same.
pub async fn bring_back_proposal(
    app: &App,
    actor: &Actor,
    client: ClientId,
    finding: FindingId,
) -> Result<(), Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let client = client_of(&org, client).await?;
    if !org.may_be_told(client.no, finding).await? {
        return Err(Problem::not_found("such proposal"));
    }
    told(app, actor, &client, "propose_change_again").await
}

async fn told(app: &App, actor: &Actor, client: &Client, action: &str) -> Result<(), Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let label = client.name.clone().unwrap_or_else(|| client.key.clone());
    let subject = Subject::new("client", client.id, label);
    note(app, &grant, action, subject, json!({})).await
}
