//! Who has the relationship with us.

#[cfg(test)]
mod tests;
mod tiers;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::clients::{Attributes, Client, merge_attributes};
use domain::ids::{ClientId, OrganizationId};
use domain::time::{Period, Timestamp};
use serde::Serialize;

use crate::access::read_all;
use crate::db::{Tx, args, json, read_id, statements, without_nul};
use crate::error::{Result, StoreError};
use crate::numbers::Numbers;
use crate::org::OrgStore;

statements! { "clients": client_cohorts count_clients find_client find_clients_by_key upsert_clients list_attributes list_clients list_clients_by_no list_tiers insert_tier update_tier delete_tier }

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

/// A page of clients by key and where the next one starts.
#[derive(Debug, Clone)]
pub struct ClientPage {
    pub items: Vec<Client>,
    pub next: Option<String>,
}

/// Of the clients who first answered in one period, how many answered in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct CohortCell {
    /// Place of the period of the first response in the list that was asked for.
    pub cohort: i64,
    /// Place of the period in which they answered (again).
    pub period: i64,
    pub clients: i64,
}

#[derive(sqlx::FromRow)]
struct ClientRow {
    id: String,
    no: i64,
    key: String,
    name: Option<String>,
    attributes: String,
    created_at: i64,
}

impl TryFrom<ClientRow> for Client {
    type Error = StoreError;

    fn try_from(row: ClientRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "clients.id")?,
            no: row.no,
            key: row.key,
            name: row.name,
            attributes: read_attributes(&row.attributes)?,
            created_at: Timestamp::from_micros(row.created_at),
        })
    }
}

pub(crate) fn read_attributes(text: &str) -> Result<Attributes> {
    serde_json::from_str(text).map_err(|_| StoreError::Unreadable("clients.attributes"))
}

fn write_attributes(attributes: &Attributes) -> Result<String> {
    serde_json::to_string(attributes)
        .map(without_nul)
        .map_err(|_| StoreError::Unreadable("clients.attributes"))
}

#[derive(sqlx::FromRow)]
struct AttributesRow {
    no: i64,
    attributes: String,
}

#[derive(sqlx::FromRow)]
struct CountRow {
    count: i64,
}

#[derive(Serialize)]
struct KeyJson<'a> {
    key: &'a str,
}

#[derive(Serialize)]
struct UpsertJson<'a> {
    no: i64,
    id: ClientId,
    key: &'a str,
    name: Option<&'a str>,
    attributes: String,
}

#[derive(Serialize)]
struct EdgeJson {
    no: usize,
    start_at: i64,
    end_at: i64,
}

/// NUL can't be kept in a PostgreSQL text, and a key that would lose it must not become another one's twin unnoticed.
fn tidy(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains('\0') {
        text.replace('\0', "").into()
    } else {
        text.into()
    }
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
        let mut created = Vec::new();
        let mut changed = BTreeSet::new();
        let mut clients = Vec::with_capacity(asked.len());
        for (new, key) in asked.iter().zip(&keys) {
            if let Some(client) = known.get_mut(&**key) {
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
                    key: key.to_string(),
                    name: new.name.clone(),
                    attributes,
                    created_at: now,
                };
                clients.push((client.id, client.no));
                created.push(client.key.clone());
                known.insert(client.key.clone(), client);
            }
        }
        let fresh: BTreeSet<&String> = created.iter().collect();
        changed.retain(|key| !fresh.contains(key));
        let rows = created
            .iter()
            .chain(&changed)
            .map(|key| {
                let client = &known[key];
                Ok(UpsertJson {
                    no: client.no,
                    id: client.id,
                    key,
                    name: client.name.as_deref(),
                    attributes: write_attributes(&client.attributes)?,
                })
            })
            .collect::<Result<Vec<_>>>()?;
        if !rows.is_empty() {
            self.run(
                &sql::upsert_clients,
                args![tenant, json(&rows)?, now, import],
            )
            .await?;
        }
        if !created.is_empty() || !changed.is_empty() {
            numbers.attributes_version += 1;
        }
        Ok(EnsuredClients {
            clients,
            created: created.len(),
            changed: changed.len(),
        })
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

    pub async fn client(&self, id: ClientId) -> Result<Option<Client>> {
        let row: Option<ClientRow> = self
            .db
            .row(&sql::find_client, args![self.tenant(), id])
            .await?;
        row.map(Client::try_from).transpose()
    }

    /// The clients of these numbers, in no order; those that are not here are left out.
    pub async fn clients_by_no(&self, numbers: &[i64]) -> Result<Vec<Client>> {
        #[derive(Serialize)]
        struct NoJson {
            no: i64,
        }
        let asked: Vec<NoJson> = numbers.iter().map(|&no| NoJson { no }).collect();
        let values = args![self.tenant(), json(&asked)?];
        let rows: Vec<ClientRow> = self.db.rows(&sql::list_clients_by_no, values).await?;
        read_all(rows)
    }

    /// In the order of the key. `after` is the `next` of the page before; `limit` is 1 to 1,000.
    pub async fn clients(&self, after: Option<&str>, limit: usize) -> Result<ClientPage> {
        let limit = limit.clamp(1, 1000);
        let values = args![self.tenant(), after.unwrap_or_default(), limit + 1];
        let mut items: Vec<Client> = read_all(
            self.db
                .rows::<ClientRow>(&sql::list_clients, values)
                .await?,
        )?;
        let more = items.len() > limit;
        items.truncate(limit);
        let next = if more {
            items.last().map(|client| client.key.clone())
        } else {
            None
        };
        Ok(ClientPage { items, next })
    }

    pub async fn count_clients(&self) -> Result<i64> {
        let row: Option<CountRow> = self
            .db
            .row(&sql::count_clients, args![self.tenant()])
            .await?;
        Ok(row.map_or(0, |row| row.count))
    }

    /// What is known of the clients with numbers above `after`, up to `limit` of them, in the order of their
    /// numbers; fewer than `limit` means that these were the last.
    pub async fn client_attributes(
        &self,
        after: i64,
        limit: usize,
    ) -> Result<Vec<(i64, Attributes)>> {
        let rows: Vec<AttributesRow> = self
            .db
            .rows(&sql::list_attributes, args![self.tenant(), after, limit])
            .await?;
        rows.into_iter()
            .map(|row| Ok((row.no, read_attributes(&row.attributes)?)))
            .collect()
    }

    /// Grows whenever a client is added, changed or removed.
    pub async fn attributes_version(&self) -> Result<i64> {
        let mut view = self.db.view().await?;
        let version = view.numbers(self.tenant()).await?.attributes_version;
        view.commit().await?;
        Ok(version)
    }

    /// Who came back: clients by the period of their first response and each period in which they answered.
    /// Empty cells are left out.
    pub async fn client_cohorts(&self, periods: &[Period]) -> Result<Vec<CohortCell>> {
        let edges: Vec<EdgeJson> = periods
            .iter()
            .enumerate()
            .map(|(no, period)| EdgeJson {
                no,
                start_at: period.from.micros(),
                end_at: period.to.micros(),
            })
            .collect();
        self.db
            .rows(&sql::client_cohorts, args![self.tenant(), json(&edges)?])
            .await
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
