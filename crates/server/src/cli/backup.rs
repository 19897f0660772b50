//! `touchstone backup` and `touchstone restore`.
//!
//! A backup is a folder: a copy of the store made while it is in use, the segments that copy knows, everything
//! else in the data folder, and a manifest with the size and SHA-256 of every file and the number of rows of every
//! table. Neither command ever deletes anything.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use store::Store;

use super::doctor::{files_below, registered_segments, relative};
use super::{Context, Failure};
use crate::app::{Clock, SEGMENTS, make_private_folder};
use crate::config::without_password;
use crate::design::platform::reading::PICTURES;

const STORE: &str = "touchstone.db";
const MANIFEST: &str = "manifest.json";
/// The version of the backup's layout.
const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Manifest {
    format: u32,
    /// The version of touchstone that made it.
    program: String,
    schema: i64,
    made_at: domain::time::Timestamp,
    rows: BTreeMap<String, i64>,
    files: Vec<Entry>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    path: String,
    bytes: u64,
    sha256: String,
}

#[derive(Args)]
pub struct Backup {
    /// Folder to write the backup to; it must not exist yet
    folder: PathBuf,
}

#[derive(Args)]
pub struct Restore {
    /// Folder that a backup was written to
    folder: PathBuf,
    /// Also where there is a store already: the old data folder is kept under another name
    #[arg(long)]
    force: bool,
}

impl Backup {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        refuse_postgres(context)?;
        let data = &context.config.data;
        if !data.join(STORE).exists() {
            return Err(
                Failure::new(format!("There is no store in {}.", data.display()))
                    .advise("Name the data folder with --data."),
            );
        }
        if self.folder.exists() {
            return Err(
                Failure::new(format!("{} is there already.", self.folder.display()))
                    .advise("Name a folder that does not exist; nothing is overwritten."),
            );
        }
        refuse_inside(&self.folder, data)?;
        let part = with_ending(&self.folder, "part");
        make_fresh(&part)?;
        let manifest = fill(&part, context).await?;
        fs::rename(&part, &self.folder)?;
        let bytes: u64 = manifest.files.iter().map(|entry| entry.bytes).sum();
        let rows: i64 = manifest.rows.values().sum();
        writeln!(
            io::stdout(),
            "Backed up and verified: {} files, {:.1} MiB, {rows} rows, in {}",
            manifest.files.len(),
            bytes as f64 / f64::from(1 << 20),
            self.folder.display()
        )?;
        Ok(())
    }
}

/// PostgreSQL has its own tools, which keep up with a running server. The exact commands are told.
fn refuse_postgres(context: &Context) -> Result<(), Failure> {
    let url = context.config.store_url();
    if url.starts_with("sqlite:") {
        return Ok(());
    }
    let (url, data) = (
        without_password(&url),
        context.config.data.display().to_string(),
    );
    Err(Failure::new("The store is PostgreSQL, which is backed up by its own tools.").advise(format!(
        "Back up, first the base and then the files (the base must not know files that the copy lacks; sealed files are \
         kept for two minutes after they are replaced):\n  \
         pg_dump --format=custom --file=touchstone.dump '{url}'\n  cp -a '{data}/{SEGMENTS}' '{data}/uploads' '{data}/{PICTURES}' <backup folder>\n\
         Restore, with the server stopped:\n  pg_restore --clean --if-exists --dbname='{url}' touchstone.dump\n  \
         cp -a <backup folder>/* '{data}'\nThen run `touchstone doctor`, which checks that both fit."
    )))
}

/// A backup inside the data folder would become part of the next one, and be lost with what it is to save.
fn refuse_inside(folder: &Path, data: &Path) -> Result<(), Failure> {
    let inside = |folder: &Path| -> io::Result<bool> {
        // The folder itself is not there yet; what is above it is.
        let folder = std::path::absolute(folder)?;
        let above = folder
            .ancestors()
            .find(|above| above.exists())
            .unwrap_or(&folder);
        Ok(above.canonicalize()?.starts_with(data.canonicalize()?))
    };
    if inside(folder)? {
        return Err(
            Failure::new(format!("{} is inside the data folder.", folder.display()))
                .advise("Name a folder outside, best on another disk."),
        );
    }
    Ok(())
}

