//! Files that are brought in: their state, their counters, and the rows that were not taken.

use domain::grant::Who;
use domain::ids::{ImportId, UploadId};
use domain::time::Timestamp;
use serde::Serialize;

use super::sql;
use crate::access::read_all;
use crate::db::{args, json, narrow, read_id, read_id_opt};
use crate::error::{Result, StoreError};
use crate::org::{OrgStore, read_who, write_who};

/// Where an import stands. Queued → running → done, cancelled or failed; each of these → undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImportState {
    Queued,
    Running,
    Done,
    Cancelled,
    Failed,
    Undone,
}

impl ImportState {
    const ALL: [Self; 6] = [
        Self::Queued,
        Self::Running,
        Self::Done,
        Self::Cancelled,
        Self::Failed,
        Self::Undone,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
            Self::Failed => "failed",
            Self::Undone => "undone",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// Whether nothing more comes in by it.
    pub const fn is_over(self) -> bool {
        !matches!(self, Self::Queued | Self::Running)
    }
}

/// How an import ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportEnd {
    Done,
    Cancelled,
    /// With what is said to the person who brought the file.
    Failed(String),
}

/// A file to be brought in.
#[derive(Debug, Clone)]
pub struct NewImport {
    pub id: ImportId,
    pub file_name: String,
    pub source: String,
    pub mapping_name: String,
    /// The mapping document as it is used; kept with the import.
    pub mapping: serde_json::Value,
    pub upload: Option<UploadId>,
    /// What the actor is called now.
    pub by_name: String,
    pub created_at: Timestamp,
}

/// How far an import is. All are counts of rows, but for the last three.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportProgress {
    pub rows_total: Option<i64>,
    pub rows_done: i64,
    pub imported: i64,
    pub unchanged: i64,
    pub conflicts: i64,
    pub rejected: i64,
    /// Values that were left out of rows that stayed: all of them, whether or not they were kept to be shown.
    pub left_out: i64,
    pub touchpoints_created: i64,
    pub clients_created: i64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    pub id: ImportId,
    /// Its number in the log: the batch of its rows.
    pub no: i32,
    pub file_name: String,
    pub source: String,
    pub mapping_name: String,
    pub mapping: serde_json::Value,
    pub upload: Option<UploadId>,
    pub state: ImportState,
    pub cancel_requested: bool,
    pub progress: ImportProgress,
    pub created_at: Timestamp,
    pub started_at: Option<Timestamp>,
    pub finished_at: Option<Timestamp>,
    pub by: Who,
    pub by_name: String,
    pub error: Option<String>,
}

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// Where it stands in the file, the header being 1.
    pub line: i64,
    pub reason: String,
    /// The row as it was.
    pub cells: Vec<String>,
}

/// A value that was left out of a row that stayed.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct LeftOut {
    /// Where the row stands in the file, the header being 1.
    pub line: i64,
    #[sqlx(rename = "column_name")]
    pub column: String,
    pub value: String,
    pub reason: String,
}

#[derive(sqlx::FromRow)]
struct ImportRow {
    id: String,
    no: i64,
    file_name: String,
    source: String,
    mapping_name: String,
    mapping: String,
    upload_id: Option<String>,
    state: String,
    cancel_requested: bool,
    rows_total: Option<i64>,
    rows_done: i64,
    imported: i64,
    unchanged: i64,
    conflicts: i64,
    rejected: i64,
    left_out: i64,
    touchpoints_created: i64,
    clients_created: i64,
    created_at: i64,
    started_at: Option<i64>,
    finished_at: Option<i64>,
    by_who: String,
    by_id: Option<String>,
    by_name: String,
    error: Option<String>,
}

impl TryFrom<ImportRow> for Import {
    type Error = StoreError;

