//! What clients expect of us, how it came to be so, and what the iceberg counts of it.

#[cfg(test)]
pub(crate) mod tests;

use std::collections::{BTreeMap, HashMap};

use domain::ids::{ClientId, ContactId, ExpectationId, OrganizationId};
use domain::loyalty::expectations::asking::AskPlace;
use domain::loyalty::facts::{ExpectationState, NO_THEME, What};
use domain::loyalty::{Evidence, Expectation, Level, Status};
use domain::time::Timestamp;
use serde::Serialize;

use super::facts::NewFact;
use crate::access::read_all;
use crate::clients::NewClient;
use crate::db::{Tx, args, json, numbered, read_id, read_id_opt, statements};
use crate::error::{Result, StoreError};
use crate::numbers::Numbers;
use crate::org::OrgStore;

mod counts;
mod history;

pub use counts::{AgeCount, IcebergCount};
pub use history::{ExpectationWrite, Written};

statements! { "expectations": count_ages count_alike count_iceberg count_themes find_expectation find_expectation_no find_standing_fact insert_expectation_change insert_expectations list_confirmed_by_theme list_due_expectations list_expectation_changes list_expectations list_expectations_by_id list_expectations_of_clients list_same_expectations update_expectation }

/// An expectation to be kept, with the id that its client gets if it is new.
#[derive(Debug, Clone)]
pub struct NewExpectation {
    pub id: ExpectationId,
    pub client: NewClient,
    pub words: String,
    pub level: Level,
    pub depth: u8,
    pub status: Status,
    pub theme: Option<String>,
    pub source: String,
    pub stated_at: Timestamp,
    pub confirmed_at: Option<Timestamp>,
    pub half_life_days: u16,
    pub contact: Option<ContactId>,
    /// `None`: what its level weighs.
    pub weight: Option<u8>,
    pub target: Option<String>,
    pub evidence: Vec<Evidence>,
}

impl NewExpectation {
    fn weight(&self) -> u8 {
        self.weight.unwrap_or(self.level.weight())
    }

    fn due_at(&self) -> Option<Timestamp> {
        let days = i64::from(self.half_life_days);
        let confirmed = self
            .confirmed_at
            .filter(|_| self.status == Status::Confirmed);
        confirmed.map(|at| at.plus_seconds(days * 86_400))
    }
}

/// What became of one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    Created(ExpectationId),
    /// The client has said the same words before, and they still hold.
    Unchanged(ExpectationId),
}

/// Which expectations are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExpectationFilter {
    /// Number of the client.
    pub client: Option<i64>,
    pub theme: Option<String>,
    pub status: Option<Status>,
    pub depth: Option<u8>,
    pub level: Option<Level>,
    /// Only what is to be asked again before then.
    pub due_before: Option<Timestamp>,
    /// Only what clients confirmed and nobody serves: none of these themes and ids.
    pub unserved: Option<Vec<String>>,
    /// The last one of the page before.
    pub after: Option<ExpectationId>,
}

/// A confirmed expectation, as the gap finder needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmedExpectation {
    pub theme: String,
    /// Number of the client.
    pub client: i64,
    pub words: String,
    pub level: Level,
    pub confirmed_at: Timestamp,
    /// Days after which it is due for asking again.
    pub half_life_days: u16,
}

/// How many expectations of one theme there are in each status that holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThemeCount {
    pub theme: String,
    pub assumed: i64,
    pub stated: i64,
    pub confirmed: i64,
}

#[derive(sqlx::FromRow)]
struct ExpectationRow {
    id: String,
    client_id: String,
    client_key: String,
    client_name: Option<String>,
    contact_id: Option<String>,
    words: String,
    level: String,
    depth: i64,
    status: String,
    theme: Option<String>,
    source: String,
    stated_at: i64,
    confirmed_at: Option<i64>,
    half_life_days: i64,
    weight: i64,
    target: Option<String>,
    evidence: String,
}

fn read_level(text: &str) -> Result<Level> {
    Level::parse(text).ok_or(StoreError::Unreadable("expectations.level"))
}

