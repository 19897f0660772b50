//! Two clients who were found to be one, and back; and pairs that are worth a look.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use domain::clients::Client;
use domain::clients::merging::{Filled, merge, unmerge};
use domain::ids::{ClientId, MergeId, OrganizationId};
use domain::time::Timestamp;
use serde::Serialize;

use super::{ClientRow, sql};
use crate::access::read_all;
use crate::db::{Statement, Tx, args, json, numbered, read_id};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

/// A table whose rows go with their client.
struct Movable {
    table: &'static str,
    /// Gives all rows of one client to another and returns what names them.
    take: &'static Statement,
    /// Gives exactly the rows back that a merge took.
    give: &'static Statement,
}

/// The statements of each table of facts. They are the same but for the names of the table and of its key, so they are
/// written once here and not in files of their own.
macro_rules! movable {
    ($($table:literal by $key:literal $(but $stays:literal)?)*) => {
        &[$({
            static TAKE: Statement = Statement::new(
                concat!("clients/take_", $table),
                concat!("-- Facts go with their client.\nUPDATE ", $table, " SET client_no = $3
                    WHERE organization_id = $1 AND client_no = $2", $(" AND NOT (", $stays, ")",)?
                    " RETURNING CAST(", $key, " AS TEXT) AS row_key"),
            );
            static GIVE: Statement = Statement::new(
                concat!("clients/give_", $table),
                concat!("-- Facts go back.\nUPDATE ", $table, " SET client_no = $3
                    WHERE organization_id = $1 AND client_no = $2 AND CAST(", $key, " AS TEXT) IN (
                        SELECT m.row_key FROM merged_facts m
                        WHERE m.organization_id = $1 AND m.merge_id = $4 AND m.in_table = '", $table, "')"),
            );
            Movable { table: $table, take: &TAKE, give: &GIVE }
        },)*]
    };
}

/// Every table of facts about clients. **A noun that keeps facts of a client adds one line here**; what is only worked out
/// from facts stands in [`WORKED_OUT`] instead. A test finds tables that are in neither.
static MOVABLE: &[Movable] = movable! {
    "advocacy" by "id"
    "attribute_uses" by "attribute_key || ':' || no"
    "client_changes" by "id"
    "client_identities" by "system || ':' || key"
    "client_link_requests" by "id"
    "client_links" by "id"
    "client_wishes" by "no"
    "comments" by "seq"
    "contacts" by "id"
    "departures" by "id"
    "discovery_sessions" by "id"
    "events" by "seq"
    "expectations" by "id"
    "gifts" by "id"
    // By their chains: what corrects a fact is said of the same client.
    "loyalty_facts" by "root"
    "own_errors" by "id"
    // What both expect as a norm stands in the ledger of each; the kept one's counts.
    "plus_one_norms" by "plus_one_no" but "EXISTS (SELECT 1 FROM plus_one_norms o
        WHERE o.organization_id = $1 AND o.client_no = $3 AND o.plus_one_no = plus_one_norms.plus_one_no)"
    "plus_one_steps" by "plus_one_no || ':' || position"
    "promises" by "id"
    // What both are owed by the same rule is owed once.
    "prompts" by "id" but "state = 'open' AND EXISTS (SELECT 1 FROM prompts o
        WHERE o.organization_id = $1 AND o.client_no = $3 AND o.rule_id = prompts.rule_id AND o.state = 'open')"
    "pulse_answers" by "id"
    "responses" by "seq"
    "touches" by "seq"
    "trust_signals" by "id"
    "untold_changes" by "finding_id || ':' || at"
};

/// Tables that name a client and are made anew from the others.
#[cfg(test)]
const WORKED_OUT: &[&str] = &[
    "client_marks",
    "client_words",
    "prompt_marks",
    // The name under which 0018 writes `prompts` anew.
    "prompts_anew",
    "standing_changes",
    "standings",
];

/// A merge, as it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientMerge {
    pub id: MergeId,
    /// Numbers of the clients.
    pub kept: i64,
    pub dropped: i64,
    pub filled: Filled,
    pub at: Timestamp,
    pub by_name: String,
    pub undone_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct MergeRow {
    id: String,
    kept_no: i64,
    dropped_no: i64,
    filled: String,
    at: i64,
    by_name: String,
    undone_at: Option<i64>,
}

impl TryFrom<MergeRow> for ClientMerge {
    type Error = StoreError;

