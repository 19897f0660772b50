//! What we promised, and errors of ours.

mod errors;
mod rows;
#[cfg(test)]
pub(crate) mod tests;

use std::collections::HashMap;

use domain::ids::{ClientId, ContactId, OrganizationId, PersonId, PromiseId, TouchId};
use domain::loyalty::promises::rate::Outcome;
use domain::loyalty::promises::{Fact, Promise, State, standing};
use domain::time::Timestamp;

use crate::db::{Tx, Value, args, json, numbered, read_id, read_id_opt, statements};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

use rows::{
    CountRow, EndRow, FactJson, FactRow, IdJson, NamedRow, PromiseRow, RunningRow, SeqRow,
    WordJson, read_state,
};

statements! { "promises": count_promises count_running_promises delete_promise delete_promise_facts find_own_error find_promise find_touch_seq insert_own_error insert_promise insert_promise_facts list_named_clients list_own_errors list_past_promises list_promise_ends list_promise_facts list_running_of_clients list_running_promises mark_reminded update_own_error update_promise }

/// The event that says that promises were made or have changed; its payload names each with the moment by which it
/// calls for attention.
pub const PROMISES_CHANGED: &str = "promises_changed";

/// The event that says that a promise is near its moment and still to be done.
pub const PROMISE_DUE_SOON: &str = "promise_due_soon";

/// A promise to be kept here, with all that happened to it so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPromise {
    pub promise: Promise,
    /// Number of the client.
    pub client_no: i64,
    pub contact: Option<ContactId>,
    pub touch: Option<TouchId>,
}

/// A promise and what is kept beside its facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPromise {
    pub promise: Promise,
    /// Who on the client's side it was promised to, and what they are called.
    pub contact: Option<(ContactId, String)>,
    pub touch: Option<TouchId>,
    /// A reminder was given for the moment that holds now.
    pub reminded: bool,
}

/// A client as a line may name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedClient {
    pub no: i64,
    pub id: ClientId,
    pub key: String,
    pub name: Option<String>,
}

/// Which promises are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PromiseFilter {
    /// Number of the client.
    pub client: Option<i64>,
    pub who: Option<PersonId>,
    pub state: Option<State>,
    /// Only those that are still to be done, the first due in front; otherwise the last due is in front.
    pub running: bool,
    /// Due before this moment.
    pub due_before: Option<Timestamp>,
    /// The last one of the page before.
    pub after: Option<(Timestamp, PromiseId)>,
}

/// Those still to be done, of everybody.
pub const RUNNING: PromiseFilter = PromiseFilter {
    client: None,
    who: None,
    state: None,
    running: true,
    due_before: None,
    after: None,
};

/// How many promises stand how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PromiseCounts {
    pub open: i64,
    pub renegotiated: i64,
    pub kept: i64,
    pub kept_late: i64,
    pub broken: i64,
    /// Of the open and renegotiated ones, those past their moment.
    pub overdue: i64,
}

impl Tx {
    /// Writes promises with their histories and says so to whoever listens.
    pub(crate) async fn add_promises(
        &mut self,
        tenant: OrganizationId,
        now: Timestamp,
        items: &[NewPromise],
    ) -> Result<()> {
        let mut facts = Vec::new();
        for item in items {
            let (promise, standing) = (&item.promise, &item.promise.standing);
            let values = args![
                tenant,
                promise.id,
                item.client_no,
                item.contact.map(|id| id.to_string()),
                item.touch.map(|id| id.to_string()),
                standing.made.words.as_str(),
                standing.made.who,
                standing.made.at,
                standing.due_at,
                standing.state.as_str(),
                standing.settled_at,
            ];
            self.run(&sql::insert_promise, values).await?;
            facts.extend(promise.facts.iter().map(|it| FactJson::of(promise.id, it)));
        }
        self.run(&sql::insert_promise_facts, args![tenant, json(&facts)?])
            .await?;
        self.announce_promises(tenant, now, items.iter().map(|item| &item.promise))
            .await
    }

    async fn announce_promises(
        &mut self,
        tenant: OrganizationId,
        now: Timestamp,
        promises: impl Iterator<Item = &Promise>,
    ) -> Result<()> {
        let running: Vec<serde_json::Value> = promises
            .map(|promise| {
                serde_json::json!({
                    "id": promise.id,
                    "running": promise.standing.state.is_running(),
                    "made_at": promise.standing.made.at,
                    "due_at": promise.standing.due_at,
                })
            })
            .collect();
        let payload = serde_json::json!({ "promises": running });
        self.append_event(tenant, now, PROMISES_CHANGED, &payload)
            .await
    }
}

