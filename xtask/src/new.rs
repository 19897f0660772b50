use crate::steps::Outcome;
#[derive(clap::Subcommand)]
pub enum What {
    Noun { name: String },
}
pub fn start(_what: &What) -> Outcome {
    Ok(())
}
