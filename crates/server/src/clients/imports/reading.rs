//! Files of clients: a table, one row a contact or a client, or cards (vCard 2.1, 3.0 and 4.0).

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;

use calcard::vcard::{VCard, VCardEntry, VCardKind, VCardProperty, VCardValue};
use calcard::{Entry, Parser};
use domain::clients::ClientKind;
use domain::clients::contacts::{
    Birthday, ContactDetails, LONGEST, read_emails, read_language, read_name, read_phones,
};
use domain::clients::file::{BadCell, Draft, Field, read_row};
use domain::signals::mapping::FileHints;
use domain::time::ZoneName;

use crate::error::{Code, Problem, sentence};
use crate::signals::reading::{ReadError, Table};

/// More rows or cards than that come in parts.
const MOST: usize = 100_000;
/// Bytes of a file of cards; pictures in them are long.
const LARGEST: u64 = 256 << 20;

/// A file as it was read.
#[derive(Debug)]
pub struct Read {
    /// Columns of the table; of cards what stands in [`CARD_COLUMNS`].
    pub columns: Vec<String>,
    pub fields: Vec<Option<Field>>,
    /// What the file says and nobody reads here.
    pub left_out: Vec<String>,
    pub rows: Vec<ReadRow>,
}

/// One row or card, and what it says or why it says nothing.
#[derive(Debug)]
pub struct ReadRow {
    /// The row of the table, or the card counted from 1.
    pub line: u64,
    pub cells: Vec<String>,
    /// What names a card among all.
    pub unique: Option<String>,
    pub draft: Result<Draft, Vec<BadCell>>,
}

/// What is given back of a card that could not be taken.
const CARD_COLUMNS: &[&str] = &["Contact", "Email", "Phone", "Birthday", "Organization"];

/// Reads a file. Takes its time; not for a thread that others wait for.
pub fn read(path: &Path, name: &str) -> Result<Read, Problem> {
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_lowercase());
    let head = head(path).map_err(Problem::internal)?;
    let begins = head.trim_start_matches('\u{feff}').trim_start();
    let card = begins
        .get(..11)
        .is_some_and(|it| it.eq_ignore_ascii_case("BEGIN:VCARD"));
    if card || matches!(ending.as_deref(), Some("vcf" | "vcard")) {
        return cards(path);
    }
    table(path, name)
}

fn head(path: &Path) -> std::io::Result<String> {
    use std::io::Read as _;
    let mut head = Vec::with_capacity(256);
    std::fs::File::open(path)?
        .take(256)
        .read_to_end(&mut head)?;
    Ok(String::from_utf8_lossy(&head).into_owned())
}

fn unreadable(error: &ReadError) -> Problem {
    match error {
        ReadError::Io(_) => Problem::internal(error.to_string()),
        _ => Problem::because(Code::UnreadableFile, sentence(error)),
    }
}

fn too_many(what: &str) -> Problem {
    let detail = format!("The file has more than {MOST} {what}. Bring it in parts.");
    Problem::because(Code::TooLarge, detail)
}

fn table(path: &Path, name: &str) -> Result<Read, Problem> {
    let table =
        Table::open(path, name, &FileHints::default()).map_err(|error| unreadable(&error))?;
    let columns = table.layout.columns.clone();
    let fields: Vec<Option<Field>> = columns.iter().map(|it| Field::of_heading(it)).collect();
    let names = |field: &Option<Field>| {
        matches!(
            field,
            Some(
                Field::Key
                    | Field::Name
                    | Field::Contact
                    | Field::FirstName
                    | Field::LastName
                    | Field::Email
            )
        )
    };
    if !fields.iter().any(names) {
        let detail = format!(
            "No column says who the clients are. Name one “Key”, “Name” or “Email”. The file has: {}.",
            columns
                .iter()
                .take(20)
                .cloned()
                .collect::<Vec<_>>()
                .join(", ")
        );
        return Err(Problem::because(Code::MappingDoesNotFit, detail));
    }
    let mut rows = Vec::new();
    let broken = table
        .rows(|row| {
            if row.cells.iter().all(|cell| cell.trim().is_empty()) {
                return ControlFlow::Continue(());
            }
            if rows.len() == MOST {
                return ControlFlow::Break(());
            }
            rows.push(ReadRow {
                line: row.line,
                cells: row.cells.iter().map(|cell| (*cell).to_owned()).collect(),
                unique: None,
                draft: read_row(&fields, row.cells),
            });
            ControlFlow::Continue(())
        })
        .map_err(|error| unreadable(&error))?;
    if broken.is_some() {
        return Err(too_many("rows"));
    }
    let unread = columns.iter().zip(&fields);
    let left_out = unread
        .filter(|(_, field)| field.is_none())
        .map(|(name, _)| name.clone());
    Ok(Read {
        left_out: left_out.collect(),
        columns,
        fields,
        rows,
    })
}

