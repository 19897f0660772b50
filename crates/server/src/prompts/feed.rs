//! Prompts and promises as iCalendar (RFC 5545): one entry for each, under the same name for ever, so that a calendar sees it
//! move and sees it go.

use domain::loyalty::promises::Promise;
use domain::prompts::PromptState;
use domain::time::Timestamp;
use icalendar::{
    Alarm, Calendar, Component as _, Event, EventLike as _, EventStatus, Property, Trigger,
};
use jiff::civil::Date;
use store::prompts::KeptPrompt;

/// What a person has before them.
pub struct Feed<'f> {
    pub organization: &'f str,
    /// What is waiting since before stands on this day.
    pub today: Date,
    pub entries: Vec<Entry<'f>>,
    pub promises: Vec<PromiseEntry<'f>>,
}

/// One touch, in words.
pub struct Entry<'f> {
    pub kept: &'f KeptPrompt,
    pub client: &'f str,
    /// Why: the care rule, or the plan and what set it off.
    pub reason: String,
    /// The touchpoint that is suggested.
    pub place: Option<&'f str>,
    /// Where the client's page is.
    pub address: String,
}

/// What the person has promised and still has to do; once it is settled it is in the calendar no more.
pub struct PromiseEntry<'f> {
    pub promise: &'f Promise,
    /// Its moment is over: it stands on this day until it is settled.
    pub overdue: Option<Date>,
    pub remind_at: Timestamp,
    /// Where the client's page is.
    pub address: String,
}

/// The calendar as it is sent. Days have no hour; the moments in it are UTC, so it needs no time zones of its own.
pub fn written(feed: &Feed<'_>) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", "-//Touchstone//Today//EN"));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    calendar.append_property(("METHOD", "PUBLISH"));
    // Not NAME as well: it would be written without escapes.
    let name = format!("Today, {}", one_line(feed.organization));
    calendar.append_property(("X-WR-CALNAME", name.as_str()));
    // Calendars that ask for it know how often: every hour.
    calendar.append_property(
        Property::new("REFRESH-INTERVAL", "PT1H")
            .add_parameter("VALUE", "DURATION")
            .done(),
    );
    calendar.append_property(("X-PUBLISHED-TTL", "PT1H"));
    for entry in &feed.entries {
        calendar.push(event(entry, feed.today));
    }
    for entry in &feed.promises {
        calendar.push(promise(entry));
    }
    calendar.to_string()
}

/// A promise stands at its moment, and the calendar says so before; overdue, it stands on today.
fn promise(entry: &PromiseEntry<'_>) -> Event {
    let promise = entry.promise;
    let standing = &promise.standing;
    let client = one_line(
        promise
            .client_name
            .as_deref()
            .unwrap_or(&promise.client_key),
    );
    let words = one_line(&standing.made.words);
    let mut event = Event::with_uid(&format!("{}@touchstone", promise.id));
    let changed = promise
        .facts
        .last()
        .map_or(standing.made.at, |it| it.noted_at);
    event.add_property("DTSTAMP", moment(changed));
    event.add_property("LAST-MODIFIED", moment(changed));
    event.add_property(
        "SEQUENCE",
        promise.facts.len().saturating_sub(1).to_string(),
    );
    event.add_property("TRANSP", "TRANSPARENT");
    event.url(&entry.address);
    event.status(EventStatus::Confirmed);
    match entry.overdue {
        Some(today) => {
            event.append_property(day("DTSTART", today));
            event.append_property(day("DTEND", today.tomorrow().unwrap_or(today)));
            event.summary(&format!("Overdue promise: {words} ({client})"));
        }
        None => {
            event.add_property("DTSTART", moment(standing.due_at));
            event.add_property("DTEND", moment(standing.due_at.plus_seconds(900)));
            event.summary(&format!("Promised: {words} ({client})"));
            let trigger = Property::new("TRIGGER", moment(entry.remind_at))
                .add_parameter("VALUE", "DATE-TIME")
                .done();
            if let Ok(trigger) = Trigger::try_from(&trigger) {
                let mut alarm = Alarm::display(&words, trigger);
                // Else the library makes up both anew each time.
                alarm.uid(&format!("{}-reminder@touchstone", promise.id));
                alarm.add_property("DTSTAMP", moment(changed));
                event.alarm(alarm);
            }
        }
    }
    event.done()
}

