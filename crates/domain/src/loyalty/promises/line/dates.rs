//! Which day is meant.

mod calendar;
mod periods;
mod weeks;

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::DoubtKind;
use super::words::{Word, is, longest, part_of_day};
use calendar::calendar;
use periods::{end_of, vague, weekend, whole_period};
use weeks::of_week;

/// What a phrase says about the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DayReading {
    /// Words that were read.
    pub length: usize,
    /// One day; several where the words leave it open; none where there is no such day.
    pub days: Vec<Date>,
    /// Why it is not one day.
    pub doubt: Option<DoubtKind>,
    /// The hour by which the named part of that day is over.
    pub hour: Option<i8>,
}

impl DayReading {
    fn exact(length: usize, day: Date) -> Self {
        Self {
            length,
            days: vec![day],
            doubt: None,
            hour: None,
        }
    }

    fn open(length: usize, days: Vec<Date>, doubt: DoubtKind) -> Self {
        Self {
            length,
            days,
            doubt: Some(doubt),
            hour: None,
        }
    }

    fn at(self, hour: Option<i8>, more: usize) -> Self {
        Self {
            length: self.length + more,
            hour: hour.or(self.hour),
            ..self
        }
    }
}

/// What stands before it, as far as it changes what is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// Nothing.
    Bare,
    /// by, until, bis.
    By,
    /// on, am.
    On,
    /// before, vor.
    Before,
    /// in, within, innerhalb.
    In,
}

/// The next such weekday after this day.
fn coming(today: Date, day: Weekday) -> Date {
    let ahead = (i64::from(day.to_monday_zero_offset())
        - i64::from(today.weekday().to_monday_zero_offset()))
    .rem_euclid(7);
    today.saturating_add(if ahead == 0 { 7 } else { ahead }.days())
}

fn monday(of: Date) -> Date {
    of.saturating_sub(i64::from(of.weekday().to_monday_zero_offset()).days())
}

/// That weekday in the ISO week of a day.
fn in_week(of: Date, day: Weekday) -> Date {
    monday(of).saturating_add(i64::from(day.to_monday_zero_offset()).days())
}

const THIS: &[&str] = &["this", "diese", "dieser", "diesen", "dieses", "diesem"];
const NEXT: &[&str] = &[
    "next",
    "nächste",
    "nächster",
    "nächsten",
    "nächstes",
    "naechste",
    "naechsten",
    "naechster",
];
const COMING: &[&str] = &["coming", "kommende", "kommender", "kommenden", "kommendes"];
const LAST: &[&str] = &[
    "last",
    "letzte",
    "letzten",
    "letzter",
    "vergangenen",
    "vorige",
];

fn one_of(words: &[Word], at: usize, list: &[&str]) -> bool {
    words
        .get(at)
        .is_some_and(|word| list.contains(&word.text.as_str()))
}

/// Reads the day that is named from `at` on.
pub(super) fn day(words: &[Word], at: usize, lead: Lead, today: Date) -> Option<DayReading> {
    if let Some(found) = first_thing(words, at, lead, today) {
        return Some(found);
    }
    let period = |found: DayReading| (found, true);
    let single = |found: DayReading| (found, false);
    let (found, is_period) = relative(words, at, today)
        .map(single)
        .or_else(|| end_of(words, at, today).map(period))
        .or_else(|| vague(words, at).map(period))
        .or_else(|| of_week(words, at, lead, today).map(single))
        .or_else(|| whole_period(words, at, lead, today).map(period))
        .or_else(|| weekend(words, at, lead, today).map(period))
        .or_else(|| calendar(words, at, lead, today).map(single))?;
    let found = part(words, at, found);
    // Before Friday is by the end of Thursday; before the end of the month is by its end.
    Some(
        if lead == Lead::Before && !is_period && found.hour.is_none() {
            let days = found.days.iter().map(|day| day.saturating_sub(1.day()));
            DayReading {
                days: days.collect(),
                ..found
            }
        } else {
            found
        },
    )
}

/// "first thing on Monday" is its morning.
fn first_thing(words: &[Word], at: usize, lead: Lead, today: Date) -> Option<DayReading> {
    let skipped = longest(words, at, &[&["first", "thing"], &["first", "thing", "on"]]);
    if skipped == 0 {
        return None;
    }
    Some(day(words, at + skipped, lead, today)?.at(Some(12), skipped))
}

/// The part of the day behind it: "tomorrow morning", "Freitag Nachmittag", "Monday in the evening".
fn part(words: &[Word], at: usize, found: DayReading) -> DayReading {
    if found.hour.is_some() {
        return found;
    }
    let next = at + found.length;
    let skipped = longest(words, next, &[&["in", "the"], &["am"]]);
    let named = words.get(next + skipped).map(|word| word.text.as_str());
    match named.and_then(part_of_day) {
        Some(hour) => found.at(Some(hour), skipped + 1),
        None => found,
    }
}

/// today, tomorrow, yesterday and their kin.
fn relative(words: &[Word], at: usize, today: Date) -> Option<DayReading> {
    let ahead = |length, days: i64| DayReading::exact(length, today.saturating_add(days.days()));
    if is(words, at, &["the", "day", "after", "tomorrow"]) {
        return Some(ahead(4, 2));
    }
    if is(words, at, &["day", "after", "tomorrow"]) {
        return Some(ahead(3, 2));
    }
    if one_of(words, at, &["this", "heute", "diesen"]) {
        let named = words.get(at + 1).map(|word| word.text.as_str());
        if let Some(hour) = named.and_then(part_of_day) {
            return Some(ahead(2, 0).at(Some(hour), 0));
        }
    }
    // "Good morning" and "am Morgen" are not tomorrow.
    let greeted = at > 0 && matches!(words[at - 1].text.as_str(), "guten" | "am" | "jeden");
    Some(match words.get(at)?.text.as_str() {
        "today" | "heute" => ahead(1, 0),
        "tonight" => ahead(1, 0).at(Some(22), 0),
        "tomorrow" | "tmrw" => ahead(1, 1),
        "morgen" if !greeted => ahead(1, 1),
        "übermorgen" | "uebermorgen" => ahead(1, 2),
        "yesterday" | "gestern" | "vorgestern" => DayReading::open(1, vec![], DoubtKind::Past),
        _ => return None,
    })
}
