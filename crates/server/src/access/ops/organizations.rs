//! Organizations: a further one, another name, going from one to the other.

use domain::access::{Actor, Organization, OrganizationName, Permission};
use domain::ids::OrganizationId;
use domain::time::ZoneName;
use serde_json::json;

use super::entry::open_membership;
use super::me::me_of;
use super::{Subject, note};
use crate::App;
use crate::access::Identity;
use crate::access::views::{Me, NewOrganization, OrganizationChange};
use crate::error::{Fields, Problem};

/// A further organization, owned by who makes it.
pub async fn create_organization(
    app: &App,
    identity: &Identity,
    new: &NewOrganization,
) -> Result<Organization, Problem> {
    identity.actor().require(Permission::ManageOrganization)?;
    let account = &identity.signed_in()?.account;
    let organization = read_organization(app, &new.name, &new.time_zone)?;
    let person = app.id();
    app.store()
        .access()
        .create_organization(&organization, account.id, person)
        .await?;
    let owner = Actor::person(organization.id, person, domain::access::Role::Owner);
    let grant = owner.require(Permission::ManageOrganization)?;
    let subject = Subject::new("organization", organization.id, &organization.name);
    note(app, &grant, "create_organization", subject, json!({})).await?;
    let made = app.store().org(&grant).organization().await?;
    made.ok_or_else(|| Problem::not_found("such organization"))
}

/// Checks what describes an organization.
pub fn read_organization(
    app: &App,
    name: &str,
    zone: &str,
) -> Result<store::access::NewOrganization, Problem> {
    let mut fields = Fields::default();
    let name = fields.take("name", OrganizationName::parse(name));
    let zone = fields.take("time_zone", ZoneName::parse(zone));
    let (Some(name), Some(time_zone)) = (name, zone) else {
        return Err(fields.problem());
    };
    Ok(store::access::NewOrganization {
        id: app.id(),
        name: name.as_str().to_owned(),
        time_zone,
        demo: false,
        created_at: app.now(),
    })
}

pub async fn change_organization(
    app: &App,
    actor: &Actor,
    change: &OrganizationChange,
) -> Result<Organization, Problem> {
    let grant = actor.require(Permission::ManageOrganization)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such organization");
    let mut organization = org.organization().await?.ok_or_else(gone)?;
    let mut fields = Fields::default();
    if let Some(text) = &change.name {
        let name = fields.take("name", OrganizationName::parse(text));
        organization.name = name.map_or(organization.name, |name| name.as_str().to_owned());
    }
    if let Some(text) = &change.time_zone {
        let zone = fields.take("time_zone", ZoneName::parse(text));
        organization.time_zone = zone.unwrap_or(organization.time_zone);
    }
    fields.check()?;
    org.change_organization(&organization.name, &organization.time_zone)
        .await?;
    let subject = Subject::new("organization", organization.id, &organization.name);
    let detail = json!({ "name": organization.name, "time_zone": organization.time_zone.as_str() });
    note(app, &grant, "change_organization", subject, detail).await?;
    Ok(organization)
}

/// Shows another organization of this account in this browser.
pub async fn switch_organization(
    app: &App,
    identity: &Identity,
    to: OrganizationId,
) -> Result<Me, Problem> {
    identity.actor().require(Permission::ManageOwnSession)?;
    let it = identity.signed_in()?;
    let place = open_membership(app, &it.account, to).await?;
    let place = place.ok_or_else(|| Problem::not_found("such organization"))?;
    app.store()
        .access()
        .switch_session(it.session.id, it.account.id, to)
        .await?;
    me_of(app, &it.account, &place.person, &place.organization).await
}
