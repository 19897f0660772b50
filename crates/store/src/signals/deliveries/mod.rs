//! How touches were delivered, and what became known of them later.

use std::collections::HashMap;

use domain::ids::{ClientId, DeliveryId, TouchId};
use domain::signals::deliveries::{Check, Defect, DeliveryRecord, Heard};
use domain::signals::emotions;
use domain::time::{Period, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::NewTouch;
use super::record::RecordedBatch;
use crate::db::{Tx, args, json, narrow, read_id, read_id_opt, statements};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

statements! { "deliveries": count_by_version delete_import_deliveries delete_import_felts find_delivery find_delivery_of_touch insert_deliveries insert_felt list_checklists list_deliveries list_felts tail_deliveries tail_felts }

/// A touch with how it was delivered, to be kept together.
#[derive(Debug, Clone)]
pub struct NewDelivery {
    pub id: DeliveryId,
    pub touch: NewTouch,
    pub record: DeliveryRecord,
    /// The version of the plan that was live then.
    pub plan_version: Option<i32>,
    /// What that plan intended the client to feel.
    pub intended: Vec<String>,
}

impl NewDelivery {
    /// What is known of the touch from the first moment on.
    pub(super) fn heard(&self) -> Heard {
        Heard {
            own: self.record.self_score,
            felt: self.touch.record.perception,
            hit: (self.touch.record.emotion.as_deref())
                .and_then(|felt| emotions::hits(felt, &self.intended)),
        }
    }
}

/// Something that became known of a touch later. What is `None` stays as it was known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LaterFact {
    pub self_score: Option<i8>,
    pub perception: Option<i8>,
    pub emotion: Option<String>,
    pub words: Option<String>,
    /// Whether the emotion is one that the plan intends.
    pub hit: Option<bool>,
}

/// How a client felt about a touch, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Felt {
    pub perception: Option<i8>,
    pub emotion: Option<String>,
    pub words: Option<String>,
    /// When it was last said.
    pub said_at: Timestamp,
}

/// What became of a later fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    Recorded(Felt),
    /// This was known already.
    Unchanged(Felt),
    /// The staff's own score is there, and stays.
    ScoredBefore,
}

/// A touch as far as its feeling is concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TouchInMind {
    pub id: TouchId,
    pub touchpoint: i32,
    pub delivery: Option<DeliveryId>,
    pub plan_version: Option<i32>,
}

/// How one touch was delivered, with all that became known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    pub seq: i64,
    pub id: DeliveryId,
    pub touch: TouchId,
    /// Number of the touchpoint.
    pub touchpoint: i32,
    pub client: ClientId,
    pub client_key: String,
    pub client_name: Option<String>,
    pub occurred_at: Timestamp,
    /// `out` or `in`.
    pub direction: String,
    pub note: Option<String>,
    pub plan_version: Option<i32>,
    /// With the staff's own score, whenever that was stored.
    pub record: DeliveryRecord,
    pub felt: Option<Felt>,
}

/// One checklist, for counting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checklist {
    /// Number of the client.
    pub client: i64,
    pub checks: Vec<Check>,
    pub defects: Vec<Defect>,
}

#[derive(Serialize)]
pub(super) struct DeliveryJson {
    seq: i64,
    id: DeliveryId,
    touchpoint_no: i32,
    occurred_at: i64,
    plan_version: Option<i32>,
    checks: String,
    checked: usize,
    met: usize,
    defects: String,
    defect_count: usize,
    self_score: Option<i8>,
    heard: i16,
}

impl DeliveryJson {
    pub(super) fn new(new: &NewDelivery, seq: i64, touchpoint_no: i32) -> Result<Self> {
        Ok(Self {
            seq,
            id: new.id,
            touchpoint_no,
            occurred_at: new.touch.record.occurred_at.micros(),
            plan_version: new.plan_version,
            checks: json(&new.record.checks)?,
            checked: new.record.checks.len(),
            met: new.record.met(),
            defects: json(&new.record.defects)?,
            defect_count: new.record.defects.len(),
            self_score: new.record.self_score,
            heard: new.heard().code(),
        })
    }
}

#[derive(sqlx::FromRow)]
struct DeliveryRow {
    seq: i64,
    id: String,
    touch_id: String,
    touchpoint_no: i64,
    occurred_at: i64,
    plan_version: Option<i64>,
    checks: String,
    defects: String,
    self_score: Option<i64>,
    direction: String,
    note: Option<String>,
    perception: Option<i64>,
    emotion: Option<String>,
    recorded_at: i64,
    client_id: String,
    client_key: String,
    client_name: Option<String>,
}

