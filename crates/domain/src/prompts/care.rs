use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan as _};

use super::dates::KnownDay;
use crate::clients::Attributes;
use crate::ids::{CareRuleId, TierId, TouchpointId};
use crate::time::Timestamp;

/// The longest rhythm, in days: five years.
pub const LONGEST_RHYTHM: u16 = 1_826;
/// The longest time before a date, in days.
pub const LONGEST_BEFORE: u16 = 366;
/// The longest grace, in days.
pub const LONGEST_GRACE: u16 = 90;

/// Which touches set a rhythm anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Counts {
    /// Any real touch: people met or spoke, at any touchpoint that is a call, a visit or a chat. A statement that was
    /// posted is none.
    AnyEncounter,
    /// Only touches at the rule's own touchpoint: a yearly review is due also where one has spoken every week.
    SameTouchpoint,
}

/// When a rule asks for a touch.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum When {
    /// So many days after the last real touch.
    Rhythm { every_days: u16, counts: Counts },
    /// On the birthday of any of the client's contacts, every year.
    Birthday { days_before: u16 },
    /// On the day that this attribute of the client names, every year.
    Anniversary { attribute: String, days_before: u16 },
    /// On the day that this attribute names, once. Another day there asks anew.
    Renewal { attribute: String, days_before: u16 },
}

impl When {
    /// `rhythm`, `birthday`, `anniversary` or `renewal`.
    pub const fn kind(&self) -> &'static str {
        match self {
            When::Rhythm { .. } => "rhythm",
            When::Birthday { .. } => "birthday",
            When::Anniversary { .. } => "anniversary",
            When::Renewal { .. } => "renewal",
        }
    }

    pub const fn days_before(&self) -> u16 {
        match self {
            When::Rhythm { .. } => 0,
            When::Birthday { days_before }
            | When::Anniversary { days_before, .. }
            | When::Renewal { days_before, .. } => *days_before,
        }
    }

    /// The client's attribute that it reads.
    pub fn attribute(&self) -> Option<&str> {
        match self {
            When::Anniversary { attribute, .. } | When::Renewal { attribute, .. } => {
                Some(attribute)
            }
            When::Rhythm { .. } | When::Birthday { .. } => None,
        }
    }
}

/// Clients who are left out: those whose attribute has this value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Except {
    pub attribute: String,
    pub value: String,
}

/// When clients are to be touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CareRule {
    pub id: CareRuleId,
    pub name: String,
    /// Of whose clients; `None`: of all.
    pub tier: Option<TierId>,
    /// Who is left out, such as clients who have gone.
    pub except: Option<Except>,
    pub when: When,
    /// Where the touch is suggested to happen.
    pub touchpoint: Option<TouchpointId>,
    /// Days after the due day that are still in order, 0..=[`LONGEST_GRACE`].
    pub grace_days: u16,
    /// Switched off it asks for nothing.
    pub active: bool,
}

/// What is wrong with a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RuleRefusal {
    #[error("a rhythm has 1 to {LONGEST_RHYTHM} days")]
    Rhythm,
    #[error("a touch is asked for 0 to {LONGEST_BEFORE} days before its date")]
    Before,
    #[error("the grace is 0 to {LONGEST_GRACE} days")]
    Grace,
    #[error("say at which touchpoint, when only touches there count")]
    CountsNowhere,
}

impl CareRule {
    /// Whether it asks for touches of a client: it is switched on, for their tier, and does not leave them out.
    pub fn asks_for(&self, tier: Option<TierId>, attributes: &Attributes) -> bool {
        let left_out = |except: &Except| {
            let value = attributes.get(&except.attribute);
            value.is_some_and(|value| value.eq_ignore_ascii_case(&except.value))
        };
        self.active
            && (self.tier.is_none() || self.tier == tier)
            && !self.except.as_ref().is_some_and(left_out)
    }

    /// Everything that is wrong with it, with the field where it stands.
    pub fn faults(&self) -> Vec<(&'static str, RuleRefusal)> {
        let mut faults = Vec::new();
        if let When::Rhythm { every_days, counts } = &self.when {
            if !(1..=LONGEST_RHYTHM).contains(every_days) {
                faults.push(("every_days", RuleRefusal::Rhythm));
            }
            if *counts == Counts::SameTouchpoint && self.touchpoint.is_none() {
                faults.push(("touchpoint", RuleRefusal::CountsNowhere));
            }
        }
        if self.when.days_before() > LONGEST_BEFORE {
            faults.push(("days_before", RuleRefusal::Before));
        }
        if self.grace_days > LONGEST_GRACE {
            faults.push(("grace_days", RuleRefusal::Grace));
        }
        faults
    }
}

/// The last touch of each kind that a rule may ask for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Touched {
    /// The last encounter at any touchpoint where people meet.
    pub anywhere: Option<Timestamp>,
    /// The last one at the rule's touchpoint.
    pub there: Option<Timestamp>,
}

/// Up to where a rule was settled for a client without a touch: done, or not needed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Settled {
    /// The day on which that was last said.
    pub on: Option<Date>,
    /// The latest occasion of which it was said.
    pub occasion: Option<Date>,
}

/// What is known of one client, as far as one rule goes.
#[derive(Debug, Clone, Copy)]
pub struct CareFacts<'f> {
    /// Since when the client is known: a rhythm begins there.
    pub known_since: Timestamp,
    pub touched: Touched,
    /// The birthdays of its contacts, or the day in the rule's attribute.
    pub days: &'f [KnownDay],
    pub settled: Settled,
}

