//! A day of the week: "Friday", "next Friday", "Freitag der nächsten Woche".

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::{COMING, DayReading, LAST, Lead, NEXT, THIS, coming, in_week, monday, one_of};
use crate::loyalty::promises::line::DoubtKind;
use crate::loyalty::promises::line::words::{
    Unit, Word, count, longest, part_of_day, short_weekday, unit, weekday,
};

/// A day of the week, with what says which one.
pub(super) fn of_week(words: &[Word], at: usize, lead: Lead, today: Date) -> Option<DayReading> {
    let said = |list: &[&str]| one_of(words, at, list);
    // "next week on Friday", "nächste Woche Freitag"
    if (said(NEXT) || said(THIS) || said(COMING)) && one_of(words, at + 1, &["week", "woche"]) {
        let skipped = longest(words, at + 2, &[&["on"], &["am"]]);
        let (name, hour) = named(words, at + 2 + skipped, Lead::On)?;
        let week = if said(THIS) {
            today
        } else {
            today.saturating_add(7.days())
        };
        let length = 3 + skipped;
        return Some(of_that_week(length, in_week(week, name), today).at(hour, 0));
    }
    if said(LAST) {
        named(words, at + 1, Lead::On)?;
        return Some(DayReading::open(2, vec![], DoubtKind::Past));
    }
    let (this, next, next_one) = (said(THIS), said(NEXT), said(COMING));
    let skipped = usize::from(this || next || next_one);
    let (name, hour) = named(
        words,
        at + skipped,
        if skipped > 0 { Lead::On } else { lead },
    )?;
    let length = skipped + 1;
    let day = coming(today, name);
    if this {
        return Some(of_that_week(length, in_week(today, name), today).at(hour, 0));
    }
    if next_one {
        return Some(DayReading::exact(length, day).at(hour, 0));
    }
    // "Friday next week", "Freitag der nächsten Woche"
    let gap = longest(words, at + length, &[&["of"], &["in", "der"], &["der"]]);
    let after = at + length + gap;
    if one_of(words, after + 1, &["week", "woche"]) {
        let week = if one_of(words, after, THIS) {
            Some(today)
        } else if one_of(words, after, NEXT) || one_of(words, after, COMING) {
            Some(today.saturating_add(7.days()))
        } else {
            None
        };
        if let Some(week) = week {
            let length = length + gap + 2;
            return Some(of_that_week(length, in_week(week, name), today).at(hour, 0));
        }
    }
    // "Friday in two weeks"
    if one_of(words, at + length, &["in"])
        && let Some(weeks) = words
            .get(at + length + 1)
            .and_then(|word| count(&word.text))
        && words.get(at + length + 2).and_then(|word| unit(&word.text)) == Some(Unit::Week)
    {
        let far = today.saturating_add((weeks * 7).days());
        return Some(DayReading::exact(length + 3, in_week(far, name)).at(hour, 0));
    }
    let later = day.saturating_add(7.days());
    let found = if next && monday(day) == monday(today) {
        // Said in the same week, "next Friday" means this one to some and the one after to others.
        DayReading::open(length, vec![day, later], DoubtKind::WhichDay)
    } else if !next && today.weekday() == name {
        DayReading::open(length, vec![today, day], DoubtKind::WhichDay)
    } else {
        DayReading::exact(length, day)
    };
    Some(found.at(hour, 0))
}

fn of_that_week(length: usize, day: Date, today: Date) -> DayReading {
    if day < today {
        let week_later = day.saturating_add(7.days());
        DayReading::open(length, vec![week_later], DoubtKind::Past)
    } else {
        DayReading::exact(length, day)
    }
}

fn named(words: &[Word], at: usize, lead: Lead) -> Option<(Weekday, Option<i8>)> {
    let word = words.get(at)?;
    if let Some((day, part)) = weekday(&word.text) {
        return Some((day, part.and_then(part_of_day)));
    }
    let short = short_weekday(word).filter(|_| lead != Lead::Bare && lead != Lead::In);
    short.map(|day| (day, None))
}
