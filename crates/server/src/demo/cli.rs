//! `touchstone demo`.

use std::io::Write as _;

use clap::Args;
use domain::demo::DemoSize;
use indicatif::{ProgressBar, ProgressStyle};

use super::ops::{Loaded, load_demo};
use crate::App;
use crate::cli::{Context, Failure};

/// Load the demo organization: a simulated firm whose truth is known
#[derive(Args)]
pub struct Demo {
    /// Clients of the firm
    #[arg(long, default_value_t = 400, value_parser = clap::value_parser!(u64).range(1..=2_000_000))]
    clients: u64,
    /// Months up to now
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=240))]
    months: u32,
    /// The same seed tells the same story
    #[arg(long, default_value_t = 7)]
    seed: u64,
}

impl Demo {
    pub async fn run(self, context: Context) -> Result<(), Failure> {
        let app = context.open().await?;
        let size = DemoSize {
            clients: self.clients,
            months: self.months,
            seed: self.seed,
            end: app.now(),
        };
        let loaded = load_with_bar(&app, size).await?;
        let mut out = std::io::stdout().lock();
        if loaded.records == 0 {
            writeln!(
                out,
                "The demo is here already and stays as it is; another size needs another data folder."
            )?;
        } else {
            writeln!(
                out,
                "Loaded {} records of {} clients.",
                loaded.records, size.clients
            )?;
        }
        writeln!(out, "{}", how_to_sign_in(&loaded))?;
        Ok(())
    }
}

/// For `serve --demo`: the usual demo, unless it is there.
pub async fn load_usual(app: &App) -> Result<String, Failure> {
    let loaded = load_with_bar(app, DemoSize::usual(app.now())).await?;
    Ok(how_to_sign_in(&loaded))
}

fn how_to_sign_in(loaded: &Loaded) -> String {
    format!(
        "Demo: sign in as {} with the password {}",
        loaded.email, loaded.password
    )
}

async fn load_with_bar(app: &App, size: DemoSize) -> Result<Loaded, Failure> {
    let style =
        ProgressStyle::with_template("Loading the demo {bar:30} {pos}/{len} clients, {eta} left")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
    // Drawn on standard error, and only where that is a terminal.
    let bar = ProgressBar::new(size.clients).with_style(style);
    let progress = {
        let bar = bar.clone();
        move |done: u64| bar.set_position(done)
    };
    let loaded = load_demo(app, size, &progress).await;
    bar.finish_and_clear();
    Ok(loaded?)
}
