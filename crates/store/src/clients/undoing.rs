//! Files of clients that are taken back as a whole.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::clients::Client;
use domain::clients::contacts::Contact;
use domain::clients::importing::{Laid, Since, Stays, TakenBack};
use domain::ids::{ClientId, ContactId, ImportId, OrganizationId};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{ClientRow, sql};
use crate::access::read_all;
use crate::clients::contacts::ContactRow;
use crate::db::{Tx, args, numbered, read_id, without_nul};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

/// Clients that are taken back in one go.
const MANY: usize = 1_000;
/// What stays is listed up to so many.
const LISTED: usize = 1_000;

/// What came of taking a file back. Kept as a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UndoneImport {
    /// Clients who went, and those who are again as they were, or nearly.
    pub gone: usize,
    pub restored: usize,
    /// Contacts who went from clients who stay.
    pub contacts_gone: usize,
    /// How many things stay.
    pub stays: usize,
    /// The first 1,000 of them.
    pub staying: Vec<StaysOf>,
}

/// Something that stays, with whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaysOf {
    pub client: ClientId,
    /// What the client is called.
    pub label: String,
    #[serde(flatten)]
    pub stays: Stays,
}

/// A file that was brought in, in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedImport {
    pub id: ImportId,
    pub name: String,
    pub at: Timestamp,
    pub by_name: String,
    pub counts: Value,
    pub has_rejects: bool,
    /// What it changed is known, so that it can be taken back.
    pub can_be_undone: bool,
    /// When, by whom and with which outcome it was taken back.
    pub undone: Option<(Timestamp, String, UndoneImport)>,
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    id: String,
    name: String,
    at: i64,
    by_name: String,
    counts: String,
    has_rejects: bool,
    undone_at: Option<i64>,
    undone_by: Option<String>,
    undone: Option<String>,
    changes: i64,
}

impl TryFrom<ListedRow> for ListedImport {
    type Error = StoreError;

    fn try_from(row: ListedRow) -> Result<Self> {
        let undone = match (row.undone_at, row.undone) {
            (Some(at), Some(text)) => {
                let outcome = serde_json::from_str(&text)
                    .map_err(|_| StoreError::Unreadable("client_imports.undone"))?;
                let by = row.undone_by.unwrap_or_default();
                Some((Timestamp::from_micros(at), by, outcome))
            }
            _ => None,
        };
        Ok(Self {
            id: read_id(&row.id, "client_imports.id")?,
            name: row.name,
            at: Timestamp::from_micros(row.at),
            by_name: row.by_name,
            counts: serde_json::from_str(&row.counts)
                .map_err(|_| StoreError::Unreadable("client_imports.counts"))?,
            has_rejects: row.has_rejects,
            can_be_undone: row.undone_at.is_none() && row.changes > 0,
            undone,
        })
    }
}

#[derive(sqlx::FromRow)]
struct StateRow {
    undone_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct ChangeRow {
    no: i64,
    laid: String,
}

#[derive(sqlx::FromRow)]
struct NoRow {
    no: i64,
}

#[derive(sqlx::FromRow)]
struct IdRow {
    id: String,
}

/// What is known of some clients, by their numbers.
struct Known {
    clients: HashMap<i64, Client>,
    contacts: HashMap<i64, Vec<Contact>>,
    with_facts: HashSet<i64>,
    merged: HashSet<i64>,
    consenting: HashSet<ContactId>,
}

impl Tx {
    /// Forgets where clients stood who stand for themselves no longer.
    pub(super) async fn forget_standings(
        &mut self,
        tenant: OrganizationId,
        clients: &[i64],
    ) -> Result<()> {
        let numbers = numbered(clients.iter().copied())?;
        for statement in [&sql::delete_standings_of, &sql::delete_standing_changes_of] {
            self.run(statement, args![tenant, numbers.as_str()]).await?;
        }
        Ok(())
    }

    async fn known_since(&mut self, tenant: OrganizationId, clients: &[i64]) -> Result<Known> {
        let numbers = numbered(clients.iter().copied())?;
        let of = || args![tenant, numbers.as_str()];
        let rows: Vec<ClientRow> = self.rows(&sql::list_clients_by_no, of()).await?;
        let found: Vec<Client> = read_all(rows)?;
        let values = args![tenant, numbers.as_str(), true];
        let rows: Vec<ContactRow> = self.rows(&sql::list_contacts_of, values).await?;
        let mut contacts: HashMap<i64, Vec<Contact>> = HashMap::new();
        for contact in read_all::<_, Contact>(rows)? {
            contacts.entry(contact.client).or_default().push(contact);
        }
        let known: Vec<NoRow> = self.rows(&sql::list_known_of, of()).await?;
        let merged: Vec<NoRow> = self.rows(&sql::list_merged_of, of()).await?;
        let consenting: Vec<IdRow> = self.rows(&sql::list_consenting, of()).await?;
        let consenting = consenting.iter().map(|row| read_id(&row.id, "contacts.id"));
        Ok(Known {
            clients: found
                .into_iter()
                .map(|client| (client.no, client))
                .collect(),
            contacts,
            with_facts: known.into_iter().map(|row| row.no).collect(),
            merged: merged.into_iter().map(|row| row.no).collect(),
            consenting: consenting.collect::<Result<_>>()?,
        })
    }

