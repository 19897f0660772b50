//! The OK-trap: satisfied clients with who answers for them and what to do next.

use std::collections::HashMap;

use domain::access::{Actor, Permission};
use domain::clients::Client;
use domain::ids::ClientId;
use domain::loyalty::ladder::trap::{Candidate, Trapped, order, weigh};
use domain::loyalty::ladder::{Rung, Settings};

use super::gather::figures;
use super::views::{TrapNextView, TrapOwnerView, TrapParams, WhomParams};
use super::whom::Whom;
use crate::App;
use crate::error::Problem;
use crate::insight::source;
use crate::loyalty::plusones::ops::suggest_for;

/// A client in the OK-trap, named.
pub struct NamedTrap {
    pub trapped: Trapped,
    pub id: ClientId,
    pub key: String,
    pub name: Option<String>,
    pub owner: Option<TrapOwnerView>,
    pub next: Option<TrapNextView>,
}

pub struct Trap {
    pub items: Vec<NamedTrap>,
    /// Satisfied clients, all of them.
    pub satisfied: u64,
    pub settings: Settings,
}

/// Clients read by one statement.
const PAGE: usize = 10_000;

/// Most clients in one list.
const MOST: usize = 1_000;

/// Satisfied clients by revenue × alternatives × days since the last felt plus-one.
pub async fn list_ok_trap(app: &App, actor: &Actor, params: &TrapParams) -> Result<Trap, Problem> {
    let limit = params.limit.unwrap_or(50).clamp(1, MOST);
    trap_of(app, actor, &params.whom(), limit).await
}

/// The same of these clients, the deepest so many.
pub async fn trap_of(
    app: &App,
    actor: &Actor,
    whom: &WhomParams,
    limit: usize,
) -> Result<Trap, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let dimensions = source::read(app, &grant).await?.snapshot.dimensions;
    let whom = Whom::read(app, (actor, &grant), &dimensions, whom).await?;
    let settings = org.ladder_settings().await?.unwrap_or_default();
    let revenue = figures(&dimensions, settings.revenue_attribute.as_deref());
    let alternatives = figures(&dimensions, settings.alternatives_attribute.as_deref());
    let now = app.now();
    let (mut all, mut after, mut satisfied) = (Vec::new(), 0, 0);
    loop {
        let page = org.standings(Rung::Satisfied, after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = last.client;
        let meant = page.into_iter().filter(|it| whom.counts(it.client));
        all.extend(meant.map(|it| {
            satisfied += 1;
            let candidate = Candidate {
                client: it.client,
                revenue: revenue.get(&it.client).copied(),
                alternatives: alternatives.get(&it.client).copied(),
                last_plus_one: it.last_plus_one,
                since: it.since.or(it.held_since).unwrap_or(now),
            };
            weigh(candidate, now)
        }));
        all.sort_by(order);
        all.truncate(limit);
    }
    let numbers: Vec<i64> = all.iter().map(|it| it.candidate.client).collect();
    let clients = org.clients_by_no(&numbers).await?;
    let asked: Vec<_> = clients.iter().map(|client| (client, None)).collect();
    let suggested = suggest_for(&org, &asked).await?;
    let mut next: HashMap<i64, _> = clients
        .iter()
        .zip(suggested)
        .filter_map(|(client, it)| Some((client.no, it?)))
        .collect();
    let people = org.people().await?;
    let clients: HashMap<i64, Client> = clients.into_iter().map(|it| (it.no, it)).collect();
    let items = all.into_iter().filter_map(|trapped| {
        let client = clients.get(&trapped.candidate.client)?;
        let owner = client.owner.and_then(|id| {
            let person = people.iter().find(|person| person.id == id)?;
            Some(TrapOwnerView {
                id,
                name: person.name.clone(),
            })
        });
        Some(NamedTrap {
            id: client.id,
            key: client.key.clone(),
            name: client.name.clone(),
            owner,
            next: next.remove(&client.no).map(|it| TrapNextView {
                id: it.id,
                words: it.words,
                ask_first: it.ask_first,
            }),
            trapped,
        })
    });
    Ok(Trap {
        items: items.collect(),
        satisfied,
        settings,
    })
}
