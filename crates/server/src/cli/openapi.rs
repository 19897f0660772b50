use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::Failure;

#[derive(Args)]
pub struct Print {
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

impl Print {
    pub fn run(self) -> Result<(), Failure> {
        let text = crate::http::openapi_text();
        match self.to {
            Some(path) => std::fs::write(path, text)?,
            None => std::io::stdout().lock().write_all(text.as_bytes())?,
        }
        Ok(())
    }
}
