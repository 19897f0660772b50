use std::fmt;

use domain::design::QuestionKind;

/// Why the store could not do it.
///
/// A lookup that finds nothing is no error, it is `None`. What is refused here is refused because two
/// people did something at the same moment and only the store could see both.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Something of this name is there already.
    #[error("{0} is taken already")]
    Taken(&'static str),
    /// A question of this key was asked before, and as something else: its answers can't be put together.
    #[error("the question `{question}` was asked before as a {} and can't become a {}", .known.name(), .asked.name())]
    OtherKind {
        question: String,
        known: QuestionKind,
        asked: QuestionKind,
    },
    /// It would leave the organization without an owner who can sign in.
    #[error("the organization needs at least one active owner")]
    LastOwner,
    /// The link was used, revoked, or has run out since it was looked at.
    #[error("{0} is no longer valid")]
    NoLongerValid(&'static str),
    /// Something that this refers to is not in this organization.
    #[error("{0} is not in this organization")]
    Unknown(&'static str),
    /// Something still refers to what should go.
    #[error("{0} is still in use")]
    InUse(&'static str),
    /// Something that this needs is no longer there.
    #[error("{0} is no longer there")]
    Gone(&'static str),
    /// The thing is in another state than this needs; `undo` of a running import, for example.
    #[error("this can't be done to {0} in its present state")]
    WrongState(&'static str),
    #[error("the disk is full")]
    DiskFull(#[source] sqlx::Error),
    #[error("the store is busy: another program has held it for too long")]
    Busy(#[source] sqlx::Error),
    /// The store was written by a later version of Touchstone.
    #[error(
        "the store was written by a later version of Touchstone; start that version, or restore a backup"
    )]
    Newer,
    /// A value that this program never writes.
    #[error("the store holds something unreadable in {0}; run `touchstone doctor`")]
    Unreadable(&'static str),
    #[error("the store's address is not readable: {0}")]
    Address(String),
    #[error("only a SQLite store can be copied by Touchstone itself; use pg_dump for PostgreSQL")]
    NotHere,
    #[error("the store failed")]
    Database(#[source] sqlx::Error),
    #[error("the store could not be brought up to date")]
    Migration(#[source] sqlx::migrate::MigrateError),
}

pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// What a name clash is about, by the constraint or the columns that the database names.
const UNIQUE: &[(&str, &str)] = &[
    ("accounts", "this e-mail address"),
    ("people", "this person's membership"),
    ("stages", "this stage's key"),
    ("channels", "this channel's key"),
    ("touchpoints", "this touchpoint's key"),
    ("questions", "this question's key"),
    ("mappings", "this mapping's name"),
    ("client_identities", "what another system calls this client"),
    ("client_segments", "this segment's name"),
    ("clients", "this client's key"),
    ("audiences", "this audience's key"),
    ("tiers", "this tier's key"),
    ("event_kinds", "this kind's key"),
];

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::PoolTimedOut => return Self::Busy(error),
            sqlx::Error::Io(io) if io.kind() == std::io::ErrorKind::StorageFull => {
                return Self::DiskFull(error);
            }
            sqlx::Error::Database(database) => {
                let code = database.code().unwrap_or_default();
                // PostgreSQL says 53100; SQLite says 13 (SQLITE_FULL).
                if code == "53100" || code == "13" {
                    return Self::DiskFull(error);
                }
                // SQLITE_BUSY and its extended codes; PostgreSQL's lock_not_available.
                if matches!(&*code, "5" | "261" | "517" | "773" | "55P03") {
                    return Self::Busy(error);
                }
                if database.is_foreign_key_violation() {
                    return Self::Unknown("something that this refers to");
                }
                if database.is_unique_violation() {
                    let about = format!(
                        "{} {}",
                        database.constraint().unwrap_or_default(),
                        database.message()
                    );
                    let what = UNIQUE.iter().find(|(table, _)| about.contains(table));
                    return Self::Taken(what.map_or("this", |(_, what)| what));
                }
            }
            _ => {}
        }
        Self::Database(error)
    }
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::VersionMissing(_) => Self::Newer,
            other => Self::Migration(other),
        }
    }
}

/// The error and all that caused it, on one line, for the log.
pub struct Causes<'a>(pub &'a (dyn std::error::Error + 'static));

impl fmt::Display for Causes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut next = self.0.source();
        while let Some(cause) = next {
            write!(f, ": {cause}")?;
            next = cause.source();
        }
        Ok(())
    }
}
