//! One statement, two databases.
//!
//! The pools are typed; what differs between them is hidden here, once. SQLite has one writer at a time, so
//! its writes go through a pool of a single connection and wait there for their turn in order, instead of
//! failing with SQLITE_BUSY. Reads have their own connections, and in WAL mode never wait for the writer.
//! A second program (the command line beside the running server) takes its turn by the busy timeout, which
//! works because every write transaction says that it will write when it begins (BEGIN IMMEDIATE).

use std::sync::OnceLock;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions, PgRow};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow,
    SqliteSynchronous,
};
use sqlx::{FromRow, Postgres, Sqlite, Transaction};

use crate::dialect;
use crate::error::{Result, StoreError};
pub(crate) use crate::values::{Value, args, json, numbered, without_nul};
use crate::values::{postgres_arguments, sqlite_arguments};

/// One statement of a .sql file, with its two readings.
pub struct Statement {
    /// The noun and the file: `access/find_account`.
    pub name: &'static str,
    pub(crate) text: &'static str,
    sqlite: OnceLock<&'static str>,
    postgres: OnceLock<&'static str>,
}

impl Statement {
    pub(crate) const fn new(name: &'static str, text: &'static str) -> Self {
        Self {
            name,
            text,
            sqlite: OnceLock::new(),
            postgres: OnceLock::new(),
        }
    }

    pub(crate) fn sqlite(&self) -> &'static str {
        // Leaked once for each statement of the program: the drivers keep prepared statements by a static text.
        self.sqlite
            .get_or_init(|| Box::leak(dialect::sqlite(self.text).into_boxed_str()))
    }

    pub(crate) fn postgres(&self) -> &'static str {
        self.postgres
            .get_or_init(|| Box::leak(dialect::postgres(self.text).into_boxed_str()))
    }
}

/// Includes the .sql files of a noun and lists them, so that the test that prepares every statement
/// can't miss one.
macro_rules! statements {
    ($noun:literal: $($name:ident)*) => {
        /// The statements of this noun, one a file.
        #[allow(non_upper_case_globals, reason = "named as their files are")]
        pub(crate) mod sql {
            use crate::db::Statement;
            $(pub(crate) static $name: Statement = Statement::new(
                concat!($noun, "/", stringify!($name)),
                include_str!(concat!(stringify!($name), ".sql")),
            );)*
            pub(crate) static ALL: &[&Statement] = &[$(&$name,)*];
        }
    };
}
pub(crate) use statements;

/// A row type that both databases can fill. `#[derive(sqlx::FromRow)]` does it.
pub(crate) trait Row:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}
impl<T> Row for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{}

#[derive(Clone, Debug)]
pub(crate) enum Db {
    Sqlite { read: SqlitePool, write: SqlitePool },
    Pg(PgPool),
}

/// A transaction: for reading, with one consistent view, or for writing.
pub(crate) enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Pg(Transaction<'static, Postgres>),
}

/// How long a writer waits for the one before it, here and in another program.
const PATIENCE: Duration = Duration::from_secs(60);