    fn try_from(row: MergeRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "client_merges.id")?,
            kept: row.kept_no,
            dropped: row.dropped_no,
            filled: serde_json::from_str(&row.filled)
                .map_err(|_| StoreError::Unreadable("client_merges.filled"))?,
            at: Timestamp::from_micros(row.at),
            by_name: row.by_name,
            undone_at: row.undone_at.map(Timestamp::from_micros),
        })
    }
}

#[derive(sqlx::FromRow)]
struct MovedRow {
    row_key: String,
}

#[derive(sqlx::FromRow)]
struct MergedRow {
    no: i64,
    merged_into: i64,
}

#[derive(sqlx::FromRow)]
struct MovedRecordRow {
    dropped_no: i64,
    row_key: String,
}

#[derive(Serialize)]
struct MovedJson {
    row_key: String,
}

#[derive(sqlx::FromRow)]
struct SharedRow {
    mark: String,
    count: i64,
}

#[derive(sqlx::FromRow, Serialize)]
struct MarkRow {
    mark: String,
    client_no: i64,
}

#[derive(Serialize)]
struct MarkJson<'a> {
    mark: &'a str,
}

#[derive(sqlx::FromRow)]
struct PairRow {
    first_no: i64,
    second_no: i64,
}

/// Two clients who share a mark, the lower number first.
pub type Pair = (i64, i64);

/// Marks that pairs are looked for in at a time.
const MARKS: usize = 500;

impl Tx {
    async fn client_here(
        &mut self,
        tenant: OrganizationId,
        id: ClientId,
    ) -> Result<Option<Client>> {
        let row: Option<ClientRow> = self.row(&sql::find_client, args![tenant, id]).await?;
        row.map(Client::try_from).transpose()
    }

    /// Who was found to be whom: each with the one that counts, in the order of the former.
    pub(crate) async fn merged(&mut self, tenant: OrganizationId) -> Result<Vec<(i64, i64)>> {
        let rows: Vec<MergedRow> = self.rows(&sql::list_merged, args![tenant]).await?;
        let next: BTreeMap<i64, i64> = rows.iter().map(|row| (row.no, row.merged_into)).collect();
        let last = |mut no: i64| {
            // Nobody is merged into somebody who was merged into them; whoever writes that by hand shall not wait for ever.
            for _ in 0..=next.len() {
                match next.get(&no) {
                    Some(into) => no = *into,
                    None => break,
                }
            }
            no
        };
        Ok(next.iter().map(|(no, into)| (*no, last(*into))).collect())
    }

    /// Records of the log that went over by merges that hold, with the number of the client of whom they were recorded.
    pub(crate) async fn moved_records(
        &mut self,
        tenant: OrganizationId,
    ) -> Result<HashMap<i64, i64>> {
        let rows: Vec<MovedRecordRow> = self.rows(&sql::list_moved_records, args![tenant]).await?;
        let moved = rows.into_iter().map(|row| {
            let record = row.row_key.parse();
            let record = record.map_err(|_| StoreError::Unreadable("merged_facts.row_key"))?;
            Ok((record, row.dropped_no))
        });
        moved.collect()
    }

    /// Writes both anew after facts went from one to the other, and tells whoever works things out of facts.
    async fn settle_merge(
        &mut self,
        tenant: OrganizationId,
        kept: &Client,
        dropped: &Client,
        now: Timestamp,
    ) -> Result<()> {
        self.write_clients(tenant, &[], &[kept, dropped], 0, now)
            .await?;
        let both = [kept.no, dropped.no];
        if dropped.merged_into.is_some() {
            self.forget_standings(tenant, &[dropped.no]).await?;
        }
        self.note_touches(tenant, &both).await?;
        let payload = serde_json::json!({ "clients": both });
        self.append_event(tenant, now, "clients_merged", &payload)
            .await?;
        Ok(())
    }
}

