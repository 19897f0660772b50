//! An import at work: one thread reads the file and applies the mapping, batches go to the store as they are ready.
//!
//! Memory is bounded by two batches in flight. What is written is written whole: an import that was cancelled or
//! failed is undone; one that was killed goes on from the start of the file and finds its own rows again.

use std::{ops::ControlFlow, sync::Arc};

use domain::design::Existence;
use domain::signals::{
    mapping::{
        Mapping,
        apply::{Cell, Note, Plan, Watch},
    },
    record::ResponseRecord,
};
use jiff::tz::TimeZone;
use store::{
    OrgStore,
    design::{Needed, NewChannel, NewQuestion, NewStage, NewTouchpoint},
    signals::{Import, ImportEnd, ImportProgress, NewResponse, Recorded, Reject},
};
use tokio::sync::mpsc;
use tracing::{info, warn};

use super::reading::{ReadError, Table};
use crate::{
    App,
    error::{Code, Problem},
};

/// Rows that go to the store at once.
const BATCH: usize = 1_000;
/// Or fewer, where they are this long together.
const BATCH_BYTES: usize = 8 << 20;
/// Notes that are kept to be shown.
const KEPT_NOTES: usize = 200;

/// How an import came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    Done,
    /// Somebody cancelled it; what it had written is undone.
    Cancelled,
    /// The program is stopping; it will go on when the program does.
    Stopped,
}

/// What an import has come to.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub ending: Ending,
    pub progress: ImportProgress,
    /// Values left out of rows that stayed, and how many in all.
    pub notes: Vec<Note>,
    pub noted: u64,
}

/// One row that became a response, with its cells in case it can't be kept.
struct Taken {
    line: u64,
    cells: String,
    record: ResponseRecord,
}

#[derive(Default)]
struct Batch {
    taken: Vec<Taken>,
    rejects: Vec<Reject>,
    bytes: usize,
    /// Rows read so far, and the share of the file they are.
    rows: u64,
    share: f64,
    notes: Notes,
}

#[derive(Default)]
struct Notes {
    kept: Vec<Note>,
    count: u64,
}

impl Watch for Notes {
    fn score_cell(&mut self, _: usize, _: Cell) {}

    fn note(&mut self, note: Note) {
        self.count += 1;
        if self.kept.len() < KEPT_NOTES {
            self.kept.push(note);
        }
    }
}

/// Separates the cells of a kept row; it stands in no text that people write.
const SEPARATOR: char = '\u{1f}';

/// Runs an import to its end. `told` hears of the progress after every batch.
pub async fn run(
    app: &App,
    org: &OrgStore,
    import: &Import,
    table: Table,
    mapping: &Mapping,
    rows_total: Option<u64>,
    told: &mut (dyn FnMut(&ImportProgress) + Send),
) -> Result<Outcome, Problem> {
    let mut result = work(app, org, import, table, mapping, rows_total, told).await;
    match &mut result {
        Ok(outcome) => match outcome.ending {
            Ending::Done
                if org
                    .finish_import(import.id, &ImportEnd::Done, app.now())
                    .await? =>
            {
                let progress = &outcome.progress;
                info!(
                    import.no, import.file = %import.file_name, rows = progress.rows_done, imported = progress.imported,
                    unchanged = progress.unchanged, conflicts = progress.conflicts, rejected = progress.rejected,
                    "import done"
                );
            }
            // Also one that somebody cancelled after its last row.
            Ending::Done | Ending::Cancelled => {
                outcome.ending = Ending::Cancelled;
                // One that is over already was ended by somebody else, perhaps well: it is not ours to undo.
                if org
                    .finish_import(import.id, &ImportEnd::Cancelled, app.now())
                    .await?
                {
                    take_back(app, org, import).await;
                    info!(import.no, "import cancelled and undone");
                }
            }
            Ending::Stopped => {}
        },
        Err(problem) => {
            warn!(import.no, "import failed: {problem}");
            // Where the store itself fails, this fails too; the import is then taken up again and undone later.
            let end = ImportEnd::Failed(problem.to_string());
            if org
                .finish_import(import.id, &end, app.now())
                .await
                .is_ok_and(|ended| ended)
            {
                take_back(app, org, import).await;
            }
        }
    }
    result
}

/// Undoes what an import has written that did not come to its end.
pub async fn take_back(app: &App, org: &OrgStore, import: &Import) {
    if let Err(error) = org.undo_import(import.id, app.now()).await {
        warn!(
            import.no,
            "the unfinished import could not be undone: {error}"
        );
    }
}

