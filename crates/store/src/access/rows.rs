//! Rows as the databases return them, and how they become the domain's words.

use domain::access::{
    Account, ApiToken, AuditEntry, AuditSubject, Email, Invitation, Locale, Organization,
    Permission, Person, Role, Session,
};
use domain::time::{Timestamp, ZoneName};

use super::{Membership, SignedIn};
use crate::db::{read_id, read_id_opt};
use crate::error::{Result, StoreError};
use crate::org::read_who;

#[derive(sqlx::FromRow)]
pub(super) struct FoundRow {
    pub found: bool,
}

#[derive(sqlx::FromRow)]
pub(super) struct IdRow {
    pub id: String,
}

#[derive(sqlx::FromRow)]
pub(super) struct ActionRow {
    pub action: String,
}

fn read_role(text: &str) -> Result<Role> {
    Role::parse(text).ok_or(StoreError::Unreadable("a role"))
}

fn read_email(text: &str) -> Result<Email> {
    Email::parse(text).map_err(|_| StoreError::Unreadable("an e-mail address"))
}

fn read_zone(text: &str) -> Result<ZoneName> {
    ZoneName::parse(text).map_err(|_| StoreError::Unreadable("a time zone"))
}

fn moment(micros: Option<i64>) -> Option<Timestamp> {
    micros.map(Timestamp::from_micros)
}

#[derive(sqlx::FromRow)]
pub(super) struct OrganizationRow {
    id: String,
    name: String,
    time_zone: String,
    demo: bool,
    created_at: i64,
}

impl TryFrom<OrganizationRow> for Organization {
    type Error = StoreError;

    fn try_from(row: OrganizationRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "organizations.id")?,
            name: row.name,
            time_zone: read_zone(&row.time_zone)?,
            demo: row.demo,
            created_at: Timestamp::from_micros(row.created_at),
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct AccountRow {
    id: String,
    email: String,
    name: String,
    password_hash: String,
    locale: String,
    created_at: i64,
}

impl TryFrom<AccountRow> for Account {
    type Error = StoreError;

    fn try_from(row: AccountRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "accounts.id")?,
            email: read_email(&row.email)?,
            name: row.name,
            password_hash: row.password_hash,
            locale: Locale::parse(&row.locale).unwrap_or_default(),
            created_at: Timestamp::from_micros(row.created_at),
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct PersonRow {
    id: String,
    organization_id: String,
    account_id: String,
    name: String,
    email: String,
    role: String,
    active: bool,
    created_at: i64,
    last_seen_at: Option<i64>,
}

impl TryFrom<PersonRow> for Person {
    type Error = StoreError;

    fn try_from(row: PersonRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "people.id")?,
            organization: read_id(&row.organization_id, "people.organization_id")?,
            account: read_id(&row.account_id, "people.account_id")?,
            name: row.name,
            email: read_email(&row.email)?,
            role: read_role(&row.role)?,
            active: row.active,
            created_at: Timestamp::from_micros(row.created_at),
            last_seen_at: moment(row.last_seen_at),
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct MembershipRow {
    id: String,
    organization_id: String,
    account_id: String,
    name: String,
    email: String,
    role: String,
    active: bool,
    created_at: i64,
    organization_name: String,
    time_zone: String,
    demo: bool,
    organization_created_at: i64,
}

impl TryFrom<MembershipRow> for Membership {
    type Error = StoreError;

