use super::*;
use crate::story::{airport, at, found, owner_of, response, score};
use crate::testing::{each_database, on_postgres, on_sqlite};

#[tokio::test]
async fn a_whole_store_passes_every_probe() {
    each_database(|store| async move {
        found(&store, 1, "Airport").await;
        store.ping().await.unwrap();
        let probes = store.check().await;
        assert!(probes.iter().all(|probe| probe.ok), "{probes:?}");
        assert_eq!(probes.len(), if store.is_embedded() { 5 } else { 3 });
        assert_eq!(store.schema_version().await.unwrap(), migrations::newest());
        store.migrate().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn every_table_is_counted() {
    on_sqlite(|store| async move {
        let Db::Sqlite { read, .. } = &store.db else { panic!() };
        let mut tables: Vec<String> =
            sqlx::query_scalar("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_sqlx%'")
                .fetch_all(read)
                .await
                .unwrap();
        tables.sort();
        let counted: Vec<String> = store.row_counts().await.unwrap().into_iter().map(|(name, _)| name).collect();
        assert_eq!(counted, tables);
    })
    .await;
}

#[tokio::test]
async fn a_copy_made_while_the_store_is_in_use_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let store = Store::open(&path.to_string_lossy()).await.unwrap();
    store.migrate().await.unwrap();
    let org = found(&store, 1, "Airport").await;
    org.ensure_design(&airport(1000, 0)).await.unwrap();
    let writer = {
        let org = org.clone();
        tokio::spawn(async move {
            for n in 0..50 {
                org.record_responses(
                    0,
                    at(0),
                    &[response(10_000, "s", n, vec![score("nps", 9.0)])],
                )
                .await
                .unwrap();
            }
        })
    };
    let copy_path = folder.path().join("it's a copy.db");
    store.back_up(&copy_path).await.unwrap();
    writer.await.unwrap();
    assert!(
        store.back_up(&copy_path).await.is_err(),
        "never over another file"
    );
    let copy = Store::open(&copy_path.to_string_lossy()).await.unwrap();
    assert!(copy.check().await.iter().all(|probe| probe.ok));
    let head = owner_of(&copy, 1).log_head().await.unwrap();
    let responses = copy
        .row_counts()
        .await
        .unwrap()
        .into_iter()
        .find(|(name, _)| name == "responses")
        .unwrap()
        .1;
    assert_eq!(responses, head.last_seq, "one moment, not two");
    // A copy of a store at rest counts the same.
    let second = folder.path().join("second.db");
    store.back_up(&second).await.unwrap();
    let second = Store::open(&second.to_string_lossy()).await.unwrap();
    assert_eq!(
        second.row_counts().await.unwrap(),
        store.row_counts().await.unwrap()
    );
    for store in [&store, &copy, &second] {
        store.close().await;
    }
}

#[tokio::test]
async fn postgres_is_copied_by_its_own_tool() {
    on_postgres(|store| async move {
        let refused = store.back_up(Path::new("/nowhere")).await;
        assert!(matches!(refused, Err(StoreError::NotHere)));
    })
    .await;
}

#[tokio::test]
async fn a_store_of_a_later_version_is_refused() {
    each_database(|store| async move {
        let add = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) SELECT 999, 'later', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1";
        match &store.db {
            Db::Sqlite { write, .. } => drop(sqlx::query(add).execute(write).await.unwrap()),
            Db::Pg(pool) => drop(sqlx::query(add).execute(pool).await.unwrap()),
        }
        assert!(matches!(store.migrate().await, Err(StoreError::Newer)));
        let probes = store.check().await;
        assert!(probes.iter().any(|probe| probe.name == "schema" && !probe.ok), "{probes:?}");
    })
    .await;
}

#[tokio::test]
async fn an_empty_or_foreign_file_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let empty = Store::open(&folder.path().join("empty.db").to_string_lossy())
        .await
        .unwrap();
    assert_eq!(empty.schema_version().await.unwrap(), 0);
    let probes = empty.check().await;
    assert!(
        probes
            .iter()
            .any(|probe| probe.name == "schema" && !probe.ok),
        "{probes:?}"
    );
    empty.close().await;
    let picture = folder.path().join("picture.db");
    std::fs::write(
        &picture,
        b"PNG, not a database, long enough to have a header of its own",
    )
    .unwrap();
    assert!(Store::open(&picture.to_string_lossy()).await.is_err());
    assert!(matches!(
        Store::open("mysql://somewhere").await,
        Err(StoreError::Address(_))
    ));
}

#[tokio::test]
async fn two_programs_that_start_at_the_same_moment_both_find_the_schema() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let path = path.to_string_lossy();
    let (one, two) = (
        Store::open(&path).await.unwrap(),
        Store::open(&path).await.unwrap(),
    );
    let (first, second) = tokio::join!(one.migrate(), two.migrate());
    first.unwrap();
    second.unwrap();
    assert!(two.check().await.iter().all(|probe| probe.ok));
    one.close().await;
    two.close().await;
}
