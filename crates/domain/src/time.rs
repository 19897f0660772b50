//! Moments, periods and the buckets in which a trend is drawn.
//!
//! A moment is kept as microseconds in UTC; calendars come in only where a person reads or names a
//! period, and then always with the organization's time zone.

use std::fmt;

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A moment: microseconds since 1970-01-01T00:00:00Z. Written as RFC 3339 in UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

/// What a text that names a moment or a period lacks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimeRefusal {
    #[error("`{0}` is not a moment: RFC 3339 is expected, such as 2017-05-13T09:30:00Z")]
    NotAMoment(String),
    #[error(
        "`{0}` is not a period: write 2017, 2017-Q2, 2017-05, 2017-W19, 2017-05-13, last-90-days, or two of them as 2016..2017"
    )]
    NotAPeriod(String),
    #[error("the period `{0}` ends before it starts")]
    Backwards(String),
    #[error("`{0}` is not a time zone: a name such as Europe/Vienna is expected")]
    NotAZone(String),
    #[error("`{0}` is not a granularity: day, week, month, quarter or year is expected")]
    NotAGranularity(String),
}

impl Timestamp {
    pub const EPOCH: Self = Self(0);

    /// From microseconds since the epoch.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the epoch.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339 with any offset; finer than a microsecond is cut off.
    pub fn parse_rfc3339(text: &str) -> Result<Self, TimeRefusal> {
        text.trim()
            .parse::<jiff::Timestamp>()
            .map(Self::from)
            .map_err(|_| TimeRefusal::NotAMoment(text.to_owned()))
    }

    /// This much later; at the end of time it stays there.
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// The start of this day in that zone.
    pub fn start_of(date: Date, zone: &TimeZone) -> Self {
        match zone.to_ambiguous_zoned(date.at(0, 0, 0, 0)).compatible() {
            Ok(zoned) => zoned.timestamp().into(),
            // Only the outermost days of jiff's calendar (years ±9999) can't be placed in a zone.
            Err(_) if date < Date::constant(0, 1, 1) => Self(jiff::Timestamp::MIN.as_microsecond()),
            Err(_) => Self(jiff::Timestamp::MAX.as_microsecond()),
        }
    }

    /// The day on a calendar in that zone.
    pub fn date(self, zone: &TimeZone) -> Date {
        jiff::Timestamp::from(self).to_zoned(zone.clone()).date()
    }
}

impl From<jiff::Timestamp> for Timestamp {
    fn from(moment: jiff::Timestamp) -> Self {
        Self(moment.as_microsecond())
    }
}

impl From<Timestamp> for jiff::Timestamp {
    /// Moments outside jiff's years ±9999 become its first or last one.
    fn from(moment: Timestamp) -> Self {
        Self::from_microsecond(moment.0).unwrap_or(if moment.0 < 0 { Self::MIN } else { Self::MAX })
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        jiff::Timestamp::from(*self).fmt(f)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse_rfc3339(&text).map_err(serde::de::Error::custom)
    }
}

/// The name of a time zone that exists, such as `Europe/Vienna`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct ZoneName(String);

impl ZoneName {
    /// Reads the name of a zone of the IANA database.
    pub fn parse(text: &str) -> Result<Self, TimeRefusal> {
        let text = text.trim();
        match TimeZone::get(text) {
            Ok(zone) => Ok(Self(zone.iana_name().unwrap_or(text).to_owned())),
            Err(_) => Err(TimeRefusal::NotAZone(text.to_owned())),
        }
    }

    pub fn utc() -> Self {
        Self("UTC".to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The zone's rules. A name that was read once is known for ever, so this falls back on UTC
    /// only if the store was written by a program with a newer list of zones.
    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.0).unwrap_or(TimeZone::UTC)
    }
}

impl fmt::Display for ZoneName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// From a moment (included) to a later one (not included).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    pub from: Timestamp,
    pub to: Timestamp,
}

impl Period {
    pub fn contains(&self, moment: Timestamp) -> bool {
        self.from <= moment && moment < self.to
    }

    /// The period of the same length that ends where this one starts.
    pub fn before(&self) -> Self {
        let length = self.to.0.saturating_sub(self.from.0);
        Self {
            from: Timestamp(self.from.0.saturating_sub(length)),
            to: self.from,
        }
    }

    /// Reads `2017`, `2017-Q2`, `2017-05`, `2017-W19`, `2017-05-13`, `last-90-days` (also weeks,
    /// months, years; up to and with today), or two of the dated ones joined as `2016..2017`,
    /// where the second one is meant with its end.
    pub fn parse(text: &str, zone: &TimeZone, now: Timestamp) -> Result<Self, TimeRefusal> {
        let refusal = || TimeRefusal::NotAPeriod(text.to_owned());
        let place = |from: Date, to: Date| Self {
            from: Timestamp::start_of(from, zone),
            to: Timestamp::start_of(to, zone),
        };
        let trimmed = text.trim();
        if let Some((first, last)) = trimmed.split_once("..") {
            let (from, _) = dated(first.trim()).ok_or_else(refusal)?;
            let (_, to) = dated(last.trim()).ok_or_else(refusal)?;
            if to <= from {
                return Err(TimeRefusal::Backwards(text.to_owned()));
            }
            return Ok(place(from, to));
        }
        if let Some(rest) = trimmed.strip_prefix("last-") {
            let tomorrow = now.date(zone).tomorrow().map_err(|_| refusal())?;
            let length = length(rest).ok_or_else(refusal)?;
            let from = tomorrow.checked_sub(length).map_err(|_| refusal())?;
            return Ok(place(from, tomorrow));
        }
        dated(trimmed)
            .map(|(from, to)| place(from, to))
            .ok_or_else(refusal)
    }
}

