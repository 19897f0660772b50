//! When a response happened, from one column or from its parts.

use std::collections::HashMap;

use jiff::{civil::Date, tz::TimeZone};

use super::{Note, Watch, cells::MEMO};
use crate::{
    signals::mapping::{DateOrder, MappingError, dates, values},
    time::Timestamp,
};

pub(super) struct DatePlan {
    pub zone: TimeZone,
    pub whole: Option<(usize, DateOrder)>,
    pub year: Part,
    pub month: Part,
    pub day: Part,
    pub weekday: Option<usize>,
    pub time: Option<usize>,
    pub memo: HashMap<Date, Timestamp>,
}

#[derive(Clone, Copy)]
pub(super) enum Part {
    Missing,
    Fixed(i16),
    Column(usize),
}

impl DatePlan {
    pub fn check(&self) -> Result<(), MappingError> {
        if self.whole.is_some() {
            return Ok(());
        }
        for (part, name) in [
            (self.year, "year"),
            (self.month, "month"),
            (self.day, "day"),
        ] {
            if matches!(part, Part::Missing) {
                return Err(MappingError::Document(format!(
                    "No column holds the date and the mapping names no {name}. Give a column the meaning of the date, or set year, month and day for the whole file."
                )));
            }
        }
        Ok(())
    }

    /// When the response happened. A day without a time is noon in the organization's zone: whatever zone it is
    /// looked at from later, it stays that day.
    pub fn read(
        &mut self,
        number: u64,
        row: &[&str],
        names: &[String],
        watch: &mut dyn Watch,
    ) -> Result<Timestamp, String> {
        let cell = |at: usize| row.get(at).copied().unwrap_or("").trim();
        let mut time = None;
        let mut offset = None;
        let date = match self.whole {
            Some((at, order)) => {
                let text = cell(at);
                if text.is_empty() {
                    return Err(format!("The date `{}` is empty.", names[at]));
                }
                let moment = dates::parse(text, order).ok_or_else(|| {
                    format!(
                        "The date `{}` is \"{text}\", which is no date in the order {}.",
                        names[at],
                        order.words()
                    )
                })?;
                // Midnight to the second is how many programs write "no time".
                time = moment.time.filter(|time| {
                    *time != jiff::civil::Time::midnight() || moment.offset.is_some()
                });
                offset = moment.offset;
                moment.date
            }
            None => {
                let part = |part: Part, what: &str| match part {
                    Part::Missing => Err(format!("There is no {what}.")),
                    Part::Fixed(value) => Ok(value),
                    Part::Column(at) => {
                        let text = cell(at);
                        let named = if what == "month" {
                            dates::month(text).map(i16::from)
                        } else {
                            None
                        };
                        named
                            .or_else(|| {
                                values::number(text)
                                    .filter(|n| n.fract() == 0.0 && n.abs() < 10_000.0)
                                    .map(|n| n as i16)
                            })
                            .ok_or_else(|| format!("The {what} `{}` is \"{text}\".", names[at]))
                    }
                };
                let (year, month, day) = (
                    part(self.year, "year")?,
                    part(self.month, "month")?,
                    part(self.day, "day")?,
                );
                let (small_month, small_day) = (
                    i8::try_from(month).unwrap_or(0),
                    i8::try_from(day).unwrap_or(0),
                );
                Date::new(year, small_month, small_day)
                    .map_err(|_| format!("There is no day {day} in month {month} of {year}."))?
            }
        };
        if let Some(at) = self.time {
            time = dates::parse_time(cell(at)).or(time);
        }
        if let Some(at) = self.weekday
            && let Some(named) = dates::weekday(cell(at))
            && named != date.weekday().to_monday_one_offset()
        {
            watch.note(Note {
                row: number,
                column: names[at].clone(),
                value: cell(at).to_owned(),
                message: format!(
                    "`{}` says {}, {date} is another weekday. The date was kept.",
                    names[at],
                    cell(at)
                ),
            });
        }
        self.place(date, time, offset)
            .ok_or_else(|| format!("{date} is outside the years that can be kept."))
    }

    fn place(
        &mut self,
        date: Date,
        time: Option<jiff::civil::Time>,
        offset: Option<i32>,
    ) -> Option<Timestamp> {
        if !(1900..=2200).contains(&date.year()) {
            return None;
        }
        if let Some(offset) = offset {
            let zone = jiff::tz::Offset::from_seconds(offset).ok()?;
            let at = zone
                .to_timestamp(date.to_datetime(time.unwrap_or(jiff::civil::Time::midnight())))
                .ok()?;
            return Some(at.into());
        }
        if time.is_none()
            && let Some(known) = self.memo.get(&date)
        {
            return Some(*known);
        }
        let noon = jiff::civil::Time::constant(12, 0, 0, 0);
        let civil = date.to_datetime(time.unwrap_or(noon));
        let at: Timestamp = self
            .zone
            .to_ambiguous_zoned(civil)
            .compatible()
            .ok()?
            .timestamp()
            .into();
        if time.is_none() && self.memo.len() < MEMO {
            self.memo.insert(date, at);
        }
        Some(at)
    }
}
