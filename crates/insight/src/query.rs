//! What is asked: which measure, of which rows, in which groups.

use std::{fmt, str::FromStr};

use domain::time::{Granularity, Period};

/// The name of a measure in the API and on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MeasureName {
    Nps,
    Csat,
    Ces,
    Mean,
    Distribution,
}

impl MeasureName {
    pub const ALL: [MeasureName; 5] = [
        MeasureName::Nps,
        MeasureName::Csat,
        MeasureName::Ces,
        MeasureName::Mean,
        MeasureName::Distribution,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            MeasureName::Nps => "nps",
            MeasureName::Csat => "csat",
            MeasureName::Ces => "ces",
            MeasureName::Mean => "mean",
            MeasureName::Distribution => "distribution",
        }
    }
}

impl fmt::Display for MeasureName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for MeasureName {
    type Err = QueryRefusal;

    fn from_str(text: &str) -> Result<MeasureName, QueryRefusal> {
        MeasureName::ALL
            .into_iter()
            .find(|name| name.as_str() == text)
            .ok_or_else(|| QueryRefusal::UnknownMeasure(text.to_owned()))
    }
}

/// A question to the experience log.
#[derive(Clone, Debug)]
pub struct Query {
    pub measure: MeasureName,
    /// All of them must hold.
    pub filters: Vec<Filter>,
    /// One group for each combination that occurs; none: everything together.
    pub by: Vec<By>,
    /// All time when not said.
    pub period: Option<Period>,
    /// Whether each response counts with its weight.
    pub weighted: bool,
}

impl Query {
    pub fn new(measure: MeasureName) -> Query {
        Query {
            measure,
            filters: Vec::new(),
            by: Vec::new(),
            period: None,
            weighted: false,
        }
    }

    pub fn filtered(mut self, filter: Filter) -> Query {
        self.filters.push(filter);
        self
    }

    pub fn by(mut self, by: By) -> Query {
        self.by.push(by);
        self
    }

    pub fn within(mut self, period: Period) -> Query {
        self.period = Some(period);
        self
    }

    pub fn weighted(mut self) -> Query {
        self.weighted = true;
        self
    }
}

/// What rows are grouped by, written `touchpoint`, `stage`, `channel`, `question`, `source`, `attr.<key>`,
/// `time.day|week|month|quarter|year`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    Touchpoint,
    Stage,
    Channel,
    Question,
    Source,
    /// An attribute of clients, by its key.
    Attribute(String),
    /// Calendar units in the organization's time zone.
    Time(Granularity),
}

impl fmt::Display for By {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            By::Touchpoint => f.write_str("touchpoint"),
            By::Stage => f.write_str("stage"),
            By::Channel => f.write_str("channel"),
            By::Question => f.write_str("question"),
            By::Source => f.write_str("source"),
            By::Attribute(key) => write!(f, "attr.{key}"),
            By::Time(granularity) => write!(f, "time.{}", granularity.as_str()),
        }
    }
}

impl FromStr for By {
    type Err = QueryRefusal;

    fn from_str(text: &str) -> Result<By, QueryRefusal> {
        let text = text.trim();
        let unknown = || QueryRefusal::UnknownDimension(text.to_owned());
        match text {
            "touchpoint" => Ok(By::Touchpoint),
            "stage" => Ok(By::Stage),
            "channel" => Ok(By::Channel),
            "question" => Ok(By::Question),
            "source" => Ok(By::Source),
            _ => match text.split_once('.') {
                Some(("attr", key)) if !key.is_empty() => Ok(By::Attribute(key.to_owned())),
                Some(("time", unit)) => Granularity::parse(unit)
                    .map(By::Time)
                    .map_err(|_| unknown()),
                _ => Err(unknown()),
            },
        }
    }
}

impl By {
    /// Reads a list: `touchpoint,time.year`. Nothing is no grouping.
    pub fn parse_list(text: &str) -> Result<Vec<By>, QueryRefusal> {
        text.split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(str::parse)
            .collect()
    }
}

/// Rows with one of some values: `touchpoint=wifi,parking`, `attr.terminal=A`. A comma or backslash inside a value is
/// written with a backslash before it; `none` stands for rows without a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Filter {
    /// Not a calendar unit: for that there is the period.
    pub dimension: By,
    /// Keys or labels, any of which will do.
    pub is: Vec<String>,
}