fn event(entry: &Entry<'_>, today: Date) -> Event {
    let prompt = &entry.kept.prompt;
    // What is late stands where one looks.
    let first = match prompt.state {
        PromptState::Open => prompt.shows_from().max(today),
        _ => prompt.shows_from(),
    };
    let (client, rule) = (one_line(entry.client), one_line(&entry.reason));
    let what = entry.place.map_or_else(|| rule.clone(), one_line);
    let mut event = Event::with_uid(&format!("{}@touchstone", prompt.id));
    event.append_property(day("DTSTART", first));
    event.append_property(day("DTEND", first.tomorrow().unwrap_or(first)));
    event.add_property("DTSTAMP", moment(entry.kept.changed_at));
    event.add_property("CREATED", moment(entry.kept.created_at));
    event.add_property("LAST-MODIFIED", moment(entry.kept.changed_at));
    event.add_property("SEQUENCE", (prompt.version - 1).to_string());
    // It takes no time of its own: a day with three touches is not a day that is taken.
    event.add_property("TRANSP", "TRANSPARENT");
    event.summary(&format!("{what}: {client}"));
    event.description(&describe(entry, &rule));
    event.url(&entry.address);
    event.status(match &prompt.state {
        PromptState::Open | PromptState::Done { .. } => EventStatus::Confirmed,
        PromptState::NotNeeded { .. }
        | PromptState::Lapsed { .. }
        | PromptState::Withdrawn { .. } => EventStatus::Cancelled,
    });
    event.done()
}

