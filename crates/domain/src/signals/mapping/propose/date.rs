//! When it was: a column of dates, or the parts of one.

use std::collections::BTreeMap;

use super::{Confidence, Proposing, is_date};
use crate::signals::mapping::{
    DatePart, FixedDate, Role, dates, names,
    profile::ColumnProfile,
    settle::{Change, Settle, SettleOption},
    values,
    words::Hints,
};

impl Proposing<'_> {
    pub(super) fn find_date(&mut self) {
        let mut whole: Vec<usize> = self
            .open()
            .into_iter()
            .filter(|at| {
                is_date(self.column(*at)) && self.column(*at).empty * 5 <= self.profile.rows
            })
            .collect();
        let rank = |at: &usize| {
            let name = format!(
                "{} {}",
                names::plain(&self.column(*at).name),
                self.context
                    .labels
                    .get(*at)
                    .map(|l| names::plain(l))
                    .unwrap_or_default()
            );
            let place = [
                "recorded",
                "enddate",
                "submit",
                "completed",
                "intdate",
                "response",
                "date",
                "datum",
                "fecha",
                "time",
            ]
            .iter()
            .position(|word| name.contains(word))
            .unwrap_or(99);
            (self.column(*at).empty > 0, place, *at)
        };
        whole.sort_by_key(rank);
        if let Some((&at, others)) = whole.split_first() {
            let (order, ambiguous) = self.column(at).dates.order().expect("is a date");
            let confidence = if ambiguous {
                Confidence::Asks
            } else {
                Confidence::Sure
            };
            self.decide(
                at,
                Role::Date {
                    part: DatePart::Whole,
                    order: Some(order),
                },
                confidence,
                format!("Dates, in the order {}.", order.words()),
            );
            if ambiguous {
                self.ask_order(at);
            }
            for other in others {
                let why = format!(
                    "Another date; `{}` dates the answers.",
                    self.column(at).name
                );
                self.decide(*other, Role::Ignore, Confidence::Likely, why);
            }
            return;
        }
        self.find_parts();
    }

    pub(super) fn ask_order(&mut self, at: usize) {
        let column = self.column(at).name.clone();
        let option = |order: dates::DateOrder| SettleOption {
            label: format!("Read as {}", order.words()),
            changes: vec![Change::Order {
                column: column.clone(),
                order,
            }],
        };
        self.settle.push(Settle {
            id: format!("order:{column}"),
            question: "Is the day or the month first?".into(),
            text: format!("No date in `{column}` has a day above 12, so both orders fit. The wrong one puts answers in the wrong month."),
            options: vec![option(dates::DateOrder::Dmy), option(dates::DateOrder::Mdy)],
            columns: vec![column],
            chosen: 0,
            open: true,
        });
    }

    /// Year, month and day in columns of their own, or only some of them.
    pub(super) fn find_parts(&mut self) {
        let whole = |column: &ColumnProfile, low: f64, high: f64| {
            column.whole()
                && column.numbers == column.filled
                && column.empty == 0
                && column.low >= low
                && column.high <= high
        };
        let open = self.open();
        let find = |work: &Self, test: &dyn Fn(&Hints) -> bool, low: f64, high: f64| {
            open.iter()
                .copied()
                .find(|at| test(&work.hints[*at]) && whole(work.column(*at), low, high))
        };
        let year = find(self, &|hints| hints.year, 1990.0, 2100.0);
        let month = find(self, &|hints| hints.month, 1.0, 12.0);
        let day = open.iter().copied().find(|at| {
            (self.hints[*at].day || self.hints[*at].date)
                && whole(self.column(*at), 1.0, 31.0)
                && self.column(*at).distinct > 7
        });
        let weekday = open.iter().copied().find(|at| {
            let column = self.column(*at);
            column.distinct <= 14
                && column.filled > 0
                && column
                    .values
                    .iter()
                    .all(|value| dates::weekday(&value.value).is_some())
        });
        for (at, part, why) in [
            (year, DatePart::Year, "The year."),
            (month, DatePart::Month, "The month."),
            (day, DatePart::Day, "Day of the month."),
        ] {
            if let Some(at) = at {
                self.decide(
                    at,
                    Role::Date { part, order: None },
                    Confidence::Likely,
                    why,
                );
            }
        }
        let named_year = year_in(self.context.file_name);
        if year.is_none() {
            self.date.year = Some(named_year.unwrap_or(self.context.today.year()));
        }
        if let (Some(day), Some(weekday), None) = (day, weekday, month) {
            self.decide(
                weekday,
                Role::Date {
                    part: DatePart::Weekday,
                    order: None,
                },
                Confidence::Sure,
                "Weekdays, to check the date with.",
            );
            self.fit_month(day, weekday);
            if let Some((_, confidence, _)) = &mut self.decided[day] {
                *confidence = Confidence::Asks;
            }
            return;
        }
        if month.is_none() {
            self.date.month = Some(self.context.today.month());
        }
        if day.is_none() {
            self.date.day = Some(1);
        }
        if year.is_some() && month.is_some() {
            return;
        }
        let guess = format!(
            "{}-{:02}",
            self.date.year.unwrap_or(self.context.today.year()),
            self.date.month.unwrap_or(1)
        );
        self.settle.push(Settle {
            id: "date".into(),
            question: if day.is_some() { "Which month is it?" } else { "When was this?" }.into(),
            text: match (day, named_year) {
                (Some(at), _) => format!("`{}` has only the day of the month. Until you say otherwise the answers are dated {guess}.", self.column(at).name),
                (None, Some(year)) => format!("No column holds a date; the name of the file says {year}. Until you say otherwise the answers are dated {guess}-01."),
                (None, None) => format!("No column holds a date. Until you say otherwise the answers are dated {guess}-01."),
            },
            columns: day.map(|at| self.column(at).name.clone()).into_iter().collect(),
            options: vec![
                SettleOption { label: format!("Use {guess}"), changes: vec![Change::Date { date: self.date }] },
                SettleOption { label: "Another date".into(), changes: vec![] },
            ],
            chosen: 0,
            open: true,
        });
    }

    /// Finds the month in which the days fall on the weekdays that stand beside them.
    fn fit_month(&mut self, day: usize, weekday: usize) {
        let sample = &self.profile.sample;
        let mut pairs: BTreeMap<(i8, i8), u64> = BTreeMap::new();
        for row in 0..sample.rows() {
            if let (Some(day), Some(weekday)) = (
                values::number(sample.cell(row, day)),
                dates::weekday(sample.cell(row, weekday)),
            ) {
                *pairs.entry((day as i8, weekday)).or_default() += 1;
            }
        }
        let pairs: Vec<(i8, i8, u64)> = pairs
            .into_iter()
            .map(|((day, weekday), count)| (day, weekday, count))
            .collect();
        let rows: u64 = pairs.iter().map(|(.., count)| count).sum();
        let year = self.date.year.unwrap_or(self.context.today.year());
        let fits = dates::fit_months(year, &pairs);
        let best: Vec<i8> = fits
            .iter()
            .filter(|(_, fit)| *fit == fits[0].1)
            .map(|(month, _)| *month)
            .collect();
        let (day_name, weekday_name) = (
            self.column(day).name.clone(),
            self.column(weekday).name.clone(),
        );
        self.date.month = Some(best[0]);
        let fit = fits[0].1;
        let text = if best.len() == 1 && fit * 10 >= rows * 9 {
            format!(
                "`{day_name}` has only the day. With the weekdays in `{weekday_name}`, {} is the one month of {year} that fits, for {fit} of {rows} rows; the others keep the day.",
                month_name(best[0])
            )
        } else {
            format!(
                "`{day_name}` has only the day, and the weekdays in `{weekday_name}` fit {} months of {year}.",
                best.len()
            )
        };
        let option = |month: i8| SettleOption {
            label: format!("Use {} {year}", month_name(month)),
            changes: vec![Change::Date {
                date: FixedDate {
                    month: Some(month),
                    ..self.date
                },
            }],
        };
        let mut options: Vec<SettleOption> =
            best.iter().take(3).map(|month| option(*month)).collect();
        options.push(SettleOption {
            label: "Another month".into(),
            changes: vec![],
        });
        self.settle.push(Settle {
            id: "month".into(),
            question: "Which month is it?".into(),
            text,
            columns: vec![day_name, weekday_name],
            options,
            chosen: 0,
            open: true,
        });
    }
}

/// A year between 1990 and 2100 written in a file's name.
pub(super) fn year_in(name: &str) -> Option<i16> {
    let digits: Vec<&str> = name
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| part.len() == 4)
        .collect();
    digits
        .iter()
        .filter_map(|part| part.parse().ok())
        .find(|year| (1990..=2100).contains(year))
}

fn month_name(month: i8) -> &'static str {
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ][usize::try_from(month - 1).unwrap_or(0).min(11)]
}
