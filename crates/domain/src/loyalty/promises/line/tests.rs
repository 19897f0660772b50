use jiff::tz::TimeZone;
use uuid::Uuid;

use super::*;

fn client(n: u128) -> ClientId {
    ClientId::from_uuid(Uuid::from_u128(n))
}

fn contact(n: u128) -> ContactId {
    ContactId::from_uuid(Uuid::from_u128(n))
}

fn person(n: u128) -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(n))
}

fn vienna() -> TimeZone {
    TimeZone::get("Europe/Vienna").unwrap()
}

fn candidates() -> Vec<Candidate> {
    let of = |n, who: Option<u128>, name: &str| Candidate {
        client: client(n),
        contact: who.map(contact),
        name: name.to_owned(),
    };
    vec![
        of(1, None, "Roy household"),
        of(1, Some(11), "Anita Roy"),
        of(2, None, "Hollis Ltd"),
        of(2, Some(21), "Marta Keller"),
        of(2, Some(22), "Tom Keller"),
        of(3, None, "Lund & Sons"),
        of(4, Some(41), "Peter Kaya"),
        of(5, Some(51), "Selin Kaya"),
        of(6, None, "Household 00012"),
    ]
}

fn colleagues() -> Vec<Colleague> {
    let of = |n, name: &str| Colleague {
        person: person(n),
        name: name.to_owned(),
    };
    vec![of(1, "Ben Ortiz"), of(2, "Cora Lange"), of(3, "Ben Smit")]
}

/// Reads a line at a moment on the wall in Vienna.
fn read_at(line: &str, wall: &str) -> Read {
    let zone = vienna();
    let now = wall.parse::<jiff::civil::DateTime>().unwrap();
    let now = now.to_zoned(zone.clone()).unwrap().timestamp().into();
    read(
        line,
        &Context {
            now,
            zone: &zone,
            candidates: &candidates(),
            colleagues: &colleagues(),
            client: None,
        },
    )
}

fn wall(moment: Timestamp) -> String {
    let zoned = jiff::Timestamp::from(moment).to_zoned(vienna());
    zoned.strftime("%a %Y-%m-%d %H:%M").to_string()
}

/// The moment, or the doubt about it with its readings.
fn due_of(read: &Read) -> String {
    if let Some(due) = read.due_at {
        return wall(due);
    }
    let doubt = read
        .doubts
        .first()
        .expect("a doubt where there is no moment");
    let moments: Vec<String> = doubt.moments.iter().map(|it| wall(*it)).collect();
    format!("{}? {}", doubt.kind.as_str(), moments.join(" / "))
        .trim()
        .to_owned()
}

/// A Wednesday morning.
const NOW: &str = "2026-03-04T10:00:00";

#[track_caller]
fn check_due(line: &str, expected: &str) {
    check_due_at(NOW, line, expected);
}

#[track_caller]
fn check_due_at(now: &str, line: &str, expected: &str) {
    let read = read_at(line, now);
    assert_eq!(due_of(&read), expected, "{line}: {read:#?}");
}

#[test]
fn days_in_english() {
    check_due("send the draft by Friday", "Fri 2026-03-06 23:59");
    check_due("send the draft today", "Wed 2026-03-04 23:59");
    check_due("call back tomorrow", "Thu 2026-03-05 23:59");
    check_due("call tomorrow 3pm", "Thu 2026-03-05 15:00");
    check_due("call tomorrow at 3 pm", "Thu 2026-03-05 15:00");
    check_due("call tomorrow morning", "Thu 2026-03-05 12:00");
    check_due("call tomorrow afternoon at 3", "Thu 2026-03-05 15:00");
    check_due("figures by the day after tomorrow", "Fri 2026-03-06 23:59");
    check_due("send it this afternoon", "Wed 2026-03-04 18:00");
    check_due("ring them tonight", "Wed 2026-03-04 22:00");
    check_due("on Monday at 9:30", "Mon 2026-03-09 09:30");
    check_due("minutes by Tue", "Tue 2026-03-10 23:59");
    check_due("first thing Monday", "Mon 2026-03-09 12:00");
    check_due("send the memo before Friday", "Thu 2026-03-05 23:59");
    check_due("Friday in two weeks", "Fri 2026-03-20 23:59");
    check_due("the plan by Friday next week", "Fri 2026-03-13 23:59");
    check_due("next week on Thursday", "Thu 2026-03-12 23:59");
    check_due("call Friday", "Fri 2026-03-06 23:59");
    check_due("draft by Friday at the latest", "Fri 2026-03-06 23:59");
    check_due("no later than Friday noon", "Fri 2026-03-06 12:00");
    check_due("3pm tomorrow", "Thu 2026-03-05 15:00");
    check_due("by 3pm on Friday", "Fri 2026-03-06 15:00");
    check_due("by noon", "Wed 2026-03-04 12:00");
    check_due(
        "by half past three on Friday",
        "which_time? Fri 2026-03-06 03:30 / Fri 2026-03-06 15:30",
    );
    check_due(
        "by half past three on Friday afternoon",
        "Fri 2026-03-06 15:30",
    );
    check_due("done by 5.", "Wed 2026-03-04 17:00");
}

