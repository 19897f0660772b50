use jiff::civil::Date;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;
use crate::clients::Attributes;
use crate::ids::{CareRuleId, PromptId, TierId, TouchpointId};
use crate::time::{Timestamp, ZoneName};

fn vienna() -> TimeZone {
    ZoneName::parse("Europe/Vienna").unwrap().zone()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn moment(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).unwrap()
}

fn noon(text: &str) -> Timestamp {
    moment(&format!("{text}T11:00:00Z"))
}

fn rule(when: When, grace_days: u16) -> CareRule {
    CareRule {
        id: CareRuleId::from_uuid(uuid::Uuid::nil()),
        name: "Keep in touch".to_owned(),
        tier: None,
        except: None,
        when,
        touchpoint: Some(TouchpointId::from_uuid(uuid::Uuid::nil())),
        grace_days,
        active: true,
    }
}

fn rhythm(every_days: u16) -> CareRule {
    let counts = Counts::AnyEncounter;
    rule(When::Rhythm { every_days, counts }, 7)
}

fn facts(days: &[KnownDay]) -> CareFacts<'_> {
    CareFacts {
        known_since: noon("2020-01-01"),
        touched: Touched::default(),
        days,
        settled: Settled::default(),
    }
}

fn said(due: Option<Due>) -> String {
    due.map_or("-".to_owned(), |it| {
        let day = |day: Option<Date>| day.map_or("-".to_owned(), |day| day.to_string());
        format!(
            "{} ({}) for {} until {}",
            it.due,
            it.in_time,
            day(it.occasion),
            day(it.lapses)
        )
    })
}

#[test]
fn days_are_read_as_people_and_address_books_write_them() {
    for (text, expected) in [
        ("1984-02-29", Some("1984-02-29")),
        ("19840229", Some("1984-02-29")),
        ("1984-02-29T00:00:00Z", Some("1984-02-29")),
        ("--02-29", Some("2024-02-29")),
        ("--0229", Some("2024-02-29")),
        ("02-29", Some("2024-02-29")),
        (" 12-31 ", Some("2024-12-31")),
        ("1985-02-29", None),
        ("02-30", None),
        ("--13-01", None),
        ("1984-02", None),
        ("1984-02-29x", None),
        ("29.2.1984", None),
        ("ü-29", None),
        ("", None),
    ] {
        let read = KnownDay::parse(text);
        let shown = read.map(|it| it.date().or_else(|| it.in_year(2024)).unwrap().to_string());
        assert_eq!(shown.as_deref(), expected, "{text}");
    }
    assert_eq!(KnownDay::parse("--02-29").unwrap().date(), None);
}

#[test]
fn a_leap_day_returns_every_year_within_its_month() {
    for (born, from, expected) in [
        ("1984-02-29", "2023-01-01", "2023-02-28"),
        ("1984-02-29", "2024-01-01", "2024-02-29"),
        ("1984-02-29", "2024-02-29", "2024-02-29"),
        ("1984-02-29", "2024-03-01", "2025-02-28"),
        ("--02-29", "2100-01-01", "2100-02-28"),
        ("1984-12-31", "2026-12-31", "2026-12-31"),
        ("1984-01-01", "2026-12-31", "2027-01-01"),
        ("2030-06-01", "2026-12-31", "2030-06-01"),
    ] {
        let known = KnownDay::parse(born).unwrap();
        assert_eq!(known.return_from(day(from)), Some(day(expected)), "{born}");
    }
    let known = KnownDay::parse("1984-02-29").unwrap();
    assert_eq!(known.years_on(day("2024-02-29")), Some(40));
    assert_eq!(
        KnownDay::parse("02-29")
            .unwrap()
            .years_on(day("2024-02-29")),
        None
    );
}

