//! Saved filters over clients, and the columns on which they are asked.

use domain::clients::{Attributes, ClientKind};
use domain::ids::{ClientSegmentId, PersonId};
use domain::time::Timestamp;
use serde_json::Value;

use super::{read_attributes, sql};
use crate::access::read_all;
use crate::db::{args, read_id, read_id_opt};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

/// A saved filter; the document is the domain's to read.
#[derive(Debug, Clone, PartialEq)]
pub struct ClientSegment {
    pub id: ClientSegmentId,
    pub name: String,
    pub filter: Value,
    pub created_at: Timestamp,
    pub changed_at: Timestamp,
    pub by_name: String,
}

#[derive(sqlx::FromRow)]
struct SegmentRow {
    id: String,
    name: String,
    filter: String,
    created_at: i64,
    changed_at: i64,
    by_name: String,
}

impl TryFrom<SegmentRow> for ClientSegment {
    type Error = StoreError;

    fn try_from(row: SegmentRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "client_segments.id")?,
            name: row.name,
            filter: serde_json::from_str(&row.filter)
                .map_err(|_| StoreError::Unreadable("client_segments.filter"))?,
            created_at: Timestamp::from_micros(row.created_at),
            changed_at: Timestamp::from_micros(row.changed_at),
            by_name: row.by_name,
        })
    }
}

/// What filters ask of one client.
#[derive(Debug, Clone)]
pub struct KnownClient {
    pub no: i64,
    pub sort_name: String,
    pub kind: ClientKind,
    pub owner: Option<PersonId>,
    pub attributes: Attributes,
    /// In microseconds; 0: no touch is known.
    pub last_touch_at: i64,
    pub created_at: i64,
}

#[derive(sqlx::FromRow)]
struct FactsRow {
    no: i64,
    sort_name: String,
    kind: String,
    owner_id: Option<String>,
    attributes: String,
    last_touch_at: i64,
    created_at: i64,
}

impl TryFrom<FactsRow> for KnownClient {
    type Error = StoreError;

    fn try_from(row: FactsRow) -> Result<Self> {
        Ok(Self {
            no: row.no,
            sort_name: row.sort_name,
            kind: ClientKind::parse(&row.kind).ok_or(StoreError::Unreadable("clients.kind"))?,
            owner: read_id_opt(row.owner_id.as_deref(), "clients.owner_id")?,
            attributes: read_attributes(&row.attributes)?,
            last_touch_at: row.last_touch_at,
            created_at: row.created_at,
        })
    }
}

/// By which what was read of all clients is known to be still so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientsVersion {
    /// Grows whenever a client is added, changed or removed.
    pub attributes: i64,
    /// The number of the last touch, answer or event.
    pub seq: i64,
}

#[derive(sqlx::FromRow)]
struct LaterTouchRow {
    client_no: i64,
    last_touch_at: i64,
}

impl OrgStore {
    pub async fn clients_version(&self) -> Result<ClientsVersion> {
        let mut view = self.db.view().await?;
        let numbers = view.numbers(self.tenant()).await?;
        view.commit().await?;
        Ok(ClientsVersion {
            attributes: numbers.attributes_version,
            seq: numbers.seq,
        })
    }

    /// A page of what filters ask of clients, in the order of their names, after a name and a number; fewer than `limit`
    /// are the last ones.
    pub async fn known_clients(
        &self,
        after: (&str, i64),
        limit: usize,
    ) -> Result<Vec<KnownClient>> {
        let values = args![self.tenant(), after.0, after.1, limit];
        let rows: Vec<FactsRow> = self.db.rows(&sql::list_columns, values).await?;
        read_all(rows)
    }

    /// Who was met by touches that were written after a number, and when last (in microseconds).
    pub async fn later_touches(&self, seq: i64) -> Result<Vec<(i64, i64)>> {
        let rows: Vec<LaterTouchRow> = self
            .db
            .rows(&sql::list_later_touches, args![self.tenant(), seq])
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| (row.client_no, row.last_touch_at))
            .collect())
    }

    /// Saved filters, by name.
    pub async fn client_segments(&self) -> Result<Vec<ClientSegment>> {
        let rows: Vec<SegmentRow> = self
            .db
            .rows(&sql::list_segments, args![self.tenant()])
            .await?;
        read_all(rows)
    }

    pub async fn client_segment(&self, id: ClientSegmentId) -> Result<Option<ClientSegment>> {
        let row: Option<SegmentRow> = self
            .db
            .row(&sql::find_segment, args![self.tenant(), id])
            .await?;
        row.map(ClientSegment::try_from).transpose()
    }

    /// Refused where the name is taken.
    pub async fn create_client_segment(&self, segment: &ClientSegment) -> Result<()> {
        let values = args![
            self.tenant(),
            segment.id,
            segment.name.as_str(),
            segment.filter.to_string(),
            segment.created_at,
            segment.by_name.as_str(),
        ];
        self.db.run(&sql::insert_segment, values).await?;
        Ok(())
    }

    /// Its name and filter. False where there is no such segment; refused where the name is taken.
    pub async fn change_client_segment(&self, segment: &ClientSegment) -> Result<bool> {
        let values = args![
            self.tenant(),
            segment.id,
            segment.name.as_str(),
            segment.filter.to_string(),
            segment.changed_at,
        ];
        Ok(self.db.run(&sql::update_segment, values).await? > 0)
    }

    /// False where there is no such segment.
    pub async fn delete_client_segment(&self, id: ClientSegmentId) -> Result<bool> {
        let values = args![self.tenant(), id];
        Ok(self.db.run(&sql::delete_segment, values).await? > 0)
    }
}
