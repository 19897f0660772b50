//! A day of the calendar: "March 3rd", "the 15th", "3.3.2027", "3/4".

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{DayReading, Lead};
use crate::loyalty::promises::line::DoubtKind;
use crate::loyalty::promises::line::words::{Word, longest, month, ordinal, year};

/// A day of the calendar.
pub(super) fn calendar(words: &[Word], at: usize, lead: Lead, today: Date) -> Option<DayReading> {
    let word = words.get(at)?;
    if let Some(found) = figures(word, lead, today) {
        return Some(found);
    }
    // "March 3rd, 2027"
    if let Some(number) = month(&word.text) {
        if let Some((day, _)) = words.get(at + 1).and_then(ordinal) {
            return Some(of_month(words, at + 2, 2, day, number, today));
        }
        // "in March": by its end. "by March" may mean before it begins.
        let end = |year| Date::new(year, number, 1).ok().map(Date::last_of_month);
        let said = words.get(at + 1).and_then(|word| year(&word.text));
        let length = 1 + usize::from(said.is_some());
        let found = match said {
            Some(year) => dated(length, end(year)?, today),
            None => yearless(length, end(today.year()), end(today.year() + 1), today),
        };
        return match lead {
            Lead::In => Some(found),
            Lead::Before if word.capital => Some(DayReading::exact(
                length,
                found.days.first()?.first_of_month(),
            )),
            Lead::By if word.capital => {
                let last = *found.days.first()?;
                let before = last.first_of_month().saturating_sub(1.day());
                let mut days = vec![before, last];
                days.retain(|day| *day >= today);
                Some(DayReading::open(length, days, DoubtKind::WhichDay))
            }
            _ => None,
        };
    }
    // "the 3rd of March", "3. März 2027"
    let article = longest(words, at, &[&["the"], &["den"], &["dem"]]);
    let (day, marked) = words.get(at + article).and_then(ordinal)?;
    let of = longest(words, at + article + 1, &[&["of"]]);
    let behind = at + article + 1 + of;
    if let Some(number) = words.get(behind).and_then(|word| month(&word.text)) {
        return Some(of_month(
            words,
            behind + 1,
            article + of + 2,
            day,
            number,
            today,
        ));
    }
    // "the 15th" behind a preposition
    let named = marked && (lead != Lead::Bare || article > 0) && of == 0;
    named.then(|| of_this_month(article + 1, day, today))
}

fn of_month(
    words: &[Word],
    next: usize,
    length: usize,
    day: i8,
    month: i8,
    today: Date,
) -> DayReading {
    match words.get(next).and_then(|word| year(&word.text)) {
        Some(year) => match Date::new(year, month, day) {
            Ok(date) => dated(length + 1, date, today),
            Err(_) => DayReading::open(length + 1, vec![], DoubtKind::NoSuchDay),
        },
        None => {
            let in_year = |year| Date::new(year, month, day).ok();
            yearless(
                length,
                in_year(today.year()),
                in_year(today.year() + 1),
                today,
            )
        }
    }
}

/// A day with its year.
pub(super) fn dated(length: usize, date: Date, today: Date) -> DayReading {
    if date < today {
        DayReading::open(length, vec![], DoubtKind::Past)
    } else {
        DayReading::exact(length, date)
    }
}

/// So many months ahead a day without its year is still believed; what has only just gone by was rather meant as past.
const BELIEVED_MONTHS: i64 = 9;

/// A day without its year, given as this year's and next year's.
pub(super) fn yearless(
    length: usize,
    this: Option<Date>,
    next: Option<Date>,
    today: Date,
) -> DayReading {
    let far = today.saturating_add(BELIEVED_MONTHS.months());
    match (this, next) {
        (Some(day), _) if day >= today => DayReading::exact(length, day),
        (Some(_), Some(day)) if day <= far => DayReading::exact(length, day),
        (Some(_), next) => DayReading::open(length, next.into_iter().collect(), DoubtKind::Past),
        // The 29th of February that this year lacks and the next one has.
        (None, next) => DayReading::open(length, next.into_iter().collect(), DoubtKind::NoSuchDay),
    }
}

/// "the 15th": of this month if it is still to come, else of the next.
fn of_this_month(length: usize, day: i8, today: Date) -> DayReading {
    let next = today.first_of_month().saturating_add(1.month());
    let in_month = |first: Date| Date::new(first.year(), first.month(), day).ok();
    match (in_month(today), in_month(next)) {
        (Some(date), _) if date > today => DayReading::exact(length, date),
        (Some(date), later) if date == today => {
            let days = std::iter::once(date).chain(later).collect();
            DayReading::open(length, days, DoubtKind::WhichDay)
        }
        (Some(_), Some(date)) => DayReading::exact(length, date),
        (_, later) => DayReading::open(length, later.into_iter().collect(), DoubtKind::NoSuchDay),
    }
}

/// 2027-03-03, 3.3., 3.3.2027, 3/4, 3/4/2027.
fn figures(word: &Word, lead: Lead, today: Date) -> Option<DayReading> {
    let text = word.text.as_str();
    let parts =
        |by: char| -> Option<Vec<i16>> { text.split(by).map(|part| part.parse().ok()).collect() };
    let no_such = || DayReading::open(1, vec![], DoubtKind::NoSuchDay);
    if text.len() == 10
        && let Some([year, month, day]) = parts('-').as_deref()
    {
        let date = Date::new(*year, i8::try_from(*month).ok()?, i8::try_from(*day).ok()?);
        return Some(date.map_or_else(|_| no_such(), |date| dated(1, date, today)));
    }
    if text.contains('.') {
        let trimmed = parts('.')?;
        let (day, month, year) = match trimmed.as_slice() {
            [day, month] if word.dotted || lead != Lead::Bare => (*day, *month, None),
            [day, month, year] => (*day, *month, Some(century(*year))),
            _ => return None,
        };
        return Some(of_figures(day, month, year, today));
    }
    if text.contains('/') {
        let (a, b, year) = match parts('/')?.as_slice() {
            [a, b] if lead != Lead::Bare => (*a, *b, None),
            [a, b, year] => (*a, *b, Some(century(*year))),
            _ => return None,
        };
        let (first, second) = (of_figures(a, b, year, today), of_figures(b, a, year, today));
        // 4/3 is the fourth of March here and the third of April there; 25/12 can be only one of them.
        return Some(if a > 12 || a == b {
            first
        } else if b > 12 {
            second
        } else {
            let days = first.days.into_iter().chain(second.days).collect();
            DayReading::open(1, days, DoubtKind::WhichDay)
        });
    }
    None
}

fn century(year: i16) -> i16 {
    if (0..100).contains(&year) {
        2000 + year
    } else {
        year
    }
}

fn of_figures(day: i16, month: i16, year: Option<i16>, today: Date) -> DayReading {
    let in_year =
        |year: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    match year {
        Some(year) => match in_year(year) {
            Some(date) => dated(1, date, today),
            None => DayReading::open(1, vec![], DoubtKind::NoSuchDay),
        },
        None => yearless(1, in_year(today.year()), in_year(today.year() + 1), today),
    }
}