#[derive(sqlx::FromRow)]
struct TouchInMindRow {
    seq: i64,
    touch_id: String,
    touchpoint_no: i64,
    perception: Option<i64>,
    emotion: Option<String>,
    recorded_at: i64,
    delivery_id: Option<String>,
    plan_version: Option<i64>,
    self_score: Option<i64>,
    heard: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct FeltRow {
    touch_seq: i64,
    self_score: Option<i64>,
    perception: Option<i64>,
    emotion: Option<String>,
    words: Option<String>,
    heard_after: i64,
    recorded_at: i64,
}

#[derive(sqlx::FromRow)]
struct ChecklistRow {
    checks: String,
    defects: String,
    client_no: i64,
}

#[derive(sqlx::FromRow)]
struct VersionRow {
    plan_version: i64,
    deliveries: i64,
}

#[derive(Serialize)]
struct SeqJson {
    seq: i64,
}

fn list<T: DeserializeOwned>(text: &str, column: &'static str) -> Result<Vec<T>> {
    serde_json::from_str(text).map_err(|_| StoreError::Unreadable(column))
}

fn score(number: Option<i64>) -> Option<i8> {
    number.and_then(|number| i8::try_from(number).ok())
}

fn heard(number: i64) -> Result<Heard> {
    i16::try_from(number)
        .ok()
        .and_then(Heard::of_code)
        .ok_or(StoreError::Unreadable("felts.heard_after"))
}

/// What is known of a touch now: what was said with it, and everything later laid over it.
#[derive(Debug, Clone, Default)]
struct Known {
    own: Option<i8>,
    perception: Option<i8>,
    emotion: Option<String>,
    words: Option<String>,
    said_at: Option<i64>,
}

impl Known {
    fn take(&mut self, fact: &FeltRow) {
        self.own = self.own.or(score(fact.self_score));
        self.perception = score(fact.perception).or(self.perception);
        if fact.emotion.is_some() {
            self.emotion.clone_from(&fact.emotion);
        }
        if fact.words.is_some() {
            self.words.clone_from(&fact.words);
        }
        if fact.perception.is_some() || fact.emotion.is_some() || fact.words.is_some() {
            self.said_at = Some(fact.recorded_at);
        }
    }

    fn felt(self, first: i64) -> Option<Felt> {
        let said = self.perception.is_some() || self.emotion.is_some() || self.words.is_some();
        said.then(|| Felt {
            perception: self.perception,
            emotion: self.emotion,
            words: self.words,
            said_at: Timestamp::from_micros(self.said_at.unwrap_or(first)),
        })
    }
}

impl DeliveryRow {
    fn read(self, facts: &[FeltRow]) -> Result<Delivery> {
        let mut known = Known {
            own: score(self.self_score),
            perception: score(self.perception),
            emotion: self.emotion,
            ..Known::default()
        };
        for fact in facts {
            known.take(fact);
        }
        Ok(Delivery {
            seq: self.seq,
            id: read_id(&self.id, "deliveries.id")?,
            touch: read_id(&self.touch_id, "touches.id")?,
            touchpoint: narrow(self.touchpoint_no, "deliveries.touchpoint_no")?,
            client: read_id(&self.client_id, "clients.id")?,
            client_key: self.client_key,
            client_name: self.client_name,
            occurred_at: Timestamp::from_micros(self.occurred_at),
            direction: self.direction,
            note: self.note,
            plan_version: self
                .plan_version
                .map(|version| narrow(version, "deliveries.plan_version"))
                .transpose()?,
            record: DeliveryRecord {
                checks: list(&self.checks, "deliveries.checks")?,
                defects: list(&self.defects, "deliveries.defects")?,
                self_score: known.own,
            },
            felt: known.felt(self.recorded_at),
        })
    }
}

impl Tx {
    async fn felts(&mut self, org: &OrgStore, touches: &[i64]) -> Result<Vec<FeltRow>> {
        let keys: Vec<SeqJson> = touches.iter().map(|&seq| SeqJson { seq }).collect();
        self.rows(&sql::list_felts, args![org.tenant(), json(&keys)?])
            .await
    }

    async fn read_deliveries(
        &mut self,
        org: &OrgStore,
        rows: Vec<DeliveryRow>,
    ) -> Result<Vec<Delivery>> {
        let seqs: Vec<i64> = rows.iter().map(|row| row.seq).collect();
        let mut facts: HashMap<i64, Vec<FeltRow>> = HashMap::new();
        for fact in self.felts(org, &seqs).await? {
            facts.entry(fact.touch_seq).or_default().push(fact);
        }
        rows.into_iter()
            .map(|row| {
                let of_this = facts.remove(&row.seq).unwrap_or_default();
                row.read(&of_this)
            })
            .collect()
    }
}

impl OrgStore {
    /// Keeps touches with how they were delivered, each exactly once by (source, external id) of the touch, as
    /// [`OrgStore::record_touches`] does for touches alone.
    pub async fn record_deliveries(
        &self,
        now: Timestamp,
        items: &[NewDelivery],
    ) -> Result<RecordedBatch<TouchId>> {
        let touches: Vec<_> = items.iter().map(|item| (&item.touch, Some(item))).collect();
        self.write_touches(0, now, &touches).await
    }

    /// What was delivered at a touchpoint (by its number), the newest first, from a place on.
    pub async fn deliveries(
        &self,
        touchpoint: i32,
        before: Option<(Timestamp, i64)>,
        limit: usize,
    ) -> Result<Vec<Delivery>> {
        let (time, seq) = before.map_or((i64::MAX, i64::MAX), |(time, seq)| (time.micros(), seq));
        let mut view = self.db.view().await?;
        let values = args![self.tenant(), touchpoint, time, seq, limit];
        let rows: Vec<DeliveryRow> = view.rows(&sql::list_deliveries, values).await?;
        let deliveries = view.read_deliveries(self, rows).await?;
        view.commit().await?;
        Ok(deliveries)
    }

