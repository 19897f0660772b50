//! Starts a new noun or a new operation: the files in their places, and what remains to be done, in order.

use std::fs;
use std::path::Path;

use crate::steps::Outcome;
use crate::tools;

#[derive(clap::Subcommand)]
pub enum What {
    /// A folder in each crate and in the web, wired up: `cargo xtask new noun loyalty`
    Noun { name: String },
    /// An operation through op and HTTP: `cargo xtask new operation loyalty keep_promise --method post
    /// --path /v1/promises/{id}/keep --permission EditClients`
    Operation {
        noun: String,
        /// One verb_noun, the same in op, handler, operation id, web hook and test
        name: String,
        #[arg(long, default_value = "get", value_parser = ["get", "post", "put", "patch", "delete"])]
        method: String,
        #[arg(long)]
        path: String,
        /// A name of the table in crates/domain/src/access/permissions.rs
        #[arg(long)]
        permission: String,
    },
}

pub fn start(what: &What) -> Outcome {
    match what {
        What::Noun { name } => new_noun(name),
        What::Operation {
            noun,
            name,
            method,
            path,
            permission,
        } => new_operation(noun, name, method, path, permission),
    }
}

fn new_noun(name: &str) -> Outcome {
    must_be_a_name(name)?;
    let root = tools::root();
    let crates = root.join("crates");
    let server = crates.join("server/src").join(name);
    if server.exists() {
        return Err(format!(
            "The noun `{name}` exists already: {}",
            server.display()
        ));
    }
    write(
        &crates.join("domain/src").join(name).join("mod.rs"),
        &format!("//! The words of {name}, one a line, and its rules.\n"),
    )?;
    write(
        &crates.join("store/src").join(name).join("mod.rs"),
        &format!("//! What is remembered of {name}.\n"),
    )?;
    write(
        &server.join("mod.rs"),
        &format!("//! What can be done about {name}.\n\npub mod http;\npub mod ops;\n"),
    )?;
    write(
        &server.join("ops.rs"),
        &format!("//! What can be done about {name}, without HTTP.\n"),
    )?;
    write(
        &server.join("http.rs"),
        &format!(
            "//! How HTTP says {name}.\n\nuse utoipa_axum::router::OpenApiRouter;\n\nuse crate::App;\n\n/// The operations of this noun.\npub fn router() -> OpenApiRouter<App> {{\n    OpenApiRouter::new()\n}}\n"
        ),
    )?;
    let feature = root.join("web/src/features").join(name);
    write(&feature.join("texts.en.json"), "{}\n")?;
    write(&feature.join("texts.de.json"), "{}\n")?;
    for library in ["domain", "store", "server"] {
        add_module(&crates.join(library).join("src/lib.rs"), name)?;
    }
    insert_after_last(
        &crates.join("server/src/http/mod.rs"),
        "::router())",
        &format!("        .merge(crate::{name}::http::router())\n"),
    )?;
    println!(
        "\nStarted `{name}`. Next:\n  1. Its words and rules in crates/domain/src/{name}/, with a `check` table per rule.\n  2. Its tables in both folders of crates/store/migrations (equal numbers), its statements as .sql files and a story in crates/store.\n  3. Its operations: cargo xtask new operation {name} <verb_noun> --path … --permission …\n  4. Its tag in crates/server/src/http/mod.rs, its catalog in web/src/i18n, its pages in web/src/features/{name}/.\n  5. Its line in the table of nouns in ARCHITECTURE.md."
    );
    Ok(())
}

fn new_operation(noun: &str, name: &str, method: &str, path: &str, permission: &str) -> Outcome {
    must_be_a_name(noun)?;
    must_be_a_name(name)?;
    if !path.starts_with("/v1/") {
        return Err(format!(
            "An operation's path starts with /v1/, `{path}` doesn't."
        ));
    }
    let root = tools::root();
    let permissions = root.join("crates/domain/src/access/permissions.rs");
    if !read(&permissions)?.contains(&format!("{permission},")) {
        return Err(format!(
            "There is no permission `{permission}` in {}.",
            permissions.display()
        ));
    }
    let server = root.join("crates/server/src").join(noun);
    let (ops, http) = (
        file_or_folder(&server, "ops")?,
        file_or_folder(&server, "http")?,
    );
    if read(&ops)?.contains(&format!("fn {name}(")) {
        return Err(format!("`{name}` stands in {} already.", ops.display()));
    }
    append(
        &ops,
        &format!(
            "\npub async fn {name}(app: &crate::App, actor: &domain::access::Actor) -> Result<(), crate::Problem> {{\n    let grant = actor.require(domain::access::Permission::{permission})?;\n    let _org = app.store().org(&grant);\n    Ok(())\n}}\n"
        ),
    )?;
    append(
        &http,
        &format!(
            "\n#[utoipa::path({method}, path = \"{path}\", operation_id = \"{name}\", tag = \"{noun}\",\n    extensions((\"x-permission\" = json!(\"{}\"))),\n    responses((status = 204, description = \"Done\")))]\npub async fn {name}(\n    axum::extract::State(app): axum::extract::State<App>,\n    crate::http::Signed(actor): crate::http::Signed,\n) -> Result<axum::http::StatusCode, crate::Problem> {{\n    super::ops::{name}(&app, &actor).await?;\n    Ok(axum::http::StatusCode::NO_CONTENT)\n}}\n",
            snake_case(permission)
        ),
    )?;
    let route = format!("        .routes(utoipa_axum::routes!({name}))\n");
    insert_after_last(&http, ".routes(", &route)
        .or_else(|_| insert_after_last(&http, "OpenApiRouter::new()", &route))?;
    println!(
        "\nStarted `{name}`. Next:\n  1. The rule in crates/domain/src/{noun}/: what may be refused, as an enum; a `check` table.\n  2. The statement as crates/store/src/{noun}/<statement>.sql, its method on OrgStore, its story on both databases.\n  3. Read, decide, write in `ops::{name}`, with its audit entry; what it takes and gives as types in views.rs.\n  4. A sample for the neighbour test in crates/server/tests/it, and a story of its own.\n  5. cargo xtask gen, then the hook in web/src/features/{noun}/queries.ts and its screen."
    );
    Ok(())
}

