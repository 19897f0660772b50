//! For who runs the server: is the store whole, and a copy of it while it runs.

#[cfg(test)]
mod tests;

use std::path::Path;

use sqlx::{AssertSqlSafe, Sqlite};

use crate::Store;
use crate::db::{Db, args, statements};
use crate::error::{Causes, Result, StoreError};
use crate::migrations;

statements! { "ops": count_rows probe schema_version }

/// One question about the store and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// `answers`, `schema`, `writable`, `integrity`, `references`.
    pub name: &'static str,
    pub ok: bool,
    /// What was found, in a sentence.
    pub found: String,
}

#[derive(sqlx::FromRow)]
struct RowCountRow {
    name: String,
    count: i64,
}

#[derive(sqlx::FromRow)]
struct VersionRow {
    version: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct CountRow {
    count: i64,
}

impl Store {
    /// Whether the store answers: what a load balancer asks.
    pub async fn ping(&self) -> Result<()> {
        self.db.row::<CountRow>(&sql::probe, args![]).await?;
        Ok(())
    }

    /// The newest step of the schema that was taken; 0 for an empty store.
    pub async fn schema_version(&self) -> Result<i64> {
        match self
            .db
            .row::<VersionRow>(&sql::schema_version, args![])
            .await
        {
            Ok(row) => Ok(row.and_then(|row| row.version).unwrap_or_default()),
            // Without a first migration there is no table of them.
            Err(StoreError::Database(sqlx::Error::Database(_))) => Ok(0),
            Err(error) => Err(error),
        }
    }

    /// How many rows each table holds, by name.
    pub async fn row_counts(&self) -> Result<Vec<(String, i64)>> {
        let rows: Vec<RowCountRow> = self.db.rows(&sql::count_rows, args![]).await?;
        Ok(rows.into_iter().map(|row| (row.name, row.count)).collect())
    }

    /// Looks at everything that can be looked at from here. Never fails: what fails is a finding.
    pub async fn check(&self) -> Vec<Probe> {
        let mut probes = Vec::new();
        let probe = |name, outcome: Result<String, String>| match outcome {
            Ok(found) => Probe {
                name,
                ok: true,
                found,
            },
            Err(found) => Probe {
                name,
                ok: false,
                found,
            },
        };
        let words = |error: StoreError| Causes(&error).to_string();
        let answers = match self.db.row::<CountRow>(&sql::probe, args![]).await {
            Ok(row) => Ok(format!("{} organizations", row.map_or(0, |row| row.count))),
            Err(error) => Err(words(error)),
        };
        probes.push(probe("answers", answers));
        let newest = migrations::newest();
        let schema = match self.schema_version().await {
            Ok(version) if version == newest => Ok(format!("version {version}")),
            Ok(version) if version < newest => Err(format!(
                "version {version}, this program needs {newest}: run `touchstone migrate`"
            )),
            Ok(version) => Err(format!(
                "version {version} is newer than this program, which knows {newest}"
            )),
            Err(error) => Err(words(error)),
        };
        probes.push(probe("schema", schema));
        let writable = self
            .try_to_write()
            .await
            .map(|()| "yes".to_owned())
            .map_err(words);
        probes.push(probe("writable", writable));
        if let Db::Sqlite { .. } = &self.db {
            let integrity = match self.pragma("PRAGMA integrity_check(20)").await {
                Ok(lines) if lines == ["ok"] => Ok("whole".to_owned()),
                Ok(lines) => Err(format!("damaged, restore a backup: {}", lines.join("; "))),
                Err(error) => Err(words(error)),
            };
            probes.push(probe("integrity", integrity));
            let references = match self.pragma("PRAGMA foreign_key_check").await {
                Ok(lines) if lines.is_empty() => Ok("all lead somewhere".to_owned()),
                Ok(lines) => Err(format!(
                    "{} rows refer to nothing, first in {}",
                    lines.len(),
                    lines[0]
                )),
                Err(error) => Err(words(error)),
            };
            probes.push(probe("references", references));
        }
        probes
    }

    /// Writes and takes it back.
    async fn try_to_write(&self) -> Result<()> {
        let mut tx = self.db.write().await?;
        tx.run(&crate::queue::sql::delete_old_jobs, args![i64::MIN])
            .await?;
        tx.commit().await
    }

    /// The first column of what SQLite says of itself.
    async fn pragma(&self, pragma: &'static str) -> Result<Vec<String>> {
        let Db::Sqlite { read, .. } = &self.db else {
            return Err(StoreError::NotHere);
        };
        Ok(sqlx::query_scalar::<Sqlite, String>(pragma)
            .fetch_all(read)
            .await?)
    }

    /// Copies the store into a new file while it is in use: one consistent view, without the space that was
    /// freed. Refuses to overwrite. Only for SQLite; PostgreSQL has pg_dump.
    pub async fn back_up(&self, to: &Path) -> Result<()> {
        let Db::Sqlite { read, .. } = &self.db else {
            return Err(StoreError::NotHere);
        };
        // On a connection of its own: the pool's readers may not write, not even another file.
        let mut options = (*read.connect_options()).clone();
        options = options.pragma("query_only", "off");
        use sqlx::{ConnectOptions as _, Connection as _, Executor as _};
        let mut connection = options.connect().await?;
        let quoted = to.to_string_lossy().replace('\'', "''");
        connection
            .execute(AssertSqlSafe(format!("VACUUM INTO '{quoted}'")))
            .await?;
        connection.close().await?;
        Ok(())
    }
}
