//! The loop that takes jobs and runs them.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;
use store::queue::{AfterFailure, Job, Pulse};
use store::{Causes, StoreError};
use tokio::sync::watch;
use tracing::{Instrument as _, error, info, info_span, warn};

use super::{Handler, JobError, Work, pause};
use crate::App;
use crate::error::Problem;
use crate::metrics::{count_job, jobs_running};

/// A worker that dies loses its job after this time.
const LEASE: i64 = 60;
/// The lease is renewed well before it ends.
const BEAT: Duration = Duration::from_secs(15);
/// Progress is written and cancelling is heard this often.
const LOOK: Duration = Duration::from_secs(1);
/// Work that another process put into the queue is found this late at most.
const POLL: Duration = Duration::from_secs(2);

pub type Handlers = HashMap<&'static str, Arc<dyn Handler>>;

pub fn by_kind(handlers: Vec<Arc<dyn Handler>>) -> Handlers {
    handlers
        .into_iter()
        .map(|handler| (handler.kind(), handler))
        .collect()
}

/// Takes one job after the other until the program stops.
pub async fn work(app: App, handlers: Arc<Handlers>, number: usize) {
    // Unique among all processes that ever share this queue.
    let name = format!("{}-{number}", app.id::<uuid::Uuid>().simple());
    let mut stopping = app.stopping();
    while !*stopping.borrow() {
        match take(&app, &name).await {
            Ok(Some(job)) => run(&app, &handlers, &name, job).await,
            Ok(None) => {
                tokio::select! {
                    () = app.woken() => {}
                    stopped = pause(&mut stopping, POLL) => if stopped { return },
                }
            }
            Err(error) => {
                warn!(
                    "the queue does not answer, next try in 5 s: {}",
                    Causes(&error)
                );
                pause(&mut stopping, Duration::from_secs(5)).await;
            }
        }
    }
}

/// Looks before it takes: looking costs no turn at the store's writer.
async fn take(app: &App, name: &str) -> Result<Option<Job>, StoreError> {
    let (queue, now) = (app.store().queue(), app.now());
    if queue.next_due().await?.is_none_or(|due| due > now) {
        return Ok(None);
    }
    queue.claim(name, now, now.plus_seconds(LEASE)).await
}

async fn run(app: &App, handlers: &Handlers, name: &str, job: Job) {
    let span = info_span!("job", id = %job.id, kind = %job.kind, attempt = job.attempts);
    let started = Instant::now();
    let result = match handlers.get(job.kind.as_str()) {
        Some(handler) => {
            run_with(app, Arc::clone(handler), name, &job)
                .instrument(span.clone())
                .await
        }
        None => {
            let words = format!("this program knows no work of the kind {:?}", job.kind);
            Outcome::Ended(Err(JobError::Never(Problem::internal(words))))
        }
    };
    let Outcome::Ended(result) = result else {
        span.in_scope(|| warn!("the lease ran out, another worker may have this job"));
        return;
    };
    let outcome = match &result {
        Ok(()) => "done",
        Err(JobError::Cancelled) => "cancelled",
        Err(JobError::Stopped) => "released",
        Err(JobError::Again(_) | JobError::Never(_)) => "failed",
    };
    count_job(&job.kind, outcome, started.elapsed());
    let settled = settle(app, name, &job, result)
        .instrument(span.clone())
        .await;
    if let Err(error) = settled {
        // The lease will run out, and the job will be run again.
        span.in_scope(|| error!("the end of the job could not be noted: {}", Causes(&error)));
    }
}

enum Outcome {
    Ended(Result<(), JobError>),
    /// The job is not ours any more.
    Lost,
}

async fn run_with(app: &App, handler: Arc<dyn Handler>, name: &str, job: &Job) -> Outcome {
    let (progress, reported) = watch::channel(None);
    let (cancel, cancelled) = watch::channel(false);
    let work = Work {
        app: app.clone(),
        id: job.id,
        organization: job.organization,
        payload: job.payload.clone(),
        attempt: job.attempts,
        progress,
        cancelled,
        stopping: app.stopping(),
    };
    info!("begun");
    jobs_running(1.0);
    // A task of its own: a panic ends the job and not the worker.
    let mut task = tokio::spawn(async move { handler.run(&work).await }.in_current_span());
    let outcome = tokio::select! {
        ended = &mut task => Outcome::Ended(ended.unwrap_or_else(|panic| {
            Err(JobError::Again(Problem::internal(format!("the job panicked: {panic}"))))
        })),
        () = keep_alive(app, name, job, reported, cancel) => {
            task.abort();
            Outcome::Lost
        }
    };
    jobs_running(-1.0);
    outcome
}

/// Renews the lease, writes progress and hears of cancelling. Ends only when the job was lost.
async fn keep_alive(
    app: &App,
    name: &str,
    job: &Job,
    mut reported: watch::Receiver<Option<Value>>,
    cancel: watch::Sender<bool>,
) {
    let mut beaten = Instant::now();
    loop {
        tokio::time::sleep(LOOK).await;
        let news = reported.has_changed().unwrap_or_default();
        if !news && beaten.elapsed() < BEAT {
            // Only looks: a job that says nothing must still hear that nobody wants it.
            let wanted = app.store().queue().job(job.id).await;
            if wanted.is_ok_and(|job| job.is_some_and(|job| job.cancel_requested)) {
                cancel.send_replace(true);
            }
            continue;
        }
        let progress = reported.borrow_and_update().clone();
        let lease = app.now().plus_seconds(LEASE);
        match app
            .store()
            .queue()
            .heartbeat(job.id, name, lease, progress.as_ref())
            .await
        {
            Ok(Pulse::GoOn) => beaten = Instant::now(),
            Ok(Pulse::Cancel) => {
                beaten = Instant::now();
                cancel.send_replace(true);
            }
            Ok(Pulse::Lost) => return,
            Err(error) => warn!(
                "a sign of life was not taken, next try in a moment: {}",
                Causes(&error)
            ),
        }
    }
}

/// Notes how the job ended.
async fn settle(
    app: &App,
    name: &str,
    job: &Job,
    result: Result<(), JobError>,
) -> Result<(), StoreError> {
    let (queue, now) = (app.store().queue(), app.now());
    match result {
        Ok(()) => {
            info!("done");
            queue.finish(job.id, name, now).await?;
        }
        Err(JobError::Cancelled) => {
            info!("cancelled");
            queue.finish_cancelled(job.id, name, now).await?;
        }
        Err(JobError::Stopped) => {
            info!("goes back to the queue, the program is stopping");
            queue.release(job.id, name, now).await?;
        }
        Err(JobError::Never(problem)) => {
            error!(
                code = problem.code.as_str(),
                cause = problem.cause(),
                "failed for good: {problem}"
            );
            queue
                .give_up(job.id, name, &problem.to_string(), now)
                .await?;
        }
        Err(JobError::Again(problem)) => {
            let next = match queue.fail(job, name, &problem.to_string(), now).await? {
                AfterFailure::TriedAgain(at) => format!("next try at {at}"),
                AfterFailure::GivenUp => "given up".to_owned(),
                AfterFailure::Lost => "another worker has it".to_owned(),
            };
            error!(
                code = problem.code.as_str(),
                cause = problem.cause(),
                "failed, {next}: {problem}"
            );
        }
    }
    Ok(())
}
