//! Clients whom files, touches and events name: found by their keys, or made.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::clients::{Attributes, Client, ClientKind, merge_attributes};
use domain::ids::{ClientId, OrganizationId};
use domain::time::Timestamp;

use super::{ClientRow, KeyJson, sql, tidy};
use crate::access::read_all;
use crate::db::{Tx, args, json, numbered};
use crate::error::Result;
use crate::numbers::Numbers;
use crate::org::OrgStore;

/// A client as a file or the API names it, with the id that it gets if it is new.
#[derive(Debug, Clone)]
pub struct NewClient {
    pub id: ClientId,
    pub key: String,
    pub name: Option<String>,
    pub attributes: Attributes,
}

/// The clients of [`OrgStore::ensure_clients`], in the order in which they were asked for.
#[derive(Debug, Clone)]
pub struct EnsuredClients {
    pub clients: Vec<(ClientId, i64)>,
    pub created: usize,
    /// How many known ones were given another name or attribute.
    pub changed: usize,
}

impl Tx {
    /// Get-or-create under the organization's turn to write. The caller saves the numbers.
    pub(crate) async fn ensure_clients(
        &mut self,
        tenant: OrganizationId,
        numbers: &mut Numbers,
        asked: &[NewClient],
        import: i32,
        now: Timestamp,
    ) -> Result<EnsuredClients> {
        let keys: Vec<_> = asked.iter().map(|client| tidy(&client.key)).collect();
        let distinct: BTreeSet<&str> = keys.iter().map(|key| &**key).collect();
        let lookup: Vec<KeyJson<'_>> = distinct.iter().map(|key| KeyJson { key }).collect();
        let rows: Vec<ClientRow> = self
            .rows(&sql::find_clients_by_key, args![tenant, json(&lookup)?])
            .await?;
        let mut known: HashMap<String, Client> = HashMap::with_capacity(distinct.len());
        for client in read_all::<_, Client>(rows)? {
            known.insert(client.key.clone(), client);
        }
        // What is said of a client that was merged into another is said of that one.
        let kept = self.follow_merges(tenant, &mut known).await?;
        let mut created = Vec::new();
        let mut changed = BTreeSet::new();
        let mut clients = Vec::with_capacity(asked.len());
        for (new, key) in asked.iter().zip(&keys) {
            let key: &str = kept.get(&**key).map_or(key, |kept| kept.as_str());
            if let Some(client) = known.get_mut(key) {
                let mut differs = merge_attributes(&mut client.attributes, &new.attributes);
                if new.name.is_some() && client.name != new.name {
                    client.name.clone_from(&new.name);
                    differs = true;
                }
                if differs {
                    changed.insert(client.key.clone());
                }
                clients.push((client.id, client.no));
            } else {
                numbers.client += 1;
                let mut attributes = Attributes::new();
                merge_attributes(&mut attributes, &new.attributes);
                let client = Client {
                    id: new.id,
                    no: numbers.client,
                    key: key.to_owned(),
                    name: new.name.clone(),
                    kind: ClientKind::default(),
                    owner: None,
                    attributes,
                    created_at: now,
                    last_touch_at: None,
                    merged_into: None,
                };
                clients.push((client.id, client.no));
                created.push(client.key.clone());
                known.insert(client.key.clone(), client);
            }
        }
        let fresh: BTreeSet<&String> = created.iter().collect();
        changed.retain(|key| !fresh.contains(key));
        let new: Vec<&Client> = created.iter().map(|key| &known[key]).collect();
        let later: Vec<&Client> = changed.iter().map(|key| &known[key]).collect();
        self.write_clients(tenant, &new, &later, import, now)
            .await?;
        if !created.is_empty() || !changed.is_empty() {
            numbers.attributes_version += 1;
        }
        Ok(EnsuredClients {
            clients,
            created: created.len(),
            changed: changed.len(),
        })
    }

    /// Of the keys whose clients were merged into others: the key of the one that stands for each, which is then known too.
    pub(super) async fn follow_merges(
        &mut self,
        tenant: OrganizationId,
        known: &mut HashMap<String, Client>,
    ) -> Result<HashMap<String, String>> {
        let mut open: HashMap<String, i64> = known
            .values()
            .filter_map(|client| Some((client.key.clone(), client.merged_into?)))
            .collect();
        let mut kept = HashMap::new();
        while !open.is_empty() {
            let numbers: Vec<i64> = open.values().copied().collect();
            let values = args![tenant, numbered(numbers.iter().copied())?];
            let rows: Vec<ClientRow> = self.rows(&sql::list_clients_by_no, values).await?;
            let targets: HashMap<i64, Client> = read_all::<_, Client>(rows)?
                .into_iter()
                .map(|client| (client.no, client))
                .collect();
            let mut further = HashMap::new();
            for (key, no) in open {
                let Some(target) = targets.get(&no) else {
                    continue;
                };
                if let Some(next) = target.merged_into {
                    further.insert(key, next);
                } else {
                    known
                        .entry(target.key.clone())
                        .or_insert_with(|| target.clone());
                    kept.insert(key, target.key.clone());
                }
            }
            open = further;
        }
        Ok(kept)
    }
}

impl OrgStore {
    /// Finds clients by their keys, makes those that are new, and lays what is said over what is known of the rest.
    pub async fn ensure_clients(
        &self,
        asked: &[NewClient],
        import: i32,
        now: Timestamp,
    ) -> Result<EnsuredClients> {
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(self.tenant()).await?;
        let ensured = tx
            .ensure_clients(self.tenant(), &mut numbers, asked, import, now)
            .await?;
        tx.save(self.tenant(), &numbers).await?;
        tx.commit().await?;
        Ok(ensured)
    }
}

/// The attributes of a record, as the store keeps them.
pub(crate) fn attributes_of(record: &domain::signals::record::ClientRecord) -> Attributes {
    record
        .attributes
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_string()))
        .collect::<BTreeMap<_, _>>()
}