fn cards(path: &Path) -> Result<Read, Problem> {
    let bytes = std::fs::metadata(path).map_err(Problem::internal)?.len();
    if bytes > LARGEST {
        return Err(Problem::because(
            Code::TooLarge,
            "Cards come in files of at most 256 MB.",
        ));
    }
    let bytes = std::fs::read(path).map_err(Problem::internal)?;
    // Old programs write cards in their country's encoding and don't say so.
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => encoding_rs::WINDOWS_1252
            .decode(error.as_bytes())
            .0
            .into_owned(),
    };
    let mut read = Read {
        columns: CARD_COLUMNS.iter().map(|it| (*it).to_owned()).collect(),
        fields: CARD_COLUMNS
            .iter()
            .map(|it| Field::of_heading(it))
            .collect(),
        left_out: Vec::new(),
        rows: Vec::new(),
    };
    let mut left_out = BTreeSet::new();
    let mut parser = Parser::new(&text);
    let mut line = 0;
    loop {
        match parser.entry() {
            Entry::VCard(card) => {
                line += 1;
                if read.rows.len() == MOST {
                    return Err(too_many("cards"));
                }
                read.rows.push(read_card(line, &card, &mut left_out));
            }
            Entry::Eof => break,
            // What stands between cards is no card; an unfinished one at the end says so.
            Entry::UnterminatedComponent(_) => {
                line += 1;
                read.rows.push(ReadRow {
                    line,
                    cells: vec![String::new(); CARD_COLUMNS.len()],
                    unique: None,
                    draft: Err(vec![BadCell {
                        column: None,
                        message: "The card does not end: END:VCARD is missing.".to_owned(),
                    }]),
                });
                break;
            }
            _ => {}
        }
    }
    if read.rows.is_empty() {
        return Err(Problem::because(
            Code::UnreadableFile,
            "The file holds no card.",
        ));
    }
    read.left_out = left_out.into_iter().collect();
    Ok(read)
}