/// Makes a folder to work in. What an earlier run that broke off left there must not mix with what is written now: the
/// log beside an old copy of the store would be read into the new one.
fn make_fresh(part: &Path) -> Result<(), Failure> {
    if part.exists() {
        return Err(Failure::new(format!(
            "{} is left over from a run that broke off.",
            part.display()
        ))
        .advise(
            "Look whether another one is still at work; if not, remove the folder and repeat.",
        ));
    }
    Ok(make_private_folder(part)?)
}

fn with_ending(folder: &Path, ending: &str) -> PathBuf {
    let mut name = folder.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

async fn fill(part: &Path, context: &Context) -> Result<Manifest, Failure> {
    let data = &context.config.data;
    let live = Store::open(&context.config.store_url()).await?;
    let copied = live.back_up(&part.join(STORE)).await;
    live.close().await;
    copied?;
    let copy = Store::open(&part.join(STORE).to_string_lossy()).await?;
    let described = describe(&copy).await;
    let segments = registered_segments(&copy).await;
    copy.close().await;
    let (schema, rows) = described?;
    for path in segments? {
        let (from, to) = (
            data.join(SEGMENTS).join(&path),
            part.join(SEGMENTS).join(&path),
        );
        copy_file(&from, &to).map_err(|error| {
            Failure::new(format!("The segment {path} cannot be copied: {error}."))
                .advise("If the server was just merging segments, run the backup again; else run `touchstone doctor`.")
        })?;
    }
    for path in files_below(data) {
        let name = relative(data, &path);
        let own = name.starts_with(STORE)
            || name.starts_with(&format!("{SEGMENTS}/"))
            || name == "setup-token";
        if own {
            continue;
        }
        match copy_file(&path, &part.join(&name)) {
            // An upload that was cleared away or an import that ended meanwhile: the running server has no use for it.
            Err(error) if error.kind() == io::ErrorKind::NotFound && !path.exists() => {}
            copied => copied?,
        }
    }
    let files = entries(part)?;
    let made_at = Clock::System.now();
    let program = env!("CARGO_PKG_VERSION").to_owned();
    let manifest = Manifest {
        format: FORMAT,
        program,
        schema,
        made_at,
        rows,
        files,
    };
    let text =
        serde_json::to_vec_pretty(&manifest).map_err(|error| Failure::new(error.to_string()))?;
    fs::write(part.join(MANIFEST), text)?;
    Ok(manifest)
}

/// Opens a copy and looks whether it is whole: its schema and the number of rows of every table.
async fn describe(store: &Store) -> Result<(i64, BTreeMap<String, i64>), Failure> {
    if let Some(probe) = store
        .check()
        .await
        .into_iter()
        .find(|probe| !probe.ok && probe.name != "schema")
    {
        return Err(Failure::new(format!(
            "The copy of the store is not whole ({}): {}.",
            probe.name, probe.found
        ))
        .advise("Run `touchstone doctor` to see whether the store itself is."));
    }
    Ok((
        store.schema_version().await?,
        store.row_counts().await?.into_iter().collect(),
    ))
}

fn copy_file(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::copy(from, to).map(|_| ())
}

/// Size and hash of every file but the manifest. What SQLite keeps beside its file is made anew.
fn entries(folder: &Path) -> Result<Vec<Entry>, Failure> {
    let mut entries = Vec::new();
    for path in files_below(folder) {
        let name = relative(folder, &path);
        if name == MANIFEST || name == format!("{STORE}-wal") || name == format!("{STORE}-shm") {
            continue;
        }
        let (bytes, sha256) = hash(&path)?;
        entries.push(Entry {
            path: name,
            bytes,
            sha256,
        });
    }
    Ok(entries)
}

fn hash(path: &Path) -> io::Result<(u64, String)> {
    let mut file = File::open(path)?;
    let (mut hasher, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 16]);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hasher.update(&buffer[..read]);
        bytes += read as u64;
    }
    Ok((
        bytes,
        hasher
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect(),
    ))
}

