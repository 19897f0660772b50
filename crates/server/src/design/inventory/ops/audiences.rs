//! For whom touchpoints are designed.

use domain::access::{Actor, Permission};
use domain::design::inventory::Audience;
use domain::ids::AudienceId;
use insight::{By, Filter};
use serde_json::json;

use crate::App;
use crate::access::ops::{Subject, note};
use crate::design::inventory::views::{AudienceChange, NewAudience};
use crate::design::ops::{free_key, read_label};
use crate::error::{Code, Fields, Problem};

/// Conditions that one audience may have.
const MOST: usize = 10;

/// The audiences in the order in which they were made.
pub async fn list_audiences(app: &App, actor: &Actor) -> Result<Vec<Audience>, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    Ok(app.store().org(&grant).audiences().await?)
}

/// A further audience. Its key is made of the label and stays.
pub async fn create_audience(
    app: &App,
    actor: &Actor,
    new: &NewAudience,
) -> Result<Audience, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let mut fields = Fields::default();
    let label = fields.take("label", read_label(&new.label));
    let filter = read_filter(&mut fields, &new.filter);
    let label = match label {
        Some(label) if fields.is_empty() => label,
        _ => return Err(fields.problem()),
    };
    let known = org.audiences().await?;
    let audience = Audience {
        id: app.id(),
        key: free_key(&label, |key| known.iter().any(|it| it.key == key)),
        label,
        filter,
    };
    org.create_audience(&audience, app.now()).await?;
    let subject = Subject::new("audience", audience.id, &audience.label);
    let detail = json!({ "filter": audience.filter });
    note(app, &grant, "create_audience", subject, detail).await?;
    Ok(audience)
}

/// What is left out of the change stays.
pub async fn change_audience(
    app: &App,
    actor: &Actor,
    id: AudienceId,
    change: &AudienceChange,
) -> Result<Audience, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such audience");
    let all = org.audiences().await?;
    let mut audience = all.into_iter().find(|it| it.id == id).ok_or_else(gone)?;
    let mut fields = Fields::default();
    if let Some(text) = &change.label {
        audience.label = fields
            .take("label", read_label(text))
            .unwrap_or(audience.label);
    }
    if let Some(filter) = &change.filter {
        audience.filter = read_filter(&mut fields, filter);
    }
    fields.check()?;
    if !org
        .change_audience(id, &audience.label, &audience.filter)
        .await?
    {
        return Err(gone());
    }
    let subject = Subject::new("audience", id, &audience.label);
    let detail = json!({ "filter": audience.filter });
    note(app, &grant, "change_audience", subject, detail).await?;
    Ok(audience)
}

/// Takes an audience away that nothing refers to.
pub async fn delete_audience(app: &App, actor: &Actor, id: AudienceId) -> Result<(), Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such audience");
    let inventory = org.inventory().await?;
    let audience = inventory.audience(id).ok_or_else(gone)?;
    let for_it = inventory.design.touchpoints.iter();
    let for_it: Vec<&str> = for_it
        .filter(|it| it.profile.audiences.contains(&id))
        .map(|it| &*it.label)
        .collect();
    if let Some(first) = for_it.first() {
        let detail = match for_it.len() {
            1 => format!("“{first}” is for this audience. Change it first."),
            n => format!(
                "{n} touchpoints are for this audience, such as “{first}”. Change them first."
            ),
        };
        return Err(Problem::because(Code::InUse, detail));
    }
    if !org.delete_audience(id).await? {
        return Err(gone());
    }
    let subject = Subject::new("audience", id, &audience.label);
    note(app, &grant, "delete_audience", subject, json!({})).await
}

/// Conditions on attributes, in the form in which the whole program writes them.
fn read_filter(fields: &mut Fields, conditions: &[String]) -> Vec<String> {
    if conditions.len() > MOST {
        fields.refuse("filter", &format!("At most {MOST} conditions."));
        return Vec::new();
    }
    let mut read = Vec::new();
    for (at, text) in conditions.iter().enumerate() {
        let field = format!("filter[{at}]");
        match text.parse::<Filter>() {
            Ok(filter) if matches!(filter.dimension, By::Attribute(_)) => {
                read.push(filter.to_string());
            }
            Ok(_) => fields.refuse(
                &field,
                "An audience is told by attributes of clients, such as attr.tier=premier.",
            ),
            Err(refusal) => fields.refuse(&field, &crate::error::sentence(&refusal)),
        }
    }
    read
}
