//! What the interface says about people and access, and what it is told.

use domain::access::{
    ApiToken, AuditEntry, Invitation, Locale, Organization, Permission, Person, Role, Session, Who,
};
use domain::ids::{AuditId, InvitationId, OrganizationId, PersonId, SessionId, TokenId};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a person is in the organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Role)]
pub enum RoleView {
    Owner,
    Designer,
    Frontline,
    Analyst,
}

impl From<Role> for RoleView {
    fn from(role: Role) -> Self {
        match role {
            Role::Owner => Self::Owner,
            Role::Designer => Self::Designer,
            Role::Frontline => Self::Frontline,
            Role::Analyst => Self::Analyst,
        }
    }
}

impl From<RoleView> for Role {
    fn from(role: RoleView) -> Self {
        match role {
            RoleView::Owner => Self::Owner,
            RoleView::Designer => Self::Designer,
            RoleView::Frontline => Self::Frontline,
            RoleView::Analyst => Self::Analyst,
        }
    }
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct Setup {
    /// Whether nobody owns this server yet.
    pub needed: bool,
}

#[derive(Deserialize, ToSchema)]
pub struct NewSetup {
    /// From the link that the server printed.
    pub token: String,
    pub organization: String,
    /// A name such as `Europe/Vienna`; the organization's days start and end there.
    pub time_zone: String,
    pub name: String,
    pub email: String,
    /// At least 10 characters.
    pub password: String,
    /// `en` or `de`.
    pub locale: Option<String>,
}

#[derive(Deserialize, ToSchema)]
pub struct NewSession {
    pub email: String,
    pub password: String,
}

#[derive(Deserialize, ToSchema)]
pub struct OrganizationChoice {
    #[schema(value_type = String, format = "uuid")]
    pub id: OrganizationId,
}

/// Who is signed in, where, and what they may do.
#[derive(Serialize, ToSchema)]
pub struct Me {
    pub person: MyPerson,
    pub organization: OrganizationView,
    /// All organizations of this account, the present one too.
    pub organizations: Vec<OrganizationName>,
    #[schema(value_type = Vec<String>)]
    pub permissions: Vec<Permission>,
}

#[derive(Serialize, ToSchema)]
pub struct MyPerson {
    #[schema(value_type = String, format = "uuid")]
    pub id: PersonId,
    pub name: String,
    pub email: String,
    pub role: RoleView,
    #[schema(value_type = String)]
    pub locale: Locale,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Organization)]
pub struct OrganizationView {
    #[schema(value_type = String, format = "uuid")]
    pub id: OrganizationId,
    pub name: String,
    pub time_zone: String,
    /// Filled with simulated clients.
    pub demo: bool,
}

