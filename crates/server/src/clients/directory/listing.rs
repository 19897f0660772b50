//! The list of clients: which of them, in which order, and what a line says.

use std::collections::HashMap;

use domain::access::{Actor, Grant, Permission, Person};
use domain::clients::contacts::Contact;
use domain::clients::filter::Filter;
use domain::clients::{Client, Tier, tier_of};
use domain::ids::{ClientSegmentId, PersonId};
use domain::loyalty::ladder::Rung;
use serde_json::Value;
use store::OrgStore;
use store::clients::{ClientCursor, ClientOrder};

use super::views::{ClientOwnerView, ListedClientView, TierNameView};
use crate::App;
use crate::clients::segments::ops::{Meant, filter_of, in_order, read_filter};
use crate::error::{Code, Problem};
use crate::view::Page;

/// Clients on one page when nothing is said, and at most.
const PAGE: usize = 50;
const MOST: usize = 200;
/// Clients that are gone through at once, where only some are meant.
const SCANNED: usize = 500;
/// Clients that are read at once where all are wanted.
const WHOLE: usize = 1_000;
/// Which clients are wanted.
#[derive(Clone, Debug, Default)]
pub struct ClientQuery {
    /// What was typed.
    pub q: String,
    pub order: ClientOrder,
    /// The `next` of the page before.
    pub after: Option<String>,
    pub limit: Option<usize>,
    /// Only those whom this segment means.
    pub segment: Option<ClientSegmentId>,
    /// Only those whom this filter means, a document.
    pub filter: Option<Value>,
}

/// What names in lists of clients are read from.
pub(crate) struct Names {
    tiers: Vec<Tier>,
    people: HashMap<PersonId, Person>,
}

impl Names {
    pub async fn read(org: &OrgStore) -> Result<Self, Problem> {
        let people = org.people().await?;
        Ok(Self {
            tiers: org.tiers().await?,
            people: people
                .into_iter()
                .map(|person| (person.id, person))
                .collect(),
        })
    }

    pub fn listed(
        &self,
        client: &Client,
        contacts: &[Contact],
        rungs: &HashMap<i64, Rung>,
    ) -> ListedClientView {
        let tier = tier_of(&self.tiers, &client.attributes);
        let owner = client.owner.and_then(|id| self.people.get(&id));
        let mut emails = contacts
            .iter()
            .filter(|contact| contact.client == client.no)
            .flat_map(|contact| &contact.details.emails);
        ListedClientView {
            id: client.id,
            key: client.key.clone(),
            name: client.name.clone(),
            kind: client.kind.into(),
            tier: tier.map(|tier| TierNameView {
                id: tier.id,
                key: tier.key.clone(),
                label: tier.label.clone(),
            }),
            owner: owner.map(|person| ClientOwnerView {
                id: person.id,
                name: person.name.clone(),
            }),
            email: emails.next().cloned(),
            standing: rungs.get(&client.no).map(Into::into),
            last_touch_at: client.last_touch_at,
        }
    }
}

pub async fn list_clients(
    app: &App,
    actor: &Actor,
    query: &ClientQuery,
) -> Result<Page<ListedClientView>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let after = query.after.as_deref().map(read_cursor).transpose()?;
    let limit = query.limit.unwrap_or(PAGE).clamp(1, MOST);
    if let Some(filter) = wanted(&org, query).await? {
        let meant = Meant::find(app, &grant, &filter).await?;
        return list_meant(&org, query, &meant, after.as_ref(), limit).await;
    }
    let page = if query.q.trim().is_empty() {
        org.list_clients(query.order, after.as_ref(), limit).await?
    } else {
        org.search_clients(&query.q, after.as_ref(), limit).await?
    };
    let items = list_views(&org, &page.items).await?;
    Ok(Page {
        items,
        next: page.next.as_ref().map(write_cursor),
    })
}

/// The segment and the filter that were asked for, as one.
pub(crate) async fn wanted(org: &OrgStore, query: &ClientQuery) -> Result<Option<Filter>, Problem> {
    let mut all = Vec::new();
    if let Some(id) = query.segment {
        all.push(filter_of(org, id).await?);
    }
    if let Some(document) = &query.filter {
        all.push(read_filter(document, "filter")?);
    }
    Ok((!all.is_empty()).then_some(Filter::All(all)))
}

