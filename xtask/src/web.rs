//! Installing and building what npm manages, only when something changed.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::steps::{Outcome, must};
use crate::tools;

pub fn folder() -> PathBuf {
    tools::root().join("web")
}

pub fn npm(folder: &Path) -> Command {
    let mut command = Command::new("npm");
    // Chromium is the system's: no browser is downloaded
    command
        .current_dir(folder)
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    command
}

/// `npm ci`, unless the installed packages are those of the lock file.
pub fn install(folder: &Path) -> Outcome {
    let lock = fs::read(folder.join("package-lock.json"))
        .map_err(|problem| format!("package-lock.json: {problem}"))?;
    let stamp = folder.join("node_modules/.touchstone-lock");
    let wanted = fingerprint_of(&[lock]);
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    must(npm(folder).args(["ci", "--no-audit", "--no-fund"]))?;
    fs::write(stamp, wanted).map_err(|problem| problem.to_string())
}

/// Builds web/dist, unless it was built from these very sources.
pub fn build() -> Outcome {
    let folder = folder();
    install(&folder)?;
    let stamp = folder.join("dist/.touchstone-sources");
    let wanted = fingerprint_of(&sources(&folder)?);
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        println!("web/dist is up to date");
        return Ok(());
    }
    must(npm(&folder).args(["run", "build"]))?;
    fs::write(stamp, wanted).map_err(|problem| problem.to_string())
}

fn sources(folder: &Path) -> Outcome<Vec<Vec<u8>>> {
    let mut pending = vec![folder.to_path_buf()];
    let mut files = Vec::new();
    while let Some(next) = pending.pop() {
        for entry in fs::read_dir(&next)
            .map_err(|problem| format!("{}: {problem}", next.display()))?
            .flatten()
        {
            let name = entry.file_name();
            if name == "node_modules" || name == "dist" {
                continue;
            }
            if entry.path().is_dir() {
                pending.push(entry.path())
            } else {
                files.push(entry.path())
            }
        }
    }
    files.sort();
    let mut contents = Vec::with_capacity(files.len() * 2);
    for file in files {
        contents.push(file.to_string_lossy().into_owned().into_bytes());
        contents.push(fs::read(&file).map_err(|problem| format!("{}: {problem}", file.display()))?);
    }
    Ok(contents)
}

/// Tells two states apart; it guards nothing, so a fast hash will do.
fn fingerprint_of(parts: &[Vec<u8>]) -> String {
    let mut hasher = DefaultHasher::new();
    parts.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
