//! Mappings that come with the program, for public files that people try it with.

use std::sync::LazyLock;

use super::{Mapping, names};

struct Ready {
    key: &'static str,
    text: &'static str,
}

const READY: [Ready; 4] = [
    Ready {
        key: "sfo-2014",
        text: include_str!("ready/sfo-2014.json"),
    },
    Ready {
        key: "sfo-2015",
        text: include_str!("ready/sfo-2015.json"),
    },
    Ready {
        key: "sfo-2016",
        text: include_str!("ready/sfo-2016.json"),
    },
    Ready {
        key: "sfo-2017",
        text: include_str!("ready/sfo-2017.json"),
    },
];

static MAPPINGS: LazyLock<Vec<(&'static str, Mapping)>> = LazyLock::new(|| {
    READY
        .iter()
        .map(|ready| {
            (
                ready.key,
                Mapping::from_json(ready.text)
                    .unwrap_or_else(|error| panic!("ready mapping {}: {error}", ready.key)),
            )
        })
        .collect()
});

/// All ready mappings with their keys.
pub fn all() -> &'static [(&'static str, Mapping)] {
    &MAPPINGS
}

/// The ready mapping of this key.
pub fn get(key: &str) -> Option<&'static Mapping> {
    MAPPINGS
        .iter()
        .find(|(known, _)| *known == key)
        .map(|(_, mapping)| mapping)
}

/// The ready mapping for a file with these columns, and why it was chosen. Every column that the mapping needs
/// must be there under its own spelling (case and punctuation aside), and at most a tenth of the file may be new.
pub fn find(columns: &[String]) -> Option<(&'static str, String)> {
    let plain: Vec<String> = columns.iter().map(|column| names::plain(column)).collect();
    MAPPINGS
        .iter()
        .filter_map(|(key, mapping)| {
            let has = |name: &str| plain.contains(&names::plain(name));
            let known = mapping
                .columns
                .iter()
                .filter(|rule| has(&rule.column))
                .count();
            let needed = mapping
                .columns
                .iter()
                .all(|rule| rule.role == super::Role::Ignore || has(&rule.column));
            (needed && known * 10 >= columns.len() * 9).then_some((known, *key, mapping))
        })
        .max_by_key(|(known, ..)| *known)
        .map(|(known, key, mapping)| {
            let about = mapping.about.as_deref().unwrap_or_default();
            let why = format!("{known} of {} columns fit. {about}", columns.len());
            (key, why.trim_end().to_owned())
        })
}
