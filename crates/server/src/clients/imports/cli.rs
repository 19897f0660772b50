//! `touchstone clients`: clients and contacts in and out as files, by the same operations as in the web.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use domain::access::Actor;
use domain::ids::ImportId;

use super::ops;
use super::views::{ClientImportView, WhyView};
use crate::cli::{Context, Failure};
use crate::clients::directory::ops::ClientQuery;
use crate::signals::organization;

#[derive(Args)]
pub struct Clients {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Bring in clients and contacts: CSV, TSV or XLSX with one row a contact, or cards (vCard)
    Import(ImportClients),
    /// List the files that were brought in, with the ids by which they can be taken back
    Imports(ListImports),
    /// Take a file of clients back as a whole; what somebody has said or done since stays
    UndoImport(UndoImport),
    /// Write clients and contacts as a spreadsheet that can be brought in again
    Export(ExportClients),
}

#[derive(Args)]
struct ImportClients {
    file: PathBuf,
    /// Into which organization, by its name or id [default: the only one]
    #[arg(long, value_name = "NAME")]
    organization: Option<String>,
    /// Show what would come of it, and keep nothing
    #[arg(long)]
    dry_run: bool,
    /// Write the rows that were not taken to a file, with the reason of each
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
}

#[derive(Args)]
struct ListImports {
    /// Of which organization, by its name or id [default: the only one]
    #[arg(long, value_name = "NAME")]
    organization: Option<String>,
}

#[derive(Args)]
struct UndoImport {
    /// The id of the import
    id: ImportId,
    /// Of which organization, by its name or id [default: the only one]
    #[arg(long, value_name = "NAME")]
    organization: Option<String>,
}

#[derive(Args)]
struct ExportClients {
    /// Of which organization, by its name or id [default: the only one]
    #[arg(long, value_name = "NAME")]
    organization: Option<String>,
    /// Only those who have a word that begins so
    #[arg(long, value_name = "WORDS", default_value = "")]
    find: String,
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
    /// Where to [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Csv,
    Xlsx,
}

impl Clients {
    pub async fn run(self, context: Context) -> Result<(), Failure> {
        match self.what {
            What::Import(it) => it.run(context).await,
            What::Imports(it) => it.run(context).await,
            What::UndoImport(it) => it.run(context).await,
            What::Export(it) => it.run(context).await,
        }
    }
}

impl ImportClients {
    async fn run(self, context: Context) -> Result<(), Failure> {
        if !self.file.is_file() {
            let message = format!("There is no file {}.", self.file.display());
            return Err(Failure::new(message));
        }
        let name = self.file.file_name();
        let name = name.map_or_else(|| "file".into(), |name| name.to_string_lossy().into_owned());
        let app = context.open().await?;
        let organization = organization::choose(&app, self.organization.as_deref()).await?;
        let actor = Actor::system(organization.id);
        let outcome = ops::bring_in(&app, &actor, self.file, &name, self.dry_run).await?;
        say(&told(&outcome, self.dry_run))?;
        if let (Some(path), Some(import)) = (self.rejects, outcome.id)
            && outcome.rejected > 0
        {
            let (_, csv) = ops::write_client_rejects(&app, &actor, import).await?;
            fs::write(&path, csv)?;
            say(&format!(
                "The rows that were not taken are in {}.",
                path.display()
            ))?;
        }
        Ok(())
    }
}

impl ListImports {
    async fn run(self, context: Context) -> Result<(), Failure> {
        let app = context.open().await?;
        let organization = organization::choose(&app, self.organization.as_deref()).await?;
        let actor = Actor::system(organization.id);
        let imports = ops::list_client_imports(&app, &actor).await?;
        if imports.is_empty() {
            return say("No file of clients was brought in yet.");
        }
        let lines = imports.iter().map(|it| {
            let state = if it.undone_at.is_some() {
                "taken back"
            } else {
                "in"
            };
            format!(
                "{}  {}  {} new, {} changed, {state}  {}",
                it.id, it.at, it.created, it.updated, it.name
            )
        });
        say(&lines.collect::<Vec<_>>().join("\n"))
    }
}

impl UndoImport {
    async fn run(self, context: Context) -> Result<(), Failure> {
        let app = context.open().await?;
        let organization = organization::choose(&app, self.organization.as_deref()).await?;
        let actor = Actor::system(organization.id);
        let undone = ops::undo_client_import(&app, &actor, self.id).await?;
        let mut lines = vec![format!(
            "Taken back: {} clients went, {} are as they were before, {} contacts went; {} things stay.",
            undone.gone, undone.restored, undone.contacts_gone, undone.stays
        )];
        for it in undone.staying.iter().take(20) {
            let why = match it.why {
                WhyView::Merged => "it was merged",
                WhyView::SaidSince => "more is known of it since",
                WhyView::ChangedSince => "it was changed since",
            };
            let what = it.name.as_deref().unwrap_or(&it.what);
            lines.push(format!("{}: {what} stays, {why}.", it.label));
        }
        say(&lines.join("\n"))
    }
}

fn told(it: &ClientImportView, dry_run: bool) -> String {
    let begin = if dry_run {
        "Would bring in"
    } else {
        "Brought in"
    };
    let mut lines = vec![format!(
        "{begin} {} rows: {} new clients, {} changed, {} as they were; {} new contacts, {} changed; {} rows not taken.",
        it.rows,
        it.created,
        it.updated,
        it.unchanged,
        it.contacts_created,
        it.contacts_updated,
        it.rejected
    )];
    if !it.left_out.is_empty() {
        lines.push(format!("Not read: {}.", it.left_out.join(", ")));
    }
    for problem in it.problems.iter().take(20) {
        let place = match problem.column.as_str() {
            "" => format!("Row {}", problem.row),
            column => format!("Row {}, {column}", problem.row),
        };
        lines.push(format!("{place}: {}", problem.message));
    }
    for twin in it.duplicates.iter().take(20) {
        let why: Vec<&str> = twin.why.iter().map(|reason| &*reason.what).collect();
        lines.push(format!(
            "Row {}: {} may be {} ({}).",
            twin.row,
            twin.a,
            twin.b,
            why.join(", ")
        ));
    }
    lines.join("\n")
}

impl ExportClients {
    async fn run(self, context: Context) -> Result<(), Failure> {
        let app = context.open().await?;
        let organization = organization::choose(&app, self.organization.as_deref()).await?;
        let query = ClientQuery {
            q: self.find,
            ..ClientQuery::default()
        };
        let sheet = ops::export_clients(&app, &Actor::system(organization.id), &query).await?;
        let bytes = match self.format {
            Format::Csv => sheet.to_csv()?,
            Format::Xlsx => sheet.to_xlsx()?,
        };
        match self.out {
            Some(path) => fs::write(path, bytes)?,
            None => std::io::stdout().write_all(&bytes)?,
        }
        Ok(())
    }
}

fn say(text: &str) -> Result<(), Failure> {
    Ok(writeln!(std::io::stdout(), "{text}")?)
}