impl From<Organization> for OrganizationView {
    fn from(it: Organization) -> Self {
        Self {
            id: it.id,
            name: it.name,
            time_zone: it.time_zone.as_str().to_owned(),
            demo: it.demo,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct OrganizationName {
    #[schema(value_type = String, format = "uuid")]
    pub id: OrganizationId,
    pub name: String,
}

#[derive(Deserialize, ToSchema)]
pub struct NewOrganization {
    pub name: String,
    pub time_zone: String,
}

#[derive(Default, Deserialize, ToSchema)]
pub struct OrganizationChange {
    pub name: Option<String>,
    pub time_zone: Option<String>,
}

#[derive(Default, Deserialize, ToSchema)]
pub struct MyChange {
    pub name: Option<String>,
    pub locale: Option<String>,
    pub password: Option<PasswordChange>,
}

#[derive(Deserialize, ToSchema)]
pub struct PasswordChange {
    pub current: String,
    pub new: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Session)]
pub struct SessionView {
    #[schema(value_type = String, format = "uuid")]
    pub id: SessionId,
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    pub last_seen_at: Timestamp,
    pub user_agent: String,
    pub ip: String,
    /// The browser that is asking.
    pub current: bool,
}

impl SessionView {
    pub fn of(it: Session, current: Option<SessionId>) -> Self {
        Self {
            current: current == Some(it.id),
            id: it.id,
            created_at: it.created_at,
            last_seen_at: it.last_seen_at,
            user_agent: it.user_agent,
            ip: it.ip,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = Person)]
pub struct PersonView {
    #[schema(value_type = String, format = "uuid")]
    pub id: PersonId,
    pub name: String,
    pub email: String,
    pub role: RoleView,
    /// Whether they can come in. The name stays for the audit log.
    pub active: bool,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_seen_at: Option<Timestamp>,
}

impl From<Person> for PersonView {
    fn from(it: Person) -> Self {
        Self {
            id: it.id,
            name: it.name,
            email: it.email.to_string(),
            role: it.role.into(),
            active: it.active,
            last_seen_at: it.last_seen_at,
        }
    }
}

/// Somebody by name alone: without address, role and habits, which are for those who manage people.
#[derive(Serialize, ToSchema)]
#[schema(as = Colleague)]
pub struct ColleagueView {
    #[schema(value_type = String, format = "uuid")]
    pub id: PersonId,
    pub name: String,
}

impl From<Person> for ColleagueView {
    fn from(it: Person) -> Self {
        Self {
            id: it.id,
            name: it.name,
        }
    }
}

#[derive(Default, Deserialize, ToSchema)]
pub struct PersonChange {
    pub role: Option<RoleView>,
    pub active: Option<bool>,
}

#[derive(Deserialize, ToSchema)]
pub struct NewInvitation {
    pub email: String,
    pub role: RoleView,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Invitation)]
pub struct InvitationView {
    #[schema(value_type = String, format = "uuid")]
    pub id: InvitationId,
    pub email: String,
    pub role: RoleView,
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
    /// Given once, when the invitation is made: whoever has it can accept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

impl InvitationView {
    pub fn of(it: Invitation, link: Option<String>) -> Self {
        Self {
            id: it.id,
            email: it.email.to_string(),
            role: it.role.into(),
            created_at: it.created_at,
            expires_at: it.expires_at,
            link,
        }
    }
}

/// What the invited person sees before they accept.
#[derive(Serialize, ToSchema)]
pub struct OpenInvitation {
    /// The organization's name.
    pub organization: String,
    pub email: String,
    pub role: RoleView,
    /// Whether this address has an account here: then the password is the one it has.
    pub has_account: bool,
}

#[derive(Deserialize, ToSchema)]
pub struct Acceptance {
    /// Not needed from somebody who has an account here.
    #[serde(default)]
    pub name: String,
    pub password: String,
    pub locale: Option<String>,
}

#[derive(Deserialize, ToSchema)]
pub struct NewToken {
    pub name: String,
    /// Permissions from docs/permissions.md.
    pub scopes: Vec<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub expires_at: Option<Timestamp>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Token)]
pub struct TokenView {
    #[schema(value_type = String, format = "uuid")]
    pub id: TokenId,
    pub name: String,
    /// The start of the token, by which people tell it apart.
    pub prefix: String,
    #[schema(value_type = Vec<String>)]
    pub scopes: Vec<Permission>,
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub expires_at: Option<Timestamp>,
    /// To the minute.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_used_at: Option<Timestamp>,
    /// Given once, when the token is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
}

impl TokenView {
    pub fn of(it: ApiToken, secret: Option<String>) -> Self {
        Self {
            id: it.id,
            name: it.name,
            prefix: it.prefix,
            scopes: it.scopes,
            created_at: it.created_at,
            expires_at: it.expires_at,
            last_used_at: it.last_used_at,
            secret,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = AuditEntry)]
pub struct AuditView {
    #[schema(value_type = String, format = "uuid")]
    pub id: AuditId,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub actor: AuditActor,
    /// The operation, such as `undo_import`.
    pub action: String,
    pub subject: AuditSubjectView,
    /// What else was noted: values before and after, counts.
    #[schema(value_type = Object)]
    pub detail: serde_json::Value,
}

#[derive(Serialize, ToSchema)]
pub struct AuditActor {
    /// `person`, `token` or `system`.
    pub kind: String,
    /// As it was called then.
    pub name: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = AuditSubject)]
pub struct AuditSubjectView {
    pub kind: String,
    pub id: String,
    pub label: String,
}

impl From<AuditEntry> for AuditView {
    fn from(it: AuditEntry) -> Self {
        let kind = match it.who {
            Who::Person(_) => "person",
            Who::Token(_) => "token",
            Who::System => "system",
        };
        Self {
            id: it.id,
            at: it.at,
            actor: AuditActor {
                kind: kind.to_owned(),
                name: it.actor_name,
            },
            action: it.action,
            subject: AuditSubjectView {
                kind: it.subject.kind,
                id: it.subject.id,
                label: it.subject.label,
            },
            detail: it.detail,
        }
    }
}