async fn work(
    app: &App,
    org: &OrgStore,
    import: &Import,
    table: Table,
    mapping: &Mapping,
    rows_total: Option<u64>,
    told: &mut (dyn FnMut(&ImportProgress) + Send),
) -> Result<Outcome, Problem> {
    let zone = org
        .organization()
        .await?
        .map_or(TimeZone::UTC, |organization| organization.time_zone.zone());
    let plan = Plan::bind(mapping, &table.layout.columns, &zone)
        .map_err(|error| Problem::because(Code::MappingDoesNotFit, error.to_string()))?;
    let mut progress = ImportProgress {
        rows_total: rows_total.map(|rows| i64::try_from(rows).unwrap_or(i64::MAX)),
        touchpoints_created: import.progress.touchpoints_created,
        // Rows that are found again have their clients already, who were counted when they came.
        clients_created: import.progress.clients_created,
        ..ImportProgress::default()
    };
    let ended = |ending, progress, notes: Notes| Outcome {
        ending,
        progress,
        notes: notes.kept,
        noted: notes.count,
    };
    if !org.start_import(import.id, app.now()).await? {
        return Ok(ended(Ending::Cancelled, progress, Notes::default()));
    }
    let again = import.progress.rows_done > 0;
    let ensured = org
        .ensure_design(&needed(app, &plan, mapping, import.no))
        .await?;
    progress.touchpoints_created += i64::try_from(ensured.touchpoints_created).unwrap_or_default();
    let source: Arc<str> = plan.source().into();
    let mut stopping = app.stopping();
    let (send, mut receive) = mpsc::channel::<Batch>(2);
    let reader = tokio::task::spawn_blocking(move || read(&table, plan, &send));
    let mut notes = Notes::default();
    while let Some(batch) = receive.recv().await {
        if *stopping.borrow_and_update() {
            return Ok(ended(Ending::Stopped, progress, notes));
        }
        let mut rejects = batch.rejects;
        let lines: Vec<(u64, String)> = batch
            .taken
            .iter()
            .map(|taken| (taken.line, taken.cells.clone()))
            .collect();
        let items: Vec<NewResponse> = batch
            .taken
            .into_iter()
            .map(|taken| NewResponse {
                id: app.id(),
                client_id: app.id(),
                source: source.clone(),
                record: taken.record,
            })
            .collect();
        let recorded = match org.record_responses(import.no, app.now(), &items).await {
            Ok(recorded) => recorded,
            // It was cancelled, undone or ended while this batch was on its way.
            Err(store::StoreError::WrongState(_)) => {
                return Ok(ended(Ending::Cancelled, progress, notes));
            }
            Err(error) => return Err(error.into()),
        };
        progress.rejected += i64::try_from(rejects.len()).unwrap_or_default();
        for ((line, cells), result) in lines.into_iter().zip(&recorded.results) {
            match result {
                Recorded::Created { .. } => progress.imported += 1,
                Recorded::Unchanged { import: by, .. } if again && *by == import.no => {
                    progress.imported += 1
                }
                Recorded::Unchanged { .. } => progress.unchanged += 1,
                Recorded::Conflict { .. } => {
                    progress.conflicts += 1;
                    let reason = "Another row with this key is here already and says something else; it was kept as it is.";
                    rejects.push(reject(line, reason.to_owned(), &cells));
                }
                Recorded::Unknown { what, key } => {
                    progress.rejected += 1;
                    rejects.push(reject(
                        line,
                        format!("The {what} `{key}` is not there any more."),
                        &cells,
                    ));
                }
            }
        }
        progress.clients_created += i64::try_from(recorded.clients_created).unwrap_or_default();
        org.add_rejects(import.no, &rejects).await?;
        progress.rows_done = i64::try_from(batch.rows).unwrap_or(i64::MAX);
        if rows_total.is_none() {
            progress.rows_total = Some((batch.rows as f64 / batch.share.max(1e-9)) as i64);
        }
        notes.count += batch.notes.count;
        let room = KEPT_NOTES.saturating_sub(notes.kept.len());
        notes.kept.extend(batch.notes.kept.into_iter().take(room));
        told(&progress);
        if !org.save_import_progress(import.id, &progress).await? {
            return Ok(ended(Ending::Cancelled, progress, notes));
        }
    }
    match reader.await {
        Ok(Ok(rows)) => progress.rows_done = i64::try_from(rows).unwrap_or(i64::MAX),
        Ok(Err(error)) => return Err(unreadable(error)),
        Err(error) => return Err(Problem::internal(error)),
    }
    progress.rows_total = Some(progress.rows_done);
    org.save_import_progress(import.id, &progress).await?;
    told(&progress);
    Ok(ended(Ending::Done, progress, notes))
}

