//! Dates as files write them, and the order of day and month told from a whole column.

use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Serialize};

/// How a whole date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 2017-05-13, 20170513
    Ymd,
    /// 05/13/2017
    Mdy,
    /// 13.05.2017
    Dmy,
    /// Days since 1899-12-30, as in a spreadsheet.
    Serial,
    /// Seconds since 1970, UTC.
    UnixSeconds,
    /// Milliseconds since 1970, UTC.
    UnixMillis,
}

impl DateOrder {
    /// As a person would say it.
    pub fn words(self) -> &'static str {
        match self {
            DateOrder::Ymd => "year, month, day",
            DateOrder::Mdy => "month, day, year",
            DateOrder::Dmy => "day, month, year",
            DateOrder::Serial => "a spreadsheet's day number",
            DateOrder::UnixSeconds => "seconds since 1970",
            DateOrder::UnixMillis => "milliseconds since 1970",
        }
    }
}

/// A date as written: with or without time of day, with or without an offset from UTC in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    pub date: Date,
    pub time: Option<Time>,
    pub offset: Option<i32>,
}

/// Reads a whole date. `None` when it isn't one in this order, or no day of the calendar.
pub fn parse(text: &str, order: DateOrder) -> Option<Moment> {
    let text = text.trim();
    match order {
        DateOrder::Serial => return serial(super::values::number(text)?),
        DateOrder::UnixSeconds => return unix(text.parse::<i64>().ok()?.checked_mul(1000)?),
        DateOrder::UnixMillis => return unix(text.parse().ok()?),
        _ => {}
    }
    let (date_text, clock) = split_clock(text)?;
    let date = parse_date(date_text, order)?;
    Some(match clock {
        Some(clock) => Moment {
            date,
            time: Some(clock.time),
            offset: clock.offset,
        },
        None => Moment {
            date,
            time: None,
            offset: None,
        },
    })
}

/// Reads a time of day: "9:20 PM", "14:30:00", and "12/31/1899 09:30:00 AM", which spreadsheets write for one.
pub fn parse_time(text: &str) -> Option<Time> {
    let (date_text, clock) = split_clock(text.trim())?;
    let clock = clock?;
    if date_text.is_empty() || is_day_zero(date_text) {
        Some(clock.time)
    } else {
        None
    }
}

fn is_day_zero(date_text: &str) -> bool {
    matches!(
        date_text,
        "12/31/1899"
            | "12/30/1899"
            | "1/0/1900"
            | "1899-12-30"
            | "1899-12-31"
            | "30.12.1899"
            | "31.12.1899"
    )
}

/// The day of the week, 1 = Monday … 7 = Sunday, from a name in English, German, French or Spanish.
pub fn weekday(text: &str) -> Option<i8> {
    let text = text.trim().trim_end_matches('.').to_lowercase();
    if text.len() < 2 || text.chars().any(|c| !c.is_alphabetic()) {
        return None;
    }
    const NAMES: [&[&str]; 7] = [
        &["monday", "montag", "lundi", "lunes"],
        &["tuesday", "dienstag", "mardi", "martes"],
        &[
            "wednesday",
            "mittwoch",
            "mercredi",
            "miércoles",
            "miercoles",
        ],
        &["thursday", "donnerstag", "jeudi", "jueves"],
        &["friday", "freitag", "vendredi", "viernes"],
        &[
            "saturday",
            "samstag",
            "sonnabend",
            "samedi",
            "sábado",
            "sabado",
        ],
        &["sunday", "sonntag", "dimanche", "domingo"],
    ];
    // Two letters say it in no language but German, where they are unique.
    if text.chars().count() == 2 {
        return ["mo", "di", "mi", "do", "fr", "sa", "so"]
            .iter()
            .position(|name| *name == text)
            .map(|i| i as i8 + 1);
    }
    let found: Vec<usize> = (0..7)
        .filter(|day| NAMES[*day].iter().any(|name| name.starts_with(&text)))
        .collect();
    match found[..] {
        [day] => Some(day as i8 + 1),
        _ => None,
    }
}

