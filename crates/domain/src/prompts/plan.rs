//! Touches that live plans ask for: something set a plan off, and its touch has not happened yet.

use jiff::Span;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::care::{Due, Settled, Step};
use super::dates::KnownDay;
use crate::design::plans::{Plan, TriggerKind, is_stale};
use crate::ids::{PersonId, TouchpointId};
use crate::time::Timestamp;

/// Days after the end of its window in which a planned touch still makes sense. Later it would speak of something that
/// the client has forgotten; then it has lapsed and counts as missed.
pub const STILL_DAYS: i32 = 30;

/// What sets a plan off, as far as facts can tell it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum SetOff {
    /// Something of this kind happened to the client.
    Event { kind: String },
    /// A touch at another touchpoint.
    Touch { touchpoint: TouchpointId },
    /// The return of the day in this attribute of the client, every year.
    Date { attribute: String },
}

/// When a live plan asks for its touch.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PlanRule {
    /// Where the touch happens: the plan is this touchpoint's.
    pub touchpoint: TouchpointId,
    pub version: i32,
    /// Who is asked for clients for whom nobody is responsible.
    pub owner: Option<PersonId>,
    pub set_off: SetOff,
    /// The window in days after what set it off (negative: before), both ends included.
    pub from_days: i32,
    pub to_days: i32,
}

impl PlanRule {
    /// `None`: it asks for nothing. A plan that is not live, or is stale, holds for nobody's day; one whose trigger stands
    /// in words alone can't be followed by a program, and one set off by itself would never end.
    pub fn of(
        plan: &Plan,
        owner: Option<PersonId>,
        place: impl Fn(&str) -> Option<TouchpointId>,
        today: Date,
    ) -> Option<PlanRule> {
        let document = &plan.document;
        if !plan.state.is_live() || is_stale(document.review_by, today) {
            return None;
        }
        let (trigger, window) = (document.trigger.as_ref()?, document.window?);
        if window.from_days > window.to_days {
            return None;
        }
        let named = |text: &Option<String>| text.clone().filter(|it| !it.is_empty());
        let set_off = match trigger.kind {
            TriggerKind::Event => SetOff::Event {
                kind: named(&trigger.event)?,
            },
            TriggerKind::Touch => SetOff::Touch {
                touchpoint: place(&named(&trigger.touchpoint)?)
                    .filter(|id| *id != plan.touchpoint)?,
            },
            TriggerKind::Schedule => SetOff::Date {
                attribute: named(&trigger.attribute)?,
            },
            TriggerKind::Client | TriggerKind::Stage => return None,
        };
        Some(PlanRule {
            touchpoint: plan.touchpoint,
            version: plan.version,
            owner,
            set_off,
            from_days: window.from_days,
            to_days: window.to_days,
        })
    }

    /// How many days back facts can still matter.
    pub fn reaches_back(&self) -> i32 {
        self.to_days.max(0) + STILL_DAYS - self.from_days.min(0) + 1
    }

    pub(super) fn of_occasion(&self, occasion: Date) -> Due {
        let in_time = days_on(occasion, self.to_days);
        Due {
            due: days_on(occasion, self.from_days),
            in_time,
            occasion: Some(occasion),
            lapses: Some(days_on(in_time.max(occasion), STILL_DAYS)),
        }
    }
}

/// What is known of one client, as far as one plan goes; in any order.
#[derive(Debug, Clone, Copy)]
pub struct PlanFacts<'f> {
    /// When what sets the plan off happened, of events and touches.
    pub set_off: &'f [Timestamp],
    /// The days in the plan's attribute.
    pub days: &'f [KnownDay],
    /// Touches at the plan's own touchpoint.
    pub touched: &'f [Timestamp],
    /// Up to which occasion somebody said that it is done, or not needed.
    pub settled: Settled,
}

fn days_on(day: Date, days: i32) -> Date {
    let end = if days < 0 { Date::MIN } else { Date::MAX };
    day.checked_add(Span::new().days(i64::from(days)))
        .unwrap_or(end)
}

/// The touch that a plan asks for: of everything that set it off and is neither answered nor settled nor too long ago,
/// the earliest.
pub fn plan_due(
    rule: &PlanRule,
    facts: &PlanFacts<'_>,
    today: Date,
    zone: &TimeZone,
) -> Option<Due> {
    let open = |due: &Due| {
        facts.settled.occasion < due.occasion
            && due.lapses.is_none_or(|last| today <= last)
            && plan_answered(rule, facts, due, zone).is_none()
    };
    match rule.set_off {
        SetOff::Event { .. } | SetOff::Touch { .. } => facts
            .set_off
            .iter()
            .map(|at| rule.of_occasion(at.date(zone)))
            .filter(open)
            .min(),
        SetOff::Date { .. } => {
            let returns = facts.days.iter().flat_map(|day| {
                let mut from = days_on(today, -(rule.to_days.max(0) + STILL_DAYS));
                std::iter::from_fn(move || {
                    let occasion = day.return_from(from)?;
                    from = occasion.tomorrow().ok()?;
                    Some(occasion)
                })
                .take(4)
            });
            returns.map(|day| rule.of_occasion(day)).filter(open).min()
        }
    }
}

/// The day of the first touch that answers an occasion: at the plan's touchpoint, after what set the plan off (where
/// the window begins before it, from there on), and before it is too late.
pub fn plan_answered(
    rule: &PlanRule,
    facts: &PlanFacts<'_>,
    due: &Due,
    zone: &TimeZone,
) -> Option<Date> {
    let occasion = due.occasion?;
    let first_day = if rule.from_days < 0 {
        due.due
    } else {
        occasion
    };
    // On the day itself the order of the two decides: a call in the morning is no answer to the invoice of the afternoon.
    let cause = (rule.from_days >= 0)
        .then(|| {
            let of_day = facts.set_off.iter().filter(|at| at.date(zone) == occasion);
            of_day.min().copied()
        })
        .flatten();
    let answers = |at: &Timestamp| {
        let day = at.date(zone);
        day >= first_day
            && due.lapses.is_none_or(|last| day <= last)
            && cause.is_none_or(|cause| *at >= cause)
    };
    let first = facts.touched.iter().copied().filter(answers).min();
    first.map(|at| at.date(zone))
}

/// Compares the open prompt of one client and one plan with what the facts say now. `answered`: the touch that answers
/// what the open prompt is about ([`plan_answered`]).
pub fn reconcile_plan(
    open: Option<&Due>,
    next: Option<Due>,
    answered: Option<Date>,
    today: Date,
) -> Step {
    let Some(open) = open else {
        return next.map_or(Step::Nothing, Step::Open);
    };
    if next == Some(*open) {
        return Step::Nothing;
    }
    if let Some(on) = answered {
        return Step::Done { on, then: next };
    }
    if open.lapses.is_some_and(|last| last < today) {
        return Step::Lapse { then: next };
    }
    next.map_or(Step::Withdraw, Step::Move)
}
