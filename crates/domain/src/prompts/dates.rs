use jiff::civil::Date;

/// A day in somebody's life: with its year, or without, as many birthdays are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KnownDay {
    month: i8,
    day: i8,
    year: Option<i16>,
}

/// A leap year, in which every day of a calendar exists.
const LEAP: i16 = 2000;

impl KnownDay {
    pub fn of(date: Date) -> Self {
        Self {
            month: date.month(),
            day: date.day(),
            year: Some(date.year()),
        }
    }

    /// Reads `1984-02-29`, `19840229`, a moment that begins with such a day, and days without a year: `--02-29`,
    /// `--0229` (as address books write them) and `02-29`. `None`: this is no day.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(rest) = text.strip_prefix("--") {
            return Self::without_year(rest);
        }
        if text.len() == 5 {
            return Self::without_year(text);
        }
        let day = text.get(..10).unwrap_or(text);
        let read: Date = match day.len() {
            // A longer text is a moment only where the day ends there.
            10 if text.len() == 10 || text[10..].starts_with(['T', ' ']) => day.parse().ok()?,
            8 if day.bytes().all(|b| b.is_ascii_digit()) => {
                format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..])
                    .parse()
                    .ok()?
            }
            _ => return None,
        };
        Some(Self::of(read))
    }

    fn without_year(text: &str) -> Option<Self> {
        let digits: String = match text.len() {
            5 if text.as_bytes()[2] == b'-' => text.replacen('-', "", 1),
            4 => text.to_owned(),
            _ => return None,
        };
        if !digits.bytes().all(|b| b.is_ascii_digit()) || digits.len() != 4 {
            return None;
        }
        let (month, day) = (digits[..2].parse().ok()?, digits[2..].parse().ok()?);
        Date::new(LEAP, month, day).ok()?;
        Some(Self {
            month,
            day,
            year: None,
        })
    }

    /// The day itself, where its year is known.
    pub fn date(self) -> Option<Date> {
        Date::new(self.year?, self.month, self.day).ok()
    }

    /// Its return in a year. Who was born on 29 February is congratulated on the 28th where there is no 29th: it stays
    /// in its month.
    pub fn in_year(self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day)
            .or_else(|_| Date::new(year, self.month, 28))
            .ok()
    }

    /// Its first return on that day or later. It does not return before it was: a day in the future comes first of all
    /// itself.
    pub fn return_from(self, day: Date) -> Option<Date> {
        let from = self.date().map_or(day, |first| first.max(day));
        (from.year()..=from.year().saturating_add(1))
            .filter_map(|year| self.in_year(year))
            .find(|found| *found >= from)
    }

    /// How many years it is ago on that day; `None` where the year is not known.
    pub fn years_on(self, day: Date) -> Option<i16> {
        self.year.map(|year| day.year() - year)
    }
}
