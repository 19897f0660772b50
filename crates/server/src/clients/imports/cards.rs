//! Cards (vCard 2.1, 3.0 and 4.0) as programs write them: one card a client with its contact.

use std::collections::BTreeSet;
use std::path::Path;

use calcard::vcard::{VCard, VCardEntry, VCardKind, VCardProperty, VCardValue};
use calcard::{Entry, Parser};
use domain::clients::ClientKind;
use domain::clients::contacts::{
    Birthday, ContactDetails, LONGEST, read_emails, read_language, read_name, read_phones,
};
use domain::clients::file::{BadCell, Draft, Field};
use domain::time::ZoneName;

use super::reading::{MOST, Read, ReadRow, too_many};
use crate::error::{Code, Problem, sentence};

/// Bytes of a file of cards; pictures in them are long.
const LARGEST: u64 = 256 << 20;

/// What is given back of a card that could not be taken.
pub(super) const CARD_COLUMNS: &[&str] = &["Contact", "Email", "Phone", "Birthday", "Organization"];

/// Reads cards. Takes its time; not for a thread that others wait for.
pub(super) fn cards(path: &Path) -> Result<Read, Problem> {
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

/// What a card says of a client beyond the contact itself.
struct Known<'a> {
    draft: Draft,
    left_out: &'a mut BTreeSet<String>,
}

impl Known<'_> {
    /// Something that is known of the client. What was said first stands; what is too long is cut, and that is told.
    fn attribute(&mut self, key: &str, value: &str) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if value.is_empty() || self.draft.attributes.contains_key(key) {
            return;
        }
        let kept: String = value.chars().take(LONGEST).collect();
        if kept.len() < value.len() {
            let name = key.to_uppercase();
            self.left_out
                .insert(format!("{name} beyond {LONGEST} characters"));
        }
        self.draft.attributes.insert(key.to_owned(), kept);
    }

    /// Several of one sort, in one value.
    fn more(&mut self, key: &str, value: &str) {
        match self.draft.attributes.get_mut(key) {
            Some(known) if known.split(", ").any(|it| it == value) => {}
            Some(known) if known.chars().count() + value.chars().count() + 2 <= LONGEST => {
                known.push_str(", ");
                known.push_str(value);
            }
            Some(_) => {
                self.left_out
                    .insert(format!("{} {value}", key.to_uppercase()));
            }
            None => self.attribute(key, value),
        }
    }
}

/// Under which names programs write what vCard has no name for, and what it is called here.
const OTHERS: &[(&str, &str)] = &[
    ("X-EVOLUTION-ANNIVERSARY", "anniversary"),
    ("X-ANNIVERSARY", "anniversary"),
    ("X-EVOLUTION-SPOUSE", "spouse"),
    ("X-SPOUSE", "spouse"),
    ("X-EVOLUTION-ASSISTANT", "assistant"),
    ("X-ASSISTANT", "assistant"),
    ("X-EVOLUTION-MANAGER", "manager"),
    ("X-MANAGER", "manager"),
];

/// What a property of a program's own is called here; a label beside it, in the same group, says what it is.
fn other_name(card: &VCard, entry: &VCardEntry, name: &str) -> Option<&'static str> {
    let known = OTHERS.iter().find(|(it, _)| it.eq_ignore_ascii_case(name));
    if let Some((_, key)) = known {
        return Some(key);
    }
    let labelled = ["X-ABDATE", "X-ABRELATEDNAMES"];
    if !labelled.iter().any(|it| it.eq_ignore_ascii_case(name)) {
        return None;
    }
    let label = card.entries.iter().find(|it| {
        it.group == entry.group
            && matches!(&it.name, VCardProperty::Other(it) if it.eq_ignore_ascii_case("X-ABLABEL"))
    })?;
    let label = first(label)?.to_lowercase();
    let of = ["anniversary", "spouse", "assistant", "manager"];
    of.into_iter().find(|it| label.contains(it))
}

/// The offset of a clock, where a card says no place: whole hours have a name, with the sign the other way round.
fn zone(entry: &VCardEntry) -> Option<ZoneName> {
    let offset = |hours: u8, minus: bool| {
        let sign = if minus { '+' } else { '-' };
        ZoneName::parse(&format!("Etc/GMT{sign}{hours}")).ok()
    };
    entry.values.iter().find_map(|value| match value {
        VCardValue::PartialDateTime(it) if it.tz_minute.unwrap_or_default() == 0 => {
            offset(it.tz_hour?, it.tz_minus)
        }
        VCardValue::Text(text) => ZoneName::parse(text).ok().or_else(|| {
            let digits = text.trim().trim_start_matches(['+', '-']).replace(':', "");
            let whole = digits.strip_suffix("00").filter(|_| digits.len() == 4);
            offset(
                whole.unwrap_or(&digits).parse().ok()?,
                text.starts_with('-'),
            )
        }),
        VCardValue::Integer(hours) if hours % 100 == 0 => {
            offset(u8::try_from(hours.abs() / 100).ok()?, *hours < 0)
        }
        _ => None,
    })
}

