//! Who spoke for us, who left, and what clients brought in.

#[cfg(test)]
pub(crate) mod tests;

mod counts;
mod taking_back;

use domain::ids::{AdvocacyId, ClientId, DepartureId};
use domain::loyalty::advocacy::departures::{Cause, Code, Departure, Sign, SignalKind};
use domain::loyalty::advocacy::growth::TwoYears;
use domain::loyalty::advocacy::{Advocacy, CURRENCY, CausedBy, Kind};
use domain::loyalty::facts::{ProofKind, What};
use domain::signals::cues::{CueKind, has};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::access::read_all;
use crate::db::{args, read_id, read_id_opt, statements, without_nul};
use crate::error::{Result, StoreError};
use crate::loyalty::facts::NewFact;
use crate::org::OrgStore;

pub use counts::{AdvocacyCounts, Counted};
pub use taking_back::NamedTouch;

statements! { "advocacy": count_advocacy find_advocacy find_revenue insert_advocacy insert_departure list_advocacy list_caused_touches list_departures list_signs restore_advocacy restore_departure sum_revenue withdraw_advocacy withdraw_departure }

/// Numbers of the clients of an act: who acted, and whom it brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Between {
    pub client: i64,
    pub new_client: Option<i64>,
}

/// An act of advocacy with whom it brought, to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAdvocacy {
    pub advocacy: Advocacy,
    /// Key and name of the new client.
    pub new_client: Option<(String, Option<String>)>,
}

/// Which acts are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AdvocacyFilter {
    /// Number of the client.
    pub client: Option<i64>,
    pub from: Timestamp,
    /// Not included.
    pub to: Timestamp,
    /// The last one of the page before.
    pub after: Option<(Timestamp, AdvocacyId)>,
}

/// All of everybody.
pub const ALL: AdvocacyFilter = AdvocacyFilter {
    client: None,
    from: Timestamp::from_micros(i64::MIN),
    to: Timestamp::from_micros(i64::MAX),
    after: None,
};

/// What could have been seen with a client.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// Chases, promises not kept on time, errors found by the client, expectations met short; with the words.
    pub signs: Vec<(Sign, Option<String>)>,
    /// When we came by ourselves.
    pub touches: Vec<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct AdvocacyRow {
    id: String,
    client_id: String,
    client_key: String,
    client_name: Option<String>,
    kind: String,
    at: i64,
    words: Option<String>,
    caused_kind: Option<String>,
    caused_id: Option<String>,
    new_id: Option<String>,
    new_key: Option<String>,
    new_name: Option<String>,
    revenue_cents: Option<i64>,
    noted_at: i64,
    noted_by: Option<String>,
    withdrawn: bool,
}

impl TryFrom<AdvocacyRow> for KeptAdvocacy {
    type Error = StoreError;

    fn try_from(row: AdvocacyRow) -> Result<Self> {
        const UNREADABLE: StoreError = StoreError::Unreadable("advocacy.caused_kind");
        let caused_by = match (row.caused_kind.as_deref(), row.caused_id.as_deref()) {
            (Some(kind), Some(id)) => Some(match kind {
                "touch" => CausedBy::Touch(read_id(id, "advocacy.caused_id")?),
                "plus_one" => CausedBy::PlusOne(read_id(id, "advocacy.caused_id")?),
                "touchpoint" => CausedBy::Touchpoint(read_id(id, "advocacy.caused_id")?),
                _ => return Err(UNREADABLE),
            }),
            _ => None,
        };
        Ok(Self {
            new_client: row.new_key.map(|key| (key, row.new_name)),
            advocacy: Advocacy {
                id: read_id(&row.id, "advocacy.id")?,
                client: read_id::<ClientId>(&row.client_id, "clients.id")?,
                client_key: row.client_key,
                client_name: row.client_name,
                kind: Kind::parse(&row.kind).ok_or(StoreError::Unreadable("advocacy.kind"))?,
                at: Timestamp::from_micros(row.at),
                words: row.words,
                caused_by,
                new_client: read_id_opt(row.new_id.as_deref(), "clients.id")?,
                revenue_cents: row.revenue_cents,
                noted_at: Timestamp::from_micros(row.noted_at),
                noted_by: read_id_opt(row.noted_by.as_deref(), "advocacy.noted_by")?,
                withdrawn: row.withdrawn,
            },
        })
    }
}

#[derive(sqlx::FromRow)]
struct DepartureRow {
    id: String,
    client_no: i64,
    client_id: String,
    client_key: String,
    client_name: Option<String>,
    at: i64,
    causes: String,
    words: Option<String>,
    revenue_cents: Option<i64>,
    noted_at: i64,
    noted_by: Option<String>,
    withdrawn: bool,
}

