//! docs/configuration.md.

use std::fmt::Write as _;

use super::{SETTINGS, Setting};

/// The page of the documentation.
pub fn to_markdown() -> String {
    let mut page = String::from(
        "# Configuration\n\n\
         <!-- Printed from crates/server/src/config.rs by a test. Change the table there, then run\n     \
         `cargo xtask gen`. -->\n\n\
         Touchstone runs without any configuration. A value comes, in this order, from the default, from the\n\
         file `touchstone.toml` in the working folder (or the one that `--config` or `TOUCHSTONE_CONFIG` names),\n\
         from the environment, and from a flag; the later one wins. `touchstone config` shows what is in force\n\
         and where each value came from. An unknown key in the file is an error.\n\n\
         The variable of a setting is its key in capitals after `TOUCHSTONE_`: `port` is `TOUCHSTONE_PORT`.\n\n\
         | key | default | takes | meaning |\n| --- | --- | --- | --- |\n",
    );
    for Setting {
        key,
        default,
        values,
        meaning,
        ..
    } in SETTINGS
    {
        let default = if default.is_empty() {
            "*(empty)*".to_owned()
        } else {
            format!("`{default}`")
        };
        writeln!(page, "| `{key}` | {default} | {values} | {meaning} |")
            .expect("a string takes every line");
    }
    page.push_str(
        "\n## Example\n\n```toml\n# touchstone.toml\nhost = \"0.0.0.0\"\npublic_url = \"https://cx.example.org\"\n\
         data = \"/var/lib/touchstone\"\ndatabase_url = \"postgres://touchstone@db.example.org/touchstone\"\n\
         trusted_proxies = [\"10.0.0.2\"]\nlog_format = \"json\"\n```\n",
    );
    page
}
