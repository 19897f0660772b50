//! What can be done with the address book.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::{Actor, Permission};
use domain::clients::definitions::AttributeDefinition;
use domain::clients::{Attributes, Client, ClientKind, merge_attributes};
use domain::design::Key;
use domain::ids::ClientId;
use serde_json::json;
use store::OrgStore;
use store::clients::Identity;

use super::listing::Names;
use super::views::{ClientChange, ClientView, IdentityView, NewClientForm};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Code, Fields, Problem};

pub use super::listing::{ClientQuery, list_clients};
pub(crate) use super::listing::{every_page, list_views};

/// Characters of a name and of an attribute's value.
const LONGEST: usize = 200;

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
    let rungs = org.rungs_of(&[client.no]).await?;
    let listed = Names::read(org).await?.listed(&client, &contacts, &rungs);
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
pub(crate) fn read_attributes(
    fields: &mut Fields,
    definitions: &[AttributeDefinition],
    sent: &BTreeMap<String, String>,
) -> Attributes {
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
        let definition = definitions.iter().find(|it| it.key == key.as_str());
        let read = definition.map_or_else(|| Ok(value.to_owned()), |it| it.read(value));
        if let Some(value) = fields.take(&field, read) {
            attributes.insert(key.as_str().to_owned(), value);
        }
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
    let definitions = org.attribute_definitions().await?;
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
        &read_attributes(&mut fields, &definitions, &form.attributes),
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
    let definitions = org.attribute_definitions().await?;
    let later = read_attributes(&mut fields, &definitions, &change.attributes);
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
