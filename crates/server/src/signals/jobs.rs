//! Imports that run in the background.

use domain::access::{Actor, Permission};
use domain::ids::ImportId;
use domain::signals::mapping::Mapping;
use futures::future::BoxFuture;
use store::{
    OrgStore,
    signals::{Import, ImportEnd, ImportState},
};

use super::{
    explain::Explained,
    files,
    reading::Table,
    run::{self, Ending},
};
use crate::{
    error::{Code, Problem},
    jobs::{ATTEMPTS, Handler, JobError, Work},
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
            let Some(organization) = work.organization else {
                return Ok(());
            };
            let actor = Actor::system(organization);
            let grant = actor
                .require(Permission::RunImports)
                .map_err(|refusal| JobError::Never(refusal.into()))?;
            let org = work.app.store().org(&grant);
            let Some(import) = org.import(id).await.map_err(Problem::from)? else {
                return Ok(());
            };
            if import.state.is_over() {
                // The program was killed after it had ended the import and before it had taken back what was written.
                let unfinished =
                    matches!(import.state, ImportState::Failed | ImportState::Cancelled);
                if unfinished && import.started_at.is_some() {
                    run::take_back(&work.app, &org, &import).await;
                }
                return Ok(());
            }
            if work.attempt > ATTEMPTS {
                let problem = Problem::because(
                    Code::UnreadableFile,
                    "The program was ended each time it worked on this file. Nothing of it was kept.",
                );
                fail(work, &org, &import, &problem).await?;
                return Err(JobError::Never(problem));
            }
            let rows = work.payload["rows"].as_u64();
            let (table, mapping) = match prepare(work, &org, &import).await {
                Ok(ready) => ready,
                // What is gone or unreadable now will be so the next time.
                Err(problem) if problem.code.status() < 500 => {
                    fail(work, &org, &import, &problem).await?;
                    return Err(JobError::Never(problem));
                }
                Err(problem) => return Err(problem.into()),
            };
            let outcome =
                run::run(&work.app, &org, &import, table, &mapping, rows, &mut |_| {}).await?;
            match outcome.ending {
                Ending::Stopped => Err(JobError::Stopped),
                Ending::Done | Ending::Cancelled => Ok(()),
            }
        })
    }
}

/// Ends an import that can't go on. An earlier try may have written something.
async fn fail(
    work: &Work,
    org: &OrgStore,
    import: &Import,
    problem: &Problem,
) -> Result<(), JobError> {
    let end = ImportEnd::Failed(problem.to_string());
    if org.finish_import(import.id, &end, work.app.now()).await? && import.started_at.is_some() {
        run::take_back(&work.app, org, import).await;
    }
    Ok(())
}

/// The file as it was read when it was previewed, so that what people saw is what comes in, and the mapping.
async fn prepare(
    work: &Work,
    org: &OrgStore,
    import: &Import,
) -> Result<(Table, Mapping), Problem> {
    let gone = || Problem::because(Code::NotFound, "The uploaded file is not there any more.");
    let id = import.upload.ok_or_else(gone)?;
    let upload = org.upload(id).await?.ok_or_else(gone)?;
    let explained: Explained = serde_json::from_value(upload.details).map_err(Problem::internal)?;
    let mapping = Mapping::from_value(import.mapping.clone())
        .map_err(|error| Problem::because(Code::MappingDoesNotFit, error.to_string()))?;
    let path = files::path(&work.app, org.organization_id(), id);
    if !path.is_file() {
        return Err(gone());
    }
    Ok((
        Table {
            path,
            layout: explained.layout,
            bytes: upload.bytes,
        },
        mapping,
    ))
}