/// `90-days`, `1-year` and so on.
fn length(text: &str) -> Option<Span> {
    let (count, unit) = text.split_once('-')?;
    let count: i64 = count.parse().ok().filter(|n| (1..=10_000).contains(n))?;
    match unit {
        "day" | "days" => Some(count.days()),
        "week" | "weeks" => Some(count.weeks()),
        "month" | "months" => Some(count.months()),
        "quarter" | "quarters" => Some((count * 3).months()),
        "year" | "years" if count <= 1000 => Some(count.years()),
        _ => None,
    }
}

/// The first day of a dated period and the first day after it.
fn dated(text: &str) -> Option<(Date, Date)> {
    let digits = |part: &str, count: usize| -> Option<i16> {
        (part.len() == count && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse().ok())
            .flatten()
    };
    let mut parts = text.splitn(3, '-');
    let year = digits(parts.next()?, 4)?;
    let start = match (parts.next(), parts.next()) {
        (None, _) => (Date::new(year, 1, 1).ok()?, Granularity::Year),
        (Some(quarter), None) if quarter.starts_with(['Q', 'q']) => {
            let quarter = digits(&quarter[1..], 1).filter(|q| (1..=4).contains(q))?;
            (
                Date::new(year, (quarter * 3 - 2) as i8, 1).ok()?,
                Granularity::Quarter,
            )
        }
        (Some(week), None) if week.starts_with(['W', 'w']) => {
            let week = digits(&week[1..], 2)? as i8;
            (
                ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date(),
                Granularity::Week,
            )
        }
        (Some(month), None) => (
            Date::new(year, digits(month, 2)? as i8, 1).ok()?,
            Granularity::Month,
        ),
        (Some(month), Some(day)) => (
            Date::new(year, digits(month, 2)? as i8, digits(day, 2)? as i8).ok()?,
            Granularity::Day,
        ),
    };
    Some((start.0, start.1.next(start.0)?))
}

/// How finely time is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Granularity {
    Day,
    /// ISO weeks: Monday to Sunday.
    Week,
    Month,
    Quarter,
    Year,
}

impl Granularity {
    pub const ALL: [Self; 5] = [
        Self::Day,
        Self::Week,
        Self::Month,
        Self::Quarter,
        Self::Year,
    ];

    pub fn parse(text: &str) -> Result<Self, TimeRefusal> {
        Self::ALL
            .into_iter()
            .find(|g| g.as_str() == text)
            .ok_or_else(|| TimeRefusal::NotAGranularity(text.to_owned()))
    }

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The first day of the bucket that holds this day.
    pub fn start(self, date: Date) -> Date {
        match self {
            Self::Day => date,
            Self::Week => {
                let back = i64::from(date.weekday().to_monday_zero_offset());
                date.checked_sub(back.days()).unwrap_or(Date::MIN)
            }
            Self::Month => date.first_of_month(),
            Self::Quarter => {
                let month = (date.month() - 1) / 3 * 3 + 1;
                Date::new(date.year(), month, 1).unwrap_or(date)
            }
            Self::Year => date.first_of_year(),
        }
    }

    /// The first day of the bucket after the one that starts here.
    fn next(self, start: Date) -> Option<Date> {
        let length = match self {
            Self::Day => 1.day(),
            Self::Week => 1.week(),
            Self::Month => 1.month(),
            Self::Quarter => 3.months(),
            Self::Year => 1.year(),
        };
        start.checked_add(length).ok()
    }

    /// What people call the bucket that starts on this day: 2017, 2017-Q2, 2017-05, 2017-W19, 2017-05-13.
    pub fn label(self, start: Date) -> String {
        match self {
            Self::Day => start.to_string(),
            Self::Week => {
                let week = start.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Self::Month => format!("{:04}-{:02}", start.year(), start.month()),
            Self::Quarter => format!("{:04}-Q{}", start.year(), (start.month() - 1) / 3 + 1),
            Self::Year => format!("{:04}", start.year()),
        }
    }
}

/// One step of a trend: the whole calendar unit, also where the period cuts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    pub label: String,
    pub from: Timestamp,
    pub to: Timestamp,
}