/// The month from its name or its first three letters, in the same four languages.
pub fn month(text: &str) -> Option<i8> {
    let text = text.trim().trim_end_matches('.').to_lowercase();
    if text.chars().count() < 3 {
        return None;
    }
    const NAMES: [&[&str]; 12] = [
        &["january", "januar", "jänner", "janvier", "enero"],
        &["february", "februar", "février", "fevrier", "febrero"],
        &["march", "märz", "maerz", "mars", "marzo"],
        &["april", "avril", "abril"],
        &["may", "mai", "mayo"],
        &["june", "juni", "juin", "junio"],
        &["july", "juli", "juillet", "julio"],
        &["august", "août", "aout", "agosto"],
        &["september", "septembre", "septiembre", "sept"],
        &["october", "oktober", "octobre", "octubre"],
        &["november", "novembre", "noviembre"],
        &["december", "dezember", "décembre", "decembre", "diciembre"],
    ];
    let found: Vec<usize> = (0..12)
        .filter(|month| NAMES[*month].iter().any(|name| name.starts_with(&text)))
        .collect();
    match found[..] {
        [month] => Some(month as i8 + 1),
        _ => None,
    }
}

struct Clock {
    time: Time,
    offset: Option<i32>,
}

/// Splits "05/11/2016 12:00:00 AM" before the hour. The outer `None` means that there is a clock that can't be read.
fn split_clock(text: &str) -> Option<(&str, Option<Clock>)> {
    let Some(colon) = text.find(':') else {
        return Some((text, None));
    };
    let hour_at = text[..colon]
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| {
            at + text[at..].chars().next().map_or(1, char::len_utf8)
        });
    let clock = parse_clock(&text[hour_at..])?;
    Some((
        text[..hour_at].trim_end_matches([' ', 'T', 't', ',']),
        Some(clock),
    ))
}

fn parse_clock(text: &str) -> Option<Clock> {
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.')))
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let mut parts = digits.split(':');
    let hour: i8 = parts.next()?.parse().ok()?;
    let minute: i8 = parts.next()?.parse().ok()?;
    let seconds = parts.next().unwrap_or("0");
    if parts.next().is_some() {
        return None;
    }
    let (second, fraction) = seconds.split_once('.').unwrap_or((seconds, ""));
    let second: i8 = second.parse().ok()?;
    let nanos: i32 = if fraction.is_empty() {
        0
    } else {
        format!("{:0<9}", &fraction[..fraction.len().min(9)])
            .parse()
            .ok()?
    };
    let rest = rest.trim().to_ascii_lowercase();
    let (hour, offset) = match rest.as_str() {
        "" => (hour, None),
        "am" | "a.m." | "a" if (1..=12).contains(&hour) => (hour % 12, None),
        "pm" | "p.m." | "p" if (1..=12).contains(&hour) => (hour % 12 + 12, None),
        "z" | "utc" | "gmt" => (hour, Some(0)),
        zone => (hour, Some(parse_offset(zone)?)),
    };
    let second = second.min(59);
    Some(Clock {
        time: Time::new(hour, minute, second, nanos).ok()?,
        offset,
    })
}

fn parse_offset(text: &str) -> Option<i32> {
    let (sign, body) = match text.split_at_checked(1)? {
        ("+", body) => (1, body),
        ("-", body) => (-1, body),
        _ => return None,
    };
    let digits: String = body.chars().filter(|c| *c != ':').collect();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.parse::<i32>().ok()?, 0),
        4 => (digits[..2].parse().ok()?, digits[2..].parse().ok()?),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

fn parse_date(text: &str, order: DateOrder) -> Option<Date> {
    let mut parts: [&str; 3] = [""; 3];
    let mut count = 0;
    for part in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
    {
        // "Tue, 13 May 2017": a weekday in front says nothing new.
        if count == 0 && weekday(part).is_some() {
            continue;
        }
        if count == 3 {
            return None;
        }
        parts[count] = part;
        count += 1;
    }
    if count == 1 && parts[0].len() == 8 && parts[0].bytes().all(|byte| byte.is_ascii_digit()) {
        let text = parts[0];
        parts = match order {
            DateOrder::Ymd => [&text[..4], &text[4..6], &text[6..]],
            _ => [&text[..2], &text[2..4], &text[4..]],
        };
        count = 3;
    }
    if count != 3 {
        return None;
    }
    if let Some(at) = parts
        .iter()
        .position(|part| part.bytes().any(|byte| !byte.is_ascii_digit()))
    {
        let named = month(parts[at])?;
        let others: Vec<&str> = (0..3).filter(|i| *i != at).map(|i| parts[i]).collect();
        let (year, day) = if others[0].len() == 4 {
            (others[0], others[1])
        } else {
            (others[1], others[0])
        };
        let day = day.trim_end_matches(|c: char| c.is_alphabetic());
        return civil(year, named, day.parse().ok()?);
    }
    let [a, b, c] = parts;
    match order {
        DateOrder::Ymd if a.len() == 4 => civil(a, b.parse().ok()?, c.parse().ok()?),
        DateOrder::Mdy => civil(c, a.parse().ok()?, b.parse().ok()?),
        DateOrder::Dmy => civil(c, b.parse().ok()?, a.parse().ok()?),
        _ => None,
    }
}

