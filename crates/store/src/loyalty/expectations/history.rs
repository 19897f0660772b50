//! What became of an expectation: each change with how it stood before and after, and the fact that the ladder reads.

use domain::ids::ExpectationId;
use domain::loyalty::expectations::ChangeKind;
use domain::loyalty::facts::{ExpectationState, NO_THEME, What};
use domain::loyalty::{Expectation, ExpectationChange, Status};
use domain::time::Timestamp;

use super::{ExpectationRow, sql, write_evidence};
use crate::access::read_all;
use crate::db::{Tx, args};
use crate::error::{Result, StoreError};
use crate::loyalty::facts::NewFact;
use crate::org::OrgStore;

/// A change to be written.
#[derive(Debug, Clone, Copy)]
pub struct ExpectationWrite<'a> {
    /// As it was read; where it stands otherwise by now, nothing is written.
    pub before: &'a Expectation,
    pub after: &'a Expectation,
    pub kind: ChangeKind,
    /// Who did it, as they are called now.
    pub by: &'a str,
    /// The client did it, on their own page.
    pub by_client: bool,
    /// Of [`ChangeKind::Undone`]: the change that is taken back; `None`: that it was written down at all.
    pub undoes: Option<&'a ExpectationChange>,
}

/// Whether it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    Done,
    /// There is no such expectation.
    Gone,
    /// Somebody else changed it meanwhile.
    Meanwhile,
}

#[derive(sqlx::FromRow)]
struct NumberRow {
    no: i64,
    client_no: i64,
}

#[derive(sqlx::FromRow)]
struct FactRow {
    seq: i64,
    occurred_at: i64,
}

#[derive(sqlx::FromRow)]
struct ChangeRow {
    seq: i64,
    kind: String,
    at: i64,
    by_name: String,
    by_client: i64,
    before_state: String,
    after_state: String,
}

impl TryFrom<ChangeRow> for ExpectationChange {
    type Error = StoreError;

    fn try_from(row: ChangeRow) -> Result<Self> {
        let unreadable = StoreError::Unreadable;
        let state = |text: &str| {
            serde_json::from_str(text).map_err(|_| unreadable("expectation_changes.after_state"))
        };
        Ok(Self {
            no: row.seq,
            kind: ChangeKind::parse(&row.kind).ok_or(unreadable("expectation_changes.kind"))?,
            at: Timestamp::from_micros(row.at),
            by: row.by_name,
            by_client: row.by_client != 0,
            before: state(&row.before_state)?,
            after: state(&row.after_state)?,
        })
    }
}

impl Tx {
    /// The fact that says a change to the ladder. What the client says and does is so from then on; what we correct or
    /// take back was never so, and corrects the fact that said it.
    async fn fact_of(
        &mut self,
        tenant: domain::ids::OrganizationId,
        known: &NumberRow,
        write: &ExpectationWrite<'_>,
        now: Timestamp,
    ) -> Result<NewFact> {
        let after = write.after;
        let themes = self
            .ensure_themes(tenant, after.theme.as_deref().into_iter())
            .await?;
        let theme = after.theme.as_ref().and_then(|key| themes.get(key));
        let what = What::Expectation(ExpectationState {
            level: after.level,
            status: after.status,
            weight: f64::from(after.weight),
            half_life_days: after.half_life_days,
            confirmed_at: after.confirmed_at,
            theme: theme.copied().unwrap_or(NO_THEME),
        });
        let at = match (after.status, after.confirmed_at) {
            (Status::Confirmed, Some(at)) => at,
            _ => now,
        };
        let anew = NewFact::of(known.client_no, at, known.no, what);
        if write.by_client {
            return Ok(anew);
        }
        let taken_back = |seq: i64| NewFact::withdrawing(known.client_no, now, seq);
        match (write.kind, write.undoes) {
            // Numbered facts began later than expectations: one without has nothing to correct.
            (ChangeKind::Undone, None) if known.no > 0 => return Ok(taken_back(known.no)),
            (ChangeKind::Undone, Some(undone)) => match undone.kind {
                ChangeKind::Stated | ChangeKind::Confirmed | ChangeKind::Retired => {
                    return Ok(taken_back(undone.no));
                }
                ChangeKind::Corrected if undone.by_client => return Ok(taken_back(undone.no)),
                ChangeKind::Corrected => {}
                ChangeKind::Undone => return Ok(anew),
            },
            (ChangeKind::Corrected, _) => {}
            _ => return Ok(anew),
        }
        let standing: Option<FactRow> = self
            .row(
                &sql::find_standing_fact,
                args![tenant, known.client_no, known.no],
            )
            .await?;
        Ok(match standing {
            None => anew,
            Some(fact) => NewFact {
                at: Timestamp::from_micros(fact.occurred_at),
                corrects: Some(fact.seq),
                ..anew
            },
        })
    }
}

impl OrgStore {
    /// Writes what became of an expectation, its line of history and its fact, all or nothing.
    pub async fn change_expectation(
        &self,
        write: &ExpectationWrite<'_>,
        now: Timestamp,
    ) -> Result<Written> {
        let tenant = self.tenant();
        let (before, after) = (write.before, write.after);
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let row: Option<ExpectationRow> = tx
            .row(&sql::find_expectation, args![tenant, after.id])
            .await?;
        let found: Option<NumberRow> = tx
            .row(&sql::find_expectation_no, args![tenant, after.id])
            .await?;
        let (Some(row), Some(known)) = (row, found) else {
            return Ok(Written::Gone);
        };
        if Expectation::try_from(row)?.snapshot() != before.snapshot() {
            return Ok(Written::Meanwhile);
        }
        let values = args![
            tenant,
            after.id,
            after.contact,
            after.words.as_str(),
            after.level.as_str(),
            i64::from(after.depth),
            after.status.as_str(),
            after.theme.as_deref(),
            after.confirmed_at,
            i64::from(after.half_life_days),
            i64::from(after.weight),
            after.target.as_deref(),
            write_evidence(&after.evidence)?,
            after.due_at(),
        ];
        tx.run(&sql::update_expectation, values).await?;
        let fact = tx.fact_of(tenant, &known, write, now).await?;
        let facts = tx.append_facts(tenant, &mut numbers, now, &[fact]).await?;
        let values = args![
            tenant,
            facts.first().copied().unwrap_or_default(),
            after.id,
            write.kind.as_str(),
            now,
            write.by,
            i64::from(write.by_client),
            json_of(&before.snapshot())?,
            json_of(&after.snapshot())?,
        ];
        tx.run(&sql::insert_expectation_change, values).await?;
        tx.save(tenant, &numbers).await?;
        let payload = serde_json::json!({ "count": 1 });
        tx.append_event(tenant, now, "expectations_changed", &payload)
            .await?;
        tx.commit().await?;
        Ok(Written::Done)
    }

    /// The newest lines of an expectation's history first, up to `limit` (1 to 500).
    pub async fn expectation_changes(
        &self,
        id: ExpectationId,
        limit: usize,
    ) -> Result<Vec<ExpectationChange>> {
        let rows: Vec<ChangeRow> = self
            .db
            .rows(
                &sql::list_expectation_changes,
                args![self.tenant(), id, limit.clamp(1, 500)],
            )
            .await?;
        read_all(rows)
    }
}

fn json_of(state: &domain::loyalty::ExpectationSnapshot) -> Result<String> {
    serde_json::to_string(state).map_err(|_| StoreError::Unreadable("expectation_changes"))
}