#[test]
fn days_in_german() {
    check_due("Entwurf bis Freitag schicken", "Fri 2026-03-06 23:59");
    check_due("heute noch anrufen", "Wed 2026-03-04 23:59");
    check_due("morgen um 15 Uhr anrufen", "Thu 2026-03-05 15:00");
    check_due("morgen früh anrufen", "Thu 2026-03-05 12:00");
    check_due("bis übermorgen", "Fri 2026-03-06 23:59");
    check_due("am Montagvormittag", "Mon 2026-03-09 12:00");
    check_due("Freitagnachmittag zurückrufen", "Fri 2026-03-06 18:00");
    check_due("bis kommenden Mittwoch", "Wed 2026-03-11 23:59");
    check_due("bis Ende nächster Woche", "Fri 2026-03-13 23:59");
    check_due("bis Ende der Woche", "Fri 2026-03-06 23:59");
    check_due("bis Ende der nächsten Woche", "Fri 2026-03-13 23:59");
    check_due("Unterlagen bis Monatsende", "Tue 2026-03-31 23:59");
    check_due("bis zum 15. antworten", "Sun 2026-03-15 23:59");
    check_due("bis 3. April schicken", "Fri 2026-04-03 23:59");
    check_due("bis zum 3.4. schicken", "Fri 2026-04-03 23:59");
    check_due("bis 03.04.2027", "Sat 2027-04-03 23:59");
    check_due("in zwei Wochen melden", "Wed 2026-03-18 23:59");
    check_due("innerhalb von 3 Tagen", "Sat 2026-03-07 23:59");
    check_due("binnen 5 Werktagen", "Wed 2026-03-11 23:59");
    check_due("nächste Woche Freitag anrufen", "Fri 2026-03-13 23:59");
    check_due("spätestens am Freitag um 15.30 Uhr", "Fri 2026-03-06 15:30");
    check_due("Freitag um halb vier nachmittags", "Fri 2026-03-06 15:30");
    check_due("bis 15 Uhr", "Wed 2026-03-04 15:00");
    check_due("noch diese Woche", "Fri 2026-03-06 23:59");
    check_due("Ende März", "Tue 2026-03-31 23:59");
    check_due("in einer halben Stunde", "Wed 2026-03-04 10:30");
    check_due("vor Freitag", "Thu 2026-03-05 23:59");
    check_due("bis Feierabend", "Wed 2026-03-04 18:00");
}

#[test]
fn lengths_and_ends() {
    check_due("in two weeks", "Wed 2026-03-18 23:59");
    check_due("in two weeks' time", "Wed 2026-03-18 23:59");
    check_due("within 24 hours", "Thu 2026-03-05 10:00");
    check_due("within 48h", "Fri 2026-03-06 10:00");
    check_due("in 90 minutes", "Wed 2026-03-04 11:30");
    check_due("in a fortnight", "Wed 2026-03-18 23:59");
    check_due("within 3 business days", "Mon 2026-03-09 23:59");
    check_due("three weeks from now", "Wed 2026-03-25 23:59");
    check_due("by the end of next week", "Fri 2026-03-13 23:59");
    check_due("by end of day", "Wed 2026-03-04 23:59");
    check_due("by close of business tomorrow", "Thu 2026-03-05 18:00");
    check_due("by EOD Friday", "Fri 2026-03-06 23:59");
    check_due("by the end of the month", "Tue 2026-03-31 23:59");
    check_due("at the end of April", "Thu 2026-04-30 23:59");
    check_due("by the end of Q2", "Tue 2026-06-30 23:59");
    check_due("by year end", "Thu 2026-12-31 23:59");
    check_due("next week", "Fri 2026-03-13 23:59");
    check_due("by the weekend", "Fri 2026-03-06 23:59");
    check_due("over the weekend", "Sun 2026-03-08 23:59");
}

