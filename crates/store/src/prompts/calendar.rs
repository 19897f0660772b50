use domain::access::Role;
use domain::ids::{LinkId, OrganizationId, PersonId};
use domain::time::Timestamp;
use jiff::civil::Date;

use super::rows::PromptRow;
use super::{KeptPrompt, owner_text, sql};
use crate::access::{Access, read_all};
use crate::db::{args, read_id};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

/// A link that opens a person's calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarLink {
    pub id: LinkId,
    pub person: PersonId,
    pub created_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct LinkRow {
    id: String,
    person_id: String,
    created_at: i64,
}

impl TryFrom<LinkRow> for CalendarLink {
    type Error = StoreError;

    fn try_from(row: LinkRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "calendar_links.id")?,
            person: read_id(&row.person_id, "calendar_links.person_id")?,
            created_at: Timestamp::from_micros(row.created_at),
        })
    }
}

impl OrgStore {
    pub async fn add_calendar_link(&self, new: &CalendarLink, secret_hash: &str) -> Result<()> {
        let values = args![
            self.tenant(),
            new.id,
            new.person,
            secret_hash,
            new.created_at
        ];
        self.db.run(&sql::insert_calendar_link, values).await?;
        Ok(())
    }

    /// A person's links that were not revoked, the newest first.
    pub async fn calendar_links(&self, person: PersonId) -> Result<Vec<CalendarLink>> {
        let rows: Vec<LinkRow> = self
            .db
            .rows(&sql::list_calendar_links, args![self.tenant(), person])
            .await?;
        read_all(rows)
    }

    /// False where the person has no such link, or it was revoked before.
    pub async fn revoke_calendar_link(
        &self,
        id: LinkId,
        person: PersonId,
        now: Timestamp,
    ) -> Result<bool> {
        let values = args![self.tenant(), id, person, now];
        Ok(self.db.run(&sql::revoke_calendar_link, values).await? > 0)
    }

    /// A person's prompts that are or were due in a stretch of days; `None`: those of nobody in particular.
    pub async fn prompts_of_calendar(
        &self,
        owner: Option<PersonId>,
        from: Date,
        to: Date,
        limit: usize,
    ) -> Result<Vec<KeptPrompt>> {
        let values = args![
            self.tenant(),
            owner_text(owner),
            from.to_string(),
            to.to_string(),
            limit
        ];
        let rows: Vec<PromptRow> = self.db.rows(&sql::list_prompts_of_calendar, values).await?;
        read_all(rows)
    }
}

#[derive(sqlx::FromRow)]
struct HolderRow {
    organization_id: String,
    person_id: String,
    role: String,
}

impl Access {
    /// Whose calendar the link with this hash shows, with the role they have now; `None` where it is unknown or revoked,
    /// or the person no longer belongs to the organization.
    pub async fn find_calendar_link(
        &self,
        secret_hash: &str,
    ) -> Result<Option<(OrganizationId, PersonId, Role)>> {
        let row: Option<HolderRow> = self
            .db
            .row(&crate::access::sql::find_calendar_link, args![secret_hash])
            .await?;
        row.map(|row| {
            let role = Role::parse(&row.role);
            Ok((
                read_id(&row.organization_id, "calendar_links.organization_id")?,
                read_id(&row.person_id, "calendar_links.person_id")?,
                role.ok_or(StoreError::Unreadable("people.role"))?,
            ))
        })
        .transpose()
    }
}