/// The value that stands for rows without one.
pub const NO_VALUE: &str = "none";

impl Filter {
    pub fn new(dimension: By, is: impl IntoIterator<Item = impl Into<String>>) -> Filter {
        Filter {
            dimension,
            is: is.into_iter().map(Into::into).collect(),
        }
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}=", self.dimension)?;
        for (at, value) in self.is.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            write!(
                f,
                "{comma}{}",
                value.replace('\\', "\\\\").replace(',', "\\,")
            )?;
        }
        Ok(())
    }
}

impl FromStr for Filter {
    type Err = QueryRefusal;

    fn from_str(text: &str) -> Result<Filter, QueryRefusal> {
        let unreadable = || QueryRefusal::UnreadableFilter(text.to_owned());
        let (dimension, values) = text.split_once('=').ok_or_else(unreadable)?;
        let dimension: By = dimension.parse()?;
        if matches!(dimension, By::Time(_)) {
            return Err(QueryRefusal::FilterByTime);
        }
        let mut is = vec![String::new()];
        let mut escaped = false;
        for c in values.chars() {
            match c {
                '\\' if !escaped => escaped = true,
                ',' if !escaped => is.push(String::new()),
                _ => {
                    escaped = false;
                    if let Some(last) = is.last_mut() {
                        last.push(c);
                    }
                }
            }
        }
        let is: Vec<String> = is
            .iter()
            .map(|value| value.trim().to_owned())
            .filter(|value| !value.is_empty())
            .collect();
        if is.is_empty() {
            Err(unreadable())
        } else {
            Ok(Filter { dimension, is })
        }
    }
}

/// Why a question cannot be asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryRefusal {
    #[error("there is no measure “{0}”; there are nps, csat, ces, mean, distribution")]
    UnknownMeasure(String),
    #[error(
        "there is no dimension “{0}”; there are touchpoint, stage, channel, question, source, attr.<attribute>, \
         time.day|week|month|quarter|year"
    )]
    UnknownDimension(String),
    #[error("“{0}” is not a filter; write it as touchpoint=wifi,parking")]
    UnreadableFilter(String),
    #[error("a time cannot be a filter; use the period")]
    FilterByTime,
    #[error("there is no attribute “{name}”; known are: {known}")]
    UnknownAttribute { name: String, known: String },
    #[error("there is no {dimension} “{value}”; known are: {known}")]
    UnknownValue {
        dimension: String,
        value: String,
        known: String,
    },
    #[error("a grouping may have at most {most} dimensions")]
    TooManyDimensions { most: usize },
    #[error("“{0}” is grouped by twice")]
    Repeated(String),
    #[error("this grouping makes more than {most} groups; filter, or group by less")]
    TooManyGroups { most: usize },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_written_as_it_is_read() {
        for text in [
            "touchpoint",
            "stage",
            "channel",
            "question",
            "source",
            "attr.home county",
            "time.week",
        ] {
            assert_eq!(text.parse::<By>().unwrap().to_string(), text);
        }
        for text in [
            "touchpoint=wifi,parking",
            "attr.terminal=A",
            "attr.city=Portland\\, OR,Bend",
            "source=a=b",
        ] {
            assert_eq!(text.parse::<Filter>().unwrap().to_string(), text);
        }
        for name in MeasureName::ALL {
            assert_eq!(name.to_string().parse::<MeasureName>().unwrap(), name);
        }
        assert_eq!(
            By::parse_list("touchpoint, time.year").unwrap(),
            [By::Touchpoint, By::Time(Granularity::Year)]
        );
        assert_eq!(By::parse_list("").unwrap(), []);
    }

    #[test]
    fn refuses_with_what_would_do() {
        for text in [
            "touchpoint",
            "touchpoint=",
            "colour=red",
            "time.year=2017",
            "=",
            "attr.=x",
        ] {
            assert!(text.parse::<Filter>().is_err(), "{text}");
        }
        for text in ["", "colour", "time.decade", "attr."] {
            assert!(text.parse::<By>().is_err(), "{text}");
        }
    }
}