#[test]
fn a_rhythm_begins_anew_with_every_real_touch() {
    let check = |touched: Option<&str>, settled: Option<&str>, expected: &str| {
        let mut known = facts(&[]);
        known.touched.anywhere = touched.map(moment);
        known.settled.on = settled.map(day);
        let due = next_due(&rhythm(30), &known, day("2026-03-10"), &vienna());
        assert_eq!(said(due), expected, "{touched:?} {settled:?}");
    };
    check(None, None, "2020-01-31 (2020-02-07) for - until -");
    check(
        Some("2026-03-01T11:00:00Z"),
        None,
        "2026-03-31 (2026-04-07) for - until -",
    );
    // 23:30 in UTC is the next day in Vienna, and 22:30 in summer is so too.
    check(
        Some("2026-03-01T23:30:00Z"),
        None,
        "2026-04-01 (2026-04-08) for - until -",
    );
    check(
        Some("2026-07-01T22:30:00Z"),
        None,
        "2026-08-01 (2026-08-08) for - until -",
    );
    // Over the changed clock and over a leap day it stays a number of days.
    check(
        Some("2026-03-28T11:00:00Z"),
        None,
        "2026-04-27 (2026-05-04) for - until -",
    );
    check(
        Some("2024-02-01T11:00:00Z"),
        None,
        "2024-03-02 (2024-03-09) for - until -",
    );
    // "Not needed" lets the rhythm begin anew as well, unless a touch came after it.
    check(
        Some("2026-01-01T11:00:00Z"),
        Some("2026-03-05"),
        "2026-04-04 (2026-04-11) for - until -",
    );
    check(
        Some("2026-03-06T11:00:00Z"),
        Some("2026-03-05"),
        "2026-04-05 (2026-04-12) for - until -",
    );
}

#[test]
fn a_rhythm_of_one_touchpoint_minds_only_touches_there() {
    let mut yearly = rhythm(365);
    yearly.when = When::Rhythm {
        every_days: 365,
        counts: Counts::SameTouchpoint,
    };
    let mut known = facts(&[]);
    known.touched.anywhere = Some(noon("2026-03-01"));
    known.touched.there = Some(noon("2025-03-20"));
    let due = next_due(&yearly, &known, day("2026-03-10"), &vienna()).unwrap();
    assert_eq!(due.due, day("2026-03-20"));
    yearly.touchpoint = None;
    assert_eq!(
        yearly.faults(),
        [("touchpoint", RuleRefusal::CountsNowhere)]
    );
}

#[test]
fn dates_are_asked_for_before_them_and_lapse_after_them() {
    let check = |before: u16,
                 grace: u16,
                 born: &[&str],
                 today: &str,
                 settled: Option<&str>,
                 expected: &str| {
        let birthday = rule(
            When::Birthday {
                days_before: before,
            },
            grace,
        );
        let days: Vec<_> = born.iter().map(|it| KnownDay::parse(it).unwrap()).collect();
        let mut known = facts(&days);
        known.settled.occasion = settled.map(day);
        let due = next_due(&birthday, &known, day(today), &vienna());
        assert_eq!(said(due), expected, "{born:?} on {today}");
    };
    let this = "2026-05-10 (2026-05-12) for 2026-05-10 until 2026-05-12";
    let next = "2027-05-10 (2027-05-12) for 2027-05-10 until 2027-05-12";
    check(0, 2, &["1970-05-10"], "2026-01-01", None, this);
    check(0, 2, &["1970-05-10"], "2026-05-10", None, this);
    check(0, 2, &["1970-05-10"], "2026-05-12", None, this);
    check(0, 2, &["1970-05-10"], "2026-05-13", None, next);
    check(
        0,
        2,
        &["1970-05-10"],
        "2026-05-10",
        Some("2026-05-10"),
        next,
    );
    // Days before it, over the end of a year.
    check(
        14,
        3,
        &["--01-05"],
        "2026-12-01",
        None,
        "2026-12-22 (2026-12-25) for 2027-01-05 until 2027-01-08",
    );
    // The nearest of several contacts; then the other one.
    check(
        0,
        0,
        &["1970-12-24", "1980-02-29"],
        "2027-01-01",
        None,
        "2027-02-28 (2027-02-28) for 2027-02-28 until 2027-02-28",
    );
    check(
        0,
        0,
        &["1970-12-24", "1980-02-29"],
        "2027-02-28",
        Some("2027-02-28"),
        "2027-12-24 (2027-12-24) for 2027-12-24 until 2027-12-24",
    );
    check(0, 0, &[], "2027-02-28", None, "-");
}

