//! The settings: one table with every key, its default, its check and its meaning.
//!
//! A value comes from the default, from `touchstone.toml`, from the environment, or from a flag; the later one
//! wins. `touchstone config` shows what is in force and where it came from, and docs/configuration.md is
//! printed from the same table.

use std::collections::BTreeMap;
use std::fmt;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

mod page;
mod value;

pub use page::to_markdown;
pub use value::{Addresses, DatabaseUrl, Days, LogFilter, LogFormat, PublicUrl, Seconds};

use value::Value;

/// Name of the configuration file, looked for in the working folder unless `--config` or `TOUCHSTONE_CONFIG`
/// names another.
pub const FILE_NAME: &str = "touchstone.toml";

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    Default,
    File(PathBuf),
    Environment(String),
    Flag,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(path) => write!(f, "file {}", path.display()),
            Self::Environment(name) => write!(f, "environment {name}"),
            Self::Flag => f.write_str("flag"),
        }
    }
}

/// A configuration that cannot be used, as a sentence that says what to change.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(pub String);

/// One line of the table.
pub struct Setting {
    pub key: &'static str,
    pub default: &'static str,
    /// Which values it takes, in words.
    pub values: &'static str,
    pub meaning: &'static str,
    /// Must not be shown as it is.
    pub secret: bool,
}

/// A value and where it came from, as `touchstone config` shows it.
pub struct Effective {
    pub key: &'static str,
    pub value: String,
    pub origin: Origin,
}

