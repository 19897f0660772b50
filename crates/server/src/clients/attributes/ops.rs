//! What can be done with what may be known of clients.

use domain::access::{Actor, Permission};
use domain::clients::definitions::{AttributeDefinition, read_choices};
use domain::design::Key;
use domain::time::Timestamp;
use serde_json::json;
use store::OrgStore;
use store::clients::AttributeUse;

use super::views::{AttributeChange, NewAttribute, NewAttributeUse};
use crate::App;
use crate::access::ops::{Subject, name_of, note};
use crate::design::ops::{free_key, read_label};
use crate::error::{Fields, Problem};

/// The latest uses that are shown.
const SHOWN: usize = 100;
/// Characters of a benefit, and of what was done for a client.
const LONGEST_BENEFIT: usize = 500;
const LONGEST_HOW: usize = 200;

pub async fn list_attributes(
    app: &App,
    actor: &Actor,
) -> Result<Vec<AttributeDefinition>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    Ok(app.store().org(&grant).attribute_definitions().await?)
}

fn read_benefit(text: &str) -> Result<String, String> {
    let benefit = text.trim();
    match benefit.chars().count() {
        0 => Err("say what the client has of our knowing it".to_owned()),
        1..=LONGEST_BENEFIT => Ok(benefit.to_owned()),
        _ => Err(format!("this has at most {LONGEST_BENEFIT} characters")),
    }
}

pub async fn create_attribute(
    app: &App,
    actor: &Actor,
    new: &NewAttribute,
) -> Result<AttributeDefinition, Problem> {
    let grant = actor.require(Permission::EditClients)?;
    let org = app.store().org(&grant);
    let known = org.attribute_definitions().await?;
    let mut fields = Fields::default();
    let label = fields.take("label", read_label(&new.label));
    let key = match new.key.as_deref().map(Key::parse) {
        None => Some(free_key(&new.label, |key| {
            known.iter().any(|attribute| attribute.key == key)
        })),
        Some(parsed) => fields
            .take("key", parsed)
            .map(|key| key.as_str().to_owned()),
    };
    if let Some(key) = &key
        && known.iter().any(|attribute| attribute.key == *key)
    {
        fields.refuse("key", "There is an attribute with this key already.");
    }
    let choices = fields.take("choices", read_choices(new.kind.into(), &new.choices));
    let benefit = fields.take("benefit_to_client", read_benefit(&new.benefit_to_client));
    let (Some(label), Some(key), Some(choices), Some(benefit_to_client), true) =
        (label, key, choices, benefit, fields.is_empty())
    else {
        return Err(fields.problem());
    };
    let definition = AttributeDefinition {
        key,
        label,
        kind: new.kind.into(),
        choices,
        benefit_to_client,
        last_used_at: None,
        uses: 0,
    };
    org.create_attribute(&definition, app.now()).await?;
    let subject = Subject::new("attribute", &definition.key, &definition.label);
    let detail = json!({ "benefit_to_client": definition.benefit_to_client });
    note(app, &grant, "create_attribute", subject, detail).await?;
    Ok(definition)
}

async fn known(org: &OrgStore, key: &str) -> Result<AttributeDefinition, Problem> {
    let all = org.attribute_definitions().await?;
    let found = all.into_iter().find(|attribute| attribute.key == key);
    found.ok_or_else(|| Problem::not_found("such attribute"))
}

pub async fn change_attribute(
    app: &App,
    actor: &Actor,
    key: &str,
    change: &AttributeChange,
) -> Result<AttributeDefinition, Problem> {
    let grant = actor.require(Permission::EditClients)?;
    let org = app.store().org(&grant);
    let mut definition = known(&org, key).await?;
    let mut fields = Fields::default();
    if let Some(text) = &change.label
        && let Some(label) = fields.take("label", read_label(text))
    {
        definition.label = label;
    }
    if let Some(texts) = &change.choices
        && let Some(choices) = fields.take("choices", read_choices(definition.kind, texts))
    {
        definition.choices = choices;
    }
    if let Some(text) = &change.benefit_to_client
        && let Some(benefit) = fields.take("benefit_to_client", read_benefit(text))
    {
        definition.benefit_to_client = benefit;
    }
    fields.check()?;
    if !org.change_attribute(&definition).await? {
        return Err(Problem::not_found("such attribute"));
    }
    let subject = Subject::new("attribute", &definition.key, &definition.label);
    let detail = json!({ "benefit_to_client": definition.benefit_to_client });
    note(app, &grant, "change_attribute", subject, detail).await?;
    Ok(definition)
}

/// The latest uses of an attribute for clients.
pub async fn list_attribute_uses(
    app: &App,
    actor: &Actor,
    key: &str,
) -> Result<Vec<AttributeUse>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    known(&org, key).await?;
    Ok(org.attribute_uses(key, SHOWN).await?)
}

/// Writes down that an attribute was used for a client; whoever meets clients may.
pub async fn use_attribute(
    app: &App,
    actor: &Actor,
    key: &str,
    form: &NewAttributeUse,
) -> Result<AttributeDefinition, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let definition = known(&org, key).await?;
    let now = app.now();
    let mut fields = Fields::default();
    let client = org.client_who_counts(form.client).await?;
    if client.is_none() {
        fields.refuse("client", "There is no such client.");
    }
    let at = match form.at.as_deref().map(Timestamp::parse_rfc3339) {
        None => Some(now),
        Some(Ok(at)) if at > now => {
            fields.refuse("at", "This is in the future.");
            None
        }
        Some(read) => fields.take("at", read),
    };
    let how = match form.how.trim() {
        "" => Err("say what was done for the client".to_owned()),
        text if text.chars().count() > LONGEST_HOW => {
            Err(format!("this has at most {LONGEST_HOW} characters"))
        }
        text => Ok(text.to_owned()),
    };
    let how = fields.take("how", how);
    let (Some(client), Some(at), Some(how)) = (client, at, how) else {
        return Err(fields.problem());
    };
    let by = name_of(app, &grant).await?;
    org.use_attribute(key, client.no, at, &how, &by).await?;
    let subject = Subject::new("attribute", key, &definition.label);
    let detail = json!({ "client": client.id, "client_name": client.label(), "how": how });
    note(app, &grant, "use_attribute", subject, detail).await?;
    known(&org, key).await
}
