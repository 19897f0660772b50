use serde::{Deserialize, Serialize};

use super::{Email, Role};
use crate::ids::{AccountId, OrganizationId, PersonId, SessionId};
use crate::time::{Timestamp, ZoneName};

/// The language of the screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Locale {
    #[default]
    En,
    De,
}

impl Locale {
    pub const ALL: [Self; 2] = [Self::En, Self::De];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }

    /// Reads `de`, `de-AT`, `en_GB`; `None` for a language that the screens don't speak.
    pub fn parse(text: &str) -> Option<Self> {
        let language = text
            .split(['-', '_'])
            .next()
            .unwrap_or_default()
            .to_lowercase();
        Self::ALL
            .into_iter()
            .find(|locale| locale.as_str() == language)
    }
}

/// One firm; the tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    pub id: OrganizationId,
    pub name: String,
    /// In which its days start and end.
    pub time_zone: ZoneName,
    /// Filled with simulated clients.
    pub demo: bool,
    pub created_at: Timestamp,
}

/// A human being who can sign in to this server.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    pub id: AccountId,
    pub email: Email,
    pub name: String,
    /// As argon2 writes it (PHC string).
    pub password_hash: String,
    pub locale: Locale,
    pub created_at: Timestamp,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Without the hash: what is printed ends in logs.
        f.debug_struct("Account")
            .field("id", &self.id)
            .field("email", &self.email)
            .finish_non_exhaustive()
    }
}

/// An account's membership in one organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub id: PersonId,
    pub organization: OrganizationId,
    pub account: AccountId,
    pub name: String,
    pub email: Email,
    pub role: Role,
    /// False: the access is closed; the name stays for the audit log.
    pub active: bool,
    pub created_at: Timestamp,
    /// When one of the person's sessions was last used; `None` = never yet.
    pub last_seen_at: Option<Timestamp>,
}

/// A browser that is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub id: SessionId,
    pub account: AccountId,
    /// The organization that the screens show at the moment.
    pub organization: OrganizationId,
    pub created_at: Timestamp,
    pub last_seen_at: Timestamp,
    pub expires_at: Timestamp,
    pub user_agent: String,
    pub ip: String,
}