macro_rules! settings {
    ($($key:ident: $type:ty = $default:literal, $values:literal $(, $secret:ident)?; $($meaning:literal)+)*) => {
        /// The values in force.
        #[derive(Clone, Debug)]
        pub struct Config {
            $($(#[doc = $meaning])+ pub $key: $type,)*
            raw: BTreeMap<&'static str, (String, Origin)>,
        }

        /// The table.
        pub const SETTINGS: &[Setting] = &[$(Setting {
            key: stringify!($key),
            default: $default,
            values: $values,
            meaning: concat!($($meaning),+),
            secret: settings!(@secret $($secret)?),
        }),*];

        impl Config {
            fn parse(raw: BTreeMap<&'static str, (String, Origin)>) -> Result<Self, ConfigError> {
                Ok(Self {
                    $($key: {
                        let (text, origin) = &raw[stringify!($key)];
                        <$type as Value>::parse(text)
                            .ok_or_else(|| refuse(stringify!($key), text, $values, origin))?
                    },)*
                    raw,
                })
            }
        }
    };
    (@secret secret) => { true };
    (@secret) => { false };
}

settings! {
    host: IpAddr = "127.0.0.1", "an IP address";
        "Address to listen on. 127.0.0.1 serves this machine only, 0.0.0.0 every network it is connected to."
    port: u16 = "8080", "0 to 65535";
        "Port to listen on; 0 takes any free one."
    data: PathBuf = "./data", "a folder";
        "Folder of everything the server keeps: the SQLite database, the segments of the experience log, and "
        "uploaded files. Made when it is missing."
    database_url: DatabaseUrl = "", "empty, sqlite:… or postgres://…", secret;
        "Where the store is. Empty means SQLite in the data folder. The variable DATABASE_URL is read too."
    public_url: PublicUrl = "", "empty, http://… or https://…";
        "The address people open, used in links. Empty means http:// with host and port. With https:// cookies "
        "are sent over encrypted connections only."
    trusted_proxies: Addresses = "", "IP addresses, separated by commas";
        "Reverse proxies whose X-Forwarded-For header is believed. Without any, the address of the connection "
        "counts, and sign-in attempts behind a proxy share one allowance."
    log: LogFilter = "info", "off, error, warn, info, debug, trace, or a filter such as info,server=debug";
        "What is logged, to standard error."
    log_format: LogFormat = "text", "text or json";
        "How a line of the log looks."
    body_limit_kb: u64 = "2048", "a number of KiB";
        "Largest JSON body that is accepted."
    upload_limit_mb: u64 = "200", "a number of MiB";
        "Largest file that the browser may upload. The command line has no limit."
    request_timeout_seconds: Seconds = "60", "a number of seconds";
        "A request that takes longer is given up. Uploads are excepted."
    shutdown_seconds: Seconds = "20", "a number of seconds";
        "How long requests and jobs may go on after the server was asked to stop."
    kept_answers_mb: u64 = "512", "a number of MiB";
        "Room on disk for answers kept of the sealed log, so that they need not be computed again. Once a day the "
        "oldest are removed until they take no more than this."
    workers: usize = "1", "0 to 64";
        "Jobs that run at the same time, imports for instance. 0 leaves jobs to another process."
    session_days: Days = "30", "a number of days";
        "A sign-in ends after this time in any case."
    session_idle_days: Days = "7", "a number of days";
        "A sign-in ends after this time without use."
    invitation_days: Days = "7", "a number of days";
        "An invitation that nobody accepted ends after this time."
}

/// What the outside says, so that a test can say it too.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The file that was named; without one, `touchstone.toml` is read when it is there.
    pub file: Option<PathBuf>,
    pub environment: BTreeMap<String, String>,
    /// Values of flags by key.
    pub flags: BTreeMap<&'static str, String>,
}

impl Sources {
    /// The environment of this process.
    pub fn of_process() -> Self {
        // A variable that is not Unicode cannot be one of ours.
        let environment = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .filter(|(name, _)| name.starts_with("TOUCHSTONE_") || name == "DATABASE_URL")
            .collect();
        Self {
            environment,
            ..Self::default()
        }
    }
}

impl Config {
    /// Puts the layers over each other and checks every value.
    pub fn load(sources: &Sources) -> Result<Self, ConfigError> {
        let mut raw: BTreeMap<&'static str, (String, Origin)> = SETTINGS
            .iter()
            .map(|s| (s.key, (s.default.to_owned(), Origin::Default)))
            .collect();
        let named = sources.file.clone().or_else(|| {
            sources
                .environment
                .get("TOUCHSTONE_CONFIG")
                .filter(|name| !name.is_empty())
                .map(PathBuf::from)
        });
        let path = named.clone().unwrap_or_else(|| PathBuf::from(FILE_NAME));
        if named.is_some() || path.exists() {
            raw.extend(read_file(&path)?);
        }
        for setting in SETTINGS {
            let own = format!("TOUCHSTONE_{}", setting.key.to_uppercase());
            let general = (setting.key == "database_url").then(|| "DATABASE_URL".to_owned());
            for name in general.into_iter().chain([own]) {
                if let Some(value) = sources.environment.get(&name) {
                    raw.insert(setting.key, (value.clone(), Origin::Environment(name)));
                }
            }
            if let Some(value) = sources.flags.get(setting.key) {
                raw.insert(setting.key, (value.clone(), Origin::Flag));
            }
        }
        let config = Self::parse(raw)?;
        if config.workers > 64 {
            return Err(refuse(
                "workers",
                &config.workers.to_string(),
                "0 to 64",
                config.origin("workers"),
            ));
        }
        Ok(config)
    }

    /// Every setting with its value and where it came from, passwords hidden.
    pub fn effective(&self) -> Vec<Effective> {
        SETTINGS
            .iter()
            .map(|setting| {
                let (value, origin) = &self.raw[setting.key];
                let value = if setting.secret {
                    without_password(value)
                } else {
                    value.clone()
                };
                Effective {
                    key: setting.key,
                    value,
                    origin: origin.clone(),
                }
            })
            .collect()
    }

    /// Where the value of a key came from.
    pub fn origin(&self, key: &str) -> &Origin {
        self.raw
            .get(key)
            .map_or(&Origin::Default, |(_, origin)| origin)
    }

    /// The store's address: what was set, or SQLite in the data folder.
    pub fn store_url(&self) -> String {
        match &self.database_url.0 {
            Some(url) => url.clone(),
            None => format!("sqlite://{}", self.data.join("touchstone.db").display()),
        }
    }

    /// The address people open, without a slash at its end. `port` is the one that was really taken.
    pub fn address(&self, port: u16) -> String {
        match &self.public_url.0 {
            Some(url) => url.clone(),
            None if self.host.is_unspecified() => format!("http://127.0.0.1:{port}"),
            None => format!("http://{}", std::net::SocketAddr::new(self.host, port)),
        }
    }

    /// Whether cookies may travel over encrypted connections only.
    pub fn secure_cookies(&self) -> bool {
        self.public_url
            .0
            .as_deref()
            .is_some_and(|url| url.starts_with("https://"))
    }
}

/// Hides the password of an address such as `postgres://name:password@host/base`.
pub fn without_password(url: &str) -> String {
    // It may also stand among the parameters.
    if let Some(at) = url.find("password=") {
        let (before, after) = url.split_at(at + "password=".len());
        let rest = after.find('&').map_or("", |end| &after[end..]);
        return without_account_password(&format!("{before}…{rest}"));
    }
    without_account_password(url)
}

fn without_account_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let Some((account, host)) = rest.rsplit_once('@') else {
        return url.to_owned();
    };
    let name = account.split(':').next().unwrap_or_default();
    format!("{scheme}://{name}:…@{host}")
}