    /// Writes what becomes of some clients.
    async fn write_taken_back(
        &mut self,
        tenant: OrganizationId,
        taken: &BTreeMap<i64, TakenBack>,
        now: Timestamp,
    ) -> Result<()> {
        let changed: Vec<&Client> = taken.values().filter_map(|it| it.client.as_ref()).collect();
        self.write_clients(tenant, &[], &changed, 0, now).await?;
        let mut numbers = Vec::new();
        for (no, it) in taken.iter().filter(|(_, it)| !it.contacts.is_empty()) {
            for contact in &it.contacts {
                self.update_contact(tenant, contact).await?;
                let values = args![tenant, contact.id, contact.removed_at];
                self.run(&sql::remove_contact, values).await?;
            }
            numbers.push(*no);
        }
        self.reindex(tenant, &numbers).await?;
        let gone = taken.iter().filter(|(_, it)| it.gone);
        let gone: Vec<i64> = gone.map(|(no, _)| *no).collect();
        self.forget_standings(tenant, &gone).await?;
        let numbers = numbered(gone.iter().copied())?;
        for statement in [&sql::delete_contacts_of, &sql::delete_clients] {
            self.run(statement, args![tenant, numbers.as_str()]).await?;
        }
        Ok(())
    }
}

impl OrgStore {
    /// The latest files of clients that were brought in, up to `limit` of them.
    pub async fn client_imports(&self, limit: usize) -> Result<Vec<ListedImport>> {
        let values = args![self.tenant(), limit.clamp(1, 1_000)];
        let rows: Vec<ListedRow> = self.db.rows(&sql::list_client_imports, values).await?;
        read_all(rows)
    }

    /// Takes back what a file of clients brought and changed, as far as nobody has said or done anything with it since.
    /// `None` where there is no such file; refused where it was taken back before, or what it changed is not known.
    pub async fn undo_client_import(
        &self,
        id: ImportId,
        now: Timestamp,
        by_name: &str,
    ) -> Result<Option<UndoneImport>> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let state: Option<StateRow> = tx.row(&sql::find_import_state, args![tenant, id]).await?;
        let Some(state) = state else {
            return Ok(None);
        };
        if state.undone_at.is_some() {
            return Err(StoreError::WrongState("this file"));
        }
        let mut undone = UndoneImport::default();
        let (mut after, mut touched) = (0, Vec::new());
        loop {
            let values = args![tenant, id, after, MANY];
            let rows: Vec<ChangeRow> = tx.rows(&sql::list_import_changes, values).await?;
            let Some(last) = rows.last() else {
                break;
            };
            after = last.no;
            let asked: Vec<i64> = rows.iter().map(|row| row.no).collect();
            let known = tx.known_since(tenant, &asked).await?;
            let mut taken = BTreeMap::new();
            for row in &rows {
                let Some(client) = known.clients.get(&row.no) else {
                    continue;
                };
                let laid: Laid = serde_json::from_str(&row.laid)
                    .map_err(|_| StoreError::Unreadable("client_import_changes.laid"))?;
                let since = Since {
                    client,
                    contacts: known.contacts.get(&row.no).map_or(&[], Vec::as_slice),
                    has_facts: known.with_facts.contains(&row.no),
                    merged: known.merged.contains(&row.no),
                    consenting: &known.consenting,
                };
                let back = laid.take_back(&since, now);
                undone.count(client, &back);
                taken.insert(row.no, back);
            }
            tx.write_taken_back(tenant, &taken, now).await?;
            touched.extend(asked);
        }
        if touched.is_empty() {
            return Err(StoreError::WrongState("this file"));
        }
        let document = serde_json::to_string(&undone)
            .map(without_nul)
            .map_err(|_| StoreError::Unreadable("client_imports.undone"))?;
        let values = args![tenant, id, now, by_name, document];
        tx.run(&sql::undo_client_import, values).await?;
        tx.announce_clients(tenant, now, &touched).await?;
        numbers.attributes_version += 1;
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(Some(undone))
    }
}

impl UndoneImport {
    fn count(&mut self, client: &Client, back: &TakenBack) {
        if back.gone {
            self.gone += 1;
            return;
        }
        let gone = back.contacts.iter().filter(|it| it.removed_at.is_some());
        self.contacts_gone += gone.count();
        if back.client.is_some() || !back.contacts.is_empty() {
            self.restored += 1;
        }
        self.stays += back.stays.len();
        let room = LISTED.saturating_sub(self.staying.len());
        let stays = back.stays.iter().take(room).map(|stays| StaysOf {
            client: client.id,
            label: client.label().to_owned(),
            stays: stays.clone(),
        });
        self.staying.extend(stays);
    }
}
