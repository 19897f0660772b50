//! What travels with a statement: its parameters, and rows as JSON.

use sqlx::Arguments as _;
use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;

use crate::error::{Result, StoreError};

/// A parameter of a statement.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Text(Option<String>),
    Int(Option<i64>),
    Real(Option<f64>),
    Bool(bool),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        // PostgreSQL can't hold the character NUL in a text. It has no meaning in one either.
        Self::Text(Some(if text.contains('\0') {
            text.replace('\0', "")
        } else {
            text.to_owned()
        }))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        if text.contains('\0') {
            Self::from(text.as_str())
        } else {
            Self::Text(Some(text))
        }
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<Option<&str>> for Value {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self::Text(None), Self::from)
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Text(None), Self::from)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(Some(number))
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Self::Int(Some(number.into()))
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Int(Some(i64::try_from(number).unwrap_or(i64::MAX)))
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Int(Some(i64::try_from(number).unwrap_or(i64::MAX)))
    }
}

impl From<Option<i64>> for Value {
    fn from(number: Option<i64>) -> Self {
        Self::Int(number)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Real(Some(number))
    }
}

impl From<Option<f64>> for Value {
    fn from(number: Option<f64>) -> Self {
        Self::Real(number)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}

impl From<domain::time::Timestamp> for Value {
    fn from(moment: domain::time::Timestamp) -> Self {
        Self::Int(Some(moment.micros()))
    }
}

impl From<Option<domain::time::Timestamp>> for Value {
    fn from(moment: Option<domain::time::Timestamp>) -> Self {
        Self::Int(moment.map(domain::time::Timestamp::micros))
    }
}

macro_rules! id_values {
    ($($id:ident)*) => {$(
        impl From<domain::ids::$id> for Value {
            fn from(id: domain::ids::$id) -> Self {
                Self::Text(Some(id.to_string()))
            }
        }

        impl From<Option<domain::ids::$id>> for Value {
            fn from(id: Option<domain::ids::$id>) -> Self {
                Self::Text(id.map(|id| id.to_string()))
            }
        }
    )*};
}
id_values! {
    OrganizationId AccountId PersonId SessionId TokenId InvitationId AuditId StageId ChannelId TouchpointId
    QuestionId AnnotationId ClientId TouchId ResponseId ImportId MappingId UploadId JobId SegmentId
    AudienceId ChangeId ComparisonId InsightId LinkId LinkRequestId
    PlatformId ElementId StandardId ExamId RoleCardId PictureId
    TierId EventId ExpectationId FindingId
    PromiseId TrustSignalId PulseId AdvocacyId DepartureId
    JourneyId PlanId DeliveryId
    PromptId CareRuleId
    PlusOneId GiftId SprintId ParticipantId IdeaId
    ContactId ClientSegmentId MergeId
    DiscoveryId
}

/// The parameters of a statement, `$1` first.
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::values::Value::from($value)),*] };
}
pub(crate) use args;

pub(crate) fn sqlite_arguments(values: Vec<Value>) -> Result<SqliteArguments> {
    let mut arguments = SqliteArguments::default();
    for value in values {
        match value {
            Value::Text(text) => arguments.add(text),
            Value::Int(number) => arguments.add(number),
            Value::Real(number) => arguments.add(number),
            Value::Bool(truth) => arguments.add(truth),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

pub(crate) fn postgres_arguments(values: Vec<Value>) -> Result<PgArguments> {
    let mut arguments = PgArguments::default();
    for value in values {
        match value {
            Value::Text(text) => arguments.add(text),
            Value::Int(number) => arguments.add(number),
            Value::Real(number) => arguments.add(number),
            Value::Bool(truth) => arguments.add(truth),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

/// Numbers as rows for `json_rows($n) AS r(no BIGINT)`.
pub(crate) fn numbered(numbers: impl IntoIterator<Item = i64>) -> Result<String> {
    #[derive(serde::Serialize)]
    struct Row {
        no: i64,
    }
    let rows: Vec<Row> = numbers.into_iter().map(|no| Row { no }).collect();
    json(&rows)
}

/// Rows for `json_rows($n)`: a JSON array of objects.
pub(crate) fn json<T: serde::Serialize>(rows: &[T]) -> Result<String> {
    serde_json::to_string(rows)
        .map(without_nul)
        .map_err(|_| StoreError::Unreadable("the rows to be written"))
}

/// Takes the character NUL out of the strings of a JSON text: PostgreSQL can't turn it into text.
pub(crate) fn without_nul(json: String) -> String {
    // Every batch of an import is looked through: the library's search is as fast in an unoptimized build.
    if memchr::memmem::find(json.as_bytes(), b"\\u0000").is_none() {
        return json;
    }
    let mut out = String::with_capacity(json.len());
    let mut rest = json.as_str();
    while let Some(at) = rest.find('\\') {
        // Escape by escape, because `\\u0000` behind an escaped backslash is four harmless letters and digits.
        out.push_str(&rest[..at]);
        if rest[at..].starts_with("\\u0000") {
            rest = &rest[at + 6..];
        } else {
            out.push_str(&rest[at..at + 2]);
            rest = &rest[at + 2..];
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_character_nul_is_left_out_of_json_and_nothing_else() {
        let check = |text: &str, kept: &str| {
            let json = without_nul(serde_json::to_string(text).unwrap());
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), kept);
        };
        check("a\0b", "ab");
        check("\\u0000 \\ \n\0\0\"", "\\u0000 \\ \n\"");
        check("größer", "größer");
    }
}