/// A two-digit year is in this century up to 68, as POSIX reads it.
fn civil(year: &str, month: i8, day: i8) -> Option<Date> {
    let number: i16 = year.parse().ok()?;
    let year = match year.len() {
        4 => number,
        2 if number <= 68 => 2000 + number,
        2 => 1900 + number,
        _ => return None,
    };
    Date::new(year, month, day).ok()
}

fn serial(days: f64) -> Option<Moment> {
    if !(1.0..200_000.0).contains(&days) {
        return None;
    }
    let start = DateTime::constant(1899, 12, 30, 0, 0, 0, 0);
    // Spreadsheets keep times as fractions of a day; a second is the finest they mean.
    let seconds = (days * 86_400.0).round() as i64;
    let moment = start
        .checked_add(jiff::SignedDuration::from_secs(seconds))
        .ok()?;
    let time = (days.fract() != 0.0).then(|| moment.time());
    Some(Moment {
        date: moment.date(),
        time,
        offset: None,
    })
}

fn unix(millis: i64) -> Option<Moment> {
    let at = jiff::Timestamp::from_millisecond(millis).ok()?;
    let civil = jiff::tz::Offset::UTC.to_datetime(at);
    Some(Moment {
        date: civil.date(),
        time: Some(civil.time()),
        offset: Some(0),
    })
}

/// How many values of a column read as a date in each order, or as a time of day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateTally {
    pub values: u64,
    pub ymd: u64,
    pub mdy: u64,
    pub dmy: u64,
    pub times: u64,
    /// Values with AM or PM, which go with the American order.
    pub half_days: u64,
}

impl DateTally {
    /// Counts `count` cells of one value.
    pub fn add(&mut self, value: &str, count: u64) {
        self.values += count;
        if !looks_dated(value) {
            return;
        }
        if parse_time(value).is_some() {
            self.times += count;
            return;
        }
        for (order, tally) in [
            (DateOrder::Ymd, &mut self.ymd),
            (DateOrder::Mdy, &mut self.mdy),
            (DateOrder::Dmy, &mut self.dmy),
        ] {
            // Files of this kind hold dates of living people's visits; 8 digits outside that are keys.
            if parse(value, order).is_some_and(|moment| (1900..=2100).contains(&moment.date.year()))
            {
                *tally += count;
            }
        }
        if value.trim_end().to_ascii_lowercase().ends_with('m') {
            self.half_days += count;
        }
    }

    /// The order that reads (almost) all, and whether another one reads as many.
    pub fn order(&self) -> Option<(DateOrder, bool)> {
        let enough = |count: u64| self.values > 0 && count * 100 >= self.values * 95;
        if enough(self.ymd) && self.ymd >= self.mdy && self.ymd >= self.dmy {
            return Some((DateOrder::Ymd, false));
        }
        match (enough(self.mdy), enough(self.dmy)) {
            (true, true) if self.mdy == self.dmy => {
                let american = self.half_days * 2 > self.values;
                Some((
                    if american {
                        DateOrder::Mdy
                    } else {
                        DateOrder::Dmy
                    },
                    !american,
                ))
            }
            (true, true) => Some((
                if self.mdy > self.dmy {
                    DateOrder::Mdy
                } else {
                    DateOrder::Dmy
                },
                false,
            )),
            (true, false) => Some((DateOrder::Mdy, false)),
            (false, true) => Some((DateOrder::Dmy, false)),
            (false, false) => None,
        }
    }
}

/// A cheap look before trying to read: a digit first or last, a separator or eight digits.
fn looks_dated(value: &str) -> bool {
    let value = value.trim();
    if !(4..=40).contains(&value.len()) {
        return false;
    }
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    digits >= 2
        && (value.len() == 8 && digits == 8
            || value
                .bytes()
                .any(|b| matches!(b, b'-' | b'/' | b'.' | b':' | b' '))
                && digits < value.len())
}

