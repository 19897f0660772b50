//! Who may come in, and what they may do there.
//!
//! - **organization**: one firm; the tenant. Nothing of one is ever seen in another.
//! - **account**: a human being who can sign in to this server, known by an e-mail address.
//! - **person**: an account's membership in one organization, with a role. It can be closed
//!   (not active) but not erased, so that the audit log keeps its names.
//! - **role**: owner, designer, frontline, analyst; what each may do stands in [`PERMISSIONS`].
//! - **invitation**: a link by which somebody joins with a given role.
//! - **session**: a browser that is signed in. **token**: a key of the API, for a program.
//! - **audit**: who did what, when; only ever appended.

mod audit;
mod email;
mod invitation;
mod names;
mod password;
mod people;
mod permissions;
mod tokens;

pub use crate::grant::{Actor, Grant, Refusal, Who};
pub use audit::{AuditEntry, AuditSubject};
pub use email::{Email, EmailRefusal};
pub use invitation::{Invitation, InvitationState};
pub use names::{NameRefusal, OrganizationName, PersonName};
pub use password::{Password, PasswordRefusal};
pub use people::{Account, Locale, Organization, Person, Session};
pub use permissions::{PERMISSIONS, Permission, Role, document};
pub use tokens::ApiToken;

#[cfg(test)]
mod tests;
