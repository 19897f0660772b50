//! What may be known of clients: each attribute with the benefit that the client has of it.
//!
//! An attribute that is of no use to the client is not asked for: the benefit can't be left out. When it was last used
//! *for* a client is written down, so that what is only collected shows.

use jiff::civil::Date;

use super::contacts::read_dotted;
use crate::time::Timestamp;

/// What the values of an attribute are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AttributeKind {
    Text,
    Number,
    Date,
    Choice,
    YesNo,
}

impl AttributeKind {
    pub const ALL: [Self; 5] = [
        Self::Text,
        Self::Number,
        Self::Date,
        Self::Choice,
        Self::YesNo,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Date => "date",
            Self::Choice => "choice",
            Self::YesNo => "yes_no",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// An attribute that may be known of clients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeDefinition {
    pub key: String,
    pub label: String,
    pub kind: AttributeKind,
    /// The values of a choice; empty for the other kinds.
    pub choices: Vec<String>,
    /// What the client has of our knowing it.
    pub benefit_to_client: String,
    /// When it was last used for a client; `None`: never, as far as is known.
    pub last_used_at: Option<Timestamp>,
    /// How often it was used for a client.
    pub uses: i64,
}

/// Why a value does not fit its attribute.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ValueRefusal {
    #[error("`{0}` is not a number: digits with a point, such as 12.5, are expected")]
    NotANumber(String),
    #[error("`{0}` is not a day: 2026-05-13 is expected")]
    NotADay(String),
    #[error("`{value}` is not one of {choices}")]
    NoChoice { value: String, choices: String },
    #[error("`{0}` is neither yes nor no")]
    NeitherYesNorNo(String),
}

impl AttributeDefinition {
    /// A value as it is kept; an empty one stays empty, which means: not known.
    pub fn read(&self, text: &str) -> Result<String, ValueRefusal> {
        let value = text.trim();
        if value.is_empty() {
            return Ok(String::new());
        }
        match self.kind {
            AttributeKind::Text => Ok(value.to_owned()),
            AttributeKind::Number => {
                let refusal = || ValueRefusal::NotANumber(value.to_owned());
                let number: f64 = value.parse().map_err(|_| refusal())?;
                if !number.is_finite() {
                    return Err(refusal());
                }
                Ok(value.to_owned())
            }
            AttributeKind::Date => {
                let dotted =
                    |(year, month, day): (Option<i16>, i8, i8)| Date::new(year?, month, day).ok();
                let day = value.parse::<Date>().ok();
                day.or_else(|| read_dotted(value).and_then(dotted))
                    .map(|day| day.to_string())
                    .ok_or_else(|| ValueRefusal::NotADay(value.to_owned()))
            }
            AttributeKind::Choice => self
                .choices
                .iter()
                .find(|choice| choice.to_lowercase() == value.to_lowercase())
                .cloned()
                .ok_or_else(|| ValueRefusal::NoChoice {
                    value: value.to_owned(),
                    choices: self.choices.join(", "),
                }),
            AttributeKind::YesNo => match value.to_lowercase().as_str() {
                "yes" | "y" | "true" | "1" | "ja" | "j" => Ok("yes".to_owned()),
                "no" | "n" | "false" | "0" | "nein" => Ok("no".to_owned()),
                _ => Err(ValueRefusal::NeitherYesNorNo(value.to_owned())),
            },
        }
    }
}

/// Reads the choices of an attribute: each once, at least two of a choice and none of another kind.
pub fn read_choices(kind: AttributeKind, texts: &[String]) -> Result<Vec<String>, &'static str> {
    let mut choices: Vec<String> = Vec::new();
    for text in texts {
        let choice = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !choice.is_empty()
            && !choices
                .iter()
                .any(|it| it.to_lowercase() == choice.to_lowercase())
        {
            choices.push(choice);
        }
    }
    match (kind, choices.len()) {
        (AttributeKind::Choice, 0 | 1) => Err("a choice has at least two values"),
        (AttributeKind::Choice, 2..=100) => Ok(choices),
        (AttributeKind::Choice, _) => Err("a choice has at most 100 values"),
        (_, 0) => Ok(choices),
        (_, _) => Err("only a choice has values to choose from"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn definition(kind: AttributeKind) -> AttributeDefinition {
        AttributeDefinition {
            key: "x".to_owned(),
            label: "X".to_owned(),
            kind,
            choices: vec!["Red wine".to_owned(), "Tea".to_owned()],
            benefit_to_client: "We serve what they like.".to_owned(),
            last_used_at: None,
            uses: 0,
        }
    }

    #[test]
    fn values_fit_their_kind() {
        use AttributeKind::{Choice, Date, Number, Text, YesNo};
        for (kind, text, expected) in [
            (Text, " any words ", Some("any words")),
            (Text, "", Some("")),
            (Number, "12.5", Some("12.5")),
            (Number, "-3", Some("-3")),
            (Number, "12,5", None),
            (Number, "NaN", None),
            (Number, "", Some("")),
            (Date, "2024-02-29", Some("2024-02-29")),
            (Date, "2025-02-29", None),
            (Date, "29.2.2024", Some("2024-02-29")),
            (Date, "01. 03. 2027", Some("2027-03-01")),
            (Date, "29.2.2025", None),
            (Date, "1.3.27", None),
            (Date, "1.3.", None),
            (Choice, "red WINE", Some("Red wine")),
            (Choice, "beer", None),
            (YesNo, "Ja", Some("yes")),
            (YesNo, "0", Some("no")),
            (YesNo, "maybe", None),
        ] {
            let read = definition(kind).read(text).ok();
            assert_eq!(read.as_deref(), expected, "{kind:?} {text}");
        }
    }

    #[test]
    fn only_a_choice_has_choices() {
        let texts = |list: &[&str]| list.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            read_choices(AttributeKind::Choice, &texts(&["A", " a ", "B"])).unwrap(),
            ["A", "B"]
        );
        assert!(read_choices(AttributeKind::Choice, &texts(&["A"])).is_err());
        assert!(read_choices(AttributeKind::Text, &texts(&["A"])).is_err());
        assert!(read_choices(AttributeKind::Text, &[]).is_ok());
    }
}