#[test]
fn dates() {
    check_due("by 3 April", "Fri 2026-04-03 23:59");
    check_due("by April 3rd", "Fri 2026-04-03 23:59");
    check_due("by the 3rd of April at 10", "Fri 2026-04-03 10:00");
    check_due("April 3, 2027", "Sat 2027-04-03 23:59");
    check_due("on the 20th", "Fri 2026-03-20 23:59");
    check_due("by the 2nd", "Thu 2026-04-02 23:59");
    check_due("2026-05-01", "Fri 2026-05-01 23:59");
    check_due("by 25/12", "Fri 2026-12-25 23:59");
    check_due("by 12/25", "Fri 2026-12-25 23:59");
    check_due("on 4/4", "Sat 2026-04-04 23:59");
    check_due("in March", "Tue 2026-03-31 23:59");
    check_due("before April", "Tue 2026-03-31 23:59");
}

#[test]
fn doubts_are_said_and_not_guessed() {
    // Said on a Wednesday.
    check_due(
        "by Wednesday",
        "which_day? Wed 2026-03-04 23:59 / Wed 2026-03-11 23:59",
    );
    check_due(
        "by next Friday",
        "which_day? Fri 2026-03-06 23:59 / Fri 2026-03-13 23:59",
    );
    check_due(
        "nächsten Freitag",
        "which_day? Fri 2026-03-06 23:59 / Fri 2026-03-13 23:59",
    );
    check_due("next Monday", "Mon 2026-03-09 23:59");
    check_due(
        "by next week",
        "which_day? Fri 2026-03-06 23:59 / Fri 2026-03-13 23:59",
    );
    check_due(
        "by 3/4",
        "which_day? Wed 2026-03-04 23:59 / Fri 2026-04-03 23:59",
    );
    check_due(
        "by 5/6",
        "which_day? Wed 2026-05-06 23:59 / Fri 2026-06-05 23:59",
    );
    check_due(
        "tomorrow at 3",
        "which_time? Thu 2026-03-05 03:00 / Thu 2026-03-05 15:00",
    );
    check_due(
        "Freitag um 5 Uhr",
        "which_time? Fri 2026-03-06 05:00 / Fri 2026-03-06 17:00",
    );
    // At ten in the morning, three o'clock can only be in the afternoon.
    check_due("today at 3", "Wed 2026-03-04 15:00");
    check_due("at 3", "Wed 2026-03-04 15:00");
    check_due("by 9am", "past? Thu 2026-03-05 09:00");
    check_due("yesterday", "past?");
    check_due("send it last Friday", "past?");
    check_due("on Monday this week", "past? Mon 2026-03-09 23:59");
    check_due("vor zwei Tagen", "past?");
    check_due("by 3 March 2026", "past?");
    check_due("by 28 February", "past? Sun 2027-02-28 23:59");
    check_due("by 30 February", "no_such_day?");
    check_due("bis 31.4.", "no_such_day?");
    check_due("by the 31st", "Tue 2026-03-31 23:59");
    check_due("soon", "vague?");
    check_due("send it as soon as possible", "vague?");
    check_due("in a few days", "vague?");
    check_due("in ein paar Tagen", "vague?");
    check_due("early next week", "vague?");
    check_due("Mitte April", "vague?");
    check_due("send the draft", "no_due?");
    check_due("discuss the March report and the Friday figures", "no_due?");
    check_due(
        "draft by Friday, call by Monday",
        "several_dues? Fri 2026-03-06 23:59 / Mon 2026-03-09 23:59",
    );
    check_due("by March", "which_day? Tue 2026-03-31 23:59");
}