    pub async fn delivery(&self, id: DeliveryId) -> Result<Option<Delivery>> {
        let mut view = self.db.view().await?;
        let rows: Vec<DeliveryRow> = view
            .rows(&sql::find_delivery, args![self.tenant(), id])
            .await?;
        let deliveries = view.read_deliveries(self, rows).await?;
        view.commit().await?;
        Ok(deliveries.into_iter().next())
    }

    /// A touch as far as its feeling is concerned, with its delivery where it has one.
    pub async fn touch_in_mind(&self, id: TouchId) -> Result<Option<TouchInMind>> {
        let row: Option<TouchInMindRow> = self
            .db
            .row(&sql::find_delivery_of_touch, args![self.tenant(), id])
            .await?;
        row.map(|row| {
            Ok(TouchInMind {
                id: read_id(&row.touch_id, "touches.id")?,
                touchpoint: narrow(row.touchpoint_no, "touches.touchpoint_no")?,
                delivery: read_id_opt(row.delivery_id.as_deref(), "deliveries.id")?,
                plan_version: row
                    .plan_version
                    .map(|version| narrow(version, "deliveries.plan_version"))
                    .transpose()?,
            })
        })
        .transpose()
    }

    /// Keeps what became known of a touch later. `None` where there is no such touch.
    pub async fn tell_of_touch(
        &self,
        id: TouchId,
        fact: &LaterFact,
        now: Timestamp,
    ) -> Result<Option<Told>> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let Some(touch) = tx
            .row::<TouchInMindRow>(&sql::find_delivery_of_touch, args![tenant, id])
            .await?
        else {
            return Ok(None);
        };
        let first = Heard {
            own: score(touch.self_score),
            felt: score(touch.perception),
            hit: touch.heard.map(heard).transpose()?.and_then(|it| it.hit),
        };
        let mut known = Known {
            own: first.own,
            perception: first.felt,
            emotion: touch.emotion,
            ..Known::default()
        };
        let facts = tx.felts(self, &[touch.seq]).await?;
        for fact in &facts {
            known.take(fact);
        }
        let before = facts
            .last()
            .map_or(Ok(first), |fact| heard(fact.heard_after))?;
        if fact.self_score.is_some() && before.own.is_some() {
            return Ok(Some(Told::ScoredBefore));
        }
        let row = FeltRow {
            touch_seq: touch.seq,
            self_score: fact.self_score.map(i64::from),
            perception: fact.perception.map(i64::from),
            emotion: fact.emotion.clone(),
            words: fact.words.clone(),
            heard_after: 0,
            recorded_at: now.micros(),
        };
        let mut after = known.clone();
        after.take(&row);
        let nothing = Felt {
            perception: None,
            emotion: None,
            words: None,
            said_at: now,
        };
        let says = |it: &Known| (it.own, it.perception, it.emotion.clone(), it.words.clone());
        if says(&known) == says(&after) {
            let felt = known.felt(touch.recorded_at).unwrap_or(nothing);
            return Ok(Some(Told::Unchanged(felt)));
        }
        let heard = before.then(Heard {
            own: fact.self_score,
            felt: fact.perception,
            hit: fact.hit,
        });
        numbers.seq += 1;
        let values = args![
            tenant,
            numbers.seq,
            touch.seq,
            row.self_score,
            row.perception,
            row.emotion,
            row.words,
            i64::from(before.code()),
            i64::from(heard.code()),
            now,
        ];
        tx.run(&sql::insert_felt, values).await?;
        tx.announce(tenant, now, "felt", 1, numbers.seq, 0).await?;
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        let felt = after.felt(touch.recorded_at).unwrap_or(nothing);
        Ok(Some(Told::Recorded(felt)))
    }

    /// Every checklist of a touchpoint (by its number) in a period.
    pub async fn checklists(&self, touchpoint: i32, period: Period) -> Result<Vec<Checklist>> {
        let values = args![self.tenant(), touchpoint, period.from, period.to];
        let rows: Vec<ChecklistRow> = self.db.rows(&sql::list_checklists, values).await?;
        rows.into_iter()
            .map(|row| {
                Ok(Checklist {
                    client: row.client_no,
                    checks: list(&row.checks, "deliveries.checks")?,
                    defects: list(&row.defects, "deliveries.defects")?,
                })
            })
            .collect()
    }

    /// How many deliveries at a touchpoint (by its number) each version of its plan has seen.
    pub async fn deliveries_by_version(&self, touchpoint: i32) -> Result<HashMap<i32, i64>> {
        let rows: Vec<VersionRow> = self
            .db
            .rows(&sql::count_by_version, args![self.tenant(), touchpoint])
            .await?;
        rows.into_iter()
            .map(|row| {
                let version = narrow(row.plan_version, "deliveries.plan_version")?;
                Ok((version, row.deliveries))
            })
            .collect()
    }
}
