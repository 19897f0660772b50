//! What a screen or a command asks for, read from text once: period, comparison, filters.

use domain::time::{Bucket, Granularity, Period, Timestamp, buckets};
use insight::{By, Filter, MeasureName};
use jiff::tz::TimeZone;

use super::views::{LabelView, PeriodView, PeriodsView};
use crate::error::{FieldError, Problem};

/// A request as it came: nothing is known yet but that the words have their form.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// As written: `2017`, `last-90-days`, …; the screens choose one when nothing is said.
    pub period: Option<String>,
    /// As written; `none` for no comparison.
    pub against: Option<String>,
    pub filters: Vec<Filter>,
    pub by: Vec<By>,
    pub measure: Option<MeasureName>,
    pub weighted: bool,
    /// An attribute of clients.
    pub segment: Option<String>,
    /// The two sides of a comparison, such as `period:2017` or `attr.terminal:A`.
    pub a: Option<String>,
    pub b: Option<String>,
    /// Words to search for.
    pub q: Option<String>,
    pub touchpoint: Option<String>,
    pub cursor: Option<String>,
    pub limit: Option<usize>,
}

impl Asked {
    /// Reads parameters, of which `where` may repeat. Every wrong one is named.
    pub fn of_pairs(pairs: &[(String, String)]) -> Result<Self, Problem> {
        let mut asked = Self::default();
        let mut errors = Vec::new();
        for (name, value) in pairs {
            let text = || Some(value.trim().to_owned()).filter(|value| !value.is_empty());
            match name.as_str() {
                "period" => asked.period = text(),
                "against" => asked.against = text(),
                "segment" => {
                    asked.segment =
                        text().map(|text| text.strip_prefix("attr.").unwrap_or(&text).to_owned())
                }
                "a" => asked.a = text(),
                "b" => asked.b = text(),
                "q" => asked.q = text(),
                "touchpoint" => asked.touchpoint = text(),
                "cursor" => asked.cursor = text(),
                "where" => match value.parse() {
                    Ok(filter) => asked.filters.push(filter),
                    Err(refusal) => errors.push(wrong(name, &refusal)),
                },
                "by" => match By::parse_list(value) {
                    Ok(by) => asked.by.extend(by),
                    Err(refusal) => errors.push(wrong(name, &refusal)),
                },
                "measure" => match value.parse() {
                    Ok(measure) => asked.measure = Some(measure),
                    Err(refusal) => errors.push(wrong(name, &refusal)),
                },
                "weighted" => match value.as_str() {
                    "true" | "1" | "" => asked.weighted = true,
                    "false" | "0" => asked.weighted = false,
                    _ => errors.push(FieldError::new("weighted", "true or false is expected.")),
                },
                "limit" => match value.parse() {
                    Ok(limit) if (1..=200).contains(&limit) => asked.limit = Some(limit),
                    _ => errors.push(FieldError::new(
                        "limit",
                        "A number from 1 to 200 is expected.",
                    )),
                },
                _ => errors.push(FieldError::new(
                    name.as_str(),
                    "There is no such parameter.",
                )),
            }
        }
        Problem::if_any(errors).map(|()| asked)
    }

    /// The measure, which some operations need.
    pub fn measure(&self) -> Result<MeasureName, Problem> {
        self.measure.ok_or_else(|| {
            Problem::field(
                "measure",
                "Say which measure: nps, csat, ces, mean or distribution.",
            )
        })
    }
}

fn wrong(field: &str, refusal: &impl std::fmt::Display) -> FieldError {
    let text = refusal.to_string();
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|c| c.to_uppercase().to_string())
        .unwrap_or_default();
    FieldError::new(field, format!("{first}{}.", letters.as_str()))
}

/// A period with the words it was asked by.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedPeriod {
    pub label: String,
    pub period: Period,
}

impl NamedPeriod {
    pub fn parse(
        field: &str,
        text: &str,
        zone: &TimeZone,
        now: Timestamp,
    ) -> Result<Self, Problem> {
        let period = Period::parse(text, zone, now)
            .map_err(|refusal| Problem::fields(vec![wrong(field, &refusal)]))?;
        Ok(Self {
            label: text.to_owned(),
            period,
        })
    }

    pub fn view(&self) -> PeriodView {
        PeriodView {
            from: self.period.from.to_string(),
            to: self.period.to.to_string(),
            label: self.label.clone(),
        }
    }

    pub fn label_view(&self) -> LabelView {
        LabelView {
            label: self.label.clone(),
        }
    }
}

/// When there was something to hear: months with answers, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The months with answers, by their label, such as `2017-05`.
    pub months: Vec<String>,
}

