//! Signing in and out, and the sessions of an account.

use domain::access::{Account, Actor, Email, Organization, Permission, Person, Session};
use domain::ids::{OrganizationId, SessionId};
use serde_json::json;
use store::access::{Membership, NewSession};
use tracing::info;

use super::me::me_of;
use super::{Subject, note};
use crate::App;
use crate::access::throttle::Counted;
use crate::access::views::Me;
use crate::access::{Identity, Visitor, password, secret};
use crate::error::{Code, Problem};
use crate::metrics::count_sign_in;

/// Somebody who has just come in: what their browser is to keep, and who they are.
pub struct Entered {
    /// The value of the session cookie.
    pub session: String,
    /// The value of the device cookie.
    pub device: String,
    pub me: Me,
}

/// Opens a session with address and password. A session that the browser had before ends.
pub async fn sign_in(
    app: &App,
    visitor: &Visitor,
    before: Option<&Identity>,
    email: &str,
    text: &str,
) -> Result<Entered, Problem> {
    let account = match Email::parse(email) {
        Ok(email) => app.store().access().find_account_by_email(&email).await?,
        Err(_) => None,
    };
    prove_password(app, visitor, email, account.as_ref(), text).await?;
    let account = account.ok_or_else(|| Problem::new(Code::WrongCredentials))?;
    let membership = last_place(app, &account).await?;
    if let Some(session) = before.and_then(Identity::session) {
        app.store()
            .access()
            .revoke_session(session.account, session.id, app.now())
            .await?;
    }
    count_sign_in("signed_in");
    open_session(app, visitor, &account, &membership).await
}

/// Counts the attempt, then compares. Takes as long for an address that nobody has.
pub async fn prove_password(
    app: &App,
    visitor: &Visitor,
    typed: &str,
    account: Option<&Account>,
    text: &str,
) -> Result<(), Problem> {
    let counted = counted_against(app, visitor, typed, account);
    app.throttle()
        .attempt(&counted, app.now())
        .map_err(|wait| {
            count_sign_in("throttled");
            Problem::new(Code::Throttled).retry_after(wait)
        })?;
    if !password::verify(text, account.map(|account| account.password_hash.as_str())).await? {
        count_sign_in("refused");
        info!(ip = %visitor.ip, "a password was wrong");
        return Err(Problem::new(Code::WrongCredentials));
    }
    app.throttle().forgive(&counted);
    Ok(())
}

fn counted_against(
    app: &App,
    visitor: &Visitor,
    typed: &str,
    account: Option<&Account>,
) -> Vec<Counted> {
    let known = account
        .zip(visitor.device.as_deref())
        .and_then(|(account, cookie)| {
            let number = app.device_key().recognize(cookie, account.id)?;
            Some(Counted::Device(account.id, number))
        });
    match known {
        Some(device) => vec![device],
        None => {
            let typed = typed.trim().to_lowercase().chars().take(254).collect();
            vec![Counted::Email(typed), Counted::ip(visitor.ip)]
        }
    }
}

/// Where the account was last, if it may still go there; otherwise the first place it may go.
async fn last_place(app: &App, account: &Account) -> Result<Membership, Problem> {
    let places = app.store().access().memberships(account.id).await?;
    let mut open: Vec<Membership> = places
        .into_iter()
        .filter(|place| place.person.active)
        .collect();
    let sessions = app.store().access().sessions(account.id, app.now()).await?;
    let last = sessions.first().map(|session| session.organization);
    let at = open
        .iter()
        .position(|place| Some(place.organization.id) == last)
        .unwrap_or_default();
    if open.is_empty() {
        return Err(Problem::because(
            Code::Forbidden,
            "Your access has been closed. Ask an owner of your organization.",
        ));
    }
    Ok(open.swap_remove(at))
}

/// A new session with a new secret: nothing that was known before signing in is worth anything after.
pub async fn open_session(
    app: &App,
    visitor: &Visitor,
    account: &Account,
    place: &Membership,
) -> Result<Entered, Problem> {
    let (now, value) = (app.now(), secret::new(app));
    let lasts = i64::try_from(app.config().session_days.0.as_secs()).unwrap_or(i64::MAX);
    let session = NewSession {
        id: app.id(),
        token_hash: secret::hash(&value),
        account: account.id,
        organization: place.organization.id,
        created_at: now,
        expires_at: now.plus_seconds(lasts),
        user_agent: visitor.user_agent.clone(),
        ip: visitor.ip.to_string(),
    };
    app.store().access().create_session(&session).await?;
    let actor = actor_of(&place.person, &place.organization);
    let grant = actor.require(Permission::ManageOwnSession)?;
    let subject = Subject::new("session", session.id, &session.user_agent);
    note(app, &grant, "sign_in", subject, json!({ "ip": session.ip })).await?;
    let device = app.device_key().issue(app, account.id);
    let me = me_of(app, account, &place.person, &place.organization).await?;
    Ok(Entered {
        session: value,
        device,
        me,
    })
}

fn actor_of(person: &Person, organization: &Organization) -> Actor {
    Actor::person(organization.id, person.id, person.role)
}

/// The membership of an account in an organization, if it is open.
pub async fn open_membership(
    app: &App,
    account: &Account,
    organization: OrganizationId,
) -> Result<Option<Membership>, Problem> {
    let places = app.store().access().memberships(account.id).await?;
    Ok(places
        .into_iter()
        .find(|place| place.organization.id == organization && place.person.active))
}

/// Ends the session. Somebody without one is signed out already.
pub async fn sign_out(app: &App, identity: Option<&Identity>) -> Result<(), Problem> {
    let Some(session) = identity.and_then(Identity::session) else {
        return Ok(());
    };
    app.store()
        .access()
        .revoke_session(session.account, session.id, app.now())
        .await?;
    Ok(())
}

/// The browsers in which this account is signed in, the last used first.
pub async fn list_sessions(app: &App, identity: &Identity) -> Result<Vec<Session>, Problem> {
    identity.actor().require(Permission::ManageOwnSession)?;
    let account = &identity.signed_in()?.account;
    Ok(app.store().access().sessions(account.id, app.now()).await?)
}

/// Signs another browser of this account out.
pub async fn revoke_session(app: &App, identity: &Identity, id: SessionId) -> Result<(), Problem> {
    let grant = identity.actor().require(Permission::ManageOwnSession)?;
    let account = &identity.signed_in()?.account;
    if !app
        .store()
        .access()
        .revoke_session(account.id, id, app.now())
        .await?
    {
        return Err(Problem::not_found("such session"));
    }
    note(
        app,
        &grant,
        "revoke_session",
        Subject::new("session", id, ""),
        json!({}),
    )
    .await
}
