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
    ops,
    outcome::OutcomeView,
    reading::Table,
    run::{self, Ending, Outcome},
};
use crate::App;
use crate::cli::{Context, Failure};

#[derive(Args)]
pub struct ImportFile {
    /// CSV, TSV, XLSX or JSON lines
    file: PathBuf,
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
}

impl ImportFile {
    pub async fn run(self, context: Context) -> Result<(), Failure> {
        let name = self
            .file
            .file_name()
            .map_or_else(|| "file".into(), |name| name.to_string_lossy().into_owned());
        if !self.file.is_file() {
            return Err(Failure::new(format!(
                "There is no file {}.",
                self.file.display()
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
        let explained = ops::explain_file(&app, &grant, self.file.clone(), &name, hints).await?;
        say(&describe(&name, &explained))?;
        let (mapping, open) = self.choose_mapping(&app, &grant, given, &explained).await?;
        if let Some(path) = &self.write_mapping {
            fs::write(path, mapping.to_json() + "\n")?;
            say(&format!("The mapping is in {}.", path.display()))?;
        }
        let bytes = fs::metadata(&self.file)?.len();
        let table = Table {
            path: self.file.clone(),
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

fn count(number: usize, noun: &str) -> String {
    format!(
        "{} {noun}{}",
        HumanCount(number as u64),
        if number == 1 { "" } else { "s" }
    )
}

fn describe(name: &str, explained: &Explained) -> String {
    let layout = &explained.layout;
    let about = if explained.counted { "" } else { "about " };
    let form = match (&layout.encoding, layout.delimiter, &layout.sheet) {
        (_, _, Some(sheet)) => format!("sheet “{sheet}”"),
        (Some(encoding), Some(delimiter), _) => {
            format!("{encoding}, {}", delimiter_name(delimiter))
        }
        (Some(encoding), None, _) => format!("{encoding}, JSON lines"),
        _ => String::new(),
    };
    let mut text = format!(
        "{name}: {about}{} rows, {} ({form})",
        HumanCount(explained.rows),
        count(layout.columns.len(), "column")
    );
    if let Some(fitting) = &explained.fitting {
        text.push_str(&format!("\nMapping: {}. {}", fitting.name, fitting.why));
    }
    for settle in explained
        .warnings
        .iter()
        .filter(|settle| settle.id.starts_with("file:"))
    {
        text.push_str(&format!("\nNote: {}", settle.text));
    }
    text
}

fn delimiter_name(delimiter: char) -> &'static str {
    match delimiter {
        ',' => "comma",
        ';' => "semicolon",
        '\t' => "tab",
        '|' => "bar",
        _ => "its own delimiter",
    }
}

fn preview(outcome: &OutcomeView) -> String {
    let cells = outcome.cells;
    let mut text = format!(
        "This would become {} responses and {} ratings of {} touchpoints; {} would be set aside.\nRating columns: {} ratings, {} never used or don't know, {} blank, {} left out.",
        HumanCount(outcome.responses),
        HumanCount(outcome.ratings),
        outcome.touchpoints,
        count(outcome.rejected as usize, "row"),
        HumanCount(cells.ratings),
        HumanCount(cells.not_used),
        HumanCount(cells.blank),
        HumanCount(cells.rejected),
    );
    if let Some(span) = &outcome.period {
        text.push_str(&format!(
            "\nFrom {} to {}.",
            &span.from[..10],
            &span.to[..10]
        ));
    }
    if let Some(nps) = &outcome.nps
        && let (Some(value), Some(low), Some(high)) = (nps.value, nps.low, nps.high)
    {
        text.push_str(&format!(
            "\nNPS {value:.2} ({low:.2} to {high:.2}), n {}.",
            HumanCount(nps.n)
        ));
    }
    for problem in outcome.problems.iter().take(10) {
        text.push_str(&format!("\nRow {}: {}", problem.row, problem.message));
    }
    if outcome.partial {
        text.push_str("\nThe file is long: only its first rows were looked at.");
    }
    text.push_str("\nNothing was kept.");
    text
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
        "Imported {} of {} rows in {seconds:.1} s ({} rows/s): {} unchanged, {} in conflict, {} set aside.",
        number(progress.imported),
        number(progress.rows_done),
        HumanCount((progress.rows_done as f64 / seconds.max(1e-3)) as u64),
        number(progress.unchanged),
        number(progress.conflicts),
        number(progress.rejected),
    ))?;
    for note in outcome.notes.iter().take(5) {
        say(&format!("Row {}: {}", note.row, note.message))?;
    }
    if outcome.noted > 5 {
        say(&format!(
            "… and {} more such notes.",
            HumanCount(outcome.noted - 5)
        ))?;
    }
    if progress.rejected + progress.conflicts > 0 {
        let (_, csv) = ops::write_rejects(app, actor, import.id).await?;
        let path = app
            .config()
            .data
            .join("imports")
            .join(format!("import-{}-set-aside.csv", import.no));
        fs::write(&path, csv)?;
        say(&format!(
            "The rows set aside are in {} with the reason of each.",
            path.display()
        ))?;
    }
    say(&format!(
        "New: {} touchpoints, {} clients. This is import {}; it can be undone in the web.",
        number(progress.touchpoints_created),
        number(progress.clients_created),
        import.no,
    ))
}