impl Restore {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        refuse_postgres(context)?;
        let manifest = read_manifest(&self.folder)?;
        verify(&self.folder, &manifest)?;
        let data = &context.config.data;
        let occupied = data.join(STORE).exists();
        if occupied && !self.force {
            return Err(Failure::new(format!("There is a store in {} already.", data.display())).advise(
                "Stop the server and restore into another folder (--data), or repeat with --force: \
                 the present data folder is then kept under another name.",
            ));
        }
        let part = with_ending(data, "restoring");
        make_fresh(&part)?;
        for entry in &manifest.files {
            copy_file(&self.folder.join(&entry.path), &part.join(&entry.path))?;
        }
        check_rows(&part, &manifest).await?;
        let kept = put_in_place(&part, data)?;
        let mut out = io::stdout().lock();
        writeln!(
            out,
            "Restored and verified: the state of {}, in {}",
            manifest.made_at,
            data.display()
        )?;
        if let Some(kept) = kept {
            writeln!(out, "What was there before is kept in {}", kept.display())?;
        }
        Ok(())
    }
}

fn read_manifest(folder: &Path) -> Result<Manifest, Failure> {
    let path = folder.join(MANIFEST);
    let text = fs::read(&path).map_err(|error| {
        Failure::new(format!(
            "{} is no backup: {} cannot be read ({error}).",
            folder.display(),
            path.display()
        ))
    })?;
    let manifest: Manifest = serde_json::from_slice(&text)
        .map_err(|error| Failure::new(format!("{} is damaged: {error}.", path.display())))?;
    if manifest.format != FORMAT || manifest.schema > store::newest_schema() {
        return Err(Failure::new(format!(
            "The backup was made by version {} of touchstone.",
            manifest.program
        ))
        .advise("Restore it with that version or a later one."));
    }
    Ok(manifest)
}

fn verify(folder: &Path, manifest: &Manifest) -> Result<(), Failure> {
    for entry in &manifest.files {
        let outside = Path::new(&entry.path)
            .components()
            .any(|part| !matches!(part, std::path::Component::Normal(_)));
        if outside {
            return Err(Failure::new(format!(
                "The manifest names {}, outside the backup.",
                entry.path
            )));
        }
        let found = hash(&folder.join(&entry.path));
        let same = found
            .as_ref()
            .is_ok_and(|(bytes, hash)| *bytes == entry.bytes && *hash == entry.sha256);
        if !same {
            let why = found
                .err()
                .map_or_else(|| "it was changed".to_owned(), |error| error.to_string());
            return Err(
                Failure::new(format!("The backup is damaged at {}: {why}.", entry.path))
                    .advise("Nothing was restored. Take another backup."),
            );
        }
    }
    Ok(())
}

/// The restored store must open and hold what the manifest says.
async fn check_rows(part: &Path, manifest: &Manifest) -> Result<(), Failure> {
    let store = Store::open(&part.join(STORE).to_string_lossy()).await?;
    let described = describe(&store).await;
    store.close().await;
    let (_, rows) = described?;
    let wrong = manifest
        .rows
        .iter()
        .find(|(table, count)| rows.get(*table) != Some(count));
    match wrong {
        None => Ok(()),
        Some((table, count)) => Err(Failure::new(format!(
            "The restored store holds {} rows of {table} instead of {count}.",
            rows.get(table).copied().unwrap_or_default()
        ))),
    }
}

/// Moves what was there aside and the restored folder to its place. Gives where the old one is kept.
fn put_in_place(part: &Path, data: &Path) -> Result<Option<PathBuf>, Failure> {
    let kept = if data.exists() {
        let stamp = Clock::System.now().to_string().replace([':', '.'], "-");
        let aside = with_ending(data, &format!("before-{stamp}"));
        fs::rename(data, &aside)?;
        Some(aside)
    } else {
        None
    };
    fs::rename(part, data)?;
    Ok(kept)
}
