//! Organizations, people and how they come in.

mod audit;
mod door;
mod people;
mod rows;
#[cfg(test)]
mod tests;

use domain::access::{
    Account, Email, Invitation, Locale, Organization, Permission, Person, Role, Session,
};
use domain::ids::{AccountId, InvitationId, OrganizationId, PersonId, SessionId, TokenId};
use domain::time::{Timestamp, ZoneName};

use crate::db::{Db, statements};

pub use audit::{AuditFilter, AuditPage};
pub use door::OpenedLink;
pub(crate) use rows::read_all;

statements! { "access": accept_invitation any_account any_other_owner any_own_owner delete_old_sessions delete_setup_tokens find_account find_account_by_email find_any_client_link find_calendar_link find_client_link find_invitation_by_token find_organization find_ownerless_organization find_person find_progress_link find_session find_setup_token find_sprint_link find_token insert_account insert_audit insert_invitation insert_organization insert_person insert_session insert_setup_token insert_token list_audit list_audit_actions list_invitations list_memberships list_organizations list_people list_sessions list_tokens revoke_invitation revoke_other_sessions revoke_session revoke_token see_session switch_session take_setup_token update_account update_organization update_password update_person use_token  }

/// A tenant to be made.
#[derive(Debug, Clone)]
pub struct NewOrganization {
    pub id: OrganizationId,
    pub name: String,
    pub time_zone: ZoneName,
    pub demo: bool,
    pub created_at: Timestamp,
}

/// Somebody who will be able to sign in.
#[derive(Clone)]
pub struct NewAccount {
    pub id: AccountId,
    pub email: Email,
    pub name: String,
    /// As argon2 writes it; the store never sees a password.
    pub password_hash: String,
    pub locale: Locale,
    pub created_at: Timestamp,
}

/// A browser to be signed in.
#[derive(Debug, Clone)]
pub struct NewSession {
    pub id: SessionId,
    /// Of the cookie's value; hexadecimal.
    pub token_hash: String,
    pub account: AccountId,
    pub organization: OrganizationId,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    pub user_agent: String,
    pub ip: String,
}

/// All that a request with a valid cookie is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    pub session: Session,
    pub account: Account,
    pub person: Person,
    pub organization: Organization,
}

/// Where an account may go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    pub person: Person,
    pub organization: Organization,
}

/// Who accepts an invitation.
#[derive(Clone)]
pub enum Joining {
    /// Somebody who has no account yet.
    New(NewAccount),
    /// Somebody who has proved to own this account.
    Known(AccountId),
}

/// A link to be sent.
#[derive(Debug, Clone)]
pub struct NewInvitation {
    pub id: InvitationId,
    pub email: Email,
    pub role: Role,
    /// Of the link's secret; hexadecimal.
    pub token_hash: String,
    pub invited_by: Option<PersonId>,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
}

/// A key to be made.
#[derive(Debug, Clone)]
pub struct NewToken {
    pub id: TokenId,
    pub name: String,
    pub prefix: String,
    /// Of the whole secret; hexadecimal.
    pub token_hash: String,
    pub scopes: Vec<Permission>,
    pub made_by: Option<PersonId>,
    pub created_at: Timestamp,
    pub expires_at: Option<Timestamp>,
}

/// What comes before any organization is known. Whoever asks here shows a secret (a cookie, a key, a link,
/// a password) or is Touchstone itself.
#[derive(Clone, Debug)]
pub struct Access {
    pub(crate) db: Db,
}

impl Access {
    pub(crate) fn new(db: Db) -> Self {
        Self { db }
    }
}

/// An invitation together with who invites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitedTo {
    pub invitation: Invitation,
    pub organization: Organization,
}
