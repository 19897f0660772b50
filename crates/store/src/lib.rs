//! Touchstone's memory: SQLite and PostgreSQL behind one door.
//!
//! - [`Store::org`] opens one organization's rows, and only to a [`Grant`].
//! - [`Store::access`] is what comes before any organization is known: sign-in, sessions, keys, invitations, set-up.
//! - [`Store::queue`] and [`Store::outbox`] are the work in the background.
//! - [`Store::check`], [`Store::back_up`] and [`Store::row_counts`] are for who runs the server.
//!
//! SQL stands in .sql files beside the code of its noun, one statement a file with its reason on top, written
//! once for both databases (`dialect.rs`). Row types are private; what goes in and out are the domain's words.

pub mod access;
pub mod clients;
mod db;
pub mod design;
mod dialect;
mod error;
pub mod loyalty;
mod migrations;
mod numbers;
pub mod ops;
mod org;
pub mod prompts;
pub mod queue;
pub mod reports;
pub mod signals;
mod statements;
#[doc(hidden)]
pub mod testing;
mod values;

#[cfg(test)]
mod isolation;
#[cfg(test)]
mod story;

use domain::grant::Grant;

pub use access::Access;
pub use db::Statement;
pub use error::{Causes, Result, StoreError};
pub use migrations::newest as newest_schema;
pub use org::OrgStore;
pub use queue::{Outbox, Queue};
pub use statements::all as statements;

use db::Db;

/// Handle to the store. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    db: Db,
}

impl Store {
    /// Opens `postgres://…`, or the SQLite file at a path (also `sqlite:path`), which it makes if need be.
    /// The schema is not touched: [`Store::migrate`].
    pub async fn open(url: &str) -> Result<Self> {
        Ok(Self {
            db: Db::open(url).await?,
        })
    }

    /// Brings the schema up to date. Does nothing where it is.
    pub async fn migrate(&self) -> Result<()> {
        let mut outcome = self.run_migrations().await;
        // Another program may have taken any of the steps at the same moment; in the end nothing is left to do. What is
        // really wrong is wrong each time.
        for _ in 0..migrations::newest() {
            if !matches!(outcome, Err(StoreError::Migration(_))) {
                break;
            }
            outcome = self.run_migrations().await;
        }
        outcome?;
        self.index_all_clients().await
    }

    async fn run_migrations(&self) -> Result<()> {
        match &self.db {
            Db::Sqlite { write, .. } => migrations::sqlite().run(write).await?,
            Db::Pg(pool) => migrations::postgres().run(pool).await?,
        }
        Ok(())
    }

    /// Waits for what is being written and closes all connections.
    pub async fn close(&self) {
        self.db.close().await;
    }

    /// The rows of the grant's organization: the only door to them.
    pub fn org(&self, grant: &Grant) -> OrgStore {
        OrgStore::new(self.db.clone(), grant.clone())
    }

    /// What comes before any organization is known.
    pub fn access(&self) -> Access {
        Access::new(self.db.clone())
    }

    /// Work that waits to be done.
    pub fn queue(&self) -> Queue {
        Queue::new(self.db.clone())
    }

    /// What happened and nobody has heard of yet.
    pub fn outbox(&self) -> Outbox {
        Outbox::new(self.db.clone())
    }

    /// Whether this is the embedded database.
    pub fn is_embedded(&self) -> bool {
        matches!(self.db, Db::Sqlite { .. })
    }
}
