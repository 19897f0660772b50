//! The commands of this repository. Each does all of its own set-up, shows progress and ends with a plain summary.

mod commands;
mod new;
mod postgres;
mod steps;
mod tools;
mod web;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "The commands of this repository",
    version
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Set everything up and start the product on this machine
    Run(RunArgs),
    /// Set everything up and run every test: Rust, both databases, web, browser
    Test(TestArgs),
    /// Formatting, lints and types, without running anything
    Check,
    /// The server and the web with hot reload
    Dev(RunArgs),
    /// Write the generated files anew: openapi.json, web/src/api/schema.ts and the generated documents
    Gen,
    /// Measure speed (release build); figures are ratios within one run wherever that is possible
    Bench(BenchArgs),
    /// What continuous integration runs: check, then test
    Ci,
    /// Start a new noun or a new operation (see CONTRIBUTING.md)
    New {
        #[command(subcommand)]
        what: new::What,
    },
}

#[derive(clap::Args)]
pub struct RunArgs {
    /// Load the demo organization when the store doesn't hold one
    #[arg(long)]
    demo: bool,
    /// Port on 127.0.0.1
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Folder of the embedded store
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// Handed on to `touchstone serve`
    #[arg(last = true)]
    rest: Vec<String>,
}

#[derive(clap::Args)]
pub struct TestArgs {
    /// Only these parts
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Part>,
    /// Only tests whose name contains this
    filter: Option<String>,
}

#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Rust tests, store stories on SQLite and PostgreSQL
    Rust,
    /// Unit tests of the web interface
    Web,
    /// The real program in a real browser
    Browser,
}

#[derive(clap::Args)]
pub struct BenchArgs {
    /// Rows of the experience log
    #[arg(long, default_value_t = 5_000_000)]
    rows: u64,
    /// Touches among which gaps are looked for
    #[arg(long, default_value_t = 10_000_000)]
    touches: u64,
    /// Clients among whom somebody is looked for
    #[arg(long, default_value_t = 1_000_000)]
    clients: u64,
    /// Clients of whom Today is asked
    #[arg(long, default_value_t = 100_000)]
    prompted: u64,
    /// Facts from which standings are computed
    #[arg(long, default_value_t = 20_000_000)]
    facts: u64,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        Command::Run(args) => commands::run(&args),
        Command::Test(args) => commands::test(&args),
        Command::Check => commands::check(),
        Command::Dev(args) => commands::dev(&args),
        Command::Gen => commands::generate(),
        Command::Bench(args) => commands::bench(&args),
        Command::Ci => commands::check().and_then(|()| {
            commands::test(&TestArgs {
                only: vec![],
                filter: None,
            })
        }),
        Command::New { what } => new::start(&what),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("\n{problem}");
            ExitCode::FAILURE
        }
    }
}
