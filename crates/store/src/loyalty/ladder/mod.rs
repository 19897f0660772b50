//! The ladder: its rules, standings as they were computed, and what they rest on.

mod keep;
mod pairs;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use domain::ids::ExpectationId;
use domain::loyalty::ladder::{Basis, Rung, Settings};
use domain::time::Timestamp;
use serde::Serialize;

use crate::access::read_all;
use crate::db::{args, json, numbered, read_id, statements};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

pub use pairs::{ReadPair, ReadingOf};

statements! { "ladder": count_standings delete_changes delete_stray_changes delete_stray_standings find_rules find_run find_standing find_standing_reading insert_changes knows_expectations list_changes list_changes_of list_due list_expectation_numbers list_expectation_words list_read_pairs list_readings_of list_rungs list_rungs_of list_standings list_standings_of save_rules save_run upsert_standings }

/// Rows read or written by one statement.
const BATCH: usize = 1_000;

/// Rungs read at once.
const RUNGS: usize = 50_000;

/// Where a client stands, as it was computed.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptStanding {
    /// Number of the client.
    pub client: i64,
    pub rung: Rung,
    pub basis: Basis,
    /// Since when it stands there; `None`: it never stood elsewhere.
    pub held_since: Option<Timestamp>,
    /// Its first day with us.
    pub since: Option<Timestamp>,
    pub left_at: Option<Timestamp>,
    pub last_plus_one: Option<Timestamp>,
    pub mean: Option<f64>,
    /// When it can change though nothing new comes.
    pub due_at: Option<Timestamp>,
}

/// One change of a client's standing.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptChange {
    /// Number of the client.
    pub client: i64,
    pub at: Timestamp,
    pub from: Rung,
    pub to: Rung,
    /// The reasons' words, the weightiest first.
    pub reasons: Vec<String>,
}

/// Up to which record standings were computed, and by what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LadderRun {
    pub up_to_seq: i64,
    pub computed_at: Timestamp,
    pub ground: String,
}

/// What the number of an expectation stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectationName {
    pub no: i64,
    pub id: ExpectationId,
    pub words: String,
    pub theme: Option<String>,
}

#[derive(sqlx::FromRow)]
struct RulesRow {
    tolerance: f64,
    reading_days: i64,
    plus_one_days: i64,
    revenue_attribute: Option<String>,
    alternatives_attribute: Option<String>,
}

#[derive(sqlx::FromRow)]
struct RunRow {
    up_to_seq: i64,
    computed_at: i64,
    ground: String,
}

#[derive(sqlx::FromRow)]
struct StandingRow {
    client_no: i64,
    rung: String,
    basis: String,
    held_since: Option<i64>,
    since: Option<i64>,
    left_at: Option<i64>,
    last_plus_one: Option<i64>,
    mean: Option<f64>,
    due_at: Option<i64>,
}

fn read_rung(text: &str) -> Result<Rung> {
    Rung::parse(text).ok_or(StoreError::Unreadable("standings.rung"))
}

impl TryFrom<StandingRow> for KeptStanding {
    type Error = StoreError;

    fn try_from(row: StandingRow) -> Result<Self> {
        let at = |micros: Option<i64>| micros.map(Timestamp::from_micros);
        Ok(Self {
            client: row.client_no,
            rung: read_rung(&row.rung)?,
            basis: Basis::parse(&row.basis).ok_or(StoreError::Unreadable("standings.basis"))?,
            held_since: at(row.held_since),
            since: at(row.since),
            left_at: at(row.left_at),
            last_plus_one: at(row.last_plus_one),
            mean: row.mean,
            due_at: at(row.due_at),
        })
    }
}

#[derive(sqlx::FromRow)]
struct ChangeRow {
    client_no: i64,
    occurred_at: i64,
    from_rung: String,
    to_rung: String,
    reasons: String,
}

impl TryFrom<ChangeRow> for KeptChange {
    type Error = StoreError;

