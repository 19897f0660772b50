//! Files as mail programs, calendars and ticket systems write them.

use domain::design::discovery::{Discovery, group};

use super::*;

fn owner() -> Person {
    Person {
        id: uuid::Uuid::nil().into(),
        organization: uuid::Uuid::nil().into(),
        account: uuid::Uuid::nil().into(),
        name: "Olga".into(),
        email: domain::access::Email::parse("olga@firm.example").expect("an address"),
        role: domain::access::Role::Owner,
        active: true,
        created_at: Timestamp::from_micros(0),
        last_seen_at: None,
    }
}

fn told(name: &str, text: &str, people: &[Person]) -> (FileRead, Vec<Discovery>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("file");
    std::fs::write(&path, text).expect("a file");
    let read = read(&path, name, people).unwrap_or_else(|problem| panic!("{problem}"));
    let found = group("file", &read.happenings, &[]);
    (read, found)
}

fn mail(from: &str, to: &str, subject: &str, day: u32) -> String {
    format!(
        "From {from} Mon Mar {day:2} 09:00:00 2026\nFrom: Somebody <{from}>\nTo: {to}\nSubject: {subject}\n\
         Date: Mon, {day} Mar 2026 09:00:00 +0100\nMIME-Version: 1.0\n\nHello,\n>From here on it is text.\n\n"
    )
}

#[test]
fn a_mailbox_tells_what_clients_write_about() {
    let mut text = String::new();
    for n in 1..=4 {
        let client = format!("client{n}@home.example");
        text += &mail(
            &client,
            "olga@firm.example",
            &format!("Re: Parking permit {n}"),
            n,
        );
        text += &mail(
            "kim@firm.example",
            &client,
            "=?utf-8?q?Ihre_Best=C3=A4tigung?=",
            n,
        );
    }
    text += &mail("kim@firm.example", "olga@firm.example", "Lunch", 9);
    let (read, found) = told("inbox", &text, &[owner()]);
    assert_eq!(
        (read.format, read.happenings.len(), read.skipped),
        ("mail", 8, 1)
    );
    let labels: Vec<_> = found
        .iter()
        .map(|it| (&*it.label, it.inbound, it.n, it.clients))
        .collect();
    assert_eq!(
        labels,
        [
            ("Parking permit", Some(true), 4, Some(4)),
            ("Ihre Bestätigung", Some(false), 4, Some(4))
        ]
    );
    assert_eq!(
        found[0].first.expect("a date").to_string(),
        "2026-03-01T08:00:00Z"
    );
    assert_eq!(found[0].channel.as_deref(), Some("email"));
}

#[test]
fn whoever_takes_part_in_most_is_us_when_nobody_is_known() {
    let text: String = (1..=3)
        .map(|n| {
            mail(
                &format!("c{n}@home{n}.example"),
                "info@firm.example",
                "Invoice question",
                n,
            )
        })
        .collect();
    let (read, found) = told("inbox.mbox", &text, &[]);
    assert_eq!(found[0].inbound, Some(true));
    assert!(read.notes[0].contains("firm.example"), "{:?}", read.notes);
}

#[test]
fn one_mail_is_read_as_one() {
    let text = "Return-Path: <a@home.example>\nFrom: a@home.example\nTo: olga@firm.example\nSubject: Hello\n\nText\n";
    let (read, _) = told("one.eml", text, &[owner()]);
    assert_eq!((read.format, read.happenings.len()), ("mail", 1));
}

#[test]
fn a_calendar_tells_who_is_met_and_how() {
    let event = |n: u32, place: &str, start: &str| {
        format!(
            "BEGIN:VEVENT\r\nUID:{n}\r\nSUMMARY:Portfolio check\\, yearly\r\nLOCATION:{place}\r\nDTSTART{start}\r\n\
             ORGANIZER;CN=Olga:mailto:olga@firm.example\r\nATTENDEE;CN=\"A, B\":mailto:c{n}@home.exam\r\n ple\r\nEND:VEVENT\r\n"
        )
    };
    let mut text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n".to_owned();
    for n in 1..=3 {
        text += &event(
            n,
            "https://zoom.us/j/1",
            ";TZID=Europe/Vienna:20260301T090000",
        );
        text += &event(n, "Room 3", ";VALUE=DATE:20260302");
    }
    text += "BEGIN:VEVENT\r\nSUMMARY:Dentist\r\nDTSTART:20260301T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let (read, found) = told("work.ics", &text, &[owner()]);
    assert_eq!(
        (read.format, read.happenings.len(), read.skipped),
        ("calendar", 6, 1)
    );
    let told: Vec<_> = found
        .iter()
        .map(|it| (&*it.label, it.channel.as_deref(), it.inbound, it.n))
        .collect();
    assert_eq!(
        told,
        [
            ("Portfolio check yearly", Some("in_person"), Some(false), 3),
            ("Portfolio check yearly", Some("video"), Some(false), 3),
        ]
    );
    assert_eq!(
        found[1].first.expect("a date").to_string(),
        "2026-03-01T08:00:00Z"
    );
}

#[test]
fn a_table_of_tickets_is_read_by_its_columns() {
    let mut text = "Ticket;Betreff;Kundennummer;Erstellt am;Kanal\n".to_owned();
    for n in 1..=4 {
        text += &format!("{n};Zugang gesperrt #{n};K{n};0{n}.03.2026;Telefon\n");
    }
    text += "5;;K9;05.03.2026;E-Mail\n";
    let (read, found) = told("tickets.csv", &text, &[]);
    assert_eq!(
        (read.format, read.happenings.len(), read.skipped),
        ("table", 4, 1)
    );
    assert_eq!(
        (&*found[0].label, found[0].channel.as_deref()),
        ("Zugang gesperrt", Some("phone"))
    );
    assert_eq!(
        found[0].first.expect("a date").to_string(),
        "2026-03-01T00:00:00Z"
    );
}

#[test]
fn what_is_nothing_of_that_is_refused_with_what_it_lacks() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("file");
    let check = |text: &str, code: Code| {
        std::fs::write(&path, text).expect("a file");
        assert_eq!(
            read(&path, "file", &[]).expect_err("refused").code,
            code,
            "{text}"
        );
    };
    check("a,b\n1,2\n", Code::MappingDoesNotFit);
    check("", Code::UnreadableFile);
    check("BEGIN:VCALENDAR\nBEGIN:VEVENT\n", Code::UnreadableFile);
}