    fn try_from(row: MembershipRow) -> Result<Self> {
        let organization = OrganizationRow {
            id: row.organization_id.clone(),
            name: row.organization_name,
            time_zone: row.time_zone,
            demo: row.demo,
            created_at: row.organization_created_at,
        };
        let person = PersonRow {
            id: row.id,
            organization_id: row.organization_id,
            account_id: row.account_id,
            name: row.name,
            email: row.email,
            role: row.role,
            active: row.active,
            created_at: row.created_at,
            last_seen_at: None,
        };
        Ok(Self {
            person: person.try_into()?,
            organization: organization.try_into()?,
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct SessionRow {
    id: String,
    account_id: String,
    organization_id: String,
    created_at: i64,
    last_seen_at: i64,
    expires_at: i64,
    user_agent: String,
    ip: String,
}

impl TryFrom<SessionRow> for Session {
    type Error = StoreError;

    fn try_from(row: SessionRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "sessions.id")?,
            account: read_id(&row.account_id, "sessions.account_id")?,
            organization: read_id(&row.organization_id, "sessions.organization_id")?,
            created_at: Timestamp::from_micros(row.created_at),
            last_seen_at: Timestamp::from_micros(row.last_seen_at),
            expires_at: Timestamp::from_micros(row.expires_at),
            user_agent: row.user_agent,
            ip: row.ip,
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct SignedInRow {
    #[sqlx(flatten)]
    session: SessionRow,
    email: String,
    name: String,
    password_hash: String,
    locale: String,
    account_created_at: i64,
    person_id: String,
    role: String,
    person_created_at: i64,
    organization_name: String,
    time_zone: String,
    demo: bool,
    organization_created_at: i64,
}

impl TryFrom<SignedInRow> for SignedIn {
    type Error = StoreError;

    fn try_from(row: SignedInRow) -> Result<Self> {
        let person = PersonRow {
            id: row.person_id,
            organization_id: row.session.organization_id.clone(),
            account_id: row.session.account_id.clone(),
            name: row.name.clone(),
            email: row.email.clone(),
            role: row.role,
            active: true,
            created_at: row.person_created_at,
            last_seen_at: Some(row.session.last_seen_at),
        };
        let account = AccountRow {
            id: row.session.account_id.clone(),
            email: row.email,
            name: row.name,
            password_hash: row.password_hash,
            locale: row.locale,
            created_at: row.account_created_at,
        };
        let organization = OrganizationRow {
            id: row.session.organization_id.clone(),
            name: row.organization_name,
            time_zone: row.time_zone,
            demo: row.demo,
            created_at: row.organization_created_at,
        };
        Ok(Self {
            session: row.session.try_into()?,
            account: account.try_into()?,
            person: person.try_into()?,
            organization: organization.try_into()?,
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct InvitationRow {
    id: String,
    organization_id: String,
    email: String,
    role: String,
    invited_by: Option<String>,
    created_at: i64,
    expires_at: i64,
    accepted_at: Option<i64>,
    revoked_at: Option<i64>,
}

impl TryFrom<InvitationRow> for Invitation {
    type Error = StoreError;

    fn try_from(row: InvitationRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "invitations.id")?,
            organization: read_id(&row.organization_id, "invitations.organization_id")?,
            email: read_email(&row.email)?,
            role: read_role(&row.role)?,
            invited_by: read_id_opt(row.invited_by.as_deref(), "invitations.invited_by")?,
            created_at: Timestamp::from_micros(row.created_at),
            expires_at: Timestamp::from_micros(row.expires_at),
            accepted_at: moment(row.accepted_at),
            revoked_at: moment(row.revoked_at),
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct TokenRow {
    id: String,
    organization_id: String,
    name: String,
    prefix: String,
    scopes: String,
    made_by: Option<String>,
    created_at: i64,
    expires_at: Option<i64>,
    last_used_at: Option<i64>,
    revoked_at: Option<i64>,
}

impl TryFrom<TokenRow> for ApiToken {
    type Error = StoreError;

    fn try_from(row: TokenRow) -> Result<Self> {
        // A scope that a later version knew and this one doesn't gives nothing here.
        let scopes: Vec<String> = serde_json::from_str(&row.scopes)
            .map_err(|_| StoreError::Unreadable("api_tokens.scopes"))?;
        Ok(Self {
            id: read_id(&row.id, "api_tokens.id")?,
            organization: read_id(&row.organization_id, "api_tokens.organization_id")?,
            name: row.name,
            prefix: row.prefix,
            scopes: scopes
                .iter()
                .filter_map(|scope| Permission::parse(scope))
                .collect(),
            made_by: read_id_opt(row.made_by.as_deref(), "api_tokens.made_by")?,
            created_at: Timestamp::from_micros(row.created_at),
            expires_at: moment(row.expires_at),
            last_used_at: moment(row.last_used_at),
            revoked_at: moment(row.revoked_at),
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct AuditRow {
    id: String,
    at: i64,
    who: String,
    who_id: Option<String>,
    actor_name: String,
    action: String,
    subject_kind: String,
    subject_id: String,
    subject_label: String,
    detail: String,
}

impl TryFrom<AuditRow> for AuditEntry {
    type Error = StoreError;

    fn try_from(row: AuditRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "audit_log.id")?,
            at: Timestamp::from_micros(row.at),
            who: read_who(&row.who, row.who_id.as_deref())?,
            actor_name: row.actor_name,
            action: row.action,
            subject: AuditSubject {
                kind: row.subject_kind,
                id: row.subject_id,
                label: row.subject_label,
            },
            detail: serde_json::from_str(&row.detail)
                .map_err(|_| StoreError::Unreadable("audit_log.detail"))?,
        })
    }
}

/// Turns rows into what they mean; the first unreadable one fails the whole.
pub(crate) fn read_all<R, T: TryFrom<R, Error = StoreError>>(rows: Vec<R>) -> Result<Vec<T>> {
    rows.into_iter().map(T::try_from).collect()
}
