//! Runs a fold over a snapshot: sealed segments on all cores, once; the tail every time.

use std::sync::{Arc, atomic::Ordering};

use arrow::array::RecordBatch;
use rayon::prelude::*;

use crate::{
    engine::Engine,
    error::InsightError,
    fold::Fold,
    keep,
    log::Column,
    rows::Rows,
    scope::Scope,
    segments::{OpenSegment, SegmentInfo},
    source::Snapshot,
};

/// The fold's state over everything in scope.
pub(crate) fn run<F: Fold>(
    engine: &Engine,
    snapshot: &Snapshot,
    scope: &Scope,
    fold: &F,
) -> Result<F::State, InsightError> {
    // Who counts nobody's rows for whose they are is asked the same whoever is found to be whom.
    let by_client = scope.columns().and(fold.columns()).contains(Column::Client);
    let scope = &scope.among(|_| by_client);
    let segments: Vec<&SegmentInfo> = snapshot
        .segments
        .iter()
        .filter(|segment| scope.touches(segment.from.micros(), segment.to.micros()))
        .collect();
    let mut state =
        sealed(engine, &segments, scope, fold)?.map_or_else(|| fold.start(), Arc::unwrap_or_clone);
    let batches = snapshot
        .tail
        .batches()
        .map_err(|cause| InsightError::segment("tail", cause))?;
    let tails: Vec<F::State> = batches
        .par_iter()
        .map(|batch| of_batch(batch, scope, fold))
        .collect();
    for tail in &tails {
        fold.merge(&mut state, tail);
    }
    Ok(state)
}

/// The merged state of all sealed segments, itself kept until the segments change. `None` when there are none.
fn sealed<F: Fold>(
    engine: &Engine,
    segments: &[&SegmentInfo],
    scope: &Scope,
    fold: &F,
) -> Result<Option<Arc<F::State>>, InsightError> {
    if segments.is_empty() {
        return Ok(None);
    }
    let ids: Vec<&str> = segments.iter().map(|segment| segment.id.as_str()).collect();
    let key = format!(
        "all {}|{}|{}",
        ids.join(" "),
        scope.describe(),
        fold.describe()
    );
    if let Some(state) = engine.kept.get::<F::State>(&key) {
        return Ok(Some(state));
    }
    let parts: Vec<Arc<F::State>> = segments
        .par_iter()
        .map(|segment| of_segment(engine, segment, scope, fold))
        .collect::<Result<_, _>>()?;
    let state = match parts.as_slice() {
        [only] => only.clone(),
        _ => {
            let mut state = fold.start();
            for part in &parts {
                fold.merge(&mut state, part);
            }
            Arc::new(state)
        }
    };
    keep_in_memory(engine, fold, key, &state);
    Ok(Some(state))
}

fn of_segment<F: Fold>(
    engine: &Engine,
    segment: &SegmentInfo,
    scope: &Scope,
    fold: &F,
) -> Result<Arc<F::State>, InsightError> {
    let footer = engine.footer(segment)?;
    let scope = scope.within(segment, footer.batches);
    let here = engine.clients_in(segment, &footer, scope.dropped())?;
    let scope = scope.among(|client| here.contains(&client));
    let key = format!("{}|{}|{}", segment.id, scope.describe(), fold.describe());
    if let Some(state) = engine.kept.get::<F::State>(&key) {
        return Ok(state);
    }
    let worth_keeping = segment.rows >= engine.limits.keep_on_disk_from_rows;
    if worth_keeping
        && let Some(state) = keep::read::<F::State>(&engine.segments, &segment.path, &key)
    {
        engine
            .kept
            .counters
            .from_disk
            .fetch_add(1, Ordering::Relaxed);
        let state = Arc::new(state);
        keep_in_memory(engine, fold, key, &state);
        return Ok(state);
    }
    let open = engine.segments.open(segment, Some(footer))?;
    let state = Arc::new(of_groups(engine, &open, &scope, fold)?);
    engine
        .kept
        .counters
        .computed
        .fetch_add(1, Ordering::Relaxed);
    if worth_keeping {
        keep::write(&engine.segments, &segment.path, &key, &*state);
    }
    keep_in_memory(engine, fold, key, &state);
    Ok(state)
}

fn keep_in_memory<F: Fold>(engine: &Engine, fold: &F, key: String, state: &Arc<F::State>) {
    if fold.kept_in_memory() {
        engine.kept.put(key, state.clone(), fold.size(state));
    }
}

fn of_groups<F: Fold>(
    engine: &Engine,
    open: &OpenSegment,
    scope: &Scope,
    fold: &F,
) -> Result<F::State, InsightError> {
    let columns = scope.columns().and(fold.columns());
    let groups: Vec<usize> = (0..open.footer().groups())
        .filter(|&group| {
            let (from, to) = open.footer().times(group);
            scope.touches(from, to)
        })
        .collect();
    engine
        .kept
        .counters
        .row_groups
        .fetch_add(groups.len() as u64, Ordering::Relaxed);
    let parts: Vec<F::State> = groups
        .par_iter()
        .map(|&group| {
            open.read(group, columns)
                .map(|batch| of_batch(&batch, scope, fold))
        })
        .collect::<Result<_, _>>()?;
    // In the groups' order, so that the same rows give the same bits.
    let mut state = fold.start();
    for part in &parts {
        fold.merge(&mut state, part);
    }
    Ok(state)
}

fn of_batch<F: Fold>(batch: &RecordBatch, scope: &Scope, fold: &F) -> F::State {
    let plain = Rows::of(batch);
    let counted = scope.who_counts(plain.client);
    let mut rows = plain;
    if let Some(counted) = &counted {
        rows.client = counted;
    }
    scope.select(&mut rows);
    if counted.is_some() {
        rows.order_selected();
    }
    let mut state = fold.start();
    fold.update(&mut state, &rows);
    state
}