impl TryFrom<ExpectationRow> for Expectation {
    type Error = StoreError;

    fn try_from(row: ExpectationRow) -> Result<Self> {
        let unreadable = StoreError::Unreadable;
        Ok(Self {
            id: read_id(&row.id, "expectations.id")?,
            client: read_id::<ClientId>(&row.client_id, "clients.id")?,
            client_key: row.client_key,
            client_name: row.client_name,
            words: row.words,
            level: read_level(&row.level)?,
            depth: u8::try_from(row.depth).map_err(|_| unreadable("expectations.depth"))?,
            status: Status::parse(&row.status).ok_or(unreadable("expectations.status"))?,
            theme: row.theme,
            source: row.source,
            stated_at: Timestamp::from_micros(row.stated_at),
            confirmed_at: row.confirmed_at.map(Timestamp::from_micros),
            half_life_days: u16::try_from(row.half_life_days)
                .map_err(|_| unreadable("expectations.half_life_days"))?,
            contact: read_id_opt(row.contact_id.as_deref(), "expectations.contact_id")?,
            weight: u8::try_from(row.weight).map_err(|_| unreadable("expectations.weight"))?,
            target: row.target,
            evidence: serde_json::from_str(&row.evidence)
                .map_err(|_| unreadable("expectations.evidence"))?,
        })
    }
}

#[derive(sqlx::FromRow)]
struct SameRow {
    id: String,
    client_no: i64,
    contact_id: Option<String>,
    words: String,
}

#[derive(sqlx::FromRow)]
struct ConfirmedRow {
    theme: String,
    client_no: i64,
    words: String,
    level: String,
    confirmed_at: i64,
    half_life_days: i64,
}

#[derive(sqlx::FromRow)]
struct ThemeRow {
    theme: String,
    status: String,
    count: i64,
}

#[derive(Serialize)]
struct SameJson<'a> {
    client_no: i64,
    words: &'a str,
}

#[derive(Serialize)]
struct IdJson {
    id: ExpectationId,
}

#[derive(Serialize)]
struct WordJson<'a> {
    word: &'a str,
}

#[derive(Serialize)]
struct ExpectationJson<'a> {
    id: ExpectationId,
    no: i64,
    client_no: i64,
    words: &'a str,
    level: &'static str,
    depth: u8,
    status: &'static str,
    theme: Option<&'a str>,
    source: &'a str,
    stated_at: i64,
    confirmed_at: Option<i64>,
    half_life_days: u16,
    contact_id: Option<ContactId>,
    weight: u8,
    target: Option<&'a str>,
    evidence: String,
    due_at: Option<i64>,
}

/// An expectation, and whose of the client's contacts it is.
type Owned = (Option<ContactId>, ExpectationId);

/// Which of the expectations with these words is the one that this contact has: their own first, then that of the client
/// as a whole. Where nobody is named, any of them is.
fn same_of(alike: &[Owned], contact: Option<ContactId>) -> Option<ExpectationId> {
    let own = alike.iter().find(|(of, _)| *of == contact);
    let other = alike
        .iter()
        .find(|(of, _)| of.is_none() || contact.is_none());
    own.or(other).map(|(_, id)| *id)
}

fn write_evidence(evidence: &[Evidence]) -> Result<String> {
    serde_json::to_string(evidence).map_err(|_| StoreError::Unreadable("expectations.evidence"))
}

