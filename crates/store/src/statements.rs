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
    use crate::testing::{each_database, on_sqlite};

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

    /// Tables that grow with the clients, or with what happens to them.
    const GROWING: &[&str] = &[
        "advocacy",
        "attribute_uses",
        "audit_log",
        "client_changes",
        "client_distinctions",
        "client_identities",
        "client_import_changes",
        "client_link_requests",
        "client_links",
        "client_merges",
        "client_wishes",
        "client_words",
        "clients",
        "comments",
        "consents",
        "contacts",
        "deliveries",
        "departures",
        "discovery_sessions",
        "events",
        "expectation_changes",
        "expectations",
        "felts",
        "gifts",
        "import_left_out",
        "import_rejects",
        "loyalty_facts",
        "merged_facts",
        "own_errors",
        "plus_one_norms",
        "plus_one_steps",
        "promise_facts",
        "promises",
        "prompts",
        "pulse_answers",
        "responses",
        "standing_changes",
        "standings",
        "touches",
        "trust_signals",
    ];

    /// Statements that go through one of them from end to end, and why they may.
    const WHOLE: &[(&str, &str)] = &[
        (
            "advocacy/count_advocacy",
            "counts of everybody, for a headline",
        ),
        (
            "access/list_audit_actions",
            "the kinds of actions, along their index",
        ),
        ("clients/client_cohorts", "a report about everybody"),
        (
            "clients/list_distinctions",
            "who was told apart, for the search for duplicates",
        ),
        (
            "clients/list_merges",
            "the latest merges, in the order of their index",
        ),
        (
            "clients/list_moved_records",
            "merged clients, for the log's snapshot",
        ),
        (
            "inventory/find_channel_use",
            "asked once, when a channel is to go",
        ),
        (
            "inventory/list_inbound_notes",
            "a page of a job, in the order of its index",
        ),
        (
            "inventory/list_touch_ways",
            "a page of a job, in the order of its index",
        ),
        (
            "inventory/list_unplaced",
            "what an inventory still lacks, asked by its designer",
        ),
        ("expectations/count_ages", "the firm's iceberg"),
        ("expectations/count_alike", "the firm's iceberg"),
        ("expectations/count_iceberg", "the firm's iceberg"),
        ("ladder/count_standings", "one count over everybody"),
        ("ladder/delete_stray_changes", "a job"),
        ("ladder/delete_stray_standings", "a job"),
        ("ladder/knows_expectations", "stops at the first"),
        ("ops/count_rows", "an operator's count"),
        (
            "plusones/count_known_reactions",
            "along its index, which holds what is counted",
        ),
        ("plusones/count_norms", "the board"),
        ("plusones/count_reactions", "the board"),
        ("plusones/count_telling", "the board"),
        ("plusones/list_steps", "the board"),
        (
            "portal/insert_client_wish",
            "the highest number, at the end of its index",
        ),
        (
            "portal/list_link_requests",
            "those still waiting, in the order of their index",
        ),
        (
            "promises/count_running_promises",
            "an index of those still to be done",
        ),
        (
            "reports/count_deliveries",
            "a report about everything delivered",
        ),
    ];

    /// What stands for which table in a statement.
    fn tables(text: &str) -> std::collections::HashMap<&str, &str> {
        let words: Vec<&str> = text
            .split(|it: char| !it.is_ascii_alphanumeric() && it != '_')
            .filter(|it| !it.is_empty())
            .collect();
        let mut found = std::collections::HashMap::new();
        for (place, word) in words.iter().enumerate() {
            if ["FROM", "JOIN", "INTO", "UPDATE"].contains(word) {
                let Some(table) = words.get(place + 1).copied() else {
                    continue;
                };
                let alias = words.get(place + 2).copied().unwrap_or(table);
                found.entry(alias).or_insert(table);
                found.entry(table).or_insert(table);
            }
        }
        found
    }

    #[tokio::test]
    async fn what_grows_is_read_by_an_index() {
        on_sqlite(|store| async move {
            let Db::Sqlite { read, .. } = &store.db else {
                panic!("this story is told to SQLite alone");
            };
            let mut excused: Vec<&str> = WHOLE.iter().map(|(name, _)| *name).collect();
            let mut slow = Vec::new();
            // It is there only once a program has migrated.
            for statement in all().filter(|it| it.name != "ops/schema_version") {
                let text = statement.sqlite();
                let asked = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {text}"));
                let plan: Vec<(i64, i64, i64, String)> =
                    sqlx::query_as(asked).fetch_all(read).await.unwrap();
                let tables = tables(text);
                let whole = plan.iter().any(|(.., step)| {
                    let mut words = step.split(' ');
                    let (how, what) = (words.next(), words.next().unwrap_or_default());
                    // An index of which only the organization is used goes through all that the organization has.
                    let through = how == Some("SCAN") || step.ends_with("(organization_id=?)");
                    through && tables.get(what).is_some_and(|table| GROWING.contains(table))
                });
                match excused.iter().position(|name| *name == statement.name) {
                    Some(place) if whole => {
                        excused.swap_remove(place);
                    }
                    None if whole => slow.push(format!(
                        "{}: {:?}",
                        statement.name,
                        plan.iter().map(|(.., step)| step).collect::<Vec<_>>()
                    )),
                    _ => {}
                }
            }
            assert!(
                slow.is_empty(),
                "they go through everything that a client ever did: write the few first (CROSS JOIN), add an index, \
                 or say in WHOLE why they may:\n{}",
                slow.join("\n")
            );
            assert!(excused.is_empty(), "they need no excuse any more: {excused:?}");
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
