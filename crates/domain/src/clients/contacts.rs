//! Human beings on the client's side: how they want to be reached, and what they allowed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::civil::{Date, Time, Weekday};
use serde::{Deserialize, Serialize};

use crate::access::Email;
use crate::ids::ContactId;
use crate::time::{Timestamp, ZoneName};

/// A human being on the client's side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    pub id: ContactId,
    /// Number of the client.
    pub client: i64,
    pub created_at: Timestamp,
    /// Taken out of the address book; consents and words stay.
    pub removed_at: Option<Timestamp>,
    pub details: ContactDetails,
}

/// What is known of a contact.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContactDetails {
    pub name: String,
    /// What they are on the client's side: mother, managing director, assistant.
    pub role: Option<String>,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    pub birthday: Option<Birthday>,
    /// A language tag such as `de` or `de-AT`.
    pub language: Option<String>,
    pub time_zone: Option<ZoneName>,
    pub wishes: Wishes,
}

/// Why something is not kept of a contact.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ContactRefusal {
    #[error("a contact has a name")]
    NoName,
    #[error("this has at most {0} characters")]
    TooLong(usize),
    #[error("`{0}` is not an e-mail address")]
    NotAnEmail(String),
    #[error("`{0}` is not a phone number: it needs at least 4 digits")]
    NotAPhone(String),
    #[error("a contact has at most {0} of these")]
    TooMany(usize),
    #[error("`{0}` is not a birthday: write 1980-02-29, or --02-29 where the year is not known")]
    NotABirthday(String),
    #[error("`{0}` is not a language: a tag such as en or de-AT is expected")]
    NotALanguage(String),
    #[error("`{0}` is not a time of day: write 18:30")]
    NotATime(String),
    #[error("say both when the quiet hours begin and when they end, and not at the same time")]
    HalfQuiet,
    #[error("at most 1 to 100 messages in 1 to 366 days")]
    BadLimit,
}

/// Addresses, numbers, channels of one contact.
pub const MOST: usize = 20;
/// Characters of a name, a role, an address.
pub const LONGEST: usize = 200;

/// A name as it is kept: trimmed, single spaces.
pub fn read_name(text: &str) -> Result<String, ContactRefusal> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(ContactRefusal::NoName),
        1..=LONGEST => Ok(name),
        _ => Err(ContactRefusal::TooLong(LONGEST)),
    }
}

/// Addresses as they are kept: each once, in their order.
pub fn read_emails(texts: &[String]) -> Result<Vec<String>, ContactRefusal> {
    let mut kept: Vec<String> = Vec::new();
    for text in texts
        .iter()
        .map(|text| text.trim())
        .filter(|text| !text.is_empty())
    {
        let email = Email::parse(text).map_err(|_| ContactRefusal::NotAnEmail(text.to_owned()))?;
        let email = email.as_str().to_owned();
        if !kept.iter().any(|known| known.eq_ignore_ascii_case(&email)) {
            kept.push(email);
        }
    }
    if kept.len() > MOST {
        return Err(ContactRefusal::TooMany(MOST));
    }
    Ok(kept)
}

/// Phone numbers as they are kept: as they were written, each once.
pub fn read_phones(texts: &[String]) -> Result<Vec<String>, ContactRefusal> {
    let mut kept: Vec<String> = Vec::new();
    for text in texts
        .iter()
        .map(|text| text.trim())
        .filter(|text| !text.is_empty())
    {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        if digits < 4 || text.chars().count() > 60 {
            return Err(ContactRefusal::NotAPhone(text.to_owned()));
        }
        if !kept.iter().any(|known| same_phone(known, text)) {
            kept.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    if kept.len() > MOST {
        return Err(ContactRefusal::TooMany(MOST));
    }
    Ok(kept)
}

/// Whether two numbers ring the same phone, as far as their digits say: one may lack the country.
pub fn same_phone(a: &str, b: &str) -> bool {
    let (a, b) = (
        super::search::phone_digits(a),
        super::search::phone_digits(b),
    );
    let (short, long) = if a.len() <= b.len() {
        (&a, &b)
    } else {
        (&b, &a)
    };
    short == long
        || (short.len() >= 7 && long.len() - short.len() <= 3 && long.ends_with(short.as_str()))
}

/// A language tag: `de`, `de-AT`, `zh-Hant-TW`.
pub fn read_language(text: &str) -> Result<String, ContactRefusal> {
    let text = text.trim();
    let refusal = || ContactRefusal::NotALanguage(text.to_owned());
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let letters = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric());
    if !(2..=3).contains(&first.len()) || !first.bytes().all(|b| b.is_ascii_alphabetic()) {
        return Err(refusal());
    }
    if !parts.all(|part| (1..=8).contains(&part.len()) && letters(part)) {
        return Err(refusal());
    }
    Ok(text.to_owned())
}

/// Year, month and day as they are written with points, the day first: `29.02.1980`, `3. 4. 1980`, and without a year
/// `29.2.` or `29.2`. Nobody who writes points means the month by the first of them. A year of two digits is none: it
/// may be of either century. Whether there is such a day is not looked at.
pub(super) fn read_dotted(text: &str) -> Option<(Option<i16>, i8, i8)> {
    let parts: Vec<&str> = text.split('.').map(str::trim).collect();
    let (day, month, year) = match parts[..] {
        [day, month] | [day, month, ""] => (day, month, None),
        [day, month, year] => (day, month, Some(year)),
        _ => return None,
    };
    let number = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        let digits = part.bytes().all(|b| b.is_ascii_digit()) && lengths.contains(&part.len());
        digits.then(|| part.parse::<i16>().ok()).flatten()
    };
    let year = match year {
        Some(year) => Some(number(year, 4..=4)?),
        None => None,
    };
    let small = |part| i8::try_from(number(part, 1..=2)?).ok();
    Some((year, small(month)?, small(day)?))
}

