//! Who has the relationship with us.

mod contacts;
mod definitions;
mod imports;
mod listing;
mod merges;
mod segments;
#[cfg(test)]
mod tests;
mod tiers;
mod timeline;
mod words;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::clients::search::{WORDS_VERSION, sort_name};
use domain::clients::{Attributes, Client, ClientKind, merge_attributes};
use domain::ids::{ClientId, OrganizationId, PersonId};
use domain::time::{Period, Timestamp};
use serde::Serialize;

use crate::access::read_all;
use crate::db::{Tx, args, json, read_id, read_id_opt, statements, without_nul};
use crate::error::{Result, StoreError};
use crate::numbers::Numbers;
use crate::org::OrgStore;

pub use definitions::AttributeUse;
pub use imports::{ClientImport, ImportedClient};
pub use listing::{ClientCursor, ClientOrder, FoundPage};
pub use merges::{ClientMerge, Pair};
pub use segments::{ClientSegment, ClientsVersion, KnownClient};
pub use timeline::{LineConsent, LineEvent, LineResponse, LineTouch};
pub use words::profile_of;

statements! { "clients":
    client_cohorts count_clients count_words delete_client_marks delete_client_words delete_distinction
    delete_identities delete_segment delete_tier find_client find_client_import find_clients_by_key find_contact
    find_later_merge find_merge find_owner find_segment forget_import_touches insert_client_import
    insert_client_marks insert_client_words insert_consent insert_contacts insert_definition insert_distinction
    insert_identities insert_merge insert_merged_facts insert_segment insert_tier insert_use list_attributes
    list_by_last_touch list_by_name list_by_silence list_clients list_clients_by_no list_clients_of_marks
    list_columns list_consents list_contacts_of list_definitions list_distinctions list_identities_of
    list_later_touches list_merges list_segments list_shared_marks list_tiers list_unindexed list_uses
    remove_contact search_clients timeline_answers timeline_consents timeline_events timeline_responses
    timeline_touches touch_clients undo_merge update_contact update_definition update_last_use update_segment
    update_tier upsert_clients
}

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

/// What another system calls a client.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Identity {
    pub system: String,
    pub key: String,
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
    kind: String,
    owner_id: Option<String>,
    attributes: String,
    created_at: i64,
    last_touch_at: i64,
    merged_into: Option<i64>,
}

impl TryFrom<ClientRow> for Client {
    type Error = StoreError;

    fn try_from(row: ClientRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "clients.id")?,
            no: row.no,
            key: row.key,
            name: row.name,
            kind: ClientKind::parse(&row.kind).ok_or(StoreError::Unreadable("clients.kind"))?,
            owner: read_id_opt(row.owner_id.as_deref(), "clients.owner_id")?,
            attributes: read_attributes(&row.attributes)?,
            created_at: Timestamp::from_micros(row.created_at),
            last_touch_at: (row.last_touch_at != 0)
                .then(|| Timestamp::from_micros(row.last_touch_at)),
            merged_into: row.merged_into,
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
    kind: &'static str,
    owner_id: Option<PersonId>,
    sort_name: String,
    merged_into: Option<i64>,
}

#[derive(sqlx::FromRow)]
#[expect(dead_code, reason = "that there is one is all that is asked")]
struct PersonIdRow {
    id: String,
}

#[derive(Serialize)]
struct NoJson {
    no: i64,
}

/// Numbers of clients as a parameter.
pub(crate) fn numbers_json(numbers: &[i64]) -> Result<String> {
    json(&numbers.iter().map(|&no| NoJson { no }).collect::<Vec<_>>())
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
}