#[derive(Serialize, Deserialize)]
struct CauseJson {
    ours: bool,
    code: String,
    words: String,
}

impl DepartureRow {
    fn read(self) -> Result<(i64, Departure)> {
        const UNREADABLE: StoreError = StoreError::Unreadable("departures.causes");
        let causes: Vec<CauseJson> = serde_json::from_str(&self.causes).map_err(|_| UNREADABLE)?;
        let causes = causes.into_iter().map(|cause| {
            Ok(Cause {
                ours: cause.ours,
                code: Code::parse(&cause.code).ok_or(UNREADABLE)?,
                words: cause.words,
            })
        });
        Ok((
            self.client_no,
            Departure {
                id: read_id(&self.id, "departures.id")?,
                client: read_id::<ClientId>(&self.client_id, "clients.id")?,
                client_key: self.client_key,
                client_name: self.client_name,
                at: Timestamp::from_micros(self.at),
                causes: causes.collect::<Result<_>>()?,
                words: self.words,
                revenue_cents: self.revenue_cents,
                noted_at: Timestamp::from_micros(self.noted_at),
                noted_by: read_id_opt(self.noted_by.as_deref(), "departures.noted_by")?,
                withdrawn: self.withdrawn,
            },
        ))
    }
}

#[derive(sqlx::FromRow)]
struct SignRow {
    kind: String,
    word: String,
    at: i64,
    words: Option<String>,
}

/// What one client brought in, in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revenue {
    /// Number of the client.
    pub client: i64,
    pub currency: String,
    pub years: TwoYears,
}

#[derive(sqlx::FromRow)]
struct PayerRow {
    id: String,
    client_no: i64,
}

#[derive(sqlx::FromRow)]
struct RevenueRow {
    client_no: i64,
    currency: String,
    last_cents: f64,
    this_cents: f64,
    referred: i64,
}

fn proof_of(kind: Kind) -> ProofKind {
    match kind {
        Kind::Referral => ProofKind::Referral,
        Kind::Review => ProofKind::Review,
        Kind::Reference => ProofKind::Reference,
    }
}