/// All calendar units that the period touches, in order, without a gap. An empty period has none.
/// At most 100,000, so that a mistyped year can't fill the memory.
pub fn buckets(period: Period, granularity: Granularity, zone: &TimeZone) -> Vec<Bucket> {
    let mut buckets = Vec::new();
    if period.to <= period.from {
        return buckets;
    }
    let mut start = granularity.start(period.from.date(zone));
    while buckets.len() < 100_000 {
        let from = Timestamp::start_of(start, zone);
        if from >= period.to {
            break;
        }
        let Some(next) = granularity.next(start) else {
            break;
        };
        buckets.push(Bucket {
            label: granularity.label(start),
            from,
            to: Timestamp::start_of(next, zone),
        });
        start = next;
    }
    buckets
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Timestamp {
        Timestamp::parse_rfc3339(text).unwrap()
    }

    fn vienna() -> TimeZone {
        ZoneName::parse("Europe/Vienna").unwrap().zone()
    }

    fn check_period(text: &str, from: &str, to: &str) {
        let period = Period::parse(text, &vienna(), moment("2026-03-15T12:00:00Z")).unwrap();
        assert_eq!(
            (period.from.to_string(), period.to.to_string()),
            (from.into(), to.into()),
            "{text}"
        );
    }

    #[test]
    fn a_period_is_read_in_the_organizations_zone() {
        check_period("2017", "2016-12-31T23:00:00Z", "2017-12-31T23:00:00Z");
        check_period("2017-Q2", "2017-03-31T22:00:00Z", "2017-06-30T22:00:00Z");
        check_period("2017-05", "2017-04-30T22:00:00Z", "2017-05-31T22:00:00Z");
        check_period("2017-W19", "2017-05-07T22:00:00Z", "2017-05-14T22:00:00Z");
        check_period("2017-05-13", "2017-05-12T22:00:00Z", "2017-05-13T22:00:00Z");
        check_period("2016..2017", "2015-12-31T23:00:00Z", "2017-12-31T23:00:00Z");
        check_period(
            "2017-05-01..2017-05-31",
            "2017-04-30T22:00:00Z",
            "2017-05-31T22:00:00Z",
        );
        check_period(
            "last-90-days",
            "2025-12-15T23:00:00Z",
            "2026-03-15T23:00:00Z",
        );
        check_period(
            "last-1-year",
            "2025-03-15T23:00:00Z",
            "2026-03-15T23:00:00Z",
        );
    }

    #[test]
    fn what_is_no_period_is_refused() {
        let now = Timestamp::EPOCH;
        for text in [
            "",
            "17",
            "2017-13",
            "2017-Q5",
            "2017-W54",
            "2017-02-30",
            "last-0-days",
            "last-x-days",
            "..",
            "2017..x",
            "Q",
            "2017-Q",
        ] {
            let read = Period::parse(text, &TimeZone::UTC, now);
            assert!(
                matches!(read, Err(TimeRefusal::NotAPeriod(_))),
                "{text}: {read:?}"
            );
        }
        assert!(matches!(
            Period::parse("2017..2016", &TimeZone::UTC, now),
            Err(TimeRefusal::Backwards(_))
        ));
    }

    #[test]
    fn buckets_follow_each_other_without_a_gap() {
        let zone = vienna();
        let period = Period::parse("2016-11..2017-02", &zone, Timestamp::EPOCH).unwrap();
        for granularity in Granularity::ALL {
            let buckets = buckets(period, granularity, &zone);
            assert!(buckets[0].from <= period.from);
            assert!(buckets.last().unwrap().to >= period.to);
            assert!(buckets.windows(2).all(|pair| pair[0].to == pair[1].from));
        }
        let labels = |granularity| -> Vec<String> {
            buckets(period, granularity, &zone)
                .into_iter()
                .map(|b| b.label)
                .collect()
        };
        assert_eq!(labels(Granularity::Year), ["2016", "2017"]);
        assert_eq!(labels(Granularity::Quarter), ["2016-Q4", "2017-Q1"]);
        assert_eq!(
            labels(Granularity::Month),
            ["2016-11", "2016-12", "2017-01", "2017-02"]
        );
        assert_eq!(labels(Granularity::Week)[8], "2016-W52");
        assert_eq!(labels(Granularity::Week)[9], "2017-W01");
        assert_eq!(labels(Granularity::Day).len(), 120);
    }

    #[test]
    fn a_day_with_a_changed_clock_is_shorter() {
        let zone = vienna();
        let period = Period::parse("2017-03-26", &zone, Timestamp::EPOCH).unwrap();
        assert_eq!(
            period.to.micros() - period.from.micros(),
            23 * 3_600_000_000
        );
    }

    #[test]
    fn a_moment_reads_back_as_it_was_written() {
        let moment = moment("2017-05-13T09:30:00.123456+02:00");
        assert_eq!(moment.to_string(), "2017-05-13T07:30:00.123456Z");
        let json = serde_json::to_string(&moment).unwrap();
        assert_eq!(serde_json::from_str::<Timestamp>(&json).unwrap(), moment);
        assert!(Timestamp::parse_rfc3339("13.5.2017").is_err());
    }

    #[test]
    fn a_zone_must_exist() {
        assert_eq!(
            ZoneName::parse(" europe/vienna ").unwrap().as_str(),
            "Europe/Vienna"
        );
        assert!(ZoneName::parse("Middle/Earth").is_err());
    }
}
