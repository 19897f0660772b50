//! The few places where the two databases differ.
//!
//! A statement is written once, as SQLite reads it. Three rules turn it into PostgreSQL's words, and
//! nothing else in this crate knows which database it talks to
//! (docs/decisions/0002-one-sql-text-for-two-databases.md):
//!
//! 1. A line that starts with `--pg:` counts on PostgreSQL only: row locks, which SQLite neither has nor needs.
//! 2. `json_rows($n) AS r(no BIGINT, key TEXT)` reads a JSON array of objects, given as one parameter, as a
//!    table. It is how a thousand rows travel in one statement whose text doesn't depend on their number.
//! 3. `json_of(column)` is a JSON text on which `->>` works.

/// The statement as SQLite reads it.
pub(crate) fn sqlite(text: &str) -> String {
    let lines = without_comments(text, |_| None);
    let rows = replace_json_rows(&lines, |parameter, alias, columns| {
        let columns: Vec<String> = columns
            .iter()
            .map(|(name, _)| format!("value ->> '{name}' AS {name}"))
            .collect();
        format!(
            "(SELECT {} FROM json_each({parameter})) AS {alias}",
            columns.join(", ")
        )
    });
    replace_call(&rows, "json_of(", |column| column.to_owned())
}

/// The statement as PostgreSQL reads it.
pub(crate) fn postgres(text: &str) -> String {
    let lines = without_comments(text, |line| line.strip_prefix("--pg:"));
    let rows = replace_json_rows(&lines, |parameter, alias, columns| {
        let columns: Vec<String> = columns
            .iter()
            .map(|(name, kind)| format!("{name} {kind}"))
            .collect();
        format!(
            "json_to_recordset(CAST({parameter} AS json)) AS {alias}({})",
            columns.join(", ")
        )
    });
    replace_call(&rows, "json_of(", |column| {
        format!("CAST({column} AS json)")
    })
}

/// Comments are for people; the database is sent the statement alone.
fn without_comments<'t>(text: &'t str, keep: impl Fn(&'t str) -> Option<&'t str>) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        let trimmed = line.trim();
        if trimmed.starts_with("--") {
            lines.extend(keep(trimmed));
        } else if !trimmed.is_empty() {
            lines.push(line);
        }
    }
    lines.join("\n")
}

fn replace_json_rows(text: &str, write: impl Fn(&str, &str, &[(&str, &str)]) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("json_rows(") {
        out.push_str(&rest[..at]);
        rest = &rest[at + "json_rows(".len()..];
        let parsed = (|| {
            let (parameter, after) = rest.split_once(')')?;
            let (alias, after) = after.strip_prefix(" AS ")?.split_once('(')?;
            let (columns, after) = after.split_once(')')?;
            let columns: Option<Vec<_>> = columns
                .split(',')
                .map(|column| column.trim().split_once(' '))
                .collect();
            Some((parameter, alias, columns?, after))
        })();
        // A statement is part of the program: a mistake in it must not survive the first test.
        let (parameter, alias, columns, after) = parsed
            .unwrap_or_else(|| panic!("json_rows is written `json_rows($1) AS r(a TEXT)`: {text}"));
        out.push_str(&write(parameter, alias, &columns));
        rest = after;
    }
    out.push_str(rest);
    out
}

fn replace_call(text: &str, call: &str, write: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(call) {
        out.push_str(&rest[..at]);
        let (inside, after) = rest[at + call.len()..]
            .split_once(')')
            .unwrap_or_else(|| panic!("`{call}` is not closed: {text}"));
        out.push_str(&write(inside));
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "-- Why it is there.\nSELECT r.no, json_of(c.attributes) ->> r.key\nFROM json_rows($2) AS r(no BIGINT, key TEXT)\n--pg:FOR UPDATE";

    #[test]
    fn one_text_reads_on_both() {
        assert_eq!(
            sqlite(TEXT),
            "SELECT r.no, c.attributes ->> r.key\nFROM (SELECT value ->> 'no' AS no, value ->> 'key' AS key FROM json_each($2)) AS r"
        );
        assert_eq!(
            postgres(TEXT),
            "SELECT r.no, CAST(c.attributes AS json) ->> r.key\nFROM json_to_recordset(CAST($2 AS json)) AS r(no BIGINT, key TEXT)\nFOR UPDATE"
        );
    }
}
