//! How columns are read, kept for next year's file; and files that wait to be brought in.

use domain::ids::{MappingId, UploadId};
use domain::time::Timestamp;

use super::sql;
use crate::access::read_all;
use crate::db::{args, narrow, read_id};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

/// A mapping to be kept under its name.
#[derive(Debug, Clone)]
pub struct NewMapping {
    /// Used where the name is new.
    pub id: MappingId,
    pub name: String,
    pub source: String,
    pub document: serde_json::Value,
    pub saved_at: Timestamp,
}

/// How the columns of a file are read: a versioned document.
#[derive(Debug, Clone, PartialEq)]
pub struct Mapping {
    pub id: MappingId,
    pub name: String,
    pub source: String,
    /// From 1.
    pub version: i32,
    pub document: serde_json::Value,
    pub updated_at: Timestamp,
}

/// A file that lies in the server's folder; `details` is what the server found out about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Upload {
    pub id: UploadId,
    pub name: String,
    pub bytes: u64,
    pub details: serde_json::Value,
    pub created_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct MappingRow {
    id: String,
    name: String,
    source: String,
    version: i64,
    document: String,
    updated_at: i64,
}

impl TryFrom<MappingRow> for Mapping {
    type Error = StoreError;

    fn try_from(row: MappingRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "mappings.id")?,
            name: row.name,
            source: row.source,
            version: narrow(row.version, "mappings.version")?,
            document: serde_json::from_str(&row.document)
                .map_err(|_| StoreError::Unreadable("mappings.document"))?,
            updated_at: Timestamp::from_micros(row.updated_at),
        })
    }
}

#[derive(sqlx::FromRow)]
struct DocumentRow {
    document: String,
}

#[derive(sqlx::FromRow)]
struct UploadRow {
    id: String,
    name: String,
    bytes: i64,
    details: String,
    created_at: i64,
}

impl TryFrom<UploadRow> for Upload {
    type Error = StoreError;

    fn try_from(row: UploadRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "uploads.id")?,
            name: row.name,
            bytes: row.bytes.unsigned_abs(),
            details: serde_json::from_str(&row.details)
                .map_err(|_| StoreError::Unreadable("uploads.details"))?,
            created_at: Timestamp::from_micros(row.created_at),
        })
    }
}

impl OrgStore {
    /// Keeps a mapping: a new name makes version 1, a known one the next version, the same document none.
    pub async fn save_mapping(&self, new: &NewMapping) -> Result<Mapping> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        tx.lock(tenant).await?;
        let row: Option<MappingRow> = tx
            .row(&sql::find_mapping_by_name, args![tenant, new.name.as_str()])
            .await?;
        let mut mapping = match row.map(Mapping::try_from).transpose()? {
            Some(known) if known.document == new.document && known.source == new.source => {
                return Ok(known);
            }
            Some(known) => Mapping {
                version: known.version + 1,
                ..known
            },
            None => Mapping {
                id: new.id,
                name: new.name.clone(),
                source: String::new(),
                version: 1,
                document: serde_json::Value::Null,
                updated_at: new.saved_at,
            },
        };
        mapping.source.clone_from(&new.source);
        mapping.document.clone_from(&new.document);
        mapping.updated_at = new.saved_at;
        let document = new.document.to_string();
        if mapping.version == 1 {
            let values = args![
                tenant,
                mapping.id,
                mapping.name.as_str(),
                mapping.source.as_str(),
                document.as_str(),
                new.saved_at,
            ];
            tx.run(&sql::insert_mapping, values).await?;
        } else {
            let values = args![
                tenant,
                mapping.id,
                mapping.source.as_str(),
                mapping.version,
                document.as_str(),
                new.saved_at,
            ];
            tx.run(&sql::update_mapping, values).await?;
        }
        let values = args![tenant, mapping.id, mapping.version, document, new.saved_at];
        tx.run(&sql::insert_mapping_version, values).await?;
        tx.commit().await?;
        Ok(mapping)
    }

    /// By name.
    pub async fn mappings(&self) -> Result<Vec<Mapping>> {
        read_all(
            self.db
                .rows::<MappingRow>(&sql::list_mappings, args![self.tenant()])
                .await?,
        )
    }

    pub async fn mapping(&self, id: MappingId) -> Result<Option<Mapping>> {
        let row: Option<MappingRow> = self
            .db
            .row(&sql::find_mapping, args![self.tenant(), id])
            .await?;
        row.map(Mapping::try_from).transpose()
    }

    /// The document as it was in an earlier version.
    pub async fn mapping_version(
        &self,
        id: MappingId,
        version: i32,
    ) -> Result<Option<serde_json::Value>> {
        let row: Option<DocumentRow> = self
            .db
            .row(
                &sql::find_mapping_version,
                args![self.tenant(), id, version],
            )
            .await?;
        row.map(|row| {
            serde_json::from_str(&row.document)
                .map_err(|_| StoreError::Unreadable("mapping_versions.document"))
        })
        .transpose()
    }

    pub async fn delete_mapping(&self, id: MappingId) -> Result<bool> {
        Ok(self
            .db
            .run(&sql::delete_mapping, args![self.tenant(), id])
            .await?
            > 0)
    }

    pub async fn add_upload(&self, upload: &Upload) -> Result<()> {
        let values = args![
            self.tenant(),
            upload.id,
            upload.name.as_str(),
            upload.bytes,
            upload.details.to_string(),
            upload.created_at,
        ];
        self.db.run(&sql::insert_upload, values).await?;
        Ok(())
    }

    pub async fn upload(&self, id: UploadId) -> Result<Option<Upload>> {
        let row: Option<UploadRow> = self
            .db
            .row(&sql::find_upload, args![self.tenant(), id])
            .await?;
        row.map(Upload::try_from).transpose()
    }

    /// Files that came before this moment and that no waiting or running import reads.
    pub async fn uploads_before(&self, moment: Timestamp) -> Result<Vec<Upload>> {
        read_all(
            self.db
                .rows::<UploadRow>(&sql::list_uploads_before, args![self.tenant(), moment])
                .await?,
        )
    }

    pub async fn delete_upload(&self, id: UploadId) -> Result<bool> {
        Ok(self
            .db
            .run(&sql::delete_upload, args![self.tenant(), id])
            .await?
            > 0)
    }
}