    fn try_from(row: ChangeRow) -> Result<Self> {
        Ok(Self {
            client: row.client_no,
            at: Timestamp::from_micros(row.occurred_at),
            from: read_rung(&row.from_rung)?,
            to: read_rung(&row.to_rung)?,
            reasons: serde_json::from_str(&row.reasons)
                .map_err(|_| StoreError::Unreadable("standing_changes.reasons"))?,
        })
    }
}

#[derive(sqlx::FromRow)]
struct CountRow {
    rung: String,
    count: i64,
}

#[derive(sqlx::FromRow)]
struct OneRow {
    count: i64,
}

#[derive(sqlx::FromRow)]
struct ClientNoRow {
    client_no: i64,
}

#[derive(sqlx::FromRow)]
struct RungRow {
    client_no: i64,
    rung: String,
}

#[derive(sqlx::FromRow)]
struct NameRow {
    no: i64,
    id: String,
    words: String,
    theme: Option<String>,
}

#[derive(sqlx::FromRow)]
struct NumberRow {
    id: String,
    no: i64,
    client_no: i64,
}

#[derive(Serialize)]
struct IdJson {
    id: ExpectationId,
}

impl OrgStore {
    /// What the organization has set; `None`: nothing yet.
    pub async fn ladder_settings(&self) -> Result<Option<Settings>> {
        let row: Option<RulesRow> = self.db.row(&sql::find_rules, args![self.tenant()]).await?;
        let days = |days: i64| {
            u16::try_from(days).map_err(|_| StoreError::Unreadable("ladder_rules.reading_days"))
        };
        row.map(|row| {
            Ok(Settings {
                tolerance: row.tolerance,
                reading_days: days(row.reading_days)?,
                plus_one_days: days(row.plus_one_days)?,
                revenue_attribute: row.revenue_attribute,
                alternatives_attribute: row.alternatives_attribute,
            })
        })
        .transpose()
    }

    pub async fn save_ladder_settings(&self, settings: &Settings) -> Result<()> {
        let values = args![
            self.tenant(),
            settings.tolerance,
            i64::from(settings.reading_days),
            i64::from(settings.plus_one_days),
            settings.revenue_attribute.as_deref(),
            settings.alternatives_attribute.as_deref(),
        ];
        self.db.run(&sql::save_rules, values).await?;
        Ok(())
    }

    /// Whether any client has ever confirmed an expectation.
    pub async fn knows_expectations(&self) -> Result<bool> {
        let row: Option<OneRow> = self
            .db
            .row(&sql::knows_expectations, args![self.tenant()])
            .await?;
        Ok(row.is_some_and(|row| row.count > 0))
    }

    pub async fn ladder_run(&self) -> Result<Option<LadderRun>> {
        let row: Option<RunRow> = self.db.row(&sql::find_run, args![self.tenant()]).await?;
        Ok(row.map(|row| LadderRun {
            up_to_seq: row.up_to_seq,
            computed_at: Timestamp::from_micros(row.computed_at),
            ground: row.ground,
        }))
    }

    pub async fn save_ladder_run(&self, run: &LadderRun) -> Result<()> {
        let values = args![
            self.tenant(),
            run.up_to_seq,
            run.computed_at,
            run.ground.as_str(),
        ];
        self.db.run(&sql::save_run, values).await?;
        Ok(())
    }