#[test]
fn a_renewal_comes_once() {
    let renewal = rule(
        When::Renewal {
            attribute: "renewal".to_owned(),
            days_before: 60,
        },
        10,
    );
    let ends = [KnownDay::parse("2026-09-30").unwrap()];
    let mut known = facts(&ends);
    let on =
        |known: &CareFacts<'_>, today: &str| said(next_due(&renewal, known, day(today), &vienna()));
    let due = "2026-08-01 (2026-08-11) for 2026-09-30 until 2026-10-10";
    assert_eq!(on(&known, "2026-01-01"), due);
    assert_eq!(on(&known, "2026-10-10"), due);
    assert_eq!(on(&known, "2026-10-11"), "-");
    // A review at the rule's touchpoint answers it, also somewhat early; one long before doesn't.
    known.touched.there = Some(noon("2026-07-25"));
    assert_eq!(on(&known, "2026-08-01"), "-");
    known.touched.there = Some(noon("2026-07-01"));
    assert_eq!(on(&known, "2026-08-01"), due);
    let without_year = [KnownDay::parse("09-30").unwrap()];
    assert_eq!(on(&facts(&without_year), "2026-01-01"), "-");
}

#[test]
fn what_becomes_of_an_open_prompt() {
    let at = |due: &str| Due {
        due: day(due),
        in_time: day(due).checked_add(jiff::Span::new().days(7)).unwrap(),
        occasion: None,
        lapses: None,
    };
    let dated = |due: &str| Due {
        occasion: Some(day(due)),
        lapses: Some(at(due).in_time),
        ..at(due)
    };
    let check = |open: Option<Due>, next: Option<Due>, touched: Option<&str>, expected: Step| {
        let step = reconcile(open.as_ref(), next, touched.map(day), day("2026-03-20"));
        assert_eq!(step, expected, "{open:?} {next:?} {touched:?}");
    };
    let (march, april) = (at("2026-03-15"), at("2026-04-15"));
    check(None, None, None, Step::Nothing);
    check(None, Some(march), None, Step::Open(march));
    check(Some(march), Some(march), None, Step::Nothing);
    // Touched when it was due: done. Touched before: the same one, later.
    check(
        Some(march),
        Some(april),
        Some("2026-03-16"),
        Step::Done {
            on: day("2026-03-16"),
            then: Some(april),
        },
    );
    check(
        Some(march),
        Some(april),
        Some("2026-03-10"),
        Step::Move(april),
    );
    // The touch was recorded by mistake and is gone: it comes forward again.
    check(
        Some(april),
        Some(march),
        Some("2026-02-10"),
        Step::Move(march),
    );
    check(Some(march), None, None, Step::Withdraw);
    let (gone, next) = (dated("2026-03-10"), dated("2027-03-10"));
    check(
        Some(gone),
        Some(next),
        None,
        Step::Lapse { then: Some(next) },
    );
    check(
        Some(gone),
        Some(next),
        Some("2026-03-05"),
        Step::Done {
            on: day("2026-03-05"),
            then: Some(next),
        },
    );
    check(
        Some(gone),
        None,
        Some("2026-01-05"),
        Step::Lapse { then: None },
    );
}

fn prompt(due: &str, lapses: Option<&str>) -> Prompt {
    Prompt {
        id: PromptId::from_uuid(uuid::Uuid::nil()),
        client: 1,
        asked_by: AskedBy::Rule(CareRuleId::from_uuid(uuid::Uuid::nil())),
        owner: None,
        due: Due {
            due: day(due),
            in_time: day(due),
            occasion: lapses.map(|_| day(due)),
            lapses: lapses.map(day),
        },
        snooze: None,
        state: PromptState::Open,
        taken_back_at: None,
        version: 1,
    }
}

