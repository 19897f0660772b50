//! `touchstone import`: a file into the store from the command line, by the same operations as in the web.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use domain::access::{Actor, Grant, Permission};
use domain::signals::mapping::{FileHints, Mapping, names, ready};
use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use store::signals::Import;

use super::{
    abandoned,
    explain::Explained,
    leftovers, ops,
    reading::Table,
    run::{self, Ending, Outcome},
    say::{count, describe, list, preview},
};
use crate::App;
use crate::cli::{Context, Failure};

#[derive(Args)]
pub struct ImportFile {
    /// CSV, TSV, XLSX or JSON lines
    #[arg(required_unless_present_any = ["undo", "list"])]
    file: Option<PathBuf>,
    /// A mapping: the name of a saved one, the path of a document, or `ready` [default: what fits the file]
    #[arg(long, value_name = "NAME|FILE|ready")]
    mapping: Option<String>,
    /// Into which organization, by its name or id [default: the only one]
    #[arg(long, value_name = "NAME")]
    organization: Option<String>,
    /// Show what would come of it, and keep nothing
    #[arg(long)]
    dry_run: bool,
    /// Take the proposed mapping though it has open questions
    #[arg(long)]
    accept: bool,
    /// Write the mapping that would be used to a file, to be edited and given with --mapping
    #[arg(long, value_name = "FILE")]
    write_mapping: Option<PathBuf>,
    /// Take back all that an import brought, by its number (see --list)
    #[arg(long, value_name = "NO", conflicts_with_all = ["file", "list", "mapping", "dry_run", "accept", "write_mapping"])]
    undo: Option<i32>,
    /// List the imports, newest first
    #[arg(long, conflicts_with_all = ["file", "mapping", "dry_run", "accept", "write_mapping"])]
    list: bool,
}

impl ImportFile {
    pub async fn run(self, context: Context) -> Result<(), Failure> {
        let Some(file) = self.file.clone() else {
            return self.look_back(context).await;
        };
        let name = file
            .file_name()
            .map_or_else(|| "file".into(), |name| name.to_string_lossy().into_owned());
        if !file.is_file() {
            return Err(Failure::new(format!(
                "There is no file {}.",
                file.display()
            )));
        }
        let app = context.open().await?;
        let organization = super::organization::choose(&app, self.organization.as_deref()).await?;
        let actor = Actor::system(organization.id);
        let grant = actor
            .require(Permission::RunImports)
            .map_err(crate::Problem::from)?;
        settle_killed(&app, &grant).await?;
        let given = self
            .mapping
            .as_deref()
            .map(Path::new)
            .filter(|path| path.is_file())
            .map(read_document)
            .transpose()?;
        let hints = given
            .as_ref()
            .map_or_else(FileHints::default, |mapping| mapping.file.clone());
        let explained = ops::explain_file(&app, &grant, file.clone(), &name, hints).await?;
        say(&describe(&name, &explained))?;
        let (mapping, open) = self.choose_mapping(&app, &grant, given, &explained).await?;
        if let Some(path) = &self.write_mapping {
            fs::write(path, mapping.to_json() + "\n")?;
            say(&format!("The mapping is in {}.", path.display()))?;
        }
        let bytes = fs::metadata(&file)?.len();
        let table = Table {
            path: file,
            layout: explained.layout.clone(),
            bytes,
        };
        if self.dry_run {
            let outcome = ops::preview_file(&app, &grant, table, mapping).await?;
            return say(&preview(&outcome));
        }
        if !open.is_empty() && !self.accept {
            return Err(Failure::new(format!("The file leaves {} open:\n{}", count(open.len(), "question"), open.join("\n"))).advise(
                "Answer them in the web, or write the mapping with --write-mapping FILE, edit it and give it with --mapping FILE. --accept takes the safe defaults.",
            ));
        }
        let import = ops::create_import(&app, &grant, &name, &mapping, None).await?;
        let total = explained.counted.then_some(explained.rows);
        let started = Instant::now();
        let outcome = bring_in(&app, &grant, &import, table, &mapping, total).await?;
        report(
            &app,
            &actor,
            &import,
            &outcome,
            started.elapsed().as_secs_f64(),
        )
        .await
    }