#[test]
fn days_that_are_special() {
    // The clock goes forward on Sunday, 29 March 2026: half past two does not exist, the day is still whole.
    check_due("on 29 March at 02:30", "no_such_time? Sun 2026-03-29 03:30");
    check_due("by 29 March", "Sun 2026-03-29 23:59");
    // It goes back on 25 October: half past two comes twice.
    check_due(
        "on 25 October at 02:30",
        "twice_that_day? Sun 2026-10-25 02:30 / Sun 2026-10-25 02:30",
    );
    // A day is a day on the calendar, hours are hours on the clock.
    check_due_at(
        "2026-03-28T10:00:00",
        "within 24 hours",
        "Sun 2026-03-29 11:00",
    );
    check_due_at("2026-03-28T10:00:00", "in one day", "Sun 2026-03-29 23:59");
    // Leap days.
    check_due_at(
        "2028-02-20T10:00:00",
        "by 29 February",
        "Tue 2028-02-29 23:59",
    );
    check_due_at(
        "2027-12-20T10:00:00",
        "by 29 February",
        "no_such_day? Tue 2028-02-29 23:59",
    );
    check_due_at("2026-01-10T10:00:00", "bis 29.2.", "no_such_day?");
    check_due_at(
        "2028-02-20T10:00:00",
        "Ende Februar",
        "Tue 2028-02-29 23:59",
    );
    check_due_at("2028-02-28T10:00:00", "tomorrow", "Tue 2028-02-29 23:59");
    // Months end where they end.
    check_due_at(
        "2026-01-31T10:00:00",
        "in one month",
        "Sat 2026-02-28 23:59",
    );
    check_due_at(
        "2028-01-31T10:00:00",
        "in einem Monat",
        "Tue 2028-02-29 23:59",
    );
    check_due_at(
        "2026-03-31T10:00:00",
        "by month end",
        "Tue 2026-03-31 23:59",
    );
    check_due_at(
        "2026-02-10T10:00:00",
        "by the 31st",
        "no_such_day? Tue 2026-03-31 23:59",
    );
    // The year turns.
    check_due_at("2026-12-30T10:00:00", "by Friday", "Fri 2027-01-01 23:59");
    check_due_at(
        "2026-12-30T10:00:00",
        "by 3 January",
        "Sun 2027-01-03 23:59",
    );
    check_due_at(
        "2026-12-30T10:00:00",
        "by the end of the week",
        "Fri 2027-01-01 23:59",
    );
    // Saturday: the week of work is over.
    check_due_at(
        "2026-03-07T10:00:00",
        "by the end of the week",
        "which_day? Sun 2026-03-08 23:59 / Fri 2026-03-13 23:59",
    );
    check_due_at("2026-03-08T10:00:00", "next Friday", "Fri 2026-03-13 23:59");
    check_due_at(
        "2026-03-06T16:00:00",
        "by Friday 3pm",
        "Fri 2026-03-13 15:00",
    );
}

/// what | client | contact | who | doubts.
#[track_caller]
fn check(line: &str, expected: &str) {
    let read = read_at(line, NOW);
    let client = read.client.map(|id| id.as_uuid().as_u128().to_string());
    let contact = read.contact.map(|id| id.as_uuid().as_u128().to_string());
    let who = read.who.map(|who| match who {
        Who::Speaker => "me".to_owned(),
        Who::Person(id) => id.as_uuid().as_u128().to_string(),
    });
    let doubts: Vec<&str> = read
        .doubts
        .iter()
        .map(|doubt| doubt.kind.as_str())
        .collect();
    let or = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
    let told = format!(
        "{} | {} {} | {} | {}",
        read.what,
        or(client),
        or(contact),
        or(who),
        doubts.join(" ")
    );
    assert_eq!(told.trim_end(), expected, "{line}: {read:#?}");
}

#[test]
fn whom_what_and_who() {
    check(
        "send Ms. Roy the draft by Friday",
        "send the draft | 1 11 | – |",
    );
    check(
        "Send the draft to Ms. Roy by Friday.",
        "Send the draft | 1 11 | – |",
    );
    check(
        "I'll send Ms. Roy the draft by Friday",
        "send the draft | 1 11 | me |",
    );
    check("I will call Hollis tomorrow", "call Hollis | 2 – | me |");
    check(
        "call Ms. Roy about the transfer tomorrow",
        "call about the transfer | 1 11 | – |",
    );
    check(
        "send Roy's statement to the accountant by Friday",
        "send Roy's statement to the accountant | 1 11 | – |",
    );
    check(
        "send the summary of Hollis Ltd tomorrow",
        "send the summary of Hollis Ltd | 2 – | – |",
    );
    check(
        "Marta Keller: cash plan by Thursday",
        "cash plan | 2 21 | – |",
    );
    check(
        "cash plan to Ms Keller by Thursday",
        "cash plan | 2 – | – | which_contact",
    );
    check("call Kaya tomorrow", "call Kaya | – – | – | which_client");
    check(
        "payroll contact to Lund & Sons by Friday",
        "payroll contact | 3 – | – |",
    );
    check(
        "Household 00012: signed mandate by Monday",
        "signed mandate | 6 – | – |",
    );
    check(
        "signed mandate for household 00012 by Monday",
        "signed mandate | 6 – | – |",
    );
    check(
        "Frau Roy den Entwurf bis Freitag schicken",
        "den Entwurf schicken | 1 11 | – |",
    );
    check(
        "Ich schicke Frau Roy den Entwurf bis Freitag",
        "schicke den Entwurf | 1 11 | me |",
    );
    check(
        "ich werde Herrn Tom Keller morgen anrufen",
        "Herrn Tom Keller anrufen | 2 22 | me |",
    );
    check(
        "Cora will send Hollis the contract today",
        "send the contract | 2 – | 2 |",
    );
    check(
        "Cora Lange: send Hollis the contract today",
        "send the contract | 2 – | 2 |",
    );
    check(
        "send Hollis the contract today @cora",
        "send the contract | 2 – | 2 |",
    );
    check(
        "Ben will send Hollis the contract today",
        "send the contract | 2 – | – | which_person",
    );
    check(
        "Ben Smit will send Hollis the contract today",
        "send the contract | 2 – | 3 |",
    );
    check(
        "send the contract today",
        "send the contract | – – | – | no_client",
    );
    check(
        "send it to Mrs Nobody",
        "send it to Mrs Nobody | – – | – | no_due no_client",
    );
    check("by Friday", " | – – | – | no_client no_words");
    check("", " | – – | – | no_due no_client no_words");
    check(
        "I promised to send Ms Roy the 2025 accounts by 15 April",
        "send the 2025 accounts | 1 11 | me |",
    );
    check(
        "Will you may march on Sunday",
        "Will you may march | – – | – | no_client",
    );
}

