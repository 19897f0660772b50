//! Journeys as designed: documents with a revision.

#[cfg(test)]
pub(crate) mod tests;

use domain::design::journeys::{Journey, JourneyDocument};
use domain::ids::{JourneyId, PersonId};
use domain::time::Timestamp;

use crate::access::read_all;
use crate::db::{args, read_id, read_id_opt, statements, without_nul};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

statements! { "journeys": delete_journey find_journey insert_journey list_journeys update_journey }

/// What a journey shall be from now on, who says so and when.
#[derive(Debug, Clone)]
pub struct JourneyEdit<'a> {
    pub document: &'a JourneyDocument,
    pub at: Timestamp,
    /// `None`: a program, or Touchstone itself.
    pub by: Option<PersonId>,
}

#[derive(sqlx::FromRow)]
struct JourneyRow {
    id: String,
    revision: i64,
    document: String,
    created_at: i64,
    changed_at: i64,
    changed_by: Option<String>,
}

impl TryFrom<JourneyRow> for Journey {
    type Error = StoreError;

    fn try_from(row: JourneyRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "journeys.id")?,
            revision: row.revision,
            document: serde_json::from_str(&row.document)
                .map_err(|_| StoreError::Unreadable("journeys.document"))?,
            created_at: Timestamp::from_micros(row.created_at),
            changed_at: Timestamp::from_micros(row.changed_at),
            changed_by: read_id_opt(row.changed_by.as_deref(), "journeys.changed_by")?,
        })
    }
}

fn write_document(document: &JourneyDocument) -> Result<String> {
    serde_json::to_string(document)
        .map(without_nul)
        .map_err(|_| StoreError::Unreadable("journeys.document"))
}

impl OrgStore {
    /// By name.
    pub async fn journeys(&self) -> Result<Vec<Journey>> {
        read_all(
            self.db
                .rows::<JourneyRow>(&sql::list_journeys, args![self.tenant()])
                .await?,
        )
    }

    pub async fn journey(&self, id: JourneyId) -> Result<Option<Journey>> {
        let row: Option<JourneyRow> = self
            .db
            .row(&sql::find_journey, args![self.tenant(), id])
            .await?;
        row.map(Journey::try_from).transpose()
    }

    /// Keeps a new journey at revision 1.
    pub async fn create_journey(&self, id: JourneyId, new: &JourneyEdit<'_>) -> Result<()> {
        let values = args![
            self.tenant(),
            id,
            new.document.name.as_str(),
            write_document(new.document)?,
            new.at,
            new.by,
        ];
        self.db.run(&sql::insert_journey, values).await?;
        Ok(())
    }

    /// Replaces the document of the revision that somebody has seen. False: there is no such journey, or somebody else
    /// was faster; nothing is changed then.
    pub async fn save_journey(
        &self,
        id: JourneyId,
        revision: i64,
        edit: &JourneyEdit<'_>,
    ) -> Result<bool> {
        let values = args![
            self.tenant(),
            id,
            revision,
            edit.document.name.as_str(),
            write_document(edit.document)?,
            edit.at,
            edit.by,
        ];
        Ok(self.db.run(&sql::update_journey, values).await? > 0)
    }

    pub async fn delete_journey(&self, id: JourneyId) -> Result<bool> {
        Ok(self
            .db
            .run(&sql::delete_journey, args![self.tenant(), id])
            .await?
            > 0)
    }
}