/// A day of the year on which somebody was born; the year may not be known.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Birthday {
    year: Option<i16>,
    month: i8,
    day: i8,
}

impl Birthday {
    /// A day that exists in the year, or in some year where none is given: 29 February is one.
    pub fn new(year: Option<i16>, month: i8, day: i8) -> Option<Self> {
        // 2000 is a leap year: what exists there exists in some year.
        Date::new(year.unwrap_or(2000), month, day).ok()?;
        if year.is_some_and(|year| !(1850..=2200).contains(&year)) {
            return None;
        }
        Some(Self { year, month, day })
    }

    /// Reads `1980-02-29`, `19800229`, `--02-29`, `--0229`, and with points `29.2.1980` and `29.02.`.
    pub fn parse(text: &str) -> Result<Self, ContactRefusal> {
        let trimmed = text.trim();
        if let Some((year, month, day)) = read_dotted(trimmed) {
            return Self::new(year, month, day)
                .ok_or_else(|| ContactRefusal::NotABirthday(text.to_owned()));
        }
        // Some write the moment of birth; the day is what counts.
        let day = trimmed.split(['T', ' ']).next().unwrap_or_default();
        let refusal = || ContactRefusal::NotABirthday(text.to_owned());
        let (year, rest) = match day.strip_prefix("--") {
            Some(rest) => (None, rest.to_owned()),
            None => {
                let digits: String = day.chars().filter(|c| *c != '-').collect();
                let plain = digits.bytes().all(|b| b.is_ascii_digit());
                if !plain || digits.len() != 8 || !matches!(day.len(), 8 | 10) {
                    return Err(refusal());
                }
                let year = digits[..4].parse().map_err(|_| refusal())?;
                (Some(year), digits[4..].to_owned())
            }
        };
        let digits: String = rest.chars().filter(|c| *c != '-').collect();
        if digits.len() != 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(refusal());
        }
        let part = |part: &str| part.parse::<i8>().map_err(|_| refusal());
        Self::new(year, part(&digits[..2])?, part(&digits[2..])?).ok_or_else(refusal)
    }

    pub fn year(self) -> Option<i16> {
        self.year
    }

    pub fn month(self) -> i8 {
        self.month
    }

    pub fn day(self) -> i8 {
        self.day
    }

    /// The day on which it is kept in a year: 29 February on 28 February where the year has none.
    pub fn in_year(self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day)
            .or_else(|_| Date::new(year, self.month, self.day - 1))
            .ok()
    }

    /// The next time it is kept, that day included.
    pub fn next_from(self, day: Date) -> Option<Date> {
        let this = self.in_year(day.year())?;
        if this >= day {
            Some(this)
        } else {
            self.in_year(day.year().checked_add(1)?)
        }
    }

    /// Whether two could be the same: what both know agrees.
    pub fn agrees(self, other: Self) -> bool {
        self.month == other.month
            && self.day == other.day
            && (self.year.is_none() || other.year.is_none() || self.year == other.year)
    }
}

impl fmt::Display for Birthday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}-{:02}-{:02}", self.month, self.day),
            None => write!(f, "--{:02}-{:02}", self.month, self.day),
        }
    }
}

