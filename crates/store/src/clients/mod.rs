//! Who has the relationship with us.

mod contacts;
mod definitions;
mod ensure;
mod imports;
mod listing;
mod merges;
mod segments;
#[cfg(test)]
mod tests;
mod tiers;
mod timeline;
mod undoing;
mod words;
mod writing;

use domain::clients::{Attributes, Client, ClientKind};
use domain::ids::ClientId;
use domain::time::{Period, Timestamp};
use serde::Serialize;

use crate::access::read_all;
use crate::db::{args, json, numbered, read_id, read_id_opt, statements};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

pub use definitions::AttributeUse;
pub(crate) use ensure::attributes_of;
pub use ensure::{EnsuredClients, NewClient};
pub use imports::{ClientImport, ImportedClient};
pub use listing::{ClientCursor, ClientOrder, FoundPage};
pub use merges::{ClientMerge, Pair};
pub use segments::{ClientSegment, ClientsVersion, KnownClient};
pub use timeline::{LineConsent, LineEvent, LineResponse, LineTouch};
pub use undoing::{ListedImport, StaysOf, UndoneImport};
pub use words::profile_of;

statements! { "clients":
    client_cohorts count_clients count_words delete_client_marks delete_client_words delete_clients
    delete_contacts_of delete_distinction delete_identities delete_segment delete_standing_changes_of
    delete_standings_of delete_tier find_client find_client_import find_clients_by_key find_contact
    find_import_state find_later_merge find_merge find_owner find_segment forget_import_touches
    insert_client_import insert_client_marks insert_client_words insert_consent insert_contacts
    insert_definition insert_distinction insert_identities insert_import_changes insert_merge
    insert_merged_facts insert_segment insert_tier insert_use list_attributes list_by_last_touch list_by_name
    list_by_silence list_client_imports list_clients list_clients_by_no list_clients_of_marks list_columns
    list_consenting list_consents list_contacts_of list_definitions list_distinctions list_identities_of
    list_former_keys list_import_changes list_known_of list_later_touches list_merged list_merged_of list_merges
    list_moved_records list_segments list_shared_marks list_tiers list_unindexed list_uses remove_contact
    search_clients timeline_answers timeline_consents timeline_events timeline_responses timeline_touches
    touch_clients undo_client_import undo_merge update_contact update_definition update_last_use update_segment
    update_tier upsert_clients
}

/// Clients whose numbers lie next to each other: what concerns everybody is read range by range, so that it never
/// stands in memory as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientRange {
    /// The first number and the last one, both of them included.
    pub first: i64,
    pub last: i64,
}

impl ClientRange {
    /// So many clients are soon read.
    pub const CLIENTS: usize = 1_000;

    /// Everybody.
    #[cfg(test)]
    pub(crate) const ALL: Self = Self {
        first: 0,
        last: i64::MAX,
    };

    pub const fn one(client: i64) -> Self {
        Self {
            first: client,
            last: client,
        }
    }
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

impl OrgStore {
    /// The client that the organization's own systems know by this key.
    pub async fn client_by_key(&self, key: &str) -> Result<Option<Client>> {
        let lookup = [KeyJson { key: &tidy(key) }];
        let values = args![self.tenant(), json(&lookup)?];
        let row: Option<ClientRow> = self.db.row(&sql::find_clients_by_key, values).await?;
        row.map(Client::try_from).transpose()
    }

    /// What other systems call a client.
    pub async fn identities_of(&self, no: i64) -> Result<Vec<Identity>> {
        let values = args![self.tenant(), numbered([no])?];
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

    /// The next clients after a number, up to `limit` of them. `None` where there are no more.
    pub async fn client_range(&self, after: i64, limit: usize) -> Result<Option<ClientRange>> {
        let numbers = self.client_numbers(after, limit).await?;
        let ends = numbers.first().zip(numbers.last());
        Ok(ends.map(|(first, last)| ClientRange {
            first: *first,
            last: *last,
        }))
    }

    /// The client who counts for an id: the one into which it was merged, however often, or itself. Whatever is written down
    /// of a client is written down of this one.
    pub async fn client_who_counts(&self, id: ClientId) -> Result<Option<Client>> {
        let Some(mut client) = self.client(id).await? else {
            return Ok(None);
        };
        while let Some(no) = client.merged_into {
            match self.clients_by_no(&[no]).await?.pop() {
                Some(next) => client = next,
                None => break,
            }
        }
        Ok(Some(client))
    }

    /// The clients of these numbers, in no order; those that are not here are left out.
    pub async fn clients_by_no(&self, numbers: &[i64]) -> Result<Vec<Client>> {
        let values = args![self.tenant(), numbered(numbers.iter().copied())?];
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
