//! Conversations in which expectations were asked for.

#[cfg(test)]
pub(crate) mod tests;

use domain::ids::{ClientId, DiscoveryId};
use domain::loyalty::discovery::{Discovery, DiscoveryNotes};
use domain::time::Timestamp;

use crate::access::read_all;
use crate::db::{args, read_id, read_id_opt, statements};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

statements! { "discovery": delete_discovery find_discovery insert_discovery list_discoveries update_discovery }

/// Sessions of one client that are listed.
const MOST: usize = 200;

#[derive(sqlx::FromRow)]
struct DiscoveryRow {
    id: String,
    client_id: String,
    client_key: String,
    client_name: Option<String>,
    contact_id: Option<String>,
    held_by: Option<String>,
    held_at: i64,
    notes: String,
    played_back_at: Option<i64>,
    link_id: Option<String>,
}

impl TryFrom<DiscoveryRow> for Discovery {
    type Error = StoreError;

    fn try_from(row: DiscoveryRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "discovery_sessions.id")?,
            client: read_id::<ClientId>(&row.client_id, "clients.id")?,
            client_key: row.client_key,
            client_name: row.client_name,
            contact: read_id_opt(row.contact_id.as_deref(), "discovery_sessions.contact_id")?,
            held_by: read_id_opt(row.held_by.as_deref(), "discovery_sessions.held_by")?,
            held_at: Timestamp::from_micros(row.held_at),
            notes: serde_json::from_str(&row.notes)
                .map_err(|_| StoreError::Unreadable("discovery_sessions.notes"))?,
            played_back_at: row.played_back_at.map(Timestamp::from_micros),
            link: read_id_opt(row.link_id.as_deref(), "discovery_sessions.link_id")?,
        })
    }
}

fn write_notes(notes: &DiscoveryNotes) -> Result<String> {
    serde_json::to_string(notes)
        .map(crate::db::without_nul)
        .map_err(|_| StoreError::Unreadable("discovery_sessions.notes"))
}

impl OrgStore {
    /// Begins a session with the client of this number.
    pub async fn add_discovery(&self, new: &Discovery, client: i64, now: Timestamp) -> Result<()> {
        let values = args![
            self.tenant(),
            new.id,
            client,
            new.contact,
            new.held_by,
            new.held_at,
            write_notes(&new.notes)?,
            now
        ];
        self.db.run(&sql::insert_discovery, values).await?;
        Ok(())
    }

    pub async fn discovery(&self, id: DiscoveryId) -> Result<Option<Discovery>> {
        let row: Option<DiscoveryRow> = self
            .db
            .row(&sql::find_discovery, args![self.tenant(), id])
            .await?;
        row.map(Discovery::try_from).transpose()
    }

    /// The sessions with the client of this number, the newest first.
    pub async fn discoveries(&self, client: i64) -> Result<Vec<Discovery>> {
        let rows: Vec<DiscoveryRow> = self
            .db
            .rows(&sql::list_discoveries, args![self.tenant(), client, MOST])
            .await?;
        read_all(rows)
    }

    /// Writes a session anew. False where there is none, or its notes are not `before` any more.
    pub async fn change_discovery(
        &self,
        changed: &Discovery,
        before: &DiscoveryNotes,
    ) -> Result<bool> {
        let values = args![
            self.tenant(),
            changed.id,
            changed.contact,
            changed.held_at,
            write_notes(&changed.notes)?,
            changed.played_back_at,
            changed.link,
            write_notes(before)?
        ];
        Ok(self.db.run(&sql::update_discovery, values).await? > 0)
    }

    /// False where there is none, or it was played back.
    pub async fn delete_discovery(&self, id: DiscoveryId) -> Result<bool> {
        let values = args![self.tenant(), id];
        Ok(self.db.run(&sql::delete_discovery, values).await? > 0)
    }
}