impl fmt::Debug for Birthday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// How a contact wants to be reached. Kept as a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wishes {
    /// Keys of channels by which they don't want to be reached.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub unwanted_channels: BTreeSet<String>,
    /// Days on which they want to be left alone: 1 Monday … 7 Sunday.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub quiet_days: BTreeSet<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quiet_hours: Option<QuietHours>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<ContactLimit>,
    /// In their own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// Hours in which somebody wants to be left alone, in their own time zone: `22:00` to `07:00` goes over midnight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    pub from: String,
    pub to: String,
}

/// Not more than so many messages in so many days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactLimit {
    /// 1 to 100.
    pub messages: u8,
    /// 1 to 366.
    pub days: u16,
}

fn read_time(text: &str) -> Result<Time, ContactRefusal> {
    let refusal = || ContactRefusal::NotATime(text.to_owned());
    let (hour, minute) = text.trim().split_once(':').ok_or_else(refusal)?;
    let part = |part: &str| part.parse::<i8>().map_err(|_| refusal());
    Time::new(part(hour)?, part(minute)?, 0, 0).map_err(|_| refusal())
}

/// Why a contact should not be reached now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unwelcome {
    Channel,
    QuietDay,
    QuietHour,
    /// They have heard from us often enough.
    Limit,
}

impl Wishes {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Refuses what can't be meant.
    pub fn check(&self) -> Result<(), ContactRefusal> {
        if self.unwanted_channels.len() > MOST {
            return Err(ContactRefusal::TooMany(MOST));
        }
        if self.quiet_days.iter().any(|day| !(1..=7).contains(day)) {
            return Err(ContactRefusal::NotATime(
                "a day is 1 Monday to 7 Sunday".to_owned(),
            ));
        }
        if let Some(quiet) = &self.quiet_hours
            && read_time(&quiet.from)? == read_time(&quiet.to)?
        {
            return Err(ContactRefusal::HalfQuiet);
        }
        if let Some(limit) = self.limit
            && !((1..=100).contains(&limit.messages) && (1..=366).contains(&limit.days))
        {
            return Err(ContactRefusal::BadLimit);
        }
        if self
            .words
            .as_ref()
            .is_some_and(|words| words.chars().count() > 1_000)
        {
            return Err(ContactRefusal::TooLong(1_000));
        }
        Ok(())
    }

    /// Whether a message by this channel is welcome now. `zone` is the contact's, or the organization's where theirs is not
    /// known; `heard` are the moments of our messages to them.
    pub fn unwelcome(
        &self,
        channel: Option<&str>,
        now: Timestamp,
        zone: &ZoneName,
        heard: &[Timestamp],
    ) -> Option<Unwelcome> {
        if channel.is_some_and(|channel| self.unwanted_channels.contains(channel)) {
            return Some(Unwelcome::Channel);
        }
        let local = jiff::Timestamp::from(now).to_zoned(zone.zone());
        let day = local.weekday().since(Weekday::Monday).unsigned_abs() + 1;
        if self.quiet_days.contains(&day) {
            return Some(Unwelcome::QuietDay);
        }
        if let Some(quiet) = &self.quiet_hours
            && let (Ok(from), Ok(to)) = (read_time(&quiet.from), read_time(&quiet.to))
        {
            let time = local.time();
            let inside = if from < to {
                from <= time && time < to
            } else {
                time >= from || time < to
            };
            if inside {
                return Some(Unwelcome::QuietHour);
            }
        }
        if let Some(limit) = self.limit {
            let since = now.plus_seconds(-86_400 * i64::from(limit.days));
            let recent = heard
                .iter()
                .filter(|at| **at > since && **at <= now)
                .count();
            if recent >= usize::from(limit.messages) {
                return Some(Unwelcome::Limit);
            }
        }
        None
    }
}

/// What a contact said about one purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentStatus {
    Granted,
    Denied,
    /// Granted once, and taken back.
    Revoked,
}

impl ConsentStatus {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Denied => "denied",
            Self::Revoked => "revoked",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Granted, Self::Denied, Self::Revoked]
            .into_iter()
            .find(|status| status.as_str() == text)
    }
}

/// One entry of the book of consents. It is never changed: whoever changes their mind adds one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// Counted for each contact, as they were written down.
    pub no: i64,
    /// A key such as `newsletter` or `survey`.
    pub purpose: String,
    pub status: ConsentStatus,
    pub at: Timestamp,
    /// Where it was said: form, call, letter.
    pub source: String,
    /// What proves it: the text that was agreed to, the name of a file.
    pub evidence: Option<String>,
    pub recorded_at: Timestamp,
    pub by_name: String,
}