#[test]
fn a_snooze_has_a_reason_and_an_end() {
    let today = day("2026-03-10");
    let at = noon("2026-03-10");
    let check =
        |until: &str, reason: &str, lapses: Option<&str>, expected: Result<&str, PromptRefusal>| {
            let put_off = prompt("2026-03-01", lapses).snooze(day(until), reason, today, at);
            let shown = put_off.map(|it| it.shows_from().to_string());
            assert_eq!(shown, expected.map(str::to_owned), "{until} {reason}");
        };
    check("2026-03-12", "on holiday", None, Ok("2026-03-12"));
    check("2026-03-12", "  ", None, Err(PromptRefusal::NoReason));
    check(
        "2026-03-12",
        &"x".repeat(501),
        None,
        Err(PromptRefusal::LongReason),
    );
    check("2026-03-10", "on holiday", None, Err(PromptRefusal::Until));
    check("2026-09-10", "on holiday", None, Err(PromptRefusal::Until));
    check("2026-09-09", "on holiday", None, Ok("2026-09-09"));
    check(
        "2026-03-12",
        "on holiday",
        Some("2026-03-11"),
        Err(PromptRefusal::TooLate),
    );
    // Put off to a day before it is due, it shows when it is due.
    let early = prompt("2026-04-01", None);
    let early = early.snooze(day("2026-03-15"), "later", today, at).unwrap();
    assert_eq!(early.shows_from(), day("2026-04-01"));
    // A real touch moves it on; what was put off no longer is.
    let twice = early
        .clone()
        .snooze(day("2026-03-15"), "later", today, noon("2026-03-11"));
    assert_eq!(twice.unwrap(), early, "said twice");
    // Two that waited for a connection come in the wrong order: the one that was said last holds.
    let before = early.clone().snooze(
        day("2026-03-20"),
        "earlier",
        day("2026-03-09"),
        noon("2026-03-09"),
    );
    assert_eq!(before.unwrap(), early, "said before");
    let after = early
        .clone()
        .snooze(day("2026-03-20"), "again", today, noon("2026-03-11"));
    assert_eq!(after.unwrap().snooze.unwrap().until, day("2026-03-20"));
    let moved = early.moved(prompt("2026-05-01", None).due);
    assert_eq!((moved.snooze, moved.version), (None, 3));
}

#[test]
fn what_was_said_before_it_was_taken_back_does_not_come_back() {
    type Say = fn(Prompt, Timestamp) -> Result<Prompt, PromptRefusal>;
    let snooze: Say = |it, at| it.snooze(day("2026-03-15"), "holiday", day("2026-03-10"), at);
    let done: Say = |it, at| it.done(day("2026-03-10"), at);
    let not_needed: Say = |it, at| it.not_needed("They moved away", day("2026-03-10"), at);
    let (said, taken_back, later) = (noon("2026-03-10"), noon("2026-03-11"), noon("2026-03-12"));
    for say in [snooze, done, not_needed] {
        let open = prompt("2026-03-10", None);
        let settled = say(open, said).unwrap();
        let again = settled.undo(taken_back).unwrap();
        assert!(again.state.is_open() && again.snooze.is_none());
        // Its answer was lost, so it is sent again: nothing changes, not even the version.
        for late in [snooze, done, not_needed] {
            assert_eq!(late(again.clone(), said).unwrap(), again);
        }
        // Said anew it holds.
        let anew = say(again.clone(), later).unwrap();
        assert_eq!(anew.version, again.version + 1);
        for late in [snooze, done, not_needed] {
            let late = late(anew.clone(), said);
            assert!(late == Ok(anew.clone()) || late == Err(PromptRefusal::Settled));
        }
    }
    // What stood before the word that was taken back stands again.
    let put_off = snooze(prompt("2026-03-10", None), said).unwrap();
    let undone = done(put_off.clone(), taken_back)
        .unwrap()
        .undo(later)
        .unwrap();
    assert_eq!(undone.snooze, put_off.snooze);
}

#[test]
fn what_was_said_can_be_taken_back() {
    let (today, at) = (day("2026-03-10"), noon("2026-03-10"));
    let open = || prompt("2026-03-10", None);
    let done = open().done(today, at).unwrap();
    assert_eq!(done.clone().done(today, at).unwrap(), done, "said twice");
    let again = done.clone().undo(at).unwrap();
    assert_eq!((again.state, again.version), (PromptState::Open, 3));
    assert_eq!(
        done.snooze(day("2026-03-12"), "x", today, at),
        Err(PromptRefusal::Settled)
    );
    let not = open().not_needed("They moved away", today, at).unwrap();
    assert_eq!(not.clone().done(today, at), Err(PromptRefusal::Settled));
    let again = not
        .clone()
        .not_needed(" They moved  away", today, noon("2026-03-11"));
    assert_eq!(again.unwrap(), not, "said twice");
    assert!(not.undo(at).unwrap().state.is_open());
    assert_eq!(
        open().not_needed("", today, at),
        Err(PromptRefusal::NoReason)
    );
    assert_eq!(open().undo(at), Err(PromptRefusal::NothingToUndo));
    let shown_by_a_touch = Prompt {
        state: PromptState::Done {
            at,
            on: today,
            said: false,
        },
        ..open()
    };
    assert_eq!(shown_by_a_touch.undo(at), Err(PromptRefusal::NothingToUndo));
    assert_eq!(open().days_late(day("2026-03-10")), 0);
    assert_eq!(open().days_late(day("2026-04-12")), 33);
}

