//! The members of an organization.

use domain::access::{Actor, Permission, Person};
use domain::ids::PersonId;
use serde_json::json;

use super::{Subject, note};
use crate::App;
use crate::access::views::PersonChange;
use crate::error::Problem;

/// Everybody who is or was a member.
pub async fn list_people(app: &App, actor: &Actor) -> Result<Vec<Person>, Problem> {
    let grant = actor.require(Permission::ManagePeople)?;
    Ok(app.store().org(&grant).people().await?)
}

/// Who can be given something to answer for: those whose access is open, by name.
pub async fn list_colleagues(app: &App, actor: &Actor) -> Result<Vec<Person>, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let mut people = app.store().org(&grant).people().await?;
    people.retain(|person| person.active);
    people.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
    Ok(people)
}

/// Gives another role, closes the access or opens it again. The last owner keeps both.
pub async fn change_person(
    app: &App,
    actor: &Actor,
    id: PersonId,
    change: &PersonChange,
) -> Result<Person, Problem> {
    let grant = actor.require(Permission::ManagePeople)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such person");
    let before = org.person(id).await?.ok_or_else(gone)?;
    let role = change.role.map_or(before.role, Into::into);
    let active = change.active.unwrap_or(before.active);
    let after = org
        .change_person(id, role, active)
        .await?
        .ok_or_else(gone)?;
    let detail = json!({
        "role": { "from": before.role.as_str(), "to": after.role.as_str() },
        "active": { "from": before.active, "to": after.active },
    });
    note(
        app,
        &grant,
        "change_person",
        Subject::new("person", id, &after.name),
        detail,
    )
    .await?;
    Ok(after)
}
