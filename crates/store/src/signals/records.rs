//! One response, touch or event, read back by its number in the log.

use domain::design::{Question, QuestionKind};
use domain::ids::{ResponseId, TouchId};
use domain::signals::Scale;
use domain::signals::record::AnswerValue as NewValue;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::events::{EventDetail, EventRow};
use super::sql;
use crate::db::{args, narrow, read_id};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

/// What a response answered, as the store keeps it. Words stand in `comments`; here it is only noted that there
/// were some.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct AnswersJson {
    /// The weight as text, because it must come back to the last bit on both databases.
    pub w: String,
    pub a: Vec<AnswerJson>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct AnswerJson {
    /// Number of the question.
    pub q: i32,
    /// The kind that it had.
    pub k: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub s: Option<f64>,
    /// Worst and best point of the scale that it had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub l: Option<(i16, i16)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub c: Option<Vec<String>>,
}

impl AnswerJson {
    /// `scale` is the question's, read once for many answers.
    pub fn new(question: &Question, scale: Option<Scale>, value: &NewValue) -> Self {
        let bare = Self {
            q: question.no,
            k: question.kind.code(),
            s: None,
            l: None,
            c: None,
        };
        match value {
            NewValue::Score(score) => Self {
                s: Some(*score),
                l: scale.map(|scale| (scale.worst(), scale.best())),
                ..bare
            },
            NewValue::Text(_) => bare,
            NewValue::Codes(codes) => Self {
                c: Some(codes.iter().map(|code| code.to_string()).collect()),
                ..bare
            },
        }
    }

    pub fn kind(&self) -> Result<QuestionKind> {
        QuestionKind::of_code(self.k).ok_or(StoreError::Unreadable("responses.answers"))
    }
}

impl AnswersJson {
    pub fn read(text: &str) -> Result<Self> {
        serde_json::from_str(text).map_err(|_| StoreError::Unreadable("responses.answers"))
    }

    pub fn weight(&self) -> Result<f64> {
        self.w
            .parse()
            .map_err(|_| StoreError::Unreadable("responses.answers"))
    }
}

/// One answer, with the number of its question.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    pub question: i32,
    pub value: AnswerValue,
}

#[derive(Debug, Clone, PartialEq)]
pub enum AnswerValue {
    /// With the scale that the question had then.
    Score(f64, Option<Scale>),
    Text(String),
    Codes(Vec<String>),
}

/// A questionnaire as it was filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseDetail {
    pub seq: i64,
    pub id: ResponseId,
    pub source: String,
    pub external_id: String,
    /// Number of the client.
    pub client: i64,
    /// Number of the channel, −1 where none was given.
    pub channel: i32,
    pub occurred_at: Timestamp,
    pub recorded_at: Timestamp,
    /// Number of the import, 0 for the API.
    pub import: i32,
    pub weight: f64,
    pub answers: Vec<Answer>,
}

/// An encounter as it was recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct TouchDetail {
    pub seq: i64,
    pub id: TouchId,
    pub source: String,
    pub external_id: String,
    pub client: i64,
    pub touchpoint: i32,
    pub channel: i32,
    pub occurred_at: Timestamp,
    pub recorded_at: Timestamp,
    pub import: i32,
    /// `out` or `in`.
    pub direction: String,
    pub planned: bool,
    pub note: Option<String>,
    pub perception: Option<i8>,
    pub emotion: Option<String>,
}

/// What a row of the log came from.
#[derive(Debug, Clone, PartialEq)]
pub enum SignalRecord {
    Response(ResponseDetail),
    Touch(TouchDetail),
    Event(EventDetail),
}

#[derive(sqlx::FromRow)]
struct ResponseRow {
    seq: i64,
    id: String,
    external_id: String,
    source: String,
    client_no: i64,
    channel_no: i64,
    occurred_at: i64,
    recorded_at: i64,
    import_no: i64,
    answers: String,
}

#[derive(sqlx::FromRow)]
struct WordsOfRow {
    seq: i64,
    question_no: i64,
    text: Option<String>,
}

#[derive(sqlx::FromRow)]
struct WordsRow {
    question_no: i64,
    text: Option<String>,
}

#[derive(sqlx::FromRow)]
struct TouchRow {
    seq: i64,
    id: String,
    external_id: String,
    source: String,
    client_no: i64,
    touchpoint_no: i64,
    channel_no: i64,
    occurred_at: i64,
    recorded_at: i64,
    import_no: i64,
    direction: String,
    planned: bool,
    note: Option<String>,
    perception: Option<i64>,
    emotion: Option<String>,
}