/// The months of a year in which these days of the month fall on these weekdays, best first, each with its share.
pub fn fit_months(year: i16, days: &[(i8, i8, u64)]) -> Vec<(i8, u64)> {
    let mut fits: Vec<(i8, u64)> = (1..=12)
        .map(|month| {
            let fit = days
                .iter()
                .filter(|(day, weekday, _)| {
                    Date::new(year, month, *day)
                        .is_ok_and(|date| date.weekday().to_monday_one_offset() == *weekday)
                })
                .map(|(_, _, count)| count)
                .sum();
            (month, fit)
        })
        .collect();
    fits.sort_by_key(|(month, fit)| (std::cmp::Reverse(*fit), *month));
    fits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, order: DateOrder, expected: &str) {
        let shown = parse(text, order).map_or("none".to_owned(), |moment| {
            let time = moment.time.map_or(String::new(), |time| format!(" {time}"));
            let offset = moment
                .offset
                .map_or(String::new(), |offset| format!(" {offset:+}"));
            format!("{}{time}{offset}", moment.date)
        });
        assert_eq!(shown, expected, "{text:?}");
    }

    #[test]
    fn dates_as_files_write_them() {
        use DateOrder::*;
        check("2017-05-13", Ymd, "2017-05-13");
        check("2017-07-18 08:28:09", Ymd, "2017-07-18 08:28:09");
        check(
            "2015-02-23T22:28:55.387Z",
            Ymd,
            "2015-02-23 22:28:55.387 +0",
        );
        check(
            "2015-02-23T22:28:55+02:00",
            Ymd,
            "2015-02-23 22:28:55 +7200",
        );
        check("05/11/2016 12:00:00 AM", Mdy, "2016-05-11 00:00:00");
        check("05/11/2016", Dmy, "2016-11-05");
        check("13.5.17", Dmy, "2017-05-13");
        check("13/05/2017", Mdy, "none");
        check("31.02.2017", Dmy, "none");
        check("13 May 2017", Dmy, "2017-05-13");
        check("May 13, 2017", Mdy, "2017-05-13");
        check("13. März 2017", Dmy, "2017-03-13");
        check("1er août 2017", Dmy, "none");
        check("1 août 2017", Dmy, "2017-08-01");
        check("20170118", Ymd, "2017-01-18");
        check("42868", Serial, "2017-05-13");
        check("42868.5", Serial, "2017-05-13 12:00:00");
        check("1494676800", UnixSeconds, "2017-05-13 12:00:00 +0");
        check("hello", Ymd, "none");
        check("", Ymd, "none");
        check("25:00", Ymd, "none");
    }

    #[test]
    fn times_of_day() {
        for (text, expected) in [
            ("9:20 PM", Some("21:20:00")),
            ("12:05 AM", Some("00:05:00")),
            ("14:30:00", Some("14:30:00")),
            ("12/31/1899 09:30:00 AM", Some("09:30:00")),
            ("N", None),
            ("13:20 PM", None),
        ] {
            assert_eq!(
                parse_time(text).map(|time| time.to_string()).as_deref(),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn the_order_is_told_from_the_whole_column() {
        let tally = |values: &[&str]| {
            let mut tally = DateTally::default();
            values.iter().for_each(|value| tally.add(value, 1));
            tally.order()
        };
        assert_eq!(
            tally(&["01/02/2017", "25/02/2017"]),
            Some((DateOrder::Dmy, false))
        );
        assert_eq!(
            tally(&["01/02/2017", "02/25/2017"]),
            Some((DateOrder::Mdy, false))
        );
        assert_eq!(
            tally(&["01/02/2017", "03/04/2017"]),
            Some((DateOrder::Dmy, true))
        );
        assert_eq!(
            tally(&["01/02/2017 1:00 PM", "03/04/2017 2:00 AM"]),
            Some((DateOrder::Mdy, false))
        );
        assert_eq!(
            tally(&["2017-01-02", "2017-03-04"]),
            Some((DateOrder::Ymd, false))
        );
        assert_eq!(tally(&["12", "13"]), None);
        assert_eq!(tally(&["A 12-3", "visit"]), None);
    }

    #[test]
    fn weekdays_and_months_in_four_languages() {
        for (text, expected) in [
            ("THUR", Some(4)),
            ("Tue", Some(2)),
            ("Di", Some(2)),
            ("mardi", Some(2)),
            ("Sonntag", Some(7)),
            ("ma", None),
            ("so", Some(7)),
            ("5", None),
        ] {
            assert_eq!(weekday(text), expected, "{text}");
        }
        for (text, expected) in [
            ("Mai", Some(5)),
            ("sept.", Some(9)),
            ("ju", None),
            ("jui", None),
            ("Oktober", Some(10)),
        ] {
            assert_eq!(month(text), expected, "{text}");
        }
    }

    #[test]
    fn the_month_follows_from_days_and_weekdays() {
        // 13 May 2017 was a Saturday, 25 May a Thursday.
        let fits = fit_months(2017, &[(13, 6, 40), (25, 4, 60), (25, 3, 1)]);
        assert_eq!(fits[0], (5, 100));
        assert!(fits[1].1 < 100);
    }
}
