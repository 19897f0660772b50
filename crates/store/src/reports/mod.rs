//! What the programme reads of plans and deliveries, and links to the published progress page.

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use domain::ids::{LinkId, PersonId, TouchpointId};
use domain::time::Timestamp;

use crate::access::read_all;
use crate::db::{args, narrow, read_id, read_id_opt, statements};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

statements! { "reports": count_deliveries insert_progress_link list_progress_links list_publications revoke_progress_link }

/// A link that opens the progress page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgressLink {
    pub id: LinkId,
    /// For whom it is.
    pub name: String,
    pub made_by: Option<PersonId>,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct PublicationRow {
    touchpoint_id: String,
    published_at: i64,
}

#[derive(sqlx::FromRow)]
struct CountRow {
    touchpoint_no: i64,
    count: i64,
}

#[derive(sqlx::FromRow)]
struct LinkRow {
    id: String,
    name: String,
    made_by: Option<String>,
    created_at: i64,
    expires_at: i64,
}

impl TryFrom<LinkRow> for ProgressLink {
    type Error = StoreError;

    fn try_from(row: LinkRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "progress_links.id")?,
            name: row.name,
            made_by: read_id_opt(row.made_by.as_deref(), "progress_links.made_by")?,
            created_at: Timestamp::from_micros(row.created_at),
            expires_at: Timestamp::from_micros(row.expires_at),
        })
    }
}

impl OrgStore {
    pub async fn add_progress_link(&self, new: &ProgressLink, secret_hash: &str) -> Result<()> {
        let values = args![
            self.tenant(),
            new.id,
            new.name.as_str(),
            secret_hash,
            new.made_by,
            new.created_at,
            new.expires_at
        ];
        self.db.run(&sql::insert_progress_link, values).await?;
        Ok(())
    }

    /// Those that were not revoked, expired ones too; the newest first.
    pub async fn progress_links(&self) -> Result<Vec<ProgressLink>> {
        let rows: Vec<LinkRow> = self
            .db
            .rows(&sql::list_progress_links, args![self.tenant()])
            .await?;
        read_all(rows)
    }

    /// False where there is no such link, or it was revoked before.
    pub async fn revoke_progress_link(&self, id: LinkId, now: Timestamp) -> Result<bool> {
        let values = args![self.tenant(), id, now];
        Ok(self.db.run(&sql::revoke_progress_link, values).await? > 0)
    }

    /// When plans were published since then, in the order of time.
    pub async fn publications(&self, since: Timestamp) -> Result<Vec<(TouchpointId, Timestamp)>> {
        let rows: Vec<PublicationRow> = self
            .db
            .rows(&sql::list_publications, args![self.tenant(), since])
            .await?;
        rows.into_iter()
            .map(|row| {
                let touchpoint = read_id(&row.touchpoint_id, "plans.touchpoint_id")?;
                Ok((touchpoint, Timestamp::from_micros(row.published_at)))
            })
            .collect()
    }

    /// Deliveries with a checklist since then, by the touchpoint's number.
    pub async fn deliveries_since(&self, since: Timestamp) -> Result<HashMap<i32, u32>> {
        let rows: Vec<CountRow> = self
            .db
            .rows(&sql::count_deliveries, args![self.tenant(), since])
            .await?;
        rows.into_iter()
            .map(|row| {
                let no = narrow(row.touchpoint_no, "deliveries.touchpoint_no")?;
                Ok((no, u32::try_from(row.count).unwrap_or(u32::MAX)))
            })
            .collect()
    }
}
