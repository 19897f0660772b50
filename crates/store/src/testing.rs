//! Stories that are told to both databases.

use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};

use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};

use crate::Store;

/// The address of a PostgreSQL server of the tests' own, whose user may make databases.
pub const POSTGRES: &str = "TOUCHSTONE_TEST_POSTGRES";

static NEXT: AtomicU64 = AtomicU64::new(0);

/// Tells the story to a fresh SQLite file and to a fresh PostgreSQL database, and tidies up after each,
/// also when the story fails.
///
/// Without a PostgreSQL server it fails: a story that was told to one database only proves half of it.
pub async fn each_database<F, Fut>(story: F)
where
    F: Fn(Store) -> Fut,
    Fut: Future<Output = ()> + Send + 'static,
{
    on_sqlite(&story).await;
    on_postgres(&story).await;
}

fn fresh_name() -> String {
    format!(
        "touchstone_test_{}_{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    )
}

/// Tells the story to a fresh SQLite file.
pub async fn on_sqlite<F, Fut>(story: F)
where
    F: Fn(Store) -> Fut,
    Fut: Future<Output = ()> + Send + 'static,
{
    let folder = std::env::temp_dir().join(fresh_name());
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    let store = Store::open(&folder.join("store.db").to_string_lossy())
        .await
        .expect("SQLite opens");
    store.migrate().await.expect("SQLite migrates");
    let told = tokio::spawn(story(store.clone())).await;
    store.close().await;
    let _ = std::fs::remove_dir_all(&folder);
    finish("SQLite", told);
}

/// Tells the story to a fresh PostgreSQL database.
pub async fn on_postgres<F, Fut>(story: F)
where
    F: Fn(Store) -> Fut,
    Fut: Future<Output = ()> + Send + 'static,
{
    let Ok(server) = std::env::var(POSTGRES) else {
        panic!(
            "{POSTGRES} is not set: run `cargo xtask test`, which starts a PostgreSQL server for the tests"
        );
    };
    let name = fresh_name();
    let (base, _) = server
        .rsplit_once('/')
        .expect("the address ends with a database");
    let mut maintenance = PgConnection::connect(&server)
        .await
        .expect("the tests' PostgreSQL answers");
    let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    maintenance
        .execute(AssertSqlSafe(drop.clone()))
        .await
        .expect("an old database goes");
    maintenance
        .execute(AssertSqlSafe(format!("CREATE DATABASE {name}")))
        .await
        .expect("a database is made");
    let store = Store::open(&format!("{base}/{name}"))
        .await
        .expect("PostgreSQL opens");
    store.migrate().await.expect("PostgreSQL migrates");
    let told = tokio::spawn(story(store.clone())).await;
    store.close().await;
    maintenance
        .execute(AssertSqlSafe(drop))
        .await
        .expect("the database goes");
    finish("PostgreSQL", told);
}

fn finish(database: &str, told: Result<(), tokio::task::JoinError>) {
    if let Err(failure) = told {
        eprintln!("the story failed on {database}");
        match failure.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(failure) => panic!("the story was stopped on {database}: {failure}"),
        }
    }
}
