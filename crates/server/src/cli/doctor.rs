//! `touchstone doctor`: looks at everything the server stands on, and says what to do.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;
use domain::access::{Actor, Permission};
use store::Store;
use store::queue::JobState;

use super::{Context, Failure};
use crate::app::Clock;
use crate::config::{unknown_variables, without_password};

#[derive(Args)]
pub struct Doctor {
    /// As JSON, for scripts
    #[arg(long)]
    json: bool,
}

/// Below this the next import may not fit.
const LOW_DISK: u64 = 1 << 30;
/// 2026-01-01: no clock that is right shows an earlier day.
const BUILT_AFTER: i64 = 1_767_225_600_000_000;

/// One question and its answer.
struct Finding {
    about: &'static str,
    grade: Grade,
    found: String,
    /// What to do; empty when nothing is.
    advice: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Grade {
    Good,
    /// Works, but somebody should look.
    Warning,
    Bad,
}

impl Grade {
    fn word(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Warning => "look",
            Self::Bad => "bad",
        }
    }
}

fn good(about: &'static str, found: impl Into<String>) -> Finding {
    Finding {
        about,
        grade: Grade::Good,
        found: found.into(),
        advice: String::new(),
    }
}

fn warning(about: &'static str, found: impl Into<String>, advice: impl Into<String>) -> Finding {
    Finding {
        about,
        grade: Grade::Warning,
        found: found.into(),
        advice: advice.into(),
    }
}

fn bad(about: &'static str, found: impl Into<String>, advice: impl Into<String>) -> Finding {
    Finding {
        about,
        grade: Grade::Bad,
        found: found.into(),
        advice: advice.into(),
    }
}

impl Doctor {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        let mut findings = vec![
            look_at_settings(context),
            look_at_data(&context.config.data),
            look_at_disk(&context.config.data),
            look_at_clock(),
            look_at_web(),
        ];
        findings.extend(look_at_store(context).await);
        let bad = findings
            .iter()
            .filter(|finding| finding.grade == Grade::Bad)
            .count();
        if self.json {
            let rows: Vec<_> = findings
                .iter()
                .map(|f| serde_json::json!({ "about": f.about, "grade": f.grade.word(), "found": f.found, "advice": f.advice }))
                .collect();
            writeln!(std::io::stdout(), "{:#}", serde_json::Value::Array(rows))?;
        } else {
            print(&findings)?;
        }
        match bad {
            0 => Ok(()),
            1 => Err(Failure::new("One thing is wrong; what to do stands above.")),
            n => Err(Failure::new(format!(
                "{n} things are wrong; what to do stands above."
            ))),
        }
    }
}

fn print(findings: &[Finding]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    for finding in findings {
        writeln!(
            out,
            "{:4}  {:12}  {}",
            finding.grade.word(),
            finding.about,
            finding.found
        )?;
        if !finding.advice.is_empty() {
            writeln!(out, "{:20}→ {}", "", finding.advice)?;
        }
    }
    Ok(())
}

fn look_at_settings(context: &Context) -> Finding {
    let unknown = unknown_variables(&context.sources.environment);
    if unknown.is_empty() {
        good("settings", "every value is valid")
    } else {
        let advice = "`touchstone config` shows the settings; docs/configuration.md lists them.";
        warning(
            "settings",
            format!("these variables mean nothing: {}", unknown.join(", ")),
            advice,
        )
    }
}

fn look_at_data(data: &Path) -> Finding {
    let shown = data.display();
    if !data.exists() {
        let advice = "Nothing was started here yet: `touchstone serve` makes the folder. Or is --data another one?";
        return warning("data", format!("{shown} is not there"), advice);
    }
    match tempfile::NamedTempFile::new_in(data) {
        Ok(_) => good("data", format!("{shown} can be written")),
        Err(error) => {
            let advice =
                format!("Give the user that runs touchstone the right to write to {shown}.");
            bad(
                "data",
                format!("{shown} cannot be written: {error}"),
                advice,
            )
        }
    }
}

fn look_at_disk(data: &Path) -> Finding {
    let Some(free) = free_bytes(data) else {
        return good("disk", "the system does not say how much is free");
    };
    let found = format!("{:.1} GiB free", free as f64 / f64::from(1 << 30));
    if free >= LOW_DISK {
        good("disk", found)
    } else {
        warning(
            "disk",
            found,
            "Make room, or move the data folder to a larger disk: an import may not fit.",
        )
    }
}

/// As `df` says it: the standard library does not know. The nearest folder that exists is asked.
fn free_bytes(data: &Path) -> Option<u64> {
    let folder = std::path::absolute(data).ok()?;
    let folder = folder.ancestors().find(|path| path.exists())?.to_owned();
    let output = Command::new("df").arg("-Pk").arg(folder).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let kibibytes: u64 = text
        .lines()
        .nth(1)?
        .split_whitespace()
        .nth(3)?
        .parse()
        .ok()?;
    Some(kibibytes * 1024)
}

fn look_at_clock() -> Finding {
    let now = Clock::System.now();
    if now.micros() >= BUILT_AFTER {
        good("clock", format!("{now}"))
    } else {
        bad(
            "clock",
            format!("{now} is before this program was made"),
            "Set the clock: answers and sessions are dated by it.",
        )
    }
}