impl Tx {
    /// Keeps what clients expect under the organization's turn to write; clients that are new are made. The same words of
    /// the same client, while they hold, are the same expectation and are left as they are; but what one contact expects
    /// is not what another does. The caller saves the numbers.
    pub(crate) async fn keep_expectations(
        &mut self,
        tenant: OrganizationId,
        numbers: &mut Numbers,
        now: Timestamp,
        items: &[NewExpectation],
    ) -> Result<Vec<Kept>> {
        let asked: Vec<NewClient> = items.iter().map(|item| item.client.clone()).collect();
        let clients = self
            .ensure_clients(tenant, numbers, &asked, 0, now)
            .await?
            .clients;
        let lookup: Vec<SameJson<'_>> = items
            .iter()
            .zip(&clients)
            .map(|(item, (_, client_no))| SameJson {
                client_no: *client_no,
                words: &item.words,
            })
            .collect();
        let same: Vec<SameRow> = self
            .rows(&sql::list_same_expectations, args![tenant, json(&lookup)?])
            .await?;
        let mut known: HashMap<(i64, String), Vec<Owned>> = HashMap::new();
        for row in same {
            let contact = read_id_opt(row.contact_id.as_deref(), "expectations.contact_id")?;
            let id = read_id(&row.id, "expectations.id")?;
            let alike = known.entry((row.client_no, row.words)).or_default();
            alike.push((contact, id));
        }
        let themes = self
            .ensure_themes(
                tenant,
                items.iter().filter_map(|item| item.theme.as_deref()),
            )
            .await?;
        let mut kept = Vec::with_capacity(items.len());
        let mut rows = Vec::new();
        let mut facts = Vec::new();
        for (item, (_, client_no)) in items.iter().zip(&clients) {
            let alike = known.entry((*client_no, item.words.clone())).or_default();
            if let Some(id) = same_of(alike, item.contact) {
                kept.push(Kept::Unchanged(id));
                continue;
            }
            alike.push((item.contact, item.id));
            kept.push(Kept::Created(item.id));
            let theme = item.theme.as_ref().and_then(|key| themes.get(key));
            let state = ExpectationState {
                level: item.level,
                status: item.status,
                weight: f64::from(item.weight()),
                half_life_days: item.half_life_days,
                confirmed_at: item.confirmed_at,
                theme: theme.copied().unwrap_or(NO_THEME),
            };
            facts.push(NewFact {
                client: *client_no,
                at: item.confirmed_at.unwrap_or(item.stated_at),
                subject: None,
                what: What::Expectation(state),
                corrects: None,
                detail: None,
            });
            rows.push(ExpectationJson {
                id: item.id,
                no: 0,
                client_no: *client_no,
                words: &item.words,
                level: item.level.as_str(),
                depth: item.depth,
                status: item.status.as_str(),
                theme: item.theme.as_deref(),
                source: &item.source,
                stated_at: item.stated_at.micros(),
                confirmed_at: item.confirmed_at.map(Timestamp::micros),
                half_life_days: item.half_life_days,
                contact_id: item.contact,
                weight: item.weight(),
                target: item.target.as_deref(),
                evidence: write_evidence(&item.evidence)?,
                due_at: item.due_at().map(Timestamp::micros),
            });
        }
        if !rows.is_empty() {
            let seqs = self.append_facts(tenant, numbers, now, &facts).await?;
            for (row, seq) in rows.iter_mut().zip(seqs) {
                row.no = seq;
            }
            self.run(&sql::insert_expectations, args![tenant, json(&rows)?, now])
                .await?;
            let payload = serde_json::json!({ "count": rows.len() });
            self.append_event(tenant, now, "expectations_changed", &payload)
                .await?;
        }
        Ok(kept)
    }
}

