//! A week, a month, a quarter or a year: its end, the whole of it, or somewhere within.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::calendar::{dated, yearless};
use super::{COMING, DayReading, Lead, NEXT, THIS, in_week, one_of};
use crate::loyalty::promises::line::DoubtKind;
use crate::loyalty::promises::line::words::{Unit, Word, is, longest, month, unit, year};

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The last day of a week for work: its Friday.
fn end_of_week(length: usize, of: Date, today: Date) -> DayReading {
    let friday = in_week(of, Weekday::Friday);
    if friday < today {
        let days = vec![
            in_week(of, Weekday::Sunday),
            friday.saturating_add(7.days()),
        ];
        DayReading::open(length, days, DoubtKind::WhichDay)
    } else {
        DayReading::exact(length, friday)
    }
}

fn end_of_month(of: Date) -> Date {
    of.last_of_month()
}

fn end_of_quarter(of: Date) -> Date {
    let last = (of.month() - 1) / 3 * 3 + 3;
    Date::new(of.year(), last, 1).map_or(of, Date::last_of_month)
}

/// "end of next week", "Ende März", "Monatsende", "EOW".
pub(super) fn end_of(words: &[Word], at: usize, today: Date) -> Option<DayReading> {
    let exact = DayReading::exact;
    match words.get(at)?.text.as_str() {
        "eow" => return Some(end_of_week(1, today, today)),
        "eom" | "monatsende" | "month-end" => return Some(exact(1, end_of_month(today))),
        "quartalsende" | "quarter-end" => return Some(exact(1, end_of_quarter(today))),
        "jahresende" | "year-end" => return Some(exact(1, today.last_of_year())),
        _ => {}
    }
    if is(words, at, &["month", "end"]) {
        return Some(exact(2, end_of_month(today)));
    }
    if is(words, at, &["year", "end"]) {
        return Some(exact(2, today.last_of_year()));
    }
    let mut skipped = longest(
        words,
        at,
        &[
            &["end", "of"],
            &["the", "end", "of"],
            &["ende"],
            &["ende", "von"],
        ],
    );
    if skipped == 0 {
        return None;
    }
    skipped += longest(words, at + skipped, &[&["the"], &["der"], &["des"]]);
    let next = one_of(words, at + skipped, NEXT) || one_of(words, at + skipped, COMING);
    let this = one_of(words, at + skipped, THIS);
    skipped += usize::from(next || this);
    let word = words.get(at + skipped)?;
    let length = skipped + 1;
    let text = word.text.as_str();
    if let Some(number) = month(text) {
        let after = words.get(at + length).and_then(|word| year(&word.text));
        let day = |year| Date::new(year, number, 1).ok().map(Date::last_of_month);
        return match after {
            Some(year) => Some(dated(length + 1, day(year)?, today)),
            None => Some(yearless(
                length,
                day(today.year()),
                day(today.year() + 1),
                today,
            )),
        };
    }
    if let Some(quarter) = text
        .strip_prefix('q')
        .and_then(|text| text.parse::<i8>().ok())
        && (1..=4).contains(&quarter)
    {
        let day = |year| {
            Date::new(year, quarter * 3, 1)
                .ok()
                .map(Date::last_of_month)
        };
        return Some(yearless(
            length,
            day(today.year()),
            day(today.year() + 1),
            today,
        ));
    }
    match unit(text) {
        Some(Unit::Week) => {
            let of = if next {
                today.saturating_add(7.days())
            } else {
                today
            };
            Some(end_of_week(length, of, today))
        }
        Some(Unit::Month) => {
            let first = today.first_of_month();
            let of = if next {
                first.saturating_add(1.month())
            } else {
                first
            };
            Some(exact(length, end_of_month(of)))
        }
        Some(Unit::Year) => {
            let year = today.year() + i16::from(next);
            Some(exact(length, Date::new(year, 12, 31).ok()?))
        }
        _ if matches!(text, "quarter" | "quartal" | "quartals") => {
            let first = today.first_of_month();
            let of = if next {
                first.saturating_add(3.months())
            } else {
                first
            };
            Some(exact(length, end_of_quarter(of)))
        }
        _ => None,
    }
}

