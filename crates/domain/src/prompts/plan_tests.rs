use jiff::Span;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::design::plans::{Plan, PlanDocument, PlanState, Stamp, Trigger, TriggerKind, Window};
use crate::ids::{PersonId, PlanId, TouchpointId};
use crate::time::{Timestamp, ZoneName};

fn vienna() -> TimeZone {
    ZoneName::parse("Europe/Vienna").unwrap().zone()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// `2026-03-01` is noon in UTC of that day; what has a time is meant so.
fn at(text: &str) -> Timestamp {
    let full = if text.contains('T') {
        format!("{text}:00Z")
    } else {
        format!("{text}T12:00:00Z")
    };
    Timestamp::parse_rfc3339(&full).unwrap()
}

fn place(n: u128) -> TouchpointId {
    TouchpointId::from_uuid(Uuid::from_u128(n))
}

fn rule(set_off: SetOff, from_days: i32, to_days: i32) -> PlanRule {
    PlanRule {
        touchpoint: place(1),
        version: 3,
        owner: None,
        set_off,
        from_days,
        to_days,
    }
}

fn after_invoice(from_days: i32, to_days: i32) -> PlanRule {
    let kind = "invoice_sent".to_owned();
    rule(SetOff::Event { kind }, from_days, to_days)
}

fn said(due: Option<Due>) -> String {
    due.map_or("-".to_owned(), |it| {
        format!(
            "{}..{} for {} until {}",
            it.due,
            it.in_time,
            it.occasion.unwrap(),
            it.lapses.unwrap()
        )
    })
}

fn moments(list: &[&str]) -> Vec<Timestamp> {
    list.iter().map(|text| at(text)).collect()
}

#[test]
fn what_happened_asks_for_its_touch_until_it_was_answered() {
    let check =
        |rule: &PlanRule, set_off: &[&str], touched: &[&str], today: &str, expected: &str| {
            let (set_off, touched) = (moments(set_off), moments(touched));
            let facts = PlanFacts {
                set_off: &set_off,
                days: &[],
                touched: &touched,
                settled: Settled::default(),
            };
            let due = plan_due(rule, &facts, day(today), &vienna());
            assert_eq!(said(due), expected, "{set_off:?} {touched:?} {today}");
        };
    let it = after_invoice(0, 5);
    let first = "2026-03-02..2026-03-07 for 2026-03-02 until 2026-04-06";
    check(&it, &[], &[], "2026-03-03", "-");
    check(&it, &["2026-03-02"], &[], "2026-03-03", first);
    check(&it, &["2026-03-02"], &[], "2026-04-06", first);
    check(&it, &["2026-03-02"], &[], "2026-04-07", "-");
    // Any touch after it is the answer, also one on the same day, and none before it.
    check(
        &it,
        &["2026-03-02"],
        &["2026-03-02T15:00"],
        "2026-03-03",
        "-",
    );
    check(
        &it,
        &["2026-03-02"],
        &["2026-03-02T09:00"],
        "2026-03-03",
        first,
    );
    check(&it, &["2026-03-02"], &["2026-03-30"], "2026-03-31", "-");
    check(&it, &["2026-03-02"], &["2026-02-20"], "2026-03-03", first);
    // One that came when it was too late is no answer, but by then nobody asks.
    check(&it, &["2026-03-02"], &["2026-04-20"], "2026-04-01", first);
    // The earliest open one; a touch answers all that were before it.
    let second = "2026-03-10..2026-03-15 for 2026-03-10 until 2026-04-14";
    check(&it, &["2026-03-10", "2026-03-02"], &[], "2026-03-11", first);
    check(
        &it,
        &["2026-03-10", "2026-03-02"],
        &["2026-03-05"],
        "2026-03-11",
        second,
    );
    check(
        &it,
        &["2026-03-10", "2026-03-02"],
        &["2026-03-11"],
        "2026-03-11",
        "-",
    );
    // The evening in Vienna is the next day there, not in UTC.
    check(
        &it,
        &["2026-03-01T23:30"],
        &[],
        "2026-03-03",
        "2026-03-02..2026-03-07 for 2026-03-02 until 2026-04-06",
    );
    // A window that begins later: what was done early is done.
    let later = after_invoice(3, 5);
    let due = "2026-03-05..2026-03-07 for 2026-03-02 until 2026-04-06";
    check(&later, &["2026-03-02"], &[], "2026-03-03", due);
    check(&later, &["2026-03-02"], &["2026-03-03"], "2026-03-03", "-");
    // Over the end of February, in a leap year and in another.
    check(
        &it,
        &["2028-02-27"],
        &[],
        "2028-02-28",
        "2028-02-27..2028-03-03 for 2028-02-27 until 2028-04-02",
    );
    check(
        &it,
        &["2027-02-27"],
        &[],
        "2027-02-28",
        "2027-02-27..2027-03-04 for 2027-02-27 until 2027-04-03",
    );
}

#[test]
fn a_day_of_the_clients_own_asks_before_it_returns() {
    let check = |from,
                 to,
                 known: &str,
                 touched: &[&str],
                 settled: Option<&str>,
                 today: &str,
                 expected: &str| {
        let days = [KnownDay::parse(known).unwrap()];
        let touched = moments(touched);
        let facts = PlanFacts {
            set_off: &[],
            days: &days,
            touched: &touched,
            settled: Settled {
                on: None,
                occasion: settled.map(day),
            },
        };
        let attribute = "contract_day".to_owned();
        let rule = rule(SetOff::Date { attribute }, from, to);
        let due = plan_due(&rule, &facts, day(today), &vienna());
        assert_eq!(said(due), expected, "{known} {touched:?} {today}");
    };
    let next = "2026-05-01..2026-05-14 for 2026-05-15 until 2026-06-14";
    check(-14, -1, "2019-05-15", &[], None, "2026-03-01", next);
    check(-14, -1, "2019-05-15", &[], None, "2026-06-14", next);
    let in_a_year = "2027-05-01..2027-05-14 for 2027-05-15 until 2027-06-14";
    check(-14, -1, "2019-05-15", &[], None, "2026-06-15", in_a_year);
    check(
        -14,
        -1,
        "2019-05-15",
        &["2026-05-02"],
        None,
        "2026-05-03",
        in_a_year,
    );
    check(
        -14,
        -1,
        "2019-05-15",
        &["2026-04-20"],
        None,
        "2026-05-03",
        next,
    );
    check(
        -14,
        -1,
        "2019-05-15",
        &[],
        Some("2026-05-15"),
        "2026-05-03",
        in_a_year,
    );
    // Leap days stay in their month.
    check(
        0,
        3,
        "2016-02-29",
        &[],
        None,
        "2027-01-10",
        "2027-02-28..2027-03-03 for 2027-02-28 until 2027-04-02",
    );
    check(
        0,
        3,
        "2016-02-29",
        &[],
        None,
        "2028-01-10",
        "2028-02-29..2028-03-03 for 2028-02-29 until 2028-04-02",
    );
}

#[test]
fn an_open_prompt_follows_the_facts() {
    let dues = |occasion: &str| after_invoice(0, 5).of_occasion(day(occasion));
    let (first, second) = (dues("2026-03-02"), dues("2026-03-10"));
    let today = day("2026-03-12");
    let on = day("2026-03-04");
    assert_eq!(reconcile_plan(None, None, None, today), Step::Nothing);
    assert_eq!(
        reconcile_plan(None, Some(first), None, today),
        Step::Open(first)
    );
    assert_eq!(
        reconcile_plan(Some(&first), Some(first), None, today),
        Step::Nothing
    );
    assert_eq!(
        reconcile_plan(Some(&first), Some(second), Some(on), today),
        Step::Done {
            on,
            then: Some(second)
        }
    );
    assert_eq!(
        reconcile_plan(Some(&first), None, Some(on), today),
        Step::Done { on, then: None }
    );
    // An earlier event became known, the event was taken back, its time went by.
    assert_eq!(
        reconcile_plan(Some(&second), Some(first), None, today),
        Step::Move(first)
    );
    assert_eq!(
        reconcile_plan(Some(&first), None, None, today),
        Step::Withdraw
    );
    let late = day("2026-04-07");
    assert_eq!(
        reconcile_plan(Some(&first), None, None, late),
        Step::Lapse { then: None }
    );
}

fn plan(trigger: Option<Trigger>, window: Option<(i32, i32)>) -> Plan {
    let stamp = Stamp {
        by: None,
        at: Timestamp::EPOCH,
    };
    Plan {
        id: PlanId::from_uuid(Uuid::nil()),
        touchpoint: place(1),
        version: 3,
        document: PlanDocument {
            trigger,
            window: window.map(|(from_days, to_days)| Window { from_days, to_days }),
            review_by: Some(day("2026-12-31")),
            ..PlanDocument::default()
        },
        state: PlanState::Live {
            saved: stamp,
            reviewed: stamp,
            published: stamp,
        },
    }
}

fn trigger(kind: TriggerKind, key: &str) -> Option<Trigger> {
    let named = |wanted| (kind == wanted).then(|| key.to_owned());
    Some(Trigger {
        kind,
        event: named(TriggerKind::Event),
        touchpoint: named(TriggerKind::Touch),
        attribute: named(TriggerKind::Schedule),
        words: "in words".to_owned(),
    })
}

#[test]
fn only_a_live_fresh_plan_that_says_what_sets_it_off_asks_for_anything() {
    let owner = Some(PersonId::from_uuid(Uuid::from_u128(9)));
    let find = |key: &str| match key {
        "own" => Some(place(1)),
        "review" => Some(place(2)),
        _ => None,
    };
    let check = |plan: &Plan, today: &str, expected: Option<SetOff>| {
        let made = PlanRule::of(plan, owner, find, day(today));
        assert_eq!(
            made.as_ref().map(|it| it.set_off.clone()),
            expected,
            "{plan:?}"
        );
        if let Some(made) = made {
            assert_eq!((made.version, made.owner), (3, owner));
        }
    };
    use TriggerKind as K;
    let (today, window) = ("2026-12-31", Some((0, 5)));
    let event = || plan(trigger(K::Event, "invoice_sent"), window);
    let kind = "invoice_sent".to_owned();
    check(&event(), today, Some(SetOff::Event { kind }));
    check(&event(), "2027-01-01", None);
    let draft = Plan {
        state: PlanState::Draft {
            saved: event().state.saved(),
        },
        ..event()
    };
    check(&draft, today, None);
    check(&plan(trigger(K::Event, ""), window), today, None);
    check(&plan(trigger(K::Event, "invoice_sent"), None), today, None);
    check(
        &plan(trigger(K::Event, "invoice_sent"), Some((3, 2))),
        today,
        None,
    );
    let touchpoint = place(2);
    check(
        &plan(trigger(K::Touch, "review"), window),
        today,
        Some(SetOff::Touch { touchpoint }),
    );
    check(&plan(trigger(K::Touch, "own"), window), today, None);
    check(&plan(trigger(K::Touch, "gone"), window), today, None);
    let attribute = "contract_day".to_owned();
    check(
        &plan(trigger(K::Schedule, "contract_day"), window),
        today,
        Some(SetOff::Date { attribute }),
    );
    check(&plan(trigger(K::Schedule, ""), window), today, None);
    check(&plan(trigger(K::Client, ""), window), today, None);
    check(&plan(trigger(K::Stage, ""), window), today, None);
    check(&plan(None, window), today, None);
}

fn moments_of(hours: &[i64]) -> Vec<Timestamp> {
    let start = at("2026-01-01T00:00");
    hours
        .iter()
        .map(|hour| start.plus_seconds(hour * 3_600))
        .collect()
}

proptest! {
    /// In whatever order events and touches become known, the same is due; and step by step one comes to the same open
    /// prompt as at once.
    #[test]
    fn the_order_of_facts_does_not_matter(
        set_off in prop::collection::vec(0_i64..2_400, 0..6), touched in prop::collection::vec(0_i64..2_400, 0..6),
        from in -5_i32..5, length in 0_i32..10, today in 0_i64..120, turn in 0_usize..6,
    ) {
        let rule = after_invoice(from, from + length);
        let today = day("2026-01-01").checked_add(Span::new().days(today)).unwrap();
        let due = |set_off: &[Timestamp], touched: &[Timestamp]| {
            let facts = PlanFacts { set_off, days: &[], touched, settled: Settled::default() };
            plan_due(&rule, &facts, today, &vienna())
        };
        let (events, touches) = (moments_of(&set_off), moments_of(&touched));
        let whole = due(&events, &touches);
        let (mut turned, mut back) = (events.clone(), touches.clone());
        if !turned.is_empty() {
            let by = turn % turned.len();
            turned.rotate_left(by);
        }
        back.reverse();
        prop_assert_eq!(whole, due(&turned, &back));

        let mut open: Option<Due> = None;
        for known in 0..=events.len().max(touches.len()) {
            let (events, touches) = (&events[..known.min(events.len())], &touches[..known.min(touches.len())]);
            let facts = PlanFacts { set_off: events, days: &[], touched: touches, settled: Settled::default() };
            let answered = open.and_then(|it| plan_answered(&rule, &facts, &it, &vienna()));
            open = match reconcile_plan(open.as_ref(), due(events, touches), answered, today) {
                Step::Nothing => open,
                Step::Open(due) | Step::Move(due) => Some(due),
                Step::Done { then, .. } | Step::Lapse { then } => then,
                Step::Withdraw => None,
            };
        }
        prop_assert_eq!(open, whole);
    }

    /// What is due is never over, never answered, and its window stands around what set it off.
    #[test]
    fn what_is_due_is_open(
        set_off in prop::collection::vec(0_i64..2_400, 1..6), touched in prop::collection::vec(0_i64..2_400, 0..6),
        from in -5_i32..5, length in 0_i32..10, today in 0_i64..120,
    ) {
        let rule = after_invoice(from, from + length);
        let today = day("2026-01-01").checked_add(Span::new().days(today)).unwrap();
        let (events, touches) = (moments_of(&set_off), moments_of(&touched));
        let facts = PlanFacts { set_off: &events, days: &[], touched: &touches, settled: Settled::default() };
        if let Some(due) = plan_due(&rule, &facts, today, &vienna()) {
            prop_assert!(due.lapses.unwrap() >= today);
            prop_assert!(due.due <= due.in_time);
            prop_assert!(plan_answered(&rule, &facts, &due, &vienna()).is_none());
            prop_assert!(events.iter().any(|at| Some(at.date(&vienna())) == due.occasion));
            // A touch now, within its time, answers it. At noon: not every day has 24 hours.
            let now = Timestamp::start_of(today, &vienna()).plus_seconds(43_200);
            let mut more = touches.clone();
            more.push(now);
            if due.occasion.unwrap() < today {
                let facts = PlanFacts { touched: &more, ..facts };
                prop_assert_ne!(plan_due(&rule, &facts, today, &vienna()), Some(due));
            }
        }
    }
}
