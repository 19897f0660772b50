//! Files of clients that were brought in.

use std::collections::HashMap;

use domain::clients::Client;
use domain::clients::contacts::Contact;
use domain::clients::importing::Laid;
use domain::ids::ImportId;
use domain::time::Timestamp;
use serde::Serialize;
use serde_json::Value;

use super::{ClientRow, KeyJson, sql, tidy};
use crate::access::read_all;
use crate::db::{args, json, read_id, without_nul};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

/// Clients that are written in one statement.
const MANY: usize = 1_000;

/// A client as a file leaves it.
#[derive(Debug, Clone)]
pub struct ImportedClient {
    /// Of a new one without its number, which is given here.
    pub client: Client,
    pub new: bool,
    /// As it was; `None`: it is new.
    pub before: Option<(Client, Vec<Contact>)>,
    /// Contacts that were known before, with what the file says laid over.
    pub known_contacts: Vec<Contact>,
    pub new_contacts: Vec<Contact>,
    pub changed_contacts: Vec<Contact>,
}

/// A file that was brought in.
#[derive(Debug, Clone, PartialEq)]
pub struct ClientImport {
    pub id: ImportId,
    /// What the file is called.
    pub name: String,
    pub at: Timestamp,
    pub by_name: String,
    pub counts: Value,
    /// The rows that were not taken, as CSV.
    pub rejects: Option<String>,
}

#[derive(sqlx::FromRow)]
struct ImportRow {
    id: String,
    name: String,
    at: i64,
    by_name: String,
    counts: String,
    rejects: Option<String>,
}

#[derive(Serialize)]
struct LaidJson {
    no: i64,
    laid: String,
}

impl LaidJson {
    /// What the file did to a client, as it now is.
    fn of(imported: &ImportedClient, client: &Client) -> Result<Self> {
        let before = imported.before.as_ref();
        let before = before.map(|(client, contacts)| (client, contacts.as_slice()));
        let laid = Laid::of(
            before,
            client,
            &imported.new_contacts,
            &imported.changed_contacts,
        );
        Ok(Self {
            no: client.no,
            laid: serde_json::to_string(&laid)
                .map(without_nul)
                .map_err(|_| StoreError::Unreadable("client_import_changes.laid"))?,
        })
    }
}

impl OrgStore {
    /// Clients by keys of the organization's own systems. Of one that was merged into another: that one.
    pub async fn clients_by_key(&self, keys: &[String]) -> Result<HashMap<String, Client>> {
        let tenant = self.tenant();
        let tidied: Vec<_> = keys.iter().map(|key| tidy(key)).collect();
        let lookup: Vec<KeyJson<'_>> = tidied.iter().map(|key| KeyJson { key }).collect();
        let mut view = self.db.view().await?;
        let rows: Vec<ClientRow> = view
            .rows(&sql::find_clients_by_key, args![tenant, json(&lookup)?])
            .await?;
        let mut known: HashMap<String, Client> = read_all::<_, Client>(rows)?
            .into_iter()
            .map(|client| (client.key.clone(), client))
            .collect();
        let kept = view.follow_merges(tenant, &mut known).await?;
        view.commit().await?;
        for (key, target) in kept {
            if let Some(client) = known.get(&target).cloned() {
                known.insert(key, client);
            }
        }
        Ok(known)
    }

    /// Writes what a file says: all of it, or nothing.
    pub async fn import_clients(
        &self,
        import: &ClientImport,
        clients: &[ImportedClient],
        now: Timestamp,
    ) -> Result<()> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let values = args![
            tenant,
            import.id,
            import.name.as_str(),
            import.at,
            import.by_name.as_str(),
            import.counts.to_string(),
            import.rejects.as_deref(),
        ];
        tx.run(&sql::insert_client_import, values).await?;
        for some in clients.chunks(MANY) {
            let mut written: Vec<(Client, bool)> = Vec::with_capacity(some.len());
            let mut contacts: Vec<Contact> = Vec::new();
            for imported in some {
                let mut client = imported.client.clone();
                if imported.new {
                    numbers.client += 1;
                    client.no = numbers.client;
                }
                contacts.extend(imported.new_contacts.iter().map(|contact| Contact {
                    client: client.no,
                    ..contact.clone()
                }));
                written.push((client, imported.new));
            }
            let new: Vec<&Client> = written.iter().filter(|it| it.1).map(|it| &it.0).collect();
            let old: Vec<&Client> = written.iter().filter(|it| !it.1).map(|it| &it.0).collect();
            tx.write_clients(tenant, &new, &old, 0, now).await?;
            tx.insert_contacts(tenant, &contacts).await?;
            for contact in some.iter().flat_map(|it| &it.changed_contacts) {
                tx.update_contact(tenant, contact).await?;
            }
            let with_contacts: Vec<i64> = some
                .iter()
                .zip(&written)
                .filter(|(it, _)| !it.new_contacts.is_empty() || !it.changed_contacts.is_empty())
                .map(|(_, (client, _))| client.no)
                .collect();
            tx.reindex(tenant, &with_contacts).await?;
            let laid: Vec<LaidJson> = some
                .iter()
                .zip(&written)
                .map(|(it, (client, _))| LaidJson::of(it, client))
                .collect::<Result<_>>()?;
            let values = args![tenant, import.id, json(&laid)?];
            tx.run(&sql::insert_import_changes, values).await?;
        }
        if !clients.is_empty() {
            numbers.attributes_version += 1;
        }
        tx.save(tenant, &numbers).await?;
        tx.commit().await
    }

    /// A file that was brought in, with the rows that were not taken.
    pub async fn client_import(&self, id: ImportId) -> Result<Option<ClientImport>> {
        let row: Option<ImportRow> = self
            .db
            .row(&sql::find_client_import, args![self.tenant(), id])
            .await?;
        row.map(|row| {
            Ok(ClientImport {
                id: read_id(&row.id, "client_imports.id")?,
                name: row.name,
                at: Timestamp::from_micros(row.at),
                by_name: row.by_name,
                counts: serde_json::from_str(&row.counts)
                    .map_err(|_| StoreError::Unreadable("client_imports.counts"))?,
                rejects: row.rejects,
            })
        })
        .transpose()
    }
}
