//! What can be done about prompts: ask for today's, log a touch, say what became of one, set the rules.

pub mod calendar;
pub mod decide;
pub mod export;
pub mod log;
pub mod next;
pub mod refresh;
pub mod rules;
pub mod today;
pub mod upcoming;

use domain::access::{Grant, Who};
use domain::ids::PersonId;

/// The person who acts; none for keys of the API and the program itself.
pub(super) fn person_of(grant: &Grant) -> Option<PersonId> {
    match grant.who() {
        Who::Person(id) => Some(id),
        Who::Token(_) | Who::System => None,
    }
}