impl OrgStore {
    /// Keeps acts of advocacy, each with the fact by which the ladder is tested.
    pub async fn add_advocacy(&self, now: Timestamp, items: &[(Advocacy, Between)]) -> Result<()> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let facts: Vec<NewFact> = items
            .iter()
            .map(|(it, between)| {
                let cents = it.revenue_cents.unwrap_or(0);
                let kind = proof_of(it.kind);
                NewFact::of(between.client, it.at, 0, What::Proof { kind, cents })
            })
            .collect();
        let seqs = tx.append_facts(tenant, &mut numbers, now, &facts).await?;
        for ((it, between), seq) in items.iter().zip(seqs) {
            let caused = it.caused_by.map(|cause| match cause {
                CausedBy::Touch(id) => ("touch", id.to_string()),
                CausedBy::PlusOne(id) => ("plus_one", id.to_string()),
                CausedBy::Touchpoint(id) => ("touchpoint", id.to_string()),
            });
            let values = args![
                tenant,
                it.id,
                between.client,
                it.kind.as_str(),
                it.at,
                it.words.as_deref(),
                caused.as_ref().map(|(kind, _)| *kind),
                caused.as_ref().map(|(_, id)| id.as_str()),
                between.new_client,
                it.revenue_cents,
                it.noted_at,
                it.noted_by,
                it.withdrawn,
                seq,
            ];
            tx.run(&sql::insert_advocacy, values).await?;
        }
        tx.save(tenant, &numbers).await?;
        tx.commit().await
    }

    pub async fn advocacy(&self, id: AdvocacyId) -> Result<Option<KeptAdvocacy>> {
        let row: Option<AdvocacyRow> = self
            .db
            .row(&sql::find_advocacy, args![self.tenant(), id])
            .await?;
        row.map(KeptAdvocacy::try_from).transpose()
    }

    /// The newest first, without withdrawn ones; up to `limit` (1 to 100,000).
    pub async fn advocacies(
        &self,
        filter: &AdvocacyFilter,
        limit: usize,
    ) -> Result<Vec<KeptAdvocacy>> {
        let first = (Timestamp::from_micros(i64::MAX), String::new());
        let (at, id) = filter.after.map_or(first, |(at, id)| (at, id.to_string()));
        let values = args![
            self.tenant(),
            filter.client.unwrap_or(-1),
            filter.from,
            filter.to,
            at,
            id,
            limit.clamp(1, 100_000),
        ];
        let rows: Vec<AdvocacyRow> = self.db.rows(&sql::list_advocacy, values).await?;
        read_all(rows)
    }

    /// Keeps departures, each with the number of its client and the fact by which the ladder is tested.
    pub async fn add_departures(&self, now: Timestamp, items: &[(Departure, i64)]) -> Result<()> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let facts: Vec<NewFact> = items
            .iter()
            .map(|(it, client)| {
                let cents = it.revenue_cents.unwrap_or(0);
                let kind = ProofKind::Departure;
                NewFact::of(*client, it.at, 0, What::Proof { kind, cents })
            })
            .collect();
        let seqs = tx.append_facts(tenant, &mut numbers, now, &facts).await?;
        for ((it, client), seq) in items.iter().zip(seqs) {
            let causes: Vec<CauseJson> = it
                .causes
                .iter()
                .map(|cause| CauseJson {
                    ours: cause.ours,
                    code: cause.code.as_str().to_owned(),
                    words: cause.words.clone(),
                })
                .collect();
            let causes = serde_json::to_string(&causes)
                .map(without_nul)
                .map_err(|_| StoreError::Unreadable("departures.causes"))?;
            let values = args![
                tenant,
                it.id,
                *client,
                it.at,
                causes,
                it.words.as_deref(),
                it.revenue_cents,
                it.noted_at,
                it.noted_by,
                it.withdrawn,
                seq,
            ];
            tx.run(&sql::insert_departure, values).await?;
        }
        tx.save(tenant, &numbers).await?;
        tx.commit().await
    }

    /// The newest first, without withdrawn ones, each with the number of its client; up to `limit` (1 to 1,000).
    pub async fn departures(
        &self,
        client: Option<i64>,
        after: Option<(Timestamp, DepartureId)>,
        limit: usize,
    ) -> Result<Vec<(i64, Departure)>> {
        let first = (Timestamp::from_micros(i64::MAX), String::new());
        let (at, id) = after.map_or(first, |(at, id)| (at, id.to_string()));
        let values = args![
            self.tenant(),
            client.unwrap_or(-1),
            at,
            id,
            limit.clamp(1, 1_000)
        ];
        let rows: Vec<DepartureRow> = self.db.rows(&sql::list_departures, values).await?;
        rows.into_iter().map(DepartureRow::read).collect()
    }

    /// What could have been seen with a client between two moments.
    pub async fn signs_of(&self, client: i64, from: Timestamp, to: Timestamp) -> Result<Seen> {
        let values = args![self.tenant(), client, from, to];
        let rows: Vec<SignRow> = self.db.rows(&sql::list_signs, values).await?;
        let mut seen = Seen::default();
        for row in rows {
            let at = Timestamp::from_micros(row.at);
            let kind = match (row.kind.as_str(), row.word.as_str()) {
                ("touch", "out") => {
                    seen.touches.push(at);
                    continue;
                }
                ("touch", _) => {
                    let asked = row
                        .words
                        .as_deref()
                        .is_some_and(|it| has(it, CueKind::Chase));
                    if !asked {
                        continue;
                    }
                    SignalKind::Chase
                }
                ("promise", "broken") => SignalKind::BrokenPromise,
                ("promise", _) => SignalKind::LatePromise,
                ("own_error", _) => SignalKind::FoundError,
                _ => SignalKind::Short,
            };
            // What stands beside a reading is a document; its words are shown where it is read.
            let words = row.words.filter(|_| row.kind != "reading");
            seen.signs.push((Sign { at, kind }, words));
        }
        seen.signs.sort();
        Ok(seen)
    }

    /// What each client brought in, in two years: `edges` are the beginning of the first, of the second, and its end. Each
    /// currency stands by itself.
    pub async fn revenue_of_two_years(&self, edges: [Timestamp; 3]) -> Result<Vec<Revenue>> {
        let values = args![self.tenant(), edges[0], edges[1], edges[2], CURRENCY];
        let rows: Vec<RevenueRow> = self.db.rows(&sql::sum_revenue, values).await?;
        let read = rows.into_iter().map(|row| Revenue {
            client: row.client_no,
            currency: row.currency,
            years: TwoYears {
                last: row.last_cents.round() as i64,
                this: row.this_cents.round() as i64,
                referred: row.referred > 0,
            },
        });
        Ok(read.collect())
    }

    /// Whose a purchase or renewal is that stands, with the client's number.
    pub async fn standing_revenue(&self, seq: i64) -> Result<Option<(ClientId, i64)>> {
        let row: Option<PayerRow> = self
            .db
            .row(&sql::find_revenue, args![self.tenant(), seq])
            .await?;
        row.map(|row| Ok((read_id(&row.id, "clients.id")?, row.client_no)))
            .transpose()
    }
}
