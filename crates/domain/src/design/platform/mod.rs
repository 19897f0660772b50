//! The experiential platform, and how far the firm expresses it.
//!
//! - **platform**: what a client is to live through with us: one theme, the promise in parts, five senses, and how it
//!   makes people feel, think, act and relate. It is versioned: a draft is edited, a published version stays as it was.
//! - **part**: one line of the promise, with a key that stays when its words are polished. Everything that expresses
//!   the platform names parts by their keys.
//! - **element**: something of the brand that stands there: a logo, a letter, a room, a page.
//! - **standard**: how people behave: voice, attitude, style; with an example and a counter-example.
//! - **exam**: one look at an element or a standard against the platform, scored 0–4 with evidence. A later exam
//!   corrects an earlier one; nothing is rewritten.
//! - **alignment**: how far what was examined fits, 0..=1.
//! - **orphan**: an element or a standard that expresses no part of the platform in force.
//! - **role card**: "in my job this means…", signed by who holds the job; a card that says something new asks again.
//! - **traceability**: which touchpoint expresses which part, and which part no touchpoint expresses.
//!
//! Source of the model: Schmitt, Customer Experience Management (2003), steps 2–4.

mod brand;
mod cards;
mod document;
mod trace;

#[cfg(test)]
mod tests;

pub use brand::{
    Alignment, BehaviourKind, Due, Element, ElementKind, Exam, ExamSubject, HIGHEST_SCORE,
    LOOK_AGAIN_AFTER_DAYS, Standard, alignment, due, expresses_nothing, latest_exams,
};
pub use cards::{Holding, RoleCard, SignRefusal, Signature, standing_of};
pub use document::{
    Change, DocumentRefusal, Lack, LackCode, Part, PlatformDocument, PlatformVersion, Senses,
    Touch, part_keys,
};
pub use trace::{Expression, PartTrace, Reach, Source, trace};