impl OrgStore {
    /// [`Tx::keep_expectations`] where nothing else is written with them.
    pub async fn add_expectations(
        &self,
        now: Timestamp,
        items: &[NewExpectation],
    ) -> Result<Vec<Kept>> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let kept = tx
            .keep_expectations(tenant, &mut numbers, now, items)
            .await?;
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(kept)
    }

    pub async fn expectation(&self, id: ExpectationId) -> Result<Option<Expectation>> {
        let row: Option<ExpectationRow> = self
            .db
            .row(&sql::find_expectation, args![self.tenant(), id])
            .await?;
        row.map(Expectation::try_from).transpose()
    }

    /// In the order of their ids, up to `limit` (1 to 1,000) of them.
    pub async fn expectations(
        &self,
        filter: &ExpectationFilter,
        limit: usize,
    ) -> Result<Vec<Expectation>> {
        let served: Vec<WordJson<'_>> = filter
            .unserved
            .iter()
            .flatten()
            .map(|word| WordJson { word })
            .collect();
        let values = args![
            self.tenant(),
            filter.after.map(|id| id.to_string()).unwrap_or_default(),
            filter.client.unwrap_or(-1),
            filter.theme.as_deref().unwrap_or_default(),
            filter.status.map_or("", Status::as_str),
            i64::from(filter.depth.unwrap_or(0)),
            filter.level.map_or("", Level::as_str),
            filter.due_before.map_or(-1, Timestamp::micros),
            i64::from(filter.unserved.is_some()),
            json(&served)?,
            limit.clamp(1, 1_000),
        ];
        let rows: Vec<ExpectationRow> = self.db.rows(&sql::list_expectations, values).await?;
        read_all(rows)
    }

    /// What the clients of these numbers expect, without what no longer holds; up to `limit` of all of them together.
    pub async fn expectations_of_clients(
        &self,
        clients: &[i64],
        limit: usize,
    ) -> Result<Vec<Expectation>> {
        let asked = numbered(clients.iter().copied())?;
        let values = args![self.tenant(), asked, limit];
        let rows: Vec<ExpectationRow> = self
            .db
            .rows(&sql::list_expectations_of_clients, values)
            .await?;
        read_all(rows)
    }

    /// Those with these ids, in the order of their ids; ids that are none are left out.
    pub async fn expectations_by_id(&self, ids: &[ExpectationId]) -> Result<Vec<Expectation>> {
        let ids: Vec<IdJson> = ids.iter().map(|id| IdJson { id: *id }).collect();
        let rows: Vec<ExpectationRow> = self
            .db
            .rows(
                &sql::list_expectations_by_id,
                args![self.tenant(), json(&ids)?],
            )
            .await?;
        read_all(rows)
    }

    /// What clients are to be asked again before then, up to `limit` (1 to 1,000), in the order of [`AskPlace`]. `after`:
    /// the place of the last one of the page before.
    pub async fn due_expectations(
        &self,
        before: Timestamp,
        after: Option<AskPlace>,
        limit: usize,
    ) -> Result<Vec<Expectation>> {
        let (weight, at, id) = after.map_or((i64::MAX, i64::MIN, String::new()), |after| {
            let id = after.id.to_string();
            (i64::from(after.weight.0), after.due_at.micros(), id)
        });
        let values = args![self.tenant(), before, weight, at, id, limit.clamp(1, 1_000)];
        let rows: Vec<ExpectationRow> = self.db.rows(&sql::list_due_expectations, values).await?;
        read_all(rows)
    }

    /// What clients have confirmed, with its theme: in the order of themes, then of their confirmation. Whether it is
    /// fresh is for who asks to say; assumed and stated ones are never here.
    pub async fn confirmed_expectations(&self) -> Result<Vec<ConfirmedExpectation>> {
        let rows: Vec<ConfirmedRow> = self
            .db
            .rows(&sql::list_confirmed_by_theme, args![self.tenant()])
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(ConfirmedExpectation {
                    theme: row.theme,
                    client: row.client_no,
                    words: row.words,
                    level: read_level(&row.level)?,
                    confirmed_at: Timestamp::from_micros(row.confirmed_at),
                    half_life_days: u16::try_from(row.half_life_days)
                        .map_err(|_| StoreError::Unreadable("expectations.half_life_days"))?,
                })
            })
            .collect()
    }

    /// How many expectations hold of each theme.
    pub async fn expectation_themes(&self) -> Result<Vec<ThemeCount>> {
        let rows: Vec<ThemeRow> = self
            .db
            .rows(&sql::count_themes, args![self.tenant()])
            .await?;
        let mut themes: BTreeMap<String, ThemeCount> = BTreeMap::new();
        for row in rows {
            let theme = themes
                .entry(row.theme.clone())
                .or_insert_with(|| ThemeCount {
                    theme: row.theme,
                    ..ThemeCount::default()
                });
            match Status::parse(&row.status) {
                Some(Status::Assumed) => theme.assumed = row.count,
                Some(Status::Stated) => theme.stated = row.count,
                Some(Status::Confirmed) => theme.confirmed = row.count,
                Some(Status::Retired) | None => {}
            }
        }
        Ok(themes.into_values().collect())
    }
}
