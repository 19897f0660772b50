//! What the iceberg of the whole firm counts.

use domain::loyalty::Status;
use domain::loyalty::expectations::iceberg::Alike;
use domain::time::Timestamp;
use serde::Serialize;

use super::sql;
use crate::db::{args, json};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

/// So many expectations are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IcebergCount {
    pub depth: u8,
    pub status: Status,
    pub theme: Option<String>,
    pub fresh: bool,
    pub count: u64,
}

/// So many confirmed expectations were last confirmed so many whole days ago.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgeCount {
    pub days: u32,
    pub count: u64,
}

#[derive(sqlx::FromRow)]
struct IcebergRow {
    depth: i64,
    status: String,
    theme: Option<String>,
    // A number written in a statement is an integer of 32 bits on PostgreSQL.
    fresh: i32,
    count: i64,
}

#[derive(sqlx::FromRow)]
struct AlikeRow {
    expected: i64,
    known: i64,
    below: i64,
    confirmed: i64,
    orphans: i64,
    clients: i64,
}

#[derive(Serialize)]
struct WordJson<'a> {
    word: &'a str,
}

#[derive(sqlx::FromRow)]
struct AgeRow {
    days: i64,
    count: i64,
}

impl OrgStore {
    /// Expectations that hold, by what the iceberg asks of them.
    pub async fn iceberg_counts(&self, now: Timestamp) -> Result<Vec<IcebergCount>> {
        let rows: Vec<IcebergRow> = self
            .db
            .rows(&sql::count_iceberg, args![self.tenant(), now])
            .await?;
        let unreadable = StoreError::Unreadable;
        rows.into_iter()
            .map(|row| {
                Ok(IcebergCount {
                    depth: u8::try_from(row.depth).map_err(|_| unreadable("expectations.depth"))?,
                    status: Status::parse(&row.status).ok_or(unreadable("expectations.status"))?,
                    theme: row.theme,
                    fresh: row.fresh != 0,
                    count: row.count.unsigned_abs(),
                })
            })
            .collect()
    }

    /// How many clients are alike in what the iceberg counts of them. `served`: themes and ids of expectations that live
    /// plans serve.
    pub async fn alike_clients(
        &self,
        now: Timestamp,
        served: impl IntoIterator<Item = &str>,
    ) -> Result<Vec<Alike>> {
        let served: Vec<WordJson<'_>> = served.into_iter().map(|word| WordJson { word }).collect();
        let values = args![self.tenant(), now, json(&served)?];
        let rows: Vec<AlikeRow> = self.db.rows(&sql::count_alike, values).await?;
        let alike = rows.into_iter().map(|row| Alike {
            clients: row.clients.unsigned_abs(),
            all: row.expected.unsigned_abs(),
            known: row.known.unsigned_abs(),
            below: row.below.unsigned_abs(),
            confirmed: row.confirmed.unsigned_abs(),
            orphans: row.orphans.unsigned_abs(),
        });
        Ok(alike.collect())
    }

    /// How old what clients confirmed is. What was confirmed later than now, by a clock that ran fast, is new.
    pub async fn confirmation_ages(&self, now: Timestamp) -> Result<Vec<AgeCount>> {
        let rows: Vec<AgeRow> = self
            .db
            .rows(&sql::count_ages, args![self.tenant(), now])
            .await?;
        let ages = rows.into_iter().map(|row| AgeCount {
            days: u32::try_from(row.days.max(0)).unwrap_or(u32::MAX),
            count: row.count.unsigned_abs(),
        });
        Ok(ages.collect())
    }
}
