//! Writing touches, each exactly once.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use domain::ids::{ChannelId, ClientId, TouchId};
use domain::signals::record::TouchRecord;
use domain::time::Timestamp;
use serde::Serialize;

use super::deliveries::{self, DeliveryJson, NewDelivery};
use super::record::{Recorded, RecordedBatch, Sorting, channel_no, hex, tidy};
use super::sql;
use crate::clients::{NewClient, attributes_of};
use crate::db::{args, json};
use crate::error::Result;
use crate::org::OrgStore;

/// A touch to be kept, with the ids that it and its client get if they are new.
#[derive(Debug, Clone)]
pub struct NewTouch {
    pub id: TouchId,
    pub client_id: ClientId,
    /// Within which the external id is unique.
    pub source: Arc<str>,
    pub record: TouchRecord,
}

#[derive(Serialize)]
struct TouchJson<'a> {
    seq: i64,
    id: TouchId,
    source_no: i32,
    external_id: &'a str,
    content_hash: &'a str,
    client_no: i64,
    touchpoint_no: i32,
    channel_no: i32,
    occurred_at: i64,
    direction: &'static str,
    planned: u8,
    note: Option<&'a str>,
    perception: Option<i8>,
    emotion: Option<&'a str>,
}

impl OrgStore {
    /// Keeps touches, each exactly once by (source, external id); the order of the results is that of the items.
    /// `import` is the number of a running import, or 0 for the API.
    pub async fn record_touches(
        &self,
        import: i32,
        now: Timestamp,
        items: &[NewTouch],
    ) -> Result<RecordedBatch<TouchId>> {
        let items: Vec<_> = items.iter().map(|item| (item, None)).collect();
        self.write_touches(import, now, &items).await
    }

    /// Touches, some of them with how they were delivered.
    pub(super) async fn write_touches(
        &self,
        import: i32,
        now: Timestamp,
        items: &[(&NewTouch, Option<&NewDelivery>)],
    ) -> Result<RecordedBatch<TouchId>> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        tx.require_running(tenant, import).await?;
        let mut design = tx.design(tenant).await?;
        let sources: BTreeSet<Arc<str>> =
            items.iter().map(|(item, _)| item.source.clone()).collect();
        let sources = tx
            .ensure_sources(tenant, &mut numbers, &mut design, &sources)
            .await?;
        let touchpoints: HashMap<&str, (i32, Option<ChannelId>)> = design
            .touchpoints
            .iter()
            .map(|touchpoint| (touchpoint.key.as_str(), (touchpoint.no, touchpoint.channel)))
            .collect();

        let externals: Vec<_> = items
            .iter()
            .map(|(item, _)| tidy(&item.record.external_id))
            .collect();
        let keys: Vec<(i32, &str)> = items
            .iter()
            .zip(&externals)
            .map(|((item, _), external)| (sources[&item.source], &**external))
            .collect();
        let mut sorting =
            Sorting::<TouchId>::new(&mut tx, &sql::list_known_touches, tenant, &keys).await?;
        let mut results: Vec<Option<Recorded<TouchId>>> = vec![None; items.len()];
        let mut fresh: Vec<(usize, i32, i32, String)> = Vec::new();
        for (at, (item, delivery)) in items.iter().enumerate() {
            let Some((touchpoint, own_channel)) = touchpoints.get(item.record.touchpoint.as_str())
            else {
                let key = item.record.touchpoint.clone();
                results[at] = Some(Recorded::Unknown {
                    what: "touchpoint",
                    key,
                });
                continue;
            };
            let channel = match (&item.record.channel, own_channel) {
                // Where nobody says how it happened, it happened as it happens at this touchpoint.
                (None, Some(own)) => design.channel(*own).map_or(-1, |channel| channel.no),
                (said, _) => match channel_no(&design, said.as_deref()) {
                    Ok(no) => no,
                    Err(key) => {
                        results[at] = Some(Recorded::Unknown {
                            what: "channel",
                            key,
                        });
                        continue;
                    }
                },
            };
            let hash = hex(delivery.map_or_else(
                || item.record.content_hash(),
                |delivery| delivery.record.content_hash(&item.record),
            ));
            results[at] = sorting.meet(keys[at], item.id, &hash, import);
            if results[at].is_none() {
                fresh.push((at, *touchpoint, channel, hash));
            }
        }
        let asked: Vec<NewClient> = fresh
            .iter()
            .map(|(at, ..)| NewClient {
                id: items[*at].0.client_id,
                key: items[*at].0.record.client.key.clone(),
                name: items[*at].0.record.client.name.clone(),
                attributes: attributes_of(&items[*at].0.record.client),
            })
            .collect();
        let clients = tx
            .ensure_clients(tenant, &mut numbers, &asked, import, now)
            .await?;
        let mut rows = Vec::with_capacity(fresh.len());
        let mut delivered = Vec::new();
        for ((at, touchpoint, channel, hash), (_, client_no)) in fresh.iter().zip(&clients.clients)
        {
            let (item, delivery) = items[*at];
            numbers.seq += 1;
            if let Some(delivery) = delivery {
                delivered.push(DeliveryJson::new(delivery, numbers.seq, *touchpoint)?);
            }
            rows.push(TouchJson {
                seq: numbers.seq,
                id: item.id,
                source_no: keys[*at].0,
                external_id: keys[*at].1,
                content_hash: hash,
                client_no: *client_no,
                touchpoint_no: *touchpoint,
                channel_no: *channel,
                occurred_at: item.record.occurred_at.micros(),
                direction: item.record.direction.as_str(),
                planned: item.record.planned.into(),
                note: item.record.note.as_deref(),
                perception: item.record.perception,
                emotion: item.record.emotion.as_deref(),
            });
            results[*at] = Some(Recorded::Created {
                id: item.id,
                seq: numbers.seq,
            });
        }
        if !rows.is_empty() {
            let values = args![tenant, json(&rows)?, now, import];
            tx.run(&sql::insert_touches, values).await?;
            let met: BTreeSet<i64> = rows.iter().map(|row| row.client_no).collect();
            let met: Vec<i64> = met.into_iter().collect();
            tx.note_touches(tenant, &met).await?;
            if !delivered.is_empty() {
                let values = args![tenant, json(&delivered)?];
                tx.run(&deliveries::sql::insert_deliveries, values).await?;
            }
            tx.announce(tenant, now, "touches", rows.len(), numbers.seq, import)
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
}
