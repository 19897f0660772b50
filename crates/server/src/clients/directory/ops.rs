//! What can be done with the address book.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::access::{Actor, Permission, Person};
use domain::clients::contacts::Contact;
use domain::clients::{Attributes, Client, ClientKind, Tier, merge_attributes, tier_of};
use domain::design::Key;
use domain::ids::{ClientId, PersonId};
use serde_json::json;
use store::OrgStore;
use store::clients::{ClientCursor, ClientOrder, Identity};

use super::views::{
    ClientChange, ClientOwnerView, ClientView, IdentityView, ListedClientView, NewClientForm,
    TierNameView,
};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Code, Fields, Problem};
use crate::view::Page;

/// Clients on one page when nothing is said, and at most.
pub const PAGE: usize = 50;
pub const MOST: usize = 200;
/// Characters of a name and of an attribute's value.
const LONGEST: usize = 200;

/// Which clients are wanted.
#[derive(Clone, Debug, Default)]
pub struct ClientQuery {
    /// What was typed.
    pub q: String,
    pub order: ClientOrder,
    /// The `next` of the page before.
    pub after: Option<String>,
    pub limit: Option<usize>,
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

    pub fn listed(&self, client: &Client, contacts: &[Contact]) -> ListedClientView {
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

/// Lines of a list, with what they name.
pub(crate) async fn list_views(
    org: &OrgStore,
    clients: &[Client],
) -> Result<Vec<ListedClientView>, Problem> {
    let names = Names::read(org).await?;
    let numbers: Vec<i64> = clients.iter().map(|client| client.no).collect();
    let contacts = org.contacts_of(&numbers, false).await?;
    Ok(clients
        .iter()
        .map(|client| names.listed(client, &contacts))
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

pub async fn get_client(app: &App, actor: &Actor, id: ClientId) -> Result<ClientView, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let client = find(&org, id).await?;
    view(&org, client).await
}

/// The client of an id in a path.
pub(crate) async fn find(org: &OrgStore, id: ClientId) -> Result<Client, Problem> {
    let client = org.client(id).await?;
    client.ok_or_else(|| Problem::not_found("such client"))
}

/// One that stands for itself: what was merged into another is changed there.
pub(crate) fn standing(client: Client) -> Result<Client, Problem> {
    if client.merged_into.is_some() {
        let detail =
            "This client was merged into another. Change that one, or take the merge back.";
        return Err(Problem::because(Code::Conflict, detail));
    }
    Ok(client)
}

async fn view(org: &OrgStore, client: Client) -> Result<ClientView, Problem> {
    let contacts = org.contacts_of(&[client.no], false).await?;
    let identities = org.identities_of(client.no).await?;
    let listed = Names::read(org).await?.listed(&client, &contacts);
    let merged_into = match client.merged_into {
        Some(no) => org.clients_by_no(&[no]).await?.first().map(|kept| kept.id),
        None => None,
    };
    Ok(ClientView {
        listed,
        attributes: client.attributes,
        identities: identities
            .into_iter()
            .map(|it| IdentityView {
                system: it.system,
                key: it.key,
            })
            .collect(),
        created_at: client.created_at,
        merged_into,
    })
}

fn read_name(text: &str) -> Result<String, String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err("say what the client is called".to_owned()),
        1..=LONGEST => Ok(name),
        _ => Err(format!("a name has at most {LONGEST} characters")),
    }
}

fn read_client_key(text: &str) -> Result<String, String> {
    let key = text.trim();
    match key.chars().count() {
        0 => Err("a key is not empty".to_owned()),
        1..=LONGEST if !key.chars().any(char::is_control) => Ok(key.to_owned()),
        1..=LONGEST => Err("a key has no control characters".to_owned()),
        _ => Err(format!("a key has at most {LONGEST} characters")),
    }
}

/// Attributes as they are kept. What does not fit is refused by its own field.
pub(crate) fn read_attributes(fields: &mut Fields, sent: &BTreeMap<String, String>) -> Attributes {
    let mut attributes = Attributes::new();
    for (name, value) in sent {
        let field = format!("attributes.{name}");
        let Some(key) = fields.take(&field, Key::parse(name)) else {
            continue;
        };
        let value = value.trim();
        if value.chars().count() > LONGEST {
            fields.refuse(&field, "A value has at most 200 characters.");
            continue;
        }
        attributes.insert(key.as_str().to_owned(), value.to_owned());
    }
    attributes
}

fn read_identities(fields: &mut Fields, sent: &[IdentityView]) -> Vec<Identity> {
    let mut seen = BTreeSet::new();
    for (at, identity) in sent.iter().enumerate() {
        let system = fields.take(
            &format!("identities[{at}].system"),
            Key::parse(&identity.system),
        );
        let key = fields.take(
            &format!("identities[{at}].key"),
            read_client_key(&identity.key),
        );
        if let (Some(system), Some(key)) = (system, key) {
            seen.insert((system.as_str().to_owned(), key));
        }
    }
    if seen.len() > 20 {
        fields.refuse("identities", "A client has at most 20 of these.");
    }
    seen.into_iter()
        .map(|(system, key)| Identity { system, key })
        .collect()
}

pub async fn create_client(
    app: &App,
    actor: &Actor,
    form: &NewClientForm,
) -> Result<ClientView, Problem> {
    let grant = actor.require(Permission::EditClients)?;
    let org = app.store().org(&grant);
    let id: ClientId = app.id();
    let mut fields = Fields::default();
    let name = fields.take("name", read_name(&form.name));
    let key = match &form.key {
        Some(key) => fields.take("key", read_client_key(key)),
        // The end of an id is chance: keys made at the same moment differ.
        None => id
            .to_string()
            .rsplit('-')
            .next()
            .map(|end| format!("C-{}", &end[4..]).to_uppercase()),
    };
    let mut attributes = Attributes::new();
    merge_attributes(
        &mut attributes,
        &read_attributes(&mut fields, &form.attributes),
    );
    let identities = read_identities(&mut fields, &form.identities);
    if let Some(owner) = form.owner
        && org.person(owner).await?.is_none()
    {
        fields.refuse("owner", "There is no such person.");
    }
    if let Some(key) = &key
        && form.key.is_some()
        && org.client_by_key(key).await?.is_some()
    {
        fields.refuse("key", "There is a client with this key already.");
    }
    fields.check()?;
    let client = Client {
        id,
        no: 0,
        key: key.unwrap_or_default(),
        name,
        kind: form.kind.map_or_else(ClientKind::default, Into::into),
        owner: form.owner,
        attributes,
        created_at: app.now(),
        last_touch_at: None,
        merged_into: None,
    };
    org.create_client(&client, &identities, app.now()).await?;
    let subject = Subject::new("client", client.id, client.label());
    note(
        app,
        &grant,
        "create_client",
        subject,
        json!({ "key": client.key }),
    )
    .await?;
    let client = find(&org, id).await?;
    view(&org, client).await
}

pub async fn change_client(
    app: &App,
    actor: &Actor,
    id: ClientId,
    change: &ClientChange,
) -> Result<ClientView, Problem> {
    let grant = actor.require(Permission::EditClients)?;
    let org = app.store().org(&grant);
    let before = standing(find(&org, id).await?)?;
    let mut client = before.clone();
    let mut fields = Fields::default();
    if let Some(name) = &change.name {
        match name
            .as_deref()
            .map(str::trim)
            .filter(|name| !name.is_empty())
        {
            None => client.name = None,
            Some(name) => client.name = fields.take("name", read_name(name)),
        }
    }
    if let Some(kind) = change.kind {
        client.kind = kind.into();
    }
    if let Some(owner) = change.owner {
        client.owner = owner;
        if let Some(owner) = owner
            && org.person(owner).await?.is_none()
        {
            fields.refuse("owner", "There is no such person.");
        }
    }
    let later = read_attributes(&mut fields, &change.attributes);
    merge_attributes(&mut client.attributes, &later);
    let identities = change
        .identities
        .as_ref()
        .map(|sent| read_identities(&mut fields, sent));
    fields.check()?;
    if !org
        .change_client(&client, identities.as_deref(), app.now())
        .await?
    {
        return Err(Problem::not_found("such client"));
    }
    let mut changed = Vec::new();
    let mut tell = |what: &str, differs: bool| {
        if differs {
            changed.push(what.to_owned());
        }
    };
    tell("name", client.name != before.name);
    tell("kind", client.kind != before.kind);
    tell("owner", client.owner != before.owner);
    tell("attributes", client.attributes != before.attributes);
    tell("identities", identities.is_some());
    let subject = Subject::new("client", client.id, client.label());
    note(
        app,
        &grant,
        "change_client",
        subject,
        json!({ "changed": changed }),
    )
    .await?;
    let client = find(&org, id).await?;
    view(&org, client).await
}
