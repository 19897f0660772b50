//! The kinds of values that settings have.

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

/// A kind of value that a setting can have. `None` when the text is not one.
pub(super) trait Value: Sized {
    fn parse(text: &str) -> Option<Self>;
}

macro_rules! parsed_by_from_str {
    ($($type:ty),*) => { $(impl Value for $type {
        fn parse(text: &str) -> Option<Self> { text.parse().ok() }
    })* };
}
parsed_by_from_str!(IpAddr, u16, u64, usize);

impl Value for PathBuf {
    fn parse(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self::from(text))
    }
}

/// Where the store is; `None` means SQLite in the data folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabaseUrl(pub Option<String>);

impl Value for DatabaseUrl {
    fn parse(text: &str) -> Option<Self> {
        let known = ["sqlite:", "postgres://", "postgresql://"];
        match text {
            "" => Some(Self(None)),
            _ => known
                .iter()
                .any(|start| text.starts_with(start))
                .then(|| Self(Some(text.to_owned()))),
        }
    }
}

/// The address people open, without a slash at its end; `None` means host and port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(pub Option<String>);

impl Value for PublicUrl {
    fn parse(text: &str) -> Option<Self> {
        match text.trim_end_matches('/') {
            "" => Some(Self(None)),
            url => {
                let host = url
                    .strip_prefix("https://")
                    .or_else(|| url.strip_prefix("http://"))?;
                (!host.is_empty() && !host.contains(char::is_whitespace))
                    .then(|| Self(Some(url.to_owned())))
            }
        }
    }
}

/// A list of IP addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addresses(pub Vec<IpAddr>);

impl Value for Addresses {
    fn parse(text: &str) -> Option<Self> {
        let items = text
            .split(',')
            .map(str::trim)
            .filter(|item| !item.is_empty());
        items
            .map(|item| item.parse().ok())
            .collect::<Option<Vec<_>>>()
            .map(Self)
    }
}

/// A filter for the log, in the language of `tracing`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogFilter(pub String);

impl Value for LogFilter {
    fn parse(text: &str) -> Option<Self> {
        let parses = text
            .parse::<tracing_subscriber::filter::EnvFilter>()
            .is_ok();
        // A lone word that is no level would parse as the name of a module, and silence everything.
        let lone = !text.contains([',', '=']);
        let level = ["off", "error", "warn", "info", "debug", "trace"].contains(&text);
        (parses && (level || !lone)).then(|| Self(text.to_owned()))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    Json,
}

impl Value for LogFormat {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "text" => Some(Self::Text),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// A time in seconds, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seconds(pub Duration);

impl Value for Seconds {
    fn parse(text: &str) -> Option<Self> {
        text.parse()
            .ok()
            .filter(|n| (1..=86_400).contains(n))
            .map(|n| Self(Duration::from_secs(n)))
    }
}

/// A time in days, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days(pub Duration);

impl Value for Days {
    fn parse(text: &str) -> Option<Self> {
        text.parse::<u64>()
            .ok()
            .filter(|n| (1..=3650).contains(n))
            .map(|n| Self(Duration::from_secs(n * 86_400)))
    }
}
