//! What the machine must have, how to find it, and how to install it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::steps::{Outcome, must, read};

/// The checkout's top folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map(Path::to_path_buf)
        .unwrap_or_default()
}

pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// The folder that cargo builds into.
pub fn target_folder() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

pub fn touchstone() -> PathBuf {
    target_folder().join("debug/touchstone")
}

/// Node 20.19 or newer with npm, which the web interface is built with.
pub fn need_node() -> Outcome {
    let advice = "Install Node.js 20.19 or newer with npm (for example from your system's packages or nodejs.org).";
    let version = read(Command::new("node").arg("--version"))
        .map_err(|_| format!("Node.js is missing. {advice}"))?;
    let numbers: Vec<u32> = version
        .trim_start_matches('v')
        .split('.')
        .filter_map(|part| part.parse().ok())
        .collect();
    if numbers < vec![20, 19] {
        return Err(format!("Node.js {version} is too old. {advice}"));
    }
    read(Command::new("npm").arg("--version"))
        .map(drop)
        .map_err(|_| format!("npm is missing. {advice}"))
}

/// The folder with `initdb` and `postgres`: on the path, or where Debian and Homebrew put them.
pub fn postgres_programs() -> Option<PathBuf> {
    let on_path = env::var_os("PATH")
        .map(|path| env::split_paths(&path).collect::<Vec<_>>())
        .unwrap_or_default();
    let mut versions: Vec<PathBuf> = ["/usr/lib/postgresql", "/usr/local/opt", "/opt/homebrew/opt"]
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flat_map(|entries| entries.flatten().map(|entry| entry.path().join("bin")))
        .collect();
    versions.sort();
    versions.reverse();
    on_path
        .into_iter()
        .chain(versions)
        .find(|folder| folder.join("initdb").exists() && folder.join("postgres").exists())
}

pub fn browser() -> Option<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM") {
        return Some(named.into());
    }
    let path = env::var_os("PATH").unwrap_or_default();
    ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .flat_map(|name| env::split_paths(&path).map(move |folder| folder.join(name)))
        .chain(["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome".into()])
        .find(|program| program.exists())
}

/// PostgreSQL's server programs, installed by the system's package manager when they are missing.
pub fn need_postgres() -> Outcome {
    if postgres_programs().is_none() {
        install("PostgreSQL's server", "postgresql")?;
    }
    postgres_programs()
        .map(drop)
        .ok_or_else(|| "PostgreSQL was installed, but initdb was not found".to_owned())
}

/// Chromium for the browser tests, installed by the system's package manager when it is missing.
pub fn need_browser() -> Outcome<PathBuf> {
    if browser().is_none() {
        install("Chromium", "chromium")?;
    }
    browser().ok_or_else(|| {
        "Chromium was installed, but not found; name it in the variable CHROMIUM".to_owned()
    })
}

fn install(what: &str, package: &str) -> Outcome {
    let command = format!("apt-get install --yes --no-install-recommends {package}");
    let advice = format!(
        "{what} is missing. Install it and run this again:\n  Debian, Ubuntu: sudo {command}\n  Fedora: sudo dnf install {package}{}\n  macOS: brew install {package}",
        if package == "postgresql" {
            "-server"
        } else {
            ""
        }
    );
    let works = |program: &str, arguments: &[&str]| {
        Command::new(program)
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|s| s.success())
    };
    if !works("apt-get", &["--version"]) {
        return Err(advice);
    }
    let root = read(Command::new("id").arg("-u"))? == "0";
    if !root && !works("sudo", &["-n", "true"]) {
        return Err(advice);
    }
    let system = |arguments: &[&str]| {
        let mut command = if root {
            Command::new("env")
        } else {
            Command::new("sudo")
        };
        if !root {
            command.arg("env");
        }
        command
            .arg("DEBIAN_FRONTEND=noninteractive")
            .args(arguments)
            .stdout(Stdio::null());
        command
    };
    println!("{what} is missing, installing it by apt-get");
    must(&mut system(&["apt-get", "update"])).map_err(|problem| format!("{problem}\n{advice}"))?;
    must(
        system(&[
            "apt-get",
            "install",
            "--yes",
            "--no-install-recommends",
            package,
        ])
        .current_dir("/"),
    )
    .map_err(|problem| format!("{problem}\n{advice}"))
}
