//! Imports that run in the background.

use domain::access::{Actor, Permission};
use domain::ids::ImportId;
use domain::signals::mapping::Mapping;
use futures::future::BoxFuture;

use super::{
    files,
    reading::Table,
    run::{self, Ending},
};
use crate::{
    error::{Code, Problem},
    jobs::{Handler, JobError, Work},
};

/// The name in the queue.
pub const RUN_IMPORT: &str = "run_import";

/// Runs one import of an uploaded file.
pub struct RunImport;

impl Handler for RunImport {
    fn kind(&self) -> &'static str {
        RUN_IMPORT
    }

    fn run<'a>(&'a self, work: &'a Work) -> BoxFuture<'a, Result<(), JobError>> {
        Box::pin(async move {
            let id: ImportId = serde_json::from_value(work.payload["import"].clone())
                .map_err(|error| JobError::Never(Problem::internal(error)))?;
            let Some(organization) = work.organization else { return Ok(()) };
            let actor = Actor::system(organization);
            let grant = actor.require(Permission::RunImports).map_err(|refusal| JobError::Never(refusal.into()))?;
            let org = work.app.store().org(&grant);
            let Some(import) = org.import(id).await.map_err(Problem::from)? else {
                return Ok(());
            };
            if import.state.is_over() {
                return Ok(());
            }
            let rows = work.payload["rows"].as_u64();
            let gone = || Problem::because(Code::NotFound, "The uploaded file is not there any more.");
            let upload = import.upload.ok_or_else(gone)?;
            let mapping = Mapping::from_value(import.mapping.clone())
                .map_err(|error| JobError::Never(Problem::because(Code::MappingDoesNotFit, error.to_string())))?;
            let path = files::path(&work.app, organization, upload);
            let name = import.file_name.clone();
            let hints = mapping.file.clone();
            let opened = tokio::task::spawn_blocking(move || Table::open(&path, &name, &hints)).await;
            let opened = opened.map_err(|error| JobError::Never(Problem::internal(error)))?;
            let table = match opened {
                Ok(table) => table,
                Err(error) => {
                    let problem = run::unreadable(error);
                    let end = store::signals::ImportEnd::Failed(problem.to_string());
                    org.finish_import(id, &end, work.app.now()).await.map_err(Problem::from)?;
                    return Err(JobError::Never(problem));
                }
            };
            let outcome = run::run(&work.app, &org, &import, table, &mapping, rows, &mut |_| {}).await?;
            match outcome.ending {
                Ending::Stopped => Err(JobError::Stopped),
                Ending::Done | Ending::Cancelled => Ok(()),
            }
        })
    }
}