/// Those whom a filter means: by name, or in the order in which all stand where another one was asked for.
async fn list_meant(
    org: &OrgStore,
    query: &ClientQuery,
    meant: &Meant,
    after: Option<&ClientCursor>,
    limit: usize,
) -> Result<Page<ListedClientView>, Problem> {
    let typed = !query.q.trim().is_empty();
    if !typed && query.order == ClientOrder::Name {
        let after = match after {
            Some(ClientCursor::Text(_, no) | ClientCursor::At(_, no)) => Some(*no),
            None => None,
        };
        let (numbers, more) = meant.page(after, limit);
        let last = numbers.last().filter(|_| more);
        let next = last.map(|no| write_cursor(&ClientCursor::At(0, *no)));
        let clients = in_order(org, &numbers).await?;
        let items = list_views(org, &clients).await?;
        return Ok(Page { items, next });
    }
    let mut found: Vec<(Client, ClientCursor)> = Vec::new();
    let mut cursor = after.cloned();
    while found.len() <= limit {
        let page = if typed {
            org.search_clients(&query.q, cursor.as_ref(), SCANNED)
                .await?
        } else {
            org.list_clients(query.order, cursor.as_ref(), SCANNED)
                .await?
        };
        let placed = page.items.into_iter().zip(page.places);
        found.extend(placed.filter(|(client, _)| meant.holds(client.no)));
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found
        .last()
        .filter(|_| more)
        .map(|(_, place)| place.clone());
    let found: Vec<Client> = found.into_iter().map(|(client, _)| client).collect();
    let items = list_views(org, &found).await?;
    let next = next.as_ref().map(write_cursor);
    Ok(Page { items, next })
}

/// Every client of a list, in its order; for files.
pub(crate) async fn every_page(
    app: &App,
    grant: &Grant,
    query: &ClientQuery,
) -> Result<Vec<Client>, Problem> {
    let org = app.store().org(grant);
    let meant = match wanted(&org, query).await? {
        Some(filter) => Some(Meant::find(app, grant, &filter).await?),
        None => None,
    };
    let typed = !query.q.trim().is_empty();
    let mut clients = Vec::new();
    let mut cursor = None;
    loop {
        let page = if typed {
            org.search_clients(&query.q, cursor.as_ref(), WHOLE).await?
        } else {
            org.list_clients(query.order, cursor.as_ref(), WHOLE)
                .await?
        };
        let wanted = page.items.into_iter().filter(|client| {
            let meant = meant.as_ref();
            meant.is_none_or(|meant| meant.holds(client.no))
        });
        clients.extend(wanted);
        cursor = page.next;
        if cursor.is_none() {
            return Ok(clients);
        }
    }
}

/// Lines of a list, with what they name.
pub(crate) async fn list_views(
    org: &OrgStore,
    clients: &[Client],
) -> Result<Vec<ListedClientView>, Problem> {
    let names = Names::read(org).await?;
    let numbers: Vec<i64> = clients.iter().map(|client| client.no).collect();
    let contacts = org.contacts_of(&numbers, false).await?;
    let rungs = org.rungs_of(&numbers).await?;
    Ok(clients
        .iter()
        .map(|client| names.listed(client, &contacts, &rungs))
        .collect())
}

fn write_cursor(cursor: &ClientCursor) -> String {
    match cursor {
        ClientCursor::Text(text, no) => format!("t.{no}.{text}"),
        ClientCursor::At(at, no) => format!("a.{no}.{at}"),
    }
}

fn read_cursor(text: &str) -> Result<ClientCursor, Problem> {
    let parts = || {
        let (kind, rest) = text.split_once('.')?;
        let (no, value) = rest.split_once('.')?;
        let no = no.parse().ok()?;
        match kind {
            "t" => Some(ClientCursor::Text(value.to_owned(), no)),
            "a" => Some(ClientCursor::At(value.parse().ok()?, no)),
            _ => None,
        }
    };
    parts().ok_or_else(|| {
        let detail = "`after` is the `next` of the page before, unchanged.";
        Problem::because(Code::InvalidFields, detail)
    })
}
