//! Events and their kinds.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use domain::ids::{ClientId, EventId, OrganizationId};
use domain::signals::record::EventRecord;
use domain::signals::{AnswerRule, EventKind};
use domain::time::Timestamp;
use serde::Serialize;

use super::record::{Recorded, RecordedBatch, Sorting, hex, tidy};
use super::sql;
use crate::access::read_all;
use crate::clients::{NewClient, attributes_of};
use crate::db::{Tx, args, json, narrow, read_id};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

/// An event to be kept, with the ids that it and its client get if they are new.
#[derive(Debug, Clone)]
pub struct NewEvent {
    pub id: EventId,
    pub client_id: ClientId,
    /// Within which the external id is unique.
    pub source: Arc<str>,
    pub record: EventRecord,
    /// What its kind is called if nobody knows it yet.
    pub kind_label: String,
}

/// What a kind of event shall be from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventKindEdit {
    pub label: String,
    pub answer: Option<AnswerRule>,
}

/// Which events are wanted, and after which of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventCursor {
    /// Number of the kind.
    pub kind: Option<i32>,
    /// Number of the client.
    pub client: Option<i64>,
    /// The number of the last event of the page before.
    pub before: Option<i64>,
}

/// An event as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventDetail {
    pub seq: i64,
    pub id: EventId,
    pub source: String,
    pub external_id: String,
    pub kind: String,
    pub kind_label: String,
    pub client: ClientId,
    pub client_no: i64,
    pub client_key: String,
    pub client_name: Option<String>,
    pub occurred_at: Timestamp,
    pub recorded_at: Timestamp,
    /// Number of the import, 0 for the API.
    pub import: i32,
    pub note: Option<String>,
}

#[derive(sqlx::FromRow)]
pub(super) struct EventRow {
    seq: i64,
    id: String,
    external_id: String,
    source: String,
    kind: String,
    kind_label: String,
    client_id: String,
    client_key: String,
    client_name: Option<String>,
    client_no: i64,
    occurred_at: i64,
    recorded_at: i64,
    import_no: i64,
    note: Option<String>,
}

impl TryFrom<EventRow> for EventDetail {
    type Error = StoreError;

    fn try_from(row: EventRow) -> Result<Self> {
        Ok(Self {
            seq: row.seq,
            id: read_id(&row.id, "events.id")?,
            source: row.source,
            external_id: row.external_id,
            kind: row.kind,
            kind_label: row.kind_label,
            client: read_id(&row.client_id, "clients.id")?,
            client_no: row.client_no,
            client_key: row.client_key,
            client_name: row.client_name,
            occurred_at: Timestamp::from_micros(row.occurred_at),
            recorded_at: Timestamp::from_micros(row.recorded_at),
            import: narrow(row.import_no, "events.import_no")?,
            note: row.note,
        })
    }
}

#[derive(sqlx::FromRow)]
struct KindRow {
    no: i64,
    key: String,
    label: String,
    answer_within_days: Option<i64>,
    answer_touchpoints: String,
}

impl TryFrom<KindRow> for EventKind {
    type Error = StoreError;

    fn try_from(row: KindRow) -> Result<Self> {
        let unreadable = || StoreError::Unreadable("event_kinds.answer");
        let answer = match row.answer_within_days {
            None => None,
            Some(days) => {
                let touchpoints =
                    serde_json::from_str(&row.answer_touchpoints).map_err(|_| unreadable())?;
                Some(AnswerRule::new(touchpoints, days).map_err(|_| unreadable())?)
            }
        };
        Ok(Self {
            no: narrow(row.no, "event_kinds.no")?,
            key: row.key,
            label: row.label,
            answer,
        })
    }
}

/// Days and touchpoints, as two columns.
fn write_answer(answer: Option<&AnswerRule>) -> Result<(Option<i64>, String)> {
    let touchpoints: &[String] = answer.map_or(&[], |rule| &rule.touchpoints);
    Ok((
        answer.map(|rule| rule.within_days.into()),
        json(touchpoints)?,
    ))
}

#[derive(Serialize)]
struct EventJson<'a> {
    seq: i64,
    id: EventId,
    source_no: i32,
    external_id: &'a str,
    content_hash: &'a str,
    client_no: i64,
    kind_no: i32,
    occurred_at: i64,
    note: Option<&'a str>,
}

impl Tx {
    async fn event_kinds(&mut self, tenant: OrganizationId) -> Result<Vec<EventKind>> {
        let rows: Vec<KindRow> = self.rows(&sql::list_event_kinds, args![tenant]).await?;
        read_all(rows)
    }

    /// Under the organization's turn to write, so that no number is given twice.
    async fn add_event_kind(
        &mut self,
        tenant: OrganizationId,
        known: &mut Vec<EventKind>,
        key: &str,
        label: &str,
        answer: Option<AnswerRule>,
    ) -> Result<EventKind> {
        let no = known.iter().map(|kind| kind.no).max().unwrap_or_default() + 1;
        let (days, touchpoints) = write_answer(answer.as_ref())?;
        let values = args![tenant, no, key, label, days, touchpoints];
        self.run(&sql::insert_event_kind, values).await?;
        let made = EventKind {
            no,
            key: key.to_owned(),
            label: label.to_owned(),
            answer,
        };
        known.push(made.clone());
        Ok(made)
    }
}

impl OrgStore {
    /// The kinds of events, in the order in which they were made.
    pub async fn event_kinds(&self) -> Result<Vec<EventKind>> {
        let rows: Vec<KindRow> = self
            .db
            .rows(&sql::list_event_kinds, args![self.tenant()])
            .await?;
        read_all(rows)
    }