/// When a touch is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Due {
    pub due: Date,
    /// The last day that is still in order.
    pub in_time: Date,
    /// The day of the client's own to which it belongs.
    pub occasion: Option<Date>,
    /// The last day on which it makes sense; `None`: it stays until it is done.
    pub lapses: Option<Date>,
}

fn after(day: Date, days: u16) -> Date {
    day.checked_add(Span::new().days(i64::from(days)))
        .unwrap_or(Date::MAX)
}

fn before(day: Date, days: u16) -> Date {
    day.checked_sub(i64::from(days).days()).unwrap_or(Date::MIN)
}

/// The next touch that a rule asks for, on a day of the organization's calendar. Whether it asks for touches of this
/// client at all, [`CareRule::asks_for`] says.
pub fn next_due(
    rule: &CareRule,
    facts: &CareFacts<'_>,
    today: Date,
    zone: &TimeZone,
) -> Option<Due> {
    match &rule.when {
        When::Rhythm { every_days, counts } => {
            let touched = match counts {
                Counts::AnyEncounter => facts.touched.anywhere,
                Counts::SameTouchpoint => facts.touched.there,
            };
            let last = touched.map(|at| at.date(zone));
            let begun = facts.known_since.date(zone);
            let from = last.or(Some(begun)).max(facts.settled.on)?;
            let due = after(from, *every_days);
            Some(Due {
                due,
                in_time: after(due, rule.grace_days),
                occasion: None,
                lapses: None,
            })
        }
        When::Birthday { .. } | When::Anniversary { .. } => facts
            .days
            .iter()
            .filter_map(|day| next_return(rule, facts, *day, today, zone))
            .min(),
        When::Renewal { .. } => facts
            .days
            .iter()
            .filter_map(|day| day.date())
            .map(|occasion| of_occasion(rule, occasion))
            .find(|due| is_open(facts, due, today, zone)),
    }
}

fn of_occasion(rule: &CareRule, occasion: Date) -> Due {
    let due = before(occasion, rule.when.days_before());
    Due {
        due,
        in_time: after(due, rule.grace_days),
        occasion: Some(occasion),
        lapses: Some(after(occasion, rule.grace_days)),
    }
}

/// Whether it can still be done and nothing says that it was.
fn is_open(facts: &CareFacts<'_>, due: &Due, today: Date, zone: &TimeZone) -> bool {
    let settled = facts.settled.occasion >= due.occasion;
    due.lapses.is_none_or(|last| today <= last)
        && !settled
        && touch_within(facts, due, zone).is_none()
}

/// The day of the last touch at the rule's touchpoint, where it answers this occasion. Also an early one answers it:
/// up to so many days before it was due as it may be late.
fn touch_within(facts: &CareFacts<'_>, due: &Due, zone: &TimeZone) -> Option<Date> {
    let early = due.in_time - due.due;
    let from = due.due.checked_sub(early).unwrap_or(due.due);
    facts
        .touched
        .there
        .map(|at| at.date(zone))
        .filter(|day| *day >= from && due.lapses.is_none_or(|last| *day <= last))
}

fn next_return(
    rule: &CareRule,
    facts: &CareFacts<'_>,
    day: KnownDay,
    today: Date,
    zone: &TimeZone,
) -> Option<Due> {
    // What was due some days ago and can still be made good comes before next year's.
    let mut from = before(today, rule.grace_days);
    // Two returns can be settled ahead (it was done early, at the end of the year): the third can't.
    for _ in 0..4 {
        let occasion = day.return_from(from)?;
        let due = of_occasion(rule, occasion);
        if is_open(facts, &due, today, zone) {
            return Some(due);
        }
        from = occasion.tomorrow().ok()?;
    }
    None
}

/// What becomes of the open prompt of one client and one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It is as it should be.
    Nothing,
    /// There was none, and now there is.
    Open(Due),
    /// It is the same one on another day: a touch came before it was due, a date was corrected.
    Move(Due),
    /// A real touch on that day has done it; then the next one.
    Done { on: Date, then: Option<Due> },
    /// Its date has gone by; then the next one.
    Lapse { then: Option<Due> },
    /// The rule no longer asks for it.
    Withdraw,
}

/// Compares the open prompt with what the facts say now. `touched` is the last touch that counts for the rule.
pub fn reconcile(
    open: Option<&Due>,
    next: Option<Due>,
    touched: Option<Date>,
    today: Date,
) -> Step {
    let Some(open) = open else {
        return next.map_or(Step::Nothing, Step::Open);
    };
    if next == Some(*open) {
        return Step::Nothing;
    }
    let lapsed = open.lapses.is_some_and(|last| last < today);
    let early = open.in_time - open.due;
    let from = match open.occasion {
        // A rhythm that was touched before it was due is the same one, later.
        None => open.due,
        Some(_) => open.due.checked_sub(early).unwrap_or(open.due),
    };
    let answered =
        touched.filter(|day| *day >= from && open.lapses.is_none_or(|last| *day <= last));
    match (answered, next) {
        // Only where the facts now ask for a later one: a correction that brings it forward is no touch.
        (Some(on), Some(next)) if next.due > open.due => Step::Done {
            on,
            then: Some(next),
        },
        (Some(on), None) => Step::Done { on, then: None },
        _ if lapsed => Step::Lapse { then: next },
        (_, Some(next)) => Step::Move(next),
        (_, None) => Step::Withdraw,
    }
}
