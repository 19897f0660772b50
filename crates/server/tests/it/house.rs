//! The rules of the house (ARCHITECTURE.md), as far as a machine can see them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use cargo_metadata::{DependencyKind, MetadataCommand};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .expect("the checkout")
}

/// One file of our own: its path from the root and its text.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The text without the modules of unit tests that stand in it. A `mod tests;` names another file and leaves out
    /// nothing but that file.
    fn without_tests(&self) -> String {
        let mut kept = String::with_capacity(self.text.len());
        let mut lines = self.text.lines().peekable();
        while let Some(line) = lines.next() {
            let inline = line == "#[cfg(test)]"
                && lines
                    .peek()
                    .is_some_and(|next| next.starts_with("mod ") && next.ends_with(" {"));
            if inline {
                // The brace that closes a module stands alone at the margin.
                lines.by_ref().find(|line| *line == "}");
            } else {
                kept.push_str(line);
                kept.push('\n');
            }
        }
        kept
    }

    fn is_test(&self) -> bool {
        self.path.contains("/tests/")
            || self.path.ends_with("/tests.rs")
            || self.path.contains(".test.")
    }
}

/// Every file of ours whose name ends so, outside what tools make.
fn sources(endings: &[&str]) -> Vec<Source> {
    let root = root();
    let mut found = Vec::new();
    let mut folders = ["crates", "xtask", "web/src", "e2e", "embed"]
        .map(|name| root.join(name))
        .to_vec();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .unwrap_or_default()
                .to_owned();
            if path.is_dir() {
                if !["node_modules", "dist", "target", "output"].contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                let text = fs::read_to_string(&path).expect("a text");
                let path = path
                    .strip_prefix(&root)
                    .expect("inside")
                    .to_string_lossy()
                    .replace('\\', "/");
                found.push(Source { path, text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty(), "no sources found");
    found
}

fn none(broken: &[String], rule: &str) {
    assert!(broken.is_empty(), "{rule}\n  {}", broken.join("\n  "));
}

#[test]
fn crates_depend_in_one_direction() {
    const NEVER: &[(&str, &[&str])] = &[
        (
            "domain",
            &[
                "tokio", "axum", "sqlx", "arrow", "parquet", "store", "insight", "server",
            ],
        ),
        ("store", &["axum", "insight", "server", "arrow", "parquet"]),
        (
            "insight",
            &["sqlx", "axum", "store", "server", "datafusion"],
        ),
    ];
    let metadata = MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .other_options(["--offline".to_owned(), "--locked".to_owned()])
        .exec()
        .expect("cargo metadata");
    let resolve = metadata.resolve.as_ref().expect("resolved dependencies");
    let name_of: BTreeMap<_, _> = metadata
        .packages
        .iter()
        .map(|p| (&p.id, p.name.as_str()))
        .collect();
    let normal: BTreeMap<_, Vec<_>> = resolve
        .nodes
        .iter()
        .map(|node| {
            let deps = node.deps.iter().filter(|dep| {
                dep.dep_kinds
                    .iter()
                    .any(|kind| kind.kind == DependencyKind::Normal)
            });
            (&node.id, deps.map(|dep| &dep.pkg).collect())
        })
        .collect();
    let mut broken = Vec::new();
    for (member, never) in NEVER {
        let start = metadata
            .packages
            .iter()
            .find(|p| p.name.as_str() == *member)
            .expect("a member");
        let (mut seen, mut open) = (BTreeSet::new(), vec![&start.id]);
        while let Some(id) = open.pop() {
            for next in &normal[id] {
                if seen.insert(*next) {
                    open.push(next);
                }
            }
        }
        let reached: BTreeSet<&str> = seen.iter().map(|id| name_of[id]).collect();
        broken.extend(
            never
                .iter()
                .filter(|name| reached.contains(*name))
                .map(|name| format!("{member} → {name}")),
        );
    }
    none(
        &broken,
        "domain decides, store remembers, insight computes: a crate reaches what it must not know",
    );
}

#[test]
fn sql_stands_in_the_store_alone() {
    let looks = |line: &str| {
        let statement = [
            "SELECT ",
            "INSERT INTO ",
            "DELETE FROM ",
            "CREATE TABLE ",
            "ALTER TABLE ",
            "VACUUM ",
        ];
        let quoted =
            |word: &str| line.contains(&format!("\"{word}")) || line.trim_start().starts_with(word);
        statement.iter().any(|word| quoted(word))
            || (line.contains("\"UPDATE ") && line.contains(" SET "))
    };
    let mut broken = Vec::new();
    for source in sources(&[".rs", ".sql", ".ts", ".tsx"]) {
        let store = source.path.starts_with("crates/store/");
        // The benchmark asks DuckDB the same questions, and the search below names what it looks for.
        if store || source.path.starts_with("xtask/") || source.path.ends_with("tests/it/house.rs")
        {
            continue;
        }
        if source.path.ends_with(".sql") {
            broken.push(source.path.clone());
        }
        let lines = source
            .text
            .lines()
            .enumerate()
            .filter(|(_, line)| looks(line));
        broken
            .extend(lines.map(|(no, line)| format!("{}:{}: {}", source.path, no + 1, line.trim())));
    }
    none(
        &broken,
        "SQL lives only in crates/store, one statement a file",
    );
}

#[test]
fn operations_do_not_speak_http() {
    let words = [
        "axum",
        "http::Status",
        "StatusCode",
        "HeaderMap",
        "http::Method",
        "IntoResponse",
        "tower_http",
    ];
    let mut broken = Vec::new();
    for source in operations() {
        for (no, line) in source.text.lines().enumerate() {
            broken.extend(
                words
                    .iter()
                    .filter(|word| line.contains(*word))
                    .map(|word| format!("{}:{}: {word}", source.path, no + 1)),
            );
        }
    }
    none(
        &broken,
        "ops.rs says what can be done; how HTTP says it stands in http.rs",
    );
}

fn operations() -> Vec<Source> {
    sources(&[".rs"])
        .into_iter()
        .filter(|source| source.path.starts_with("crates/server/src/"))
        .filter(|source| source.path.contains("/ops/") || source.path.ends_with("/ops.rs"))
        .collect()
}

#[test]
fn tests_alone_are_left_out_of_the_count() {
    let source = |text: &str| Source {
        path: String::new(),
        text: text.to_owned(),
    };
    for (text, kept) in [
        ("a\nb\n", "a\nb\n"),
        (
            "#[cfg(test)]\nmod tests;\nmod words;\nb\n",
            "#[cfg(test)]\nmod tests;\nmod words;\nb\n",
        ),
        ("a\n#[cfg(test)]\nmod tests {\n    {}\n}\n", "a\n"),
        ("a\n#[cfg(test)]\nmod stories {\n    b\n}\nc\n", "a\nc\n"),
        ("#[cfg(test)]\nuse x;\na\n", "#[cfg(test)]\nuse x;\na\n"),
    ] {
        assert_eq!(source(text).without_tests(), kept, "{text}");
    }
}

#[test]
fn files_stay_readable() {
    let mut broken = Vec::new();
    for source in sources(&[".rs", ".ts", ".tsx", ".css"]) {
        let generated =
            source.path.ends_with("api/schema.ts") || source.path.ends_with("routeTree.gen.ts");
        if source.is_test() || generated {
            continue;
        }
        let lines = source.without_tests().lines().count();
        if lines > 500 {
            broken.push(format!("{} has {lines} lines", source.path));
        }
    }
    none(
        &broken,
        "a file has at most 500 lines without its tests: split it by what it says",
    );
}

#[test]
fn no_two_views_have_one_name_in_the_schema() {
    // Of two with one name the schema keeps whichever it met last, and says of the other what is not so.
    let mut named: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in sources(&[".rs"]) {
        if !source.path.starts_with("crates/server/src/") {
            continue;
        }
        for line in source.without_tests().lines() {
            let line = line.trim();
            let given = line.strip_prefix("#[schema(as = ").or_else(|| {
                // A line of `words!` or `told!`.
                let (view, given) = line.split_once(" as ")?;
                (view.ends_with("View") && given.contains(" = ") && given.contains('{'))
                    .then_some(given)
            });
            let Some(given) = given else { continue };
            let end = given.find([' ', ',', ')']).unwrap_or(given.len());
            let name = &given[..end];
            if !name.starts_with('$') {
                let places = named.entry(name.to_owned()).or_default();
                places.push(source.path.clone());
            }
        }
    }
    assert!(named.len() > 100, "the names were not found");
    let twice = named.into_iter().filter(|(_, places)| places.len() > 1);
    let broken: Vec<String> = twice
        .map(|(name, places)| format!("{name}: {}", places.join(", ")))
        .collect();
    none(&broken, "give each view a name of its own");
}

#[test]
fn nothing_has_a_name_without_meaning() {
    let banned = [
        "core", "util", "utils", "helper", "helpers", "manager", "common", "misc",
    ];
    let mut broken = Vec::new();
    for source in sources(&[".rs", ".ts", ".tsx", ".sql"]) {
        let parts = source
            .path
            .split('/')
            .map(|part| part.split('.').next().unwrap_or_default().to_lowercase());
        if parts
            .into_iter()
            .any(|part| banned.contains(&part.as_str()))
        {
            broken.push(source.path);
        }
    }
    none(&broken, "name a file after what it holds");
}

#[test]
fn only_the_app_reads_the_clock_and_makes_randomness() {
    let words = [
        ("SystemTime::now", "App::now"),
        ("jiff::Timestamp::now", "App::now"),
        ("Timestamp::now()", "App::now"),
        ("Zoned::now", "App::now"),
        ("Uuid::now_v7", "App::id"),
        ("Uuid::new_v4", "App::id"),
        ("rand::rng", "App::secret"),
        ("rand::random", "App::secret"),
    ];
    let mut broken = Vec::new();
    for source in sources(&[".rs"]) {
        let asked = source.path == "crates/server/src/app.rs" || source.path.starts_with("xtask/");
        if asked || source.is_test() {
            continue;
        }
        for (no, line) in source.without_tests().lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for (word, instead) in words {
                if code.contains(word) {
                    broken.push(format!("{}:{}: {word}, ask {instead}", source.path, no + 1));
                }
            }
        }
    }
    none(
        &broken,
        "time and chance come from App, so that a test can say both",
    );
}

#[test]
fn nothing_is_left_for_later() {
    let words = [
        "todo!(",
        "unimplemented!(",
        "TODO",
        "FIXME",
        "XXX",
        "#[ignore",
    ];
    let mut broken = Vec::new();
    for source in sources(&[".rs", ".ts", ".tsx"]) {
        if source.path.ends_with("tests/it/house.rs") {
            continue;
        }
        for (no, line) in source.text.lines().enumerate() {
            broken.extend(
                words
                    .iter()
                    .filter(|word| line.contains(*word))
                    .map(|word| format!("{}:{}: {word}", source.path, no + 1)),
            );
        }
    }
    none(&broken, "what is in the tree is done");
}

#[test]
fn both_databases_have_the_same_migrations() {
    let numbers = |folder: &str| -> BTreeSet<String> {
        let folder = root().join("crates/store/migrations").join(folder);
        let entries =
            fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let names = entries.map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        });
        names.filter(|name| name.ends_with(".sql")).collect()
    };
    let (sqlite, postgres) = (numbers("sqlite"), numbers("postgres"));
    assert!(!sqlite.is_empty(), "there are no migrations");
    assert_eq!(
        sqlite, postgres,
        "the two folders of crates/store/migrations must have the same files"
    );
}

#[test]
fn every_noun_has_its_folders() {
    for noun in ["access", "design", "signals", "insight"] {
        let path = root().join("crates/server/src").join(noun);
        assert!(path.is_dir(), "{} is missing", path.display());
    }
}
