//! One statement, two databases.
//!
//! The pools are typed; what differs between them is hidden here, once. SQLite has one writer at a time, so
//! its writes go through a pool of a single connection and wait there for their turn in order, instead of
//! failing with SQLITE_BUSY. Reads have their own connections, and in WAL mode never wait for the writer.
//! A second program (the command line beside the running server) takes its turn by the busy timeout, which
//! works because every write transaction says that it will write when it begins (BEGIN IMMEDIATE).

use std::sync::OnceLock;
use std::time::Duration;

use sqlx::postgres::{PgArguments, PgConnectOptions, PgPool, PgPoolOptions, PgRow};
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteRow, SqliteSynchronous,
};
use sqlx::{Arguments as _, FromRow, Postgres, Sqlite, Transaction};

use crate::dialect;
use crate::error::{Result, StoreError};

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

/// A parameter of a statement.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Text(Option<String>),
    Int(Option<i64>),
    Real(Option<f64>),
    Bool(bool),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        // PostgreSQL can't hold the character NUL in a text. It has no meaning in one either.
        Self::Text(Some(if text.contains('\0') {
            text.replace('\0', "")
        } else {
            text.to_owned()
        }))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        if text.contains('\0') {
            Self::from(text.as_str())
        } else {
            Self::Text(Some(text))
        }
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<Option<&str>> for Value {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self::Text(None), Self::from)
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Text(None), Self::from)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(Some(number))
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Self::Int(Some(number.into()))
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Int(Some(i64::try_from(number).unwrap_or(i64::MAX)))
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Int(Some(i64::try_from(number).unwrap_or(i64::MAX)))
    }
}

impl From<Option<i64>> for Value {
    fn from(number: Option<i64>) -> Self {
        Self::Int(number)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Real(Some(number))
    }
}

impl From<Option<f64>> for Value {
    fn from(number: Option<f64>) -> Self {
        Self::Real(number)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}

impl From<domain::time::Timestamp> for Value {
    fn from(moment: domain::time::Timestamp) -> Self {
        Self::Int(Some(moment.micros()))
    }
}

impl From<Option<domain::time::Timestamp>> for Value {
    fn from(moment: Option<domain::time::Timestamp>) -> Self {
        Self::Int(moment.map(domain::time::Timestamp::micros))
    }
}

macro_rules! id_values {
    ($($id:ident)*) => {$(
        impl From<domain::ids::$id> for Value {
            fn from(id: domain::ids::$id) -> Self {
                Self::Text(Some(id.to_string()))
            }
        }

        impl From<Option<domain::ids::$id>> for Value {
            fn from(id: Option<domain::ids::$id>) -> Self {
                Self::Text(id.map(|id| id.to_string()))
            }
        }
    )*};
}
id_values! {
    OrganizationId AccountId PersonId SessionId TokenId InvitationId AuditId StageId ChannelId TouchpointId
    QuestionId AnnotationId ClientId TouchId ResponseId ImportId MappingId UploadId JobId SegmentId
}

/// The parameters of a statement, `$1` first.
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::db::Value::from($value)),*] };
}
pub(crate) use args;

fn sqlite_arguments(values: Vec<Value>) -> Result<SqliteArguments> {
    let mut arguments = SqliteArguments::default();
    for value in values {
        match value {
            Value::Text(text) => arguments.add(text),
            Value::Int(number) => arguments.add(number),
            Value::Real(number) => arguments.add(number),
            Value::Bool(truth) => arguments.add(truth),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

fn postgres_arguments(values: Vec<Value>) -> Result<PgArguments> {
    let mut arguments = PgArguments::default();
    for value in values {
        match value {
            Value::Text(text) => arguments.add(text),
            Value::Int(number) => arguments.add(number),
            Value::Real(number) => arguments.add(number),
            Value::Bool(truth) => arguments.add(truth),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

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
            .pragma("temp_store", "memory")
            .pragma("cache_size", "-16000");
        // The writer connects first: it makes the file and switches it to WAL.
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(PATIENCE)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options.clone())
            .await?;
        let read = SqlitePoolOptions::new()
            .max_connections(8)
            .acquire_timeout(PATIENCE)
            .connect_with(options.pragma("query_only", "on"))
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

/// Rows for `json_rows($n)`: a JSON array of objects.
pub(crate) fn json<T: serde::Serialize>(rows: &[T]) -> Result<String> {
    serde_json::to_string(rows)
        .map(without_nul)
        .map_err(|_| StoreError::Unreadable("the rows to be written"))
}

/// Takes the character NUL out of the strings of a JSON text: PostgreSQL can't turn it into text.
pub(crate) fn without_nul(json: String) -> String {
    if !json.contains("\\u0000") {
        return json;
    }
    let mut out = String::with_capacity(json.len());
    let mut rest = json.as_str();
    while let Some(at) = rest.find('\\') {
        // Escape by escape, because `\\u0000` behind an escaped backslash is four harmless letters and digits.
        out.push_str(&rest[..at]);
        if rest[at..].starts_with("\\u0000") {
            rest = &rest[at + 6..];
        } else {
            out.push_str(&rest[at..at + 2]);
            rest = &rest[at + 2..];
        }
    }
    out.push_str(rest);
    out
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_character_nul_is_left_out_of_json_and_nothing_else() {
        let check = |text: &str, kept: &str| {
            let json = without_nul(serde_json::to_string(text).unwrap());
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), kept);
        };
        check("a\0b", "ab");
        check("\\u0000 \\ \n\0\0\"", "\\u0000 \\ \n\"");
        check("größer", "größer");
    }
}