fn describe(entry: &Entry<'_>, rule: &str) -> String {
    let prompt = &entry.kept.prompt;
    let mut lines = vec![rule.to_owned()];
    if let Some(occasion) = prompt.due.occasion {
        lines.push(format!("→ {occasion}"));
    }
    if let Some(snooze) = &prompt.snooze {
        lines.push(format!("… {}: {}", snooze.until, one_line(&snooze.reason)));
    }
    if let PromptState::Done { on, .. } = &prompt.state {
        lines.push(format!("✓ {on}"));
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// A text without line ends and other control characters, which have no place in a line of a calendar.
fn one_line(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn day(name: &str, date: Date) -> Property {
    Property::new(name, date.strftime("%Y%m%d").to_string())
        .add_parameter("VALUE", "DATE")
        .done()
}

fn moment(at: Timestamp) -> String {
    jiff::Timestamp::from(at)
        .strftime("%Y%m%dT%H%M%SZ")
        .to_string()
}

#[cfg(test)]
mod tests {
    use domain::loyalty::promises::{Fact, Happened, Made, standing};
    use domain::prompts::{AskedBy, Due, Prompt, Snooze};
    use icalendar::parser::{read_calendar, unfold};
    use uuid::Uuid;

    use super::*;

    fn kept(state: PromptState) -> KeptPrompt {
        let day: Date = "2026-03-10".parse().unwrap();
        KeptPrompt {
            prompt: Prompt {
                id: Uuid::from_u128(7).into(),
                client: 1,
                asked_by: AskedBy::Rule(Uuid::from_u128(8).into()),
                owner: None,
                due: Due {
                    due: day,
                    in_time: day,
                    occasion: None,
                    lapses: None,
                },
                snooze: Some(Snooze {
                    until: "2026-03-12".parse().unwrap(),
                    reason: "On holiday; back\r\nsoon".to_owned(),
                    at: Timestamp::EPOCH,
                }),
                state,
                taken_back_at: None,
                version: 3,
            },
            said_by: None,
            created_at: Timestamp::EPOCH,
            changed_at: Timestamp::parse_rfc3339("2026-03-09T23:30:00+02:00").unwrap(),
        }
    }

    /// As a calendar program reads it: its lines joined and its escapes taken back.
    fn read(text: &str) -> Vec<(String, String)> {
        let plain = unfold(text);
        let calendar = read_calendar(&plain).unwrap();
        let event = &calendar.components[0];
        event
            .properties
            .iter()
            .map(|it| (it.name.to_string(), it.val.to_string()))
            .collect()
    }

    fn feed(kept: &KeptPrompt, client: &str) -> String {
        written(&Feed {
            organization: "Brindlewick, Ltd; Advisers",
            today: "2026-03-10".parse().unwrap(),
            promises: Vec::new(),
            entries: vec![Entry {
                kept,
                client,
                reason: "Keep in touch, every month; without fail".to_owned(),
                place: Some("Review call"),
                address: "https://touch.example/clients/1".to_owned(),
            }],
        })
    }

    #[test]
    fn a_calendar_reads_back_as_it_was_meant() {
        let name = "Müller, Söhne & Co; the \\ long household whose name fills more than one line of a calendar 🙂🙂🙂";
        let text = feed(&kept(PromptState::Open), name);
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "{text}");
        let read = read(&text);
        let value = |key: &str| {
            let found = read.iter().find(|(name, _)| name == key);
            found.map(|(_, value)| value.as_str()).unwrap_or_default()
        };
        assert_eq!(value("SUMMARY"), format!("Review call: {name}"));
        assert_eq!(
            value("DESCRIPTION"),
            "Keep in touch, every month; without fail\n… 2026-03-12: On holiday; back soon"
        );
        assert_eq!(value("DTSTART"), "20260312");
        assert_eq!(value("DTEND"), "20260313");
        assert_eq!(value("DTSTAMP"), "20260309T213000Z");
        assert_eq!(value("SEQUENCE"), "2");
        assert_eq!(value("STATUS"), "CONFIRMED");
        assert_eq!(
            value("UID"),
            "00000000-0000-0000-0000-000000000007@touchstone"
        );
    }

    #[test]
    fn a_promise_calls_before_its_moment_and_stands_on_today_after_it() {
        let moment = |text: &str| Timestamp::parse_rfc3339(text).unwrap();
        let facts = vec![Fact {
            no: 1,
            noted_at: moment("2026-03-09T09:00:00Z"),
            noted_by: None,
            corrects: None,
            what: Happened::Made(Made {
                words: "Send the draft, with\nthe figures".to_owned(),
                who: None,
                at: moment("2026-03-09T09:00:00Z"),
                due_at: moment("2026-03-13T16:00:00Z"),
            }),
        }];
        let promise = Promise {
            id: Uuid::from_u128(9).into(),
            client: Uuid::from_u128(1).into(),
            client_key: "h-1".to_owned(),
            client_name: Some("Household Roy".to_owned()),
            standing: standing(&facts).unwrap(),
            facts,
        };
        let told = |overdue: Option<&str>| {
            written(&Feed {
                organization: "Adviser",
                today: "2026-03-10".parse().unwrap(),
                entries: Vec::new(),
                promises: vec![PromiseEntry {
                    promise: &promise,
                    overdue: overdue.map(|day| day.parse().unwrap()),
                    remind_at: moment("2026-03-12T16:00:00Z"),
                    address: "https://touch.example/clients/1".to_owned(),
                }],
            })
        };
        let ahead = told(None);
        assert_eq!(ahead, told(None), "the same is told in the same words");
        let lines: Vec<&str> = ahead.lines().collect();
        for line in [
            "UID:00000000-0000-0000-0000-000000000009@touchstone",
            "DTSTART:20260313T160000Z",
            "SUMMARY:Promised: Send the draft\\, with the figures (Household Roy)",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "TRIGGER;VALUE=DATE-TIME:20260312T160000Z",
        ] {
            assert!(lines.contains(&line), "{line}: {ahead}");
        }
        let late = told(Some("2026-03-20"));
        assert!(late.contains("DTSTART;VALUE=DATE:20260320"), "{late}");
        assert!(late.contains("SUMMARY:Overdue promise: "), "{late}");
        assert!(!late.contains("VALARM"), "{late}");
    }

    #[test]
    fn what_was_withdrawn_is_cancelled_under_the_same_name() {
        let at = Timestamp::EPOCH;
        let on = "2026-03-10".parse().unwrap();
        let uid = |text: &str| {
            let read = read(text);
            let of = |key: &str| read.iter().find(|(name, _)| name == key).unwrap().1.clone();
            (of("UID"), of("STATUS"))
        };
        let (open, _) = uid(&feed(&kept(PromptState::Open), "Hollis"));
        for (state, status) in [
            (PromptState::Withdrawn { at }, "CANCELLED"),
            (PromptState::Lapsed { at }, "CANCELLED"),
            (
                PromptState::NotNeeded {
                    at,
                    on,
                    reason: "moved".to_owned(),
                },
                "CANCELLED",
            ),
            (PromptState::Done { at, on, said: true }, "CONFIRMED"),
        ] {
            assert_eq!(
                uid(&feed(&kept(state), "Hollis")),
                (open.clone(), status.to_owned())
            );
        }
    }
}
