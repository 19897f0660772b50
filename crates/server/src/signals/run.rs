//! An import at work: one thread reads the file and applies the mapping, batches go to the store as they are ready.
//!
//! Memory is bounded by two batches in flight. What is written is written whole: an import that was cancelled or
//! failed is undone; one that was killed goes on from the start of the file and finds its own rows again.

use std::{ops::ControlFlow, sync::Arc};

use domain::signals::{
    mapping::{
        Mapping,
        apply::{Cell, Note, Plan, Watch},
    },
    record::ResponseRecord,
};
use jiff::tz::TimeZone;
use store::{
    OrgStore, StoreError,
    signals::{Import, ImportEnd, ImportProgress, LeftOut, NewResponse, Recorded, Reject},
};
use tokio::sync::mpsc;
use tracing::{info, warn};

use super::needs::{needed, other_kind};
use super::reading::{ReadError, Table};
use crate::{
    App,
    error::{Code, Problem},
};

/// Rows that go to the store at once.
const BATCH: usize = 1_000;
/// Or fewer, where they are this long together.
const BATCH_BYTES: usize = 8 << 20;
/// Values left out of rows that stay which are kept with the import: more than anybody corrects by hand.
const KEPT_NOTES: usize = 10_000;
/// Of these, how many the caller is told.
const TOLD_NOTES: usize = 20;

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
    /// The first values left out of rows that stayed; how many in all stands in the progress.
    pub notes: Vec<LeftOut>,
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

impl Notes {
    /// Forgets what was said of a row that was set aside in the end: its reason says it all.
    fn back_to(&mut self, kept: usize, count: u64) {
        self.kept.truncate(kept);
        self.count = count;
    }
}

fn left_out(note: Note) -> LeftOut {
    let Note {
        row,
        column,
        value,
        message: reason,
    } = note;
    LeftOut {
        line: i64::try_from(row).unwrap_or(i64::MAX),
        column,
        value,
        reason,
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
                    left_out = progress.left_out,
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
    let ended = |ending, progress, notes| Outcome {
        ending,
        progress,
        notes,
    };
    if !org.start_import(import.id, app.now()).await? {
        return Ok(ended(Ending::Cancelled, progress, Vec::new()));
    }
    let again = import.progress.rows_done > 0;
    let needed = needed(app, &plan, mapping, import.no);
    let ensured = match org.ensure_design(&needed).await {
        Err(StoreError::OtherKind {
            question,
            known,
            asked,
        }) => return Err(other_kind(mapping, &question, known, asked)),
        ensured => ensured?,
    };
    progress.touchpoints_created += i64::try_from(ensured.touchpoints_created).unwrap_or_default();
    let source: Arc<str> = plan.source().into();
    let mut stopping = app.stopping();
    let (send, mut receive) = mpsc::channel::<Batch>(2);
    let reader = tokio::task::spawn_blocking(move || read(&table, plan, &send));
    let mut notes: Vec<LeftOut> = Vec::new();
    let mut room = KEPT_NOTES;
    while let Some(batch) = receive.recv().await {
        if *stopping.borrow_and_update() {
            return Ok(ended(Ending::Stopped, progress, notes));
        }
        let mut rejects = batch.rejects;
        let mut lines: Vec<(u64, String)> = Vec::with_capacity(batch.taken.len());
        let mut items: Vec<NewResponse> = Vec::with_capacity(batch.taken.len());
        for taken in batch.taken {
            lines.push((taken.line, taken.cells));
            items.push(NewResponse {
                id: app.id(),
                client_id: app.id(),
                source: source.clone(),
                record: taken.record,
            });
        }
        let recorded = match org.record_responses(import.no, app.now(), &items).await {
            Ok(recorded) => recorded,
            // It was cancelled, undone or ended while this batch was on its way.
            Err(StoreError::WrongState(_)) => {
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
        progress.left_out += i64::try_from(batch.notes.count).unwrap_or_default();
        let left_out: Vec<LeftOut> = batch
            .notes
            .kept
            .into_iter()
            .take(room)
            .map(left_out)
            .collect();
        room -= left_out.len();
        org.add_left_out(import.no, &left_out).await?;
        notes.extend(
            left_out
                .into_iter()
                .take(TOLD_NOTES.saturating_sub(notes.len())),
        );
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
        let (kept, count) = (batch.notes.kept.len(), batch.notes.count);
        match plan.read(row.line, row.cells, &mut batch.notes) {
            Ok(record) => batch.taken.push(Taken {
                line: row.line,
                cells,
                record,
            }),
            Err(refused) => {
                batch.notes.back_to(kept, count);
                batch.rejects.push(reject(row.line, refused.reason, &cells));
            }
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
