//! Joining an organization by a link.

use domain::access::{
    Account, Actor, Email, Invitation, InvitationState, Password, Permission, PersonName, Who,
};
use domain::ids::InvitationId;
use serde_json::json;
use store::access::{InvitedTo, Joining, NewAccount};

use super::entry::{open_membership, open_session, prove_password};
use super::me::read_locale;
use super::{Entered, Subject, note};
use crate::App;
use crate::access::throttle::Counted;
use crate::access::views::{Acceptance, NewInvitation, OpenInvitation};
use crate::access::{Visitor, password, secret};
use crate::error::{Code, Fields, Problem};

/// Invitations that can still be accepted, newest first.
pub async fn list_invitations(app: &App, actor: &Actor) -> Result<Vec<Invitation>, Problem> {
    let grant = actor.require(Permission::ManagePeople)?;
    let all = app.store().org(&grant).invitations().await?;
    let now = app.now();
    Ok(all
        .into_iter()
        .filter(|it| it.state(now) == InvitationState::Open)
        .collect())
}

/// Makes a link by which one person joins. Gives the link, which is not kept.
pub async fn invite_person(
    app: &App,
    actor: &Actor,
    new: &NewInvitation,
) -> Result<(Invitation, String), Problem> {
    let grant = actor.require(Permission::ManagePeople)?;
    let org = app.store().org(&grant);
    let mut fields = Fields::default();
    let Some(email) = fields.take("email", Email::parse(&new.email)) else {
        return Err(fields.problem());
    };
    if org
        .people()
        .await?
        .iter()
        .any(|person| person.email == email && person.active)
    {
        return Err(Problem::new(Code::EmailTaken));
    }
    let (now, token) = (app.now(), secret::new(app));
    let lasts = i64::try_from(app.config().invitation_days.0.as_secs()).unwrap_or(i64::MAX);
    let invited_by = match grant.who() {
        Who::Person(id) => Some(id),
        Who::Token(_) | Who::System => None,
    };
    let id: InvitationId = app.id();
    let role = new.role.into();
    org.invite(&store::access::NewInvitation {
        id,
        email: email.clone(),
        role,
        token_hash: secret::hash(&token),
        invited_by,
        created_at: now,
        expires_at: now.plus_seconds(lasts),
    })
    .await?;
    note(
        app,
        &grant,
        "invite_person",
        Subject::new("invitation", id, email.as_str()),
        json!({ "role": role.as_str() }),
    )
    .await?;
    let made = org.invitations().await?.into_iter().find(|it| it.id == id);
    let made = made.ok_or_else(|| Problem::not_found("such invitation"))?;
    Ok((made, format!("{}/invitation/{token}", app.address())))
}

pub async fn revoke_invitation(app: &App, actor: &Actor, id: InvitationId) -> Result<(), Problem> {
    let grant = actor.require(Permission::ManagePeople)?;
    if !app
        .store()
        .org(&grant)
        .revoke_invitation(id, app.now())
        .await?
    {
        return Err(Problem::not_found("such open invitation"));
    }
    note(
        app,
        &grant,
        "revoke_invitation",
        Subject::new("invitation", id, ""),
        json!({}),
    )
    .await
}

/// What an invited person sees before they accept.
pub async fn show_invitation(
    app: &App,
    visitor: &Visitor,
    token: &str,
) -> Result<OpenInvitation, Problem> {
    let InvitedTo {
        invitation,
        organization,
    } = find_open(app, visitor, token).await?;
    let account = app
        .store()
        .access()
        .find_account_by_email(&invitation.email)
        .await?;
    Ok(OpenInvitation {
        organization: organization.name,
        email: invitation.email.to_string(),
        role: invitation.role.into(),
        has_account: account.is_some(),
    })
}

/// Joins. Somebody who has an account here proves it with its password; somebody new chooses one.
pub async fn accept_invitation(
    app: &App,
    visitor: &Visitor,
    token: &str,
    acceptance: &Acceptance,
) -> Result<Entered, Problem> {
    let InvitedTo { invitation, .. } = find_open(app, visitor, token).await?;
    let email = invitation.email.clone();
    let joining = match app.store().access().find_account_by_email(&email).await? {
        Some(account) => {
            prove_password(
                app,
                visitor,
                email.as_str(),
                Some(&account),
                &acceptance.password,
            )
            .await?;
            Joining::Known(account.id)
        }
        None => Joining::New(read_account(app, &email, acceptance).await?),
    };
    let (organization, person) = app
        .store()
        .access()
        .accept_invitation(&secret::hash(token), &joining, app.id(), app.now())
        .await?;
    let account = app.store().access().find_account_by_email(&email).await?;
    let account: Account = account.ok_or_else(|| Problem::not_found("such account"))?;
    let place = open_membership(app, &account, organization).await?;
    let place = place.ok_or_else(|| Problem::not_found("such membership"))?;
    let grant = Actor::person(organization, person, place.person.role)
        .require(Permission::ManageOwnSession)?;
    let subject = Subject::new("person", person, &account.name);
    note(
        app,
        &grant,
        "accept_invitation",
        subject,
        json!({ "role": place.person.role.as_str() }),
    )
    .await?;
    open_session(app, visitor, &account, &place).await
}

async fn find_open(app: &App, visitor: &Visitor, token: &str) -> Result<InvitedTo, Problem> {
    let counted = [Counted::link(visitor.ip)];
    let throttled = |wait| Problem::new(Code::Throttled).retry_after(wait);
    app.throttle()
        .attempt(&counted, app.now())
        .map_err(throttled)?;
    let found = app
        .store()
        .access()
        .find_invitation(&secret::hash(token))
        .await?;
    let open = found.filter(|it| it.invitation.state(app.now()) == InvitationState::Open);
    let open = open.ok_or_else(|| Problem::new(Code::InvitationGone))?;
    app.throttle().forgive(&counted);
    Ok(open)
}

async fn read_account(
    app: &App,
    email: &Email,
    acceptance: &Acceptance,
) -> Result<NewAccount, Problem> {
    let mut fields = Fields::default();
    let name = fields.take("name", PersonName::parse(&acceptance.name));
    let password = fields.take("password", Password::parse(&acceptance.password));
    let locale = read_locale(&mut fields, acceptance.locale.as_deref());
    let (Some(name), Some(password), Some(locale)) = (name, password, locale) else {
        return Err(fields.problem());
    };
    Ok(NewAccount {
        id: app.id(),
        email: email.clone(),
        name: name.as_str().to_owned(),
        password_hash: password::hash(app, &password).await?,
        locale,
        created_at: app.now(),
    })
}