impl Calendar {
    fn years(&self) -> Vec<String> {
        let mut years: Vec<String> = self
            .months
            .iter()
            .filter_map(|month| month.get(..4))
            .map(str::to_owned)
            .collect();
        years.dedup();
        years
    }

    /// Months from the first with answers to the last, both counted.
    fn span(&self) -> i32 {
        match (self.months.first(), self.months.last()) {
            (Some(first), Some(last)) => month_number(last) - month_number(first) + 1,
            _ => 0,
        }
    }

    /// Waves far apart, as a yearly survey makes them: most months have no answers.
    fn comes_in_waves(&self) -> bool {
        self.years().len() >= 2 && self.span() >= 4 * self.months.len() as i32
    }

    /// What a point of a trend stands for, so that a line has some four to twenty points.
    pub fn trend_by(&self) -> Granularity {
        let months = self.span();
        if self.comes_in_waves() || months > 72 {
            Granularity::Year
        } else if months > 14 {
            Granularity::Quarter
        } else if months > 3 {
            Granularity::Month
        } else {
            Granularity::Week
        }
    }

    /// What is shown when nobody asked: the newest wave; a year up to now while answers keep coming; otherwise the
    /// newest year.
    pub fn usual(&self, zone: &TimeZone, now: Timestamp) -> Option<(String, Option<String>)> {
        let years = self.years();
        let newest = years.last()?.clone();
        let before = years
            .len()
            .checked_sub(2)
            .and_then(|at| years.get(at))
            .cloned();
        if self.comes_in_waves() {
            return Some((newest, before));
        }
        let this_month = Granularity::Month.label(now.date(zone).first_of_month());
        let age =
            month_number(&this_month) - self.months.last().map_or(0, |last| month_number(last));
        if (0..=2).contains(&age) {
            let against = (self.span() > 12).then(|| "year-before".to_owned());
            return Some(("last-12-months".to_owned(), against));
        }
        Some((newest, before))
    }

    pub fn view(
        &self,
        from: Option<Timestamp>,
        to: Option<Timestamp>,
        zone: &TimeZone,
        now: Timestamp,
    ) -> PeriodsView {
        let usual = self.usual(zone, now);
        PeriodsView {
            from: from.map(|at| at.to_string()),
            to: to.map(|at| at.to_string()),
            years: self.years(),
            default: usual.as_ref().map(|(period, _)| period.clone()),
            against: usual.and_then(|(_, against)| against),
        }
    }
}

/// Months since the year 0 of a label such as `2017-05`.
fn month_number(label: &str) -> i32 {
    let part = |range: std::ops::Range<usize>| {
        label
            .get(range)
            .and_then(|text| text.parse::<i32>().ok())
            .unwrap_or(0)
    };
    part(0..4) * 12 + part(5..7)
}

/// The period a screen shows and the one it is compared with.
#[derive(Clone, Debug, PartialEq)]
pub struct Window {
    pub shown: NamedPeriod,
    pub against: Option<NamedPeriod>,
}

impl Window {
    /// What was asked for, or what is usual. Without a word about the comparison it is the period before: the year
    /// before a year, and as much time before anything else; only if there are answers from then.
    pub fn of(
        asked: &Asked,
        calendar: &Calendar,
        zone: &TimeZone,
        now: Timestamp,
    ) -> Result<Self, Problem> {
        let usual = calendar
            .usual(zone, now)
            .unwrap_or_else(|| ("last-12-months".to_owned(), None));
        let text = asked.period.clone().unwrap_or(usual.0);
        let shown = NamedPeriod::parse("period", &text, zone, now)?;
        let against = match asked.against.as_deref() {
            Some("none") => None,
            Some("year-before") => Some(year_before(&shown, zone)),
            Some(text) => Some(NamedPeriod::parse("against", text, zone, now)?),
            None => Some(before(&shown, zone)).filter(|before| calendar.touches(before, zone)),
        };
        Ok(Self { shown, against })
    }
}

impl Calendar {
    fn touches(&self, period: &NamedPeriod, zone: &TimeZone) -> bool {
        months_of(period.period, zone)
            .iter()
            .any(|month| self.months.contains(&month.label))
    }
}

fn months_of(period: Period, zone: &TimeZone) -> Vec<Bucket> {
    let hundred_years =
        Timestamp::from_micros(period.from.micros().saturating_add(3_155_760_000_000_000));
    buckets(
        Period {
            from: period.from,
            to: period.to.min(hundred_years),
        },
        Granularity::Month,
        zone,
    )
}