impl OrgStore {
    pub async fn add_promises(&self, now: Timestamp, items: &[NewPromise]) -> Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        let mut tx = self.db.write().await?;
        tx.add_promises(self.tenant(), now, items).await?;
        tx.commit().await
    }

    pub async fn promise(&self, id: PromiseId) -> Result<Option<KeptPromise>> {
        let row: Option<PromiseRow> = self
            .db
            .row(&sql::find_promise, args![self.tenant(), id])
            .await?;
        Ok(self.with_facts(row.into_iter().collect()).await?.pop())
    }

    /// Writes the last fact of a promise and what follows from it. False where there is no such promise; somebody who
    /// was faster makes it fail as taken.
    pub async fn change_promise(&self, changed: &Promise, now: Timestamp) -> Result<bool> {
        let tenant = self.tenant();
        let standing = &changed.standing;
        let mut tx = self.db.write().await?;
        let values = args![
            tenant,
            changed.id,
            standing.made.words.as_str(),
            standing.made.who,
            standing.made.at,
            standing.due_at,
            standing.state.as_str(),
            standing.settled_at,
        ];
        if tx.run(&sql::update_promise, values).await? == 0 {
            return Ok(false);
        }
        let last: Vec<FactJson<'_>> = changed
            .facts
            .last()
            .map(|fact| FactJson::of(changed.id, fact))
            .into_iter()
            .collect();
        tx.run(&sql::insert_promise_facts, args![tenant, json(&last)?])
            .await?;
        tx.announce_promises(tenant, now, std::iter::once(changed))
            .await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Up to `limit` (1 to 1,000) promises in the order that the filter says.
    pub async fn promises(&self, filter: &PromiseFilter, limit: usize) -> Result<Vec<KeptPromise>> {
        let first = if filter.running {
            (Timestamp::from_micros(i64::MIN), String::new())
        } else {
            (Timestamp::from_micros(i64::MAX), String::new())
        };
        let (at, id) = filter.after.map_or(first, |(at, id)| (at, id.to_string()));
        let values: Vec<Value> = args![
            self.tenant(),
            filter.client.unwrap_or(-1),
            filter.who.map(|id| id.to_string()).unwrap_or_default(),
            filter.state.map(State::as_str).unwrap_or_default(),
            filter.due_before.map_or(i64::MAX, Timestamp::micros),
            at,
            id,
            limit.clamp(1, 1_000),
        ];
        let statement = if filter.running {
            &sql::list_running_promises
        } else {
            &sql::list_past_promises
        };
        let rows: Vec<PromiseRow> = self.db.rows(statement, values).await?;
        self.with_facts(rows).await
    }

    /// Promises to the clients of these numbers that are still to be done, the first due in front; up to `limit` in all.
    pub async fn running_promises_of(
        &self,
        clients: &[i64],
        limit: usize,
    ) -> Result<Vec<KeptPromise>> {
        let values = args![self.tenant(), numbered(clients.iter().copied())?, limit];
        let rows: Vec<PromiseRow> = self.db.rows(&sql::list_running_of_clients, values).await?;
        self.with_facts(rows).await
    }

    async fn with_facts(&self, rows: Vec<PromiseRow>) -> Result<Vec<KeptPromise>> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let asked: Vec<IdJson<'_>> = rows.iter().map(|row| IdJson { id: &row.id }).collect();
        let found: Vec<FactRow> = self
            .db
            .rows(
                &sql::list_promise_facts,
                args![self.tenant(), json(&asked)?],
            )
            .await?;
        let mut facts: HashMap<String, Vec<Fact>> = HashMap::new();
        for row in found {
            let of = facts.entry(row.promise_id.clone()).or_default();
            of.push(row.try_into()?);
        }
        rows.into_iter()
            .map(|row| {
                let facts = facts.remove(&row.id).unwrap_or_default();
                let standing = standing(&facts).ok_or(StoreError::Unreadable("promise_facts"))?;
                // The columns are there to be searched by. Somebody may have settled it since they were read: the facts
                // count.
                read_state(&row.state)?;
                Ok(KeptPromise {
                    reminded: row.reminded_for == Some(row.due_at),
                    contact: read_id_opt(row.contact_id.as_deref(), "promises.contact_id")?
                        .zip(row.contact_name),
                    touch: read_id_opt(row.touch_id.as_deref(), "promises.touch_id")?,
                    promise: Promise {
                        id: read_id(&row.id, "promises.id")?,
                        client: read_id(&row.client_id, "clients.id")?,
                        client_key: row.client_key,
                        client_name: row.client_name,
                        standing,
                        facts,
                    },
                })
            })
            .collect()
    }

    /// How promises of one client, or of all, ended since a moment; each with the number of its client.
    pub async fn promise_outcomes(
        &self,
        client: Option<i64>,
        since: Timestamp,
    ) -> Result<Vec<(i64, Outcome)>> {
        let values = args![self.tenant(), client.unwrap_or(-1), since];
        let rows: Vec<EndRow> = self.db.rows(&sql::list_promise_ends, values).await?;
        let mut outcomes = Vec::with_capacity(rows.len());
        for row in rows {
            let at = Timestamp::from_micros(row.settled_at);
            let outcome = Outcome::of_state(read_state(&row.state)?, Some(at));
            outcomes.extend(outcome.map(|it| (row.client_no, it)));
        }
        Ok(outcomes)
    }

    pub async fn promise_counts(
        &self,
        client: Option<i64>,
        now: Timestamp,
    ) -> Result<PromiseCounts> {
        let values = args![self.tenant(), client.unwrap_or(-1), now];
        let rows: Vec<CountRow> = self.db.rows(&sql::count_promises, values).await?;
        let mut counts = PromiseCounts::default();
        for row in rows {
            counts.overdue += row.overdue;
            *match read_state(&row.state)? {
                State::Open => &mut counts.open,
                State::Renegotiated => &mut counts.renegotiated,
                State::Kept => &mut counts.kept,
                State::KeptLate => &mut counts.kept_late,
                State::Broken => &mut counts.broken,
            } = row.count;
        }
        Ok(counts)
    }

    /// How many promises are still to be done, of each client who has one, by its number.
    pub async fn running_promises(&self) -> Result<Vec<(i64, i64)>> {
        let values = args![self.tenant()];
        let rows: Vec<RunningRow> = self.db.rows(&sql::count_running_promises, values).await?;
        Ok(rows
            .into_iter()
            .map(|row| (row.client_no, row.count))
            .collect())
    }

    /// Notes that a reminder is given for that moment, and says so to whoever listens. False where the promise does not
    /// run, is due at another moment, or the reminder was given.
    pub async fn remind_of_promise(
        &self,
        id: PromiseId,
        due_at: Timestamp,
        now: Timestamp,
    ) -> Result<bool> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        if tx
            .run(&sql::mark_reminded, args![tenant, id, due_at])
            .await?
            == 0
        {
            return Ok(false);
        }
        let payload = serde_json::json!({ "promise": id, "due_at": due_at });
        tx.append_event(tenant, now, PROMISE_DUE_SOON, &payload)
            .await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Forgets a promise to which nothing has happened since it was made. False where there is none, or something has.
    pub async fn unmake_promise(&self, id: PromiseId) -> Result<bool> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        if tx
            .run(&sql::delete_promise_facts, args![tenant, id])
            .await?
            == 0
        {
            return Ok(false);
        }
        tx.run(&sql::delete_promise, args![tenant, id]).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Whether there is such a touch.
    pub async fn has_touch(&self, id: TouchId) -> Result<bool> {
        let row: Option<SeqRow> = self
            .db
            .row(&sql::find_touch_seq, args![self.tenant(), id])
            .await?;
        Ok(row.is_some())
    }

    /// Clients who are found by one of these words, folded as for the search.
    pub async fn clients_named(&self, words: &[String], limit: usize) -> Result<Vec<NamedClient>> {
        let asked: Vec<WordJson<'_>> = words.iter().map(|word| WordJson { word }).collect();
        let values = args![self.tenant(), json(&asked)?, limit.clamp(1, 1_000)];
        let rows: Vec<NamedRow> = self.db.rows(&sql::list_named_clients, values).await?;
        rows.into_iter()
            .map(|row| {
                Ok(NamedClient {
                    no: row.no,
                    id: read_id(&row.id, "clients.id")?,
                    key: row.key,
                    name: row.name,
                })
            })
            .collect()
    }
}
