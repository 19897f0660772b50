//! Who acts, and the grant that lets them.
//!
//! The store opens an organization's rows only to a [`Grant`], and the one way to a grant is
//! [`Actor::require`]: its fields are private to this file. So no row is read without somebody
//! having been asked whether they may.

use crate::access::{Permission, Role};
use crate::ids::{OrganizationId, PersonId, TokenId};

/// Who is acting: a member, a program with a key of the API, or Touchstone itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Who {
    Person(PersonId),
    Token(TokenId),
    /// Work in the background and the command line on the server itself.
    System,
}

/// Somebody in one organization, with all that decides what they may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    organization: OrganizationId,
    who: Who,
    role: Role,
    /// What a key was made for; `None` = all that the role allows.
    scopes: Option<Vec<Permission>>,
}

/// Why somebody may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the role {} does not allow to {}", role.as_str(), permission.allows())]
    Role { role: Role, permission: Permission },
    #[error("this key was not made to {}", permission.allows())]
    Scope { permission: Permission },
}

/// The proof that this actor may do this one thing in this organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    organization: OrganizationId,
    who: Who,
    role: Role,
    permission: Permission,
}

impl Actor {
    /// A member of the organization.
    pub fn person(organization: OrganizationId, person: PersonId, role: Role) -> Self {
        Self {
            organization,
            who: Who::Person(person),
            role,
            scopes: None,
        }
    }

    /// A program with a key: never more than the key's scopes, and none that no key may have.
    pub fn token(organization: OrganizationId, token: TokenId, scopes: &[Permission]) -> Self {
        let scopes = scopes
            .iter()
            .copied()
            .filter(|scope| scope.is_scope())
            .collect();
        Self {
            organization,
            who: Who::Token(token),
            role: Role::Owner,
            scopes: Some(scopes),
        }
    }

    /// Touchstone itself, in a job or on the server's own command line.
    pub fn system(organization: OrganizationId) -> Self {
        Self {
            organization,
            who: Who::System,
            role: Role::Owner,
            scopes: None,
        }
    }

    pub fn organization(&self) -> OrganizationId {
        self.organization
    }

    pub fn who(&self) -> Who {
        self.who
    }

    pub fn role(&self) -> Role {
        self.role
    }

    /// Whether [`Actor::require`] would give a grant.
    pub fn may(&self, permission: Permission) -> bool {
        self.require(permission).is_ok()
    }

    /// All that this actor may do, in the order of the table.
    pub fn permissions(&self) -> Vec<Permission> {
        Permission::all()
            .filter(|permission| self.may(*permission))
            .collect()
    }

    /// The one way to a grant.
    pub fn require(&self, permission: Permission) -> Result<Grant, Refusal> {
        if !permission.is_given_to(self.role) {
            return Err(Refusal::Role {
                role: self.role,
                permission,
            });
        }
        if self
            .scopes
            .as_ref()
            .is_some_and(|scopes| !scopes.contains(&permission))
        {
            return Err(Refusal::Scope { permission });
        }
        Ok(Grant {
            organization: self.organization,
            who: self.who,
            role: self.role,
            permission,
        })
    }
}

impl Grant {
    pub fn organization(&self) -> OrganizationId {
        self.organization
    }

    pub fn who(&self) -> Who {
        self.who
    }

    pub fn role(&self) -> Role {
        self.role
    }

    pub fn permission(&self) -> Permission {
        self.permission
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn organization() -> OrganizationId {
        OrganizationId::from_uuid(Uuid::from_u128(1))
    }

    fn member(role: Role) -> Actor {
        Actor::person(
            organization(),
            PersonId::from_uuid(Uuid::from_u128(2)),
            role,
        )
    }

    #[test]
    fn a_grant_names_its_organization_and_its_permission() {
        let grant = member(Role::Analyst)
            .require(Permission::ReadInsight)
            .unwrap();
        assert_eq!(grant.organization(), organization());
        assert_eq!(grant.permission(), Permission::ReadInsight);
    }

    #[test]
    fn a_role_without_the_permission_is_refused_in_words() {
        let refusal = member(Role::Frontline)
            .require(Permission::ManagePeople)
            .unwrap_err();
        assert_eq!(
            refusal.to_string(),
            "the role frontline does not allow to invite people, change their role, close their access"
        );
    }

    #[test]
    fn a_key_does_what_it_was_made_for_and_nothing_else() {
        let token = TokenId::from_uuid(Uuid::from_u128(3));
        let key = Actor::token(
            organization(),
            token,
            &[Permission::RecordSignals, Permission::ManagePeople],
        );
        assert!(key.may(Permission::RecordSignals));
        assert_eq!(
            key.require(Permission::ReadInsight),
            Err(Refusal::Scope {
                permission: Permission::ReadInsight
            })
        );
        assert!(
            !key.may(Permission::ManagePeople),
            "no key may manage people, whatever it says"
        );
    }

    #[test]
    fn the_system_may_do_everything() {
        let system = Actor::system(organization());
        assert_eq!(system.permissions().len(), Permission::all().count());
    }
}