/// The calendar unit before a calendar unit; as much time before anything else.
fn before(shown: &NamedPeriod, zone: &TimeZone) -> NamedPeriod {
    let start = shown.period.from.date(zone);
    for granularity in [
        Granularity::Year,
        Granularity::Quarter,
        Granularity::Month,
        Granularity::Week,
    ] {
        if granularity.label(granularity.start(start)) == shown.label
            && let Ok(day_before) = start.yesterday()
        {
            let unit = granularity.start(day_before);
            return NamedPeriod {
                label: granularity.label(unit),
                period: Period {
                    from: Timestamp::start_of(unit, zone),
                    to: shown.period.from,
                },
            };
        }
    }
    if shown.label == "last-12-months" {
        return year_before(shown, zone);
    }
    let period = shown.period.before();
    NamedPeriod {
        label: days(period, zone),
        period,
    }
}

fn year_before(shown: &NamedPeriod, zone: &TimeZone) -> NamedPeriod {
    let back = |at: Timestamp| {
        let date = at.date(zone);
        Timestamp::start_of(date.saturating_sub(jiff::Span::new().years(1)), zone)
    };
    let period = Period {
        from: back(shown.period.from),
        to: back(shown.period.to),
    };
    NamedPeriod {
        label: days(period, zone),
        period,
    }
}

/// A period by its first and last day, as `Period::parse` reads it.
fn days(period: Period, zone: &TimeZone) -> String {
    let first = period.from.date(zone);
    let end = period.to.date(zone);
    let last = end.yesterday().unwrap_or(end);
    format!("{first}..{last}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        Timestamp::parse_rfc3339("2026-03-20T10:00:00Z").expect("a time")
    }

    fn calendar(months: &[&str]) -> Calendar {
        Calendar {
            months: months.iter().map(|month| (*month).to_owned()).collect(),
        }
    }

    fn window(asked: &Asked, calendar: &Calendar) -> Window {
        Window::of(asked, calendar, &TimeZone::UTC, now()).expect("a window")
    }

    #[test]
    fn a_yearly_survey_shows_its_newest_year_against_the_one_before() {
        let waves = calendar(&["2014-05", "2015-05", "2016-05", "2017-05"]);
        let window = window(&Asked::default(), &waves);
        assert_eq!(window.shown.label, "2017");
        assert_eq!(window.against.expect("a comparison").label, "2016");
        assert_eq!(waves.trend_by(), Granularity::Year);
    }

    #[test]
    fn a_steady_flow_shows_the_last_year() {
        let months: Vec<String> = (2023..=2026)
            .flat_map(|year| (1..=12).map(move |month| format!("{year}-{month:02}")))
            .take(39)
            .collect();
        let steady = Calendar { months };
        let window = window(&Asked::default(), &steady);
        assert_eq!(window.shown.label, "last-12-months");
        assert_eq!(
            window.against.expect("a comparison").label,
            "2024-03-21..2025-03-20"
        );
        assert_eq!(steady.trend_by(), Granularity::Quarter);
    }

    #[test]
    fn nothing_is_compared_with_a_time_without_answers() {
        let window = window(&Asked::default(), &calendar(&["2026-02", "2026-03"]));
        assert_eq!(window.against, None);
        assert_eq!(calendar(&[]).usual(&TimeZone::UTC, now()), None);
    }

    #[test]
    fn a_calendar_unit_is_compared_with_the_unit_before() {
        let all = calendar(&["2025-12", "2026-01", "2026-02"]);
        for (period, against) in [
            ("2026", "2025"),
            ("2026-Q1", "2025-Q4"),
            ("2026-02", "2026-01"),
        ] {
            let asked = Asked {
                period: Some(period.to_owned()),
                ..Asked::default()
            };
            assert_eq!(
                window(&asked, &all).against.expect("a comparison").label,
                against
            );
        }
        let asked = Asked {
            period: Some("2026-02-01..2026-02-10".to_owned()),
            ..Asked::default()
        };
        assert_eq!(
            window(&asked, &all).against.expect("a comparison").label,
            "2026-01-22..2026-01-31"
        );
    }

    #[test]
    fn every_wrong_parameter_is_named() {
        let pairs = [
            ("where", "x"),
            ("by", "colour"),
            ("limit", "0"),
            ("whre", "a=b"),
            ("weighted", "perhaps"),
        ];
        let pairs: Vec<(String, String)> = pairs
            .iter()
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect();
        let problem = Asked::of_pairs(&pairs).expect_err("wrong parameters");
        assert_eq!(problem.errors.len(), 5, "{problem}");
    }
}
