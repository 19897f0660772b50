//! The command line. Every noun that has something to say here adds a variant to [`Command`] and a line to
//! [`run`].

mod backup;
mod config;
mod doctor;
mod export;
mod migrate;
mod openapi;
mod serve;
mod token;

use std::fmt;
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::app::App;
use crate::config::{Config, ConfigError, LogFormat, Origin, Sources};
use crate::error::Problem;

/// Customer experience management: what clients experience, judged against what they expect.
#[derive(Parser)]
#[command(name = "touchstone", version, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Flags that every command takes.
#[derive(Args)]
struct Global {
    /// Configuration file [default: touchstone.toml in the working folder, if it is there]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Folder of everything that is kept [default: ./data]
    #[arg(long, global = true, value_name = "FOLDER")]
    data: Option<String>,
    /// Where the store is, if not SQLite in the data folder
    #[arg(long, global = true, value_name = "URL")]
    database_url: Option<String>,
    /// What is logged: error, warn, info, debug, trace, or a filter
    #[arg(long, global = true, value_name = "FILTER")]
    log: Option<String>,
}

#[derive(Subcommand)]
enum Command {
    /// Start the server
    Serve(serve::Serve),
    /// Bring in a file of answers
    Import(crate::signals::cli::ImportFile),
    /// Print a measure: the numbers of the screens, with n and interval
    Measure(crate::insight::cli::Measure),
    /// Bring touchpoints in from a spreadsheet, or write them as one
    Inventory(crate::design::inventory::cli::Inventory),
    /// Bring clients and contacts in from a file, or write them as one
    Clients(crate::clients::imports::cli::Clients),
    /// Bring in what people expect and what they met
    Expectations(crate::loyalty::readings::cli::Expectations),
    /// Load the demo organization, a simulated firm whose truth is known
    Demo(crate::demo::cli::Demo),
    /// Write what was put in as CSV or JSON lines
    Export(export::Export),
    /// Make, list and revoke tokens of the API; print a new set-up link
    Token(token::Token),
    /// Bring the store's schema up to date
    Migrate(migrate::Migrate),
    /// Check the store, the disk and the settings, and say what to do
    Doctor(doctor::Doctor),
    /// Copy everything to a folder while the server runs
    Backup(backup::Backup),
    /// Put a backup back
    Restore(backup::Restore),
    /// Show the settings in force and where each came from
    Config(config::Show),
    /// Print the description of the HTTP interface (OpenAPI)
    Openapi(openapi::Print),
}

async fn run(command: Command, context: Context) -> Result<(), Failure> {
    match command {
        Command::Serve(command) => command.run(context).await,
        Command::Import(command) => command.run(context).await,
        Command::Measure(command) => command.run(context).await,
        Command::Inventory(command) => command.run(context).await,
        Command::Clients(command) => command.run(context).await,
        Command::Expectations(command) => command.run(context).await,
        Command::Demo(command) => command.run(context).await,
        Command::Export(command) => command.run(context).await,
        Command::Token(command) => command.run(context).await,
        Command::Migrate(command) => command.run(&context).await,
        Command::Doctor(command) => command.run(&context).await,
        Command::Backup(command) => command.run(&context).await,
        Command::Restore(command) => command.run(&context).await,
        Command::Config(command) => command.run(&context),
        Command::Openapi(command) => command.run(),
    }
}

impl Command {
    /// Values of settings that have a flag of their own here.
    fn flags(&self) -> Vec<(&'static str, Option<String>)> {
        match self {
            Self::Serve(command) => command.flags(),
            _ => Vec::new(),
        }
    }
}

/// What a command is given.
pub struct Context {
    pub config: Config,
    pub sources: Sources,
}

impl Context {
    /// The application over the store, brought up to date.
    pub async fn open(&self) -> Result<App, Failure> {
        Ok(App::open(self.config.clone()).await?)
    }
}

/// Why a command failed and what to do about it.
#[derive(Debug)]
pub struct Failure {
    message: String,
    advice: Option<String>,
}

impl Failure {
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            advice: None,
        }
    }

    pub fn advise(self, advice: impl Into<String>) -> Self {
        Self {
            advice: Some(advice.into()),
            ..self
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::new(error.0).advise("touchstone config shows what is in force.")
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        match problem.cause() {
            Some(cause) => Self::new(format!("{problem}: {cause}")),
            None => Self::new(problem.to_string()),
        }
    }
}

impl From<store::StoreError> for Failure {
    fn from(error: store::StoreError) -> Self {
        Problem::from(error).into()
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::new(error.to_string())
    }
}

/// The whole program.
pub fn main() -> ExitCode {
    match start(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let mut out = std::io::stderr().lock();
            // Nobody is left to tell when standard error is closed.
            let _ = writeln!(out, "touchstone: {}", failure.message);
            if let Some(advice) = failure.advice {
                let _ = writeln!(out, "{advice}");
            }
            ExitCode::FAILURE
        }
    }
}

fn start(cli: Cli) -> Result<(), Failure> {
    let mut sources = Sources::of_process();
    sources.file = cli.global.config;
    let common = [
        ("data", cli.global.data),
        ("database_url", cli.global.database_url),
        ("log", cli.global.log),
    ];
    let flags = common.into_iter().chain(cli.command.flags());
    sources.flags = flags
        .filter_map(|(key, value)| Some((key, value?)))
        .collect();
    let config = Config::load(&sources)?;
    start_log(&config, matches!(cli.command, Command::Serve(_)));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(run(cli.command, Context { config, sources }))
}

/// The log goes to standard error, so that standard output carries results. Commands other than `serve` log
/// only warnings unless told otherwise.
fn start_log(config: &Config, serves: bool) {
    let told = config.origin("log") != &Origin::Default;
    let filter = if serves || told {
        config.log.0.as_str()
    } else {
        "warn"
    };
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    // A second start in one process (a test) keeps the first log.
    let _ = match config.log_format {
        LogFormat::Json => builder.json().flatten_event(true).try_init(),
        LogFormat::Text => builder
            .with_ansi(std::io::stderr().is_terminal())
            .try_init(),
    };
}
