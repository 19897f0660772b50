//! What one person should do next for one client, and why.
//!
//! - **care rule**: when a client is to be touched: so many days after the last real touch (by tier), or on a date of
//!   theirs: a birthday, an anniversary, a renewal, with days before. It suggests the touchpoint.
//! - **plan rule**: when a live touch plan asks for its touch: something set it off (an event, a touch elsewhere, a date
//!   of the client's), its window is there or over, and the touch has not happened.
//! - **prompt**: one touch that a care rule or a plan asks for, for one client. *Due* on a day, *late* once the rule's days of grace are
//!   over, *lapsed* when its date has gone by and it would come too late. Open until a real touch happened, somebody says
//!   that it was done or not needed, or the rule no longer asks for it.
//! - **snooze**: not before another day, with a reason. It moves what is shown, never what was due.
//! - **occasion**: the day of the client's own to which a prompt belongs; none for a rhythm.
//! - **Today**: the three to seven touches of one person, each client once, what is due the longest first. It says what
//!   is to be done for clients; it never compares colleagues.
//!
//! All of it counts in days of the organization's own calendar: a touch at 23:30 in Vienna belongs to that evening, also
//! where it is tomorrow in UTC, and a day with a changed clock is one day.

mod care;
mod dates;
mod next;
mod plan;
mod prompt;
mod today;
mod words;

pub use care::{
    CareFacts, CareRule, Counts, Due, Except, LONGEST_BEFORE, LONGEST_GRACE, LONGEST_RHYTHM,
    RuleRefusal, Settled, Step, Touched, When, next_due, reconcile,
};
pub use dates::KnownDay;
pub use next::{Asked, Coming, TOLD, TOLD_DAYS, coming_for_client};
pub use plan::{PlanFacts, PlanRule, STILL_DAYS, SetOff, plan_answered, plan_due, reconcile_plan};
pub use prompt::{
    AskedBy, LONGEST_SNOOZE, Prompt, PromptRefusal, PromptState, REASON_LENGTH, Snooze,
};
pub use today::{AHEAD_DAYS, Candidate, LEAST, MOST, Urgency, for_today, urgency};
pub use words::{Felt, felt_by_score};

#[cfg(test)]
mod plan_tests;
#[cfg(test)]
mod tests;
