//! The plan of one touchpoint, down to the standard, the intended emotion and the recovery.
//!
//! - **plan document**: what shall happen at a touchpoint; versioned, kept as JSON.
//! - **standard**: what is checked at every delivery. Standards are *ordered*: when two conflict, the earlier wins.
//! - **failure and recovery**: what can go wrong, and how it is made good at once.
//! - **plus-one slot**: room for a small extra that a client does not expect.
//! - **draft, reviewed, live, superseded**: the states of one version. A live version past its review-by day is *stale*.
//! - **gate**: what a plan lacks before it can go live, each lack with its field, its item and what is wrong.
//! - **attention**: the share of required fields that are filled × freshness.
//!
//! The owner of a plan stands on its touchpoint: it has one whether there is a plan or not.

mod attention;
mod compare;
mod document;
mod gate;
mod life;
mod merge;

pub use attention::{HALVES_EVERY_DAYS, attention, freshness, is_stale, months_late};
pub use compare::{FieldChange, ItemChange, ItemChangeKind, compare};
pub use document::{
    Behaviour, BehaviourKind, ElementUse, Failure, Fault, PlanDocument, PlanField, PlanUnreadable,
    PlusOne, PlusOneState, Sense, SenseUse, Served, ServedLevel, Standard, Trigger, TriggerKind,
    Window,
};
pub use gate::{Gate, Lack, LackCode, Setting, gate, required};
pub use life::{Plan, PlanRefusal, PlanState, Stamp};
pub use merge::{Merge, merge};

#[cfg(test)]
mod tests;