    /// Lists the imports, or takes one back.
    async fn look_back(self, context: Context) -> Result<(), Failure> {
        let app = context.open().await?;
        let organization = super::organization::choose(&app, self.organization.as_deref()).await?;
        let actor = Actor::system(organization.id);
        let Some(no) = self.undo else {
            return say(&list(&app, &actor).await?);
        };
        let found = ops::list_imports(&app, &actor, no.checked_add(1), 1).await?;
        let Some(import) = found.into_iter().find(|import| import.no == no) else {
            return Err(Failure::new(format!("There is no import {no}."))
                .advise("`touchstone import --list` shows them."));
        };
        let undone = ops::undo_import(&app, &actor, import.id).await?;
        say(&format!(
            "Import {no} ({}) is undone: {} responses were taken back. The file can be imported again.",
            undone.file_name,
            HumanCount(undone.progress.imported.unsigned_abs()),
        ))
    }

    /// The mapping to use, and the open questions of a proposal.
    async fn choose_mapping(
        &self,
        app: &App,
        grant: &Grant,
        given: Option<Mapping>,
        explained: &Explained,
    ) -> Result<(Mapping, Vec<String>), Failure> {
        let columns = &explained.layout.columns;
        let wanted = match (&self.mapping, given) {
            (_, Some(mapping)) => mapping,
            (None, None) => {
                let open = explained
                    .warnings
                    .iter()
                    .filter(|settle| settle.open)
                    .map(|settle| format!("- {} {}", settle.question, settle.text));
                return Ok((explained.proposal.clone(), open.collect()));
            }
            (Some(name), None) if name == "ready" => {
                let (key, _) = ready::find(columns).ok_or_else(|| {
                    let known: Vec<&str> = ready::all()
                        .iter()
                        .map(|(_, mapping)| mapping.name.as_str())
                        .collect();
                    Failure::new("No ready mapping fits this file.").advise(format!(
                        "There are ready mappings for: {}.",
                        known.join(", ")
                    ))
                })?;
                ready::get(key)
                    .cloned()
                    .ok_or_else(|| Failure::new("The ready mapping is gone."))?
            }
            (Some(name), None) => match ready::get(name) {
                Some(mapping) => mapping.clone(),
                None => saved(app, grant, name).await?,
            },
        };
        let adoption = names::adopt(&wanted, columns);
        if !adoption.vanished.is_empty() {
            let missing = adoption
                .vanished
                .iter()
                .take(5)
                .map(|name| format!("`{name}`"))
                .collect::<Vec<_>>()
                .join(", ");
            let failure = Failure::new(format!(
                "The mapping needs {} that the file does not have: {missing}.",
                count(adoption.vanished.len(), "column")
            ));
            return Err(failure.advise("Is this mapping for another file?"));
        }
        Ok((adoption.mapping, Vec::new()))
    }
}

fn read_document(path: &Path) -> Result<Mapping, Failure> {
    let text = fs::read_to_string(path)?;
    Mapping::from_json(&text).map_err(|error| Failure::new(format!("{}: {error}", path.display())))
}

async fn saved(app: &App, grant: &Grant, name: &str) -> Result<Mapping, Failure> {
    let all = app
        .store()
        .org(grant)
        .mappings()
        .await
        .map_err(crate::Problem::from)?;
    let Some(found) = all.iter().find(|saved| saved.name == name) else {
        let known: Vec<&str> = all.iter().map(|saved| saved.name.as_str()).collect();
        let advice = if known.is_empty() {
            "No mapping has been saved yet.".to_owned()
        } else {
            format!("Saved are: {}.", known.join(", "))
        };
        return Err(
            Failure::new(format!("There is no mapping “{name}” and no such file.")).advise(advice),
        );
    };
    Mapping::from_value(found.document.clone()).map_err(|error| Failure::new(error.to_string()))
}