    fn try_from(row: ImportRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "imports.id")?,
            no: narrow(row.no, "imports.no")?,
            file_name: row.file_name,
            source: row.source,
            mapping_name: row.mapping_name,
            mapping: serde_json::from_str(&row.mapping)
                .map_err(|_| StoreError::Unreadable("imports.mapping"))?,
            upload: read_id_opt(row.upload_id.as_deref(), "imports.upload_id")?,
            state: ImportState::parse(&row.state).ok_or(StoreError::Unreadable("imports.state"))?,
            cancel_requested: row.cancel_requested,
            progress: ImportProgress {
                rows_total: row.rows_total,
                rows_done: row.rows_done,
                imported: row.imported,
                unchanged: row.unchanged,
                conflicts: row.conflicts,
                rejected: row.rejected,
                left_out: row.left_out,
                touchpoints_created: row.touchpoints_created,
                clients_created: row.clients_created,
            },
            created_at: Timestamp::from_micros(row.created_at),
            started_at: row.started_at.map(Timestamp::from_micros),
            finished_at: row.finished_at.map(Timestamp::from_micros),
            by: read_who(&row.by_who, row.by_id.as_deref())?,
            by_name: row.by_name,
            error: row.error,
        })
    }
}

#[derive(sqlx::FromRow)]
struct CancelRow {
    cancel_requested: bool,
}

#[derive(sqlx::FromRow)]
struct RejectRow {
    line: i64,
    reason: String,
    cells: String,
}

#[derive(Serialize)]
struct RejectJson<'a> {
    line: i64,
    reason: &'a str,
    cells: String,
}

#[derive(Serialize)]
struct LeftOutJson<'a> {
    line: i64,
    name: &'a str,
    value: &'a str,
    reason: &'a str,
}

impl OrgStore {
    /// Queues a file and gives it its number.
    pub async fn create_import(&self, new: &NewImport) -> Result<Import> {
        let tenant = self.tenant();
        let (who, who_id) = write_who(self.who());
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        numbers.import += 1;
        let values = args![
            tenant,
            numbers.import,
            new.id,
            new.file_name.as_str(),
            new.source.as_str(),
            new.mapping_name.as_str(),
            new.mapping.to_string(),
            new.upload,
            new.created_at,
            who,
            who_id,
            new.by_name.as_str(),
        ];
        tx.run(&sql::insert_import, values).await?;
        tx.save(tenant, &numbers).await?;
        let row: Option<ImportRow> = tx.row(&sql::find_import, args![tenant, new.id]).await?;
        tx.commit().await?;
        row.ok_or(StoreError::Unreadable("imports"))?.try_into()
    }

    /// Newest first. `before` is the number of the last one of the page before; `limit` is 1 to 200.
    pub async fn imports(&self, before: Option<i32>, limit: usize) -> Result<Vec<Import>> {
        let before = before.map_or(i64::MAX, i64::from);
        let values = args![self.tenant(), before, limit.clamp(1, 200)];
        read_all(
            self.db
                .rows::<ImportRow>(&sql::list_imports, values)
                .await?,
        )
    }

    pub async fn import(&self, id: ImportId) -> Result<Option<Import>> {
        let row: Option<ImportRow> = self
            .db
            .row(&sql::find_import, args![self.tenant(), id])
            .await?;
        row.map(Import::try_from).transpose()
    }

    /// From the queue into work; again for one that was running when its server was killed.
    /// False where it is over, or not here.
    pub async fn start_import(&self, id: ImportId, now: Timestamp) -> Result<bool> {
        Ok(self
            .db
            .run(&sql::start_import, args![self.tenant(), id, now])
            .await?
            > 0)
    }

    /// Notes how far it is. True means: go on; false: stop, it was cancelled or is over.
    pub async fn save_import_progress(
        &self,
        id: ImportId,
        progress: &ImportProgress,
    ) -> Result<bool> {
        let p = progress;
        let values = args![
            self.tenant(),
            id,
            p.rows_total,
            p.rows_done,
            p.imported,
            p.unchanged,
            p.conflicts,
            p.rejected,
            p.touchpoints_created,
            p.clients_created,
            p.left_out,
        ];
        let rows: Vec<CancelRow> = self
            .db
            .run_returning(&sql::update_import_progress, values)
            .await?;
        Ok(rows.first().is_some_and(|row| !row.cancel_requested))
    }

