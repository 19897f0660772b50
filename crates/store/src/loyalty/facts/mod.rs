//! The dated facts from which standing is read.
//!
//! Whoever changes something that bears on standing appends the fact in the same transaction:
//! [`Tx::append_facts`](crate::db::Tx) under the organization's turn to write, or [`OrgStore::append_facts`] where
//! nothing else is written.

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use domain::ids::OrganizationId;
use domain::loyalty::facts::{
    ExpectationState, Fact, FactKind, NO_THEME, ProofKind, Reaction, ReadingSource, What,
};
use domain::loyalty::{Level, Status};
use domain::time::Timestamp;
use serde::Serialize;

use crate::db::{Tx, args, json, narrow, statements};
use crate::error::{Result, StoreError};
use crate::numbers::Numbers;
use crate::org::OrgStore;

statements! { "facts": insert_facts insert_themes list_client_facts list_corrected_facts list_known_themes tail_facts }

/// The event that says that facts have come; its payload counts them.
pub const FACTS_APPENDED: &str = "facts_appended";

/// A fact to be appended.
#[derive(Debug, Clone, PartialEq)]
pub struct NewFact {
    /// Number of the client. A correction stays with the client of what it corrects.
    pub client: i64,
    /// Since when it is so, or when it happened.
    pub at: Timestamp,
    /// Number of what it is about. `None`: of the fact itself, as for the first fact of an expectation.
    pub subject: Option<i64>,
    pub what: What,
    /// Any fact of the chain that it corrects.
    pub corrects: Option<i64>,
    /// What people want to read besides: the client's words, the scale it was said on.
    pub detail: Option<serde_json::Value>,
}

impl NewFact {
    /// A fact that corrects none.
    pub fn of(client: i64, at: Timestamp, subject: i64, what: What) -> NewFact {
        NewFact {
            client,
            at,
            subject: Some(subject),
            what,
            corrects: None,
            detail: None,
        }
    }

    /// Takes back a fact: it was not so at all.
    pub fn withdrawing(client: i64, at: Timestamp, seq: i64) -> NewFact {
        NewFact {
            corrects: Some(seq),
            ..NewFact::of(client, at, 0, What::Withdrawn)
        }
    }
}

/// A fact as it was recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordedFact {
    pub seq: i64,
    pub fact: Fact,
    pub recorded_at: Timestamp,
    pub detail: Option<serde_json::Value>,
}

#[derive(sqlx::FromRow)]
struct FactRow {
    seq: i64,
    root: i64,
    version: i64,
    client_no: i64,
    subject: i64,
    kind: String,
    word: Option<String>,
    value: Option<f64>,
    occurred_at: i64,
    recorded_at: i64,
    level: Option<String>,
    status: Option<String>,
    weight: Option<f64>,
    half_life_days: Option<i64>,
    confirmed_at: Option<i64>,
    theme_no: Option<i64>,
    detail: Option<String>,
}

impl FactRow {
    fn what(&self) -> Option<What> {
        let word = self.word.as_deref();
        Some(match FactKind::parse(&self.kind)? {
            FactKind::Expectation => What::Expectation(ExpectationState {
                level: Level::parse(self.level.as_deref()?)?,
                status: Status::parse(self.status.as_deref()?)?,
                weight: self.weight?,
                half_life_days: u16::try_from(self.half_life_days?).ok()?,
                confirmed_at: self.confirmed_at.map(Timestamp::from_micros),
                theme: self
                    .theme_no
                    .map_or(Some(NO_THEME), |no| i32::try_from(no).ok())?,
            }),
            FactKind::Reading => What::Reading {
                delta: self.value?,
                source: ReadingSource::parse(word?)?,
            },
            FactKind::PlusOne => What::PlusOne {
                reaction: match word {
                    None => None,
                    Some(word) => Some(Reaction::parse(word)?),
                },
            },
            FactKind::Proof => What::Proof {
                kind: ProofKind::parse(word?)?,
                cents: self.value? as i64,
            },
            FactKind::Withdrawn => What::Withdrawn,
        })
    }