impl OrgStore {
    /// Makes one of two clients: the kept one is given all facts of the other and what it lacks; the other points to it.
    /// `None` where one of them is not here; refused where one of them was merged before, or both are the same.
    pub async fn merge_clients(
        &self,
        id: MergeId,
        kept: ClientId,
        dropped: ClientId,
        now: Timestamp,
        by_name: &str,
    ) -> Result<Option<ClientMerge>> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let kept = tx.client_here(tenant, kept).await?;
        let dropped = tx.client_here(tenant, dropped).await?;
        let (Some(kept), Some(dropped)) = (kept, dropped) else {
            return Ok(None);
        };
        let (kept, dropped, filled) =
            merge(&kept, &dropped).map_err(|_| StoreError::WrongState("these clients"))?;
        let document =
            serde_json::to_string(&filled).map_err(|_| StoreError::Unreadable("filled"))?;
        let values = args![tenant, id, kept.no, dropped.no, document, now, by_name];
        tx.run(&sql::insert_merge, values).await?;
        for movable in MOVABLE {
            let values = args![tenant, dropped.no, kept.no];
            let rows: Vec<MovedRow> = tx.rows(movable.take, values).await?;
            let keys: BTreeSet<String> = rows.into_iter().map(|row| row.row_key).collect();
            let moved: Vec<MovedJson> = keys
                .into_iter()
                .map(|row_key| MovedJson { row_key })
                .collect();
            if !moved.is_empty() {
                let values = args![tenant, id, movable.table, json(&moved)?];
                tx.run(&sql::insert_merged_facts, values).await?;
            }
        }
        tx.settle_merge(tenant, &kept, &dropped, now).await?;
        numbers.attributes_version += 1;
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(Some(ClientMerge {
            id,
            kept: kept.no,
            dropped: dropped.no,
            filled,
            at: now,
            by_name: by_name.to_owned(),
            undone_at: None,
        }))
    }

    /// Takes a merge back: exactly the facts that went over go back, and what was filled in is taken out where nobody has
    /// changed it since. `None` where there is no such merge; refused where it was taken back before, or a later merge has
    /// to do with one of the two and has to be taken back first.
    pub async fn undo_merge(&self, id: MergeId, now: Timestamp) -> Result<Option<ClientMerge>> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let row: Option<MergeRow> = tx.row(&sql::find_merge, args![tenant, id]).await?;
        let Some(found) = row.map(ClientMerge::try_from).transpose()? else {
            return Ok(None);
        };
        let values = args![tenant, id, found.kept, found.dropped];
        let later: Option<MergeRow> = tx.row(&sql::find_later_merge, values).await?;
        if later.is_some() {
            return Err(StoreError::InUse("this merge"));
        }
        if tx.run(&sql::undo_merge, args![tenant, id, now]).await? == 0 {
            return Err(StoreError::WrongState("this merge"));
        }
        for movable in MOVABLE {
            let values = args![tenant, found.kept, found.dropped, id];
            tx.run(movable.give, values).await?;
        }
        let values = args![tenant, numbered([found.kept, found.dropped])?];
        let rows: Vec<ClientRow> = tx.rows(&sql::list_clients_by_no, values).await?;
        let both: Vec<Client> = read_all(rows)?;
        let of = |no: i64| both.iter().find(|client| client.no == no);
        let (Some(kept), Some(dropped)) = (of(found.kept), of(found.dropped)) else {
            return Err(StoreError::Gone("one of the clients"));
        };
        let (kept, dropped) = unmerge(kept, dropped, &found.filled);
        tx.settle_merge(tenant, &kept, &dropped, now).await?;
        numbers.attributes_version += 1;
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(Some(ClientMerge {
            undone_at: Some(now),
            ..found
        }))
    }

    /// The latest merges, up to `limit` of them; of one client, by its number, or of all.
    pub async fn merges(&self, client: Option<i64>, limit: usize) -> Result<Vec<ClientMerge>> {
        let values = args![self.tenant(), client.unwrap_or(-1), limit.clamp(1, 1_000)];
        let rows: Vec<MergeRow> = self.db.rows(&sql::list_merges, values).await?;
        read_all(rows)
    }

    /// Pairs of clients who share a mark, found by going through marks after one until there are `enough` of them; with
    /// the last mark where there are more. Those of one mark stay together: a page has up to 190 pairs more. Pairs that
    /// somebody has told apart are left out.
    pub async fn twins(
        &self,
        after: &str,
        enough: usize,
    ) -> Result<(BTreeSet<Pair>, Option<String>)> {
        let values = args![self.tenant(), after, MARKS];
        let mut shared: Vec<SharedRow> = self.db.rows(&sql::list_shared_marks, values).await?;
        let (mut found, mut gone_through) = (0, 0);
        for row in &shared {
            if found >= enough {
                break;
            }
            let clients = usize::try_from(row.count).unwrap_or_default();
            found += clients * clients.saturating_sub(1) / 2;
            gone_through += 1;
        }
        let more = gone_through < shared.len() || shared.len() == MARKS;
        shared.truncate(gone_through);
        let next = shared.last().filter(|_| more).map(|row| row.mark.clone());
        let marks: Vec<&str> = shared.iter().map(|row| &*row.mark).collect();
        let mut by_mark: BTreeMap<String, Vec<i64>> = BTreeMap::new();
        for (mark, no) in self.clients_of_marks(&marks).await? {
            by_mark.entry(mark).or_default().push(no);
        }
        let values = args![self.tenant()];
        let told: Vec<PairRow> = self.db.rows(&sql::list_distinctions, values).await?;
        let told: HashSet<Pair> = told
            .into_iter()
            .map(|row| (row.first_no, row.second_no))
            .collect();
        let mut pairs = BTreeSet::new();
        for numbers in by_mark.values() {
            for (at, a) in numbers.iter().enumerate() {
                let others = numbers[at + 1..].iter().map(|b| (*a.min(b), *a.max(b)));
                pairs.extend(others.filter(|pair| !told.contains(pair)));
            }
        }
        Ok((pairs, next))
    }

    /// Who has these marks: mark and number of a client.
    pub async fn clients_of_marks(&self, marks: &[&str]) -> Result<Vec<(String, i64)>> {
        let lookup: Vec<MarkJson<'_>> = marks.iter().map(|mark| MarkJson { mark }).collect();
        let values = args![self.tenant(), json(&lookup)?];
        let rows: Vec<MarkRow> = self.db.rows(&sql::list_clients_of_marks, values).await?;
        Ok(rows
            .into_iter()
            .map(|row| (row.mark, row.client_no))
            .collect())
    }

    /// Somebody looked at two clients and found them to be two. Refused where one is not here.
    pub async fn tell_apart(&self, pair: Pair, at: Timestamp, by_name: &str) -> Result<()> {
        let (first, second) = (pair.0.min(pair.1), pair.0.max(pair.1));
        let values = args![self.tenant(), first, second, at, by_name];
        self.db.run(&sql::insert_distinction, values).await?;
        Ok(())
    }

    /// They may be one after all. False where nobody had told them apart.
    pub async fn doubt_again(&self, pair: Pair) -> Result<bool> {
        let (first, second) = (pair.0.min(pair.1), pair.0.max(pair.1));
        let values = args![self.tenant(), first, second];
        Ok(self.db.run(&sql::delete_distinction, values).await? > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_that_names_a_client_goes_with_it_or_is_made_anew() {
        let folder = format!("{}/migrations/sqlite", env!("CARGO_MANIFEST_DIR"));
        for file in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            for table in text.split("CREATE TABLE ").skip(1) {
                let (name, rest) = table.split_once(" (").unwrap();
                let columns = rest.split("\n)").next().unwrap();
                if !columns.contains("\n    client_no ") {
                    continue;
                }
                assert!(
                    MOVABLE.iter().any(|it| it.table == name) || WORKED_OUT.contains(&name),
                    "{name} names a client: add it to MOVABLE (facts) or to WORKED_OUT in clients/merges.rs"
                );
            }
        }
    }

    #[test]
    fn nobody_of_whom_a_fact_is_known_goes_with_a_file_of_clients() {
        let known = include_str!("list_known_of.sql");
        // Comments stand with their answers, and contacts are compared with what the file said.
        let others = MOVABLE
            .iter()
            .filter(|it| !["comments", "contacts"].contains(&it.table));
        for movable in others {
            assert!(
                known.contains(&format!("FROM {} ", movable.table)),
                "{}: name it in clients/list_known_of.sql",
                movable.table
            );
        }
    }

    #[test]
    fn nobody_of_whom_a_fact_is_known_goes_with_an_import() {
        let orphans = include_str!("../signals/delete_orphan_clients.sql");
        // Comments stand with their answers, and what others call a client goes with it.
        let others = MOVABLE
            .iter()
            .filter(|it| !["comments", "client_identities"].contains(&it.table));
        for movable in others {
            assert!(
                orphans.contains(&format!("FROM {} ", movable.table)),
                "{}: name it in signals/delete_orphan_clients.sql",
                movable.table
            );
        }
    }
}