/// Variables that begin like ours and mean nothing: `doctor` and `config` warn about them. They are no error,
/// because container platforms set some by themselves.
pub fn unknown_variables(environment: &BTreeMap<String, String>) -> Vec<String> {
    environment
        .keys()
        .filter_map(|name| Some((name, name.strip_prefix("TOUCHSTONE_")?.to_lowercase())))
        .filter(|(_, key)| key != "config" && !key.starts_with("test_"))
        .filter(|(_, key)| !SETTINGS.iter().any(|setting| setting.key == key))
        .map(|(name, _)| name.clone())
        .collect()
}

fn read_file(path: &Path) -> Result<BTreeMap<&'static str, (String, Origin)>, ConfigError> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| {
        ConfigError(format!(
            "The configuration file {shown} cannot be read: {error}."
        ))
    })?;
    let table: toml::Table = text
        .parse()
        .map_err(|error| ConfigError(format!("{shown} is not valid TOML.\n{error}")))?;
    let mut found = BTreeMap::new();
    for (key, value) in table {
        let Some(setting) = SETTINGS.iter().find(|setting| setting.key == key) else {
            let hint = nearest(&key)
                .map(|near| format!(" Did you mean {near:?}?"))
                .unwrap_or_default();
            return Err(ConfigError(format!(
                "{shown} has an unknown key {key:?}.{hint}"
            )));
        };
        let origin = Origin::File(path.to_owned());
        let text = plain(&value)
            .ok_or_else(|| refuse(setting.key, &value.to_string(), setting.values, &origin))?;
        found.insert(setting.key, (text, origin));
    }
    Ok(found)
}

/// A TOML value as the text that the environment would carry.
fn plain(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Boolean(flag) => Some(flag.to_string()),
        toml::Value::Array(items) => Some(
            items
                .iter()
                .map(plain)
                .collect::<Option<Vec<_>>>()?
                .join(","),
        ),
        toml::Value::Float(_) | toml::Value::Datetime(_) | toml::Value::Table(_) => None,
    }
}

fn refuse(key: &str, text: &str, values: &str, origin: &Origin) -> ConfigError {
    let mut message = format!("{key} is {text:?} ({origin}), but takes {values}.");
    if text.starts_with("tcp://") && matches!(origin, Origin::Environment(_)) {
        message.push_str(" Kubernetes sets this variable for a service named touchstone; set enableServiceLinks: false.");
    }
    ConfigError(message)
}