/// "early next week", "Mitte März": nobody knows which day.
pub(super) fn vague(words: &[Word], at: usize) -> Option<DayReading> {
    let skipped = longest(
        words,
        at,
        &[
            &["early"],
            &["mid"],
            &["beginning", "of"],
            &["start", "of"],
            &["middle", "of"],
            &["anfang"],
            &["mitte"],
            &["the", "beginning", "of"],
            &["the", "start", "of"],
            &["the", "middle", "of"],
            &["late"],
        ],
    );
    if skipped == 0 {
        return None;
    }
    let mut length = skipped + longest(words, at + skipped, &[&["the"], &["der"], &["des"]]);
    length += usize::from(
        [THIS, NEXT, COMING]
            .iter()
            .any(|list| one_of(words, at + length, list)),
    );
    let text = &words.get(at + length)?.text;
    let period = matches!(unit(text), Some(Unit::Week | Unit::Month | Unit::Year));
    (period || month(text).is_some())
        .then(|| DayReading::open(length + 1, vec![], DoubtKind::Vague))
}

/// "next week": during it, so by its end; "by next week" may mean before it begins.
pub(super) fn whole_period(
    words: &[Word],
    at: usize,
    lead: Lead,
    today: Date,
) -> Option<DayReading> {
    let article = longest(words, at, &[&["the"], &["der"], &["des"]]);
    let this = one_of(words, at + article, THIS);
    let next = one_of(words, at + article, NEXT) || one_of(words, at + article, COMING);
    if !(this || next) {
        return None;
    }
    let length = article + 2;
    let text = &words.get(at + article + 1)?.text;
    match unit(text)? {
        Unit::Week if this => Some(end_of_week(length, today, today)),
        Unit::Week => {
            let week = today.saturating_add(7.days());
            let friday = in_week(week, Weekday::Friday);
            Some(match lead {
                Lead::By | Lead::Before => {
                    let last = in_week(today, Weekday::Friday).max(today);
                    DayReading::open(length, vec![last, friday], DoubtKind::WhichDay)
                }
                _ => DayReading::exact(length, friday),
            })
        }
        Unit::Month => {
            let first = today.first_of_month();
            if this {
                return Some(DayReading::exact(length, end_of_month(first)));
            }
            let end = end_of_month(first.saturating_add(1.month()));
            Some(match lead {
                Lead::By | Lead::Before => {
                    DayReading::open(length, vec![end_of_month(first), end], DoubtKind::WhichDay)
                }
                _ => DayReading::exact(length, end),
            })
        }
        Unit::Year => {
            let end = |year| Date::new(year, 12, 31).ok();
            if this {
                return Some(DayReading::exact(length, end(today.year())?));
            }
            let days = vec![end(today.year())?, end(today.year() + 1)?];
            Some(DayReading::open(length, days, DoubtKind::WhichDay))
        }
        _ => None,
    }
}

/// "by the weekend" is Friday, "on the weekend" ends on Sunday.
pub(super) fn weekend(words: &[Word], at: usize, lead: Lead, today: Date) -> Option<DayReading> {
    let mut length = longest(
        words,
        at,
        &[&["the"], &["this"], &["dieses"], &["am"], &["diesem"]],
    );
    let next = one_of(words, at + length, NEXT) || one_of(words, at + length, COMING);
    length += usize::from(next);
    if !one_of(words, at + length, &["weekend", "wochenende"]) {
        return None;
    }
    let length = length + 1;
    let (friday, sunday) = (
        in_week(today, Weekday::Friday),
        in_week(today, Weekday::Sunday),
    );
    let week = 7.days();
    Some(match lead {
        _ if next => {
            let days = vec![sunday, sunday.saturating_add(week)];
            DayReading::open(length, days, DoubtKind::WhichDay)
        }
        Lead::By | Lead::Before if is_weekend(today) => {
            let days = vec![sunday, friday.saturating_add(week)];
            DayReading::open(length, days, DoubtKind::WhichDay)
        }
        Lead::By | Lead::Before => DayReading::exact(length, friday),
        _ => DayReading::exact(length, sunday),
    })
}