    /// It is over. False where it was over already, or where it came to its end and somebody had cancelled it: whoever
    /// was told that it is cancelled must not find its rows. Says so in the outbox.
    pub async fn finish_import(
        &self,
        id: ImportId,
        end: &ImportEnd,
        now: Timestamp,
    ) -> Result<bool> {
        let (state, error) = match end {
            ImportEnd::Done => (ImportState::Done, None),
            ImportEnd::Cancelled => (ImportState::Cancelled, None),
            ImportEnd::Failed(error) => (ImportState::Failed, Some(error.as_str())),
        };
        let mut tx = self.db.write().await?;
        let values = args![self.tenant(), id, state.as_str(), now, error];
        let changed = tx.run(&sql::finish_import, values).await? > 0;
        if changed {
            let payload = serde_json::json!({ "import": id, "state": state.as_str() });
            tx.append_event(self.tenant(), now, "import_finished", &payload)
                .await?;
        }
        tx.commit().await?;
        Ok(changed)
    }

    /// Somebody no longer wants it. False where it is over already, or not here.
    pub async fn cancel_import(&self, id: ImportId, now: Timestamp) -> Result<bool> {
        Ok(self
            .db
            .run(&sql::cancel_import, args![self.tenant(), id, now])
            .await?
            > 0)
    }

    /// Keeps rows that were not taken. `import` is its number.
    pub async fn add_rejects(&self, import: i32, rejects: &[Reject]) -> Result<()> {
        if rejects.is_empty() {
            return Ok(());
        }
        let rows = rejects
            .iter()
            .map(|reject| {
                let cells = json(&reject.cells)?;
                Ok(RejectJson {
                    line: reject.line,
                    reason: &reject.reason,
                    cells,
                })
            })
            .collect::<Result<Vec<_>>>()?;
        self.db
            .run(
                &sql::insert_rejects,
                args![self.tenant(), import, json(&rows)?],
            )
            .await?;
        Ok(())
    }

    /// Keeps values that were left out of rows that stayed. `import` is its number.
    pub async fn add_left_out(&self, import: i32, values: &[LeftOut]) -> Result<()> {
        if values.is_empty() {
            return Ok(());
        }
        // PostgreSQL refuses a statement that meets the same cell twice; the last thing said of it counts.
        let mut cells = std::collections::BTreeMap::new();
        for one in values {
            let row = LeftOutJson {
                line: one.line,
                name: &one.column,
                value: &one.value,
                reason: &one.reason,
            };
            cells.insert((one.line, &one.column), row);
        }
        let rows: Vec<LeftOutJson<'_>> = cells.into_values().collect();
        self.db
            .run(
                &sql::insert_left_out,
                args![self.tenant(), import, json(&rows)?],
            )
            .await?;
        Ok(())
    }

    /// The values that were left out, in the order of the file; at most 10,000.
    pub async fn left_out(&self, import: i32, limit: usize) -> Result<Vec<LeftOut>> {
        let values = args![self.tenant(), import, limit.clamp(1, 10_000)];
        self.db.rows(&sql::list_left_out, values).await
    }

    /// The rows that were not taken, in the order of the file, after a line (0 = from the first).
    pub async fn rejects(&self, import: i32, after: i64, limit: usize) -> Result<Vec<Reject>> {
        let values = args![self.tenant(), import, after, limit.clamp(1, 10_000)];
        let rows: Vec<RejectRow> = self.db.rows(&sql::list_rejects, values).await?;
        rows.into_iter()
            .map(|row| {
                Ok(Reject {
                    line: row.line,
                    reason: row.reason,
                    cells: serde_json::from_str(&row.cells)
                        .map_err(|_| StoreError::Unreadable("import_rejects.cells"))?,
                })
            })
            .collect()
    }
}