impl Db {
    pub(crate) async fn open(url: &str) -> Result<Self> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options: PgConnectOptions = url
                .parse()
                .map_err(|_| StoreError::Address("not a PostgreSQL URL".to_owned()))?;
            let pool = PgPoolOptions::new()
                .max_connections(16)
                .acquire_timeout(PATIENCE)
                .connect_with(options.application_name("touchstone"))
                .await?;
            return Ok(Self::Pg(pool));
        }
        let path = url
            .strip_prefix("sqlite://")
            .or_else(|| url.strip_prefix("sqlite:"))
            .unwrap_or(url);
        if path.contains("://") || path.is_empty() || path == ":memory:" {
            return Err(StoreError::Address(format!(
                "`{path}` is neither the path of a SQLite file nor postgres://…"
            )));
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // In WAL mode NORMAL can lose the last moments in a power cut, never the store's wholeness.
            .synchronous(SqliteSynchronous::Normal)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            .statement_cache_capacity(300)
            .pragma("temp_store", "memory");
        // The writer connects first: it makes the file and switches it to WAL. It has most of the memory, in KiB, because
        // what it writes lands all over the indexes of a large store; none of it is taken before it is needed.
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(PATIENCE)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options.clone().pragma("cache_size", "-64000"))
            .await?;
        let read = SqlitePoolOptions::new()
            .max_connections(8)
            .acquire_timeout(PATIENCE)
            .connect_with(
                options
                    .pragma("query_only", "on")
                    .pragma("cache_size", "-16000"),
            )
            .await?;
        Ok(Self::Sqlite { read, write })
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Self::Pg(pool) => pool.close().await,
        }
    }

    /// All rows of a statement that only reads.
    pub(crate) async fn rows<T: Row>(
        &self,
        statement: &Statement,
        values: Vec<Value>,
    ) -> Result<Vec<T>> {
        Ok(match self {
            Self::Sqlite { read, .. } => {
                sqlx::query_as_with::<Sqlite, T, _>(statement.sqlite(), sqlite_arguments(values)?)
                    .fetch_all(read)
                    .await?
            }
            Self::Pg(pool) => {
                sqlx::query_as_with::<Postgres, T, _>(
                    statement.postgres(),
                    postgres_arguments(values)?,
                )
                .fetch_all(pool)
                .await?
            }
        })
    }

    /// The one row of a statement that only reads, if there is one.
    pub(crate) async fn row<T: Row>(
        &self,
        statement: &Statement,
        values: Vec<Value>,
    ) -> Result<Option<T>> {
        Ok(match self {
            Self::Sqlite { read, .. } => {
                sqlx::query_as_with::<Sqlite, T, _>(statement.sqlite(), sqlite_arguments(values)?)
                    .fetch_optional(read)
                    .await?
            }
            Self::Pg(pool) => {
                sqlx::query_as_with::<Postgres, T, _>(
                    statement.postgres(),
                    postgres_arguments(values)?,
                )
                .fetch_optional(pool)
                .await?
            }
        })
    }

    /// Writes by one statement; the number of rows that it changed.
    pub(crate) async fn run(&self, statement: &Statement, values: Vec<Value>) -> Result<u64> {
        let mut tx = self.write().await?;
        let changed = tx.run(statement, values).await?;
        tx.commit().await?;
        Ok(changed)
    }

    /// Writes by one statement that returns what it wrote.
    pub(crate) async fn run_returning<T: Row>(
        &self,
        statement: &Statement,
        values: Vec<Value>,
    ) -> Result<Vec<T>> {
        let mut tx = self.write().await?;
        let rows = tx.rows(statement, values).await?;
        tx.commit().await?;
        Ok(rows)
    }

    /// Begins to write. On SQLite this is the one writer; on PostgreSQL, writers of one organization
    /// take turns by its row in `numbers`.
    pub(crate) async fn write(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Pg(pool) => Tx::Pg(pool.begin().await?),
        })
    }

    /// Begins to read with one consistent view over several statements.
    pub(crate) async fn view(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { read, .. } => Tx::Sqlite(read.begin().await?),
            Self::Pg(pool) => Tx::Pg(
                pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .await?,
            ),
        })
    }
}

impl Tx {
    pub(crate) async fn rows<T: Row>(
        &mut self,
        statement: &Statement,
        values: Vec<Value>,
    ) -> Result<Vec<T>> {
        Ok(match self {
            Self::Sqlite(tx) => {
                sqlx::query_as_with::<Sqlite, T, _>(statement.sqlite(), sqlite_arguments(values)?)
                    .fetch_all(&mut **tx)
                    .await?
            }
            Self::Pg(tx) => {
                sqlx::query_as_with::<Postgres, T, _>(
                    statement.postgres(),
                    postgres_arguments(values)?,
                )
                .fetch_all(&mut **tx)
                .await?
            }
        })
    }

    pub(crate) async fn row<T: Row>(
        &mut self,
        statement: &Statement,
        values: Vec<Value>,
    ) -> Result<Option<T>> {
        Ok(match self {
            Self::Sqlite(tx) => {
                sqlx::query_as_with::<Sqlite, T, _>(statement.sqlite(), sqlite_arguments(values)?)
                    .fetch_optional(&mut **tx)
                    .await?
            }
            Self::Pg(tx) => {
                sqlx::query_as_with::<Postgres, T, _>(
                    statement.postgres(),
                    postgres_arguments(values)?,
                )
                .fetch_optional(&mut **tx)
                .await?
            }
        })
    }

    pub(crate) async fn run(&mut self, statement: &Statement, values: Vec<Value>) -> Result<u64> {
        Ok(match self {
            Self::Sqlite(tx) => {
                sqlx::query_with::<Sqlite, _>(statement.sqlite(), sqlite_arguments(values)?)
                    .execute(&mut **tx)
                    .await?
                    .rows_affected()
            }
            Self::Pg(tx) => {
                sqlx::query_with::<Postgres, _>(statement.postgres(), postgres_arguments(values)?)
                    .execute(&mut **tx)
                    .await?
                    .rows_affected()
            }
        })
    }

    pub(crate) async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Pg(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

/// Reads an id that this program wrote.
pub(crate) fn read_id<T: std::str::FromStr>(text: &str, column: &'static str) -> Result<T> {
    text.parse().map_err(|_| StoreError::Unreadable(column))
}

/// Reads an optional id that this program wrote.
pub(crate) fn read_id_opt<T: std::str::FromStr>(
    text: Option<&str>,
    column: &'static str,
) -> Result<Option<T>> {
    text.map(|text| read_id(text, column)).transpose()
}

/// Numbers within an organization fit 32 bits wherever the experience log keeps them so.
pub(crate) fn narrow(number: i64, column: &'static str) -> Result<i32> {
    i32::try_from(number).map_err(|_| StoreError::Unreadable(column))
}
