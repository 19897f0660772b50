//! Keeping standings as they are computed anew. Mostly hardly anything has changed, and to read is many times cheaper than to
//! write: so what is kept is read first, and only what differs is written.

use std::collections::HashMap;

use domain::time::Timestamp;
use serde::Serialize;

use super::{BATCH, ChangeRow, KeptChange, KeptStanding, StandingRow, sql};
use crate::access::read_all;
use crate::db::{Tx, args, json, numbered};
use crate::error::Result;
use crate::org::OrgStore;

#[derive(Serialize)]
struct StandingJson {
    client_no: i64,
    rung: &'static str,
    basis: &'static str,
    held_since: Option<i64>,
    since: Option<i64>,
    left_at: Option<i64>,
    last_plus_one: Option<i64>,
    mean: Option<f64>,
    due_at: Option<i64>,
}

impl StandingJson {
    fn of(it: &KeptStanding) -> Self {
        let micros = |at: Option<Timestamp>| at.map(Timestamp::micros);
        Self {
            client_no: it.client,
            rung: it.rung.as_str(),
            basis: it.basis.as_str(),
            held_since: micros(it.held_since),
            since: micros(it.since),
            left_at: micros(it.left_at),
            last_plus_one: micros(it.last_plus_one),
            mean: it.mean,
            due_at: micros(it.due_at),
        }
    }
}

#[derive(Serialize)]
struct ChangeJson {
    client_no: i64,
    occurred_at: i64,
    from_rung: &'static str,
    to_rung: &'static str,
    reasons: String,
}

impl ChangeJson {
    fn of(it: &KeptChange) -> Result<Self> {
        Ok(Self {
            client_no: it.client,
            occurred_at: it.at.micros(),
            from_rung: it.from.as_str(),
            to_rung: it.to.as_str(),
            reasons: json(&it.reasons)?,
        })
    }
}

/// What some clients' rows say, by the client's number, in time order.
type Histories<'a> = HashMap<i64, Vec<&'a KeptChange>>;

fn histories(changes: &[KeptChange]) -> Histories<'_> {
    let mut by_client = Histories::new();
    for change in changes {
        by_client.entry(change.client).or_default().push(change);
    }
    for told in by_client.values_mut() {
        told.sort_by_key(|change| change.at);
    }
    by_client
}

impl OrgStore {
    /// Keeps standings in place of those before, and tells the history of these clients anew. Clients that are not here
    /// are left out.
    pub async fn keep_standings(
        &self,
        standings: &[KeptStanding],
        changes: &[KeptChange],
    ) -> Result<()> {
        let told = histories(changes);
        let mut tx = self.db.write().await?;
        for part in standings.chunks(BATCH) {
            self.keep_some(&mut tx, part, &told).await?;
        }
        tx.commit().await
    }

    async fn keep_some(
        &self,
        tx: &mut Tx,
        standings: &[KeptStanding],
        told: &Histories<'_>,
    ) -> Result<()> {
        let tenant = self.tenant();
        let clients = numbered(standings.iter().map(|it| it.client))?;
        let kept: Vec<StandingRow> = tx
            .rows(&sql::list_standings_of, args![tenant, clients.as_str()])
            .await?;
        let kept: Vec<KeptStanding> = read_all(kept)?;
        let kept: HashMap<i64, &KeptStanding> = kept.iter().map(|it| (it.client, it)).collect();
        let differ: Vec<StandingJson> = standings
            .iter()
            .filter(|it| kept.get(&it.client) != Some(it))
            .map(StandingJson::of)
            .collect();
        if !differ.is_empty() {
            tx.run(&sql::upsert_standings, args![tenant, json(&differ)?])
                .await?;
        }

        let before: Vec<ChangeRow> = tx
            .rows(&sql::list_changes_of, args![tenant, clients.as_str()])
            .await?;
        let before: Vec<KeptChange> = read_all(before)?;
        let before = histories(&before);
        let anew = |client: &i64| before.get(client) != told.get(client);
        let anew: Vec<i64> = standings.iter().map(|it| it.client).filter(anew).collect();
        let stale = anew.iter().filter(|client| before.contains_key(client));
        let stale: Vec<i64> = stale.copied().collect();
        if !stale.is_empty() {
            tx.run(&sql::delete_changes, args![tenant, numbered(stale)?])
                .await?;
        }
        let rows = anew.iter().filter_map(|client| told.get(client)).flatten();
        let rows: Vec<ChangeJson> = rows.map(|it| ChangeJson::of(it)).collect::<Result<_>>()?;
        for part in rows.chunks(BATCH) {
            tx.run(&sql::insert_changes, args![tenant, json(part)?])
                .await?;
        }
        Ok(())
    }
}
