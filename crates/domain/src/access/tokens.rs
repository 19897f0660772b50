use super::{Permission, Role};
use crate::ids::{OrganizationId, PersonId, TokenId};
use crate::time::Timestamp;

/// A key of the API. Its secret is shown once, when it is made; here stands only what names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiToken {
    pub id: TokenId,
    pub organization: OrganizationId,
    pub name: String,
    /// The first characters of the secret, by which people tell keys apart.
    pub prefix: String,
    pub scopes: Vec<Permission>,
    pub made_by: Option<PersonId>,
    pub created_at: Timestamp,
    pub expires_at: Option<Timestamp>,
    pub last_used_at: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
}

impl ApiToken {
    /// Neither revoked nor run out.
    pub fn is_valid(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|expires| now < expires)
    }

    /// Whether a person of this role may make a key with these scopes: nobody hands out more than they have.
    pub fn may_be_made_by(role: Role, scopes: &[Permission]) -> bool {
        scopes
            .iter()
            .all(|scope| scope.is_scope() && scope.is_given_to(role))
    }
}