#[test]
fn the_open_client_is_meant_unless_another_is_named() {
    let zone = vienna();
    let told = |line: &str| {
        let context = Context {
            now: "2026-03-04T09:00:00Z"
                .parse::<jiff::Timestamp>()
                .unwrap()
                .into(),
            zone: &zone,
            candidates: &candidates(),
            colleagues: &[],
            client: Some(client(4)),
        };
        let read = read(line, &context);
        (read.client, read.contact, read.doubts.len())
    };
    assert_eq!(told("draft by Friday"), (Some(client(4)), None, 0));
    assert_eq!(
        told("draft for Hollis by Friday"),
        (Some(client(2)), None, 0)
    );
    // Two clients have a Kaya; the page that is open tells which.
    assert_eq!(
        told("draft for Kaya by Friday"),
        (Some(client(4)), Some(contact(41)), 0)
    );
}

#[test]
fn parts_say_where() {
    let line = "Ich schicke Frau Roy bis nächsten Montag um 9 Uhr den Überblick";
    let read = read_at(line, NOW);
    let told: Vec<(&str, &str)> = read
        .parts
        .iter()
        .map(|part| (part.role.as_str(), &line[part.at.clone()]))
        .collect();
    assert_eq!(
        told,
        [
            ("who", "Ich"),
            ("client", "Frau Roy"),
            ("due", "bis nächsten Montag um 9 Uhr")
        ]
    );
    assert_eq!(read.what, "schicke den Überblick");
}

proptest::proptest! {
    #[test]
    fn no_line_is_too_odd(line in "\\PC{0,60}") {
        let read = read_at(&line, NOW);
        for part in &read.parts {
            proptest::prop_assert!(line.get(part.at.clone()).is_some());
        }
        for doubt in &read.doubts {
            proptest::prop_assert!(doubt.at.clone().is_none_or(|at| line.get(at).is_some()));
        }
    }

    /// Whatever is put together of the words that mean something, a moment is in the future, or there is a doubt.
    #[test]
    fn a_moment_is_in_the_future_or_doubted(
        picks in proptest::collection::vec(proptest::sample::select(vec![
            "by", "bis", "Friday", "next", "nächsten", "week", "Woche", "end", "of", "Ende", "3", "31.", "am", "um", "at",
            "pm", "Uhr", "March", "April", "Februar", "29", "2027", "in", "two", "Tagen", "days", "morgen", "tomorrow",
            "3/4", "12:30", "the", "15th", "before", "vor", "Roy", "Ms.", "I'll", "call", ",",
        ]), 0..9),
    ) {
        let read = read_at(&picks.join(" "), NOW);
        let now: Timestamp = "2026-03-04T09:00:00Z".parse::<jiff::Timestamp>().unwrap().into();
        match read.due_at {
            Some(due) => proptest::prop_assert!(due > now),
            None => proptest::prop_assert!(!read.doubts.is_empty()),
        }
        for doubt in &read.doubts {
            proptest::prop_assert!(doubt.moments.iter().all(|moment| *moment > now));
        }
    }
}
