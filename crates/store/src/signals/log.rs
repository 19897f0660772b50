//! The experience log: its sealed segments, and the tail that is not sealed yet.

use domain::ids::{OrganizationId, SegmentId};
use domain::signals::LogRow;
use domain::time::Timestamp;

use super::sql;
use crate::access::read_all;
use crate::db::{Tx, args, narrow, read_id};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

/// A sealed piece of the log. Its rows stand in a Parquet file, by client and time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    pub id: SegmentId,
    /// In the object store.
    pub path: String,
    pub rows: u64,
    pub bytes: u64,
    /// Time of its first row.
    pub time_from: Timestamp,
    /// Time of its last row.
    pub time_to: Timestamp,
}

/// What the log consists of at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogHead {
    pub segments: Vec<Segment>,
    /// Numbers of the imports that were undone: their rows may stand in segments and count nowhere.
    pub retracted: Vec<i32>,
    /// Clients who were found to be others: the number under which segments have their rows, and the number that counts, in
    /// the order of the former.
    pub merged: Vec<(i64, i64)>,
    /// Records up to this one stand in segments.
    pub sealed_seq: i64,
    /// The newest record.
    pub last_seq: i64,
    pub attributes_version: i64,
    pub design_version: i64,
}

/// The log's head and rows of its tail, in one consistent view.
#[derive(Debug, Clone)]
pub struct LogSnapshot {
    pub head: LogHead,
    /// The rows of all records after the asked one (or after the sealed ones, if that is later), up to `last_seq`.
    pub tail: Vec<LogRow>,
}

/// A stretch of the tail: the rows of all records after the asked one, up to and with `up_to`.
#[derive(Debug, Clone)]
pub struct TailPage {
    pub rows: Vec<LogRow>,
    pub up_to: i64,
    /// Whether there are records after it.
    pub more: bool,
}

#[derive(sqlx::FromRow)]
struct SegmentRow {
    id: String,
    path: String,
    row_count: i64,
    bytes: i64,
    time_from: i64,
    time_to: i64,
}

impl TryFrom<SegmentRow> for Segment {
    type Error = StoreError;

    fn try_from(row: SegmentRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "segments.id")?,
            path: row.path,
            rows: row.row_count.unsigned_abs(),
            bytes: row.bytes.unsigned_abs(),
            time_from: Timestamp::from_micros(row.time_from),
            time_to: Timestamp::from_micros(row.time_to),
        })
    }
}

#[derive(sqlx::FromRow)]
struct ImportNoRow {
    import_no: i64,
}

impl Tx {
    async fn head(&mut self, tenant: OrganizationId) -> Result<LogHead> {
        let numbers = self.numbers(tenant).await?;
        let segments: Vec<SegmentRow> = self.rows(&sql::list_segments, args![tenant]).await?;
        let retracted: Vec<ImportNoRow> = self.rows(&sql::list_retracted, args![tenant]).await?;
        Ok(LogHead {
            segments: read_all(segments)?,
            retracted: retracted
                .into_iter()
                .map(|row| narrow(row.import_no, "retracted_batches.import_no"))
                .collect::<Result<_>>()?,
            merged: self.merged(tenant).await?,
            sealed_seq: numbers.sealed_seq,
            last_seq: numbers.seq,
            attributes_version: numbers.attributes_version,
            design_version: numbers.design_version,
        })
    }
}

impl OrgStore {
    /// What the log consists of now, without its rows.
    pub async fn log_head(&self) -> Result<LogHead> {
        let mut view = self.db.view().await?;
        let head = view.head(self.tenant()).await?;
        view.commit().await?;
        Ok(head)
    }

    /// The head and the rows of all unsealed records after `after` (0 = all), in one consistent view.
    ///
    /// Who keeps the rows read before asks for what came since: numbers are committed in their order
    /// (`numbers.rs`), so nothing below `after` can appear later. Of the kept rows those of records up to
    /// `sealed_seq` are to be dropped, they stand in segments now; and those of `retracted` batches count nowhere.
    pub async fn log_snapshot(&self, after: i64) -> Result<LogSnapshot> {
        let tenant = self.tenant();
        let mut view = self.db.view().await?;
        let head = view.head(tenant).await?;
        let tail = view
            .flat(tenant, after.max(head.sealed_seq), head.last_seq)
            .await?;
        view.commit().await?;
        Ok(LogSnapshot { head, tail })
    }

    /// The rows of at most `records` records after `after`.
    pub async fn tail(&self, after: i64, records: i64) -> Result<TailPage> {
        self.stretch(after, records, false).await
    }

    /// The same as a sealing writes it into segments: under the numbers that clients had when it was recorded. Whoever reads
    /// segments follows the merges that hold then, so that one that is taken back later leaves no trace.
    pub async fn tail_to_seal(&self, after: i64, records: i64) -> Result<TailPage> {
        self.stretch(after, records, true).await
    }

    async fn stretch(&self, after: i64, records: i64, recorded: bool) -> Result<TailPage> {
        let tenant = self.tenant();
        let mut view = self.db.view().await?;
        let last = view.numbers(tenant).await?.seq;
        let up_to = last.min(after.saturating_add(records.max(1)));
        let mut rows = view.flat(tenant, after, up_to).await?;
        if recorded {
            let moved = view.moved_records(tenant).await?;
            for row in &mut rows {
                row.client = moved.get(&row.record).copied().unwrap_or(row.client);
            }
        }
        view.commit().await?;
        Ok(TailPage {
            rows,
            up_to,
            more: up_to < last,
        })
    }

    /// Makes segments part of the log: they hold the records after `from` up to `up_to`, and all rows of the
    /// segments they replace. Refused in the wrong state where somebody else has sealed meanwhile, or one to be
    /// replaced is gone; nothing is changed then.
    pub async fn seal(
        &self,
        segments: &[Segment],
        replaced: &[SegmentId],
        from: i64,
        up_to: i64,
        now: Timestamp,
    ) -> Result<()> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        if numbers.sealed_seq != from || up_to < from || up_to > numbers.seq {
            return Err(StoreError::WrongState("the log"));
        }
        for id in replaced {
            if tx.run(&sql::delete_segment, args![tenant, *id]).await? == 0 {
                return Err(StoreError::WrongState("the log"));
            }
        }
        for segment in segments {
            let values = args![
                tenant,
                segment.id,
                segment.path.as_str(),
                segment.rows,
                segment.bytes,
                segment.time_from,
                segment.time_to,
                now,
            ];
            tx.run(&sql::insert_segment, values).await?;
        }
        numbers.sealed_seq = up_to;
        tx.save(tenant, &numbers).await?;
        tx.commit().await
    }
}
