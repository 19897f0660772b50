//! `touchstone expectations import`: tables of what people expect and what they met, by the same operation as over HTTP.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::access::Actor;

use super::pairs::import_pairs;
use super::views::PairsForm;
use crate::cli::{Context, Failure};
use crate::signals::organization;

#[derive(Args)]
pub struct Expectations {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Bring in a CSV in which each row says what one person expects and what it met
    Import(ImportPairs),
}

#[derive(Args)]
struct ImportPairs {
    file: PathBuf,
    /// Which columns belong together, as JSON: source, scale_low, scale_high, pairs of expected, perceived, item, words
    #[arg(long, value_name = "FILE")]
    mapping: PathBuf,
    /// Into which organization, by its name or id [default: the only one]
    #[arg(long, value_name = "NAME")]
    organization: Option<String>,
}

impl Expectations {
    pub async fn run(self, context: Context) -> Result<(), Failure> {
        let What::Import(it) = self.what;
        let read = |path: &PathBuf| {
            fs::read_to_string(path)
                .map_err(|error| Failure::new(format!("{} can't be read: {error}", path.display())))
        };
        let mut form: PairsForm = serde_json::from_str(&read(&it.mapping)?).map_err(|error| {
            Failure::new(format!("{} is no mapping: {error}", it.mapping.display()))
        })?;
        form.csv = read(&it.file)?;
        let app = context.open().await?;
        let organization = organization::choose(&app, it.organization.as_deref()).await?;
        let actor = Actor::system(organization.id);
        let told = import_pairs(&app, &actor, &form).await?;
        let mut out = std::io::stdout().lock();
        writeln!(
            out,
            "{} rows: {} expectations are new, {} readings are kept, {} stood there already, {} cells were left out.",
            told.rows, told.expectations, told.readings, told.unchanged, told.left_out,
        )?;
        for it in told.problems.iter().take(10) {
            writeln!(
                out,
                "Line {}, {}: `{}`. {}",
                it.line, it.column, it.value, it.reason
            )?;
        }
        Ok(())
    }
}