fn look_at_web() -> Finding {
    if crate::http::web_is_built() {
        good("web", "the web interface is inside the program")
    } else {
        warning(
            "web",
            "the web interface was not built",
            "Run `cargo xtask run`, which builds it and the program.",
        )
    }
}

async fn look_at_store(context: &Context) -> Vec<Finding> {
    let url = context.config.store_url();
    let shown = without_password(&url);
    if context.config.database_url.0.is_none()
        && !context.config.data.join("touchstone.db").exists()
    {
        return vec![warning(
            "store",
            format!("{shown} is not there"),
            "`touchstone serve` makes it.",
        )];
    }
    let store = match Store::open(&url).await {
        Ok(store) => store,
        Err(error) => {
            let advice =
                "Is the database running, and are address, name and password right (database_url)?";
            return vec![bad(
                "store",
                format!("{shown}: {}", store::Causes(&error)),
                advice,
            )];
        }
    };
    let mut findings: Vec<Finding> = store
        .check()
        .await
        .into_iter()
        .map(|probe| match probe.ok {
            true => good(probe.name, probe.found),
            false => bad(probe.name, probe.found, advice_for(probe.name)),
        })
        .collect();
    if findings.iter().all(|finding| finding.grade != Grade::Bad) {
        findings.push(look_at_jobs(&store).await);
        findings
            .push(look_at_segments(&store, &context.config.data.join(crate::app::SEGMENTS)).await);
        findings.push(look_at_people(&store).await);
    }
    store.close().await;
    findings
}

fn advice_for(probe: &str) -> &'static str {
    match probe {
        "schema" => "Run `touchstone migrate`, or start a version of touchstone that fits.",
        "writable" => {
            "Is the disk full, or does another program hold the store? Look at the rights of its files."
        }
        "integrity" | "references" => {
            "Stop the server, keep a copy of the data folder, and run `touchstone restore`."
        }
        _ => "Is the database running and reachable?",
    }
}

async fn look_at_jobs(store: &Store) -> Finding {
    match store.queue().counts().await {
        Ok(counts) => {
            let of = |wanted| {
                counts
                    .iter()
                    .find(|(state, _)| *state == wanted)
                    .map_or(0, |(_, count)| *count)
            };
            let (waiting, failed) = (of(JobState::Queued), of(JobState::Failed));
            let found = format!("{waiting} waiting, {failed} failed in the last two weeks");
            match failed {
                0 => good("jobs", found),
                _ => warning(
                    "jobs",
                    found,
                    "The log says why; imports show it on their page.",
                ),
            }
        }
        Err(error) => bad(
            "jobs",
            store::Causes(&error).to_string(),
            "See the store above.",
        ),
    }
}

/// Every segment the store knows must be there; a file it does not know is left over from a merge.
async fn look_at_segments(store: &Store, folder: &Path) -> Finding {
    let known = match registered_segments(store).await {
        Ok(known) => known,
        Err(failure) => return bad("segments", failure.to_string(), "See the store above."),
    };
    let lost: Vec<&String> = known
        .iter()
        .filter(|path| !folder.join(path).is_file())
        .collect();
    if let Some(first) = lost.first() {
        let advice =
            "The log is incomplete: stop the server and restore the data folder from a backup.";
        return bad(
            "segments",
            format!("{} of {} are lost, first {first}", lost.len(), known.len()),
            advice,
        );
    }
    let over = files_below(folder)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "parquet"))
        .filter(|path| !known.contains(&relative(folder, path)))
        .count();
    match over {
        0 => good("segments", format!("{} sealed, all there", known.len())),
        n => warning(
            "segments",
            format!(
                "{} sealed, all there; {n} files belong to none",
                known.len()
            ),
            "They are left over from merges that broke off, do no harm, and may be deleted while the server is stopped.",
        ),
    }
}

/// Paths of all segments that the store knows, below the folder of the segments.
pub async fn registered_segments(store: &Store) -> Result<BTreeSet<String>, Failure> {
    let mut paths = BTreeSet::new();
    for organization in store.access().organizations().await? {
        let actor = Actor::system(organization.id);
        let grant = actor
            .require(Permission::ReadInsight)
            .map_err(crate::Problem::from)?;
        let head = store.org(&grant).log_head().await?;
        paths.extend(head.segments.into_iter().map(|segment| segment.path));
    }
    Ok(paths)
}

/// Every file below a folder.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path)
            } else {
                found.push(path)
            }
        }
    }
    found.sort();
    found
}

/// A path below a folder, with slashes on every system.
pub fn relative(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder)
        .unwrap_or(path)
        .to_string_lossy()
        .replace('\\', "/")
}

async fn look_at_people(store: &Store) -> Finding {
    match store.access().setup_needed().await {
        Ok(false) => good("people", "the server has an owner"),
        Ok(true) => warning(
            "people",
            "nobody owns this server yet",
            "`touchstone serve` prints a link to set it up.",
        ),
        Err(error) => bad(
            "people",
            store::Causes(&error).to_string(),
            "See the store above.",
        ),
    }
}