fn read_card(line: u64, card: &VCard, left_out: &mut BTreeSet<String>) -> ReadRow {
    let mut known = Known {
        draft: Draft::default(),
        left_out,
    };
    let mut contact = ContactDetails::default();
    let mut bad = Vec::new();
    let mut refuse = |column: Option<usize>, message: String| bad.push(BadCell { column, message });
    let (mut formatted, mut structured) = (None, None);
    let (mut emails, mut phones, mut organization) = (Vec::new(), Vec::new(), None);
    let (mut further, mut addressed) = (Vec::new(), false);
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
                    known.left_out.insert("BDAY".to_owned());
                }
            },
            VCardProperty::Title | VCardProperty::Role => {
                contact.role = contact.role.take().or_else(|| first(entry));
            }
            VCardProperty::Lang | VCardProperty::Language => {
                let tag = first(entry).and_then(|tag| read_language(&tag).ok());
                contact.language = contact.language.take().or(tag);
            }
            VCardProperty::Tz => match zone(entry) {
                Some(zone) => contact.time_zone = contact.time_zone.take().or(Some(zone)),
                None => {
                    known.left_out.insert("TZ".to_owned());
                }
            },
            VCardProperty::Org => {
                // The organization, then its parts from the whole to the smallest.
                let mut parts = words(entry).into_iter().filter(|part| !part.is_empty());
                let whole = parts.next();
                let parts: Vec<String> = parts.collect();
                if organization.is_none() {
                    known.attribute("department", &parts.join(", "));
                    organization = whole;
                } else if let Some(other) = whole {
                    further.push(other);
                }
            }
            VCardProperty::Anniversary => match birthday(entry) {
                Some(day) => known.attribute("anniversary", &day.to_string()),
                None => {
                    known.left_out.insert("ANNIVERSARY".to_owned());
                }
            },
            VCardProperty::Note => known.attribute("note", &words(entry).join(" ")),
            VCardProperty::Nickname => known.attribute("nickname", &words(entry).join(", ")),
            VCardProperty::Url => {
                if let Some(address) = first(entry) {
                    known.more("website", &address.replace("\\:", ":"));
                }
            }
            VCardProperty::Hobby | VCardProperty::Interest => {
                if let Some(what) = first(entry) {
                    known.more("interests", &what);
                }
            }
            VCardProperty::Other(name) if name.eq_ignore_ascii_case("X-ABLABEL") => {}
            VCardProperty::Other(name) => match other_name(card, entry, name) {
                Some("anniversary") => match birthday(entry) {
                    Some(day) => known.attribute("anniversary", &day.to_string()),
                    None => {
                        known.left_out.insert(name.clone());
                    }
                },
                Some(key) => known.attribute(key, &first(entry).unwrap_or_default()),
                None => {
                    known.left_out.insert(name.clone());
                }
            },
            VCardProperty::Kind => {
                let organization = entry.values.iter().any(|value| match value {
                    VCardValue::Kind(kind) => *kind == VCardKind::Org,
                    VCardValue::Text(text) => text.eq_ignore_ascii_case("org"),
                    _ => false,
                });
                if organization {
                    known.draft.kind = Some(ClientKind::Company);
                }
            }
            VCardProperty::Adr => {
                // Box, more, street, city, region, code, country.
                let parts = words(entry);
                let part = |at: usize| parts.get(at).cloned().unwrap_or_default();
                // The first address that has a place; of a further one nothing is mixed in.
                if addressed {
                    known.left_out.insert("ADR beyond the first".to_owned());
                } else {
                    for (key, at) in [
                        ("street", 2),
                        ("city", 3),
                        ("state", 4),
                        ("postcode", 5),
                        ("country", 6),
                    ] {
                        known.attribute(key, &part(at));
                    }
                    addressed = (2..=6).any(|at| !part(at).is_empty());
                }
            }
            VCardProperty::Categories => known.attribute("categories", &words(entry).join(", ")),
            VCardProperty::Begin
            | VCardProperty::End
            | VCardProperty::Version
            | VCardProperty::Prodid
            | VCardProperty::Rev
            | VCardProperty::Uid => {}
            other => {
                known.left_out.insert(other.as_str().to_owned());
            }
        }
    }
    if let Some(organization) = &organization {
        known.attribute("organization", organization);
    }
    for other in &further {
        known.more("organization", other);
    }
    let Known {
        mut draft,
        left_out,
    } = known;
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