/// What holds now for each purpose: what was said last, and of two at one moment what was written down last.
pub fn consents_now(entries: &[Consent]) -> BTreeMap<&str, &Consent> {
    let mut now: BTreeMap<&str, &Consent> = BTreeMap::new();
    for entry in entries {
        let held = now.entry(&entry.purpose).or_insert(entry);
        if (entry.at, entry.no) > (held.at, held.no) {
            *held = entry;
        }
    }
    now
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn birthdays_may_lack_the_year_and_fall_on_a_leap_day() {
        for (text, expected) in [
            ("1980-02-29", Some("1980-02-29")),
            ("19800322", Some("1980-03-22")),
            ("--02-29", Some("--02-29")),
            ("--0203", Some("--02-03")),
            ("1953-10-15T23:10:00Z", Some("1953-10-15")),
            ("1981-02-29", None),
            ("--02-30", None),
            ("1980-2-9", None),
            ("0001-01-01", None),
            ("29.02.1980", Some("1980-02-29")),
            ("3.4.1980", Some("1980-04-03")),
            (" 3. 4. 1980 ", Some("1980-04-03")),
            ("29.2.", Some("--02-29")),
            ("31.12", Some("--12-31")),
            ("29.02.1981", None),
            ("30.2.", None),
            // Of which century nobody said.
            ("3.4.80", None),
            ("1.2.3.4", None),
            ("+1.2.1980", None),
            ("..", None),
            // As long as a birthday in bytes, but letters of more than one.
            ("20€010", None),
            ("--€1", None),
            ("soon", None),
            ("", None),
        ] {
            let read = Birthday::parse(text).ok().map(|day| day.to_string());
            assert_eq!(read.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_leap_day_is_kept_every_year() {
        let leap = Birthday::parse("--02-29").unwrap();
        for (from, next) in [
            ("2024-02-01", "2024-02-29"),
            ("2025-02-01", "2025-02-28"),
            ("2025-02-28", "2025-02-28"),
            ("2025-03-01", "2026-02-28"),
            ("2027-12-31", "2028-02-29"),
        ] {
            let from: Date = from.parse().unwrap();
            assert_eq!(leap.next_from(from).unwrap().to_string(), next);
        }
    }

    #[test]
    fn numbers_ring_the_same_phone() {
        for (a, b, same) in [
            ("+43 1 2345678", "01 2345678", true),
            ("+43 (0)1 2345678", "0043 1 2345678", true),
            ("905-555-1234", "+1 (905) 555 1234", true),
            ("905-555-1234", "905-666-1234", false),
            ("1234", "991234", false),
        ] {
            assert_eq!(same_phone(a, b), same, "{a} {b}");
        }
    }

    #[test]
    fn addresses_come_once_and_bad_ones_are_named() {
        let texts = |list: &[&str]| list.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            read_emails(&texts(&["a@x.org", " A@X.org ", ""]))
                .unwrap()
                .len(),
            1
        );
        assert_eq!(
            read_emails(&texts(&["a@x.org", "nobody"])),
            Err(ContactRefusal::NotAnEmail("nobody".to_owned()))
        );
        assert_eq!(
            read_phones(&texts(&["+43 1 2345678", "01 2345678"])).unwrap(),
            ["+43 1 2345678"]
        );
        assert!(read_phones(&texts(&["12"])).is_err());
        for (tag, good) in [
            ("de", true),
            ("de-AT", true),
            ("zh-Hant-TW", true),
            ("german", false),
            ("d", false),
        ] {
            assert_eq!(read_language(tag).is_ok(), good, "{tag}");
        }
    }

    fn wishes() -> Wishes {
        Wishes {
            unwanted_channels: ["phone".to_owned()].into(),
            quiet_days: [7].into(),
            quiet_hours: Some(QuietHours {
                from: "22:00".to_owned(),
                to: "07:30".to_owned(),
            }),
            limit: Some(ContactLimit {
                messages: 2,
                days: 7,
            }),
            words: None,
        }
    }

    #[test]
    fn nobody_is_reached_against_their_wish() {
        let zone = ZoneName::parse("Europe/Vienna").unwrap();
        let moment = |text: &str| Timestamp::parse_rfc3339(text).unwrap();
        for (channel, at, expected) in [
            (
                Some("phone"),
                "2026-03-03T10:00:00Z",
                Some(Unwelcome::Channel),
            ),
            (Some("email"), "2026-03-03T10:00:00Z", None),
            // Sunday in Vienna begins an hour before Sunday in UTC.
            (None, "2026-02-28T23:10:00Z", Some(Unwelcome::QuietDay)),
            (None, "2026-03-03T21:30:00Z", Some(Unwelcome::QuietHour)),
            (None, "2026-03-03T06:29:00Z", Some(Unwelcome::QuietHour)),
            (None, "2026-03-03T06:30:00Z", None),
            // Summer time: the same wall clock is an hour earlier in UTC.
            (None, "2026-07-07T05:29:00Z", Some(Unwelcome::QuietHour)),
            (None, "2026-07-07T05:30:00Z", None),
        ] {
            assert_eq!(
                wishes().unwelcome(channel, moment(at), &zone, &[]),
                expected,
                "{at}"
            );
        }
        let now = moment("2026-03-03T10:00:00Z");
        let heard = [now.plus_seconds(-60), now.plus_seconds(-86_400)];
        assert_eq!(
            wishes().unwelcome(None, now, &zone, &heard),
            Some(Unwelcome::Limit)
        );
        let old = [now.plus_seconds(-60), now.plus_seconds(-86_400 * 8)];
        assert_eq!(wishes().unwelcome(None, now, &zone, &old), None);
    }

    #[test]
    fn wishes_read_back_and_impossible_ones_are_refused() {
        let text = serde_json::to_string(&wishes()).unwrap();
        assert_eq!(serde_json::from_str::<Wishes>(&text).unwrap(), wishes());
        assert_eq!(serde_json::to_string(&Wishes::default()).unwrap(), "{}");
        let same = QuietHours {
            from: "7:00".to_owned(),
            to: "07:00".to_owned(),
        };
        for (wrong, refusal) in [
            (
                Wishes {
                    quiet_hours: Some(same),
                    ..Wishes::default()
                },
                ContactRefusal::HalfQuiet,
            ),
            (
                Wishes {
                    limit: Some(ContactLimit {
                        messages: 0,
                        days: 7,
                    }),
                    ..Wishes::default()
                },
                ContactRefusal::BadLimit,
            ),
        ] {
            assert_eq!(wrong.check(), Err(refusal));
        }
        assert!(wishes().check().is_ok());
    }

    fn consent(no: i64, purpose: &str, status: ConsentStatus, at: i64) -> Consent {
        Consent {
            no,
            purpose: purpose.to_owned(),
            status,
            at: Timestamp::from_micros(at),
            source: "form".to_owned(),
            evidence: None,
            recorded_at: Timestamp::from_micros(at),
            by_name: "Olga".to_owned(),
        }
    }

    #[test]
    fn the_last_word_holds_for_each_purpose() {
        use ConsentStatus::{Granted, Revoked};
        let entries = [
            consent(1, "survey", Granted, 10),
            consent(2, "news", Granted, 10),
            consent(3, "survey", Revoked, 20),
            // A letter of long ago that was found later changes nothing.
            consent(4, "survey", Granted, 5),
        ];
        let now = consents_now(&entries);
        assert_eq!((now["survey"].no, now["news"].no), (3, 2));
    }

    proptest! {
        #[test]
        fn no_birthday_is_too_odd(text in "\\PC{0,6}") {
            let _ = Birthday::parse(&text);
        }

        #[test]
        fn the_order_in_which_consents_are_read_does_not_matter(moments in prop::collection::vec(0_i64..5, 1..12), turn in 0_usize..12) {
            let entries: Vec<Consent> = (1..).zip(&moments).map(|(no, at)| consent(no, "x", ConsentStatus::Granted, *at)).collect();
            let mut turned = entries.clone();
            turned.rotate_left(turn % entries.len());
            prop_assert_eq!(consents_now(&entries)["x"].no, consents_now(&turned)["x"].no);
        }

        #[test]
        fn a_birthday_reads_back_as_it_was_written(year in prop::option::of(1850_i16..2200), month in 1_i8..=12, day in 1_i8..=31) {
            if let Some(birthday) = Birthday::new(year, month, day) {
                prop_assert_eq!(Birthday::parse(&birthday.to_string()), Ok(birthday));
                let dotted = year.map_or(format!("{day}.{month:02}."), |year| format!("{day:02}.{month}.{year}"));
                prop_assert_eq!(Birthday::parse(&dotted), Ok(birthday));
            }
        }
    }
}
