//! Acts and departures that were none, and were so after all; and what the touches behind them are called.

use domain::ids::{AdvocacyId, DepartureId, TouchId};
use domain::loyalty::facts::{ProofKind, What};
use domain::time::Timestamp;
use serde::Serialize;

use super::sql;
use crate::db::{args, json, read_id};
use crate::error::{Result, StoreError};
use crate::loyalty::facts::NewFact;
use crate::org::OrgStore;

#[derive(sqlx::FromRow)]
struct WithdrawnRow {
    client_no: i64,
    fact_seq: i64,
}

#[derive(sqlx::FromRow)]
struct RestoredRow {
    client_no: i64,
    fact_seq: i64,
    kind: String,
    at: i64,
    revenue_cents: Option<i64>,
}

/// A touch that made somebody speak for us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedTouch {
    pub id: TouchId,
    /// Number of the client.
    pub client: i64,
    /// Of the touchpoint.
    pub label: String,
    pub at: Timestamp,
}

#[derive(Serialize)]
struct TouchJson {
    id: TouchId,
}

#[derive(sqlx::FromRow)]
struct TouchRow {
    id: String,
    client_no: i64,
    label: String,
    occurred_at: i64,
}

impl OrgStore {
    /// It was not so, and neither is its fact. False where there is no such act or it was withdrawn.
    pub async fn withdraw_advocacy(&self, id: AdvocacyId, now: Timestamp) -> Result<bool> {
        self.withdraw(&sql::withdraw_advocacy, &id.to_string(), now)
            .await
    }

    /// The client came back, or never left. False where there is no such departure or it was withdrawn.
    pub async fn withdraw_departure(&self, id: DepartureId, now: Timestamp) -> Result<bool> {
        self.withdraw(&sql::withdraw_departure, &id.to_string(), now)
            .await
    }

    /// It was so after all, and so is its fact. False where there is no such act or it stands.
    pub async fn restore_advocacy(&self, id: AdvocacyId, now: Timestamp) -> Result<bool> {
        self.restore(&sql::restore_advocacy, &id.to_string(), now)
            .await
    }

    /// The client has left after all. False where there is no such departure or it stands.
    pub async fn restore_departure(&self, id: DepartureId, now: Timestamp) -> Result<bool> {
        self.restore(&sql::restore_departure, &id.to_string(), now)
            .await
    }

    async fn restore(
        &self,
        statement: &crate::db::Statement,
        id: &str,
        now: Timestamp,
    ) -> Result<bool> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let back: Option<RestoredRow> = tx.row(statement, args![tenant, id]).await?;
        let Some(back) = back else {
            return Ok(false);
        };
        let kind = ProofKind::parse(&back.kind).ok_or(StoreError::Unreadable("advocacy.kind"))?;
        let cents = back.revenue_cents.unwrap_or(0);
        let at = Timestamp::from_micros(back.at);
        let fact = NewFact {
            corrects: Some(back.fact_seq),
            ..NewFact::of(back.client_no, at, 0, What::Proof { kind, cents })
        };
        tx.append_facts(tenant, &mut numbers, now, &[fact]).await?;
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// What these touches are called; those that are not here are left out.
    pub async fn named_touches(&self, ids: &[TouchId]) -> Result<Vec<NamedTouch>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let asked: Vec<TouchJson> = ids.iter().map(|id| TouchJson { id: *id }).collect();
        let values = args![self.tenant(), json(&asked)?];
        let rows: Vec<TouchRow> = self.db.rows(&sql::list_caused_touches, values).await?;
        rows.into_iter()
            .map(|row| {
                Ok(NamedTouch {
                    id: read_id(&row.id, "touches.id")?,
                    client: row.client_no,
                    label: row.label,
                    at: Timestamp::from_micros(row.occurred_at),
                })
            })
            .collect()
    }

    async fn withdraw(
        &self,
        statement: &crate::db::Statement,
        id: &str,
        now: Timestamp,
    ) -> Result<bool> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let gone: Option<WithdrawnRow> = tx.row(statement, args![tenant, id]).await?;
        let Some(gone) = gone else {
            return Ok(false);
        };
        let fact = NewFact::withdrawing(gone.client_no, now, gone.fact_seq);
        tx.append_facts(tenant, &mut numbers, now, &[fact]).await?;
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(true)
    }
}