impl OrgStore {
    /// What stands behind a row of the log; `None` where its import was undone.
    pub async fn record(&self, seq: i64) -> Result<Option<SignalRecord>> {
        let tenant = self.tenant();
        let mut view = self.db.view().await?;
        let row: Option<ResponseRow> = view.row(&sql::find_response, args![tenant, seq]).await?;
        let record = match row {
            Some(row) => {
                let words: Vec<WordsRow> = view
                    .rows(&sql::find_response_words, args![tenant, seq])
                    .await?;
                Some(SignalRecord::Response(read_response(row, words)?))
            }
            None => {
                let row: Option<TouchRow> = view.row(&sql::find_touch, args![tenant, seq]).await?;
                match row.map(read_touch).transpose()? {
                    Some(touch) => Some(SignalRecord::Touch(touch)),
                    None => {
                        let row: Option<EventRow> =
                            view.row(&sql::find_event, args![tenant, seq]).await?;
                        row.map(EventDetail::try_from)
                            .transpose()?
                            .map(SignalRecord::Event)
                    }
                }
            }
        };
        view.commit().await?;
        Ok(record)
    }

    /// The responses with numbers above `after`, up to `limit` (1 to 5,000) of them, in the order of their numbers;
    /// none means that there are no more.
    pub async fn responses_after(&self, after: i64, limit: usize) -> Result<Vec<ResponseDetail>> {
        let tenant = self.tenant();
        let mut view = self.db.view().await?;
        let values = args![tenant, after, limit.clamp(1, 5_000)];
        let rows: Vec<ResponseRow> = view.rows(&sql::list_responses_after, values).await?;
        let last = rows.last().map_or(after, |row| row.seq);
        let words: Vec<WordsOfRow> = view
            .rows(&sql::list_words_between, args![tenant, after, last])
            .await?;
        view.commit().await?;
        let mut words = words.into_iter().peekable();
        rows.into_iter()
            .map(|row| {
                let mut own = Vec::new();
                while let Some(word) = words.next_if(|word| word.seq <= row.seq) {
                    own.push(WordsRow {
                        question_no: word.question_no,
                        text: word.text,
                    });
                }
                read_response(row, own)
            })
            .collect()
    }

    /// The touches with numbers above `after`, up to `limit` (1 to 5,000) of them, in the order of their numbers;
    /// none means that there are no more.
    pub async fn touches_after(&self, after: i64, limit: usize) -> Result<Vec<TouchDetail>> {
        let values = args![self.tenant(), after, limit.clamp(1, 5_000)];
        let rows: Vec<TouchRow> = self.db.rows(&sql::list_touches_after, values).await?;
        rows.into_iter().map(read_touch).collect()
    }
}

fn read_response(row: ResponseRow, words: Vec<WordsRow>) -> Result<ResponseDetail> {
    let kept = AnswersJson::read(&row.answers)?;
    let weight = kept.weight()?;
    let mut answers = Vec::with_capacity(kept.a.len());
    for answer in kept.a {
        let value = match (answer.s, answer.c) {
            (Some(score), _) => AnswerValue::Score(
                score,
                answer
                    .l
                    .and_then(|(worst, best)| Scale::of_log(worst, best)),
            ),
            (None, Some(codes)) => AnswerValue::Codes(codes),
            (None, None) => {
                let text = words
                    .iter()
                    .find(|word| word.question_no == i64::from(answer.q))
                    .and_then(|word| word.text.clone());
                match text {
                    Some(text) => AnswerValue::Text(text),
                    None => continue,
                }
            }
        };
        answers.push(Answer {
            question: answer.q,
            value,
        });
    }
    Ok(ResponseDetail {
        seq: row.seq,
        id: read_id(&row.id, "responses.id")?,
        source: row.source,
        external_id: row.external_id,
        client: row.client_no,
        channel: narrow(row.channel_no, "responses.channel_no")?,
        occurred_at: Timestamp::from_micros(row.occurred_at),
        recorded_at: Timestamp::from_micros(row.recorded_at),
        import: narrow(row.import_no, "responses.import_no")?,
        weight,
        answers,
    })
}

fn read_touch(row: TouchRow) -> Result<TouchDetail> {
    Ok(TouchDetail {
        seq: row.seq,
        id: read_id(&row.id, "touches.id")?,
        source: row.source,
        external_id: row.external_id,
        client: row.client_no,
        touchpoint: narrow(row.touchpoint_no, "touches.touchpoint_no")?,
        channel: narrow(row.channel_no, "touches.channel_no")?,
        occurred_at: Timestamp::from_micros(row.occurred_at),
        recorded_at: Timestamp::from_micros(row.recorded_at),
        import: narrow(row.import_no, "touches.import_no")?,
        direction: row.direction,
        planned: row.planned,
        note: row.note,
        perception: row
            .perception
            .and_then(|perception| i8::try_from(perception).ok()),
        emotion: row.emotion,
    })
}