    /// Forgets what was computed of clients that are gone.
    pub async fn forget_stray_standings(&self) -> Result<()> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        tx.run(&sql::delete_stray_standings, args![tenant]).await?;
        tx.run(&sql::delete_stray_changes, args![tenant]).await?;
        tx.commit().await
    }

    /// Clients on one rung who are still with us, with numbers above `after`, up to `limit` of them.
    pub async fn standings(
        &self,
        rung: Rung,
        after: i64,
        limit: usize,
    ) -> Result<Vec<KeptStanding>> {
        let values = args![self.tenant(), rung.as_str(), after, limit];
        let rows: Vec<StandingRow> = self.db.rows(&sql::list_standings, values).await?;
        read_all(rows)
    }

    /// The rungs of all clients who are still with us and of whom it is known where they stand, by their numbers.
    pub async fn rungs(&self) -> Result<Vec<(i64, Rung)>> {
        let (mut found, mut after) = (Vec::new(), 0);
        loop {
            let values = args![self.tenant(), after, RUNGS];
            let rows: Vec<RungRow> = self.db.rows(&sql::list_rungs, values).await?;
            let full = rows.len() == RUNGS;
            for row in rows {
                after = row.client_no;
                found.push((row.client_no, read_rung(&row.rung)?));
            }
            if !full {
                return Ok(found);
            }
        }
    }

    /// The rungs of these clients, as far as they are still with us and were placed.
    pub async fn rungs_of(&self, clients: &[i64]) -> Result<HashMap<i64, Rung>> {
        let values = args![self.tenant(), numbered(clients.iter().copied())?];
        let rows: Vec<RungRow> = self.db.rows(&sql::list_rungs_of, values).await?;
        rows.into_iter()
            .map(|row| Ok((row.client_no, read_rung(&row.rung)?)))
            .collect()
    }

    /// Where a client stood when it was last computed.
    pub async fn kept_standing(&self, client: i64) -> Result<Option<KeptStanding>> {
        let row: Option<StandingRow> = self
            .db
            .row(&sql::find_standing, args![self.tenant(), client])
            .await?;
        row.map(KeptStanding::try_from).transpose()
    }

    /// How a client came to stand there, in time order.
    pub async fn standing_changes(&self, client: i64) -> Result<Vec<KeptChange>> {
        let rows: Vec<ChangeRow> = self
            .db
            .rows(&sql::list_changes, args![self.tenant(), client])
            .await?;
        read_all(rows)
    }

    /// How many clients stand on each rung, by [`Rung::place`].
    pub async fn standing_counts(&self) -> Result<[i64; 5]> {
        let rows: Vec<CountRow> = self
            .db
            .rows(&sql::count_standings, args![self.tenant()])
            .await?;
        let mut counts = [0; 5];
        for row in rows {
            counts[read_rung(&row.rung)?.place()] = row.count;
        }
        Ok(counts)
    }

    /// Clients whose standing can have changed by the passing of time, up to `limit` of them.
    pub async fn due_standings(&self, now: Timestamp, limit: usize) -> Result<Vec<i64>> {
        let rows: Vec<ClientNoRow> = self
            .db
            .rows(&sql::list_due, args![self.tenant(), now, limit])
            .await?;
        Ok(rows.into_iter().map(|row| row.client_no).collect())
    }

    /// What the numbers of a client's expectations stand for.
    pub async fn expectation_names(&self, client: i64) -> Result<Vec<ExpectationName>> {
        let rows: Vec<NameRow> = self
            .db
            .rows(&sql::list_expectation_words, args![self.tenant(), client])
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(ExpectationName {
                    no: row.no,
                    id: read_id(&row.id, "expectations.id")?,
                    words: row.words,
                    theme: row.theme,
                })
            })
            .collect()
    }

    /// Of which expectation and client a reading speaks, where it stands; neither corrected nor taken back.
    pub async fn standing_reading(&self, seq: i64) -> Result<Option<(ExpectationId, i64)>> {
        let row: Option<NumberRow> = self
            .db
            .row(&sql::find_standing_reading, args![self.tenant(), seq])
            .await?;
        row.map(|row| Ok((read_id(&row.id, "expectations.id")?, row.client_no)))
            .transpose()
    }

    /// The numbers of expectations, and of the clients who have them.
    pub async fn expectation_numbers(
        &self,
        ids: &[ExpectationId],
    ) -> Result<HashMap<ExpectationId, (i64, i64)>> {
        let mut found = HashMap::with_capacity(ids.len());
        for part in ids.chunks(BATCH) {
            let asked: Vec<IdJson> = part.iter().map(|id| IdJson { id: *id }).collect();
            let values = args![self.tenant(), json(&asked)?];
            let rows: Vec<NumberRow> = self.db.rows(&sql::list_expectation_numbers, values).await?;
            for row in rows {
                found.insert(
                    read_id(&row.id, "expectations.id")?,
                    (row.no, row.client_no),
                );
            }
        }
        Ok(found)
    }
}
