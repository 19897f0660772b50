//! `touchstone inventory`: touchpoints in and out as spreadsheets, by the same operations as in the web.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use domain::access::Actor;

use super::ops;
use super::views::InventoryImportView;
use crate::cli::{Context, Failure};
use crate::signals::organization;

#[derive(Args)]
pub struct Inventory {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Bring in touchpoints from a spreadsheet: CSV, TSV or XLSX, one row a touchpoint
    Import(ImportInventory),
    /// Write the inventory as a spreadsheet that can be brought in again
    Export(ExportInventory),
}

#[derive(Args)]
struct ImportInventory {
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
struct ExportInventory {
    /// Of which organization, by its name or id [default: the only one]
    #[arg(long, value_name = "NAME")]
    organization: Option<String>,
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

impl Inventory {
    pub async fn run(self, context: Context) -> Result<(), Failure> {
        match self.what {
            What::Import(it) => it.run(context).await,
            What::Export(it) => it.run(context).await,
        }
    }
}

impl ImportInventory {
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
        if let (Some(path), Some(change)) = (self.rejects, outcome.change)
            && outcome.rejected > 0
        {
            let (_, csv) = ops::write_change_rejects(&app, &actor, change).await?;
            fs::write(&path, csv)?;
            say(&format!(
                "The rows that were not taken are in {}.",
                path.display()
            ))?;
        }
        Ok(())
    }
}

fn told(it: &InventoryImportView, dry_run: bool) -> String {
    let mut lines = vec![format!(
        "{} {} rows: {} new, {} changed, {} as they were, {} not taken.",
        if dry_run {
            "Would bring in"
        } else {
            "Brought in"
        },
        it.rows,
        it.created,
        it.updated,
        it.unchanged,
        it.rejected
    )];
    let unread: Vec<&str> = it
        .columns
        .iter()
        .filter(|column| column.field.is_none())
        .map(|column| &*column.name)
        .collect();
    if !unread.is_empty() {
        lines.push(format!(
            "Columns that were not read: {}.",
            unread.join(", ")
        ));
    }
    for problem in it.problems.iter().take(20) {
        let place = match problem.column.as_str() {
            "" => format!("Row {}", problem.row),
            column => format!("Row {}, {column}", problem.row),
        };
        lines.push(format!("{place}: {}", problem.message));
    }
    if it.problems.len() > 20 {
        lines.push(format!("… and {} more.", it.problems.len() - 20));
    }
    lines.join("\n")
}

impl ExportInventory {
    async fn run(self, context: Context) -> Result<(), Failure> {
        let app = context.open().await?;
        let organization = organization::choose(&app, self.organization.as_deref()).await?;
        let sheet = ops::export_inventory(&app, &Actor::system(organization.id)).await?;
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