fn words(entry: &VCardEntry) -> Vec<String> {
    let values = entry.values.iter().flat_map(|value| match value {
        VCardValue::Text(text) => vec![text.clone()],
        VCardValue::Component(parts) => parts.clone(),
        VCardValue::Integer(number) => vec![number.to_string()],
        _ => vec![],
    });
    values
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

fn first(entry: &VCardEntry) -> Option<String> {
    words(entry).into_iter().find(|word| !word.is_empty())
}

/// Addresses and numbers are sometimes written as links.
fn bare(text: &str) -> String {
    let text = text.trim();
    for scheme in ["mailto:", "tel:", "MAILTO:", "TEL:"] {
        if let Some(rest) = text.strip_prefix(scheme) {
            return rest.split(';').next().unwrap_or_default().to_owned();
        }
    }
    text.to_owned()
}

fn birthday(entry: &VCardEntry) -> Option<Birthday> {
    entry.values.iter().find_map(|value| match value {
        VCardValue::PartialDateTime(day) => {
            let part = |part: Option<u8>| i8::try_from(part?).ok();
            let year = day.year.and_then(|year| i16::try_from(year).ok());
            Birthday::new(year, part(day.month)?, part(day.day)?)
        }
        VCardValue::Text(text) => Birthday::parse(text).ok(),
        VCardValue::Integer(number) => Birthday::parse(&number.to_string()).ok(),
        _ => None,
    })
}

fn read_card(line: u64, card: &VCard, left_out: &mut BTreeSet<String>) -> ReadRow {
    let mut draft = Draft::default();
    let mut contact = ContactDetails::default();
    let mut bad = Vec::new();
    let mut refuse = |column: Option<usize>, message: String| bad.push(BadCell { column, message });
    let (mut formatted, mut structured) = (None, None);
    let (mut emails, mut phones, mut organization) = (Vec::new(), Vec::new(), None);
    let mut attribute = |key: &str, value: String| {
        let value: String = value.chars().take(LONGEST).collect();
        if !value.is_empty() {
            draft.attributes.entry(key.to_owned()).or_insert(value);
        }
    };
    for entry in &card.entries {
        match &entry.name {
            VCardProperty::Fn => formatted = formatted.or_else(|| first(entry)),
            VCardProperty::N => {
                // Family, given, further, before, after.
                let parts = words(entry);
                let part = |at: usize| parts.get(at).filter(|part| !part.is_empty()).cloned();
                let parts: Vec<String> = [1, 2, 0].into_iter().filter_map(part).collect();
                structured = Some(parts.join(" ")).filter(|name| !name.is_empty());
            }
            VCardProperty::Email => emails.extend(first(entry).map(|it| bare(&it))),
            VCardProperty::Tel => phones.extend(first(entry).map(|it| bare(&it))),
            VCardProperty::Bday => match birthday(entry) {
                Some(day) => contact.birthday = contact.birthday.or(Some(day)),
                None => {
                    left_out.insert("BDAY".to_owned());
                }
            },
            VCardProperty::Title | VCardProperty::Role => {
                contact.role = contact.role.take().or_else(|| first(entry));
            }
            VCardProperty::Lang | VCardProperty::Language => {
                let tag = first(entry).and_then(|tag| read_language(&tag).ok());
                contact.language = contact.language.take().or(tag);
            }
            VCardProperty::Tz => {
                let zone = first(entry).and_then(|zone| ZoneName::parse(&zone).ok());
                contact.time_zone = contact.time_zone.take().or(zone);
            }
            VCardProperty::Org => organization = organization.or_else(|| first(entry)),
            VCardProperty::Kind => {
                let organization = entry.values.iter().any(|value| match value {
                    VCardValue::Kind(kind) => *kind == VCardKind::Org,
                    VCardValue::Text(text) => text.eq_ignore_ascii_case("org"),
                    _ => false,
                });
                if organization {
                    draft.kind = Some(ClientKind::Company);
                }
            }
            VCardProperty::Adr => {
                // Box, more, street, city, region, code, country.
                let parts = words(entry);
                let part = |at: usize| parts.get(at).cloned().unwrap_or_default();
                attribute("city", part(3));
                attribute("country", part(6));
            }
            VCardProperty::Categories => attribute("categories", words(entry).join(", ")),
            VCardProperty::Begin
            | VCardProperty::End
            | VCardProperty::Version
            | VCardProperty::Prodid
            | VCardProperty::Rev
            | VCardProperty::Uid => {}
            other => {
                left_out.insert(other.as_str().to_owned());
            }
        }
    }
    if let Some(organization) = &organization {
        attribute("organization", organization.clone());
    }
    // One bad address of a card of twenty is left out; the others are good.
    for email in &emails {
        match read_emails(std::slice::from_ref(email)) {
            Ok(read) => contact.emails.extend(read),
            Err(_) => {
                left_out.insert(format!("EMAIL {email}"));
            }
        }
    }
    contact.emails = read_emails(&contact.emails).unwrap_or_default();
    for phone in &phones {
        match read_phones(std::slice::from_ref(phone)) {
            Ok(read) => contact.phones.extend(read),
            Err(_) => {
                left_out.insert(format!("TEL {phone}"));
            }
        }
    }
    contact.phones = read_phones(&contact.phones).unwrap_or_default();
    let name = formatted
        .or(structured)
        .or_else(|| organization.clone())
        .or_else(|| contact.emails.first().cloned());
    match name.as_deref().map(read_name) {
        Some(Ok(name)) => contact.name = name,
        Some(Err(refusal)) => refuse(Some(0), sentence(&refusal)),
        None => refuse(
            None,
            "The card has no name, no organization and no address.".to_owned(),
        ),
    }
    if contact
        .role
        .as_ref()
        .is_some_and(|role| role.chars().count() > LONGEST)
    {
        contact.role = None;
        left_out.insert("TITLE".to_owned());
    }
    let cells = vec![
        contact.name.clone(),
        emails.join("; "),
        phones.join("; "),
        contact
            .birthday
            .map(|day| day.to_string())
            .unwrap_or_default(),
        organization.unwrap_or_default(),
    ];
    draft.name = Some(contact.name.clone());
    draft.contact = Some(contact);
    ReadRow {
        line,
        cells,
        unique: card.uid().map(str::to_owned),
        draft: if bad.is_empty() { Ok(draft) } else { Err(bad) },
    }
}
