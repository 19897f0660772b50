//! Who got a plus-one, and how they took it.

use domain::ids::{ClientId, GiftId, PersonId, PlusOneId};
use domain::loyalty::facts::What;
use domain::loyalty::plusones::{Gift, Reaction};
use domain::time::Timestamp;
use serde::Serialize;

use super::rows::{read_felt, read_reaction};
use super::{Settled, sql};
use crate::access::read_all;
use crate::db::{Tx, args, json, numbered, read_id, read_id_opt};
use crate::error::{Result, StoreError};
use crate::loyalty::facts::NewFact;
use crate::numbers::Numbers;
use crate::org::OrgStore;

/// How a client took it, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Taking {
    pub reaction: Option<Reaction>,
    /// How the touch was felt against expectation, −3…+3.
    pub felt: Option<i8>,
    /// The client's own.
    pub words: Option<String>,
    pub at: Option<Timestamp>,
}

/// A delivery to be kept, or its deliberate absence.
#[derive(Debug, Clone)]
pub struct NewGift {
    pub id: GiftId,
    /// Number of the client.
    pub client: i64,
    pub at: Timestamp,
    pub held_out: bool,
    pub asked_first: bool,
    pub taking: Taking,
    /// Made by who sends it: the same one sent twice is one.
    pub external_id: Option<String>,
    pub given_by: Option<PersonId>,
}

/// A delivery as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptGift {
    pub id: GiftId,
    pub no: i64,
    pub plus_one: PlusOneId,
    pub plus_one_no: i64,
    pub plus_one_words: String,
    pub client: ClientId,
    pub client_no: i64,
    pub client_key: String,
    pub client_name: Option<String>,
    pub at: Timestamp,
    pub held_out: bool,
    pub asked_first: bool,
    pub taking: Taking,
    pub given_by: Option<PersonId>,
    pub taken_back_at: Option<Timestamp>,
    /// The last fact about it.
    pub fact: Option<i64>,
}

/// What became of a delivery that was sent.
#[derive(Debug, Clone)]
pub struct Given {
    pub gift: KeptGift,
    /// `None`: it was here already.
    pub settled: Option<Settled>,
}

/// A page of deliveries, the newest first.
#[derive(Debug, Clone)]
pub struct GiftPage {
    pub items: Vec<KeptGift>,
    /// Where the next page starts.
    pub next: Option<(Timestamp, i64)>,
}

impl KeptGift {
    /// As the rules see it.
    pub fn gift(&self) -> Gift {
        Gift {
            no: self.no.unsigned_abs(),
            at: self.at,
            client: self.client_no,
            held_out: self.held_out,
            reaction: self.taking.reaction,
            felt: self.taking.felt,
        }
    }
}

#[derive(sqlx::FromRow)]
struct GiftRow {
    id: String,
    no: i64,
    plus_one_id: String,
    plus_one_no: i64,
    plus_one_words: String,
    client_id: String,
    client_no: i64,
    client_key: String,
    client_name: Option<String>,
    given_at: i64,
    held_out: i64,
    asked_first: i64,
    reaction: Option<String>,
    felt: Option<i64>,
    words: Option<String>,
    reacted_at: Option<i64>,
    given_by: Option<String>,
    taken_back_at: Option<i64>,
    fact_seq: Option<i64>,
}

impl TryFrom<GiftRow> for KeptGift {
    type Error = StoreError;

    fn try_from(row: GiftRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "gifts.id")?,
            no: row.no,
            plus_one: read_id(&row.plus_one_id, "plus_ones.id")?,
            plus_one_no: row.plus_one_no,
            plus_one_words: row.plus_one_words,
            client: read_id(&row.client_id, "clients.id")?,
            client_no: row.client_no,
            client_key: row.client_key,
            client_name: row.client_name,
            at: Timestamp::from_micros(row.given_at),
            held_out: row.held_out != 0,
            asked_first: row.asked_first != 0,
            taking: Taking {
                reaction: read_reaction(row.reaction.as_deref())?,
                felt: read_felt(row.felt)?,
                words: row.words,
                at: row.reacted_at.map(Timestamp::from_micros),
            },
            given_by: read_id_opt(row.given_by.as_deref(), "gifts.given_by")?,
            taken_back_at: row.taken_back_at.map(Timestamp::from_micros),
            fact: row.fact_seq,
        })
    }
}

#[derive(sqlx::FromRow)]
struct KnownRow {
    plus_one_no: i64,
    reaction: String,
    count: i64,
}

#[derive(Serialize)]
struct GiftJson<'a> {
    id: GiftId,
    no: i64,
    client_no: i64,
    given_at: i64,
    held_out: u8,
    asked_first: u8,
    reaction: Option<&'static str>,
    felt: Option<i8>,
    words: Option<&'a str>,
    reacted_at: Option<i64>,
    external_id: Option<&'a str>,
    given_by: Option<PersonId>,
    fact_seq: Option<i64>,
}