    fn fact(&self) -> Result<Fact> {
        Ok(Fact {
            root: self.root,
            version: narrow(self.version, "loyalty_facts.version")?,
            client: self.client_no,
            at: Timestamp::from_micros(self.occurred_at),
            subject: self.subject,
            what: (self.what()).ok_or(StoreError::Unreadable("loyalty_facts.kind"))?,
        })
    }
}

impl TryFrom<FactRow> for RecordedFact {
    type Error = StoreError;

    fn try_from(row: FactRow) -> Result<Self> {
        let unreadable = |_| StoreError::Unreadable("loyalty_facts.detail");
        Ok(Self {
            seq: row.seq,
            fact: row.fact()?,
            recorded_at: Timestamp::from_micros(row.recorded_at),
            detail: (row.detail.as_deref())
                .map(serde_json::from_str)
                .transpose()
                .map_err(unreadable)?,
        })
    }
}

#[derive(sqlx::FromRow)]
struct CorrectedRow {
    seq: i64,
    root: i64,
    client_no: i64,
    subject: i64,
    version: i64,
}

#[derive(sqlx::FromRow)]
struct ThemeRow {
    no: i64,
    key: String,
}

#[derive(Serialize)]
struct SeqJson {
    seq: i64,
}

#[derive(Serialize)]
struct ThemeJson<'a> {
    no: i32,
    key: &'a str,
}

#[derive(Default, Serialize)]
struct FactJson {
    seq: i64,
    root: i64,
    version: i64,
    client_no: i64,
    subject: i64,
    kind: &'static str,
    word: Option<&'static str>,
    value: Option<f64>,
    occurred_at: i64,
    level: Option<&'static str>,
    status: Option<&'static str>,
    weight: Option<f64>,
    half_life_days: Option<u16>,
    confirmed_at: Option<i64>,
    theme_no: Option<i32>,
    detail: Option<String>,
}

impl FactJson {
    fn of(new: &NewFact) -> Self {
        let mut row = Self {
            client_no: new.client,
            kind: new.what.kind().as_str(),
            occurred_at: new.at.micros(),
            detail: new.detail.as_ref().map(ToString::to_string),
            ..Self::default()
        };
        match new.what {
            What::Expectation(state) => {
                row.level = Some(state.level.as_str());
                row.status = Some(state.status.as_str());
                row.weight = Some(state.weight);
                row.half_life_days = Some(state.half_life_days);
                row.confirmed_at = state.confirmed_at.map(Timestamp::micros);
                row.theme_no = (state.theme != NO_THEME).then_some(state.theme);
            }
            What::Reading { delta, source } => {
                row.value = Some(delta);
                row.word = Some(source.as_str());
            }
            What::PlusOne { reaction } => row.word = reaction.map(Reaction::as_str),
            What::Proof { kind, cents } => {
                row.word = Some(kind.as_str());
                row.value = Some(cents as f64);
            }
            What::Withdrawn => {}
        }
        row
    }
}

/// Clients (by their numbers) who may have left by these facts, or may be back: departures, and whatever was taken back.
fn gone_or_back(facts: &[NewFact]) -> Vec<i64> {
    let mut clients: Vec<i64> = facts
        .iter()
        .filter(|fact| match fact.what {
            What::Proof { kind, .. } => kind == ProofKind::Departure,
            What::Withdrawn => true,
            _ => fact.corrects.is_some(),
        })
        .map(|fact| fact.client)
        .collect();
    clients.sort_unstable();
    clients.dedup();
    clients
}