#[test]
fn a_rule_asks_for_its_tier_and_leaves_out_who_has_gone() {
    let gold = TierId::from_uuid(uuid::Uuid::nil());
    let check = |rule: &CareRule, tier: Option<TierId>, status: &str, expected: bool| {
        let attributes = Attributes::from([("status".to_owned(), status.to_owned())]);
        assert_eq!(
            rule.asks_for(tier, &attributes),
            expected,
            "{tier:?} {status}"
        );
    };
    let mut rule = rhythm(30);
    check(&rule, None, "left", true);
    rule.except = Some(Except {
        attribute: "status".to_owned(),
        value: "left".to_owned(),
    });
    check(&rule, None, "with us", true);
    check(&rule, None, "Left", false);
    rule.tier = Some(gold);
    check(&rule, None, "with us", false);
    check(&rule, Some(gold), "with us", true);
    rule.active = false;
    check(&rule, Some(gold), "with us", false);
}

fn candidate(client: i64, due: &str) -> Candidate {
    Candidate {
        client,
        shows_from: day(due),
        due: day(due),
        in_time: day(due),
        snoozed: false,
    }
}

#[test]
fn a_day_has_three_to_seven_touches_what_is_late_first() {
    let today = day("2026-03-10");
    let chosen = |all: &[Candidate]| -> Vec<i64> {
        for_today(all, today)
            .iter()
            .map(|touch| all[touch[0]].client)
            .collect()
    };
    let one = |client, due| candidate(client, due);
    assert_eq!(chosen(&[]), Vec::<i64>::new());
    // Late before due, what is due the longest first.
    assert_eq!(
        chosen(&[
            one(1, "2026-03-10"),
            one(2, "2026-03-01"),
            one(3, "2026-03-05")
        ]),
        [2, 3, 1]
    );
    // Few are due: what comes within a week fills up to three, no further.
    assert_eq!(
        chosen(&[
            one(1, "2026-03-10"),
            one(2, "2026-03-16"),
            one(3, "2026-03-12"),
            one(4, "2026-03-13"),
            one(5, "2026-03-25"),
        ]),
        [1, 3, 4]
    );
    // Many are due: seven.
    let many: Vec<_> = (1..=30).map(|n| one(n, "2026-03-02")).collect();
    assert_eq!(chosen(&many), [1, 2, 3, 4, 5, 6, 7]);
    // One client with two reasons is one touch.
    let two = [
        one(1, "2026-03-10"),
        one(2, "2026-03-09"),
        one(1, "2026-03-01"),
    ];
    assert_eq!(for_today(&two, today), [vec![2, 0], vec![1]]);
    // What was put off stays off, also where few are due.
    let put_off = Candidate {
        shows_from: day("2026-03-12"),
        snoozed: true,
        ..one(1, "2026-03-01")
    };
    assert_eq!(chosen(&[put_off]), Vec::<i64>::new());
    let back = Candidate {
        shows_from: day("2026-03-10"),
        ..put_off
    };
    assert_eq!(urgency(&back, today), Urgency::Late);
    assert_eq!(chosen(&[back]), [1]);
}

fn any_day() -> impl Strategy<Value = Date> {
    (0_i64..20_000).prop_map(|n| {
        day("2000-01-01")
            .checked_add(jiff::Span::new().days(n))
            .unwrap()
    })
}

fn at_noon(date: Date) -> Timestamp {
    Timestamp::start_of(date, &vienna()).plus_seconds(12 * 3_600)
}

