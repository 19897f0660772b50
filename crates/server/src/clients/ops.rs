//! What can be done about service levels.

use domain::access::{Actor, Permission};
use domain::clients::{LONGEST_SILENCE, Tier};
use domain::design::Key;
use domain::ids::TierId;
use serde_json::json;

use super::views::{NewTier, TierChange};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::design::ops::{free_key, read_label};
use crate::error::{Fields, Problem};

pub async fn list_tiers(app: &App, actor: &Actor) -> Result<Vec<Tier>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    Ok(app.store().org(&grant).tiers().await?)
}

pub async fn create_tier(app: &App, actor: &Actor, new: &NewTier) -> Result<Tier, Problem> {
    let grant = actor.require(Permission::EditClients)?;
    let org = app.store().org(&grant);
    let known = org.tiers().await?;
    let mut fields = Fields::default();
    let label = fields.take("label", read_label(&new.label));
    let key = match new.key.as_deref().map(Key::parse) {
        None => Some(free_key(&new.label, |key| {
            known.iter().any(|tier| tier.key == key)
        })),
        Some(parsed) => fields
            .take("key", parsed)
            .map(|key| key.as_str().to_owned()),
    };
    let attribute = fields.take("attribute", Key::parse(&new.attribute));
    let value = fields.take("value", read_value(&new.value));
    let silence = fields.take("max_silence_days", read_silence(new.max_silence_days));
    let (Some(label), Some(key), Some(attribute), Some(value), Some(max_silence_days)) =
        (label, key, attribute, value, silence)
    else {
        return Err(fields.problem());
    };
    let tier = Tier {
        id: app.id(),
        key,
        label,
        attribute: attribute.as_str().to_owned(),
        value,
        max_silence_days,
    };
    org.create_tier(&tier).await?;
    let subject = Subject::new("tier", tier.id, &tier.label);
    note(app, &grant, "create_tier", subject, detail(&tier)).await?;
    Ok(tier)
}

fn detail(tier: &Tier) -> serde_json::Value {
    json!({ "attribute": tier.attribute, "value": tier.value, "max_silence_days": tier.max_silence_days })
}

fn read_value(text: &str) -> Result<String, &'static str> {
    match text.trim() {
        "" => Err("say which value of the attribute clients of this tier have"),
        value if value.chars().count() > 200 => Err("a value has at most 200 characters"),
        value => Ok(value.to_owned()),
    }
}

fn read_silence(days: Option<i64>) -> Result<Option<u16>, String> {
    match days {
        None => Ok(None),
        Some(days) => u16::try_from(days)
            .ok()
            .filter(|days| (1..=LONGEST_SILENCE).contains(days))
            .map(Some)
            .ok_or_else(|| format!("a silence has 1 to {LONGEST_SILENCE} days")),
    }
}

pub async fn change_tier(
    app: &App,
    actor: &Actor,
    id: TierId,
    change: &TierChange,
) -> Result<Tier, Problem> {
    let grant = actor.require(Permission::EditClients)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such tier");
    let known = org.tiers().await?;
    let mut tier = known
        .into_iter()
        .find(|tier| tier.id == id)
        .ok_or_else(gone)?;
    let mut fields = Fields::default();
    if let Some(text) = &change.label
        && let Some(label) = fields.take("label", read_label(text))
    {
        tier.label = label;
    }
    if let Some(text) = &change.attribute
        && let Some(key) = fields.take("attribute", Key::parse(text))
    {
        tier.attribute = key.as_str().to_owned();
    }
    if let Some(text) = &change.value
        && let Some(value) = fields.take("value", read_value(text))
    {
        tier.value = value;
    }
    if let Some(days) = change.max_silence_days
        && let Some(days) = fields.take("max_silence_days", read_silence(days))
    {
        tier.max_silence_days = days;
    }
    fields.check()?;
    if !org.change_tier(&tier).await? {
        return Err(gone());
    }
    let subject = Subject::new("tier", tier.id, &tier.label);
    note(app, &grant, "change_tier", subject, detail(&tier)).await?;
    Ok(tier)
}

pub async fn delete_tier(app: &App, actor: &Actor, id: TierId) -> Result<(), Problem> {
    let grant = actor.require(Permission::EditClients)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such tier");
    let known = org.tiers().await?;
    let tier = known.iter().find(|tier| tier.id == id).ok_or_else(gone)?;
    if !org.delete_tier(id).await? {
        return Err(gone());
    }
    let subject = Subject::new("tier", id, &tier.label);
    note(app, &grant, "delete_tier", subject, detail(tier)).await
}
