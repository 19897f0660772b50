use crate::db::Statement;

/// Every statement of this crate. A test prepares each of them on both databases.
pub fn all() -> impl Iterator<Item = &'static Statement> {
    [
        crate::access::sql::ALL,
        crate::clients::sql::ALL,
        crate::design::sql::ALL,
        crate::design::inventory::sql::ALL,
        crate::design::plans::sql::ALL,
        crate::design::findings::sql::ALL,
        crate::design::platform::sql::ALL,
        crate::design::journeys::sql::ALL,
        crate::design::world::sql::ALL,
        crate::loyalty::discovery::sql::ALL,
        crate::loyalty::expectations::sql::ALL,
        crate::loyalty::facts::sql::ALL,
        crate::loyalty::ladder::sql::ALL,
        crate::loyalty::portal::sql::ALL,
        crate::loyalty::plusones::sql::ALL,
        crate::loyalty::sprints::sql::ALL,
        crate::loyalty::promises::sql::ALL,
        crate::loyalty::timeline::sql::ALL,
        crate::loyalty::trust::sql::ALL,
        crate::loyalty::advocacy::sql::ALL,
        crate::numbers::sql::ALL,
        crate::ops::sql::ALL,
        crate::prompts::sql::ALL,
        crate::queue::sql::ALL,
        crate::reports::sql::ALL,
        crate::signals::sql::ALL,
        crate::signals::deliveries::sql::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}

#[cfg(test)]
mod tests {
    use sqlx::{Executor as _, SqlSafeStr as _};

    use super::*;
    use crate::db::Db;
    use crate::testing::each_database;

    #[tokio::test]
    async fn every_statement_is_understood_by_both_databases() {
        each_database(|store| async move {
            for statement in all() {
                let understood = match &store.db {
                    Db::Sqlite { write, .. } => write
                        .prepare(statement.sqlite().into_sql_str())
                        .await
                        .map(|_| ()),
                    Db::Pg(pool) => pool
                        .prepare(statement.postgres().into_sql_str())
                        .await
                        .map(|_| ()),
                };
                if let Err(error) = understood {
                    panic!(
                        "{}: {error}\n{}\n{}",
                        statement.name,
                        statement.sqlite(),
                        statement.postgres()
                    );
                }
            }
        })
        .await;
    }

    #[test]
    fn every_sql_file_is_a_known_statement_with_its_reason() {
        fn visit(folder: &std::path::Path, found: &mut Vec<String>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    visit(&path, found);
                } else if path.extension().is_some_and(|end| end == "sql") {
                    let noun = folder.file_name().unwrap().to_string_lossy();
                    found.push(format!(
                        "{noun}/{}",
                        path.file_stem().unwrap().to_string_lossy()
                    ));
                }
            }
        }
        let mut found = Vec::new();
        visit(
            &std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
            &mut found,
        );
        found.sort();
        let mut known: Vec<String> = all().map(|statement| statement.name.to_owned()).collect();
        known.sort();
        assert_eq!(found, known);
        for statement in all() {
            assert!(
                statement.text.starts_with("-- "),
                "{} has no reason on top",
                statement.name
            );
        }
    }

    /// The door, the queue and what runs the server are asked before any organization is known, or about all.
    const SERVER_WIDE: &[&str] = &["access/", "numbers/", "ops/", "queue/"];

    #[test]
    fn the_organization_comes_first_in_every_statement_of_a_noun() {
        for statement in all() {
            if SERVER_WIDE
                .iter()
                .any(|start| statement.name.starts_with(start))
            {
                continue;
            }
            let (name, text) = (statement.name, statement.text);
            if text.contains("INSERT INTO") {
                // What is inserted carries $1; the columns are checked by the stories of the neighbour.
                let first = text
                    .find("VALUES ($1,")
                    .or(text.find("SELECT $1,"))
                    .is_some();
                assert!(
                    first || text.contains("organization_id = $1"),
                    "{name}: {text}"
                );
            } else {
                let from = text
                    .find("WHERE")
                    .unwrap_or_else(|| panic!("{name} has no WHERE"));
                let first = text[from..].trim_start_matches("WHERE").trim_start();
                let column = first.split(" = $1").next().unwrap_or_default();
                let column = column.rsplit('.').next().unwrap_or_default();
                assert!(
                    column == "organization_id" || text.contains("WITH edges"),
                    "{name}: {first}"
                );
            }
        }
    }
}
