//! What happened between a client and us, up to a moment, the latest first.

use domain::clients::contacts::ConsentStatus;
use domain::ids::{ContactId, EventId, ResponseId, TouchId};
use domain::time::Timestamp;

use super::sql;
use crate::db::{args, read_id};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

/// A touch, with how it was delivered and felt.
#[derive(Debug, Clone)]
pub struct LineTouch {
    pub id: TouchId,
    pub touchpoint: String,
    pub at: Timestamp,
    /// Whether it came from the client.
    pub inbound: bool,
    pub planned: bool,
    pub note: Option<String>,
    /// −3 to +3, the last one that is known.
    pub perception: Option<i8>,
    /// What the client said of it.
    pub words: Option<String>,
    /// Of a touch with a checklist: how many points were looked at, kept, and how many defects there were.
    pub checked: Option<(i64, i64, i64)>,
}

/// What the client answered.
#[derive(Debug, Clone)]
pub struct LineResponse {
    pub id: ResponseId,
    pub at: Timestamp,
    pub source: String,
    /// To which question the words were written.
    pub asked: Option<String>,
    pub words: Option<String>,
}

/// What happened to the client, and which touch should follow.
#[derive(Debug, Clone)]
pub struct LineEvent {
    pub id: EventId,
    pub at: Timestamp,
    pub label: String,
    pub note: Option<String>,
    /// Days within which one of these touchpoints should follow; of no touchpoints: any touch of ours.
    pub answer: Option<(u16, Vec<String>)>,
}

/// What a contact allowed or took back.
#[derive(Debug, Clone)]
pub struct LineConsent {
    pub contact: ContactId,
    pub no: i64,
    pub at: Timestamp,
    pub purpose: String,
    pub status: ConsentStatus,
    pub source: String,
    pub name: String,
}

#[derive(sqlx::FromRow)]
struct TouchRow {
    id: String,
    touchpoint: String,
    occurred_at: i64,
    direction: String,
    planned: bool,
    note: Option<String>,
    perception: Option<i64>,
    felt_later: Option<i64>,
    words: Option<String>,
    checked: Option<i64>,
    met: Option<i64>,
    defect_count: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct ResponseRow {
    id: String,
    occurred_at: i64,
    source: String,
    asked: Option<String>,
    words: Option<String>,
}

#[derive(sqlx::FromRow)]
struct EventRow {
    id: String,
    occurred_at: i64,
    note: Option<String>,
    label: String,
    answer_within_days: Option<i64>,
    answer_touchpoints: String,
}

#[derive(sqlx::FromRow)]
struct AnswerRow {
    occurred_at: i64,
    touchpoint: String,
}

#[derive(sqlx::FromRow)]
struct ConsentRow {
    contact_id: String,
    no: i64,
    at: i64,
    purpose: String,
    status: String,
    source: String,
    name: String,
}

impl OrgStore {
    /// The latest touches of a client up to a moment.
    pub async fn line_touches(
        &self,
        client: i64,
        until: Timestamp,
        limit: usize,
    ) -> Result<Vec<LineTouch>> {
        let values = args![self.tenant(), client, until, limit];
        let rows: Vec<TouchRow> = self.db.rows(&sql::timeline_touches, values).await?;
        rows.into_iter()
            .map(|row| {
                let perception = row.felt_later.or(row.perception);
                Ok(LineTouch {
                    id: read_id(&row.id, "touches.id")?,
                    touchpoint: row.touchpoint,
                    at: Timestamp::from_micros(row.occurred_at),
                    inbound: row.direction == "in",
                    planned: row.planned,
                    note: row.note,
                    perception: perception.and_then(|it| i8::try_from(it).ok()),
                    words: row.words,
                    checked: row.checked.map(|checked| {
                        let defects = row.defect_count.unwrap_or_default();
                        (checked, row.met.unwrap_or_default(), defects)
                    }),
                })
            })
            .collect()
    }

    /// The latest answers of a client up to a moment.
    pub async fn line_responses(
        &self,
        client: i64,
        until: Timestamp,
        limit: usize,
    ) -> Result<Vec<LineResponse>> {
        let values = args![self.tenant(), client, until, limit];
        let rows: Vec<ResponseRow> = self.db.rows(&sql::timeline_responses, values).await?;
        rows.into_iter()
            .map(|row| {
                Ok(LineResponse {
                    id: read_id(&row.id, "responses.id")?,
                    at: Timestamp::from_micros(row.occurred_at),
                    source: row.source,
                    asked: row.asked,
                    words: row.words,
                })
            })
            .collect()
    }

    /// The latest events of a client up to a moment.
    pub async fn line_events(
        &self,
        client: i64,
        until: Timestamp,
        limit: usize,
    ) -> Result<Vec<LineEvent>> {
        let values = args![self.tenant(), client, until, limit];
        let rows: Vec<EventRow> = self.db.rows(&sql::timeline_events, values).await?;
        rows.into_iter()
            .map(|row| {
                let unreadable = StoreError::Unreadable("event_kinds.answer_touchpoints");
                let touchpoints: Vec<String> =
                    serde_json::from_str(&row.answer_touchpoints).map_err(|_| unreadable)?;
                let days = row.answer_within_days.and_then(|it| u16::try_from(it).ok());
                Ok(LineEvent {
                    id: read_id(&row.id, "events.id")?,
                    at: Timestamp::from_micros(row.occurred_at),
                    label: row.label,
                    note: row.note,
                    answer: days.map(|days| (days, touchpoints)),
                })
            })
            .collect()
    }

    /// Our touches of a client from a moment on, with the keys of their touchpoints, the earliest first; up to 2,000.
    pub async fn line_answers(
        &self,
        client: i64,
        from: Timestamp,
    ) -> Result<Vec<(Timestamp, String)>> {
        let values = args![self.tenant(), client, from];
        let rows: Vec<AnswerRow> = self.db.rows(&sql::timeline_answers, values).await?;
        Ok(rows
            .into_iter()
            .map(|row| (Timestamp::from_micros(row.occurred_at), row.touchpoint))
            .collect())
    }

    /// The latest consents of a client's contacts up to a moment.
    pub async fn line_consents(
        &self,
        client: i64,
        until: Timestamp,
        limit: usize,
    ) -> Result<Vec<LineConsent>> {
        let values = args![self.tenant(), client, until, limit];
        let rows: Vec<ConsentRow> = self.db.rows(&sql::timeline_consents, values).await?;
        rows.into_iter()
            .map(|row| {
                Ok(LineConsent {
                    contact: read_id(&row.contact_id, "contacts.id")?,
                    no: row.no,
                    at: Timestamp::from_micros(row.at),
                    purpose: row.purpose,
                    status: ConsentStatus::parse(&row.status)
                        .ok_or(StoreError::Unreadable("consents.status"))?,
                    source: row.source,
                    name: row.name,
                })
            })
            .collect()
    }
}