impl Tx {
    /// Of the keys whose clients were merged into others: the key of the one that stands for each, which is then known too.
    async fn follow_merges(
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
            let values = args![tenant, numbers_json(&numbers)?];
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

    /// All that other systems call a client, in place of what they called it before. Refused where one of them calls another
    /// client so.
    async fn write_identities(
        &mut self,
        tenant: OrganizationId,
        no: i64,
        identities: &[Identity],
    ) -> Result<()> {
        self.run(&sql::delete_identities, args![tenant, no]).await?;
        if !identities.is_empty() {
            let values = args![tenant, no, json(identities)?];
            self.run(&sql::insert_identities, values).await?;
        }
        Ok(())
    }

    /// An owner is somebody of the same organization.
    pub(crate) async fn require_owner(
        &mut self,
        tenant: OrganizationId,
        client: &Client,
    ) -> Result<()> {
        let Some(owner) = client.owner else {
            return Ok(());
        };
        let found: Option<PersonIdRow> = self.row(&sql::find_owner, args![tenant, owner]).await?;
        found.map(|_| ()).ok_or(StoreError::Unknown("the owner"))
    }

    /// Writes clients as they now are, with the words by which they are found.
    pub(crate) async fn write_clients(
        &mut self,
        tenant: OrganizationId,
        new: &[&Client],
        changed: &[&Client],
        import: i32,
        now: Timestamp,
    ) -> Result<()> {
        let rows = new
            .iter()
            .chain(changed)
            .map(|client| {
                Ok(UpsertJson {
                    no: client.no,
                    id: client.id,
                    key: &client.key,
                    name: client.name.as_deref(),
                    attributes: write_attributes(&client.attributes)?,
                    kind: client.kind.as_str(),
                    owner_id: client.owner,
                    sort_name: sort_name(client.name.as_deref(), &client.key),
                    merged_into: client.merged_into,
                })
            })
            .collect::<Result<Vec<_>>>()?;
        if rows.is_empty() {
            return Ok(());
        }
        self.run(
            &sql::upsert_clients,
            args![tenant, json(&rows)?, now, import, WORDS_VERSION],
        )
        .await?;
        self.index_clients(tenant, new, changed).await
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

    /// A client that somebody wrote down by hand. Refused where the key is taken, or the owner is nobody here; its number is
    /// given here and returned.
    pub async fn create_client(
        &self,
        client: &Client,
        identities: &[Identity],
        now: Timestamp,
    ) -> Result<i64> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        tx.require_owner(tenant, client).await?;
        numbers.client += 1;
        numbers.attributes_version += 1;
        let client = Client {
            no: numbers.client,
            ..client.clone()
        };
        tx.write_clients(tenant, &[&client], &[], 0, now).await?;
        if !identities.is_empty() {
            tx.write_identities(tenant, client.no, identities).await?;
            tx.reindex(tenant, &[client.no]).await?;
        }
        tx.announce_clients(tenant, now, &[client.no]).await?;
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(client.no)
    }

    /// Writes what is now known of a client: name, kind, owner, attributes, and what others call it where that is said.
    /// False where there is no such client, or it was merged into another.
    pub async fn change_client(
        &self,
        client: &Client,
        identities: Option<&[Identity]>,
        now: Timestamp,
    ) -> Result<bool> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let known: Option<ClientRow> = tx.row(&sql::find_client, args![tenant, client.id]).await?;
        let Some(known) = known.map(Client::try_from).transpose()? else {
            return Ok(false);
        };
        if known.merged_into.is_some() {
            return Ok(false);
        }
        tx.require_owner(tenant, client).await?;
        let client = Client {
            name: client.name.clone(),
            kind: client.kind,
            owner: client.owner,
            attributes: client.attributes.clone(),
            ..known
        };
        numbers.attributes_version += 1;
        if let Some(identities) = identities {
            tx.write_identities(tenant, client.no, identities).await?;
        }
        tx.write_clients(tenant, &[], &[&client], 0, now).await?;
        tx.announce_clients(tenant, now, &[client.no]).await?;
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// The client that the organization's own systems know by this key.
    pub async fn client_by_key(&self, key: &str) -> Result<Option<Client>> {
        let lookup = [KeyJson { key: &tidy(key) }];
        let values = args![self.tenant(), json(&lookup)?];
        let row: Option<ClientRow> = self.db.row(&sql::find_clients_by_key, values).await?;
        row.map(Client::try_from).transpose()
    }

    /// What other systems call a client.
    pub async fn identities_of(&self, no: i64) -> Result<Vec<Identity>> {
        let values = args![self.tenant(), numbers_json(&[no])?];
        let rows: Vec<words::IdentityRow> = self.db.rows(&sql::list_identities_of, values).await?;
        let identities = rows.into_iter().map(|row| Identity {
            system: row.system,
            key: row.key,
        });
        Ok(identities.collect())
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
        let values = args![self.tenant(), numbers_json(numbers)?];
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
