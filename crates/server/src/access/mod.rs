//! Who comes in, and how they are recognized.

use domain::access::Actor;
use domain::ids::SessionId;

use crate::App;
use crate::error::{Code, Problem};

/// What a request shows to be recognized by.
pub enum Credential {
    /// The value of the session cookie.
    Session(String),
    /// A key of the API, with its `tst_`.
    Token(String),
}

/// Somebody who was recognized.
#[derive(Clone, Debug)]
pub struct Identity {
    actor: Actor,
    /// The browser, when it was not a key.
    session: Option<SessionId>,
}

impl Identity {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    pub fn session(&self) -> Option<SessionId> {
        self.session
    }
}

/// Recognizes somebody. `None` for a cookie that has run out; a token that does is refused in words.
pub async fn identify(_app: &App, credential: &Credential) -> Result<Option<Identity>, Problem> {
    match credential {
        Credential::Session(_) => Ok(None),
        Credential::Token(_) => Err(Problem::new(Code::TokenRefused)),
    }
}