/// The known key that is most like `key`, if one is like it at all.
fn nearest(key: &str) -> Option<&'static str> {
    let scored = SETTINGS
        .iter()
        .map(|setting| (distance(key, setting.key), setting.key));
    scored
        .min()
        .filter(|(d, near)| *d <= near.len().max(key.len()) / 2)
        .map(|(_, near)| near)
}

/// Levenshtein's distance: insertions, deletions and replacements from one word to the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, right) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(left != *right);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(
        text: &str,
        environment: &[(&str, &str)],
        flags: &[(&'static str, &str)],
    ) -> Result<Config, ConfigError> {
        let file = tempfile::NamedTempFile::new().expect("a temporary file");
        std::fs::write(file.path(), text).expect("a written file");
        Config::load(&Sources {
            file: Some(file.path().to_owned()),
            environment: environment
                .iter()
                .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
                .collect(),
            flags: flags.iter().map(|(k, v)| (*k, (*v).to_owned())).collect(),
        })
    }

    #[test]
    fn the_later_layer_wins_and_says_so() {
        let config = with(
            "port = 1\nhost = \"::1\"\nworkers = 2",
            &[("TOUCHSTONE_PORT", "2"), ("TOUCHSTONE_WORKERS", "3")],
            &[("port", "4")],
        )
        .expect("a configuration");
        assert_eq!((config.port, config.workers), (4, 3));
        assert_eq!(config.origin("port"), &Origin::Flag);
        assert_eq!(
            config.origin("workers"),
            &Origin::Environment("TOUCHSTONE_WORKERS".to_owned())
        );
        assert!(matches!(config.origin("host"), Origin::File(_)));
        assert_eq!(config.origin("data"), &Origin::Default);
        assert_eq!(config.address(4), "http://[::1]:4");
    }

    #[test]
    fn an_unknown_key_names_the_nearest() {
        let error = with("prot = 1", &[], &[]).expect_err("an error").0;
        assert!(
            error.contains("\"prot\"") && error.contains("Did you mean \"port\"?"),
            "{error}"
        );
        let error = with("zzzzzzzz = 1", &[], &[]).expect_err("an error").0;
        assert!(!error.contains("Did you mean"), "{error}");
    }

    #[test]
    fn a_wrong_value_names_key_value_and_origin() {
        let error = with("", &[("TOUCHSTONE_PORT", "tcp://10.0.0.1:8080")], &[])
            .expect_err("an error")
            .0;
        assert!(
            error.contains("environment TOUCHSTONE_PORT") && error.contains("enableServiceLinks"),
            "{error}"
        );
        for text in [
            "port = 70000",
            "host = \"localhost\"",
            "log = \"loud\"",
            "public_url = \"cx\"",
            "workers = 65",
            "port = [[1]]",
        ] {
            // `port = [[1]]` becomes the text "1": lists are joined, however deep.
            assert_eq!(
                with(text, &[], &[]).is_err(),
                text != "port = [[1]]",
                "{text}"
            );
        }
    }

    #[test]
    fn passwords_are_not_shown() {
        let config = with("", &[("DATABASE_URL", "postgres://me:s3cret@db/base")], &[])
            .expect("a configuration");
        assert_eq!(config.store_url(), "postgres://me:s3cret@db/base");
        let shown = config
            .effective()
            .into_iter()
            .find(|e| e.key == "database_url")
            .expect("the key");
        assert_eq!(shown.value, "postgres://me:…@db/base");
        assert_eq!(
            without_password("postgres://db/base?user=me&password=s3cret&sslmode=require"),
            "postgres://db/base?user=me&password=…&sslmode=require"
        );
    }

    #[test]
    fn every_default_is_valid() {
        Config::load(&Sources {
            file: Some("/dev/null".into()),
            ..Sources::default()
        })
        .expect("the defaults");
    }
}
