//! Files that are printed from the code stand in the repository as the code prints them. `UPDATE_GENERATED=1`
//! (`cargo xtask gen`) rewrites them instead.

use std::fs;
use std::path::Path;

fn check(path: &str, printed: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path);
    if std::env::var_os("UPDATE_GENERATED").is_some_and(|value| value == "1") {
        fs::write(&file, printed).unwrap_or_else(|error| panic!("{path}: {error}"));
        return;
    }
    let there = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        there == printed,
        "{path} is out of date: run `cargo xtask gen`"
    );
}

#[test]
fn openapi_is_fresh() {
    check("openapi.json", &server::http::openapi_text());
}

#[test]
fn configuration_page_is_fresh() {
    check("docs/configuration.md", &server::config::to_markdown());
}

#[test]
fn permissions_page_is_fresh() {
    check("docs/permissions.md", &domain::access::document());
}
