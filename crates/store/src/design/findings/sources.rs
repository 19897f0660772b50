//! What the gap finder reads besides the log.

use domain::clients::Attributes;
use domain::time::Timestamp;
use serde::Serialize;

use super::sql;
use crate::clients::read_attributes;
use crate::db::{args, json, narrow};
use crate::error::Result;
use crate::org::OrgStore;

/// What is known of a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientFacts {
    pub no: i64,
    pub attributes: Attributes,
    pub created_at: Timestamp,
}

/// Words of a touch or of a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordText {
    /// Number of the touch or response.
    pub record: i64,
    /// Number of the touchpoint it is about, −1: the whole.
    pub touchpoint: i32,
    pub text: String,
}

#[derive(sqlx::FromRow)]
struct ClientRow {
    no: i64,
    attributes: String,
    created_at: i64,
}

#[derive(sqlx::FromRow)]
struct TextRow {
    seq: i64,
    touchpoint_no: i64,
    text: String,
}

#[derive(Serialize)]
struct SeqJson {
    seq: i64,
}

/// Texts fetched by one statement.
const TEXTS: usize = 2_000;

impl OrgStore {
    /// The clients with numbers above `after`, up to `limit` of them, in the order of their numbers.
    pub async fn client_facts(&self, after: i64, limit: usize) -> Result<Vec<ClientFacts>> {
        let values = args![self.tenant(), after, limit];
        let rows: Vec<ClientRow> = self.db.rows(&sql::list_client_terms, values).await?;
        rows.into_iter()
            .map(|row| {
                Ok(ClientFacts {
                    no: row.no,
                    attributes: read_attributes(&row.attributes)?,
                    created_at: Timestamp::from_micros(row.created_at),
                })
            })
            .collect()
    }

    /// The notes of these touches, in no order; those without one are left out.
    pub async fn notes_of(&self, touches: &[i64]) -> Result<Vec<RecordText>> {
        self.texts(&sql::list_notes_of, touches).await
    }

    /// The comments of these responses, in no order; those without one are left out.
    pub async fn comments_of(&self, responses: &[i64]) -> Result<Vec<RecordText>> {
        self.texts(&sql::list_comments_of, responses).await
    }

    async fn texts(
        &self,
        statement: &crate::Statement,
        records: &[i64],
    ) -> Result<Vec<RecordText>> {
        let mut found = Vec::with_capacity(records.len());
        for part in records.chunks(TEXTS) {
            let asked: Vec<SeqJson> = part.iter().map(|&seq| SeqJson { seq }).collect();
            let values = args![self.tenant(), json(&asked)?];
            let rows: Vec<TextRow> = self.db.rows(statement, values).await?;
            for row in rows {
                found.push(RecordText {
                    record: row.seq,
                    touchpoint: narrow(row.touchpoint_no, "touchpoints.no")?,
                    text: row.text,
                });
            }
        }
        Ok(found)
    }
}