/// A file that can't be read, as a problem of the caller.
pub fn unreadable(error: ReadError) -> Problem {
    let code = match &error {
        ReadError::Io(error) if error.kind() == std::io::ErrorKind::StorageFull => {
            Code::StorageFull
        }
        _ => Code::UnreadableFile,
    };
    Problem::because(code, error.to_string())
}

/// Reads the whole file into batches. A receiver that is gone ends it: nobody wants the rest.
fn read(table: &Table, mut plan: Plan, send: &mpsc::Sender<Batch>) -> Result<u64, ReadError> {
    let mut batch = Batch::default();
    let mut rows = 0;
    table.rows(|row| {
        rows += 1;
        let cells = row.cells.join("\u{1f}");
        batch.bytes += cells.len();
        match plan.read(row.line, row.cells, &mut batch.notes) {
            Ok(record) => batch.taken.push(Taken {
                line: row.line,
                cells,
                record,
            }),
            Err(refused) => batch.rejects.push(reject(row.line, refused.reason, &cells)),
        }
        if batch.taken.len() + batch.rejects.len() >= BATCH || batch.bytes >= BATCH_BYTES {
            batch.rows = rows;
            batch.share = row.share;
            if send.blocking_send(std::mem::take(&mut batch)).is_err() {
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    })?;
    if !batch.taken.is_empty() || !batch.rejects.is_empty() {
        batch.rows = rows;
        batch.share = 1.0;
        // The same: where nobody listens any more, nothing is lost.
        let _ = send.blocking_send(batch);
    }
    Ok(rows)
}

fn reject(line: u64, reason: String, cells: &str) -> Reject {
    Reject {
        line: i64::try_from(line).unwrap_or(i64::MAX),
        reason,
        cells: cells.split(SEPARATOR).map(str::to_owned).collect(),
    }
}

/// What the file needs in the design. Touchpoints that clients rate are there: live.
fn needed(app: &App, plan: &Plan, mapping: &Mapping, import: i32) -> Needed {
    let used = |key: &str, of: fn(&domain::signals::mapping::TouchpointRule) -> &Option<String>| {
        mapping
            .touchpoints
            .iter()
            .any(|touchpoint| of(touchpoint).as_deref() == Some(key))
    };
    Needed {
        stages: mapping
            .stages
            .iter()
            .filter(|stage| used(&stage.key, |touchpoint| &touchpoint.stage))
            .map(|stage| NewStage {
                id: app.id(),
                key: stage.key.clone(),
                label: stage.label.clone(),
            })
            .collect(),
        channels: channels(app, mapping, used),
        touchpoints: mapping
            .touchpoints
            .iter()
            .map(|touchpoint| NewTouchpoint {
                id: app.id(),
                key: touchpoint.key.clone(),
                label: touchpoint.label.clone(),
                kind: touchpoint.kind,
                existence: Existence::Live,
                stage: touchpoint.stage.clone(),
                channel: touchpoint.channel.clone(),
                owner: None,
            })
            .collect(),
        questions: plan
            .questions()
            .iter()
            .map(|question| NewQuestion {
                id: app.id(),
                key: question.key.to_string(),
                label: question.label.clone(),
                kind: question.kind,
                scale: question.scale.map(|scale| scale.to_string()),
                touchpoint: question.touchpoint.clone(),
                aspect: question.aspect.clone(),
                primary: question.primary,
            })
            .collect(),
        import,
    }
}

fn channels(
    app: &App,
    mapping: &Mapping,
    used: impl Fn(&str, fn(&domain::signals::mapping::TouchpointRule) -> &Option<String>) -> bool,
) -> Vec<NewChannel> {
    let mut channels: Vec<NewChannel> = mapping
        .channels
        .iter()
        .filter(|channel| {
            mapping.channel.as_deref() == Some(&channel.key)
                || used(&channel.key, |touchpoint| &touchpoint.channel)
        })
        .map(|channel| NewChannel {
            id: app.id(),
            key: channel.key.clone(),
            label: channel.label.clone(),
        })
        .collect();
    // A channel that is only named is called as it is named.
    if let Some(key) = &mapping.channel
        && !channels.iter().any(|channel| channel.key == *key)
    {
        channels.push(NewChannel {
            id: app.id(),
            key: key.clone(),
            label: key.clone(),
        });
    }
    channels
}
