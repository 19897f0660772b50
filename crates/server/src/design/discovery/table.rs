//! Tables of tickets: one row a matter that a client came with.

use std::ops::ControlFlow;
use std::path::Path;

use domain::design::discovery::Happening;
use domain::design::inventory::file::plain;
use domain::signals::mapping::FileHints;
use domain::signals::mapping::dates::{self, DateOrder};
use domain::time::Timestamp;
use jiff::tz::TimeZone;

use super::channels::known_as;
use super::{FileRead, MOST, too_many};
use crate::error::{Code, Problem, sentence};
use crate::signals::reading::{ReadError, Table};

const WORDS: &[&str] = &[
    "subject",
    "betreff",
    "title",
    "titel",
    "summary",
    "zusammenfassung",
    "topic",
    "thema",
    "matter",
    "anliegen",
    "ticket",
    "ticketsubject",
    "issue",
    "question",
    "frage",
    "text",
    "message",
    "nachricht",
    "description",
    "beschreibung",
    "note",
    "notiz",
];
const CLIENTS: &[&str] = &[
    "requester",
    "requesteremail",
    "customer",
    "customerid",
    "customeremail",
    "client",
    "clientid",
    "kunde",
    "kundennummer",
    "kundenid",
    "email",
    "mail",
    "from",
    "absender",
    "von",
    "user",
    "userid",
    "contact",
    "kontakt",
    "reporter",
    "author",
    "melder",
    "name",
];
const DATES: &[&str] = &[
    "createdat",
    "created",
    "createddate",
    "creationdate",
    "opened",
    "openedat",
    "date",
    "datum",
    "erstellt",
    "erstelltam",
    "eroeffnet",
    "time",
    "timestamp",
    "zeit",
    "receivedat",
    "received",
    "eingang",
    "eingangsdatum",
];
const CHANNELS: &[&str] = &[
    "channel", "kanal", "via", "source", "quelle", "medium", "origin",
];

/// The column of the surest name.
fn column(names: &[String], known: &[&str]) -> Option<usize> {
    known
        .iter()
        .find_map(|name| names.iter().position(|it| it == name))
}

pub fn read(path: &Path, name: &str) -> Result<FileRead, Problem> {
    let unreadable = |error: ReadError| match error {
        ReadError::Io(_) => Problem::internal(error.to_string()),
        _ => Problem::because(Code::UnreadableFile, sentence(&error)),
    };
    let table = Table::open(path, name, &FileHints::default()).map_err(unreadable)?;
    let names: Vec<String> = table.layout.columns.iter().map(|it| plain(it)).collect();
    let Some(words) = column(&names, WORDS) else {
        let detail = format!(
            "No column says what the tickets are about. Name one “Subject”. The file has: {}.",
            table
                .layout
                .columns
                .iter()
                .take(20)
                .cloned()
                .collect::<Vec<_>>()
                .join(", ")
        );
        return Err(Problem::because(Code::MappingDoesNotFit, detail));
    };
    let (client, date) = (column(&names, CLIENTS), column(&names, DATES));
    let channel = column(&names, CHANNELS);
    let mut notes = vec![format!(
        "Read as what they are about: “{}”.",
        table.layout.columns[words]
    )];
    if client.is_none() {
        notes
            .push("No column says who the clients are: each row counts as another one.".to_owned());
    }
    if date.is_none() {
        notes.push("No column says when it was.".to_owned());
    }
    let mut rows: Vec<(u64, Vec<String>)> = Vec::new();
    let broken = table
        .rows(|row| {
            if rows.len() == MOST {
                return ControlFlow::Break(());
            }
            let cell = |at: Option<usize>| {
                at.and_then(|at| row.cells.get(at))
                    .map_or("", |cell| cell.trim())
            };
            let cells = [Some(words), client, date, channel].map(|at| cell(at).to_owned());
            rows.push((row.line, cells.into()));
            ControlFlow::Continue(())
        })
        .map_err(unreadable)?;
    if broken.is_some() {
        return Err(too_many());
    }
    let order = order(rows.iter().map(|(_, cells)| &*cells[2]));
    let mut skipped = 0;
    let mut happenings = Vec::new();
    for (line, cells) in rows {
        if cells[0].is_empty() {
            skipped += 1;
            continue;
        }
        happenings.push(Happening {
            words: cells[0].chars().take(400).collect(),
            client: match &*cells[1] {
                "" => format!("row {line}"),
                client => client.to_lowercase(),
            },
            at: day(&cells[2], order),
            channel: known_as(&cells[3]),
            inbound: Some(true),
        });
    }
    Ok(FileRead {
        format: "table",
        happenings,
        skipped,
        notes,
    })
}

/// The order of day, month and year by which most of the dates can be read.
fn order<'a>(dates: impl Iterator<Item = &'a str> + Clone) -> DateOrder {
    let read = |order: DateOrder| {
        let some = dates.clone().filter(|text| !text.is_empty()).take(2_000);
        some.filter(|text| day(text, order).is_some()).count()
    };
    let orders = [DateOrder::Ymd, DateOrder::Dmy, DateOrder::Mdy];
    let best = orders.into_iter().rev().max_by_key(|order| read(*order));
    best.unwrap_or(DateOrder::Ymd)
}

fn day(text: &str, order: DateOrder) -> Option<Timestamp> {
    if let Ok(moment) = Timestamp::parse_rfc3339(text) {
        return Some(moment);
    }
    let moment = dates::parse(text, order)?;
    Some(Timestamp::start_of(moment.date, &TimeZone::UTC))
}