    /// Refused where the key is taken.
    pub async fn create_event_kind(
        &self,
        key: &str,
        label: &str,
        answer: Option<AnswerRule>,
    ) -> Result<EventKind> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let mut known = tx.event_kinds(tenant).await?;
        if known.iter().any(|kind| kind.key == key) {
            return Err(StoreError::Taken("this kind's key"));
        }
        let made = tx
            .add_event_kind(tenant, &mut known, key, label, answer)
            .await?;
        numbers.design_version += 1;
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(made)
    }

    /// False where there is no such kind.
    pub async fn change_event_kind(&self, key: &str, edit: &EventKindEdit) -> Result<bool> {
        let tenant = self.tenant();
        let (days, touchpoints) = write_answer(edit.answer.as_ref())?;
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let values = args![tenant, key, edit.label.as_str(), days, touchpoints];
        if tx.run(&sql::update_event_kind, values).await? == 0 {
            return Ok(false);
        }
        numbers.design_version += 1;
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Keeps events, each exactly once by (source, external id); the order of the results is that of the items.
    /// Kinds that nobody knows are made, without an answer rule. `import` is the number of a running import, or 0.
    pub async fn record_events(
        &self,
        import: i32,
        now: Timestamp,
        items: &[NewEvent],
    ) -> Result<RecordedBatch<EventId>> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        tx.require_running(tenant, import).await?;
        let mut design = tx.design(tenant).await?;
        let sources: BTreeSet<Arc<str>> = items.iter().map(|item| item.source.clone()).collect();
        let sources = tx
            .ensure_sources(tenant, &mut numbers, &mut design, &sources)
            .await?;
        let externals: Vec<_> = items
            .iter()
            .map(|item| tidy(&item.record.external_id))
            .collect();
        let keys: Vec<(i32, &str)> = items
            .iter()
            .zip(&externals)
            .map(|(item, external)| (sources[&item.source], &**external))
            .collect();
        let mut sorting =
            Sorting::<EventId>::new(&mut tx, &sql::list_known_events, tenant, &keys).await?;
        let mut results: Vec<Option<Recorded<EventId>>> = vec![None; items.len()];
        let mut fresh: Vec<(usize, String)> = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let hash = hex(item.record.content_hash());
            results[at] = sorting.meet(keys[at], item.id, &hash, import);
            if results[at].is_none() {
                fresh.push((at, hash));
            }
        }
        let mut kinds = tx.event_kinds(tenant).await?;
        let mut kind_of: HashMap<&str, i32> = HashMap::new();
        for (at, _) in &fresh {
            let (key, label) = (items[*at].record.kind.as_str(), &items[*at].kind_label);
            if kind_of.contains_key(key) {
                continue;
            }
            let no = match kinds.iter().find(|kind| kind.key == key) {
                Some(kind) => kind.no,
                None => {
                    numbers.design_version += 1;
                    tx.add_event_kind(tenant, &mut kinds, key, label, None)
                        .await?
                        .no
                }
            };
            kind_of.insert(key, no);
        }
        let asked: Vec<NewClient> = fresh
            .iter()
            .map(|(at, _)| NewClient {
                id: items[*at].client_id,
                key: items[*at].record.client.key.clone(),
                name: items[*at].record.client.name.clone(),
                attributes: attributes_of(&items[*at].record.client),
            })
            .collect();
        let clients = tx
            .ensure_clients(tenant, &mut numbers, &asked, import, now)
            .await?;
        let mut rows = Vec::with_capacity(fresh.len());
        for ((at, hash), (_, client_no)) in fresh.iter().zip(&clients.clients) {
            let item = &items[*at];
            numbers.seq += 1;
            rows.push(EventJson {
                seq: numbers.seq,
                id: item.id,
                source_no: keys[*at].0,
                external_id: keys[*at].1,
                content_hash: hash,
                client_no: *client_no,
                kind_no: kind_of[item.record.kind.as_str()],
                occurred_at: item.record.occurred_at.micros(),
                note: item.record.note.as_deref(),
            });
            results[*at] = Some(Recorded::Created {
                id: item.id,
                seq: numbers.seq,
            });
        }
        if !rows.is_empty() {
            let values = args![tenant, json(&rows)?, now, import];
            tx.run(&sql::insert_events, values).await?;
            tx.announce(tenant, now, "events", rows.len(), numbers.seq, import)
                .await?;
        }
        let created = rows.len();
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(RecordedBatch {
            results: results.into_iter().flatten().collect(),
            created,
            clients_created: clients.created,
        })
    }

    /// The newest records first, up to `limit` (1 to 1,000) of them.
    pub async fn events(&self, cursor: &EventCursor, limit: usize) -> Result<Vec<EventDetail>> {
        let values = args![
            self.tenant(),
            cursor.before.unwrap_or(i64::MAX),
            i64::from(cursor.kind.unwrap_or(-1)),
            cursor.client.unwrap_or(-1),
            limit.clamp(1, 1_000),
        ];
        let rows: Vec<EventRow> = self.db.rows(&sql::list_events_before, values).await?;
        read_all(rows)
    }

    /// The events with numbers above `after`, up to `limit` (1 to 5,000) of them, in the order of their numbers;
    /// none means that there are no more.
    pub async fn events_after(&self, after: i64, limit: usize) -> Result<Vec<EventDetail>> {
        let values = args![self.tenant(), after, limit.clamp(1, 5_000)];
        let rows: Vec<EventRow> = self.db.rows(&sql::list_events_after, values).await?;
        read_all(rows)
    }
}
