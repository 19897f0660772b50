use std::io::Write as _;

use clap::Args;

use super::{Context, Failure};
use crate::config::unknown_variables;

#[derive(Args)]
pub struct Show {
    /// As JSON, for scripts
    #[arg(long)]
    json: bool,
}

impl Show {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let values = context.config.effective();
        let mut out = std::io::stdout().lock();
        if self.json {
            let rows = values.iter().map(|e| {
                (
                    e.key.to_owned(),
                    serde_json::json!({ "value": e.value, "origin": e.origin.to_string() }),
                )
            });
            writeln!(out, "{:#}", serde_json::Value::Object(rows.collect()))?;
            return Ok(());
        }
        let key = values.iter().map(|e| e.key.len()).max().unwrap_or_default();
        let value = values
            .iter()
            .map(|e| shown(&e.value).chars().count())
            .max()
            .unwrap_or_default();
        for e in &values {
            writeln!(
                out,
                "{:key$}  {:value$}  {}",
                e.key,
                shown(&e.value),
                e.origin
            )?;
        }
        for name in unknown_variables(&context.sources.environment) {
            writeln!(out, "\nThe variable {name} means nothing to touchstone.")?;
        }
        Ok(())
    }
}

fn shown(value: &str) -> &str {
    if value.is_empty() { "(empty)" } else { value }
}