proptest! {
    /// Only the last touch counts, in whatever order touches become known.
    #[test]
    fn the_order_of_touches_does_not_matter(mut touches in prop::collection::vec(any_day(), 1..8), every in 1_u16..400) {
        let due = |last: Date| {
            let mut known = facts(&[]);
            known.touched.anywhere = Some(at_noon(last));
            next_due(&rhythm(every), &known, day("2026-01-01"), &vienna()).unwrap().due
        };
        let forward = touches.iter().copied().max().map(due);
        touches.reverse();
        prop_assert_eq!(forward, touches.iter().copied().max().map(due));
        // Step by step one comes to the same open prompt as at once.
        let mut open: Option<Due> = None;
        let mut last: Option<Date> = None;
        for touch in &touches {
            last = last.max(Some(*touch));
            let mut known = facts(&[]);
            known.touched.anywhere = last.map(at_noon);
            let next = next_due(&rhythm(every), &known, day("2026-01-01"), &vienna());
            open = match reconcile(open.as_ref(), next, last, day("2026-01-01")) {
                Step::Nothing => open,
                Step::Open(due) | Step::Move(due) => Some(due),
                Step::Done { then, .. } | Step::Lapse { then } => then,
                Step::Withdraw => None,
            };
        }
        prop_assert_eq!(open.map(|it| it.due), forward);
    }

    /// A touch that was recorded by mistake and taken back leaves what would have been without it.
    #[test]
    fn a_touch_taken_back_leaves_no_trace(first in any_day(), later in 0_i64..900, every in 1_u16..400, today in any_day()) {
        let wrong = first.checked_add(jiff::Span::new().days(later)).unwrap();
        let next = |last: Date| {
            let mut known = facts(&[]);
            known.touched.anywhere = Some(at_noon(last));
            next_due(&rhythm(every), &known, today, &vienna())
        };
        let right = next(first);
        let after = match reconcile(right.as_ref(), next(wrong), Some(wrong), today) {
            Step::Open(due) | Step::Move(due) | Step::Done { then: Some(due), .. } => Some(due),
            Step::Nothing => right,
            _ => None,
        };
        let back = match reconcile(after.as_ref(), right, Some(first), today) {
            Step::Nothing => after,
            Step::Open(due) | Step::Move(due) | Step::Done { then: Some(due), .. } => Some(due),
            _ => None,
        };
        prop_assert_eq!(back, right);
    }

    /// A date is never missed and never asked for twice: one occasion a year, each within its window.
    #[test]
    fn every_year_has_one_birthday(month in 1_i8..=12, number in 1_i8..=31, before in 0_u16..=60, grace in 0_u16..=30, start in any_day()) {
        let Ok(born) = Date::new(1972, month, number) else { return Ok(()); };
        let days = [KnownDay::of(born)];
        let rule = rule(When::Birthday { days_before: before }, grace);
        let mut known = facts(&days);
        let mut today = start;
        let mut years = Vec::new();
        for _ in 0..6 {
            let due = next_due(&rule, &known, today, &vienna()).unwrap();
            prop_assert!(due.lapses.unwrap() >= today);
            prop_assert!(due.due <= due.occasion.unwrap());
            years.push(due.occasion.unwrap().year());
            known.settled.occasion = due.occasion;
            today = today.max(due.due);
        }
        prop_assert!(years.windows(2).all(|pair| pair[1] == pair[0] + 1), "{:?}", years);
    }

    /// The same prompts in another order are the same day, and every due client is in it while there is room.
    #[test]
    fn a_day_does_not_depend_on_the_order(all in prop::collection::vec((0_i64..6, -20_i64..20, any::<bool>()), 0..20), seed in 0_usize..20) {
        let today = day("2026-03-10");
        let made: Vec<Candidate> = all.iter().map(|(client, ahead, snoozed)| {
            let shows = today.checked_add(jiff::Span::new().days(*ahead)).unwrap();
            Candidate { client: *client, shows_from: shows, due: shows, in_time: shows, snoozed: *snoozed }
        }).collect();
        let clients = |all: &[Candidate]| -> Vec<i64> {
            for_today(all, today).iter().map(|touch| all[touch[0]].client).collect()
        };
        let chosen = clients(&made);
        let mut turned = made.clone();
        if !turned.is_empty() {
            let by = seed % turned.len();
            turned.rotate_left(by);
        }
        prop_assert_eq!(&chosen, &clients(&turned));
        prop_assert!(chosen.len() <= MOST);
        for one in made.iter().filter(|one| one.shows_from <= today) {
            prop_assert!(chosen.contains(&one.client) || chosen.len() == MOST);
        }
    }
}