/// Runs the import with a bar, and stops it cleanly on Ctrl-C.
async fn bring_in(
    app: &App,
    grant: &Grant,
    import: &Import,
    table: Table,
    mapping: &Mapping,
    total: Option<u64>,
) -> Result<Outcome, Failure> {
    let lock = abandoned::lock_path(app, import.id);
    if let Some(folder) = lock.parent() {
        fs::create_dir_all(folder)?;
    }
    let held = File::create(&lock)?;
    held.lock()?;
    let org = app.store().org(grant);
    let bar = ProgressBar::new(total.unwrap_or(0));
    if let Ok(style) = ProgressStyle::with_template(
        "{bar:40} {human_pos} of {human_len} rows, {per_sec}, {eta} left",
    ) {
        bar.set_style(style);
    }
    let mut told = |progress: &store::signals::ImportProgress| {
        if let Some(total) = progress.rows_total {
            bar.set_length(total.unsigned_abs());
        }
        bar.set_position(progress.rows_done.unsigned_abs());
    };
    let running = run::run(app, &org, import, table, mapping, total, &mut told);
    tokio::pin!(running);
    let mut stopped = false;
    let outcome = loop {
        tokio::select! {
            outcome = &mut running => break outcome,
            pressed = tokio::signal::ctrl_c(), if !stopped => {
                // Without a handler for Ctrl-C the program is simply ended, and settled at its next start.
                stopped = true;
                if pressed.is_ok() {
                    // On its own: the import holds the store's writer and must go on to let it go.
                    let (org, id, now) = (org.clone(), import.id, app.now());
                    tokio::spawn(async move {
                        if let Err(error) = org.cancel_import(id, now).await {
                            tracing::warn!("the import could not be cancelled: {error}");
                        }
                    });
                }
            }
        }
    };
    bar.finish_and_clear();
    drop(held);
    // Left over, it would only be looked at once more.
    let _ = fs::remove_file(&lock);
    Ok(outcome?)
}

/// Undoes imports whose program was killed, and says so.
async fn settle_killed(app: &App, grant: &Grant) -> Result<(), Failure> {
    for import in abandoned::settle_killed(app, grant).await? {
        say(&format!(
            "The import of {} had been stopped half-way; it was undone.",
            import.file_name
        ))?;
    }
    Ok(())
}

fn say(text: &str) -> Result<(), Failure> {
    Ok(writeln!(std::io::stdout(), "{text}")?)
}

async fn report(
    app: &App,
    actor: &Actor,
    import: &Import,
    outcome: &Outcome,
    seconds: f64,
) -> Result<(), Failure> {
    let progress = &outcome.progress;
    let number = |value: i64| HumanCount(value.unsigned_abs());
    if outcome.ending == Ending::Cancelled {
        return Err(Failure::new(
            "The import was cancelled. Nothing of it was kept.",
        ));
    }
    say(&format!(
        "Imported {} of {} rows in {seconds:.1} s ({} rows/s): {} unchanged, {} in conflict, {} set aside. {} left out.",
        number(progress.imported),
        number(progress.rows_done),
        HumanCount((progress.rows_done as f64 / seconds.max(1e-3)) as u64),
        number(progress.unchanged),
        number(progress.conflicts),
        number(progress.rejected),
        count(
            usize::try_from(progress.left_out).unwrap_or_default(),
            "value"
        ),
    ))?;
    for note in outcome.notes.iter().take(5) {
        say(&format!("Row {}: {}", note.line, note.reason))?;
    }
    let folder = app.config().data.join("imports");
    if progress.left_out > 0 {
        let (_, csv) = leftovers::write_left_out(app, actor, import.id).await?;
        let path = folder.join(format!("import-{}-left-out.csv", import.no));
        fs::write(&path, csv)?;
        say(&format!(
            "The values left out are in {} with the reason of each; their rows came in.",
            path.display()
        ))?;
    }
    if progress.rejected + progress.conflicts > 0 {
        let (_, csv) = leftovers::write_rejects(app, actor, import.id).await?;
        let path = folder.join(format!("import-{}-set-aside.csv", import.no));
        fs::write(&path, csv)?;
        say(&format!(
            "The rows set aside are in {} with the reason of each.",
            path.display()
        ))?;
    }
    say(&format!(
        "New: {} touchpoints, {} clients. To take it back: touchstone import --undo {}",
        number(progress.touchpoints_created),
        number(progress.clients_created),
        import.no,
    ))
}
