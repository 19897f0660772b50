//! Errors of ours.

use domain::ids::{ClientId, PromiseId};
use domain::loyalty::promises::{FoundBy, OwnError};
use domain::time::Timestamp;

use super::sql;
use crate::access::read_all;
use crate::db::{args, read_id, read_id_opt};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

#[derive(sqlx::FromRow)]
struct ErrorRow {
    id: String,
    client_id: String,
    client_key: String,
    client_name: Option<String>,
    words: String,
    happened_at: i64,
    found_by: String,
    told_at: Option<i64>,
    noted_at: i64,
    noted_by: Option<String>,
    withdrawn: bool,
}

impl TryFrom<ErrorRow> for OwnError {
    type Error = StoreError;

    fn try_from(row: ErrorRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "own_errors.id")?,
            client: read_id::<ClientId>(&row.client_id, "clients.id")?,
            client_key: row.client_key,
            client_name: row.client_name,
            words: row.words,
            at: Timestamp::from_micros(row.happened_at),
            found_by: FoundBy::parse(&row.found_by)
                .ok_or(StoreError::Unreadable("own_errors.found_by"))?,
            told_at: row.told_at.map(Timestamp::from_micros),
            noted_at: Timestamp::from_micros(row.noted_at),
            noted_by: read_id_opt(row.noted_by.as_deref(), "own_errors.noted_by")?,
            withdrawn: row.withdrawn,
        })
    }
}

impl OrgStore {
    pub async fn add_own_error(&self, new: &OwnError, client_no: i64) -> Result<()> {
        let values = args![
            self.tenant(),
            new.id,
            client_no,
            new.words.as_str(),
            new.at,
            new.found_by.as_str(),
            new.told_at,
            new.noted_at,
            new.noted_by,
            new.withdrawn,
        ];
        self.db.run(&sql::insert_own_error, values).await?;
        Ok(())
    }

    /// False where there is no such error.
    pub async fn change_own_error(&self, it: &OwnError) -> Result<bool> {
        let values = args![
            self.tenant(),
            it.id,
            it.words.as_str(),
            it.at,
            it.found_by.as_str(),
            it.told_at,
            it.withdrawn,
        ];
        Ok(self.db.run(&sql::update_own_error, values).await? > 0)
    }

    pub async fn own_error(&self, id: PromiseId) -> Result<Option<OwnError>> {
        let row: Option<ErrorRow> = self
            .db
            .row(&sql::find_own_error, args![self.tenant(), id])
            .await?;
        row.map(OwnError::try_from).transpose()
    }

    /// The newest first, without withdrawn ones; up to `limit` (1 to 1,000) after the last one of the page before.
    pub async fn own_errors(
        &self,
        client: Option<i64>,
        after: Option<(Timestamp, PromiseId)>,
        limit: usize,
    ) -> Result<Vec<OwnError>> {
        let first = (Timestamp::from_micros(i64::MAX), String::new());
        let (at, id) = after.map_or(first, |(at, id)| (at, id.to_string()));
        let values = args![
            self.tenant(),
            client.unwrap_or(-1),
            at,
            id,
            limit.clamp(1, 1_000)
        ];
        let rows: Vec<ErrorRow> = self.db.rows(&sql::list_own_errors, values).await?;
        read_all(rows)
    }
}
