//! The first run: a link that makes its opener the owner.

use std::path::PathBuf;

use domain::access::{Actor, Email, OrganizationName, Password, Permission, PersonName, Role};
use domain::time::ZoneName;
use serde_json::json;
use store::access::{NewAccount, NewOrganization};

use super::entry::{open_membership, open_session};
use super::me::read_locale;
use super::{Entered, Subject, note};
use crate::App;
use crate::access::throttle::Counted;
use crate::access::views::NewSetup;
use crate::access::{Visitor, password, secret};
use crate::error::{Code, Fields, Problem};

/// Whether nobody can sign in yet.
pub async fn show_setup(app: &App) -> Result<bool, Problem> {
    Ok(app.store().access().setup_needed().await?)
}

/// Whether the set-up link works. Beside the demo it does, although the demo's owner can sign in already.
async fn must_be_open(app: &App) -> Result<(), Problem> {
    if app.store().access().setup_open().await? {
        Ok(())
    } else {
        Err(Problem::new(Code::AlreadySetUp))
    }
}

/// Where the token waits until it is used, so that a restart prints the same link. Who can read the data folder
/// can read everything anyway.
fn token_file(app: &App) -> PathBuf {
    app.config().data.join("setup-token")
}

/// A new set-up token; the one before stops working.
pub async fn renew_setup_token(app: &App) -> Result<String, Problem> {
    must_be_open(app).await?;
    let token = secret::new(app);
    app.store()
        .access()
        .put_setup_token(&secret::hash(&token), app.now())
        .await?;
    crate::app::write_private(&token_file(app), token.as_bytes()).map_err(Problem::internal)?;
    Ok(token)
}

/// The set-up token that is open, made if there is none. `None` when somebody owns the server.
pub async fn open_setup_token(app: &App) -> Result<Option<String>, Problem> {
    if !app.store().access().setup_open().await? {
        return Ok(None);
    }
    // No file means no token yet.
    if let Ok(token) = std::fs::read_to_string(token_file(app))
        && app
            .store()
            .access()
            .knows_setup_token(&secret::hash(&token))
            .await?
    {
        return Ok(Some(token));
    }
    renew_setup_token(app).await.map(Some)
}

/// Makes the first organization and its owner, and signs them in.
pub async fn set_up(app: &App, visitor: &Visitor, new: &NewSetup) -> Result<Entered, Problem> {
    must_be_open(app).await?;
    check_token(app, visitor, &new.token).await?;
    let mut fields = Fields::default();
    let organization = fields.take("organization", OrganizationName::parse(&new.organization));
    let zone = fields.take("time_zone", ZoneName::parse(&new.time_zone));
    let name = fields.take("name", PersonName::parse(&new.name));
    let email = fields.take("email", Email::parse(&new.email));
    let password = fields.take("password", Password::parse(&new.password));
    let locale = read_locale(&mut fields, new.locale.as_deref());
    let (
        Some(organization),
        Some(time_zone),
        Some(name),
        Some(email),
        Some(password),
        Some(locale),
    ) = (organization, zone, name, email, password, locale)
    else {
        return Err(fields.problem());
    };
    let now = app.now();
    let (id, demo) = (app.id(), false);
    let organization = NewOrganization {
        id,
        name: organization.as_str().to_owned(),
        time_zone,
        demo,
        created_at: now,
    };
    let owner = NewAccount {
        id: app.id(),
        email,
        name: name.as_str().to_owned(),
        password_hash: password::hash(app, &password).await?,
        locale,
        created_at: now,
    };
    let person = app.id();
    let organization = NewOrganization {
        id: app
            .store()
            .access()
            .set_up(&secret::hash(&new.token), &organization, &owner, person)
            .await?,
        ..organization
    };
    // Used up; that the file is gone already is as good.
    let _ = std::fs::remove_file(token_file(app));
    let actor = Actor::person(organization.id, person, Role::Owner);
    let grant = actor.require(Permission::ManageOrganization)?;
    note(
        app,
        &grant,
        "set_up",
        Subject::new("organization", organization.id, &organization.name),
        json!({}),
    )
    .await?;
    enter_first(app, visitor, &owner, &organization).await
}

async fn check_token(app: &App, visitor: &Visitor, token: &str) -> Result<(), Problem> {
    let counted = [Counted::link(visitor.ip)];
    let throttled = |wait| Problem::new(Code::Throttled).retry_after(wait);
    app.throttle()
        .attempt(&counted, app.now())
        .map_err(throttled)?;
    if !app
        .store()
        .access()
        .knows_setup_token(&secret::hash(token))
        .await?
    {
        let advice = "`touchstone token setup` on the server prints a new link.";
        return Err(Problem::because(Code::SetupRefused, advice));
    }
    app.throttle().forgive(&counted);
    Ok(())
}

/// Signs the first owner in. They also own the demo, if there is one, and can switch to it.
async fn enter_first(
    app: &App,
    visitor: &Visitor,
    owner: &NewAccount,
    organization: &NewOrganization,
) -> Result<Entered, Problem> {
    let access = app.store().access();
    let demos = access
        .organizations()
        .await?
        .into_iter()
        .filter(|it| it.demo);
    for demo in demos {
        access
            .add_member(app.id(), demo.id, owner.id, Role::Owner, app.now())
            .await?;
    }
    let account = access
        .find_account(owner.id)
        .await?
        .ok_or_else(|| Problem::not_found("such account"))?;
    let place = open_membership(app, &account, organization.id).await?;
    let place = place.ok_or_else(|| Problem::not_found("such membership"))?;
    open_session(app, visitor, &account, &place).await
}
