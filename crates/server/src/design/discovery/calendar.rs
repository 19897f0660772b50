//! Calendars (iCalendar, RFC 5545): each event with somebody who is not one of us is a happening.

use std::path::Path;

use domain::design::discovery::Happening;
use icalendar::parser::{Component, read_calendar, unfold};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::{FileRead, MOST, Own, seconds, too_many};
use crate::error::{Code, Problem};

struct Meeting {
    summary: String,
    channel: &'static str,
    organizer: Option<String>,
    all: Vec<String>,
    at: Option<i64>,
}

pub fn read(path: &Path, mut own: Own) -> Result<FileRead, Problem> {
    let bytes = std::fs::read(path).map_err(Problem::internal)?;
    let text = String::from_utf8_lossy(&bytes);
    let text = unfold(text.trim_start_matches('\u{feff}'));
    let calendar = read_calendar(&text).map_err(|error| {
        let line = error.lines().next().unwrap_or_default().to_owned();
        Problem::because(
            Code::UnreadableFile,
            "This looks like a calendar and can't be read as one.",
        )
        .caused_by(line)
    })?;
    let mut meetings = Vec::new();
    let mut skipped = 0;
    for component in &calendar.components {
        if component.name.as_str() != "VEVENT" {
            continue;
        }
        match meeting(component) {
            Some(meeting) => meetings.push(meeting),
            None => skipped += 1,
        }
        if meetings.len() > MOST {
            return Err(too_many());
        }
    }
    let mut notes = Vec::new();
    if let Some(name) = own.guess(meetings.iter().map(|meeting| &*meeting.all)) {
        notes.push(format!(
            "No address belongs to somebody here, so {name} was taken for us: it takes part in the most meetings."
        ));
    }
    let mut happenings = Vec::new();
    let mut alone = 0;
    for meeting in meetings {
        let inbound = meeting.organizer.as_deref().map(|it| !own.has(it));
        let Some(client) = meeting.all.iter().find(|it| !own.has(it)) else {
            alone += 1;
            continue;
        };
        happenings.push(Happening {
            words: meeting.summary,
            client: client.clone(),
            at: meeting.at.map(seconds),
            channel: Some(meeting.channel.to_owned()),
            inbound,
        });
    }
    if alone > 0 {
        notes.push(format!(
            "{alone} events without anybody from outside were left out."
        ));
        skipped += alone;
    }
    Ok(FileRead {
        format: "calendar",
        happenings,
        skipped,
        notes,
    })
}

/// `None`: it has no name.
fn meeting(component: &Component<'_>) -> Option<Meeting> {
    let value = |name: &str| component.find_prop(name).map(|it| it.val.as_str().trim());
    let summary = unescaped(value("SUMMARY").filter(|it| !it.is_empty())?);
    let organizer = value("ORGANIZER").and_then(address);
    let mut all: Vec<String> = organizer.iter().cloned().collect();
    let attendees = component.properties.iter();
    let attendees = attendees.filter(|it| it.name.as_str().eq_ignore_ascii_case("ATTENDEE"));
    all.extend(attendees.filter_map(|it| address(it.val.as_str())));
    let place = format!(
        "{} {} {summary}",
        value("LOCATION").unwrap_or_default(),
        value("DESCRIPTION").unwrap_or_default()
    );
    let start = component.find_prop("DTSTART");
    Some(Meeting {
        channel: channel(&place.to_lowercase(), value("LOCATION").unwrap_or_default()),
        at: start.and_then(|it| {
            let zone = it.params.iter();
            let mut zone = zone.filter(|it| it.key.as_str().eq_ignore_ascii_case("TZID"));
            let zone = zone.next().and_then(|it| it.val.as_ref());
            moment(it.val.as_str(), zone.map(|zone| zone.as_str()))
        }),
        summary,
        organizer,
        all,
    })
}

/// Commas, semicolons and line ends are escaped in texts.
fn unescaped(text: &str) -> String {
    text.replace("\\n", " ")
        .replace("\\N", " ")
        .replace("\\,", ",")
        .replace("\\;", ";")
        .replace("\\\\", "\\")
}

fn address(value: &str) -> Option<String> {
    let (scheme, address) = value.split_once(':')?;
    let mail = scheme.eq_ignore_ascii_case("mailto") && address.contains('@');
    mail.then(|| address.trim().to_lowercase())
}

/// How people met, by what the event says of its place.
fn channel(words: &str, location: &str) -> &'static str {
    let says = |names: &[&str]| names.iter().any(|name| words.contains(name));
    if says(&[
        "zoom.us",
        "teams.microsoft",
        "meet.google",
        "webex",
        "whereby",
        "jitsi",
        "video",
    ]) {
        "video"
    } else if says(&["phone", "telefon", "anruf", " call", "tel:", "tel."]) && location.len() < 40 {
        "phone"
    } else {
        "in_person"
    }
}

/// The start of an event in seconds since the epoch: 20260301T090000Z, a local time with its zone, or a day. A time
/// without a zone is read as UTC: it is right to the day.
fn moment(text: &str, zone: Option<&str>) -> Option<i64> {
    let utc = text.ends_with('Z');
    let text = text.trim_end_matches('Z');
    let civil = match text.split_once('T') {
        Some(_) => DateTime::strptime("%Y%m%dT%H%M%S", text).ok()?,
        None => Date::strptime("%Y%m%d", text)
            .ok()?
            .to_datetime(jiff::civil::Time::midnight()),
    };
    let zone = match zone {
        Some(name) if !utc => TimeZone::get(name).unwrap_or(TimeZone::UTC),
        _ => TimeZone::UTC,
    };
    let zoned = civil.to_zoned(zone).ok()?;
    Some(zoned.timestamp().as_second())
}