/// `ops.rs`, or `ops/mod.rs` where it has become a folder.
fn file_or_folder(noun: &Path, name: &str) -> Outcome<std::path::PathBuf> {
    [
        noun.join(format!("{name}.rs")),
        noun.join(name).join("mod.rs"),
    ]
    .into_iter()
    .find(|file| file.exists())
    .ok_or_else(|| {
        format!(
            "{} has no {name}; start the noun first: cargo xtask new noun",
            noun.display()
        )
    })
}

fn must_be_a_name(name: &str) -> Outcome {
    let fits = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if fits {
        Ok(())
    } else {
        Err(format!(
            "`{name}` is no name: lower-case letters, digits and underscores are."
        ))
    }
}

fn snake_case(name: &str) -> String {
    let mut text = String::new();
    for (at, character) in name.chars().enumerate() {
        if character.is_ascii_uppercase() && at > 0 {
            text.push('_');
        }
        text.push(character.to_ascii_lowercase());
    }
    text
}

fn read(file: &Path) -> Outcome<String> {
    fs::read_to_string(file).map_err(|problem| format!("{}: {problem}", file.display()))
}

fn write(file: &Path, text: &str) -> Outcome {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(|problem| format!("{}: {problem}", folder.display()))?;
    }
    fs::write(file, text).map_err(|problem| format!("{}: {problem}", file.display()))?;
    println!(
        "  {}",
        file.strip_prefix(tools::root()).unwrap_or(file).display()
    );
    Ok(())
}

fn append(file: &Path, text: &str) -> Outcome {
    write(file, &(read(file)? + text))
}

/// Adds `pub mod name;` in its place of the alphabet.
fn add_module(library: &Path, name: &str) -> Outcome {
    let text = read(library)?;
    write(
        library,
        &with_module(&text, name)
            .ok_or_else(|| format!("{} declares no module", library.display()))?,
    )
}

fn with_module(text: &str, name: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let module = |line: &str| {
        line.strip_prefix("pub mod ")
            .and_then(|rest| rest.strip_suffix(';'))
            .map(str::to_owned)
    };
    let at = match lines
        .iter()
        .position(|line| module(line).is_some_and(|found| found.as_str() > name))
    {
        Some(following) => following,
        None => lines.iter().rposition(|line| module(line).is_some())? + 1,
    };
    let (before, after) = lines.split_at(at);
    let line = format!("pub mod {name};");
    let all: Vec<&str> = before
        .iter()
        .copied()
        .chain([line.as_str()])
        .chain(after.iter().copied())
        .collect();
    Some(all.join("\n") + "\n")
}

fn insert_after_last(file: &Path, mark: &str, line: &str) -> Outcome {
    let text = read(file)?;
    let at = text
        .rfind(mark)
        .ok_or_else(|| format!("{} has no `{mark}`", file.display()))?;
    let end = text[at..]
        .find('\n')
        .map_or(text.len(), |offset| at + offset + 1);
    write(file, &format!("{}{line}{}", &text[..end], &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_takes_its_place_in_the_alphabet() {
        let check = |name: &str, expected: &str| {
            assert_eq!(
                with_module(
                    "//! Doc.\n\npub mod access;\npub mod signals;\n\npub use x;\n",
                    name
                )
                .unwrap(),
                expected
            );
        };
        check(
            "loyalty",
            "//! Doc.\n\npub mod access;\npub mod loyalty;\npub mod signals;\n\npub use x;\n",
        );
        check(
            "survey",
            "//! Doc.\n\npub mod access;\npub mod signals;\npub mod survey;\n\npub use x;\n",
        );
        check(
            "aaa",
            "//! Doc.\n\npub mod aaa;\npub mod access;\npub mod signals;\n\npub use x;\n",
        );
    }

    #[test]
    fn permissions_are_written_as_the_api_writes_them() {
        assert_eq!(snake_case("ReadInsight"), "read_insight");
        assert_eq!(snake_case("ManageOwnSession"), "manage_own_session");
    }

    #[test]
    fn names_are_plain() {
        assert!(must_be_a_name("keep_promise").is_ok());
        for bad in ["", "Keep", "keep-promise", "1st"] {
            assert!(must_be_a_name(bad).is_err(), "{bad}");
        }
    }
}
