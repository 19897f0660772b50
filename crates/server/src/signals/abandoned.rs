//! What nobody will finish: imports of the command line whose program was killed, and files that nobody imported.

use std::fs::{self, File};
use std::path::PathBuf;
use std::time::Duration;

use domain::access::{Actor, Grant, Permission};
use domain::ids::ImportId;
use store::signals::{Import, ImportEnd, ImportState};
use tracing::{info, warn};

use super::{ops, run};
use crate::App;
use crate::error::Problem;

/// A younger import may be about to take its lock.
const GRACE_SECONDS: i64 = 10;
/// How often a running server looks.
const ROUND: Duration = Duration::from_secs(60);

/// Held by an import of the command line for as long as its program lives.
pub fn lock_path(app: &App, import: ImportId) -> PathBuf {
    app.config()
        .data
        .join("imports")
        .join(format!("{import}.lock"))
}

/// Undoes imports of the command line on this machine whose program was killed: nothing half stays. Gives them.
pub async fn settle_killed(app: &App, grant: &Grant) -> Result<Vec<Import>, Problem> {
    let org = app.store().org(grant);
    let mut settled = Vec::new();
    for import in org.imports(None, 200).await? {
        if import.upload.is_some() || import.created_at.plus_seconds(GRACE_SECONDS) > app.now() {
            continue;
        }
        let path = lock_path(app, import.id);
        let Ok(lock) = File::open(&path) else {
            continue;
        };
        if lock.try_lock().is_err() {
            continue;
        }
        if !import.state.is_over() {
            let end = ImportEnd::Failed(
                "The program was stopped before the import came to its end. Nothing of it was kept.".into(),
            );
            org.finish_import(import.id, &end, app.now()).await?;
        }
        // Killed between its end and taking back counts as well.
        if !matches!(import.state, ImportState::Done | ImportState::Undone) {
            run::take_back(app, &org, &import).await;
            settled.push(import);
        }
        fs::remove_file(&path).map_err(Problem::internal)?;
    }
    Ok(settled)
}

/// Looks at every organization now and then, for as long as the program runs.
pub async fn watch(app: App) {
    let mut stopping = app.stopping();
    loop {
        if let Err(problem) = look(&app).await {
            warn!(
                cause = problem.cause(),
                "what nobody will finish could not be cleared away: {problem}"
            );
        }
        let stopped = stopping.wait_for(|stopping| *stopping);
        // An error would mean that the application is gone, which is stopping too.
        if tokio::time::timeout(ROUND, stopped).await.is_ok() {
            return;
        }
    }
}

async fn look(app: &App) -> Result<(), Problem> {
    for organization in app.store().access().organizations().await? {
        let grant = Actor::system(organization.id).require(Permission::RunImports)?;
        for import in settle_killed(app, &grant).await? {
            info!(
                import.no,
                "an import of the command line had been stopped half-way and was undone"
            );
        }
        ops::clear_old_uploads(app, &grant).await?;
    }
    Ok(())
}