impl Tx {
    /// Appends facts under the organization's turn to write (`numbers` come from [`Tx::lock`] and are saved by the
    /// caller), and announces them. Gives their numbers, in the order of the facts. A correction of what is not there is
    /// refused as unknown.
    pub(crate) async fn append_facts(
        &mut self,
        tenant: OrganizationId,
        numbers: &mut Numbers,
        now: Timestamp,
        facts: &[NewFact],
    ) -> Result<Vec<i64>> {
        if facts.is_empty() {
            return Ok(Vec::new());
        }
        let asked: Vec<SeqJson> = facts
            .iter()
            .filter_map(|fact| fact.corrects)
            .map(|seq| SeqJson { seq })
            .collect();
        let mut chains: HashMap<i64, CorrectedRow> = HashMap::new();
        if !asked.is_empty() {
            let found: Vec<CorrectedRow> = self
                .rows(&sql::list_corrected_facts, args![tenant, json(&asked)?])
                .await?;
            chains.extend(found.into_iter().map(|row| (row.seq, row)));
        }
        // Two corrections of one chain in one go still count on from each other.
        let mut versions: HashMap<i64, i64> = HashMap::new();
        let mut rows = Vec::with_capacity(facts.len());
        for fact in facts {
            numbers.seq += 1;
            let mut row = FactJson::of(fact);
            row.seq = numbers.seq;
            row.root = numbers.seq;
            row.subject = fact.subject.unwrap_or(numbers.seq);
            if let Some(corrected) = fact.corrects {
                let chain = chains
                    .get(&corrected)
                    .ok_or(StoreError::Unknown("the corrected fact"))?;
                let version = versions.entry(chain.root).or_insert(chain.version);
                *version += 1;
                row.version = *version;
                row.root = chain.root;
                row.client_no = chain.client_no;
                row.subject = chain.subject;
            }
            rows.push(row);
        }
        self.run(&sql::insert_facts, args![tenant, json(&rows)?, now])
            .await?;
        let payload = serde_json::json!({ "count": rows.len(), "gone": gone_or_back(facts) });
        self.append_event(tenant, now, FACTS_APPENDED, &payload)
            .await?;
        Ok(rows.into_iter().map(|row| row.seq).collect())
    }

    /// The numbers of themes by their keys; themes that nobody has named before get one. Under the organization's turn
    /// to write.
    pub(crate) async fn ensure_themes<'k>(
        &mut self,
        tenant: OrganizationId,
        keys: impl Iterator<Item = &'k str>,
    ) -> Result<HashMap<String, i32>> {
        let mut keys: Vec<&str> = keys.collect();
        if keys.is_empty() {
            return Ok(HashMap::new());
        }
        keys.sort_unstable();
        keys.dedup();
        let known: Vec<ThemeRow> = self.rows(&sql::list_known_themes, args![tenant]).await?;
        let mut themes = read_themes(known)?;
        let mut next = themes.values().max().copied().unwrap_or_default();
        let mut new = Vec::new();
        for key in keys {
            if !themes.contains_key(key) {
                next += 1;
                new.push(ThemeJson { no: next, key });
                themes.insert(key.to_owned(), next);
            }
        }
        if !new.is_empty() {
            self.run(&sql::insert_themes, args![tenant, json(&new)?])
                .await?;
        }
        Ok(themes)
    }

    /// The facts of a stretch of records.
    pub(crate) async fn facts_between(
        &mut self,
        tenant: OrganizationId,
        after: i64,
        up_to: i64,
    ) -> Result<Vec<Fact>> {
        let rows: Vec<FactRow> = self
            .rows(&sql::tail_facts, args![tenant, after, up_to])
            .await?;
        rows.iter().map(FactRow::fact).collect()
    }
}

fn read_themes(rows: Vec<ThemeRow>) -> Result<HashMap<String, i32>> {
    rows.into_iter()
        .map(|row| Ok((row.key, narrow(row.no, "loyalty_themes.no")?)))
        .collect()
}

impl OrgStore {
    /// Appends facts where nothing else is written with them; gives their numbers.
    pub async fn append_facts(&self, now: Timestamp, facts: &[NewFact]) -> Result<Vec<i64>> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let kept = tx.append_facts(tenant, &mut numbers, now, facts).await?;
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(kept)
    }

    /// All facts of a client, corrected ones as well, in the order in which they were recorded.
    pub async fn loyalty_facts(&self, client: i64) -> Result<Vec<RecordedFact>> {
        let rows: Vec<FactRow> = self
            .db
            .rows(&sql::list_client_facts, args![self.tenant(), client])
            .await?;
        crate::access::read_all(rows)
    }

    /// The numbers of themes by their keys.
    pub async fn theme_numbers(&self) -> Result<HashMap<String, i32>> {
        let rows: Vec<ThemeRow> = self
            .db
            .rows(&sql::list_known_themes, args![self.tenant()])
            .await?;
        read_themes(rows)
    }
}
