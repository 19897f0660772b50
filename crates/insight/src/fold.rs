//! The mergeable fold, on which every figure rests.

use serde::{Serialize, de::DeserializeOwned};

use crate::{log::Columns, rows::Rows};

/// A computation over the log that can be cut anywhere between clients and put together again.
///
/// `merge` is associative and `start` its neutral element: any split of the rows and any order of merging gives the
/// same answer (exactly for counts; floating sums are compensated and agree to the last few digits). From that follow
/// without further code the work on all cores, the kept states of sealed segments, and states shipped between
/// machines: nothing in a fold knows where it runs.
pub trait Fold: Send + Sync {
    type State: Clone + Send + Sync + Serialize + DeserializeOwned + 'static;
    type Output;

    /// What is computed, in full: two folds with the same text give the same states from the same rows.
    fn describe(&self) -> String;

    /// The columns it reads.
    fn columns(&self) -> Columns;

    /// The state of no rows.
    fn start(&self) -> Self::State;

    /// Takes in the selected rows of a batch. A client's rows stand together in it, in time order; no client stands
    /// in two batches of one segment.
    fn update(&self, state: &mut Self::State, rows: &Rows<'_>);

    /// Takes in what was computed from other rows.
    fn merge(&self, state: &mut Self::State, other: &Self::State);

    fn finish(&self, state: Self::State) -> Self::Output;

    /// About how many bytes a state takes in memory, to bound what is kept.
    fn size(&self, state: &Self::State) -> usize;

    /// Whether its states are worth the memory that the figures of the screens share; otherwise they are kept on disk
    /// alone.
    fn kept_in_memory(&self) -> bool {
        true
    }
}
