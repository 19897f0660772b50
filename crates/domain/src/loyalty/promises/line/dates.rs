//! Which day is meant.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::DoubtKind;
use super::words::{
    Unit, Word, count, is, longest, month, ordinal, part_of_day, short_weekday, unit, weekday, year,
};

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

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
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

/// A day of the week, with what says which one.
fn of_week(words: &[Word], at: usize, lead: Lead, today: Date) -> Option<DayReading> {
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
fn end_of(words: &[Word], at: usize, today: Date) -> Option<DayReading> {
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
fn vague(words: &[Word], at: usize) -> Option<DayReading> {
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
fn whole_period(words: &[Word], at: usize, lead: Lead, today: Date) -> Option<DayReading> {
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
fn weekend(words: &[Word], at: usize, lead: Lead, today: Date) -> Option<DayReading> {
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

/// A day of the calendar.
fn calendar(words: &[Word], at: usize, lead: Lead, today: Date) -> Option<DayReading> {
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
fn dated(length: usize, date: Date, today: Date) -> DayReading {
    if date < today {
        DayReading::open(length, vec![], DoubtKind::Past)
    } else {
        DayReading::exact(length, date)
    }
}

/// So many months ahead a day without its year is still believed; what has only just gone by was rather meant as past.
const BELIEVED_MONTHS: i64 = 9;

/// A day without its year, given as this year's and next year's.
fn yearless(length: usize, this: Option<Date>, next: Option<Date>, today: Date) -> DayReading {
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
