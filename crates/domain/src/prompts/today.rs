use std::collections::BTreeMap;

use jiff::civil::Date;

use super::prompt::days_after;

/// The most touches of one day: more is a list, not a plan.
pub const MOST: usize = 7;
/// Where fewer are due, what comes next is shown as well.
pub const LEAST: usize = 3;
/// How far ahead that looks, in days.
pub const AHEAD_DAYS: i64 = 7;

/// How pressing a touch is. Never how well somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// Past its grace.
    Late,
    /// Due, today or within its grace.
    Due,
    /// Due within the next days.
    Coming,
}

impl Urgency {
    pub const fn as_str(self) -> &'static str {
        match self {
            Urgency::Late => "late",
            Urgency::Due => "due",
            Urgency::Coming => "coming",
        }
    }
}

/// A prompt that may stand in a day, as far as choosing goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Number of the client.
    pub client: i64,
    pub shows_from: Date,
    pub due: Date,
    pub in_time: Date,
    pub snoozed: bool,
}

pub fn urgency(candidate: &Candidate, today: Date) -> Urgency {
    if candidate.shows_from > today {
        Urgency::Coming
    } else if candidate.in_time < today {
        Urgency::Late
    } else {
        Urgency::Due
    }
}

/// The touches of one day as lists of places in `candidates`: one list a client, what has been due the longest first, at
/// most [`MOST`]. A client's prompts stand together, so that nobody is rung up twice. Where fewer than [`LEAST`] are due,
/// those of the next [`AHEAD_DAYS`] days fill up; what was put off is never brought forward.
pub fn for_today(candidates: &[Candidate], today: Date) -> Vec<Vec<usize>> {
    let horizon = days_after(today, AHEAD_DAYS);
    let mut of_clients: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for (place, one) in candidates.iter().enumerate() {
        let due = one.shows_from <= today;
        if due || (!one.snoozed && one.shows_from <= horizon) {
            of_clients.entry(one.client).or_default().push(place);
        }
    }
    // Of equal days the client's number decides, so that the order stays from one look to the next.
    let key = |place: usize| {
        let one = &candidates[place];
        (urgency(one, today), one.due, one.client, place)
    };
    let mut touches: Vec<Vec<usize>> = of_clients.into_values().collect();
    for of_client in &mut touches {
        of_client.sort_by_key(|place| key(*place));
    }
    touches.sort_by_key(|of_client| key(of_client[0]));
    let due = touches
        .iter()
        .filter(|of_client| candidates[of_client[0]].shows_from <= today)
        .count();
    touches.truncate(due.clamp(LEAST, MOST));
    touches
}
