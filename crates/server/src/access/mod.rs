//! Who comes in, how they are recognized, and what they may do about people, keys and organizations.

mod device;
pub mod http;
pub mod ops;
pub(crate) mod password;
pub(crate) mod secret;
mod throttle;
pub mod views;

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use domain::access::{Actor, ApiToken, Session};
use domain::time::Timestamp;
use store::access::SignedIn;

pub use device::DeviceKey;
pub use throttle::{Counted, Throttle};

use crate::App;
use crate::error::{Code, Problem};

/// What a request shows to be recognized by.
pub enum Credential {
    /// The value of the session cookie.
    Session(String),
    /// A key of the API, with its `tst_`.
    Token(String),
}

/// Where a request comes from: for throttling, and for the list of sessions.
#[derive(Clone, Debug)]
pub struct Visitor {
    pub ip: IpAddr,
    pub user_agent: String,
    /// The device cookie, not yet believed.
    pub device: Option<String>,
}

/// Somebody who was recognized.
#[derive(Clone, Debug)]
pub struct Identity(Arc<Recognized>);

#[derive(Debug)]
enum Recognized {
    Browser {
        actor: Actor,
        signed_in: Box<SignedIn>,
    },
    Program {
        actor: Actor,
    },
}

impl Identity {
    pub fn actor(&self) -> &Actor {
        match &*self.0 {
            Recognized::Browser { actor, .. } | Recognized::Program { actor } => actor,
        }
    }

    /// The session with its account and membership. A program has none.
    pub fn signed_in(&self) -> Result<&SignedIn, Problem> {
        match &*self.0 {
            Recognized::Browser { signed_in, .. } => Ok(signed_in),
            Recognized::Program { .. } => Err(Problem::because(
                Code::Forbidden,
                "This is for people who signed in, not for tokens.",
            )),
        }
    }

    pub fn session(&self) -> Option<&Session> {
        self.signed_in().ok().map(|signed_in| &signed_in.session)
    }
}

/// When something was used is kept to this precision, to spare the store's writer.
const USED: Duration = Duration::from_secs(60);

/// Whether more than `time` has passed from `then` to `now`.
fn has_passed(time: Duration, then: Timestamp, now: Timestamp) -> bool {
    i128::from(now.micros()) - i128::from(then.micros())
        > i128::try_from(time.as_micros()).unwrap_or(i128::MAX)
}

/// Recognizes somebody. `None` for a cookie that has run out: whoever has it is a stranger again. A token that
/// does not work is refused in words, because a program's author reads them.
pub async fn identify(app: &App, credential: &Credential) -> Result<Option<Identity>, Problem> {
    match credential {
        Credential::Session(cookie) => recognize_browser(app, cookie).await,
        Credential::Token(text) => recognize_program(app, text).await.map(Some),
    }
}

async fn recognize_browser(app: &App, cookie: &str) -> Result<Option<Identity>, Problem> {
    let now = app.now();
    let found = app
        .store()
        .access()
        .find_session(&secret::hash(cookie), now)
        .await?;
    let Some(signed_in) = found else {
        return Ok(None);
    };
    let session = &signed_in.session;
    if has_passed(app.config().session_idle_days.0, session.last_seen_at, now) {
        app.store()
            .access()
            .revoke_session(session.account, session.id, now)
            .await?;
        return Ok(None);
    }
    if has_passed(USED, session.last_seen_at, now) {
        app.store().access().see_session(session.id, now).await?;
    }
    let person = &signed_in.person;
    let actor = Actor::person(person.organization, person.id, person.role);
    Ok(Some(Identity(Arc::new(Recognized::Browser {
        actor,
        signed_in: Box::new(signed_in),
    }))))
}

async fn recognize_program(app: &App, text: &str) -> Result<Identity, Problem> {
    let now = app.now();
    let found = app.store().access().find_token(&secret::hash(text)).await?;
    let token = found
        .filter(|token: &ApiToken| token.is_valid(now))
        .ok_or_else(|| Problem::new(Code::TokenRefused))?;
    if token
        .last_used_at
        .is_none_or(|used| has_passed(USED, used, now))
    {
        app.store().access().use_token(token.id, now).await?;
    }
    let actor = Actor::token(token.organization, token.id, &token.scopes);
    Ok(Identity(Arc::new(Recognized::Program { actor })))
}
