use std::io::Write as _;

use clap::Args;
use store::Store;

use super::{Context, Failure};
use crate::app::make_private_folder;

#[derive(Args)]
pub struct Migrate {}

impl Migrate {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        make_private_folder(&context.config.data)?;
        let store = Store::open(&context.config.store_url()).await?;
        let before = store.schema_version().await?;
        store.migrate().await?;
        let after = store.schema_version().await?;
        store.close().await;
        let mut out = std::io::stdout().lock();
        if before == after {
            writeln!(out, "The schema is up to date (version {after}).")?;
        } else {
            writeln!(out, "The schema went from version {before} to {after}.")?;
        }
        Ok(())
    }
}