/// What the ladder is told of it. Nothing of what was left out: the client got nothing.
fn fact(client: i64, at: Timestamp, plus_one: i64, reaction: Option<Reaction>) -> NewFact {
    NewFact::of(client, at, plus_one, What::PlusOne { reaction })
}

impl OrgStore {
    /// Keeps a delivery and lets the ratchet run, all at once. `None` where there is no such plus-one. What was sent
    /// under the same external id before is left as it is.
    pub async fn give(
        &self,
        plus_one: PlusOneId,
        new: &NewGift,
        now: Timestamp,
    ) -> Result<Option<Given>> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        if let Some(external) = &new.external_id {
            let row: Option<GiftRow> = tx
                .row(&sql::find_same_gift, args![tenant, external])
                .await?;
            if let Some(row) = row {
                return Ok(Some(Given {
                    gift: row.try_into()?,
                    settled: None,
                }));
            }
        }
        let Some(kept) = tx.plus_one(tenant, plus_one).await? else {
            return Ok(None);
        };
        numbers.seq += 1;
        let no = numbers.seq;
        let fact = if new.held_out {
            None
        } else {
            let fact = fact(new.client, new.at, kept.no, new.taking.reaction);
            tx.append_facts(tenant, &mut numbers, now, &[fact])
                .await?
                .pop()
        };
        let taking = &new.taking;
        let values = args![
            tenant,
            new.id,
            no,
            kept.no,
            new.client,
            new.at,
            i64::from(new.held_out),
            i64::from(new.asked_first),
            taking.reaction.map(Reaction::as_str),
            taking.felt.map(i64::from),
            taking.words.as_deref(),
            taking.at,
            new.external_id.as_deref(),
            new.given_by,
            now,
            fact,
        ];
        tx.run(&sql::insert_gift, values).await?;
        let settled = tx.settle_plus_one(tenant, &kept).await?;
        let row: Option<GiftRow> = tx.row(&sql::find_gift, args![tenant, new.id]).await?;
        let gift = row.ok_or(StoreError::Gone("the delivery"))?.try_into()?;
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(Some(Given {
            gift,
            settled: Some(settled),
        }))
    }

    /// Keeps many deliveries of one plus-one at once. `None` where there is no such plus-one.
    pub async fn give_many(
        &self,
        plus_one: PlusOneId,
        new: &[NewGift],
        now: Timestamp,
    ) -> Result<Option<Settled>> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let Some(kept) = tx.plus_one(tenant, plus_one).await? else {
            return Ok(None);
        };
        let given: Vec<&NewGift> = new.iter().filter(|gift| !gift.held_out).collect();
        let told: Vec<NewFact> = given
            .iter()
            .map(|gift| fact(gift.client, gift.at, kept.no, gift.taking.reaction))
            .collect();
        let seqs = tx.append_facts(tenant, &mut numbers, now, &told).await?;
        let mut seqs = seqs.into_iter();
        let mut rows = Vec::with_capacity(new.len());
        for gift in new {
            numbers.seq += 1;
            rows.push(GiftJson {
                id: gift.id,
                no: numbers.seq,
                client_no: gift.client,
                given_at: gift.at.micros(),
                held_out: gift.held_out.into(),
                asked_first: gift.asked_first.into(),
                reaction: gift.taking.reaction.map(Reaction::as_str),
                felt: gift.taking.felt,
                words: gift.taking.words.as_deref(),
                reacted_at: gift.taking.at.map(Timestamp::micros),
                external_id: gift.external_id.as_deref(),
                given_by: gift.given_by,
                fact_seq: if gift.held_out { None } else { seqs.next() },
            });
        }
        if !rows.is_empty() {
            tx.run(
                &sql::insert_gifts,
                args![tenant, json(&rows)?, kept.no, now],
            )
            .await?;
        }
        let settled = tx.settle_plus_one(tenant, &kept).await?;
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(Some(settled))
    }

    /// How the client took it, learnt later or corrected. `None` where there is no such delivery.
    pub async fn take_reaction(
        &self,
        id: GiftId,
        taking: &Taking,
        now: Timestamp,
    ) -> Result<Option<Given>> {
        self.change_gift(id, now, |gift| KeptGift {
            taking: taking.clone(),
            ..gift
        })
        .await
    }

    /// It was not so at all; or, with `false`, it was so all the same.
    pub async fn take_back_gift(
        &self,
        id: GiftId,
        back: bool,
        now: Timestamp,
    ) -> Result<Option<Given>> {
        self.change_gift(id, now, |gift| KeptGift {
            taken_back_at: back.then(|| gift.taken_back_at.unwrap_or(now)),
            ..gift
        })
        .await
    }

    async fn change_gift(
        &self,
        id: GiftId,
        now: Timestamp,
        change: impl FnOnce(KeptGift) -> KeptGift,
    ) -> Result<Option<Given>> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let row: Option<GiftRow> = tx.row(&sql::find_gift, args![tenant, id]).await?;
        let Some(row) = row else { return Ok(None) };
        let mut gift = change(row.try_into()?);
        gift.fact = tx
            .correct_gift_fact(&mut numbers, tenant, &gift, now)
            .await?;
        let taking = &gift.taking;
        let values = args![
            tenant,
            id,
            taking.reaction.map(Reaction::as_str),
            taking.felt.map(i64::from),
            taking.words.as_deref(),
            taking.at,
            gift.taken_back_at,
            gift.fact,
        ];
        tx.run(&sql::update_gift, values).await?;
        let kept = tx
            .plus_one(tenant, gift.plus_one)
            .await?
            .ok_or(StoreError::Gone("the plus-one"))?;
        let settled = Some(tx.settle_plus_one(tenant, &kept).await?);
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(Some(Given { gift, settled }))
    }

    pub async fn gift(&self, id: GiftId) -> Result<Option<KeptGift>> {
        let row: Option<GiftRow> = self
            .db
            .row(&sql::find_gift, args![self.tenant(), id])
            .await?;
        row.map(KeptGift::try_from).transpose()
    }

    /// The delivery that was sent under this external id before.
    pub async fn same_gift(&self, external_id: &str) -> Result<Option<KeptGift>> {
        let row: Option<GiftRow> = self
            .db
            .row(&sql::find_same_gift, args![self.tenant(), external_id])
            .await?;
        row.map(KeptGift::try_from).transpose()
    }

    /// Who got one plus-one, the newest first; `before` is the `next` of the page before, `limit` 1 to 10,000.
    pub async fn gifts(
        &self,
        plus_one: i64,
        before: Option<(Timestamp, i64)>,
        limit: usize,
    ) -> Result<GiftPage> {
        let limit = limit.clamp(1, 10_000);
        let (at, no) = before.unwrap_or((Timestamp::from_micros(i64::MAX), i64::MAX));
        let values = args![self.tenant(), plus_one, at, no, limit + 1];
        let rows: Vec<GiftRow> = self.db.rows(&sql::list_gifts, values).await?;
        let mut items: Vec<KeptGift> = read_all(rows)?;
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(|it| (it.at, it.no));
        Ok(GiftPage { items, next })
    }

    /// What one client got, the newest first, up to `limit`.
    pub async fn client_gifts(&self, client: i64, limit: usize) -> Result<Vec<KeptGift>> {
        let values = args![self.tenant(), client, limit];
        let rows: Vec<GiftRow> = self.db.rows(&sql::list_client_gifts, values).await?;
        read_all(rows)
    }

    /// What the clients of these numbers got, the newest first, up to `limit` in all.
    pub async fn gifts_of_clients(&self, clients: &[i64], limit: usize) -> Result<Vec<KeptGift>> {
        let values = args![self.tenant(), numbered(clients.iter().copied())?, limit];
        let rows: Vec<GiftRow> = self.db.rows(&sql::list_gifts_of_clients, values).await?;
        read_all(rows)
    }

    /// How often clients took which plus-one (by its number) how, where that is known.
    pub async fn known_reactions(&self) -> Result<Vec<(i64, Reaction, i64)>> {
        let rows: Vec<KnownRow> = self
            .db
            .rows(&sql::count_known_reactions, args![self.tenant()])
            .await?;
        rows.into_iter()
            .map(|row| {
                let reaction = read_reaction(Some(&row.reaction))?;
                let reaction = reaction.ok_or(StoreError::Unreadable("gifts.reaction"))?;
                Ok((row.plus_one_no, reaction, row.count))
            })
            .collect()
    }
}

impl Tx {
    /// The fact follows what is known of the gift by now.
    async fn correct_gift_fact(
        &mut self,
        numbers: &mut Numbers,
        tenant: domain::ids::OrganizationId,
        gift: &KeptGift,
        now: Timestamp,
    ) -> Result<Option<i64>> {
        let Some(before) = gift.fact else {
            return Ok(None);
        };
        let new = if gift.taken_back_at.is_some() {
            NewFact::withdrawing(gift.client_no, gift.at, before)
        } else {
            NewFact {
                corrects: Some(before),
                ..fact(
                    gift.client_no,
                    gift.at,
                    gift.plus_one_no,
                    gift.taking.reaction,
                )
            }
        };
        let seqs = self.append_facts(tenant, numbers, now, &[new]).await?;
        Ok(seqs.first().copied())
    }
}
