//! Readings with what was expected, for the gap table and for files that come twice.

use domain::time::Timestamp;

use super::sql;
use crate::clients::ClientRange;
use crate::db::{args, numbered};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

/// A reading of a confirmed expectation.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadPair {
    /// Number of the client.
    pub client: i64,
    /// Number of the expectation.
    pub subject: i64,
    pub at: Timestamp,
    /// In steps.
    pub delta: f64,
    /// Where it was given as two figures: expected, perceived, and the ends of their scale.
    pub given: Option<(f64, f64, (f64, f64))>,
    pub theme: Option<String>,
    pub words: String,
}

/// A reading that stands.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadingOf {
    pub seq: i64,
    /// Number of the expectation.
    pub subject: i64,
    pub at: Timestamp,
    pub delta: f64,
    pub detail: Option<serde_json::Value>,
}

#[derive(sqlx::FromRow)]
struct PairRow {
    client_no: i64,
    subject: i64,
    value: f64,
    detail: Option<String>,
    occurred_at: i64,
    theme: Option<String>,
    words: String,
}

#[derive(sqlx::FromRow)]
struct ReadingRow {
    seq: i64,
    subject: i64,
    value: f64,
    detail: Option<String>,
    occurred_at: i64,
}

fn read_detail(text: Option<&str>) -> Result<Option<serde_json::Value>> {
    text.map(serde_json::from_str)
        .transpose()
        .map_err(|_| StoreError::Unreadable("loyalty_facts.detail"))
}

fn given(detail: &serde_json::Value) -> Option<(f64, f64, (f64, f64))> {
    let scale = detail.get("scale")?;
    let ends = (scale.get(0)?.as_f64()?, scale.get(1)?.as_f64()?);
    let figure = |key: &str| detail.get(key)?.as_f64();
    Some((figure("expected")?, figure("perceived")?, ends))
}

impl OrgStore {
    /// Readings after a moment of expectations that are confirmed, corrected ones left out: of the clients of a range, one
    /// after the other, the newest first.
    pub async fn read_pairs(
        &self,
        after: Timestamp,
        clients: ClientRange,
    ) -> Result<Vec<ReadPair>> {
        let values = args![self.tenant(), after, clients.first, clients.last];
        let rows: Vec<PairRow> = self.db.rows(&sql::list_read_pairs, values).await?;
        rows.into_iter()
            .map(|row| {
                Ok(ReadPair {
                    client: row.client_no,
                    subject: row.subject,
                    at: Timestamp::from_micros(row.occurred_at),
                    delta: row.value,
                    given: read_detail(row.detail.as_deref())?.as_ref().and_then(given),
                    theme: row.theme,
                    words: row.words,
                })
            })
            .collect()
    }

    /// What was said of these expectations, by their numbers; corrected readings left out, in the order of recording.
    pub async fn readings_of(&self, expectations: &[i64]) -> Result<Vec<ReadingOf>> {
        let mut found = Vec::new();
        for part in expectations.chunks(super::BATCH) {
            let values = args![self.tenant(), numbered(part.iter().copied())?];
            let rows: Vec<ReadingRow> = self.db.rows(&sql::list_readings_of, values).await?;
            for row in rows {
                found.push(ReadingOf {
                    seq: row.seq,
                    subject: row.subject,
                    at: Timestamp::from_micros(row.occurred_at),
                    delta: row.value,
                    detail: read_detail(row.detail.as_deref())?,
                });
            }
        }
        Ok(found)
    }
}
